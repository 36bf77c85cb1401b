/** Teams as the figures play it: people who press, with tokens of an issuer on this machine. Nothing is sent to it. */
import { type Issuer, startIssuer } from '../test/support/issuer.ts'
import type { Post } from './load.ts'

export const appId = '5a3b0c1d-0000-4000-8000-000000000b07'
export const tenant = '6f0a3c1e-0000-4000-8000-00000000f10d'
export const tokenIssuer = 'https://api.botframework.example'
const serviceUrl = `https://smba.trafficmanager.net/emea/${tenant}/`
const hour = 3600

export type Teams = {
  metadataUrl: string
  /** The presses of these people in turn. */
  presses(users: string[]): () => Post
  close(): Promise<void>
}

export async function startTeams(): Promise<Teams> {
  const issuer = await startIssuer()
  return { metadataUrl: issuer.metadataUrl, presses: (users) => pressesOf(issuer, users), close: issuer.close }
}

/** A token is good for an hour, as those of Microsoft are, and is used as long. */
function pressesOf(issuer: Issuer, users: string[]): () => Post {
  const now = Math.floor(Date.now() / 1000)
  const claims = { iss: tokenIssuer, aud: appId, serviceurl: serviceUrl, nbf: now - 60, exp: now + hour }
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${issuer.token(claims)}` }
  let pressed = 0
  return () => {
    const body = JSON.stringify(activity(pressed, users[pressed % users.length] ?? ''))
    pressed += 1
    return { path: '/api/messages', headers, body }
  }
}

/** Somebody registers a concern: a new case, its words sealed under a key of its own, and an answer. */
function activity(index: number, user: string) {
  const carried = { stafett: { do: 'press', action: 'concern.register', data: {} } }
  const typed = { about: `Elev ${index}`, seen: 'Har vært mye borte de siste ukene.', targetGroup: 'child' }
  const action = { type: 'Action.Execute', verb: 'concern.register', data: Object.assign(carried, typed) }
  return {
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: `f:${index}`,
    channelId: 'msteams',
    serviceUrl,
    from: { id: `29:${user}`, aadObjectId: user },
    recipient: { id: `28:${appId}`, name: 'Stafett' },
    conversation: { id: `a:${user}`, conversationType: 'personal', tenantId: tenant },
    channelData: { tenant: { id: tenant } },
    replyToId: `m${index}`,
    value: { action, trigger: 'manual' },
  }
}
