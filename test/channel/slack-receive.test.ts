/** The door Slack knocks at: who is let in, in what order things happen, and what is answered at once and afterwards. */
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Block, type Input, type Lang, languages } from '../../cards/card.ts'
import type { Answer } from '../../src/ports.ts'
import { fieldOf } from '../../src/slack/fields.ts'
import { phrasesIn } from '../../src/wording/phrases.ts'
import { type SlackApi, startSlackApi } from '../support/slack-api.ts'
import { type Door, openDoor, signingSecret } from '../support/slack-door.ts'
import { postedBody, recorded } from '../support/slack-recorded.ts'
import { signed } from '../support/slack-signature.ts'
import { button, card, cardAnswer, form, formAnswer } from './contract-cards.ts'

let slack: SlackApi
let door: Door
/** Ids of the recordings, and those of the stand-in. */
let ids: Record<string, string>

beforeEach(async () => {
  slack = await startSlackApi()
  door = await openDoor({ apiUrl: slack.url })
  const kari = slack.users.kari ?? ''
  const opened = await slack.ask('conversations.open', { users: kari })
  const chat = Object(opened.channel).id
  ids = { U0KARI: kari, D0KARI: chat, C0SKOLEN: slack.channels.skolen ?? '' }
  for (const kind of ['actions', 'commands', 'app'])
    for (let n = 1; n <= 5; n += 1)
      ids[`https://hooks.slack.com/${kind}/T0FJORDVIK/${n}/fictional`] = slack.responseUrl()
  for (const method of [
    'views.open',
    'views.update',
    'views.push',
    'views.publish',
    'chat.update',
    'chat.postEphemeral',
  ])
    slack.answering(method, () => ({ ok: true }))
})

afterEach(async () => {
  await door.stop()
  await slack.close()
})

const shown: Answer = cardAnswer(card())
const asking: Answer = formAnswer(form)
const sentence: Answer = { kind: 'message', text: 'Bare <du> ser & dette' }
const nothing: Answer = { kind: 'none' }

/** Posts, and waits for everything that follows. */
async function done(name: string, answer: Answer, more: Record<string, string> = {}) {
  door.answers(({ kind }) => (kind === 'home' ? shown : answer))
  const before = slack.received.length
  const answered = await door.post(name, { ...ids, ...more })
  await door.settled()
  const calls = slack.received.slice(before).map(({ method, args }) => ({ method, args }))
  return { ...answered, calls, methods: calls.map(({ method }) => method) }
}

describe('who is let in', () => {
  const body = postedBody(recorded('message-im'))

  it('is Slack, by its signature', async () => {
    expect((await door.postBody(body, signed(body, signingSecret))).status).toBe(200)
    expect((await door.postBody(body, signed(body, 'another-secret'))).status).toBe(401)
    expect((await door.postBody(body, { 'content-type': 'application/json' })).status).toBe(401)
    expect((await door.postBody(`${body} `, signed(body, signingSecret))).status).toBe(401)
    expect(door.asked).toHaveLength(1)
  })

  it('is nobody with an old request', async () => {
    const old = Math.floor(Date.now() / 1000) - 301
    expect((await door.postBody(body, signed(body, signingSecret, old))).status).toBe(401)
  })

  it('is nobody with what can’t be read, or is too large', async () => {
    const strange = ['{"type":', '[]', '{}', 'payload=%7B', 'payload=null', 'a=b', '{"event":{"type":"message"}}']
    const statuses = strange.map(async (text) => (await door.postBody(text, signed(text, signingSecret))).status)
    expect(await Promise.all(statuses)).toEqual(strange.map(() => 400))
    const large = JSON.stringify({ ...recorded('message-im'), more: 'x'.repeat(1024 * 1024) })
    expect((await door.postBody(large, signed(large, signingSecret))).status).toBe(413)
    expect(door.asked).toEqual([])
  })

  it('learns no more than a status', async () => {
    const refused = await door.postBody(body, signed(body, 'another-secret'))
    expect(refused.body).toBe('')
    expect([...refused.headers.keys()].sort()).toEqual(['connection', 'content-length', 'date', 'keep-alive'])
    expect(door.reported).toEqual(['request-refused slack_bolt_receiver_authenticity_error'])
  })

  it('is answered when Slack asks whether this is the address', async () => {
    const asks = JSON.stringify({ type: 'url_verification', challenge: 'fictional' })
    expect(JSON.parse((await door.postBody(asks, signed(asks, signingSecret))).body)).toEqual({
      challenge: 'fictional',
    })
  })

  it('waits until there is somebody to ask', async () => {
    const early = await openDoor({ start: false })
    expect((await early.post('message-im')).status).toBe(503)
    expect(early.reported).toEqual(['request-refused not-started'])
    await early.stop()
  })

  it('hears that something failed, and that it may come again', async () => {
    door.answers(() => Promise.reject(new TypeError('words of somebody')))
    expect((await door.post('message-im')).status).toBe(500)
    expect(door.reported).toEqual(['request-failed TypeError'])
  })
})

