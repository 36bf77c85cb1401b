/** What a log shows at a time: an overview of its sections, or a page of one, and how to come to the rest. */
import type { Say } from '../../src/wording/index.ts'
import type { Block, Button } from '../card.ts'
import { button, type Offer } from './offer.ts'
import { type PlanItems, planItems, type Section, sections } from './plan-items.ts'
import { fitting } from './typed.ts'

export type PlanPage = {
  /** The first item to show of a section: 0, or the `start` of the data of `show.plan`. */
  start: number
  /** Whether the reader may see some topics only, so that an empty section may not be empty for others. */
  filtered: boolean
  /** Goes with `show.plan`: `case`. */
  data: Record<string, string>
} & PlanItems

/**
 * Which items of a section are drawn, from the first number up to the second: the beginning of each in the overview, a page of the one
 * that is open, and none of the others. What is not drawn need not be read.
 */
export function drawnOf(section: Section, open: Section | null, start: number): [from: number, to: number] {
  if (open === null) return [0, section === 'history' ? 0 : overviewItems]
  return section === open ? [start, start + sectionItems] : [0, 0]
}

/** The first items of every section, each section with a button that opens it. */
export function planOverview(args: PlanPage, say: Say): { blocks: Block[]; offers: Offer[] } {
  const blocks = sections.flatMap((section): Block[] => {
    const items = planItems(args, section, 'short', say)
    const count = args.counts[section]
    const open = button({ kind: 'press', action: 'show.plan', data: { ...args.data, section, start: '0' } }, say)
    const heading = { kind: 'heading', text: say(`plan.${section}`) } as const
    // Long, and already told by the sections above: it is opened when somebody wants to know how it came about.
    if (section === 'history') return [heading, { kind: 'row', text: say('plan.history.what'), button: open }]
    if (count === 0) return [heading, { kind: 'text', text: none(args, section, say), subtle: true }]
    return [heading, ...apart(items).flat(), onward(count, items.length, open, say)]
  })
  return { blocks, offers: [] }
}

/** By what it adds: the items that do not stand there, or where all do, what is left out of them. */
function onward(count: number, shown: number, open: Button, say: Say): Block {
  if (count > shown) return { kind: 'row', text: say('plan.count', { count }), button: open }
  return { kind: 'row', text: say('plan.whole'), button: { ...open, label: say('action.show.sent') } }
}

/** One section from item `start` on: as many items as a card holds, and offers to go on and to go back. */
export function planSection(args: PlanPage, section: Section, say: Say): { blocks: Block[]; offers: Offer[] } {
  const items = planItems(args, section, 'whole', say)
  const back: Offer = { kind: 'press', action: 'show.plan', data: args.data }
  if (items.length === 0) return { blocks: [{ kind: 'text', text: none(args, section, say) }], offers: [back] }
  const { blocks, left } = fitting(apart(items), sectionBytes)
  const next = args.start + items.length - left
  const count = args.counts[section] - next
  if (count === 0) return { blocks, offers: [back] }
  const start = String(next)
  return {
    blocks: [...blocks, { kind: 'text', text: say('list.more', { count }), subtle: true }],
    offers: [{ kind: 'press', action: 'show.plan', data: { ...args.data, section, start } }, back],
  }
}

function none({ filtered }: PlanPage, section: Section, say: Say): string {
  const isByTopic = section === 'goals' || section === 'measures' || section === 'follow-ups' || section === 'notes'
  return say(filtered && isByTopic ? `plan.${section}.none.filtered` : `plan.${section}.none`)
}

/** A line between one item and the next. */
function apart(items: Block[][]): Block[][] {
  return items.map((item, index) => (index === 0 ? item : [{ kind: 'divider' }, ...item]))
}

const overviewItems = 3
/** Each may have two buttons of its own, and a channel draws some twenty in a card. */
const sectionItems = 8
/** Under the 12,000 characters a card may be in a channel, with room for its layout and buttons. */
const sectionBytes = 8000
