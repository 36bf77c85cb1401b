/** What every store promises of deliveries, places, shown cards and the access log. */
import { describe, expect, it } from 'vitest'
import type { AccessEntry, Account, Place, Shown, Store, Tx } from '../../../src/ports.ts'
import { message } from '../../support/outgoing.ts'
import { start } from '../../support/sample-case.ts'

const account: Account = { channel: 'test', tenant: 'fjordvik', user: 'ingrid' }
const place = (key: string, change: Partial<Place> = {}): Place => ({
  ...{ channel: 'test', tenant: 'fjordvik', kind: 'personal', key, address: `at ${key}`, ...change },
})

export function placeContract(open: () => Promise<Store>): void {
  describe('the inbox', () => {
    it('knows a delivery again, and not that of another channel or tenant', async () => {
      const { transaction } = await open()
      const first = (channel: string, tenant: string) =>
        transaction((tx) => tx.inbox.first(channel, tenant, 'd1', start))
      expect([
        await first('test', 'a'),
        await first('test', 'a'),
        await first('test', 'b'),
        await first('other', 'a'),
      ]).toEqual([true, false, true, true])
    })
  })

  describe('the inbox, only asked', () => {
    it('says what it has kept and keeps nothing', async () => {
      const { transaction } = await open()
      await transaction(async ({ inbox }) => {
        expect(await inbox.seen('test', 'a', 'd1')).toBe(false)
        expect(await inbox.first('test', 'a', 'd1', start)).toBe(true)
        expect(await inbox.seen('test', 'a', 'd1')).toBe(true)
        expect(await inbox.seen('test', 'b', 'd1')).toBe(false)
      })
    })
  })

  describe('places', () => {
    it('keep their newest address, and are known as the personal chat of an account', async () => {
      const { transaction } = await open()
      await transaction((tx) => tx.places.remember(place('p1'), account))
      await transaction((tx) => tx.places.remember(place('p1', { address: 'moved' }), account))
      await transaction((tx) => tx.places.remember(place('c1', { kind: 'channel' }), account))
      await transaction(async (tx) => {
        expect(await tx.places.personal(account)).toEqual(place('p1', { address: 'moved' }))
        expect(await tx.places.personal({ ...account, tenant: 'solvik' })).toBeNull()
      })
      await transaction((tx) => tx.places.remember(place('p2'), account))
      await transaction(async (tx) => expect(await tx.places.personal(account)).toEqual(place('p2')))
    })

    it('are not answered with when dead, until something is said there again', async () => {
      const { transaction } = await open()
      await transaction(async (tx) => {
        await tx.places.remember(place('p1'), account)
        await tx.places.follow('case_a', place('c1', { kind: 'channel' }))
        await tx.places.begun('case_a', 'c1', place('t1', { kind: 'thread' }))
        await tx.places.markDead('c1', start)
        await tx.places.markDead('p1', start)
        await tx.places.markDead('t1', start)
        expect(await tx.places.personal(account)).toBeNull()
        expect(await tx.places.byKey('p1')).toBeNull()
        expect(await tx.places.near('test', 'fjordvik')).toBeNull()
        expect(await tx.places.followed('case_a')).toEqual([])
        await tx.places.remember(place('p1'), null)
        expect(await tx.places.personal(account)).toEqual(place('p1'))
        expect(await tx.places.byKey('p1')).toEqual(place('p1'))
        expect(await tx.places.near('test', 'fjordvik')).toEqual(place('p1'))
        expect(await tx.places.near('test', 'solvik')).toBeNull()
      })
    })

    it('are where a case is followed from, oldest first, each with the thread that stands there', async () => {
      const { transaction } = await open()
      const [first, second] = [place('c2', { kind: 'channel' }), place('c1', { kind: 'channel', channel: 'other' })]
      const [thread, moved] = [place('t1', { kind: 'thread' }), place('t2', { kind: 'thread' })]
      await transaction(async (tx) => {
        expect(await tx.places.followed('case_a')).toEqual([])
        await tx.places.follow('case_a', first)
        await tx.places.begun('case_a', 'c2', thread)
        await tx.places.follow('case_a', second)
        await tx.places.follow('case_a', first)
        await tx.places.follow('case_b', second)
        expect(await tx.places.followed('case_a')).toEqual([
          { origin: first, thread },
          { origin: second, thread: null },
        ])
        await tx.places.begun('case_a', 'c2', moved)
        await tx.places.begun('case_a', 'c1', thread)
        expect(await tx.places.followed('case_a')).toEqual([
          { origin: first, thread: moved },
          { origin: second, thread },
        ])
        expect(await tx.places.followedFrom('c1')).toEqual(['case_a', 'case_b'])
        expect(await tx.places.followedFrom('c3')).toEqual([])
      })
    })

    it('that are dead follow nothing until they live again, with the thread that stood there', async () => {
      const { transaction } = await open()
      const [origin, thread] = [place('c1', { kind: 'channel' }), place('t1', { kind: 'thread' })]
      await transaction(async (tx) => {
        await tx.places.follow('case_a', origin)
        await tx.places.begun('case_a', 'c1', thread)
        await tx.places.markDead('t1', start)
        expect(await tx.places.followed('case_a')).toEqual([{ origin, thread: null }])
        await tx.places.remember(thread, null)
        await tx.places.markDead('c1', start)
        expect(await tx.places.followed('case_a')).toEqual([])
        expect(await tx.places.followedFrom('c1')).toEqual([])
        await tx.places.follow('case_a', origin)
        expect(await tx.places.followedFrom('c1')).toEqual(['case_a'])
        expect(await tx.places.followed('case_a')).toEqual([{ origin, thread }])
      })
    })

    it('die with the tenant they are of, and no other', async () => {
      const { transaction } = await open()
      const elsewhere = [place('p2', { tenant: 'solvik' }), place('p3', { channel: 'other' })]
      await transaction(async (tx) => {
        for (const one of [place('p1'), ...elsewhere]) await tx.places.remember(one, null)
        await tx.places.markTenantDead('test', 'fjordvik', start)
        expect(await tx.places.byKey('p1')).toBeNull()
        for (const one of elsewhere) expect(await tx.places.byKey(one.key)).toEqual(one)
      })
    })
  })

  shownContract(open)
  accessContract(open)
}

