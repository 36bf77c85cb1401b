/** The channel contract over a terminal: what the contract asks can be kept by a channel that is nothing like the others. */

import { expect, it } from 'vitest'
import { unveiled } from '../../cards/parts/chat.ts'
import type { Handle } from '../../src/ports.ts'
import { createConsole } from '../support/console-channel.ts'
import { channelContract, type Harness, type Running, type Sent, type Shown, type Where } from './contract.ts'
import { fileAnswer } from './contract-cards.ts'

const places: Record<Where, string> = { personal: '', group: ' +team', channel: ' #trinn' }

async function start(handle: Handle): Promise<Running> {
  const printed: string[] = []
  const reports: string[] = []
  let closed = false
  let attemptsBeforeAnswer = 0
  /** Cards that were put there to be pressed. */
  let placed = 0
  const print = (text: string) => {
    if (closed) throw new Error('nobody reads')
    printed.push(text)
  }
  const { channel, read } = createConsole(print, (event, code) => void reports.push(`${event} ${code}`))
  const account = (user: string) => ({ channel: 'console', tenant: 'terminal', user })
  await channel.start(async (request) => {
    attemptsBeforeAnswer = printed.length - placed
    return handle(request)
  })
  const arrived = async (where: Where) => void (await read(`kari${places[where]}: hei`))
  return {
    channel,
    kari: account('kari'),
    tor: account('tor'),
    async say({ text, where, by = 'kari', naming }) {
      await read(`${by}${places[where]}: ${text}${naming === undefined ? '' : ` ${naming}`}`)
    },
    async press({ card, button, fields = {}, in: where }) {
      const place = where === 'channel' ? '#trinn' : 'kari'
      const stands = { channel: 'console', tenant: 'terminal', key: place, address: place }
      const kind = where === 'channel' ? 'channel' : 'personal'
      const { message } = await channel.post({ ...stands, kind }, unveiled(card), { id: 'out_1', since: '' })
      placed += 1
      const number = card.buttons.findIndex(({ label }) => label === button) + 1
      const before = printed.length
      await read(`kari${place === 'kari' ? '' : ` ${place}`} > ${message}.${number} ${JSON.stringify(fields)}`)
      return seen(printed.slice(before)[0])
    },
    collect: () => Promise.reject(new Error('nothing can be picked in a terminal')),
    arrive: arrived,
    leave: () => Promise.reject(new Error('nobody leaves a terminal')),
    noise: () => read('kari'),
    echo: () => Promise.reject(new Error('a terminal tells nobody what was printed')),
    forge: () => Promise.reject(new Error('a terminal has no door')),
    sent: async () => printed.map(sentIn),
    attempts: () => printed.length - placed,
    attemptsBeforeAnswer: () => attemptsBeforeAnswer,
    fail() {
      closed = true
    },
    reports: () => reports,
    stop: channel.stop,
  }
}

function sentIn(printed: string): Sent {
  const [, to = '', forOne, head = ''] = /^\[(\S+)(?: for (\w+))?\] (.*)/.exec(printed) ?? []
  const [, number, changed, notification] = /^(\d+)( changed)? (.*)/.exec(head) ?? []
  return {
    ...{ kind: changed ? 'update' : 'new', conversation: to },
    ...{ message: number ?? '', notification: notification ?? '', shown: seen(printed), onlyFor: forOne ?? null },
  }
}

function seen(printed: string | undefined): Shown {
  if (printed === undefined) return { kind: 'nothing', texts: [], buttons: [], fields: [] }
  const [head = '', ...lines] = printed.split('\n')
  const after = (mark: RegExp) => lines.flatMap((line) => mark.exec(line)?.[1] ?? [])
  if (lines.length === 0) {
    return { kind: 'message', texts: [head.replace(/^\[[^\]]*\] /, '')], buttons: [], fields: [] }
  }
  const values = after(/^\? \w+: (.*)/)
  const fields = after(/^\? (\w+):/)
  const kind = / for \w+\] /.test(head) || fields.length > 0 ? 'dialog' : 'card'
  return { kind, texts: [...after(/^\| (.*)/), ...values], buttons: after(/^\d+\. (.*)/), fields }
}

const harness: Harness = {
  name: 'A terminal',
  manner: {
    ...{ formInChat: 'dialog', messageInChannel: 'channel', answerInChannel: 'everybody' },
    ...{ arrivals: [], departures: [], startsChats: true, finds: false },
  },
  lacks: [
    ...(['signatures', 'repeats', 'own messages', 'picked messages', 'limits'] as const),
    ...(['too-many', 'blocked', 'no-such-place', 'server-error', 'broken', 'swallowed', 'silent'] as const),
  ],
  start,
  faults: () => [],
}
channelContract(harness)

it('gives the file of an answer with its card', async () => {
  const printed: string[] = []
  const { channel, read } = createConsole((text) => void printed.push(text), expect.unreachable)
  await channel.start(async () => fileAnswer)
  await read('kari: fil')
  expect(printed.at(-1)).toBe('[kari] file saker.csv: 9 bytes')
})
