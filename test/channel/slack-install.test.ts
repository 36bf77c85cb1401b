/** Several workspaces: how one installs the app, which may, and what is forgotten when it is removed. */
import { createEmulator, type Emulator } from 'emulate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freePort } from '../support/free-port.ts'
import { type Door, memoryVault, openDoor, signingSecret } from '../support/slack-door.ts'
import { recorded } from '../support/slack-recorded.ts'
import { signed } from '../support/slack-signature.ts'

const team = 'T000000001'
const redirect = '/slack/oauth_redirect'

let slack: Emulator
let door: Door
let vault: Map<string, string>
let settings: Parameters<typeof openDoor>[0]

beforeEach(async () => {
  const port = await freePort()
  const publicUrl = `http://127.0.0.1:${port}`
  const app = {
    client_id: '1.2',
    client_secret: 'client-secret',
    name: 'Stafett',
    redirect_uris: [publicUrl + redirect],
  }
  const bot = { app_id: 'A0STAFETT', bot_id: 'B0STAFETT', bot_user_id: 'U0STAFETT1', bot_name: 'stafett' }
  slack = await createEmulator({
    ...{ service: 'slack', port: 0 },
    seed: { slack: { users: [{ name: 'kari' }], oauth_apps: [{ ...app, ...bot, scopes: ['chat:write'] }] } },
  })
  vault = new Map()
  const { client_id: clientId, client_secret: clientSecret } = app
  settings = {
    workspaces: { kind: 'several', clientId, clientSecret, allowed: [team], publicUrl },
    ...{ apiUrl: `${slack.url}/api/`, vault: memoryVault(vault), port },
  }
  door = await openDoor(settings)
})

afterEach(async () => {
  await door.stop()
  await slack.close()
})

const get = (url: string, cookie = '') => fetch(url, { redirect: 'manual', headers: { cookie } })

/** Goes through Slack's pages as a person's browser does. */
async function install(change: (back: URL) => void = () => undefined) {
  const begun = await get(`${door.url}/slack/install`)
  const cookie = begun.headers.get('set-cookie')?.split(';')[0] ?? ''
  const at = new URL(begun.headers.get('location') ?? '')
  const form = new URLSearchParams(at.searchParams)
  const [user = ''] = /U[A-Z0-9]{8,}/.exec(await (await get(at.href)).text()) ?? []
  form.set('user_id', user)
  const allowed = await fetch(`${slack.url}/oauth/v2/authorize/callback`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  })
  const back = new URL(allowed.headers.get('location') ?? '')
  change(back)
  const ended = await get(back.href, cookie)
  await door.settled()
  return { at, status: ended.status, headers: ended.headers, page: await ended.text(), user }
}

/** A payload as from the workspace that installed the app. */
async function post(name: string) {
  const body = JSON.stringify(recorded(name, { T0FJORDVIK: team }))
  return door.postBody(body, signed(body, signingSecret))
}

const token = () => String(JSON.parse([...vault.values()][0] ?? '{}').token)

