/**
 * What Teams posts to the bot, read by zod: only the fields the bot uses are kept. Nothing outside this file sees a raw
 * activity. Names: the SDK's types. Shapes: recordings in `test/fixtures/teams`, since the types promise more than comes.
 */
import type {
  Activity,
  AdaptiveCardInvokeAction,
  AdaptiveCardInvokeValue,
  Attachment,
  ChannelAccount,
  ConversationAccount,
  Mention,
  MessageActionsPayload,
  MessageActionsPayloadBody,
  MessageActionsPayloadFrom,
  MessageActionsPayloadUser,
  MessagingExtensionAction,
  TaskModuleRequest,
  TeamsChannelAccount,
  TeamsChannelData,
  TenantInfo,
} from 'botbuilder'
import { z } from 'zod'
import { closing, longestField, type Pressed, pressed } from './button.ts'
import { type Bot, textOfMessage } from './plain-text.ts'

/** One thing Teams told the bot. `act` is null for everything the bot has no use for. */
export type Received = {
  id: string
  serviceUrl: string
  tenant: string
  /** The Entra object id; null for anything that is not a person. */
  user: string | null
  bot: string
  conversation: { id: string; kind: 'personal' | 'groupChat' | 'channel' }
  act: Act | null
}

export type Act =
  | { kind: 'write'; text: string }
  | { kind: 'arrived' }
  | { kind: 'left' }
  /** `shownIn`: where the answer appears, and so which form it must have; `message` is the one a card stands in. */
  | { kind: 'button'; shownIn: 'card'; message: string | null; pressed: Pressed }
  /** `opens`: there is no dialog yet. */
  | { kind: 'button'; shownIn: 'dialog'; opens: boolean; pressed: Pressed }
  /** A page in a dialog was left by its own button. */
  | { kind: 'closed' }
  | { kind: 'collect'; text: string; source: Written }

/** Of a message that was picked: who wrote it, by their Entra object id and their name, when, and where it can be read. */
export type Written = { user: string | null; name: string | null; at: string | null; link: string | null }

/** Reads a posted activity; null when it is not one, or one of a kind the bot uses that lacks what it needs. */
export function readActivity(body: unknown): Received | null {
  const envelope = envelopeSchema.safeParse(body)
  if (!envelope.success) return null
  const { id, serviceUrl, from, recipient, conversation } = envelope.data
  const tenant = tenantOf(body)
  if (tenant === null) return null
  const act = readAct(envelope.data.type, body, { id: recipient.id, name: recipient.name ?? '' })
  if (act === 'malformed') return null
  return {
    id,
    serviceUrl,
    // A guest from elsewhere in a shared channel counts as what they are.
    tenant: from?.tenantId ?? tenant,
    user: from?.aadObjectId ?? null,
    bot: recipient.id,
    conversation: { id: conversation.id, kind: conversation.conversationType ?? kindOf(conversation) },
    act,
  }
}

/** The tenant of a conversation, where an activity names it. */
export function tenantOf(body: unknown): string | null {
  const { channelData, conversation } = tenantSchema.safeParse(body).data ?? {}
  return channelData?.tenant?.id ?? conversation?.tenantId ?? null
}

/** Where Teams does not say. Of an unknown kind of conversation the bot says as little as in a channel. */
function kindOf({
  id,
  isGroup,
}: {
  id: string
  isGroup?: boolean | null | undefined
}): Received['conversation']['kind'] {
  if (id.startsWith('a:') && isGroup !== true) return 'personal'
  return id.endsWith('@thread.v2') ? 'groupChat' : 'channel'
}

/** The command of the message action, as the manifest names it. */
export const collectCommand = 'collect'

export const key = z.string().min(1).max(1000)

/** Fields of something on the wire: one the SDK does not know does not compile. */
export type Fields<Wire> = { [Name in keyof Wire]?: z.ZodType }

const envelopeSchema = z.object({
  type: key,
  id: key,
  channelId: z.literal('msteams'),
  serviceUrl: z.url().max(1000),
  from: z
    .object({ aadObjectId: key.nullish(), tenantId: key.nullish() } satisfies Fields<TeamsChannelAccount>)
    .nullish(),
  recipient: z.object({ id: key, name: z.string().max(1000).nullish() } satisfies Fields<ChannelAccount>),
  conversation: z.object({
    id: key,
    isGroup: z.boolean().nullish(),
    conversationType: z.enum(['personal', 'groupChat', 'channel']).nullish().catch(null),
  } satisfies Fields<ConversationAccount>),
} satisfies Fields<Activity>)

const tenantSchema = z.object({
  channelData: z
    .object({
      tenant: z.object({ id: key.nullish() } satisfies Fields<TenantInfo>).nullish(),
    } satisfies Fields<TeamsChannelData>)
    .nullish(),
  conversation: z.object({ tenantId: key.nullish() } satisfies Fields<ConversationAccount>).nullish(),
} satisfies Fields<Activity>)

const mentionSchema = z.object({
  type: z.literal('mention'),
  mentioned: z.object({ id: key, name: z.string().max(1000).nullish() } satisfies Fields<ChannelAccount>),
  text: z.string().max(2000).nullish(),
} satisfies Fields<Mention>)

