/** The channel contract over Teams' protocol, and what only Teams has: recorded payloads, dialogs, its own refusals. */

import { afterEach, describe, expect, it } from 'vitest'
import { unveiled } from '../../cards/parts/chat.ts'
import type { Answer, Handle, Request } from '../../src/ports.ts'
import { createTeams } from '../../src/teams/index.ts'
import { check } from '../../src/teams/limits.ts'
import { render } from '../../src/teams/render.ts'
import { createWeb, listen } from '../../src/web/index.ts'
import { phrasesIn } from '../../src/wording/phrases.ts'
import { whenAnswered } from '../support/answered.ts'
import { type Fault, startConnector } from '../support/connector.ts'
import { object, pressOf, recording, seenInAnswer, seenOfActivity } from '../support/teams-client.ts'
import { channelContract, type Failure, type Harness, type Running, type Where } from './contract.ts'
import { card, cardAnswer, formAnswer } from './contract-cards.ts'

const tenant = '6f0a3c1e-0000-4000-8000-00000000f10d'
const people = { kari: '0b8a5a2e-0000-4000-8000-000000000001', tor: '0b8a5a2e-0000-4000-8000-000000000002' }

const sending = { id: 'out_1', since: '2026-11-02T08:00:00.000Z' }

/** Short enough that a test need not wait for it, long enough for a loaded machine to answer what is answered. */
const sendMs = 400

type Posted = { status: number; body: unknown }
type Seat = Running & { post(body: unknown, raw?: string): Promise<Posted> }

const messages: Record<Where, string> = {
  personal: 'playground-message-personal',
  group: 'playground-message-group',
  channel: 'playground-message-channel',
}

const faults: Record<Exclude<Failure, 'refused-connection'>, Fault> = {
  'too-many': { status: 429, retryAfter: '0' },
  blocked: { status: 403 },
  'no-such-place': { status: 404 },
  'server-error': { status: 502 },
  broken: 'reset',
  swallowed: 'swallowed',
  silent: 'silent',
}

async function start(handle: Handle): Promise<Seat> {
  const connector = await startConnector()
  const reports: string[] = []
  const report = (event: string, fields?: { code?: string }) => void reports.push(`${event} ${fields?.code}`)
  const { channel, router } = createTeams({ access: 'unsigned' }, { report, phrases: phrasesIn, timeouts: { sendMs } })
  let attemptsBeforeAnswer = 0
  const noted = whenAnswered(() => {
    attemptsBeforeAnswer = connector.received.length
  })
  const web = await listen(createWeb({ routers: [noted, router], faults: () => [], report }), '127.0.0.1', 0)
  await channel.start(handle)
  const post = (body: unknown, raw?: string) => postTo(web.port, raw ?? JSON.stringify(body))
  const activity = (name: string, changes: Record<string, unknown> = {}) =>
    recording(name, { serviceUrl: connector.url, ...changes })
  const account = (user: string) => ({ channel: 'teams', tenant, user })
  return {
    channel,
    kari: account(people.kari),
    tor: account(people.tor),
    post,
    async say({ text, where, by = 'kari', delivery, naming }) {
      const bot = where === 'personal' ? '' : '<at>Stafett</at> '
      const said = `${bot}${text}${naming === undefined ? '' : ` <at>${naming}</at>`}`
      const from = { id: people[by], aadObjectId: people[by] }
      const id = delivery === undefined ? {} : { id: delivery }
      await post(activity(messages[where], { text: said, from, ...id }))
    },
    async press({ card, button, fields = {}, in: place, delivery }) {
      const drawn = render(unveiled(card), place === 'channel' ? 'shared' : place, phrasesIn(card.lang))
      const where = place === 'personal' ? 'playground-press-personal' : 'playground-press-channel'
      const id = delivery === undefined ? {} : { id: delivery }
      const { body } = await post(activity(where, { ...pressOf(drawn, button, fields), ...id }))
      return seenInAnswer(body)
    },
    async collect() {
      const html = '<div>Avtalt med <b>Tor</b> &amp; PPT:<br>m&#248;te</div><script>alert(1)</script>'
      const messagePayload = { body: { contentType: 'html', content: html } }
      const { body } = await post(activity('teams-collect', { value: { commandId: 'collect', messagePayload } }))
      return seenInAnswer(body)
    },
    async arrive(where) {
      await post(activity(where === 'channel' ? 'playground-install-team' : 'playground-install'))
    },
    async leave() {
      await post(activity('playground-uninstall'))
    },
    async noise() {
      for (const name of ['teams-message-edited', 'teams-typing', 'playground-user-added', 'playground-bot-added']) {
        expect(await post(activity(name))).toMatchObject({ status: 200 })
      }
    },
    async echo() {
      const from = { id: '28:stafett', aadObjectId: undefined }
      expect(await post(activity('playground-message-personal', { from }))).toMatchObject({ status: 200 })
    },
    async forge() {
      const signed = createTeams(
        { access: 'signed', appId: 'a', appPassword: 'b', tenantId: tenant, issuer: null },
        { report, phrases: phrasesIn },
      )
      await signed.channel.start(handle)
      const door = await listen(createWeb({ routers: [signed.router], faults: () => [], report }), '127.0.0.1', 0)
      expect(await postTo(door.port, JSON.stringify(activity('playground-message-personal')))).toMatchObject({
        status: 401,
      })
      await door.close()
    },
    async sent(count) {
      const delivered = () => connector.received.filter((entry) => entry.delivered && entry.body.members === undefined)
      for (let requests = count; delivered().length < count; requests++) await connector.count(requests)
      return delivered().map(({ kind, conversation, message, body }) => {
        const sent = body.activity ?? body
        const notification = String(object(sent).summary)
        return {
          kind: kind === 'update' ? kind : 'new',
          conversation,
          message,
          notification,
          onlyFor: null,
          shown: seenOfActivity(sent),
        }
      })
    },
    attempts: () => connector.received.length,
    attemptsBeforeAnswer: () => attemptsBeforeAnswer,
    fail(failure) {
      if (failure === 'refused-connection') void connector.close()
      else connector.failNext(faults[failure])
    },
    reports: () => reports,
    async stop() {
      await channel.stop()
      await web.close()
      await connector.close()
    },
  }
}

