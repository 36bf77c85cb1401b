/** Who and where: the people, the bot and the chats of one running Playground, as it tells them itself. */
import { z } from 'zod'

export type Account = { id: string; aadObjectId: string; name: string }

export type Tenant = {
  id: string
  /** The one who sits there. */
  me: Account
  bot: { id: string; name: string }
  conversations: { personal: string; group: string; general: string; channel: string }
  /** By Entra object id; the one who sits there where none is given. Throws for a stranger. */
  account(aadObjectId?: string): Account
  /** What an activity in this conversation says about its team and channel. */
  channelData(conversation: string): { [key: string]: unknown }
}

const account = z.object({ id: z.string(), aadObjectId: z.string(), name: z.string() })
const place = z.object({ id: z.string() })
const answer = z.object({
  config: z.object({
    tenantId: z.string(),
    bot: z.object({ id: z.string(), name: z.string() }),
    currentUser: account,
    users: z.array(account),
    personalChat: place,
    groupChats: z.tuple([place]),
    teams: z.tuple([z.object({ id: z.string(), channels: z.array(place) })]),
  }),
})

export async function readTenant(url: string): Promise<Tenant> {
  const response = await fetch(`${url}/_internal/v1/testConfig`)
  const { config } = answer.parse(await response.json())
  const { tenantId, bot, currentUser: me, personalChat } = config
  const people = [me, ...config.users]
  const [group] = config.groupChats
  const [team] = config.teams
  const other = team.channels.find(({ id }) => id !== team.id)?.id ?? team.id
  return {
    id: tenantId,
    me,
    bot,
    conversations: { personal: personalChat.id, group: group.id, general: team.id, channel: other },
    account(aadObjectId = me.aadObjectId) {
      const found = people.find((person) => person.aadObjectId === aadObjectId)
      if (found === undefined) throw new Error(`nobody in this Playground has the object id ${aadObjectId}`)
      return found
    },
    channelData(conversation) {
      const channel = team.channels.find(({ id }) => conversation === id || conversation.startsWith(`${id};`))
      const where = channel === undefined ? {} : { team: { id: team.id }, channel: { id: channel.id } }
      return { tenant: { id: tenantId }, ...where }
    },
  }
}
