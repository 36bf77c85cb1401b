/** Several people and one case: who is first, who is late, who may not, and what each of them sees. */
import { expect, test } from 'vitest'
import { actionsOn, cardOf, createTown, dataOf, textOf, valuesIn } from '../support/town.ts'
import { askFamily, caseOf, consent, logWithJonas, openLog, propose, sayYes, takenBack, worry } from './story.ts'

const decision = {
  reason: 'We agreed on it',
  topic: 'learning',
  meetingDay: '2026-11-02',
  parentsTookPart: 'true',
  childAsked: 'true',
}

test('two leaders decide at once: one decision counts, and the other sees whose, with nothing they wrote lost', async () => {
  const town = await createTown({ secondLeader: true })
  const id = await openLog(town)
  const proposal = await propose(town, id)
  const data = { case: id, proposal }
  const answers = await Promise.all([
    town.press('terje', 'level.decide', { ...data, approve: 'yes' }, decision),
    town.press('kari', 'level.decide', { ...data, approve: 'no' }, { ...decision, reason: 'Not yet, I think' }),
  ])
  expect((await caseOf(town, id)).proposals).toMatchObject([{ status: 'approved', decision: { by: town.id('terje') } }])
  const late = cardOf(answers[1])
  expect(textOf(late)).toContain('Not yet, I think')
  const seen = textOf(await town.press('kari', 'show.proposal', dataOf(late, 'show.proposal')))
  expect(seen).toContain('Terje Aas')
  expect(seen).toContain('We agreed on it')
})

test('a button on an old card shows what was decided, and by whom', async () => {
  const town = await createTown({ secondLeader: true })
  const id = await openLog(town)
  const proposal = await propose(town, id)
  await town.run()
  const sent = town.channel.sent().find(({ to, card }) => to === 'kari' && card.name === 'proposal')
  if (!sent) throw new Error('Kari was not asked')
  const old = dataOf(sent.card, 'level.decide')
  await town.submit('terje', 'level.decide', { case: id, proposal, approve: 'no' }, decision)
  const seen = cardOf(await town.open('kari', 'level.decide', old))
  expect(seen.name).toBe('proposal')
  expect(textOf(seen)).toContain('Terje Aas')
  expect(actionsOn(seen)).not.toContain('level.decide')
})

test('of two who set the next meeting in two forms the second is told of the first, who learns when it is moved', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  const form = async (by: 'ingrid' | 'jonas') =>
    dataOf(cardOf(await town.open(by, 'meeting.set', { case: id })), 'meeting.set')
  const [first, second] = [await form('ingrid'), await form('jonas')]
  await town.press('ingrid', 'meeting.set', first, { day: '2026-11-09' })
  const told = cardOf(await town.press('jonas', 'meeting.set', second, { day: '2026-11-16' }))
  expect(told.blocks.find((block) => 'id' in block && block.id === 'day')).toMatchObject({
    error: expect.stringContaining('mandag 9. november 2026'),
    value: '2026-11-16',
  })
  expect((await caseOf(town, id)).meetings).toMatchObject([{ day: '2026-11-09', status: 'set' }])
  await town.press('jonas', 'meeting.set', dataOf(told, 'meeting.set'), valuesIn(told))
  expect((await caseOf(town, id)).meetings).toMatchObject([
    { status: 'cancelled' },
    { day: '2026-11-16', status: 'set' },
  ])
  await town.run()
  const moved = town.channel
    .sent()
    .filter(({ card }) => textOf(card).includes('er flyttet til mandag 16. november 2026'))
  expect(moved.map(({ to }) => to)).toEqual(['ingrid'])
})

test('whoever moves their own meeting is told nothing of it', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-09' })
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-16' })
  await town.run()
  expect(textOf(town.channel.sent())).not.toContain('er flyttet til')
})

test('whoever may not decide is told who may, by name', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  const data = { case: id, proposal: await propose(town, id, 'jonas', { to: '3' }), approve: 'yes' }
  expect(textOf(await town.open('ingrid', 'level.decide', data))).toContain('Terje Aas')
  expect(textOf(await town.press('ingrid', 'level.decide', data, decision))).toContain('Terje Aas')
})

test('nobody decides what they proposed: they are told who does', async () => {
  const town = await createTown({ secondLeader: true })
  const id = await openLog(town)
  const proposal = await propose(town, id, 'terje')
  const answer = await town.press('terje', 'level.decide', { case: id, proposal, approve: 'yes' }, decision)
  expect(textOf(answer)).toContain('Kari Dahl')
  expect((await caseOf(town, id)).proposals[0]?.status).toBe('open')
})

