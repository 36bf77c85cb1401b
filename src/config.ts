/**
 * The settings of the program, read once at start; the only reader of the environment. Nothing half-set is accepted:
 * one error names every setting that is missing or wrong and says what to do. Every setting stands in `.env.example`.
 */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import {
  channelSecrets,
  channelSettings,
  prefix,
  readChannels,
  type SlackConfig,
  type TeamsConfig,
} from './config-channels.ts'
import { type LogLevel, logLevels } from './log.ts'
import { nearest } from './model/nearest.ts'

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
  /** Null: the channel is not used. At least one is. */
  teams: TeamsConfig | null
  slack: SlackConfig | null
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
  const channels = readChannels(value, value('HOST') ?? defaultHost, problems)
  if (problems.length > 0 || !basics) throw new ConfigError(problems)
  return { ...basics, masterKeys, ...channels }
}

/** Every setting by its full name. */
export function settingNames(): string[] {
  return [...settings, ...secrets, ...secrets.map((name) => `${name}_FILE` as const)].map((name) => prefix + name)
}

/** A line for a shell that prints a new master key; part of what a start without a key says. */
export const newKeyCommand = `node -e "console.log('1:' + require('node:crypto').randomBytes(32).toString('base64'))"`

const defaultHost = '127.0.0.1'
const settings = ['HOST', 'PORT', 'DATABASE', 'MODELS', 'LOG_LEVEL', 'KEEP_DAYS', ...channelSettings] as const
/** May come from the file that `<NAME>_FILE` names instead. */
const secrets = ['MASTER_KEY', ...channelSecrets] as const

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

/** Far longer than any channel goes on to deliver the same again, so that it still has one effect. */
const leastDays = 7

const basicsSchema = z.object({
  HOST: z.string().default(defaultHost),
  PORT: z.string().regex(/^\d+$/).transform(Number).pipe(z.int().max(65_535)).default(3978),
  DATABASE: z.string().default('data/stafett.sqlite'),
  MODELS: z
    .string()
    .transform((list) => list.split(',').map((path) => path.trim()))
    .pipe(z.array(z.string().min(1))),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  KEEP_DAYS: z.string().regex(/^\d+$/).transform(Number).pipe(z.int().min(leastDays).max(36_500)).default(90),
})

const advice: Record<string, string> = {
  PORT: 'must be a number from 0 to 65535',
  MODELS: 'must name the model file of at least one municipality, separated by commas, such as models/fjordvik.yaml',
  KEEP_DAYS: `must be a number of days from ${leastDays} to 36500`,
  LOG_LEVEL: `must be one of ${logLevels.join(', ')}`,
}

function readBasics(
  value: Value,
  problems: string[],
): Pick<Config, 'host' | 'port' | 'database' | 'models' | 'logLevel' | 'keepDays'> | null {
  const names = ['HOST', 'PORT', 'DATABASE', 'MODELS', 'LOG_LEVEL', 'KEEP_DAYS'] as const
  const read = basicsSchema.safeParse(Object.fromEntries(names.map((name) => [name, value(name)])))
  if (!read.success) {
    const wrong = new Set(read.error.issues.map((issue) => String(issue.path[0])))
    problems.push(...[...wrong].map((name) => `${prefix}${name} ${advice[name] ?? 'is wrong'}`))
    return null
  }
  const {
    HOST: host,
    PORT: port,
    DATABASE: database,
    MODELS: models,
    LOG_LEVEL: logLevel,
    KEEP_DAYS: keepDays,
  } = read.data
  return { host, port, database, models, logLevel, keepDays }
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
