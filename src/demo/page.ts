/**
 * How the demonstration's people come to the page of their own: in a browser by a stand-in identity provider, and in a stand-in for the
 * client in which it is a tab.
 */
import { randomBytes } from 'node:crypto'
import type { Router } from 'express'
import { exportJWK, generateKeyPair } from 'jose'
import type { FamilyConfig } from '../config-family.ts'
import { type Frame, familyBackPath, type SignIn, staffBackPath } from '../ports.ts'
import { type Client, type Somebody, startProvider } from './provider.ts'
import { people, tenantId } from './seats.ts'
import { createTab } from './tab.ts'
import type { Workspace } from './workspace.ts'

export type DemoPage = {
  signIns: SignIn[]
  frames: Frame[]
  family: FamilyConfig | null
  publicUrl: string
  routers: Router[]
  stop(): Promise<void>
}

/** `bot` is the address at which the bot will listen; `slack`: the workspace by whose accounts its members sign in too. */
export async function startPage(bot: string, slack: Workspace | null = null): Promise<DemoPage> {
  const staff = Object.values(people).map(({ aadObjectId, name }) => ({ id: aadObjectId, name }))
  const ways = [wayBy({ name: 'teams', title: 'Teams', tenant: tenantId }, staff, bot)]
  if (slack) {
    const members = slack.members.map(({ user, name }) => ({ id: user, name }))
    ways.push(wayBy({ name: 'slack', title: 'Slack', tenant: slack.team }, members, bot))
  }
  const family = await familyClient(bot)
  const clients = [...ways.map(({ client }) => client), family.client]
  const [provider, tab] = [await startProvider(clients), await createTab()]
  return {
    signIns: ways.map(({ signIn }) => signIn(provider.issuer)),
    frames: [tab.frame],
    family: { issuer: provider.issuer, clientId: family.client.id, key: family.key },
    publicUrl: bot,
    routers: [tab.router],
    stop: provider.stop,
  }
}

type Way = { client: Client; signIn(issuer: string): SignIn }

/** Signing in by an account of a channel, as one of these people. */
function wayBy(
  { name, title, tenant }: Record<'name' | 'title' | 'tenant', string>,
  who: Somebody[],
  bot: string,
): Way {
  const secret = randomBytes(32).toString('base64url')
  const client = { id: `stafett-${name}`, proof: { secret }, redirectUri: bot + staffBackPath(name), people: who }
  const accountOf: SignIn['accountOf'] = async ({ sub }) => {
    return { kind: 'account', account: { channel: name, tenant, user: String(sub) } }
  }
  const asked = { clientId: client.id, clientSecret: secret, scope: 'openid', userInfo: false, accountOf }
  return { client, signIn: (issuer) => ({ name, title, issuer, ...asked }) }
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
