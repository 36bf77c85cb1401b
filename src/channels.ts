/**
 * Every channel there is, a line each; what the rest of the program asks of them is asked here, so that nothing else names one.
 * Loads none: a channel's own code comes only where it is set up, and opened.
 */
import { type Given, prefix } from './config-value.ts'
import type { AroundChannel, DeclaredChannel, Fitting, Opened } from './declared-channel.ts'
import type { Finding } from './finding.ts'
import type { AccountColumns, Channel, ChannelFault, PageOf, Preview, Vault } from './ports.ts'
import { slack } from './slack/declared.ts'
import { teams } from './teams/declared.ts'

/** The order is that in which an administrator is told of them. */
const declared = { teams, slack }

export type ChannelName = keyof typeof declared
type SettingsIn<One> = One extends DeclaredChannel<infer Settings> ? Settings : never
type SettingsOf = { [Name in ChannelName]: SettingsIn<(typeof declared)[Name]> }
/** How those are reached that are used. */
export type ChannelSettings = Partial<SettingsOf>

const channels: { [Name in ChannelName]: DeclaredChannel<SettingsOf[Name]> } = declared
const isName = (name: string): name is ChannelName => name in declared
export const channelNames: ChannelName[] = Object.keys(declared).filter(isName)
const all = channelNames.map((name) => channels[name])

export const accountColumns: AccountColumns[] = all.map(({ accounts }) => accounts)

/** Names of settings, without what all begin with. Secrets may come from a file instead. */
export const channelSettings: string[] = all.flatMap(({ settings }) => settings.plain)
export const channelSecrets: string[] = all.flatMap(({ settings }) => settings.secret)

/** What is set up, of which at least one channel must be. What is wrong is added to `problems`; the answer is of use only without. */
export function readChannels(given: Given<string>, problems: string[]): ChannelSettings {
  const found: ChannelSettings = {}
  const read = <Name extends ChannelName>(name: Name): void => {
    const settings = channels[name].read(given, problems)
    if (settings !== null) found[name] = settings
  }
  const used = channelNames.filter((name) => {
    const { plain, secret } = channels[name].settings
    return [...plain, ...secret].some((setting) => given.value(setting) !== undefined)
  })
  if (used.length === 0) problems.push(`no channel is set up: set ${all.map(enough).join(', or ')}`)
  for (const name of used) read(name)
  return found
}

function enough({ title, settings }: (typeof all)[number]): string {
  return `${settings.needed.map((name) => prefix + name).join(', ')} for ${title}`
}

/** What people call those that are used. */
export function titlesOf(used: ChannelSettings): string[] {
  return ofEach(used, ({ title }) => title)
}

/** Whether people sign in to the page by their accounts of any of them. */
export function isSignedInBy(used: ChannelSettings): boolean {
  return ofEach(used, ({ signsIn }, settings) => signsIn(settings)).some((signs) => signs)
}

/** What is right with the settings, and should be known all the same. */
export function remarksOn(used: ChannelSettings): string[] {
  return ofEach(used, ({ remarks }, settings) => remarks(settings)).flat()
}

/** Whether the manifests of those that are used are whole, can be filled, and ask for what is needed. */
export async function checkManifests(used: ChannelSettings, fitting: Fitting): Promise<Finding[]> {
  return (await Promise.all(ofEach(used, ({ checkManifest }, settings) => checkManifest(settings, fitting)))).flat()
}

/** A refused credential, as a sentence for the administrator; null for any other fault. */
export function explain({ name, title }: Channel, { kind, what, code }: ChannelFault): string | null {
  if (kind !== 'token-refused') return null
  const settings = isName(name) ? channels[name].settings.credentials[what] : []
  const named = settings.map((setting) => prefix + setting).join(' or ')
  return `${title} refuses ${named} (${code ?? 'no code'}): put in the right one and start again. What is to be sent there waits.`
}

/** What channels are opened with: each is given its own vault, and its own way to the page. */
export type AroundChannels = Omit<AroundChannel, 'vault' | 'pageOf'> & {
  vault(channel: string): Vault
  /** `signsIn`: whether its people do so by what is set. */
  pageOf(channel: string, signsIn: boolean): PageOf
}

/** Those that are used, in order. */
export function openChannels(used: ChannelSettings, { vault, pageOf, ...around }: AroundChannels): Promise<Opened[]> {
  return Promise.all(
    ofEach(used, ({ open, accounts: { channel }, signsIn }, settings) =>
      open(settings, { ...around, vault: vault(channel), pageOf: pageOf(channel, signsIn(settings)) }),
    ),
  )
}

/** How those show their cards, in order. */
export function previewsOf(names: ChannelName[]): Promise<Preview[]> {
  return Promise.all(channelNames.filter((name) => names.includes(name)).map((name) => channels[name].preview()))
}

/** The names of those that are used. */
export function namesOf(used: ChannelSettings): ChannelName[] {
  return channelNames.filter((name) => used[name] !== undefined)
}

type Use<T> = <Settings>(channel: DeclaredChannel<Settings>, settings: Settings) => T

function ofEach<T>(used: ChannelSettings, use: Use<T>): T[] {
  const one = <Name extends ChannelName>(name: Name): T[] => {
    const settings = used[name]
    return settings === undefined ? [] : [use(channels[name], settings)]
  }
  return channelNames.flatMap((name) => one(name))
}
