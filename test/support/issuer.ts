/**
 * A token issuer on this machine, as the Bot Connector's: OpenID metadata, its keys, and tokens signed with them. Made
 * with Node's own cryptography, so that it shares no code with what checks the tokens.
 */
import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { createServer } from 'node:http'

export type Claims = Record<string, unknown>

export type Issuer = {
  metadataUrl: string
  /** A token signed with the published key. */
  token(claims: Claims): string
  /** The same token signed with a key nobody published. */
  forged(claims: Claims): string
  /** Unsigned, and signed with the public key as if it were a shared secret. */
  unsigned(claims: Claims): string
  confused(claims: Claims): string
  /** How often somebody asked for the keys. */
  asked(): number
  close(): Promise<void>
}

const kid = 'fjordvik-1'
const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey

/** `endorsements`: the channels its key may sign for. `keys`: `silent` never answers, `broken` answers with 503. */
type Manner = { endorsements?: string[]; keys?: 'published' | 'silent' | 'broken' }

export async function startIssuer({
  endorsements = ['msteams'],
  keys: manner = 'published',
}: Manner = {}): Promise<Issuer> {
  const key = newKey()
  const stranger = newKey()
  const publicKey = createPublicKey(key)
  let asked = 0
  const server = createServer((request, response) => {
    asked++
    if (manner === 'silent') return
    if (manner === 'broken') return void response.writeHead(503).end()
    const { n, e } = publicKey.export({ format: 'jwk' })
    const keys = { keys: [{ kty: 'RSA', use: 'sig', kid, n, e, endorsements }] }
    const metadata = { jwks_uri: `${origin}/keys` }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(request.url === '/keys' ? keys : metadata))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  const pem = publicKey.export({ format: 'pem', type: 'spki' })
  return {
    metadataUrl: `${origin}/openidconfiguration`,
    token: (claims) => jwt('RS256', claims, (text) => rsa(key, text)),
    forged: (claims) => jwt('RS256', claims, (text) => rsa(stranger, text)),
    unsigned: (claims) => jwt('none', claims, () => ''),
    confused: (claims) => jwt('HS256', claims, (text) => createHmac('sha256', pem).update(text).digest('base64url')),
    asked: () => asked,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function rsa(key: KeyObject, text: string): string {
  return sign('sha256', Buffer.from(text), key).toString('base64url')
}

function jwt(alg: string, claims: Claims, signature: (text: string) => string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = `${part({ typ: 'JWT', alg, kid })}.${part(claims)}`
  return `${text}.${signature(text)}`
}
