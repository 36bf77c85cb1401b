/** Each way to sign in to the page is off until its settings stand, and half of one refuses the start by the names of what is missing. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig, surveySettings } from '../src/config.ts'
import { keyPair } from './support/key-pair.ts'
import { temporaryFolder } from './support/temporary-store.ts'

type Settings = Record<string, string | undefined>

const tenant = '5a3b0c1d-0000-4000-8000-00000000007e'
const basics = {
  STAFETT_MODELS: 'models/fjordvik.yaml',
  STAFETT_MASTER_KEY: `1:${Buffer.alloc(32, 1).toString('base64')}`,
}
const teams = {
  ...{ STAFETT_TEAMS_APP_ID: '5A3B0C1D-0000-4000-8000-000000000b07', STAFETT_TEAMS_APP_PASSWORD: 'very-secret' },
  STAFETT_TEAMS_TENANT_ID: tenant,
}
const slack = { STAFETT_SLACK_SIGNING_SECRET: 'very-secret', STAFETT_SLACK_BOT_TOKEN: 'xoxb-very-secret' }
const at = { STAFETT_PUBLIC_URL: 'https://stafett.example/' }
const byTeams = { ...basics, ...teams, ...at, STAFETT_TEAMS_SIGN_IN: 'yes' }
const app = { STAFETT_SLACK_CLIENT_ID: '1.2', STAFETT_SLACK_CLIENT_SECRET: 'very-secret' }
const bySlack = { ...basics, ...slack, ...at, ...app, STAFETT_SLACK_SIGN_IN: 'yes' }

function problemsOf(settings: Settings): string[] {
  try {
    readConfig(settings)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}
const missing = (name: string) => expect.stringMatching(new RegExp(`^STAFETT_${name} is missing: .{20}`))

describe('nobody signs in to the page', () => {
  it('where nothing is said of it, also with an address', () => {
    const { channels, family } = readConfig({ ...basics, ...teams, ...slack, ...at })
    expect([channels.teams?.signIn, channels.slack?.signIn, family]).toEqual([undefined, undefined, undefined])
  })
})

describe('by Slack alone', () => {
  it('is told that the whole channel is needed, before what it lacks by name', () => {
    const [first] = problemsOf({ ...basics, ...at, STAFETT_SLACK_SIGN_IN: 'yes' })
    expect(first).toMatch(/^STAFETT_SLACK_SIGN_IN needs Slack to be set up as a channel/)
    const half = problemsOf({ ...bySlack, STAFETT_SLACK_BOT_TOKEN: undefined })
    expect(half.some((one) => one.includes('as a channel'))).toBe(false)
  })
})

describe('by Teams', () => {
  it('they sign in with the bot’s own registration, to its own tenant', () => {
    expect(readConfig(byTeams).channels.teams?.signIn).toEqual({
      ...{ appId: teams.STAFETT_TEAMS_APP_ID.toLowerCase(), appPassword: 'very-secret', tenantId: tenant },
      issuer: `https://login.microsoftonline.com/${tenant}/v2.0`,
      address: 'https://stafett.example',
    })
  })

  it('they may by another cloud’s Entra', () => {
    const other = { STAFETT_TEAMS_SIGN_IN_ISSUER: `https://login.microsoftonline.us/${tenant}/v2.0/` }
    const { signIn } = readConfig({ ...byTeams, ...other }).channels.teams ?? {}
    expect(signIn?.issuer).toBe(`https://login.microsoftonline.us/${tenant}/v2.0`)
  })

  it.each(['STAFETT_PUBLIC_URL', ...Object.keys(teams)])('half of it is refused by the name of %s', (name) => {
    expect(problemsOf({ ...byTeams, [name]: undefined })).toEqual([missing(name.replace('STAFETT_', ''))])
  })

  it.each<[string, Settings, unknown]>([
    [
      'another word than yes',
      { STAFETT_TEAMS_SIGN_IN: 'no' },
      expect.stringMatching(/^STAFETT_TEAMS_SIGN_IN must be yes/),
    ],
    [
      'an issuer alone',
      { STAFETT_TEAMS_SIGN_IN: '', STAFETT_TEAMS_SIGN_IN_ISSUER: 'https://a.example' },
      missing('TEAMS_SIGN_IN'),
    ],
    [
      'an issuer that can be listened to',
      { STAFETT_TEAMS_SIGN_IN_ISSUER: 'http://a.example' },
      expect.stringContaining('STAFETT_TEAMS_SIGN_IN_ISSUER must be an https address'),
    ],
    [
      'an address that can be listened to',
      { STAFETT_PUBLIC_URL: 'http://stafett.example' },
      expect.stringContaining('STAFETT_PUBLIC_URL must be an https address'),
    ],
  ])('%s is refused', (_, settings, problem) => {
    expect(problemsOf({ ...byTeams, ...settings })).toEqual([problem])
  })

  it('they do not where requests need no signature', () => {
    const open = { STAFETT_DANGEROUSLY_ACCEPT_UNSIGNED_TEAMS: 'yes', STAFETT_TEAMS_SIGN_IN: 'yes' }
    expect(problemsOf({ ...basics, ...at, ...open })).toEqual([expect.stringContaining("can't be combined")])
  })
})

describe('by Slack', () => {
  const several = { ...bySlack, STAFETT_SLACK_BOT_TOKEN: undefined, STAFETT_SLACK_WORKSPACES: 'T012AB3CD' }
  const signIn = { clientId: '1.2', clientSecret: 'very-secret', issuer: 'https://slack.com' }

  it('they sign in to the app of one workspace, and of several', () => {
    const one = readConfig(bySlack).channels.slack
    expect([one?.signIn, one?.workspaces.kind]).toEqual([signIn, 'one'])
    const more = readConfig(several).channels.slack
    expect([more?.signIn, more?.workspaces.kind]).toEqual([signIn, 'several'])
  })

  it('they may where the bot reaches Slack', () => {
    const socket = { STAFETT_SLACK_SIGNING_SECRET: undefined, STAFETT_SLACK_APP_TOKEN: 'xapp-very-secret' }
    expect(readConfig({ ...bySlack, ...socket }).channels.slack?.signIn).toEqual(signIn)
  })

  it('the app’s id and secret mean several workspaces still, where nobody signs in', () => {
    const problems = problemsOf({ ...bySlack, STAFETT_SLACK_SIGN_IN: undefined })
    expect(problems).toEqual([missing('SLACK_WORKSPACES'), expect.stringContaining('STAFETT_SLACK_BOT_TOKEN can')])
  })

  it.each([bySlack, several])('half of it is refused by the name of what is missing, once: %#', (settings) => {
    for (const name of ['STAFETT_PUBLIC_URL', ...Object.keys(app)])
      expect(problemsOf({ ...settings, [name]: undefined })).toEqual([missing(name.replace('STAFETT_', ''))])
  })

  it.each<[string, Settings, unknown]>([
    [
      'another word than yes',
      { STAFETT_SLACK_SIGN_IN: 'no' },
      expect.stringMatching(/^STAFETT_SLACK_SIGN_IN must be yes/),
    ],
    [
      'an issuer that can be listened to',
      { STAFETT_SLACK_SIGN_IN_ISSUER: 'http://a.example' },
      expect.stringContaining('STAFETT_SLACK_SIGN_IN_ISSUER must be an https address'),
    ],
  ])('%s is refused', (_, settings, problem) => {
    expect(problemsOf({ ...bySlack, ...settings })).toEqual([problem])
  })

  it('an issuer alone is refused', () => {
    const alone = { STAFETT_SLACK_SIGN_IN_ISSUER: 'https://a.example' }
    expect(problemsOf({ ...basics, ...slack, ...alone })).toEqual([missing('SLACK_SIGN_IN')])
  })
})

describe('families', () => {
  const key = keyPair('kommunen').private
  const family = {
    ...{ STAFETT_FAMILY_ISSUER: 'https://idporten.no/', STAFETT_FAMILY_CLIENT_ID: 'kommunen' },
    STAFETT_FAMILY_KEY: JSON.stringify(key),
  }
  const whole = { ...basics, ...teams, ...at, ...family }

  it('sign in by ID-porten', () => {
    expect(readConfig(whole).family).toEqual({ issuer: 'https://idporten.no', clientId: 'kommunen', key })
  })

  it('sign in with a key that stands in a file', () => {
    const path = join(temporaryFolder(), 'key.json')
    writeFileSync(path, JSON.stringify(key, null, 2), { mode: 0o600 })
    const { family: found } = readConfig({ ...whole, STAFETT_FAMILY_KEY: undefined, STAFETT_FAMILY_KEY_FILE: path })
    expect(found?.key).toEqual(key)
  })

  it.each(['STAFETT_PUBLIC_URL', ...Object.keys(family)])('half of it is refused by the name of %s', (name) => {
    expect(problemsOf({ ...whole, [name]: undefined })).toEqual([missing(name.replace('STAFETT_', ''))])
  })

  it.each<[string, unknown]>([
    ['that is not JSON', '-----BEGIN PRIVATE KEY-----'],
    ['that is public', keyPair('kommunen').public],
    ['that is too short', keyPair('kommunen', 1024).private],
    ['without a kid', { ...key, kid: undefined }],
    ['of another kind', { kty: 'oct', k: 'c2VjcmV0', kid: 'kommunen' }],
    ['that is nothing', null],
  ])('a key %s is refused, and not repeated', (_, other) => {
    const text = typeof other === 'string' ? other : JSON.stringify(other)
    const { problems } = surveySettings({ ...whole, STAFETT_FAMILY_KEY: text })
    expect(problems).toEqual([expect.stringMatching(/^STAFETT_FAMILY_KEY must be a private RSA key of 2048 bits/)])
    expect(problems.join()).not.toContain(text.slice(0, 20))
  })
})

describe('whichever way they sign in', () => {
  const family = {
    ...{ STAFETT_FAMILY_ISSUER: 'https://idporten.no', STAFETT_FAMILY_CLIENT_ID: 'kommunen' },
    STAFETT_FAMILY_KEY: JSON.stringify(keyPair('kommunen').private),
  }
  const ways: [string, Settings, string][] = [
    ['Teams', byTeams, 'TEAMS_SIGN_IN_ISSUER'],
    ['Slack', bySlack, 'SLACK_SIGN_IN_ISSUER'],
    ['ID-porten', { ...basics, ...teams, ...at, ...family }, 'FAMILY_ISSUER'],
  ]

  it.each(ways)('an issuer is no address of its description: by %s', (_, settings, name) => {
    const described = { [`STAFETT_${name}`]: 'https://a.example/.well-known/openid-configuration' }
    expect(problemsOf({ ...settings, ...described })).toEqual([
      expect.stringMatching(new RegExp(`^STAFETT_${name} must be the address of the issuer itself`)),
    ])
  })

  it.each(ways)('the page stands at the root of its address: by %s', (_, settings) => {
    expect(problemsOf({ ...settings, STAFETT_PUBLIC_URL: 'https://stafett.example/bti' })).toEqual([
      expect.stringMatching(/^STAFETT_PUBLIC_URL must have no path where people sign in/),
    ])
  })

  it('an address with a path will do where nobody does', () => {
    const path = { STAFETT_PUBLIC_URL: 'https://stafett.example/bti/' }
    expect(readConfig({ ...basics, ...teams, ...path }).publicUrl).toBe('https://stafett.example/bti')
  })
})

it('no problem gives a secret away', () => {
  const half = { ...byTeams, ...bySlack, STAFETT_PUBLIC_URL: undefined, STAFETT_FAMILY_CLIENT_ID: 'kommunen' }
  const problems = problemsOf(half)
  expect(problems.length).toBeGreaterThan(3)
  expect(problems.join()).not.toMatch(/very-secret/)
})
