/** What is not sent after all: each reason happens, and stands in the log once it is certain. */
import { expect, test } from 'vitest'
import type { CaseId } from '../../src/core/ids.ts'
import type { Dropped } from '../../src/outgoing.ts'
import type { Store } from '../../src/ports.ts'
import { personToImport } from '../support/people.ts'
import { accountOf, createTown, monday, schoolChannel, type Town } from '../support/town.ts'
import { addMeasure, logWithJonas, openLog, propose } from './story.ts'

/** A log that is followed from the school's channel; nothing of it stands there yet. */
async function followed(town: Town): Promise<CaseId> {
  await town.open('ingrid', 'concern.register', {}, { channel: true })
  await town.run()
  return openLog(town, {}, { origin: schoolChannel.key })
}

/** Its thread stands, and nothing waits. */
async function withThread(town: Town): Promise<CaseId> {
  const id = await followed(town)
  await town.run()
  return id
}

async function proposed(town: Town): Promise<{ id: CaseId; proposal: string }> {
  const id = await openLog(town)
  await town.run()
  return { id, proposal: await propose(town, id) }
}

/** One story for each reason: after it, the next round sends something less than waits. */
const stories: Record<Dropped, (town: Town) => Promise<unknown>> = {
  'no-case': (town) => {
    const root = { verb: 'thread', card: 'thread-root', line: null, subject: '', origin: schoolChannel.key } as const
    const nobodys = { id: 'out_put', case: null, person: null, message: null, lane: 'put', madeAt: monday } as const
    return town.read((tx) => tx.outbox.put([{ ...root, ...nobodys }]))
  },
  inactive: async (town) => {
    await proposed(town)
    const terje = personToImport('Terje Aas', { accounts: [accountOf('terje')], active: false, roles: ['leader'] })
    await town.store.importPeople([terje], town.app.ids)
  },
  'no-access': async (town) => {
    const id = await logWithJonas(town)
    await town.run()
    await addMeasure(town, id, { responsible: `person:${town.id('jonas')}` })
    await town.submit('ingrid', 'participant.remove', { case: id }, { person: town.id('jonas') })
  },
  settled: async (town) => {
    const { id, proposal } = await proposed(town)
    await town.press('ingrid', 'level.withdraw', { case: id, proposal })
  },
  gone: async (town) => {
    const id = await withThread(town)
    await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-09' })
    const [root] = await town.read((tx) => tx.shown.find(id, 'thread-root', ''))
    await town.read(async (tx) => root && tx.shown.forget(root.message))
  },
  unchanged: async (town) => {
    const id = await withThread(town)
    await town.submit('ingrid', 'goal.set', { case: id }, { topic: 'learning', text: 'A goal' })
    await town.run()
    await town.submit('ingrid', 'goal.set', { case: id }, { topic: 'learning', text: 'Another goal' })
  },
  'not-begun': async (town) => {
    const id = await followed(town)
    town.channel.fail({ kind: 'refused', verb: 'post' })
    await town.run()
    await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-09' })
  },
  'no-channel': async (town) => {
    const id = await withThread(town)
    const [root] = await town.read((tx) => tx.shown.find(id, 'thread-root', ''))
    const place = root && { ...root.message.place, channel: 'elsewhere' }
    await town.read(async (tx) => {
      if (!root || !place) return
      await tx.shown.forget(root.message)
      await tx.shown.put({ ...root, message: { ...root.message, place } })
    })
    await town.submit('ingrid', 'goal.set', { case: id }, { topic: 'learning', text: 'A goal' })
  },
  'no-thread': async (town) => {
    const id = await withThread(town)
    await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-09' })
    await town.read((tx) => tx.places.markDead(schoolChannel.key, monday))
  },
  'has-thread': async (town) => {
    const id = await openLog(town)
    await town.run()
    for (const _ of [1, 2]) await town.press('ingrid', 'follow.here', { case: id }, {}, { channel: true })
  },
  repeated: async (town) => {
    await proposed(town)
    await town.read(async (tx) => {
      const asked = (await tx.outbox.to(town.id('terje'), monday)).findLast(({ row }) => row.card === 'proposal')
      if (asked) await tx.outbox.put([{ ...asked.row, id: 'out_again' }])
    })
  },
  'in-digest': async (town) => {
    const id = await openLog(town)
    await town.run()
    await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') })
    await town.run()
    await addMeasure(town, id, { responsible: `person:${town.id('mari')}` })
  },
  away: async (town) => {
    const id = await logWithJonas(town)
    await town.run()
    await addMeasure(town, id, { responsible: `person:${town.id('jonas')}` })
    await town.press('jonas', 'set.leave', {}, { from: '2026-11-02', until: '2026-11-06' })
  },
  'nothing-to-say': async (town) => {
    const id = await logWithJonas(town)
    await town.run()
    const days = { from: '2026-11-02', until: '2026-11-06' }
    await town.submit('ingrid', 'baton.deputize', { case: id }, { person: town.id('jonas'), ...days })
    await town.press('ingrid', 'baton.end-deputy', { case: id })
  },
}

const tight = { mostADay: 1 }

const dropped = (town: Town) => town.log.filter(({ event }) => event === 'delivery.dropped')

test.each(Object.entries(stories))('%s', async (why, story) => {
  const town = await createTown(why === 'in-digest' ? { reminders: tight } : {})
  await story(town)
  town.log.length = 0
  await town.run()
  const lines = dropped(town)
  expect(lines.map(({ fields }) => fields.kind)).toEqual([why])
  expect(lines[0]).toMatchObject({ level: 'info', fields: { id: expect.stringMatching(/^out_/) } })
  expect(town.channel.sent().map(({ sending }) => sending)).not.toContain(lines[0]?.fields.id)
  expect(await town.read((tx) => tx.outbox.waiting())).toBe(0)
})

test('a reason is told once it is saved, and never of what is tried again', async () => {
  const fails = { times: 0 }
  const town = await createTown({
    store: (store: Store) => ({
      ...store,
      transaction: (work) =>
        store.transaction(async (tx) => {
          let isDropped = false
          const finish: typeof tx.outbox.finish = (id, fence, result, reason, moment) => {
            isDropped = result === 'dropped'
            return tx.outbox.finish(id, fence, result, reason, moment)
          }
          const result = await work({ ...tx, outbox: { ...tx.outbox, finish } })
          if (isDropped && fails.times-- > 0) throw new Error('disk full')
          return result
        }),
    }),
  })
  await stories.settled(town)
  fails.times = 1
  await town.run()
  expect(dropped(town)).toEqual([])
  await town.until('2026-11-03')
  expect(dropped(town).map(({ fields }) => fields.kind)).toEqual(['settled'])
})
