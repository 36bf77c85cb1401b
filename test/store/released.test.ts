/**
 * What every released version left behind, opened with today's code: its logs still tell their cases, its old buttons still
 * answer, and what waited is sent once. The versions are the folders of `test/fixtures/database/`.
 */
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import type { Case } from '../../src/core/case.ts'
import { fold } from '../../src/core/evolve.ts'
import { holding } from '../../src/core/signers.ts'
import type { Account } from '../../src/ports.ts'
import { readLog } from '../../src/store/journal.ts'
import {
  type FrozenTown,
  type Outcome,
  openFrozen,
  requestOf,
  type Standing,
  type Told,
} from '../support/frozen-town.ts'
import { temporaryFolder } from '../support/temporary-store.ts'

const fixtures = join(import.meta.dirname, '..', 'fixtures')
const versions = readdirSync(join(fixtures, 'database')).filter((name) => /^\d/.test(name))

type Pressed = Standing & { outcome: Outcome }
const fileOf = (version: string) => join(fixtures, 'database', version, 'stafett.sqlite')
const jsonOf = (...path: string[]): unknown => JSON.parse(readFileSync(join(fixtures, ...path), 'utf8'))
const listOf = <T>(...path: string[]): T[] => z.array(z.custom<T>()).parse(jsonOf(...path))
const leftBy = (version: string) =>
  z.object({ now: z.string(), code: z.string() }).parse(jsonOf('database', version, 'left.json'))

/**
 * Who set a meeting is told since 0.2, whether a text says something of others, what the family does by itself, how goals and the case were evaluated, whether the child was asked before a proposal was approved, of what topic words are, who
 * opened what was sealed, and which steps were skipped.
 */
function asToldToday(state: Told['state'], entries: Told['entries']): object {
  const setBy = (meeting: string) =>
    entries.find(({ event }) => event.type === 'meeting.set' && event.meeting === meeting)?.by
  const doerOf = (isIt: (one: Told['entries'][number]) => boolean) => entries.find(isIt)?.by ?? null
  const goals = state.goals.map((goal) => ({
    ...goal,
    evaluated: null,
    setBy: doerOf(({ event }) => event.type === 'goal.set' && event.goal === goal.id),
  }))
  const measures = state.measures.map((measure) => ({
    ...measure,
    addedBy: doerOf(({ event }) => event.type === 'measure.added' && event.measure === measure.id),
  }))
  const followUps = state.followUps.map((followUp) => ({
    ...followUp,
    addedBy: doerOf(({ event }) => event.type === 'follow-up.added' && event.followUp === followUp.id),
  }))
  const logSince = entries.find(({ event }) => event.type === 'case.opened')?.at ?? null
  const meetings = state.meetings.map((meeting) => ({
    ...meeting,
    topic: null,
    aboutOthers: null,
    setBy: setBy(meeting.id),
    minutedBy: doerOf(({ event }) => event.type === 'meeting.held' && event.meeting === meeting.id),
    isOff: false,
  }))
  const proposals = state.proposals.map((one) => {
    const decision = one.decision && { ...one.decision, topic: null, leftOut: [], childAsked: null, without: null }
    return { ...one, topic: null, decision }
  })
  const told = entries.find(({ event }) => event.type === 'consent.requested')
  const signersNamed = told ? { at: told.at, by: told.by, reason: null } : null
  const unasked = { minor: null, signersNamed: signersNamed, hasMoved: false }
  const unheard = {
    openings: [],
    excluded: [],
    recused: [],
    advice: [],
    erased: false,
    family: [],
    sayings: [],
    evaluations: [],
    skipped: [],
  }
  const notes = state.notes.map((note) => ({ ...note, aboutOthers: null }))
  // What is digital or on paper was told; that it ever was digital was not kept.
  const wasDigital = entries.some(
    ({ event }) => event.type === 'log.opened' || (event.type === 'case.opened' && event.mode === 'digital'),
  )
  const present = { away: [], leave: null, decides: 'unit', stuck: null, contacts: [], breaches: [], nudged: {} }
  // Since 0.2 what was brought to KE is kept by what it was, and that it was.
  const { raisedToKe, ...kept } = { raisedToKe: false, ...state }
  const brought = entries.flatMap(({ event }) =>
    event.type === 'reminder.sent' && event.rungs.includes('ke') ? [event.key] : [],
  )
  const raised = raisedToKe ? [...new Set(brought)] : []
  const reminded = saidIn(entries)
  return {
    ...kept,
    ...{ raised, reminded, knownToKe: brought.length > 0 || state.proposals.some(({ toKe }) => toKe) },
    ...unheard,
    ...unasked,
    ...present,
    wasDigital,
    ...unitsOf(state, entries),
    proposals,
    goals,
    measures,
    followUps,
    logSince,
    meetings,
    notes,
    consents: withAnswers(state, entries),
  }
}

