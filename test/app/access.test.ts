/** Who reads what: by role, by topic, by place; and that every look and every "no" stands in the access log. */
import { expect, test } from 'vitest'
import type { CaseId } from '../../src/core/ids.ts'
import { cardOf, createTown, schoolChannel, type Texts, type Town, textOf, whole } from '../support/town.ts'
import { addMeasure, caseOf, logWithJonas, openLog, propose, told, worry } from './story.ts'

async function looks(town: Town, id: CaseId, name: 'ingrid' | 'terje' | 'mari' | 'jonas' | 'sara') {
  const entries = await town.read((tx) => tx.access.of(id))
  return entries.filter(({ person }) => person === town.id(name)).map(({ what, verdict }) => `${verdict} ${what}`)
}

test.each(['mari', 'nora', 'jonas', 'sara', 'eli', 'per'] as const)(
  '%s has no part in the wondering and can not tell it from one that does not exist',
  async (name) => {
    const town = await createTown()
    const id = await worry(town)
    const none = cardOf(await town.press(name, 'show.case', { case: 'case_none' }))
    for (const action of [
      'show.case',
      'show.plan',
      'show.menu',
      'show.consents',
      'show.proposal',
      'concern.conclude',
      'measure.add',
    ]) {
      expect(cardOf(await town.press(name, action, { case: id }))).toEqual(none)
      expect(cardOf(await town.press(name, action, { case: 'case_none' }))).toEqual(none)
      expect(cardOf(await town.open(name, action, { case: id }))).toEqual(none)
    }
    const unknown = textOf(await town.say(name, 'sak FJ-1999')).replaceAll('1999', '1001')
    expect(textOf(await town.say(name, 'sak FJ-1001'))).toBe(unknown)
  },
)

test('reading and being refused are both logged, with what was looked at', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.press('terje', 'show.case', { case: id })
  await town.press('mari', 'show.case', { case: id })
  await town.press('mari', 'concern.talk', { case: id }, { day: 'i dag' })
  await town.say('mari', 'FJ-1001')
  expect(await looks(town, id, 'terje')).toEqual(['read case-summary'])
  expect(await looks(town, id, 'mari')).toEqual([
    'refused case-summary',
    'refused concern.talk',
    'refused case-summary',
  ])
})

test('the access log says as what somebody looked, and that whoever was refused was nothing', async () => {
  const town = await createTown()
  const id = await worry(town)
  for (const name of ['ingrid', 'terje', 'mari'] as const) await town.press(name, 'show.case', { case: id })
  const entries = (await town.read((tx) => tx.access.of(id))).slice(-3)
  expect(entries.map(({ person, roles }) => [person, roles])).toEqual([
    [town.id('ingrid'), ['owner']],
    [town.id('terje'), ['leader']],
    [town.id('mari'), []],
  ])
})

test('what the family has not agreed to is tried in vain, and that is logged', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.press('ingrid', 'participant.add', { case: id }, { person: town.id('nora') })
  expect((await caseOf(town, id)).participants.map(({ person }) => person)).not.toContain(town.id('nora'))
  expect(await looks(town, id, 'ingrid')).toContain('refused participant.add')
})

test('a mistyped day is no refused look', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.press('ingrid', 'concern.talk', { case: id }, { day: '2030-01-01' })
  expect((await looks(town, id, 'ingrid')).filter((one) => one.startsWith('refused'))).toEqual([])
})

test('somebody without a part in the case learns nothing of it from a form they send in empty, or with words', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await town.submit('ingrid', 'participant.remove', { case: id }, { person: town.id('jonas') })
  const typed = {
    text: 'More reading',
    topic: 'learning',
    arena: 'school',
    responsible: 'home',
    evaluationDay: '2026-11-16',
  }
  const forms: [string, Texts][] = [
    ['measure.add', {}],
    ['measure.add', typed],
    ['level.propose', { to: '3' }],
    ['level.propose', { to: '3', reason: 'because' }],
  ]
  for (const [action, fields] of forms) {
    const seen = textOf(await town.press('jonas', action, { case: id }, fields))
    for (const secret of ['FJ-1001', 'Ingrid', 'Terje', 'Kaia']) expect(seen).not.toContain(secret)
    if (fields.text) expect(seen).toContain(fields.text)
  }
})

