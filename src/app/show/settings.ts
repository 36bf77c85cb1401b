/** What somebody has settled about how the bot speaks with them, and the hours that what they typed names. Keeps nothing. */
import type { Card } from '../../../cards/card.ts'
import { asUsual, times } from '../../../cards/parts/times.ts'
import { settings } from '../../../cards/settings.ts'
import type { Hours } from '../../ports.ts'
import { postNames, show } from '../actions/index.ts'
import type { Viewer } from '../see/index.ts'

type Typed = Record<string, string>
type Shown = { notice?: string; typed?: Typed; errors?: Partial<Hours> }

/** `typed` is what stood in the fields when they were sent: nothing of it is lost. */
export function showSettings(viewer: Viewer, { notice, typed, errors = {} }: Shown = {}): Card {
  const { person, policy, say } = viewer
  const own = person.hours
  const leadsItself = person.posts.some(({ roles }) => roles.includes('leader'))
  const value = (field: 'from' | 'to') => typed?.[field] || own?.[field] || asUsual
  return settings(
    {
      notice: notice ?? null,
      posts: postsOf(viewer),
      own,
      usual: policy.workingHours,
      errors,
      values: { from: value('from'), to: value('to') },
      offers: [show('account.pair'), ...(leadsItself ? [show('show.stand-in')] : [])],
    },
    say,
  )
}

/** Whom the bot takes somebody for: where, and what they are there. */
function postsOf(viewer: Viewer): string[] {
  const { posts } = viewer.actor
  const { say } = viewer
  return postNames(viewer, posts).map(({ label }, at) => {
    const roles = say.list((posts[at]?.roles ?? []).map((role) => say(`apart.${role}`)))
    return say('settings.post', { post: label, roles })
  })
}

/** What was typed, read: the hours (null: those of the municipality), or what is wrong with each field. */
export function readHours({ policy, say }: Viewer, typed: Typed): { hours: Hours | null } | { errors: Partial<Hours> } {
  const usual = policy.workingHours
  const from = chosen(typed.from, usual.from)
  const to = chosen(typed.to, usual.to)
  const noChoice = say('field-error.not-a-choice')
  const errors: Partial<Hours> = {}
  if (!from) errors.from = noChoice
  if (!to) errors.to = noChoice
  if (!from || !to) return { errors }
  if (from >= to) return { errors: { to: say('settings.reversed') } }
  return { hours: isUsual(typed.from) && isUsual(typed.to) ? null : { from, to } }
}

function isUsual(text: string | undefined): boolean {
  return !text || text === asUsual
}

/** The time of day that a field names; null where it is none of those offered. */
function chosen(text: string | undefined, usual: string): string | null {
  if (isUsual(text)) return usual
  return times.find((time) => time === text) ?? null
}
