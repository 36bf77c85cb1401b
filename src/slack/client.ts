/**
 * The calls of Slack's Web API that the channel makes, each exactly once, and what their failures mean; whether to send
 * again is the outbox's decision. Sends what it is given: who draws it has escaped it.
 *
 * https://docs.slack.dev/reference/methods
 */
import { webApi } from '@slack/bolt'
import { z } from 'zod'
import { ChannelError } from '../ports.ts'
import type { Installation } from './address.ts'
import { failureOf } from './failure.ts'
import { metadataOf } from './metadata.ts'
import { type Reply, responder } from './respond.ts'

/** A bot token, or null where the installation is none of ours (any more). */
export type TokenOf = (installation: Installation) => Promise<string | null>

/** `text` is the notification and what a screen reader says. */
export type Content = { text: string; blocks?: readonly object[] | undefined }
export type Where = { channel: string; thread?: string | undefined }
/** A message by where it stands: `message` is its `ts`. */
export type Standing = { channel: string; message: string }
/** `isStray`: it was to hang in a thread whose first message is no more, and so stands in the channel itself. */
export type Posted = Standing & { isStray: boolean }
export type History = { messages: { message: string; metadata: unknown }[]; next: string | null }

/** Every call throws `ChannelError` and nothing else; `forbidden` where there is no token. */
export type Client = {
  /** `id` is kept in the message's metadata. */
  postMessage(by: Installation, message: Where & Content & { id?: string }): Promise<Posted>
  /** Takes a message of ours away. */
  remove(by: Installation, message: Standing): Promise<void>
  /** The message keeps its metadata. */
  update(by: Installation, message: Standing & Content): Promise<void>
  postEphemeral(by: Installation, message: Where & Content & { user: string }): Promise<void>
  /** The channel of the person's direct conversation with us. Repeating it changes nothing. */
  openConversation(by: Installation, user: string): Promise<string>
  /** A page of a thread, or of a channel without its threads, from `oldest` (seconds) on. */
  history(by: Installation, from: Where & { oldest: number; cursor: string | null }): Promise<History>
  viewsOpen(by: Installation, trigger: string, view: object): Promise<void>
  viewsPush(by: Installation, trigger: string, view: object): Promise<void>
  viewsUpdate(by: Installation, id: string, view: object): Promise<void>
  viewsPublish(by: Installation, user: string, view: object): Promise<void>
  /** `at` is what `link_shared` gave. */
  unfurl(by: Installation, at: Unfurled, unfurls: Record<string, { blocks: readonly object[] }>): Promise<void>
  /** The address Slack has confirmed, in lower case; null for a guest of another organisation, a bot, or none. */
  userEmail(by: Installation, user: string): Promise<string | null>
  /** Whether Slack takes our token, and our own id there; shows nobody anything. */
  authTest(by: Installation): Promise<string | null>
  /** The workspace our token is for, `team` null where it is a whole organisation's; shows nobody anything. */
  ownInstallation(by: Installation): Promise<Installation>
  /** Answers through a `response_url`, which works without a token. */
  respond(url: string, reply: Reply): Promise<void>
}

export type Unfurled = { unfurl_id: string; source: string } | { channel: string; ts: string }

/** `heard` is told the code of each answer, null where that was no refusal. */
export type ClientSettings = {
  tokenOf: TokenOf
  apiUrl: string | null
  timeoutMs: number
  heard?: (code: string | null) => void
}

/** A call fails as `ambiguous` when it is not answered within `timeoutMs`. */
export function createClient({ tokenOf, apiUrl, timeoutMs, heard = () => undefined }: ClientSettings): Client {
  const slack = new webApi.WebClient(undefined, {
    ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    timeout: timeoutMs,
    logger: noLogger,
  })
  const call: Call = async (by, method, schema, args) => {
    const token = await tokenFor(tokenOf, by)
    const answer = await slack.apiCall(method, { ...args, token }).catch((error: unknown) => {
      if (error instanceof webApi.WebAPIPlatformError) heard(error.data.error)
      throw failureOf(error)
    })
    heard(null)
    return read(schema, answer)
  }
  return { ...messageCalls(call), ...viewCalls(call), ...peopleCalls(call), respond: responder(apiUrl, timeoutMs) }
}

type Call = <T>(by: Installation, method: string, schema: z.ZodType<T>, args: object) => Promise<T>

