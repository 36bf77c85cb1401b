/** Whoever signs in to the page by Slack is who they are in the chat: by the bot's own workspace, and by those that have installed it. */
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { SignIn } from '../../src/ports.ts'
import { createSlack } from '../../src/slack/index.ts'
import type { SlackSettings } from '../../src/slack/settings.ts'
import { phrasesIn } from '../../src/wording/phrases.ts'
import { type SlackApi, startSlackApi } from '../support/slack-api.ts'
import { memoryVault, openDoor } from '../support/slack-door.ts'

const asked = { clientId: '1.2', clientSecret: 'very-secret', issuer: 'https://slack.com' }
const claims = (user: string, team: string, enterprise: string | null = null) => ({
  'https://slack.com/user_id': user,
  'https://slack.com/team_id': team,
  ...(enterprise === null ? {} : { 'https://slack.com/enterprise_id': enterprise }),
})

async function signInOf(settings: Partial<SlackSettings>, vault = memoryVault()): Promise<SignIn> {
  const usual: SlackSettings = {
    receive: { kind: 'http', signingSecret: 'very-secret' },
    workspaces: { kind: 'one', botToken: 'xoxb-1-test' },
    ...{ apiUrl: null, links: null, signIn: asked },
  }
  const around = { report: () => undefined, vault, phrases: phrasesIn, sendTimeoutMs: 1000 }
  const { signIn } = await createSlack({ ...usual, ...settings }, around)
  if (!signIn) throw new Error('nobody signs in')
  return signIn
}

describe('in the one workspace of the bot', () => {
  let api: SlackApi
  beforeEach(async () => {
    api = await startSlackApi()
  })
  afterEach(() => api.close())
  const own = (answer: object) => api.answering('auth.test', () => ({ ok: true, ...answer }))

  it('people of that workspace get in, and it is asked for once', async () => {
    const signIn = await signInOf({ apiUrl: api.url })
    own({ team_id: 'T0FJORDVIK', user_id: 'U0STAFETT1' })
    const account = { channel: 'slack', tenant: 'T0FJORDVIK', user: 'U0KARI' }
    for (const _ of [1, 2])
      expect(await signIn.accountOf(claims('U0KARI', 'T0FJORDVIK'))).toEqual({ kind: 'account', account })
    expect(await signIn.accountOf(claims('U0KARI', 'T0ANNET'))).toEqual({ kind: 'refused' })
    expect(api.received.map(({ method }) => method)).toEqual(['auth.test'])
  })

  it('they do in a Grid, and of the whole of it where the bot is installed there', async () => {
    own({ team_id: 'T0SKOLE', enterprise_id: 'E0FYLKET', is_enterprise_install: false })
    const account = { channel: 'slack', tenant: 'E0FYLKET', user: 'U0KARI' }
    const one = await signInOf({ apiUrl: api.url })
    expect(await one.accountOf(claims('U0KARI', 'T0SKOLE', 'E0FYLKET'))).toEqual({ kind: 'account', account })
    expect(await one.accountOf(claims('U0KARI', 'T0HELSE', 'E0FYLKET'))).toEqual({ kind: 'refused' })
    own({ team_id: 'E0FYLKET', enterprise_id: 'E0FYLKET', is_enterprise_install: true })
    const whole = await signInOf({ apiUrl: api.url })
    expect(await whole.accountOf(claims('U0KARI', 'T0HELSE', 'E0FYLKET'))).toEqual({ kind: 'account', account })
  })

  it('nobody can say while Slack is down, and can the next time', async () => {
    const signIn = await signInOf({ apiUrl: api.url })
    own({ team_id: 'T0FJORDVIK' })
    api.failNext({ status: 503 })
    expect(await signIn.accountOf(claims('U0KARI', 'T0FJORDVIK'))).toEqual({ kind: 'unreachable' })
    expect(await signIn.accountOf(claims('U0KARI', 'T0FJORDVIK'))).toMatchObject({ kind: 'account' })
  })
})

describe('where several workspaces have installed the bot', () => {
  const kept = new Map(
    [
      { team: 'T0FJORDVIK', enterprise: null, whole: false, token: 'xoxb-1' },
      { team: 'T0GAMMEL', enterprise: null, whole: false, token: 'xoxb-2' },
      { team: null, enterprise: 'E0FYLKET', whole: true, token: 'xoxb-3' },
    ].map((one) => [`installation:${one.whole ? one.enterprise : one.team}`, JSON.stringify(one)]),
  )
  const workspaces = { clientId: '1.2', clientSecret: 'very-secret', publicUrl: 'https://stafett.example' }
  const allowed = ['T0FJORDVIK', 'T0NY', 'E0FYLKET']

  it.each<[string, string, string, string | null]>([
    ['message-im', 'U0KARI', 'T0FJORDVIK', null],
    ['mention-grid', 'U0KARI', 'T0HELSE', 'E0FYLKET'],
  ])('somebody is who the chat says they are: %s', async (payload, user, team, enterprise) => {
    const door = await openDoor({
      workspaces: { kind: 'several', ...workspaces, allowed },
      vault: memoryVault(new Map(kept)),
    })
    onTestFinished(() => door.stop())
    expect((await door.post(payload)).status).toBe(200)
    const signIn = await signInOf(
      { workspaces: { kind: 'several', ...workspaces, allowed } },
      memoryVault(new Map(kept)),
    )
    const account = door.asked[0]?.account
    expect(await signIn.accountOf(claims(user, team, enterprise))).toEqual({ kind: 'account', account })
  })

  it.each([
    ['that may no longer have it', claims('U0KARI', 'T0GAMMEL')],
    ['that may have it and has not', claims('U0KARI', 'T0NY')],
    ['that has never had it', claims('U0KARI', 'T0ANNET', 'E0ANNET')],
  ])('nobody is of a workspace %s', async (_, of) => {
    const signIn = await signInOf(
      { workspaces: { kind: 'several', ...workspaces, allowed } },
      memoryVault(new Map(kept)),
    )
    expect(await signIn.accountOf(of)).toEqual({ kind: 'refused' })
  })
})