test('a baton that was taken back can not be accepted any more, and its card says so', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('jonas') })
  await town.run()
  const card = town.channel.sent().find((one) => one.card.name === 'hand-over')?.card
  if (!card) throw new Error('Jonas was not asked')
  const data = dataOf(card, 'baton.accept')
  await town.press('ingrid', 'baton.withdraw', { case: id, handOver: data.handOver ?? '' })
  const seen = cardOf(await town.press('jonas', 'baton.accept', data))
  expect(actionsOn(seen)).not.toContain('baton.accept')
  expect((await caseOf(town, id)).holder).toBe(town.id('ingrid'))
})

test("the family's answer can be written down straight from the reminder that asks for it", async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1' })
  await askFamily(town, 'ingrid', { case: id }, { services: 'skole', born: '2016-03', guardians: '1' })
  await town.until('2026-11-09')
  const card = town.channel.sent().findLast((one) => textOf(one.card).includes('consent.record'))?.card
  if (!card) throw new Error('nobody was reminded')
  const answer = cardOf(
    await sayYes(town, 'ingrid', dataOf(card, 'consent.record'), {
      signedBy: 'guardian-1',
      childAsked: 'true',
    }),
  )
  expect(answer.name).toBe('reminder')
  expect(await caseOf(town, id)).toMatchObject({ level: 1, consents: [{ status: 'given', from: '2026-11-09' }] })
})

test('what was typed comes back whole when a day is refused, with the reason at its field', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const typed = {
    text: '<b>*x*</b> [a](b) 👨‍👩‍👧 مرحبا',
    topic: 'learning',
    arena: 'school',
    responsible: 'home',
    evaluationDay: '2027-11-02',
  }
  const form = cardOf(await town.submit('ingrid', 'measure.add', { case: id }, typed))
  expect(form.blocks.find((block) => 'id' in block && block.id === 'evaluationDay')).toMatchObject({
    error: expect.stringContaining('mandag 25. januar 2027'),
  })
  expect(valuesIn(form)).toMatchObject(typed)
  const saved = cardOf(
    await town.press('ingrid', 'measure.add', dataOf(form, 'measure.add'), {
      ...valuesIn(form),
      evaluationDay: '2026-11-16',
    }),
  )
  expect(saved.name).toBe('case-summary')
})

test("a family's words, and everything typed about their consent, are kept as words: no state, log or outbox holds one", async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1' })
  await askFamily(town, 'ingrid', { case: id }, { services: 'skole', born: '2016-03', guardians: '1' })
  const asked = (await caseOf(town, id)).consents[0]?.id ?? ''
  const typed = {
    purpose: 'Wonderwords1',
    excludedPersons: 'Wonderwords2',
    language: 'Wonderwords3',
    textVersion: 'Wonderwords4',
    childView: 'Wonderwords5',
  }
  await sayYes(town, 'ingrid', { case: id, consent: asked }, { signedBy: 'guardian-1', childAsked: 'true', ...typed })
  expect((await caseOf(town, id)).level).toBe(1)
  expect(
    JSON.stringify([await caseOf(town, id), await town.read((tx) => tx.cases.entries(id)), town.log]),
  ).not.toContain('Wonderwords')
})

test('nobody is asked to advise themselves', async () => {
  const town = await createTown()
  const id = await worry(town)
  const form = textOf(await town.open('ingrid', 'concern.ask', { case: id }))
  expect(form).toContain('Mari Holm')
  expect(form).not.toContain(`"${town.id('ingrid')}"`)
})

test('a withdrawal that the form offers is one that can be made', async () => {
  const town = await createTown()
  const id = await logWithJonas(town, ['learning'])
  const form = cardOf(await town.open('ingrid', 'consent.withdraw', { case: id }))
  const what = form.blocks.find((block) => 'id' in block && block.id === 'what')
  const choices = what && 'choices' in what ? what.choices.map(({ value }) => value) : []
  expect(choices).toContain('service:ppt')
  for (const value of choices.slice(1)) {
    const own = await createTown()
    const other = await logWithJonas(own, ['learning'])
    expect(
      cardOf(await own.submit('ingrid', 'consent.withdraw', { case: other }, { ...takenBack, what: value })).name,
    ).toBe('consent-checkpoint')
  }
  await consent(town, id, { services: ['ppt'], topics: ['health'] })
})
