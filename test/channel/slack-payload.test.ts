/** What each payload of Slack's is to the app: recordings in Slack's documented shapes, read to the letter. */
import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isForeign, isOwn } from '../../src/slack/address.ts'
import { readPayload } from '../../src/slack/payload.ts'
import { recorded } from '../support/slack-recorded.ts'

const links = 'https://stafett.fjordvik.example'
const read = (name: string) => readPayload(recorded(name), links)

/** The only thing a payload tells. */
function one(name: string) {
  const [first, ...more] = read(name) ?? []
  if (!first || more.length > 0) throw new Error(`${name} tells ${more.length + (first ? 1 : 0)} things`)
  return first
}

const kari = { channel: 'slack', tenant: 'T0FJORDVIK', user: 'U0KARI' }
const chat = { kind: 'personal', key: 'T0FJORDVIK/D0KARI', tenant: 'T0FJORDVIK' }

describe('what is said', () => {
  it('in the own chat is for the app, without markup', () => {
    const { request, by, way } = one('message-im')
    expect(request).toMatchObject({
      ...{ delivery: 'Ev0000000001', account: kari, place: chat, from: 'place', personal: true, kind: 'write' },
      ...{ text: 'hei & takk, se <her>: planen', mentions: [] },
    })
    expect(by).toEqual({ team: 'T0FJORDVIK', enterprise: null })
    expect(way).toEqual({ kind: 'said' })
  })

  it('names people by their id where Slack gives no name, and threads of the own chat are the chat', () => {
    expect(one('message-im-named').request).toMatchObject({
      ...{ place: chat, text: 'ny om @U0TOR og lise, i #skolen' },
      mentions: [{ text: '@U0TOR', account: { ...kari, user: 'U0TOR' } }],
    })
  })

  it('may come with a file', () => {
    expect(one('message-file').request).toMatchObject({ kind: 'write', text: 'sak FJ-1001' })
  })

  it('where others read is said without our own name, in its channel, thread or group', () => {
    expect(one('mention-channel').request).toMatchObject({
      ...{ from: 'place', personal: false, kind: 'write', text: 'ny @U0TOR har sett noe', account: kari },
      place: { kind: 'channel', key: 'T0FJORDVIK/C0SKOLEN' },
    })
    expect(one('mention-thread').request).toMatchObject({
      ...{ text: 'sak FJ-1001', place: { kind: 'thread', key: 'T0FJORDVIK/C0SKOLEN/1764000010.000100' } },
    })
    expect(one('mention-group').request.place).toMatchObject({ kind: 'group', key: 'T0FJORDVIK/G0GRUPPE' })
  })

  it('is nobody’s when the bot says it, or when it is edited or deleted', () => {
    expect(['message-own', 'message-changed', 'message-deleted'].map(read)).toEqual([[], [], []])
  })
})

describe('who it is', () => {
  it('is the guest of a shared channel as they are at home', () => {
    const { request, by } = one('mention-guest')
    expect(request.account).toEqual({ channel: 'slack', tenant: 'T0NABO', user: 'U0GJEST' })
    expect(request.place).toMatchObject({ tenant: 'T0FJORDVIK', key: 'T0FJORDVIK/C0DELT' })
    expect(by).toEqual({ team: 'T0FJORDVIK', enterprise: null })
    expect(one('mention-grid-guest').request.account.tenant).toBe('E0ANNET')
  })

  it('is nobody in a shared channel where Slack does not say', () => {
    const payload = recorded('mention-guest', { '"user_team"': '"x"', '"source_team"': '"y"', '"team"': '"z"' })
    expect(readPayload(payload, null)).toEqual([])
  })

  it('is the same person in every workspace of an organisation', () => {
    const { request, by } = one('mention-grid')
    expect(request.account).toEqual({ channel: 'slack', tenant: 'E0FYLKET', user: 'U0KARI' })
    expect(request.place.key).toBe('E0FYLKET/C0SKOLEN')
    expect(by).toEqual({ team: null, enterprise: 'E0FYLKET' })
    expect(one('press-grid').request.account).toEqual(request.account)
    expect(one('submit-grid').request.account).toEqual(request.account)
  })

  it('belongs to the organisation that our own message names, where the press does not', () => {
    const changes = { '"enterprise_id"': '"x"', '"team_id": "E0FYLKET"': '"team_id": "T0SKOLE"' }
    const payload = recorded('press-grid', { ...changes, '"id": "out_2",': '"id": "out_2", "team": "T0SKOLE",' })
    expect(readPayload(payload, null)?.[0]?.request.account.tenant).toBe('E0FYLKET')
  })

  it('is the guest who presses, by the installation that wrote the message or opened the modal', () => {
    const guest = { channel: 'slack', tenant: 'T0NABO', user: 'U0GJEST' }
    for (const name of ['press-guest', 'submit-guest']) {
      const { request, by } = one(name)
      expect(request.account).toEqual(guest)
      expect(request.place.tenant).toBe('T0FJORDVIK')
      expect(by).toEqual({ team: 'T0FJORDVIK', enterprise: null })
    }
  })

  it('is told from the message’s own workspace where its metadata is lost', () => {
    for (const [word, other] of [
      ['stafett_card', 'other'],
      ['"metadata"', '"none"'],
    ] as const) {
      const { by } = readPayload(recorded('press-guest', { [word]: other }), null)?.[0] ?? {}
      expect(by).toEqual({ team: 'T0FJORDVIK', enterprise: null })
    }
  })
})

