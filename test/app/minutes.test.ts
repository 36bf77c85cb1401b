/** Minutes at the door: written against the agenda, what was decided taken up in one press, put right by their writer, and read by those they are for. */
import { describe, expect, test } from 'vitest'
import type { Card } from '../../cards/card.ts'
import type { CaseId } from '../../src/core/ids.ts'
import { comesIn, type FamilyTown, familyTown } from '../support/family-town.ts'
import {
  actionsOn,
  cardOf,
  createTown,
  dataOf,
  type Name,
  type Texts,
  type Town,
  textOf,
  valuesIn,
} from '../support/town.ts'
import { addMeasure, askFamily, caseOf, consent, logWithJonas, openLog, sayYes, takenBack } from './story.ts'

const typed: Texts = {
  ...{ topic: 'learning', minutes: 'THEY TALKED', decisions: 'READ DAILY\n\nCALL THE BUS', childView: 'HE LIKES IT' },
  ...{ whyNone: 'IT GOES WELL', others: 'no' },
}

async function called(town: Town, id: CaseId, more: Texts = {}): Promise<Texts> {
  const agenda = { topic: 'learning', purpose: 'AGREE', points: 'THE BREAKS' }
  await town.submit('ingrid', 'meeting.set', { case: id, unfold: 'yes' }, { day: '2026-11-02', ...agenda, ...more })
  return { case: id, meeting: (await caseOf(town, id)).meetings.at(-1)?.id ?? '' }
}

const held = async (town: Town, data: Texts, more: Texts = {}, by: Name = 'ingrid') =>
  cardOf(await town.submit(by, 'meeting.hold', data, { ...typed, ...more }))
const section = async (town: Town, name: Name, id: CaseId, which = 'meetings') =>
  cardOf(await town.press(name, 'show.plan', { case: id, section: which, start: '0' }))

/** The buttons of what was decided, each by its line and what it makes. */
function ways(card: Card): { words: string; action: string; data: Texts }[] {
  let line = ''
  return card.blocks.flatMap((block) => {
    if (block.kind !== 'row') return []
    if (block.words) line = block.words
    const { action, data } = block.button
    return data.decision ? [{ words: line, action, data }] : []
  })
}

describe('the form of minutes', () => {
  test('shows what was to be talked about, and who can have been there, of whom nobody is ticked', async () => {
    const town = await createTown()
    const id = await logWithJonas(town)
    const measure = await addMeasure(town, id, { responsible: 'home' })
    const data = await called(town, id, { agenda: measure })
    const form = cardOf(await town.open('ingrid', 'meeting.hold', data))
    for (const said of ['Tiltak: Reading with an adult', 'THE BREAKS', 'AGREE']) expect(textOf(form)).toContain(said)
    const present = form.blocks.find((block) => 'id' in block && block.id === 'present')
    expect(present).toMatchObject({
      kind: 'choices',
      choices: [{ label: 'Barnet' }, { label: 'Foresatt' }, { label: 'Ingrid Lunde' }, { label: 'Jonas Berg' }],
    })
    expect(valuesIn(form).present ?? '').toBe('')
  })

  test('says nothing of the agenda of a topic that is closed to whoever writes', async () => {
    const town = await createTown()
    const id = await logWithJonas(town, ['learning'])
    const data = await called(town, id, { topic: 'health' })
    expect(textOf(cardOf(await town.open('jonas', 'meeting.hold', data)))).not.toContain('THE BREAKS')
    expect(textOf(cardOf(await town.open('ingrid', 'meeting.hold', data)))).toContain('THE BREAKS')
  })

  test('offers nobody whom the family has excluded, and refuses them where they are named all the same', async () => {
    const town = await createTown()
    const id = await logWithJonas(town)
    const data = await called(town, id)
    const ask = { case: id, checkpoint: 'renewal' }
    await askFamily(town, 'ingrid', ask, { services: 'skole,ppt', topics: 'learning' })
    const { id: consent = '' } = (await caseOf(town, id)).consents.at(-1) ?? {}
    const jonas = town.id('jonas')
    await sayYes(
      town,
      'ingrid',
      { case: id, consent },
      { signedBy: 'guardian-1', childAsked: 'true', excludedStaff: jonas },
    )
    expect((await caseOf(town, id)).excluded).toMatchObject([{ person: jonas }])
    const form = cardOf(await town.open('ingrid', 'meeting.hold', data))
    expect(textOf(form)).not.toContain('Jonas Berg')
    const again = await held(town, data, { present: jonas })
    expect(again.blocks.find((block) => 'id' in block && block.id === 'present')).toHaveProperty('error')
    expect((await caseOf(town, id)).meetings.at(-1)?.status).toBe('set')
  })

  test('tells the second of two who write at once who was first, with everything they typed', async () => {
    const town = await createTown()
    const id = await logWithJonas(town)
    const data = await called(town, id)
    const stood = cardOf(await town.open('jonas', 'meeting.hold', data))
    await held(town, data)
    const late = { ...typed, day: '2026-11-02', minutes: 'THE OTHER SAW IT SO', decisions: 'SOMETHING ELSE' }
    const second = cardOf(await town.press('jonas', 'meeting.hold', dataOf(stood, 'meeting.hold'), late))
    expect(textOf(second)).toContain('Referatet fra møtet ble skrevet')
    for (const word of ['THE OTHER SAW IT SO', 'SOMETHING ELSE']) expect(textOf(second)).toContain(word)
    expect((await caseOf(town, id)).meetings.at(-1)?.decisions).toHaveLength(2)
  })
})

