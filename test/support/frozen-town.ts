/**
 * The app on a database that some version left behind, with a clock that stands where its stood, and channels in memory
 * under the names of the real ones. A press here is undone again, so that each finds what was left.
 */
import { randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type Card, languages } from '../../cards/card.ts'
import { narrowConsents } from '../../src/app/act/index.ts'
import { createAfterwards } from '../../src/app/afterwards.ts'
import type { App } from '../../src/app/app.ts'
import { createHandle } from '../../src/app/door/index.ts'
import { createDispatcher, type Dispatcher } from '../../src/app/send/dispatch.ts'
import { createCalendar } from '../../src/calendar.ts'
import type { Case, Entry } from '../../src/core/case.ts'
import type { Instant } from '../../src/core/ids.ts'
import { createIds } from '../../src/ids.ts'
import { readModel } from '../../src/model/read.ts'
import type { Account, Answer, Clock, Handle, Place, Request, Store, Tx } from '../../src/ports.ts'
import { type OpenStore, openStore } from '../../src/store/open.ts'
import { wording } from '../../src/wording/index.ts'
import { createFakeChannel, type FakeChannel } from './fake-channel.ts'

/** A button or form that stands somewhere, and the one before whom it stands. */
export type Standing = {
  by: Account
  place: Place
  /** The card it stands on. */
  on: string
  kind: 'press' | 'open'
  action: string
  data: Record<string, string>
  fields: Record<string, string>
}

/** What came of a press: how it was answered, and what happened in a case. */
export type Outcome = {
  answer: Answer['kind']
  card: string | null
  /** Whether the bot said that it knows nothing of it, or failed. */
  lost: 'not-found' | 'fault' | null
  events: string[]
}

/** A log and the case it tells. */
export type Told = { entries: Entry[]; state: Case }

export type FrozenTown = {
  store: OpenStore
  channels: { teams: FakeChannel; slack: FakeChannel }
  dispatcher: Dispatcher
  log: { level: string; event: string }[]
  /** For good. */
  ask: Handle
  /** Undone again: the answer, what had come of it, and the cases as they then were with their logs. */
  tryOut(request: Request): Promise<{ answer: Answer; outcome: Outcome; told: Told[] }>
  clock: { now(): Instant; moveTo(moment: Instant): void }
  app: App
}

const [version, key = ''] = readFileSync('test/fixtures/database/test-only.key', 'utf8').trim().split(':')
const frozenKeys = [{ version: Number(version), key: Buffer.from(key, 'base64') }]

/** As it is after a start of the bot, before anybody is answered. */
export async function openFrozen(path: string, start: Instant): Promise<FrozenTown> {
  const store = await openStore({ path, keys: frozenKeys })
  let now = start
  const clock = {
    now: () => now,
    moveTo: (moment: Instant) => {
      now = moment
    },
  }
  const { app, channels, log } = appOn(store, clock)
  await narrowConsents(app)
  return {
    ...{ store, channels, log, clock, app, dispatcher: createDispatcher(app), ask: createHandle(app) },
    tryOut: (request) => tryOut(app, request),
  }
}

/** The app of Fjordvik on a store. */
export function appOn(store: Store, clock: Clock) {
  const channels = { teams: createFakeChannel('teams'), slack: createFakeChannel('slack', { canTell: true }) }
  const log: FrozenTown['log'] = []
  const write = (level: string) => (event: string) => void log.push({ level, event })
  const written = { error: write('error'), warn: write('warn'), info: write('info'), debug: write('debug') }
  const model = readModel('src/demo/fjordvik.yaml')
  const app: App = {
    ...{
      store,
      clock,
      log: written,
      ids: createIds(clock),
      random: () => 0.5,
      unguessable: (below) => randomInt(below),
    },
    ...{ afterwards: createAfterwards(written), wake: () => undefined, keepDays: 90 },
    municipalities: new Map([['fjordvik', { model, calendar: createCalendar(model) }]]),
    channels: new Map(Object.entries(channels)),
  }
  return { app, channels, log }
}

/** As the channel would bring it. */
export function requestOf({ by, place, kind, action, data, fields }: Standing, delivery: string): Request {
  return {
    delivery,
    account: by,
    place,
    from: 'place',
    personal: place.kind === 'personal',
    kind,
    action,
    data,
    fields,
  }
}

/** Everything that can be pressed on a card, with what a form would send. */
export function standingOn(card: Card, by: Account, place: Place): Standing[] {
  const rows = card.blocks.flatMap((block) => (block.kind === 'row' ? [block.button] : []))
  const fields = filledIn(card)
  return [...rows, ...card.buttons].map(({ kind, action, data, skipsFields }) => {
    return { by, place, on: card.name, kind, action, data, fields: kind === 'press' && !skipsFields ? fields : {} }
  })
}

class Undone extends Error {}

async function tryOut(app: App, request: Request): ReturnType<FrozenTown['tryOut']> {
  const events: string[] = []
  const told: Told[] = []
  const store: Store = {
    ...app.store,
    transaction: <T>(work: (tx: Tx) => Promise<T>) => undone(app.store, (tx) => work(watched(tx, events, told))),
  }
  const answer = await createHandle({ ...app, store })(request)
  return { answer, outcome: outcomeOf(answer, events), told }
}

/** What the work gave, and nothing of it done. */
async function undone<T>(store: Store, work: (tx: Tx) => Promise<T>): Promise<T> {
  const given: T[] = []
  try {
    await store.transaction(async (tx) => {
      given.push(await work(tx))
      throw new Undone()
    })
  } catch (error) {
    if (!(error instanceof Undone)) throw error
  }
  const [first] = given
  if (first === undefined) throw new Error('nothing was done')
  return first
}

function watched(tx: Tx, events: string[], told: Told[]): Tx {
  return {
    ...tx,
    cases: {
      ...tx.cases,
      save: async (change) => {
        await tx.cases.save(change)
        events.push(...change.entries.map(({ event }) => event.type))
        told.push({ entries: await tx.cases.entries(change.case.id), state: change.case })
      },
    },
  }
}

const notFound = languages.map((lang) => wording(lang)('refusal.not-found'))
const faults = languages.map((lang) => wording(lang)('message.fault'))

function outcomeOf(answer: Answer, events: string[]): Outcome {
  const said = JSON.stringify(answer)
  const says = (sentences: string[]) => sentences.some((one) => said.includes(JSON.stringify(one).slice(1, -1)))
  const lost = says(faults) ? 'fault' : says(notFound) ? 'not-found' : null
  return { answer: answer.kind, card: 'card' in answer ? answer.card.name : null, lost, events }
}

/** What stands in a form, and something in every field that must have it. */
function filledIn({ blocks }: Card): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const block of blocks) {
    if (!('id' in block)) continue
    const value = 'value' in block && block.value !== undefined ? String(block.value) : ''
    const usual =
      block.kind === 'choice' || block.kind === 'choices'
        ? (block.choices[0]?.value ?? '')
        : block.kind === 'date'
          ? (block.min ?? block.max ?? '2026-12-07')
          : block.kind === 'tick'
            ? 'true'
            : 'Noe er skrevet her'
    fields[block.id] = value || (block.required || block.kind === 'date' ? usual : '')
  }
  return fields
}
