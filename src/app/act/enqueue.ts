/**
 * Turns notices into outbox rows: an audience becomes the people it means now, each once. Nothing is drawn here; access
 * is checked when a row is sent.
 */
import { isAway, waitedFor } from '../../core/away.ts'
import type { Case } from '../../core/case.ts'
import { isOut } from '../../core/exclusion.ts'
import type { CaseId, Day, PersonId } from '../../core/ids.ts'
import { leaveOf } from '../../core/leave.ts'
import { type Audience, isOfPresence, type Notice, told } from '../../core/notice.ts'
import { lacksHolder } from '../../core/post.ts'
import { isListed } from '../../core/single.ts'
import type { Letter } from '../../outgoing.ts'
import type { MessageRef, Outgoing, Person, Tx } from '../../ports.ts'
import { type Acting, municipalityOf, todayIn } from '../app.ts'
import { leaders, peopleOf } from '../audience.ts'
import { paceOf } from '../see/index.ts'
import { digestFor, hasHome, laneOfPerson } from './hours.ts'

type Row = Pick<Outgoing, 'verb' | 'lane'> & Letter & Partial<Pick<Outgoing, 'person' | 'message' | 'origin'>>

/** A case around what happened in it; `before` is null for its first entry. */
type Change = { before: Case | null; after: Case }
type Telling = { before: Case | null; notices: Notice[]; except: PersonId | 'system' }

/** What is told of a change: nobody is told the same twice, and whoever did it (`except`) is not told. */
export async function enqueue(
  tx: Tx,
  app: Acting,
  change: Change,
  notices: Notice[],
  except: PersonId | 'system',
): Promise<void> {
  await enqueueAll(tx, app, change.after, [{ before: change.before, notices, except }])
}

/** As `enqueue`, for what follows from one another: also of all of it nobody is told the same twice. */
export async function enqueueAll(tx: Tx, app: Acting, after: Case, tellings: Telling[]): Promise<void> {
  const rows = new Map<string, Row>()
  const today = todayIn(app, after)
  for (const { before, notices, except } of tellings) {
    for (const notice of notices) {
      for (const row of await rowsFor(tx, app, { before, after }, notice, except, today))
        rows.set([row.lane, row.verb, row.card, row.line, row.subject].join('|'), row)
    }
  }
  if (rows.size === 0) return
  const news = await withoutUntold(tx, after, withoutRepeats(after, [...rows.values()]))
  const once = await withoutListed(tx, app, after, news)
  if (once.length > 0) await put(tx, app, after, once)
}

/** That a case is back is no news to whoever was not told yet that it had come: they never are. */
async function withoutUntold(tx: Tx, { id }: Case, rows: Row[]): Promise<Row[]> {
  const left: Row[] = []
  for (const row of rows)
    if (row.line !== 'back-with-unit' || !row.person || !(await isUntold(tx, id, row.person))) left.push(row)
  return left
}

async function isUntold(tx: Tx, id: CaseId, person: PersonId): Promise<boolean> {
  const kept = await tx.digests.kept(person)
  const isThat = ({ line }: Pick<Letter, 'line'>) => line === 'falls-to-ke'
  return kept.some((one) => one.case === id && isThat(one.about)) || (await tx.outbox.waitsFor(person, id)).some(isThat)
}

/** What is true of many cases at once comes of all of them in one list, today's where it is to come yet, to whoever has lists. */
async function withoutListed(tx: Tx, app: Acting, { id }: Case, rows: Row[]): Promise<Row[]> {
  const left: Row[] = []
  for (const row of rows) {
    const person = row.card === 'told' && isListed(row.line) && row.person ? await tx.people.get(row.person) : null
    const hasLists = person?.active && hasHome(app, person) && paceOf(person, policyAt(app, person)) !== 'each'
    if (row.card !== 'told' || !person || !hasLists) left.push(row)
    else {
      await tx.digests.keep(person.id, { case: id, about: row })
      await bringNearer(tx, app, person, { pace: 'daily', apart: null })
    }
  }
  return left
}

function policyAt(app: Acting, { municipality }: Person) {
  return municipalityOf(app, municipality).model.policy
}

/**
 * Nobody is told of one thing in several messages: whoever is asked about something need not be told of it beside; that consent was
 * taken back says to whoever is out of it by that that they are; that they take part no more, that they stand in no more; that they
 * are deputy, that it lies with them; to which day a meeting of theirs was moved, when the next is.
 */
