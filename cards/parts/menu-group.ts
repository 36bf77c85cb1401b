/** In which group of a case's menu something stands that can be done or looked at there. A group is never longer than a hand's breadth. */
import type { Action, CommandAction, Offer, Query } from './offer.ts'

export const groups = ['concern', 'consent', 'plan', 'meeting', 'level', 'baton', 'people', 'case'] as const
export type MenuGroup = (typeof groups)[number]

/** What of a group, and of what is likely, is shown at once. */
export const mostInGroup = 7

type Topic = CommandAction extends `${infer T}.${string}` ? T : never

const byTopic: Record<Topic, MenuGroup> = {
  concern: 'concern',
  consent: 'consent',
  goal: 'plan',
  measure: 'plan',
  'follow-up': 'plan',
  meeting: 'meeting',
  note: 'meeting',
  evaluation: 'plan',
  level: 'level',
  baton: 'baton',
  participant: 'people',
  service: 'people',
  transition: 'people',
  case: 'case',
  report: 'case',
  reminder: 'case',
  breach: 'plan',
  nudge: 'case',
  step: 'level',
  family: 'people',
}

type Shown = Extract<
  Query,
  'show.family' | 'show.copy' | 'show.consents' | 'show.plan' | 'show.evaluation' | 'show.proposal' | 'show.sent'
>

/** What is looked at there, and what does not stand with its topic. */
const apart: Record<Shown, MenuGroup> & Partial<Record<CommandAction, MenuGroup>> = {
  'show.consents': 'consent',
  'show.family': 'people',
  'show.copy': 'case',
  'show.sent': 'people',
  'show.plan': 'plan',
  'show.evaluation': 'plan',
  'show.proposal': 'level',
  'concern.talk': 'meeting',
  'case.unseal': 'consent',
}

export type Grouped = Offer & { action: CommandAction | Shown }

/** Everything but the ways on and back, which stand below. */
export function isGrouped(offer: Offer): offer is Grouped {
  return groupOfAction(offer.action) !== null
}

export function groupOf({ action }: Grouped): MenuGroup | null {
  return groupOfAction(action)
}

function groupOfAction(action: Action): MenuGroup | null {
  const own: MenuGroup | undefined = Object.entries(apart).find(([name]) => name === action)?.[1]
  const topic = Object.entries(byTopic).find(([name]) => action.startsWith(`${name}.`))?.[1]
  return own ?? topic ?? null
}
