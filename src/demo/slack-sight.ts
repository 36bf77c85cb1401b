/**
 * What each member of the workspace has before them and Slack's API does not give back: open modals, their Home, and what only
 * they see. The bot's calls pass through here on their way to the workspace.
 */
import express, { type Router } from 'express'
import { z } from 'zod'
import { type Block, readBlocks } from '../slack/blocks.ts'
import { type Shown, viewAnswer } from './blocks.ts'
import { id } from './slack-payload.ts'
import type { Member, Workspace } from './workspace.ts'

/** What only one person sees in a conversation. */
export type Aside = { ts: string; channel: string; text: string; blocks: Block[] }
export type Sight = { modals: Shown[]; home: Shown | null; asides: Aside[] }

export type Sights = {
  router: Router
  of(user: string): Sight
  /** A trigger with which the bot can show that member a view; `view` is the modal it was pressed in. */
  trigger(member: Member, view: string | null): Promise<string>
  /** Shows somebody what nobody else sees. */
  aside(user: string, said: Omit<Aside, 'ts'>): Promise<void>
}

const trigger = z.looseObject({ trigger_id: z.string() })
const about = z.looseObject({
  trigger_id: z.string().optional(),
  user_id: z.string().optional(),
  user: z.string().optional(),
  channel: z.string().optional(),
  text: z.string().default(''),
  blocks: z.unknown().optional(),
})
type About = z.infer<typeof about>

export function createSights(workspace: Workspace): Sights {
  const sights = new Map<string, Sight>()
  const triggers = new Map<string, string>()
  const of = (user: string) => {
    const sight = sights.get(user) ?? { modals: [], home: null, asides: [] }
    sights.set(user, sight)
    return sight
  }
  const notice = (method: string, said: About, answer: unknown) => {
    if (method === 'chat.postEphemeral') {
      const { user = '', channel = '', text } = said
      of(user).asides.push({ ts: id('aside'), channel, text, blocks: readBlocks(said.blocks) })
    }
    const shown = viewAnswer.safeParse(answer).data?.view
    if (shown && method === 'views.publish') of(said.user_id ?? '').home = shown
    const user = triggers.get(said.trigger_id ?? '')
    if (shown && method === 'views.open' && user) of(user).modals = [shown]
    if (shown && method === 'views.push' && user) of(user).modals.push(shown)
    if (shown && method === 'views.update') for (const sight of sights.values()) replace(sight.modals, shown)
  }
  return {
    router: passing(workspace, notice),
    of,
    async trigger({ user }, view) {
      const body = { user_id: user, ...(view ? { view_id: view } : {}) }
      const { trigger_id: made } = trigger.parse(await workspace.call('views.generateTriggerId', body))
      triggers.set(made, user)
      return made
    },
    async aside(user, said) {
      of(user).asides.push({ ...said, ts: id('aside') })
      await workspace.call('chat.postEphemeral', { channel: said.channel, user, text: said.text })
    },
  }
}

function replace(modals: Shown[], shown: Shown): void {
  const index = modals.findIndex(({ view }) => view.id === shown.view.id)
  if (index >= 0) modals[index] = shown
}

/** What `emulate` calls every workspace, whatever else it is to be called. */
const givenTeam = 'T000000001'

function passing(workspace: Workspace, notice: (method: string, said: About, answer: unknown) => void): Router {
  const router = express.Router()
  router.post('/api/:method', express.text({ type: () => true, limit: '1mb' }), async (request, response) => {
    const { method } = request.params
    const body = typeof request.body === 'string' ? request.body : ''
    const headers = {
      authorization: request.get('authorization') ?? '',
      'content-type': request.get('content-type') ?? 'application/json',
    }
    const answer = await fetch(`${workspace.url}/api/${method}`, { method: 'POST', headers, body })
    const text = (await answer.text()).replaceAll(givenTeam, workspace.team)
    workspace.changed(method)
    if (answer.ok) notice(method, about.parse(readBody(body, headers['content-type'])), JSON.parse(text))
    response.status(answer.status).type('application/json').send(text)
  })
  return router
}

/** The Web API takes both kinds of body; in a form, what is no plain value is JSON. */
function readBody(body: string, type: string): unknown {
  if (type.includes('json')) return JSON.parse(body || '{}')
  const entries = [...new URLSearchParams(body)]
  return Object.fromEntries(entries.map(([name, text]) => [name, /^[[{]/.test(text) ? JSON.parse(text) : text]))
}
