/**
 * What is to be sent, decided at the moment of sending: who may still read it, whether it is of use yet, and how it looks.
 * Sends nothing.
 */
import { createHash } from 'node:crypto'
import type { ChatCard } from '../../../cards/card.ts'
import type { Offer } from '../../../cards/parts/offer.ts'
import type { Case } from '../../core/case.ts'
import type { Instant } from '../../core/ids.ts'
import { isOfLeave } from '../../core/notice.ts'
import { isAt } from '../../core/post.ts'
import { type Dropped, followsCase, isAsking, newestOf } from '../../outgoing.ts'
import {
  type Channel,
  ChannelError,
  type MessageRef,
  type Outgoing,
  type Person,
  type Place,
  type Reader,
  type Shown,
  type Tx,
} from '../../ports.ts'
import { backFrom, isList, isSameMessage, ownChats, waitsUntil, whyInDigest } from '../act/index.ts'
import type { App } from '../app.ts'
import { answerMs, forChat, settingIn, type Viewer, viewerFor } from '../see/index.ts'
import {
  type Drawn,
  drawClosed,
  drawFor,
  drawNewer,
  drawShared,
  type MaybeDrawn,
  showFolded,
  showPublicOverview,
} from '../show/index.ts'
import { accountsInUse, sendingOf, spotOf, type Way, wayTo } from './way.ts'

/** A card as it stands in a chat; `settled` as where it was drawn. */
export type Standing = { card: ChatCard; settled: boolean }

/** What is to be sent, why nothing is, or until when it has to wait. */
export type Send = { run(): Promise<MessageRef>; drawn: Standing; way: Way } | { drop: Dropped } | { until: Instant }

/** `version` is that of the case as it was drawn. */
export async function prepare(tx: Tx, app: App, row: Outgoing): Promise<{ send: Send; version: number | null }> {
  const stored = row.case ? await tx.cases.get(row.case) : null
  return { send: await sendOf(tx, app, row, stored?.case ?? null), version: stored?.version ?? null }
}

async function sendOf(tx: Tx, app: App, row: Outgoing, state: Case | null): Promise<Send> {
  if (row.case && !state) return { drop: 'no-case' }
  switch (row.verb) {
    case 'direct':
      return direct(tx, app, row, state)
    case 'update':
      return update(tx, app, row, state)
    case 'thread':
    case 'line':
      if (row.card === 'overview') return postOverview(tx, app, row)
      return state ? post(tx, app, row, state) : { drop: 'no-case' }
  }
}

async function direct(tx: Tx, app: App, row: Outgoing, state: Case | null): Promise<Send> {
  const person = row.person ? await tx.people.get(row.person) : null
  if (!person?.active) return { drop: 'inactive' }
  const until = waitsUntil(app, person, row.card)
  if (until) return { until }
  if (newestOf(row) !== null && (await tx.outbox.isRepeated(row.id))) return { drop: 'repeated' }
  const viewer = viewerFor(app, unseeing(tx), person, state?.municipality)
  const drawn = await drawFor(viewer, row, state, () => app.ids.next('once'))
  if ('drop' in drawn) return drawn
  if (drawn.settled && (isAsking(row) || row.card === 'digest')) return { drop: 'settled' }
  const why = await whyInDigest(tx, app, person, row)
  if (why) return { drop: why }
  const back = backFrom(app, person, row.card)
  if (back) return { until: back }
  if (row.card === 'digest' && (await isOutdated(tx, row))) return { drop: 'settled' }
  // One account, so that nobody is told twice.
  const [account] = await accountsInUse(tx, app, row)
  if (!account) throw new ChannelError('forbidden')
  const { channel, near, way } = await wayTo(tx, app, account)
  const card = forChat(viewer, drawn.card, { own: true, unfolds: false }, opening(row))
  return { drawn: { ...drawn, card }, way, run: () => channel.direct(account, near, card, sendingOf(row)) }
}

