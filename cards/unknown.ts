/** The answer to what the bot does not understand, or to a reference it does not find: the nearest there is, or else the list of commands. */
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { commandList } from './parts/command-list.ts'
import { type Offer, offered } from './parts/offer.ts'
import { beginning } from './parts/typed.ts'

/** `ref` of a suggestion: the reference of the case its offer opens, null for a command. */
export type UnknownArgs = {
  said: string
  what: 'command' | 'reference'
  suggestions: { offer: Offer; ref: string | null }[]
}

export function unknown({ said, what, suggestions }: UnknownArgs, say: Say): Card {
  const offers = suggestions.map(({ offer }) => offer)
  const help: Offer[] = offers.length > 0 && !offers.some(({ action }) => action === 'show.help') ? [showHelp] : []
  const report: Offer[] = offers.some(({ action }) => action === showReportHelp.action) ? [] : [showReportHelp]
  const mine: Offer[] = what === 'reference' ? [showMine] : []
  const { rows, buttons } = offered([...offers, ...mine, ...help, ...report], say)
  const labelled = buttons.map((one, index) => {
    const ref = suggestions[index]?.ref ?? null
    return ref === null ? one : { ...one, label: say('unknown.open', { ref }) }
  })
  return {
    name: 'unknown',
    lang: say.lang,
    title: say(`unknown.title.${what}`),
    summary: say('unknown.summary'),
    blocks: [
      { kind: 'words', label: say('unknown.said'), words: beginning(said, saidLength) },
      ...discreet([{ kind: 'text', text: say(`unknown.${what}`) }]),
      ...discreet(
        suggestions.length > 0
          ? [{ kind: 'text', text: say('unknown.nearest') } as const]
          : [{ kind: 'heading', text: say('command.heading') } as const, commandList(say)],
      ),
      ...discreet(rows),
    ],
    buttons: labelled,
  }
}

const showMine: Offer = { kind: 'press', action: 'show.mine', data: {} }
const showHelp: Offer = { kind: 'press', action: 'show.help', data: {} }
/** Whoever is afraid for a child may not know what to write. */
const showReportHelp: Offer = { kind: 'press', action: 'show.report-help', data: {} }

/** Enough to recognise what one wrote. */
const saidLength = 200
