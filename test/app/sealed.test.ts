/** Sealed content, told through the door: nobody reads it but who opens it for a working day with a reason that somebody else sees. */
import { describe, expect, test } from 'vitest'
import type { Button } from '../../cards/card.ts'
import type { CaseId } from '../../src/core/ids.ts'
import { personToImport } from '../support/people.ts'
import {
  actionsOn,
  cardOf,
  createTown,
  dataOf,
  type Name,
  type Texts,
  type Town,
  textOf,
  whole,
  wholeMenu,
} from '../support/town.ts'
import { unfold } from '../support/unfolding.ts'
import { addMeasure, asking, caseOf, consent, openLog, takenBack, told, worry } from './story.ts'

const secrets = [
  'Kaia',
  'Reading with an adult',
  'To feel safe',
  'She counts to ten',
  'To help',
  'He said so',
  'We agreed',
]
const why = 'A complaint must be answered'

/** A log with everything that can be written in it, with Mari taking part; and then the family takes it all back. */
async function written(town: Town, until?: string): Promise<CaseId> {
  const id = await openLog(town, until ? { until } : {})
  await town.submit('terje', 'participant.add', { case: id }, { person: town.id('mari') })
  await addMeasure(town, id, {})
  await town.submit('ingrid', 'goal.set', { case: id }, { text: 'To feel safe', topic: 'wellbeing' })
  await town.submit('ingrid', 'note.add', { case: id }, { text: 'She counts to ten', topic: 'learning' })
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-02' })
  const meeting = (await caseOf(town, id)).meetings[0]?.id ?? ''
  const held = { minutes: 'We agreed', childView: 'He said so', topic: 'learning', whyNone: 'We are done' }
  await town.submit('ingrid', 'meeting.hold', { case: id, meeting }, held)
  return id
}

async function sealed(town: Town): Promise<CaseId> {
  const id = await written(town)
  await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
  return id
}

/** Everything of the case that somebody can ask to see. */
async function seen(town: Town, name: Name, id: CaseId): Promise<string> {
  const sections = ['goals', 'measures', 'follow-ups', 'meetings', 'notes', 'transitions', 'history']
  const looks: [string, Texts][] = [
    ...['show.case', 'show.plan', 'show.consents', 'show.menu'].map((action): [string, Texts] => [action, {}]),
    ...sections.map((section): [string, Texts] => ['show.plan', { section, start: '0' }]),
  ]
  const answers: string[] = []
  for (const [action, data] of looks) answers.push(textOf(await town.press(name, action, { case: id, ...data })))
  return answers.join('\n')
}

function readIn(text: string): string[] {
  return secrets.filter((secret) => text.includes(secret))
}

const unseal = (town: Town, name: Name, id: CaseId) => town.submit(name, 'case.unseal', { case: id }, { reason: why })

