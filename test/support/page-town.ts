/**
 * Fjordvik with its page, and people who come to it by a browser that runs no script: it follows addresses, keeps cookies, and sends the
 * form it sees.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDemo } from '../../src/demo/index.ts'
import { people } from '../../src/demo/seats.ts'
import { ownChat } from '../../src/demo/teams-connector.ts'
import type { OpenStore } from '../../src/store/open.ts'
import type { Filled } from './chat.ts'
import { moveClock } from './fjordvik.ts'
import { freePort } from './free-port.ts'
import { answered, asking } from './walk.ts'

export type PageTown = {
  url: string
  store: OpenStore
  visitor(): Visitor
  /** Lets time pass, and everything due in it happen. */
  advance(duration: string): Promise<string>
  /** What the bot has written to somebody in their own chat, as it stands now, oldest first. */
  told(name: string): string[]
  end(): Promise<void>
}

/** What a page answered, and what stands on it. */
export type Seen = { status: number; headers: Headers; text: string; address: string }

export type Visitor = {
  /** `headers` besides those of a browser that goes there by itself. */
  get(path: string, headers?: Record<string, string>): Promise<Seen>
  /** Without following where it is sent on. */
  ask(path: string, init?: RequestInit): Promise<Response>
  post(path: string, fields: [string, string][], headers?: Record<string, string>): Promise<Seen>
  /** Sends the form of a page by the button that says this. */
  press(on: Seen, button: string, fields?: Record<string, string>, to?: string): Promise<Seen>
  /** The same by the action of the button, and not to what only opens it. */
  send(on: Seen, action: string, fields?: Record<string, string>, to?: string): Promise<Seen>
  signIn(name: string, at?: string): Promise<Seen>
  /** As somebody of a family. */
  signInAs(who: string, at?: string): Promise<Seen>
  cookies: Map<string, string>
}

export async function startPageTown(): Promise<PageTown> {
  const folder = mkdtempSync(join(tmpdir(), 'page-'))
  const ports = { bot: await freePort(), holder: 0, leader: 0 }
  const startAt = '2026-11-02T08:00:00.000Z'
  const demo = await startDemo({
    headless: true,
    keep: false,
    folder: `${folder}/demo`,
    content: 'dialog',
    ports,
    startAt,
  })
  const end = async () => {
    await demo.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  const { url, store } = demo.bot
  const told = (name: string) => {
    const { messages } = demo.teams.connector
    return messages(ownChat(userOf(name))).map(({ card, text }) => (card ? JSON.stringify(card) : text))
  }
  return { url, store, visitor: () => visitorAt(url), advance: (duration) => moveClock(url, duration), told, end }
}

/** Somebody who has come to the page of a bot with no cookie. */
export function visitorAt(url: string): Visitor {
  const cookies = new Map<string, string>()
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const address = new URL(path, url)
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = Object.assign({ cookie, 'accept-language': 'nb' }, init.headers)
    const response = await fetch(address, { ...init, headers, redirect: 'manual' })
    for (const set of response.headers.getSetCookie()) keep(cookies, set)
    return response
  }
  const follow = async (path: string, init: RequestInit = {}): Promise<Seen> => {
    const response = await ask(path, init)
    const to = response.headers.get('location')
    if (to) return follow(new URL(to, new URL(path, url)).href, { headers: init.headers })
    return { status: response.status, headers: response.headers, text: await response.text(), address: path }
  }
  const post: Visitor['post'] = (path, fields, headers = {}) =>
    follow(path, { method: 'POST', body: new URLSearchParams(fields), headers })
  const sendBy = (on: Seen, press: string, fields: Record<string, string>, to: string) =>
    post(to, [...filled(standingIn(on), given(fields)), ['press', press]])
  const enter = async (at: string, as: string) => {
    const way = /href="(\/(?:rom|familie)\/inn\/[^"]*)"/.exec((await follow(at)).text)?.[1] ?? ''
    const who = await follow(unescaped(way))
    const action = /action="(\/hvem\/[^"]+)"/.exec(who.text)?.[1] ?? ''
    return follow(new URL(action, who.address).href, { method: 'POST', body: new URLSearchParams({ who: as }) })
  }
  return {
    ...{ cookies, ask, post },
    press: (on, button, fields = {}, to = '/rom/trykk') => sendBy(on, pressIn(on, button), fields, to),
    send: (on, action, fields = {}, to = '/rom/trykk') => sendBy(on, sendingIn(on, action), fields, to),
    get: (path, headers = {}) => follow(path, { headers }),
    signIn: (name, at = '/rom') => enter(at, userOf(name)),
    signInAs: (who, at = '/familie') => enter(at, who),
  }
}

