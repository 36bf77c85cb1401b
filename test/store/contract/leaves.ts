/** What every store promises of who has leave: one at a time, known of the person, and let go when it is long over. */
import { describe, expect, it } from 'vitest'
import type { Store } from '../../../src/ports.ts'
import type { OpenStore } from '../../../src/store/open.ts'
import { countingIds, personToImport } from '../../support/people.ts'

const week = { from: '2026-11-09', until: '2026-11-13' }

export function leaveContract(open: () => Promise<OpenStore>): void {
  const filled = async (): Promise<Store> => {
    const store = await open()
    await store.importPeople([personToImport('Terje'), personToImport('Mari')], countingIds())
    await store.transaction(({ leaves }) => leaves.put('person_1', { ...week, looked: null }))
    return store
  }

  describe('leave', () => {
    it('is known of the person, and of nobody else', async () => {
      const { transaction } = await filled()
      await transaction(async ({ leaves, people }) => {
        expect((await people.get('person_1'))?.leave).toEqual({ ...week, looked: null })
        expect((await people.get('person_2'))?.leave).toBeUndefined()
        expect(await leaves.all()).toEqual([
          { person: 'person_1', ...week, looked: null, municipality: 'fjordvik', active: true },
        ])
      })
    })

    it('has begun once its cases were looked at; said anew it has not', async () => {
      const { transaction } = await filled()
      await transaction(async ({ leaves, people }) => {
        await leaves.looked('person_1', '2026-11-10')
        expect((await people.get('person_1'))?.leave).toEqual({ ...week, looked: '2026-11-10' })
        await leaves.put('person_1', { from: '2026-11-16', until: '2026-11-17', looked: null })
        expect(await leaves.all()).toMatchObject([{ from: '2026-11-16', until: '2026-11-17', looked: null }])
        await leaves.end('person_1')
        expect(await leaves.all()).toEqual([])
      })
    })

    it('is let go when it is long over, and not before', async () => {
      const { transaction } = await filled()
      await transaction(async ({ leaves, prune }) => {
        const now = '2026-11-14T10:00:00.000Z'
        await prune({ before: '2026-11-13T10:00:00.000Z', now }, 10)
        expect(await leaves.all()).toHaveLength(1)
        await prune({ before: now, now }, 10)
        expect(await leaves.all()).toEqual([])
      })
    })
  })
}