describe('after a whole withdrawal', () => {
  test('everything is readable before, and nothing by anybody after', async () => {
    const town = await createTown()
    const id = await written(town)
    expect(readIn(await seen(town, 'ingrid', id))).toEqual(secrets)
    await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
    for (const name of ['ingrid', 'terje', 'mari'] as const) {
      const text = await seen(town, name, id)
      expect(readIn(text), name).toEqual([])
      expect(text).toContain(name === 'mari' ? 'Innhaldet er lukka' : 'Innholdet er lukket')
    }
  })

  test('neither shows it where something happens, nor how a measure went', async () => {
    const town = await createTown()
    const id = await written(town)
    const measure = (await caseOf(town, id)).measures[0]?.id ?? ''
    const went = { effect: 'some', outcome: 'continue', evaluationDay: '2026-12-01' }
    await town.submit('ingrid', 'measure.evaluate', { case: id, measure }, went)
    for (const text of ['På skolen', 'Det virker noe']) expect(await seen(town, 'terje', id)).toContain(text)
    await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
    for (const text of ['På skolen', 'Det virker noe']) expect(await seen(town, 'terje', id)).not.toContain(text)
    await unseal(town, 'terje', id)
    for (const text of ['På skolen', 'Det virker noe']) expect(await seen(town, 'terje', id)).toContain(text)
  })

  test('nor is a question read by the colleague who was asked before, who is told that it needs no answer', async () => {
    const town = await createTown()
    const id = await worry(town)
    await town.submit('ingrid', 'concern.ask', { case: id }, { person: town.id('nora'), text: 'WHAT HELPS IN BREAKS' })
    const question = (await caseOf(town, id)).concern.questions[0]?.id ?? ''
    await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
    await consent(town, id, { services: ['skole'] })
    const data = { case: id, back: `anonymous-question|${question}` }
    expect(textOf(await town.press('nora', 'show.sent', data))).toContain('WHAT HELPS IN BREAKS')
    expect(textOf(await town.say('nora', 'mine'))).toContain('concern.answer')
    await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
    expect(textOf(await town.press('nora', 'show.sent', data))).not.toContain('WHAT HELPS IN BREAKS')
    expect(textOf(await town.say('nora', 'mine'))).not.toContain('concern.answer')
    const answer = await town.press('nora', 'concern.answer', { case: id, question }, { text: 'Play friends' })
    expect(textOf(answer)).toContain('Spørsmålet trenger ikke svar lenger')
    expect(textOf(answer)).not.toContain('FJ-1001')
  })

  test('neither on paper nor when it is closed does it come back', async () => {
    const town = await createTown()
    const id = await sealed(town)
    await town.press('ingrid', 'case.open-on-paper', { case: id })
    for (const name of ['ingrid', 'terje', 'mari'] as const) expect(readIn(await seen(town, name, id))).toEqual([])
    await town.submit('ingrid', 'case.close', { case: id }, { reason: 'goal-reached' })
    for (const name of ['ingrid', 'terje'] as const) expect(readIn(await seen(town, name, id))).toEqual([])
    expect(cardOf(await unseal(town, 'terje', id)).name).toBe('case-summary')
    expect(readIn(await seen(town, 'terje', id))).toEqual(secrets)
  })

  test('nor of a topic that a later yes leaves out, be it on paper', async () => {
    const town = await createTown()
    const id = await openLog(town)
    await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') })
    await town.submit('ingrid', 'note.add', { case: id }, { text: 'FATHER DRINKS', topic: 'family' })
    await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
    await town.press('ingrid', 'case.open-on-paper', { case: id })
    await consent(town, id, { services: ['skole'], topics: ['learning'] })
    const notes = await town.press('mari', 'show.plan', { case: id, section: 'notes' })
    const history = await town.press('mari', 'show.plan', { case: id, section: 'history' })
    expect(textOf([notes, history])).not.toContain('FATHER DRINKS')
    expect((await caseOf(town, id)).mode).toBe('digital')
  })

  test('says who can open it and what can be done, and each look is noted as refused', async () => {
    const town = await createTown()
    const id = await sealed(town)
    const card = cardOf(await town.press('mari', 'show.case', { case: id }))
    expect(textOf(card)).toContain('med ein grunn, av Ingrid Lunde og Terje Aas')
    expect(actionsOn(card)).not.toContain('case.unseal')
    const looks = await town.read((tx) => tx.access.of(id))
    expect(looks.at(-1)).toMatchObject({ person: town.id('mari'), what: 'case-summary', verdict: 'refused' })
  })
})

test('only whoever may ask the family is told to, where a consent ran out', async () => {
  const town = await createTown()
  const id = await written(town, '2026-11-20')
  town.setClock('2026-11-23T09:00:00.000Z')
  for (const [name, asks] of [
    ['ingrid', true],
    ['terje', true],
    ['mari', false],
  ] as const) {
    const text = textOf(await town.press(name, 'show.case', { case: id }))
    expect(text, name).toMatch(name === 'mari' ? /Innhaldet er lukka/ : /Innholdet er lukket/)
    expect(/Be familien om ei?t nytt samtykke/.test(text), name).toBe(asks)
  }
})

test('a consent that ran out seals it as well, and a new one opens it again', async () => {
  const town = await createTown()
  const id = await written(town, '2026-11-20')
  town.setClock('2026-11-20T12:00:00.000Z')
  expect(readIn(await seen(town, 'terje', id))).toEqual(secrets)
  town.setClock('2026-11-23T09:00:00.000Z')
  for (const name of ['ingrid', 'terje', 'mari'] as const) expect(readIn(await seen(town, name, id))).toEqual([])
  await consent(town, id, { services: ['skole'], until: '2026-12-20' })
  expect(readIn(await seen(town, 'ingrid', id))).toEqual(secrets)
})

