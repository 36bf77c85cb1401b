/** To whom it is shown that the family said no, or took something back: the others learn of their own service alone. */
import { describe, expect, test } from 'vitest'
import { consentSeen, noesSeen, seesAnswer, seesNoes } from '../../../src/app/see/index.ts'
import type { Event } from '../../../src/core/case.ts'
import type { ConsentId, Day, Recipient } from '../../../src/core/ids.ts'
import { at, given, type Story } from '../../support/given.ts'
import { consented, joined, openLog, requested, said, signed, takenBack } from '../../support/history.ts'
import { looking } from '../../support/looking.ts'
import { type PersonName, people } from '../../support/sample.ts'

const helse = 'skolehelsetjeneste/helse'
/** The school's log, in which somebody of PPT and a nurse take part: one consent lets in both. */
const log = [openLog(2, ['ppt', 'skolehelsetjeneste']), joined('ppt'), joined('nurse')]

function refused(consent: ConsentId, services: Recipient[]): Event {
  return { type: 'consent.refused', consent, services, reason: 'word_why', ...said }
}
/** A question that nobody has answered. */
const asked = (services: Recipient[]) => requested('consent_2', { services, checkpoint: 'join' })

async function looker() {
  const { viewer } = await looking()
  const seen = async ({ state }: Story, id: ConsentId, name: PersonName) => {
    const consent = state.consents.find((one) => one.id === id)
    if (!consent) throw new Error(`there is no ${id}`)
    return consentSeen(await viewer(name), state, consent)
  }
  /** Whether somebody may know of the last that happened. */
  const hears = async ({ state, entries }: Pick<Story, 'state' | 'entries'>, name: PersonName) => {
    const last = entries.at(-1)
    return last ? seesAnswer(await viewer(name), state, last) : null
  }
  return { viewer, seen, hears }
}

describe('a no to others', () => {
  test('is shown to those of the case’s own unit and to whoever may write it down, not to another service, KE or a stranger', async () => {
    const { viewer } = await looker()
    const deputized: Event = {
      ...{ type: 'baton.deputized', person: people.ppt.person, service: 'ppt', unit: 'ppt' },
      ...{ from: '2026-09-01', until: '2026-09-11' },
    }
    const { state } = given(log, joined('colleague'), deputized)
    const sees = async (name: PersonName, day?: Day) => seesNoes(await viewer(name, day), state)
    for (const name of ['teacher', 'colleague', 'head'] as const) expect([name, await sees(name)]).toEqual([name, true])
    for (const name of ['ppt', 'nurse', 'ke', 'stranger'] as const)
      expect([name, await sees(name)]).toEqual([name, false])
    // Of PPT, but deputy of the one who writes down what the family answers; on those days alone.
    expect(await sees('ppt', '2026-09-01')).toBe(true)
    expect(await sees('ppt', '2026-09-12')).toBe(false)
  })

  test('is left out of a list: what is of the viewer’s own unit, or of their whole service, stays', async () => {
    const { viewer } = await looker()
    const list: Recipient[] = ['ppt/ppt', 'ppt/nord', 'ppt', helse, 'bup']
    const of = async (name: PersonName) => noesSeen(await viewer(name), given(log).state, list)
    expect(await of('teacher')).toEqual(list)
    expect(await of('ppt')).toEqual(['ppt/ppt', 'ppt'])
    expect(await of('nurse')).toEqual([helse])
    expect(await of('outsider')).toEqual([])
  })
})

describe('a consent', () => {
  test('that is only asked for is shown to whom it is about, without the others that were asked about', async () => {
    const { seen } = await looker()
    const story = given(log, asked(['bup', 'skolehelsetjeneste']))
    expect((await seen(story, 'consent_2', 'teacher'))?.services).toEqual(['bup', 'skolehelsetjeneste'])
    expect((await seen(story, 'consent_2', 'nurse'))?.services).toEqual(['skolehelsetjeneste'])
    expect(await seen(story, 'consent_2', 'ppt')).toBeNull()
  })

  test('that lets somebody in is shown to all, with whom it lets in and nobody else', async () => {
    const { seen } = await looker()
    const both = given(log, consented(['bup', 'barnevern'], 'consent_2'))
    expect((await seen(both, 'consent_2', 'nurse'))?.services).toEqual(['bup', 'barnevern'])
    const one = given(both, requested('consent_3', { services: ['bup'] }), refused('consent_3', ['bup']))
    expect((await seen(one, 'consent_2', 'nurse'))?.services).toEqual(['barnevern'])
    expect((await seen(one, 'consent_2', 'teacher'))?.services).toEqual(['bup', 'barnevern'])
  })

  test('that lets nobody in any more is not shown to a service that was not in it', async () => {
    const { seen } = await looker()
    const others = [log, consented(['bup'], 'consent_2')]
    const withdrawn = given(others, takenBack({ service: 'bup' }))
    expect(await seen(withdrawn, 'consent_2', 'nurse')).toBeNull()
    expect(await seen(withdrawn, 'consent_2', 'teacher')).toMatchObject({ services: ['bup'] })
  })

  test('shows what was taken back of it where that was the viewer’s own, or everybody’s', async () => {
    const { seen } = await looker()
    const story = given(log, takenBack({ service: helse }), takenBack({ topic: 'family' }))
    const back = async (name: PersonName) => {
      const one = await seen(story, 'consent_1', name)
      return [one?.withdrawnServices, one?.takenBack.map(({ service, topic }) => service ?? topic)]
    }
    expect(await back('teacher')).toEqual([[helse], [helse, 'family']])
    expect(await back('nurse')).toEqual([[helse], [helse, 'family']])
    expect(await back('ppt')).toEqual([[], ['family']])
  })

  test('shows a no that was the viewer’s own, without the others it was to', async () => {
    const { seen } = await looker()
    const question = requested('consent_2', { services: ['ppt', 'skolehelsetjeneste', 'bup'], checkpoint: 'join' })
    const story = given(
      log,
      question,
      refused('consent_2', ['bup']),
      refused('consent_2', ['skolehelsetjeneste', 'ppt']),
    )
    const noes = async (name: PersonName) =>
      (await seen(story, 'consent_2', name))?.noes.map(({ services }) => services)
    expect(await noes('teacher')).toEqual([['bup'], ['skolehelsetjeneste', 'ppt']])
    expect(await noes('nurse')).toEqual([['skolehelsetjeneste']])
    expect(await noes('ppt')).toEqual([['ppt']])
  })
})