/** When a meeting was over, and until when the family was asked, is derived as well. */
function withoutEnds({ meetings, consents, ...state }: Case): object {
  return {
    ...state,
    meetings: meetings.map(({ endedAt: _, ...one }) => one),
    consents: consents.map(({ askedUntil: _, ...one }) => one),
  }
}

/** How often something was said, whom it had reached and with whom it lay is told since 0.2. */
function saidIn(entries: Told['entries']): object {
  const said = entries.flatMap(({ event }) => (event.type === 'reminder.sent' ? [event] : []))
  return Object.fromEntries(
    said.map(({ key }) => {
      const all = said.filter((one) => one.key === key)
      const [last] = all.slice(-1)
      return [
        key,
        last && { from: last.day, occurrence: last.occurrence, times: all.length, rungs: last.rungs, ball: last.ball },
      ]
    }),
  )
}

/** In which unit somebody came in was kept of nobody but the one who wondered. */
function unitsOf(state: Told['state'], entries: Told['entries']): object {
  const isOpened = entries.some(({ event }) => event.type === 'case.opened')
  const isHandedOver = entries.some(({ event }) => event.type === 'baton.accepted' || event.type === 'baton.named')
  const unit = null
  const participants = state.participants.map((one) => {
    const isOwner =
      one.person === state.owner &&
      entries.every(({ event }) => event.type !== 'case.opened' || event.holder !== state.owner)
    return { ...one, unit: isOwner ? state.unit : unit }
  })
  const holderUnit = isOpened || isHandedOver ? unit : state.unit
  const { deputy, handOver } = state
  return {
    holderUnit,
    participants,
    deputy: deputy && { ...deputy, unit },
    handOver: handOver && { ...handOver, unit },
  }
}

/** For how old a person it counts, and of a no and a withdrawal, it is told since 0.2 who said it, how and when: until then only that it was said. */
function withAnswers({ consents, targetGroup, born }: Told['state'], entries: Told['entries']): object[] {
  const unsaid = { how: null, day: null }
  return consents.map((consent) => {
    const noes = entries.flatMap(({ event }) => {
      if (event.type !== 'consent.refused' || event.consent !== consent.id) return []
      return [{ signer: event.signer, reason: event.reason, services: consent.services, ...unsaid }]
    })
    const takenBack = entries.flatMap(({ event }) => {
      if (event.type !== 'consent.withdrawn' || consent.status !== 'withdrawn') return []
      const { scope, service, topic, reason } = event
      return [{ scope, service, topic, reason, signer: null, ...unsaid }]
    })
    const isYoung = targetGroup === 'child' || targetGroup === 'youth'
    const isAlone = consent.required.every((signer) => signer === 'self')
    const ages = isYoung ? (isAlone ? { from: 18, to: null } : { from: 0, to: 18 }) : { from: 0, to: null }
    const aged = { ages, holds: holding(ages, born), alone: false }
    const namesNoUnits = entries.some(({ event }) => event.type === 'consent.signed' && event.consent === consent.id)
    const said = { excludedStaff: [], noes, takenBack, refusedServices: [], refusedAt: null, namesNoUnits }
    return { ...consent, ...aged, ...said }
  })
}

/** Of its own, to be changed. */
async function opened(version: string): Promise<FrozenTown> {
  const town = await openFrozen(copied(version), leftBy(version).now)
  onTestFinished(() => town.store.close())
  return town
}

