/** What goes out to Slack: each failure and what it means, the pace, and a message found again. */

import { createServer } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { unveiled } from '../../cards/parts/chat.ts'
import { type Account, ChannelError, type Place } from '../../src/ports.ts'
import { isOwn, placeOf, readAddress, threadOf } from '../../src/slack/address.ts'
import { type Client, createClient } from '../../src/slack/client.ts'
import { metadataOf, readMetadata } from '../../src/slack/metadata.ts'
import { createPace, type Pace } from '../../src/slack/pace.ts'
import { type Verbs, verbs } from '../../src/slack/send.ts'
import { phrasesIn } from '../../src/wording/phrases.ts'
import { freePort } from '../support/free-port.ts'
import { type Fault, type SlackApi, startSlackApi } from '../support/slack-api.ts'
import { card } from './contract-cards.ts'

const phrases = phrasesIn
const timeoutMs = 300
/** Says when it is asked; time passes only by waiting. */
const timeless = { now: () => 0, delay: async () => undefined }
const sending = (id = 'out_1') => ({ id, since: new Date().toISOString() })

let slack: SlackApi
let client: Client
let send: Verbs

const tokenOf = async (): Promise<string | null> => slack.bot.token
const by = () => ({ team: slack.team, enterprise: null })
const account = (name: string): Account => ({ channel: 'slack', tenant: slack.team, user: slack.users[name] ?? name })
const channel = (thread?: string): Place =>
  placeOf({ installation: by(), channel: slack.channels.skolen ?? '', account: account('kari'), thread })

/** As many messages at once as a test likes: the pace has tests of its own. */
const unhurried = (): Pace => {
  const pace = createPace(timeless)
  return { ...pace, turn: async () => undefined }
}

const verbsOver = (url: string, tokens = tokenOf): Verbs => {
  client = createClient({ tokenOf: tokens, apiUrl: url, timeoutMs })
  return verbs({ client, pace: unhurried(), phrases })
}

beforeEach(async () => {
  slack = await startSlackApi()
  send = verbsOver(slack.url)
})
afterEach(() => slack.close())

async function failureOf(work: Promise<unknown>): Promise<Pick<ChannelError, 'kind' | 'retryAfterMs'>> {
  const error = await work.then(
    () => new Error('it succeeded'),
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof ChannelError)) throw error
  return { kind: error.kind, retryAfterMs: error.retryAfterMs }
}

describe('a place', () => {
  it('is a person’s conversation, a group, a channel or a thread, and the same for the same conversation', () => {
    const installation = { team: 'T1', enterprise: 'E1' }
    const seen = { installation, account: { tenant: 'E1', user: 'U1' } }
    const kinds = [
      placeOf({ ...seen, channel: 'D1', thread: '1.2' }),
      placeOf({ ...seen, channel: 'C1', named: 'mpim' }),
      placeOf({ ...seen, channel: 'G1' }),
      placeOf({ ...seen, channel: 'G2', named: 'privategroup' }),
      // A channel may be called anything.
      placeOf({ ...seen, channel: 'C1', named: 'im' }),
      placeOf({ ...seen, channel: 'C1', named: 'directmessage' }),
      placeOf({ ...seen, channel: 'C1', named: 'skolen' }),
      placeOf({ ...seen, channel: 'C1', named: 'channel', thread: '1.2' }),
    ]
    expect(kinds.map(({ kind, key }) => `${kind} ${key}`)).toEqual([
      'personal E1/D1',
      'group E1/C1',
      'group E1/G1',
      'channel E1/G2',
      'channel E1/C1',
      'channel E1/C1',
      'channel E1/C1',
      'thread E1/C1/1.2',
    ])
    expect(new Set(kinds.map(({ tenant }) => tenant))).toEqual(new Set(['E1']))
    expect(readAddress(threadOf(readAddress(kinds[0] ?? channel()), '3.4'))).toEqual({
      ...{ ...installation, channel: 'D1', thread: '3.4' },
    })
  })

  it('is nobody’s own that was once taken for a person’s conversation and is none', () => {
    const account = { channel: 'slack', tenant: 'E1', user: 'U1' }
    const own = placeOf({ installation: { team: 'T1', enterprise: 'E1' }, channel: 'D1', account })
    expect(isOwn(own, account)).toBe(true)
    expect(isOwn({ ...own, address: own.address.replace('D1', 'C1') }, account)).toBe(false)
  })

  it('is a guest’s own only for that guest', () => {
    const installation = { team: 'T1', enterprise: null }
    const own = placeOf({ installation, channel: 'D1', account: { tenant: 'T2', user: 'U1' } })
    expect(own.tenant).toBe('T1')
    expect(isOwn(own, { channel: 'slack', tenant: 'T2', user: 'U1' })).toBe(true)
    expect(isOwn(own, { channel: 'slack', tenant: 'T1', user: 'U1' })).toBe(false)
    expect(isOwn(own, { channel: 'slack', tenant: 'T2', user: 'U2' })).toBe(false)
  })
})

