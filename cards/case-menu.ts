/**
 * Everything a person may do in a case: what is likely first, and the rest in groups, each opened by itself. What they may do, and
 * what is likely, is decided by the app.
 */
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { isGrouped } from './parts/menu-group.ts'
import { type MenuPart, menuPart } from './parts/menu-part.ts'
import { type Offer, offered } from './parts/offer.ts'

/** `offers` are all there are, in the order in which they are to stand within their group; ways on become buttons below. */
export type CaseMenuArgs = { ref: string; offers: Offer[] } & MenuPart

export function caseMenu({ ref, offers, ...part }: CaseMenuArgs, say: Say): Card {
  const blocks = menuPart(part, offers.filter(isGrouped), say)
  const back: Offer[] = part.group ? [{ ...part.menu, isBack: true }] : []
  const { rows, buttons } = offered([...back, ...offers.filter((one) => !isGrouped(one))], say)
  return {
    name: 'case-menu',
    lang: say.lang,
    title: say('menu.title', { ref }),
    summary: say('case.summary', { ref }),
    blocks: discreet([...(blocks.length > 0 ? blocks : [{ kind: 'text', text: say('menu.empty') } as const]), ...rows]),
    buttons,
  }
}
