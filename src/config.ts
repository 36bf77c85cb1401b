/**
 * The settings of the program, read once at start; the only reader of the environment. Nothing half-set is accepted:
 * one error names every setting that is missing or wrong and says what to do. Every setting stands in `.env.example`.
 */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { type LogLevel, logLevels } from './log.ts'
import { nearest } from './model/nearest.ts'

export type MasterKey = { version: number; key: Buffer }

/** How Teams is reached. `unsigned` takes requests from anybody on this machine: demonstrations and tests only. */
export type TeamsConfig =
  | { access: 'signed'; appId: string; appPassword: string; tenantId: string; issuer: TokenIssuer | null }
  | { access: 'unsigned' }

/** Who signs Teams' tokens where it is not the public cloud. */
export type TokenIssuer = { openIdMetadataUrl: string; tokenIssuer: string }

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
  teams: TeamsConfig
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

/**
 * Reads the settings. An empty value counts as not set. Throws `ConfigError` with every problem found.
 */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const problems = unknownSettings(env)
  const value = valueReader(env, problems)
  const basics = readBasics(value, problems)
  const masterKeys = readMasterKeys(value('MASTER_KEY'), problems)
  const teams = readTeams(value, value('HOST') ?? defaultHost, problems)
  if (problems.length > 0 || !basics || !teams) throw new ConfigError(problems)
  return { ...basics, masterKeys, teams }
}

/** Every setting by its full name. */
export function settingNames(): string[] {
  return [...settings, ...secrets, ...secrets.map((name) => `${name}_FILE` as const)].map((name) => prefix + name)
}

/** A line for a shell that prints a new master key; part of what a start without a key says. */
export const newKeyCommand = `node -e "console.log('1:' + require('node:crypto').randomBytes(32).toString('base64'))"`

const prefix = 'STAFETT_'
const defaultHost = '127.0.0.1'
const settings = [
  'HOST',
  'PORT',
  'DATABASE',
  'MODELS',
  'LOG_LEVEL',
  'TEAMS_APP_ID',
  'TEAMS_TENANT_ID',
  'TEAMS_OPENID_METADATA_URL',
  'TEAMS_TOKEN_ISSUER',
  'DANGEROUSLY_ACCEPT_UNSIGNED_TEAMS',
] as const
/** May come from the file that `<NAME>_FILE` names instead. */
const secrets = ['MASTER_KEY', 'TEAMS_APP_PASSWORD'] as const

type Setting = (typeof settings)[number] | (typeof secrets)[number]
type Value = (name: Setting) => string | undefined

function unknownSettings(env: Record<string, string | undefined>): string[] {
  const known = settingNames()
  const unknown = Object.keys(env).filter((name) => name.startsWith(prefix) && !known.includes(name))
  return unknown.map((name) => {
    const guess = nearest(name, known)
    return `${name} is not a setting${guess ? `; did you mean ${guess}?` : ': remove it'}`
  })
}

function valueReader(env: Record<string, string | undefined>, problems: string[]): Value {
  const own = (name: string) => env[prefix + name]?.trim() || undefined
  const read = new Map<Setting, string | undefined>(settings.map((name) => [name, own(name)]))
  for (const name of secrets) {
    const value = own(name)
    const file = own(`${name}_FILE`)
    if (value && file) problems.push(`${prefix}${name} and ${prefix}${name}_FILE are both set: remove one`)
    read.set(name, value ?? (file === undefined ? undefined : readSecret(`${prefix}${name}_FILE`, file, problems)))
  }
  return (name) => read.get(name)
}

/** The file's text. Never undefined: a file that can't be read is its own problem, not a missing setting. */
function readSecret(name: string, file: string, problems: string[]): string {
  try {
    const text = readFileSync(file, 'utf8').trim()
    if (text === '') problems.push(`${name} names an empty file: ${file}`)
    return text
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    problems.push(`${name} names a file that can't be read (${String(error.code)}): ${file}`)
    return ''
  }
}

const basicsSchema = z.object({
  HOST: z.string().default(defaultHost),
  PORT: z.string().regex(/^\d+$/).transform(Number).pipe(z.int().max(65_535)).default(3978),
  DATABASE: z.string().default('data/stafett.sqlite'),
  MODELS: z
    .string()
    .transform((list) => list.split(',').map((path) => path.trim()))
    .pipe(z.array(z.string().min(1))),
  LOG_LEVEL: z.enum(logLevels).default('info'),
})

const advice: Record<string, string> = {
  PORT: 'must be a number from 0 to 65535',
  MODELS: 'must name the model file of at least one municipality, separated by commas, such as models/fjordvik.yaml',
  LOG_LEVEL: `must be one of ${logLevels.join(', ')}`,
}