describe('what comes again', () => {
  it('has the same name, an event as well as a modal', async () => {
    for (const name of ['message-im', 'message-im', 'message-im', 'message-im']) await door.post(name)
    for (const name of ['submit', 'submit']) await door.post(name)
    expect(new Set(door.asked.map(({ delivery }) => delivery))).toEqual(
      new Set(['Ev0000000001', 'V0NOTAT 1764000041.abcd1234']),
    )
  })
})

describe('the order', () => {
  it('is the commit, the answer, and only then the network', async () => {
    await door.stop()
    door = await openDoor({ apiUrl: slack.url, sendTimeoutMs: 200 })
    const committed: string[] = []
    door.answers(async () => {
      await turn()
      committed.push(`asked with ${slack.received.length} calls`)
      return shown
    })
    slack.failNext('silent', 'chat.postMessage')
    const { status } = await door.post('message-im', ids)
    expect([status, committed]).toEqual([200, ['asked with 0 calls']])
    await slack.count(1)
    expect(slack.received.map(({ method }) => method)).toEqual(['chat.postMessage'])
  })

  it('keeps an event waiting until its commit', async () => {
    const { promise, resolve } = Promise.withResolvers<Answer>()
    door.answers(() => promise)
    let isAnswered = false
    const posted = door.post('message-im').then(() => {
      isAnswered = true
    })
    while (door.asked.length === 0) await turn()
    for (let n = 0; n < 20; n += 1) await turn()
    expect(isAnswered).toBe(false)
    resolve(nothing)
    await posted
  })
})

describe('an answer to what is said', () => {
  it('stands in the own chat', async () => {
    const { body, calls } = await done('message-im', shown)
    expect(body).toBe('')
    expect(calls).toMatchObject([
      {
        method: 'chat.postMessage',
        args: { channel: ids.D0KARI, text: card().summary, metadata: { event_type: 'stafett_card' } },
      },
    ])
    expect(calls[0]?.args.thread_ts).toBeUndefined()
  })

  it('is seen by nobody else where others read, and stays in its thread', async () => {
    const { calls } = await done('mention-thread', sentence)
    expect(calls).toMatchObject([
      {
        method: 'chat.postEphemeral',
        args: {
          channel: ids.C0SKOLEN,
          user: ids.U0KARI,
          thread_ts: '1764000010.000100',
          text: 'Bare &lt;du&gt; ser &amp; dette',
        },
      },
    ])
  })

  it('is nothing where there is none', async () => {
    expect((await done('message-im', nothing)).methods).toEqual([])
  })
})

