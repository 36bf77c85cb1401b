/**
 * Draws the cards that are sent: again and again from the case as it then is. What a person may no longer read is not
 * drawn, so that a message that waited in the outbox discloses nothing a withdrawal has closed.
 */
import { anonymousQuestion } from '../../cards/anonymous-question.ts'
import { breach } from '../../cards/breach.ts'
import type { Card } from '../../cards/card.ts'
import { consentWithdrawn } from '../../cards/consent-withdrawn.ts'
import type { Offer } from '../../cards/parts/offer.ts'
import { reminder } from '../../cards/reminder.ts'
import { threadLine } from '../../cards/thread-line.ts'
import { threadRoot } from '../../cards/thread-root.ts'
import { told } from '../../cards/told.ts'
import type { Case } from '../core/case.ts'
import { type Due, due } from '../core/deadline.ts'
import { type Line, lines } from '../core/notice.ts'
import { rolesIn } from '../core/permission.ts'
import { type Signal, signals } from '../core/policy.ts'
import { mostPressing, nextDay, stepOf } from '../core/step.ts'
import type { Outgoing, Person, Tx } from '../ports.ts'
import { drawLinked } from './accounts.ts'
import type { App } from './app.ts'
import { ballName, byRole, levelName, lineArgs } from './describe.ts'
import { drawHandOver } from './draw-hand-over.ts'
import { drawProposal } from './draw-proposal.ts'
import { newConcernForm } from './form.ts'
import { giveCode } from './link.ts'
import { may, seeCase } from './offers.ts'
import { greet } from './query.ts'
import { remindOffers } from './remind-offers.ts'
import { showCase } from './show-case.ts'
import { showMine } from './show-mine.ts'
import { showSettings } from './show-settings.ts'
import { mayRead, named, openCase, type Setting, settingIn, type Viewer, viewerFor } from './viewer.ts'

/** `settled`: nothing on the card can change any more, so that it need not be drawn again. */
export type Drawn = { card: Card; settled: boolean }

type Sent = Pick<Outgoing, 'card' | 'line' | 'subject'>

/** A card for one person, in their language; null when they may not have it, or it is of no use any more. */
export async function drawFor(tx: Tx, app: App, row: Sent, state: Case | null, person: Person): Promise<Drawn | null> {
  const viewer = viewerFor(app, tx, person)
  const own = await drawOwn(viewer, row)
  if (own) return { card: own, settled: true }
  if (!state || state.municipality !== person.municipality) return null
  return drawSent(viewer, row, state)
}

/** The cards about no case; null for any other, and for one that is of no use any more. */
async function drawOwn(viewer: Viewer, { card, subject }: Sent): Promise<Card | null> {
  switch (card) {
    case 'form':
      return newConcernForm(viewer, { origin: subject })
    case 'mine':
      return showMine(viewer, null)
    case 'settings':
      return showSettings(viewer)
    case 'link-code':
      return giveCode(viewer)
    case 'linked':
      return drawLinked(viewer, subject)
    case 'greeting':
      return greet(viewer, viewer.say('link.known-mail'))
    default:
      return null
  }
}

/** What stands where somebody may no longer read what was there. */
export function drawClosed({ say }: Viewer, { ref }: Case): Drawn {
  return { card: told({ ref, role: null, asks: null, offers: [], line: 'participant-removed' }, say), settled: true }
}

/** Cards that ask for something and can be pressed: once settled, they are of no use to anybody who has not seen them. */
export const askingCards: readonly string[] = ['proposal', 'hand-over', 'anonymous-question', 'reminder', 'breach']

/** As `drawFor`, where the person is here. Null also for a card that is not sent to a person. */
export async function drawSent(viewer: Viewer, { card, line, subject }: Sent, state: Case): Promise<Drawn | null> {
  switch (card) {
    case 'told':
      return drawTold(viewer, state, line, subject)
    case 'proposal':
      return drawProposal(viewer, state, subject)
    case 'hand-over':
      return drawHandOver(viewer, state, subject)
    case 'anonymous-question':
      return drawQuestion(viewer, state, subject)
    case 'reminder':
    case 'breach':
      return drawDue(viewer, state, card, subject)
    case 'consent-withdrawn':
      return { card: consentWithdrawn({ ref: state.ref, offers: ways(viewer, state) }, viewer.say), settled: true }
    case 'case-summary': {
      const summary = await showCase(viewer, state.id, null)
      return summary && { card: summary, settled: true }
    }
    default:
      return null
  }
}

/** A card everybody in a channel sees, in the municipality's language: nothing typed, nothing about a child. */
export async function drawShared(tx: Tx, app: App, row: Sent, state: Case): Promise<Drawn | null> {
  const setting = settingIn(app, tx, state.municipality)
  if (row.card === 'thread-root')
    return { card: threadRoot(await rootArgs(setting, state), setting.say), settled: false }
  const line = lineOf(row.line)
  const args = line && (await lineArgs(setting, state, line, row.subject, byRole(setting, state)))
  return args && { card: threadLine({ ref: state.ref, ...args }, setting.say), settled: true }
}

