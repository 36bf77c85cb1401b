/** The sentence that says what was saved, with its day, and whom it is about where staff may be named. No typed word. Changes nothing. */
import type { Case } from '../../core/case.ts'
import { isAsked, unsigned } from '../../core/consent.ts'
import { due, dutyOf } from '../../core/deadline.ts'
import type { Day, PersonId } from '../../core/ids.ts'
import { quietUntil } from '../../core/ladder.ts'
import { nextMeeting } from '../../core/meeting.ts'
import type { Signer } from '../../core/policy.ts'
import type { Key } from '../../wording/index.ts'
import type { Action } from '../actions/index.ts'
import { nameOf, signerWithin, type Viewer } from '../see/index.ts'
import type { Press } from './pressed.ts'
import { whoDecides, whoIsAway, whoSeesWondering } from './told-who.ts'

/** `state` is the case after it. Where others read along, nobody is named. */
export async function saidOf(viewer: Viewer, request: Press, action: Action, state: Case | null): Promise<string> {
  const { say } = viewer
  const missing = action === 'consent.record' && state ? unsignedIn(state, request.data.consent) : []
  if (missing.length > 0)
    return say('done.consent.record.partly', {
      signers: say.list(missing.map((one) => signerWithin(viewer, state, one))),
    })
  if (action === 'level.propose' && state && request.personal) return whoDecides(viewer, state)
  if (action === 'concern.register' && state && request.personal) return whoSeesWondering(viewer, state)
  const away = state && request.personal ? await whoIsAway(viewer, request, action, state) : null
  if (away !== null) return away
  const day = state && (daysOf[action]?.(state, request.data, viewer) ?? null)
  const who = state && request.personal ? (peopleIn[action]?.(state) ?? null) : null
  const said = say(doneOf(viewer, action, request, state), {
    to: givenTo(viewer, request),
    day: day ? say.dayInSentence(day) : 'none',
    who: who ? await nameOf(viewer, who) : 'none',
    how: request.data.approve ?? request.data.reached ?? 'none',
  })
  return [said, ...(state && day && planned.includes(action) ? dayOff(viewer, state, day) : [])].join(' ')
}

/** What sets a day on which something is to be done: people may choose a day off for it, and may have typed another than they meant. */
const planned: Action[] = [
  ...(['measure.add', 'measure.evaluate', 'measure.postpone', 'follow-up.add', 'follow-up.postpone'] as const),
  ...(['meeting.set', 'meeting.postpone', 'meeting.hold'] as const),
  'evaluation.conclude',
]

/** That nobody of the case's service is at work on a day, where that is so. */
function dayOff({ say, calendar }: Viewer, { service }: Case, day: Day): string[] {
  if (calendar.in(service).isWorkingDay(day)) return []
  const which = { 0: 'sunday', 6: 'saturday' }[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? 'other'
  return [say('done.day-off', { which })]
}

type Days = { [A in Action]?: (state: Case, data: Record<string, string>, viewer: Viewer) => Day | null | undefined }

/** The day that was set, where one was. */
const daysOf: Days = {
  'measure.add': ({ measures }) => measures.at(-1)?.evaluationDay,
  'measure.evaluate': evaluatedOn,
  'measure.postpone': evaluatedOn,
  'follow-up.add': ({ followUps }) => followUps.at(-1)?.day,
  'follow-up.postpone': ({ followUps }, { followUp }) => followUps.find(({ id }) => id === followUp)?.day,
  'meeting.set': (state) => nextMeeting(state)?.day,
  'meeting.postpone': (state) => nextMeeting(state)?.day,
  'meeting.hold': (state) => nextMeeting(state)?.day,
  'meeting.cancel': ({ meetings }, { meeting }) => meetings.find(({ id }) => id === meeting)?.day,
  'evaluation.conclude': ({ evaluations }) => evaluations.at(-1)?.ended?.nextDay,
  'transition.plan': ({ transitions }) => transitions.at(-1)?.day,
  'baton.deputize': ({ deputy }) => deputy?.until,
  'reminder.postpone': quietTo,
}

/** As long as somebody put off being reminded. */
function quietTo(state: Case, { key = '' }: Record<string, string>, { now, today, policy, calendar }: Viewer) {
  const found = dutyOf(due(state, now, { policy, calendar }), key, { policy, calendar })
  return found && quietUntil(state, found, today, { policy, calendar })
}

/** Of a measure that goes on. */
function evaluatedOn({ measures }: Case, { measure }: Record<string, string>) {
  return measures.find(({ id, status }) => id === measure && status === 'active')?.evaluationDay
}

/** Whom of the staff it was about. */
const peopleIn: { [A in Action]?: (state: Case) => PersonId | null | undefined } = {
  'baton.offer': ({ handOver }) => handOver?.to,
  'baton.name': ({ holder }) => holder,
  'baton.deputize': ({ deputy }) => deputy?.person,
  'participant.add': ({ participants }) => participants.at(-1)?.person,
}

/** What is said of what was done, where that is not the same every time. */
function doneOf({ policy }: Viewer, action: Action, request: Press, state: Case | null): Key {
  if (isReport(action, request)) return 'done.concern.conclude.report'
  if (action === 'evaluation.conclude' && request.fields.outcome === 'close' && policy.closedBy === 'leader')
    return 'done.evaluation.leader-closes'
  const isShared = state?.consents.some(
    ({ givenAt, withdrawnAt }) => givenAt !== null && withdrawnAt === state.lastEntryAt,
  )
  return action === 'consent.withdraw' && !isShared ? 'done.consent.withdraw.unanswered' : `done.${action}`
}

/** A report is noted, and the way on is yet to be chosen. Among others it is said as of any other way. */
function isReport(action: Action, { fields, personal }: Press): boolean {
  return action === 'concern.conclude' && personal && fields.outcome === 'report'
}

/** Who answers for a thing from now on, where it was given away: only a colleague is told by us. */
function givenTo({ person }: Viewer, { fields }: Press): 'self' | 'person' | 'service' | 'home' {
  const { responsible = '' } = fields
  if (responsible === `person:${person.id}`) return 'self'
  return responsible.startsWith('person:') ? 'person' : responsible.startsWith('service:') ? 'service' : 'home'
}

/** Who has not signed yet of those who must. */
function unsignedIn(state: Case, id: string | undefined): Signer[] {
  const consent = state.consents.find((one) => one.id === id && isAsked(one))
  return consent ? unsigned(consent) : []
}
