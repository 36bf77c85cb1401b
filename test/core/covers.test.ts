/** What a consent allows: for which services, about what, on which days. Nothing else says yes. */
import { describe, expect, it } from 'vitest'
import { coveredOn, covers, stateOf } from '../../src/core/consent.ts'
import { at, given } from '../support/given.ts'
import { allTopics, concluded, consented, openLog, registered, requested, said, signed } from '../support/history.ts'
import { startDay } from '../support/sample.ts'

const ready = [registered(), concluded()]

describe('covers', () => {
  const story = given(openLog(2, ['ppt'], { topics: ['learning'], until: '2026-12-31' }))

  it('says yes for the services and topics agreed to, and for no other', () => {
    expect(covers(story.state, 'ppt', 'learning', '2026-08-17')).toBe(true)
    expect(covers(story.state, 'ppt', null, '2026-08-17')).toBe(true)
    expect(covers(story.state, 'ppt', 'health', '2026-08-17')).toBe(false)
    expect(covers(story.state, 'bup', 'learning', '2026-08-17')).toBe(false)
  })

  it('holds from the first day to the last', () => {
    expect(covers(story.state, 'ppt', null, '2026-08-16')).toBe(false)
    expect(covers(story.state, 'ppt', null, '2026-12-31')).toBe(true)
    expect(covers(story.state, 'ppt', null, '2027-01-01')).toBe(false)
    const [consent] = story.state.consents
    expect(consent && [stateOf(consent, '2026-12-31'), stateOf(consent, '2027-01-01')]).toEqual(['given', 'expired'])
  })

  it('says of a topic each with whom it may be shared on a day, and nobody who is only asked about', () => {
    const more = given(
      story,
      consented(['ppt/nord'], 'consent_2', { topics: ['health'] }),
      requested('consent_3', { services: ['bup'] }),
    )
    const on = (topic: string, day: string) => coveredOn(more.state, topic, day)
    expect(on('learning', '2026-12-31')).toEqual(['skole/bjorkelia', 'ppt/ppt'])
    expect(on('health', '2026-12-31')).toEqual(['ppt/nord'])
    expect(on('learning', '2027-01-01')).toEqual([])
  })

  it('needs all signatures', () => {
    const half = given(ready, requested('consent_1', { required: ['guardian-1', 'guardian-2'] }), signed())
    expect(covers(half.state, 'skole', null, '2026-08-17')).toBe(false)
  })

  it('takes the newest consent for a service as the last word, also where it allows less', () => {
    const narrower = consented(['ppt'], 'consent_2', { topics: ['health'] })
    const story = given(openLog(2, ['ppt']), at('2026-09-01', narrower))
    expect(covers(story.state, 'ppt', 'health', '2026-09-01')).toBe(true)
    expect(covers(story.state, 'ppt', 'learning', '2026-09-01')).toBe(false)
    expect(covers(story.state, 'skole', 'learning', '2026-09-01')).toBe(true)
    expect(story.state.consents.map(({ status }) => status)).toEqual(['given', 'given'])
  })

  it('goes by when a consent was given, not by when it was asked for', () => {
    const early = requested('consent_2', { services: ['ppt'] })
    const late = consented(['ppt'], 'consent_3', { topics: ['health'] })
    const given2 = [
      signed('consent_2', { services: ['ppt'], topics: ['learning'] }),
      { type: 'consent.given', consent: 'consent_2' } as const,
    ]
    const { state } = given(openLog(2, ['ppt']), early, late, given2)
    expect([covers(state, 'ppt', 'learning', '2026-08-17'), covers(state, 'ppt', 'health', '2026-08-17')]).toEqual([
      true,
      false,
    ])
  })

  it('leaves what is only asked for, and says of what was taken back that it was, however late', () => {
    const bup = requested('consent_1', { services: ['bup'] })
    expect(given(ready, bup, consented(['skole'], 'consent_2')).state.consents).toMatchObject([
      { id: 'consent_1', status: 'requested' },
      { id: 'consent_2', status: 'given' },
    ])
    const whole = {
      type: 'consent.withdrawn',
      scope: 'whole',
      service: null,
      topic: null,
      reason: null,
      ...said,
    } as const
    const [taken] = given(openLog(), whole).state.consents
    expect(taken && stateOf(taken, '2028-01-01')).toBe('withdrawn')
  })

  it('replaces a consent whose every service has a newer one', () => {
    const story = given(openLog(2, ['ppt']), at('2026-09-01', consented(['skole', 'ppt'], 'consent_2')))
    expect(story.state.consents.map(({ status }) => status)).toEqual(['replaced', 'given'])
  })
})

it('what the first who signs leaves out is left out for those it is asked about, and for no other', () => {
  const left = allTopics.filter((topic) => topic !== 'family')
  const asked = requested('consent_2', { services: ['ppt'], required: ['guardian-1', 'guardian-2'], guardians: 2 })
  const { state } = given(openLog(2), asked, signed('consent_2', { services: ['ppt'], topics: left }))
  expect(covers(state, 'ppt/ppt', 'family', startDay)).toBe(false)
  expect(covers(state, 'ppt/ppt', 'learning', startDay)).toBe(true)
  expect(covers(state, 'skole/bjorkelia', 'family', startDay)).toBe(true)
})
