/** Nynorsk and English in Slack: messages, modals and their feet, and what a notification says. */
import { blockKit } from '../support/rendered-blocks.ts'
import { isObject, type RenderedCard } from '../support/rendered-card.ts'
import type { Received } from '../support/slack-api.ts'
import { type SlackTown, startSlackTown } from '../support/slack-town.ts'
import { tellInEveryLanguage } from './told-languages.ts'

tellInEveryLanguage(async () => {
  const town = await startSlackTown()
  return {
    ...town,
    ...town.seats,
    listen() {
      const [requests, answers] = [town.api.received.length, town.sights.answered.length]
      return () => {
        const sent = town.api.received.slice(requests).filter((entry) => isTheirs(town, entry))
        return [...sent.map(({ args }) => args), ...town.sights.answered.slice(answers)].map(read)
      }
    },
  }
})

/** What is sent to others is in the language of those. */
function isTheirs({ seats: { ingrid, terje } }: SlackTown, { method, args }: Received): boolean {
  const theirs = [ingrid.direct, terje.direct].includes(String(args.channel))
  return method.startsWith('views.') || method === 'response' || (method.startsWith('chat.') && theirs)
}

function read(said: RenderedCard): string {
  const card = isObject(said.view) ? said.view : said
  const foot = blockKit.buttons(card).map(({ title }) => title)
  return [blockKit.says(card), ...foot, said.text].filter((text) => typeof text === 'string' && text !== '').join('\n')
}
