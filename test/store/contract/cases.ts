/** What every store promises of cases: saved whole, found by everybody who stands in them, never overwritten unseen. */
import { describe, expect, it } from 'vitest'
import type { Case, Entry, Event } from '../../../src/core/case.ts'
import { fold } from '../../../src/core/evolve.ts'
import type { TransitionId } from '../../../src/core/ids.ts'
import { type Store, VersionConflict } from '../../../src/ports.ts'
import { followedBy, ingrid, jonas, mari, registered, saveNew, saveTwo, start } from '../../support/sample-case.ts'

export function caseContract(open: () => Promise<Store>): void {
  describe('cases', () => {
    it('are read as they were saved, by id and by reference, and counted up', async () => {
      const store = await open()
      const told = registered('a', 'FJ-1001')
      await store.transaction((tx) => saveNew(tx, told))
      await store.transaction(async (tx) => {
        expect(await tx.cases.get('case_a')).toEqual({ case: told.case, version: 1 })
        expect(await tx.cases.byRef('fjordvik', 'FJ-1001')).toEqual({ case: told.case, version: 1 })
        expect(await tx.cases.byRef('solvik', 'FJ-1001')).toBeNull()
        expect(await tx.cases.get('case_none')).toBeNull()
      })
    })

    it('keep a log that tells the case', async () => {
      const store = await open()
      const state = await saveTwo(store.transaction, 'a', 'FJ-1001')
      await store.transaction(async (tx) => {
        const entries = await tx.cases.entries('case_a')
        expect(entries.map(({ by, event }) => [by, event.type])).toEqual([
          [ingrid, 'concern.registered'],
          [ingrid, 'concern.asked'],
        ])
        expect(fold(entries)).toEqual(state)
        expect((await tx.cases.get('case_a'))?.version).toBe(2)
      })
    })

    it('are not saved over a change that was not read', async () => {
      const store = await open()
      const state = await saveTwo(store.transaction, 'a', 'FJ-1001')
      const late = followedBy(state, { type: 'concern.talked', day: '2026-11-03', way: 'meeting' })
      const save = (version: number | null, { case: of, entries }: { case: Case; entries: typeof late.entries }) =>
        store.transaction((tx) => tx.cases.save({ case: of, version, entries, command: 'concern.talk', nextAt: null }))
      await expect(save(1, late)).rejects.toThrow(VersionConflict)
      await expect(save(null, late)).rejects.toThrow(VersionConflict)
      await expect(save(7, registered('new', 'FJ-1002'))).rejects.toThrow(VersionConflict)
      await store.transaction(async (tx) => expect(await tx.cases.entries('case_a')).toHaveLength(2))
      await save(2, late)
      await store.transaction(async (tx) =>
        expect((await tx.cases.get('case_a'))?.case.concern.talkHeld).toBe('2026-11-03'),
      )
    })

    it('never share a reference within a municipality', async () => {
      const store = await open()
      await store.transaction((tx) => saveNew(tx, registered('a', 'FJ-1001')))
      await expect(store.transaction((tx) => saveNew(tx, registered('b', 'FJ-1001')))).rejects.toThrow()
      await store.transaction((tx) => saveNew(tx, registered('c', 'FJ-1001', { municipality: 'solvik' })))
    })

    it('get numbers from 1001, each once, in each municipality', async () => {
      const store = await open()
      const next = (municipality: string) => store.transaction((tx) => tx.cases.nextNumber(municipality))
      expect([await next('fjordvik'), await next('fjordvik'), await next('solvik')]).toEqual([1001, 1002, 1001])
      await expect(
        store.transaction(async (tx) => {
          await tx.cases.nextNumber('fjordvik')
          throw new Error('not after all')
        }),
      ).rejects.toThrow('not after all')
      expect(await next('fjordvik')).toBe(1003)
    })

    it('speak of no words that were not stored for them before', async () => {
      const store = await open()
      const { case: state, entries } = registered('a', 'FJ-1001')
      const save = { case: state, version: null, entries, command: 'concern.register', nextAt: null }
      await expect(store.transaction((tx) => tx.cases.save(save))).rejects.toThrow('word_a_about, word_a_seen')
      const ofAnother = store.transaction(async (tx) => {
        await tx.words.put('case_b', state.about, 'Kari')
        await tx.words.put('case_b', state.concern.seen, 'tired')
        await tx.cases.save(save)
      })
      await expect(ofAnother).rejects.toThrow('case_a speaks of')
    })
  })

  listContract(open)
  timeContract(open)
}

