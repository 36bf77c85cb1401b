/** The door: who is let in, what comes twice, and what a fault of ours looks like from outside. */
import { expect, test } from 'vitest'
import type { Store } from '../../src/ports.ts'
import { VersionConflict } from '../../src/ports.ts'
import { accountOf, actionsOn, cardOf, chatOf, createTown, dataOf, schoolChannel, textOf } from '../support/town.ts'
import { caseOf, openLog, worried, worry } from './story.ts'

test('somebody the directory does not know learns what to give to the administrator, and nothing else', async () => {
  const town = await createTown()
  const card = cardOf(await town.say('stranger', 'mine'))
  expect(textOf(card)).toContain('"value":"stranger"')
  expect(textOf(card)).toContain(`"value":"${accountOf('stranger').tenant}"`)
  expect(actionsOn(card)).toEqual(['show.report-help'])
  expect(await town.say('stranger', 'mine', { channel: true })).toMatchObject({ kind: 'message' })
})

test('the help on the duty to report is open to everybody, also to a stranger', async () => {
  const town = await createTown()
  expect(cardOf(await town.press('stranger', 'show.report-help')).name).toBe('duty-to-report')
  expect(cardOf(await town.say('stranger', 'meldeplikt')).name).toBe('duty-to-report')
  expect(cardOf(await town.say('odd', 'report')).name).toBe('duty-to-report')
})

test('somebody who has left the municipality is a stranger', async () => {
  const town = await createTown()
  expect(textOf(await town.say('odd', 'mine'))).toContain('"value":"odd"')
})

test('whoever installs the bot is greeted by name, in their language', async () => {
  const town = await createTown()
  const card = cardOf(
    await town.ask({
      delivery: 'd1',
      account: accountOf('mari'),
      place: chatOf('mari'),
      from: 'place',
      personal: true,
      kind: 'arrived',
    }),
  )
  expect(card).toMatchObject({ name: 'help', lang: 'nn' })
  expect(card.title).toContain('Mari Holm')
})

test.each([
  ['a colleague', 'mari'],
  ['somebody unknown', 'stranger'],
] as const)('in a channel to which %s brings the bot, everybody is greeted and nobody by name', async (_, name) => {
  const town = await createTown()
  const account = accountOf(name)
  const card = cardOf(
    await town.ask({ delivery: 'd1', account, place: schoolChannel, from: 'place', personal: false, kind: 'arrived' }),
  )
  expect(card).toMatchObject({ name: 'help', lang: name === 'mari' ? 'nn' : 'nb' })
  expect(textOf(card)).not.toContain('Mari Holm')
  expect(actionsOn(card)).toEqual(['concern.register', 'show.mine', 'show.report-help'])
})

test('a place the bot was removed from is dead until something is heard from it', async () => {
  const town = await createTown()
  await town.say('ingrid', 'hjelp')
  const leave = { account: accountOf('ingrid'), place: chatOf('ingrid'), from: 'place', personal: true } as const
  expect(await town.ask({ ...leave, delivery: 'd2', kind: 'left' })).toEqual({ kind: 'none' })
  const chat = () => town.read((tx) => tx.places.personal(accountOf('ingrid')))
  expect(await chat()).toBeNull()
  await town.say('ingrid', 'hjelp')
  expect(await chat()).toMatchObject({ key: 'personal:ingrid' })
})

test('what is said and delivered twice is answered once', async () => {
  const town = await createTown()
  expect((await town.say('ingrid', 'hjelp', { delivery: 'd1' })).kind).toBe('card')
  expect(await town.say('ingrid', 'hjelp', { delivery: 'd1' })).toEqual({ kind: 'none' })
})

test('a press delivered twice has one effect, and the person sees where the case stands', async () => {
  const town = await createTown()
  const id = await worry(town)
  const first = await town.press('ingrid', 'concern.talk', { case: id }, { day: 'i dag' }, { delivery: 'd1' })
  const again = await town.press('ingrid', 'concern.talk', { case: id }, { day: 'i dag' }, { delivery: 'd1' })
  expect(cardOf(first).name).toBe('case-summary')
  expect(cardOf(again).name).toBe('case-summary')
  expect(textOf(again)).toContain('Dette har jeg fått før')
  expect(await town.read((tx) => tx.cases.entries(id))).toHaveLength(2)
})