describe.each(['dialog', 'chat'] as const)('what was decided, where content stands in a %s', (content) => {
  test('becomes something to do and a measure, each in one press from where it was saved', async () => {
    const town = await createTown({ content })
    const id = await logWithJonas(town)
    const shown = await held(town, await called(town, id), { present: 'child' })
    expect(textOf(shown)).toContain('Her kan det dere bestemte, bli tiltak og oppfølginger.')
    const [task, , , measure] = ways(shown)
    expect(ways(shown).map(({ words, action }) => [words, action])).toEqual([
      ['READ DAILY', 'follow-up.add'],
      ['READ DAILY', 'measure.add'],
      ['CALL THE BUS', 'follow-up.add'],
      ['CALL THE BUS', 'measure.add'],
    ])
    const form = cardOf(await town.open('ingrid', 'follow-up.add', task?.data ?? {}))
    expect(valuesIn(form)).toMatchObject({ text: 'READ DAILY', topic: 'learning' })
    const values = { ...valuesIn(form), day: '2026-11-20' }
    const after = cardOf(await town.press('ingrid', 'follow-up.add', dataOf(form, 'follow-up.add'), values))
    expect(ways(after).map(({ words }) => words)).toEqual(['CALL THE BUS', 'CALL THE BUS'])
    const other = cardOf(await town.open('ingrid', 'measure.add', measure?.data ?? {}))
    const added = { ...valuesIn(other), arena: 'school' }
    const last = cardOf(await town.press('ingrid', 'measure.add', dataOf(other, 'measure.add'), added))
    expect(ways(last)).toEqual([])
    expect(textOf(last)).toContain('Bestemt, og tatt videre')
    const { followUps, measures } = await caseOf(town, id)
    expect([followUps, measures].map(({ length }) => length)).toEqual([1, 1])
  })

  test('is taken up once, also from a form that stood open and from a button that stood in a chat', async () => {
    const town = await createTown({ content })
    const id = await logWithJonas(town)
    const [task] = ways(await held(town, await called(town, id)))
    const data = task?.data ?? {}
    const stood = cardOf(await town.open('jonas', 'measure.add', data))
    const values = { text: 'READ DAILY', topic: 'learning', responsible: 'home' }
    await town.submit('ingrid', 'follow-up.add', data, { ...values, day: '2026-11-20' })
    const late = { ...values, arena: 'school', evaluationDay: '2026-11-20' }
    const no = cardOf(await town.press('jonas', 'measure.add', dataOf(stood, 'measure.add'), late))
    expect([no.name, textOf(no).includes('READ DAILY')]).toEqual(['refusal', true])
    expect(textOf(no)).toContain('av Ingrid Lunde')
    expect(cardOf(await town.open('jonas', 'follow-up.add', data)).name).toBe('refusal')
    expect((await caseOf(town, id)).measures).toEqual([])
  })

  test('can be taken up within four presses from the card of its case', async () => {
    const town = await createTown({ content })
    const id = await logWithJonas(town)
    await held(town, await called(town, id))
    let card = cardOf(await town.press('ingrid', 'show.case', { case: id }))
    card = cardOf(await town.press('ingrid', 'show.plan', dataOf(card, 'show.plan')))
    expect(textOf(card)).toContain('2 ting dere bestemte, er ikke tatt videre')
    card = await section(town, 'ingrid', id)
    expect(ways(card)[0]?.words).toBe('READ DAILY')
  })
})

