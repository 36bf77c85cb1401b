/**
 * Draws the cards that are sent: again and again from the case as it then is. What a person may no longer read is not
 * drawn, so that a message that waited in the outbox discloses nothing a withdrawal has closed. Changes nothing.
 */

import type { Card } from '../../../cards/card.ts'
import { consentWithdrawn } from '../../../cards/consent-withdrawn.ts'
import { deleteYours } from '../../../cards/delete-yours.ts'
import { paired } from '../../../cards/paired.ts'
import { askForCode } from '../../../cards/pairing-code.ts'
import type { Offer } from '../../../cards/parts/offer.ts'
import { threadLine } from '../../../cards/thread-line.ts'
import { threadRoot } from '../../../cards/thread-root.ts'
import { told } from '../../../cards/told.ts'
import type { Case } from '../../core/case.ts'
import { due } from '../../core/deadline.ts'
import type { LineAbout } from '../../core/notice.ts'
import { isBackFromKe } from '../../core/permission.ts'
import { isAt, isKeIn, lacksHolder, postsIn } from '../../core/post.ts'
import { mostPressing, nextDay, stepOf } from '../../core/step.ts'
import { type AskingCard, accountsIn, type Letter } from '../../outgoing.ts'
import { may, offer, seeCase, show, showForm } from '../actions/index.ts'
import {
  ballName,
  byRole,
  endedForThem,
  knownRoles,
  levelName,
  lineArgs,
  mayRead,
  named,
  nameOf,
  type Setting,
  stillHolds,
  type Viewer,
} from '../see/index.ts'
import { showCase } from './case.ts'
import { drawDue } from './draw-due.ts'
import { drawHandOver } from './draw-hand-over.ts'
import { drawOpening } from './draw-opening.ts'
import { drawProposal } from './draw-proposal.ts'
import { drawQuestion } from './draw-question.ts'
import { drawWhoComes } from './draw-who-comes.ts'
import { type Drawn, type MaybeDrawn, noAccess, nothingToSay } from './drawn.ts'
import { greet } from './help.ts'
import { showMine } from './mine.ts'
import { showOverview } from './overview.ts'
import { showSettings } from './settings.ts'
import { showStandInGone, showStandingIn } from './stand-in.ts'

/**
 * A card for one person, in their language. `state` is the case it is about, if it is about one; `once` names the form it
 * may hold.
 */
export async function drawFor(
  viewer: Viewer,
  letter: Letter,
  state: Case | null,
  once: () => string,
): Promise<MaybeDrawn> {
  switch (letter.card) {
    case 'form':
      return own(await drawBegun(viewer, letter.subject, once))
    case 'mine':
    case 'overview':
    case 'settings':
      return own(await drawOwn(viewer, letter.card))
    case 'standing-in':
      return own(await showStandingIn(viewer))
    case 'stand-in-gone':
      return own(await showStandInGone(viewer, letter.subject))
    case 'delete-yours':
      return own(deleteYours({ offers: [offer('concern.register', {}, 'primary'), show('show.help')] }, viewer.say))
    case 'pairing':
    case 'paired':
    case 'greeting':
      return own(await drawOfAccount(viewer, letter))
    case 'folded':
    case 'thread-root':
    case 'thread-line':
      return nothingToSay
    case 'told':
    case 'proposal':
    case 'hand-over':
    case 'anonymous-question':
    case 'who-comes':
    case 'reminder':
    case 'breach':
    case 'consent-withdrawn':
    case 'content-opened':
    case 'case-summary':
      return state ? drawSent(viewer, letter, state) : noAccess
  }
}

/** What is about no case, and whose reader asked for it. */
async function drawOwn(viewer: Viewer, card: 'mine' | 'overview' | 'settings'): Promise<Card> {
  switch (card) {
    case 'mine':
      return showMine(viewer)
    case 'overview':
      return showOverview(viewer, {})
    case 'settings':
      return showSettings(viewer)
  }
}

function drawBegun(viewer: Viewer, origin: string, once: () => string): Promise<Card | null> {
  return showForm('concern.register', { viewer, state: null, data: { origin } }, once, null)
}

function own(card: Card | null): MaybeDrawn {
  return card ? { card, settled: true } : noAccess
}

/** A code for another account, that there is another, or that they are known by their address. */
async function drawOfAccount(
  viewer: Viewer,
  letter: Extract<Letter, { card: 'pairing' | 'paired' | 'greeting' }>,
): Promise<Card | null> {
  if (letter.card === 'paired') return drawPaired(viewer, letter.subject)
  if (letter.card === 'greeting') return greet(viewer, viewer.say('pair.known-mail'))
  return askForCode({ offers: [show('account.pair', {}, 'primary')] }, viewer.say)
}

/** The card that tells of an added account; null once it is theirs no more. */
async function drawPaired({ reader, person, say }: Viewer, subject: string): Promise<Card | null> {
  const [account] = accountsIn(subject)
  if (!account || (await reader.people.byAccount(account))?.id !== person.id) return null
  return paired({ undone: false, offers: [show('account.unpair', account, 'danger')] }, say)
}

/** What stands where somebody may no longer read what was there. */
export function drawClosed(viewer: Viewer, state: Case): Drawn {
  const line = endedForThem(viewer, state)
    ? 'case-closed'
    : isBackFromKe(state, viewer.actor)
      ? 'back-with-unit'
      : 'participant-removed'
  return { card: told({ ref: state.ref, role: null, asks: null, offers: [], line }, viewer.say), settled: true }
}

export type Personal = Extract<Letter, { card: 'told' | AskingCard | 'consent-withdrawn' | 'case-summary' }>