test('a new wondering delivered twice is one case, and the second answer leads to it', async () => {
  const town = await createTown()
  const press = () => town.press('ingrid', 'concern.register', { once: 'once_1' }, worried, { delivery: 'd1' })
  await press()
  const again = cardOf(await press())
  expect(again.name).toBe('mine')
  expect(textOf(again)).toContain('FJ-1001')
  expect(textOf(again)).not.toContain('FJ-1002')
})

test('the same form submitted twice under new deliveries has one effect', async () => {
  const town = await createTown()
  const form = cardOf(await town.open('ingrid', 'concern.register'))
  const data = dataOf(form, 'concern.register')
  expect(data.once).toMatch(/^once_/)
  await town.press('ingrid', 'concern.register', data, worried)
  await town.press('ingrid', 'concern.register', data, worried)
  const cases = await town.read((tx) => tx.cases.of(town.id('ingrid')))
  expect(cases).toHaveLength(1)
})

test('a form that is refused and sent again, corrected, counts', async () => {
  const town = await createTown()
  const form = cardOf(await town.open('ingrid', 'concern.register'))
  const refused = await town.press('ingrid', 'concern.register', dataOf(form, 'concern.register'), {
    ...worried,
    about: '',
  })
  const data = dataOf(cardOf(refused), 'concern.register')
  expect(cardOf(await town.press('ingrid', 'concern.register', data, worried)).name).toBe('case-summary')
})

test('opening a form is answered each time it is asked for, and changes nothing', async () => {
  const town = await createTown()
  const id = await worry(town)
  for (const delivery of ['d1', 'd1']) {
    expect((await town.open('ingrid', 'concern.talk', { case: id }, { delivery })).kind).toBe('form')
  }
  expect(await town.read((tx) => tx.cases.entries(id))).toHaveLength(1)
})

test('a message that is collected is offered as a note each time it is asked for', async () => {
  const town = await createTown()
  await openLog(town)
  const collect = {
    account: accountOf('ingrid'),
    place: schoolChannel,
    from: 'place',
    personal: true,
    delivery: 'd1',
    kind: 'collect',
    text: 'The family called',
  } as const
  for (const _ of [1, 2]) expect((await town.ask(collect)).kind).toBe('form')
})

function failing(fails: { now: boolean; error: Error }) {
  return (store: Store): Store => ({
    ...store,
    transaction: (work) =>
      store.transaction(async (tx) => {
        const result = await work(tx)
        if (fails.now) throw fails.error
        return result
      }),
  })
}

test('a fault of ours is one friendly sentence, undoes everything, and is logged without a word of what was typed', async () => {
  const fails = { now: false, error: new Error('Kaia is often alone in the breaks') }
  const town = await createTown({ store: failing(fails) })
  const id = await worry(town)
  fails.now = true
  const seen = await town.press('ingrid', 'concern.talk', { case: id }, { day: 'i dag' })
  expect(seen).toEqual({ kind: 'message', lang: 'nb', text: expect.stringContaining('Noe gikk galt hos oss') })
  expect(await caseOf(town, id)).toMatchObject({ concern: { talkHeld: null } })
  expect(town.log.at(-1)).toMatchObject({
    level: 'error',
    event: 'request.failed',
    fields: { kind: 'press', channel: 'test' },
  })
})

test('on a full disk a press is answered with a sentence, the log tells the code, and what is there is whole', async () => {
  const town = await createTown({ room: 12 })
  const long = { ...worried, seen: 'Er mye alene. '.repeat(50) }
  let answer = await town.press('ingrid', 'concern.register', {}, long)
  expect(cardOf(answer).name).toBe('case-summary')
  for (let press = 0; press < 200 && answer.kind !== 'message'; press += 1)
    answer = await town.press('ingrid', 'concern.register', {}, long)
  expect(answer).toMatchObject({ kind: 'message', text: expect.stringContaining('Noe gikk galt hos oss') })
  const { event, fields } = town.log.at(-1) ?? {}
  expect([event, fields?.error]).toEqual(['request.failed', expect.objectContaining({ code: 'SQLITE_FULL' })])
  expect((await town.store.verifyAll()).faults).toEqual([])
})