test('no more than five lines have buttons at a time, of the newest meeting first, and the others come after', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  const lines = (of: string, count: number) => Array.from({ length: count }, (_, at) => `${of} ${at + 1}`).join('\n')
  await held(town, await called(town, id), { decisions: lines('FIRST', 3) })
  const shown = await held(town, await called(town, id), { decisions: lines('SECOND', 6), minutes: '' })
  const tasks = (card: Card) => ways(card).filter(({ action }) => action === 'follow-up.add')
  expect(tasks(shown).map(({ words }) => words)).toEqual(['SECOND 1', 'SECOND 2', 'SECOND 3', 'SECOND 4', 'SECOND 5'])
  expect(textOf(shown)).toContain('SECOND 6')
  const about = { text: 'SOMETHING', topic: 'learning', responsible: 'home', day: '2026-11-20' }
  await town.submit('ingrid', 'follow-up.add', tasks(shown)[0]?.data ?? {}, about)
  expect(tasks(await section(town, 'ingrid', id)).at(-1)?.words).toBe('SECOND 6')
})

test('what is left of it is proposed for the next meeting, and read there by those alone who may read the minutes', async () => {
  const town = await createTown()
  const id = await logWithJonas(town, ['learning'])
  await held(town, await called(town, id), { topic: 'health', decisions: 'SEE THE NURSE' })
  const form = cardOf(await town.open('ingrid', 'meeting.set', { case: id, unfold: 'yes' }))
  expect(textOf(form)).toContain('Bestemt sist: SEE THE NURSE')
  const [chosen = ''] = (valuesIn(form).agenda ?? '').split(',')
  expect(chosen).toMatch(/^decision_/)
  await town.press('ingrid', 'meeting.set', dataOf(form, 'meeting.set'), { ...valuesIn(form), day: '2026-11-12' })
  expect((await caseOf(town, id)).meetings.at(-1)?.invitation?.agenda).toEqual([chosen])
  expect(textOf(await section(town, 'ingrid', id))).toContain('Bestemt sist: SEE THE NURSE')
  expect(textOf(await section(town, 'jonas', id))).not.toContain('SEE THE NURSE')
  expect(textOf(cardOf(await town.open('jonas', 'meeting.change', { case: id, meeting: 'meeting_x' })))).not.toContain(
    'SEE THE NURSE',
  )
})

test('the points of a meeting of which nothing was written are proposed for the next', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  const data = await called(town, id)
  await town.submit('ingrid', 'meeting.cancel', data, { reason: 'Ill' })
  const form = cardOf(await town.open('ingrid', 'meeting.set', { case: id, unfold: 'yes' }))
  expect(textOf(form)).toContain('Fra forrige dagsorden: THE BREAKS')
  await town.press('ingrid', 'meeting.set', dataOf(form, 'meeting.set'), { ...valuesIn(form), day: '2026-11-12' })
  expect(textOf(await section(town, 'jonas', id))).toContain('Fra forrige dagsorden: THE BREAKS')
})

