/** The ways of somebody in a case: to its card, and to what can be done in it, on that card or by way of its menu. */
import { expect } from 'vitest'
import { languages } from '../../cards/card.ts'
import { groupOf, isGrouped } from '../../cards/parts/menu-group.ts'
import { isQuery, type Offer } from '../../cards/parts/offer.ts'
import { isAction } from '../../src/app/actions/index.ts'
import { wording } from '../../src/wording/index.ts'
import type { Chat, Sight } from './chat.ts'

/** Presses it where it stands: on the card, in the menu among what is likely, or in its group there. */
export async function reach(card: Sight, action: string): Promise<Sight> {
  const onCard = await tried(card, action)
  if (onCard) return onCard
  const menu = await card.press('show.menu')
  return (await tried(menu, action)) ?? inMenu(menu, action)
}

/** In its group, from the menu. */
async function inMenu(menu: Sight, action: string): Promise<Sight> {
  const group = groupNamed(action)
  const names = languages.map((lang) => wording(lang)(`menu.group.${group}`))
  const name = menu.buttons.find((button) => names.includes(button))
  if (name === undefined) throw new Error(`no group of ${action} in the menu; it has: ${menu.buttons.join(', ')}`)
  return (await menu.press(name)).press(action)
}

function groupNamed(action: string) {
  const offer: Offer | null = isAction(action) || isQuery(action) ? { kind: 'press', action, data: {} } : null
  const group = offer && isGrouped(offer) ? groupOf(offer) : null
  if (group === null) throw new Error(`${action} stands in no group`)
  return group
}

/** Null where there is no such button. */
async function tried(card: Sight, action: string): Promise<Sight | null> {
  try {
    return await card.press(action)
  } catch (error) {
    if (error instanceof Error && error.message.includes('has 0 buttons')) return null
    throw error
  }
}

/** The case that a button of the own chat leads to, where content may stand there: it comes in a message of its own, and is unfolded. */
export async function caseBelow(chat: Chat, from: Sight, settle: () => Promise<unknown>): Promise<Sight> {
  const cases = () => chat.all('Alt som venter på deg')
  const before = cases().length
  await from.press('show.case')
  await settle()
  await expect.poll(() => cases().length, { timeout: 10_000 }).toBeGreaterThan(before)
  const newest = cases().at(-1)
  if (!newest) throw new Error('no case came')
  return newest.whole()
}
