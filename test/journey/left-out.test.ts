/** A refused service left out of a proposal, in both channels. */
import { describe } from 'vitest'
import { startSlackTown } from '../support/slack-town.ts'
import { startTeamsTown } from '../support/teams-town.ts'
import { tellLeftOut } from './told-left-out.ts'

describe('in Teams', () => {
  tellLeftOut(async () => {
    const town = await startTeamsTown()
    return { ...town, said: town.stood, settle: async () => void (await town.advance('PT1S')) }
  })
})

const speaking = ['chat.postMessage', 'chat.postEphemeral', 'chat.update', 'response']

describe('in Slack', () => {
  tellLeftOut(async () => {
    const town = await startSlackTown({ content: 'dialog' })
    const said = () =>
      JSON.stringify(town.api.received.filter(({ method }) => speaking.includes(method)).map(({ args }) => args))
    return { ...town, ...town.seats, said }
  })
})
