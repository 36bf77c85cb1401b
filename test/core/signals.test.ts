/** Every signal, in whichever way people act on it: early, late, twice, undone, reopened, in another order; never a false breach. */
import { describe, expect, it } from 'vitest'
import type { Due } from '../../src/core/deadline.ts'
import { type Signal, signals } from '../../src/core/policy.ts'
import { calendar, on, people } from '../support/sample.ts'
import { type Look, type Ways, ways } from '../support/ways.ts'
import { atWork } from '../support/ways-at-work.ts'
import { ofPlan } from '../support/ways-of-plan.ts'
import { withFamily } from '../support/ways-with-family.ts'

const table: Record<Signal, Ways> = { ...withFamily, ...atWork, ...ofPlan }
const chosen: Signal[] = ['meeting-due', 'measure-due', 'evaluation-due', 'follow-up-due']

/** What is due of a signal on a day: by when, and with whom. */
function dueOf(signal: Signal, [story, day]: Look) {
  return story.due(day).flatMap((one) => (one.signal === signal ? [[one.day, withWhom(one)]] : []))
}

function withWhom({ ball }: Due): string {
  if (ball.role !== 'person') return ball.role
  return Object.entries(people).find(([, { person }]) => person === ball.person)?.[0] ?? ball.person
}

describe.each(signals)('%s', (signal) => {
  describe.each(ways)('when people act %s', (way) => {
    const looks = table[signal][way]
    if (typeof looks === 'string') {
      it(`can't be: ${looks}`, () => expect(looks).not.toBe(''))
      return
    }

    it('is due when it should be, with whom it should', () => {
      expect(looks.map((look) => dueOf(signal, look))).toEqual(looks.map(([, , due]) => (due ? [due] : [])))
    })

    it('is not late as it arises, nor is anybody told before its days have gone by, nor falls it on a day off', () => {
      for (const [story] of looks) {
        const last = story.entries.at(-1)?.at ?? on('2026-08-17')
        for (const one of story.due(last)) {
          expect(one.lateFrom > calendar.dayOf(one.since), `${one.signal} is late at once`).toBe(true)
          expect(one.day >= calendar.dayOf(one.since), `${one.signal} was due before it arose`).toBe(true)
          expect(calendar.isWorkingDay(one.lateFrom)).toBe(true)
          if (!chosen.includes(one.signal)) expect(calendar.isWorkingDay(one.day), one.key).toBe(true)
        }
      }
    })
  })
})