describe('a message', () => {
  it('begins a thread in a channel, and the next one stands in it', async () => {
    const begun = await send.post(channel(), unveiled(card()), sending())
    expect(begun.place).toEqual(channel(begun.message))
    const line = await send.post(begun.place, unveiled(card()), sending('out_2'))
    expect(line.place).toEqual(begun.place)
    const [, reply] = slack.received
    expect(reply?.args).toMatchObject({ thread_ts: begun.message, unfurl_links: 'false', unfurl_media: 'false' })
    const replies = await slack.ask('conversations.replies', { channel: slack.channels.skolen, ts: begun.message })
    expect(replies.messages).toMatchObject([{ ts: begun.message }, { ts: line.message }])
  })

  it('begins a thread of its own in a channel known by another’s thread', async () => {
    const place: Place = { ...channel('1.000001'), kind: 'channel' }
    const begun = await send.post(place, unveiled(card()), sending())
    expect(slack.received[0]?.args.thread_ts).toBeUndefined()
    expect(begun.place).toEqual(channel(begun.message))
  })

  it('carries its id and who sent it, and keeps them when it is changed', async () => {
    const { place, message } = await send.post(channel(), unveiled(card()), sending('out_7'))
    await send.update({ place, message }, unveiled({ ...card(), title: 'Avgjort' }))
    const { messages } = await slack.ask('conversations.history', { channel: slack.channels.skolen })
    expect(messages).toMatchObject([{ ts: message, blocks: [{ text: { text: '📄 Avgjort' } }, {}] }])
    const [{ metadata }] = messages as [{ metadata: unknown }]
    expect(readMetadata(metadata)).toEqual({ id: 'out_7', team: slack.team, enterprise: null })
  })

  it('says the card’s summary as its notification', async () => {
    await send.post(channel(), unveiled({ ...card(), summary: 'a < b & c' }), sending())
    expect(slack.received[0]?.args.text).toBe('a &lt; b &amp; c')
  })

  it('tells nothing of a message that is none of ours', () => {
    expect(readMetadata(undefined)).toBeNull()
    expect(readMetadata({ event_type: 'other', event_payload: { id: 'out_1' } })).toBeNull()
    expect(readMetadata(metadataOf({ team: null, enterprise: 'E1' }))).toEqual({ team: null, enterprise: 'E1' })
  })
})