describe('an opening', () => {
  test('is for whoever opened it, for that day, and noted with its reason', async () => {
    const town = await createTown()
    const id = await sealed(town)
    const card = cardOf(await unseal(town, 'terje', id))
    expect(textOf(card)).toContain('Du har åpnet innholdet uten samtykke og kan lese det ut mandag 2. november 2026')
    expect(readIn(await seen(town, 'terje', id))).toEqual(secrets)
    for (const name of ['ingrid', 'mari'] as const) expect(readIn(await seen(town, name, id)), name).toEqual([])
    const entries = await town.read((tx) => tx.cases.entries(id))
    expect(entries.at(-1)).toMatchObject({
      by: town.id('terje'),
      event: { type: 'case.unsealed', until: '2026-11-02', seenBy: [town.id('ingrid')] },
    })
    const looks = await town.read((tx) => tx.access.of(id))
    expect(
      looks.filter(({ person, verdict }) => person === town.id('terje') && verdict === 'read').length,
    ).toBeGreaterThan(5)
    town.setClock('2026-11-02T22:59:00.000Z')
    expect(readIn(await seen(town, 'terje', id))).toEqual(secrets)
    town.setClock('2026-11-02T23:00:00.000Z')
    expect(readIn(await seen(town, 'terje', id))).toEqual([])
  })

  test('on a day off lasts until the end of the next working day', async () => {
    const town = await createTown()
    const id = await sealed(town)
    town.setClock('2026-11-07T12:00:00.000Z')
    await unseal(town, 'ingrid', id)
    town.setClock('2026-11-09T22:59:00.000Z')
    expect(readIn(await seen(town, 'ingrid', id))).toEqual(secrets)
    town.setClock('2026-11-09T23:00:00.000Z')
    expect(readIn(await seen(town, 'ingrid', id))).toEqual([])
  })

  test.each([
    ['ingrid', 'terje'],
    ['terje', 'ingrid'],
  ] as const)(
    'by %s is told to %s, neutrally, and the reason can be read there and in the history',
    async (by, other) => {
      const town = await createTown()
      const id = await sealed(town)
      await unseal(town, by, id)
      await town.run()
      expect(told(town, 'content-opened')).toEqual([other])
      const sent = town.channel.sent().find(({ card }) => card.name === 'content-opened')
      expect(textOf(sent?.card)).toContain('Innhold uten samtykke er åpnet i denne saken.')
      for (const word of [why, 'Terje Aas', 'Ingrid Lunde', 'Kaia']) expect(textOf(sent?.card)).not.toContain(word)
      expect(textOf(await whole(town, other, sent?.card))).toContain(why)
      const history = await town.press(other, 'show.plan', { case: id, section: 'history', start: '0' })
      expect(textOf(history)).toContain(why)
      const data = sent ? dataOf(sent.card, 'show.sent') : {}
      expect(textOf(await town.press('mari', 'show.sent', data))).not.toContain(why)
      expect(textOf(await seen(town, 'mari', id))).not.toContain(why)
    },
  )

  test('is nobody else’s to make, nor made twice, nor where nothing is closed', async () => {
    const town = await createTown()
    const id = await sealed(town)
    const typed = { reason: why }
    expect(textOf(await town.press('mari', 'case.unseal', { case: id }, typed))).toContain('Terje Aas')
    expect(textOf(await town.press('jonas', 'case.unseal', { case: id }, typed))).toContain('Jeg finner ikke dette')
    await unseal(town, 'terje', id)
    expect(textOf(await town.press('terje', 'case.unseal', { case: id }, typed))).toContain('gjort allerede')
    const open = await openLog(town)
    expect(textOf(await town.press('terje', 'case.unseal', { case: open }, typed))).toContain('ikke lukket')
    expect((await caseOf(town, open)).openings).toEqual([])
  })

  test('ends when the family says something anew', async () => {
    const town = await createTown()
    const id = await sealed(town)
    await unseal(town, 'terje', id)
    await consent(town, id, { services: ['skole'] })
    await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
    expect(readIn(await seen(town, 'terje', id))).toEqual([])
    expect(cardOf(await unseal(town, 'terje', id)).name).toBe('case-summary')
    expect(readIn(await seen(town, 'terje', id))).toEqual(secrets)
  })
})

