/** The way to the duty to report: always there, before anybody has to look for it. */
import { expect, test } from 'vitest'
import type { After } from '../../src/app/after.ts'
import { createHandle } from '../../src/app/door/index.ts'
import type { Store } from '../../src/ports.ts'
import {
  accountOf,
  actionsOn,
  cardOf,
  chatOf,
  createTown,
  dataOf,
  schoolChannel,
  textOf,
  wholeMenu,
} from '../support/town.ts'
import { openLog, worry } from './story.ts'

test('a wondering, its menu and what was just written down all offer it', async () => {
  const town = await createTown()
  const id = await worry(town)
  expect(actionsOn(cardOf(await town.press('ingrid', 'show.case', { case: id })))).toContain('show.report-help')
  const menu = await wholeMenu(town, 'ingrid', { case: id })
  expect(cardOf(await town.press('ingrid', 'show.report-help', dataOf(menu, 'show.report-help'))).name).toBe(
    'duty-to-report',
  )
})

test('the menu of a log offers it too', async () => {
  const town = await createTown()
  const id = await openLog(town)
  expect(actionsOn(await wholeMenu(town, 'ingrid', { case: id }))).toContain('show.report-help')
})

test('whoever begins a wondering reads of it, in the form and in the channel', async () => {
  const town = await createTown()
  const sentence = '«meldeplikt»'
  expect(textOf(await town.open('ingrid', 'concern.register'))).toContain(sentence)
  expect(textOf(await town.say('ingrid', 'ny', { place: schoolChannel }))).toContain(sentence)
})

test('the reminder of the talk with the family offers it', async () => {
  const town = await createTown()
  await worry(town)
  await town.until('2026-11-17')
  const talk = town.channel
    .sent()
    .filter(({ card }) => card.name === 'reminder' && actionsOn(card).includes('concern.talk'))
  expect(talk.length).toBeGreaterThan(0)
  for (const { card } of talk) expect(actionsOn(card)).toContain('show.report-help')
})

test.each(['jeg tror et barn blir slått hjemme', 'mien', 'xyzzy', 'sak FJ-4711'])(
  'what the bot does not understand (%s) is answered with it',
  async (text) => {
    const town = await createTown()
    expect(actionsOn(cardOf(await town.say('ingrid', text)))).toContain('show.report-help')
  },
)

/** A town in which nothing can be saved, or nothing read either. */
function broken(how: { reads: boolean }) {
  const fails = { now: false }
  const store = (real: Store): Store => ({
    ...real,
    transaction: (work) => {
      if (!fails.now) return real.transaction(work)
      if (!how.reads) return Promise.reject(new Error('disk'))
      return real.transaction((tx) =>
        work({ ...tx, places: { ...tx.places, remember: () => Promise.reject(new Error('full')) } }),
      )
    },
  })
  return { store, fails }
}

test.each([true, false])('it is answered where nothing can be saved (read: %s)', async (reads) => {
  const { store, fails } = broken({ reads })
  const town = await createTown({ store })
  fails.now = true
  for (const who of ['mari', 'stranger'] as const) {
    for (const answer of [await town.say(who, 'meldeplikt'), await town.press(who, 'show.report-help')]) {
      expect(cardOf(answer).name).toBe('duty-to-report')
      expect('chat' in answer && textOf(answer.chat)).toContain('112')
    }
  }
  expect(cardOf(await town.say('mari', 'meldeplikt')).lang).toBe(reads ? 'nn' : 'nb')
  expect((await town.say('mari', 'mine saker')).kind).toBe('message')
})

test('nobody waits for a store that is locked: after two seconds it is answered with where to turn in every municipality', async () => {
  const town = await createTown()
  const locked: Store = { ...town.app.store, transaction: () => Promise.withResolvers<never>().promise }
  const waits: { ms: number; call(): void }[] = []
  const after: After = (ms, call) => {
    waits.push({ ms, call })
    return () => undefined
  }
  const handle = createHandle({ ...town.app, store: locked }, after)
  const base = { account: accountOf('per'), place: chatOf('per'), from: 'place', personal: true } as const
  const answer = handle({ ...base, kind: 'write', text: 'meldeplikt', delivery: 'locked' })
  expect(waits.map(({ ms }) => ms)).toEqual([2000])
  waits[0]?.call()
  const seen = textOf(cardOf(await answer))
  for (const { model } of town.app.municipalities.values()) expect(seen).toContain(model.reportHelp.where.nb)
})

test('whoever is known to nobody learns where to turn in every municipality', async () => {
  const town = await createTown()
  const seen = textOf(cardOf(await town.say('stranger', 'meldeplikt')))
  for (const { model } of town.app.municipalities.values()) expect(seen).toContain(model.reportHelp.where.nb)
})

test('where nothing can be saved the numbers are those of their own municipality', async () => {
  const { store, fails } = broken({ reads: true })
  const town = await createTown({ store })
  const own = textOf(cardOf(await town.say('per', 'meldeplikt')))
  fails.now = true
  expect(textOf(cardOf(await town.say('per', 'meldeplikt')))).toBe(own)
  expect(textOf(cardOf(await town.say('ingrid', 'meldeplikt')))).not.toBe(own)
})
