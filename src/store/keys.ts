/**
 * Keys: words are sealed with the data key of their case, data keys with a master key, both with AES-256-GCM. What a
 * sealed value belongs to is authenticated with it, so that it opens nowhere else. Keeps no key outside memory.
 */
import {
  type CipherKey,
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import type { CaseId } from '../core/ids.ts'
import { differing } from './differing.ts'
import { StoreRefused } from './refused.ts'
import { columns, query, statement } from './statement.ts'
import type { Db, Tables } from './tables.ts'

/** 32 bytes, and the number by which stored data keys name the one they are sealed with. */
export type MasterKey = { version: number; key: Buffer }

/** The master keys of a running store, and the data keys it has opened lately, made ready for use: to be forgotten when what was written is taken back. */
export type KeyRing = { newest: MasterKey; keys: MasterKey[]; opened: Map<CaseId, KeyObject> }

/** `keys` with the newest last: that one seals new data keys. Throws `StoreRefused` without a usable key. */
export function keyRing(keys: MasterKey[]): KeyRing {
  const newest = keys.at(-1)
  if (!newest)
    throw new StoreRefused('A master key is needed: make one with npm run admin -- make-key --out data/master.key.')
  const short = keys.find(({ key }) => key.length !== keyBytes)
  if (short) throw new StoreRefused(`Master key ${short.version} must be ${keyBytes} bytes long.`)
  return { newest, keys, opened: new Map() }
}

/**
 * Throws `StoreRefused` when a stored data key or secret needs a master key that is not there, or a master key is not the one
 * that its version was before. Remembers the new ones.
 */
export async function checkMasterKeys(db: Db, ring: KeyRing): Promise<void> {
  const ofCases = await differing<number>(db, 'case_key', 'master_version')
  const ofSecrets = await db.selectFrom('secret').select('master_version').distinct().execute()
  const needed = new Set([...ofCases, ...ofSecrets.map((row) => row.master_version)])
  const missing = [...needed].sort((a, b) => a - b).filter((version) => !masterKey(ring, version))
  if (missing.length > 0) {
    throw new StoreRefused(
      `Master key ${missing.join(', ')} is missing: what is stored is sealed with it. Set it beside the newer ones.`,
    )
  }
  const known = await db.selectFrom('master_key').selectAll().execute()
  for (const { version, key } of ring.keys) {
    const sealed = known.find((row) => row.version === version)?.sealed
    if (sealed && !unseal(key, [...proof, String(version)], sealed)) {
      throw new StoreRefused(
        `Master key ${version} is not the one this database was used with before: set that one, from the copy that is kept apart.`,
      )
    }
    if (!sealed) {
      const made = seal(key, [...proof, String(version)], randomBytes(keyBytes))
      await db.insertInto('master_key').values({ version, sealed: made }).execute()
    }
  }
}

/** The data key of a case, or null where there is none (any more). */
export async function openCaseKey(db: Db, ring: KeyRing, of: CaseId): Promise<KeyObject | null> {
  const known = ring.opened.get(of)
  if (known) return remember(ring, of, known)
  const row = findKey.first(db, { of })
  return row ? remember(ring, of, createSecretKey(unwrap(ring, row))) : null
}

/** Makes and stores the data key of a case. The caller keeps it until the transaction has held. */
export async function makeCaseKey(db: Db, ring: KeyRing, of: CaseId): Promise<KeyObject> {
  const made = randomBytes(keyBytes)
  putKey.run(db, wrap(ring, of, made))
  return createSecretKey(made)
}

const findKey = statement(({ of }: { of: CaseId }) => query.selectFrom('case_key').selectAll().where('case', '=', of))
const removeKey = statement(({ of }: { of: CaseId }) => query.deleteFrom('case_key').where('case', '=', of))
const putKey = statement((key: Tables['case_key']) =>
  query.insertInto('case_key').values(columns(key, ['case', 'master_version', 'sealed'])),
)

/** Destroys the data key of a case. What was sealed with it stays, so that the chain over it can be verified, and opens nowhere. */
export function removeCaseKey(db: Db, ring: KeyRing, of: CaseId): void {
  removeKey.run(db, { of })
  ring.opened.delete(of)
}

/** Seals every data key with the newest master key, and answers how many were not. The older ones are then not needed. */
export async function rewrapCaseKeys(db: Db, ring: KeyRing): Promise<number> {
  const rows = await db.selectFrom('case_key').selectAll().where('master_version', '<>', ring.newest.version).execute()
  for (const row of rows) {
    const { case: of, ...wrapped } = wrap(ring, row.case, unwrap(ring, row))
    await db.updateTable('case_key').set(wrapped).where('case', '=', of).execute()
  }
  return rows.length
}

/** Changes nothing, but is written to the disk as any change is: every database has at least one of these rows. */
export async function rewriteMasterKeys(db: Db): Promise<void> {
  await db
    .updateTable('master_key')
    .set(({ ref }) => ({ sealed: ref('sealed') }))
    .execute()
}

/** What is sealed with a master key, and the version of that. */
export type SealedWithMaster = { master_version: number; sealed: Buffer }

/** Seals with the newest master key. */
export function sealWithMaster({ newest }: KeyRing, belongsTo: string[], text: Buffer): SealedWithMaster {
  return { master_version: newest.version, sealed: seal(newest.key, belongsTo, text) }
}

/** Throws when it does not open. */
export function unsealWithMaster(ring: KeyRing, belongsTo: string[], row: SealedWithMaster): Buffer {
  const master = masterKey(ring, row.master_version)
  const text = master && unseal(master.key, belongsTo, row.sealed)
  const what = belongsTo.at(-1) === 'key' ? `the key of ${belongsTo[0]}` : belongsTo.join(' ')
  if (!text) throw new Error(`${what} can't be opened: it was changed, or master keys were mixed up`)
  return text
}

/** Nonce, ciphertext and tag. `belongsTo` is authenticated, not stored. */
export function seal(key: CipherKey, belongsTo: string[], text: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(associated(belongsTo))
  return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()])
}

