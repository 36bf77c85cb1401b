/**
 * ID-porten, by which a family signs in: the request is pushed, we prove ourselves by our own key, and the level is checked here,
 * since nobody else does. The person's pseudonymous subject alone leaves this file: what else ID-porten says, above all the
 * national identity number, is neither kept nor logged.
 *
 * https://docs.digdir.no/docs/idporten/oidc/oidc_protocol_par
 */
import { createHash } from 'node:crypto'
import { importJWK } from 'jose'
import { PrivateKeyJwt } from 'openid-client'
import type { Lang } from '../../cards/card.ts'
import { familyBackPath } from '../ports.ts'
import type { Begun, Kept, NotSignedIn, Oidc, Provider } from './oidc.ts'
import type { WayIn } from './sign-in.ts'

/** Our registration there; `key` is a private RSA key as a JWK, by its `kid`. */
export type FamilyClient = { issuer: string; clientId: string; key: { kid: string; [part: string]: unknown } }

export type FamilySignIn = {
  begin(redirectUri: string, lang: Lang): Promise<Begun | NotSignedIn>
  /** `subject` is the same for a person each time they sign in to this client, and to no other. */
  finish(callbackUrl: string, kept: Kept): Promise<{ subject: string } | NotSignedIn>
  /** Where ID-porten ends its own session; null where it says of none. */
  leave(): Promise<string | null>
}

/** The highest there is: https://docs.digdir.no/docs/idporten/oidc/oidc_protocol_id_token */
const level = 'idporten-loa-high'

export function createFamilySignIn(client: FamilyClient, oidc: Oidc): FamilySignIn {
  const provider = providerOf(client)
  return {
    // A family shares its machine: whoever signed in on it before is not to be taken for this one.
    begin: (redirectUri, lang) =>
      oidc.begin(provider, redirectUri, { acr_values: level, ui_locales: lang, prompt: 'login' }),
    // https://docs.digdir.no/docs/idporten/oidc/oidc_protocol_logout: without a token it ends the session, and sends nobody back.
    leave: () => oidc.leave(provider),
    async finish(callbackUrl, kept) {
      const finished = await oidc.finish(provider, callbackUrl, kept)
      if ('refused' in finished) return finished
      const { acr, sub } = finished.claims
      if (acr !== level) return { refused: 'invalid', code: 'level' }
      if (typeof sub !== 'string' || isNumber(sub)) return { refused: 'invalid', code: 'subject' }
      return { subject: sub }
    },
  }
}

function providerOf({ issuer, clientId, key }: FamilyClient): Provider {
  return {
    issuer,
    clientId,
    async proof() {
      const imported = await importJWK(key, 'RS256')
      if (imported instanceof Uint8Array) throw new Error('a key that is shared proves nothing')
      return PrivateKeyJwt({ key: imported, kid: key.kid })
    },
    scope: 'openid',
    userInfo: false,
    pushed: true,
  }
}

/** Of no pseudonym: a provider that hands out a number for one is set up wrong. */
function isNumber(subject: string): boolean {
  return /^\d{11}$/.test(subject)
}

/** As somebody of a family comes to the page: their account is a digest of the pseudonym, which itself is kept nowhere. */
export function familyWay(signIn: FamilySignIn, issuer: string): WayIn {
  return {
    name: 'idporten',
    title: 'ID-porten',
    path: '/familie/inn/idporten',
    back: familyBackPath,
    begin: signIn.begin,
    leave: signIn.leave,
    async finish(callbackUrl, kept) {
      const found = await signIn.finish(callbackUrl, kept)
      if ('refused' in found) return found
      const user = createHash('sha256').update(`${issuer} ${found.subject}`).digest('base64url')
      return { kind: 'account', account: { channel: 'family', tenant: issuer, user } }
    },
  }
}
