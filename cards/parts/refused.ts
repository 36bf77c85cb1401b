/** An expected "no" as a sentence: why, and what to do instead. */
import type { Day } from '../../src/core/ids.ts'
import type { RefusalCode } from '../../src/core/refusal.ts'
import type { Say } from '../../src/wording/index.ts'

/**
 * `may`: names of colleagues or `role.<role>`; `services`: names. Both empty where the refusal names none. `which`: which days can
 * be chosen, as a sentence. `told`: what has happened meanwhile, ready, which then stands for the reason.
 */
export type Refused = {
  code: RefusalCode
  may: string[]
  services: string[]
  day: Day | null
  who?: Who | null
  which?: string | null
  told?: Told | null
}
/** What the family answered is for a window. */
export type Told = { text: string; discreet: boolean }
/** Who answers for it now, and whether that is the reader. */
type Who = { name: string; you: boolean }

/** The sentence alone, as a form or a short answer needs it. */
export function refusalSentence({ code, may, services, day, who, which, told }: Refused, say: Say): string {
  if (told) return told.text
  return say(`refusal.${code}`, {
    may: may.length > 0 ? say.list(may) : 'none',
    services: services.length > 0 ? say.list(services) : 'none',
    day: day ? say.dayInSentence(day) : 'none',
    who: who?.name ?? 'none',
    you: String(who?.you ?? false),
    which: which ?? 'none',
  })
}
