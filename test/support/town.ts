/**
 * Fjordvik in one process: the app on a real store of its own, its people, a clock set by hand, and a channel in memory.
 * What people do goes through the door, as a channel would bring it.
 */
import type { Card } from '../../cards/card.ts'
import { createAfterwards } from '../../src/app/afterwards.ts'
import type { App, Municipality } from '../../src/app/app.ts'
import { createHandle } from '../../src/app/door/handle.ts'
import { createDispatcher, type Dispatcher } from '../../src/app/send/dispatch.ts'
import { createCalendar } from '../../src/calendar.ts'
import type { Day, Instant, PersonId } from '../../src/core/ids.ts'
import type { Policy } from '../../src/core/policy.ts'
import type { LogFields } from '../../src/log.ts'
import { readModel } from '../../src/model/read.ts'
import type { Model } from '../../src/model/schema.ts'
import type { Account, Answer, Place, Request, Store, Tx } from '../../src/ports.ts'
import type { OpenStore } from '../../src/store/open.ts'
import { createFakeChannel, type FakeChannel, personalPlace } from './fake-channel.ts'
import { countingIds, personToImport } from './people.ts'
import { calendar } from './sample.ts'
import { temporaryStore } from './temporary-store.ts'

const school = { unit: 'fjordvik-skole', service: 'skole' }

/** Who works in Fjordvik, one in Solvik, and one who has left. Nobody here exists. Kari is there only when asked for. */
const staff = {
  ingrid: { name: 'Ingrid Lunde', ...school },
  terje: { name: 'Terje Aas', ...school, roles: ['employee', 'leader'] },
  kari: { name: 'Kari Dahl', ...school, roles: ['employee', 'leader'] },
  mari: { name: 'Mari Holm', ...school, lang: 'nn' },
  nora: { name: 'Nora Vik', unit: 'helsestasjonen', service: 'skolehelsetjeneste' },
  jonas: { name: 'Jonas Berg', unit: 'ppt', service: 'ppt' },
  sara: { name: 'Sara Myhre', unit: 'ke', service: 'koordinerende-enhet', roles: ['employee', 'ke'] },
  eli: { name: 'Eli Strand', unit: 'digital', service: 'koordinerende-enhet', roles: ['administrator'] },
  odd: { name: 'Odd Ness', ...school, active: false },
  per: { name: 'Per Moen', municipality: 'solvik', ...school, roles: ['employee', 'leader'] },
} as const satisfies Record<string, Staff>
type Staff = {
  name: string
  unit: string
  service: string
  roles?: readonly Role[]
  lang?: 'nn'
  active?: boolean
  municipality?: string
}
type Role = 'employee' | 'leader' | 'ke' | 'administrator'
export type Name = keyof typeof staff

/** Monday 2 November 2026, nine in the morning in Norway. */
export const monday: Instant = '2026-11-02T08:00:00.000Z'

export const schoolChannel: Place = {
  channel: 'test',
  tenant: 'fjordvik',
  kind: 'channel',
  key: 'channel:1',
  address: 'c1',
}

type How = { delivery?: string; place?: Place; personal?: boolean; channel?: boolean }
export type LogLine = { level: string; event: string; fields: LogFields }

export type Town = {
  app: App
  store: OpenStore
  /** The file of its store. */
  path: string
  channel: FakeChannel
  dispatcher: Dispatcher
  log: LogLine[]
  id(name: Name): PersonId
  ask(request: Request): Promise<Answer>
  say(name: Name | 'stranger', text: string, how?: How): Promise<Answer>
  press(name: Name | 'stranger', action: string, data?: Texts, fields?: Texts, how?: How): Promise<Answer>
  open(name: Name, action: string, data?: Texts, how?: How): Promise<Answer>
  /** Opens the form and submits it with what stands in it and what is typed. */
  submit(name: Name, action: string, data: Texts, typed: Texts): Promise<Answer>
  /** Says and sends everything that can be said and sent now. */
  run(): Promise<void>
  /** Lets time pass, stopping at every moment at which something happens. */
  until(moment: Instant | Day): Promise<void>
  setClock(moment: Instant): void
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}
export type Texts = Record<string, string>

/** Read once: reading a model takes longer than most tests. */
const municipalities: [string, Municipality][] = [
  ['fjordvik', { model: readModel('src/demo/fjordvik.yaml'), calendar }],
  ['solvik', { model: readModel('test/fixtures/model-b.yaml'), calendar }],
]

