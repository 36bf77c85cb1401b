/** Staff whom the family does not want in the case: chosen from the directory, and obeyed in everything the bot says and asks. */
import { describe, expect, test } from 'vitest'
import type { CaseId } from '../../src/core/ids.ts'
import {
  cardOf,
  createTown,
  dataOf,
  type Name,
  type Texts,
  type Town,
  textOf,
  valuesIn,
  wholeMenu,
} from '../support/town.ts'
import {
  addMeasure,
  allAsked,
  askFamily,
  caseOf,
  consent,
  logWithJonas,
  openLog,
  propose,
  sayYes,
  told,
  worry,
} from './story.ts'

/** The family gives a new consent for the school, and names who is not to take part. */
async function exclude(town: Town, id: CaseId, ...names: Name[]): Promise<void> {
  await askFamily(town, 'ingrid', { case: id }, { services: 'skole' })
  const data: Texts = { case: id, consent: (await caseOf(town, id)).consents.at(-1)?.id ?? '' }
  const excludedStaff = names.map((name) => town.id(name)).join(',')
  await sayYes(town, 'ingrid', data, { signedBy: 'guardian-1', childAsked: 'true', excludedStaff })
  expect((await caseOf(town, id)).excluded.map(({ person }) => person)).toEqual(names.map((name) => town.id(name)))
}

test('whoever was asked a question before reads it no more', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.ask', { case: id }, { person: town.id('mari'), text: 'WHAT NOW' })
  const back = `anonymous-question|${(await caseOf(town, id)).concern.questions[0]?.id}`
  expect(textOf(await town.press('mari', 'show.sent', { case: id, back }))).toContain('WHAT NOW')
  await town.submit(
    'ingrid',
    'concern.conclude',
    { case: id },
    { outcome: 'level:1', services: '', reason: 'So agreed' },
  )
  await exclude(town, id, 'mari')
  expect(textOf(await town.press('mari', 'show.sent', { case: id, back }))).not.toContain('WHAT NOW')
})

test('staff in free words are to be chosen; others are written down as they were said', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await askFamily(town, 'ingrid', { case: id }, { services: 'skole' })
  const data: Texts = { case: id, consent: (await caseOf(town, id)).consents.at(-1)?.id ?? '' }
  const typed = { signedBy: 'guardian-1', childAsked: 'true', excludedPersons: 'Onkelen, og Holm, Mari fra skolen' }
  const again = cardOf(await sayYes(town, 'ingrid', data, typed))
  expect(again.name).toBe('form')
  expect(valuesIn(again)).toMatchObject({ excludedPersons: typed.excludedPersons })
  const error = expect.stringMatching(
    /^Mari Holm er ansatt i kommunen. Velg navnet under «Ansatte som ikke skal være med»/,
  )
  expect(again.blocks).toContainEqual(expect.objectContaining({ id: 'excludedPersons', error }))
  expect((await caseOf(town, id)).consents.at(-1)?.status).toBe('requested')
  await sayYes(town, 'ingrid', data, { ...typed, excludedPersons: 'Onkelen', excludedStaff: town.id('mari') })
  expect((await caseOf(town, id)).consents.at(-1)?.status).toBe('given')
})

const why = 'Familien ønsker ikke at du tar del i denne saken'

describe('somebody who takes part', () => {
  test('leaves at once, is told that and nothing more, and is told why by an old button', async () => {
    const town = await createTown()
    const id = await logWithJonas(town)
    await addMeasure(town, id, { responsible: `person:${town.id('jonas')}` })
    await town.run()
    const before = town.channel.sent().length
    await exclude(town, id, 'jonas')
    await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-20' })
    await propose(town, id, 'ingrid', { to: '3' })
    await town.run()
    const sent = town.channel
      .sent()
      .slice(before)
      .filter(({ to, verb }) => to === 'jonas' && verb === 'direct')
    expect(sent.map(({ card }) => textOf(card))).toEqual([
      expect.stringContaining('Du er ikke lenger deltaker i saken.'),
    ])
    for (const action of ['show.case', 'show.plan', 'show.consents', 'show.menu'])
      expect(textOf(await town.press('jonas', action, { case: id })), action).toContain(why)
    expect(textOf(await town.press('jonas', 'note.add', { case: id }, { text: 'x', topic: 'learning' }))).toContain(why)
    expect(textOf(await town.say('jonas', 'mine'))).not.toContain('FJ-1001')
    // Who guesses a number is not to learn which family does not want them.
    expect(textOf(await town.say('jonas', 'sak FJ-1001'))).not.toContain('Familien')
    await town.until('2026-12-20')
    const later = town.channel
      .sent()
      .slice(before)
      .filter(({ to, verb }) => to === 'jonas' && verb === 'direct')
    expect(later).toHaveLength(sent.length)
    expect(textOf(await town.press('ingrid', 'show.case', { case: id }))).not.toContain('Ballen ligger hos Jonas')
  })

  test('who holds it is followed by whom the leader names', async () => {
    const town = await createTown()
    const id = await openLog(town)
    await askFamily(town, 'terje', { case: id }, { services: 'skole' })
    const data: Texts = { case: id, consent: (await caseOf(town, id)).consents.at(-1)?.id ?? '' }
    const typed = { signedBy: 'guardian-1', childAsked: 'true', excludedStaff: town.id('ingrid') }
    await sayYes(town, 'terje', data, typed)
    await town.run()
    expect(await caseOf(town, id)).toMatchObject({ holderLeft: expect.any(String) })
    const form = textOf(await town.open('terje', 'baton.name', { case: id }))
    expect([form.includes('Mari Holm'), form.includes('Ingrid Lunde')]).toEqual([true, false])
    expect(textOf(await town.press('ingrid', 'show.case', { case: id }))).toContain(why)
    const shown = textOf(await town.press('terje', 'show.case', { case: id }))
    expect(shown).not.toContain('"who":"Ingrid Lunde"')
  })
})