function withoutRepeats(after: Case, rows: Row[]): Row[] {
  const stays = waitedFor(after)
  const toldOf = (isIt: (row: Row) => boolean) => new Set(rows.filter(isIt).map(({ person }) => person))
  const asked = new Set(rows.filter(({ card }) => card !== 'told').map(aboutWhat))
  const warned = toldOf(({ card, person }) => card === 'consent-withdrawn' && !stays.some((one) => one === person))
  const removed = toldOf(({ line }) => line === 'participant-removed')
  const named = toldOf(({ line }) => line === 'deputy-named')
  const moved = toldOf(({ line }) => line === 'meeting-moved')
  return rows.filter((row) => {
    const { card, line, person, subject } = row
    if (card === 'told' && subject !== '' && asked.has(aboutWhat(row))) return false
    if (line === 'participant-removed') return !warned.has(person)
    if (line === 'holder-on-leave') return !named.has(person)
    if (card === 'told' && line === 'meeting-set') return !moved.has(person)
    const isOwnEnd = line === 'deputy-ended' && subject === person
    return !isOwnEnd || !(warned.has(person) || removed.has(person))
  })
}

function aboutWhat({ verb, person, subject }: Row): string {
  return [verb, person, subject].join(' ')
}

/** Puts one card for one person into the outbox, for what was asked for rather than noticed. */
export async function sendTo(tx: Tx, app: Acting, state: Case | null, person: PersonId, letter: Letter): Promise<void> {
  await put(tx, app, state, [{ verb: 'direct', ...letter, person, lane: laneOfPerson(person, letter.card) }])
}

/** Begins the thread of a case in a place it is followed from. */
export async function openThread(tx: Tx, app: Acting, state: Case, origin: string): Promise<void> {
  await put(tx, app, state, [{ verb: 'thread', ...root, ...inThread(state, origin) }])
}

const root: Letter = { card: 'thread-root', line: null, subject: '' }

/** Draws a card again where it has just been sent. */
export async function redraw(tx: Tx, app: Acting, sent: Outgoing, message: MessageRef): Promise<void> {
  await tx.outbox.put([updateOf(app, message, sent)])
  app.wake()
}

/** What draws a card again where it stands; wakes nobody. */
export function updateOf(
  app: Acting,
  message: MessageRef,
  about: Pick<Outgoing, 'case' | 'person'> & Letter,
): Outgoing {
  const row = { id: app.ids.next('out'), verb: 'update', message, origin: null, lane: laneOf(message) } as const
  return { ...about, ...row, madeAt: app.clock.now() }
}

/**
 * Leaders of the case's unit are told that somebody could not be reached, or that something stands in their chat for good;
 * where that is the only one, who holds the case, and where nobody does those who take part in it.
 */
export async function tellAbout(
  tx: Tx,
  app: Acting,
  state: Case,
  line: 'not-reached' | 'not-folded',
  whom: PersonId,
): Promise<void> {
  const day = todayIn(app, state)
  const others = (await leaders(tx, state, day)).filter(({ id }) => id !== whom && !isAway(state, id))
  const near: Audience[] = ['deputy', 'owner', lacksHolder(state, day) ? 'participants' : 'holder']
  const audience: Audience[] = others.length > 0 ? ['leaders'] : near
  await enqueue(tx, app, { before: state, after: state }, [told({ line, subject: whom }, audience)], whom)
}

/** Something could not be said in a thread: those who can say it there themselves learn of it. */
export async function tellThreadMissed(tx: Tx, app: Acting, state: Case): Promise<void> {
  const audience: Audience[] = ['holder', 'deputy', 'leaders']
  const notice = told({ line: 'thread-missed', subject: '' }, audience)
  await enqueue(tx, app, { before: state, after: state }, [notice], 'system')
}

/** Those who can see to it that a case is followed again learn of a place in which the bot may not write any more. */
export async function tellThreadLost(tx: Tx, app: Acting, state: Case): Promise<void> {
  const audience: Audience[] = ['holder', 'deputy', 'leaders']
  const notice = told({ line: 'thread-lost', subject: '' }, audience)
  await enqueue(tx, app, { before: state, after: state }, [notice], 'system')
}

async function put(tx: Tx, app: Acting, state: Case | null, rows: Row[]): Promise<void> {
  const rest = { case: state?.id ?? null, person: null, message: null, origin: null, madeAt: app.clock.now() }
  await tx.outbox.put(rows.map((row) => ({ ...rest, ...row, id: app.ids.next('out') })))
  app.wake()
}

