/** Everything a person may do in a case, in groups. What they may do is decided by the app. */
import type { Say } from '../src/wording/index.ts'
import type { Block, Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { button, isCommand, type Offer, offered } from './parts/offer.ts'

/** `offers` in the order in which they are to stand within their group; queries among them, and the way out, become buttons below. */
export type CaseMenuArgs = { ref: string; offers: Offer[] }

export function caseMenu({ ref, offers }: CaseMenuArgs, say: Say): Card {
  const blocks = groups.flatMap((group) => groupBlocks(group, offers, say))
  const { rows, buttons } = offered(offers.filter(isBelow), say)
  return {
    name: 'case-menu',
    lang: say.lang,
    title: say('menu.title', { ref }),
    summary: say('case.summary', { ref }),
    blocks: discreet([...(blocks.length > 0 ? blocks : [{ kind: 'text', text: say('menu.empty') } as const]), ...rows]),
    buttons,
  }
}

/** Ways on, and the way out of the case, which is offered whatever the case is: rows are not without end. */
function isBelow({ action }: Offer): boolean {
  return !isCommand(action) || action === 'case.recuse'
}

const groups = [
  { name: 'concern', topics: ['concern.'] },
  { name: 'consent', topics: ['consent.'] },
  { name: 'plan', topics: ['goal.', 'measure.', 'follow-up.'] },
  { name: 'meeting', topics: ['meeting.', 'note.'] },
  { name: 'level', topics: ['level.'] },
  { name: 'baton', topics: ['baton.'] },
  { name: 'people', topics: ['participant.', 'service.', 'transition.'] },
  { name: 'case', topics: ['case.', 'report.', 'reminder.'] },
] as const

function groupBlocks({ name, topics }: (typeof groups)[number], offers: Offer[], say: Say): Block[] {
  const rows = offers.flatMap((offer): Block[] => {
    const { action } = offer
    if (isBelow(offer) || !isCommand(action) || !topics.some((topic) => action.startsWith(topic))) return []
    return [{ kind: 'row', text: say(`menu.${action}`), button: button(offer, say) }]
  })
  return rows.length === 0 ? [] : [{ kind: 'heading', text: say(`menu.group.${name}`) }, ...rows]
}
