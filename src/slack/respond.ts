/**
 * The answer to one press or command by the address Slack gave with it (`response_url`): good for five answers within
 * half an hour. Posts to Slack alone, whatever address stands in a request.
 *
 * https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 */
import { z } from 'zod'
import { ChannelError } from '../ports.ts'
import { kindOf, rateLimited, unanswered } from './failure.ts'

/** The body as Slack takes it. The caller escapes `text`. */
export type Reply = {
  text: string
  blocks?: readonly object[]
  metadata?: object
  response_type?: 'ephemeral'
  replace_original?: boolean
  thread_ts?: string
}

/** `apiUrl` is Slack's stand-in, where there is one: its host is trusted as Slack's own is. */
export function responder(apiUrl: string | null, timeoutMs: number) {
  const own = apiUrl === null ? null : new URL(apiUrl).origin
  return async (url: string, reply: Reply): Promise<void> => {
    if (!isSlacks(url, own)) throw new ChannelError('forbidden')
    const { status, ok, retryAfter, text } = await once(url, JSON.stringify(reply), timeoutMs)
    const code = codeOf(text)
    const cause = new Error(`HTTP ${status}`)
    if (status === 429) throw rateLimited(seconds(retryAfter), cause)
    if (!ok || code !== null) throw new ChannelError(code === null ? byStatus(status) : kindOf(code), null, cause)
  }
}

const slacksOrigin = 'https://hooks.slack.com'

function isSlacks(text: string, own: string | null): boolean {
  const url = URL.parse(text)
  return url !== null && (url.origin === slacksOrigin || url.origin === own)
}

async function once(url: string, body: string, timeoutMs: number) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    const { status, ok, headers } = response
    return { status, ok, retryAfter: headers.get('retry-after'), text: await response.text() }
  } catch (error) {
    throw unanswered(error, error)
  }
}

/** An address that is unknown, used up, or past its time. */
function byStatus(status: number) {
  return status === 404 || status === 410 ? 'gone' : 'ambiguous'
}

const refusedSchema = z.object({ ok: z.literal(false), error: z.string() })

/** The answer is `ok`, JSON, or a bare code. */
function codeOf(text: string): string | null {
  if (/^[a-z_]+$/.test(text)) return text === 'ok' ? null : text
  try {
    return refusedSchema.safeParse(JSON.parse(text)).data?.error ?? null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function seconds(retryAfter: string | null): number | null {
  const read = Number.parseInt(retryAfter ?? '', 10)
  return Number.isFinite(read) && read >= 0 ? read : null
}
