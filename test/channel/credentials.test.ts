/** The bot's own login, up to where Microsoft's library asks Entra, which only answers over the internet. */
import { MicrosoftAppCredentials } from 'botframework-connector'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { connect } from '../../src/teams/connector.ts'
import { appCredentials } from '../../src/teams/credentials.ts'

const app = { appId: 'app', appPassword: 'secret', tenantId: 'tenant' }

type Asked = { appId: string; password: string; login: string; scope: string; fresh: boolean }

/** Takes Entra's place. */
function answerWith(token: Promise<string>): Asked[] {
  const asked: Asked[] = []
  vi.spyOn(MicrosoftAppCredentials.prototype, 'getToken').mockImplementation(async function (
    this: MicrosoftAppCredentials,
    fresh = false,
  ) {
    const { appId, appPassword: password, oAuthEndpoint: login, oAuthScope: scope } = this
    asked.push({ appId, password, login, scope, fresh })
    return token
  })
  return asked
}

describe("the bot's login", () => {
  afterEach(() => {
    vi.restoreAllMocks()
  })

  it('is at the tenant of the app, for the connector', async () => {
    const asked = answerWith(Promise.resolve('token'))
    expect(await appCredentials(app, 5000).token()).toBe('token')
    expect(asked).toEqual([
      {
        appId: 'app',
        password: 'secret',
        login: 'https://login.microsoftonline.com/tenant',
        scope: 'https://api.botframework.com',
        fresh: false,
      },
    ])
  })

  it('fetches a fresh token once after the kept one was not accepted', async () => {
    const asked = answerWith(Promise.resolve('token'))
    const credentials = appCredentials(app, 5000)
    await credentials.token()
    credentials.expire()
    await credentials.token()
    await credentials.token()
    expect(asked.map(({ fresh }) => fresh)).toEqual([false, true, false])
  })

  it('that never answers holds nothing back: what waited was surely not sent', async () => {
    answerWith(new Promise(() => undefined))
    const sent = connect(appCredentials(app, 20), 5000).send('https://smba.example/', 'conversation', {
      type: 'message',
      from: { id: 'bot' },
      conversation: { id: 'conversation' },
    })
    await expect(sent).rejects.toMatchObject({ kind: 'unreachable' })
  })

  it.each([
    ['invalid_client', 'invalid_client'],
    ['network_error', null],
  ])('that is answered with %s is refused as %s', async (errorCode, refusedAs) => {
    answerWith(Promise.reject(Object.assign(new Error('words of Entra'), { errorCode })))
    const credentials = appCredentials(app, 5000)
    expect(credentials.refusedAs()).toBeNull()
    await expect(credentials.token()).rejects.toThrow()
    expect(credentials.refusedAs()).toBe(refusedAs)
    answerWith(Promise.resolve('token'))
    await credentials.token()
    expect(credentials.refusedAs()).toBeNull()
  })

  it('is refused by Teams until Teams takes a token', async () => {
    answerWith(Promise.resolve('token'))
    const credentials = appCredentials(app, 5000)
    credentials.expire()
    await credentials.token()
    expect(credentials.refusedAs()).toBe('http-401')
    credentials.taken()
    expect(credentials.refusedAs()).toBeNull()
  })
})
