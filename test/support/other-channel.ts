/** A second channel beside the town's own, in which nobody of the directory is known before they are made so. */
import type { Account, Answer, Place } from '../../src/ports.ts'
import { createFakeChannel, type FakeChannel, personalPlace } from './fake-channel.ts'
import type { Name, Texts, Town } from './town.ts'

type How = { shared?: boolean; place?: Place }

export type OtherChannel = FakeChannel & {
  account(user: string): Account
  /** The channel in it in which people write. */
  shared: Place
  /** Makes an account one of somebody's own, as if they had linked it: of the same name, unless said otherwise. */
  belongsTo(name: Name, user?: string): Promise<void>
  say(user: string, text: string, how?: How): Promise<Answer>
  press(user: string, action: string, data?: Texts, fields?: Texts, how?: How): Promise<Answer>
}

/** `canTell`: whether it can be asked if a message arrived. */
export function addOtherChannel(town: Town, { canTell = false } = {}): OtherChannel {
  const channel = createFakeChannel('other', { canTell })
  town.app.channels.set(channel.name, channel)
  const account = (user: string): Account => ({ channel: channel.name, tenant: 'T1', user })
  const shared: Place = { channel: channel.name, tenant: 'T1', kind: 'channel', key: 'T1/C1', address: 'c1' }
  const around = (user: string, how: How) => {
    const place = how.place ?? (how.shared ? shared : personalPlace(account(user)))
    return {
      ...{ delivery: town.app.ids.next('delivery'), account: account(user) },
      ...{ place, from: 'place' as const, personal: place.kind === 'personal' },
    }
  }
  return Object.assign(channel, {
    ...{ account, shared },
    belongsTo: (name: Name, user: string = name) =>
      town.read(async (tx) => {
        if (!(await tx.people.pair(town.id(name), account(user)))) throw new Error(`${user} is somebody else's`)
      }),
    say: (user: string, text: string, how: How = {}) => town.ask({ ...around(user, how), kind: 'write', text }),
    press: (user: string, action: string, data: Texts = {}, fields: Texts = {}, how: How = {}) =>
      town.ask({ ...around(user, how), kind: 'press', action, data, fields }),
  })
}
