/** The case on one card, and the menu of everything the viewer may do in it. Opens the case: checked and logged. */
import type { Card } from '../../../cards/card.ts'
import { caseMenu } from '../../../cards/case-menu.ts'
import { caseOutline } from '../../../cards/case-outline.ts'
import { type CaseSummaryArgs, caseSummary } from '../../../cards/case-summary.ts'
import { groups } from '../../../cards/parts/menu-group.ts'
import type { Offer } from '../../../cards/parts/offer.ts'
import { calledIn } from '../../core/called.ts'
import type { Case } from '../../core/case.ts'
import { type Due, due, overdue } from '../../core/deadline.ts'
import type { CaseId, WordId } from '../../core/ids.ts'
import { quietUntil } from '../../core/ladder.ts'
import { openProposal } from '../../core/level.ts'
import { lacksHolder } from '../../core/post.ts'
import { isForKe } from '../../core/proposal-time.ts'
import { mayPutOff } from '../../core/put-off.ts'
import { seesOutlineAlone } from '../../core/reading.ts'
import { meantIn } from '../../core/recipient.ts'
import { saidNo } from '../../core/said-no.ts'
import { daysBetween, missingIn, nextDate, uncoveredNow } from '../../core/step.ts'
import { caseOffers, menuOffers, offer, possible, seeCase, seeReportHelp, show } from '../actions/index.ts'
import {
  custodyFacts,
  knownRoles,
  knowsWhom,
  lasting,
  levelName,
  levelWithin,
  named,
  nameToReader,
  type Opened,
  onceEach,
  open,
  openWhole,
  reportsSeen,
  seesShield,
  serviceNames,
  servicesWithin,
  toReader,
  type Viewer,
  wasAsked,
} from '../see/index.ts'
import { closingFacts } from './closing-facts.ts'
import { rememberedIn } from './remembered.ts'
import { sealedIn } from './sealed.ts'
import { ballIn, dueTo, skippedNames, stepNow } from './stands.ts'

type ConcernStage = Extract<CaseSummaryArgs['stage'], { kind: 'concern' }>
type LogStage = Extract<CaseSummaryArgs['stage'], { kind: 'log' }>

/** Null when the viewer may not read the case, or there is none. `notice` is what was just done, ready; `more` is offered too; `back` leads to where the viewer came from. */
export async function showCase(
  viewer: Viewer,
  id: CaseId,
  notice: string | null,
  { more = [], back = show('show.mine') }: { more?: Offer[]; back?: Offer } = {},
): Promise<Card | null> {
  const opened = await open(viewer, id, 'case-summary')
  if (!opened) return null
  if (seesOutlineAlone(opened.access)) return outlineOf(viewer, opened.case, { notice, back })
  const args = await summaryArgs(viewer, opened, notice)
  return caseSummary({ ...args, offers: [...args.offers, ...more], back }, viewer.say)
}

/** Without a group that there is: what is likely, and the groups. */
export async function showMenu(viewer: Viewer, id: CaseId, named: string | undefined): Promise<Card | null> {
  const opened = await openWhole(viewer, id, 'case-menu')
  if (!opened) return null
  const { case: state } = opened
  const { likely, offers } = menuOffers(state, viewer)
  const group = groups.find((one) => one === named) ?? null
  const args = { ref: state.ref, group, likely, menu: show('show.menu', { case: state.id }) }
  return caseMenu({ ...args, offers: [...offers, seeCase(state), seeReportHelp] }, viewer.say)
}

