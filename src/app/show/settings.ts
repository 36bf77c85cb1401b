/** What somebody has settled about how the bot speaks with them: shows it, and keeps the hours they choose. */
import type { Card } from '../../../cards/card.ts'
import { asUsual, settings, times } from '../../../cards/settings.ts'
import type { Answer, Hours } from '../../ports.ts'
import type { Viewer } from '../see/viewer.ts'

type Typed = Record<string, string>
type Shown = { notice?: string; typed?: Typed; errors?: Partial<Hours> }

/** `typed` is what stood in the fields when they were sent: nothing of it is lost. */
export function showSettings({ person, policy, say }: Viewer, { notice, typed, errors = {} }: Shown = {}): Card {
  const own = person.hours
  const value = (field: 'from' | 'to') => typed?.[field] || own?.[field] || asUsual
  return settings(
    {
      ...{ notice: notice ?? null, own, usual: policy.workingHours, errors },
      values: { from: value('from'), to: value('to') },
      offers: [{ kind: 'press', action: 'account.link', data: {} }],
    },
    say,
  )
}

/** Keeps the hours, or asks again with what is wrong at its field. What is left as usual is the municipality's. */
export async function setHours(viewer: Viewer, typed: Typed): Promise<Answer> {
  const { tx, person, policy, say } = viewer
  const usual = policy.workingHours
  const from = chosen(typed.from, usual.from)
  const to = chosen(typed.to, usual.to)
  const noChoice = say('field-error.not-a-choice')
  const again = (errors: Partial<Hours>): Answer => {
    return { kind: 'form', card: showSettings(viewer, { typed, errors }) }
  }
  if (!from || !to) return again({ ...(from ? {} : { from: noChoice }), ...(to ? {} : { to: noChoice }) })
  if (from >= to) return again({ to: say('settings.reversed') })
  const hours = isUsual(typed.from) && isUsual(typed.to) ? null : { from, to }
  await tx.people.setHours(person.id, hours)
  const after = { ...viewer, person: { ...person, hours } }
  return { kind: 'card', card: showSettings(after, { notice: say('settings.saved') }) }
}

function isUsual(text: string | undefined): boolean {
  return !text || text === asUsual
}

/** The time of day that a field names; null where it is none of those offered. */
function chosen(text: string | undefined, usual: string): string | null {
  if (isUsual(text)) return usual
  return times.find((time) => time === text) ?? null
}