describe('an answer to the command', () => {
  it('is the HTTP answer when it is a sentence', async () => {
    const { body, methods } = await done('command', sentence)
    expect(JSON.parse(body)).toEqual({
      ...{ response_type: 'ephemeral', replace_original: false, text: 'Bare &lt;du&gt; ser &amp; dette' },
    })
    expect(methods).toEqual([])
  })

  it('is a modal when it is a card or a form: content never stands in a channel', async () => {
    const { body, calls } = await done('command', asking)
    expect(body).toBe('')
    expect(calls).toMatchObject([
      { method: 'views.open', args: { trigger_id: '1.2.command', view: { type: 'modal', submit: { text: 'Godta' } } } },
    ])
    const opened = JSON.parse(Object(calls[0]?.args.view).private_metadata)
    expect(opened).toMatchObject({
      channel: ids.C0SKOLEN,
      from: { kind: 'elsewhere' },
      submit: { action: 'handover.accept' },
    })
  })

  it('is sent to the own chat when the modal could not be opened', async () => {
    slack.failNext({ error: 'expired_trigger_id' }, 'views.open')
    const { methods, calls } = await done('command', shown)
    expect(methods).toEqual(['views.open', 'conversations.open', 'chat.postMessage'])
    expect(calls[2]?.args.channel).toBe(ids.D0KARI)
  })
})

describe('an answer to a shortcut', () => {
  it('is a modal', async () => {
    const { methods, calls } = await done('shortcut', asking)
    expect(methods).toEqual(['conversations.open', 'views.open'])
    const opened = JSON.parse(Object(calls[1]?.args.view).private_metadata)
    expect(opened).toMatchObject({ channel: ids.D0KARI, named: 'im' })
    expect((await done('collect', sentence)).methods).toEqual(['views.open'])
  })

  it('is a sentence with its way out in the same language', async () => {
    for (const [lang, close] of [
      ['en', 'Close'],
      ['nb', 'Lukk'],
    ] as const) {
      const { calls } = await done('collect', { kind: 'message', text: '…', lang })
      expect(Object(calls.at(-1)?.args.view).close.text).toBe(close)
    }
  })
})

describe('an answer to a pressed button', () => {
  it('of the own chat takes the place of its message', async () => {
    const { body, calls } = await done('press-im', shown)
    expect(body).toBe('')
    expect(calls).toMatchObject([
      {
        method: 'response',
        args: {
          replace_original: true,
          text: card().summary,
          metadata: { event_payload: { id: 'out_1', team: 'T0FJORDVIK' } },
        },
      },
    ])
    expect(calls[0]?.args.response_type).toBeUndefined()
  })

  it('is a sentence beside it', async () => {
    const { calls } = await done('press-im', sentence)
    expect(calls).toMatchObject([
      {
        method: 'response',
        args: { replace_original: false, response_type: 'ephemeral', text: 'Bare &lt;du&gt; ser &amp; dette' },
      },
    ])
  })

  it('never changes what others see', async () => {
    for (const answer of [shown, sentence]) {
      const { calls } = await done('press-thread', answer)
      expect(calls.at(-1)).toMatchObject({
        ...{ method: 'response', args: { replace_original: false, response_type: 'ephemeral' } },
      })
    }
  })

  it('stands in the thread its message hangs in, and in the channel for the message a thread hangs on', async () => {
    const threadOf = async (name: string, exchanged: Record<string, string> = {}) =>
      (await done(name, sentence, exchanged)).calls.at(-1)?.args.thread_ts
    expect(await threadOf('press-thread')).toBe('1764000038.000100')
    expect(await threadOf('press-thread', { '1764000038.000300': '1764000038.000100' })).toBeUndefined()
    expect(await threadOf('press-im')).toBeUndefined()
  })

  it('that opens something is a modal, which remembers the message it came from', async () => {
    const own = await done('press-im', asking, { '\\"do\\":\\"press\\"': '\\"do\\":\\"open\\"' })
    expect(own.methods).toEqual(['views.open'])
    const opened = JSON.parse(Object(own.calls[0]?.args.view).private_metadata)
    expect(opened.from).toEqual({ kind: 'message', message: '1764000039.000100' })
  })

  it('of a modal changes it, and a sentence stands above it', async () => {
    const changed = await done('press-modal', shown)
    expect(changed.calls).toMatchObject([{ method: 'views.update', args: { view_id: 'V0NOTAT' } }])
    const opened = JSON.parse(Object(changed.calls[0]?.args.view).private_metadata)
    expect(opened.from).toEqual({ kind: 'message', message: '1764000039.000100' })
    expect((await done('press-modal', sentence)).methods.at(-1)).toBe('views.push')
  })

  it('of Home is a modal, and Home is drawn again', async () => {
    const { calls, methods } = await done('press-home', shown)
    expect(methods).toEqual(['conversations.open', 'views.open', 'views.publish'])
    expect(calls[2]?.args).toMatchObject({ user_id: ids.U0KARI, view: { type: 'home' } })
    expect(door.asked.map(({ kind }) => kind)).toEqual(['press', 'home'])
  })
})

