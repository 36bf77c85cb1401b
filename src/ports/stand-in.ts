/** Who leads a unit on some days in the place of its leader: plain data. */
import type { Day, Instant, MunicipalityCode, PersonId, ServiceCode, UnitCode } from '../core/ids.ts'

/** `leader` is who is away; both days count. */
export type StandIn = {
  municipality: MunicipalityCode
  unit: UnitCode
  service: ServiceCode
  leader: PersonId
  person: PersonId
  from: Day
  until: Day
}

/** Its last day has passed; its leader ended it, or named somebody anew; the leader leads there no more; whoever stood in works there no more; an administrator did. */
export type WhyEnded = 'over' | 'taken-back' | 'named-anew' | 'leads-no-more' | 'works-no-more' | 'administrator'

/** When, and by whose hand. */
export type Noted = { at: Instant; by: PersonId | 'system' | 'administrator' }

/** What became of one, as it is kept for good. `begun`: whoever stands in was told of what waited. */
export type StandInEntry = StandIn & Noted & { what: 'named' | 'begun' | 'ended'; why: WhyEnded | null }
