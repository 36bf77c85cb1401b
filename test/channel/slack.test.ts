/** The channel contract over Slack: signed requests to its door, and `emulate` as the Slack that is written to. */

import { expect } from 'vitest'
import type { Card } from '../../cards/card.ts'
import { unveiled } from '../../cards/parts/chat.ts'
import type { Answer, Handle, Request, Vault } from '../../src/ports.ts'
import { createSlack } from '../../src/slack/index.ts'
import { check } from '../../src/slack/limits.ts'
import { render } from '../../src/slack/render.ts'
import { createWeb, listen } from '../../src/web/index.ts'
import { phrasesIn } from '../../src/wording/phrases.ts'
import { whenAnswered } from '../support/answered.ts'
import { blockKit, filledIn, standingIn } from '../support/rendered-blocks.ts'
import { isObject, type RenderedCard as Json } from '../support/rendered-card.ts'
import { type Fault, type Received, type SlackApi, startSlackApi } from '../support/slack-api.ts'
import { type Doing, escaped, nextId, type Posted, slackClient, slackTime, unescaped } from '../support/slack-client.ts'
import { signed } from '../support/slack-signature.ts'
import {
  channelContract,
  type Failure,
  type Harness,
  type Running,
  type Sent,
  type Shown,
  type Where,
} from './contract.ts'
import { button, card as cardWith, formAnswer } from './contract-cards.ts'

const secret = 'the signing secret'
/** Short enough that a test need not wait for it, long enough for a loaded machine to answer what is answered. */
const sendTimeoutMs = 400

const faults: Record<Exclude<Failure, 'refused-connection'>, Fault> = {
  'too-many': { status: 429, retryAfter: '0' },
  blocked: { error: 'not_in_channel' },
  'no-such-place': { error: 'channel_not_found' },
  'server-error': { status: 502 },
  broken: 'reset',
  swallowed: 'swallowed',
  silent: 'silent',
}

async function start(handle: Handle): Promise<Running> {
  const api = await startSlackApi()
  const stage = await standOn(api, handle)
  const { client, channel, people, places, doing, reports } = stage
  return {
    channel,
    kari: { channel: 'slack', tenant: api.team, user: people.kari },
    tor: { channel: 'slack', tenant: api.team, user: people.tor },
    async say({ text, where, by = 'kari', delivery, naming }) {
      const named = naming === undefined ? '' : ` <@${people.tor}|${naming}>`
      await client.event(said(api, places[where], people[by], `${escaped(text)}${named}`), eventId(where, delivery))
    },
    async press({ card, button: title, fields = {}, in: where, delivery }) {
      if (where === 'dialog') return pressInModal(stage, card, title, fields)
      const { ts, card: drawn, metadata } = await stage.placing(() => stand(stage, where, card))
      const doer = await doing(where, delivery)
      const values = { ...standingIn(drawn), ...fields }
      return stage.shown(() => client.press(doer, { ts, card: drawn, metadata }, title, values), doer)
    },
    async collect() {
      const doer = await doing('channel')
      const text = `Avtalt med <@${people.tor}|Tor> &amp; PPT:\nmøte`
      return stage.shown(() => client.messageShortcut(doer, 'collect', text), doer)
    },
    async arrive(where) {
      const inviter = where === 'channel' ? people.kari : null
      const joined = { type: 'member_joined_channel', user: api.bot.user, channel_type: 'C', team: api.team, inviter }
      await client.event({ ...joined, channel: places[where].channel })
    },
    leave: async () => void (await client.event({ type: 'app_uninstalled' })),
    async noise() {
      const { channel: place } = places.personal
      const edit = { type: 'message', subtype: 'message_changed', channel: place, channel_type: 'im' }
      const other = {
        type: 'member_joined_channel',
        user: people.tor,
        channel: places.channel.channel,
        channel_type: 'C',
      }
      const tab = { type: 'app_home_opened', user: people.kari, channel: place, tab: 'messages' }
      for (const event of [
        { ...edit, message: { text: 'ny' } },
        other,
        tab,
        { type: 'reaction_added', user: people.kari },
      ]) {
        expect(await client.event(event)).toMatchObject({ status: 200 })
      }
    },
    async echo() {
      const { bot } = api
      for (const where of ['personal', 'channel'] as const) {
        const event = said(api, places[where], bot.user, 'ny')
        expect(await client.event(event)).toMatchObject({ status: 200 })
        expect(await client.event({ ...event, user: people.kari, bot_id: 'B0STAFETT' })).toMatchObject({ status: 200 })
      }
    },
    async forge() {
      const body = JSON.stringify({ type: 'event_callback', event: said(api, places.personal, people.kari, 'ny') })
      expect(await client.post(body, signed(body, 'a guess'))).toMatchObject({ status: 401 })
      const old = Math.floor(Date.now() / 1000) - 600
      expect(await client.post(body, signed(body, secret, old))).toMatchObject({ status: 401 })
    },
    async sent(count) {
      const messages = () => stage.mine().filter(({ delivered, method }) => delivered && method in kinds)
      await api.until(() => messages().length >= count, `${count} messages`)
      return messages().map((entry) => sentIn(api, entry))
    },
    attempts: () => stage.mine().length,
    attemptsBeforeAnswer: stage.attemptsBeforeAnswer,
    fail(failure) {
      if (failure === 'refused-connection') void api.close()
      else api.failNext(faults[failure])
    },
    reports: () => reports,
    stop: stage.stop,
  }
}

