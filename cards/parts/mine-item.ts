/** The rows of a person's own list: a case each, with what is next in it. A child is named by the word its writer chose, and nowhere else. */
import type { Called } from '../../src/core/called.ts'
import type { Day } from '../../src/core/ids.ts'
import type { AwaitedThing } from '../../src/core/nudge.ts'
import type { CaseRole } from '../../src/core/permission.ts'
import type { Say } from '../../src/wording/index.ts'
import type { Block } from '../card.ts'
import type { Instead } from './instead.ts'
import { button, type Offer } from './offer.ts'

/**
 * `late` as its deadline says; `who` has the ball, ready, and null where that is nobody's to know; `again`: the day on which it is
 * reminded of again, where somebody put that off; `instead`: who is away, so that it lies with the reader.
 */
export type DueNext = {
  what: Called
  when: When
  who: string | null
  again?: Day
  instead?: Pick<Instead, 'of' | 'until'>
}
/** What is all that they are asked in a case; `day` of the transition that is to be received, `by` which they answer in time. */
type Asked = { what: 'question' } | { what: 'receiving'; day: Day; by: Day }
export type Next = DueNext | (Omit<DueNext, 'what'> & Asked)
/** `days` after the day it is, or was, due: below zero that day lies ahead. */
export type When = { days: number; late: boolean }

/**
 * `ref` is null for a colleague's anonymous question, which names no case, level or role. `next` is the most pressing of what
 * waits, or what comes next, and null where nothing does; `also`: what else waits in it, with `who` has it where somebody else does.
 * `closed` is when it was.
 */
export type CaseRow = {
  ref: string | null
  level: string | null
  /** In which step it is, ready; not there where the reader may not read the case. */
  step?: string
  role: CaseRole | null
  next: Next | null
  also: { what: Called; who: string | null }[]
  /** Where it waits for somebody else, and has come to the reader because nobody did it: to ask what is needed, or to decide. */
  climbed?: 'asks' | 'decides'
  closed: Day | null
  /** Whether a proposal that the reader is to decide waits for a consent. */
  proposal?: true
  /** Where the reader sees of it what has stopped, and nothing else. */
  stops?: true
  offer: Offer
}

/**
 * What was asked of others and is not answered: `who` has it, ready, and null for the family and for a colleague who is asked
 * anonymously. `count`: of how many that are alike; `days`
 * the first has waited; `nudged`: by whom they were last reminded, ready; `away`: the last day on which they have leave;
 * `from` is the day from which they can be reminded (again), and null where that is now, once they are back, or never.
 */
export type AwaitedRow = {
  ref: string
  awaited: AwaitedThing
  who: string | null
  count: number
  days: number
  nudged: { by: string; day: Day } | null
  away: Day | null
  from: Day | null
  offer: Offer
}

/** In the words of whoever wrote the cases down, by reference: whom each is about. */
export type About = ReadonlyMap<string, string>

/** `names`: whether there is room for what comes second by its name. */
type Room = { about: About; names: boolean }

/** What is next in a case, how late it is, where the case stands and with whom the ball lies. */
export function caseRow(row: CaseRow, { about, names }: Room, say: Say): Block {
  const { ref, next, also, offer } = row
  const words = ref === null ? undefined : about.get(ref)
  // What reads as the first does would say nothing by its name.
  const second = names ? also.find((one) => one.what !== next?.what) : undefined
  const more = also.length - (second ? 1 : 0)
  const said = [
    next ? when(next, say) : null,
    next?.again ? say('mine.again', { day: say.day(next.again) }) : null,
    row.level,
    row.step ?? null,
    next?.who ? say('mine.with', { who: next.who }) : null,
    row.climbed ? say(`mine.climbed.${row.climbed}`) : null,
    next?.instead ? say('mine.instead', { of: next.instead.of ?? 'none', until: say.day(next.instead.until) }) : null,
    row.proposal ? say('mine.proposal') : null,
    row.role ? say(`role.${row.role}`) : null,
    second ? say('mine.also', { what: say(`signal.${second.what}.title`), who: second.who ?? 'none' }) : null,
    more > 0 ? say('mine.more', { count: more }) : null,
  ]
  return {
    kind: 'row',
    text: ref === null ? what(row, say) : say('mine.row', { ref, what: what(row, say) }),
    ...(words === undefined ? {} : { words }),
    subtle: said.filter((part) => part !== null).join(' · '),
    ...(next ? { tone: next.when.late && !isQuiet(row) ? 'warning' : 'neutral' } : {}),
    button: button(offer, say),
  }
}

/** Whether nobody is to be pressed for it yet, because somebody put off the reminders of it. */
function isQuiet({ next }: Pick<CaseRow, 'next'>): boolean {
  return next?.again !== undefined
}

/** What others were asked, for how long it has waited, who reminded them, and from when they can be. */
export function awaitedRow(row: AwaitedRow, about: About, say: Say): Block {
  const { ref, awaited, who, count, days, nudged, away, from, offer } = row
  const words = about.get(ref)
  const said = [
    say('mine.waited', { count: days }),
    nudged ? say('mine.nudged', { by: nudged.by, day: say.day(nudged.day) }) : null,
    away ? say('mine.away', { day: say.day(away) }) : null,
    from ? say('mine.nudge-from', { day: say.day(from) }) : null,
  ]
  return {
    kind: 'row',
    text: say('mine.row', { ref, what: say(`awaited.${awaited}`, { who: who ?? '', count }) }),
    ...(words === undefined ? {} : { words }),
    subtle: said.filter((part) => part !== null).join(' · '),
    button: button(offer, say),
  }
}

function what({ next, closed, stops }: CaseRow, say: Say): string {
  if (closed) return say('mine.closed', { day: say.day(closed) })
  if (!next) return noNext(stops, say)
  if (next.what === 'receiving') return say('mine.receiving', { day: say.dayInSentence(next.day) })
  return next.what === 'question' ? say('mine.question') : say(`signal.${next.what}.title`)
}

/** Whoever sees of a case what has stopped, and nothing else, is not told that nothing is planned in it. */
export function noNext(stops: true | undefined, say: Say): string {
  return say(stops ? 'mine.no-late' : 'mine.no-next')
}

/**
 * A question that was asked anonymously has no deadline: it says for how long it has waited. A day that is over says for how many days it
 * is, as every card does, be it that no working day has gone by since.
 */
export function when(next: Next, say: Say): string {
  const { days, late } = next.when
  if (next.what === 'question') return say('mine.asked', { count: days })
  if (late || days > 0) return say('mine.late', { count: days })
  if (next.what === 'receiving') return say('mine.answer-by', { day: say.day(next.by) })
  return days === 0 ? say('mine.today') : say('mine.ahead', { count: -days })
}

/** The cases of which a row names whom they are about. */
export function casesNamed(blocks: Block[]): string[] {
  return blocks.flatMap((block) => {
    if (block.kind !== 'row' || block.words === undefined) return []
    return block.button.data.case ?? []
  })
}
