/**
 * A channel of lines: people write and press in a terminal they share, and every card is printed there. It shows that a
 * channel is one folder of its own, and one line where the channels are put together.
 *
 *     kari: ny                          in her own chat
 *     kari #trinn: sak FJ-7             in a channel; `#trinn/3` is the thread that began with message 3, `+team` a group
 *     kari #trinn/3 > 3.1 {"note":"…"}  presses the first button of message 3, with what stands in its fields
 *
 * What only one person sees is printed with their name before it.
 */
import { type Block, type Button, type Card, cellText, webAddress } from '../../cards/card.ts'
import { buttonsIn } from '../../cards/parts/block-buttons.ts'
import { type Account, type Answer, type Channel, ChannelError, type Handle, type Place } from '../../src/ports.ts'

/** `read` takes one line that somebody has typed, and resolves when what answers it is printed. */
export type Console = { channel: Channel; read(line: string): Promise<void> }

const name = 'console'
const tenant = 'terminal'
const line = /^(?<user>\w+)(?: (?<place>[#+]\S+))?(?: > (?<message>\d+)\.(?<number>\d+)(?<fields> .*)?|: (?<text>.*))$/s

/** `print` throws when nobody reads any more; `report` hears of faults, in codes. */
export function createConsole(print: (text: string) => void, report: (event: string, code: string) => void): Console {
  let handle: Handle | null = null
  let lines = 0
  const cards: Card[] = []

  const say = (to: string, text: string): void => {
    try {
      print(`[${to}] ${text}`)
    } catch (cause) {
      throw new ChannelError('unreachable', null, cause)
    }
  }
  const show = (to: string, card: Card, number = cards.length + 1): string => {
    say(to, `${number}${number <= cards.length ? ' changed' : ''} ${card.summary}\n${draw(card)}`)
    cards[number - 1] = card
    return String(number)
  }
  /** To the person alone: in their chat, or beside what they pressed. */
  const answerWith = (to: string, answer: Answer, pressed: number | undefined): void => {
    if (answer.kind === 'message') say(to, safe(answer.text))
    if (answer.kind !== 'message' && answer.kind !== 'none') show(to, answer.card, pressed)
    if (answer.kind === 'file') say(to, `file ${safe(answer.file.name)}: ${answer.file.bytes.length} bytes`)
  }
  const request = (user: string, place: Place) => {
    const account = { channel: name, tenant, user }
    return { delivery: String(++lines), account, place, from: 'place' as const, personal: place.kind === 'personal' }
  }

  async function read(typed: string): Promise<void> {
    const { user, place: key, message, number, fields, text } = line.exec(typed)?.groups ?? {}
    if (handle === null || user === undefined) return
    const base = request(user, placeOf(key ?? user))
    const { key: to, kind } = base.place
    try {
      if (text !== undefined) {
        const answer = await handle({ ...base, kind: 'write', text })
        answerWith(to, answer, undefined)
        if ('stands' in answer) await answer.stands?.({ place: base.place, message: String(cards.length) })
        return
      }
      const button = buttonsOf(cards[Number(message) - 1])[Number(number) - 1]
      if (button === undefined) return say(user, '?')
      const filled = { ...standingIn(cards[Number(message) - 1]), ...JSON.parse(fields ?? '{}') }
      const personal = base.personal || button.kind === 'open'
      const pressed = { ...base, personal, kind: button.kind, action: button.action, data: button.data, fields: filled }
      const answer = await handle(pressed)
      const inPlace = kind === 'personal' && button.kind === 'press' && answer.kind === 'card'
      answerWith(kind === 'personal' ? to : `${to} for ${user}`, answer, inPlace ? Number(message) : undefined)
    } catch (error) {
      report('request-failed', error instanceof Error ? error.name : 'unknown')
    }
  }

  const channel: Channel = {
    name,
    title: 'Terminal',
    idsOf: ({ user }) => [{ what: 'account', value: user }],
    async post(place, card) {
      const to = place.kind === 'channel' ? placeOf(`${channelOf(place)}/${cards.length + 1}`) : place
      return { place: to, message: show(to.key, card) }
    },
    async update({ place, message }, card) {
      show(place.key, card, Number(message))
    },
    async direct(account: Account, _near, card) {
      if (account.tenant !== tenant) throw new ChannelError('forbidden')
      return { place: placeOf(account.user), message: show(account.user, card) }
    },
    channelOf,
    async start(to) {
      handle = to
    },
    async stop() {
      handle = null
    },
  }
  return { channel, read }
}

function placeOf(key: string): Place {
  const kind = key.startsWith('+')
    ? 'group'
    : key.includes('/')
      ? 'thread'
      : key.startsWith('#')
        ? 'channel'
        : 'personal'
  return { channel: name, tenant, kind, key, address: key }
}

function channelOf({ address }: Place): string {
  return address.split('/')[0] ?? address
}

function buttonsOf(card: Card | undefined): Button[] {
  const inRows = card?.blocks.flatMap(buttonsIn) ?? []
  return [...inRows, ...(card?.buttons ?? [])]
}

/** What stands in the fields, as text. */
function standingIn(card: Card | undefined): Record<string, string> {
  return Object.fromEntries(
    card?.blocks.flatMap((one) => ('id' in one ? [[one.id, String(one.value ?? '')]] : [])) ?? [],
  )
}

/** `|` before what is said, `?` before a field and what stands in it, a number before a button. */
function draw(card: Card): string {
  const said = [card.title, ...card.blocks.flatMap(textsOf)].flatMap((text) => safe(text).split('\n'))
  const fields = Object.entries(standingIn(card)).map(([id, value]) => `? ${id}: ${safe(value)}`)
  const buttons = buttonsOf(card).map(({ label }, index) => `${index + 1}. ${safe(label)}`)
  return [...said.map((text) => `| ${text}`), ...fields, ...buttons].join('\n')
}

function textsOf(block: Block): string[] {
  switch (block.kind) {
    case 'divider':
      return []
    case 'words':
      return [...(block.label ? [block.label] : []), block.words]
    case 'facts':
      return block.facts.map(({ label, value }) => `${label}: ${value}`)
    case 'list':
      return block.items.map(({ text, subtle = '' }) => `${text} ${subtle}`)
    case 'link':
      return [block.text, webAddress(block.to) ?? '']
    case 'paragraphs':
      return block.parts.flatMap((part) => (part.kind === 'list' ? part.items : [part.text]))
    case 'table':
      if (block.rows.length === 0) return [block.empty]
      return [block.header, ...block.rows].map((row) => row.map(cellText).join(' | '))
    case 'ways':
      return [block.label]
    case 'chart':
      return [block.title, ...block.bars.map(({ label, told }) => `${label}: ${told}`)]
    default:
      return 'text' in block ? [block.text] : [block.label, ...(block.error ? [block.error] : [])]
  }
}

/** Without what would move the cursor or change the colours of a terminal. */
function safe(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, '')
}