type Spot = { channel: string; named: string; kind: string }

/** The channel in front of `api`, with two people who use it. */
async function standOn(api: SlackApi, handle: Handle) {
  const reports: string[] = []
  const report = (event: string, fields?: { code?: string }) => void reports.push(`${event} ${fields?.code}`)
  /** Answers the next request in the place of the app, so that a card stands somewhere to be pressed. */
  let instead: ((request: Request) => Answer) | null = null
  let lastAnswer: Answer = { kind: 'none' }
  /** The requests by which cards were put there: they count for nothing. */
  const placed = new Set<Received>()
  const mine = () => api.received.filter((entry) => !placed.has(entry))
  let asked = 0
  let now = Date.now()
  const { channel, router } = await createSlack(settings(api), {
    ...{ report, vault: memoryVault(), phrases: phrasesIn, sendTimeoutMs, now: () => now },
    async delay(ms) {
      now += ms
    },
  })
  if (router === null) throw new Error('Slack has no door')
  const noted = whenAnswered(() => {
    asked = mine().length
  })
  const web = await listen(createWeb({ routers: [noted, router], faults: () => [], report }), '127.0.0.1', 0)
  await channel.start(async (request) => {
    const answer = instead
    instead = null
    lastAnswer = answer ? answer(request) : await handle(request)
    return lastAnswer
  })
  const client = slackClient({ url: `http://127.0.0.1:${web.port}`, secret, team: api.team, bot: api.bot.user })
  const people = { kari: api.users.kari ?? '', tor: api.users.tor ?? '' }
  const places = await placesOf(api, people)
  return {
    ...{ api, client, channel, people, places, reports, mine, attemptsBeforeAnswer: () => asked },
    async doing(where: Where, at = slackTime(), view?: string): Promise<Doing> {
      const by = { user: people.kari, team: api.team }
      const made = await api.ask('views.generateTriggerId', { user_id: people.kari, view_id: view })
      const { channel: place, named } = places[where]
      return { by, channel: place, named, respond: api.responseUrl(), trigger: String(made.trigger_id), at }
    },
    answerInstead(answer: (request: Request) => Answer) {
      instead = answer
    },
    async placing<T>(work: () => Promise<T>): Promise<T> {
      const before = api.received.length
      const done = await work()
      for (const entry of api.received.slice(before)) placed.add(entry)
      return done
    },
    /** What a person sees of what they did. */
    async shown(act: () => Promise<Posted>, doing: Doing, view?: Json): Promise<Shown> {
      const before = api.received.length
      const { status, body } = await act()
      expect(status).toBe(200)
      if (lastAnswer.kind === 'none') return nothing
      if (isObject(body) && view) return seenInAnswer(view, body)
      const answers = (entry: Received) =>
        entry.path === new URL(doing.respond).pathname ||
        entry.args.trigger_id === doing.trigger ||
        entry.args.view_id === view?.id
      const entry = await api.until(() => api.received.slice(before).find(answers), 'an answer')
      return isObject(entry.answer) && isObject(entry.answer.view) ? seen(entry.answer.view) : seen(entry.args)
    },
    async stop() {
      await channel.stop()
      await web.close()
      await api.close()
    },
  }
}
type Stand = Awaited<ReturnType<typeof standOn>>

function settings(api: SlackApi) {
  return {
    receive: { kind: 'http', signingSecret: secret },
    workspaces: { kind: 'one', botToken: api.bot.token },
    ...{ apiUrl: api.url, links: null },
  } as const
}

async function placesOf(api: SlackApi, { kari, tor }: { kari: string; tor: string }): Promise<Record<Where, Spot>> {
  const opened = async (...users: string[]) => {
    const { channel } = await api.ask('conversations.open', { users: users.join() })
    return isObject(channel) ? String(channel.id) : ''
  }
  return {
    personal: { channel: await opened(kari), named: 'directmessage', kind: 'im' },
    group: { channel: await opened(kari, tor), named: 'mpdm-kari--tor-1', kind: 'mpim' },
    channel: { channel: api.channels.skolen ?? '', named: 'skolen', kind: 'channel' },
  }
}

/** Slack gives an event an id that nothing else has, wherever it happens. */
function eventId(where: Where, delivery: string | undefined): string {
  return delivery === undefined ? nextId('Ev') : `Ev${where}${delivery}`
}

function said({ team, bot }: SlackApi, { channel, kind }: Spot, user: string, text: string): Json {
  const ts = slackTime()
  const words = kind === 'im' ? { type: 'message', text } : { type: 'app_mention', text: `<@${bot.user}> ${text}` }
  return { ...words, user, team, channel, channel_type: kind, ts, event_ts: ts }
}

