/**
 * Folds again what people unfolded in their own chats: when their access ends or changes, when the case is closed, and after
 * the model's hours. So are lists of cases, which hold no content but go out of date; until then they are drawn again when
 * something of them changes. Puts rows into the outbox; what takes the place is drawn when they are sent.
 */
import type { Query } from '../../../cards/parts/offer.ts'
import type { Case } from '../../core/case.ts'
import type { CaseId, Instant, PersonId } from '../../core/ids.ts'
import { rolesIn } from '../../core/permission.ts'
import type { Letter } from '../../outgoing.ts'
import type { MessageRef, Outgoing, Person, Place, Shown, Tx, Unfolded } from '../../ports.ts'
import { type Acting, type App, actorOf, municipalityOf, todayIn } from '../app.ts'
import { everyLeader, keOf } from '../audience.ts'
import { foldedAt, readBy, type Viewer, viewerFor } from '../see/index.ts'
import { listedAs } from '../show/index.ts'
import { updateOf } from './enqueue.ts'

/** In one transaction, so that nobody waits for it. */
const few = 50

/** Puts what is to be folded now into the outbox; answers how much that was. */
export function foldOnce(app: App): Promise<number> {
  return app.store.transaction(async (tx) => {
    const ending = await tx.unfolded.ending(app.clock.now(), few)
    // Once, however many cases may stand in a message.
    const messages = new Map(ending.map(({ message }) => [`${message.place.key} ${message.message}`, message]))
    for (const message of messages.values()) await fold(tx, app, message)
    return ending.length
  })
}

async function fold(tx: Tx, app: App, message: MessageRef): Promise<void> {
  const [newest] = await tx.unfolded.at(message)
  const shown = await tx.shown.at(message)
  await tx.unfolded.end(message, null)
  if (newest) await tx.outbox.put([updateOf(app, message, shown ? asSent(shown) : asFolded(newest))])
}

type About = Pick<Outgoing, 'case' | 'person'> & Letter

/** A card that was sent is drawn again as such, whatever was unfolded in its place since. */
function asSent({ message: _, drawn: __, ...about }: Shown): About {
  return about
}

function asFolded({ person, case: of }: Unfolded): About {
  return { person, case: of, card: 'folded', line: null, subject: '' }
}

/** After a change of a case: what stands of it in the chats of those whose access is another now; of it closed, or shielded, all. */
export async function foldEnded(tx: Tx, app: Acting, before: Case | null, after: Case): Promise<void> {
  const all = isClosing(before, after) || isShielding(before, after)
  for (const one of await tx.unfolded.of(after.id))
    if (all || (await isOver(tx, app, one, after))) await tx.unfolded.end(one.message, app.clock.now())
  const lists = (await tx.unfolded.listsOf(await peopleNear(tx, app, before, after))).filter(isList)
  const now = app.clock.now()
  // What is to be folded now need not be drawn again before.
  const standing = lists.filter(({ until }) => until === null || until > now)
  for (const [reader, own] of Map.groupBy(standing, ({ person }) => person)) {
    const person = await tx.people.get(reader)
    // It is drawn with the model of its reader's home, where that has one.
    if (!person || !app.municipalities.has(person.municipality)) continue
    if (await isListedAnew(viewerFor(app, tx, person, after.municipality), before, after))
      await redrawLists(tx, app, reader, own)
  }
  app.wake()
}

/** The digest that stands there is drawn as one, every other list as what it was asked for. */
async function redrawLists(tx: Tx, app: Acting, person: PersonId, lists: Unfolded[]): Promise<void> {
  const digest = await tx.digests.of(person)
  const rows = lists.map(({ message }) => {
    const card = digest.message !== null && isSameMessage(digest.message, message) ? 'digest' : 'mine'
    return updateOf(app, message, { person, case: null, card, line: null, subject: '' })
  })
  await tx.outbox.put(rows)
}