/** Whether another digest was put into the outbox since, as when this one could not be sent for a day. */
async function isOutdated(tx: Tx, { id, person }: Outgoing): Promise<boolean> {
  return person !== null && (await tx.digests.of(person)).newest?.row !== id
}

/**
 * What a message is drawn with: in place of what anybody wrote it has a sign, so that none of it is ever sent, and none of it is
 * noted as a look of whoever gets the message. Of two people of one name it says no unit and no service: that stands on what is
 * opened, and in no notification.
 */
function unseeing(tx: Tx): Reader {
  const read: Reader['words']['read'] = async (_, ids) => new Map(ids.map((id) => [id, '…']))
  const people = { ...tx.people, namesakes: async () => [] }
  return { ...tx, people, words: { read }, access: { ...tx.access, log: async () => undefined } }
}

async function update(tx: Tx, app: App, row: Outgoing, state: Case | null): Promise<Send> {
  const { message } = row
  if (!message) return { drop: 'gone' }
  // That a newer one has come is left out while another update waits: that one shrinks it.
  const isOlder = row.card === 'digest' && !(await isNewest(tx, row, message))
  if (isOlder || (row.card === 'newer' && !row.case)) return shrinkList(tx, app, row, message)
  if (row.card === 'mine' || row.card === 'digest') return redrawList(tx, app, row, message)
  const shown = row.card === 'folded' ? null : await tx.shown.at(message)
  if (shown?.card === 'newer') return shrink(tx, app, shown, state)
  // A fold is left out while another update waits: that one folds, though its card needs drawing no more.
  if (!shown) return fold(tx, app, row, message)
  if (!state) return (await isUnfolded(tx, message)) ? fold(tx, app, row, message) : { drop: 'no-case' }
  const person = row.person ? await tx.people.get(row.person) : null
  const viewer = person && viewerFor(app, unseeing(tx), person, state.municipality)
  const setting = viewer ?? settingIn(app, unseeing(tx), state.municipality)
  const drawn = viewer ? await redrawFor(app, row, state, viewer) : await drawShared(setting, row, state)
  if ('drop' in drawn) return (await isUnfolded(tx, message)) ? fold(tx, app, row, message) : drawn
  // What is on its way says it, and leaves a line of this.
  const coming = row.card === 'consent-withdrawn' && person ? await tx.outbox.waitsFor(person.id, state.id) : []
  if (coming.some(({ card: one }) => one === row.card)) return { drop: 'unchanged' }
  const channel = app.channels.get(message.place.channel)
  if (!channel) return noChannel(tx, message)
  const card = forChat(setting, drawn.card, { own: viewer !== null, unfolds: false }, opening(row))
  // What only follows the case does not take away what its reader has unfolded in it: it is drawn when that is folded.
  const waits = followsCase(row) && (await isBeingRead(tx, app, message))
  if (lookOf(card) === shown.drawn || waits) return { drop: 'unchanged' }
  await foldsNow(tx, app, message)
  return updating(channel, message, { ...drawn, card })
}

function updating(channel: Channel, message: MessageRef, drawn: Standing): Send {
  const way = { channel, place: message.place, account: null }
  return { drawn, way, run: () => channel.update(message, drawn.card).then(() => message) }
}

async function isNewest(tx: Tx, { person }: Outgoing, message: MessageRef): Promise<boolean> {
  const newest = person && (await tx.digests.of(person)).message
  return !newest || isSameMessage(newest, message)
}

/** Where the list still stands: what its reader has opened in its place is not taken away for it. */
async function redrawList(tx: Tx, app: App, row: Outgoing, message: MessageRef): Promise<Send> {
  const [newest] = await tx.unfolded.at(message)
  const person = row.person ? await tx.people.get(row.person) : null
  const channel = app.channels.get(message.place.channel)
  const stands = newest && isList(newest) && newest.until !== null && newest.until > app.clock.now()
  if (!stands || !person?.active || !channel) return { drop: 'gone' }
  const drawn = await listNow(tx, app, row, person)
  return 'drop' in drawn ? drawn : updating(channel, message, drawn)
}

