/**
 * One person at their seat in the demonstration's Teams: writes, presses, fills in, and sends in dialogs. Sees what stands
 * there; knows nothing about how the bot works.
 */
import { isDeepStrictEqual } from 'node:util'
import type { DemoTeams } from '../../src/demo/teams.ts'
import { type Message, ownChat, teamsChannel } from '../../src/demo/teams-connector.ts'
import { type Chat, type Door, openChat, type Pressed, type Sight } from './chat.ts'
import { watch } from './playground-stream.ts'
import { adaptive, buttons, isObject, says } from './rendered-card.ts'

/** Their own chat with the bot; the channel as they see it, where what they write begins a thread; and what they have open. */
export type TeamsSeat = Chat & {
  channel: Chat
  /** The dialog before them, if one is open. */
  dialog(): Sight | null
  close(): Promise<void>
  /** Uses the message action on the newest message of the channel that says this, and sees the dialog. */
  collect(text: string): Promise<Sight>
}

export type Person = { name: string; aadObjectId: string }

/** The id of whatever dialog is open. */
const open = 'dialog'

export function teamsSeat(teams: DemoTeams, person: Person): TeamsSeat {
  const { connector } = teams
  const { changed, until } = watch(() => connector.sent.map((one) => JSON.stringify(one).slice(0, 1500)).join('\n'))
  connector.onChange(changed)
  const close = async () => void (await teams.act({ as: person.name, close: true }))
  const doorTo = (conversation: string): Door => {
    const where = conversation === teamsChannel.id ? { channel: teamsChannel.name } : {}
    return {
      standing: () => connector.messages(conversation).flatMap((message) => standing(message, person)),
      beside: (id) => (id === open ? dialogOf(teams, person) : undefined),
      async write(text) {
        const { status } = await teams.act({ as: person.name, text, ...where })
        if (status !== 200) throw new Error(`the bot answered ${status}`)
      },
      async press(pressed) {
        if (pressed.message !== open) await close()
        const whole =
          pressed.message === open ? dialogOf(teams, person)?.card : seen(connector.message(pressed.message), person)
        const at = pressed.message === open ? {} : { at: pressed.message }
        const press = numberOf(whole, pressed)
        const { status, said } = await teams.act({ as: person.name, press, fields: pressed.fields, ...at, ...where })
        if (teams.dialogs.get(person.aadObjectId)?.card)
          return { ...shown(dialogOf(teams, person)?.card), at: open, status }
        if (said !== null || pressed.message === open) return { status, card: null, message: said }
        return { ...shown(seen(connector.message(pressed.message), person)), status }
      },
      until,
    }
  }
  const own = openChat(doorTo(ownChat(person.aadObjectId)))
  const channel = openChat(doorTo(teamsChannel.id))
  return {
    ...{ ...own, channel, close },
    dialog: () => (dialogOf(teams, person) ? own.at(open) : null),
    async collect(text) {
      const message = connector.messages(teamsChannel.id).findLast((one) => one.text.includes(text))
      if (!message) throw new Error(`nothing in the channel says "${text}"`)
      await teams.act({ as: person.name, collect: message.id, channel: teamsChannel.name })
      return own.at(open)
    },
  }
}

function standing(message: Message, person: Person) {
  const card = seen(message, person)
  return card ? [{ id: message.id, card, updates: message.updates }] : []
}

function seen(message: Message | undefined, { aadObjectId }: Person) {
  if (!message) return undefined
  const card = message.only.get(aadObjectId) ?? message.card
  return card ?? (message.from === 'Stafett' ? adaptive.sentence(message.text) : undefined)
}

function dialogOf({ dialogs }: DemoTeams, { aadObjectId }: Person) {
  const dialog = dialogs.get(aadObjectId)
  if (!dialog) return undefined
  const card = dialog.card ?? adaptive.sentence(dialog.text)
  // The title stands above the card.
  return { id: open, card: { title: dialog.title, ...card }, updates: 0 }
}

/** Which of all buttons of the whole card that is: the pressed part may be a row of it. */
function numberOf(whole: unknown, { title, data }: Pressed): number {
  const all = isObject(whole) ? buttons(whole) : []
  const found = all.findIndex((one) => one.title === title && isDeepStrictEqual(one.data, data))
  if (found < 0) throw new Error(`no button "${title}" stands there now: ${isObject(whole) ? says(whole) : 'nothing'}`)
  return found
}

function shown(card: ReturnType<typeof seen>) {
  return { card: card ?? null, message: null }
}
