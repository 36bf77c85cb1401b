/**
 * A provider on this machine that hands out whatever ID token it is told to: what one would have to say to be believed. Made with
 * Node's own cryptography, so that it shares no code with what checks the tokens.
 */
import { createHmac, createPublicKey, generateKeyPair, type JsonWebKey, type KeyObject, sign } from 'node:crypto'
import { createServer } from 'node:http'
import { promisify } from 'node:util'

type Claims = Record<string, unknown>
/** How a token is signed: by the published key, by one nobody published, by none, or by the public key as if it were a shared secret. */
export type Signed = 'well' | 'stranger' | 'none' | 'confused'

export type ForgingProvider = {
  issuer: string
  /** What the next ID token says beside the issuer, the audience and the times, and how it is signed. */
  says(claims: Claims, signed?: Signed): void
  close(): Promise<void>
}

export async function startForgingProvider(clientId: string): Promise<ForgingProvider> {
  const [published, stranger] = await Promise.all([newKey(), newKey()])
  let claims: Claims = {}
  let signed: Signed = 'well'
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(answers()[request.url ?? ''] ?? {}))
  })
  const answers = (): Record<string, object> => ({
    '/.well-known/openid-configuration': {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
    },
    '/keys': { keys: [{ ...publicOf(published), kid: 'one', use: 'sig' }] },
    '/token': { access_token: 'x', token_type: 'Bearer', expires_in: 60, id_token: token() },
  })
  const token = () => {
    const now = Math.floor(Date.now() / 1000)
    const said = { iss: issuer, aud: clientId, sub: 'person-1', iat: now, exp: now + 300, ...claims }
    return jwt(said, signed, { published, stranger })
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const issuer = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  return {
    issuer,
    says: (next, how = 'well') => {
      claims = next
      signed = how
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function newKey(): Promise<KeyObject> {
  return (await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })).privateKey
}

function publicOf(key: KeyObject): JsonWebKey {
  return createPublicKey(key).export({ format: 'jwk' })
}

function jwt(claims: Claims, signed: Signed, keys: { published: KeyObject; stranger: KeyObject }): string {
  const alg = { well: 'RS256', stranger: 'RS256', none: 'none', confused: 'HS256' }[signed]
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = `${part({ alg, kid: 'one' })}.${part(claims)}`
  const rsa = (key: KeyObject) => sign('sha256', Buffer.from(text), key).toString('base64url')
  const pem = createPublicKey(keys.published).export({ format: 'pem', type: 'spki' })
  const signatures: Record<Signed, () => string> = {
    well: () => rsa(keys.published),
    stranger: () => rsa(keys.stranger),
    none: () => '',
    confused: () => createHmac('sha256', pem).update(text).digest('base64url'),
  }
  return `${text}.${signatures[signed]()}`
}