function shownContract(open: () => Promise<Store>): void {
  describe('shown cards', () => {
    const card: Shown = {
      ...{
        case: 'case_a',
        card: 'proposal',
        line: null,
        subject: 'proposal_1',
        person: 'person_ingrid',
        message,
        drawn: 'd1',
      },
    }

    it('are found by case, card and subject, and by where they stand', async () => {
      const { transaction } = await open()
      const other: Shown = { ...card, person: null, message: { ...message, message: 'm2' } }
      await transaction(async (tx) => {
        await tx.shown.put(card)
        await tx.shown.put(other)
        await tx.shown.put({ ...card, subject: 'proposal_2', message: { ...message, message: 'm3' } })
        expect(await tx.shown.find('case_a', 'proposal', 'proposal_1')).toEqual([card, other])
        expect(await tx.shown.find('case_b', 'proposal', 'proposal_1')).toEqual([])
        expect(await tx.shown.at({ ...message, place: { ...message.place, address: 'moved' } })).toEqual(card)
        expect(await tx.shown.at({ ...message, message: 'm9' })).toBeNull()
      })
    })

    it('of a person are forgotten but for those in some places', async () => {
      const { transaction } = await open()
      const [there, theirs]: Shown[] = [
        { ...card, message: { ...message, place: { ...message.place, key: 'there' } } },
        { ...card, person: 'person_terje', message: { ...message, message: 'm4' } },
      ]
      const standing = (tx: Tx) => tx.shown.find('case_a', 'proposal', 'proposal_1')
      await transaction(async (tx) => {
        for (const one of [card, there, theirs]) if (one) await tx.shown.put(one)
        await tx.shown.forgetElsewhere('person_ingrid', [message.place])
        expect(await standing(tx)).toEqual([card, theirs])
        await tx.shown.forgetElsewhere('person_ingrid', [])
        expect(await standing(tx)).toEqual([theirs])
      })
    })

    it('give way to the next card in their message, are drawn again, and forgotten', async () => {
      const { transaction } = await open()
      await transaction(async (tx) => {
        await tx.shown.put(card)
        await tx.shown.put({ ...card, card: 'thread-root', subject: '' })
        expect(await tx.shown.find('case_a', 'proposal', 'proposal_1')).toEqual([])
        await tx.shown.redrawn(message, 'd2')
        expect(await tx.shown.at(message)).toEqual({ ...card, card: 'thread-root', subject: '', drawn: 'd2' })
        await tx.shown.forget(message)
        expect(await tx.shown.at(message)).toBeNull()
      })
    })
  })
}