/** What was sealed, or null when key, place or bytes are not those it was sealed with. */
export function unseal(key: CipherKey, belongsTo: string[], sealed: Buffer): Buffer | null {
  if (sealed.length < nonceBytes + tagBytes) return null
  const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes })
  decipher.setAAD(associated(belongsTo)).setAuthTag(sealed.subarray(-tagBytes))
  const text = decipher.update(sealed.subarray(nonceBytes, -tagBytes))
  try {
    return Buffer.concat([text, decipher.final()])
  } catch (error) {
    // Node has no code of its own for a tag that does not fit; everything else has one.
    if (error instanceof Error && !('code' in error)) return null
    throw error
  }
}

const algorithm = 'aes-256-gcm'
const keyBytes = 32
const nonceBytes = 12
const tagBytes = 16
const proof = ['master-key']
/** Data keys kept open: enough for a day's cases, some 100 kB. */
const mostOpened = 1000

type Wrapped = { case: CaseId } & SealedWithMaster

function wrap(ring: KeyRing, of: CaseId, key: Buffer): Wrapped {
  return { case: of, ...sealWithMaster(ring, [of, 'key'], key) }
}

function unwrap(ring: KeyRing, row: Wrapped): Buffer {
  return unsealWithMaster(ring, [row.case, 'key'], row)
}

function masterKey({ keys }: KeyRing, version: number): MasterKey | undefined {
  return keys.find((one) => one.version === version)
}

/** The one used longest ago goes first. */
function remember({ opened }: KeyRing, of: CaseId, key: KeyObject): KeyObject {
  opened.delete(of)
  opened.set(of, key)
  const [oldest] = opened.keys()
  if (opened.size > mostOpened && oldest !== undefined) opened.delete(oldest)
  return key
}

function associated(belongsTo: string[]): Buffer {
  return Buffer.from(JSON.stringify(belongsTo))
}
