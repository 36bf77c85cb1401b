/** What can be done from a reminder: what settles it stands out and comes first, and only what its reader may do is offered. */

import { expect, test } from 'vitest'
import type { Card } from '../../cards/card.ts'
import { recheckAtStart } from '../../src/app/act/index.ts'
import { municipalityOf } from '../../src/app/app.ts'
import { type Due, due } from '../../src/core/deadline.ts'
import type { CaseId } from '../../src/core/ids.ts'
import { isBroughtToKe } from '../../src/core/ke.ts'
import type { Signal } from '../../src/core/policy.ts'
import { codeFor, type FamilyTown, comesIn as familyIn, familyTown } from '../support/family-town.ts'
import { personToImport } from '../support/people.ts'
import { accountOf, cardOf, createTown, type Name, type Texts, type Town } from '../support/town.ts'
import { addMeasure, caseOf, logWithJonas, openLog, propose, takenBack, worry } from './story.ts'

const asFar = ['open reminder.postpone', 'press show.case']
const askAgain = ['open consent.request primary', 'press show.consents', ...asFar]

type Story = {
  begin(town: FamilyTown): Promise<CaseId>
  offers: string[]
  /** Who is asked; the holder where nobody is named. */
  who?: Name
  /** The key under which the first carries what it is about, or at which checkpoint the family is asked. */
  carries?: string
  checkpoint?: string
}

const submitted =
  (action: string, typed: Texts) =>
  async (town: Town): Promise<CaseId> => {
    const id = await openLog(town)
    await town.submit('ingrid', action, { case: id }, typed)
    return id
  }

