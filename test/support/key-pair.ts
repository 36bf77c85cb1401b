/** A pair of RSA keys as JWKs with one `kid`, made once: it takes a while. */
import { generateKeyPairSync } from 'node:crypto'

export function keyPair(kid: string, modulusLength = 2048) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength })
  return {
    private: { ...privateKey.export({ format: 'jwk' }), kid },
    public: { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256', kty: 'RSA' as const },
  }
}