const messageSchema = z.object({
  text: z.string().nullish(),
  textFormat: z.string().nullish(),
  entities: z.array(z.unknown()).nullish(),
  attachments: z.array(z.unknown()).nullish(),
} satisfies Fields<Activity>)

const htmlSchema = z.object({ contentType: z.literal('text/html'), content: z.string() } satisfies Fields<Attachment>)

const installationSchema = z.object({ action: z.string().max(100) } satisfies Fields<Activity>)
const invokeSchema = z.object({
  name: key,
  value: z.unknown(),
  replyToId: key.nullish().catch(null),
} satisfies Fields<Activity>)
const executeSchema = z.object({
  action: z.object({ data: pressed } satisfies Fields<AdaptiveCardInvokeAction>),
} satisfies Fields<AdaptiveCardInvokeValue>)
const closedSchema = z.object({ data: closing } satisfies Fields<TaskModuleRequest>)
const dialogSchema = z.object({ data: pressed } satisfies Fields<TaskModuleRequest>)

const collectSchema = z.object({
  commandId: z.literal(collectCommand),
  messagePayload: z.object({
    body: z
      .object({
        contentType: z.string().nullish(),
        content: z.string().nullish(),
      } satisfies Fields<MessageActionsPayloadBody>)
      .nullish(),
    from: z
      .object({
        user: z
          .object({
            id: key.nullish(),
            displayName: z.string().max(1000).nullish(),
          } satisfies Fields<MessageActionsPayloadUser>)
          .nullish(),
      } satisfies Fields<MessageActionsPayloadFrom>)
      .nullish()
      .catch(null),
    createdDateTime: z.iso.datetime({ offset: true }).nullish().catch(null),
    linkToMessage: z
      .url({ protocol: /^https$/ })
      .max(1000)
      .nullish()
      .catch(null),
  } satisfies Fields<MessageActionsPayload>),
} satisfies Fields<MessagingExtensionAction>)

type Reading = Act | null | 'malformed'

function readAct(type: string, body: unknown, bot: Bot): Reading {
  switch (type) {
    case 'message':
      return readMessage(body, bot)
    case 'installationUpdate':
      return readInstallation(body)
    case 'invoke':
      return readInvoke(body, bot)
    // Also of `conversationUpdate`: Teams sends it beside `installationUpdate`, and one welcome is enough.
    default:
      return null
  }
}

function readMessage(body: unknown, bot: Bot): Reading {
  const message = messageSchema.safeParse(body)
  if (!message.success) return 'malformed'
  const { text, textFormat, entities, attachments } = message.data
  const mentions = (entities ?? []).flatMap((entity) => {
    const mention = mentionSchema.safeParse(entity).data
    return mention ? [{ id: mention.mentioned.id, name: mention.mentioned.name ?? '', text: mention.text ?? null }] : []
  })
  const [html = null] = (attachments ?? []).flatMap((one) => htmlSchema.safeParse(one).data?.content ?? [])
  const said = textOfMessage({ text: text ?? '', format: textFormat ?? 'plain', html, mentions }, bot)
  return { kind: 'write', text: said.slice(0, longestField) }
}

function readInstallation(body: unknown): Reading {
  const installation = installationSchema.safeParse(body)
  if (!installation.success) return 'malformed'
  // `add-upgrade` and `remove-upgrade` are a new version of the app for somebody who has it already.
  if (installation.data.action === 'add') return { kind: 'arrived' }
  return installation.data.action === 'remove' ? { kind: 'left' } : null
}

function readInvoke(body: unknown, bot: Bot): Reading {
  const invoke = invokeSchema.safeParse(body)
  if (!invoke.success) return 'malformed'
  const { name, value, replyToId: message = null } = invoke.data
  switch (name) {
    case 'adaptiveCard/action': {
      const execute = executeSchema.safeParse(value)
      return execute.success
        ? { kind: 'button', shownIn: 'card', message, pressed: execute.data.action.data }
        : 'malformed'
    }
    case 'task/fetch':
    case 'task/submit':
    case 'composeExtension/submitAction': {
      if (name === 'task/submit' && closedSchema.safeParse(value).success) return { kind: 'closed' }
      const dialog = dialogSchema.safeParse(value)
      const opens = name === 'task/fetch'
      return dialog.success ? { kind: 'button', shownIn: 'dialog', opens, pressed: dialog.data.data } : 'malformed'
    }
    case 'composeExtension/fetchTask': {
      const collect = collectSchema.safeParse(value)
      return collect.success ? readCollected(collect.data.messagePayload, bot) : 'malformed'
    }
    default:
      return null
  }
}

type Collected = z.infer<typeof collectSchema>['messagePayload']

function readCollected({ body, from, createdDateTime, linkToMessage }: Collected, bot: Bot): Act {
  const content = body?.content ?? ''
  const html = { text: content, format: 'xml', html: null, mentions: [] }
  const text = body?.contentType === 'text' ? content.trim() : textOfMessage(html, bot)
  const source = {
    user: from?.user?.id ?? null,
    name: from?.user?.displayName ?? null,
    at: createdDateTime ? new Date(createdDateTime).toISOString() : null,
    link: linkToMessage ?? null,
  }
  return { kind: 'collect', text: text.slice(0, longestField), source }
}
