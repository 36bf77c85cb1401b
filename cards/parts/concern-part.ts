/** What the summary shows of a case at level 0: who wonders, what was seen, what colleagues answered, what comes next. */
import type { Day } from '../../src/core/ids.ts'
import type { TargetGroup } from '../../src/core/policy.ts'
import type { Say } from '../../src/wording/index.ts'
import type { Block } from '../card.ts'
import { type Beginning, childrenFact, talkText } from './beginning.ts'
import { type Reports, reportFacts } from './report-facts.ts'
import { fitting, typed } from './typed.ts'

export type ConcernStage = {
  kind: 'concern'
  owner: string
  targetGroup: TargetGroup
  registered: Day
  seen: string | null
  reports: Reports
  /** By when the outcome is to be decided; null once it is. */
  decisionDue: Day | null
  /** The level chosen and waiting for consent, by its name; null before. */
  outcome: string | null
  /** Of those that are waited for, the services the family has said no to, by name, and whether the case's own is among them. */
  refused: { services: string[]; own: boolean } | null
  /** Colleagues asked, newest first; who they are does not stand here. */
  questions: { asked: Day; answer: string | null }[]
} & Beginning

export function concernPart(stage: ConcernStage, service: string, isErased: boolean, say: Say): Block[] {
  const { owner, targetGroup, registered, seen, reports, decisionDue, outcome } = stage
  const facts = [
    { label: say('fact.owner'), value: owner, discreet: true },
    { label: say('fact.registered'), value: say.day(registered), discreet: true },
    { label: say('fact.target'), value: say(`target.${targetGroup}`) },
    { label: say('fact.service'), value: service },
    ...childrenFact(stage, say),
    { label: say('fact.talk'), value: talkText(stage, say), discreet: true },
    ...(decisionDue ? [{ label: say('fact.decision-due'), value: say.day(decisionDue), discreet: true }] : []),
    ...reportFacts(reports, say),
  ]
  return [
    { kind: 'facts', facts },
    ...(isErased ? [] : [typed(seen, say('fact.seen'), say), ...answers(stage.questions, say)]),
    ...(outcome ? [waiting(outcome, stage.refused, say)] : []),
  ]
}

/** What is waited for; that the family said no names a service, so that it stands in no message. */
function waiting(level: string, refused: ConcernStage['refused'], say: Say): Block {
  const text = refused
    ? say('concern.said-no', { level, services: say.list(refused.services), own: String(refused.own) })
    : say('concern.waits-consent', { level })
  return { kind: 'notice', text, tone: 'attention', discreet: refused === null }
}

function answers(questions: ConcernStage['questions'], say: Say): Block[] {
  if (questions.length === 0) return []
  const items = questions.map(({ asked, answer }): Block[] => {
    const day = say.dayInSentence(asked)
    return [
      answer === null
        ? { kind: 'text', text: say('concern.no-answer', { day }), subtle: true }
        : typed(answer, say('concern.answer', { day }), say),
    ]
  })
  const { blocks, left } = fitting(items, answerBytes)
  const more: Block[] = left > 0 ? [{ kind: 'text', text: say('list.more', { count: left }), subtle: true }] : []
  return [{ kind: 'heading', text: say('concern.answers') }, ...blocks, ...more]
}

/** Leaves room on the card for what was seen, which is the longest text a case begins with. */
const answerBytes = 5000