test('a colleague asked anonymously reads the question, and learns neither reference nor names', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit(
    'ingrid',
    'concern.ask',
    { case: id },
    { person: town.id('jonas'), text: 'How do you ask about breaks?' },
  )
  await town.run()
  const question = (await caseOf(town, id)).concern.questions[0]?.id ?? ''
  const sent = town.channel.sent().filter(({ to }) => to === 'jonas')
  expect(textOf(await whole(town, 'jonas', sent[0]?.card))).toContain('How do you ask about breaks?')
  const data = { case: id, question }
  const seen = [
    sent,
    await town.press('jonas', 'show.case', data),
    await town.press('jonas', 'measure.add', data),
    await town.press('jonas', 'concern.talk', data, { day: 'i dag' }),
    await town.press('jonas', 'reminder.postpone', data, { reason: 'x', until: '2026-11-09' }),
    await town.open('jonas', 'concern.conclude', data),
    await town.say('jonas', 'mine'),
    await town.say('jonas', 'FJ-1001', { channel: true }),
    await town.press('jonas', 'show.here', data, {}, { channel: true }),
    await town.open('jonas', 'concern.answer', data),
    await town.press('jonas', 'concern.answer', data, { text: 'Go for a walk' }),
    await town.press('jonas', 'concern.answer', data, { text: 'And once more' }),
  ]
  await town.submit(
    'ingrid',
    'concern.conclude',
    { case: id },
    { outcome: 'close', written: 'keep', keepReason: 'It may come back' },
  )
  seen.push(
    await town.press('jonas', 'concern.answer', data, { text: 'Too late' }),
    await town.open('jonas', 'concern.answer', data),
  )
  await town.run()
  const all = JSON.stringify([seen, town.channel.sent().filter(({ to }) => to === 'jonas')]).replaceAll(
    'FJ-1001"',
    (found, at, whole) => (whole.slice(at - 9, at).includes('words') ? '' : found),
  )
  for (const secret of ['Ingrid', 'Terje', 'Kaia', 'Sak FJ-1001']) expect(all).not.toContain(secret)
  expect(textOf(await town.press('ingrid', 'show.case', { case: id }))).toContain('Go for a walk')
})

test('KE, told of a case in which nobody acts, sees that it waits and not about whom it is', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.until('2026-12-14')
  expect(told(town, 'breach')).toContain('sara')
  const seen = textOf(await town.press('sara', 'show.case', { case: id }))
  expect(seen).toContain('FJ-1001')
  expect(seen).not.toContain('Kaia')
})

test('an adviser let in about learning reads what is about learning, and only that', async () => {
  const town = await createTown()
  const id = await logWithJonas(town, ['learning'])
  for (const [topic, text] of [
    ['learning', 'Reading together'],
    ['family', 'A hard time at home'],
  ]) {
    await town.submit('ingrid', 'goal.set', { case: id }, { topic: topic ?? '', text: `${text} goal` })
    await addMeasure(town, id, { topic: topic ?? '', text: `${text} measure`, responsible: 'home' })
    await town.submit(
      'ingrid',
      'follow-up.add',
      { case: id },
      { topic: topic ?? '', text: `${text} follow-up`, responsible: 'home', day: '2026-11-20' },
    )
    await town.submit('ingrid', 'note.add', { case: id }, { topic: topic ?? '', text: `${text} note` })
  }
  const sections = ['', 'goals', 'measures', 'follow-ups', 'notes']
  const seen = async (name: 'jonas' | 'ingrid') =>
    JSON.stringify(
      await Promise.all(
        sections.map((section) => town.press(name, 'show.plan', { case: id, ...(section ? { section } : {}) })),
      ),
    )
  for (const what of ['goal', 'measure', 'follow-up', 'note']) {
    expect(await seen('jonas')).toContain(`Reading together ${what}`)
    expect(await seen('ingrid')).toContain(`A hard time at home ${what}`)
  }
  expect(await seen('jonas')).not.toContain('A hard time at home')
})

