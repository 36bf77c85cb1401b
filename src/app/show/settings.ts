/** What somebody has settled about how the bot speaks with them, and what they typed of it, read. Keeps nothing. */
import type { Card } from '../../../cards/card.ts'
import { asUsual, times } from '../../../cards/parts/times.ts'
import { settings } from '../../../cards/settings.ts'
import { type Hours, type OwnPace, ownPaces } from '../../ports.ts'
import { postNames, show } from '../actions/index.ts'
import { seatsOf, type Viewer } from '../see/index.ts'
import { weeklyOffer } from './overview.ts'

type Typed = Record<string, string>
type Errors = Partial<Hours & { digest: string }>
type Shown = { notice?: string; typed?: Typed; errors?: Errors }

/** `typed` is what stood in the fields when they were sent: nothing of it is lost. */
export async function showSettings(viewer: Viewer, { notice, typed, errors = {} }: Shown = {}): Promise<Card> {
  const { person, policy, say } = viewer
  const own = person.hours
  const leadsItself = person.posts.some(({ roles }) => roles.includes('leader'))
  const weekly = seatsOf(viewer).length > 0 ? [await weeklyOffer(viewer)] : []
  const value = (field: 'from' | 'to') => typed?.[field] || own?.[field] || asUsual
  return settings(
    {
      notice: notice ?? null,
      posts: postsOf(viewer),
      leave: person.leave ?? null,
      own,
      usual: policy.workingHours,
      errors,
      usualPace: policy.reminders.digest.holder,
      values: { from: value('from'), to: value('to'), digest: typed?.digest || person.digest || asUsual },
      offers: [show('account.pair'), ...(leadsItself ? [show('show.stand-in')] : []), ...weekly],
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

/** What somebody chose: null for what they leave to the municipality. */
type Chosen = { hours: Hours | null; digest: OwnPace | null }

/** What was typed, read, or what is wrong with each field. A button from before somebody could choose the pace leaves that alone. */
export function readSettings({ person, policy, say }: Viewer, typed: Typed): Chosen | { errors: Errors } {
  const usual = policy.workingHours
  const from = chosen(typed.from, usual.from)
  const to = chosen(typed.to, usual.to)
  const pace = ownPaces.find((one) => one === typed.digest) ?? null
  const noChoice = say('field-error.not-a-choice')
  const errors: Errors = {}
  if (!from) errors.from = noChoice
  if (!to) errors.to = noChoice
  if (from && to && from >= to) errors.to = say('settings.reversed')
  if (!isUsual(typed.digest) && !pace) errors.digest = noChoice
  if (!from || !to || Object.keys(errors).length > 0) return { errors }
  const hours = isUsual(typed.from) && isUsual(typed.to) ? null : { from, to }
  return { hours, digest: typed.digest === undefined ? person.digest : pace }
}

function isUsual(text: string | undefined): boolean {
  return !text || text === asUsual
}

/** The time of day that a field names; null where it is none of those offered. */
function chosen(text: string | undefined, usual: string): string | null {
  if (isUsual(text)) return usual
  return times.find((time) => time === text) ?? null
}