export function isSameMessage(one: MessageRef, other: MessageRef): boolean {
  return one.message === other.message && one.place.key === other.place.key
}

/** Everybody in whose list a case may stand: those in it, its leaders, and KE. */
async function peopleNear(tx: Tx, app: Acting, before: Case | null, after: Case): Promise<PersonId[]> {
  const day = todayIn(app, after)
  const people = new Set(before ? [...everybodyIn(before), ...everybodyIn(after)] : everybodyIn(after))
  for (const state of before && !isLedAlike(before, after) ? [before, after] : [after])
    for (const { id } of [...(await everyLeader(tx, state, day)), ...(await keOf(tx, state, day))]) people.add(id)
  return [...people]
}

/** Whether the same people lead it as before, and are of KE for it. */
function isLedAlike(before: Case, after: Case): boolean {
  const { municipality, unit, excluded, recused } = after
  const isHere = before.municipality === municipality && before.unit === unit
  return isHere && before.excluded === excluded && before.recused === recused
}

function everybodyIn({ owner, holder, deputy, handOver, participants, contacts, concern }: Case): PersonId[] {
  const asked = concern.questions.map(({ to }) => to)
  const some = [owner, holder, deputy?.person, handOver?.to, ...contacts.map(({ person }) => person)]
  return [...some, ...participants.map(({ person }) => person), ...asked].flatMap((id) => id ?? [])
}

/** A list of its reader's cases that stands in that message now. */
export async function keepList(tx: Tx, viewer: Viewer, message: MessageRef): Promise<void> {
  await keepListUntil(tx, viewer, message, foldedAt(viewer, null))
}

/** As `keepList`, of a digest: until the next has surely come. */
export async function keepDigest(tx: Tx, viewer: Viewer, message: MessageRef): Promise<void> {
  await keepListUntil(tx, viewer, message, new Date(Date.parse(viewer.now) + digestMs).toISOString())
}

/** From one Monday to beyond the next: milliseconds. */
const digestMs = 8 * 24 * 60 * 60_000

async function keepListUntil(tx: Tx, viewer: Viewer, message: MessageRef, until: Instant): Promise<void> {
  const opens = { action: 'show.mine' satisfies Query, data: {} }
  const when = { since: viewer.now, until, reads: readBy(viewer, null) }
  await tx.unfolded.put({ message, person: viewer.person.id, case: null, opens, ...when })
  // What is drawn there again must not be taken for what stands there.
  await tx.shown.redrawn(message, '')
}

/** What stands in somebody's chats of cases of which they may read something else by now, though nothing changed in them. */
export async function foldOf(tx: Tx, app: Acting, person: PersonId): Promise<void> {
  for (const one of await tx.unfolded.all())
    if (one.person === person && (await isOver(tx, app, one, one.case && (await caseOf(tx, one.case)))))
      await tx.unfolded.end(one.message, app.clock.now())
  app.wake()
}

/** Also where it says whom cases are about, each of which is remembered by itself. */
export function isList({ opens }: Pick<Unfolded, 'opens'>): boolean {
  return opens?.action === ('show.mine' satisfies Query)
}

/** That what somebody wrote waits in a form: true as long as its draft is kept. */
export async function keepWaiting(
  tx: Tx,
  { now, person }: Viewer,
  message: MessageRef,
  opens: NonNullable<Unfolded['opens']>,
): Promise<void> {
  const until = new Date(Date.parse(now) + draftMs).toISOString()
  await tx.unfolded.put({ message, person: person.id, case: null, opens, since: now, until, reads: '' })
}

/** What stands for a draft that has been sent in. */
export async function foldSubmitted(tx: Tx, app: App, draft: string, person: PersonId): Promise<void> {
  for (const one of await tx.unfolded.of(null))
    if (one.person === person && one.opens?.data.draft === draft) await tx.unfolded.end(one.message, app.clock.now())
  app.wake()
}