const inChannel = { channel: true }

test.each(['show.case', 'show.plan', 'show.menu', 'show.consents', 'show.proposal', 'show.here'])(
  "asked for among others, %s goes to the person's own chat",
  async (action) => {
    const town = await createTown()
    const id = await openLog(town)
    const proposal = await propose(town, id)
    await town.run()
    const before = town.channel.sent().length
    const answer = await town.press('terje', action, { case: id, proposal }, {}, inChannel)
    expect(answer).toEqual({ kind: 'message', lang: 'nb', text: 'Jeg har skrevet til deg i vår egen chat.' })
    await town.run()
    expect(
      town.channel
        .sent()
        .slice(before)
        .map(({ verb, to, card }) => [verb, to, card.name]),
    ).toEqual([['direct', 'terje', 'case-summary']])
  },
)

test('asked for twice by the same delivery, it is sent once', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.run()
  const before = town.channel.sent().length
  for (const _ of [1, 2]) await town.press('terje', 'show.here', { case: id }, {}, { channel: true, delivery: 'd1' })
  await town.run()
  expect(town.channel.sent().slice(before)).toHaveLength(1)
})

test('whoever may not read a case is told so where they asked, and nothing is sent', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.run()
  const before = town.channel.sent().length
  const answer = await town.press('mari', 'show.here', { case: id }, {}, inChannel)
  expect(answer).toEqual({ kind: 'message', lang: 'nn', text: expect.stringContaining('Eg finn ikkje dette') })
  await town.run()
  expect(town.channel.sent()).toHaveLength(before)
  expect(await looks(town, id, 'mari')).toEqual(['refused show.here'])
})

test.each(['mine', 'sak'])(
  'the list of one\'s own cases is never shown among others: "%s" in a channel is answered in the own chat',
  async (text) => {
    const town = await createTown()
    await openLog(town)
    await town.run()
    const before = town.channel.sent().length
    const answer = await town.say('ingrid', text, inChannel)
    expect(textOf(answer)).not.toContain('FJ-1001')
    await town.run()
    const sent = town.channel.sent().slice(before)
    expect(sent.map(({ to, card }) => [to, card.name])).toEqual([['ingrid', 'mine']])
    expect(textOf(sent[0]?.card)).toContain('FJ-1001')
  },
)

test("the button for one's own cases, pressed in a channel, is answered in the own chat", async () => {
  const town = await createTown()
  await town.press('ingrid', 'show.mine', {}, {}, inChannel)
  await town.run()
  expect(told(town, 'mine')).toEqual(['ingrid'])
})

test('in a channel a reference shows itself and ways on, to those who may read it', async () => {
  const town = await createTown()
  await openLog(town)
  expect(cardOf(await town.say('ingrid', 'sak FJ-1001', inChannel)).name).toBe('case-here')
  expect(textOf(await town.say('ingrid', 'sak FJ-1001', inChannel))).not.toContain('Kaia')
  expect(cardOf(await town.say('mari', 'sak FJ-1001', inChannel)).name).toBe('unknown')
})

test('a press in a channel is answered with a sentence for the person alone', async () => {
  const town = await createTown()
  const id = await openLog(town)
  for (const day of ['', '2026-11-09', '2026-10-01']) {
    expect((await town.press('ingrid', 'meeting.set', { case: id }, { day }, inChannel)).kind).toBe('message')
  }
})

test('a form asked for in a channel goes on in the own chat, with the place kept for the thread', async () => {
  const town = await createTown()
  expect((await town.open('ingrid', 'concern.register', {}, inChannel)).kind).toBe('message')
  await town.run()
  const [form] = town.channel.sent()
  expect(form?.card).toMatchObject({ name: 'form' })
  expect(textOf(form?.card)).toContain(`"origin":"${schoolChannel.key}"`)
})

test('somebody of another municipality finds no case by its reference', async () => {
  const town = await createTown()
  await openLog(town)
  expect(cardOf(await town.say('per', 'FJ-1001')).name).toBe('unknown')
  expect(cardOf(await town.say('per', 'SOL-1001')).name).toBe('unknown')
})
