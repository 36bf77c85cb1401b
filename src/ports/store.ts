/**
 * What the app asks of a store: one transaction with everything read and written through it. Plain data; no SQL.
 */
import type { Lang } from '../../cards/card.ts'
import type { CaseId, Day, Instant, MunicipalityCode, PersonId, ServiceCode, UnitCode, WordId } from '../core/ids.ts'
import type { Role } from '../core/permission.ts'
import type { Dropped, Letter } from '../outgoing.ts'
import type { AccessLog } from './access.ts'
import type { Cases } from './cases.ts'
import type { ChannelErrorKind } from './channel.ts'
import type { Digests } from './digest.ts'
import type { Drafts } from './draft.ts'
import type { FamilyDoor } from './family.ts'
import type { Leave } from './leave.ts'
import type { Mark } from './mark.ts'
import type { Hours, OwnPace, Person } from './person.ts'
import type { Account, MessageRef, Place } from './place.ts'
import type { Sessions } from './session.ts'
import type { Noted, StandIn, StandInEntry, WhyEnded } from './stand-in.ts'
import type { Weeklies } from './weekly.ts'

/** An account of a person's. `unreachable`: the channel said for good that it takes no messages, and nothing was heard since. */
export type OwnAccount = Account & { unreachable: boolean }

/** Where a case is followed: the place it was begun or asked for in, and the thread that stands there, once one does. */
export type Followed = { origin: Place; thread: Place | null }

/** Something to be sent, without words: the card is drawn, and access checked, when it is sent. */
export type Outgoing = {
  id: `out_${string}`
  case: CaseId | null
  /** `thread` opens the thread of a case, or says what is about none in a place; `line` adds a sentence to it, `update` draws a card again where it stands. */
  verb: 'thread' | 'line' | 'direct' | 'update'
  person: PersonId | null
  message: MessageRef | null
  /** The key of the origin in which a thread is begun, or in whose thread a line is added. */
  origin: string | null
  /** Rows of one lane are sent one after the other, in the order in which they were put. */
  lane: string
  madeAt: Instant
} & Letter

/**
 * `fence` grows with every claim: a result written with an older one is refused. `attempts` counts the tries that reached
 * the channel or failed here, this one included; `unsure` those of which nobody knows whether they arrived.
 */
export type Claimed = { row: Outgoing; fence: number; attempts: number; unsure: number }

/**
 * What may be sent now; and what this version has no card for, as after a step back to an older one: never drawn as
 * something else, but dead for the reason `unknown`.
 */
export type Claims = { claimed: Claimed[]; unknown: Outgoing['id'][] }

/** Why a send did not come about: what the channel said, or a fault of ours. */
export type Failed = ChannelErrorKind | 'fault'
type Finished = 'sent' | 'dropped' | 'dead'

/** What could not be sent; `card` may be one that this version does not know. */
export type DeadLetter = Pick<Outgoing, 'id' | 'case' | 'verb' | 'person'> & {
  /** By which the case is known, where there is one. */
  ref: string | null
  card: string
  reason: string | null
  at: Instant
}

/** A card that was sent and stands somewhere, so that it can be drawn again there. `drawn` is a digest of what it shows. */
export type Shown = { case: CaseId; person: PersonId | null; message: MessageRef; drawn: string } & Letter

/**
 * Content that stands in the message of somebody's own chat in which they pressed for it, since when, and what they might read
 * of the case then. `opens` asks for it anew; `until` is when it is to be folded. In a message there may be one of each case.
 */
export type Unfolded = {
  message: MessageRef
  person: PersonId
  case: CaseId | null
  opens: { action: string; data: Record<string, string> } | null
  since: Instant
  reads: string
  until: Instant | null
}