describe('a thread whose first message is deleted', () => {
  const dead = () => {
    slack.answering('chat.postMessage', async ({ thread_ts, ...args }) =>
      thread_ts === undefined ? undefined : slack.ask('chat.postMessage', args),
    )
  }
  const standing = async () => {
    const { messages } = await slack.ask('conversations.history', { channel: slack.channels.skolen })
    return messages
  }

  it('is gone, and what Slack then put into the channel is taken back', async () => {
    dead()
    expect(await failureOf(send.post(channel('1.000001'), unveiled(card()), sending()))).toMatchObject({ kind: 'gone' })
    expect(slack.received.map(({ method }) => method)).toEqual(['chat.postMessage', 'chat.delete'])
    expect(await standing()).toEqual([])
  })

  it('is gone also where that can not be taken back', async () => {
    dead()
    slack.failNext({ error: 'cant_delete_message' }, 'chat.delete')
    expect(await failureOf(send.post(channel('1.000001'), unveiled(card()), sending()))).toMatchObject({ kind: 'gone' })
  })

  it('is asked for again where it is not known whether that was taken back', async () => {
    dead()
    slack.failNext('reset', 'chat.delete')
    const place = channel('1.000001')
    expect(await failureOf(send.post(place, unveiled(card()), sending('out_8')))).toMatchObject({ kind: 'ambiguous' })
    expect(await failureOf(send.find({ place }, sending('out_8')))).toMatchObject({ kind: 'gone' })
    expect(await standing()).toEqual([])
  })

  it('is gone also where nobody knew whether the message arrived', async () => {
    dead()
    slack.failNext('swallowed', 'chat.postMessage')
    const place = channel('1.000001')
    expect(await failureOf(send.post(place, unveiled(card()), sending('out_9')))).toMatchObject({ kind: 'ambiguous' })
    expect(await standing()).toHaveLength(1)
    expect(await failureOf(send.find({ place }, sending('out_9')))).toMatchObject({ kind: 'gone' })
    expect(await standing()).toEqual([])
  })
})

describe('a message to one person', () => {
  it('goes to their own conversation when it is known', async () => {
    const first = await send.direct(account('kari'), channel(), unveiled(card()), sending())
    await send.direct(account('kari'), first.place, unveiled(card()), sending('out_2'))
    expect(slack.received.map(({ method }) => method)).toEqual([
      'conversations.open',
      'chat.postMessage',
      'chat.postMessage',
    ])
    expect(first.place).toMatchObject({ kind: 'personal', tenant: slack.team })
  })

  it('never goes to another’s', async () => {
    const { place } = await send.direct(account('tor'), null, unveiled(card()), sending())
    const mine = await send.direct(account('kari'), place, unveiled(card()), sending('out_2'))
    expect(mine.place.key).not.toBe(place.key)
    const info = await slack.ask('conversations.info', { channel: readAddress(mine.place).channel })
    expect(info.channel).toMatchObject({ is_im: true, user: slack.users.kari })
  })

  it('never goes to a conversation of two people, which still tells who reaches them', async () => {
    const seen = { installation: by(), channel: 'D0BETWEEN', named: 'directmessage' }
    for (const tenant of [slack.team, 'T0GUEST']) {
      const kari = { ...account('kari'), tenant }
      const place = placeOf({ ...seen, account: kari, isForeign: true })
      const mine = await send.direct(kari, place, unveiled(card()), sending())
      expect(isOwn(mine.place, kari)).toBe(true)
      expect(readAddress(mine.place)).toMatchObject({
        team: slack.team,
        channel: expect.not.stringMatching('D0BETWEEN'),
      })
    }
  })

  it('is refused by a place of another organisation', async () => {
    const stranger = { ...account('kari'), tenant: 'T0OTHER' }
    expect(await failureOf(send.direct(stranger, channel(), unveiled(card()), sending()))).toMatchObject({
      kind: 'forbidden',
    })
    expect(slack.received).toEqual([])
  })

  it('was surely not sent while the conversation could not be opened', async () => {
    for (const fault of ['silent', 'reset', { status: 503 }, { error: 'internal_error' }] as Fault[]) {
      slack.failNext(fault)
      expect(await failureOf(send.direct(account('kari'), null, unveiled(card()), sending()))).toMatchObject({
        kind: 'unreachable',
      })
    }
    slack.failNext({ error: 'user_disabled' })
    expect(await failureOf(send.direct(account('kari'), null, unveiled(card()), sending()))).toMatchObject({
      kind: 'forbidden',
    })
    expect(await failureOf(send.direct(account('U0NOBODY'), null, unveiled(card()), sending()))).toMatchObject({
      kind: 'gone',
    })
  })
})

