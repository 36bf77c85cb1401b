/** What every store promises of the list in which what waits comes to somebody. */
import { describe, expect, it } from 'vitest'
import type { DigestLine, Store, Tx } from '../../../src/ports.ts'
import { at, message } from '../../support/outgoing.ts'

const closed: DigestLine = { case: 'case_a', about: { line: 'case-closed', subject: '' } }
const noted: DigestLine = { case: 'case_b', about: { line: 'note-added', subject: 'note_1' } }

export function digestsContract(open: () => Promise<Store>): void {
  describe('a digest', () => {
    const inOne = async (work: (digests: Tx['digests']) => Promise<void>) =>
      (await open()).transaction(({ digests }) => work(digests))

    it('is nothing before anything waits', () =>
      inOne(async (digests) => {
        expect(await digests.of('person_a')).toEqual({ at: null, newest: null, message: null, told: null })
        expect([await digests.nextAt(), await digests.waiting(at(9), 9)]).toEqual([null, []])
        expect([await digests.lines('person_a'), await digests.hasKept('person_a')]).toEqual([[], false])
      }))

    it('comes at its time, the longest waiting first, and not before it or when it was called off', () =>
      inOne(async (digests) => {
        await digests.schedule('person_a', at(5))
        await digests.schedule('person_b', at(3))
        await digests.schedule('person_c', at(4))
        await digests.schedule('person_c', null)
        expect(await digests.nextAt()).toBe(at(3))
        expect(await digests.waiting(at(2), 9)).toEqual([])
        expect(await digests.waiting(at(5), 9)).toEqual(['person_b', 'person_a'])
        expect(await digests.waiting(at(5), 1)).toEqual(['person_b'])
      }))

    it('is known by its row, and stands where it arrived last; a newer one that is on its way has not arrived by that', () =>
      inOne(async (digests) => {
        await digests.begin('person_a', 'out_1', at(1), [])
        expect(await digests.of('person_a')).toMatchObject({ newest: { row: 'out_1', putAt: at(1), sent: false } })
        await digests.begin('person_a', 'out_2', at(2), [])
        await digests.arrived('person_a', 'out_1', message)
        expect(await digests.of('person_a')).toMatchObject({ newest: { row: 'out_2', sent: false }, message })
        const next = { ...message, message: 'm2' }
        await digests.arrived('person_a', 'out_2', next)
        expect(await digests.of('person_a')).toMatchObject({ newest: { sent: true }, message: next })
      }))

    it('takes along what was kept for it, each sentence until the next has arrived', () =>
      inOne(async (digests) => {
        await digests.keep('person_a', closed)
        await digests.keep('person_b', noted)
        expect([await digests.lines('person_a'), await digests.hasKept('person_a')]).toEqual([[], true])
        await digests.begin('person_a', 'out_1', at(1), [])
        expect(await digests.lines('person_a')).toMatchObject([closed])
        // It has not arrived: the next says it.
        expect(await digests.hasKept('person_a')).toBe(true)
        await digests.begin('person_a', 'out_2', at(2), [])
        expect(await digests.lines('person_a')).toMatchObject([closed])
        await digests.arrived('person_a', 'out_2', message)
        expect(await digests.hasKept('person_a')).toBe(false)
        expect(await digests.lines('person_a')).toMatchObject([closed])
        await digests.keep('person_a', noted)
        await digests.begin('person_a', 'out_3', at(3), [])
        expect(await digests.lines('person_a')).toMatchObject([noted])
        expect(await digests.hasKept('person_b')).toBe(true)
      }))

    it('leaves for the one after it what it has no room for', () =>
      inOne(async (digests) => {
        for (const one of [closed, noted, closed]) await digests.keep('person_a', one)
        const [first, second, third, ...more] = await digests.kept('person_a')
        expect([first, second, third]).toMatchObject([closed, noted, closed])
        expect(more).toEqual([])
        await digests.begin('person_a', 'out_1', at(1), second ? [second] : [])
        expect(await digests.lines('person_a')).toMatchObject([closed, closed])
        await digests.arrived('person_a', 'out_1', message)
        expect(await digests.kept('person_a')).toEqual([second])
        await digests.begin('person_a', 'out_2', at(2), [])
        expect(await digests.lines('person_a')).toMatchObject([noted])
      }))

    it('that never came is known no more, and what it was to say waits for the next, or is let go', () =>
      inOne(async (digests) => {
        await digests.keep('person_a', closed)
        await digests.keep('person_b', noted)
        await digests.begin('person_a', 'out_1', at(1), [])
        await digests.begin('person_b', 'out_2', at(1), [])
        await digests.lost('person_a', 'out_1', false)
        expect((await digests.of('person_a')).newest).toBeNull()
        expect([await digests.lines('person_a'), await digests.hasKept('person_a')]).toEqual([[], true])
        expect((await digests.of('person_b')).newest).toMatchObject({ row: 'out_2' })
        await digests.begin('person_a', 'out_3', at(2), [])
        await digests.lost('person_a', 'out_1', true)
        expect(await digests.lines('person_a')).toMatchObject([closed])
        await digests.lost('person_a', 'out_3', true)
        expect(await digests.hasKept('person_a')).toBe(false)
        expect(await digests.hasKept('person_b')).toBe(true)
      }))

    it('that has come is not lost', () =>
      inOne(async (digests) => {
        await digests.begin('person_a', 'out_1', at(1), [])
        await digests.arrived('person_a', 'out_1', message)
        await digests.lost('person_a', 'out_1', true)
        expect((await digests.of('person_a')).newest).toMatchObject({ row: 'out_1', sent: true })
      }))

    it('counts the unasked messages of the newest day', () =>
      inOne(async (digests) => {
        await digests.count('person_a', '2026-11-02')
        await digests.count('person_a', '2026-11-02')
        expect((await digests.of('person_a')).told).toEqual({ day: '2026-11-02', times: 2 })
        await digests.count('person_a', '2026-11-03')
        expect((await digests.of('person_a')).told).toEqual({ day: '2026-11-03', times: 1 })
      }))
  })
}
