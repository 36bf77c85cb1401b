/** Bolt's log, of which only the codes are kept: its sentences have tokens, names and whole requests in them. */
import { type Logger, LogLevel } from '@slack/bolt'
import type { Report } from './receive.ts'

export function quiet(report: Report): Logger {
  const told = (...messages: unknown[]) => {
    const code = codeIn(messages)
    report(code === unsigned ? 'request-refused' : 'channel-trouble', { code })
  }
  return {
    debug: nothing,
    info: nothing,
    setLevel: nothing,
    setName: nothing,
    warn: told,
    error: told,
    getLevel: () => LogLevel.WARN,
  }
}

/** Somebody else knocked, or the clock is wrong: refused as any other request that is. */
const unsigned = 'slack_bolt_receiver_authenticity_error'

function nothing(): void {
  return
}

/** Bolt's codes begin with its name, Node's are in capitals. */
const code = /^(?:slack_[a-z_]{1,60}|E[A-Z_]{2,30})$/

function codeIn(messages: unknown[]): string {
  for (const message of messages) {
    if (message instanceof Error && 'code' in message && code.test(String(message.code))) return String(message.code)
    const named = typeof message === 'string' ? /\bslack_[a-z_]{1,60}/.exec(message)?.[0] : undefined
    if (named !== undefined) return named
  }
  return 'unknown'
}
