/** A measure or a follow-up is given to somebody else: from the button in the plan to the reminder they get. */

import { describe, expect, test } from 'vitest'
import type { Card } from '../../cards/card.ts'
import type { CaseId } from '../../src/core/ids.ts'
import { isBroughtToKe } from '../../src/core/ke.ts'
import { wording } from '../../src/wording/index.ts'
import { inBoth } from '../support/in-both.ts'
import { personToImport } from '../support/people.ts'
import { findButton } from '../support/rendered-card.ts'
import { accountOf, actionsOn, cardOf, createTown, dataOf, type Texts, type Town, textOf } from '../support/town.ts'
import { addMeasure, caseOf, consent, logWithJonas, takenBack } from './story.ts'

type Given = { town: Town; id: CaseId; data: Texts }

/** What can be given, with how it comes about, is finished and falls due. */
const kinds = {
  measure: {
    section: 'measures',
    reassign: 'measure.reassign',
    settle: 'measure.evaluate',
    async add(town: Town, id: CaseId, responsible: string): Promise<Texts> {
      return { measure: await addMeasure(town, id, { responsible, evaluationDay: '2026-11-10' }) }
    },
    finish: (town: Town, data: Texts) =>
      town.submit('ingrid', 'measure.evaluate', data, { effect: 'some', outcome: 'done' }),
    responsible: async (town: Town, id: CaseId) => (await caseOf(town, id)).measures[0]?.responsible,
  },
  followUp: {
    section: 'follow-ups',
    reassign: 'follow-up.reassign',
    settle: 'follow-up.done',
    async add(town: Town, id: CaseId, responsible: string): Promise<Texts> {
      const typed = { text: 'Reading with an adult', topic: 'learning', responsible, day: '2026-11-10' }
      await town.submit('ingrid', 'follow-up.add', { case: id }, typed)
      return { followUp: (await caseOf(town, id)).followUps[0]?.id ?? '' }
    },
    finish: (town: Town, data: Texts) => town.press('ingrid', 'follow-up.done', data),
    responsible: async (town: Town, id: CaseId) => (await caseOf(town, id)).followUps[0]?.responsible,
  },
} as const

/** Jonas has it in a log in which Mari takes part as well; everything is said. */
async function given(kind: keyof typeof kinds): Promise<Given> {
  const town = await createTown()
  const id = await logWithJonas(town)
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') })
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2027-03-01' })
  const data = { case: id, ...(await kinds[kind].add(town, id, `person:${town.id('jonas')}`)) }
  await town.run()
  town.channel.tried.length = 0
  return { town, id, data }
}

/** Who was told what, by the sentence of the card. */
function told(town: Town) {
  const sent = town.channel.sent().filter(({ card }) => card.name === 'told')
  return sent.map(({ to, card }) => [to, textOf(card)] as const)
}

const whoever = (card: Card) =>
  card.blocks.flatMap((block) => (block.kind === 'choice' && block.id === 'responsible' ? block.choices : []))

/** What a form that moves the day of it calls that day. */
const dayOf = { measure: 'Evaluering', followUp: 'Frist' } as const
/** What is said of what stands, whoever lets reminders of it wait. */
const standing = ['Frist', 'Lederen får vite det']

const factsIn = ({ blocks }: Card) => blocks.flatMap((block) => (block.kind === 'facts' ? block.facts : []))