describe('a failure', () => {
  const expected: [string, Fault, string, number | null][] = [
    ['too many', { status: 429, retryAfter: '30' }, 'rate-limited', 30_000],
    ['too many, without saying for how long', { status: 429 }, 'rate-limited', null],
    ['too many, in the answer', { error: 'ratelimited', retryAfter: '3' }, 'rate-limited', 3000],
    ['a server error', { status: 500, body: 'upstream' }, 'ambiguous', null],
    ['a gateway error', { status: 502 }, 'ambiguous', null],
    ['a redirect', { status: 302, location: 'http://127.0.0.1:9/elsewhere' }, 'ambiguous', null],
    ['a broken connection', 'reset', 'ambiguous', null],
    ['an answer that is lost', 'swallowed', 'ambiguous', null],
    ['an answer that breaks off', 'cut', 'ambiguous', null],
    ['no answer', 'silent', 'ambiguous', null],
    ['a page in place of an answer', { status: 200, body: '<html>not_in_channel</html>' }, 'ambiguous', null],
    ['an empty answer', { status: 200 }, 'ambiguous', null],
    ['an answer of nothing', { status: 200, body: 'null' }, 'ambiguous', null],
    ['an answer without an id', { status: 200, body: '{"ok":true}' }, 'ambiguous', null],
    ['a fault at Slack', { error: 'fatal_error' }, 'ambiguous', null],
    ['blocks Slack does not take', { error: 'invalid_blocks' }, 'refused', null],
    ['a mistyped token', { error: 'invalid_auth' }, 'unreachable', null],
    ['an unheard-of code', { error: 'something_new' }, 'ambiguous', null],
    ['Slack down before anything was done', { error: 'service_unavailable' }, 'unreachable', null],
    ['a revoked token', { error: 'token_revoked' }, 'forbidden', null],
    ['a token of a removed app', { error: 'account_inactive' }, 'forbidden', null],
    ['a channel that is archived', { error: 'is_archived' }, 'forbidden', null],
    ['a channel we are not in', { error: 'not_in_channel' }, 'forbidden', null],
    ['a message that can be edited no longer, and stands', { error: 'edit_window_closed' }, 'forbidden', null],
    ['a message that we may not edit, and stands', { error: 'cant_update_message' }, 'forbidden', null],
    ['a scope that is missing', { error: 'missing_scope' }, 'forbidden', null],
    ['a channel that is gone', { error: 'channel_not_found' }, 'gone', null],
    ['a thread that is gone', { error: 'thread_not_found' }, 'gone', null],
  ]

  it.each(expected)('%s: asked once, and told as it is', async (_, fault, kind, retryAfterMs) => {
    slack.failNext(fault)
    expect(await failureOf(send.post(channel(), unveiled(card()), sending()))).toEqual({ kind, retryAfterMs })
    expect(slack.received).toHaveLength(1)
    slack.failNext(fault)
    const ref = { place: channel(), message: '1.000001' }
    if (kind !== 'ambiguous') expect(await failureOf(send.update(ref, unveiled(card())))).toMatchObject({ kind })
  })

  it('as Slack itself says them', async () => {
    await slack.ask('conversations.join', { channel: slack.channels.random })
    await slack.ask('conversations.archive', { channel: slack.channels.random })
    const archived = placeOf({ installation: by(), channel: slack.channels.random ?? '', account: account('kari') })
    expect(await failureOf(send.post(archived, unveiled(card()), sending()))).toMatchObject({ kind: 'forbidden' })
    const ref = { place: channel(), message: '1.000001' }
    expect(await failureOf(send.update(ref, unveiled(card())))).toMatchObject({ kind: 'gone' })
  })

  it('nobody there, and no such host: surely not delivered', async () => {
    for (const url of [`http://127.0.0.1:${await freePort()}/api/`, 'http://stafett.invalid/api/']) {
      expect(await failureOf(verbsOver(url).post(channel(), unveiled(card()), sending()))).toMatchObject({
        kind: 'unreachable',
      })
    }
  })

  it('no token, or no way to know it: nothing is asked', async () => {
    const without = verbsOver(slack.url, async () => null)
    expect(await failureOf(without.post(channel(), unveiled(card()), sending()))).toMatchObject({ kind: 'forbidden' })
    const broken = verbsOver(slack.url, async () => {
      throw new Error('the store is closed')
    })
    expect(await failureOf(broken.post(channel(), unveiled(card()), sending()))).toMatchObject({ kind: 'unreachable' })
    expect(slack.received).toEqual([])
  })
})