function copied(version: string): string {
  const path = join(temporaryFolder(), 'stafett.sqlite')
  copyFileSync(fileOf(version), path)
  return path
}

/** What stood in the file before today's code opened it. */
function stood<Row>(version: string, sql: string): Row[] {
  const database = new Database(fileOf(version), { readonly: true })
  const rows = database.prepare<[], Row>(sql).all()
  database.close()
  return rows
}

describe.each(versions)('what version %s left', (version) => {
  it('is cases that their logs tell today as they did', () => {
    for (const { entries, state } of listOf<Told>('journals', `${version}.json`)) {
      const rows = entries.map(({ at, by, event }, index) => {
        return { seq: index + 1, at, by, event: JSON.stringify(event) }
      })
      const told = fold(readLog(state.id, rows))
      // Since when it has lacked a service is derived, and was not yet; nor who ever took part.
      const { unmanned, aloneSince, partsEver } = told ?? {}
      expect(told && withoutEnds(told)).toEqual({ ...asToldToday(state, entries), unmanned, aloneSince, partsEver })
      const added = entries.flatMap(({ event }) => (event.type === 'participant.added' ? [event] : []))
      for (const { person, service } of [...added, ...state.participants])
        expect(partsEver).toContainEqual({ person, service })
    }
  })

  it('is whole: every chain, every row, every access', async () => {
    const { store } = await opened(version)
    const [{ cases } = { cases: 0 }] = stood<{ cases: number }>(version, 'select count(*) as cases from "case"')
    expect(cases).toBeGreaterThan(5)
    expect(await store.verifyAll()).toEqual({ cases, faults: [] })
  })
})

/** Cards that are called otherwise since. */
const calledNow: Record<string, string> = { 'link-code': 'pairing-code', linked: 'paired' }
/** Since 0.2 a proposal is approved without the family for a reason alone: the form comes back and asks for it. */
const asksForm = { answer: 'form', card: 'form', events: [] }
const isWithoutFamily = ({ action, fields }: Pressed) =>
  action === 'level.decide' && fields.parentsTookPart === 'false' && fields.childTookPart === 'false'
/** Since 0.2 what is proposed and decided has a topic: the form comes back and asks for it. */
const asksTopic = ({ kind, action }: Pressed) => kind === 'press' && action === 'level.propose'
/** Which units of a service say yes is asked since: the form comes back with what was typed. */
const isWithoutUnits = ({ kind, action, outcome }: Pressed) =>
  kind === 'press' && action === 'consent.record' && outcome.events.length > 0
/** Since 0.2 minutes say when the next meeting is, or why there is none: the form comes back and asks for it. */
const isWithoutNext = ({ kind, action, outcome }: Pressed) =>
  kind === 'press' && action === 'meeting.hold' && outcome.events.length > 0
/** Since 0.2 whoever receives says so, and not whoever gives. */
const isByGiver = ({ action }: Pressed) => action === 'transition.receive'
/** Since 0.2 KE, which no consent covers, is shown what has stopped and no more. */
const isToKe = ({ on, action }: Pressed) => on === 'breach' && action === 'show.case'
/** Since 0.2 the card that asked whether to follow a case says what came of it. */
const follows = ({ action }: Pressed) => action === 'follow.here'
/** Whoever was in the case was told that it was not to be found: now that their part in it has ended. */
const wasIn = ({ action, outcome }: Pressed) => action === 'show.proposal' && outcome.lost === 'not-found'
/** Whoever has nothing more to read by what they did was told it in a sentence, and sees now what they have left. */
const today = ({ answer, card, ...rest }: Pressed['outcome']) =>
  answer === 'message' && rest.events.length > 0
    ? { ...rest, answer: 'card', card: 'mine' }
    : { ...rest, answer, card: card === null ? null : (calledNow[card] ?? card) }

/** Who said it, how and when is asked since 0.2; and whoever only takes part writes no withdrawal down. */
function asksMore({ action, kind, outcome }: Pressed) {
  const isAnswer = action === 'consent.refuse' || action === 'consent.withdraw'
  if (kind !== 'press' || !isAnswer) return today(outcome)
  const answer = { lost: outcome.lost, events: [] }
  return outcome.answer === 'message'
    ? { ...answer, answer: 'card', card: 'refusal' }
    : { ...answer, answer: 'form', card: 'form' }
}

