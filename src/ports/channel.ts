/** What the app asks of a channel, and what a channel asks of the app. Plain data crosses, and of an answer where it stands; no SDK. */
import type { Button, Card, ChatCard, Lang } from '../../cards/card.ts'
import type { Instant } from '../core/ids.ts'
import type { Account, Mention, MessageRef, Place } from './place.ts'

/**
 * In a place cards can also be delivered to. `personal`: only the asker sees the answer; `inWindow`: in a dialog or modal,
 * which leaves nothing behind.
 */
type AtPlace = { from: 'place'; place: Place; personal: boolean; inWindow?: boolean }
/** A page of our own: it shows the answer to the asker alone, and nothing is ever delivered to it. */
type AtWindow = { from: 'window'; place: null; personal: true; inWindow?: true }

/** Something a person did. `delivery` is the same when the channel delivers the same thing again. */
export type Request = { delivery: string; account: Account } & (((AtPlace | AtWindow) & Done) | (AtPlace & InPlace))
/** What a channel that has places hands in. */
export type PlaceRequest = Extract<Request, { from: 'place' }>

type Done =
  | { kind: 'write'; text: string; mentions?: Mention[] }
  | ({ kind: 'press' } & Pressed)
  | ({ kind: 'open' } & Pressed)
  /** A message in the chat that somebody wants in a stafettlogg. */
  | { kind: 'collect'; text: string; mentions?: Mention[]; source?: Source }
  /** The person looks at their own page in the channel, where it has one. */
  | { kind: 'home' }
  /** The card or form that answered a press could not be shown any more; the answer is a way to try again. */
  | { kind: 'missed'; action: string; data: Record<string, string> }

/** `message`: the one of their own chat that was pressed, or from which a window was opened; the answer may take its place. */
type Pressed = {
  action: string
  data: Record<string, string>
  fields: Record<string, string>
  message?: MessageRef
}

/**
 * What the channel says of a message: who wrote it (`name` is the channel's own word for them), when, and where it can be read.
 */
export type Source = { by: Account | null; name: string | null; at: Instant | null; link: string | null }

type InPlace =
  /** The bot was installed for the person or in the place, or removed from it; `everywhere`: from the whole tenant. */
  | { kind: 'arrived' }
  | { kind: 'left'; everywhere?: boolean }
  /** A link to a case stands in a message that others read: `ref` is what the link names. */
  | { kind: 'refer'; ref: string }

/**
 * What the person sees at once. `card` takes the place of the pressed card (or answers what was said); `form` is a card
 * with fields, shown as the channel shows forms; `message` is one short sentence for this person alone, in bokmål
 * where no language is named. A window shows `card`; a message, and a page that stays like one, shows `chat`. `stands` wants to
 * be told of the new message in which the card stands, so that it is drawn again when it is out of date.
 */
export type Answer =
  | {
      kind: 'card' | 'form'
      card: Card
      chat: ChatCard
      stands?(message: MessageRef): Promise<void>
      /** By what a button would ask for it, where that was written: for a way to the page that shows the same. */
      again?: Pick<Button, 'kind' | 'action' | 'data'>
      /** Whether it takes the place of the pressed card for everybody who sees that: it is over, and nobody is to press it. */
      forAll?: true
    }
  | { kind: 'message'; text: string; lang?: Lang }
  /**
   * A file to keep. A page or a terminal gives it with the answer. No chat does: neither what answers a press nor a
   * dialog carries one, so there the card is shown, which says what to do instead.
   */
  | { kind: 'file'; file: AnsweredFile; card: Card; chat: ChatCard }
  | { kind: 'none' }

/** `name` is what it is called where it is kept, without a folder; `mediaType` as in `text/csv`. */
export type AnsweredFile = { name: string; mediaType: string; bytes: Uint8Array }

/** Never throws for anything a person did: a refusal is an answer. A throw is a fault on our side and is logged. */
export type Handle = (request: Request) => Promise<Answer>

export type ChannelErrorKind = 'rate-limited' | 'gone' | 'forbidden' | 'refused' | 'ambiguous' | 'unreachable'

/**
 * The only error a channel may throw. `rate-limited` and `unreachable` were surely not delivered and may be sent again;
 * `ambiguous` may have been delivered; `gone` (the message or place no longer exists), `forbidden` and `refused` (the
 * message itself is of no form the channel takes) are final.
 */