describe('a message nobody knows the end of', () => {
  it('is found in the channel it began a thread in, and in a thread', async () => {
    slack.failNext('swallowed', 'chat.postMessage')
    await failureOf(send.post(channel(), unveiled(card()), sending('out_1')))
    const begun = await send.find({ place: channel() }, sending('out_1'))
    expect(begun?.place).toEqual(channel(begun?.message))
    const thread = begun?.place ?? channel()
    slack.failNext('cut', 'chat.postMessage')
    await failureOf(send.post(thread, unveiled(card()), sending('out_2')))
    expect(await send.find({ place: thread }, sending('out_2'))).toMatchObject({ place: thread })
    expect(await send.find({ place: thread }, sending('out_3'))).toBeNull()
  })

  it('is found in a person’s conversation, asked for as it was sent', async () => {
    const to = { account: account('kari'), near: channel() }
    slack.failNext('swallowed', 'chat.postMessage')
    await failureOf(send.direct(to.account, to.near, unveiled(card()), sending()))
    const found = await send.find(to, sending())
    expect(found?.place).toMatchObject({ kind: 'personal' })
    await send.update(found ?? { place: channel(), message: '' }, unveiled(card()))
  })

  it('is nowhere when it never arrived, however much was said since', async () => {
    slack.failNext('reset')
    await failureOf(send.post(channel(), unveiled(card()), sending('out_lost')))
    for (let said = 0; said < 250; said += 1) {
      await slack.ask('chat.postMessage', { channel: slack.channels.skolen, text: `${said}` })
    }
    expect(await send.find({ place: channel() }, sending('out_lost'))).toBeNull()
    const pages = slack.received.filter(({ method }) => method === 'conversations.history')
    expect(pages.map(({ args }) => args.cursor === undefined)).toEqual([true, false])
    const since = Date.now() / 1000 - Number(pages[0]?.args.oldest)
    expect(since).toBeGreaterThan(500)
    expect(since).toBeLessThan(700)
  })

  it('is nowhere where the conversation is gone, and unknown where nobody can look', async () => {
    slack.failNext({ error: 'thread_not_found' })
    expect(await send.find({ place: channel('1.000001') }, sending())).toBeNull()
    for (const [fault, kind] of [
      [{ status: 503 }, 'ambiguous'],
      [{ status: 429, retryAfter: '30' }, 'rate-limited'],
    ] as [Fault, string][]) {
      slack.failNext(fault)
      expect(await failureOf(send.find({ place: channel() }, sending()))).toMatchObject({ kind })
    }
  })
})

