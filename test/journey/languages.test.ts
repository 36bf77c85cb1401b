/** Nynorsk and English in Teams: what is shown, and that every card says which language it is in. */
import { expect } from 'vitest'
import { textOf } from '../support/chat.ts'
import { startFjordvik } from '../support/fjordvik.ts'
import type { PlaygroundClient } from '../support/playground-client.ts'
import { isObject, type RenderedCard } from '../support/rendered-card.ts'
import { tellInEveryLanguage } from './told-languages.ts'

tellInEveryLanguage(async () => {
  const f = await startFjordvik()
  return {
    ...f,
    listen(lang) {
      const seen = [f.teacher, f.head].map((client) => ({ client, from: client.exchanges().length }))
      return () => {
        const cards = seen.flatMap(({ client, from }) => cardsSince(client, from))
        expect(cards.filter((card) => card.lang !== lang)).toEqual([])
        return cards.map(textOf)
      }
    },
  }
})

/** Every card that the one who sits there was shown. */
function cardsSince(client: PlaygroundClient, from: number): RenderedCard[] {
  return client
    .exchanges()
    .slice(from)
    .filter(({ to, request }) => to === 'bot' || isFor(client.conversations.personal, request))
    .flatMap(({ request, response }) => [...cardsIn(request), ...cardsIn(response)])
}

function isFor(conversation: string, request: unknown): boolean {
  return isObject(request) && isObject(request.conversation) && request.conversation.id === conversation
}

function cardsIn(part: unknown): RenderedCard[] {
  if (Array.isArray(part)) return part.flatMap(cardsIn)
  if (!isObject(part)) return []
  return part.type === 'AdaptiveCard' ? [part] : Object.values(part).flatMap(cardsIn)
}
