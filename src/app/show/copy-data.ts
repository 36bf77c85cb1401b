/** A copy as data for another program: what stands on paper, named field by field, so that nothing is in it that is not on paper. */
import type { StaffCopy, Words } from '../../copy/index.ts'
import { type Copied, headOf } from './copied.ts'
import type { CopyContent, Copying } from './copy.ts'

/** What is left when all that is told was taken out: a field that nobody tells does not compile. */
type Nothing = Record<string, never>

export function dataOf({ kind, recipient }: Copying, copied: Copied, content: CopyContent): StaffCopy {
  const { say } = copied.setting
  const { facts, consents, history, readers, words } = content
  return {
    ...headOf(copied),
    for: kind,
    recipient,
    facts: facts.map(({ label, value }) => ({ label, value })),
    written: words.map(({ kind: what, who, day, words: text }) => ({ kind: what, who, day, text })),
    ...planOf(content),
    consents: consents.map(({ state, why, services, topics, from, until, aside }) => {
      const notCounted = aside && { day: aside.day, askAnew: aside.anew }
      return { state, why, services, topics, from, until, notCounted }
    }),
    history: history.map(({ day, by, what, facts: more, words: typed }) => ({
      day,
      by,
      what,
      facts: Object.fromEntries(more.map(({ label, value }) => [label, value])),
      words: Object.fromEntries(typed.map((one) => [say(one.label), one.words])),
    })),
    readers: readers.rows.map(({ day, from, to, who, what, refused }) => ({ day, from, to, who, what, refused })),
  }
}

type Planned = Pick<
  StaffCopy,
  'goals' | 'measures' | 'followUps' | 'meetings' | 'notes' | 'evaluations' | 'transitions'
>

function planOf({ plan }: CopyContent): Planned {
  return {
    goals: plan.goals.map(({ said, offers: _, topic, status, evaluated, ...rest }) => {
      rest satisfies Nothing
      return { topic, status, evaluated, words: typed(said) }
    }),
    measures: plan.measures.map(
      ({ said, offers: _, late: __, topic, status, responsible, arena, evaluationDay, evaluation, ...rest }) => {
        rest satisfies Nothing
        const found = evaluation && { day: evaluation.day, effect: evaluation.effect, words: typed(evaluation.said) }
        return { topic, status, responsible, arena, evaluationDay, evaluation: found, words: typed(said) }
      },
    ),
    followUps: plan.followUps.map(({ said, offers: _, late: __, topic, status, responsible, day, ...rest }) => {
      rest satisfies Nothing
      return { topic, status, responsible, day, words: typed(said) }
    }),
    meetings: plan.meetings.map(meetingOf),
    notes: plan.notes.map(({ said, offers: _, topic, by, day, corrections, bright = false, ...rest }) => {
      rest satisfies Nothing
      return { topic, by, day, corrections, bright, words: typed(said) }
    }),
    evaluations: plan.evaluations.map(({ said, offers: _, begun, heard, askedBy, askedOn, ended, ...rest }) => {
      rest satisfies Nothing
      return { begun, heard, askedBy, askedOn, ended, words: typed(said) }
    }),
    transitions: plan.transitions.map(
      ({ said, offers: _, isDeclined: declined, receiver, day, status, met = null, lacking, ...rest }) => {
        rest satisfies Nothing
        return { to: receiver, day, status, declined, met, lacking, words: typed(said) }
      },
    ),
  }
}

function meetingOf({
  said,
  offers: _,
  moved,
  called,
  decisions,
  corrected,
  ...rest
}: CopyContent['plan']['meetings'][number]) {
  const { day, status, topic, present, ...more } = rest
  more satisfies Nothing
  const { time = null, agenda = [] } = called ?? {}
  const lines = decisions.map(({ words }) => words).join('\n')
  const words = typed({ ...called?.said, ...said, decisions: lines === '' ? undefined : lines })
  return { day, time, status, topic, movedTo: moved, agenda, present, corrections: corrected, words }
}

function typed(said: { [field: string]: string | undefined }): Words {
  return Object.fromEntries(
    Object.entries(said).flatMap(([field, text]) => (text === undefined ? [] : [[field, text]])),
  )
}