/** With the fields of an object left out one by one, and all else as it was recorded. */
function merged(name: string, changes: Record<string, unknown>): Record<string, unknown> {
  const recorded = recording(name)
  return Object.fromEntries(
    Object.entries(changes).map(([key, value]) => [
      key,
      value && key !== 'value' ? { ...object(recorded[key]), ...object(value) } : value,
    ]),
  )
}

async function postTo(port: number, body: string): Promise<Posted> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`http://127.0.0.1:${port}/api/messages`, { method: 'POST', headers, body })
  const text = await response.text()
  return { status: response.status, body: text === '' ? null : JSON.parse(text) }
}

const harness: Harness = {
  name: 'Teams',
  manner: {
    ...{ formInChat: 'card', messageInChannel: 'thread', answerInChannel: 'everybody' },
    ...{ arrivals: ['personal', 'channel'], departures: ['personal'], startsChats: false, finds: false },
  },
  lacks: [],
  start,
  faults: (drawn, place) => check(render(unveiled(drawn), place, phrasesIn(drawn.lang))),
}
channelContract(harness)

describe('what Teams alone does', () => {
  let seat: Seat
  const requests: Request[] = []
  const open = async (answer: Answer = { kind: 'none' }) => {
    requests.length = 0
    seat = await start(async (request) => {
      requests.push(request)
      return answer
    })
    return seat
  }
  afterEach(async () => {
    await seat.stop()
  })
  const here = 'http://127.0.0.1:9/connector'

  it.each([
    ['teams-message-channel', { kind: 'write', text: 'sak FJ-7 & Tor Vik', from: 'place', personal: false }],
    [
      'teams-task-fetch',
      { kind: 'open', action: 'note.form', data: { case: 'case_1' }, fields: {}, from: 'place', personal: true },
    ],
    [
      'teams-task-submit',
      {
        kind: 'press',
        action: 'note.add',
        data: { case: 'case_1' },
        fields: { note: 'Ringte hjem.', services: 'ppt,health', agreed: 'true', hours: '3' },
        from: 'place',
        personal: true,
      },
    ],
    [
      'teams-collect',
      {
        kind: 'collect',
        text: 'Avtalt med Tor Vik & PPT:\nmøte 3 < 4 uker 🙂\n- ringe hjem\n- møte',
        source: {
          by: { channel: 'teams', tenant, user: people.tor },
          name: 'Tor Vik',
          at: '2026-11-22T07:42:20.000Z',
          link: null,
        },
        from: 'place',
        personal: true,
      },
    ],
    [
      'teams-collect-submit',
      { kind: 'press', action: 'note.add', fields: { note: 'Ringte hjem.' }, from: 'place', personal: true },
    ],
  ])('reads the recording %s', async (name, expected) => {
    await open()
    expect(await seat.post(recording(name, { serviceUrl: here }))).toMatchObject({ status: 200 })
    expect(requests).toEqual([expect.objectContaining(expected)])
    expect(requests[0]?.account).toEqual(seat.kari)
    expect(requests[0]?.place?.kind).toBe('thread')
  })

  it.each([
    ['playground-press-personal', false, '1795333339257'],
    ['playground-press-channel', false, null],
    ['playground-message-personal', false, null],
    ['teams-task-fetch', true, null],
    ['teams-task-submit', true, null],
    ['teams-collect', true, null],
    ['teams-collect-submit', true, null],
  ])(
    'says of %s whether it is shown in a dialog, and whose place the answer takes',
    async (name, inWindow, message) => {
      await open()
      await seat.post(recording(name, { serviceUrl: here }))
      const [request] = requests
      expect(request).toMatchObject({ inWindow })
      expect(request && 'message' in request ? request.message : null).toEqual(
        message === null ? null : { place: request?.place, message },
      )
    },
  )

  it.each([
    ['left out', undefined],
    ['null', null],
    ['nothing', ''],
    ['a number', 5],
    ['an object', { id: '1795333339257' }],
    ['longer than any is', '1'.repeat(1001)],
  ])('takes a press whose message is %s, and no place with it', async (_, replyToId) => {
    await open(cardAnswer(card()))
    const { status, body } = await seat.post({
      ...recording('playground-press-personal', { serviceUrl: here }),
      replyToId,
    })
    expect(status).toBe(200)
    expect(seenInAnswer(body)).toMatchObject({ kind: 'card' })
    expect(requests).toEqual([expect.objectContaining({ kind: 'press' })])
    expect(requests[0]).not.toHaveProperty('message')
  })

  const bot = { id: '28:5a3b0c1d-0000-4000-8000-000000000b07', name: 'Stafett' }
  const tor = { id: '29:1tor', name: 'Tor Vik' }
  const naming = (mentioned: object, text?: string | null) => ({ type: 'mention', mentioned, text })
  const span = (number: number, name: string) =>
    `<span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="${number}">${name}</span>`

  it.each([
    ['its text is left out', '<at>Stafett</at> sak FJ-7', [naming(bot)]],
    ['its text is null', '<at>Stafett</at> sak FJ-7', [naming(bot, null)]],
    ['it has a number', '<at id="0">Stafett</at> sak FJ-7', [naming(bot, null)]],
    ['only the number tells who', '<at id="1">Hjelperen</at> sak FJ-7', [naming(tor, null), naming(bot, null)]],
    ['it goes by another name', '<at>Hjelperen</at> sak FJ-7', [naming({ id: bot.id, name: null }, null)]],
    ['nothing names it but the text', '<at id="0">Stafett</at>&nbsp;sak FJ-7', []],
    ['no tag stands in the text', 'Stafett sak FJ-7', [naming(bot, null)]],
    ['the text stands in the attachment alone', null, [naming(bot, null)]],
  ])('hears a mention of which %s', async (_, text, entities) => {
    await open()
    const content = `<p>${span(0, 'Stafett')}&nbsp;sak FJ-7</p>`
    const attachments = text === null ? [{ contentType: 'text/html', content }] : []
    await seat.post(recording('teams-message-channel', { serviceUrl: here, text, entities, attachments }))
    expect(requests).toEqual([expect.objectContaining({ kind: 'write', text: 'sak FJ-7' })])
  })

  it('keeps the names of others where their mentions have no text', async () => {
    await open()
    const text = '<at id="0">Stafett</at> sak FJ-7 til <at id="1">Tor Vik</at>'
    const entities = [naming(bot, null), naming(tor, null)]
    await seat.post(recording('teams-message-channel', { serviceUrl: here, text, entities }))
    expect(requests).toEqual([expect.objectContaining({ text: 'sak FJ-7 til Tor Vik' })])
  })

  it('knows a place again when its service URL has changed', async () => {
    await open()
    for (const serviceUrl of [here, 'http://localhost:9/moved']) {
      await seat.post(recording('playground-message-personal', { serviceUrl }))
    }
    const [before, after] = requests.map(({ place }) => place)
    expect(after?.key).toBe(before?.key)
    expect(after?.address).not.toBe(before?.address)
  })

  it('closes a dialog when there is nothing more to show', async () => {
    await open()
    expect(await seat.post(recording('teams-task-submit', { serviceUrl: here }))).toEqual({ status: 200, body: null })
  })

  it('titles a dialog with the card and does not repeat the title in it', async () => {
    await open(formAnswer(card()))
    const { body } = await seat.post(recording('teams-task-fetch', { serviceUrl: here }))
    expect(body).toMatchObject({ task: { type: 'continue', value: { title: '📄 Sak FJ-7' } } })
    expect(seenInAnswer(body).texts).not.toContain('Sak FJ-7')
  })

  it.each([
    ['no activity at all', {}, 400],
    ['another channel of the Bot Framework', { channelId: 'emulator' }, 400],
    ['a service elsewhere', { serviceUrl: 'http://evil.example/connector' }, 403],
    ['a service that only looks like this machine', { serviceUrl: 'http://127.0.0.1.evil.example/' }, 403],
    ['a message from nowhere', { conversation: null }, 400],
    ['nobody', { from: { id: '28:bot', aadObjectId: undefined } }, 200],
  ])('handles nothing from %s', async (what, changes, status) => {
    await open()
    const body = what === 'no activity at all' ? {} : { ...recording('playground-message-personal'), ...changes }
    expect(await seat.post(body)).toMatchObject({ status })
    expect(requests).toEqual([])
  })

  const incomplete = phrasesIn('nb').incomplete
  const invokes = [
    'playground-press-personal',
    'playground-press-channel',
    'teams-task-fetch',
    'teams-task-submit',
    'teams-collect',
    'teams-collect-submit',
  ]

  it.each(
    invokes.flatMap(
      (name) =>
        [
          [name, 'who pressed', { from: { aadObjectId: undefined } }],
          [name, 'who pressed (null)', { from: { aadObjectId: null } }],
          [name, 'the sender', { from: null }],
          [name, 'the value', { value: null }],
          [name, 'all of the value', { value: undefined }],
          [name, 'what the button carries', { value: { action: null, data: null } }],
          [name, 'the tenant', { channelData: null, conversation: { tenantId: null } }],
          [name, 'the conversation', { conversation: null }],
          [name, 'the bot', { recipient: null }],
          [name, 'its own id', { id: null }],
          [name, 'its name', { name: null }],
        ] as const,
    ),
  )('answers %s with a sentence where Teams leaves out %s', async (name, what, changes) => {
    await open()
    const { status, body } = await seat.post({ ...recording(name, { serviceUrl: here }), ...merged(name, changes) })
    expect(status).toBe(200)
    expect(seenInAnswer(body)).toMatchObject({ kind: 'message', texts: [incomplete] })
    expect('task' in object(body)).toBe(name.startsWith('teams-') && what !== 'its name')
    expect(requests).toEqual([])
  })

  it('answers a button that is not ours, and an invoke it has no use for', async () => {
    await open()
    const press = { ...recording('playground-press-personal', { serviceUrl: here }), value: { action: { data: {} } } }
    const query = { ...recording('teams-task-fetch', { serviceUrl: here }), name: 'composeExtension/query' }
    for (const posted of [press, query]) {
      expect(seenInAnswer((await seat.post(posted)).body)).toMatchObject({ kind: 'message', texts: [incomplete] })
    }
    expect(requests).toEqual([])
  })

  it.each([
    ['who wrote', { from: { id: '29:1kari', aadObjectId: null } }],
    ['its own id', { id: undefined }],
    ['the tenant', { channelData: null, conversation: { id: 'a:personal-kari', tenantId: null } }],
  ])('tells in the chat where Teams leaves out %s of a message', async (_, changes) => {
    await open()
    const connector = await startConnector()
    const activity = { ...recording('playground-message-personal', { serviceUrl: connector.url }), ...changes }
    expect(await seat.post(activity)).toMatchObject({ status: 200 })
    await connector.count(1)
    expect(connector.received).toMatchObject([{ conversation: 'a:personal-kari', body: { text: incomplete } }])
    expect(requests).toEqual([])
    await connector.close()
  })

  it.each([
    ['a:personal-kari', undefined, 'personal', true],
    ['a:personal-kari', null, 'personal', true],
    ['19:group@thread.v2', undefined, 'group', false],
    ['19:channel-bti@thread.tacv2', undefined, 'channel', false],
    ['19:channel-bti@thread.tacv2', 'meeting', 'channel', false],
    ['something else', null, 'channel', false],
  ])('tells what kind of place %s is where Teams says %s', async (id, conversationType, kind, personal) => {
    await open()
    const { conversation, ...rest } = recording('playground-message-personal', { serviceUrl: here })
    await seat.post({ ...rest, conversation: { ...object(conversation), id, conversationType } })
    expect(requests).toMatchObject([{ kind: 'write', personal, place: { kind } }])
  })

  it('refuses what is no JSON or too large, and says no more than that', async () => {
    await open()
    expect(await seat.post(null, '{"type":')).toEqual({ status: 400, body: null })
    expect(await seat.post(null, JSON.stringify({ text: 'x'.repeat(300_000) }))).toEqual({ status: 413, body: null })
  })

  it('takes our own name out of a message that is picked, and gives the link where there is one', async () => {
    await open()
    const content = '<div><at id="0">Stafett</at> <at id="1">Tor Vik</at> ringte</div>'
    const messagePayload = {
      body: { contentType: 'html', content },
      linkToMessage: 'https://teams.microsoft.com/l/m/1',
    }
    await seat.post(recording('teams-collect', { serviceUrl: here, value: { commandId: 'collect', messagePayload } }))
    expect(requests[0]).toMatchObject({
      text: 'Tor Vik ringte',
      source: { by: null, name: null, at: null, link: 'https://teams.microsoft.com/l/m/1' },
    })
  })

  it('reads a long and broken message in no time', async () => {
    await open()
    const content = `${'<a'.repeat(50_000)}${'&'.repeat(50_000)}${' '.repeat(50_000)}`
    const marked = `<span ${'schema.skype.com/Mention '.repeat(4000)}${'<at id="'.repeat(9000)}${'<span '.repeat(9000)}`
    const html = [{ contentType: 'text/html', content: marked }]
    const value = { commandId: 'collect', messagePayload: { body: { contentType: 'html', content } } }
    const started = performance.now()
    await seat.post(recording('teams-message-channel', { serviceUrl: here, text: null, attachments: html }))
    await seat.post(recording('teams-collect', { serviceUrl: here, value }))
    expect(performance.now() - started).toBeLessThan(1000)
    expect(requests.map(({ kind }) => kind)).toEqual(['write', 'collect'])
  })

  it('takes a message without an id as one nobody can be sure of', async () => {
    await open()
    const connector = await startConnector()
    await seat.post(recording('playground-message-personal', { serviceUrl: connector.url }))
    const place = requests[0]?.place
    if (!place) throw new Error('nothing was handled')
    connector.failNext('no-id')
    await expect(seat.channel.post(place, unveiled(card()), sending)).rejects.toMatchObject({ kind: 'ambiguous' })
    connector.failNext({ status: 400 })
    await expect(seat.channel.post(place, unveiled(card()), sending)).rejects.toMatchObject({ kind: 'refused' })
    connector.failNext({ status: 413 })
    await expect(seat.channel.post(place, unveiled(card()), sending)).rejects.toMatchObject({ kind: 'refused' })
    connector.failNext({ status: 429, retryAfter: '7' })
    await expect(seat.channel.post(place, unveiled(card()), sending)).rejects.toMatchObject({
      kind: 'rate-limited',
      retryAfterMs: 7000,
    })
    await connector.close()
  })

  it('may open a chat again after a broken attempt, since nobody saw anything', async () => {
    await open()
    const connector = await startConnector()
    await seat.post(recording('playground-message-personal', { serviceUrl: connector.url }))
    const near = requests[0]?.place
    if (near === undefined) throw new Error('nothing was handled')
    connector.failNext('swallowed')
    await expect(seat.channel.direct(seat.tor, near, unveiled(card()), sending)).rejects.toMatchObject({
      kind: 'unreachable',
    })
    await connector.close()
  })
})