const stories: Record<Signal, Story> = {
  'concern-undecided': { begin: worry, offers: ['open concern.conclude primary', ...asFar] },
  'family-talk': { begin: worry, offers: ['open concern.talk primary', 'press show.report-help', ...asFar] },
  'consent-unanswered': {
    begin: submitted('consent.request', { services: 'ppt' }),
    offers: ['open consent.record primary', 'open consent.refuse', ...asFar],
    carries: 'consent',
  },
  'consent-expiring': { begin: openLog, offers: askAgain, checkpoint: 'renewal' },
  'consent-expired': {
    begin: async (town) => {
      const id = await openLog(town, { until: '2026-11-20' })
      town.setClock('2026-11-23T08:00:00.000Z')
      return id
    },
    offers: askAgain,
    checkpoint: 'renewal',
  },
  'consent-withdrawn': {
    begin: submitted('consent.withdraw', { ...takenBack, what: 'whole' }),
    offers: ['press show.consents primary', ...asFar],
  },
  'consent-anew': {
    begin: async (town) => {
      const id = await openLog(town)
      await familyIn(town, id)
      await town.submit('ingrid', 'consent.request', { case: id }, { services: 'ppt' })
      const consent = (await caseOf(town, id)).consents.at(-1)?.id ?? ''
      await town.at('mother', 'family.answer', { case: id, consent, answer: 'no' })
      const { member } = await onlyMember(town, id)
      await town.submit('ingrid', 'family.shut-out', { case: id }, { member, stands: 'no', reason: 'It was not she' })
      return id
    },
    offers: askAgain,
    checkpoint: 'renewal',
  },
  'signer-age': { begin: openLog, offers: askAgain, checkpoint: 'age' },
  'no-holder': {
    begin: async (town) => {
      const id = await openLog(town)
      const gone = { accounts: [accountOf('ingrid')], active: false }
      await town.store.importPeople([personToImport('Ingrid Lunde', gone)], town.app.ids)
      await recheckAtStart(town.app)
      return id
    },
    who: 'terje',
    offers: ['open baton.name primary', ...asFar],
  },
  'handover-unanswered': {
    begin: async (town) => {
      const id = await logWithJonas(town)
      await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('jonas') })
      return id
    },
    who: 'jonas',
    offers: ['press baton.accept primary', 'open baton.decline', ...asFar],
    carries: 'handOver',
  },
  'service-unmanned': {
    begin: (town) => openLog(town, { services: ['ppt'] }),
    who: 'terje',
    offers: ['open participant.add primary', ...asFar],
  },
  'no-service': {
    begin: (town) => openLog(town, { level: 2 }),
    offers: ['open level.propose primary', 'open participant.add', ...asFar],
  },
  'holder-inactive': { begin: openLog, offers: ['open note.add primary', ...asFar] },
  'proposal-unasked': {
    begin: async (town) => {
      const id = await openLog(town)
      await propose(town, id, 'ingrid', { services: 'ppt' })
      return id
    },
    offers: ['open consent.request primary', 'press show.proposal', ...asFar],
    checkpoint: 'level',
  },
  'proposal-undecided': {
    begin: async (town) => {
      const id = await openLog(town)
      await propose(town, id)
      return id
    },
    who: 'terje',
    offers: ['press show.proposal primary', ...asFar],
    carries: 'proposal',
  },
  'first-meeting': { begin: openLog, offers: ['open meeting.set primary', ...asFar] },
  'nothing-planned': {
    begin: async (town) => {
      const id = await openLog(town)
      await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-02' })
      const meeting = (await caseOf(town, id)).meetings[0]?.id ?? ''
      await town.submit('ingrid', 'meeting.hold', { case: id, meeting }, { whyNone: 'It is over' })
      return id
    },
    offers: ['open meeting.set primary', ...asFar],
  },
  'meeting-due': {
    begin: submitted('meeting.set', { day: '2026-11-02' }),
    offers: ['open meeting.hold primary', 'open meeting.postpone', ...asFar, 'row open meeting.cancel'],
    carries: 'meeting',
  },
  'measure-due': {
    begin: async (town) => {
      const id = await openLog(town)
      await addMeasure(town, id, { responsible: 'home' })
      return id
    },
    offers: [
      ...['open measure.evaluate primary', 'open measure.postpone', ...asFar],
      ...['row open measure.reassign', 'row press show.evaluation'],
    ],
    carries: 'measure',
  },
  'evaluation-due': {
    begin: submitted('evaluation.hear-child', { askedBy: 'nobody', childWhy: 'Too young' }),
    offers: ['press show.evaluation primary', ...asFar],
  },
  'follow-up-due': {
    begin: submitted('follow-up.add', { text: 'Call', topic: 'family', responsible: 'home', day: '2026-11-09' }),
    offers: ['press follow-up.done primary', 'open follow-up.postpone', ...asFar, 'row open follow-up.reassign'],
    carries: 'followUp',
  },
  'transition-unreceived': {
    begin: submitted('transition.plan', { to: 'helsestasjon', day: '2027-08-16' }),
    offers: ['open consent.request primary', 'open transition.meet', ...asFar],
    checkpoint: 'transition',
  },
  'past-age-limit': { begin: openLog, who: 'terje', offers: ['open case.close primary', ...asFar] },
  'family-arrived': {
    begin: async (town) => {
      const id = await openLog(town)
      await town.at('mother', 'family.enter', {}, { code: await codeFor(town, id) })
      return id
    },
    offers: ['press family.confirm primary', 'press family.refuse', ...asFar],
    carries: 'member',
  },
  'family-asks': {
    begin: async (town) => {
      const id = await openLog(town)
      await familyIn(town, id)
      await town.at('mother', 'family.ask-end', { case: id }, { text: '' })
      return id
    },
    offers: ['press show.family primary', ...asFar],
  },
}

async function onlyMember(town: Town, id: CaseId): Promise<{ member: string }> {
  return { member: (await caseOf(town, id)).family[0]?.id ?? '' }
}

async function dueIn(town: Town, id: CaseId, signal: Signal): Promise<Due> {
  const state = await caseOf(town, id)
  const { model, calendar } = municipalityOf(town.app, state.municipality)
  const list = due(state, town.app.clock.now(), { policy: model.policy, calendar })
  const found = list.find((one) => one.signal === signal)
  if (!found) throw new Error(`${signal} is not due, but ${list.map((one) => one.signal)}`)
  return found
}

