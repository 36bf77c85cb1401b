/**
 * The content of a log: goals, measures, follow-ups, meetings, notes, and all that was done. An overview first; each section can be opened, and
 * there every text stands whole. Drawn only in a personal view, after a logged check of access.
 */
import type { Say } from '../src/wording/index.ts'
import type { Block, Card } from './card.ts'
import { button, type Offer, offered } from './offer.ts'
import { type PlanItems, planItems, type Section, sections } from './plan-items.ts'
import { fitting } from './typed.ts'

export type CasePlanArgs = {
  ref: string
  notice: string | null
  /** Null shows the overview. Comes back in the data of `show.plan`. */
  section: Section | null
  /** The first item to show of the section: 0, or the `from` of the data of `show.plan`. */
  from: number
  /** Whether the reader may see some topics only, so that an empty section may not be empty for others. */
  filtered: boolean
  /** Goes with `show.plan`: `case`. */
  data: Record<string, string>
  offers: Offer[]
} & PlanItems

export function casePlan(args: CasePlanArgs, say: Say): Card {
  const { ref, notice, section } = args
  const title = section
    ? say('plan.title.section', { ref, section: say(`plan.${section}`) })
    : say('plan.title', { ref })
  const { blocks, offers } = section ? one(args, section, say) : overview(args, say)
  const { rows, buttons } = offered([...offers, ...args.offers], say)
  return {
    ...{ name: 'case-plan', lang: say.lang, title, summary: say('case.summary', { ref }) },
    blocks: [...(notice ? [{ kind: 'notice', text: notice, tone: 'good' } as const] : []), ...blocks, ...rows],
    buttons,
  }
}

function overview(args: CasePlanArgs, say: Say): { blocks: Block[]; offers: Offer[] } {
  const blocks = sections.flatMap((section): Block[] => {
    const items = planItems(args, section, 'short', say)
    const shown = items.slice(0, overviewItems)
    const open = button({ kind: 'press', action: 'show.plan', data: { ...args.data, section, from: '0' } }, say)
    const heading = { kind: 'heading', text: say(`plan.${section}`) } as const
    // Long, and already told by the sections above: it is opened when somebody wants to know how it came about.
    if (section === 'history') return [heading, { kind: 'row', text: say('plan.history.what'), button: open }]
    return [
      heading,
      ...(items.length === 0
        ? [{ kind: 'text', text: none(args, section, say), subtle: true } as const]
        : [
            ...apart(shown).flat(),
            { kind: 'row', text: say('plan.count', { count: items.length }), button: open } as const,
          ]),
    ]
  })
  return { blocks, offers: [] }
}

function one(args: CasePlanArgs, section: Section, say: Say): { blocks: Block[]; offers: Offer[] } {
  const items = planItems(args, section, 'whole', say).slice(args.from)
  const back: Offer = { kind: 'press', action: 'show.plan', data: args.data }
  if (items.length === 0) return { blocks: [{ kind: 'text', text: none(args, section, say) }], offers: [back] }
  const page = items.slice(0, sectionItems)
  const { blocks, left } = fitting(apart(page), sectionBytes)
  const count = left + items.length - page.length
  if (count === 0) return { blocks, offers: [back] }
  const from = String(args.from + items.length - count)
  return {
    blocks: [...blocks, { kind: 'text', text: say('list.more', { count }), subtle: true }],
    offers: [{ kind: 'press', action: 'show.plan', data: { ...args.data, section, from } }, back],
  }
}

function none({ filtered }: CasePlanArgs, section: Section, say: Say): string {
  const isByTopic = section === 'goals' || section === 'measures' || section === 'follow-ups' || section === 'notes'
  return say(filtered && isByTopic ? `plan.${section}.none.filtered` : `plan.${section}.none`)
}

/** A line between one item and the next. */
function apart(items: Block[][]): Block[][] {
  return items.map((item, index) => (index === 0 ? item : [{ kind: 'divider' }, ...item]))
}

const overviewItems = 3
/** Each may have two buttons of its own, and a channel draws some twenty in a card. */
export const sectionItems = 8
/** Under the 28 kB a card may weigh in a channel, with room for its layout and buttons. */
const sectionBytes = 15_000
