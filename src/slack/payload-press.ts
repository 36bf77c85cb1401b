/**
 * Buttons that are pressed, and modals that are sent in.
 * https://docs.slack.dev/reference/interaction-payloads/block_actions-payload and
 * https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
 */
import { z } from 'zod'
import type { PlaceRequest } from '../ports.ts'
import { type Installation, isOwn, placeOf } from './address.ts'
import { type Carried, readCarried } from './button.ts'
import { readFields } from './fields.ts'
import { readMetadata } from './metadata.ts'
import { accountOf, type Interaction, installationOf } from './payload-person.ts'
import { id, key, lobby, type Received, type Way } from './received.ts'
import { placeOfOpened, readOpened } from './view-metadata.ts'

const blocks = z.array(z.unknown()).optional()
const pressSchema = z.object({
  trigger_id: key,
  response_url: key.optional(),
  container: z.object({ type: key, thread_ts: id }),
  channel: z.object({ id: key, name: z.string().optional() }).optional(),
  message: z.object({ ts: key, thread_ts: id, team: id, metadata: z.unknown().optional(), blocks }).optional(),
  view: z
    .object({
      id: key,
      type: key,
      app_installed_team_id: id,
      private_metadata: z.string().optional(),
      blocks,
      state: z.object({ values: z.unknown() }).optional(),
    })
    .optional(),
  state: z.object({ values: z.unknown() }).nullish(),
  actions: z.array(z.object({ type: key, value: z.string().optional(), action_ts: key })).min(1),
})
type Press = z.infer<typeof pressSchema>

const submissionSchema = z.object({
  view: z.object({
    id: key,
    hash: z.string().optional(),
    private_metadata: z.string(),
    blocks: z.array(z.unknown()),
    state: z.object({ values: z.unknown() }),
  }),
})

/** Empty where the bot has no use for it, null when it lacks what it needs. */
export function readPress(interaction: Interaction, body: unknown): Received[] | null {
  const press = pressSchema.safeParse(body)
  if (!press.success) return null
  const [action] = press.data.actions
  const carried = action?.type === 'button' && action.value !== undefined ? readCarried(action.value) : null
  // A field that was filled in, or a button that only opens a link.
  if (!action || carried === null) return []
  const found = press.data.view ? pressInView(interaction, press.data) : pressInMessage(interaction, press.data)
  if (found === null) return null
  const { by, way, place, account, values } = found
  const inWindow = carried.do === 'open' || press.data.view !== undefined
  const personal = inWindow || isOwn(place, account)
  const request = {
    from: 'place' as const,
    delivery: `${account.user} ${action.action_ts}`,
    account,
    place,
    personal,
    inWindow,
    ...asked(carried, readFields(values, (press.data.view ?? press.data.message)?.blocks)),
  }
  const message = way.kind === 'message' && way.own && !inWindow ? way.message : null
  return [{ by, request: message === null ? request : { ...request, message: { place, message } }, way }]
}

function asked({ do: kind, action, data }: Carried, fields: Record<string, string>) {
  return { kind, action, data, fields }
}

/** In a channel a message of ours is where its own thread begins. */
function pressInMessage(interaction: Interaction, { trigger_id: trigger, response_url, ...press }: Press) {
  const { channel, message = null } = press
  const mark = readMetadata(message?.metadata)
  const by = mark && (mark.team ?? mark.enterprise) !== null ? mark : poster(interaction, message?.team ?? null)
  if (!channel || !by || response_url === undefined) return null
  const account = accountOf(interaction, by)
  const installation = { team: by.team, enterprise: by.enterprise }
  // What stands under a link, or is seen by one person alone, may stand in a conversation of two others.
  const isForeign = message === null || press.container.type !== 'message'
  const seen = { installation, channel: channel.id, named: channel.name, account, isForeign }
  const hangsOn = press.container.thread_ts ?? message?.thread_ts ?? null
  const around = placeOf({ ...seen, thread: hangsOn })
  const place = around.kind === 'channel' && message ? placeOf({ ...seen, thread: message.ts }) : around
  const own = isOwn(place, account)
  const standing = { message: message?.ts ?? null, thread: hangsOn === message?.ts ? null : hangsOn }
  const way: Way = { kind: 'message', trigger, respond: response_url, ...standing, mark, own }
  return { by: installation, way, place, account, values: press.state?.values }
}

/** `posted`: the workspace whose bot wrote the message. */
function poster(interaction: Interaction, posted: string | null): Installation | null {
  const own = installationOf(interaction)
  if (posted === null || own === null || own.team === posted || own.team === null) return own
  return { team: posted, enterprise: null }
}

/** In a Grid somebody looks at their Home from any of their workspaces; `installed` is the one the app is in, or the organisation. */
function homeOf(installed: string | null, interaction: Interaction): Installation | null {
  const own = installationOf(interaction)
  if (installed === null || own === null) return own
  return installed.startsWith('E') ? { team: null, enterprise: installed } : { ...own, team: installed }
}

function pressInView(interaction: Interaction, { view, trigger_id: trigger }: Press) {
  if (!view) return null
  const opened = readOpened(view.private_metadata ?? '')
  const by = view.type === 'modal' ? (opened?.by ?? null) : homeOf(view.app_installed_team_id, interaction)
  if (!by) return null
  const account = accountOf(interaction, by)
  if (view.type !== 'modal') {
    const place = placeOf({ installation: by, channel: lobby, account })
    const way: Way = { kind: 'home', trigger }
    return { by, way, place, account, values: view.state?.values }
  }
  if (!opened) return null
  const way: Way = { kind: 'modal', trigger, view: view.id, opened }
  return { by, way, place: placeOfOpened(opened, account), account, values: view.state?.values }
}

/** Sent in twice, a modal is the same as it was: `hash` changes with what it shows. */
export function readSubmission(interaction: Interaction, body: unknown): Received[] | null {
  const submission = submissionSchema.safeParse(body)
  if (!submission.success) return null
  const { view } = submission.data
  const opened = readOpened(view.private_metadata)
  if (!opened?.submit) return null
  const account = accountOf(interaction, opened.by)
  const place = placeOfOpened(opened, account)
  const message = opened.from.kind === 'message' && place.kind === 'personal' ? opened.from.message : null
  const pressed: PlaceRequest = {
    from: 'place',
    delivery: `${view.id} ${view.hash ?? ''}`.trim(),
    account,
    place,
    personal: true,
    inWindow: true,
    kind: 'press',
    ...opened.submit,
    fields: readFields(view.state.values, view.blocks),
  }
  const request = message === null ? pressed : { ...pressed, message: { place, message } }
  return [{ by: opened.by, request, way: { kind: 'submit', view: view.id, blocks: view.blocks, opened } }]
}