describe('where holder and only leader are one', () => {
  async function alone(town: Town): Promise<CaseId> {
    const id = await sealed(town)
    await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('terje') })
    await town.press('terje', 'baton.accept', { case: id, handOver: (await caseOf(town, id)).handOver?.id ?? '' })
    return id
  }

  test('those whom the model names see it and why, and nothing else of the case', async () => {
    const town = await createTown()
    const id = await alone(town)
    await unseal(town, 'terje', id)
    await town.run()
    expect(told(town, 'content-opened')).toEqual(['sara'])
    const sent = town.channel.sent().find(({ card }) => card.name === 'content-opened')
    expect(sent && actionsOn(sent.card)).toEqual(['show.sent'])
    const shown = textOf(await whole(town, 'sara', sent?.card))
    expect(shown).toContain(why)
    expect(readIn(shown)).toEqual([])
    expect(textOf(await town.press('sara', 'show.case', { case: id }))).toContain('Jeg finner ikke dette')
  })

  test('and there is nobody to see it, nobody opens it', async () => {
    const town = await createTown()
    const id = await alone(town)
    const sara = await town.read((tx) => tx.people.get(town.id('sara')))
    const accounts = [{ channel: 'test', tenant: 'fjordvik', user: 'sara' }]
    const gone = sara?.posts.map((post) => personToImport('Sara Myhre', { ...post, accounts, active: false })) ?? []
    await town.store.importPeople(gone, town.app.ids)
    expect(textOf(await unseal(town, 'terje', id))).toContain('Ingen andre enn du kan se at innholdet åpnes')
    expect((await caseOf(town, id)).openings).toEqual([])
  })
})

describe('in a chat where content may stand', () => {
  test('what whoever opened it unfolded is folded when the day ends, and whoever has not unfolds nothing', async () => {
    const town = await createTown({ content: 'chat' })
    const id = await sealed(town)
    const before = await unfold(town, 'terje', 'show.case', { case: id })
    expect(textOf(before.chat)).not.toContain('Kaia')
    town.setClock('2026-11-02T18:00:00.000Z')
    await unseal(town, 'terje', id)
    const { ref, chat } = await unfold(town, 'terje', 'show.case', { case: id })
    expect(textOf(chat)).toContain('Kaia')
    const stands = () => textOf(town.channel.standing(ref) ?? {})
    await town.until('2026-11-02T22:59:59.999Z')
    expect(stands()).toContain('Kaia')
    await town.until('2026-11-02T23:00:00.000Z')
    expect(stands()).not.toContain('Kaia')
  })

  test('what stood unfolded is folded at midnight when the consent ends', async () => {
    const town = await createTown({ content: 'chat' })
    const id = await written(town, '2026-11-03')
    town.setClock('2026-11-03T13:00:00.000Z')
    const { ref } = await unfold(town, 'terje', 'show.case', { case: id })
    await town.until('2026-11-03T22:59:59.999Z')
    expect(textOf(town.channel.standing(ref))).toContain('Kaia')
    await town.until('2026-11-03T23:00:00.000Z')
    expect(textOf(town.channel.standing(ref))).not.toContain('Kaia')
  })

  test('what stood unfolded is folded when the family takes it back', async () => {
    const town = await createTown({ content: 'chat' })
    const other = await written(town)
    const again = await unfold(town, 'terje', 'show.case', { case: other })
    expect(textOf(again.chat)).toContain('Kaia')
    await town.submit('ingrid', 'consent.withdraw', { case: other }, { ...takenBack, what: 'whole' })
    await town.until('2026-11-02T08:01:00.000Z')
    expect(textOf(town.channel.standing(again.ref))).not.toContain('Kaia')
  })
})

