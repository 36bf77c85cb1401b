/**
 * Folds again what people unfolded in their own chats: when their access ends or changes, when the case is closed, and after
 * the model's hours. So are lists of cases, which hold no content but go out of date. Puts rows into the outbox; what takes the
 * place is drawn when they are sent.
 */
import type { Query } from '../../../cards/parts/offer.ts'
import type { Case } from '../../core/case.ts'
import type { CaseId, PersonId } from '../../core/ids.ts'
import type { Letter } from '../../outgoing.ts'
import type { MessageRef, Outgoing, Person, Place, Shown, Tx, Unfolded } from '../../ports.ts'
import { type App, actorOf, municipalityOf } from '../app.ts'
import { foldedAt, readBy, type Viewer, viewerFor } from '../see/index.ts'
import { listedAs } from '../show/index.ts'

/** In one transaction, so that nobody waits for it. */
const few = 50

/** Puts what is to be folded now into the outbox; answers how many that were. */
export function foldOnce(app: App): Promise<number> {
  return app.store.transaction(async (tx) => {
    const ending = await tx.unfolded.ending(app.clock.now(), few)
    for (const one of ending) await fold(tx, app, one.message)
    return ending.length
  })
}

/** Once, however many cases may stand in it. */
async function fold(tx: Tx, app: App, message: MessageRef): Promise<void> {
  const newest = await tx.unfolded.at(message)
  if (!newest?.until) return
  const { person, case: of } = newest
  const shown = await tx.shown.at(message)
  await tx.outbox.put([rowOf(app, message, { person, case: of, ...(shown ? letterOf(shown) : plain) })])
  await tx.unfolded.end(message, null)
}

const plain: Letter = { card: 'folded', line: null, subject: '' }

/** A card that was sent is drawn again as such. */
function letterOf({ case: _, person: __, message: ___, drawn: ____, ...letter }: Shown): Letter {
  return letter
}

type Where = Pick<Outgoing, 'person' | 'case'> & Letter

function rowOf(app: App, message: Unfolded['message'], where: Where): Outgoing {
  const lane = `message:${message.place.key}:${message.message}`
  return { ...where, id: app.ids.next('out'), verb: 'update', message, origin: null, lane, madeAt: app.clock.now() }
}

/** After a change of a case: what stands of it in the chats of those who may read less of it than before; of it closed, or shielded, all. */
export async function foldEnded(tx: Tx, app: App, before: Case | null, after: Case): Promise<void> {
  const now = app.clock.now()
  for (const { message, person: id } of await tx.unfolded.of(after.id)) {
    const person = await tx.people.get(id)
    if (isClosing(before, after) || isShielding(before, after) || !person || changes(app, before, after, person))
      await tx.unfolded.end(message, now)
  }
  for (const list of (await tx.unfolded.of(null)).filter(isList)) {
    const person = await tx.people.get(list.person)
    if (person && (await isListedAnew(viewerFor(app, tx, person), before, after)))
      await tx.unfolded.end(list.message, now)
  }
  app.wake()
}

/** A list of its reader's cases that stands in that message now. */
export async function keepList(tx: Tx, viewer: Viewer, message: MessageRef): Promise<void> {
  const opens = { action: 'show.mine' satisfies Query, data: {} }
  const when = { since: viewer.now, until: foldedAt(viewer, null), reads: readBy(viewer, null) }
  await tx.unfolded.put({ message, person: viewer.person.id, case: null, opens, ...when })
}

export function isList({ case: of, opens }: Unfolded): boolean {
  return of === null && opens?.action === ('show.mine' satisfies Query)
}

/** As `listedAs` says it. */
const notListed = '[[],[]]'

async function isListedAnew(viewer: Viewer, before: Case | null, after: Case): Promise<boolean> {
  return (before ? await listedAs(viewer, before) : notListed) !== (await listedAs(viewer, after))
}

/**
 * After a change of a case: what says where it stands is drawn again, and what asks its reader for something that only the newest
 * level does; and everything with those who may read nothing of it any more.
 */
export async function redrawStale(tx: Tx, app: App, before: Case | null, after: Case): Promise<void> {
  for (const { drawn: _, message, ...shown } of await tx.shown.of(after.id)) {
    const person = shown.person && (await tx.people.get(shown.person))
    if (!person) continue
    const isStale = shown.card === 'case-summary' || shown.line === 'proposal-approved'
    if (isStale || (readNow(app, after, person) === 'null' && readNow(app, before, person) !== 'null'))
      await tx.outbox.put([rowOf(app, message, shown)])
  }
}

function isClosing(before: Case | null, after: Case): boolean {
  return after.status === 'closed' && before?.status !== 'closed'
}

/** A place may stand in any of it. */
function isShielding(before: Case | null, after: Case): boolean {
  return after.shielded === true && !before?.shielded
}

function changes(app: App, before: Case | null, after: Case, person: Person): boolean {
  return readNow(app, before, person) !== readNow(app, after, person)
}

/** What somebody may read of a case today, in short. */
function readNow(app: App, state: Case | null, person: Person): string {
  const { model, calendar } = municipalityOf(app, person.municipality)
  const reading = { actor: actorOf(person), today: calendar.dayOf(app.clock.now()), policy: model.policy }
  return readBy(reading, person.active ? state : null)
}

/** In chats with a person that are none of these any more. */
export async function foldElsewhere(tx: Tx, app: App, person: PersonId, own: Place[]): Promise<void> {
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
      if (await isOver(tx, app, one)) await tx.unfolded.end(one.message, app.clock.now())
  })
  for (const [code, { model }] of app.municipalities) {
    await app.store.transaction(async (tx) => {
      const { stands } = model.content
      const all = stands === 'dialog' && (await tx.stands.was(code)) !== 'dialog'
      for (const { drawn: _, message, ...shown } of await tx.shown.toPeople(code)) {
        const person = shown.person && (await tx.people.get(shown.person))
        if (all || (person && !person.active)) await tx.outbox.put([rowOf(app, message, shown)])
      }
      await tx.stands.now(code, stands)
    })
  }
}

async function isOver(tx: Tx, app: App, one: Unfolded): Promise<boolean> {
  const { person: id, case: of, reads } = one
  const person = await tx.people.get(id)
  if (person?.active && isList(one)) return false
  if (!person?.active || municipalityOf(app, person.municipality).model.content.stands === 'dialog') return true
  return of !== null && readNow(app, await caseOf(tx, of), person) !== reads
}

async function caseOf(tx: Tx, id: CaseId): Promise<Case | null> {
  return (await tx.cases.get(id))?.case ?? null
}
