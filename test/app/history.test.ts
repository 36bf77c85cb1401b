/** What was done and written stays readable, by those who may read it. */
import { expect, test } from 'vitest'
import type { Card } from '../../cards/card.ts'
import type { CaseId } from '../../src/core/ids.ts'
import { actionsOn, cardOf, createTown, type Name, type Texts, type Town, textOf } from '../support/town.ts'
import { addMeasure, caseOf, logWithJonas, openLog, propose, takenBack, worry } from './story.ts'

/** Every page of the history, as its texts and words in order; or as `line` says them. */
async function history(town: Town, name: Name, id: string, line = lineOf): Promise<string[]> {
  const seen: string[] = []
  let start: string | undefined = '0'
  while (start !== undefined) {
    const card = cardOf(await town.press(name, 'show.plan', { case: id, section: 'history', start }))
    seen.push(...card.blocks.flatMap(line))
    start = card.buttons.find(({ data }) => data.section === 'history')?.data.start
  }
  return seen
}

function lineOf(block: Card['blocks'][number]): string[] {
  if (block.kind === 'words') return [`«${block.words}»`]
  return block.kind === 'text' && block.text.includes(' · ') ? [block.text] : []
}

/** As `lineOf`, with the label of what was typed, and without the day. */
function labelled(block: Card['blocks'][number]): string[] {
  if (block.kind === 'words') return [`${block.label}: «${block.words}»`]
  return lineOf(block).map((text) => text.split(' · ').slice(1).join())
}

async function evaluated(town: Town, id: string, measure: string, note: string) {
  const typed = { effect: 'some', outcome: 'continue', evaluationDay: '2026-11-30', note }
  await town.submit('ingrid', 'measure.evaluate', { case: id, measure }, typed)
}

test('older words can still be read: what was seen, earlier evaluations, a corrected note, why a date was moved', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const measure = await addMeasure(town, id, {})
  await evaluated(town, id, measure, 'FIRST EVALUATION')
  await evaluated(town, id, measure, 'SECOND EVALUATION')
  await town.submit('ingrid', 'measure.postpone', { case: id, measure }, { day: '2026-12-07', reason: 'WHY LATER' })
  await town.submit('ingrid', 'note.add', { case: id }, { topic: 'learning', text: 'FIRST TEXT' })
  const note = (await caseOf(town, id)).notes[0]?.id ?? ''
  await town.submit('ingrid', 'note.correct', { case: id, note }, { text: 'SECOND TEXT' })
  const seen = await history(town, 'terje', id)
  for (const words of ['FIRST EVALUATION', 'SECOND EVALUATION', 'WHY LATER', 'FIRST TEXT', 'SECOND TEXT'])
    expect(seen).toContain(`«${words}»`)
  expect(seen).toContain('«Kaia is often alone in the breaks»')
  expect(seen[0]).toBe('man. 2. nov. 2026 · Ingrid Lunde: rettet et notat')
  expect(seen.at(-2)).toBe('man. 2. nov. 2026 · Ingrid Lunde: skrev ned undringen')
})

test('a colleague who answered anonymously stays unnamed', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.ask', { case: id }, { person: town.id('nora'), text: 'WHAT HELPS' })
  const question = (await caseOf(town, id)).concern.questions[0]?.id ?? ''
  await town.submit('nora', 'concern.answer', { case: id, question }, { text: 'PLAY FRIENDS' })
  const seen = (await history(town, 'terje', id)).join('\n')
  expect(seen).toContain('en kollega: svarte på spørsmålet')
  expect(seen).toContain('«PLAY FRIENDS»')
  expect(seen).not.toContain('Nora')
})

test('a service let in for some topics reads the words of those, and of nothing that has no topic', async () => {
  const town = await createTown()
  const id = await logWithJonas(town, ['learning'])
  await town.submit('ingrid', 'note.add', { case: id }, { topic: 'learning', text: 'ABOUT READING' })
  await town.submit('ingrid', 'note.add', { case: id }, { topic: 'health', text: 'ABOUT HEALTH' })
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-02' })
  const meeting = (await caseOf(town, id)).meetings[0]?.id ?? ''
  await town.submit(
    'ingrid',
    'meeting.hold',
    { case: id, meeting },
    { topic: 'health', minutes: 'MINUTES', nextDay: '2026-11-20' },
  )
  const seen = await history(town, 'jonas', id)
  expect(seen).toContain('«ABOUT READING»')
  expect(seen.join('\n')).toContain('skrev referat fra møtet')
  expect(seen.filter((one) => one.includes('skrev et notat'))).toHaveLength(1)
  for (const words of ['ABOUT HEALTH', 'MINUTES', 'Kaia', 'PURPOSE']) expect(seen.join('\n')).not.toContain(words)
})

