/** What the door gives back, and what becomes of it: the whole card for a window, and for a message what may stand there. */
import type { Button, Card, ChatCard, Lang } from '../../../cards/card.ts'
import { isDiscreet } from '../../../cards/parts/chat.ts'
import { casesNamed } from '../../../cards/parts/mine-item.ts'
import { isQuery, type Offer } from '../../../cards/parts/offer.ts'
import type { CaseId } from '../../core/ids.ts'
import { isAt } from '../../core/post.ts'
import type { Answer, AnsweredFile, MessageRef, Request, Tx, Unfolded } from '../../ports.ts'
import { isNeutral, keepList, keepSummary, keepWaiting } from '../act/index.ts'
import { isAction } from '../actions/index.ts'
import type { App } from '../app.ts'
import { answerMs, foldedAt, forChat, lookingAt, readBy, type Viewer } from '../see/index.ts'
import { withNav } from '../show/index.ts'
import { keepDraft } from './drafts.ts'
import { asToday, isCaseId } from './pressed.ts'

/** A file takes its time to draw: that is done when everything is saved, and holds nobody up. */
type Drawing = () => Promise<AnsweredFile>
export type Plain = Exclude<Answer, { kind: 'file' }>
export type Undrawn = Plain | { kind: 'file'; file: Drawing; card: Card; chat: ChatCard }

/**
 * `opens` asks for the card once more, where what was asked would not. `inWindowAlone`: no message holds it, whatever may stand
 * there. `summaryOf`: it says where that case stands, and is kept up to date where it stands.
 * `forAll` and `again` as in the answer, the latter where `opens` does not say it. `isAnother`: a form that nothing was typed into yet, after the one that was sent.
 */
export type Given =
  | {
      kind: 'card' | 'form'
      card: Card
      opens?: Offer
      inWindowAlone?: boolean
      summaryOf?: CaseId
      isAnother?: boolean
      forAll?: true
      again?: Offer
    }
  | {
      kind: 'file'
      file: Drawing
      card: Card
      opens?: Offer
      inWindowAlone?: never
      summaryOf?: never
      isAnother?: never
      forAll?: never
      again?: never
    }
  | { kind: 'message'; text: string; lang?: Lang }
  | { kind: 'none' }

/**
 * What was typed into a form that can't stand where it was asked for is kept until it is opened where it can. What unfolds in
 * somebody's own chat is remembered, until it is folded again.
 */
export async function answerOf(tx: Tx, app: App, asker: Viewer, request: Request, given: Given): Promise<Undrawn> {
  if (!('card' in given)) return given
  const { opens: named, again = named, inWindowAlone = false, summaryOf, isAnother: _, ...rest } = given
  const shown = again && request.kind === 'write' && rest.kind !== 'file' ? { ...rest, again: plain(again) } : rest
  const opens = inPlace(await withDraft(tx, app, asker, request, given, named ?? asked(request, given)))
  const viewer = await whereShown(tx, asker, opens)
  const message = placeOf(request, given)
  const card = await besideIn(tx, viewer, request, given.card, summaryOf ?? opens?.data.case)
  const chat = forChat(viewer, given.card, { own: isOwn(request) && !inWindowAlone, unfolds: message !== null }, opens)
  const isMine = isMineCard(given.card)
  if (message) await remember(tx, app, viewer, message, { chat, opens })
  if (message && isMine) await keepList(tx, viewer, message)
  const waits = opens?.data.draft === undefined ? null : { action: opens.action, data: opens.data }
  if (shown.kind === 'file' || request.kind !== 'write' || !(summaryOf || isMine || waits))
    return { ...shown, card, chat }
  const version = summaryOf ? ((await tx.cases.get(summaryOf))?.version ?? null) : null
  const keep = (tx: Tx, ref: MessageRef) => {
    if (summaryOf) return keepSummary(tx, app, viewer, { of: summaryOf, version }, ref)
    return waits ? keepWaiting(tx, viewer, ref, waits) : keepList(tx, viewer, ref)
  }
  return { ...shown, card, chat, stands: (ref) => kept(app, (tx) => keep(tx, ref)) }
}

/** On a page a case's card stands with what belongs to it. */
async function besideIn(tx: Tx, viewer: Viewer, { from }: Request, card: Card, of: string | undefined): Promise<Card> {
  const stored = from === 'window' && isCaseId(of) ? await tx.cases.get(of) : null
  return stored ? withNav(lookingAt(viewer, stored.case), stored.case, card) : card
}

/** What leads to the rest of a case unfolds it where it stands, and in no other message. */
function inPlace(opens: Offer | null): Offer | null {
  return opens?.action === 'show.case' ? { ...opens, data: { ...opens.data, whole: 'yes' } } : opens
}