/** A list of somebody's cases, as a message shows it now. */
async function listNow(tx: Tx, app: App, row: Outgoing, person: Person): Promise<Standing | { drop: Dropped }> {
  const viewer = viewerFor(app, unseeing(tx), person)
  const drawn = await drawFor(viewer, row, null, () => app.ids.next('once'))
  if ('drop' in drawn) return drawn
  return { ...drawn, card: forChat(viewer, drawn.card, { own: true, unfolds: false }, null) }
}

/** Whether a list that was sent says something else by now, or nobody knows what it said. */
export async function isListAnother(
  tx: Tx,
  app: App,
  row: Outgoing,
  { person, drawn }: { person: Person; drawn: Standing | null },
): Promise<boolean> {
  const now = drawn && (await listNow(tx, app, row, person))
  return !now || 'drop' in now || lookOf(now.card) !== lookOf(drawn.card)
}

/** Of a digest that a newer one follows a line is left, unless its reader has opened something in its place. */
async function shrinkList(tx: Tx, app: App, row: Outgoing, message: MessageRef): Promise<Send> {
  const [newest] = await tx.unfolded.at(message)
  const person = row.person ? await tx.people.get(row.person) : null
  const channel = app.channels.get(message.place.channel)
  if (!newest || !isList(newest) || !person?.active || !channel) return { drop: 'gone' }
  const viewer = viewerFor(app, unseeing(tx), person)
  await foldsNow(tx, app, message)
  const card = forChat(viewer, drawNewer(viewer, null), { own: true, unfolds: false }, null)
  return updating(channel, message, { card, settled: true })
}

/** Of a card about a duty that a newer one follows a line is left; what its reader has opened in its place goes in its own time. */
async function shrink(tx: Tx, app: App, shown: Shown, state: Case | null): Promise<Send> {
  const { message } = shown
  const person = shown.person ? await tx.people.get(shown.person) : null
  const channel = app.channels.get(message.place.channel)
  if (!person || !channel) return { drop: 'gone' }
  if (await isBeingRead(tx, app, message)) return { drop: 'unchanged' }
  const viewer = viewerFor(app, unseeing(tx), person, state?.municipality)
  await foldsNow(tx, app, message)
  const card = forChat(viewer, drawNewer(viewer, state), { own: true, unfolds: false }, null)
  return updating(channel, message, { card, settled: true })
}

/** What this takes down is taken down once more where the answer that showed it may come later than this. */
async function foldsNow(tx: Tx, { clock }: App, message: MessageRef): Promise<void> {
  const [newest] = await tx.unfolded.at(message)
  const landed = newest ? Date.parse(newest.since) + answerMs : 0
  await tx.unfolded.end(message, landed > Date.parse(clock.now()) ? new Date(landed).toISOString() : null)
}

/** For somebody who has left, as for anybody who may read it no more. */
async function fold(tx: Tx, app: App, row: Outgoing, message: MessageRef): Promise<Send> {
  const [unfolded] = await tx.unfolded.at(message)
  const person = row.person ? await tx.people.get(row.person) : null
  const channel = app.channels.get(message.place.channel)
  if (!unfolded || !person) return { drop: 'gone' }
  if (!channel) return noChannel(tx, message)
  const state = unfolded.case && ((await tx.cases.get(unfolded.case))?.case ?? null)
  const viewer = viewerFor(app, unseeing(tx), person, state?.municipality)
  await foldsNow(tx, app, message)
  const folded = (await isTheirs(tx, person, message.place))
    ? showFolded(viewer, unfolded, state)
    : showFolded(viewer, { ...unfolded, opens: null }, null)
  const card = forChat(viewer, folded, { own: true, unfolds: false }, null)
  return updating(channel, message, { card, settled: true })
}

/** Whether its reader has just unfolded something there. */
async function isBeingRead(tx: Tx, { clock }: App, message: MessageRef): Promise<boolean> {
  const unfolded = await tx.unfolded.at(message)
  // Of all that may stand there nothing is to be folded yet.
  return unfolded.length > 0 && unfolded.every(({ until }) => until !== null && until > clock.now())
}