async function rowsFor(
  tx: Tx,
  app: Acting,
  { before, after: state }: Change,
  notice: Notice,
  except: PersonId | 'system',
  today: Day,
): Promise<Row[]> {
  switch (notice.kind) {
    case 'thread':
      return everywhere(tx, state, 'thread', root)
    case 'line': {
      const { kind: _, ...about } = notice
      return everywhere(tx, state, 'line', { card: 'thread-line', ...about })
    }
    case 'refresh': {
      const shown = await tx.shown.find(state.id, notice.card, notice.subject)
      return shown.map(({ case: _, drawn: __, ...one }) => ({ verb: 'update', ...one, lane: laneOf(one.message) }))
    }
    case 'digest':
      return notInDigest(tx, app, state, notice, today)
    case 'tell': {
      const people = await peopleTold(tx, before, state, notice, today)
      const letter = letterOf(notice)
      return people
        .filter((person) => person !== except)
        .map((person) => ({ verb: 'direct', ...letter, person, lane: laneOfPerson(person, letter.card) }))
    }
  }
}

/** Brings the next digest of each nearer; what comes by itself to whoever wants it so. */
async function notInDigest(
  tx: Tx,
  app: Acting,
  state: Case,
  { kind: _, audience, rung, news, ...about }: Extract<Notice, { kind: 'digest' }>,
  today: Day,
): Promise<Row[]> {
  const { digest: paces, apart } = municipalityOf(app, state.municipality).model.policy.reminders
  const of = rung === 'responsible' ? 'holder' : rung
  const rows: Row[] = []
  for (const id of await everybodyOf(tx, [state], audience, today)) {
    const person = isOut(state, id) ? null : await tx.people.get(id)
    if (!person?.active) continue
    const pace = hasHome(app, person) ? (person.digest ?? paces[of]) : 'each'
    if (pace === 'each')
      rows.push({ verb: 'direct', ...about, line: null, person: id, lane: laneOfPerson(id, about.card) })
    else await bringNearer(tx, app, person, { pace, apart: news ? apart[of] : null })
  }
  return rows
}

async function bringNearer(tx: Tx, app: Acting, person: Person, how: Parameters<typeof digestFor>[3]): Promise<void> {
  const digest = await tx.digests.of(person.id)
  const at = digestFor(app, person, digest, how)
  if (digest.at === null || at < digest.at) await tx.digests.schedule(person.id, at)
}

function letterOf(notice: Extract<Notice, { kind: 'tell' }>): Letter {
  const { kind: _, audience: __, ...letter } = notice
  return letter.card === 'told' ? letter : { ...letter, line: null }
}

/** Once in each place the case is followed from. */
async function everywhere(tx: Tx, state: Case, verb: 'thread' | 'line', letter: Letter): Promise<Row[]> {
  const followed = await tx.places.followed(state.id)
  return followed.map(({ origin }) => ({ verb, ...letter, ...inThread(state, origin.key) }))
}

/** A thread has a lane of its own: where one channel is slow, the others go on. */
function inThread({ id }: Case, origin: string) {
  return { origin, lane: `thread:${id}:${origin}` }
}

/** A withdrawal is told to those it lets go of as well; everything else to those who stand in the case after it. */
async function peopleTold(
  tx: Tx,
  before: Case | null,
  after: Case,
  notice: Extract<Notice, { kind: 'tell' }>,
  today: Day,
) {
  const { card, audience } = notice
  const states = card === 'consent-withdrawn' && before ? [before, after] : [after]
  const people = await everybodyOf(tx, states, audience, today)
  // Whoever the family does not want in it learns that their part is over, and no more.
  const { line } = letterOf(notice)
  const isLast = line === 'participant-removed'
  const isNoUse = (person: PersonId) => isOfPresence(line) && (isAway(after, person) || leaveOf(after, person) !== null)
  return [...people].filter((person) => (isLast || !isOut(after, person)) && !isNoUse(person))
}

/** Each once, whatever they are in the case. */
async function everybodyOf(tx: Tx, states: Case[], audience: Audience[], today: Day): Promise<Set<PersonId>> {
  const people = new Set<PersonId>()
  for (const state of states)
    for (const one of audience) for (const person of await peopleOf(tx, state, one, today)) people.add(person)
  return people
}

function laneOf({ place, message }: MessageRef): string {
  return `message:${place.key}:${message}`
}