describe('a mail address', () => {
  it('is the one Slack has confirmed', async () => {
    expect(await send.emailOf(account('kari'))).toBe('kari@fjordvik.example')
    const user = { profile: { email: 'Kari@Fjordvik.example' } }
    const told = async (more: object) => {
      slack.answering('users.info', () => ({ ok: true, user: { ...user, ...more } }))
      return send.emailOf(account('kari'))
    }
    expect(await told({})).toBe('kari@fjordvik.example')
    expect(await told({ is_email_confirmed: false })).toBeNull()
    expect(await told({ deleted: true })).toBeNull()
    expect(await told({ is_bot: true })).toBeNull()
    expect(await told({ is_stranger: true })).toBeNull()
    expect(await told({ profile: {} })).toBeNull()
  })
})

describe('an answer through a response_url', () => {
  const reply = { text: 'ja', response_type: 'ephemeral' as const, replace_original: false }

  it('is posted once, without a token', async () => {
    await client.respond(slack.responseUrl(), reply)
    expect(slack.received).toMatchObject([{ method: 'response', token: null, args: reply }])
  })

  it('goes to Slack alone', async () => {
    const { port } = new URL(slack.url)
    for (const url of [
      'https://evil.example/x',
      'https://hooks.slack.com.evil.example/x',
      'https://hooks.slack.com@evil.example/x',
      'https://hooks.slack.com:8443/x',
      'http://hooks.slack.com/x',
      `https://127.0.0.1:${port}/actions/x`,
      `http://127.0.0.1:${Number(port) + 1}/actions/x`,
      'file:///etc/passwd',
      '//hooks.slack.com/x',
      '',
    ]) {
      expect(await failureOf(client.respond(url, reply))).toMatchObject({ kind: 'forbidden' })
    }
    expect(slack.received).toEqual([])
    const real = createClient({ tokenOf, apiUrl: null, timeoutMs: 1 })
    expect(await failureOf(real.respond(slack.responseUrl(), reply))).toMatchObject({ kind: 'forbidden' })
  })

  it('follows nobody elsewhere', async () => {
    const seen: string[] = []
    const strange = createServer((request, response) => {
      seen.push(request.url ?? '')
      response.end('ok')
    })
    await new Promise<void>((resolve) => strange.listen(0, '127.0.0.1', resolve))
    const address = strange.address()
    const port = typeof address === 'object' ? address?.port : 0
    slack.failNext({ status: 307, location: `http://127.0.0.1:${port}/` })
    expect(await failureOf(client.respond(slack.responseUrl(), reply))).toMatchObject({ kind: 'ambiguous' })
    await new Promise((resolve) => strange.close(resolve))
    expect(seen).toEqual([])
  })

  it.each<[Fault, string, number | null]>([
    [{ status: 429, retryAfter: '2' }, 'rate-limited', 2000],
    [{ error: 'used_url' }, 'gone', null],
    [{ status: 404, body: 'no_such_thing' }, 'ambiguous', null],
    [{ status: 404 }, 'gone', null],
    [{ status: 500 }, 'ambiguous', null],
    ['reset', 'ambiguous', null],
    ['silent', 'ambiguous', null],
  ])('tells of %o', async (fault, kind, retryAfterMs) => {
    slack.failNext(fault)
    expect(await failureOf(client.respond(slack.responseUrl(), reply))).toEqual({ kind, retryAfterMs })
    expect(slack.received).toHaveLength(1)
  })
})

