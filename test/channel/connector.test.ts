/** Teams' REST interface where the channel contract does not reach: tokens, redirects, odd service URLs. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Connector, connect } from '../../src/teams/connector.ts'
import type { Credentials } from '../../src/teams/credentials.ts'
import { type StandIn, startConnector } from '../support/connector.ts'

describe('a request to Teams', () => {
  let standIn: StandIn
  let connector: Connector
  let tokens: (string | Error)[]
  let expired = 0
  let taken = 0
  const credentials: Credentials = {
    async token() {
      const token = tokens.shift() ?? 'token'
      if (token instanceof Error) throw token
      return token
    },
    expire: () => void expired++,
    taken: () => void taken++,
    refusedAs: () => null,
  }
  beforeEach(async () => {
    tokens = []
    expired = 0
    taken = 0
    standIn = await startConnector()
    connector = connect(credentials, 5000)
  })
  afterEach(async () => {
    await standIn.close()
  })
  const conversation = '19:a b/c;messageid=1'
  const activity = { type: 'message', from: { id: '28:stafett' }, conversation: { id: conversation } }
  const send = (serviceUrl = standIn.url) => connector.send(serviceUrl, conversation, activity)

  it('goes to the conversation, whatever its id is made of and however the service URL ends', async () => {
    expect(await send(`${standIn.url}/`)).toBe('m1')
    expect(standIn.received[0]).toMatchObject({ conversation: '19:a b/c;messageid=1' })
  })

  it('carries the token', async () => {
    tokens = ['secret']
    await send()
    expect(standIn.received[0]?.authorization).toBe('Bearer secret')
  })

  it('is surely not sent when there is no token', async () => {
    tokens = [new Error('login is down')]
    await expect(send()).rejects.toMatchObject({ kind: 'unreachable' })
    expect(standIn.received).toEqual([])
  })

  it('asks for a new token after Teams refused this one, and was surely not delivered', async () => {
    standIn.failNext({ status: 401 })
    await expect(send()).rejects.toMatchObject({ kind: 'unreachable' })
    expect([expired, taken]).toEqual([1, 0])
    await send()
    expect([expired, taken]).toEqual([1, 1])
  })

  it('never takes its token and its words to where it is redirected', async () => {
    const elsewhere = await startConnector()
    standIn.failNext({ status: 307, location: `${elsewhere.url}/v3/conversations/x/activities` })
    await expect(send()).rejects.toMatchObject({ kind: 'ambiguous' })
    expect(elsewhere.received).toEqual([])
    await elsewhere.close()
  })

  it.each([
    ['7', 7000],
    ['0.5', 500],
    ['-1', null],
    ['Wed, 21 Oct 2026 07:28:00 GMT', null],
    [undefined, null],
  ])('waits as long as Teams says: Retry-After %s', async (retryAfter, retryAfterMs) => {
    standIn.failNext({ status: 429, ...(retryAfter === undefined ? {} : { retryAfter }) })
    await expect(send()).rejects.toMatchObject({ kind: 'rate-limited', retryAfterMs })
  })

  it.each([
    [400, 'refused'],
    [408, 'ambiguous'],
    [412, 'unreachable'],
    [413, 'refused'],
    [500, 'ambiguous'],
    [503, 'ambiguous'],
    [504, 'ambiguous'],
  ] as const)('knows what an answer of %i means: %s', async (status, kind) => {
    standIn.failNext({ status })
    await expect(send()).rejects.toMatchObject({ kind, code: `http-${status}` })
    expect(standIn.received).toHaveLength(1)
  })

  it('that asks whether Teams is back shows nobody anything, and takes a refusal for an answer', async () => {
    const isBack = () => connector.answers(standIn.url, conversation, '28:stafett')
    expect(await isBack()).toBe(true)
    for (const status of [403, 404]) {
      standIn.failNext({ status })
      expect(await isBack()).toBe(true)
    }
    for (const fault of [{ status: 401 }, { status: 429 }, { status: 503 }, 'reset'] as const) {
      standIn.failNext(fault)
      expect(await isBack()).toBe(false)
    }
    expect(new Set(standIn.received.map(({ kind }) => kind))).toEqual(new Set(['member']))
  })
})
