/** A press on a card that has been overtaken: what happened, when and by whom, for whoever may know it; never "not you". */
import { describe, expect, test } from 'vitest'
import type { CaseId } from '../../src/core/ids.ts'
import { actionsOn, cardOf, createTown, type Name, type Texts, type Town, textOf } from '../support/town.ts'
import { addMeasure, caseOf, consent, logWithJonas, openLog, propose, saidNo, worry } from './story.ts'

/** What somebody's button carries, and what somebody else has done before they press it. */
type Late = {
  action: string
  who: Name
  begin(town: Town): Promise<{ id: CaseId; data?: Texts; typed?: Texts }>
  meanwhile(town: Town, id: CaseId, data: Texts): Promise<unknown>
  says: string
}

const later = '2026-11-04T09:00:00.000Z'
const when = 'onsdag 4. november 2026'

async function withMeasure(town: Town) {
  const id = await openLog(town)
  return { id, data: { measure: await addMeasure(town, id, { responsible: 'home' }) } }
}

async function withTask(town: Town) {
  const id = await openLog(town)
  const typed = { text: 'Call', topic: 'family', responsible: 'home', day: '2026-11-16' }
  await town.submit('ingrid', 'follow-up.add', { case: id }, typed)
  return { id, data: { followUp: (await caseOf(town, id)).followUps[0]?.id ?? '' } }
}

async function withMeeting(town: Town) {
  const id = await openLog(town)
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-04' })
  return { id, data: { meeting: (await caseOf(town, id)).meetings[0]?.id ?? '' } }
}

async function withProposal(town: Town, by: Name = 'ingrid') {
  const id = await openLog(town)
  return { id, data: { proposal: await propose(town, id, by), approve: 'yes' } }
}

async function withOffer(town: Town, to: Name) {
  const id = await openLog(town)
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id(to) })
  return { id, data: { handOver: (await caseOf(town, id)).handOver?.id ?? '' } }
}

async function withQuestion(town: Town) {
  const id = await openLog(town)
  await town.submit('ingrid', 'consent.request', { case: id }, { services: 'ppt', topics: 'learning' })
  return { id, data: { consent: (await caseOf(town, id)).consents.at(-1)?.id ?? '' } }
}

const reject = (town: Town, id: CaseId, { proposal = '' }: Texts) =>
  town.submit('terje', 'level.decide', { case: id, proposal, approve: 'no' }, { topic: 'learning', reason: 'Not yet' })

const evaluate = (town: Town, id: CaseId, { measure = '' }: Texts) =>
  town.submit('terje', 'measure.evaluate', { case: id, measure }, { effect: 'good', outcome: 'done' })

const cancel = (town: Town, id: CaseId, { meeting = '' }: Texts) =>
  town.submit('terje', 'meeting.cancel', { case: id, meeting }, { reason: 'Ill' })

const finish = (town: Town, id: CaseId, { followUp = '' }: Texts) =>
  town.press('terje', 'follow-up.done', { case: id, followUp })

const answer =
  (name: Name, action: string) =>
  (town: Town, id: CaseId, { handOver = '' }: Texts) =>
    town.press(name, action, { case: id, handOver })