describe('an answer to a modal that was sent in', () => {
  const body = async (answer: Answer, more: Record<string, string> = {}) => {
    const { body: text, calls } = await done('submit', answer, more)
    return { body: text === '' ? null : JSON.parse(text), calls }
  }

  it('closes it, and the card it came from shows the outcome', async () => {
    const { body: closed, calls } = await body(shown)
    expect(closed).toEqual({ response_action: 'clear' })
    expect(calls).toMatchObject([
      { method: 'chat.update', args: { channel: ids.D0KARI, ts: '1764000039.000100', text: card().summary } },
    ])
  })

  it('stands below where the card was deleted meanwhile', async () => {
    slack.failNext({ error: 'message_not_found' }, 'chat.update')
    const blocks: Block[] = [
      { kind: 'text', text: 'Notert.', discreet: true },
      { kind: 'words', words: 'Barnet var alene' },
    ]
    const { calls } = await body(cardAnswer(card(blocks)))
    expect(calls.map(({ method }) => method)).toEqual(['chat.update', 'chat.postMessage'])
    expect(JSON.stringify(calls[0]?.args)).toContain('Barnet var alene')
    expect(JSON.stringify(calls[1]?.args)).toContain('Notert.')
    expect(JSON.stringify(calls[1]?.args)).not.toContain('Barnet')
  })

  it('is the card in its place where it came from no message', async () => {
    const { body: updated, calls } = await body(shown, {
      '\\"kind\\":\\"message\\",\\"message\\":\\"1764000039.000100\\"': '\\"kind\\":\\"elsewhere\\"',
    })
    expect(updated).toMatchObject({ response_action: 'update', view: { type: 'modal' } })
    expect(updated.view.submit).toBeUndefined()
    expect(calls).toEqual([])
  })

  it('is the card in its place and Home drawn again where it came from Home', async () => {
    const { body: updated, calls } = await body(shown, {
      '\\"kind\\":\\"message\\",\\"message\\":\\"1764000039.000100\\"': '\\"kind\\":\\"home\\"',
    })
    expect(updated).toMatchObject({ response_action: 'update' })
    expect(calls.map(({ method }) => method)).toEqual(['views.publish'])
  })

  it('is a sentence above it, so that what was typed stays, or nothing', async () => {
    expect((await body(sentence)).body).toMatchObject({ response_action: 'push', view: { type: 'modal' } })
    expect((await body(nothing)).body).toEqual({ response_action: 'clear' })
  })
})