function readBasics(value: Value, problems: string[]): Omit<Config, 'masterKeys' | 'teams'> | null {
  const names = ['HOST', 'PORT', 'DATABASE', 'MODELS', 'LOG_LEVEL'] as const
  const read = basicsSchema.safeParse(Object.fromEntries(names.map((name) => [name, value(name)])))
  if (!read.success) {
    const wrong = new Set(read.error.issues.map((issue) => String(issue.path[0])))
    problems.push(...[...wrong].map((name) => `${prefix}${name} ${advice[name] ?? 'is wrong'}`))
    return null
  }
  const { HOST: host, PORT: port, DATABASE: database, MODELS: models, LOG_LEVEL: logLevel } = read.data
  return { host, port, database, models, logLevel }
}

function readMasterKeys(text: string | undefined, problems: string[]): MasterKey[] {
  if (text === undefined) {
    problems.push(
      `${prefix}MASTER_KEY_FILE is missing: it names the file with the key that locks everything people write. ` +
        `Make one with: mkdir -p data && (umask 077 && ${newKeyCommand} > data/master.key) and keep a copy in a safe place`,
    )
    return []
  }
  if (text === '') return []
  const keys = text.split(/[\s,]+/).map(parseKey)
  const whole = keys.flatMap((key) => (key ? [key] : []))
  const versions = new Set(whole.map(({ version }) => version))
  if (whole.length < keys.length) {
    problems.push(
      `${prefix}MASTER_KEY must be version:key, several separated by commas, each key 32 bytes in base64. ` +
        `Make one with: ${newKeyCommand}`,
    )
  } else if (versions.size < whole.length) {
    problems.push(`${prefix}MASTER_KEY has the same version twice: give each key its own number`)
  }
  return whole.sort((a, b) => a.version - b.version)
}

function parseKey(text: string): MasterKey | null {
  const [, version, encoded] = /^([1-9]\d{0,5}):([A-Za-z0-9+/]{43}=)$/.exec(text) ?? []
  if (version === undefined || encoded === undefined) return null
  return { version: Number(version), key: Buffer.from(encoded, 'base64') }
}

function readTeams(value: Value, host: string, problems: string[]): TeamsConfig | null {
  const needed = ['TEAMS_APP_ID', 'TEAMS_APP_PASSWORD', 'TEAMS_TENANT_ID'] as const
  const missing = needed.filter((name) => value(name) === undefined)
  const issuer = readIssuer(value, problems)
  if (value('DANGEROUSLY_ACCEPT_UNSIGNED_TEAMS') !== undefined) {
    return readUnsigned(value, host, missing.length < needed.length || issuer !== null, problems)
  }
  if (missing.length === needed.length) {
    problems.push(`no channel is set up: set ${needed.map((name) => prefix + name).join(', ')}`)
  } else if (missing.length > 0) {
    problems.push(...missing.map((name) => `${prefix}${name} is missing: Teams needs it beside what is set`))
  }
  const [appId, appPassword, tenantId] = needed.map(value)
  if (appId === undefined || appPassword === undefined || tenantId === undefined) return null
  return { access: 'signed', appId, appPassword, tenantId, issuer }
}

function readUnsigned(value: Value, host: string, signedToo: boolean, problems: string[]): TeamsConfig {
  const name = `${prefix}DANGEROUSLY_ACCEPT_UNSIGNED_TEAMS`
  if (value('DANGEROUSLY_ACCEPT_UNSIGNED_TEAMS') !== 'yes') problems.push(`${name} must be yes, or not be set at all`)
  if (!isLoopback(host)) {
    problems.push(`${name} is allowed only with a ${prefix}HOST that this machine alone can reach, such as 127.0.0.1`)
  }
  if (signedToo) problems.push(`${name} can't be combined with other ${prefix}TEAMS_ settings: remove it or them`)
  return { access: 'unsigned' }
}

function readIssuer(value: Value, problems: string[]): TokenIssuer | null {
  const openIdMetadataUrl = value('TEAMS_OPENID_METADATA_URL')
  const tokenIssuer = value('TEAMS_TOKEN_ISSUER')
  if (openIdMetadataUrl === undefined && tokenIssuer === undefined) return null
  if (openIdMetadataUrl === undefined)
    problems.push(`${prefix}TEAMS_OPENID_METADATA_URL is missing: the issuer needs it`)
  else if (!isTrustedUrl(openIdMetadataUrl)) {
    problems.push(`${prefix}TEAMS_OPENID_METADATA_URL must be an https address (http only on this machine)`)
  }
  if (tokenIssuer === undefined) problems.push(`${prefix}TEAMS_TOKEN_ISSUER is missing: the metadata address needs it`)
  return { openIdMetadataUrl: openIdMetadataUrl ?? '', tokenIssuer: tokenIssuer ?? '' }
}

function isTrustedUrl(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)))
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host)
}