const stories: Record<string, Late> = {
  'the way on was chosen, and the log is open': {
    ...{ action: 'concern.conclude', who: 'terje', says: `Saken ble åpnet ${when} av Ingrid Lunde.` },
    begin: async (town) => ({ id: await worry(town), typed: { outcome: 'level:1' } }),
    async meanwhile(town, id) {
      await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1' })
      await consent(town, id, { services: ['skole'] })
    },
  },
  'the proposal was rejected': {
    ...{ action: 'level.decide', who: 'terje', says: `Forslaget ble avslått ${when} av deg.` },
    begin: withProposal,
    meanwhile: reject,
  },
  'the proposal was rejected before it was withdrawn': {
    ...{ action: 'level.withdraw', who: 'ingrid', says: `Forslaget ble avslått ${when} av Terje Aas.` },
    begin: withProposal,
    meanwhile: reject,
  },
  'the proposal was withdrawn': {
    ...{ action: 'level.decide', who: 'terje', says: `Forslaget ble trukket tilbake ${when} av Ingrid Lunde.` },
    begin: withProposal,
    meanwhile: (town, id, { proposal = '' }) => town.press('ingrid', 'level.withdraw', { case: id, proposal }),
  },
  'another proposal waits': {
    ...{ action: 'level.propose', who: 'terje', says: `Et nytt nivå ble foreslått ${when} av Ingrid Lunde.` },
    begin: async (town) => ({
      id: await openLog(town),
      typed: { to: '2', services: '', topic: 'learning', reason: 'WHY' },
    }),
    meanwhile: (town, id) => propose(town, id),
  },
  'the baton was accepted, by oneself': {
    ...{ action: 'baton.accept', who: 'mari', says: 'Stafettpinnen vart teken imot onsdag 4. november 2026 av deg.' },
    begin: (town) => withOffer(town, 'mari'),
    meanwhile: answer('mari', 'baton.accept'),
  },
  'the baton was accepted before the offer was withdrawn': {
    ...{ action: 'baton.withdraw', who: 'terje', says: `Stafettpinnen ble tatt imot ${when} av Mari Holm.` },
    begin: (town) => withOffer(town, 'mari'),
    meanwhile: answer('mari', 'baton.accept'),
  },
  'the offer was withdrawn, which whoever was offered it learns without a name': {
    ...{
      action: 'baton.accept',
      who: 'mari',
      says: 'Tilbodet om stafettpinnen vart trekt tilbake onsdag 4. november 2026.',
    },
    begin: (town) => withOffer(town, 'mari'),
    meanwhile: answer('ingrid', 'baton.withdraw'),
  },
  'the measure was evaluated': {
    ...{ action: 'measure.evaluate', who: 'ingrid', says: `Tiltaket ble evaluert ${when} av Terje Aas.` },
    begin: withMeasure,
    meanwhile: evaluate,
  },
  'the measure was evaluated before its day was moved': {
    ...{ action: 'measure.postpone', who: 'ingrid', says: `Tiltaket ble evaluert ${when} av Terje Aas.` },
    begin: withMeasure,
    meanwhile: evaluate,
  },
  'the task was done': {
    ...{ action: 'follow-up.done', who: 'ingrid', says: `Oppgaven ble gjort ferdig ${when} av Terje Aas.` },
    begin: withTask,
    meanwhile: finish,
  },
  'the meeting was called off': {
    ...{ action: 'meeting.hold', who: 'ingrid', says: `Møtet ble avlyst ${when} av Terje Aas.` },
    begin: withMeeting,
    meanwhile: cancel,
  },
  'the meeting was moved': {
    ...{ action: 'meeting.hold', who: 'ingrid', says: `Møtet ble flyttet ${when} av Terje Aas.` },
    begin: withMeeting,
    meanwhile: (town, id, { meeting = '' }) =>
      town.submit('terje', 'meeting.postpone', { case: id, meeting }, { day: '2026-11-20', reason: 'Ill' }),
  },
  'the minutes were written': {
    ...{ action: 'meeting.cancel', who: 'terje', says: `Referatet fra møtet ble skrevet ${when} av Ingrid Lunde.` },
    begin: withMeeting,
    meanwhile: (town, id, { meeting = '' }) =>
      town.submit('ingrid', 'meeting.hold', { case: id, meeting }, { whyNone: 'It is over' }),
  },
  'the family had answered': {
    ...{
      action: 'consent.record',
      who: 'terje',
      says: `Det ble registrert ${when} av Ingrid Lunde at familien sa nei.`,
    },
    begin: withQuestion,
    meanwhile: (town, id, { consent: asked = '' }) =>
      town.submit('ingrid', 'consent.refuse', { case: id, consent: asked }, { ...saidNo, services: 'ppt', reason: '' }),
  },
  'the case was closed': {
    ...{ action: 'note.add', who: 'ingrid', says: `Saken ble avsluttet ${when} av Terje Aas.` },
    begin: async (town) => ({ id: await openLog(town), typed: { text: 'NOTED', topic: 'family' } }),
    meanwhile: (town, id) => town.submit('terje', 'case.close', { case: id }, { reason: 'goal-reached' }),
  },
  'the case was taken up again': {
    ...{ action: 'case.reopen', who: 'ingrid', says: `Saken ble gjenåpnet ${when} av Terje Aas.` },
    async begin(town) {
      const id = await openLog(town)
      await town.submit('ingrid', 'case.close', { case: id }, { reason: 'goal-reached' })
      return { id, typed: { reason: 'Again' } }
    },
    meanwhile: (town, id) => town.submit('terje', 'case.reopen', { case: id }, { reason: 'Again' }),
  },
  'what was reminded of was done': {
    ...{ action: 'reminder.postpone', who: 'ingrid', says: `Tiltaket ble evaluert ${when} av Terje Aas.` },
    async begin(town) {
      const { id, data } = await withMeasure(town)
      const typed = { until: '2026-11-20', reason: 'Ill' }
      return { id, data: { ...data, key: `measure-due:${data.measure}:2026-11-16` }, typed }
    },
    meanwhile: evaluate,
  },
  'they take part no more': {
    ...{ action: 'note.add', who: 'jonas', says: 'Du er ikke lenger med i denne saken' },
    begin: async (town) => ({ id: await logWithJonas(town), typed: { text: 'NOTED', topic: 'family' } }),
    meanwhile: (town, id) => town.submit('ingrid', 'participant.remove', { case: id }, { person: town.id('jonas') }),
  },
}