/** What may stand where is decided where the case is. */
async function whereShown(tx: Tx, viewer: Viewer, opens: Offer | null): Promise<Viewer> {
  const of = opens?.data.case
  const stored = isCaseId(of) ? await tx.cases.get(of) : null
  return stored && isAt(viewer.actor, stored.case.municipality) ? lookingAt(viewer, stored.case) : viewer
}

/** The answer stands where it was sent, whatever becomes of this. */
async function kept({ store, log }: App, keep: (tx: Tx) => Promise<void>): Promise<void> {
  await store.transaction(keep).catch((error: unknown) => log.error('answer.not-remembered', { error }))
}

function isMineCard({ name }: Card): boolean {
  return name === 'mine'
}

/** The message whose place the answer takes: of what is answered in a window, a card may, which ends it. */
function placeOf(request: Request, given: Given): MessageRef | null {
  if (request.kind !== 'press' && request.kind !== 'open') return null
  return isInWindow(request) && given.kind !== 'card' ? null : (request.message ?? null)
}

function isOwn({ place }: Request): boolean {
  return place === null || place.kind === 'personal'
}

export function isInWindow(request: Request): boolean {
  return request.from === 'window' || request.inWindow === true
}

type Answered = { chat: ChatCard; opens: Offer | null }

async function remember(tx: Tx, app: App, viewer: Viewer, message: MessageRef, { chat, opens }: Answered) {
  const again = opens && { action: opens.action, data: opens.data }
  const before = await tx.unfolded.at(message)
  const [content] = before.filter((one) => !isNeutral(one))
  if (content && isDiscreet(chat)) await leave(tx, app, content, again)
  const neutral = before.find(isNeutral)
  if (neutral) await tx.unfolded.put({ ...neutral, opens: again, until: foldedAt(viewer, null) })
  if (isDiscreet(chat)) return
  // What is drawn there again must not be taken for what stands there.
  await tx.shown.redrawn(message, '')
  for (const of of isMineCard(chat) ? casesNamed(chat.blocks) : [opens?.data.case]) {
    const state = isCaseId(of) ? ((await tx.cases.get(of))?.case ?? null) : null
    const there = state ? lookingAt(viewer, state) : viewer
    const when = { since: viewer.now, until: foldedAt(there, state), reads: readBy(there, state) }
    await tx.unfolded.put({ message, person: viewer.person.id, case: state?.id ?? null, opens: again, ...when })
  }
}

/**
 * Nobody knows yet that the answer arrives: what stood there is folded in its own time. What is due now makes way for the answer,
 * and is folded when that has arrived, or never will; once, or whoever may read it no more could put it off by pressing.
 */
async function leave(tx: Tx, { clock }: App, before: Unfolded, again: Unfolded['opens']): Promise<void> {
  await tx.unfolded.put({ ...before, opens: again ?? before.opens })
  const now = clock.now()
  if (before.until && before.until <= now)
    await tx.unfolded.end(before.message, new Date(Date.parse(now) + answerMs).toISOString())
}

/** The button that opens a form carries none of what was typed into it, but the name under which that is kept. */
async function withDraft(tx: Tx, app: App, viewer: Viewer, request: Request, given: Given, opens: Offer | null) {
  // Also of what is shown in a window, which may turn out not to open.
  const typed = given.kind === 'form' && !given.isAnother ? typedIn(request, opens) : {}
  if (!opens || Object.keys(typed).length === 0) return opens
  const { prefill: _, cut: __, ...data } = opens.data
  return {
    ...opens,
    data: { ...data, draft: await keepDraft(tx, app, viewer, typed, isCaseId(data.case) ? data.case : null) },
  }
}

/** Characters of the data of a button, far above what ours carry without words. */
const mostData = 1500

function plain({ kind, action, data }: Offer): Pick<Button, 'kind' | 'action' | 'data'> {
  return { kind, action, data }
}

/** The same once more; after a command that was carried out, the card it was an answer to, or else the case. */
function asked(request: Request, given: Given): Offer | null {
  if (request.kind !== 'press' && request.kind !== 'open') return null
  const { action, data, kind } = asToday(request)
  const isSameAgain = isQuery(action) ? action !== 'form.cancel' : kind === 'open' || given.kind === 'form'
  // What a button of ours never carries is no button's again.
  if (JSON.stringify(data).length > mostData) return null
  if (isSameAgain && (isQuery(action) || isAction(action))) return { kind: 'open', action, data }
  const { case: of, back } = data
  if (back === 'mine') return { kind: 'open', action: 'show.mine', data: {} }
  if (of === undefined) return null
  return back?.includes('|')
    ? { kind: 'open', action: 'show.sent', data: { case: of, back } }
    : { kind: 'open', action: 'show.case', data: { case: of } }
}

function typedIn(request: Request, opens: Offer | null): Record<string, string> {
  const { prefill, cut } = opens?.data ?? {}
  const fields = request.kind === 'press' && !isInWindow(request) ? request.fields : {}
  return { ...fields, ...(prefill === undefined ? {} : { prefill }), ...(cut === undefined ? {} : { cut }) }
}