describe('installing', () => {
  it('asks for no more than the manifest does, and ends on a plain page', async () => {
    const { at, status, page, headers } = await install()
    const manifest = recorded('../../../manifest/slack/manifest')
    const asked = Object(manifest.oauth_config).scopes.bot
    expect(at.searchParams.get('scope')?.split(',')).toEqual(asked)
    expect(status).toBe(200)
    expect(page).toContain('Stafett er installert.')
    expect(page).not.toMatch(/slack|bolt|T000000001/i)
    expect(headers.get('x-powered-by')).toBeNull()
  })

  it('keeps the token in the vault alone, and greets whoever did it', async () => {
    const { page, user } = await install()
    expect([...vault.keys()]).toEqual([`installation:${team}`])
    expect(token()).toMatch(/^xox/)
    expect(door.asked).toMatchObject([
      { kind: 'arrived', account: { tenant: team, user }, from: 'place', personal: true },
    ])
    expect(JSON.stringify([door.reported, page])).not.toContain(token())
  })

  it('lets in what the workspace says, also after a restart', async () => {
    expect((await post('message-im')).status).toBe(401)
    await install()
    expect((await post('message-im')).status).toBe(200)
    await door.stop()
    door = await openDoor({ ...settings, port: 0 })
    expect((await post('message-im')).status).toBe(200)
    expect(door.asked).toMatchObject([{ kind: 'write' }])
  })

  it('is refused to a workspace that is not named, and its token kept nowhere', async () => {
    await door.stop()
    const workspaces = settings?.workspaces
    if (workspaces?.kind !== 'several') throw new Error('several workspaces')
    door = await openDoor({ ...settings, workspaces: { ...workspaces, allowed: ['T0ANNEN'] } })
    const { status, page } = await install()
    expect(status).toBe(403)
    expect(page).toContain('Stafett ble ikke installert.')
    expect([...vault.keys()]).toEqual([])
    // The emulator knows no way to give a token back, which keeps nothing from being refused.
    expect(door.reported).toEqual(['token-not-revoked', 'install-refused workspace'])
    expect((await post('message-im')).status).toBe(401)
  })

  it('is refused to whoever did not begin it here, and to a code that is none', async () => {
    for (const change of [
      (back: URL) => back.searchParams.set('state', 'another'),
      (back: URL) => back.searchParams.set('code', 'none'),
      (back: URL) => back.searchParams.set('error', 'access_denied'),
    ]) {
      expect((await install(change)).status).toBe(400)
    }
    expect([...vault.keys()]).toEqual([])
    expect(door.reported.join(' ')).not.toMatch(/secret|xox/)
  })

  it('no longer counts when the workspace is no longer named', async () => {
    await install()
    await door.stop()
    const workspaces = settings?.workspaces
    if (workspaces?.kind !== 'several') throw new Error('several workspaces')
    door = await openDoor({ ...settings, port: 0, workspaces: { ...workspaces, allowed: [] } })
    expect((await post('message-im')).status).toBe(401)
  })
})

describe('removing', () => {
  it('forgets the token, tells the app once it is gone everywhere, and may be told twice', async () => {
    await install()
    expect((await post('uninstalled')).status).toBe(200)
    expect((await post('tokens-revoked')).status).toBe(200)
    expect([...vault.keys()]).toEqual([])
    expect(door.asked.slice(1)).toMatchObject([
      { kind: 'left', everywhere: true, account: { tenant: team } },
      { kind: 'left', everywhere: true },
    ])
    expect((await post('message-im')).status).toBe(401)
  })

  it('from one channel is no removal of the app', async () => {
    await install()
    const event = { type: 'channel_left', channel: 'C0SKOLEN' }
    const body = JSON.stringify({ ...recorded('joined-own', { T0FJORDVIK: team }), event })
    expect((await door.postBody(body, signed(body, signingSecret))).status).toBe(200)
    expect(door.asked.at(-1)).toMatchObject({ kind: 'left', everywhere: false, place: { key: `${team}/C0SKOLEN` } })
    expect([...vault.keys()]).toHaveLength(1)
  })

  it('of one workspace leaves the others of its organisation', async () => {
    for (const name of ['T0SKOLE', 'T0HELSE']) {
      const installed = { team: name, enterprise: 'E0FYLKET', whole: false, token: `xoxb-${name}` }
      vault.set(`installation:${name}`, JSON.stringify(installed))
    }
    const gone = (name: string) => {
      const payload = recorded('uninstalled', { T0FJORDVIK: name })
      const body = JSON.stringify({ ...payload, enterprise_id: 'E0FYLKET' })
      return door.postBody(body, signed(body, signingSecret))
    }
    await gone('T0SKOLE')
    expect([...vault.keys()]).toEqual(['installation:T0HELSE'])
    expect(door.asked).toEqual([])
    await gone('T0HELSE')
    expect(door.asked).toMatchObject([{ kind: 'left', account: { tenant: 'E0FYLKET' } }])
  })
})

describe('an organisation', () => {
  it('is served in all its workspaces by one token', async () => {
    const installed = { team: null, enterprise: 'E0FYLKET', whole: true, token: 'xoxb-whole' }
    vault.set('installation:E0FYLKET', JSON.stringify(installed))
    await door.stop()
    const workspaces = settings?.workspaces
    if (workspaces?.kind !== 'several') throw new Error('several workspaces')
    door = await openDoor({ ...settings, workspaces: { ...workspaces, allowed: ['E0FYLKET'] } })
    expect((await post('mention-grid')).status).toBe(200)
    expect(door.asked).toMatchObject([{ kind: 'write', account: { tenant: 'E0FYLKET' } }])
  })
})
