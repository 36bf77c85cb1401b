/** Withdrawal in both channels, where content is in dialogs alone and where it may stand in people's own chats. */
import { describe } from 'vitest'
import { startFjordvik } from '../support/fjordvik.ts'
import { isObject } from '../support/rendered-card.ts'
import { type SlackTown, startSlackTown } from '../support/slack-town.ts'
import { startTeamsTown } from '../support/teams-town.ts'
import { type Content, type Stage, tellWithdrawal } from './told-withdrawal.ts'

describe('in Teams, with dialogs alone', () => {
  tellWithdrawal('dialog', async () => {
    const town = await startTeamsTown()
    return { ...town, posted: town.stood, changed: town.stood, settle: async () => void (await town.advance('PT1S')) }
  })
})

describe("in Teams, in people's own chats", () => {
  tellWithdrawal('chat', async () => {
    const town = await startFjordvik()
    // Both Playgrounds have the bot's messages: it writes to the others through the teacher's.
    const sent = (isChange: boolean) => () => {
      const requests = [town.teacher, town.head].flatMap((client) =>
        client.exchanges().flatMap(({ to, request }) => (to === 'playground' ? [request] : [])),
      )
      return JSON.stringify(requests.filter((one) => isChange === (isObject(one) && typeof one.id === 'string')))
    }
    return { ...town, posted: sent(false), changed: sent(true) }
  })
})

describe('in Slack, with modals alone', () => {
  tellWithdrawal('dialog', () => slackStage('dialog'))
})

describe("in Slack, in people's own chats", () => {
  tellWithdrawal('chat', () => slackStage('chat'))
})

async function slackStage(content: Content): Promise<Stage> {
  const town = await startSlackTown({ content })
  return { ...town, ...town.seats, posted: sent(town, posting), changed: sent(town, changing) }
}

const posting = ['chat.postMessage', 'chat.postEphemeral']
const changing = ['chat.update', 'response']

function sent({ api }: SlackTown, methods: string[]): () => string {
  return () => JSON.stringify(api.received.filter(({ method }) => methods.includes(method)).map(({ args }) => args))
}