describe('the command', () => {
  it('is answered to one person alone, wherever it is typed', () => {
    const { request, way } = one('command')
    expect(request).toMatchObject({
      ...{
        delivery: 'command 1.2.command',
        account: kari,
        from: 'place',
        personal: true,
        kind: 'write',
        text: 'ny om tor',
      },
      place: { kind: 'channel', key: 'T0FJORDVIK/C0SKOLEN' },
    })
    expect(way).toMatchObject({ kind: 'command', trigger: '1.2.command' })
    expect(one('command-im').request).toMatchObject({ place: chat, from: 'place', personal: true, text: '' })
  })
})

describe('a button', () => {
  it('of the own chat is pressed with what stands in the fields', () => {
    expect(one('press-im')).toMatchObject({
      request: {
        ...{
          delivery: 'U0KARI 1764000040.000200',
          account: kari,
          place: chat,
          from: 'place',
          personal: true,
          kind: 'press',
        },
        ...{ action: 'step.done', data: { case: 'case_1' }, fields: {} },
      },
      way: { kind: 'message', trigger: '1.2.press', message: '1764000039.000100', mark: { id: 'out_1' } },
    })
    const fields = { answer: 'Har sett det samme', agree: 'true', when: '2026-11-30' }
    expect(one('press-im-form').request).toMatchObject({ action: 'concern.answer', fields })
  })

  it('of a channel belongs to the thread its message begins, and is personal only when it opens something', () => {
    const thread = { kind: 'thread', key: 'T0FJORDVIK/C0SKOLEN/1764000038.000100' }
    expect(one('open-channel').request).toMatchObject({ kind: 'open', from: 'place', personal: true, place: thread })
    expect(one('press-thread').request).toMatchObject({ kind: 'press', from: 'place', personal: false, place: thread })
    expect(one('press-private').request.place.kind).toBe('thread')
    expect(one('open-ephemeral')).toMatchObject({
      ...{ request: { place: { kind: 'channel' }, from: 'place', personal: true }, way: { message: null, mark: null } },
    })
  })

  it('names the message whose place the answer takes in the own chat alone, and says what opens a window', () => {
    const message = { place: chat, message: '1764000039.000100' }
    for (const name of ['press-im', 'press-im-form'])
      expect(one(name).request).toMatchObject({ inWindow: false, message })
    for (const name of [
      'press-thread',
      'press-private',
      'press-home',
      'press-modal',
      'open-channel',
      'open-ephemeral',
      'open-home',
    ])
      expect(one(name).request).not.toHaveProperty('message')
    for (const name of ['open-channel', 'open-ephemeral', 'open-home', 'press-modal', 'submit'])
      expect(one(name).request).toMatchObject({ inWindow: true })
    const opens = readPayload(recorded('press-im', { '\\"do\\":\\"press\\"': '\\"do\\":\\"open\\"' }), links)
    expect(opens).toMatchObject([{ request: { kind: 'open', inWindow: true } }])
    expect(opens?.[0]?.request).not.toHaveProperty('message')
  })

  it('is pressed also where Slack says nothing of its message', () => {
    const { message: _, ...bare } = recorded('press-im')
    const [received, ...more] = readPayload(bare, links) ?? []
    expect(more).toEqual([])
    expect(received?.request).toMatchObject({ kind: 'press', place: expect.anything(), action: 'step.done' })
    expect(received?.request).not.toHaveProperty('message')
  })

  it('of a modal or of Home is seen by one person', () => {
    expect(one('press-modal')).toMatchObject({
      request: { from: 'place', personal: true, place: chat, kind: 'press', fields: { text: 'Snakket med klassen' } },
      way: { kind: 'modal', view: 'V0NOTAT', trigger: '1.2.modal' },
    })
    expect(one('press-home')).toMatchObject({
      request: { from: 'place', personal: true, account: kari },
      way: { kind: 'home' },
    })
    const inGrid = (installed: string) =>
      readPayload(
        recorded('press-home', {
          '"app_installed_team_id": "T0FJORDVIK"': `"app_installed_team_id": "${installed}"`,
          '"enterprise": null': '"enterprise": { "id": "E0FYLKET" }',
        }),
        links,
      )
    expect(inGrid('T0SKOLE')).toMatchObject([{ by: { team: 'T0SKOLE', enterprise: 'E0FYLKET' } }])
    expect(inGrid('E0FYLKET')).toMatchObject([{ by: { team: null, enterprise: 'E0FYLKET' } }])
    expect(one('press-home').by).toEqual({ team: 'T0FJORDVIK', enterprise: null })
    expect(one('open-home').request).toMatchObject({ kind: 'open', action: 'concern.register' })
  })

  it('that is none of ours is nothing', () => {
    expect(read('press-field')).toEqual([])
    expect(readPayload(recorded('press-im', { '\\"do\\"': '\\"todo\\"' }), null)).toEqual([])
  })
})