/** Something of every kind that has a topic, done and changed; `words` begins everything that is typed. */
async function everythingAbout(town: Town, id: CaseId, topic: string, words: string): Promise<void> {
  const done = (action: string, data: Texts, typed: Texts) =>
    town.submit('ingrid', action, { case: id, ...data }, typed)
  const newest = async (kind: 'goals' | 'followUps' | 'notes') => (await caseOf(town, id))[kind].at(-1)?.id ?? ''
  await done('goal.set', {}, { topic, text: `${words} GOAL` })
  await town.press('ingrid', 'goal.finish', { case: id, goal: await newest('goals'), reached: 'yes' })
  const measure = await addMeasure(town, id, { topic, text: `${words} MEASURE`, responsible: 'home' })
  await done('measure.postpone', { measure }, { day: '2026-12-07', reason: `${words} PAUSE` })
  await evaluated(town, id, measure, `${words} EFFECT`)
  await done('measure.reassign', { measure }, { responsible: `person:${town.id('ingrid')}` })
  await done('follow-up.add', {}, { topic, text: `${words} CALL`, responsible: 'home', day: '2026-11-20' })
  const followUp = await newest('followUps')
  await done('follow-up.postpone', { followUp }, { day: '2026-11-27', reason: `${words} WAIT` })
  await town.press('ingrid', 'follow-up.done', { case: id, followUp })
  await done('note.add', {}, { topic, text: `${words} NOTE` })
  await done('note.correct', { note: await newest('notes') }, { text: `${words} AGAIN` })
}

test('of a topic the reader was not let in for, nothing that was done stands there; of theirs all does, called by its name', async () => {
  const town = await createTown()
  const id = await logWithJonas(town, ['learning'])
  const before = await history(town, 'jonas', id)
  await everythingAbout(town, id, 'family', 'HOME')
  expect(await history(town, 'jonas', id)).toEqual(before)
  expect((await history(town, 'ingrid', id)).join()).toContain('«HOME CALL»')
  await everythingAbout(town, id, 'learning', 'READ')
  const seen = await history(town, 'jonas', id, labelled)
  expect(seen.slice(0, -before.length)).toEqual([
    'Ingrid Lunde: rettet et notat',
    'Tekst: «READ AGAIN»',
    'Ingrid Lunde: skrev et notat',
    'Tekst: «READ NOTE»',
    'Ingrid Lunde: gjorde ferdig en oppfølging',
    'Hva skal gjøres?: «READ CALL»',
    'Ingrid Lunde: flyttet en oppfølging',
    'Hva skal gjøres?: «READ CALL»',
    'Hvorfor?: «READ WAIT»',
    'Ingrid Lunde: la til en oppfølging',
    'Hva skal gjøres?: «READ CALL»',
    'Ingrid Lunde: ga et tiltak fra hjemmet til Ingrid Lunde',
    'Tiltaket: «READ MEASURE»',
    'Ingrid Lunde: evaluerte et tiltak',
    'Tiltaket: «READ MEASURE»',
    'Merknad: «READ EFFECT»',
    'Ingrid Lunde: flyttet evalueringen',
    'Tiltaket: «READ MEASURE»',
    'Hvorfor?: «READ PAUSE»',
    'Ingrid Lunde: la til et tiltak',
    'Tiltaket: «READ MEASURE»',
    'Ingrid Lunde: noterte at et mål er nådd',
    'Målet: «READ GOAL»',
    'Ingrid Lunde: satte et mål',
    'Målet: «READ GOAL»',
  ])
})

test('that a family took a topic back stands there for whoever was let in for others', async () => {
  const town = await createTown()
  const id = await logWithJonas(town, ['learning', 'health'])
  await town.submit(
    'ingrid',
    'consent.withdraw',
    { case: id },
    { ...takenBack, what: 'topic:health', reason: 'WHY NOT' },
  )
  const seen = (await history(town, 'jonas', id)).join()
  expect(seen).toContain('Ingrid Lunde: registrerte at samtykket ble trukket tilbake')
  expect(seen).not.toContain('WHY NOT')
})

test('what was typed stands under what was asked; whom it is about stands on the case alone', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.ask', { case: id }, { person: town.id('nora'), text: 'WHAT HELPS' })
  const question = (await caseOf(town, id)).concern.questions[0]?.id ?? ''
  await town.submit('nora', 'concern.answer', { case: id, question }, { text: 'PLAY FRIENDS' })
  expect(await history(town, 'terje', id, labelled)).toEqual([
    'en kollega: svarte på spørsmålet',
    'Svaret: «PLAY FRIENDS»',
    'Ingrid Lunde: spurte en kollega',
    'Spørsmålet: «WHAT HELPS»',
    'Ingrid Lunde: skrev ned undringen',
    'Hva som er sett: «Kaia is often alone in the breaks»',
  ])
})