/** Holds nothing of a case: what takes its place only takes over its time. */
export function isNeutral(one: Unfolded): boolean {
  return one.case === null && (isList(one) || one.opens?.data.draft !== undefined)
}

/** As long as what was typed is kept: milliseconds. */
export const draftMs = 3 * 24 * 60 * 60_000

/** As `listedAs` says it. */
const notListed = '[[],[]]'

/** Whoever has no part in a case has it in no list. */
async function isListedAnew(viewer: Viewer, before: Case | null, after: Case): Promise<boolean> {
  if (![before, after].some((state) => state && rolesIn(state, viewer.actor, viewer.today).length > 0)) return false
  return (before ? await listedAs(viewer, before) : notListed) !== (await listedAs(viewer, after))
}

function isClosing(before: Case | null, after: Case): boolean {
  return after.status === 'closed' && before?.status !== 'closed'
}

/** A place may stand in any of it. */
function isShielding(before: Case | null, after: Case): boolean {
  return after.shielded === true && !before?.shielded
}

/** In chats with a person that are none of these any more. */
export async function foldElsewhere(
  tx: Tx,
  app: Pick<App, 'clock' | 'wake'>,
  person: PersonId,
  own: Place[],
): Promise<void> {
  for (const { message, person: reader } of await tx.unfolded.all())
    if (reader === person && !own.some(({ key }) => key === message.place.key))
      await tx.unfolded.end(message, app.clock.now())
  app.wake()
}

/**
 * At the start: what stands in chats of those who have left or moved meanwhile, and everything where the municipality lets no
 * content stand there any more. There, and with those who have left, what was sent before is drawn again as well.
 */
export async function foldAtStart(app: App): Promise<void> {
  await app.store.transaction(async (tx) => {
    for (const one of await tx.unfolded.all())
      if (await isNotToStand(tx, app, one, one.case && (await caseOf(tx, one.case))))
        await tx.unfolded.end(one.message, app.clock.now())
  })
  for (const [code, { model }] of app.municipalities) {
    await app.store.transaction(async (tx) => {
      const { stands } = model.content
      const all = stands === 'dialog' && (await tx.stands.was(code)) !== 'dialog'
      for (const shown of await tx.shown.toPeople(code, all ? 'all' : 'left'))
        await tx.outbox.put([updateOf(app, shown.message, asSent(shown))])
      await tx.stands.now(code, stands)
    })
  }
}

async function isNotToStand(tx: Tx, app: App, one: Unfolded, state: Case | null): Promise<boolean> {
  return (await isInDialogNow(tx, app, one, state)) || (await isOver(tx, app, one, state))
}

/** Whether the municipality of the case, or its reader's where it is of none, let content stand in chats until this start. */
async function isInDialogNow(tx: Tx, app: App, { person: id }: Unfolded, state: Case | null): Promise<boolean> {
  const person = await tx.people.get(id)
  if (!person) return true
  const { municipality } = state ?? person
  const { stands } = municipalityOf(app, municipality).model.content
  return stands === 'dialog' && (await tx.stands.was(municipality)) === 'chat'
}

/** Whether its reader, by the directory and the case as they are now, may read something else of it than when it was unfolded. */
async function isOver(tx: Tx, app: Acting, one: Unfolded, state: Case | null): Promise<boolean> {
  const person = await tx.people.get(one.person)
  if (!person?.active) return true
  return one.case !== null && readNow(app, state, person) !== one.reads
}

/** What somebody may read of a case today, in short. */
function readNow(app: Acting, state: Case | null, person: Person): string {
  const { model, calendar } = municipalityOf(app, (state ?? person).municipality)
  const now = app.clock.now()
  const today = calendar.dayOf(now)
  return readBy({ actor: actorOf(person, today), today, now, policy: model.policy, calendar }, state)
}

async function caseOf(tx: Tx, id: CaseId): Promise<Case | null> {
  return (await tx.cases.get(id))?.case ?? null
}