describe('a modal', () => {
  it('is sent in with its own button and where it was opened from', () => {
    expect(one('submit')).toMatchObject({
      request: {
        ...{
          delivery: 'V0NOTAT 1764000041.abcd1234',
          account: kari,
          place: chat,
          from: 'place',
          personal: true,
          kind: 'press',
        },
        ...{ action: 'note.add', data: { case: 'case_1', once: 'once_1' }, fields: { text: 'Snakket med klassen' } },
        ...{ inWindow: true, message: { place: chat, message: '1764000039.000100' } },
      },
      way: { kind: 'submit', opened: { from: { kind: 'message', message: '1764000039.000100' } } },
    })
    expect(one('submit-grid').request).not.toHaveProperty('message')
    expect(one('submit-grid').request.place).toMatchObject({
      kind: 'thread',
      key: 'E0FYLKET/C0SKOLEN/1764000038.000100',
    })
  })

  it('that is only closed is nothing, and one that was not opened by us is refused', () => {
    expect(read('view-closed')).toEqual([])
    expect(readPayload(recorded('submit', { '\\"submit\\"': '\\"sent\\"' }), null)).toBeNull()
  })
})

describe('a shortcut', () => {
  it('begins a new wondering', () => {
    expect(one('shortcut')).toMatchObject({
      request: {
        kind: 'open',
        action: 'concern.register',
        from: 'place',
        personal: true,
        account: kari,
        delivery: 'U0KARI 1764000050.000200',
      },
      way: { kind: 'shortcut', trigger: '1.2.shortcut' },
    })
  })

  it('picks a message for a log', () => {
    expect(one('collect').request).toMatchObject({
      ...{
        kind: 'collect',
        from: 'place',
        personal: true,
        text: '@U0TOR sier det går bedre',
        mentions: [{ text: '@U0TOR' }],
        source: {
          by: { channel: 'slack', tenant: 'T0FJORDVIK', user: 'U0LISE' },
          name: null,
          at: '2025-11-24T16:00:45.000Z',
          link: 'https://fjordvik.slack.com/archives/C0SKOLEN/p1764000045000100?thread_ts=1764000044.000100&cid=C0SKOLEN',
        },
      },
      place: { kind: 'thread', key: 'T0FJORDVIK/C0SKOLEN/1764000044.000100' },
    })
  })

  it('takes our own name out of what is picked, where Slack has told which it is', () => {
    const [tor, ours] = [recorded('collect'), recorded('collect', { U0TOR: 'U0STAFETT' })]
    const picked = (body: object) => readPayload(body, null, new Set(['U0STAFETT']))?.[0]?.request
    expect(picked(ours)).toMatchObject({ text: 'sier det går bedre', mentions: [] })
    expect(picked(tor)).toMatchObject({ text: '@U0TOR sier det går bedre' })
  })

  it('says nothing of a message that Slack does not say', () => {
    const bare = recorded('collect', {
      '"domain": "fjordvik"': '"domain": "a/b"',
      '"user": "U0LISE",': '',
      '"ts": "1764': '"was": "1764',
    })
    expect(readPayload(bare, null)?.[0]?.request).toMatchObject({ source: { by: null, at: null, link: null } })
  })

  it('that we do not have is nothing', () => {
    expect(readPayload(recorded('shortcut', { new_concern: 'other' }), null)).toEqual([])
    expect(readPayload(recorded('collect', { '"collect"': '"other"' }), null)).toEqual([])
  })
})

