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
import type { Case } from '../../core/case.ts'
import { due } from '../../core/deadline.ts'
import type { Signal } from '../../core/policy.ts'
import { isAt, lacksHolder } from '../../core/post.ts'
import { mostPressing, nextDate } from '../../core/step.ts'
import { stepOf } from '../../core/steps.ts'
import { type AskingCard, accountsIn, type Letter, type OfWeekly } from '../../outgoing.ts'
import { offer, seeCase, show, showForm } from '../actions/index.ts'
import {
  ballName,
  byRole,
  knownRoles,
  levelName,
  lineArgs,
  mayRead,
  named,
  type Setting,
  type Viewer,
  weeklySeatOf,
} from '../see/index.ts'
import { showCase } from './case.ts'
import { drawDigest } from './digest.ts'
import { drawDue } from './draw-due.ts'
import { drawFamilyArrived } from './draw-family.ts'
import { drawHandOver } from './draw-hand-over.ts'
import { drawOpening } from './draw-opening.ts'
import { drawProposal } from './draw-proposal.ts'
import { drawQuestion } from './draw-question.ts'
import { drawReceiving } from './draw-receiving.ts'
import { drawTold } from './draw-told.ts'
import { drawWhoComes } from './draw-who-comes.ts'
import { type Drawn, type MaybeDrawn, noAccess, nothingToSay } from './drawn.ts'
import { greet } from './help.ts'
import { withLateness } from './lateness.ts'
import { showMine } from './mine.ts'
import { showOverview } from './overview.ts'
import { showSettings } from './settings.ts'
import { showStandInGone, showStandingIn } from './stand-in.ts'

type Once = () => string

/**
 * A card for one person, in their language. `state` is the case it is about, if it is about one; `once` names the form it
 * may hold.
 */
export async function drawFor(viewer: Viewer, letter: Letter, state: Case | null, once: Once): Promise<MaybeDrawn> {
  switch (letter.card) {
    case 'form':
      return own(await drawBegun(viewer, letter.subject, once))
    case 'mine':
    case 'overview':
    case 'settings':
    case 'standing-in':
    case 'stand-in-gone':
    case 'delete-yours':
      return own(await drawOwn(viewer, letter))
    case 'digest':
      return drawDigest(viewer)
    case 'pairing':
    case 'paired':
    case 'greeting':
      return own(await drawOfAccount(viewer, letter))
    case 'folded':
    case 'newer':
    case 'thread-root':
    case 'thread-line':
      return nothingToSay
    case 'told':
    case 'proposal':
    case 'hand-over':
    case 'anonymous-question':
    case 'who-comes':
    case 'receiving':
    case 'reminder':
    case 'breach':
    case 'consent-withdrawn':
    case 'content-opened':
    case 'family-arrived':
    case 'case-summary':
      return state ? drawSent(viewer, letter, state) : noAccess
  }
}

type Own = Extract<
  Letter,
  { card: 'mine' | 'overview' | 'settings' | 'standing-in' | 'stand-in-gone' | 'delete-yours' }
>

/** What has become of an overview that was to come every week. */
function ofWeekly({ say }: Viewer, what: OfWeekly): string {
  return say(`overview.weekly.${what}`)
}

/** What is about no case, and whose reader asked for it. */
async function drawOwn(viewer: Viewer, letter: Own): Promise<Card | null> {
  switch (letter.card) {
    case 'mine':
      return showMine(viewer)
    case 'overview':
      return showOverview(
        viewer,
        weeklySeatOf(viewer) ?? {},
        letter.subject === '' ? null : ofWeekly(viewer, letter.subject),
      )
    case 'settings':
      return showSettings(viewer)
    case 'standing-in':
      return showStandingIn(viewer)
    case 'stand-in-gone':
      return showStandInGone(viewer, letter.subject)
    case 'delete-yours':
      return deleteYours({ offers: [offer('concern.register', {}, 'primary'), show('show.help')] }, viewer.say)
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

export type Personal = Extract<Letter, { card: 'told' | AskingCard | 'consent-withdrawn' | 'case-summary' }>

/** As `drawFor`, for what is about a case and is for a person: never one who works in another municipality alone. */
export async function drawSent(viewer: Viewer, letter: Personal, state: Case): Promise<MaybeDrawn> {
  if (!isAt(viewer.actor, state.municipality)) return noAccess
  const late = async (signal: Signal, subject: string, drawn: MaybeDrawn) =>
    withLateness(viewer, state, { signal, subject }, drawn)
  switch (letter.card) {
    case 'told':
      return drawTold(viewer, state, letter)
    case 'proposal':
      return late('proposal-undecided', letter.subject, await drawProposal(viewer, state, letter.subject))
    case 'hand-over':
      return late('handover-unanswered', letter.subject, await drawHandOver(viewer, state, letter.subject))
    case 'anonymous-question':
      return drawQuestion(viewer, state, letter.subject)
    case 'who-comes':
      return late(
        'service-unmanned',
        letter.subject.slice('service_'.length),
        await drawWhoComes(viewer, state, letter.subject),
      )
    case 'receiving':
      return drawReceiving(viewer, state, letter.subject)
    case 'reminder':
    case 'breach':
      return drawDue(viewer, state, letter.card, letter.subject)
    case 'consent-withdrawn':
      return drawWithdrawn(viewer, state)
    case 'content-opened':
      return drawOpening(viewer, state, letter.subject)
    case 'family-arrived':
      return late('family-arrived', letter.subject, await drawFamilyArrived(viewer, state, letter.subject))
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
    case 'digest':
    case 'settings':
    case 'standing-in':
    case 'stand-in-gone':
    case 'pairing':
    case 'delete-yours':
    case 'folded':
    case 'newer':
    case 'paired':
    case 'greeting':
    case 'case-summary':
    case 'told':
    case 'proposal':
    case 'hand-over':
    case 'anonymous-question':
    case 'who-comes':
    case 'receiving':
    case 'reminder':
    case 'breach':
    case 'consent-withdrawn':
    case 'content-opened':
    case 'family-arrived':
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
    next: nextDate(state, setting),
    offers,
    step: step && named(setting, model.names.steps, step),
    holder: state.holder && !lacksHolder(state, today) ? await call(state.holder, 'newly') : null,
    ball: first && (await ballName(setting, state, first.ball, call)),
  }
}

function drawWithdrawn(viewer: Viewer, state: Case): Drawn {
  const offers = mayRead(viewer, state) ? [seeCase(state)] : []
  const isOut = knownRoles(viewer, state).length === 0
  return { card: consentWithdrawn({ ref: state.ref, isOut, offers }, viewer.say), settled: offers.length === 0 }
}