function messageCalls(call: Call) {
  return {
    async postMessage(by, { id, channel, thread, ...content }) {
      const metadata = metadataOf({ ...by, id })
      const args = { channel, thread_ts: thread, ...content, metadata, unfurl_links: false, unfurl_media: false }
      const { written, ...standing } = await call(by, 'chat.postMessage', standingSchema, args)
      return { ...standing, isStray: thread !== undefined && written !== null && !written.thread_ts }
    },
    async remove(by, { channel, message }) {
      await call(by, 'chat.delete', anything, { channel, ts: message })
    },
    async update(by, { channel, message, ...content }) {
      await call(by, 'chat.update', anything, { channel, ts: message, ...content, parse: 'none' })
    },
    async postEphemeral(by, { channel, thread, user, ...content }) {
      await call(by, 'chat.postEphemeral', anything, { channel, thread_ts: thread, user, ...content })
    },
    history: (by, { channel, thread, oldest, cursor }) =>
      call(by, thread === undefined ? 'conversations.history' : 'conversations.replies', historySchema, {
        channel,
        ts: thread,
        oldest: String(oldest),
        cursor: cursor ?? undefined,
        include_all_metadata: true,
        inclusive: true,
        limit: 200,
      }),
    async unfurl(by, at, unfurls) {
      await call(by, 'chat.unfurl', anything, { ...at, unfurls })
    },
  } satisfies Partial<Client>
}

function viewCalls(call: Call) {
  return {
    async viewsOpen(by, trigger, view) {
      await call(by, 'views.open', anything, { trigger_id: trigger, view })
    },
    async viewsPush(by, trigger, view) {
      await call(by, 'views.push', anything, { trigger_id: trigger, view })
    },
    async viewsUpdate(by, id, view) {
      await call(by, 'views.update', anything, { view_id: id, view })
    },
    async viewsPublish(by, user, view) {
      await call(by, 'views.publish', anything, { user_id: user, view })
    },
  } satisfies Partial<Client>
}

function peopleCalls(call: Call) {
  return {
    openConversation: async (by, user) =>
      (await call(by, 'conversations.open', openedSchema, { users: user })).channel.id,
    userEmail: (by, user) => call(by, 'users.info', emailSchema, { user }),
    authTest: async (by) => (await call(by, 'auth.test', ownSchema, {})).user_id ?? null,
    ownInstallation: (by) => call(by, 'auth.test', installedSchema, {}),
  } satisfies Partial<Client>
}

async function tokenFor(tokenOf: TokenOf, by: Installation): Promise<string> {
  const token = await tokenOf(by).catch((error: unknown) => {
    // Without a token nothing was sent.
    throw new ChannelError('unreachable', null, error)
  })
  if (token === null) throw new ChannelError('forbidden')
  return token
}

/** Without what we need of it the call was taken, and nobody can say what became of it. */
function read<T>(schema: z.ZodType<T>, answer: unknown): T {
  const result = schema.safeParse(answer)
  if (result.success) return result.data
  throw new ChannelError('ambiguous', null, result.error)
}

const ownSchema = z.looseObject({ user_id: z.string().nullish() })
const installedSchema = z
  .object({
    team_id: z.string().min(1).nullish(),
    enterprise_id: z.string().min(1).nullish(),
    is_enterprise_install: z.boolean().nullish(),
  })
  .transform(({ team_id: team, enterprise_id: enterprise, is_enterprise_install: isWhole }) => ({
    team: isWhole ? null : (team ?? null),
    enterprise: enterprise ?? null,
  }))
const anything = z.unknown()
const standingSchema = z
  .object({
    channel: z.string().min(1),
    ts: z.string().min(1),
    message: z.object({ thread_ts: z.string().nullish() }).nullish().catch(null),
  })
  .transform(({ channel, ts, message }) => ({ channel, message: ts, written: message ?? null }))
const historySchema = z
  .object({
    messages: z.array(z.object({ ts: z.string(), metadata: z.unknown().optional() })),
    response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
  })
  .transform(({ messages, response_metadata }) => ({
    messages: messages.map(({ ts, metadata }) => ({ message: ts, metadata })),
    next: response_metadata?.next_cursor || null,
  }))
const openedSchema = z.object({ channel: z.object({ id: z.string().min(1) }) })
const emailSchema = z
  .object({
    user: z.object({
      deleted: z.boolean().optional(),
      is_bot: z.boolean().optional(),
      is_stranger: z.boolean().optional(),
      /** Whoever chose the address has also read mail sent to it. */
      is_email_confirmed: z.boolean().optional(),
      profile: z.object({ email: z.string().optional() }).optional(),
    }),
  })
  .transform(({ user: { deleted, is_bot, is_stranger, is_email_confirmed, profile } }) =>
    deleted || is_bot || is_stranger || !is_email_confirmed ? null : profile?.email?.toLowerCase() || null,
  )

/** The SDK would print whole requests: what people wrote. */
const noLogger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  setName: () => undefined,
  getLevel: () => webApi.LogLevel.ERROR,
}