describe('the pace', () => {
  /** Time passes only when told; whoever sleeps wakes at their moment. */
  const clock = () => {
    let now = 1000
    const slept: number[] = []
    const sleepers: { until: number; wake(): void }[] = []
    const delay = (ms: number) => {
      slept.push(ms)
      return new Promise<void>((wake) => void sleepers.push({ until: now + ms, wake }))
    }
    const pass = (ms: number) => {
      now += ms
      for (const { until, wake } of sleepers) if (until <= now) wake()
    }
    return { slept, pass, pace: createPace({ now: () => now, delay }) }
  }
  const waitOf = async (work: Promise<void>) => (await failureOf(work)).retryAfterMs

  it('lets one message a second into a channel, and sleeps no longer than two', async () => {
    const { pace, slept, pass } = clock()
    await pace.turn('a', 'out_1')
    const turns = [pace.turn('a', 'out_2'), pace.turn('a', 'out_3')]
    expect(await Promise.all([waitOf(pace.turn('a', 'out_4')), waitOf(pace.turn('a', 'out_5'))])).toEqual([3000, 4000])
    pass(2000)
    await Promise.all(turns)
    expect(slept).toEqual([1000, 2000])
  })

  it('keeps channels apart', async () => {
    const { pace, slept } = clock()
    await Promise.all(['a', 'b', 'c'].map((name) => pace.turn(name, 'out_1')))
    expect(slept).toEqual([])
  })

  it('keeps a slot for whoever was told to come back', async () => {
    const { pace, slept, pass } = clock()
    const first = ['out_1', 'out_2', 'out_3'].map((id) => pace.turn('a', id))
    expect(await waitOf(pace.turn('a', 'out_4'))).toBe(3000)
    expect(await waitOf(pace.turn('a', 'out_5'))).toBe(4000)
    expect(await waitOf(pace.turn('a', 'out_4'))).toBe(3000)
    pass(2000)
    await Promise.all(first)
    slept.length = 0
    pass(1000)
    await pace.turn('a', 'out_4')
    expect(slept).toEqual([])
    pass(1000)
    await pace.turn('a', 'out_5')
    expect(slept).toEqual([])
  })

  it('lets those who come late together in one a second all the same', async () => {
    const { pace, pass } = clock()
    const ids = Array.from({ length: 10 }, (_, index) => `out_${index}`)
    const refused = async (some: string[]) => {
      const turns = Promise.allSettled(some.map((id) => pace.turn('a', id)))
      pass(2000)
      const results = await turns
      return some.filter((_, index) => results[index]?.status === 'rejected')
    }
    const late = await refused(ids)
    expect(late).toHaveLength(7)
    pass(60_000)
    expect(await refused(late)).toHaveLength(4)
  })

  it('is silent as long as Slack asks, in that channel alone', async () => {
    const { pace, pass } = clock()
    const refused = () => Promise.reject(new ChannelError('rate-limited', 30_000))
    expect(await waitOf(pace.heeding('a', refused))).toBe(30_000)
    expect(await waitOf(pace.turn('a', 'out_1'))).toBe(30_000)
    await pace.turn('b', 'out_2')
    expect(() => pace.free('a')).toThrow(ChannelError)
    pass(30_000)
    pace.free('a')
    await pace.turn('a', 'out_1')
  })

  it('wakes nobody into a silence that was asked for while they slept', async () => {
    const { pace, pass } = clock()
    await pace.turn('a', 'out_1')
    const second = pace.turn('a', 'out_2')
    await failureOf(pace.heeding('a', () => Promise.reject(new ChannelError('rate-limited', 30_000))))
    pass(1000)
    expect(await waitOf(second)).toBe(29_000)
  })

  it('is kept by the verbs: after a refusal Slack is not asked again before it is time', async () => {
    const pace = createPace({ now: () => 0, delay: async () => undefined })
    const paced = verbs({ client, pace, phrases })
    slack.failNext({ status: 429, retryAfter: '30' })
    expect(await failureOf(paced.post(channel(), unveiled(card()), sending()))).toMatchObject({ retryAfterMs: 30_000 })
    const again = await failureOf(paced.post(channel(), unveiled(card()), sending()))
    expect(again).toEqual({ kind: 'rate-limited', retryAfterMs: 30_000 })
    slack.failNext({ status: 429, retryAfter: '5' })
    const ref = { place: channel(), message: '1.000001' }
    await failureOf(paced.update(ref, unveiled(card())))
    expect(await failureOf(paced.update(ref, unveiled(card())))).toEqual({ kind: 'rate-limited', retryAfterMs: 5000 })
    expect(slack.received).toHaveLength(2)
  })
})
