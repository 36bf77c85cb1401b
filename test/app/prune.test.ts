/** What is let go after some months takes nobody's right away, and nothing of a case. */
import { describe, expect, test } from 'vitest'
import type { Tx } from '../../src/ports.ts'
import { addOtherChannel } from '../support/other-channel.ts'
import { accountOf, cardOf, createTown, dataOf, monday, type Town, textOf, valuesIn } from '../support/town.ts'
import { openLog, propose, worried } from './story.ts'

const days = (count: number) => new Date(Date.parse(monday) + count * 86_400_000).toISOString()

/** Everything is let go that may be, as of that day; nothing else happens then. */
async function passed(town: Town, count: number): Promise<void> {
  town.setClock(days(count))
  await town.run()
}

/** What the store still knows of how things were delivered. */
const kept = (town: Town) =>
  town.read(async (tx) => ({
    delivery: await tx.inbox.seen('test', 'fjordvik', 'd1'),
    prunable: await tx.prune({ before: town.app.clock.now(), now: town.app.clock.now() }, 1000),
  }))

describe('how things were delivered', () => {
  test('is kept for as long as the setting says, and let go on the first day after', async () => {
    const town = await createTown()
    await town.say('ingrid', 'hei', { delivery: 'd1' })
    await passed(town, 90)
    expect((await kept(town)).delivery).toBe(true)
    await passed(town, 91)
    expect((await kept(town)).delivery).toBe(false)
  })

  test('is looked at once a day, and at the start', async () => {
    const town = await createTown()
    await town.run()
    await town.say('ingrid', 'hei', { delivery: 'd1' })
    town.app.keepDays = 0
    await passed(town, 0.9)
    expect((await kept(town)).delivery).toBe(true)
    await passed(town, 1)
    expect((await kept(town)).delivery).toBe(false)
  })

  test('is looked at again after a clock that ran ahead was set back', async () => {
    const town = await createTown()
    await passed(town, 20 * 365)
    await passed(town, 1)
    await town.say('ingrid', 'hei', { delivery: 'd1' })
    await passed(town, 92)
    expect((await kept(town)).delivery).toBe(false)
  })

  test('goes in small batches until nothing more is to go', async () => {
    const town = await createTown()
    await town.read(async (tx) => {
      for (let one = 0; one < 450; one += 1) await tx.inbox.first('test', 'fjordvik', `many ${one}`, monday)
    })
    const limits: number[] = []
    const { transaction } = town.store
    town.app.store = {
      ...town.store,
      transaction: (work) =>
        transaction((tx) => {
          const prune: Tx['prune'] = (moments, limit) => {
            limits.push(limit)
            return tx.prune(moments, limit)
          }
          return work({ ...tx, prune })
        }),
    }
    await passed(town, 91)
    expect(limits).toEqual([200, 200, 200, 200])
    expect((await kept(town)).prunable).toBe(0)
  })

  test('that it can not be let go keeps nothing from being sent', async () => {
    const town = await createTown()
    await openLog(town)
    const { transaction } = town.store
    town.app.store = {
      ...town.store,
      transaction: (work) => transaction((tx) => work({ ...tx, prune: () => Promise.reject(new Error('disk')) })),
    }
    await town.run()
    expect(town.channel.sent().length).toBeGreaterThan(0)
    expect(town.log.filter(({ event }) => event === 'prune.failed')).toHaveLength(1)
  })
})

test('what was yet to be said to somebody who has left goes at once, and to nobody else', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.run()
  for (const name of ['odd', 'mari'] as const)
    await town.read((tx) => tx.digests.keep(town.id(name), { case: id, about: { line: 'case-closed', subject: '' } }))
  await passed(town, 1)
  const has = (name: 'odd' | 'mari') => town.read((tx) => tx.digests.hasKept(town.id(name)))
  expect([await has('odd'), await has('mari')]).toEqual([false, true])
})