/** As the sign-in calls them; whoever is nobody here as they are called. */
function userOf(name: string): string {
  return Object.values(people).find((one) => one.name === name)?.aadObjectId ?? name
}

/** One that has ended is kept no longer. */
function keep(cookies: Map<string, string>, set: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
  if (value === '') cookies.delete(name)
  else cookies.set(name, value)
}

/** With what is filled in now in the place of what stood there. */
function filled(standing: [string, string][], now: [string, string][]): [string, string][] {
  return [...standing.filter(([name]) => now.every(([one]) => one !== name)), ...now]
}

function given(fields: Record<string, string>): [string, string][] {
  return Object.entries(fields).map(([id, value]) => [`f.${id}`, value])
}

/** What stands in the form of the card, as a browser sends it: ticked, chosen and filled in. */
function standingIn({ text }: Seen): [string, string][] {
  const form = formIn(text)
  const inputs = [...form.matchAll(/<input([^>]*)>/g)].flatMap(([, attributes = '']): [string, string][] => {
    const isChosen = !/ type="(checkbox|radio)"/.test(attributes) || attributes.includes(' checked')
    return isChosen ? [[attributeIn(attributes, 'name'), attributeIn(attributes, 'value')]] : []
  })
  const areas = [...form.matchAll(/<textarea([^>]*)>\n?([^<]*)/g)].map(
    ([, attributes = '', value = '']): [string, string] => [attributeIn(attributes, 'name'), unescaped(value)],
  )
  return [...inputs, ...areas]
}

function attributeIn(attributes: string, name: string): string {
  return unescaped(new RegExp(` ${name}="([^"]*)"`).exec(attributes)?.[1] ?? '')
}

function formIn(text: string): string {
  return /<form class="card".*?<\/form>/s.exec(text)?.[0] ?? ''
}

/** What the button with these words sends. */
export function pressIn({ text }: Seen, words: string): string {
  for (const [, attributes = '', said = ''] of formIn(text).matchAll(/<button([^>]*)>([^<]*)<\/button>/g))
    if (unescaped(said) === words && !attributes.includes('hidden'))
      return unescaped(/ value="([^"]*)"/.exec(attributes)?.[1] ?? '')
  throw new Error(`no button says "${words}" on ${text.slice(text.indexOf('<main'))}`)
}

/** What each button of the card sends, as it says it. */
export function pressesIn({ text }: Seen): string[] {
  const buttons = formIn(text).matchAll(/<button[^>]* name="press" value="([^"]*)"/g)
  return [...buttons].map(([, value = '']) => unescaped(value))
}

function sendingIn(on: Seen, action: string): string {
  const found = pressesIn(on).find((one) => one.startsWith(`{"do":"press","action":"${action}"`))
  if (found === undefined) throw new Error(`no button sends ${action} on ${on.text.slice(on.text.indexOf('<main'))}`)
  return found
}

/** Where the link with these words leads. */
export function linkIn({ text }: Seen, words: string): string {
  for (const [, attributes = '', said = ''] of text.matchAll(/<a([^>]*)>([^<]*)<\/a>/g))
    if (unescaped(said) === words) return unescaped(/ href="([^"]*)"/.exec(attributes)?.[1] ?? '')
  throw new Error(`no link says "${words}" on ${text.slice(text.indexOf('<main'))}`)
}

const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }

function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity)
}

/** A stafettlogg at level 1 with the consent of both guardians, opened by somebody who is signed in; gives the case's card. */
export async function openLogOn(visitor: Visitor): Promise<Seen> {
  const form = await visitor.get('/rom/skjema/concern.register')
  const about = { about: 'Gutt på 3. trinn', targetGroup: 'child', seen: 'Er mye alene i friminuttene.' }
  const wondering = await visitor.press(form, 'Skriv ned', about)
  const conclude = await visitor.get(linkIn(wondering, 'Velg vei videre'))
  const lacking = await visitor.press(conclude, 'Velg', { outcome: 'level:1' })
  const ask = await visitor.get(linkIn(lacking, 'Be om samtykke'))
  const asked = await visitor.press(ask, 'Be om samtykke', texts(asking('skole')))
  const record = await visitor.get(linkIn(asked, 'Registrer samtykke'))
  const told = texts({ ...answered('skole'), childAsked: 'true' })
  const whole = await visitor.press(record, 'Videre', told)
  return visitor.press(whole, 'Lagre', told)
}

function texts(filled: Filled): Record<string, string> {
  return Object.fromEntries(Object.entries(filled).map(([id, value]) => [id, [value].flat().join(',')]))
}