/** Since 0.2 somebody is asked to come from a service whose last participant goes, and what was offered them ends. */
function isUnmanning<O extends { events: string[] }>(outcome: O): O {
  const { events } = outcome
  return events.includes('participant.removed')
    ? { ...outcome, events: ['baton.cancelled', ...events, 'service.asked'] }
    : outcome
}

/** Since 0.2 KE sees what was late no longer than it is: once it is done they are shown what they have left. */
function isForKe<O extends { events: string[]; card: string | null }>(outcome: O): O {
  const { events } = outcome
  const isDone = events.includes('baton.named') || events.includes('level.withdrawn')
  const card = outcome.card === 'breach' ? 'mine' : outcome.card
  return isDone ? { ...outcome, card, events: [...events, 'presence.noted'] } : outcome
}

describe.each(versions)('a button of version %s', (version) => {
  const standing = listOf<Pressed>('database', version, 'standing.json')
  const actions = [...new Set(standing.map(({ kind, action }) => `${kind} ${action}`))]
  let town: FrozenTown
  let folder: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'released-'))
    copyFileSync(fileOf(version), join(folder, 'stafett.sqlite'))
    town = await openFrozen(join(folder, 'stafett.sqlite'), leftBy(version).now)
  })
  afterAll(async () => {
    await town.store.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it.each(actions)('does what it did: %s', async (name) => {
    const pressed = standing.filter(({ kind, action }) => `${kind} ${action}` === name)
    const found: unknown[] = []
    for (const [index, one] of pressed.entries()) {
      const { outcome } = await town.tryOut(requestOf(one, `${name} ${index}`))
      // What was late is kept in a register since, beside what was done.
      const events = outcome.events.filter((type) => !type.startsWith('breach.'))
      found.push({ on: one.on, data: one.data, ...outcome, events })
    }
    expect(found).toEqual(
      pressed.map((one) => {
        const since =
          isWithoutFamily(one) || isWithoutUnits(one) || asksTopic(one) || isWithoutNext(one)
            ? asksForm
            : isToKe(one)
              ? { card: 'case-outline' }
              : isByGiver(one)
                ? { answer: 'card', card: 'refusal', events: [] }
                : follows(one)
                  ? { answer: 'card', card: 'case-here' }
                  : wasIn(one)
                    ? { lost: null }
                    : {}
        return { on: one.on, data: one.data, ...isForKe(isUnmanning(asksMore(one))), ...since }
      }),
    )
  })
})

describe.each(versions)('what waited when version %s was stopped', (version) => {
  type Waiting = { id: string; verb: string; card: string; person: string | null }
  const waiting = stood<Waiting>(version, "select id, verb, card, person from outbox where status = 'waiting'")
  const dead = stood<{ id: string }>(version, "select id from outbox where status = 'dead'")

  it('is sent once, or drawn again where it stands, and nothing is sent that was sent', async () => {
    expect(waiting.length).toBeGreaterThan(10)
    const { store, dispatcher, channels, log } = await opened(version)
    const tried = () => Object.values(channels).flatMap((channel) => channel.tried)
    const ends = () => store.transaction((tx) => tx.outbox.waiting())
    await dispatcher.runOnce()
    expect(await ends()).toBe(0)
    const first = waiting.filter(({ verb }) => verb !== 'update').map(({ id }) => id)
    const sent = tried().flatMap(({ sending }) => (sending === null ? [] : [sending]))
    expect(sent.filter((id) => first.includes(id)).sort()).toEqual([...first].sort())
    const sentBefore = new Set(
      stood<{ id: string }>(version, "select id from outbox where status = 'sent'").map(({ id }) => id),
    )
    expect(sent.filter((id) => sentBefore.has(id))).toEqual([])
    const before = tried().length
    await dispatcher.runOnce()
    expect(tried()).toHaveLength(before)
    expect(log.filter(({ level }) => level === 'error')).toEqual([])
  })

  it('goes the ways that were known, and what could not be sent is still there to be seen', async () => {
    const { store, dispatcher, channels } = await opened(version)
    await dispatcher.runOnce()
    const tried = Object.values(channels).flatMap((channel) => channel.tried)
    expect(new Set(tried.map(({ verb }) => verb))).toEqual(new Set(['direct', 'post', 'update']))
    for (const channel of Object.values(channels)) expect(channel.tried.length).toBeGreaterThan(0)
    expect((await store.transaction((tx) => tx.outbox.dead(10))).map(({ id }) => id)).toEqual(dead.map(({ id }) => id))
  })
})

