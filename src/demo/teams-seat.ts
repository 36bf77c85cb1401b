/**
 * The seats of those who use Teams in the demonstration: `POST /demo/teams` lets one of them write, press, or send in a
 * dialog, and the bot is told of it as Teams would tell it. Exists in the demonstration alone, where only this machine reaches
 * the bot.
 */
import express, { type Router } from 'express'
import { z } from 'zod'
import { NotThereError } from './adaptive-card.ts'
import { people } from './seats.ts'
import { collect, type Done, type Floor, install, press, sendIn, write } from './teams-acts.ts'
import { ownChat, teamsChannel } from './teams-connector.ts'

const act = z
  .object({
    as: z.string(),
    text: z.string().optional(),
    /** A button by its title, or by its number on the card. */
    press: z.union([z.string(), z.number()]).optional(),
    /** By the labels of the fields or their ids; several choices by their values, with commas between. */
    fields: z.record(z.string(), z.string()).default({}),
    /** The message that is pressed on. */
    at: z.string().optional(),
    /** The message that the message action is used on. */
    collect: z.string().optional(),
    /** Closes the dialog. */
    close: z.boolean().default(false),
    /** What a page in the dialog sends in. */
    sent: z.json().optional(),
    /** Installs the app for themselves. */
    install: z.boolean().default(false),
    /** The channel's name; otherwise it happens in the own chat. */
    channel: z.string().optional(),
    /** The conversation of the thread that is written in. */
    thread: z.string().optional(),
  })
  .refine(
    ({ text, collect, press, sent, close, install }) =>
      text || collect || press !== undefined || sent !== undefined || close || install,
  )
export type Act = z.input<typeof act>

export type TeamsSeats = {
  router: Router
  /** Does it. Throws `NotThereError` for what can't be done. */
  act(wanted: Act): Promise<Done>
}

export function createTeamsSeats(floor: Floor): TeamsSeats {
  const perform = async (wanted: Act): Promise<Done> => {
    const { as, text, press: named, fields, at, collect: on, close, channel, thread, ...asked } = act.parse(wanted)
    const doing = doingOf(floor, as, channel, thread)
    if (close) {
      floor.dialogs.delete(doing.person.aadObjectId)
      return { status: 200, said: null }
    }
    if (asked.install) return install(floor, doing)
    if (asked.sent !== undefined) return sendIn(floor, doing, asked.sent)
    if (on !== undefined) return collect(floor, doing, on)
    if (named !== undefined) return press(floor, doing, { named, fields, at })
    return write(floor, doing, text ?? '')
  }
  const router = express.Router()
  router.post('/demo/teams', express.json({ limit: '100kb' }), async (request, response) => {
    try {
      response.json(await perform(request.body))
    } catch (error) {
      const isTheirs = error instanceof NotThereError || error instanceof z.ZodError
      if (!isTheirs) throw error
      const said = error instanceof NotThereError ? error.message : 'give "as", and "text", "press" or "close": true'
      response.status(400).json({ error: said })
    }
  })
  return { router, act: perform }
}

function doingOf({ serviceUrl }: Floor, as: string, channel?: string, thread?: string) {
  const staff = Object.values(people)
  const person = staff.find(({ name }) => name === as)
  if (!person) throw new NotThereError(`"as" must be one of: ${staff.map(({ name }) => name).join(', ')}`)
  if (channel !== undefined && channel !== teamsChannel.name) {
    throw new NotThereError(`"channel" must be ${teamsChannel.name}, or be left out`)
  }
  const conversation = channel === undefined ? ownChat(person.aadObjectId) : (thread ?? teamsChannel.id)
  return { person, conversation, serviceUrl }
}
