/** A person's own page in a channel: what waits for them, their cases, and the ways on. References and neutral words, no content. */
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { fits, type Listed, minePage } from './parts/mine-page.ts'
import { type Offer, offered } from './parts/offer.ts'
import { between } from './parts/setting-fields.ts'

/** `posts` are whom the bot takes them for; `hours` are the person's own, or else the municipality's. */
export type HomeArgs = {
  listed: Listed
  posts: string[]
  hours: { from: string; to: string; own: boolean }
  offers: Offer[]
}

export function home({ listed, posts, hours, offers }: HomeArgs, say: Say): Card {
  const more: Offer[] = fits(listed) ? [] : [{ kind: 'press', action: 'show.mine', data: {} }]
  const { rows, buttons } = offered([...offers, ...more], say)
  const { from, to } = between(hours, say)
  const language = say(`language.${say.lang}`)
  return {
    name: 'home',
    lang: say.lang,
    title: say('home.title'),
    summary: say('home.title'),
    blocks: discreet([
      ...minePage({ listed, page: null, about: new Map() }, say),
      { kind: 'text', text: say('home.posts', { posts: say.list(posts) }), subtle: true },
      { kind: 'text', text: say(hours.own ? 'home.own' : 'home.usual', { language, from, to }), subtle: true },
      ...rows,
    ]),
    buttons,
  }
}
