/** The settings by which families sign in to their own page, by ID-porten. None of them: there is no such page. */
import { createPrivateKey, type JsonWebKey } from 'node:crypto'
import { type Given, prefix, readSignInIssuer } from './config-value.ts'

/** The municipality's client there. `key` is its private key, an RSA key as a JWK with its `kid`: a secret. */
export type FamilyConfig = { issuer: string; clientId: string; key: FamilyKey }
export type FamilyKey = { kid: string; [part: string]: unknown }

export const familySettings = ['FAMILY_ISSUER', 'FAMILY_CLIENT_ID'] as const
/** May come from a file instead. */
export const familySecrets = ['FAMILY_KEY'] as const

type Setting = (typeof familySettings)[number] | (typeof familySecrets)[number]

const why: Record<Setting, string> = {
  FAMILY_ISSUER: 'it is the address of ID-porten, by which families sign in',
  FAMILY_CLIENT_ID: 'it names the municipality’s client in ID-porten',
  FAMILY_KEY: 'it proves to ID-porten who asks, and the file that holds it can be named in its place',
}

/** What is wrong is added to `problems`; null where nothing is set, or it can't be used. */
export function readFamily(
  { value, publicUrl }: Omit<Given<Setting>, 'host'>,
  problems: string[],
): FamilyConfig | null {
  const all = [...familySettings, ...familySecrets]
  const missing = all.filter((name) => value(name) === undefined)
  if (missing.length === all.length) return null
  problems.push(...missing.map((name) => `${prefix}${name} is missing: ${why[name]}`))
  if (publicUrl === null)
    problems.push(`${prefix}PUBLIC_URL is missing: a family that signs in is sent back to it (${prefix}FAMILY_ISSUER)`)
  const issuer = readSignInIssuer(value, 'FAMILY_ISSUER', problems)
  const clientId = value('FAMILY_CLIENT_ID')
  const text = value('FAMILY_KEY')
  const key = text === undefined ? null : readKey(text)
  if (text && key === null)
    problems.push(
      `${prefix}FAMILY_KEY must be a private RSA key of 2048 bits or more, written as a JWK with its kid: the one whose public ` +
        'half is registered in ID-porten',
    )
  return issuer === null || clientId === undefined || key === null ? null : { issuer, clientId, key }
}

function readKey(text: string): FamilyKey | null {
  try {
    const key: JsonWebKey & { kid?: unknown } = Object(JSON.parse(text))
    const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey({ key, format: 'jwk' })
    const isStrong = asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048
    return isStrong && typeof key.kid === 'string' && key.kid !== '' ? { ...key, kid: key.kid } : null
  } catch {
    return null
  }
}
