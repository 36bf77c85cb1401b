/** The present, and new ids: both are given, so that a test decides them. */
import type { Instant } from '../core/ids.ts'

export type Clock = { now(): Instant }

/** The only source of ids: `next('case')` gives `case_…`, never twice the same. */
export type Ids = { next<K extends string>(kind: K): `${K}_${string}` }
