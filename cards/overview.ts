/** An overview for a leader, KE or the BTI coordinator: numbers, and for those who may open the cases, what to look at. No content. */
import type { Say } from '../src/wording/index.ts'
import type { Block, Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { type Offer, offered } from './parts/offer.ts'
import { numbersPart } from './parts/overview-chart.ts'
import { most, type OverviewArgs, rowsPart } from './parts/overview-part.ts'

export function overview(args: OverviewArgs, say: Say): Card {
  const { view, notice, of, least, rows, start, data, offers } = args
  const next = String(start + most)
  const more: Offer[] =
    rows.length > start + most ? [{ kind: 'press', action: 'show.overview', data: { ...data, start: next } }] : []
  const { rows: others, buttons } = offered([...more, ...offers], say)
  const lead = say(`overview.of.${view}`, { of: say.list(of), least: least ?? 0, next: 2 * (least ?? 0) - 1 })
  return {
    name: 'overview',
    lang: say.lang,
    title: say('overview.title'),
    summary: say('overview.title'),
    blocks: discreet([
      ...noticed(notice),
      { kind: 'text', text: lead } satisfies Block,
      ...rowsPart(args, say),
      ...numbersPart(args, say),
      ...others,
    ]),
    buttons,
  }
}

/** To whoever has none: who does, and where their own cases are. */
export function overviewForOthers({ notice, offers }: Pick<OverviewArgs, 'notice' | 'offers'>, say: Say): Card {
  const { rows, buttons } = offered(offers, say)
  return {
    name: 'overview',
    lang: say.lang,
    title: say('overview.title'),
    summary: say('overview.title'),
    blocks: discreet([...noticed(notice), { kind: 'text', text: say('overview.others') }, ...rows]),
    buttons,
  }
}

function noticed(notice: string | null): Block[] {
  return notice ? [{ kind: 'notice', text: notice, tone: 'good' }] : []
}
