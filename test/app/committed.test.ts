/** What the log tells as done is done: where a commit fails, or is tried again, nothing is told of what was undone. */
import { expect, test } from 'vitest'
import { createDelivery } from '../../src/app/send/deliver.ts'
import { ChannelError, type Store, VersionConflict } from '../../src/ports.ts'
import { createFakeChannel } from '../support/fake-channel.ts'
import { addOtherChannel } from '../support/other-channel.ts'
import { personToImport } from '../support/people.ts'
import { accountOf, cardOf, createTown, dataOf, monday, textOf } from '../support/town.ts'
import { openLog, propose, worry } from './story.ts'

/** A town whose store commits `good` times more, and from then on throws `error` in place of every commit. */
async function townThatFails() {
  const commits = { good: Number.POSITIVE_INFINITY, error: new Error('disk') }
  const store = (real: Store): Store => ({
    ...real,
    transaction: (work) =>
      real.transaction(async (tx) => {
        const result = await work(tx)
        if (commits.good <= 0) throw commits.error
        commits.good -= 1
        return result
      }),
  })
  const town = await createTown({ store })
  const other = addOtherChannel(town)
  return { town, other, commits, told: () => town.log.splice(0).map(({ event }) => event) }
}

test('a command is told as done once it is saved, and a refused one once that is certain', async () => {
  const { town, commits, told } = await townThatFails()
  const id = await worry(town)
  told()
  commits.good = 0
  await town.press('ingrid', 'concern.talk', { case: id }, { day: 'i dag' })
  await town.press('ingrid', 'concern.talk', { case: id }, { day: '2030-01-01' })
  expect(told()).toEqual(['request.failed', 'request.failed'])
  commits.good = 2
  await town.press('ingrid', 'concern.talk', { case: id }, { day: 'i dag' })
  await town.press('ingrid', 'concern.talk', { case: id }, { day: '2030-01-01' })
  expect(told()).toEqual(['command.done', 'command.refused'])
})

test('of a command that is decided again from the start, only the try that held is told', async () => {
  const { town, commits, told } = await townThatFails()
  const id = await worry(town)
  told()
  Object.assign(commits, { good: 0, error: new VersionConflict('somebody was quicker') })
  await town.press('ingrid', 'concern.talk', { case: id }, { day: 'i dag' })
  expect(told()).toEqual(['request.failed'])
})

test('what is done again from the start, since the file took back all that shared its commit, is told once', async () => {
  const twice: { on: boolean } = { on: false }
  const store = (real: Store): Store => ({
    ...real,
    transaction: (work) => real.transaction((tx) => (twice.on ? work(tx).then(() => work(tx)) : work(tx))),
  })
  const town = await createTown({ store })
  const id = await worry(town)
  twice.on = true
  town.log.splice(0)
  await town.press('ingrid', 'concern.talk', { case: id }, { day: '2030-01-01' })
  expect(town.log.map(({ event }) => event)).toEqual(['command.refused'])
})

test('a message that was found sent is told as sent once that is saved', async () => {
  const { town, commits, told } = await townThatFails()
  const channel = createFakeChannel('test', { canTell: true })
  town.app.channels.set('test', channel)
  const id = await openLog(town)
  await town.run()
  await propose(town, id)
  channel.fail({ kind: 'ambiguous', arrives: true })
  await town.run()
  told()
  const { find } = channel
  // What comes next is the saving of what was found.
  channel.find = async (...asked) => {
    const found = await find?.(...asked)
    commits.good = 0
    return found ?? null
  }
  town.setClock(new Date(Date.parse(monday) + 60_000).toISOString())
  const delivery = createDelivery(town.app)
  const back = delivery.next()
  await delivery.begin()
  await back
  const events = told()
  expect(events).toContain('delivery.lost')
  expect(events).not.toContain('delivery.sent')
})

test('an account is told as linked, and a code as refused, once that is saved', async () => {
  const { town, other, commits, told } = await townThatFails()
  const [, code] = /([A-Z0-9]{5}-[A-Z0-9]{5})/.exec(textOf(await town.say('ingrid', 'koble'))) ?? []
  told()
  for (const text of [`koble ${code}`, 'koble K7QXP-3MHTW']) {
    commits.good = 0
    await other.say('U1', text)
    expect(told()).toEqual(['request.failed'])
    commits.good = 1
    await other.say('U1', text)
    expect(told()).toEqual([text.includes(String(code)) ? 'account.paired' : 'account.code-refused'])
    await town.read((tx) => tx.people.unpair(other.account('U1')))
  }
})

test('an account is told as taken away once it is', async () => {
  const { town, other, commits, told } = await townThatFails()
  const [, code] = /([A-Z0-9]{5}-[A-Z0-9]{5})/.exec(textOf(await town.say('ingrid', 'koble'))) ?? []
  await other.say('U1', `koble ${code}`)
  await town.run()
  const card = town.channel.sent()[0]?.card ?? cardOf({ kind: 'none' })
  told()
  commits.good = 0
  await town.press('ingrid', 'account.unpair', dataOf(card, 'account.unpair'))
  expect(told()).toEqual(['request.failed'])
  commits.good = 1
  await town.press('ingrid', 'account.unpair', dataOf(card, 'account.unpair'))
  expect(told()).toEqual(['account.unpaired'])
})

test('an account known by its mail address is told as linked once it is', async () => {
  const { town, other, commits, told } = await townThatFails()
  const fjordvik = town.app.municipalities.get('fjordvik')
  if (!fjordvik) throw new Error('no Fjordvik')
  const model = { ...fjordvik.model, identity: { emailFrom: [other.account('UMAIL').tenant] } }
  town.app.municipalities.set('fjordvik', { ...fjordvik, model })
  const email = 'ingrid.lunde@fjordvik.example'
  await town.store.importPeople(
    [personToImport('Ingrid Lunde', { accounts: [accountOf('ingrid')], email })],
    town.app.ids,
  )
  other.emailOf = async () => email
  // The answer, and whether may be asked, are committed; what was found is not.
  commits.good = 2
  await other.say('UMAIL', 'hei')
  await town.app.afterwards.settled()
  expect(told()).toEqual(['account.pair-failed'])
  commits.good = Number.POSITIVE_INFINITY
  await other.say('UMAIL', 'hei')
  await town.app.afterwards.settled()
  expect(told()).toEqual(['account.paired'])
})

test('a message is told as sent once that is written down', async () => {
  const fails = { now: false }
  const store = (real: Store): Store => ({
    ...real,
    transaction: (work) =>
      real.transaction(async (tx) => {
        let isSent = false
        const finish: typeof tx.outbox.finish = (id, fence, result, ...rest) => {
          isSent ||= result === 'sent'
          return tx.outbox.finish(id, fence, result, ...rest)
        }
        const done = await work({ ...tx, outbox: { ...tx.outbox, finish } })
        if (fails.now && isSent) throw new ChannelError('unreachable')
        return done
      }),
  })
  const town = await createTown({ store })
  const id = await openLog(town)
  await town.run()
  town.log.length = 0
  fails.now = true
  await propose(town, id)
  town.log.length = 0
  await town.run()
  expect(town.log.map(({ event }) => event)).toEqual(['channel.down', 'delivery.failed'])
})