type Reminding = Partial<Policy['reminders']>

function holding(
  { model, calendar }: Municipality,
  stands: Model['content']['stands'],
  reminding: Reminding,
): Municipality {
  const reminders = { ...model.policy.reminders, ...reminding }
  const policy = { ...model.policy, reminders }
  return { model: { ...model, policy, content: { ...model.content, stands } }, calendar }
}

function closing({ model }: Municipality, closed: Model['closed']): Municipality {
  const all = { ...model, closed }
  return { model: all, calendar: createCalendar(all) }
}

/** As a municipality may have it, so that a story sees every card by itself, however much happens on its one day. */
const byItself: Reminding = { digest: { holder: 'each', leader: 'each', ke: 'each' }, mostADay: 1000 }
/** What the preset gives. */
export const inDigests: Reminding = {}

type Around = {
  store?(store: Store): Store
  secondLeader?: boolean
  room?: number
  content?: Model['content']['stands']
  /** What differs from the preset; where nothing is said, each reminder comes by itself, and there is room for all. */
  reminders?: Reminding
  /** Weeks in which the municipality, or some services of it, are closed. */
  closed?: Model['closed']
  /** Whether families can sign in. */
  familyPage?: boolean
}

/** `store` may stand between the app and the real one, to fail where it is told to; `room` is how many pages the disk has. */
export async function createTown({
  store: between = (store) => store,
  secondLeader = false,
  content = 'chat',
  reminders = byItself,
  closed,
  familyPage = false,
  ...disk
}: Around = {}): Promise<Town> {
  const { store, path } = await temporaryStore(disk)
  const ids = countingIds()
  const people = await addPeople(store, ids, secondLeader)
  const channel = createFakeChannel()
  const log: LogLine[] = []
  let now = monday
  let seed = 7
  const write =
    (level: string) =>
    (event: string, fields: LogFields = {}) =>
      void log.push({ level, event, fields })
  const written = { error: write('error'), warn: write('warn'), info: write('info'), debug: write('debug') }
  const random = () => {
    seed = (seed * 16807) % 2147483647
    return seed / 2147483647
  }
  const app: App = {
    ...{ store: between(store), ids, clock: { now: () => now }, wake: () => dispatcher.wake(), keepDays: 90 },
    municipalities: new Map(
      municipalities.map(([code, one]) => {
        return [code, { ...holding(closed ? closing(one, closed) : one, content, reminders), familyPage }]
      }),
    ),
    channels: new Map([[channel.name, channel]]),
    ...{ log: written, random, unguessable: (below) => Math.floor(random() * below) },
    afterwards: createAfterwards(written),
  }
  const dispatcher = createDispatcher(app)
  const handle = createHandle(app)
  const read: Town['read'] = (work) => store.transaction(work)
  const requests = requestsOf(handle, ids.next)
  return {
    ...{ app, store, path, channel, dispatcher, log, read, ...requests },
    id: (name) => personOf(people, staff[name].name),
    run: () => dispatcher.runOnce(),
    setClock: (moment) => {
      now = moment
    },
    async until(moment) {
      const target = moment.length === 10 ? `${moment}T12:00:00.000Z` : moment
      await dispatcher.runOnce()
      for (let next = await nextMoment(store); next && next <= target; next = await nextMoment(store)) {
        if (next > now) now = next
        await dispatcher.runOnce()
      }
      now = target
      await dispatcher.runOnce()
    },
  }
}

/** The chat in which a person and the bot speak. */
export function chatOf(name: Name | 'stranger'): Place {
  return personalPlace(accountOf(name))
}

export function accountOf(name: Name | 'stranger'): Account {
  return { channel: 'test', tenant: 'fjordvik', user: name }
}

type Requests = Pick<Town, 'ask' | 'say' | 'press' | 'open' | 'submit'>