test('whose service is let go by the same answer hears that once, and nothing of the consent', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await town.run()
  await askFamily(town, 'ingrid', { case: id }, { services: 'skole,ppt' })
  const data: Texts = { case: id, consent: (await caseOf(town, id)).consents.at(-1)?.id ?? '' }
  const typed = { signedBy: 'guardian-1', childAsked: 'true', services: 'skole', excludedStaff: town.id('jonas') }
  await sayYes(town, 'ingrid', data, typed)
  await town.run()
  expect(told(town, 'consent-withdrawn')).toEqual(['terje'])
  expect(
    town.channel
      .sent()
      .filter(({ to }) => to === 'jonas')
      .at(-1)?.card.name,
  ).toBe('told')
})

describe('a leader', () => {
  test('reads and decides nothing, and what is proposed goes to KE where there is no other', async () => {
    const town = await createTown()
    const id = await openLog(town)
    await exclude(town, id, 'terje')
    await propose(town, id)
    await town.run()
    const sent = town.channel.sent().filter(({ card }) => card.name === 'proposal')
    expect(sent.map(({ to }) => to)).toEqual(['sara'])
    expect((await caseOf(town, id)).proposals[0]?.toKe).toBe(true)
    expect(textOf(await town.press('terje', 'show.case', { case: id }))).toContain(why)
    expect(textOf(await town.press('sara', 'show.case', { case: id }))).not.toContain(why)
    const proposal = (await caseOf(town, id)).proposals[0]?.id ?? ''
    expect(textOf(await town.press('ingrid', 'show.proposal', { case: id, proposal }))).not.toContain('Terje')
  })
})

test('nobody of KE who is excluded is named as one with whom the ball lies', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await propose(town, id)
  const shown = async () => textOf(await wholeMenu(town, 'ingrid', { case: id })) + textOf(await proposalOf(town, id))
  await exclude(town, id, 'terje')
  expect(await shown()).toContain('Sara')
  await exclude(town, id, 'terje', 'sara')
  expect(await shown()).not.toContain('Sara')
})

async function proposalOf(town: Town, id: CaseId) {
  const proposal = (await caseOf(town, id)).proposals[0]?.id ?? ''
  return town.press('ingrid', 'show.proposal', { case: id, proposal })
}

