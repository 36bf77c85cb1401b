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
  /** One that names a key nobody published. */
  stray(claims: Claims): string
  /** Unsigned, and signed with the public key as if it were a shared secret. */
  unsigned(claims: Claims): string
  confused(claims: Claims): string
  /** From now on another key is published and signs, and the one before is not published any more. */
  rotate(): void
  /** How often somebody asked for the keys. */
  asked(): number
  /** From now on it answers like this. */
  become(manner: KeysManner): void
  close(): Promise<void>
}

const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey

/** `silent` never answers, `broken` answers with 503; the others answer with 200, and with what holds no key. */
type KeysManner = 'published' | 'silent' | 'broken' | keyof typeof garbled
/** By manner: what stands in the place of the metadata, or of the keys. */
const garbled = {
  'metadata-page': { metadata: '<html>', keys: '' },
  'metadata-empty': { metadata: '{}', keys: '' },
  'metadata-endless': { metadata: JSON.stringify({ x: 'x'.repeat(2_000_000) }), keys: '' },
  'keys-page': { metadata: null, keys: '<html>' },
  'keys-empty': { metadata: null, keys: '{}' },
  'keys-none': { metadata: null, keys: '{"keys":[]}' },
  'keys-half': { metadata: null, keys: '{"keys":[{"kty":"RSA","kid":"fjordvik-1"}]}' },
  'keys-null': { metadata: null, keys: '{"keys":[null]}' },
}
export const garbledManners = Object.keys(garbled) as (keyof typeof garbled)[]
/** `endorsements`: the channels its key may sign for. */
type Manner = { endorsements?: string[]; keys?: KeysManner }

export async function startIssuer({
  endorsements = ['msteams'],
  keys: first = 'published',
}: Manner = {}): Promise<Issuer> {
  let manner = first
  let key = newKey()
  let kid = 'fjordvik-1'
  const stranger = newKey()
  let asked = 0
  const server = createServer((request, response) => {
    asked++
    if (manner === 'silent') return
    if (manner === 'broken') return void response.writeHead(503).end()
    const { n, e } = createPublicKey(key).export({ format: 'jwk' })
    const keys = { keys: [{ kty: 'RSA', use: 'sig', kid, n, e, endorsements }] }
    const metadata = { jwks_uri: `${origin}/keys` }
    const wrong = manner === 'published' ? null : garbled[manner]
    response.setHeader('content-type', 'application/json')
    response.end(
      request.url === '/keys' ? (wrong?.keys ?? JSON.stringify(keys)) : (wrong?.metadata ?? JSON.stringify(metadata)),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  const pem = createPublicKey(key).export({ format: 'pem', type: 'spki' })
  return {
    metadataUrl: `${origin}/openidconfiguration`,
    token: (claims) => jwt('RS256', kid, claims, (text) => rsa(key, text)),
    forged: (claims) => jwt('RS256', kid, claims, (text) => rsa(stranger, text)),
    stray: (claims) => jwt('RS256', 'nobody-1', claims, (text) => rsa(stranger, text)),
    unsigned: (claims) => jwt('none', kid, claims, () => ''),
    confused: (claims) =>
      jwt('HS256', kid, claims, (text) => createHmac('sha256', pem).update(text).digest('base64url')),
    rotate: () => {
      key = newKey()
      kid = 'fjordvik-2'
    },
    asked: () => asked,
    become: (next) => {
      manner = next
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function rsa(key: KeyObject, text: string): string {
  return sign('sha256', Buffer.from(text), key).toString('base64url')
}

function jwt(alg: string, kid: string, claims: Claims, signature: (text: string) => string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = `${part({ typ: 'JWT', alg, kid })}.${part(claims)}`
  return `${text}.${signature(text)}`
}
