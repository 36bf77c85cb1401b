/**
 * Every reason for which the core says no. A refusal is a value, never a throw; each code has a sentence in
 * `src/wording/` in every language (`refusal.<code>`), and forgetting one does not compile.
 */

import type { Day, Recipient } from './ids.ts'
import type { CaseRole } from './permission.ts'
import type { Responsible } from './responsible.ts'

export const refusalCodes = [
  'not-permitted',
  'not-found',
  'excluded',
  'back-with-unit',
  'decided-with-unit',
  'case-closed',
  'case-open',
  'not-a-concern',
  'not-a-log',
  'paper-mode',
  'already-concluded',
  'already-decided',
  'already-answered',
  'already-done',
  'already-ended',
  'given-meanwhile',
  'already-open',
  'already-held',
  'own-proposal',
  'unchanged-level',
  'unknown-level',
  'consent-missing',
  'family-refused',
  'not-refused',
  'nobody-joins',
  'consent-not-open',
  'consent-not-asked',
  'child-view-missing',
  'consent-outgrown',
  'signer-unknown',
  'signers-fewer',
  'signers-reason',
  'guardians-missing',
  'service-unknown',
  'unit-missing',
  'topic-unknown',
  'topic-missing',
  'too-many-services',
  'no-room',
  'born-missing',
  'born-invalid',
  'born-contradicts',
  'minor-unsaid',
  'meeting-set',
  'next-missing',
  'evaluated-meanwhile',
  'heard-meanwhile',
  'child-why-missing',
  'child-not-asked',
  'child-unheard',
  'nothing-evaluated',
  'day-past',
  'day-future',
  'day-missing',
  'day-too-far',
  'days-reversed',
  'not-a-colleague',
  'not-of-unit',
  'concern-owned',
  'same-person',
  'person-inactive',
  'person-excluded',
  'only-administrator',
  'open-business',
  'report-words',
  'written-unchosen',
  'reason-missing',
  'without-missing',
  'meeting-day-missing',
  'children-unsaid',
  'erased',
  'not-sealed',
  'nobody-sees',
  'question-over',
  'nudged-lately',
  'step-needed',
  'step-over',
  'asked-lately',
  'on-leave',
  'recused',
  'invitation-over',
  'family-there',
  'family-waits',
  'family-marked',
  'answers-unsaid',
  'guardian-unsaid',
  'guardian-not-left',
  'not-your-signature',
] as const
export type RefusalCode = (typeof refusalCodes)[number]

/** What was wrong, by the name of the field that asks for it, so that the form says it there. */
export type RefusedField =
  | 'askedBy'
  | 'askedOn'
  | 'born'
  | 'childAsked'
  | 'childWhy'
  | 'children'
  | 'day'
  | 'effect'
  | 'evaluationDay'
  | 'from'
  | 'guardians'
  | 'holder'
  | 'home'
  | 'keepReason'
  | 'left'
  | 'meetingDay'
  | 'minor'
  | 'minutes'
  | 'nextDay'
  | 'outcome'
  | 'person'
  | 'present'
  | 'reason'
  | 'responsible'
  | 'services'
  | 'shielded'
  | 'signedBy'
  | 'signer'
  | 'stands'
  | 'to'
  | 'thanked'
  | 'time'
  | 'topic'
  | 'topics'
  | 'until'
  | 'what'
  | 'without'
  | 'written'

export type Refusal = {
  code: RefusalCode
  field?: RefusedField
  /** Who may do it instead. */
  may?: CaseRole[]
  services?: Recipient[]
  day?: Day
  /** Who answers for it now. */
  who?: Responsible
}

export function refuse(code: RefusalCode, more: Omit<Refusal, 'code'> = {}): { refusal: Refusal } {
  return { refusal: { code, ...more } }
}