describe('the forms', () => {
  test('do not offer them, and refuse them where they are named all the same', async () => {
    const town = await createTown()
    const id = await openLog(town, { services: ['ppt'] })
    await exclude(town, id, 'jonas', 'mari')
    await consent(town, id, { services: ['ppt'] })
    const data: Texts = { case: id, consent: (await caseOf(town, id)).consents.at(-1)?.id ?? '' }
    expect((await caseOf(town, id)).excluded).toHaveLength(2)
    for (const action of ['participant.add', 'baton.offer', 'baton.deputize']) {
      const form = cardOf(await town.open('ingrid', action, { case: id }))
      expect(textOf(form), action).not.toMatch(/Jonas Berg|Mari Holm/)
      const typed = { person: town.id('mari'), from: '2026-11-02', until: '2026-11-20' }
      const answer = await town.submit('ingrid', action, { case: id }, typed)
      expect(textOf(answer), action).toContain('Familien ønsker ikke at den du valgte, tar del i saken.')
    }
    expect(data.consent).not.toBe('')
  })

  test('of the next consent begin with them, so that nobody comes back unseen', async () => {
    const town = await createTown()
    const id = await openLog(town)
    await exclude(town, id, 'jonas', 'mari')
    await askFamily(town, 'ingrid', { case: id }, { services: 'skole' })
    const data: Texts = { case: id, consent: (await caseOf(town, id)).consents.at(-1)?.id ?? '' }
    const form = cardOf(await town.open('ingrid', 'consent.record', { ...data, unfold: 'yes' }))
    expect(valuesIn(form).excludedStaff).toBe([town.id('jonas'), town.id('mari')].join(','))
    expect(textOf(form)).toContain('Jonas Berg')
  })

  test('say to a holder of another service not who they are, and lift nobody whom they did not show', async () => {
    const town = await createTown()
    const id = await logWithJonas(town)
    await exclude(town, id, 'mari')
    await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('jonas') })
    await town.press('jonas', 'baton.accept', { case: id, handOver: (await caseOf(town, id)).handOver?.id ?? '' })
    await askFamily(town, 'jonas', { case: id }, { services: 'ppt' })
    const data: Texts = { case: id, consent: (await caseOf(town, id)).consents.at(-1)?.id ?? '' }
    const form = cardOf(await town.open('jonas', 'consent.record', { ...data, unfold: 'yes' }))
    expect(valuesIn(form).excludedStaff ?? '').toBe('')
    const carried = dataOf(form, 'consent.record')
    const found = textOf(await town.open('jonas', 'consent.record', { ...data, find: 'Nora' }))
    expect([found.includes('Nora'), found.includes('Mari Holm')]).toEqual([true, false])
    expect(carried.excludedShown).toBe('')
    const choices = form.blocks.flatMap((block) =>
      block.kind === 'choices' && block.id === 'excludedStaff' ? block.choices : [],
    )
    expect(choices.findIndex(({ value }) => value === town.id('mari'))).not.toBe(0)
    const yes = {
      ...(await allAsked(town, data)),
      signedBy: 'guardian-1',
      childAsked: 'true',
      excludedStaff: town.id('nora'),
    }
    await town.press('jonas', 'consent.record', carried, { ...valuesIn(form), ...yes })
    expect(new Set((await caseOf(town, id)).excluded.map(({ person }) => person))).toEqual(
      new Set([town.id('mari'), town.id('nora')]),
    )
    await askFamily(town, 'terje', { case: id }, { services: 'skole' })
    const next = { case: id, consent: (await caseOf(town, id)).consents.at(-1)?.id ?? '' }
    expect(
      valuesIn(cardOf(await town.open('terje', 'consent.record', { ...next, unfold: 'yes' }))).excludedStaff,
    ).toContain(town.id('mari'))
  })

  test('lift nobody whom the family excluded while they were open', async () => {
    const town = await createTown()
    const id = await openLog(town)
    await askFamily(town, 'ingrid', { case: id }, { services: 'ppt' })
    const data: Texts = { case: id, consent: (await caseOf(town, id)).consents.at(-1)?.id ?? '' }
    const open = cardOf(await town.open('ingrid', 'consent.record', { ...data, unfold: 'yes' }))
    await exclude(town, id, 'mari')
    const yes = { ...(await allAsked(town, data)), signedBy: 'guardian-1', childAsked: 'true' }
    const wrong = { ...valuesIn(open), ...yes, until: '' }
    const again = cardOf(await town.press('ingrid', 'consent.record', dataOf(open, 'consent.record'), wrong))
    expect(textOf(again)).toContain('Mari Holm')
    const typed = { ...valuesIn(again), ...yes, until: '2027-10-01', excludedStaff: '' }
    await town.press('ingrid', 'consent.record', dataOf(again, 'consent.record'), typed)
    const now = await caseOf(town, id)
    expect(now.consents.find((one) => one.id === data.consent)?.status).toBe('given')
    expect(now.excluded.map(({ person }) => person)).toEqual([town.id('mari')])
    const add = await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') })
    expect(textOf(add)).toContain('Familien ønsker ikke at den du valgte, tar del i saken.')
    await askFamily(town, 'ingrid', { case: id }, { services: 'ppt' })
    const next: Texts = { case: id, consent: (await caseOf(town, id)).consents.at(-1)?.id ?? '' }
    await sayYes(town, 'ingrid', next, { signedBy: 'guardian-1', childAsked: 'true', excludedStaff: '' })
    expect((await caseOf(town, id)).excluded).toEqual([])
  })

  test('name nobody of another municipality', async () => {
    const town = await createTown()
    const id = await openLog(town)
    await askFamily(town, 'ingrid', { case: id }, { services: 'skole' })
    const data: Texts = { case: id, consent: (await caseOf(town, id)).consents.at(-1)?.id ?? '' }
    const typed = { signedBy: 'guardian-1', childAsked: 'true', excludedStaff: 'person_nobody' }
    expect(cardOf(await sayYes(town, 'ingrid', data, typed)).name).toBe('form')
    expect((await caseOf(town, id)).consents.at(-1)?.status).toBe('requested')
  })
})

test('whoever was only asked anonymously never learns which case it was', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.ask', { case: id }, { person: town.id('nora'), text: 'What would you do?' })
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
  await exclude(town, id, 'nora')
  const question = (await caseOf(town, id)).concern.questions[0]?.id ?? ''
  const answer = textOf(await town.press('nora', 'concern.answer', { case: id, question }, { text: 'Talk with her' }))
  for (const word of ['FJ-1001', 'Familien', 'Familie']) expect(answer).not.toContain(word)
  expect((await caseOf(town, id)).concern.questions[0]?.answer).toBeNull()
})
