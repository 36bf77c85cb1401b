/** The municipality of a simulated year: its model, and a calendar that remembers. */
import type { Municipality } from '../src/app/app.ts'
import { createCalendar } from '../src/calendar.ts'
import type { Calendar } from '../src/core/policy.ts'
import { readModel } from '../src/model/read.ts'

export function readPlace(): Municipality {
  const model = readModel('bench/year.yaml')
  return { model, calendar: remembering(createCalendar(model)) }
}

/** The same days are asked for thousands of times. */
function remembering(real: Calendar): Calendar {
  const known = new Map<string, Calendar>()
  return {
    ...real,
    dayOf: remember(real.dayOf),
    at: remember(real.at),
    addDays: remember(real.addDays),
    addMonths: remember(real.addMonths),
    addWorkingDays: remember(real.addWorkingDays),
    isWorkingDay: remember(real.isWorkingDay),
    workingDayFrom: remember(real.workingDayFrom),
    ageOn: remember(real.ageOn),
    in: (service) => {
      const found = known.get(service) ?? remembering(real.in(service))
      known.set(service, found)
      return found
    },
  }
}

function remember<A extends (string | number)[], R>(ask: (...asked: A) => R) {
  const known = new Map<string, R>()
  return (...asked: A): R => {
    const key = asked.join(' ')
    const answer = known.get(key) ?? ask(...asked)
    known.set(key, answer)
    return answer
  }
}
