/**
 * The settings of the program, read once at start; the only reader of the environment. Nothing half-set is accepted:
 * one error names every setting that is missing or wrong and says what to do. Every setting stands in `.env.example`.
 */
import { existsSync } from 'node:fs'
import { z } from 'zod'
import { type ChannelSettings, channelSecrets, channelSettings, isSignedInBy, readChannels } from './channels.ts'
import { type FamilyConfig, familySecrets, familySettings, readFamily } from './config-family.ts'
import { exposure, readSecretFile } from './config-secrets.ts'
import { prefix, readUrl } from './config-value.ts'
import { type LogLevel, logLevels } from './log.ts'
import { nearest } from './model/nearest.ts'
import { readSettingsFile } from './settings-file.ts'

export type MasterKey = { version: number; key: Buffer }

export type Config = {
  host: string
  /** 0 takes any free port. */
  port: number
  /** Path of the SQLite file. */
  database: string
  /** Paths of the municipalities' model files. */
  models: string[]
  /** 32 bytes each, by rising version: the last one locks new keys. */
  masterKeys: MasterKey[]
  logLevel: LogLevel
  /** For how many days it is kept how something was delivered. */
  keepDays: number
  /** Where the bot is reached from outside, without a slash at the end. Null: no links are given out. */
  publicUrl: string | null
  /** Those that are used: at least one. */
  channels: ChannelSettings
  /** How families sign in to their page; not there where there is none. */
  family?: FamilyConfig
  /** What is allowed and not wise: sentences for the administrator. */
  warnings: string[]
}