describe('a form that comes back', () => {
  /** Slack names what has no name, says what it assumed, and writes its three signs as entities. */
  const asSlackGives = (blocks: object[]) =>
    JSON.parse(
      JSON.stringify(blocks, (_, value) => {
        if (value?.type !== 'plain_text') return value
        const text = value.text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
        return { ...value, text, emoji: true }
      }),
    ).map((block: object, index: number) => ({ block_id: `b${index}`, ...block }))

  let sent: { block_id?: string }[] = []
  /** Sends in a form as it was opened, and gives what the modal is answered with. */
  async function sentIn(before: typeof form, after: typeof form) {
    const opened = await done('press-im', formAnswer(before), { '\\"do\\":\\"press\\"': '\\"do\\":\\"open\\"' })
    const { blocks, private_metadata } = Object(opened.calls.at(-1)?.args.view)
    sent = blocks
    const payload = recorded('submit', ids)
    const view = { ...Object(payload.view), blocks: asSlackGives(blocks), private_metadata }
    door.answers(() => formAnswer(after))
    const text = postedBody({ ...payload, view })
    return JSON.parse((await door.postBody(text, signed(text, signingSecret))).body)
  }
  const lines: Input = { kind: 'long', id: 'note', label: 'Notat', maxLength: 3000, required: true }
  const choice: Input = { kind: 'choice', id: 'about', label: 'Gjelder', choices: [{ value: 'a', label: 'A & B <c>' }] }

  const otherChoice: Input = { ...choice, choices: [{ value: 'b', label: 'B' }] }

  it('shows what is wrong at its fields, and touches nothing typed', async () => {
    const before = card([{ kind: 'text', text: 'Om <barnet>' }, lines, choice])
    const after = card([
      { kind: 'text', text: 'Om <barnet>' },
      { ...lines, value: 'for kort', error: 'Skriv litt mer.' },
      choice,
    ])
    const { response_action, errors } = await sentIn(before, after)
    expect(response_action).toBe('errors')
    expect(Object.values(errors)).toEqual(['Skriv litt mer.'])
    expect(Object.keys(errors)).toEqual(sent.flatMap(({ block_id: id = '' }) => (fieldOf(id) === 'note' ? [id] : [])))
  })

  it('is drawn again when something else has changed', async () => {
    const before = card([lines, choice])
    const wrong = { ...lines, error: 'Skriv litt mer.' }
    const changes = [
      card([{ kind: 'notice', tone: 'warning', text: 'Noen kom før deg.' }, wrong, choice]),
      card([wrong, otherChoice]),
      card([wrong, choice], [button({ data: { case: 'case_2' } })]),
      card([lines, choice]),
    ]
    for (const after of changes) {
      expect(await sentIn(before, after)).toMatchObject({ response_action: 'update', view: { type: 'modal' } })
    }
  })
})

describe('in a conversation of two people', () => {
  /** Kari's conversation with Tor, not with the bot. */
  const between = () => ({
    ...{ [`"${ids.D0KARI}"`]: '"D0KARITOR"', [`"${ids.C0SKOLEN}"`]: '"D0KARITOR"', '"skolen"': '"directmessage"' },
  })

  it('a form is opened as from the own chat with the bot', async () => {
    for (const name of ['collect', 'command-im']) {
      const { calls } = await done(name, asking, between())
      const opened = JSON.parse(Object(calls.at(-1)?.args.view).private_metadata)
      expect(opened).toMatchObject({ channel: ids.D0KARI, named: 'im', from: { kind: 'elsewhere' } })
    }
  })

  it('is never taken for the own chat with the bot, also before that is known', async () => {
    await done('command-im', shown, between())
    const asked = door.asked.at(-1)
    expect(asked?.place?.kind).not.toBe('personal')
    expect(JSON.stringify(asked?.place)).not.toContain('D0KARITOR')
    expect(asked).toMatchObject({ personal: true })
  })

  it('what can not be opened is told of in the own chat with the bot', async () => {
    slack.failNext({ error: 'expired_trigger_id' }, 'views.open')
    const { calls } = await done('command-im', shown, between())
    expect(calls.at(-1)).toMatchObject({ method: 'chat.postMessage', args: { channel: ids.D0KARI } })
  })

  it('the card under a link is never made one that only its reader should see', async () => {
    await done('message-im', nothing)
    const link = { '"type": "message",\n    "message_ts"': '"type": "message_attachment",\n    "message_ts"' }
    const { calls } = await done('press-im', shown, { ...between(), ...link })
    expect(calls.at(-1)?.args).toMatchObject({ response_type: 'ephemeral', replace_original: false })
  })
})

