/** The verbs of the channel: which conversation a card goes to, and what is known about it afterwards. */
import type { Attachment, TeamsChannelData } from 'botbuilder'
import type { ChatCard } from '../../cards/card.ts'
import {
  type Account,
  type Channel,
  ChannelError,
  type Destination,
  type MessageRef,
  type PhrasesIn,
  type Place,
} from '../ports.ts'
import { type Address, channelOf, place as placeAt, readAddress, threadId } from './address.ts'
import type { Connector, NewConversation, SentActivity } from './connector.ts'
import { type ChatSurface, render } from './render.ts'

/** `tell` is for answers: a sentence, in the conversation somebody spoke in. Teams has no place for the id of a sending. */
export type Verbs = Pick<Channel, 'update'> & {
  post(place: Place, card: ChatCard): Promise<MessageRef>
  direct(account: Account, near: Place | null, card: ChatCard): Promise<MessageRef>
  tell(place: Place, text: string): Promise<void>
  isBack(to: Destination): Promise<boolean>
}

export function verbs(connector: Connector, phrases: PhrasesIn): Verbs {
  /** The card alone: with text beside it Teams makes two messages and gives no id. `summary` is what a notification says. */
  const cardActivity = (address: Address, card: ChatCard, surface: ChatSurface): SentActivity => {
    const attachments: Attachment[] = [{ contentType: cardType, content: render(card, surface, phrases(card.lang)) }]
    return { ...message(address), summary: card.summary, attachments }
  }
  return {
    async post(place, card) {
      const address = readAddress(place)
      const activity = cardActivity(address, card, surfaceOf(place))
      return place.kind === 'channel'
        ? beginThread(connector, place, address, activity)
        : sendTo(connector, place, address, activity)
    },
    async update({ place, message }, card) {
      const address = readAddress(place)
      const activity = { ...cardActivity(address, card, surfaceOf(place)), id: message }
      await connector.update(address.serviceUrl, address.conversation, message, activity)
    },
    async direct(account, near, card) {
      const place = await personalPlace(connector, account, near)
      const address = readAddress(place)
      return sendTo(connector, place, address, cardActivity(address, card, 'personal'))
    },
    async tell(place, text) {
      const address = readAddress(place)
      await connector.send(address.serviceUrl, address.conversation, { ...message(address), text, textFormat: 'plain' })
    },
    async isBack(to) {
      const place = 'place' in to ? to.place : to.near
      // Without a place nothing is sent either.
      if (place === null) return true
      const { serviceUrl, conversation, bot } = readAddress(place)
      return connector.answers(serviceUrl, conversation, bot)
    },
  }
}

/** How a card is drawn where it is sent to. */
export function surfaceOf(place: Place): ChatSurface {
  return place.kind === 'personal' ? 'personal' : 'shared'
}

export const cardType = 'application/vnd.microsoft.card.adaptive'

function message({ conversation, bot }: Address): SentActivity {
  return { type: 'message', from: { id: bot }, conversation: { id: conversation } }
}

async function sendTo(
  connector: Connector,
  place: Place,
  address: Address,
  activity: SentActivity,
): Promise<MessageRef> {
  return { place, message: await connector.send(address.serviceUrl, address.conversation, activity) }
}

async function beginThread(connector: Connector, place: Place, address: Address, activity: SentActivity) {
  const { serviceUrl, conversation, bot } = address
  const channel = channelOf(conversation)
  const channelData: TeamsChannelData = { channel: { id: channel }, tenant: { id: place.tenant } }
  const parameters: NewConversation = { isGroup: true, bot: { id: bot }, tenantId: place.tenant, channelData, activity }
  const begun = await connector.create(serviceUrl, parameters)
  if (begun.message === null) throw new ChannelError('ambiguous')
  const begunIn = begun.conversation === channel ? threadId(channel, begun.message) : begun.conversation
  const thread = placeAt('thread', place.tenant, { serviceUrl, conversation: begunIn, bot })
  return { place: thread, message: begun.message }
}

/** The person's own chat with the bot; `near` may be somebody else's, which must never get this person's cards. */
async function personalPlace(connector: Connector, account: Account, near: Place | null): Promise<Place> {
  if (near === null || near.tenant !== account.tenant) throw new ChannelError('forbidden')
  const { serviceUrl, bot, user } = readAddress(near)
  if (near.kind === 'personal' && user === account.user) return near
  const channelData: TeamsChannelData = { tenant: { id: account.tenant } }
  const parameters: NewConversation = {
    isGroup: false,
    bot: { id: bot },
    members: [{ id: account.user }],
    tenantId: account.tenant,
    channelData,
  }
  const { conversation } = await connector.create(serviceUrl, parameters).catch(nothingSeen)
  return placeAt('personal', account.tenant, { serviceUrl, conversation, bot, user: account.user })
}

/** Opening a chat shows nobody anything and may be repeated, so here "perhaps" is as good as "not". */
function nothingSeen(error: unknown): never {
  if (error instanceof ChannelError && error.kind === 'ambiguous') throw new ChannelError('unreachable', null, error)
  throw error
}
