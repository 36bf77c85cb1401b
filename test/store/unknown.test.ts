/** What another version left that this one does not know is never taken for something else, and stops nothing. */
import { describe, expect, test } from 'vitest'
import type { Outgoing } from '../../src/ports.ts'
import { openDatabase } from '../../src/store/database.ts'
import { type OpenStore, openStore } from '../../src/store/open.ts'
import { openLog } from '../app/story.ts'
import { at, message, outgoing } from '../support/outgoing.ts'
import { temporaryFolder, testKeys } from '../support/temporary-store.ts'
import { createTown, monday } from '../support/town.ts'

/** A store in whose file something else was written. */
async function changed(sql: string): Promise<OpenStore> {
  const path = `${temporaryFolder()}/a.sqlite`
  const store = await openStore({ path, keys: testKeys })
  const shown = {
    case: 'case_a',
    card: 'proposal',
    line: null,
    subject: 'proposal_1',
    person: null,
    drawn: 'd',
  } as const
  await store.transaction(async (tx) => {
    await tx.outbox.put([outgoing('odd', { lane: 'x' }), outgoing('next', { lane: 'x' })])
    await tx.shown.put({ ...shown, message })
  })
  await store.close()
  const database = openDatabase(path)
  database.exec(sql)
  database.close()
  return openStore({ path, keys: testKeys })
}

const odd = (set: string) => `update outbox set ${set} where id = 'out_odd'`

describe('a row of the outbox', () => {
  test.each([
    ['with a card', odd(`card = 'postcard'`)],
    ['with a line', odd(`card = 'told', line = 'holder-rested', subject = ''`)],
    ['without the line its card says', odd(`card = 'told', line = null, subject = ''`)],
    ['about something', odd(`subject = 'the moon'`)],
    ['about nothing', odd(`subject = ''`)],
    ['at a message', odd(`message = 'not json'`)],
    ['at a message of a form', odd(`message = '{"place":1}'`)],
  ])('%s that is not known can not be sent, is seen, and lets the next of its lane go', async (_, sql) => {
    const store = await changed(sql)
    await store.transaction(async ({ outbox }) => {
      expect(await outbox.claim(at(1), 9, 1)).toEqual({ claimed: [], unknown: ['out_odd'] })
      expect(await outbox.claim(at(1), 9, 1)).toMatchObject({ claimed: [{ row: { id: 'out_next' } }], unknown: [] })
      expect(await outbox.dead(9)).toMatchObject([{ id: 'out_odd', reason: 'unknown', at: at(1) }])
    })
    await store.close()
  })

  test('is told of as an error, by its id alone, while everything else is sent', async () => {
    const town = await createTown()
    await openLog(town)
    // What another version has put: no such letter can be made here.
    const odd = { ...outgoing('odd', { madeAt: monday }), card: 'postcard', subject: 'Kaia' } as unknown as Outgoing
    await town.read((tx) => tx.outbox.put([odd]))
    await town.run()
    expect(town.log.filter(({ level }) => level === 'error')).toEqual([
      { level: 'error', event: 'delivery.unknown', fields: { id: 'out_odd' } },
    ])
    expect(town.channel.sent().length).toBeGreaterThan(0)
    expect(town.channel.sent().filter(({ sending }) => sending === 'out_odd')).toEqual([])
    expect(await town.read((tx) => tx.outbox.waiting())).toBe(0)
  })
})

describe('a card that stands somewhere', () => {
  test.each([`card = 'postcard'`, `subject = ''`, `message = 'not json'`])(
    'and is not known (%s) is not drawn again',
    async (set) => {
      const store = await changed(`update shown set ${set}`)
      await store.transaction(async ({ shown }) => {
        expect(await shown.at(message)).toBeNull()
        expect(await shown.find('case_a', 'proposal', 'proposal_1')).toEqual([])
      })
      await store.close()
    },
  )
})
