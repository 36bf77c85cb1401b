/**
 * How the demonstration's people come to the page of their own: in a browser by a stand-in identity provider, and in a stand-in for the
 * client in which it is a tab.
 */
import { randomBytes } from 'node:crypto'
import type { Router } from 'express'
import type { Frame, SignIn } from '../ports.ts'
import { type Client, startProvider } from './provider.ts'
import { people, tenantId } from './seats.ts'
import { createTab } from './tab.ts'

export type DemoPage = {
  signIns: SignIn[]
  frames: Frame[]
  publicUrl: string
  routers: Router[]
  stop(): Promise<void>
}

/** `bot` is the address at which the bot will listen. */
export async function startPage(bot: string): Promise<DemoPage> {
  const client: Client = {
    id: 'stafett',
    secret: randomBytes(32).toString('base64url'),
    redirectUri: `${bot}/rom/inn/teams/tilbake`,
    people: Object.values(people).map(({ aadObjectId, name }) => ({ id: aadObjectId, name })),
  }
  const [provider, tab] = [await startProvider([client]), await createTab()]
  const signIn: SignIn = {
    name: 'teams',
    title: 'Teams',
    issuer: provider.issuer,
    clientId: client.id,
    clientSecret: client.secret,
    scope: 'openid',
    userInfo: false,
    accountOf: async ({ sub }) => {
      return { kind: 'account', account: { channel: 'teams', tenant: tenantId, user: String(sub) } }
    },
  }
  return { signIns: [signIn], frames: [tab.frame], publicUrl: bot, routers: [tab.router], stop: provider.stop }
}