/** What KE is shown of a case that no consent lets them read: what has stopped, since when, and what they can do about it. */
function outlineOf(viewer: Viewer, state: Case, { notice, back }: { notice: string | null; back: Offer }): Card {
  const { today, now, policy, calendar, say } = viewer
  const late = onceEach(overdue(due(state, now, { policy, calendar }), today))
  const last = state.advice?.at(-1)
  const args = {
    ref: state.ref,
    notice,
    level: levelName(viewer, state.level),
    closed: state.status === 'closed',
    stopped: late.map((one) => {
      const { again, later } = lateIn(viewer, state, one)
      return { signal: one.signal, day: one.day, days: daysBetween(one.day, today), again, later }
    }),
    advised: last ? calendar.dayOf(last.at) : null,
    offers: [...proposalForKe(viewer, state), ...possible(state, viewer), seeReportHelp],
    back,
  }
  return caseOutline(args, say)
}

/** What falls to KE to decide. */
function proposalForKe(viewer: Viewer, state: Case): Offer[] {
  const proposal = openProposal(state)
  if (!proposal || !isForKe(state, proposal, viewer)) return []
  return [show('show.proposal', { case: state.id, proposal: proposal.id }, 'primary')]
}

type Standing = Omit<CaseSummaryArgs, 'back'>

async function summaryArgs(viewer: Viewer, opened: Opened, notice: string | null): Promise<Standing> {
  const { case: state, access } = opened
  const { model, today } = viewer
  const list = dueTo(viewer, state)
  const words = await opened.words([
    state.about,
    state.concern.seen,
    state.closed?.summary ?? null,
    state.closed?.familyView ?? null,
    ...adviceIn(state).map(({ text }) => text),
    ...questionsFor(viewer, state).map(({ answer }) => answer),
  ])
  const whole = access.topics === 'all'
  return {
    ref: state.ref,
    about: knowsWhom(state, access) ? (words.get(state.about) ?? null) : null,
    isShielded: seesShield(viewer, state),
    notice,
    level: { name: levelName(viewer, state.level), meaning: named(viewer, model.names.levelMeanings, state.level) },
    step: stepNow(viewer, state),
    skipped: skippedNames(viewer, state),
    service: serviceNames(viewer, [state.service])[0] ?? state.service,
    isErased: state.erased,
    custody: whole ? await custodyFacts(viewer, state) : [],
    sealed: await sealedIn(viewer, opened),
    advice: whole ? adviceOf(viewer, state, words) : [],
    closed: state.closed && (await closedBy(viewer, state.closed, whole, words)),
    stage:
      state.level === 0
        ? await concernStage(viewer, opened, whole ? words : new Map())
        : await logStage(viewer, opened),
    ball: await ballIn(viewer, state, list),
    overdue: onceEach(overdue(list, today)).map((one) => lateIn(viewer, state, one)),
    offers: caseOffers(state, viewer),
  }
}

/** What is late, until when it is quiet, and the way to have the reminders of it wait. */
function lateIn(viewer: Viewer, state: Case, one: Due): CaseSummaryArgs['overdue'][number] {
  const { day, key } = one
  const again = quietUntil(state, one, viewer.today, viewer)
  const later = mayPutOff(state, one, viewer.actor, viewer.today)
    ? offer('reminder.postpone', { case: state.id, key })
    : null
  return { signal: calledIn(state, one), day, again, later }
}

/** The newest first; as much as there is room for is the card's. */
function adviceIn({ advice = [] }: Case): NonNullable<Case['advice']> {
  return [...advice].reverse()
}

function adviceOf({ calendar }: Viewer, state: Case, words: Map<string, string>): CaseSummaryArgs['advice'] {
  return adviceIn(state).map(({ at, text }) => ({ day: calendar.dayOf(at), words: words.get(text) ?? null }))
}

/** Whoever was asked one of them finds nothing of it in the case. */
function questionsFor(viewer: Viewer, state: Case): Case['concern']['questions'] {
  return state.concern.questions.filter(({ id }) => !wasAsked(viewer, state, id))
}

/** One whose days are over is none any more. */
async function deputyShown(viewer: Viewer, { deputy }: Case): Promise<LogStage['deputy']> {
  if (!deputy || deputy.until < viewer.today) return null
  return { name: await nameToReader(viewer, deputy.person), from: deputy.from, until: deputy.until }
}