describe('a modal that can’t be shown', () => {
  it('is told of where the button was, with a way to try again', async () => {
    slack.failNext({ error: 'expired_trigger_id' }, 'views.open')
    const { calls, methods } = await done('open-channel', asking)
    expect(methods).toEqual(['views.open', 'response'])
    expect(door.asked[1]).toMatchObject({
      kind: 'missed',
      action: 'note.add',
      data: { case: 'case_1' },
      from: 'place',
      personal: false,
    })
    expect(calls[1]?.args).toMatchObject({ response_type: 'ephemeral', replace_original: false })
    expect(door.reported).toHaveLength(1)
  })

  it('is told of in the own chat when it was opened from Home', async () => {
    slack.failNext({ error: 'expired_trigger_id' }, 'views.open')
    const { methods } = await done('open-home', asking)
    expect(methods).toEqual(['conversations.open', 'views.open', 'chat.postMessage'])
    expect(door.asked[1]).toMatchObject({ kind: 'missed', from: 'place', personal: true, place: { kind: 'personal' } })
  })
})

describe('an answer Slack does not take', () => {
  it('is tried once more when there were too many, and then reported', async () => {
    slack.failNext({ status: 429, retryAfter: '1' }, 'chat.postMessage')
    expect((await done('message-im', shown)).methods).toEqual(['chat.postMessage', 'chat.postMessage'])
    expect(door.reported).toEqual([])
  })

  it('is reported, without a word of it', async () => {
    slack.failNext({ status: 500 }, 'chat.postMessage')
    await done('message-im', shown)
    expect(door.reported).toEqual(['answer-not-sent ambiguous:http-500'])
  })
})

describe('Home and links', () => {
  it('are drawn', async () => {
    expect((await done('home-opened', shown)).calls).toMatchObject([
      { method: 'views.publish', args: { user_id: ids.U0KARI, view: { type: 'home' } } },
    ])
  })

  it('shows a sentence where there is no card', async () => {
    door.answers(() => sentence)
    await door.post('home-opened', ids)
    await door.settled()
    expect(JSON.stringify(slack.received.at(-1)?.args)).toContain('Bare <du> ser & dette')
  })

  it('says in the language of the sentence that it was too long to show', async () => {
    const said = async (lang: Lang) => {
      door.answers(() => ({ kind: 'message', text: 'very long '.repeat(50_000), lang }))
      await door.post('home-opened', ids)
      await door.settled()
      return JSON.stringify(slack.received.at(-1)?.args)
    }
    for (const lang of languages) expect(await said(lang)).toContain(phrasesIn(lang).cut)
  })

  it('are unfurled where the app has something to say', async () => {
    // A second call for the same message changes what the first showed, rather than adding to it.
    const { calls } = await done('link-shared', shown)
    expect(calls.map(({ method }) => method)).toEqual(['chat.unfurl'])
    const at = 'https://stafett.fjordvik.example/sak/'
    expect(calls[0]?.args).toMatchObject({
      ...{ unfurl_id: expect.any(String), source: 'conversations_history' },
      unfurls: { [`${at}FJ-1001`]: { blocks: expect.any(Array) }, [`${at}fj-1002`]: { blocks: expect.any(Array) } },
    })
    expect((await done('link-shared', nothing)).calls).toEqual([])
  })

  it('know the own chat once it was seen', async () => {
    await door.post('home-opened', ids)
    await done('open-home', asking)
    expect(door.asked.at(-1)?.place).toMatchObject({ kind: 'personal' })
  })
})