describe('who was there', () => {
  const all = (town: Town) => ['child', 'guardian-1', town.id('ingrid'), town.id('jonas')].join(',')

  test('is read in the plan and in the history', async () => {
    const town = await createTown()
    const id = await logWithJonas(town)
    await held(town, await called(town, id), { present: all(town) })
    const said = 'Barnet, Foresatt, Ingrid Lunde og Jonas Berg'
    expect(textOf(await section(town, 'jonas', id))).toContain(`Til stede: ${said}`)
    expect(textOf(await section(town, 'ingrid', id, 'history'))).toContain(said)
  })

  test('is not read by whom the family has let know of other topics alone', async () => {
    const town = await createTown()
    const id = await logWithJonas(town, ['learning'])
    await held(town, await called(town, id), { topic: 'health', present: all(town) })
    for (const part of ['meetings', 'history']) {
      expect(textOf(await section(town, 'jonas', id, part))).not.toContain('Foresatt, Ingrid')
      expect(textOf(await section(town, 'ingrid', id, part))).toContain('Foresatt, Ingrid')
    }
  })

  test('names nobody to others who has left the case since, and stays for whoever sees the whole', async () => {
    const town = await createTown()
    const id = await openLog(town, { services: ['ppt', 'skolehelsetjeneste'] })
    for (const name of ['jonas', 'nora'] as const)
      await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id(name) })
    await held(town, await called(town, id), { present: all(town) })
    const before = textOf(await section(town, 'nora', id))
    await town.submit('ingrid', 'participant.remove', { case: id }, { person: town.id('jonas') })
    const after = textOf(await section(town, 'nora', id))
    expect([before.includes('Jonas Berg'), after.includes('Jonas Berg')]).toEqual([true, false])
    expect(after).toContain('Barnet, Foresatt, Ingrid Lunde og en kollega')
    expect(textOf(await section(town, 'ingrid', id))).toContain('Jonas Berg')
  })
})

test('why there is no other meeting is for whoever reads the whole, where nothing else was written', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await held(town, await called(town, id), { topic: '', minutes: '', decisions: '', childView: '' })
  expect(textOf(await section(town, 'ingrid', id))).toContain('IT GOES WELL')
  expect(textOf(await section(town, 'jonas', id))).not.toContain('IT GOES WELL')
})

test('nothing of minutes is read once the log is sealed, nor who was there', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await held(town, await called(town, id), { present: 'child' })
  expect(textOf(await section(town, 'ingrid', id))).toContain('Til stede: Barnet')
  await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
  const seen = textOf(await section(town, 'ingrid', id))
  expect(seen).toContain('Møte holdt')
  for (const word of ['Til stede', 'THEY TALKED', 'READ DAILY']) expect(seen).not.toContain(word)
})

describe('putting minutes right', () => {
  test('shows its writer nothing of a topic that the family has closed to them since', async () => {
    const town = await createTown()
    const id = await logWithJonas(town)
    const data = await called(town, id)
    await held(town, data, {}, 'jonas')
    expect(textOf(cardOf(await town.open('jonas', 'meeting.correct', data)))).toContain('THEY TALKED')
    await consent(town, id, { services: ['ppt'], topics: ['health'] })
    expect(textOf(cardOf(await town.open('jonas', 'meeting.correct', data)))).not.toContain('THEY TALKED')
  })

  test('is for whoever wrote them, begins with what stands there, and keeps it in the history', async () => {
    const town = await createTown()
    const id = await logWithJonas(town)
    const shown = await held(town, await called(town, id), { present: 'child' })
    await town.submit('ingrid', 'follow-up.add', ways(shown)[0]?.data ?? {}, {
      ...{ text: 'READ DAILY', topic: 'learning', responsible: 'home', day: '2026-11-20' },
    })
    const own = await section(town, 'ingrid', id)
    expect(actionsOn(own)).toContain('meeting.correct')
    expect(actionsOn(await section(town, 'jonas', id))).not.toContain('meeting.correct')
    const data = dataOf(own, 'meeting.correct')
    const form = cardOf(await town.open('ingrid', 'meeting.correct', data))
    expect(valuesIn(form)).toMatchObject({ minutes: 'THEY TALKED', decisions: 'CALL THE BUS', present: 'child' })
    const right = { ...valuesIn(form), minutes: 'THEY AGREED', decisions: 'CALL THE TAXI' }
    const done = cardOf(await town.press('ingrid', 'meeting.correct', dataOf(form, 'meeting.correct'), right))
    expect(textOf(done)).toContain('Referatet er rettet. Den eldre teksten er tatt vare på.')
    const now = textOf(await section(town, 'jonas', id))
    for (const word of ['THEY AGREED', 'CALL THE TAXI', 'READ DAILY', 'Rettet 1 gang.']) expect(now).toContain(word)
    for (const word of ['THEY TALKED', 'CALL THE BUS']) expect(now).not.toContain(word)
    const history = textOf(await section(town, 'ingrid', id, 'history'))
    for (const word of ['THEY TALKED', 'CALL THE BUS', 'rettet et referat', 'THEY AGREED'])
      expect(history).toContain(word)
  })

  test('is refused to others by name of who may, and told of what became of a decision meanwhile', async () => {
    const town = await createTown()
    const id = await logWithJonas(town)
    const data = await called(town, id)
    const shown = await held(town, data)
    const no = cardOf(await town.open('jonas', 'meeting.correct', data))
    expect(textOf(no)).toContain('den som skrev notatet eller referatet')
    expect(no.name).toBe('refusal')
    const stood = cardOf(await town.open('ingrid', 'meeting.correct', data))
    await town.submit('jonas', 'follow-up.add', ways(shown)[0]?.data ?? {}, {
      ...{ text: 'READ DAILY', topic: 'learning', responsible: 'home', day: '2026-11-20' },
    })
    const late = { ...valuesIn(stood), minutes: 'THEY AGREED' }
    const again = cardOf(await town.press('ingrid', 'meeting.correct', dataOf(stood, 'meeting.correct'), late))
    expect([again.name, textOf(again).includes('THEY AGREED')]).toEqual(['form', true])
    expect((await caseOf(town, id)).meetings.at(-1)?.corrected).toBeUndefined()
  })

  test('shows nobody words of a topic that is closed to them, in whatever form', async () => {
    const town = await createTown()
    const id = await logWithJonas(town, ['learning'])
    const shown = await held(town, await called(town, id), { topic: 'health', decisions: 'SEE THE NURSE' })
    const data = ways(shown)[0]?.data ?? {}
    for (const action of ['follow-up.add', 'measure.add'])
      expect(textOf(cardOf(await town.open('jonas', action, data)))).not.toContain('SEE THE NURSE')
    const about = { text: 'X', topic: 'learning', responsible: 'home', day: '2026-11-20' }
    expect(cardOf(await town.submit('jonas', 'follow-up.add', data, about)).name).toBe('refusal')
    const seen = [await section(town, 'jonas', id), await section(town, 'jonas', id, 'history')].map(textOf).join()
    for (const word of ['SEE THE NURSE', 'THEY TALKED', 'IT GOES WELL']) expect(seen).not.toContain(word)
    expect((await caseOf(town, id)).followUps).toEqual([])
  })
})