async function isUnfolded(tx: Tx, message: MessageRef): Promise<boolean> {
  return (await tx.unfolded.at(message)).length > 0
}

/** What is unfolded there stands, and somebody must know that it does; else nothing is lost. */
async function noChannel(tx: Tx, message: MessageRef): Promise<Send> {
  if (await isUnfolded(tx, message)) throw new ChannelError('forbidden', null, null, 'no_channel')
  return { drop: 'no-channel' }
}

/** Whether it is the chat of an account that is theirs still. */
async function isTheirs(tx: Tx, { id }: Person, { key }: Place): Promise<boolean> {
  return (await ownChats(tx, id)).some((chat) => chat.key === key)
}

/** What somebody may no longer read must not go on standing where it stands. */
async function redrawFor(app: App, row: Outgoing, state: Case, viewer: Viewer): Promise<MaybeDrawn> {
  if (!viewer.person.active) return ended(viewer, row, state)
  const drawn = await drawFor(viewer, row, state, () => app.ids.next('once'))
  // What was told stays as it was said, to whoever may know it; but for what asked for something while somebody had leave.
  const wasTold = row.card === 'told' && !isOfLeave(row.line)
  const stays = wasTold && 'drop' in drawn && drawn.drop === 'nothing-to-say'
  return 'drop' in drawn && !stays ? ended(viewer, row, state) : drawn
}

/** Whoever was only asked, or works in another municipality alone by now, is told of no case; and what was told once is not told again. */
async function ended(viewer: Viewer, { card }: Outgoing, state: Case): Promise<Drawn> {
  const { person, actor } = viewer
  const wasThere = isAt(actor, state.municipality) || (!person.active && person.municipality === state.municipality)
  const isKnown = card !== 'anonymous-question' && card !== 'told' && wasThere
  return isKnown ? drawClosed(viewer, state) : { card: showFolded(viewer, { opens: null }, null), settled: true }
}

async function post(tx: Tx, app: App, row: Outgoing, state: Case): Promise<Send> {
  const spot = await spotOf(tx, app, row)
  if ('drop' in spot) return spot
  const { channel, place } = spot
  const setting = settingIn(app, unseeing(tx), state.municipality)
  const drawn = await drawShared(setting, row, state)
  if ('drop' in drawn) return drawn
  const card = forChat(setting, drawn.card, { own: false, unfolds: false }, opening(row))
  const way = { ...spot, account: null }
  return { drawn: { ...drawn, card }, way, run: () => channel.post(place, card, sendingOf(row)) }
}

/** Numbers that many may read, where somebody who may see them has asked for them. */
async function postOverview(tx: Tx, app: App, row: Outgoing): Promise<Send> {
  const spot = await spotOf(tx, app, row)
  if ('drop' in spot) return spot
  const person = row.person ? await tx.people.get(row.person) : null
  if (!person?.active) return { drop: 'inactive' }
  const viewer = viewerFor(app, unseeing(tx), person)
  const shown = await showPublicOverview(viewer)
  if (!shown) return { drop: 'no-access' }
  const card = forChat(viewer, shown, { own: false, unfolds: false }, null)
  const way = { ...spot, account: null }
  return { drawn: { card, settled: true }, way, run: () => spot.channel.post(spot.place, card, sendingOf(row)) }
}

/** What asks for the same card where all of it can be shown. */
function opening({ card, subject, case: of }: Outgoing): Offer | null {
  if (card === 'form') return { kind: 'open', action: 'concern.register', data: { origin: subject } }
  if (of === null) return null
  if (card === 'case-summary') return { kind: 'open', action: 'show.case', data: { case: of, whole: 'yes' } }
  return { kind: 'open', action: 'show.sent', data: { case: of, back: `${card}|${subject}` } }
}

/** What a card looks like, in short. */
export function lookOf(card: ChatCard): string {
  return createHash('sha256').update(JSON.stringify(card)).digest('base64url')
}
