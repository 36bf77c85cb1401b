/** A case's facts in people's words: how those in it are called and to whom, with whom the ball lies, who still takes part. */
import { describe, expect, test } from 'vitest'
import {
  ballName,
  byRole,
  isMine,
  onceEach,
  openCase,
  responsibleName,
  responsibleNow,
  servicesWithin,
  takesPart,
  topicNames,
  topicsWithin,
  toReader,
} from '../../../src/app/see/index.ts'
import type { Event } from '../../../src/core/case.ts'
import type { Ball, Due } from '../../../src/core/deadline.ts'
import type { Responsible } from '../../../src/core/responsible.ts'
import { given } from '../../support/given.ts'
import { joined, noted, onLeave, openLog, proposed, takenBack } from '../../support/history.ts'
import { looking } from '../../support/looking.ts'
import { type PersonName, people, startDay } from '../../support/sample.ts'

const log = [openLog(2, ['ppt', 'skolehelsetjeneste']), joined('ppt'), joined('nurse')]
const deputized: Event = {
  ...{ type: 'baton.deputized', person: people.nurse.person, service: 'skolehelsetjeneste', unit: 'helse' },
  ...{ from: '2026-09-01', until: '2026-09-11' },
}
const person = (name: PersonName): Responsible => ({ kind: 'person', person: people[name].person })
const service = (code: string): Responsible => ({ kind: 'service', service: code })

describe('where everybody in a channel sees it', () => {
  test('those of the case’s own unit are named, the others called by what they are in it', async () => {
    const { viewer } = await looking()
    const calling = async (name: PersonName | null, newly?: 'newly') => {
      const held = given(log, { type: 'baton.named', to: people.ppt.person, service: 'ppt', unit: 'ppt' }, deputized)
      return byRole(await viewer('teacher'), held.state)(name && people[name].person, newly)
    }
    expect(await calling('teacher')).toBe('Teacher')
    expect(await calling('head')).toBe('Head')
    expect(await calling('ppt')).toBe('Stafettholderen')
    expect(await calling('nurse')).toBe('Stedfortrederen')
    expect(await calling('otherPpt')).toBe('En deltaker')
    expect(await calling('otherTeacher')).toBe('En deltaker')
    expect(await calling('ke')).toBe('Koordinerende enhet (KE)')
    expect(await calling(null)).toBe('Ingen ennå')
    // Who is told of as new is what is told: not yet what they are.
    expect(await calling('ppt', 'newly')).toBe('En deltaker')
    expect(await calling('teacher', 'newly')).toBe('Teacher')
  })

  test('somebody of KE who takes part is a participant', async () => {
    const { viewer } = await looking()
    const call = byRole(await viewer('teacher'), given(log, joined('ke')).state)
    expect(await call(people.ke.person)).toBe('En deltaker')
  })

  test('whoever has left is called as where they worked', async () => {
    const { viewer } = await looking({ otherPpt: { active: false }, colleague: { active: false } })
    const call = byRole(await viewer('teacher'), given(log).state)
    expect(await call(people.otherPpt.person)).toBe('En deltaker')
    expect(await call(people.colleague.person)).toBe('Colleague')
  })
})

test('to its reader everybody is named, and they themselves are “you”', async () => {
  const { viewer } = await looking()
  const call = toReader(await viewer('nurse'))
  expect([await call(people.nurse.person), await call(people.ppt.person), await call(null)]).toEqual([
    'deg',
    'Ppt',
    'Ingen ennå',
  ])
})

test('names of the model stand with a small letter inside a sentence, and a capital by themselves', async () => {
  const { viewer } = await looking()
  const teacher = await viewer('teacher')
  expect(topicNames(teacher, ['family', 'health'])).toEqual(['Familie og hjem', 'Helse'])
  expect(topicsWithin(teacher, ['family', 'health'])).toEqual(['familie og hjem', 'helse'])
  expect(servicesWithin(teacher, ['skole', 'nav'])).toEqual(['skole', 'Nav'])
})

