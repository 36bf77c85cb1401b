/**
 * The borders of the middle: what the app asks of a channel, a store, a clock. Plain data crosses them; no SDK, no SQL.
 */
import type { Card, Lang } from '../cards/card.ts'
import type { Case, Entry } from './core/case.ts'
import type { CaseId, Instant, MunicipalityCode, PersonId, ServiceCode, UnitCode, WordId } from './core/ids.ts'
import type { Role } from './core/permission.ts'

/** A person as a channel knows them: the tenant (or workspace) and the id the channel signs for, never a mail or name. */
export type Account = { channel: string; tenant: string; user: string }

/**
 * Where something was said or a card stands. `address` is the channel's own text and is read by that channel alone;
 * `key` is stable and equal for the same place, also when the address changes.
 */
export type Place = {
  channel: string
  tenant: string
  kind: 'personal' | 'group' | 'channel' | 'thread'
  key: string
  address: string
}

/** One message a channel has accepted: where it stands and the id by which it can be updated. */
export type MessageRef = { place: Place; message: string }

/**
 * Something a person did. `delivery` is the same when the channel delivers the same thing again. `personal` says that
 * only this person sees the answer (a personal chat, a dialog, a modal), so that it may show content.
 */
export type Request = {
  delivery: string
  account: Account
  place: Place
  personal: boolean
} & (
  | { kind: 'say'; text: string }
  | { kind: 'press'; action: string; data: Record<string, string>; fields: Record<string, string> }
  | { kind: 'open'; action: string; data: Record<string, string>; fields: Record<string, string> }
  /** A message in the chat that somebody wants in a stafettlogg. */
  | { kind: 'collect'; text: string }
  /** The bot was installed for the person or in the place, or removed from it. */
  | { kind: 'arrived' }
  | { kind: 'left' }
)

/**
 * What the person sees at once. `card` takes the place of the pressed card (or answers what was said); `form` is a card
 * with fields, shown as the channel shows forms; `message` is one short sentence for this person alone.
 */
export type Answer =
  | { kind: 'card'; card: Card }
  | { kind: 'form'; card: Card }
  | { kind: 'message'; text: string }
  | { kind: 'none' }

/** Never throws for anything a person did: a refusal is an answer. A throw is a fault on our side and is logged. */
export type Handle = (request: Request) => Promise<Answer>

export type ChannelErrorKind = 'rate-limited' | 'gone' | 'forbidden' | 'ambiguous' | 'unreachable'

/**
 * The only error a channel may throw. `rate-limited` and `unreachable` were surely not delivered and may be sent again;
 * `ambiguous` may have been delivered; `gone` (the message or place no longer exists) and `forbidden` are final.
 */
export class ChannelError extends Error {
  readonly kind: ChannelErrorKind
  readonly retryAfterMs: number | null
  constructor(kind: ChannelErrorKind, retryAfterMs: number | null = null, cause?: unknown) {
    super(`the channel did not take the message: ${kind}`, { cause })
    this.kind = kind
    this.retryAfterMs = retryAfterMs
  }
}

/** A channel: three verbs, and start and stop. Every verb may throw `ChannelError` and nothing else. */
export type Channel = {
  name: string
  /** Posts in a place. In a place of kind `channel`, also one with a thread's address, it begins a new thread: the answer's place. */
  post(place: Place, card: Card): Promise<MessageRef>
  /** Puts a card in the place of one sent before. Notifies nobody. */
  update(ref: MessageRef, card: Card): Promise<void>
  /** Sends to one person. `near` is their personal chat where known, otherwise any place of the same tenant. */
  direct(account: Account, near: Place, card: Card): Promise<MessageRef>
  start(handle: Handle): Promise<void>
  stop(): Promise<void>
}

export type Clock = { now(): string }

/** The only source of ids: `next('case')` gives `case_…`, never twice the same. */
export type Ids = { next<K extends string>(kind: K): `${K}_${string}` }

export type Person = {
  id: `person_${string}`
  municipality: string
  unit: string
  service: string
  name: string
  roles: Role[]
  lang: Lang
  active: boolean
}

/** A case as it was read, with the version that a save must still find. */
export type StoredCase = { case: Case; version: number }

/** Something to be sent, without words: the card is drawn, and access checked, when it is sent. */
export type Outgoing = {
  id: `out_${string}`
  case: CaseId | null
  /** `thread` opens the thread of a case, `line` adds a sentence to it, `update` draws a card again where it stands. */
  verb: 'thread' | 'line' | 'direct' | 'update'
  card: string
  line: string | null
  subject: string
  person: PersonId | null
  message: MessageRef | null
  /** Rows of one lane are sent one after the other, in the order in which they were put. */
  lane: string
  madeAt: Instant
}

/** `fence` grows with every claim: a result written with an older one is refused. */
export type Claimed = { row: Outgoing; fence: number; attempts: number }

/** A card that was sent and stands somewhere, so that it can be drawn again there. `drawn` is a digest of what it shows. */
export type Shown = {
  case: CaseId
  card: string
  line: string | null
  subject: string
  person: PersonId | null
  message: MessageRef
  drawn: string
}