/** One transaction. Everything read and written through it is one whole: all of it holds, or nothing. */
export type Tx = {
  inbox: {
    /** True the first time a delivery is seen; false for every repetition. */
    first(channel: string, tenant: string, delivery: string, at: Instant): Promise<boolean>
    /** Whether a delivery was kept, without keeping it. */
    seen(channel: string, tenant: string, delivery: string): Promise<boolean>
  }
  marks: {
    /** Sets a mark for a while, or for good where that is null; set again before its time is over, it counts one more, and as long as is said then. */
    set(mark: Mark, lasts: { now: Instant; until: Instant } | null): Promise<void>
    /** How often it was set; 0 once its time is over, whether it is still stored or not. */
    times(mark: Mark, now: Instant): Promise<number>
  }
  cases: Cases
  words: {
    /** Encrypts with the key of the case, making one where there is none. */
    put(of: CaseId, id: WordId, text: string): Promise<void>
    /** The words there are; an erased or unknown one is absent. */
    read(of: CaseId, ids: WordId[]): Promise<Map<WordId, string>>
    /** Destroys the key of the case: none of its words can be read by anybody any more. What is put later gets a new one. */
    erase(of: CaseId): Promise<void>
  }
  /**
   * What `get`, `byAccount` and the lists give is shared, and frozen through and through: as a rule the same until the directory is
   * written, and never the same after that, so that what was reckoned from it stands as long as it is what one is given.
   */
  people: {
    get(id: PersonId): Promise<Person | null>
    byAccount(account: Account): Promise<Person | null>
    /** Those that can be reached first, and among them the one last heard from. */
    accountsOf(id: PersonId): Promise<OwnAccount[]>
    /** The one active person with that mail address, in lower case; null where there is none, or more than one. */
    byEmail(email: string): Promise<Person | null>
    /**
     * Notes that the account is in use. What could not be sent to its person while it was unreachable waits again. The answer is
     * whether anything does, and whether the account is back.
     */
    heard(account: Account, at: Instant): Promise<{ waits: boolean; isBack: boolean }>
    unreachable(account: Account, at: Instant): Promise<void>
    /** Makes an account a person's own; false where it is somebody else's. */
    pair(id: PersonId, account: Account): Promise<boolean>
    unpair(account: Account): Promise<void>
    /** Whoever has a post there, in this list and the two that follow. */
    ofUnit(municipality: MunicipalityCode, unit: UnitCode): Promise<Person[]>
    ofServices(municipality: MunicipalityCode, services: ServiceCode[]): Promise<Person[]>
    withRole(municipality: MunicipalityCode, role: Role): Promise<Person[]>
    /** Those of its active people who are called like somebody else among them. */
    namesakes(municipality: MunicipalityCode): Promise<Person[]>
    setLang(id: PersonId, lang: Lang): Promise<void>
    setHours(id: PersonId, hours: Hours | null): Promise<void>
    setDigest(id: PersonId, digest: OwnPace | null): Promise<void>
  }
  places: {
    /** Keeps the newest address of a place, brings a dead one back to life, and knows an account's personal chat by it. */
    remember(place: Place, account: Account | null): Promise<void>
    personal(account: Account): Promise<Place | null>
    byKey(key: string): Promise<Place | null>
    /** Any living place of the tenant: a way to reach somebody who has not written yet. */
    near(channel: string, tenant: string): Promise<Place | null>
    /** From where a case is followed, oldest first: living origins, each with its thread if that lives. */
    followed(id: CaseId): Promise<Followed[]>
    /** The cases that are followed from a place that lives, or from a living thread in it. */
    followedFrom(key: string): Promise<CaseId[]>
    /** Follows a case from a place; nothing changes where it is followed from there already. */
    follow(id: CaseId, origin: Place): Promise<void>
    /** The thread that now stands for a case in an origin. */
    begun(id: CaseId, origin: string, thread: Place): Promise<void>
    markDead(key: string, at: Instant): Promise<void>
    /** Every place of a tenant, as when the bot is removed from it; gives back the cases that were followed from there. */
    markTenantDead(channel: string, tenant: string, at: Instant): Promise<CaseId[]>
    /** Cases that are followed from a thread of a place are so again, whatever had happened to it. */
    reviveThreads(place: Place): Promise<void>
  }
  outbox: {
    /** An update of a message for which one still waits is left out: the waiting one will draw the newest. */
    put(rows: Outgoing[]): Promise<void>
    /** Claims what may be sent at `now`, at most one row of a lane. A claim not finished within `leaseMs` may be claimed again. */
    claim(now: Instant, limit: number, leaseMs: number): Promise<Claims>
    /** False when the fence is no longer the newest: somebody else has claimed the row since. */
    finish(id: Outgoing['id'], fence: number, as: Finished, why: Dropped | Failed | null, at: Instant): Promise<boolean>
    /** Noted just before the message is sent: a claim that is not finished is unsure from here on. False when it was lost. */
    leaves(id: Outgoing['id'], fence: number): Promise<boolean>
    /** `ambiguous` counts as unsure; `waits` and `held`, by a channel that is down, were no try at all and count as none. */
    retry(id: Outgoing['id'], fence: number, notBefore: Instant, reason: Failed | 'waits' | 'held'): Promise<boolean>
    /** What is held may be sent from `at`; of that person alone also what waits for an hour or a day of theirs. */
    hurry(at: Instant, person?: PersonId): Promise<void>
    /** At the start of the only process: nobody else holds a claim. */
    releaseAll(): Promise<void>
    waiting(): Promise<number>
    /** What could not be sent, newest first, for a person to see. */
    dead(limit: number): Promise<DeadLetter[]>
    /** All that could not be sent waits again from `at`; what may have arrived is tried once. Answers how many that is. */
    again(at: Instant): Promise<number>
    /** What was put there for one person since `since`, the oldest first, and what became of it so far. */
    to(person: PersonId, since: Instant): Promise<{ row: Outgoing; became: Finished | 'waiting'; why: string | null }[]>
    /** What is to be sent to one person of a case and was not yet. */
    waitsFor(person: PersonId, of: CaseId): Promise<Letter[]>
    /** Whether a later row says the same to the same person, and this one has certainly not arrived. */
    isRepeated(id: Outgoing['id']): Promise<boolean>
    /** When the next row may be sent, or null if none waits. */
    nextAt(): Promise<Instant | null>
  }
  shown: {
    put(shown: Shown): Promise<void>
    find(of: CaseId, card: Letter['card'], subject: string): Promise<Shown[]>
    of(id: CaseId): Promise<Shown[]>
    /** Everything shown of a municipality's cases to people in their own chats, or to those alone who have no post there any more. */
    toPeople(municipality: MunicipalityCode, who: 'all' | 'left'): Promise<Shown[]>
    at(message: MessageRef): Promise<Shown | null>
    redrawn(message: MessageRef, drawn: string): Promise<void>
    forget(message: MessageRef): Promise<void>
    /** Everything that was shown to a person, but for what stands in these places. */
    forgetElsewhere(person: PersonId, places: Place[]): Promise<void>
  }
  /** Codes by which somebody shows in one channel that they are who another channel knows. Kept as digests. */
  codes: {
    put(code: string, person: PersonId, until: Instant): Promise<void>
    /** Whose code it is; it is used up by that. Null for one that is unknown, used, or past its time. */
    take(code: string, now: Instant): Promise<PersonId | null>
  }
  family: FamilyDoor
  drafts: Drafts
  digests: Digests
  /** What of cases stands in people's own chats since they pressed for it; in one message the newest first. */
  unfolded: {
    /** Takes the place of what was of the same case in the same message. */
    put(one: Unfolded): Promise<void>
    at(message: MessageRef): Promise<Unfolded[]>
    of(id: CaseId | null): Promise<Unfolded[]>
    /** What is of no case, in the chats of these people. */
    listsOf(people: PersonId[]): Promise<Unfolded[]>
    all(): Promise<Unfolded[]>
    /** Those to be folded by `now`, the longest overdue first. */
    ending(now: Instant, limit: number): Promise<Unfolded[]>
    /** Sets when it is to be folded; null once that is on its way, or could not be done. */
    end(message: MessageRef, at: Instant | null): Promise<void>
    forget(message: MessageRef): Promise<void>
    nextAt(): Promise<Instant | null>
  }
  standIns: {
    /** `begun`: whether it was told of what waited. */
    all(): Promise<(StandIn & { begun: boolean })[]>
    of(leader: PersonId): Promise<StandIn[]>
    in(municipality: MunicipalityCode, unit: UnitCode): Promise<StandIn[]>
    /** Each of the three is noted for good. Rejects where that leader has named somebody in that unit, who has not ended. */
    put(one: StandIn, noted: Noted): Promise<void>
    begun(one: StandIn, noted: Noted): Promise<void>
    end(one: StandIn, ended: Noted & { why: WhyEnded }): Promise<void>
    /** What became of all that were ever named, or of those as whom somebody was: oldest first. */
    log(person?: PersonId): Promise<StandInEntry[]>
  }
  leaves: {
    /** Of everybody who has any, with their home, and whether they are of the list of staff. */
    all(): Promise<(Leave & Pick<Person, 'municipality' | 'active'> & { person: PersonId })[]>
    /** From now on those days: it takes the place of what they had. */
    put(person: PersonId, leave: Leave): Promise<void>
    /** It has begun, and their cases were looked at for it on that day. */
    looked(person: PersonId, day: Day): Promise<void>
    end(person: PersonId): Promise<void>
  }
  /** Where a municipality let content stand at the last start; null before the first time. */
  stands: {
    was(municipality: MunicipalityCode): Promise<string | null>
    now(municipality: MunicipalityCode, where: string): Promise<void>
  }
  weeklies: Weeklies
  sessions: Sessions
  /** What a channel must remember and nobody may read: sealed with the master key. */
  secrets: {
    names(channel: string): Promise<string[]>
    get(channel: string, name: string): Promise<string | null>
    put(channel: string, name: string, text: string): Promise<void>
    forget(channel: string, name: string): Promise<void>
  }
  /**
   * Forgets at most `limit` of each: deliveries that came, messages that were sent or dropped, and leave that ended, before `before`; marks,
   * codes, drafts and sessions whose time was over by `now`. Answers how many that were. What could not be sent stays.
   */
  prune(moments: { before: Instant; now: Instant }, limit: number): Promise<number>
  access: AccessLog
}

/** What reading may touch. Nothing in it changes anything, but that a look at a case is noted. */
export type Reader = {
  cases: Pick<
    Tx['cases'],
    'get' | 'byRef' | 'entries' | 'of' | 'ofUnit' | 'comingTo' | 'broughtToKe' | 'openIn' | 'unreadable'
  >
  words: Pick<Tx['words'], 'read'>
  people: Pick<Tx['people'], 'get' | 'byAccount' | 'accountsOf' | 'ofUnit' | 'ofServices' | 'withRole' | 'namesakes'>
  places: Pick<Tx['places'], 'byKey' | 'followed' | 'personal' | 'near'>
  standIns: Pick<Tx['standIns'], 'of' | 'in' | 'log'>
  digests: Pick<Tx['digests'], 'lines' | 'kept'>
  outbox: Pick<Tx['outbox'], 'to'>
  weeklies: Pick<Weeklies, 'of'>
  access: AccessLog
  family: Pick<FamilyDoor, 'isOpenTo'>
}

export type Store = {
  /**
   * Runs `work` in one exclusive transaction; what it throws undoes everything and is thrown on. In the order in which they were asked
   * for, but that those that give way let the others go first.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>, givesWay?: boolean): Promise<T>
  close(): Promise<void>
}
