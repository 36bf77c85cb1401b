/** Who is who, remembered: what the directory answers is read from its tables once, until one of them is written. */
import type { Tx } from '../ports.ts'
import type { Memory } from './memory.ts'

/** The tables that these answers come from. */
export const staffTables = ['person', 'post', 'account', 'stand_in', 'leave'] as const

export function rememberedPeople({ recall }: Memory, people: Tx['people']): Tx['people'] {
  return {
    ...people,
    get: (id) => recall(['get', id], () => people.get(id)),
    byAccount: (account) => {
      const { channel, tenant, user } = account
      return recall(['byAccount', channel, tenant, user], () => people.byAccount(account))
    },
    ofUnit: (municipality, unit) => recall(['ofUnit', municipality, unit], () => people.ofUnit(municipality, unit)),
    ofServices: (municipality, services) =>
      recall(['ofServices', municipality, services], () => people.ofServices(municipality, services)),
    withRole: (municipality, role) =>
      recall(['withRole', municipality, role], () => people.withRole(municipality, role)),
    namesakes: (municipality) => recall(['namesakes', municipality], () => people.namesakes(municipality)),
  }
}

export function rememberedStandIns({ recall }: Memory, standIns: Tx['standIns']): Tx['standIns'] {
  return {
    ...standIns,
    of: (leader) => recall(['standInsOf', leader], () => standIns.of(leader)),
    in: (municipality, unit) => recall(['standInsIn', municipality, unit], () => standIns.in(municipality, unit)),
  }
}