describe('the family', () => {
  async function inLog(more: Texts): Promise<{ town: FamilyTown; id: CaseId; data: Texts }> {
    const town = await familyTown()
    const id = await logWithJonas(town)
    await comesIn(town, id)
    const data = await called(town, id)
    const { participants } = await caseOf(town, id)
    const present = ['child', ...participants.map(({ person }) => person)].join(',')
    await held(town, data, { present, ...more })
    return { town, id, data }
  }
  const page = async (town: FamilyTown, id: CaseId) => textOf(await town.at('mother', 'family.log', { case: id }))

  test('reads minutes, what was decided and which staff were there, where none of it is about others', async () => {
    const { town, id } = await inLog({ others: 'no' })
    const seen = await page(town, id)
    for (const word of ['THEY TALKED', 'READ DAILY', 'Bestemt på møtet', 'Til stede fra kommunen: Ingrid Lunde'])
      expect(seen).toContain(word)
    for (const word of ['HE LIKES IT', 'IT GOES WELL']) expect(seen).not.toContain(word)
  })

  test.each([
    ['about others', { others: 'yes' }],
    ['of which nobody has said', { others: '' }],
  ])('reads nothing of minutes %s, decisions without any other word among them', async (_, more) => {
    const { town, id } = await inLog({ ...more, minutes: '' })
    const seen = await page(town, id)
    for (const word of ['READ DAILY', 'Til stede fra kommunen']) expect(seen).not.toContain(word)
    expect(seen).toContain('holdt')
  })

  test('reads what was put right, and nothing of it once it is about others', async () => {
    const { town, id, data } = await inLog({ others: 'no' })
    await town.submit('ingrid', 'meeting.correct', data, { minutes: 'THEY AGREED', decisions: '', others: 'no' })
    const seen = await page(town, id)
    expect([seen.includes('THEY AGREED'), seen.includes('THEY TALKED'), seen.includes('READ DAILY')]).toEqual([
      ...[true, false, false],
    ])
    await town.submit('ingrid', 'meeting.correct', data, { minutes: 'OF A FRIEND', decisions: '', others: 'yes' })
    expect(await page(town, id)).not.toContain('OF A FRIEND')
  })
})
