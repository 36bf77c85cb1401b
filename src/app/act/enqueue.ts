/**
 * Turns notices into outbox rows: an audience becomes the people it means now, each once. Nothing is drawn here; access
 * is checked when a row is sent.
 */
import { deputyOn } from '../../core/baton.ts'
import type { Case } from '../../core/case.ts'
import type { PersonId } from '../../core/ids.ts'
import { openProposal } from '../../core/level.ts'
import type { Audience, Notice } from '../../core/notice.ts'
import type { MessageRef, Outgoing, Person, Tx } from '../../ports.ts'
import { type App, municipalityOf } from '../app.ts'
import { laneOfPerson } from './hours.ts'

type Row = Pick<Outgoing, 'verb' | 'card' | 'lane'> & Partial<Outgoing>

/** A case around what happened in it; `before` is null for its first entry. */
type Change = { before: Case | null; after: Case }

/** The actor is told nothing; nobody is told the same twice. */
export async function enqueue(
  tx: Tx,
  app: App,
  change: Change,
  notices: Notice[],
  actor: PersonId | 'system',
): Promise<void> {
  const rows = new Map<string, Row>()
  for (const notice of notices) {
    for (const row of await rowsFor(tx, app, change, notice, actor))
      rows.set([row.lane, row.verb, row.card, row.line, row.subject].join('|'), row)
  }
  if (rows.size > 0) await put(tx, app, change.after, [...rows.values()])
}

/** Puts one card for one person into the outbox, for what was asked for rather than noticed. */
export async function sendTo(
  tx: Tx,
  app: App,
  state: Case | null,
  person: PersonId,
  card: string,
  subject: string,
): Promise<void> {
  await put(tx, app, state, [{ verb: 'direct', card, subject, person, lane: laneOfPerson(person, card) }])
}

/** Begins the thread of a case in a place it is followed from. */
export async function openThread(tx: Tx, app: App, state: Case, origin: string): Promise<void> {
  await put(tx, app, state, [{ verb: 'thread', card: 'thread-root', ...inThread(state, origin) }])
}

/** Draws a card again where it has just been sent. */
export async function redraw(tx: Tx, app: App, sent: Outgoing, message: MessageRef): Promise<void> {
  const row: Outgoing = { ...sent, id: app.ids.next('out'), verb: 'update', message, lane: laneOf(message) }
  await tx.outbox.put([{ ...row, madeAt: app.clock.now() }])
  app.wake()
}

/** Leaders of the case's unit are told that somebody could not be reached. */
export async function tellLeaders(tx: Tx, app: App, state: Case, unreached: PersonId): Promise<void> {
  await enqueue(
    tx,
    app,
    { before: state, after: state },
    [{ kind: 'tell', card: 'told', line: 'not-reached', subject: unreached, audience: ['leaders'] }],
    unreached,
  )
}

/** Those who can see to it that a case is followed again learn of a place in which the bot may not write any more. */
export async function tellThreadLost(tx: Tx, app: App, state: Case): Promise<void> {
  const audience: Audience[] = ['holder', 'deputy', 'leaders']
  const notice: Notice = { kind: 'tell', card: 'told', line: 'thread-lost', subject: '', audience }
  await enqueue(tx, app, { before: state, after: state }, [notice], 'system')
}

async function put(tx: Tx, app: App, state: Case | null, rows: Row[]): Promise<void> {
  const rest = {
    case: state?.id ?? null,
    line: null,
    subject: '',
    person: null,
    message: null,
    origin: null,
    madeAt: app.clock.now(),
  }
  await tx.outbox.put(rows.map((row) => ({ ...rest, ...row, id: app.ids.next('out') })))
  app.wake()
}

async function rowsFor(
  tx: Tx,
  app: App,
  { before, after: state }: Change,
  notice: Notice,
  actor: PersonId | 'system',
): Promise<Row[]> {
  switch (notice.kind) {
    case 'thread':
      return everywhere(tx, state, { verb: 'thread', card: 'thread-root' })
    case 'line':
      return everywhere(tx, state, { verb: 'line', card: 'thread-line', line: notice.line, subject: notice.subject })
    case 'refresh': {
      const shown = await tx.shown.find(state.id, notice.card, notice.subject)
      return shown.map(({ card, line, subject, person, message }) => ({
        verb: 'update',
        card,
        line,
        subject,
        person,
        message,
        lane: laneOf(message),
      }))
    }
    case 'tell': {
      const line = notice.card === 'told' ? notice.line : null
      const people = await peopleTold(tx, app, before, state, notice)
      return people
        .filter((person) => person !== actor)
        .map((person) => ({
          verb: 'direct',
          card: notice.card,
          line,
          subject: notice.subject,
          person,
          lane: laneOfPerson(person, notice.card),
        }))
    }
  }
}

/** Once in each place the case is followed from. */
async function everywhere(tx: Tx, state: Case, row: Omit<Row, 'lane' | 'origin'>): Promise<Row[]> {
  return (await tx.places.followed(state.id)).map(({ origin }) => ({ ...row, ...inThread(state, origin.key) }))
}

/** A thread has a lane of its own: where one channel is slow, the others go on. */
function inThread({ id }: Case, origin: string) {
  return { origin, lane: `thread:${id}:${origin}` }
}

/** A withdrawal is told to those it lets go of as well; everything else to those who stand in the case after it. */
async function peopleTold(
  tx: Tx,
  app: App,
  before: Case | null,
  after: Case,
  { card, audience }: Extract<Notice, { kind: 'tell' }>,
) {
  const states = card === 'consent-withdrawn' && before ? [before, after] : [after]
  const people = new Set<PersonId>()
  for (const state of states)
    for (const one of audience) for (const person of await peopleOf(tx, app, state, one)) people.add(person)
  return [...people]
}

function laneOf({ place, message }: MessageRef): string {
  return `message:${place.key}:${message}`
}

/** The people an audience means now. */
async function peopleOf(tx: Tx, app: App, state: Case, audience: Audience): Promise<PersonId[]> {
  const { municipality, unit } = state
  if (typeof audience === 'object') return [audience.person]
  switch (audience) {
    case 'owner':
      return [state.owner]
    case 'holder':
      return state.holder && !state.holderLeft ? [state.holder] : []
    case 'deputy':
      return deputies(app, state)
    case 'participants':
      return state.participants.map(({ person }) => person)
    case 'leaders':
      return (await leaders(tx, municipality, unit)).map(({ id }) => id)
    case 'ke':
      return (await tx.people.withRole(municipality, 'ke')).map(({ id }) => id)
    case 'deciders':
      return (await deciders(tx, state)).map(({ id }) => id)
  }
}

/** On the days of standing in, and no other. */
function deputies(app: App, state: Case): PersonId[] {
  const deputy = deputyOn(state, municipalityOf(app, state.municipality).calendar.dayOf(app.clock.now()))
  return deputy ? [deputy] : []
}

/** The unit's leaders, and KE where there is none but the one who made the open proposal. */
export async function deciders(tx: Tx, state: Case): Promise<Person[]> {
  const able = (await leaders(tx, state.municipality, state.unit)).filter(({ id }) => id !== openProposal(state)?.by)
  return able.length > 0 ? able : tx.people.withRole(state.municipality, 'ke')
}

export async function leaders(tx: Tx, municipality: string, unit: string) {
  return (await tx.people.ofUnit(municipality, unit)).filter(({ roles }) => roles.includes('leader'))
}
