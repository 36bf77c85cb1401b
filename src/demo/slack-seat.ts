/**
 * The seats of those who use Slack in the demonstration: `POST /demo/slack` lets one of them write, press, or look at their
 * Home, and the bot is told of it as Slack would tell it. Exists in the demonstration alone, where only this machine reaches
 * the bot.
 */
import express, { type Router } from 'express'
import { z } from 'zod'
import { type Floor, hear, lookHome, NotThereError, press, takeShortcut, write } from './slack-acts.ts'
import { type Doing, id } from './slack-payload.ts'

const act = z
  .object({
    as: z.string(),
    text: z.string().optional(),
    press: z.string().optional(),
    /** By the labels of the fields; several choices are separated by `|`. */
    fields: z.record(z.string(), z.string()).default({}),
    /** The `callback_id` of a shortcut; with `at` it is used on that message. */
    shortcut: z.string().optional(),
    /** The message that is pressed on. */
    at: z.string().optional(),
    /** Closes the modal that is on top. */
    close: z.boolean().default(false),
    /** The channel's name; otherwise it happens in the direct message with the bot. */
    channel: z.string().optional(),
    /** The beginning of the thread that is written in. */
    thread: z.string().optional(),
    /** Looks at the Home, or presses there. */
    home: z.boolean().default(false),
  })
  .refine(({ text, press: title, shortcut, home, close }) => [text, title, shortcut].some(Boolean) || home || close)
export type Act = z.input<typeof act>

export type Seats = {
  router: Router
  /** Where each `response_url` leads. */
  replied: Router
  /** Does it, and answers the status with which the bot took it. Throws `NotThereError` for what can't be done. */
  act(wanted: Act): Promise<number>
}

export function createSeats(floor: Floor): Seats {
  const replies = new Map<string, Doing>()
  const perform = async (wanted: Act) => {
    const { text, press: title, fields, home, at, close, shortcut, thread, ...who } = act.parse(wanted)
    const doing = await doingOf(floor, who)
    replies.set(new URL(doing.reply).pathname, doing)
    if (close) {
      floor.sights.of(doing.member.user).modals.pop()
      return 200
    }
    if (title !== undefined) return (await press(floor, doing, { title, fields, home, at })).status
    if (shortcut !== undefined) return (await takeShortcut(floor, doing, shortcut, at)).status
    if (text !== undefined) return (await write(floor, doing, text, thread)).status
    return (await lookHome(floor, doing)).status
  }
  const router = express.Router()
  router.post('/demo/slack', express.json({ limit: '100kb' }), async (request, response) => {
    try {
      response.json({ status: await perform(request.body) })
    } catch (error) {
      const isTheirs = error instanceof NotThereError || error instanceof z.ZodError
      if (!isTheirs) throw error
      const said = error instanceof NotThereError ? error.message : 'give "as", and "text", "press" or "home": true'
      response.status(400).json({ error: said })
    }
  })
  const replied = express.Router()
  replied.post('/reply/:id', express.text({ type: () => true, limit: '1mb' }), async (request, response) => {
    const doing = replies.get(request.path)
    if (doing) await hear(floor, doing, doing.pressed, String(request.body))
    response.status(doing ? 200 : 404).send(doing ? 'ok' : 'no such reply')
  })
  return { router, replied, act: perform }
}

async function doingOf(
  { workspace, sights, gate }: Floor,
  { as, channel }: Pick<Act, 'as' | 'channel'>,
): Promise<Doing> {
  const member = workspace.members.find(({ name }) => name === as)
  if (!member) throw new NotThereError(`"as" must be one of: ${workspace.members.map(({ name }) => name).join(', ')}`)
  if (channel !== undefined && channel !== workspace.channel.name) {
    throw new NotThereError(`"channel" must be ${workspace.channel.name}, or be left out`)
  }
  return {
    member,
    team: workspace.team,
    pressed: null,
    reply: `${gate}/reply/${id('reply')}`,
    channel: channel === undefined ? await workspace.direct(member) : workspace.channel.id,
    trigger: await sights.trigger(member, sights.of(member.user).modals.at(-1)?.view.id ?? null),
  }
}
