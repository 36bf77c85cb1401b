/**
 * The tables as Kysely sees them; the truth is in `migrations/`. Times are ISO text, yes and no are 1 and 0, and
 * `Json` columns are text that only the file of their table family writes and reads.
 */
import type { Generated, Kysely } from 'kysely'
import type { CaseId, Day, Instant, PersonId, WordId } from '../core/ids.ts'
import type { AccessEntry, Mark, Outgoing, Person, Place, StandInEntry } from '../ports.ts'

/** A connection, or a transaction of it. */
export type Db = Kysely<Tables>

type Json = string
type YesNo = 0 | 1

export type Tables = {
  case: CaseTable
  case_number: { municipality: string; last: number }
  case_person: { person: PersonId; case: CaseId }
  case_receiver: { unit: string; case: CaseId }
  journal: JournalTable
  note: { case: CaseId; number: number; state: Json }
  word: { id: WordId; case: CaseId; sealed: Buffer }
  case_key: { case: CaseId; master_version: number; sealed: Buffer }
  master_key: { version: number; sealed: Buffer }
  inbox: { channel: string; tenant: string; delivery: string; at: Instant }
  mark: Mark & { times: number; until: Instant | null }
  outbox: OutboxTable
  shown: ShownTable
  place: Place & { dead_at: Instant | null }
  account_place: { channel: string; tenant: string; user: string; place: string }
  followed: { number: Generated<number>; case: CaseId; origin: string; thread: string | null }
  person: PersonTable
  post: PostTable
  account: AccountTable
  pairing_code: { digest: string; person: PersonId; until: Instant }
  family: { number: number; subject: string; case: CaseId; person: PersonId }
  family_lang: { subject: string; lang: string }
  family_code: { digest: string; finds: string; case: CaseId; person: PersonId; until: Instant; wrong: number }
  unfolded: UnfoldedTable
  digest: DigestTable
  digest_line: DigestLineTable
  stand_in: StandInTable
  stand_in_log: StandInLogTable
  leave: { person: PersonId; from_day: Day; until_day: Day; looked: Day | null }
  weekly_overview: { person: PersonId; place: string; origin: string; next_at: Instant }
  content_stands: { municipality: string; stands: string }
  secret: { channel: string; name: string; master_version: number; sealed: Buffer; until: Generated<Instant | null> }
  session: { id: string; channel: string; tenant: string; user: string; until: Instant; latest: Instant }
  access_log: AccessTable
}

export type CaseTable = {
  id: CaseId
  municipality: string
  ref: string
  unit: string
  status: 'open' | 'closed'
  level: number
  holder: PersonId | null
  raised_to_ke: YesNo
  next_at: Instant | null
  version: number
  last_seq: number
  head: string
  state: Json
  state_version: number
}

export type JournalTable = {
  case: CaseId
  seq: number
  at: Instant
  by: PersonId | 'system'
  command: string
  type: string
  event: Json
  prev_hash: string
  hash: string
}

export type OutboxTable = {
  seq: Generated<number>
  id: Outgoing['id']
  case: CaseId | null
  verb: Outgoing['verb']
  card: string
  line: string | null
  subject: string
  person: PersonId | null
  message: Json | null
  message_place: string | null
  message_id: string | null
  lane: string
  made_at: Instant
  status: 'waiting' | 'sent' | 'dropped' | 'dead'
  not_before: Instant
  lease_until: Instant | null
  fence: number
  attempts: number
  reason: string | null
  finished_at: Instant | null
  origin: string | null
  unsure: number
  /** Kept by the table: whether it is the first of its lane that waits. */
  head: Generated<YesNo>
}

type ShownTable = {
  number: Generated<number>
  message_place: string
  message_id: string
  message: Json
  case: CaseId
  card: string
  line: string | null
  subject: string
  person: PersonId | null
  drawn: string
}

export type UnfoldedTable = {
  message_place: string
  message_id: string
  message: Json
  person: PersonId
  case: CaseId | null
  opens: Json | null
  until: Instant | null
  since: Instant
  reads: string
}

export type DigestTable = {
  person: PersonId
  at: Instant | null
  newest: string | null
  put_at: Instant | null
  sent: YesNo
  message: Json | null
  day: Day | null
  told: number
}

type DigestLineTable = {
  number: Generated<number>
  person: PersonId
  case: CaseId
  line: string
  subject: string
  digest: string | null
}

export type PersonTable = {
  id: PersonId
  municipality: string
  name: string
  lang: Person['lang']
  lang_chosen: YesNo
  active: YesNo
  email: string | null
  hours_from: string | null
  hours_to: string | null
  digest: string | null
}

export type PostTable = {
  number: Generated<number>
  person: PersonId
  municipality: string
  unit: string
  service: string
  roles: Json
  active: YesNo
}

type StandInTable = {
  municipality: string
  unit: string
  service: string
  leader: PersonId
  person: PersonId
  from_day: string
  until_day: string
  begun: YesNo
}

export type StandInLogTable = Omit<StandInTable, 'begun'> &
  Pick<StandInEntry, 'at' | 'by' | 'what' | 'why'> & { seq: number; prev_hash: string; hash: string }

export type AccountTable = {
  channel: string
  tenant: string
  user: string
  person: PersonId
  heard_at: Generated<Instant | null>
  unreachable_at: Generated<Instant | null>
}

export type AccessTable = {
  seq: number
  at: Instant
  person: PersonId
  case: CaseId
  what: string
  verdict: AccessEntry['verdict']
  roles: Json
  prev_hash: string
  hash: string
}