/** A card that the bot has put there, as it stands. */
async function stand({ client, api, channel, people, places, answerInstead }: Stand, where: Where, card: Card) {
  const found = Promise.withResolvers<Request>()
  answerInstead((request) => {
    found.resolve(request)
    return { kind: 'none' }
  })
  await client.event(said(api, places[where], people.kari, 'hei'))
  const { place } = await found.promise
  if (!place) throw new Error('in no place')
  const { message: ts } = await channel.post(place, unveiled(card), {
    id: nextId('out_'),
    since: new Date().toISOString(),
  })
  const { args } = api.received.at(-1) ?? {}
  return { ts, card: { blocks: args?.blocks }, metadata: args?.metadata }
}

/** Opens the card as a modal from a button in the channel, and presses a button of the modal. */
async function pressInModal(on: Stand, card: Card, title: string, fields: Record<string, string>): Promise<Shown> {
  const { client, api, doing, answerInstead } = on
  const view = await on.placing(async () => {
    const opener = button({ kind: 'open', label: 'Vis' })
    const { ts, card: drawn, metadata } = await stand(on, 'channel', cardWith([], [opener]))
    answerInstead(() => formAnswer(card))
    const before = api.received.length
    await client.press(await doing('channel'), { ts, card: drawn, metadata }, 'Vis')
    const opened = await api.until(
      () => api.received.slice(before).find(({ method }) => method === 'views.open'),
      'a modal',
    )
    return isObject(opened.answer) && isObject(opened.answer.view) ? opened.answer.view : {}
  })
  const doer = await doing('channel', undefined, String(view.id))
  const values = { ...standingIn(view), ...fields }
  if (isObject(view.submit) && view.submit.text === title)
    return on.shown(() => client.submit(doer, view, values), doer, filledIn(view, values))
  return on.shown(() => client.pressInView(doer, view, title, values), doer, view)
}

/** https://docs.slack.dev/surfaces/modals#updating_views: what a client makes of the answer to a modal that was sent in. */
function seenInAnswer(view: Json, { response_action: action, view: next, errors }: Json): Shown {
  if (action === 'errors' && isObject(errors)) {
    const shown = seen(view)
    return { ...shown, texts: [...shown.texts, ...Object.values(errors).map(String)] }
  }
  return action === 'update' && isObject(next) ? seen(next) : nothing
}

const nothing: Shown = { kind: 'nothing', texts: [], buttons: [], fields: [] }

/** A message or a modal. */
function seen(card: Json): Shown {
  const buttons = blockKit.buttons(card).filter(({ kind }) => kind !== 'close')
  const fields = blockKit.fields(card)
  if (card.blocks === undefined) return { ...nothing, kind: 'message', texts: [unescaped(String(card.text))] }
  const isModal = card.type === 'modal'
  const said = blockKit.says(isModal ? { ...card, title: undefined } : card).split('\n')
  return {
    kind: isModal ? (buttons.length + fields.length > 0 ? 'dialog' : 'message') : 'card',
    texts: [...said.map((text) => text.trim()), ...fields.map(({ value }) => value)].filter((text) => text !== ''),
    buttons: buttons.map(({ title }) => title),
    fields: fields.map(({ id }) => id),
  }
}

const kinds: Record<string, 'new' | 'update'> = {
  'chat.postMessage': 'new',
  'chat.postEphemeral': 'new',
  'chat.update': 'update',
}

/** What begins a thread belongs to it. */
function sentIn(api: SlackApi, { method, args, answer }: Received): Sent {
  const { channel, thread_ts, user, text } = args
  const message = String(args.ts ?? (isObject(answer) ? (answer.ts ?? answer.message_ts) : ''))
  const roots =
    Object.values(api.channels).includes(String(channel)) && method !== 'chat.postEphemeral' ? [message] : []
  return {
    ...{ kind: kinds[method] ?? 'new', message, shown: seen(args), notification: unescaped(String(text)) },
    conversation: [api.team, channel, ...(thread_ts === undefined ? roots : [thread_ts])].join('/'),
    onlyFor: method === 'chat.postEphemeral' ? String(user) : null,
  }
}

function memoryVault(): Vault {
  const kept = new Map<string, string>()
  return {
    names: async () => [...kept.keys()],
    get: async (name) => kept.get(name) ?? null,
    put: async (name, text) => void kept.set(name, text),
    forget: async (name) => void kept.delete(name),
  }
}

const harness: Harness = {
  name: 'Slack',
  manner: {
    ...{ formInChat: 'dialog', messageInChannel: 'channel', answerInChannel: 'asker' },
    ...{ arrivals: ['channel'], departures: ['everywhere'], startsChats: true, finds: true },
  },
  lacks: [],
  start,
  faults: (card, place) => check(render(unveiled(card), place, phrasesIn(card.lang))),
}
channelContract(harness)