function listContract(open: () => Promise<Store>): void {
  describe('lists of cases', () => {
    it('have everybody who stands in a case, as long as they do, and open cases first', async () => {
      const store = await open()
      const [closed, asked] = [
        await saveTwo(store.transaction, 'a', 'FJ-1001'),
        await saveTwo(store.transaction, 'b', 'FJ-1002'),
      ]
      const after = followedBy(closed, { type: 'case.closed', reason: 'no-concern', summary: null })
      const { case: opened, entries } = followedBy(
        asked,
        {
          type: 'case.opened',
          level: 1,
          mode: 'paper',
          holder: ingrid,
          holderService: 'skole',
          holderUnit: 'bjorkelia',
        },
        { type: 'participant.added', person: mari, service: 'skole', unit: 'bjorkelia' },
      )
      await store.transaction(async (tx) => {
        await tx.cases.save({ ...after, version: 2, command: 'case.close', nextAt: null })
        await tx.cases.save({ case: opened, version: 2, entries, command: 'case.open-on-paper', nextAt: null })
      })
      const of = (person: `person_${string}`) =>
        store.transaction(async (tx) => (await tx.cases.of(person)).map((one) => one.case.id))
      expect(await of(ingrid)).toEqual(['case_b', 'case_a'])
      await store.transaction(async (tx) => {
        const ids = (list: { case: Case }[]) => list.map((one) => one.case.id)
        expect(ids(await tx.cases.of(ingrid, 'open'))).toEqual(['case_b'])
        expect(ids(await tx.cases.ofUnit('fjordvik', 'fjordvik-skole', 'open'))).toEqual(['case_b'])
      })
      expect(await of(jonas)).toEqual(['case_b', 'case_a'])
      expect(await of(mari)).toEqual(['case_b'])
      const left = followedBy(opened, { type: 'participant.removed', person: mari })
      await store.transaction((tx) =>
        tx.cases.save({ ...left, version: 3, command: 'participant.remove', nextAt: null }),
      )
      expect(await of(mari)).toEqual([])
    })

    it('have holder, deputy and the one who is offered the baton', async () => {
      const store = await open()
      const told = followedBy(
        registered('a', 'FJ-1001').case,
        {
          type: 'case.opened',
          level: 1,
          mode: 'paper',
          holder: 'person_holder',
          holderService: 'skole',
          holderUnit: 'bjorkelia',
        },
        {
          type: 'baton.deputized',
          person: mari,
          service: 'skole',
          unit: 'bjorkelia',
          from: '2026-11-03',
          until: '2026-11-09',
        },
        { type: 'baton.offered', handOver: 'handover_a', to: jonas, service: 'skole', unit: 'bjorkelia', by: ingrid },
      )
      const entries = [...registered('a', 'FJ-1001').entries, ...told.entries]
      await store.transaction((tx) => saveNew(tx, { case: told.case, entries }))
      for (const person of ['person_holder', mari, jonas] as const) {
        await store.transaction(async (tx) => expect(await tx.cases.of(person)).toHaveLength(1))
      }
    })

    it('are found by the units to which they are to come, as long as they are open and that is planned', async () => {
      const store = await open()
      const planned = (transition: TransitionId, unit: string | null): Event => {
        return { type: 'transition.planned', transition, day: '2027-08-16', to: 'skole', unit }
      }
      const begun = registered('a', 'FJ-1001')
      const twice = followedBy(
        begun.case,
        planned('transition_1', 'nes-skole'),
        planned('transition_2', 'nes-skole'),
        planned('transition_3', 'bjorkelia'),
        planned('transition_4', null),
      )
      await store.transaction(async (tx) => {
        await saveNew(tx, { case: twice.case, entries: [...begun.entries, ...twice.entries] })
        await saveNew(tx, registered('b', 'FJ-1002'))
      })
      const coming = (municipality: string, unit: string) =>
        store.transaction(async (tx) => (await tx.cases.comingTo(municipality, unit)).map((one) => one.case.id))
      expect(await coming('fjordvik', 'nes-skole')).toEqual(['case_a'])
      expect(await coming('fjordvik', 'bjorkelia')).toEqual(['case_a'])
      expect(await coming('solvik', 'nes-skole')).toEqual([])
      expect(await coming('fjordvik', 'fjordvik-skole')).toEqual([])
      const off = followedBy(twice.case, {
        type: 'transition.called-off',
        transition: 'transition_3',
        reason: 'word_a_about',
      })
      const save = (state: Case, version: number, entries: Entry[]) =>
        store.transaction((tx) => tx.cases.save({ case: state, version, entries, command: 'test', nextAt: null }))
      await save(off.case, 1, off.entries)
      expect([await coming('fjordvik', 'bjorkelia'), await coming('fjordvik', 'nes-skole')]).toEqual([[], ['case_a']])
      await save({ ...off.case, status: 'closed' }, 2, [])
      expect(await coming('fjordvik', 'nes-skole')).toEqual([])
    })

    it('keep to a unit and to what was brought to KE in a municipality', async () => {
      const store = await open()
      const plain = registered('a', 'FJ-1001')
      const elsewhere = registered('b', 'FJ-1002', { unit: 'helsestasjonen' })
      const raised = registered('c', 'FJ-1003')
      await store.transaction(async (tx) => {
        await saveNew(tx, plain)
        await saveNew(tx, elsewhere)
        await saveNew(tx, { ...raised, case: { ...raised.case, decides: 'ke' } })
        const ended = registered('d', 'FJ-1004')
        await saveNew(tx, { ...ended, case: { ...ended.case, decides: 'nobody', status: 'closed' } })
      })
      await store.transaction(async (tx) => {
        const ids = (list: { case: Case }[]) => list.map((one) => one.case.id)
        expect(ids(await tx.cases.ofUnit('fjordvik', 'fjordvik-skole'))).toEqual(['case_a', 'case_c', 'case_d'])
        expect(ids(await tx.cases.broughtToKe('fjordvik'))).toEqual(['case_c', 'case_d'])
        expect(ids(await tx.cases.broughtToKe('fjordvik', 'open'))).toEqual(['case_c'])
        expect(await tx.cases.broughtToKe('solvik')).toEqual([])
        expect(await tx.cases.ofUnit('solvik', 'fjordvik-skole')).toEqual([])
      })
    })
  })
}