describe('the app', () => {
  it('is looked at', () => {
    expect(one('home-opened')).toMatchObject({
      request: { kind: 'home', place: chat, from: 'place', personal: true },
      way: { kind: 'tab' },
    })
    expect(read('messages-opened')).toEqual([])
  })

  it('is added to a channel, and greets whoever added it', () => {
    const place = { kind: 'channel', key: 'T0FJORDVIK/C0SKOLEN' }
    expect(one('joined-own')).toMatchObject({
      request: { kind: 'arrived', account: kari, place },
      way: { kind: 'said' },
    })
    expect(read('joined-other')).toEqual([])
  })

  const told = (event: object) => readPayload({ ...recorded('joined-own'), event }, links)

  it.each(['channel_left', 'channel_archive', 'channel_deleted', 'group_left', 'group_archive', 'group_deleted'])(
    'may no longer write in one channel (%s), and is still installed',
    (type) => {
      const channel = type.startsWith('group') ? 'G0SKOLEN' : 'C0SKOLEN'
      expect(told({ type, channel })).toMatchObject([
        {
          request: { kind: 'left', everywhere: false, place: { kind: 'channel', key: `T0FJORDVIK/${channel}` } },
          way: { kind: 'none' },
        },
      ])
      expect(told({ type })).toBeNull()
    },
  )

  it('is in another channel where the id of one has changed', () => {
    const event = { type: 'channel_id_changed', old_channel_id: 'C0SKOLEN', new_channel_id: 'C0NY' }
    expect(told(event)).toMatchObject([
      { request: { kind: 'left', everywhere: false, place: { key: 'T0FJORDVIK/C0SKOLEN' } } },
    ])
  })

  it.each(['channel_unarchive', 'group_unarchive'])('may write again in a channel (%s), and greets nobody', (type) => {
    expect(told({ type, channel: 'C0SKOLEN', user: 'U0KARI' })).toMatchObject([
      { request: { kind: 'arrived', personal: false, place: { key: 'T0FJORDVIK/C0SKOLEN' } }, way: { kind: 'none' } },
    ])
  })

  it('is removed everywhere', () => {
    for (const name of ['uninstalled', 'tokens-revoked']) {
      expect(one(name)).toMatchObject({
        ...{ by: { team: 'T0FJORDVIK', enterprise: null }, way: { kind: 'none' } },
        request: { kind: 'left', everywhere: true, account: { tenant: 'T0FJORDVIK' }, place: { tenant: 'T0FJORDVIK' } },
      })
    }
    expect(read('tokens-revoked-user')).toEqual([])
  })

  // https://docs.slack.dev/apis/events-api/#rate-limiting
  it('is told that there are too many events, which is nobody’s doing', () => {
    const limited = { token: 'x', type: 'app_rate_limited', team_id: 'T0FJORDVIK', minute_rate_limited: 1518467820 }
    expect(readPayload({ ...limited, api_app_id: 'A0STAFETT' }, links)).toEqual([])
  })

  it('is referred to by links to cases, once each', () => {
    const told = read('link-shared')?.map(({ request, way }) => ({ ...request, way }))
    expect(told).toMatchObject([
      { kind: 'refer', ref: 'FJ-1001', delivery: 'Ev0000000030 0', way: { kind: 'link', url: `${links}/sak/FJ-1001` } },
      { kind: 'refer', ref: 'FJ-1002', delivery: 'Ev0000000030 2' },
    ])
    expect(read('link-composer')).toEqual([])
    // As its guide has it, where the list of events has `channel`.
    expect(readPayload(recorded('link-composer', { '"channel"': '"channel_id"' }), links)).toEqual([])
    expect(readPayload(recorded('link-composer', { '"message_ts"': '"no_ts"' }), links)).toEqual([])
    expect(readPayload(recorded('link-shared'), null)).toEqual([])
    const below = { '.example/sak': '.example/bot/sak' }
    expect(readPayload(recorded('link-shared', below), `${links}/bot`)).toHaveLength(2)
    expect(readPayload(recorded('link-shared', below), links)).toEqual([])
    expect(readPayload(recorded('link-shared'), `${links}/bot`)).toEqual([])
    expect(readPayload(recorded('link-shared'), 'https://elsewhere.example')).toEqual([])
  })
})

