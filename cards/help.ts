/** Help and first steps, and the greeting of somebody the directory does not know. Shows no case. */
import type { Say } from '../src/wording/index.ts'
import { type Card, languages } from './card.ts'
import { discreet } from './parts/chat.ts'
import { commandList } from './parts/command-list.ts'
import { button, type Offer } from './parts/offer.ts'

export type HelpArgs =
  /** `name` is null where it is said to everybody in a place. */
  | { known: true; name: string | null; notice: string | null }
  /** What the administrator needs to add the person to the directory, in the order the channel tells it. */
  | { known: false; ids: { what: 'account' | 'organisation'; value: string }[] }

export function help(args: HelpArgs, say: Say): Card {
  return args.known ? greeting(args, say) : stranger(args, say)
}

function greeting({ name, notice }: Extract<HelpArgs, { known: true }>, say: Say): Card {
  const others = name === null ? [] : languages.filter((lang) => lang !== say.lang)
  const offers: Offer[] = [
    { kind: 'open', action: 'concern.register', data: {}, style: 'primary' },
    { kind: 'press', action: 'show.mine', data: {} },
    { kind: 'press', action: 'show.report-help', data: {} },
  ]
  const change = (lang: string): Offer => ({ kind: 'press', action: 'set.lang', data: { lang } })
  return {
    name: 'help',
    lang: say.lang,
    summary: say('help.summary'),
    title: name === null ? say('help.title.all') : say('help.title', { name }),
    blocks: discreet([
      ...(notice ? [{ kind: 'notice', text: notice, tone: 'good' } as const] : []),
      { kind: 'text', text: say('help.what') },
      { kind: 'list', items: [{ text: say('help.log') }, { text: say('help.remind') }, { text: say('help.decide') }] },
      { kind: 'heading', text: say('help.first') },
      { kind: 'text', text: say('help.first.text') },
      { kind: 'heading', text: say('command.heading') },
      commandList(say),
      { kind: 'text', text: say('help.private'), subtle: true },
      ...others.map((lang) => ({ kind: 'row', text: say('help.lang'), button: button(change(lang), say) }) as const),
    ]),
    buttons: offers.map((offer) => button(offer, say)),
  }
}

function stranger({ ids }: Extract<HelpArgs, { known: false }>, say: Say): Card {
  const facts = ids.map(({ what, value }) => ({ label: say(`stranger.${what}`), value, typed: true }))
  return {
    name: 'help',
    lang: say.lang,
    title: say('stranger.title'),
    summary: say('help.summary'),
    blocks: discreet([
      { kind: 'text', text: say('stranger.text') },
      { kind: 'text', text: say('stranger.pair') },
      { kind: 'text', text: say('stranger.send') },
      { kind: 'facts', facts },
      { kind: 'text', text: say('stranger.after'), subtle: true },
    ]),
    buttons: [button({ kind: 'press', action: 'show.report-help', data: {} }, say)],
  }
}
