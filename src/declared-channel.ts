/** What a channel says of itself before it is loaded, and how it is opened. The compiler names what a new one lacks. */
import type { Router } from 'express'
import type { Given } from './config-value.ts'
import type { Finding } from './finding.ts'
import type {
  AccountColumns,
  Channel,
  ChannelFault,
  Frame,
  PageOf,
  PhrasesIn,
  Preview,
  SignIn,
  Vault,
} from './ports.ts'

/** `Settings`: how it is reached. */
export type DeclaredChannel<Settings> = {
  /** What people call it: the name of the product. */
  title: string
  /** What the file of people calls its accounts. */
  accounts: AccountColumns
  /** By their names without what all begin with. */
  settings: {
    plain: readonly string[]
    /** May come from a file instead. */
    secret: readonly string[]
    /** Those that are enough to use it. */
    needed: readonly string[]
    /** Those that are to be looked at where the channel refuses a credential. */
    credentials: Record<ChannelFault['what'], readonly string[]>
  }
  /** Asked only where one of its settings is set. What is wrong is added to `problems`; null where it can't be used. */
  read: (given: Given<string>, problems: string[]) => Settings | null
  /** Sentences for the administrator on what is right and should be known all the same. */
  remarks: (settings: Settings) => string[]
  /** Whether its people sign in to the page by their accounts of it. */
  signsIn: (settings: Settings) => boolean
  /** Loads its code. */
  open: (settings: Settings, around: AroundChannel) => Promise<Opened>
  /** Loads what shows its cards to somebody who is not there; nothing of it need be set up. */
  preview: () => Promise<Preview>
  /** Whether its manifest is whole and asks for what is needed. */
  checkManifest: (settings: Settings, fitting: Fitting) => Promise<Finding[]>
}

/** What a channel brings. `signIn` and `frame`: how its people sign in to the page, where that is set up. */
export type Opened = { channel: Channel; router: Router | null; signIn?: SignIn; frame?: Frame }

/**
 * What a channel is opened with. `report` hears in codes and never in words; `byEmail`: somebody may be known by their mail
 * address; `delay` resolves when so many milliseconds of the clock have passed.
 */
export type AroundChannel = {
  report(event: string, fields?: { code?: string }): void
  phrases: PhrasesIn
  pageOf: PageOf
  vault: Vault
  byEmail: boolean
  now(): number
  delay?: (ms: number) => Promise<unknown>
}

/** What a manifest must fit: where the bot is reached from outside, and whether somebody may be known by their mail address. */
export type Fitting = { publicUrl: string | null; byEmail: boolean }
