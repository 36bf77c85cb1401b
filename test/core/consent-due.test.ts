/** Which of a family's words is watched, and since when what of it is late: of several consents, units and signers the one that counts. */
import { describe, expect, it } from 'vitest'
import type { Event } from '../../src/core/case.ts'
import type { ConsentId, Day, Recipient } from '../../src/core/ids.ts'
import { at, given, type Story } from '../support/given.ts'
import {
  concluded,
  consented,
  heldAt,
  joined,
  named,
  offered,
  openLog,
  registered,
  requested,
  said,
  signed,
} from '../support/history.ts'
import { on, people, startDay } from '../support/sample.ts'

const day = '2026-09-10'
const out = (service: Recipient): Event => {
  return { type: 'consent.withdrawn', scope: 'service', service, topic: null, reason: null, ...said }
}
const whole: Event = { type: 'consent.withdrawn', scope: 'whole', service: null, topic: null, reason: null, ...said }
const no = (consent: ConsentId, services: Recipient[]): Event => {
  return { type: 'consent.refused', consent, services, reason: null, ...said }
}
/** What is due of consents: the signal and the consent it is about. */
const watched = (story: Story, on: Day = day) =>
  story
    .due(on)
    .filter(({ signal }) => signal.startsWith('consent-') || signal === 'signer-age')
    .map(({ signal, subject }) => `${signal} ${subject}`)
    .sort()
const one = (story: Story, signal: string, on: Day = day) => story.due(on).find((due) => due.signal === signal)

describe('of several words about a service', () => {
  it('each yes is watched, and no newer no to another of its units', () => {
    const story = given(openLog(2), consented(['ppt/nord'], 'consent_2'), out('ppt/nord'))
    expect(watched(story)).toEqual([...['consent-expiring consent_1', 'signer-age consent_1']])
  })

  it('the newest is, where none of them is a yes, be it that something else was asked or given since', () => {
    const story = given(
      ...[openLog(2), consented(['ppt', 'bup'], 'consent_2'), out('ppt'), out('bup')],
      consented(['koordinerende-enhet'], 'consent_3'),
      ...[requested('consent_4', { services: ['ppt'] }), no('consent_4', ['ppt'])],
    )
    expect(watched(story)).toEqual([
      ...['consent-expiring consent_1', 'consent-withdrawn consent_2', 'signer-age consent_1'],
    ])
  })

  it('that of the own unit is, and none that was about another of the same service', () => {
    const story = given(openLog(), consented(['skole/strandheim'], 'consent_2'), whole)
    expect(watched(story)).toEqual(['consent-withdrawn consent_1'])
  })

  it('one that lets the service in goes on, though one of its units was taken out', () => {
    const services = ['skole', 'ppt', 'ppt/nord']
    expect(watched(given(openLog(2, ['ppt'], { services }), out('ppt/nord')))).not.toContain(
      'consent-withdrawn consent_1',
    )
  })

  it('a no to the own unit is to be decided, though another of the same service is let in', () => {
    const story = given(openLog(1, [], { services: ['skole', 'skole/strandheim'] }), out('skole/bjorkelia'))
    expect(watched(story)).toEqual(['consent-withdrawn consent_1'])
  })
})

describe('since when it is late', () => {
  it('is the last no of several, in whatever way it was said', () => {
    const asked = [openLog(2), at('2026-08-18', requested('consent_2', { services: ['ppt', 'skole'] }))]
    const refusedFirst = given(
      asked,
      at('2026-09-01', no('consent_2', ['ppt'])),
      at('2026-09-02', { type: 'consent.cancelled', consent: 'consent_2' }),
      at('2026-09-05', out('skole')),
    )
    expect(one(refusedFirst, 'consent-withdrawn')).toMatchObject({ day: '2026-09-07', since: on('2026-09-05') })
    const takenFirst = given(asked, at('2026-09-01', out('ppt')), at('2026-09-05', no('consent_2', ['skole'])))
    expect(one(takenFirst, 'consent-withdrawn')).toMatchObject({ day: '2026-09-07', since: on('2026-09-05') })
  })

  it.each([
    ['taken back', out('ppt')],
    ['refused', no('consent_2', ['ppt'])],
  ] as const)('nobody holds the log is the day on which the yes to the holder was %s', (_, word) => {
    const held = given(openLog(2), joined('ppt'), offered('ppt'), {
      ...{ type: 'baton.accepted', handOver: 'handover_1', from: 'person_teacher' },
    } as Event)
    const story = given(held.entries, requested('consent_2', { services: ['ppt'] }), at('2026-08-20', word))
    expect(one(story, 'no-holder')?.day).toBe('2026-08-20')
  })
})

describe('other people than those who signed', () => {
  it('are all that is asked for once a consent is outgrown: it is not renewed', () => {
    const grown = openLog().map((event) => {
      return !('event' in event) && event.type === 'consent.requested' ? { ...event, born: '2008-09' } : event
    })
    expect(watched(given(grown))).toEqual(['signer-age consent_1'])
  })

  // 15 on 1 September 2026.
  const young = given(
    ...[registered('youth'), concluded(), requested('consent_1', { born: '2011-09' }), consented().slice(1)],
    { type: 'case.opened', level: 1, mode: 'digital', holder: people.teacher.person, ...heldAt },
  )

  it('sign since the first reason for it, be it a birthday or that more were named', () => {
    const first = given(young.entries, at('2026-09-03', named({ born: '2011-09', guardians: 2 })))
    expect(one(first, 'signer-age')).toMatchObject({ day: '2026-09-01', since: '2026-08-17T07:00:00.000Z' })
    const early = given(young.entries, at('2026-08-20', named({ born: '2011-09', guardians: 2 })))
    expect(one(early, 'signer-age')).toMatchObject({ day: '2026-08-20', since: '2026-08-20T07:00:00.000Z' })
  })

  it('sign where they must for some of the services alone', () => {
    const services = ['skole', 'skolehelsetjeneste']
    const story = given(
      registered('youth'),
      concluded(2, ['skolehelsetjeneste']),
      requested('consent_1', { services, born: '2011-05', required: ['guardian-1', 'young-person'] }),
      signed('consent_1', { services }, ['guardian-1', 'young-person']),
      { type: 'consent.given', consent: 'consent_1' },
      { type: 'case.opened', level: 2, mode: 'digital', holder: people.teacher.person, ...heldAt },
      at('2026-09-01', named({ born: '2010-05', guardians: 2 })),
    )
    expect(one(story, 'signer-age')?.day).toBe('2026-09-01')
  })

  it('are asked for at no time of parents, whatever is corrected', () => {
    const asked = requested('consent_1', { born: null, required: ['self'] })
    const story = given(
      ...[registered('parents'), concluded(), asked, consented().slice(1), openLog().slice(-1)],
      at('2026-09-01', named({ born: null, guardians: 2 })),
    )
    expect(watched(story)).toEqual(['consent-expiring consent_1'])
  })
})

describe('a yes that is given for a short time', () => {
  const due = (until: Day) => one(given(openLog(1, [], { until })), 'consent-expiring', startDay)?.day

  it('is renewed as long before it runs out as the model says, or as soon as an answer may take', () => {
    expect(due('2026-09-17')).toBe('2026-08-18')
    expect(due('2026-09-16')).toBe('2026-08-24')
    expect(due('2026-08-19')).toBe('2026-08-19')
  })
})

describe('a yes to a service that does not take part', () => {
  it('is not renewed', () => {
    expect(watched(given(openLog(), consented(['bup'], 'consent_2')), startDay)).toEqual([
      ...['consent-expiring consent_1', 'signer-age consent_1'],
    ])
  })
})