/** The card as its button leads back to it. */
async function shown(town: Town, name: Name, id: CaseId, back: string): Promise<Card> {
  return cardOf(await town.press(name, 'form.cancel', { case: id, back }))
}

function offersOn({ buttons, blocks }: Card): string[] {
  const rows = blocks.flatMap((block) => (block.kind === 'row' ? [block.button] : []))
  const beside = buttons.map(({ kind, action, style }) => [kind, action, style].filter(Boolean).join(' '))
  return [...beside, ...rows.map(({ kind, action }) => `row ${kind} ${action}`)]
}

test.each(Object.entries(stories))('%s', async (name, { begin, who = 'ingrid', offers, carries, checkpoint }) => {
  const town = await familyTown()
  const id = await begin(town)
  const { key, subject } = await dueIn(town, id, name as Signal)
  const back = `reminder|${key}`
  const card = await shown(town, who, id, back)
  expect(offersOn(card)).toEqual(offers)
  const [first] = card.buttons
  expect(first?.data).toStrictEqual({
    ...{ case: id, back },
    ...(carries ? { [carries]: subject } : {}),
    ...(checkpoint ? { checkpoint } : {}),
  })
})

test('until its day has come nobody is asked whether a meeting was held, and what moves it does not stand out', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-09' })
  const { key } = await dueIn(town, id, 'meeting-due')
  const offers = offersOn(await shown(town, 'ingrid', id, `reminder|${key}`))
  expect(offers[0]).toBe('open meeting.postpone')
  expect(offers.filter((one) => /meeting\.hold|primary/.test(one))).toEqual([])
})

/** A log that was brought to KE, with a measure that is late; Jonas takes part. */
async function raised(town: Town): Promise<CaseId> {
  const id = await logWithJonas(town)
  await addMeasure(town, id, { responsible: `person:${town.id('jonas')}`, evaluationDay: '2026-11-06' })
  await town.until('2026-12-14')
  expect(isBroughtToKe(await caseOf(town, id))).toBe(true)
  return id
}

test('whoever may not do what would settle it is offered what they may: KE to give advice and the case, and more time where it has come to them', async () => {
  const town = await createTown()
  const id = await raised(town)
  const { key } = await dueIn(town, id, 'measure-due')
  expect(offersOn(await shown(town, 'terje', id, `breach|${key}`))).toEqual([
    'open measure.evaluate primary',
    'open measure.postpone',
    ...asFar,
    'row open measure.reassign',
    'row press show.evaluation',
  ])
  expect(offersOn(await shown(town, 'sara', id, `breach|${key}`))).toEqual(['open case.advise', ...asFar])
  const consent = await dueIn(town, id, 'consent-expiring')
  expect(offersOn(await shown(town, 'sara', id, `breach|${consent.key}`))).toEqual([
    'open case.advise',
    'press show.case',
  ])
})

test('whoever is only offered the baton can answer, and neither put it off nor see the case', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('mari') })
  const { key } = await dueIn(town, id, 'handover-unanswered')
  const answers = ['press baton.accept primary', 'open baton.decline']
  expect(offersOn(await shown(town, 'mari', id, `reminder|${key}`))).toEqual(answers)
})

test('a reminder is for whoever has it to do: to others it is no more than the way to the case', async () => {
  const town = await createTown()
  const id = await raised(town)
  const { key } = await dueIn(town, id, 'measure-due')
  expect(offersOn(await shown(town, 'jonas', id, `reminder|${key}`))).toEqual([
    'open measure.evaluate primary',
    'open measure.postpone',
    ...asFar,
    'row open measure.reassign',
  ])
  expect(offersOn(await shown(town, 'ingrid', id, `reminder|${key}`))).toEqual(['press show.case'])
})

test('of what the family took out nothing is offered to be given away', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await addMeasure(town, id, { responsible: 'home', topic: 'health' })
  await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'topic:health' })
  const { key } = await dueIn(town, id, 'measure-due')
  expect(offersOn(await shown(town, 'ingrid', id, `reminder|${key}`))).toEqual([
    'open measure.evaluate primary',
    'open measure.postpone',
    ...asFar,
    'row press show.evaluation',
  ])
})
