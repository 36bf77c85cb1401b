/** The main story in Slack, where there is no other channel. */
import { describe, expect, test } from 'vitest'
import { check, type Drawable } from '../../src/slack/limits.ts'
import { isObject } from '../support/rendered-card.ts'
import type { Received } from '../support/slack-api.ts'
import { type SlackTown, startSlackTown } from '../support/slack-town.ts'
import { type Stage, tellStory } from './told-story.ts'

let town: SlackTown

tellStory(async () => {
  town = await startSlackTown()
  await town.inviteTo(town.channel)
  return { ...town, ...town.seats, channel: channelIn(town) }
})

describe('Slack', () => {
  test('was sent nothing that it would refuse', () => {
    const answered = town.sights.answered.map((view) => ({ args: { view } }))
    const drawn = [...town.api.received, ...answered].flatMap(drawnIn)
    expect(drawn.length).toBeGreaterThan(100)
    expect([...new Set(drawn.flatMap(check))]).toEqual([])
  })

  test('was told nothing about the child in what phones and screen readers say', () => {
    // Slack's notifications of a new message show its blocks.
    const posted = town.api.received.filter(({ method }) => method === 'chat.postMessage')
    const notices = [
      ...town.api.received.map(({ args }) => String(args.text ?? '')),
      ...posted.map(({ args }) => JSON.stringify(args.blocks ?? [])),
    ]
    expect(posted.length).toBeGreaterThan(50)
    expect(notices.filter((text) => /Gutt|alene|\bRinge|lek|venner|lærin|PPT/i.test(text))).toEqual([])
  })
})

/** What Slack checks before it takes a request: a view, or a message that is more than its text. */
function drawnIn({ args }: Pick<Received, 'args'>): Drawable[] {
  const { view, blocks, text } = args
  const drawn = isObject(view) ? view : { text: String(text), blocks }
  return isDrawable(drawn) ? [drawn] : []
}

function isDrawable(drawn: object): drawn is Drawable {
  return 'blocks' in drawn && Array.isArray(drawn.blocks)
}

function channelIn({ seats, channel, sights }: SlackTown): Stage['channel'] {
  const seen = seats.ingrid.channel(channel)
  const everybodys = () =>
    sights.standing(channel, '').map(({ id, thread, ts }) => ({ sight: seen.at(id), root: thread ?? ts }))
  return {
    say: async (text) => void (await seen.write(text)),
    sees: seen.sees,
    all: () => everybodys().map(({ sight }) => sight),
    threads: (ref) =>
      new Set(everybodys().flatMap(({ sight, root }) => (sight.text.includes(`Sak ${ref}`) ? [root] : []))).size,
    async openedBy(who, ref) {
      const root = await seats[who].channel(channel).sees(`Sak ${ref}`, 'Stafettholder')
      return (await root.press('Vis saken')).text
    },
  }
}
