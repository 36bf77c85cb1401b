/** A second channel beside the town's own, in which nobody of the directory is known yet. */
import type { Account, Answer } from '../../src/ports.ts'
import { createFakeChannel, type FakeChannel, personalPlace } from './fake-channel.ts'
import type { Texts, Town } from './town.ts'

export type OtherChannel = FakeChannel & {
  account(user: string): Account
  say(user: string, text: string, how?: { shared?: boolean }): Promise<Answer>
  press(user: string, action: string, data?: Texts, fields?: Texts): Promise<Answer>
}

export function addOtherChannel(town: Town): OtherChannel {
  const channel = createFakeChannel('other')
  town.app.channels.set(channel.name, channel)
  const account = (user: string): Account => ({ channel: channel.name, tenant: 'T1', user })
  const around = (user: string, shared = false) => ({
    ...{ delivery: town.app.ids.next('delivery'), account: account(user), personal: !shared },
    place: shared
      ? { channel: channel.name, tenant: 'T1', kind: 'channel' as const, key: 'T1/C1', address: 'c1' }
      : personalPlace(account(user)),
  })
  return Object.assign(channel, {
    account,
    say: (user: string, text: string, { shared = false } = {}) =>
      town.ask({ ...around(user, shared), kind: 'say', text }),
    press: (user: string, action: string, data: Texts = {}, fields: Texts = {}) =>
      town.ask({ ...around(user), kind: 'press', action, data, fields }),
  })
}
