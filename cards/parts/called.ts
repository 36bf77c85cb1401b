/** How a meeting is called: when and where, what for, and what is to be talked about. Everything typed stays typed. */
import type { Time } from '../../src/core/ids.ts'
import type { Invitation } from '../../src/core/invitation.ts'
import type { Say } from '../../src/wording/index.ts'
import type { Block } from '../card.ts'
import type { Said } from './plan-drawing.ts'
import { typedIfAny } from './typed.ts'

/** `agenda`: each ready, by what it is and how it begins; what was typed is not there where nothing was, or for whoever may not see it. */
export type Called = { time: Time | null; said: Said<Invitation>; agenda: string[] }

export function called({ said, agenda }: Called, say: Say): Block[] {
  const { place = null, purpose = null, points = '' } = said
  return [
    ...typedIfAny(purpose, say('field.meeting.purpose')),
    ...typedIfAny(place, say('field.place')),
    ...agendaList([...agenda, ...linesOf(points)], say('field.agenda')),
  ]
}

function agendaList(items: string[], label: string): Block[] {
  if (items.length === 0) return []
  return [
    { kind: 'text', text: label, subtle: true },
    { kind: 'list', items: items.map((text) => ({ text, typed: true })) },
  ]
}

/** Each line of a text that holds something. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '')
}
