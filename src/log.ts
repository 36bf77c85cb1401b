/**
 * The log of the running program, on stderr. It takes ids, codes and numbers only, so that no human word can reach it:
 * the type has no place for one, and a text that does not look like an id or a code is withheld.
 */
import { type DestinationStream, destination, pino, stdTimeFunctions } from 'pino'
import type { CaseId, Instant, PersonId } from './core/ids.ts'
import type { Signal } from './core/policy.ts'
import type { RefusalCode } from './core/refusal.ts'

export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const
export type LogLevel = (typeof logLevels)[number]

/** Everything that may stand in a line of the log. Closed on purpose: a new field is a decision. */
export type LogFields = {
  case?: CaseId
  person?: PersonId
  /** Any other id of ours: `proposal_…`, `notice_…`. */
  id?: `${string}_${string}`
  municipality?: string
  channel?: string
  card?: string
  /** A command, or the action of a button. */
  command?: string
  refusal?: RefusalCode
  signal?: Signal
  /** What kind of outcome or fault: `rate-limited`, `duplicate`. */
  kind?: string
  /** What a channel or the network itself called a fault: `invalid_blocks`, `http-502`, `econnreset`. */
  code?: string
  host?: string
  version?: string
  at?: Instant
  count?: number
  total?: number
  attempt?: number
  seq?: number
  status?: number
  port?: number
  bytes?: number
  ms?: number
  /** Logged by name, code and stack. The message is left out, because it may quote what somebody typed. */
  error?: unknown
}

/** `event` is a code too, such as `delivery.failed`. */
export type Log = {
  error(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  info(event: string, fields?: LogFields): void
  debug(event: string, fields?: LogFields): void
}

/**
 * A log that writes one line of JSON per event to stderr (stdout belongs to the demonstration), or to `to`. A line that can't
 * be written is lost, and nothing else.
 */
export function createLog(level: LogLevel, to: DestinationStream = stderr()): Log {
  const options = {
    level,
    base: null,
    messageKey: 'event',
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  }
  const out = pino(options, to)
  return {
    error: (event, fields = {}) => out.error(safe(fields), code(event)),
    warn: (event, fields = {}) => out.warn(safe(fields), code(event)),
    info: (event, fields = {}) => out.info(safe(fields), code(event)),
    debug: (event, fields = {}) => out.debug(safe(fields), code(event)),
  }
}

/** The disk under it may be full, and its terminal closed: the bot goes on. */
function stderr(): DestinationStream {
  return destination({ fd: 2, sync: true, maxLength: mostUnwritten }).on('error', () => undefined)
}

/** Characters kept for when writing works again. */
const mostUnwritten = 100_000
const withheld = '[withheld]'
const deepestCause = 3

function safe({ error, ...fields }: LogFields): Record<string, unknown> {
  const entries = Object.entries(fields).map(([key, value]) => [key, plainValue(value)])
  const kept: Record<string, unknown> = Object.fromEntries(entries)
  return error === undefined ? kept : { ...kept, error: describe(error, 0) }
}

function plainValue(value: unknown): unknown {
  if (typeof value === 'number' || value === undefined) return value
  return typeof value === 'string' ? code(value) : withheld
}

const looks = {
  code: /^[a-z0-9:][a-z0-9_.:-]{0,99}$/,
  id: /^[a-z]{1,20}_[A-Za-z0-9_-]{1,80}$/,
  instant: /^\d{4}-\d\d-\d\dT[\d:.]{5,15}Z$/,
  errorName: /^[A-Za-z]{1,60}$/,
  errorCode: /^[A-Z0-9_]{1,60}$/,
}

/** The text, if it looks like something of ours. Names and sentences don't: they have capitals, spaces or æ, ø, å. */
function code(text: string): string {
  return [looks.code, looks.id, looks.instant].some((look) => look.test(text)) ? text : withheld
}

function describe(error: unknown, depth: number): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: `thrown-${typeof error}` }
  const name = error.name === 'Error' ? error.constructor.name : error.name
  const errorCode = 'code' in error ? error.code : undefined
  return {
    name: looks.errorName.test(name) ? name : 'Error',
    code: describedCode(errorCode),
    kind: 'kind' in error && typeof error.kind === 'string' ? code(error.kind) : undefined,
    status: 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : undefined,
    message: name === 'SqliteError' && speaksOfTheSchema(errorCode) ? error.message : undefined,
    stack: frames(error),
    cause: error.cause === undefined || depth === deepestCause ? undefined : describe(error.cause, depth + 1),
  }
}

function describedCode(value: unknown): string | number | undefined {
  if (typeof value === 'string') return looks.errorCode.test(value) ? value : code(value)
  return typeof value === 'number' ? value : undefined
}

/** SQLite names tables and columns, never bound values; only the catch-all code can quote a search or a JSON path. */
function speaksOfTheSchema(errorCode: unknown): boolean {
  return typeof errorCode === 'string' && errorCode.startsWith('SQLITE_') && errorCode !== 'SQLITE_ERROR'
}

/** The lines of the stack that name places in code. The lines before them repeat the message. */
function frames(error: Error): string[] {
  const stack = error.stack ?? ''
  const start = error.message === '' ? 0 : stack.indexOf(error.message) + error.message.length
  const lines = stack.slice(start).split('\n')
  return lines.map((line) => line.trim()).filter((line) => /^at .*:\d+:\d+\)?$/.test(line))
}