function timeContract(open: () => Promise<Store>): void {
  describe('what a case next has to say', () => {
    it('is found when its time has come, the longest waiting first', async () => {
      const store = await open()
      const at = (hour: number) => `2026-11-05T${String(hour).padStart(2, '0')}:00:00.000Z`
      await store.transaction(async (tx) => {
        await saveNew(tx, registered('a', 'FJ-1001'), at(10))
        await saveNew(tx, registered('b', 'FJ-1002'), at(9))
        await saveNew(tx, registered('c', 'FJ-1003'), at(12))
        await saveNew(tx, registered('d', 'FJ-1004'))
      })
      await store.transaction(async (tx) => {
        const waiting = (now: string, limit = 10) => tx.cases.waiting(now, limit)
        expect(await waiting(start)).toEqual([])
        expect(await waiting(at(9))).toEqual(['case_b'])
        expect(await waiting(at(11))).toEqual(['case_b', 'case_a'])
        expect(await waiting(at(11), 1)).toEqual(['case_b'])
        expect(await tx.cases.nextAt()).toBe(at(9))
        await tx.cases.schedule('case_b', null)
        await tx.cases.schedule('case_d', at(8))
        expect(await tx.cases.nextAt()).toBe(at(8))
        expect((await tx.cases.get('case_d'))?.version).toBe(1)
      })
    })

    it('is nothing in a store without cases', async () => {
      const store = await open()
      await store.transaction(async (tx) => expect(await tx.cases.nextAt()).toBeNull())
    })
  })
}
