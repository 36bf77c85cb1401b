/**
 * The one sentence each thing that happened is told in, in a thread or to a person. Staff names, levels and days only:
 * nothing a person typed, and nothing about a child.
 */
import type { Day, Time } from '../../src/core/ids.ts'
import type { Line } from '../../src/core/notice.ts'
import type { Say } from '../../src/wording/index.ts'

/** What each sentence needs. Names of people and levels arrive ready. */
export type LineArgs = { line: PlainLine } | Telling

export function sentence(args: LineArgs, say: Say): string {
  if (isPlain(args)) return say(`line.${args.line}`)
  if (isOfMeeting(args)) return ofMeeting(args, say)
  switch (args.line) {
    case 'proposal-made':
      return say('line.proposal-made', { by: args.by, from: args.from, to: args.to })
    case 'proposal-approved':
    case 'proposal-approved-partly':
      return say(`line.${args.line}`, { by: args.by, from: args.from, to: args.to, day: say.dayInSentence(args.day) })
    case 'proposal-rejected': {
      const day = args.day === null ? 'none' : say.dayInSentence(args.day)
      return say('line.proposal-rejected', { by: args.by, from: args.from, to: args.to, day })
    }
    case 'holder-changed':
      return say('line.holder-changed', { holder: args.holder, you: String(args.you) })
    case 'owner-changed':
      return say('line.owner-changed', { owner: args.owner, you: String(args.you) })
    case 'hand-over-declined':
    case 'note-added':
      return say(`line.${args.line}`, { by: args.by })
    case 'thread-lost':
    case 'thread-missed':
      return say(`line.${args.line}`, { ref: args.ref })
    case 'holder-on-leave':
    case 'holder-on-leave-alone':
      return onLeave(args, say)
    case 'deputy-named':
      return deputyNamed(args, say)
    case 'deputy-ended':
      return say('line.deputy-ended', { deputy: args.deputy, you: String(args.you) })
    case 'task-given':
      return say('line.task-given', { day: say.dayInSentence(args.day) })
    case 'not-reached':
    case 'not-folded':
      return say(`line.${args.line}`, { who: args.who })
  }
}

export function isOfMeeting<T extends { line: Line }>(about: T): about is Extract<T, { line: `meeting-${string}` }> {
  return about.line.startsWith('meeting-')
}

function ofMeeting(args: Extract<Telling, { line: `meeting-${string}` }>, say: Say): string {
  const day = say.dayInSentence(args.day)
  if (args.line === 'meeting-moved') return say('line.meeting-moved', { from: say.dayInSentence(args.from), day })
  return say(`line.${args.line}`, { day, time: args.time === null ? 'none' : say.time(args.time) })
}

type OfLeave = Extract<Telling, { line: 'holder-on-leave' | 'holder-on-leave-alone' }>

function onLeave({ line, who, until: day }: OfLeave, say: Say): string {
  const until = say.dayInSentence(day)
  return who === null ? say('told.holder-on-leave', { until }) : say(`line.${line}`, { who, until })
}

function deputyNamed({ deputy, you, from, until }: Extract<Telling, { line: 'deputy-named' }>, say: Say): string {
  return say('line.deputy-named', {
    deputy,
    you: String(you),
    from: say.dayInSentence(from),
    until: say.dayInSentence(until),
  })
}

/** The lines that need something; every other says itself. */
const telling: Record<Telling['line'], true> = {
  'proposal-made': true,
  'proposal-approved': true,
  'proposal-approved-partly': true,
  'proposal-rejected': true,
  'holder-changed': true,
  'owner-changed': true,
  'hand-over-declined': true,
  'note-added': true,
  'holder-on-leave': true,
  'holder-on-leave-alone': true,
  'deputy-named': true,
  'deputy-ended': true,
  'task-given': true,
  'meeting-set': true,
  'meeting-changed': true,
  'meeting-soon': true,
  'meeting-cancelled': true,
  'meeting-moved': true,
  'not-reached': true,
  'not-folded': true,
  'thread-lost': true,
  'thread-missed': true,
}

export function isPlain<T extends { line: Line }>(about: T): about is Extract<T, { line: PlainLine }> {
  return !Object.hasOwn(telling, about.line)
}

type Telling =
  | { line: 'proposal-made'; by: string; from: string; to: string }
  /** `day` is that of the meeting in which it was decided. */
  | { line: 'proposal-approved' | 'proposal-approved-partly'; by: string; from: string; to: string; day: Day }
  | { line: 'proposal-rejected'; by: string; from: string; to: string; day: Day | null }
  /** `you`: whether it is the reader, who is not told of by name. */
  | { line: 'holder-changed'; holder: string; you: boolean }
  | { line: 'owner-changed'; owner: string; you: boolean }
  | { line: 'hand-over-declined' | 'note-added'; by: string }
  /** `who` holds the baton, and is away until that day; null for whoever may not know who that is, and chooses no deputy. */
  | { line: 'holder-on-leave' | 'holder-on-leave-alone'; who: string | null; until: Day }
  | { line: 'deputy-named'; deputy: string; you: boolean; from: Day; until: Day }
  | { line: 'deputy-ended'; deputy: string; you: boolean }
  | { line: 'task-given'; day: Day }
  /** `time`: null where none was said. */
  | {
      line: 'meeting-set' | 'meeting-changed' | 'meeting-soon' | 'meeting-cancelled'
      day: Day
      time: Time | null
    }
  | { line: 'meeting-moved'; from: Day; day: Day }
  /** `who`: somebody a message could not be delivered to. */
  | { line: 'not-reached' | 'not-folded'; who: string }
  | { line: 'thread-lost' | 'thread-missed'; ref: string }

type PlainLine = Exclude<Line, Telling['line']>