describe('everything that is offered can be done', () => {
  const typed: Record<string, Texts> = {
    'concern.talk': { day: '2026-11-02', way: 'meeting' },
    'consent.request': { ...asking, services: 'skole' },
    'consent.name-signers': { born: '2016-04' },
    'level.propose': { to: '2', services: 'ppt' },
    'meeting.set': { day: '2026-12-01' },
    'meeting.change': { time: '09.00' },
    'meeting.postpone': { day: '2026-11-20', reason: 'More time' },
    'meeting.hold': { day: '2026-11-02', whyNone: 'We are done' },
    'meeting.cancel': { reason: 'They are ill' },
    'measure.evaluate': { effect: 'some', outcome: 'done' },
    'measure.postpone': { day: '2026-12-01', reason: 'More time' },
    'follow-up.postpone': { day: '2026-12-01', reason: 'More time' },
    'baton.deputize': { from: '2026-11-02', until: '2026-11-20' },
    'transition.plan': { day: '2027-01-20', to: 'barnehage' },
    'transition.meet': { day: '2026-11-02', tookPart: 'Both' },
    'transition.call-off': { reason: 'They stay' },
    'case.close': { reason: 'goal-reached' },
    'case.shield': { shielded: 'true' },
    'case.recuse': { sure: 'true' },
    'case.unseal': { reason: why },
    'report.record': { day: '2026-11-02' },
  }

  async function full(town: Town): Promise<CaseId> {
    const id = await written(town)
    await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-02' })
    const about = { text: 'Call home', topic: 'family', responsible: 'home', day: '2026-11-20' }
    await town.submit('ingrid', 'follow-up.add', { case: id }, about)
    await town.submit('ingrid', 'transition.plan', { case: id }, { day: '2027-01-20', to: 'barnehage' })
    await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
    return id
  }

  async function offered(town: Town, name: Name, id: CaseId): Promise<Button[]> {
    const looks: [string, Texts][] = [
      ...['show.case', 'show.consents'].map((action): [string, Texts] => [action, {}]),
      ...['goals', 'measures', 'follow-ups', 'meetings', 'notes', 'transitions'].map((section): [string, Texts] => {
        return ['show.plan', { section, start: '0' }]
      }),
    ]
    const cards = [await wholeMenu(town, name, { case: id })]
    for (const [action, data] of looks) cards.push(cardOf(await town.press(name, action, { case: id, ...data })))
    const rows = cards.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'row' ? [block.button] : [])))
    for (const { data } of rows.filter(({ action }) => action === 'show.menu'))
      cards.push(cardOf(await town.press(name, 'show.menu', data)))
    const buttons = cards.flatMap(({ blocks, buttons: below }) => [
      ...blocks.flatMap((block) => (block.kind === 'row' ? [block.button] : [])),
      ...below,
    ])
    return [...new Map(buttons.map((one) => [`${one.action} ${one.data.reached ?? ''}`, one])).values()]
  }

  test.each(['ingrid', 'terje', 'mari'] as const)(
    'by %s',
    async (name) => {
      const first = await createTown()
      const of = await full(first)
      const all = await offered(first, name, of)
      expect(all.length).toBeGreaterThan(8)
      const known = new Set(
        ['ingrid', 'terje'].includes(name) ? ['baton.offer', 'case.unseal', 'consent.request', 'case.close'] : [],
      )
      expect(all.map(({ action }) => action)).toEqual(
        expect.arrayContaining([...known, 'report.record', 'meeting.postpone']),
      )
      // What the leader is offered as the holder is, was tried by the holder.
      const tried = name === 'terje' ? (await offered(first, 'ingrid', of)).map(({ action }) => action) : []
      for (const { kind, action, data } of all.filter((one) => !tried.includes(one.action))) {
        // The same story gives the same ids.
        const town = await createTown()
        const id = await full(town)
        expect(data.case ?? id).toBe(id)
        const card =
          kind === 'open'
            ? cardOf(
                await town.submit(name, action, data, {
                  person: town.id('mari'),
                  ...personFor(town, action, name),
                  ...typed[action],
                }),
              )
            : cardOf(await town.press(name, action, data))
        expect(['refusal', 'form'], `${action}: ${textOf(card)}`).not.toContain(card.name)
      }
    },
    60_000,
  )

  /** Somebody who is not in it, where somebody is to join. */
  function personFor(town: Town, action: string, name: Name): Texts {
    if (action === 'participant.add') return { person: town.id('terje') }
    return action === 'baton.offer' && name === 'mari' ? { person: town.id('terje') } : {}
  }
})