export type AccessEntry = {
  at: Instant
  person: PersonId
  case: CaseId
  /** The card or command the case was opened for. */
  what: string
  verdict: 'read' | 'refused'
  roles: string[]
}

/** One transaction. Everything read and written through it is one whole: all of it holds, or nothing. */
export type Tx = {
  inbox: {
    /** True the first time a delivery is seen; false for every repetition. */
    first(channel: string, tenant: string, delivery: string, at: Instant): Promise<boolean>
    /** Whether a delivery was kept, without keeping it. */
    seen(channel: string, tenant: string, delivery: string): Promise<boolean>
  }
  cases: {
    get(id: CaseId): Promise<StoredCase | null>
    byRef(municipality: MunicipalityCode, ref: string): Promise<StoredCase | null>
    /** The next number of a municipality's references: 1001, 1002, … */
    nextNumber(municipality: MunicipalityCode): Promise<number>
    /** Writes row, log entries and chain. `version` is that of the case as read, null for a new one; throws `VersionConflict` when it has changed. */
    save(change: {
      case: Case
      version: number | null
      entries: Entry[]
      command: string
      nextAt: Instant | null
    }): Promise<void>
    /** Writes only when the case next has something to say. */
    schedule(id: CaseId, nextAt: Instant | null): Promise<void>
    entries(id: CaseId): Promise<Entry[]>
    /** Every case in which the person stands: owner, holder, deputy, participant, asked, offered. Open ones first. */
    of(person: PersonId): Promise<StoredCase[]>
    ofUnit(municipality: MunicipalityCode, unit: UnitCode): Promise<StoredCase[]>
    broughtToKe(municipality: MunicipalityCode): Promise<StoredCase[]>
    /** Cases that have something to say at or before `now`, the longest waiting first. */
    waiting(now: Instant, limit: number): Promise<StoredCase[]>
    /** The earliest moment at which any case has something to say. */
    nextAt(): Promise<Instant | null>
  }
  words: {
    /** Encrypts with the key of the case, making one where there is none. */
    put(of: CaseId, id: WordId, text: string): Promise<void>
    /** The words there are; an erased or unknown one is absent. */
    read(of: CaseId, ids: WordId[]): Promise<Map<WordId, string>>
  }
  people: {
    get(id: PersonId): Promise<Person | null>
    byAccount(account: Account): Promise<Person | null>
    accountsOf(id: PersonId): Promise<Account[]>
    ofUnit(municipality: MunicipalityCode, unit: UnitCode): Promise<Person[]>
    ofServices(municipality: MunicipalityCode, services: ServiceCode[]): Promise<Person[]>
    withRole(municipality: MunicipalityCode, role: Role): Promise<Person[]>
    setLang(id: PersonId, lang: Lang): Promise<void>
  }
  places: {
    /** Keeps the newest address of a place, brings a dead one back to life, and knows an account's personal chat by it. */
    remember(place: Place, account: Account | null): Promise<void>
    personal(account: Account): Promise<Place | null>
    byKey(key: string): Promise<Place | null>
    /** Any living place of the tenant: a way to reach somebody who has not written yet. */
    near(channel: string, tenant: string): Promise<Place | null>
    /** Where the case came from and where its thread stands. */
    ofCase(id: CaseId, purpose: 'origin' | 'thread'): Promise<Place | null>
    setOfCase(id: CaseId, purpose: 'origin' | 'thread', place: Place): Promise<void>
    markDead(key: string, at: Instant): Promise<void>
  }
  outbox: {
    /** An update of a message for which one still waits is left out: the waiting one will draw the newest. */
    put(rows: Outgoing[]): Promise<void>
    /** Claims what may be sent at `now`, at most one row of a lane. A claim not finished within `leaseMs` may be claimed again. */
    claim(now: Instant, limit: number, leaseMs: number): Promise<Claimed[]>
    /** False when the fence is no longer the newest: somebody else has claimed the row since. */
    finish(
      id: Outgoing['id'],
      fence: number,
      result: 'sent' | 'dropped' | 'dead',
      reason: string | null,
      at: Instant,
    ): Promise<boolean>
    retry(id: Outgoing['id'], fence: number, notBefore: Instant, reason: string): Promise<boolean>
    /** At the start of the only process: nobody else holds a claim. */
    releaseAll(): Promise<void>
    waiting(): Promise<number>
    /** What could not be sent, newest first, for a person to see. */
    dead(limit: number): Promise<(Outgoing & { reason: string | null; at: Instant })[]>
    /** When the next row may be sent, or null if none waits. */
    nextAt(): Promise<Instant | null>
  }
  shown: {
    put(shown: Shown): Promise<void>
    find(of: CaseId, card: string, subject: string): Promise<Shown[]>
    at(message: MessageRef): Promise<Shown | null>
    redrawn(message: MessageRef, drawn: string): Promise<void>
    forget(message: MessageRef): Promise<void>
  }
  access: {
    log(entry: AccessEntry): Promise<void>
    of(id: CaseId): Promise<AccessEntry[]>
  }
}

export type Store = {
  /** Runs `work` in one exclusive transaction; what it throws undoes everything and is thrown on. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Somebody else changed the case between reading and saving; the work is to be done again from the start. */
export class VersionConflict extends Error {}
