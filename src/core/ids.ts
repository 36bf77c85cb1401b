/**
 * The kinds of ids and times the core speaks of. Ids are opaque; a template-literal type keeps one kind from being
 * used for another. No value here carries a human word.
 */
export type CaseId = `case_${string}`
export type PersonId = `person_${string}`
export type WordId = `word_${string}`
export type ConsentId = `consent_${string}`
export type ProposalId = `proposal_${string}`
export type HandOverId = `handover_${string}`
export type GoalId = `goal_${string}`
export type MeasureId = `measure_${string}`
export type FollowUpId = `followup_${string}`
export type MeetingId = `meeting_${string}`
export type NoteId = `note_${string}`
export type DecisionId = `decision_${string}`
export type QuestionId = `question_${string}`
export type OpeningId = `opening_${string}`
export type TransitionId = `transition_${string}`
export type EvaluationId = `evaluation_${string}`
export type SayingId = `saying_${string}`

/** The fields of something in which the id of words may stand. */
export type WordField<T> = T extends unknown
  ? { [K in keyof T & string]-?: [Extract<T[K], WordId>] extends [never] ? never : K }[keyof T & string]
  : never

/** Codes of the municipality's own model: its services, its units, its kinds of information. */
export type MunicipalityCode = string
export type UnitCode = string
/** Whom a family says something of: a service, `ppt`, or a unit of one, `skole/strandheim`. Codes have no slash. */
export type Recipient = string
/** Whom a family says something of: `ppt`, or a unit of a service, `skole/strandheim`. Codes have no slash. */
export type ServiceCode = string
export type TopicCode = string

/** A moment in UTC, ISO 8601 with milliseconds: `2026-11-22T07:10:00.000Z`. Compares as text. */
export type Instant = string
/** A calendar day in the municipality's time zone: `2026-11-22`. Compares as text. */
export type Day = string
/** A time of day there: `13:30`. */
export type Time = string
/** A month of a year, `2014-03`: as exact as a birth date is ever kept. */
export type Month = string