async function rootArgs(setting: Setting, state: Case) {
  const { today, now, policy, calendar, model } = setting
  const step = stepOf(state, policy, today)
  const first = mostPressing(due(state, now, { policy, calendar }), today)
  const call = byRole(setting, state)
  const data = { case: state.id }
  const offers: Offer[] = [
    { kind: 'open', action: 'show.case', data },
    { kind: 'press', action: 'show.here', data },
  ]
  return {
    ...{
      ref: state.ref,
      status: state.status,
      level: levelName(setting, state.level),
      nextDay: nextDay(state, today),
      offers,
    },
    step: step && named(setting, model.names.steps, step),
    holder: state.holder && !state.holderLeft ? await call(state.holder, 'newly') : null,
    ball: first && (await ballName(setting, state, first.ball, call)),
  }
}

function lineOf(code: string | null): Line | null {
  return lines.find((one) => one === code) ?? null
}

/** On to the case, for whoever may read it. */
function ways(viewer: Viewer, state: Case): Offer[] {
  return mayRead(viewer, state) ? [seeCase(state)] : []
}

async function drawTold(viewer: Viewer, state: Case, code: string | null, subject: string): Promise<Drawn | null> {
  const roles = rolesIn(state, viewer.actor, viewer.today)
  const line = lineOf(code)
  // These are for somebody who has no part in the case any more, or not yet.
  const isApart =
    line === 'participant-removed' || (line === 'deputy-named' && state.deputy?.person === viewer.person.id)
  const args = line && (roles.length > 0 || isApart) ? await lineArgs(viewer, state, line, subject) : null
  if (!args) return null
  // At each change of level it is asked again who should hold the baton.
  const isNewLevel = line === 'proposal-approved' && may(state, viewer, 'baton.offer') && state.status === 'open'
  const handOver: Offer[] = isNewLevel ? [{ kind: 'open', action: 'baton.offer', data: { case: state.id } }] : []
  const asks = isNewLevel ? viewer.say('told.holder-again') : null
  const offers = [...ways(viewer, state), ...handOver]
  return { card: told({ ref: state.ref, role: roles[0] ?? null, asks, offers, ...args }, viewer.say), settled: true }
}

/** The one who was asked reads the question and their own answer, and nothing else of the case. */
async function drawQuestion(viewer: Viewer, state: Case, subject: string): Promise<Drawn | null> {
  const { tx, person, now, say } = viewer
  const question = state.concern.questions.find(({ id }) => id === subject)
  if (!question || question.to !== person.id) return null
  await tx.access.log({
    at: now,
    person: person.id,
    case: state.id,
    what: 'anonymous-question',
    verdict: 'read',
    roles: ['asked'],
  })
  const words = await tx.words.read(
    state.id,
    question.answer ? [question.question, question.answer] : [question.question],
  )
  const open = !question.answer && state.status === 'open'
  const data = { case: state.id, question: question.id, from: `anonymous-question|${question.id}` }
  const offers: Offer[] = open ? [{ kind: 'open', action: 'concern.answer', data, style: 'primary' }] : []
  const answer = question.answer ? (words.get(question.answer) ?? null) : null
  return {
    card: anonymousQuestion({ question: words.get(question.question) ?? null, answer, offers }, say),
    settled: !open,
  }
}

async function drawDue(viewer: Viewer, state: Case, card: 'reminder' | 'breach', key: string): Promise<Drawn | null> {
  const { now, policy, calendar, today, actor, say } = viewer
  if (rolesIn(state, actor, today).length === 0) return null
  const found = due(state, now, { policy, calendar }).find((one) => one.key === key)
  const [signal, day] = found ? [found.signal, found.day] : partsOf(key)
  const ball = found ? await ballName(viewer, state, found.ball) : ''
  // It was theirs to do, and has been given to somebody else since.
  const isGiven = card === 'reminder' && found?.ball.role === 'person' && found.ball.person !== viewer.person.id
  const asks = found && !isGiven ? remindOffers(viewer, state, found, card) : []
  const offers = [...asks, ...ways(viewer, state)]
  const settled = !found
  const rest = { ref: state.ref, signal, day, ball, offers, settled }
  if (card === 'breach')
    return {
      card: breach({ ...rest, to: actor.roles.includes('ke') && actor.unit !== state.unit ? 'ke' : 'leader' }, say),
      settled,
    }
  const when = day > today ? 'before' : day === today ? 'on' : 'after'
  return { card: reminder({ ...rest, when, words: found ? await wordsOf(viewer, state, found) : null }, say), settled }
}

/** What a key is about when the thing is no longer due: the key carries signal and day. */
function partsOf(key: string): [Signal, string] {
  const [signal, , day] = key.split(':')
  return [signals.find((one) => one === signal) ?? 'nothing-planned', day ?? '']
}

async function wordsOf(viewer: Viewer, state: Case, { subject }: Due): Promise<string | null> {
  const item = [...state.measures, ...state.followUps].find(({ id }) => id === subject)
  const opened = item ? await openCase(viewer, state, 'reminder') : null
  if (!item || !opened) return null
  const readable = opened.access.topics === 'all' || opened.access.topics.includes(item.topic)
  return readable ? ((await opened.words([item.text])).get(item.text) ?? null) : null
}
