/** What has come to somebody by itself, who wants it so: the list that tells them what had no room does not tell it again. */
import type { Case } from '../../core/case.ts'
import type { Due } from '../../core/deadline.ts'
import { beginsOn } from '../../core/ladder.ts'
import type { CardAbout } from '../../core/notice.ts'
import { cardsOf } from '../../core/reminder.ts'
import { type Letter, newestOf } from '../../outgoing.ts'
import { lookingAt, paceOf, type Viewer } from '../see/index.ts'

/** What somebody is asked of whom nothing else in the case is, by the card that asks it. */
export type Asking = Extract<CardAbout, { card: 'anonymous-question' | 'receiving' }>

/** Whether the list that comes to somebody tells of something due, or of what they are asked: to whoever has lists, of all of it. */
export type Tells = (state: Case, one: Due | Asking) => boolean

/**
 * Of what is said again and again by itself, the list tells what was not since it was to be said last. `hadNoRoom`: whether that is
 * why it comes.
 */
export async function toldBy(asker: Viewer): Promise<{ tells: Tells; hadNoRoom: boolean }> {
  const { person, policy, calendar, today, reader } = asker
  if (paceOf(person, policy) !== 'each') return { tells: () => true, hadNoRoom: false }
  const { beforeWorkingDays, everyWorkingDays } = policy.reminders.standard
  const since = calendar.addWorkingDays(today, -Math.max(beforeWorkingDays, everyWorkingDays))
  const came = new Map<string, boolean>()
  let hadNoRoom = false
  for (const { row, became, why } of await reader.outbox.to(person.id, calendar.at(since, '00:00'))) {
    const hadNone = became === 'dropped' && why === 'in-digest'
    const isLeft = hadNone || (became === 'dropped' && why === 'away')
    if (became === 'sent' || isLeft) came.set(nameOf(row.case, row), !isLeft)
    if (hadNone && calendar.dayOf(row.madeAt) < today) hadNoRoom = true
  }
  const tells: Tells = (state, one) => {
    const about = 'card' in one ? [one] : cardsOf(one.key)
    const hasBegun = 'card' in one || beginsOn(state, one, lookingAt(asker, state)) <= asker.today
    return hasBegun && !about.some((card) => came.get(nameOf(state.id, { ...card, line: null })))
  }
  return { tells, hadNoRoom }
}

function nameOf(of: string | null, letter: Letter): string {
  return `${of} ${newestOf(letter)}`
}