describe('a conversation of two people, in which the bot has no part', () => {
  const between = { D0KARI: 'D0KARITOR', C0SKOLEN: 'D0KARITOR', '"skolen"': '"directmessage"' }
  const told = (name: string, more: Record<string, string> = {}) =>
    readPayload(recorded(name, { ...between, ...more }), links)?.[0] ?? never()

  it('is never taken for the own chat of whoever does something in it', () => {
    for (const name of ['command-im', 'collect', 'link-shared', 'open-ephemeral']) {
      const { place, account } = told(name).request
      expect([name, place.kind, isOwn(place, account), isForeign(place)]).toEqual([name, 'personal', false, true])
    }
    const { place, account } = one('press-im').request
    expect([isOwn(place, account), isForeign(place)]).toEqual([true, false])
  })

  it('reads nothing of what is pressed under a link in it', () => {
    const pressed = told('press-im', {
      '"type": "message",\n    "message_ts"': '"type": "message_attachment",\n    "message_ts"',
    })
    expect(pressed).toMatchObject({ request: { kind: 'press', from: 'place', personal: false }, way: { own: false } })
  })
})

function never(): never {
  throw new Error('nothing was told')
}

describe('what is no payload', () => {
  it('is refused, whatever it is', () => {
    const strange = [null, [], 'text', {}, { type: 'block_actions' }, { event: {} }, { command: '/stafett' }]
    expect(strange.map((body) => readPayload(body, links))).toEqual(strange.map(() => null))
  })

  it('is nothing when Slack tells of something new', () => {
    expect(readPayload(recorded('home-opened', { app_home_opened: 'something_new' }), null)).toEqual([])
    expect(readPayload(recorded('shortcut', { '"type": "shortcut"': '"type": "something_new"' }), null)).toEqual([])
  })

  const names = readdirSync('test/fixtures/slack').map((file) => file.replace('.json', ''))

  it.each(names)('is read or refused, and never a fault, whatever one field of %s is', (name) => {
    const strange = ['undefined', null, 0, true, '', '__proto__', [], {}, [null], [{}], 'x'.repeat(100_000)]
    const whole = recorded(name)
    for (const path of pathsIn(whole))
      for (const value of strange) {
        const read = readPayload(changed(whole, path, value), links)
        expect(read === null || Array.isArray(read)).toBe(true)
      }
  })
})

/** Where every value in a payload stands. */
function pathsIn(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => [[name], ...pathsIn(inner).map((rest) => [name, ...rest])])
}

/** A copy with one value exchanged, or left out. */
function changed(value: unknown, [name = '', ...rest]: string[], to: unknown): unknown {
  const inner = rest.length > 0 ? changed(Object(value)[name], rest, to) : to === 'undefined' ? undefined : to
  return Array.isArray(value) ? value.with(Number(name), inner) : { ...Object(value), [name]: inner }
}
