/** The units of a fictional municipality and who works there: as many as a year is simulated with. Nobody here exists. */
import type { Role } from '../src/core/permission.ts'
import type { Account, Place } from '../src/ports.ts'
import type { PersonToImport } from '../src/store/open.ts'
import type { Dice } from './year-dice.ts'

export const municipality = 'fjordvik'
/** Two channels, as where half of a municipality uses the one and half the other. */
export const channelNames = ['one', 'two'] as const

export type Size = { cases: number; units: number; staff: number }
export type Unit = {
  code: string
  service: string /** How many of the cases are its own, beside the others. */
  weight: number
}

/** The first four are what the smallest municipality has; a larger one has the rest over and over. */
const pattern = [
  ...['koordinerende-enhet', 'ppt', 'skole', 'barnehage'],
  ...['skole', 'barnehage', 'helsestasjon', 'skole', 'barnehage', 'skolehelsetjeneste', 'skole', 'barnehage'],
] as const
const few = 4

/** Where children are every day: nearly all cases begin there. */
const homes: Record<string, number> = { skole: 1, barnehage: 0.8, helsestasjon: 0.3 }

export function unitsOf(count: number, dice: Dice): Unit[] {
  return Array.from({ length: count }, (_, index) => {
    const service = pattern[index < few ? index : few + ((index - few) % (pattern.length - few))] ?? 'skole'
    return { code: `${service}-${index}`, service, weight: (homes[service] ?? 0) * (0.4 + 1.6 * dice.next()) }
  })
}

/** Everybody, unit by unit: each has a leader, and a large one two; whom a service is asked through; KE; who runs the model. */
export function staffOf(units: Unit[], { staff }: Size): PersonToImport[] {
  const least = Math.floor(staff / units.length)
  const more = staff - least * units.length
  let line = 1
  return units.flatMap((unit, index) =>
    Array.from({ length: least + (index < more ? 1 : 0) }, (_, place) => {
      line += 1
      return person(unit, line, rolesOf(unit, place, index))
    }),
  )
}

function rolesOf({ service }: Unit, place: number, index: number): Role[] {
  if (service === 'koordinerende-enhet') {
    const first: Role[][] = [
      ['employee', 'leader', 'ke'],
      ['employee', 'ke'],
      ['employee', 'coordinator'],
      ['administrator'],
    ]
    return first[place] ?? ['employee']
  }
  if (place === 0) return ['employee', 'leader']
  if (place === 1 && index % 3 === 0) return ['employee', 'leader']
  return place === 2 && !(service === 'skole' || service === 'barnehage') ? ['employee', 'contact'] : ['employee']
}

function person({ code: unit, service }: Unit, line: number, roles: Role[]): PersonToImport {
  const post = { municipality, unit, service, roles }
  const about = { name: nameOf(line), lang: line % 5 === 0 ? 'nn' : 'nb', email: null, active: true } as const
  return { ...post, ...about, line, accounts: accountsOf(line) }
}

const given = ['Anne', 'Bjarte', 'Cato', 'Dina', 'Eirin', 'Frode', 'Gro', 'Helge', 'Ida', 'Jon']
const family = ['Aas', 'Berg', 'Dahl', 'Eide', 'Foss', 'Haug', 'Lie', 'Moen', 'Ness', 'Vik']

/** No two alike: whoever has the name of somebody else is told apart, which is another matter. */
function nameOf(line: number): string {
  const tens = Math.floor(line / 10)
  return `${given[line % 10]} ${family[tens % 10]}${tens < 10 ? '' : ` ${family[Math.floor(tens / 10) % 10]}`}`
}

/** Half of them in each channel, and every tenth in both. */
function accountsOf(line: number): Account[] {
  const user = `user-${line}`
  const own = channelNames[line % 2] ?? 'one'
  const names = line % 10 === 0 ? channelNames : [own]
  return names.map((channel) => ({ channel, tenant: municipality, user }))
}

/** The channel in which a unit's people talk. */
export function addressOf(unit: string): Place {
  const channel = channelNames[unit.length % 2] ?? 'one'
  return { channel, tenant: municipality, kind: 'channel', key: `channel:${unit}`, address: unit }
}
