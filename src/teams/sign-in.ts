/** Signing in to the page in a browser by an account of Entra, and whose account it is: as the bot's own activities name it. */
import { z } from 'zod'
import type { IdClaims, Proof, SignIn } from '../ports.ts'
import { guid } from './guid.ts'
import { channelName } from './name.ts'
import type { TeamsSignIn } from './settings.ts'

/** `oid` comes with `profile` alone: https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference */
const scope = 'openid profile'

export function createSignIn({ appId, appPassword, tenantId, issuer }: TeamsSignIn): SignIn {
  return {
    name: channelName,
    title: 'Microsoft',
    issuer,
    clientId: appId,
    clientSecret: appPassword,
    scope,
    userInfo: false,
    accountOf: async (claims) => proofOf(claims, tenantId),
  }
}

const idSchema = z.string().regex(guid).toLowerCase()
const personSchema = z.object({ oid: idSchema, tid: idSchema })

/** The account of claims that are proved, where they are of the tenant that is served. */
export function proofOf(claims: IdClaims, tenantId: string): Proof {
  const person = personSchema.safeParse(claims)
  if (!person.success || person.data.tid !== tenantId) return { kind: 'refused' }
  return { kind: 'account', account: { channel: channelName, tenant: person.data.tid, user: person.data.oid } }
}
