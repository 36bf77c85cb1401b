/**
 * What channels that are reached over the network have in common: which failures came before anything was sent, a second
 * try for somebody who waits, and what they can show of an answer. Knows no channel.
 */
import { type Answer, ChannelError } from './ports.ts'

/** An answer as a card or a sentence: what comes back of a press over the network carries no file. */
export type Shown = Exclude<Answer, { kind: 'file' }>

/** The answer, with the card that stands for its file where it carries one. */
export function shown(answer: Answer): Shown {
  return answer.kind === 'file' ? { kind: 'card', card: answer.card, chat: answer.chat } : answer
}

/** For the log: the kind of a failure, and what the channel or the network itself called it. */
export function codeOf(error: unknown): string {
  if (!(error instanceof ChannelError)) return 'fault'
  return error.code === null ? error.kind : `${error.kind}:${error.code}`
}

/** Whether `fetch` rejected with this before a byte of the request was written, so that it surely was not delivered. */
export function neverConnected(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : null
  return cause instanceof Error && 'code' in cause && connectFailures.has(String(cause.code))
}

/**
 * For an answer somebody is waiting for: where there are too many messages it is sent once more, after as long as was asked
 * for, five seconds at most. `delay` takes milliseconds.
 */
export function patient(delay: (ms: number) => Promise<unknown>): <T>(send: () => Promise<T>) => Promise<T> {
  return async (send) => {
    try {
      return await send()
    } catch (error) {
      if (!(error instanceof ChannelError) || error.kind !== 'rate-limited') throw error
      await delay(Math.min(error.retryAfterMs ?? longestWaitMs, longestWaitMs))
      return send()
    }
  }
}

const longestWaitMs = 5000

const connectFailures = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])
