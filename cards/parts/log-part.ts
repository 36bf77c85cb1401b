/** What the summary shows of a case with a log or on paper: holder, deputy, services, next date, what is missing. */
import type { Day } from '../../src/core/ids.ts'
import type { Mode } from '../../src/core/lifecycle.ts'
import type { CaseRole } from '../../src/core/permission.ts'
import type { Missing, NextDate } from '../../src/core/step.ts'
import type { Say } from '../../src/wording/index.ts'
import type { Block } from '../card.ts'
import { type Beginning, childrenFact, talkText } from './beginning.ts'
import { nextDateText } from './next-date.ts'
import { type Remembered, remembered } from './remembered.ts'
import { type Reports, reportFacts } from './report-facts.ts'
import { missingBlocks } from './step-part.ts'

export type LogStage = {
  kind: 'log'
  mode: Mode
  holder: string | null
  deputy: { name: string; from: Day; until: Day } | null
  services: string[]
  participants: string[]
  next: NextDate | null
  missing: Missing[]
  reports: Reports
  /** The reader's own roles in the case. */
  roles: CaseRole[]
  remembered: Remembered
} & Beginning

export function logPart(stage: LogStage, open: boolean, say: Say): Block[] {
  const { missing, mode } = stage
  return [
    { kind: 'facts', facts: facts(stage, open, say) },
    ...(mode === 'paper' ? [{ kind: 'text', text: say('mode.paper.meaning'), subtle: true } as const] : []),
    ...missingBlocks(open ? missing : [], say),
    ...remembered(stage.remembered, say),
  ]
}

function facts(stage: LogStage, open: boolean, say: Say) {
  const { holder, deputy, services, participants, next, reports, roles, mode } = stage
  return [
    { label: say('fact.holder'), value: holder ?? say('fact.nobody'), discreet: true },
    ...(deputy ? [{ label: say('fact.deputy'), value: deputyText(deputy, say), discreet: true }] : []),
    ...(mode === 'digital' ? [] : [{ label: say('fact.mode'), value: say(`mode.${mode}`), discreet: true }]),
    ...(services.length > 0 ? [{ label: say('fact.services'), value: say.list(services) }] : []),
    ...(participants.length > 0 ? [{ label: say('fact.participants'), value: say.list(participants) }] : []),
    ...(open ? [{ label: say('fact.next'), value: nextDateText(next, say), discreet: true }] : []),
    ...childrenFact(stage, say),
    ...(stage.talkHeld ? [{ label: say('fact.talk'), value: talkText(stage, say) }] : []),
    ...reportFacts(reports, say),
    ...(roles.length > 0
      ? [{ label: say('fact.roles'), value: say.list(roles.map((role) => say(`role.${role}`))), discreet: true }]
      : []),
  ]
}

function deputyText({ name, from, until }: NonNullable<LogStage['deputy']>, say: Say): string {
  return say('fact.deputy.value', { name, from: say.day(from), until: say.day(until) })
}