describe('the ball', () => {
  const name = async (ball: Ball, ...history: Parameters<typeof given>) => {
    const { viewer } = await looking({ secondLeader: { roles: ['employee'] } })
    const teacher = await viewer('teacher')
    return ballName(teacher, given(...history).state, ball, toReader(await viewer('ppt')))
  }

  test('lies with somebody by name: whoever is meant, wondered or holds it', async () => {
    const held = [log, { type: 'baton.named', to: people.ppt.person, service: 'ppt', unit: 'ppt' } as Event]
    expect(await name({ role: 'person', person: people.nurse.person }, held)).toBe('Nurse')
    expect(await name({ role: 'owner' }, held)).toBe('Teacher')
    expect(await name({ role: 'holder' }, held)).toBe('deg')
  })

  test('lies with the leaders who decide, or with KE where none of them can', async () => {
    expect(await name({ role: 'leader' }, log)).toBe('Head')
    expect(await name({ role: 'leader' }, openLog(1), proposed(2, ['ppt'], people.head.person))).toBe('Ke')
    expect(await name({ role: 'leader' }, log, noted({ leave: onLeave('holder', 'head') }))).toBe('Ke')
  })

  test('lies with nobody where nobody can be reached who may decide', async () => {
    expect(await name({ role: 'leader' }, log, noted({ decides: 'nobody' }))).toBe('ingen som kan nås')
    const out: Event[] = ['head' as const, 'ke' as const].map((one) => ({
      type: 'case.recused',
      person: people[one].person,
    }))
    expect(await name({ role: 'leader' }, log, out)).toBe('ingen som kan nås')
  })

  test('is the viewer’s where it lies with them', async () => {
    const { viewer } = await looking()
    const held = given(log, { type: 'baton.named', to: people.ppt.person, service: 'ppt', unit: 'ppt' } as Event).state
    const whose = async (ball: Ball) => {
      const all = (['teacher', 'ppt', 'nurse', 'head', 'secondLeader', 'ke'] as const).map(async (one) =>
        (await isMine(await viewer(one), held, { ball })) ? [one] : [],
      )
      return (await Promise.all(all)).flat()
    }
    expect(await whose({ role: 'person', person: people.nurse.person })).toEqual(['nurse'])
    expect(await whose({ role: 'owner' })).toEqual(['teacher'])
    expect(await whose({ role: 'holder' })).toEqual(['ppt'])
    expect(await whose({ role: 'leader' })).toEqual(['head', 'secondLeader'])
  })
})

test('what is due and reads the same stands once: consents of one day, and never two measures', () => {
  const due = (signal: Due['signal'], subject: Due['subject'], day = startDay) => ({ signal, subject, day }) as Due
  const list = [
    due('consent-expiring', 'consent_1'),
    due('consent-expiring', 'consent_2'),
    due('consent-expiring', 'consent_3', '2026-09-01'),
    due('measure-due', 'measure_1'),
    due('measure-due', 'measure_2'),
    due('first-meeting', null),
  ]
  expect(onceEach(list).map(({ signal, subject }) => [signal, subject])).toEqual([
    ['consent-expiring', 'consent_1'],
    ['consent-expiring', 'consent_3'],
    ['measure-due', 'measure_1'],
    ['measure-due', 'measure_2'],
    ['first-meeting', null],
  ])
})

describe('whoever answers for something', () => {
  test('is a person, a service or the home', async () => {
    const { viewer } = await looking()
    const teacher = await viewer('teacher')
    const names = [person('nurse'), service('ppt'), { kind: 'home' } as const].map((one) =>
      responsibleName(teacher, one),
    )
    expect(await Promise.all(names)).toEqual(['Nurse', 'Pedagogisk-psykologisk tjeneste (PPT)', 'Hjemmet'])
  })

  test('takes part as long as they are in it: the home always, a service while the family lets it in, or as the case’s own', async () => {
    const { viewer } = await looking({ colleague: { active: false } })
    const teacher = await viewer('teacher')
    const takes = (story: ReturnType<typeof given>, one: Responsible) => takesPart(teacher, story.state, one)
    const story = given(log)
    for (const one of [
      { kind: 'home' } as const,
      service('ppt'),
      service('skole'),
      person('nurse'),
      person('teacher'),
      person('head'),
    ])
      expect([one, await takes(story, one)]).toEqual([one, true])
    const unknown: Responsible = { kind: 'person', person: 'person_nobody' }
    for (const one of [service('bup'), person('stranger'), person('colleague'), unknown])
      expect([one, await takes(story, one)]).toEqual([one, false])
    const over = given(log, takenBack({ service: 'ppt/ppt' }), joined('colleague'))
    for (const one of [service('ppt'), person('ppt'), person('colleague')])
      expect([one, await takes(over, one)]).toEqual([one, false])
    expect(await takes(given(log, takenBack()), service('skole'))).toBe(true)
    expect(
      await takes(given(log, { type: 'case.closed', reason: 'goal-reached', summary: null }), person('nurse')),
    ).toBe(true)
  })

  test('is said to take part no more to whoever sees all of the case, and to nobody else', async () => {
    const { tx, viewer, keep } = await looking()
    const few = [openLog(2, ['ppt', 'skolehelsetjeneste'], { topics: ['health'] }), joined('ppt'), joined('nurse')]
    const story = given(few, takenBack({ service: 'ppt/ppt' }))
    await keep(story)
    const said = async (name: PersonName, one: Responsible) => {
      const reader = await viewer(name)
      const opened = await openCase(reader, story.state, 'case-plan')
      return opened && responsibleNow(reader, opened, one)
    }
    expect(await said('head', person('ppt'))).toBe('Ppt (deltar ikke lenger)')
    expect(await said('head', person('nurse'))).toBe('Nurse')
    expect(await said('nurse', person('ppt'))).toBe('Ppt')
    expect((await tx.access.of('case_1')).length).toBe(3)
  })
})
