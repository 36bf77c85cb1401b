/** What every store promises of who gets the overview every week. */
import { describe, expect, it } from 'vitest'
import type { Store, Weekly } from '../../../src/ports.ts'
import type { OpenStore } from '../../../src/store/open.ts'
import { at } from '../../support/outgoing.ts'
import { countingIds, personToImport } from '../../support/people.ts'

const own: Weekly = { person: 'person_1', place: '', origin: '' }
const here: Weekly = { person: 'person_1', place: 'channel:1', origin: 'channel:1' }
const theirs: Weekly = { person: 'person_2', place: 'channel:1', origin: 'channel:1/2' }

export function weeklyContract(open: () => Promise<OpenStore>): void {
  const filled = async (): Promise<Store> => {
    const store = await open()
    await store.importPeople([personToImport('Terje'), personToImport('Mari')], countingIds())
    await store.transaction(async ({ weeklies }) => {
      await weeklies.put(own, at(1))
      await weeklies.put(here, at(3))
      await weeklies.put(theirs, at(2))
    })
    return store
  }

  describe('the overview that comes every week', () => {
    it('is found by person, by place and by when it comes', async () => {
      const { transaction } = await filled()
      await transaction(async ({ weeklies }) => {
        expect(await weeklies.of('person_1')).toEqual([own, here])
        expect(await weeklies.in('channel:1')).toEqual([here, theirs])
        expect(await weeklies.nextAt()).toBe(at(1))
        expect(await weeklies.waiting(at(0), 9)).toEqual([])
        expect(await weeklies.waiting(at(2), 9)).toEqual([own, theirs])
        expect(await weeklies.waiting(at(9), 2)).toEqual([own, theirs])
      })
    })

    it('comes at the newest of its moments, where it was last asked for', async () => {
      const { transaction } = await filled()
      await transaction(async ({ weeklies }) => {
        await weeklies.put({ ...here, origin: 'channel:1/7' }, at(8))
        expect(await weeklies.in('channel:1')).toEqual([{ ...here, origin: 'channel:1/7' }, theirs])
        expect(await weeklies.waiting(at(3), 9)).toEqual([own, theirs])
      })
    })

    it('ends where it is said to, and nowhere else', async () => {
      const { transaction } = await filled()
      await transaction(async ({ weeklies }) => {
        await weeklies.end(here)
        expect(await weeklies.of('person_1')).toEqual([own])
        expect(await weeklies.in('channel:1')).toEqual([theirs])
        for (const one of [own, theirs]) await weeklies.end(one)
        expect(await weeklies.nextAt()).toBeNull()
      })
    })
  })
}
