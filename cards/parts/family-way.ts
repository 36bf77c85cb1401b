/** Where one of a family can go on their own page, and what they can do there: each a button that opens it. Chooses nothing. */
import type { Say } from '../../src/wording/index.ts'
import type { Block, Button } from '../card.ts'

/** What only shows something. */
export const familyPages = ['family.home', 'family.log', 'family.readers', 'family.consents', 'family.copy'] as const
export type FamilyPage = (typeof familyPages)[number]

/** What is filled in, and sent by the same name. */
export const familyForms = [
  'family.enter',
  'family.answer',
  'family.withdraw',
  'family.write',
  'family.say',
  'family.ask-correction',
  'family.ask-end',
] as const
export type FamilyFormName = (typeof familyForms)[number]

/** Gives them a file: neither a page nor a form, and written down each time. */
export const takeCopy = 'family.take-copy'

export type FamilyAction = FamilyPage | FamilyFormName | typeof takeCopy

export function isFamilyPage(action: string): action is FamilyPage {
  return familyPages.some((one) => one === action)
}

export function isFamilyForm(action: string): action is FamilyFormName {
  return familyForms.some((one) => one === action)
}

export function isFamilyAction(action: string): action is FamilyAction {
  return isFamilyPage(action) || isFamilyForm(action) || action === takeCopy
}

/** What is asked of staff beside the rest, each with its occasion. */
export type FamilyAsk = FamilyWay & { action: 'family.ask-correction' | 'family.ask-end' | 'family.copy' }

/** `label`: which page of a list that is read a page at a time, or that it leads back; otherwise it is called as what it opens. */
export type FamilyWay = {
  action: FamilyPage | FamilyFormName
  data: Record<string, string>
  style?: Button['style']
  label?: 'older' | 'newer' | 'back'
}

/** A way only shows: what it opens can be bookmarked, and gone back to. */
export function familyButton({ action, data, style, label }: FamilyWay, say: Say): Button {
  return { kind: 'open', action, data, label: called(action, label, say), ...(style ? { style } : {}) }
}

function called(action: FamilyWay['action'], label: FamilyWay['label'], say: Say): string {
  if (label === 'back') return say('family.back')
  return label ? say(`family.readers.${label}`) : say(`family.action.${action}`)
}

export function familyRow(way: FamilyWay, text: string, more: { words?: string; subtle?: string }, say: Say): Block {
  return { kind: 'row', text, ...more, button: familyButton(way, say) }
}

/** What was just saved, or said. */
export function saved(notice: string | null): Block[] {
  return notice === null ? [] : [{ kind: 'notice', text: notice, tone: 'good' }]
}
