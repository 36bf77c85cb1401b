/**
 * How the demonstration's people come to the page of their own: in a browser by a stand-in identity provider, and in a stand-in for the
 * client in which it is a tab.
 */
import { randomBytes } from 'node:crypto'
import type { Router } from 'express'
import { exportJWK, generateKeyPair } from 'jose'
import type { FamilyConfig } from '../config-family.ts'
import { type Frame, familyBackPath, type SignIn, staffBackPath } from '../ports.ts'
import { type Client, startProvider } from './provider.ts'
import { people, tenantId } from './seats.ts'
import { createTab } from './tab.ts'

export type DemoPage = {
  signIns: SignIn[]
  frames: Frame[]
  family: FamilyConfig | null
  publicUrl: string
  routers: Router[]
  stop(): Promise<void>
}

/** `bot` is the address at which the bot will listen. */
export async function startPage(bot: string): Promise<DemoPage> {
  const secret = randomBytes(32).toString('base64url')
  const client: Client = {
    id: 'stafett',
    proof: { secret },
    redirectUri: bot + staffBackPath('teams'),
    people: Object.values(people).map(({ aadObjectId, name }) => ({ id: aadObjectId, name })),
  }
  const family = await familyClient(bot)
  const [provider, tab] = [await startProvider([client, family.client]), await createTab()]
  const signIn: SignIn = {
    name: 'teams',
    title: 'Teams',
    issuer: provider.issuer,
    clientId: client.id,
    clientSecret: secret,
    scope: 'openid',
    userInfo: false,
    accountOf: async ({ sub }) => {
      return { kind: 'account', account: { channel: 'teams', tenant: tenantId, user: String(sub) } }
    },
  }
  return {
    signIns: [signIn],
    frames: [tab.frame],
    family: { issuer: provider.issuer, clientId: family.client.id, key: family.key },
    publicUrl: bot,
    routers: [tab.router],
    stop: provider.stop,
  }
}

/** Two guardians and a young person, none of whom is known by anything but what the sign-in calls them. */
const relatives = { mor: 'A mother', far: 'A father', ungdom: 'A young person' }

async function familyClient(bot: string): Promise<{ client: Client; key: FamilyConfig['key'] }> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
  const kid = 'demo-family'
  const client: Client = {
    id: 'stafett-familie',
    proof: { key: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' } },
    redirectUri: bot + familyBackPath,
    people: Object.entries(relatives).map(([id, name]) => ({ id, name })),
  }
  return { client, key: { ...(await exportJWK(privateKey)), kid } }
}