test('why a move was decided and what was left of the case stand under their own labels, and what lapsed is told of the bot', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const proposal = await propose(town, id)
  const decision = {
    reason: 'AGREED',
    view: 'WANTS IT',
    topic: 'learning',
    meetingDay: '2026-11-02',
    parentsTookPart: 'true',
    childAsked: 'true',
  }
  await town.submit('terje', 'level.decide', { case: id, proposal, approve: 'no' }, decision)
  const unanswered = await propose(town, id)
  await town.until('2026-12-02')
  expect((await caseOf(town, id)).proposals.find((one) => one.id === unanswered)?.status).toBe('lapsed')
  await town.submit('ingrid', 'case.close', { case: id }, { reason: 'goal-reached', summary: 'IT WENT WELL' })
  const seen = await history(town, 'terje', id, labelled)
  for (const line of [
    'Begrunnelse for avgjørelsen: «AGREED»',
    'Hva familien mente: «WANTS IT»',
    'Oppsummering: «IT WENT WELL»',
  ])
    expect(seen).toContain(line)
  // It has reminded meanwhile, which is no part of what was done; what was late is told once it is over.
  const late = 'Stafett: noterte at en forsinkelse er over'
  expect(seen.filter((line) => line.startsWith('Stafett:'))).toEqual([late, late, 'Stafett: forslaget falt bort'])
})

test('the history is logged as a look at the content, and shown to nobody without a part in the case', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const data = { case: id, section: 'history', start: '0' }
  await town.press('terje', 'show.plan', data)
  expect(cardOf(await town.press('mari', 'show.plan', data)).name).toBe('refusal')
  const looks = (await town.read((tx) => tx.access.of(id))).filter(({ what }) => what === 'case-plan')
  expect(looks.map(({ person, verdict }) => [person, verdict])).toEqual([
    [town.id('terje'), 'read'],
    [town.id('mari'), 'refused'],
  ])
})

test('whom a thing was given to and taken from is named, as is who came, left, or got the baton', async () => {
  const town = await createTown()
  const id = await logWithJonas(town, ['learning'])
  const measure = await addMeasure(town, id, { responsible: `person:${town.id('jonas')}` })
  const give = (to: string) => town.submit('ingrid', 'measure.reassign', { case: id, measure }, { responsible: to })
  await give('service:ppt')
  await give('home')
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('jonas') })
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') })
  const absence = { person: town.id('mari'), from: '2026-11-03', until: '2026-11-04' }
  await town.submit('ingrid', 'baton.deputize', { case: id }, absence)
  const ppt = 'Pedagogisk-psykologisk tjeneste (PPT)'
  const about = [
    `Ingrid Lunde: ga et tiltak fra ${ppt} til hjemmet`,
    `Ingrid Lunde: ga et tiltak fra Jonas Berg til ${ppt}`,
  ]
  expect(await history(town, 'terje', id, labelled)).toEqual(
    expect.arrayContaining([
      ...about,
      'Ingrid Lunde: åpnet saken med Ingrid Lunde som stafettholder',
      'Ingrid Lunde: tilbød stafettpinnen til Jonas Berg',
      'Ingrid Lunde: la til Mari Holm som deltaker',
      'Ingrid Lunde: pekte ut Mari Holm som stedfortreder',
    ]),
  )
  // To whoever reads some topics only, who else was in the case may disclose a service that has left.
  const part = await history(town, 'jonas', id, labelled)
  for (const line of about) expect(part).toContain(line)
  expect(part).toContain('Ingrid Lunde: la til en kollega som deltaker')
  expect(part.join('\n')).not.toContain('Mari Holm')
  await town.submit('ingrid', 'participant.remove', { case: id }, { person: town.id('mari') })
  await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'service:ppt' })
  const after = await history(town, 'terje', id, labelled)
  expect(after).toContain('Ingrid Lunde: avsluttet deltakelsen til Mari Holm')
  expect(after).toContain(`${ppt} er ikke med lenger`)
})

test('a planned transition stands in the plan with what it waits for, and nobody who gives can say that it was received', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('ingrid', 'transition.plan', { case: id }, { to: 'helsestasjon', day: '2027-08-16' })
  const plan = cardOf(await town.press('ingrid', 'show.plan', { case: id }))
  expect(textOf(plan)).toContain('Til helsestasjon, man. 16. aug. 2027')
  expect(textOf(plan)).toContain('Mangler: enhet, samtykke, svar fra lederen som tar imot og overgangsmøte')
  expect(actionsOn(plan)).not.toContain('transition.receive')
  // A button of a time when whoever gave said so.
  const transition = (await caseOf(town, id)).transitions[0]?.id ?? ''
  const old = cardOf(await town.press('ingrid', 'transition.receive', { case: id, transition }, { home: 'elsewhere' }))
  expect(textOf(old)).toContain('lederen for enheten som tar imot')
  expect((await caseOf(town, id)).transitions[0]?.status).toBe('planned')
})

test('who sees some topics only is not told that there is nothing', async () => {
  const town = await createTown()
  const id = await logWithJonas(town, ['learning'])
  await town.submit('ingrid', 'goal.set', { case: id }, { text: 'Sleep better', topic: 'health' })
  expect(textOf(await town.press('jonas', 'show.plan', { case: id }))).toContain('Ingen mål du har tilgang til')
  expect(textOf(await town.press('ingrid', 'show.plan', { case: id }))).toContain('Ingen tiltak ennå')
})