describe('in the history, a no', () => {
  test('stands for those it was to', async () => {
    const { hears } = await looker()
    const story = given(log, asked(['bup', 'skolehelsetjeneste']), refused('consent_2', ['skolehelsetjeneste']))
    expect(await hears(story, 'teacher')).toBe(true)
    expect(await hears(story, 'nurse')).toBe(true)
    expect(await hears(story, 'ppt')).toBe(false)
  })

  test('of a time when it was to the whole question stands for all who were asked about in that, and no other', async () => {
    const { hears } = await looker()
    const story = given(log, asked(['skolehelsetjeneste']), refused('consent_2', []))
    expect(await hears(story, 'nurse')).toBe(true)
    expect(await hears(story, 'ppt')).toBe(false)
  })
})

describe('in the history, a yes taken back', () => {
  test('of one service stands for that one and the case’s own unit', async () => {
    const { hears } = await looker()
    const story = given(log, takenBack({ service: helse }))
    expect(await hears(story, 'teacher')).toBe(true)
    expect(await hears(story, 'nurse')).toBe(true)
    expect(await hears(story, 'ppt')).toBe(false)
  })

  test('as a whole stands where it ended a consent that the viewer is shown', async () => {
    const { hears } = await looker()
    expect(await hears(given(log, takenBack()), 'ppt')).toBe(true)
    // What the law gives whoever it is about alone, a guardian takes nothing back of.
    const alone = [
      openLog(2),
      joined('ppt'),
      requested('consent_2', { services: ['skolehelsetjeneste'], required: ['young-person'], alone: true }),
      consented(['skolehelsetjeneste'], 'consent_2').slice(1),
      joined('nurse'),
    ]
    const story = given(alone, takenBack())
    expect(story.state.consents.map(({ status }) => status)).toEqual(['withdrawn', 'given'])
    expect(await hears(story, 'ppt')).toBe(true)
    expect(await hears(story, 'nurse')).toBe(false)
  })

  test('as a whole, again, says nothing to whom it took nothing from this time', async () => {
    const { hears } = await looker()
    const story = given([log, takenBack(), at('2026-08-20', consented(['skole', 'ppt'], 'consent_2'), takenBack())])
    expect(await hears(story, 'ppt')).toBe(true)
    expect(await hears(story, 'nurse')).toBe(false)
  })

  test('of one topic stands where it changed a consent that the viewer is shown, whatever was taken back since', async () => {
    const { hears } = await looker()
    const first = given(log, takenBack({ topic: 'health' }))
    const since = given(first, at('2026-08-20', takenBack({ topic: 'family' })))
    for (const name of ['teacher', 'ppt', 'nurse'] as const) {
      expect(await hears({ state: since.state, entries: first.entries }, name)).toBe(true)
      expect(await hears(since, name)).toBe(true)
    }
  })

  test('of one topic tells nobody else what a service is asked about that nobody has let in', async () => {
    const { hears } = await looker()
    const story = given(
      [openLog(2, ['ppt'], { topics: ['health', 'learning'] }), joined('ppt'), takenBack({ topic: 'learning' })],
      [requested('consent_2', { services: ['bup'], topics: ['family', 'health'] }), takenBack({ topic: 'family' })],
    )
    expect(await hears(story, 'teacher')).toBe(true)
    expect(await hears(story, 'ppt')).toBe(false)
  })

  test('of one topic tells nothing by what whoever signs alone had left that topic out of for the viewer', async () => {
    const { hears } = await looker()
    const own = { services: ['skolehelsetjeneste'], topics: ['health', 'learning'] }
    const alone = [
      requested('consent_2', { ...own, required: ['young-person'], alone: true }),
      signed('consent_2', own, ['young-person']),
      ...consented([], 'consent_2').slice(-1),
      requested('consent_3', { ...own, required: ['young-person', 'guardian-2'], alone: true }),
      signed('consent_3', { ...own, topics: ['learning'] }, ['young-person']),
    ]
    const question = requested('consent_4', { services: ['bup'], topics: ['health', 'family'] })
    const story = given(
      [openLog(2, ['ppt'], { topics: ['learning'] }), alone, joined('nurse'), question],
      takenBack({ topic: 'health' }),
    )
    expect(story.state.consents[1]).toMatchObject({ status: 'given', takenBack: [{ service: helse, topic: 'health' }] })
    expect(await hears(story, 'teacher')).toBe(true)
    expect(await hears(story, 'nurse')).toBe(false)
  })
})

test('everything else that happened is no answer, and is left to what else says who sees it', async () => {
  const { hears } = await looker()
  expect(await hears(given(log), 'ke')).toBe(true)
})
