/** The main story in Teams. */
import { people } from '../../src/demo/seats.ts'
import { type Sight, textOf } from '../support/chat.ts'
import { channelChat, type Fjordvik, inChannel, startFjordvik } from '../support/fjordvik.ts'
import { type Stage, tellStory } from './told-story.ts'

tellStory(async () => {
  const f = await startFjordvik()
  return { ...f, channel: channelIn(f) }
})

function channelIn(f: Fjordvik): Stage['channel'] {
  const { teacher } = f
  const { channel } = teacher.conversations
  const threadsOf = (ref: string) => {
    const cards = teacher
      .messages(channel)
      .filter(({ cards: [first] }) => first && textOf(first).includes(`Sak ${ref}`))
    return [...new Set(cards.map(({ conversation }) => conversation))]
  }
  const objectIds = { ingrid: people.teacher.aadObjectId, mari: people.colleague.aadObjectId }
  return {
    say: async (text) => void (await teacher.say(channel, text)),
    sees: (...words) => inChannel(teacher, ...words),
    all: () => channelChat(teacher).all(),
    threads: (ref) => threadsOf(ref).length,
    async openedBy(who, ref) {
      const data = buttonData(await inChannel(teacher, `Sak ${ref}`, 'Stafettholder'))
      const [conversation = ''] = threadsOf(ref)
      const value = { data, context: { theme: 'default' } }
      return JSON.stringify(
        (await teacher.invoke({ conversation, from: objectIds[who], name: 'task/fetch', value })).body,
      )
    },
  }
}

/** What goes with the button that opens a dialog, as a client sends it. */
function buttonData({ card: { actions } }: Sight): unknown {
  return Array.isArray(actions) ? actions[0].data : null
}