function accessContract(open: () => Promise<Store>): void {
  describe('the access log', () => {
    it('tells who opened a case or was refused, in order', async () => {
      const { transaction } = await open()
      const entry = (of: `case_${string}`, verdict: AccessEntry['verdict']): AccessEntry => ({
        ...{ at: start, person: 'person_ingrid', case: of, what: 'case-summary', verdict, roles: ['owner', 'holder'] },
      })
      const entries = [entry('case_a', 'refused'), entry('case_b', 'read'), entry('case_a', 'read')]
      for (const one of entries) await transaction((tx) => tx.access.log(one))
      await transaction(async (tx) => expect(await tx.access.of('case_a')).toEqual([entries[0], entries[2]]))
    })

    it('is told of one case the newest first, as if what is left out had never been', async () => {
      const { transaction } = await open()
      const log = (of: `case_${string}`, what: string, person: `person_${string}`): AccessEntry => ({
        ...{ at: start, person, case: of, what, verdict: 'read', roles: ['leader'] },
      })
      const told = [1, 2, 3, 4].map((at) => log('case_a', 'case-plan', `person_${at}`))
      const others = [log('case_a', 'hidden', 'person_9'), log('case_b', 'case-plan', 'person_8')]
      await transaction(async (tx) => {
        for (const one of [...told.slice(0, 2), ...others, ...told.slice(2), ...others]) await tx.access.log(one)
      })
      await transaction(async ({ access }) => {
        expect(await access.told('case_a', ['hidden', 'other'])).toEqual(told.toReversed())
        expect(await access.told('case_none', [])).toEqual([])
        expect(await access.told('case_a', [])).toEqual([others[0], told[3], told[2], others[0], told[1], told[0]])
      })
    })

    it('tells who has read a case since then, once for each day of UTC: the first and the last time', async () => {
      const { transaction } = await open()
      const look = (moment: string, more: Partial<AccessEntry> = {}): AccessEntry => ({
        ...{ at: `2026-11-${moment}.000Z`, person: 'person_1', case: 'case_a', what: 'case-plan' },
        ...{ verdict: 'read', roles: ['leader'], ...more },
      })
      const told = [
        look('02T08:00:00'),
        look('02T22:59:00'),
        look('03T00:01:00'),
        look('02T09:00:00', { person: 'person_2' }),
      ]
      const others = [
        look('01T23:59:59'),
        look('02T23:00:00', { what: 'hidden' }),
        look('02T23:00:00', { verdict: 'refused' }),
        look('02T23:00:00', { roles: ['asked'] }),
        look('02T23:00:00', { case: 'case_b' }),
      ]
      await transaction(async ({ access }) => {
        for (const one of [...told, ...others, look('02T12:00:00', { roles: ['asked', 'participant'] })])
          await access.log(one)
        const looked = await access.looked('case_a', { since: '2026-11-02T00:00:00.000Z', without: ['hidden'] })
        expect(looked.toSorted((a, b) => (a.last < b.last ? -1 : 1))).toEqual([
          { person: 'person_2', first: told[3]?.at, last: told[3]?.at },
          { person: 'person_1', first: told[0]?.at, last: told[1]?.at },
          { person: 'person_1', first: told[2]?.at, last: told[2]?.at },
        ])
      })
    })
  })
}