/** Settings that can't be used. The message has one line per problem and never the value of a secret. */
export class ConfigError extends Error {
  readonly problems: string[]
  constructor(problems: string[]) {
    super(`The settings can't be used:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
    this.name = 'ConfigError'
    this.problems = problems
  }
}

/** What could be read, and what is wrong: of use one by one, and together only without problems. */
export type Survey = { found: Partial<Config>; problems: string[] }

/** The settings of this process: its environment, over the file `.env` where there is one. */
export function surveyOwnSettings(): Survey {
  return surveySettings(process.env, '.env')
}

type Env = Record<string, string | undefined>

/** Reads the settings: those of `env`, and from `file` what `env` does not have. An empty value counts as not set. */
export function surveySettings(env: Env, file: string | null = null): Survey {
  const ofFile = file === null ? null : readSettingsFile(file)
  const { found, problems } = surveyAll(env, file, ofFile)
  // What the file may hold is not known to be missing.
  const known = ofFile?.problem ? [ofFile.problem, ...problems.filter((one) => !isOfMissing.test(one))] : problems
  return { found, problems: known }
}

const isOfMissing = /^STAFETT_\w+ is missing: |^no channel is set up: /

function surveyAll(env: Env, file: string | null, ofFile: ReturnType<typeof readSettingsFile> | null): Survey {
  const filled = Object.entries(env).filter(([, value]) => value?.trim())
  const all = { ...ofFile?.values, ...Object.fromEntries(filled) }
  const problems = unknownSettings({ ...ofFile?.values, ...env })
  const warnings = file === null ? [] : notOurs(file, ofFile?.values ?? {}, env)
  const value = valueReader(all, { problems, warnings })
  const basics = readBasics(value, problems)
  const masterKeys = readMasterKeys(value, problems)
  const publicUrl = readUrl<Setting>(value, 'PUBLIC_URL', problems)
  const family = readFamily({ value, publicUrl }, problems)
  const channels = readChannels({ value, host: value('HOST') ?? defaultHost, publicUrl }, problems)
  if (publicUrl !== null && (family || isSignedInBy(channels))) problems.push(...unlessAtRoot(publicUrl))
  if (file !== null && ofFile?.isOpen) warnings.push(...secretsIn(ofFile.values).map((name) => exposure(name, file)))
  const given = { ...basics, ...(masterKeys && { masterKeys }), publicUrl, channels, ...(family && { family }) }
  return { found: { ...given, warnings }, problems }
}

/** Pages lead to one another by what stands behind the host alone, and their cookies are of all of it. */
function unlessAtRoot(publicUrl: string): string[] {
  const { pathname } = URL.parse(publicUrl) ?? { pathname: '/' }
  const why = 'must have no path where people sign in to the page: it stands at the root of its address'
  return pathname === '/' ? [] : [`${prefix}PUBLIC_URL ${why}`]
}

/** Throws `ConfigError` with every problem found. */
export function wholeConfig({ found, problems }: Survey): Config {
  if (problems.length > 0 || !isWhole(found)) throw new ConfigError(problems)
  return found
}

/** What `surveySettings` reads, where all of it can be used. Throws `ConfigError` with every problem found. */
export function readConfig(env: Env, file: string | null = null): Config {
  return wholeConfig(surveySettings(env, file))
}

/** Every setting by its full name. */
export function settingNames(): string[] {
  return [...settings, ...secrets, ...secrets.map((name) => `${name}_FILE`)].map((name) => prefix + name)
}

/** What makes a new master key, where the README and `.env.example` say that it stands; part of what a start without one says. */
export const newKeyCommand = 'npm run admin -- make-key --out data/master.key'

const defaultHost = '127.0.0.1'
const defaultDatabase = 'data/stafett.sqlite'
const own = ['HOST', 'PORT', 'DATABASE', 'MODELS', 'LOG_LEVEL', 'KEEP_DAYS', 'PUBLIC_URL'] as const
const settings = [...own, ...familySettings, ...channelSettings]
/** May come from the file that `<NAME>_FILE` names instead. */
const secrets = ['MASTER_KEY', ...familySecrets, ...channelSecrets]

type Setting = (typeof own)[number] | 'MASTER_KEY' | 'MASTER_KEY_FILE'
type Value = (name: Setting) => string | undefined

function unknownSettings(env: Env): string[] {
  const known = settingNames()
  const unknown = Object.keys(env).filter((name) => name.startsWith(prefix) && !known.includes(name))
  return unknown.map((name) => {
    // Without what all begin with, which would make any name like another.
    const guess = nearest(
      name.slice(prefix.length),
      known.map((one) => one.slice(prefix.length)),
    )
    return `${name} is not a setting${guess ? `; did you mean ${prefix}${guess}?` : ': remove it'}`
  })
}

/** Names in the file of settings that are of no use there, such as a proxy's: others read the environment alone. */
function notOurs(file: string, values: Env, env: Env): string[] {
  const has = (name: string) => `${file} has ${name}, which is no setting of Stafett and is not read from there`
  return Object.keys(values)
    .filter((name) => !name.startsWith(prefix) && env[name] === undefined)
    .map((name) => {
      // What was broken over two lines can be part of a secret.
      const isName = /^([A-Z][A-Z0-9_]*|[a-z][a-z0-9_]*)$/.test(name)
      return isName ? `${has(name)}: set it in the environment, or remove the line` : `${has('a line')}: remove it`
    })
}

/** What is said to the administrator: what can't be used, and what is used all the same. */
type Said = { problems: string[]; warnings: string[] }

function valueReader(env: Env, { problems, warnings }: Said): (name: string) => string | undefined {
  const taken = (name: string) => env[prefix + name]?.trim() || undefined
  const plain = [...settings, 'MASTER_KEY_FILE']
  const read = new Map<string, string | undefined>(plain.map((name) => [name, taken(name)]))
  for (const name of secrets) {
    const value = taken(name)
    const file = taken(`${name}_FILE`)
    if (value && file) problems.push(`${prefix}${name} and ${prefix}${name}_FILE are both set: remove one`)
    const found = file === undefined ? null : readSecretFile(`${prefix}${name}_FILE`, file)
    if (found?.warning) warnings.push(found.warning)
    if (found?.problem && value === undefined) problems.push(found.problem)
    read.set(name, value ?? found?.text)
  }
  return (name) => read.get(name)
}

/** The secrets that stand in the file of settings itself, where there are any. */
function secretsIn(values: Env): string[] {
  return secrets.map((name) => prefix + name).filter((name) => values[name])
}

/** Far longer than any channel goes on to deliver the same again, so that it still has one effect. */
const leastDays = 7

const basics = {
  host: z.string().default(defaultHost),
  port: z.string().regex(/^\d+$/).transform(Number).pipe(z.int().max(65_535)).default(3978),
  // SQLite keeps one of that name in memory alone.
  database: z
    .string()
    .refine((path) => path !== ':memory:')
    .default(defaultDatabase),
  models: z
    .string()
    .transform((list) => list.split(',').map((path) => path.trim()))
    .pipe(z.array(z.string().min(1))),
  logLevel: z.enum(logLevels).default('info'),
  keepDays: z.string().regex(/^\d+$/).transform(Number).pipe(z.int().min(leastDays).max(36_500)).default(90),
}

const advice: Partial<Record<Setting, string>> = {
  PORT: 'must be a number from 0 to 65535',
  DATABASE: 'must be the path of a file, such as data/stafett.sqlite',
  MODELS: 'must name the model file of at least one municipality, separated by commas, such as models/fjordvik.yaml',
  KEEP_DAYS: `must be a number of days from ${leastDays} to 36500`,
  LOG_LEVEL: `must be one of ${logLevels.join(', ')}`,
}

/** Each for itself, so that one that is wrong hides no other. */
function readBasics(value: Value, problems: string[]): Partial<Config> {
  const read = <T>(name: Setting, schema: z.ZodType<T>): T | undefined => {
    const { success, data } = schema.safeParse(value(name))
    const missing = value(name) === undefined ? 'is missing: it ' : ''
    if (!success) problems.push(`${prefix}${name} ${missing}${advice[name] ?? 'is wrong'}`)
    return data
  }
  return {
    host: read('HOST', basics.host),
    port: read('PORT', basics.port),
    database: read('DATABASE', basics.database),
    models: read('MODELS', basics.models),
    logLevel: read('LOG_LEVEL', basics.logLevel),
    keepDays: read('KEEP_DAYS', basics.keepDays),
  }
}

function isWhole(found: Partial<Config>): found is Config {
  const values: unknown[] = Object.values(found)
  return found.masterKeys !== undefined && !values.includes(undefined)
}

/** Undefined where there are none, or they can't be used. */
function readMasterKeys(value: Value, problems: string[]): MasterKey[] | undefined {
  const text = value('MASTER_KEY')
  if (text === undefined) {
    problems.push(
      `${prefix}MASTER_KEY_FILE is missing: it names the file with the key that locks everything people write. ${keyToSet(value)}`,
    )
    return undefined
  }
  if (text === '') return undefined
  const where = value('MASTER_KEY_FILE') ? `${prefix}MASTER_KEY_FILE names a file that` : `${prefix}MASTER_KEY`
  const keys = text.split(/[\s,]+/).map(parseKey)
  const whole = keys.flatMap((key) => (key ? [key] : []))
  const versions = new Set(whole.map(({ version }) => version))
  if (whole.length < keys.length) {
    problems.push(
      `${where} must be version:key, several separated by commas or lines, each key 32 bytes in base64. ${keyToSet(value)}`,
    )
    return undefined
  }
  if (versions.size < whole.length) {
    problems.push(`${where} has the same version twice: give each key its own number`)
    return undefined
  }
  return whole.sort((a, b) => a.version - b.version)
}

/** A new key opens nothing of what is stored. */
function keyToSet(value: Value): string {
  const database = value('DATABASE') ?? defaultDatabase
  return existsSync(database)
    ? `Set the key ${database} was used with, from the copy that is kept apart: a new one opens nothing that is stored`
    : `Make one with: ${newKeyCommand} and set ${prefix}MASTER_KEY_FILE to that file`
}

function parseKey(text: string): MasterKey | null {
  const [, version, encoded] = /^([1-9]\d{0,5}):([A-Za-z0-9+/]{43}=)$/.exec(text) ?? []
  if (version === undefined || encoded === undefined) return null
  return { version: Number(version), key: Buffer.from(encoded, 'base64') }
}
