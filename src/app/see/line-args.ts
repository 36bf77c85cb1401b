/** What a line tells of a case: whether it is so still, and what its sentence needs, in the viewer's words. Reads no human word. */
import { isOfMeeting, isPlain, type LineArgs } from '../../../cards/parts/line.ts'
import { isAbsent, isAway } from '../../core/away.ts'
import type { Case } from '../../core/case.ts'
import type { Day, PersonId } from '../../core/ids.ts'
import { isBroughtToKe, isStuck } from '../../core/ke.ts'
import { bearerOf, leaveOf } from '../../core/leave.ts'
import { openProposal } from '../../core/level.ts'
import { nextMeeting } from '../../core/meeting.ts'
import type { Line, LineAbout } from '../../core/notice.ts'
import { nameOf } from './apart.ts'
import { type Calling, levelWithin } from './describe.ts'
import type { Setting } from './viewer.ts'

/** The lines that tell how it stands with those in the case, and when that is so. */
const asItStands: Partial<Record<Line, (state: Case, subject: string) => boolean>> = {
  'holder-silent': (state) => isAway(state, state.holder),
  'holder-on-leave': (state) => bearerOf(state) === 'deputy',
  'holder-on-leave-alone': (state) => bearerOf(state) === 'nobody',
  'holder-left': ({ holderLeft }) => holderLeft !== null,
  'owner-gone': (state) => state.level === 0 && isAbsent(state, state.owner),
  'falls-to-ke': ({ decides }) => decides === 'ke',
  'back-with-unit': (state) => !isBroughtToKe(state),
  'nobody-decides': ({ decides }) => decides === 'nobody',
  'nobody-leads': isStuck,
  'receiver-unled': ({ status, transitions }) =>
    status === 'open' && transitions.some((one) => one.status === 'planned' && one.unit && !one.answer),
  'proposal-ready': (state, subject) => openProposal(state)?.id === subject,
  'proposal-stuck': ({ stuck }, subject) => stuck === subject,
}

/** Whether it still is so: said late, as to somebody who could not be reached, it would mislead. */
export function stillHolds(state: Case, { line, subject }: LineAbout): boolean {
  return asItStands[line]?.(state, subject) ?? true
}

/** The arguments of a line's sentence, or null when what it told of is no longer in the case. `reader` is null for several. */
export async function lineArgs(
  setting: Setting,
  state: Case,
  about: LineAbout,
  { call, reader }: Told,
): Promise<LineArgs | null> {
  if (isPlain(about)) return { line: about.line }
  if (isOfMeeting(about)) return meetingArgs(state, about)
  switch (about.line) {
    case 'proposal-made':
    case 'proposal-approved':
    case 'proposal-approved-partly':
    case 'proposal-rejected':
      return proposalArgs(setting, state, about, call)
    case 'holder-changed':
    case 'owner-changed':
      return changedArgs(state, about.line, { call, reader })
    case 'hand-over-declined':
      return { line: about.line, by: await call(about.subject) }
    case 'note-added':
      return noteArgs(state, about.line, about.subject, call)
    case 'thread-lost':
    case 'thread-missed':
      return { line: about.line, ref: state.ref }
    case 'not-reached':
    case 'not-folded':
      return { line: about.line, who: await nameOf(setting, about.subject) }
    case 'holder-on-leave':
    case 'holder-on-leave-alone':
      return leaveArgs(state, about.line, call)
    case 'deputy-ended':
    case 'deputy-named':
      return deputyArgs(state, about, { call, reader })
    case 'task-given':
      return taskArgs(state, about.line, about.subject)
  }
}

async function noteArgs(state: Case, line: 'note-added', subject: string, call: Calling): Promise<LineArgs | null> {
  const note = state.notes.find(({ id }) => id === subject)
  return note ? { line, by: await call(note.by) } : null
}

type MeetingLine = Extract<Line, `meeting-${string}`>

function meetingArgs(state: Case, { line, subject }: Extract<LineAbout, { line: MeetingLine }>): LineArgs | null {
  const meeting = state.meetings.find(({ id }) => id === subject)
  if (!meeting) return null
  if (line !== 'meeting-moved') return { line, day: meeting.day, time: meeting.invitation?.time ?? null }
  const next = nextMeeting(state)
  return next && { line, from: meeting.day, day: next.day }
}

type Told = { call: Calling; reader: PersonId | null }

async function changedArgs(
  { holder, owner }: Case,
  line: 'holder-changed' | 'owner-changed',
  { call, reader }: Told,
): Promise<LineArgs> {
  if (line === 'holder-changed') return { line, holder: await call(holder, 'newly'), you: holder === reader }
  return { line, owner: await call(owner, 'newly'), you: owner === reader }
}

type DeputyLine = 'deputy-ended' | 'deputy-named'

async function deputyArgs(
  { deputy }: Case,
  about: Extract<LineAbout, { line: DeputyLine }>,
  { call, reader }: Told,
): Promise<LineArgs | null> {
  const { line } = about
  if (line === 'deputy-ended')
    return { line, deputy: await call(about.subject, 'newly'), you: about.subject === reader }
  if (!deputy) return null
  const { person, from, until } = deputy
  return { line, deputy: await call(person, 'newly'), you: person === reader, from, until }
}

type LeaveLine = 'holder-on-leave' | 'holder-on-leave-alone'

async function leaveArgs(state: Case, line: LeaveLine, call: Calling): Promise<LineArgs | null> {
  const leave = leaveOf(state, state.holder)
  return leave && { line, who: await call(leave.person), until: leave.until }
}

function taskArgs(state: Case, line: 'task-given', subject: string): LineArgs | null {
  const day = dayOfTask(state, subject)
  return day ? { line, day } : null
}

function dayOfTask({ measures, followUps }: Case, id: string): Day | null {
  const measure = measures.find((one) => one.id === id)
  return measure?.evaluationDay ?? followUps.find((one) => one.id === id)?.day ?? null
}

type ProposalLine = 'proposal-made' | 'proposal-approved' | 'proposal-approved-partly' | 'proposal-rejected'

async function proposalArgs(
  setting: Setting,
  state: Case,
  { line, subject }: Extract<LineAbout, { line: ProposalLine }>,
  call: Calling,
): Promise<LineArgs | null> {
  const proposal = state.proposals.find(({ id }) => id === subject)
  if (!proposal) return null
  const levels = { from: levelWithin(setting, proposal.from), to: levelWithin(setting, proposal.to) }
  if (line === 'proposal-made') return { line, by: await call(proposal.by), ...levels }
  const { decision } = proposal
  if (!decision) return null
  const { by, meetingDay: day } = decision
  if (line === 'proposal-rejected') return { line, by: await call(by), day, ...levels }
  return day === null ? null : { line, by: await call(by), day, ...levels }
}