describe.each(versions)('what version %s knew of accounts', (version) => {
  const standing = listOf<Pressed>('database', version, 'standing.json')
  const undo = standing.find(({ action, outcome }) => action === 'account.unlink' && outcome.lost === null)
  const of = ({ channel = '', tenant = '', user = '' }: Record<string, string>): Account => ({ channel, tenant, user })

  it('lets an account be taken away that was added then, and remembers that', async () => {
    if (!undo) throw new Error('no account to be taken away')
    const { store, ask } = await opened(version)
    const owner = () => store.transaction((tx) => tx.people.byAccount(of(undo.data)))
    expect(await owner()).not.toBeNull()
    await ask(requestOf(undo, 'undone once'))
    expect(await owner()).toBeNull()
    expect((await ask(requestOf(undo, 'undone again'))).kind).toBe('card')
  })

  it('counts the code that was given then, once', async () => {
    if (!undo) throw new Error('no account')
    const { store, ask } = await opened(version)
    const account: Account = { channel: 'teams', tenant: undo.by.tenant, user: 'somebody-new' }
    const request = {
      account,
      place: { ...undo.place, key: 'new' },
      from: 'place',
      personal: true,
      kind: 'write',
    } as const
    await ask({ ...request, delivery: 'n1', text: `koble ${leftBy(version).code}` })
    expect(await store.transaction((tx) => tx.people.byAccount(account))).not.toBeNull()
    const other = { ...account, user: 'somebody-else' }
    await ask({ ...request, account: other, delivery: 'n2', text: `koble ${leftBy(version).code}` })
    expect(await store.transaction((tx) => tx.people.byAccount(other))).toBeNull()
  })
})

describe('what version 0.1.0 kept among the deliveries', () => {
  const inbox = stood<{ channel: string; tenant: string; delivery: string }>('0.1.0', 'select * from inbox')
  const begins = (prefix: string) => inbox.filter(({ delivery }) => delivery.startsWith(prefix))

  it('is known as what it was: forms that were submitted, accounts, wrong codes', async () => {
    const { store, clock } = await opened('0.1.0')
    const now = clock.now()
    const kinds = { 'once:': 'once', 'undo ': 'undo', 'undone ': 'undone' } as const
    await store.transaction(async ({ marks, inbox: kept }) => {
      for (const [prefix, purpose] of Object.entries(kinds)) {
        expect(begins(prefix).length).toBeGreaterThan(0)
        for (const { channel, tenant, delivery } of begins(prefix)) {
          const mark = { purpose, channel, tenant, key: delivery.slice(prefix.length) }
          expect(await marks.times(mark, now)).toBe(1)
          expect(await kept.seen(channel, tenant, delivery)).toBe(false)
        }
      }
      const [wrong] = begins('wrong-code ')
      const [, user, stretch] = wrong?.delivery.split(' ') ?? []
      const mark = {
        purpose: 'wrong-code',
        ...{ channel: 'slack', tenant: wrong?.tenant ?? '' },
        key: `${user} ${stretch}`,
      } as const
      expect(await marks.times(mark, now)).toBe(begins('wrong-code ').length)
    })
  })

  it('leaves the deliveries, each still known', async () => {
    const { store } = await opened('0.1.0')
    const others = ['once:', 'elsewhere:', 'undo ', 'undone ', 'wrong-code ', 'email-asked ']
    const deliveries = inbox.filter(({ delivery }) => !others.some((prefix) => delivery.startsWith(prefix)))
    expect(deliveries.length).toBeGreaterThan(20)
    for (const { channel, tenant, delivery } of deliveries)
      expect(await store.transaction((tx) => tx.inbox.seen(channel, tenant, delivery))).toBe(true)
  })
})
