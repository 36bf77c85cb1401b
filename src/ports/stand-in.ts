/** Who leads a unit on some days in the place of its leader: plain data. */
import type { Day, MunicipalityCode, PersonId, ServiceCode, UnitCode } from '../core/ids.ts'

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