export class ChannelError extends Error {
  readonly kind: ChannelErrorKind
  readonly retryAfterMs: number | null
  /** What the channel or the network itself called it, for the log: a code and never a word of somebody's. */
  readonly code: string | null
  constructor(
    kind: ChannelErrorKind,
    retryAfterMs: number | null = null,
    cause?: unknown,
    code: string | null = codeIn(cause),
  ) {
    super(`the channel did not take the message: ${kind}`, { cause })
    this.kind = kind
    this.retryAfterMs = retryAfterMs
    this.code = code
  }
}

/** The code of an error, or of the first of its causes that has one. */
export function codeIn(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  return 'code' in error && typeof error.code === 'string' ? error.code.toLowerCase() : codeIn(error.cause)
}

/** Where something is to be sent. */
export type Destination = { place: Place } | { account: Account; near: Place | null }

/**
 * What is wrong with a channel as a whole until somebody puts it right: it refuses a credential (`what`), or the connection
 * by which it is heard can't be opened. `code` is the channel's own.
 */
export type ChannelFault = {
  kind: 'token-refused' | 'socket-closed'
  what: 'bot' | 'app'
  code: string | null
}

/** Names one message through all tries to send it; `since` is when it was first to be sent. */
export type Sending = { id: string; since: Instant }

/** Part of what names an account to an administrator. */
export type AccountId = { what: 'account' | 'organisation'; value: string }

/** The two columns of the file of people that hold the accounts of one channel. `form` says in words what `isForm` accepts. */
export type AccountColumns = {
  channel: string
  tenant: string
  user: string
  form: string
  isForm(value: string): boolean
  /** The spelling in which the channel itself gives the value. */
  normal(value: string): string
}

/** A channel: three verbs, and start and stop. Every verb may throw `ChannelError` and nothing else. */
export type Channel = {
  name: string
  /** What people call it: the name of the product. */
  title: string
  /** What somebody the directory does not know gives their administrator, in the order it is asked for. */
  idsOf(account: Account): AccountId[]
  /** Posts in a place. In a place of kind `channel`, also one with a thread's address, it begins a new thread: the answer's place. */
  post(place: Place, card: ChatCard, sending: Sending): Promise<MessageRef>
  /** Puts a card in the place of one sent before. Notifies nobody. */
  update(ref: MessageRef, card: ChatCard): Promise<void>
  /**
   * Sends to one person. `near` is their personal chat where known, otherwise any place of the same tenant; null where
   * none is known, which is `forbidden` in a channel that can't begin a chat without one.
   */
  direct(account: Account, near: Place | null, card: ChatCard, sending: Sending): Promise<MessageRef>
  /**
   * Whether a message stands where it was to be sent, after a try nobody knows the end of: to `place`, or to the person.
   * Null: it surely does not. Only in a channel that can tell.
   */
  find?(to: Destination, sending: Sending): Promise<MessageRef | null>
  /** Whether it takes anything again, after it did not: asked by a request that shows nobody anything. */
  isBack?(to: Destination): Promise<boolean>
  /** Tries its credentials; what comes of that is among the faults. */
  tryCredentials?(): Promise<unknown>
  faults?(): ChannelFault[]
  /** The verified mail address of an account, or null; asked only where a municipality lets people be known by it. */
  emailOf?(account: Account): Promise<string | null>
  /** The key of the channel a place is in: for a thread that of its channel, for any other place its own. */
  channelOf(place: Place): string
  start(handle: Handle): Promise<void>
  stop(): Promise<void>
}

/**
 * The few words a channel says by itself, where it has room that no card fills, in the language of the card they stand
 * by: the bot's own name; on the button that closes a dialog or a question, or leads to the page; in an empty choice; beside a tick; under what
 * was cut off; while something is fetched; where the service left out what was needed; on the page that ends an installation.
 */
export type Phrases = Record<
  | 'name'
  | 'close'
  | 'browser'
  | 'cancel'
  | 'choose'
  | 'yes'
  | 'optional'
  | 'cut'
  | 'wait'
  | 'incomplete'
  | 'installed'
  | 'notInstalled',
  string
>
export type PhrasesIn = (lang: Lang) => Phrases

/** What a channel must remember and nobody may read, such as tokens: kept sealed. Names are the channel's own. */
export type Vault = {
  names(): Promise<string[]>
  get(name: string): Promise<string | null>
  put(name: string, text: string): Promise<void>
  forget(name: string): Promise<void>
}
