/** What every store promises of what was typed and is no case yet, and of content that stands in chats. */
import { describe, expect, it } from 'vitest'
import type { MessageRef, Store, Unfolded } from '../../../src/ports.ts'
import { at, message } from '../../support/outgoing.ts'

export function contentContract(open: () => Promise<Store>): void {
  describe('a draft', () => {
    it('is its writer’s alone, until its time', async () => {
      const { transaction } = await open()
      await transaction(async ({ drafts }) => {
        await drafts.put('draft_1', { person: 'person_a', of: null, typed: { seen: 'Kaia' } }, at(5))
        expect(await drafts.read('draft_1', 'person_a', at(4))).toEqual({ seen: 'Kaia' })
        expect(await drafts.read('draft_1', 'person_b', at(4))).toBeNull()
        expect(await drafts.read('draft_2', 'person_a', at(4))).toBeNull()
        expect(await drafts.read('draft_1', 'person_a', at(5))).toBeNull()
      })
    })

    it('goes when its writer forgets it, and is pruned when its time is over', async () => {
      const { transaction } = await open()
      await transaction(async (tx) => {
        for (const id of ['a', 'b', 'c'])
          await tx.drafts.put(id, { person: 'person_a', of: null, typed: { seen: id } }, at(id === 'c' ? 9 : 5))
        await tx.drafts.forget('a', 'person_b')
        expect(await tx.drafts.read('a', 'person_a', at(1))).toEqual({ seen: 'a' })
        await tx.drafts.forget('a', 'person_a')
        expect(await tx.drafts.read('a', 'person_a', at(1))).toBeNull()
        expect(await tx.prune({ before: at(5), now: at(5) }, 9)).toBe(1)
        expect(await tx.drafts.read('c', 'person_a', at(5))).toEqual({ seen: 'c' })
      })
    })
  })

  describe('what is unfolded', () => {
    const one: Unfolded = {
      message,
      person: 'person_a',
      case: 'case_a',
      opens: { action: 'show.case', data: { case: 'case_a' } },
      since: at(1),
      reads: '"all"',
      until: at(5),
    }
    const other: MessageRef = { ...message, message: 'other' }

    it('is found by its message, the newest first, by its case or as of none, and all of it; of one case the last counts', async () => {
      const { transaction } = await open()
      await transaction(async ({ unfolded }) => {
        expect(await unfolded.at(message)).toEqual([])
        await unfolded.put({ ...one, person: 'person_b' })
        await unfolded.put(one)
        await unfolded.put({ ...one, message: other, case: null, opens: null })
        expect(await unfolded.at(message)).toEqual([one])
        expect(await unfolded.at(other)).toEqual([{ ...one, message: other, case: null, opens: null }])
        expect(await unfolded.of('case_a')).toEqual([one])
        expect(await unfolded.of(null)).toMatchObject([{ message: other, case: null }])
        expect(await unfolded.all()).toHaveLength(2)
        await unfolded.put({ ...one, case: 'case_b', since: at(3) })
        await unfolded.put({ ...one, case: 'case_c', since: at(2) })
        expect((await unfolded.at(message)).map(({ case: of }) => of)).toEqual(['case_b', 'case_c', 'case_a'])
        await unfolded.forget(message)
        expect(await unfolded.all()).toHaveLength(1)
      })
    })

    it('ends at its moment, or at another, or waits for none', async () => {
      const { transaction } = await open()
      await transaction(async ({ unfolded }) => {
        await unfolded.put(one)
        await unfolded.put({ ...one, message: other, until: at(3) })
        expect(await unfolded.nextAt()).toBe(at(3))
        expect(await unfolded.ending(at(2), 9)).toEqual([])
        expect((await unfolded.ending(at(5), 9)).map(({ until }) => until)).toEqual([at(3), at(5)])
        expect(await unfolded.ending(at(5), 1)).toHaveLength(1)
        await unfolded.end(other, null)
        await unfolded.end(message, at(1))
        expect(await unfolded.nextAt()).toBe(at(1))
        await unfolded.end(message, null)
        expect([await unfolded.nextAt(), await unfolded.ending(at(9), 9)]).toEqual([null, []])
      })
    })
  })

  it('where content stood when the bot was last started is known by municipality', async () => {
    const { transaction } = await open()
    await transaction(async ({ stands }) => {
      expect(await stands.was('fjordvik')).toBeNull()
      for (const where of ['chat', 'dialog']) await stands.now('fjordvik', where)
      expect([await stands.was('fjordvik'), await stands.was('solvik')]).toEqual(['dialog', null])
    })
  })
}