describe('months later', () => {
  test('a form that is submitted again has still one effect', async () => {
    const town = await createTown()
    const form = cardOf(await town.open('ingrid', 'concern.register'))
    const data = dataOf(form, 'concern.register')
    const typed = { ...valuesIn(form), ...worried }
    await town.press('ingrid', 'concern.register', data, typed)
    await passed(town, 91)
    expect(textOf(await town.press('ingrid', 'concern.register', data, typed))).not.toContain('FJ-1002')
    expect(await town.read((tx) => tx.cases.of(town.id('ingrid')))).toHaveLength(1)
  })

  test('an account that was linked is taken away from where it was not, and that it was is known', async () => {
    const town = await createTown()
    const other = addOtherChannel(town)
    const [, code] = /([A-Z0-9]{5}-[A-Z0-9]{5})/.exec(textOf(await town.say('ingrid', 'koble'))) ?? []
    await other.say('U1', `koble ${code}`)
    await passed(town, 91)
    await town.press('ingrid', 'account.unpair', other.account('U1'))
    expect(await town.read((tx) => tx.people.byAccount(other.account('U1')))).toBeNull()
    await passed(town, 182)
    const fjordvik = town.app.municipalities.get('fjordvik')
    if (!fjordvik) throw new Error('no Fjordvik')
    const model = { ...fjordvik.model, identity: { emailFrom: ['T1'] } }
    town.app.municipalities.set('fjordvik', { ...fjordvik, model })
    const asked: string[] = []
    other.emailOf = async ({ user }) => {
      asked.push(user)
      return null
    }
    for (const user of ['U1', 'U2']) await other.say(user, 'hei')
    await town.app.afterwards.settled()
    expect(asked).toEqual(['U2'])
  })

  test('an old button still answers, and the card it stands on is still drawn again', async () => {
    const town = await createTown()
    const id = await openLog(town)
    const proposal = await propose(town, id)
    await town.run()
    const standing = town.channel.sent().find(({ card, to }) => card.name === 'proposal' && to === 'terje')
    const withdraw = dataOf(
      cardOf(await town.press('ingrid', 'show.proposal', { case: id, proposal })),
      'level.withdraw',
    )
    town.setClock(days(5))
    await town.run()
    await town.read((tx) => tx.prune({ before: days(5), now: days(5) }, 1000))
    expect(cardOf(await town.press('ingrid', 'level.withdraw', withdraw)).name).toBe('proposal')
    await town.run()
    expect(standing && textOf(town.channel.standing(standing.ref))).toContain('trukket')
  })

  test('the log, the words and the access log are as they were', async () => {
    const town = await createTown()
    const id = await openLog(town)
    await town.press('ingrid', 'show.case', { case: id })
    await town.run()
    const read = () =>
      town.read(async (tx) => {
        const entries = await tx.cases.entries(id)
        const { concern } = (await tx.cases.get(id))?.case ?? {}
        const words = concern ? [...(await tx.words.read(id, [concern.seen]))] : []
        return { entries: entries.filter(({ by }) => by !== 'system'), words, access: await tx.access.of(id) }
      })
    const before = await read()
    await town.read((tx) => tx.prune({ before: days(400), now: days(400) }, 1000))
    expect(await read()).toEqual(before)
    expect(before.words[0]?.[1]).toBe(worried.seen)
    expect(await town.store.verifyAll()).toEqual({ cases: 1, faults: [] })
  })

  test('a delivery that a channel repeats within a week has still one effect', async () => {
    const town = await createTown()
    const place = { channel: 'test', tenant: 'fjordvik', kind: 'channel', key: 'c', address: 'c' } as const
    const asks = () => town.press('ingrid', 'show.settings', {}, {}, { delivery: 'd2', place, personal: false })
    await asks()
    town.app.keepDays = 7
    await passed(town, 6.9)
    await asks()
    await town.run()
    expect(town.channel.sent().filter(({ to }) => to === accountOf('ingrid').user)).toHaveLength(1)
  })
})