function requestsOf(handle: (request: Request) => Promise<Answer>, next: (kind: string) => string): Requests {
  const around = (name: Name | 'stranger', { delivery, place, personal, channel }: How = {}) => {
    const where = place ?? (channel ? schoolChannel : chatOf(name))
    return {
      ...{ delivery: delivery ?? next('delivery'), account: accountOf(name), place: where },
      from: 'place' as const,
      personal: personal ?? where.kind === 'personal',
    }
  }
  const press: Town['press'] = (name, action, data = {}, fields = {}, how) =>
    handle({ ...around(name, how), kind: 'press', action, data, fields })
  const open: Town['open'] = (name, action, data = {}, how) =>
    handle({ ...around(name, how), kind: 'open', action, data, fields: {} })
  return {
    ...{ ask: handle, press, open },
    say: (name, text, how) => handle({ ...around(name, how), kind: 'write', text }),
    async submit(name, action, data, typed) {
      const form = cardOf(await open(name, action, data))
      const button = form.buttons.find((one) => one.action === action)
      if (form.name !== 'form' || !button) throw new Error(`${action} did not open: ${textOf(form)}`)
      const answer = await press(name, action, button.data, { ...valuesIn(form), ...typed })
      if (button.data.unfold === undefined) return answer
      // That opened what is folded, and must be said as well.
      const opened = cardOf(answer)
      const values = { ...valuesIn(opened), ...typed }
      return press(name, action, opened.buttons.find((one) => one.action === action)?.data ?? {}, values)
    },
  }
}

/** What stands in the fields of a form. */
export function valuesIn({ blocks }: Card): Texts {
  return Object.fromEntries(
    blocks.flatMap((block) => ('id' in block && block.value !== undefined ? [[block.id, String(block.value)]] : [])),
  )
}

/** The card of an answer. Throws where there is none. */
export function cardOf(answer: Answer): Card {
  if (answer.kind === 'card' || answer.kind === 'form') return answer.card
  throw new Error(`no card but ${JSON.stringify(answer)}`)
}

/** Everything a card says and carries. */
export function textOf(shown: unknown): string {
  return JSON.stringify(shown)
}

/** The actions a card offers. */
export function actionsOn(card: Card): string[] {
  const rows = card.blocks.flatMap((block) => (block.kind === 'row' ? [block.button] : []))
  return [...rows, ...card.buttons].map(({ action }) => action)
}

/** Everything somebody can do in a case, as its menu says it: what is likely, and each of its groups, in one card. */
export async function wholeMenu(town: Town, name: Name, data: Texts): Promise<Card> {
  const first = cardOf(await town.press(name, 'show.menu', data))
  const rows = first.blocks.flatMap((block) => (block.kind === 'row' ? [block.button] : []))
  const pages = [first]
  for (const { action, data } of rows)
    if (action === 'show.menu') pages.push(cardOf(await town.press(name, action, data)))
  return { ...first, blocks: pages.flatMap(({ blocks }) => blocks) }
}

/** All of a card that was sent, as its button shows it to somebody. */
export async function whole(town: Town, name: Name, card: Card | undefined): Promise<Card> {
  if (!card) throw new Error('there is no card')
  return cardOf(await town.press(name, 'show.sent', dataOf(card, 'show.sent')))
}

/** The data of the first button with that action. */
export function dataOf(card: Card, action: string): Texts {
  const rows = card.blocks.flatMap((block) => (block.kind === 'row' ? [block.button] : []))
  const found = [...rows, ...card.buttons].find((one) => one.action === action)
  if (!found) throw new Error(`no button for ${action} on ${textOf(card)}`)
  return found.data
}

async function addPeople(store: OpenStore, ids: App['ids'], secondLeader: boolean) {
  const present = Object.entries(staff).filter(([user]) => user !== 'kari' || secondLeader)
  const list = present.map(([user, { name, ...rest }]) => {
    const { roles, ...plain }: Omit<Staff, 'name'> = rest
    const accounts = [{ channel: 'test', tenant: 'fjordvik', user }]
    return personToImport(name, { ...plain, accounts, ...(roles ? { roles: [...roles] } : {}) })
  })
  await store.importPeople(list, ids)
  return store.people()
}

function personOf(people: { id: PersonId; name: string }[], name: string): PersonId {
  const found = people.find((one) => one.name === name)
  if (!found) throw new Error(`nobody is called ${name}`)
  return found.id
}

function nextMoment(store: Store): Promise<Instant | null> {
  return store.transaction(async (tx) => {
    const { cases, digests, outbox, weeklies } = tx
    const moments = [await cases.nextAt(), await digests.nextAt(), await outbox.nextAt(), await weeklies.nextAt()]
    return moments.filter((at) => at !== null).sort()[0] ?? null
  })
}