describe.each(['measure', 'followUp'] as const)('%s', (kind) => {
  const { section, reassign, settle, finish, responsible } = kinds[kind]
  const planOf = async ({ town, id }: Given) =>
    cardOf(await town.press('ingrid', 'show.plan', { case: id, section, start: '0' }))

  test('is offered beside what goes on, and not beside what is over', async () => {
    const log = await given(kind)
    expect(dataOf(await planOf(log), reassign)).toEqual({ ...log.data, back: 'plan' })
    for (const { channel, read, drawn } of inBoth(await planOf(log)))
      expect(read.says(drawn), channel).toContain(wording('nb')(`action.${reassign}`))
    await finish(log.town, log.data)
    expect(actionsOn(await planOf(log))).not.toContain(reassign)
  })

  test('the form asks who, and chooses nobody beforehand, in each channel', async () => {
    const { town, data } = await given(kind)
    const form = cardOf(await town.open('ingrid', reassign, data))
    const labels = whoever(form).map(({ label }) => label)
    expect(labels).toEqual(expect.arrayContaining(['Ingrid Lunde', 'Mari Holm', 'Hjemmet']))
    // It is his already.
    expect(labels).not.toContain('Jonas Berg')
    for (const { channel, read, drawn } of inBoth(form)) {
      expect(
        read.fields(drawn).map(({ id, value, required }) => [id, value, required]),
        channel,
      ).toEqual([['responsible', '', true]])
      expect(read.choices(drawn, 'responsible').map(({ title }) => title)).toEqual(labels)
      expect(findButton(drawn, 'Gi videre', read).takesFields).toBe(true)
      expect(read.says(drawn)).toContain('Hvem skal ha ansvaret?')
    }
  })

  test('each form about it says what it is and who has it now, to whoever may read that', async () => {
    const { town, id, data } = await given(kind)
    await town.until('2026-11-10')
    const key = `${kind === 'measure' ? 'measure' : 'follow-up'}-due`
    const { reminded } = await caseOf(town, id)
    const due = Object.keys(reminded).find((one) => one.startsWith(key)) ?? ''
    const forms: [string, Texts][] = [
      [reassign, data],
      [reassign.replace('reassign', 'postpone'), data],
      ['reminder.postpone', { case: id, key: due }],
    ]
    for (const [action, about] of forms) {
      const form = cardOf(await town.open('ingrid', action, about))
      expect(factsIn(form).slice(0, 2)).toEqual([
        { label: kind === 'measure' ? 'Tiltaket' : 'Oppfølgingen', value: 'Reading with an adult', typed: true },
        { label: 'Har ansvaret nå', value: 'Jonas Berg' },
      ])
      expect(
        factsIn(form)
          .slice(2)
          .map(({ label }) => label),
      ).toEqual(action === 'reminder.postpone' ? standing : action.endsWith('postpone') ? [dayOf[kind]] : [])
      for (const { channel, read, drawn } of inBoth(form)) {
        expect(read.says(drawn), channel).toContain('Reading with an adult')
        expect(read.says(drawn), channel).toContain('Jonas Berg')
      }
    }
    const looks = (await town.read((tx) => tx.access.of(id))).filter(({ what }) => what === reassign)
    expect(looks.map(({ person, verdict }) => [person, verdict])).toEqual([[town.id('ingrid'), 'read']])
    // KE is told what waits, and neither what it is nor who has it.
    await town.until('2026-12-21')
    expect(isBroughtToKe(await caseOf(town, id))).toBe(true)
    const form = cardOf(await town.open('sara', 'reminder.postpone', { case: id, key: due }))
    expect(form.name).toBe('form')
    expect(textOf(form)).not.toMatch(/Reading|Jonas/)
    expect(factsIn(form).map(({ label }) => label)).toEqual(standing.slice(0, 1))
  })

  test('the new one and the old one are told, and the one who did it is not; the answer is the plan', async () => {
    const log = await given(kind)
    const { town, id } = log
    const plan = await planOf(log)
    const answer = await town.submit('ingrid', reassign, dataOf(plan, reassign), {
      responsible: `person:${town.id('mari')}`,
    })
    expect(cardOf(answer)).toMatchObject({ name: 'case-plan' })
    expect(await responsible(town, id)).toEqual({ kind: 'person', person: town.id('mari') })
    await town.run()
    expect(told(town).sort()).toEqual([
      ['jonas', expect.stringContaining('er gitt til en annen')],
      ['mari', expect.stringContaining('Du har fått ansvaret for noko i saka. Frist:')],
    ])
    expect(textOf(told(town))).not.toContain('Reading')
    for (const { card } of town.channel.sent().filter((one) => one.card.name === 'told'))
      for (const { channel, read, drawn } of inBoth(card))
        expect(read.says(drawn), channel).toMatch(/er gitt til en annen|Du har fått ansvaret for noko/)
  })

  test('whoever takes it over, or gives away what they had, is told nothing of what they did', async () => {
    const { town, data } = await given(kind)
    await town.submit('ingrid', reassign, data, { responsible: `person:${town.id('ingrid')}` })
    await town.run()
    expect(told(town).map(([to]) => to)).toEqual(['jonas'])
    await town.submit('ingrid', reassign, data, { responsible: 'home' })
    await town.run()
    expect(told(town).map(([to]) => to)).toEqual(['jonas'])
  })

  test('reminders go to the new one, and the card of the old one has no button for it any more', async () => {
    const { town, data } = await given(kind)
    await town.until('2026-11-10')
    const reminders = () => town.channel.sent().filter(({ card }) => card.name === 'reminder')
    const before = reminders()
    expect(new Set(before.map(({ to }) => to))).toEqual(new Set(['jonas']))
    // The earlier of one duty is a line.
    const standing = () =>
      before.flatMap(({ ref }) => town.channel.standing(ref) ?? []).filter(({ name }) => name === 'reminder')
    for (const card of standing()) expect(actionsOn(card)).toContain(settle)
    town.channel.tried.length = 0
    await town.submit('ingrid', reassign, data, { responsible: `person:${town.id('mari')}` })
    await town.run()
    expect(standing().length).toBeGreaterThan(0)
    for (const card of standing()) {
      expect(actionsOn(card)).toEqual(['show.sent', 'show.case'])
      for (const { read, drawn } of inBoth(card))
        expect(read.buttons(drawn).filter(({ kind: how }) => how !== 'close')).toHaveLength(2)
    }
    await town.until('2026-11-20')
    const after = reminders().filter(({ verb }) => verb === 'direct')
    expect(new Set(after.map(({ to }) => to))).toEqual(new Set(['mari']))
    expect(actionsOn(after[0]?.card ?? never())).toContain(settle)
  })

  test('given away from its reminder, that card says with whom it is now, and who still must be told', async () => {
    const { town, data } = await given(kind)
    await town.until('2026-11-10')
    const sent = town.channel.sent().findLast(({ to, card }) => to === 'jonas' && card.name === 'reminder')
    const button = dataOf(sent?.card ?? never(), reassign)
    expect(button).toMatchObject(data)
    for (const { channel, read, drawn } of inBoth(sent?.card ?? never()))
      expect(findButton(drawn, 'Gi til en annen', read), channel).toBeDefined()
    const card = cardOf(await town.submit('jonas', reassign, button, { responsible: 'home' }))
    expect(card.name).toBe('reminder')
    for (const { channel, read, drawn } of inBoth(card)) {
      expect(read.says(drawn), channel).toContain('Si fra til hjemmet selv.')
      expect(read.says(drawn), channel).toContain('Ingrid Lunde')
    }
    expect(actionsOn(card)).toEqual(['show.case'])
  })

  test.each(['home', 'service:skole'])(
    'given to %s, the card of the old one has no button for it any more',
    async (to) => {
      const { town, data } = await given(kind)
      await town.until('2026-11-10')
      const jonas = town.channel.sent().filter((one) => one.to === 'jonas' && one.card.name === 'reminder')
      const standing = () =>
        jonas.flatMap(({ ref }) => town.channel.standing(ref) ?? []).filter(({ name }) => name === 'reminder')
      for (const card of standing()) expect(actionsOn(card)).toContain(settle)
      await town.submit('ingrid', reassign, data, { responsible: to })
      await town.run()
      expect(standing().length).toBeGreaterThan(0)
      for (const card of standing()) expect(actionsOn(card)).toEqual(['show.sent', 'show.case'])
      await town.until('2026-11-20')
      const hers = town.channel.sent().findLast((one) => one.to === 'ingrid' && one.card.name === 'reminder')
      expect(actionsOn(hers?.card ?? never())).toContain(settle)
    },
  )

  test.each([
    ['person:mari', 'Kollegaen har fått beskjed.'],
    ['person:ingrid', 'Du har ansvaret nå.'],
    ['service:skole', 'Si fra til tjenesten selv.'],
    ['home', 'Si fra til hjemmet selv.'],
  ])('whoever gives it to %s reads who still must be told', async (to, sentence) => {
    const { town, data } = await given(kind)
    const [what = '', who] = to.split(':')
    const responsible = what === 'person' && (who === 'mari' || who === 'ingrid') ? `person:${town.id(who)}` : to
    expect(textOf(await town.submit('ingrid', reassign, data, { responsible }))).toContain(sentence)
  })

  test('is refused kindly to somebody outside the case, to a service that is not in it, and to the one who has it', async () => {
    const { town, id, data } = await given(kind)
    const before = await responsible(town, id)
    for (const [to, sentence] of [
      [`person:${town.id('nora')}`, 'ikke med i saken'],
      ['service:bup', 'tjenest'],
      [`person:${town.id('jonas')}`, 'Velg en annen enn den som har dette nå'],
      ['somebody', 'Velg'],
      ['', 'Fyll ut dette feltet'],
    ] as const) {
      const form = cardOf(await town.submit('ingrid', reassign, data, { responsible: to }))
      expect(form.name).toBe('form')
      const field = form.blocks.find((block) => 'id' in block && block.id === 'responsible')
      expect(textOf(field)).toContain(sentence)
      expect(await responsible(town, id)).toEqual(before)
    }
    await town.run()
    expect(town.channel.sent()).toEqual([])
  })

  test('is refused where the family has not let the service know of the topic', async () => {
    const { town, id, data } = await given(kind)
    await consent(town, id, { services: ['skolehelsetjeneste'], topics: ['health'] })
    // A level with room for one service more.
    await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('nora') })
    expect((await caseOf(town, id)).participants.map(({ person }) => person)).toContain(town.id('nora'))
    const form = cardOf(await town.submit('ingrid', reassign, data, { responsible: `person:${town.id('nora')}` }))
    expect(form.name).toBe('form')
    expect(textOf(form)).toContain('skolehelsetjenesten')
    expect(await responsible(town, id)).toEqual({ kind: 'person', person: town.id('jonas') })
  })

  test('is refused when it is over, and to whoever has no part in the case', async () => {
    const { town, id, data } = await given(kind)
    const to = { responsible: `person:${town.id('mari')}` }
    const none = cardOf(await town.press('nora', reassign, { ...data, case: 'case_none' }, to))
    expect(cardOf(await town.press('nora', reassign, data, to))).toEqual(none)
    const form = cardOf(await town.open('ingrid', reassign, data))
    await finish(town, data)
    const over =
      kind === 'measure'
        ? 'Tiltaket ble evaluert mandag 2. november 2026'
        : 'Oppgaven ble gjort ferdig mandag 2. november 2026'
    const card = cardOf(await town.press('ingrid', reassign, dataOf(form, reassign), to))
    expect(card.name).toBe('refusal')
    expect(textOf(card)).toContain(over)
    const later = { day: '2026-12-01', reason: 'WHY LATER' }
    const postponed = cardOf(await town.press('ingrid', reassign.replace('reassign', 'postpone'), data, later))
    // What can't be done any more is no form that could be sent again.
    expect(postponed.name).toBe('refusal')
    for (const said of [over, 'WHY LATER']) expect(textOf(postponed)).toContain(said)
    // A button that stands still asks for nothing that can't be done.
    const opened = cardOf(await town.open('ingrid', reassign, data))
    expect([opened.name, textOf(opened).includes(over)]).toEqual(['refusal', true])
    expect(await responsible(town, id)).toEqual({ kind: 'person', person: town.id('jonas') })
  })

  test.each([
    ['mari', 'Mari Holm har fått ansvaret siden skjemaet ble åpnet'],
    ['ingrid', 'Du har fått ansvaret siden skjemaet ble åpnet'],
    ['home', 'Hjemmet har fått ansvaret siden skjemaet ble åpnet'],
  ] as const)(
    'is not taken from %s, who was given it since the form was opened, before it is sent once more',
    async (whom, said) => {
      const { town, id, data } = await given(kind)
      const to = whom === 'home' ? 'home' : `person:${town.id(whom)}`
      const form = cardOf(await town.open('ingrid', reassign, data))
      await town.submit('terje', reassign, data, { responsible: to })
      const now = await responsible(town, id)
      const chosen = { responsible: 'service:skole' }
      const again = cardOf(await town.press('ingrid', reassign, dataOf(form, reassign), chosen))
      expect(again.name).toBe('form')
      expect(await responsible(town, id)).toEqual(now)
      for (const { channel, read, drawn } of inBoth(again)) {
        expect(read.says(drawn), channel).toContain(`${said}, så ingenting er endret nå.`)
        expect(read.fields(drawn).map((field) => [field.id, field.value])).toEqual([['responsible', 'service:skole']])
      }
      const name = { mari: 'Mari Holm', ingrid: 'Ingrid Lunde', home: 'Hjemmet' }[whom]
      expect(textOf(again)).toContain(`{"label":"Har ansvaret nå","value":"${name}"}`)
      await town.press('ingrid', reassign, dataOf(again, reassign), chosen)
      expect(await responsible(town, id)).toEqual({ kind: 'service', service: 'skole' })
    },
  )

  test.each(['home', 'service:skole'])('nor is it taken from somebody it went to from %s', async (had) => {
    const { town, id, data } = await given(kind)
    await town.submit('ingrid', reassign, data, { responsible: had })
    const form = cardOf(await town.open('ingrid', reassign, data))
    await town.submit('terje', reassign, data, { responsible: `person:${town.id('mari')}` })
    const to = { responsible: `person:${town.id('jonas')}` }
    expect(cardOf(await town.press('ingrid', reassign, dataOf(form, reassign), to)).name).toBe('form')
    expect(await responsible(town, id)).toEqual({ kind: 'person', person: town.id('mari') })
  })

  test('names to nobody among others who has it by now', async () => {
    const { town, id, data } = await given(kind)
    const forged = { ...data, had: 'home' }
    const among = await town.press('ingrid', reassign, forged, { responsible: 'service:skole' }, { channel: true })
    expect(among.kind).toBe('message')
    expect(textOf(among)).not.toContain('Jonas')
    expect(await responsible(town, id)).toEqual({ kind: 'person', person: town.id('jonas') })
  })

  test('whoever chose the one who has it by now reads that they have it', async () => {
    const { town, data } = await given(kind)
    const form = cardOf(await town.open('ingrid', reassign, data))
    const to = { responsible: `person:${town.id('mari')}` }
    await town.submit('terje', reassign, data, to)
    const again = cardOf(await town.press('ingrid', reassign, dataOf(form, reassign), to))
    expect(textOf(again)).toContain('Mari Holm har fått ansvaret siden skjemaet ble åpnet')
  })

  test('is refused to somebody who has left since the form was opened', async () => {
    const { town, id, data } = await given(kind)
    const before = await responsible(town, id)
    const form = cardOf(await town.open('ingrid', reassign, data))
    const mari = personToImport('Mari Holm', { accounts: [accountOf('mari')], active: false })
    await town.store.importPeople([mari], town.app.ids)
    const answer = await town.press('ingrid', reassign, dataOf(form, reassign), {
      responsible: `person:${town.id('mari')}`,
    })
    expect(textOf(cardOf(answer))).toContain('ikke aktiv i kommunen')
    expect(await responsible(town, id)).toEqual(before)
  })

  test.each([
    'took part no more',
    'was let in no more',
    'left',
    'moved to another municipality',
    'works where the family has let nobody in',
    'is let in until a day that is over',
  ])('the plan says so where the one who has it %s, and offers to give it to somebody else', async (how) => {
    const log = await given(kind)
    const { town, id, data } = log
    expect(textOf(await planOf(log))).not.toContain('deltar ikke lenger')
    if (how === 'took part no more')
      await town.submit('ingrid', 'participant.remove', { case: id }, { person: town.id('jonas') })
    if (how === 'was let in no more')
      await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'service:ppt' })
    const changed = {
      left: { active: false },
      'moved to another municipality': { municipality: 'solvik' },
      'works where the family has let nobody in': { unit: 'nav', service: 'nav' },
    }[how]
    if (changed) {
      const ppt = { unit: 'ppt', service: 'ppt' }
      const jonas = personToImport('Jonas Berg', { accounts: [accountOf('jonas')], ...ppt, ...changed })
      await town.store.importPeople([jonas], town.app.ids)
    }
    if (how === 'is let in until a day that is over') {
      const { consents } = await caseOf(town, id)
      town.setClock(`${consents[0]?.until?.slice(0, 4)}-12-31T12:00:00.000Z`)
      await consent(town, id, { services: ['skole'] })
    }
    const plan = await planOf(log)
    for (const { channel, read, drawn } of inBoth(plan))
      expect(read.says(drawn), channel).toContain('Ansvarlig: Jonas Berg (deltar ikke lenger)')
    expect(dataOf(plan, reassign)).toEqual({ ...data, back: 'plan' })
    await town.submit('ingrid', reassign, data, { responsible: 'home' })
    expect(textOf(await planOf(log))).not.toContain('deltar ikke lenger')
  })

  test('whom the family has let go of is told to nobody who does not see all of the case', async () => {
    const log = await given(kind)
    const { town, id, data } = log
    await town.submit('ingrid', reassign, data, { responsible: 'service:ppt' })
    await town.submit('ingrid', reassign, data, { responsible: `person:${town.id('jonas')}` })
    await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'service:ppt' })
    await consent(town, id, { services: ['skolehelsetjeneste'], topics: ['learning'] })
    await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('nora') })
    const seen = async (name: 'ingrid' | 'nora', which: string) =>
      textOf(await town.press(name, 'show.plan', { case: id, section: which, start: '0' }))
    expect(await seen('nora', section)).toContain('Reading')
    expect(await seen('nora', section)).not.toContain('deltar ikke lenger')
    expect(textOf(await town.open('nora', reassign, data))).not.toContain('deltar ikke lenger')
    expect(await seen('ingrid', 'history')).toMatch(/fra Jonas Berg til .*PPT/)
    expect(await seen('nora', 'history')).toContain('fra en kollega til en tjeneste')
    expect(await seen('nora', 'history')).not.toMatch(/PPT|Jonas Berg til/)
  })

  test('of what is over the plan only says who answered for it', async () => {
    const log = await given(kind)
    await finish(log.town, log.data)
    await log.town.submit('ingrid', 'participant.remove', { case: log.id }, { person: log.town.id('jonas') })
    expect(textOf(await planOf(log))).toContain('Ansvarlig: Jonas Berg')
    expect(textOf(await planOf(log))).not.toContain('deltar ikke lenger')
  })

  test('the plan says so of a service whose consent has run out, and never of the case’s own', async () => {
    const log = await given(kind)
    const { town, id } = log
    await town.submit('ingrid', reassign, log.data, { responsible: 'service:ppt' })
    const until = (await caseOf(town, id)).consents[0]?.until ?? ''
    town.setClock(`${until.slice(0, 4)}-12-31T12:00:00.000Z`)
    await consent(town, id, { services: ['skole'] })
    expect((await caseOf(town, id)).services).toContain('ppt')
    expect(textOf(await planOf(log))).toContain('(PPT) (deltar ikke lenger)')
    await town.submit('ingrid', reassign, log.data, { responsible: 'service:skole' })
    expect(textOf(await planOf(log))).not.toContain('deltar ikke lenger')
    await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'service:skole' })
    expect(textOf(await planOf(log))).not.toContain('deltar ikke lenger')
  })

  test('the plan says so where the service that has it was let in no more', async () => {
    const log = await given(kind)
    await log.town.submit('ingrid', reassign, log.data, { responsible: 'service:ppt' })
    await log.town.submit('ingrid', 'consent.withdraw', { case: log.id }, { ...takenBack, what: 'service:ppt' })
    expect(textOf(await planOf(log))).toContain('Pedagogisk-psykologisk tjeneste (PPT) (deltar ikke lenger)')
  })

  test('somebody of the directory who left meanwhile is no way to give it', async () => {
    const { town, data } = await given(kind)
    const mari = personToImport('Mari Holm', { accounts: [accountOf('mari')], active: false })
    await town.store.importPeople([mari], town.app.ids)
    expect(whoever(cardOf(await town.open('ingrid', reassign, data))).map(({ label }) => label)).not.toContain(
      'Mari Holm',
    )
  })
})

function never(): never {
  throw new Error('there is no card')
}
