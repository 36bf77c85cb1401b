/**
 * A copy of a log: what stands in it to be read, and the same for another program, whose form is published
 * (`docs/stafettlogg.schema.json`). One is as much as the other.
 */
import type { Document } from './document.ts'

/** Everything is named as the log is drawn: people and services by name, states and topics by code, days as `2026-12-01`. */
export type CopyData = FamilyCopy | StaffCopy

type Common = {
  format: 'stafettlogg'
  version: 1
  reference: string
  municipality: { code: string; name: string }
  /** ISO 8601, UTC. */
  made: string
  language: string
  /** Whether something stands in the log that is not let go to whoever the copy is for. */
  leftOut: boolean
}

/** `theirs`: whose it is to answer. */
export type FamilyCopy = Common & {
  for: 'family'
  name: string | null
  status: 'open' | 'closed' | 'sealed' | 'erased'
  level: string | null
  holder: string | null
  nextMeeting: string | null
  goals: { text: string; status: string }[]
  measures: { text: string; responsible: string; day: string; status: string }[]
  followUps: { text: string; responsible: string; day: string; status: string }[]
  meetings: {
    day: string
    /** Of the day, `13:30`. */
    time: string | null
    status: string
    place: string | null
    purpose: string | null
    agenda: string[]
    /** Of the staff, by name, where its minutes are theirs to read. */
    present: string[]
  }[]
  evaluations: { day: string; status: string }[]
  transitions: { day: string; to: string; status: string; lacking: string[] }[]
  /** Steps that were skipped, by name. */
  skipped: { step: string; day: string }[]
  texts: { kind: string; by: string; day: string; text: string }[]
  own: { kind: string; day: string; text: string | null; heard: boolean }[]
  /** `notCounted`: about whom an answer does not count, since it was given by another than was asked. */
  consents: { state: string; services: string[]; topics: string[]; until: string | null; notCounted: string[] }[]
  readers: { day: string; who: string; service: string | null; what: string }[]
}

/** What was typed, each under the name of its field. */
export type Words = Record<string, string>

export type StaffCopy = Common & {
  for: 'referral' | 'colleague' | 'archive'
  recipient: string | null
  facts: { label: string; value: string }[]
  goals: { topic: string; status: string; evaluated: { day: string; effect: string } | null; words: Words }[]
  measures: {
    topic: string
    status: string
    responsible: string
    arena: string | null
    evaluationDay: string
    words: Words
    evaluation: { day: string; effect: string; words: Words } | null
  }[]
  followUps: { topic: string; status: string; responsible: string; day: string; words: Words }[]
  meetings: {
    day: string
    time: string | null
    status: string
    topic: string | null
    movedTo: string | null
    agenda: string[]
    present: string[]
    corrections: number
    words: Words
  }[]
  notes: { topic: string; by: string; day: string; corrections: number; bright: boolean; words: Words }[]
  evaluations: {
    begun: string
    heard: { part: string; topic: string | null }[]
    askedBy: string | null
    askedOn: string | null
    ended: { day: string; outcome: string; nextDay: string | null } | null
    words: Words
  }[]
  transitions: {
    to: string
    day: string
    status: string
    declined: boolean
    /** The day on which those who give and those who receive have met. */
    met: string | null
    lacking: string[]
    words: Words
  }[]
  consents: {
    state: string
    why: string
    services: string[]
    topics: string[]
    from: string | null
    until: string | null
    /** When it was said that an answer does not count, and about whom the family is yet to be asked anew; null where all count. */
    notCounted: { day: string; askAnew: string[] } | null
  }[]
  /** What was written of the case as a whole, and by the family. */
  written: { kind: string; who: string; day: string; text: string }[]
  history: { day: string; by: string; what: string; facts: Words; words: Words }[]
  /** What somebody did in some minutes, from the first time of day to the last. */
  readers: { day: string; from: string; to: string; who: string; what: string[]; refused: boolean }[]
}

export type Copy = { document: Document; data: CopyData }
