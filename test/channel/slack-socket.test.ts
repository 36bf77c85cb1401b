/** Socket Mode: the same door without a public address. A stand-in for Slack's end of the connection, on this machine. */
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Block } from '../../cards/card.ts'
import type { Answer } from '../../src/ports.ts'
import { type Door, openDoor } from '../support/slack-door.ts'
import { recorded } from '../support/slack-recorded.ts'
import { type SlackSocket, startSlackSocket } from '../support/slack-socket.ts'
import { card, cardAnswer } from './contract-cards.ts'

let slack: SlackSocket
let door: Door

beforeEach(async () => {
  slack = await startSlackSocket()
  door = await openDoor({ receive: { kind: 'socket', appToken: 'xapp-1-test' }, apiUrl: slack.url })
  await slack.connected(1)
})

afterEach(async () => {
  await door.stop()
  await slack.close()
})

describe('through the socket', () => {
  it('the bot connects by its own token, and no HTTP door stands open', async () => {
    expect(slack.tokens).toEqual(['xapp-1-test'])
    expect((await door.post('message-im')).status).toBe(404)
  })

  it('an event is acknowledged when all of it is done', async () => {
    const { promise, resolve } = Promise.withResolvers<Answer>()
    door.answers(() => promise)
    let isAcknowledged = false
    const sent = slack.send('events_api', recorded('message-im')).then((payload) => {
      isAcknowledged = true
      return payload
    })
    while (door.asked.length === 0) await turn()
    for (let n = 0; n < 20; n += 1) await turn()
    expect(isAcknowledged).toBe(false)
    resolve({ kind: 'none' })
    expect(await sent).toEqual({})
    expect(door.asked).toMatchObject([{ kind: 'write', delivery: 'Ev0000000001' }])
  })

  it('a modal is answered in the acknowledgement', async () => {
    door.answers(() => ({ kind: 'none' }))
    expect(await slack.send('interactive', recorded('submit'))).toEqual({ response_action: 'clear' })
    door.answers(() => ({ kind: 'message', text: 'Ferdig' }))
    expect(await slack.send('slash_commands', recorded('command'))).toMatchObject({ text: 'Ferdig' })
  })

  it('a modal too long for the acknowledgement is drawn after it', async () => {
    const blocks: Block[] = Array.from({ length: 60 }, () => ({ kind: 'text', text: 'Tiltak på skolen. '.repeat(30) }))
    door.answers(() => cardAnswer(card(blocks, [])))
    const from = { '\\"kind\\":\\"message\\",\\"message\\":\\"1764000039.000100\\"': '\\"kind\\":\\"elsewhere\\"' }
    const payload = await slack.send('interactive', recorded('submit', from))
    expect(payload).toMatchObject({ response_action: 'update', view: { type: 'modal' } })
    expect(JSON.stringify(payload)).toContain('Et øyeblikk')
    expect(Object(payload).view.submit).toBeUndefined()
    await door.settled()
    expect(slack.called).toEqual(['views.update'])
  })

  it('what can’t be read is acknowledged, and what failed is left to come again', async () => {
    expect(await slack.send('interactive', { type: 'view_submission' })).toEqual({})
    door.answers(() => Promise.reject(new TypeError('words of somebody')))
    const failed = slack.send('events_api', recorded('message-im'))
    while (!door.reported.includes('request-failed TypeError')) await turn()
    door.answers(() => ({ kind: 'none' }))
    expect(await slack.send('events_api', recorded('message-file'))).toEqual({})
    slack.refresh()
    expect(await failed).toBeNull()
    expect(door.reported).toEqual(['request-refused malformed', 'request-failed TypeError'])
  })

  it('a new connection is opened when Slack ends one', async () => {
    slack.refresh()
    await slack.connected(2)
    expect(await slack.send('events_api', recorded('message-im'))).toEqual({})
  })
})

describe('a bot that is stopped', () => {
  it('does first what it has begun', async () => {
    const { promise, resolve } = Promise.withResolvers<Answer>()
    door.answers(() => promise)
    void slack.send('events_api', recorded('message-im'))
    while (door.asked.length === 0) await turn()
    let isStopped = false
    const stopped = door.channel.stop().then(() => {
      isStopped = true
    })
    while (slack.open() > 0) await turn()
    for (let n = 0; n < 20; n += 1) await turn()
    expect(isStopped).toBe(false)
    resolve({ kind: 'none' })
    await stopped
  })

  it('leaves no connection, not even one it was about to open', async () => {
    await (await openDoor({ receive: { kind: 'socket', appToken: 'xapp-2-test' }, apiUrl: slack.url })).stop()
    while (slack.open() > 1) await turn()
    expect(slack.tokens).toEqual(['xapp-1-test', 'xapp-2-test'])
  })
})

describe('without Slack', () => {
  it('the bot starts all the same, tries again, and stops', async () => {
    const alone = await openDoor({
      receive: { kind: 'socket', appToken: 'xapp-1-test' },
      apiUrl: 'http://127.0.0.1:9/api/',
    })
    while (!alone.reported.includes('socket-not-open unknown')) await turn()
    await alone.stop()
    expect(alone.reported.join(' ')).not.toContain('xapp')
  })
})