/** Everybody else has acted, two days later, and then the old button is pressed. */
async function pressed(story: Late, how: 'press' | 'open' = 'press') {
  const town = await createTown()
  const { id, data = {}, typed = {} } = await story.begin(town)
  town.setClock(later)
  await story.meanwhile(town, id, data)
  const about = { case: id, ...data }
  const answer =
    how === 'open'
      ? await town.open(story.who, story.action, about)
      : await town.press(story.who, story.action, about, typed)
  return { town, id, answer }
}

describe('a late press is told what happened', () => {
  test.each(Object.entries(stories))('%s', async (_, story) => {
    const { answer } = await pressed(story)
    const card = cardOf(answer)
    expect(textOf(card)).toContain(story.says)
    expect(textOf(card)).not.toContain('Dette kan gjøres av')
    // What they can do now.
    expect(actionsOn(card).some((one) => one === 'show.mine' || one === 'form.cancel')).toBe(true)
  })

  test.each(['measure.evaluate', 'meeting.hold', 'level.decide', 'consent.record'])(
    'also where the form of %s is opened',
    async (action) => {
      const story = Object.values(stories).find((one) => one.action === action)
      if (!story) throw new Error(action)
      const { answer } = await pressed(story, 'open')
      expect(textOf(answer)).toContain(story.says)
    },
  )

  test('what was typed is kept', async () => {
    const story = stories['the case was closed']
    if (!story) throw new Error('no story')
    expect(textOf((await pressed(story)).answer)).toContain('NOTED')
  })
})

describe('nothing is told', () => {
  test('of a thing of a topic that is closed to them', async () => {
    const town = await createTown()
    const id = await logWithJonas(town, ['learning'])
    const measure = await addMeasure(town, id, { topic: 'health', responsible: 'home' })
    await evaluate(town, id, { measure })
    const key = `measure-due:${measure}:2026-11-16`
    const named: [string, Texts][] = [
      ['measure.evaluate', { measure }],
      ['reminder.postpone', { key }],
    ]
    for (const [action, data] of named) {
      const answer = await town.press('jonas', action, { case: id, ...data }, { until: '2026-11-20', reason: 'Ill' })
      expect(textOf(answer), action).not.toContain('evaluert')
    }
  })

  test('of a no of the family to another service', async () => {
    const town = await createTown()
    const id = await logWithJonas(town)
    await town.submit('ingrid', 'consent.request', { case: id }, { services: 'skolehelsetjeneste', topics: 'learning' })
    const asked = (await caseOf(town, id)).consents.at(-1)?.id ?? ''
    const data = { case: id, consent: asked }
    await town.submit('ingrid', 'consent.refuse', data, { ...saidNo, services: 'skolehelsetjeneste', reason: '' })
    expect(textOf(await town.press('jonas', 'consent.record', data))).not.toContain('sa nei')
    expect(textOf(await town.press('terje', 'consent.record', data))).toContain('sa nei')
  })

  test('to somebody who never had a part in it', async () => {
    const town = await createTown()
    const { id, data } = await withMeasure(town)
    await evaluate(town, id, data)
    for (const name of ['jonas', 'mari', 'per'] as const) {
      const answer = await town.press(name, 'measure.evaluate', { case: id, ...data })
      expect(textOf(answer)).not.toMatch(/evaluert|ikke lenger med|ikkje lenger med/)
    }
  })

  test('by name in a place of several, nor to KE that reads nothing of it', async () => {
    const town = await createTown()
    const { id, data } = await withMeasure(town)
    await town.until('2026-12-21')
    await evaluate(town, id, data)
    const among = textOf(await town.press('ingrid', 'measure.evaluate', { case: id, ...data }, {}, { channel: true }))
    expect(among).toContain('Tiltaket ble evaluert mandag 21. desember 2026.')
    expect(textOf(await town.press('sara', 'measure.evaluate', { case: id, ...data }))).not.toContain('evaluert')
  })

  test('by name to one who is offered the baton anew, and reads nothing', async () => {
    const town = await createTown()
    const { id, data } = await withOffer(town, 'mari')
    await town.press('ingrid', 'baton.withdraw', { case: id, ...data })
    await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('mari') })
    const answer = textOf(await town.press('mari', 'baton.accept', { case: id, ...data }))
    expect(answer).toContain('Tilbodet om stafettpinnen vart trekt tilbake måndag 2. november 2026.')
    expect(answer).not.toContain('Ingrid')
  })

  test('to one who was asked anonymously', async () => {
    const town = await createTown()
    const id = await worry(town)
    await town.submit('ingrid', 'concern.ask', { case: id }, { person: town.id('mari'), text: 'What would you do?' })
    await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1' })
    const answer = textOf(await town.press('mari', 'concern.conclude', { case: id }, { outcome: 'level:1' }))
    expect(answer).not.toMatch(/Vegen vidare|ikkje lenger med/)
  })
})
