/** Who gets the overview every week, as the app asks a store to keep it. Plain data. */
import type { Instant, PersonId } from '../core/ids.ts'

/** `place` is the key of the channel, and `origin` of the place in it where it was asked for; both '' for the person's own chat. */
export type Weekly = { person: PersonId; place: string; origin: string }

export type Weeklies = {
  /** Takes the place of what the same person has asked for there. */
  put(one: Weekly, nextAt: Instant): Promise<void>
  of(person: PersonId): Promise<Weekly[]>
  in(place: string): Promise<Weekly[]>
  end(one: Pick<Weekly, 'person' | 'place'>): Promise<void>
  /** Those whose moment has come by `now`, or is no moment; the longest waiting first. */
  waiting(now: Instant, limit: number): Promise<Weekly[]>
  nextAt(): Promise<Instant | null>
}
