/**
 * Fjordvik in one process: the app on a store in a file, its people, a clock set by hand, and what people press brought in by the
 * app's own front door. Nothing is sent unless somebody asks for it.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Card } from '../cards/card.ts'
import { createAfterwards } from '../src/app/afterwards.ts'
import type { App } from '../src/app/app.ts'
import { createHandle } from '../src/app/door/index.ts'
import { createCalendar } from '../src/calendar.ts'
import type { Instant, PersonId } from '../src/core/ids.ts'
import type { Policy } from '../src/core/policy.ts'
import { createIds } from '../src/ids.ts'
import type { LogFields } from '../src/log.ts'
import { readModel } from '../src/model/read.ts'
import type { Answer, Tx } from '../src/ports.ts'
import { type OpenStore, openStore, type PersonToImport } from '../src/store/open.ts'
import { accountOf, type BenchChannel, channelName, chatOf, createChannel } from './channel.ts'

export const keys = [{ version: 1, key: Buffer.alloc(32, 1) }]

/** Monday 2 November 2026, nine in the morning in Norway. */
export const monday: Instant = '2026-11-02T08:00:00.000Z'

export type Texts = Record<string, string>
type Form = { data: Texts; values: Texts }

export type Place = {
  app: App
  store: OpenStore
  channel: BenchChannel
  path: string
  /** By the user of their account. Throws where there is nobody. */
  id(user: string): PersonId
  /** What somebody's press in their own chat, or in a window, is answered with. Throws where that is no card, or a refusal. */
  press(user: string, action: string, data?: Texts, fields?: Texts): Promise<Card>
  /** The same on a page of ours. */
  onPage(user: string, action: string, data?: Texts): Promise<Card>
  /** What the button of a form carries that somebody has opened, and what stands in its fields. */
  open(user: string, action: string, data?: Texts): Promise<Form>
  /** Opens the form, and sends it in with what is typed. */
  submit(user: string, action: string, data: Texts, typed: Texts): Promise<Card>
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  setClock(moment: Instant): void
  /** Ends what goes on, and closes its store: the file can then be copied or written by others. */
  leave(): Promise<void>
  /** As `leave`, and the file is gone. */
  close(): Promise<void>
}

/** `reminders` is what differs from the model; `path` is a database that somebody else throws away. */
export type Around = {
  folder: string
  people?: PersonToImport[]
  channel?: BenchChannel
  reminders?: Partial<Policy['reminders']>
  path?: string
}

/** Those whom every figure has: a teacher, a head, KE. Nobody of them exists. */
export const staff: PersonToImport[] = [
  somebody('ingrid'),
  somebody('mari'),
  somebody('terje', { roles: ['employee', 'leader'] }),
  somebody('sara', { unit: 'ke', service: 'koordinerende-enhet', roles: ['employee', 'ke'] }),
]

/** An employee at Fjordvik skole, known by an account that is called as they are. */
export function somebody(user: string, change: Partial<PersonToImport> = {}): PersonToImport {
  const work = { municipality: 'fjordvik', unit: 'fjordvik-skole', service: 'skole', roles: ['employee' as const] }
  const person = { name: `Ansatt ${user}`, lang: 'nb' as const, active: true, email: null, line: 2 }
  return { ...work, ...person, accounts: [accountOf(user)], ...change }
}

export async function openPlace(around: Around): Promise<Place> {
  const { folder, people = staff, channel = createChannel(), reminders = {} } = around
  const own = mkdtempSync(join(folder, 'stafett-bench-'))
  const path = around.path ?? join(own, 'stafett.sqlite')
  const store = await openStore({ path, keys })
  const clock = { now: () => present }
  let present = monday
  const app = appOf({ store, channel, clock, reminders })
  if (people.length > 0) await store.importPeople(people, app.ids)
  const known = new Map((await store.people()).map(({ id, name }) => [name, id]))
  const leave = async () => {
    await app.afterwards.settled()
    await store.close()
  }
  return {
    app,
    store,
    channel,
    path,
    id: (user) => known.get(`Ansatt ${user}`) ?? absent(user),
    ...requestsOf(app),
    read: (work) => store.transaction(work),
    setClock: (moment) => {
      present = moment
    },
    leave,
    close: async () => {
      await leave()
      rmSync(own, { recursive: true, force: true })
    },
  }
}