/** What was summed up is for whoever reads all of it, or wrote it. */
async function closedBy(
  viewer: Viewer,
  closing: NonNullable<Case['closed']>,
  whole: boolean,
  words: Map<string, string>,
): Promise<CaseSummaryArgs['closed']> {
  const { reason, by, at, summary, familyView } = closing
  const read = (word: WordId | null | undefined) =>
    word && (whole || by === viewer.person.id) ? (words.get(word) ?? null) : null
  return {
    reason: closeReason(viewer, reason),
    by: by === 'system' ? null : await toReader(viewer)(by),
    day: viewer.calendar.dayOf(at),
    summary: read(summary),
    facts: closingFacts(viewer, closing),
    familyView: read(familyView),
  }
}

/** Two reasons are the core's own, by which a wondering ends, which is its owner's and their leader's; the rest are the municipality's. */
function closeReason(viewer: Viewer, reason: string): string {
  if (reason === 'no-concern' || reason === 'reported') return viewer.say(`closed.${reason}`)
  return named(viewer, viewer.model.names.closeReasons, reason)
}

async function concernStage(
  viewer: Viewer,
  { case: state }: Opened,
  words: Map<string, string>,
): Promise<ConcernStage> {
  const { concern } = state
  const { calendar, now, policy } = viewer
  const decision = due(state, now, { policy, calendar }).find(({ signal }) => signal === 'concern-undecided')
  return {
    kind: 'concern',
    owner: await nameToReader(viewer, state.owner),
    targetGroup: state.targetGroup,
    registered: calendar.dayOf(state.openedAt),
    seen: words.get(concern.seen) ?? null,
    talkHeld: concern.talkHeld,
    talkWay: concern.talkWay ?? null,
    children: concern.children ?? null,
    reports: await reportsOf(viewer, state),
    decisionDue: concern.outcome === null ? (decision?.day ?? null) : null,
    outcome: concern.level === null ? null : levelWithin(viewer, concern.level),
    refused: await refusedIn(viewer, state),
    questions: questionsFor(viewer, state)
      .reverse()
      .map(({ askedAt, answer }) => ({
        asked: calendar.dayOf(askedAt),
        answer: answer ? (words.get(answer) ?? null) : null,
      })),
  }
}

/** Whom of those that a log waits for the family has said no to. */
async function refusedIn(viewer: Viewer, state: Case): Promise<ConcernStage['refused']> {
  const waited = uncoveredNow(state, viewer.policy, viewer.today)?.services ?? []
  const refused = waited.filter((service) => saidNo(state, meantIn(state, service)))
  if (refused.length === 0) return null
  return { services: servicesWithin(viewer, refused), own: refused.includes(state.service) }
}

async function logStage(viewer: Viewer, opened: Opened): Promise<LogStage> {
  const { case: state, access } = opened
  const { today } = viewer
  const { concern } = state
  const whole = access.topics === 'all'
  return {
    kind: 'log',
    talkHeld: whole ? concern.talkHeld : null,
    talkWay: concern.talkWay ?? null,
    children: whole && !access.sealed ? (concern.children ?? null) : null,
    mode: state.mode,
    holder: state.holder && !lacksHolder(state, today) ? await nameToReader(viewer, state.holder) : null,
    deputy: await deputyShown(viewer, state),
    services: serviceNames(viewer, state.services),
    participants: await Promise.all(state.participants.map(({ person }) => nameToReader(viewer, person))),
    next: nextDate(state, viewer),
    missing: missingIn(state, today),
    reports: await reportsOf(viewer, state),
    roles: lasting(knownRoles(viewer, state)),
    remembered: await rememberedIn(viewer, opened),
  }
}

async function reportsOf(viewer: Viewer, state: Case): Promise<LogStage['reports']> {
  const seen = await reportsSeen(viewer, state)
  return Promise.all(seen.map(async ({ day, by }) => ({ day, by: await nameToReader(viewer, by) })))
}
