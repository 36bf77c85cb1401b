/** How late something due is, which reminder of it this is, and whom it has been brought to. Days and roles alone. */
import type { Day } from '../../src/core/ids.ts'
import type { Say } from '../../src/wording/index.ts'
import type { Block } from '../card.ts'
import { discreet } from './chat.ts'

/** Who hears of it beside whoever acts. */
type Climbed = 'leader' | 'ke' | 'keepers'

/**
 * `again`: the day until which nobody is reminded of it, where somebody put that off. `late`: whole days since its day, 0 until that has passed; `times`: reminders of it, this one included, 0 where there has been
 * none. `next`: who hears of it on which day, if nobody acts. `unled`: the unit has no leader who can see to it. `asked`: somebody asked
 * for this reminder, so that it is none of those.
 */
export type Lateness = {
  late: number
  times: number
  reached: Climbed[]
  next: { rung: Climbed; day: Day } | null
  again?: Day
  /** Who did that, ready; `none` where that is nobody's to know. */
  by?: { whose: 'self' | 'named'; who: string } | { whose: 'none' }
  unled?: boolean
  asked?: Asked
}

/** Whoever waits for it, by name where the reader may know, and when they asked. */
export type Asked = { by: string | null; day: Day }

/** Above a card that asks by itself; nothing as long as there is nothing to press for. */
export function latenessBlocks(lateness: Lateness, say: Say): Block[] {
  const { late, times, again, asked } = lateness
  if (again) return discreet(putOff(again, lateness, say))
  if (late === 0 && times === 0 && !asked) return []
  const text = [...lateBy(lateness, say), ...whySaid(lateness, say)].join(' ')
  return discreet([{ kind: 'notice', text, tone: late > 0 ? 'warning' : 'attention' }, ...climbing(lateness, say)])
}

/** What is left of it while nobody is reminded: until when that is, and what happens then. */
export function putOff(again: Day, lateness: Lateness, say: Say, due: string[] = []): Block[] {
  const { by } = lateness
  const who = by ? [say('lateness.put-off', { whose: by.whose, who: 'who' in by ? by.who : '' })] : []
  const text = [...due, say('lateness.again', { day: say.dayInSentence(again) }), ...who].join(' ')
  return [{ kind: 'notice', text, tone: 'neutral' }, ...climbing(lateness, say)]
}

/** How late, beside the day: nothing until it has passed. */
export function lateBy({ late }: Lateness, say: Say): string[] {
  return late > 0 ? [say('lateness.late', { days: late })] : []
}

/** That somebody asked for it, or else which of its reminders it is. */
export function whySaid({ times, asked }: Pick<Lateness, 'times' | 'asked'>, say: Say): string[] {
  if (asked) return [askedFor(asked, say)]
  return times > 0 ? [say('lateness.times', { times })] : []
}

export function askedFor({ by, day }: Asked, say: Say): string {
  return say('lateness.asked', { by: by ?? 'none', day: say.dayInSentence(day) })
}

/** Whom it has been brought to, and who hears of it next. */
export function climbing({ reached, next, unled = false }: Lateness, say: Say): Block[] {
  const both = reached.includes('leader') && reached.includes('ke')
  const each = both ? reached.filter((one) => one === 'keepers') : reached
  const told = [...(both ? [say('lateness.reached.both')] : []), ...each.map((one) => say(`lateness.reached.${one}`))]
  const coming = next ? [say(`lateness.next.${next.rung}`, { day: say.dayInSentence(next.day) })] : []
  const why = unled ? [say('lateness.unled')] : []
  const text = [...why, ...told, ...coming].join(' ')
  return text === '' ? [] : [{ kind: 'text', text, subtle: true }]
}
