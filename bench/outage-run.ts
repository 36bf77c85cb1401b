/**
 * One outage: six messages of a proposal are to be sent while a channel's service is out of order, and time passes until
 * it has been back for a while. The clock is set by hand, so that a night takes a moment.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Card } from '../cards/card.ts'
import { createAfterwards } from '../src/app/afterwards.ts'
import type { App } from '../src/app/app.ts'
import { createHandle } from '../src/app/door/index.ts'
import { createDispatcher } from '../src/app/send/index.ts'
import { createCalendar } from '../src/calendar.ts'
import { createIds } from '../src/ids.ts'
import { createLog } from '../src/log.ts'
import { readModel } from '../src/model/read.ts'
import type { Answer, Handle, Store } from '../src/ports.ts'
import { openStore } from '../src/store/open.ts'
import type { Fault } from './outage-door.ts'
import { type Name, names, type Seat, slackSeat, teamsSeat } from './outage-seats.ts'

const minute = 60_000
/** Beside the messages the root of the thread is drawn anew, which shows nobody anything twice. */
const redrawn = 1
export const lengths = {
  '3 s': 3_000,
  '5 min': 5 * minute,
  '30 min': 30 * minute,
  'a night': 8 * 60 * minute,
} as const
export type Length = keyof typeof lengths
export const channels = ['Teams', 'Slack'] as const
export type ChannelTitle = (typeof channels)[number]

/**
 * `copies`: how often the message that arrived most often did; `told`: who heard that somebody was not reached; `late`: how
 * many milliseconds after the end of the outage the last message arrived, 0 where it did before that.
 */
export type Outcome = { messages: number; arrived: number; copies: number; told: string[]; dead: number; late: number }

const model = readModel('src/demo/fjordvik.yaml')

/** All outages of one channel share its stand-in; each has a town of its own. */
export async function openChannel(title: ChannelTitle) {
  let now = Date.now()
  const clock: Clock = {
    now: () => now,
    set: (ms) => {
      now = ms
    },
  }
  const seat = title === 'Teams' ? await teamsSeat() : await slackSeat(clock.now)
  return {
    outage: (fault: Fault, length: Length) =>
      outage(seat, {
        fault,
        lengthMs: lengths[length],
        clock,
      }),
    close: seat.close,
  }
}

/** What is kept is of no use afterwards, and a disk takes its time for every commit. */
const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

type Clock = { now(): number; set(ms: number): void }
type Outage = { fault: Fault; lengthMs: number; clock: Clock }

async function outage(seat: Seat, { fault, lengthMs, clock }: Outage): Promise<Outcome> {
  const town = await settle(seat, clock)
  try {
    seat.seen()
    const messages = await town.propose()
    seat.door.fault = fault
    const over = clock.now() + lengthMs
    const [copies, told] = [new Map<string, number>(), new Set<string>()]
    let last = over
    const look = () => {
      for (const { message, to, text } of seat.seen()) {
        if (tellings.some((one) => text.includes(one))) told.add(to)
        else copies.set(message, (copies.get(message) ?? 0) + 1)
        last = Math.max(last, clock.now())
      }
    }
    await town.until(over, look)
    seat.door.fault = null
    await town.until(over + 60 * minute, look)
    const most = Math.max(0, ...copies.values())
    const dead = await town.dead()
    return { messages, arrived: copies.size, copies: most, told: [...told], dead, late: last - over }
  } finally {
    seat.door.fault = null
    await town.end()
  }
}

/** Of the lines that tell of a message that was given up. */
const tellings = ['Si fra på en annen måte', 'Jeg fikk ikke skrevet noe i en tråd']

type Town = {
  /** Puts the messages into the outbox; gives back how many they are. */
  propose(): Promise<number>
  until(ms: number, look: () => void): Promise<void>
  dead(): Promise<number>
  end(): Promise<void>
}