type Parts = Pick<App, 'store' | 'clock'> & { channel: BenchChannel; reminders: Partial<Policy['reminders']> }

function appOf({ store, clock, channel, reminders }: Parts): App {
  const read = readModel('src/demo/fjordvik.yaml')
  const policy = { ...read.policy, reminders: { ...read.policy.reminders, ...reminders } }
  const model = { ...read, policy }
  const log = { error: complain, warn: complain, info: () => undefined, debug: () => undefined }
  return {
    store,
    clock,
    log,
    ids: createIds(clock),
    random: Math.random,
    unguessable: (below) => Math.floor(Math.random() * below),
    afterwards: createAfterwards(log),
    keepDays: 90,
    wake: () => undefined,
    municipalities: new Map([['fjordvik', { model, calendar: createCalendar(model) }]]),
    channels: new Map([[channelName, channel]]),
  }
}

function complain(event: string, { error, ...fields }: LogFields = {}): void {
  process.stderr.write(`${event} ${JSON.stringify(fields)} ${error instanceof Error ? error.stack : ''}\n`)
}

function requestsOf(app: App): Pick<Place, 'press' | 'onPage' | 'open' | 'submit'> {
  const handle = createHandle(app)
  const ask = (kind: 'press' | 'open', user: string, action: string, data: Texts, fields: Texts) => {
    const account = accountOf(user)
    const delivery = app.ids.next('delivery')
    const at = { from: 'place', place: chatOf(account), personal: true, inWindow: true } as const
    return handle({ delivery, account, kind, action, data, fields, ...at })
  }
  const press: Place['press'] = async (user, action, data = {}, fields = {}) =>
    cardIn(await ask('press', user, action, data, fields), action)
  const onPage: Place['onPage'] = async (user, action, data = {}) => {
    const at = { from: 'window', place: null, personal: true } as const
    const asked = { delivery: app.ids.next('delivery'), account: accountOf(user), fields: {} }
    return cardIn(await handle({ ...asked, kind: 'press', action, data, ...at }), action)
  }
  const open: Place['open'] = async (user, action, data = {}) =>
    formIn(await ask('open', user, action, data, {}), action)
  const submit: Place['submit'] = async (user, action, about, typed) => {
    const { data, values } = await open(user, action, about)
    if (data.unfold === undefined) return press(user, action, data, Object.assign(values, typed))
    // That opens what is folded, which must be said as well.
    const unfolded = formIn(await ask('press', user, action, data, Object.assign(values, typed)), action)
    return press(user, action, unfolded.data, Object.assign(unfolded.values, typed))
  }
  return { press, onPage, open, submit }
}

function formIn(answer: Answer, action: string): Form {
  const form = 'card' in answer && answer.card.name === 'form' ? answer.card : null
  const button = form?.buttons.find((one) => one.action === action)
  if (!form || !button) throw new Error(`${action} did not open: ${JSON.stringify(answer)}`)
  return { data: button.data, values: valuesIn(form) }
}

/** What stands in the fields of a form. */
function valuesIn({ blocks }: Card): Texts {
  const filled = blocks.flatMap((block) => ('id' in block && block.value !== undefined ? [block] : []))
  return Object.fromEntries(filled.map(({ id, value }) => [id, String(value)]))
}

function cardIn(answer: Answer, action: string): Card {
  const card = answer.kind === 'card' ? answer.card : null
  if (card === null || card.name === 'refusal' || card.name === 'form')
    throw new Error(`${action} was answered with ${JSON.stringify(card ?? answer)}`)
  return card
}

function absent(user: string): never {
  throw new Error(`nobody is called ${user}`)
}
