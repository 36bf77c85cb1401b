/** What something due is called where its case says more than its signal does. */
import { describe, expect, it } from 'vitest'
import { calledIn } from '../../src/core/called.ts'
import type { Event } from '../../src/core/case.ts'
import type { Signal } from '../../src/core/policy.ts'
import { given, type Story } from '../support/given.ts'
import { concluded, measure, offered, openLog, registered, requested, said } from '../support/history.ts'
import { people, startDay } from '../support/sample.ts'

/** What that is called which is due by a signal. */
function called(story: Story, signal: Signal, day = startDay): string | undefined {
  const one = story.due(day).find((each) => each.signal === signal)
  return one && calledIn(story.state, one)
}

const no = (consent: 'consent_1', services: string[]): Event => ({
  ...{ type: 'consent.refused', consent, services, reason: null, ...said },
})

describe('a wondering that waits for its owner', () => {
  const chosen = given(registered(), concluded(2, ['ppt']))

  it('is undecided until the way is chosen, and then waits for the family to be asked', () => {
    expect(called(given(registered()), 'concern-undecided')).toBe('concern-undecided')
    expect(called(chosen, 'concern-undecided')).toBe('consent-unasked')
  })

  it('is undecided anew once the family has said no to the log, and not by a no to somebody else', () => {
    const asked = given(chosen, requested('consent_1', { services: ['skole/bjorkelia', 'ppt'] }))
    expect(called(given(asked, no('consent_1', ['skole/bjorkelia', 'ppt'])), 'concern-undecided')).toBe(
      'concern-undecided',
    )
    const toPpt = given(chosen, requested('consent_1', { services: ['ppt'] }), no('consent_1', ['ppt']))
    expect(called(toPpt, 'concern-undecided')).toBe('consent-unasked')
  })

  it('is called nothing else of what else is due', () => {
    expect(called(given(chosen, requested()), 'consent-unanswered')).toBe('consent-unanswered')
    expect(called(given(openLog(), measure()), 'measure-due')).toBe('measure-due')
  })
})

describe('an offer of the baton', () => {
  const offers = given(openLog(2), offered('ppt'))
  const over = '2027-08-18'

  it('is to be answered as long as it lies with the one it is made to', () => {
    expect(called(offers, 'handover-unanswered')).toBe('handover-unanswered')
  })

  it('is stuck once the family lets them in no more, whoever can take it back: the holder, or whoever stands in', () => {
    expect(called(offers, 'handover-unanswered', over)).toBe('handover-stuck')
    const { person } = people.colleague
    const standIn: Event = {
      ...{ type: 'baton.deputized', person, service: 'skole', unit: 'bjorkelia', from: over, until: '2027-08-31' },
    }
    const lent = given(offers, standIn)
    const due = lent.due(over).find(({ signal }) => signal === 'handover-unanswered')
    expect(due?.ball).toEqual({ role: 'person', person })
    expect(called(lent, 'handover-unanswered', over)).toBe('handover-stuck')
  })
})