async function settle(seat: Seat, clock: Clock): Promise<Town> {
  const folder = mkdtempSync(join(memory, 'stafett-outage-'))
  const app = await appIn(folder, seat, clock)
  const { store } = app
  const dispatcher = createDispatcher(app)
  const doing = doingIn(createHandle(app), seat)
  const { by } = doing
  const mari = await store.transaction((tx) => tx.people.byAccount(seat.account('mari')))
  const log = await openLog(doing, store, mari?.id ?? '')
  await dispatcher.runOnce()
  return {
    async propose() {
      const why = { topic: 'wellbeing', reason: 'Det trengs mer enn vi har' }
      await by('ingrid', 'level.propose', { case: log }, { to: '2', services: '', ...why })
      const day = new Date(clock.now() + 9 * 24 * 60 * minute).toISOString().slice(0, 10)
      const task = { text: 'Ringe hjem', topic: 'wellbeing', responsible: `person:${mari?.id}` }
      await by('ingrid', 'follow-up.add', { case: log }, { ...task, day })
      await by('ingrid', 'meeting.set', { case: log }, { day })
      return (await store.transaction((tx) => tx.outbox.waiting())) - redrawn
    },
    async until(ms, look) {
      for (;;) {
        await dispatcher.runOnce()
        look()
        const next = Date.parse((await store.transaction((tx) => tx.outbox.nextAt())) ?? '')
        if (!(next <= ms)) break
        clock.set(Math.max(next, clock.now()))
      }
      clock.set(ms)
      await dispatcher.runOnce()
      look()
    },
    dead: async () => (await store.transaction((tx) => tx.outbox.dead(100))).length,
    async end() {
      await app.afterwards.settled()
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function appIn(folder: string, { channel, account }: Seat, at: Clock): Promise<App> {
  const clock = { now: () => new Date(at.now()).toISOString() }
  const ids = createIds(clock)
  const store = await openStore({ path: join(folder, 'a.sqlite'), keys: [{ version: 1, key: randomBytes(32) }] })
  const log = createLog('silent')
  const own = { municipality: 'fjordvik', unit: 'fjordvik-skole', service: 'skole', lang: 'nb', active: true } as const
  const people = names.map((name, line) => {
    const roles = name === 'terje' || name === 'kari' ? (['employee', 'leader'] as const) : (['employee'] as const)
    return { ...own, name, line, email: null, roles: [...roles], accounts: [account(name)] }
  })
  await store.importPeople(people, ids)
  return {
    store,
    clock,
    ids,
    log,
    keepDays: 90,
    afterwards: createAfterwards(log),
    wake: () => undefined,
    municipalities: new Map([['fjordvik', { model, calendar: createCalendar(model) }]]),
    channels: new Map([[channel.name, channel]]),
    random: Math.random,
    unguessable: (below) => Math.floor(Math.random() * below),
  }
}

type Texts = Record<string, string>
type Doing = Pick<Seat, 'shared'> & {
  /** The bot comes to know everybody's own chat and the channel. */
  hello(): Promise<void>
  /** Opens a form as somebody in their own chat, what is folded in it too, and submits it with what stands in it and what is typed. */
  by(name: Name, action: string, data: Texts, typed: Texts): Promise<Card>
}

function doingIn(handle: Handle, seat: Seat): Doing {
  let deliveries = 0
  const doing = (name: Name) => {
    const around = { account: seat.account(name), place: seat.chat(name), from: 'place', personal: true } as const
    return { ...around, delivery: `outage ${++deliveries}` }
  }
  const hello = async () => {
    for (const name of names) await handle({ ...doing(name), kind: 'write', text: 'hjelp' })
    await handle({ ...doing('ingrid'), place: seat.shared, personal: false, kind: 'arrived' })
  }
  const by: Doing['by'] = async (name, action, data, typed) => {
    const send = async (form: Card) => {
      const button = form.buttons.find((one) => one.action === action)
      const filled = form.blocks.flatMap((one) => {
        const value = 'id' in one ? (typed[one.id] ?? one.value) : undefined
        return 'id' in one && value !== undefined ? [[one.id, String(value)]] : []
      })
      const pressed = { action, data: button?.data ?? {}, fields: Object.fromEntries(filled) }
      return cardOf(await handle({ ...doing(name), kind: 'press', ...pressed }))
    }
    const form = cardOf(await handle({ ...doing(name), kind: 'open', action, data, fields: {} }))
    const leadsOn = form.buttons.some((one) => one.action === action && one.data.unfold === 'yes')
    const first = await send(form)
    // A form that only folds what can be left out is done at once; one of two pages leads on to the second.
    const answer = leadsOn && first.name === 'form' ? await send(first) : first
    if (answer.name === 'form' || answer.name === 'refusal') throw new Error(`${action}: ${JSON.stringify(answer)}`)
    return answer
  }
  return { shared: seat.shared, hello, by }
}

function cardOf(answer: Answer): Card {
  if (answer.kind === 'card' || answer.kind === 'form') return answer.card
  throw new Error(`no card but ${JSON.stringify(answer)}`)
}

/** A log that is followed in the channel, with Mari in it. */
async function openLog({ by, hello, shared }: Doing, store: Store, mari: string): Promise<string> {
  await hello()
  const seen = { about: 'Kaia', seen: 'Er mye alene', targetGroup: 'child', service: 'skole' }
  await by('ingrid', 'concern.register', { origin: shared.key }, seen)
  const found = () => store.transaction((tx) => tx.cases.byRef('fjordvik', 'FJ-1001'))
  const log = (await found())?.case.id ?? ''
  await by('ingrid', 'concern.conclude', { case: log }, { outcome: 'level:1', services: '' })
  const asked = { services: 'skole', topics: 'wellbeing', born: '2016-03', guardians: '1', care: 'guardians' }
  await by('ingrid', 'consent.request', { case: log }, asked)
  const consent = (await found())?.case.consents.at(-1)?.id ?? ''
  const told = { evidence: 'oral', purpose: 'Vennskap', language: 'norsk', textVersion: '1' }
  const said = {
    signedBy: 'guardian-1',
    services: 'skole/fjordvik-skole',
    topics: 'wellbeing',
    childAsked: 'true',
    ...told,
  }
  await by('ingrid', 'consent.record', { case: log, consent }, said)
  await by('ingrid', 'participant.add', { case: log }, { person: mari })
  return log
}