/** As `drawFor`, for what is about a case and is for a person: never one who works in another municipality alone. */
export async function drawSent(viewer: Viewer, letter: Personal, state: Case): Promise<MaybeDrawn> {
  if (!isAt(viewer.actor, state.municipality)) return noAccess
  switch (letter.card) {
    case 'told':
      return drawTold(viewer, state, letter)
    case 'proposal':
      return drawProposal(viewer, state, letter.subject)
    case 'hand-over':
      return drawHandOver(viewer, state, letter.subject)
    case 'anonymous-question':
      return drawQuestion(viewer, state, letter.subject)
    case 'who-comes':
      return drawWhoComes(viewer, state, letter.subject)
    case 'reminder':
    case 'breach':
      return drawDue(viewer, state, letter.card, letter.subject)
    case 'consent-withdrawn':
      return drawWithdrawn(viewer, state)
    case 'content-opened':
      return drawOpening(viewer, state, letter.subject)
    case 'case-summary': {
      const card = await showCase(viewer, state.id, null)
      return card ? { card, settled: false } : noAccess
    }
  }
}

/** A card everybody in a channel sees, in the municipality's language: nothing typed, nothing about a child. */
export async function drawShared(setting: Setting, letter: Letter, state: Case): Promise<MaybeDrawn> {
  switch (letter.card) {
    case 'thread-root':
      return { card: threadRoot(await rootArgs(setting, state), setting.say), settled: false }
    case 'thread-line': {
      const args = await lineArgs(setting, state, letter, { call: byRole(setting, state), reader: null })
      return args ? { card: threadLine({ ref: state.ref, ...args }, setting.say), settled: true } : nothingToSay
    }
    case 'form':
    case 'mine':
    case 'overview':
    case 'settings':
    case 'standing-in':
    case 'stand-in-gone':
    case 'pairing':
    case 'delete-yours':
    case 'folded':
    case 'paired':
    case 'greeting':
    case 'case-summary':
    case 'told':
    case 'proposal':
    case 'hand-over':
    case 'anonymous-question':
    case 'who-comes':
    case 'reminder':
    case 'breach':
    case 'consent-withdrawn':
    case 'content-opened':
      return noAccess
  }
}

async function rootArgs(setting: Setting, state: Case) {
  const { today, now, policy, calendar, model } = setting
  const step = stepOf(state, policy, today)
  const first = mostPressing(due(state, now, { policy, calendar }), today)
  const call = byRole(setting, state)
  const data = { case: state.id }
  const offers: Offer[] = [{ kind: 'open', action: 'show.case', data }, show('show.here', data)]
  return {
    ref: state.ref,
    status: state.status,
    level: levelName(setting, state.level),
    nextDay: nextDay(state, today),
    offers,
    step: step && named(setting, model.names.steps, step),
    holder: state.holder && !lacksHolder(state, today) ? await call(state.holder, 'newly') : null,
    ball: first && (await ballName(setting, state, first.ball, call)),
  }
}

function drawWithdrawn(viewer: Viewer, state: Case): Drawn {
  const offers = ways(viewer, state)
  const isOut = knownRoles(viewer, state).length === 0
  return { card: consentWithdrawn({ ref: state.ref, isOut, offers }, viewer.say), settled: offers.length === 0 }
}

/** On to the case, for whoever may read it. */
function ways(viewer: Viewer, state: Case): Offer[] {
  return mayRead(viewer, state) ? [seeCase(state)] : []
}

/** Who can see to it that a unit has a leader. */
function isKeeper({ actor, municipality }: Viewer): boolean {
  const roles = postsIn(actor, municipality).flatMap((post) => post.roles)
  return roles.some((role) => role === 'coordinator' || role === 'administrator')
}

async function drawTold(viewer: Viewer, state: Case, about: LineAbout): Promise<MaybeDrawn> {
  const { line } = about
  const roles = knownRoles(viewer, state)
  // These are for somebody who has no part in the case any more, or not yet.
  const isApart =
    line === 'participant-removed' ||
    (line === 'case-closed' && endedForThem(viewer, state)) ||
    // By its reference alone: nobody nearer is there to be told.
    (line === 'staff-left-no-leader' && isKeIn(viewer.actor, viewer.municipality)) ||
    (line === 'back-with-unit' && isBackFromKe(state, viewer.actor)) ||
    (line === 'nobody-leads' && isKeeper(viewer)) ||
    (line === 'deputy-named' && state.deputy?.person === viewer.person.id) ||
    (line === 'deputy-ended' && about.subject === viewer.person.id)
  if (roles.length === 0 && !isApart) return noAccess
  if (!stillHolds(state, about)) return nothingToSay
  const args = await lineArgs(viewer, state, about, { call: (id) => nameOf(viewer, id), reader: viewer.person.id })
  if (!args) return nothingToSay
  // At each change of level it is asked again who should hold the baton.
  const newest = state.proposals.findLast(({ status }) => status === 'approved')
  const isNewLevel =
    (line === 'proposal-approved' || line === 'proposal-approved-partly') &&
    about.subject === newest?.id &&
    state.status === 'open' &&
    may(state, viewer, 'baton.offer')
  const asks = isNewLevel ? viewer.say('told.holder-again') : null
  const offers = [...ways(viewer, state), ...(isNewLevel ? [offer('baton.offer', { case: state.id })] : [])]
  // Its buttons go with what its reader may do.
  const settled = offers.length === 0
  return { card: told({ ref: state.ref, role: roles[0] ?? null, asks, offers, ...args }, viewer.say), settled }
}
