/** How long the family was asked: what a question kept waiting waits from its end, where it came to nothing. */
import { describe, expect, it } from 'vitest'
import { sinceAsked } from '../../src/core/asked-until.ts'
import type { Event } from '../../src/core/case.ts'
import type { ConsentId, Day, ServiceCode } from '../../src/core/ids.ts'
import { at, given, type Story } from '../support/given.ts'
import { consented, openLog, registered, requested, said, signed } from '../support/history.ts'
import { on } from '../support/sample.ts'

const no = (consent: ConsentId, services: ServiceCode[]): Event => {
  return { type: 'consent.refused', consent, services, reason: null, ...said }
}
const off = (consent: ConsentId): Event => ({ type: 'consent.cancelled', consent })
/** Since when something about these waits that has waited since a day. */
const since = ({ state }: Story, services: ServiceCode[] | null, day: Day = '2026-08-17') =>
  sinceAsked(state, on(day), services)

describe('what a question kept waiting', () => {
  const asked = given(registered(), at('2026-08-18', requested('consent_1', { services: ['skole', 'ppt'] })))
  const refused = given(asked, at('2026-08-20', no('consent_1', ['skole', 'ppt'])))

  it('waits since it arose as long as the family is asked, and since the answer where that was a no', () => {
    expect(since(asked, null)).toBe(on('2026-08-17'))
    expect(since(refused, null)).toBe(on('2026-08-20'))
  })

  it('waits since the question was taken back, or given up after the first had signed', () => {
    expect(since(given(asked, at('2026-08-21', off('consent_1'))), null)).toBe(on('2026-08-21'))
    const two = given(registered(), requested('consent_1', { required: ['guardian-1', 'guardian-2'] }), signed())
    expect(since(two, null)).toBe(on('2026-08-17'))
    expect(since(given(two.entries, at('2026-08-24', off('consent_1'))), null)).toBe(on('2026-08-24'))
  })

  it('waits since then whatever is said later of something else', () => {
    const later = given(refused, at('2026-08-25', requested('consent_2', { services: ['bup'] })))
    expect(since(later, null)).toBe(on('2026-08-20'))
    const both = given(later.entries, at('2026-08-27', off('consent_2')))
    expect(since(both, null)).toBe(on('2026-08-27'))
    expect(since(both, ['ppt'])).toBe(on('2026-08-20'))
  })

  it('waits for the answer about its own services alone, be they some of those that were asked about', () => {
    expect(since(refused, ['ppt'])).toBe(on('2026-08-20'))
    expect(since(refused, ['bup', 'ppt'])).toBe(on('2026-08-20'))
    expect(since(refused, ['bup'])).toBe(on('2026-08-17'))
  })

  it('waits since it arose where that came later, and where the answer was a yes, be it that it was taken back', () => {
    expect(since(refused, null, '2026-08-24')).toBe(on('2026-08-24'))
    const given1 = given(openLog(), at('2026-08-20', consented(['ppt'], 'consent_2')))
    expect(since(given1, null)).toBe(on('2026-08-17'))
    const back: Event = { type: 'consent.withdrawn', scope: 'whole', service: null, topic: null, reason: null, ...said }
    expect(since(given(given1.entries, at('2026-08-24', back)), null)).toBe(on('2026-08-17'))
  })
})