test('a fault of ours is told in the language of whoever is known', async () => {
  const fails = { now: false, error: new Error('disk') }
  const town = await createTown({ store: failing(fails) })
  fails.now = true
  expect(textOf(await town.say('mari', 'hei'))).toContain('Noko gjekk gale hos oss')
  expect(textOf(await town.say('stranger', 'hei'))).toContain('Noe gikk galt hos oss')
})

test('reading that was rolled back leaves no entry in the access log', async () => {
  const fails = { now: false, error: new Error('disk') }
  const town = await createTown({ store: failing(fails) })
  const id = await worry(town)
  const before = await town.read((tx) => tx.access.of(id))
  fails.now = true
  await town.press('ingrid', 'show.case', { case: id })
  expect(await town.read((tx) => tx.access.of(id))).toEqual(before)
})

test.each([1, 2])('a case that %i others changed meanwhile is decided again from the start', async (times) => {
  let left = 0
  const town = await createTown({
    store: (store) => ({
      ...store,
      transaction: (work) =>
        store.transaction(async (tx) => {
          const save: typeof tx.cases.save = async (change) => {
            if (left > 0) {
              left -= 1
              throw new VersionConflict('somebody was quicker')
            }
            await tx.cases.save(change)
          }
          return work({ ...tx, cases: { ...tx.cases, save } })
        }),
    }),
  })
  const id = await worry(town)
  left = times
  const answer = await town.press('ingrid', 'concern.talk', { case: id }, { day: 'i dag' })
  expect(cardOf(answer).name).toBe('case-summary')
  expect(await town.read((tx) => tx.cases.entries(id))).toHaveLength(2)
  left = 3
  expect(await town.press('ingrid', 'concern.talk', { case: id }, { day: 'i dag' })).toMatchObject({ kind: 'message' })
})

test.each([
  '',
  'nonsense',
  'show',
  'constructor',
  '__proto__',
  'reminder.send',
  'participant.leave',
  'level.lapse',
  'consent.narrow',
])('a button nobody made (%s) finds nothing and breaks nothing', async (action) => {
  const town = await createTown()
  const id = await worry(town)
  expect(cardOf(await town.press('ingrid', action, { case: id })).name).toBe('refusal')
  expect(cardOf(await town.open('ingrid', action, { case: id })).name).toBe('refusal')
  expect(town.log.filter(({ level }) => level === 'error')).toEqual([])
})

test.each([
  'nonsense|x',
  '|',
  'thread-root|',
  'thread-line|x',
  'form|x',
  'case-summary|',
  'told|x',
  'reminder|:::',
  'proposal|',
  'plan',
  'mine|',
])('a button that says it came from %s is answered all the same', async (from) => {
  const town = await createTown()
  const id = await openLog(town)
  const data = { case: id, from }
  for (const answer of [
    await town.open('ingrid', 'meeting.set', data),
    await town.press('ingrid', 'meeting.set', data, { day: '2026-11-09' }),
    await town.press('ingrid', 'meeting.set', data, { day: '2026-10-09' }),
    await town.press('ingrid', 'form.cancel', data),
    await town.press('jonas', 'form.cancel', data),
  ]) {
    expect(['card', 'form']).toContain(answer.kind)
  }
  expect(town.log.filter(({ level }) => level === 'error')).toEqual([])
})

test.each([
  ['an unknown section', { section: 'secrets' }],
  ['a start far beyond the end', { section: 'notes', start: '999999999999999999999999' }],
  ['a start before the beginning', { section: 'notes', start: '-7' }],
  ['a start that is no number', { section: 'notes', from: 'x' }],
])('the plan asked for with %s is shown as far as there is one', async (_, data) => {
  const town = await createTown()
  const id = await openLog(town)
  expect(cardOf(await town.press('ingrid', 'show.plan', { case: id, ...data })).name).toBe('case-plan')
})
