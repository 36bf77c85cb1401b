/** What becomes of a unit, a service or a municipality where an import takes away the last who had a role, in an administrator's words. */
import type { Post } from '../core/decision.ts'
import type { Person } from '../ports.ts'
import type { Bereft } from '../store/open.ts'
import { unitOf } from './import-words.ts'

/** The role that nobody would have there, who has it, what waits for somebody with it, and who sees to that instead. */
export function lastOf(one: Bereft, directory: Person[]): string {
  const { role, municipality, service, had } = one
  const where = { leader: unitOf(one), contact: `${unitOf(one)}, service ${service},` }
  const at = role === 'leader' || role === 'contact' ? where[role] : municipality
  const names = { leader: 'leader', contact: 'contact', ke: 'KE', administrator: 'administrator' }
  const lost = `${at} would have no ${names[role]}, which is ${had.map(({ name }) => name).join(' and ')} alone`
  return [lost, ...thenFor(one, directory)].join('; ')
}

function thenFor(one: Bereft, directory: Person[]): string[] {
  const { role, refs } = one
  const cases = refs.length === 1 ? '1 open case' : `${refs.length} open cases`
  const waiting = (as: string) => (refs.length > 0 ? `${cases} ${as} (${refs.join(', ')})` : `no open case ${as}`)
  switch (role) {
    case 'leader':
      return [waiting('there'), whoDecides(one, directory)]
    case 'ke':
      return [waiting('with KE'), 'what falls to KE would have nobody']
    case 'contact':
      return [waiting('asking who comes'), whoIsAsked(one, directory)]
    case 'administrator':
      return []
  }
}

function whoDecides({ municipality }: Bereft, directory: Person[]): string {
  const ke = named(directory, (post) => post.municipality === municipality && post.roles.includes('ke'))
  return ke === '' ? `nobody could decide, as ${municipality} would have no KE` : `KE would decide (${ke})`
}

/** As the bot would choose them in each case: contacts first, and leaders where there are none. */
function whoIsAsked(one: Bereft, directory: Person[]): string {
  const isOf = ({ municipality, service }: Post) => municipality === one.municipality && service === one.service
  const having = (role: 'contact' | 'leader') => named(directory, (post) => isOf(post) && post.roles.includes(role))
  const [contacts, leaders] = [having('contact'), having('leader')]
  const asked = [
    ...(contacts === '' ? [] : [`contacts of its other units (${contacts})`]),
    ...(leaders === '' ? [] : [`where there is none, leaders of the service (${leaders})`]),
  ]
  if (asked.length === 0) return 'nobody could be asked who comes'
  return `of the units the family has let in these would be asked: ${asked.join('; ')}`
}

function named(directory: Person[], is: (post: Post) => boolean): string {
  return directory
    .filter(({ active, posts }) => active && posts.some(is))
    .map(({ name }) => name)
    .join(', ')
}
