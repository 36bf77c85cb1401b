/** The rows of a case's menu: all of it where that can be taken in at once, else what is likely and the groups, or one of them. */
import type { Say } from '../../src/wording/index.ts'
import type { Block } from '../card.ts'
import { type Grouped, groupOf, groups, isGrouped, type MenuGroup, mostInGroup } from './menu-group.ts'
import { button, type Offer } from './offer.ts'

export type MenuPart = {
  /** Comes back in the data of `show.menu`; null shows what is likely, and the groups. */
  group: MenuGroup | null
  /** What is likely to be wanted, first of all. */
  likely: Offer[]
  /** To the menu itself, with which the groups are opened and left. */
  menu: Offer
}

/** Empty where nothing can be done. */
export function menuPart({ group, likely, menu }: MenuPart, all: Grouped[], say: Say): Block[] {
  if (group) return under(say(`menu.group.${group}`), lines(inGroup(all, group), say))
  if (all.length <= mostInGroup) return lines(all, say)
  const first = lines(likely.filter(isGrouped).slice(0, mostInGroup), say)
  return [...under(say('menu.likely'), first), ...under(say('menu.groups'), toGroups(all, menu, say))]
}

function under(text: string, rows: Block[]): Block[] {
  return rows.length === 0 ? [] : [{ kind: 'heading', text }, ...rows]
}

function inGroup(offers: Grouped[], group: MenuGroup): Grouped[] {
  return offers.filter((one) => groupOf(one) === group)
}

function lines(offers: Grouped[], say: Say): Block[] {
  return offers.map((one) => ({ kind: 'row', text: say(`menu.${one.action}`), button: button(one, say) }))
}

/** Each by what is in it, with a button of its name. */
function toGroups(offers: Grouped[], menu: Offer, say: Say): Block[] {
  const opening = (group: MenuGroup): Offer => ({ ...menu, data: { ...menu.data, group } })
  return groups
    .filter((group) => inGroup(offers, group).length > 0)
    .map((group) => ({
      kind: 'row',
      text: say(`menu.group.${group}.what`),
      button: { ...button(opening(group), say), label: say(`menu.group.${group}`) },
    }))
}
