/** Samples of the list as it comes by itself. */
import type { Say } from '../../src/wording/index.ts'
import type { Card } from '../card.ts'
import { type DigestHead, digest, digestHead, digestPage } from '../digest.ts'
import { mine } from '../mine.ts'
import type { Happened } from '../parts/happened.ts'
import { type Lists, listedOn } from '../parts/mine-page.ts'
import type { Offer } from '../parts/offer.ts'
import { personal, press } from './fjordvik.ts'
import { fewCases, manyCases, noLists } from './mine.ts'

const usualHead: DigestHead = { holds: 'waiting', day: '2026-11-30', quiet: 0, most: null }

/** The list as it comes by itself. */
function listed(lists: Lists, say: Say, from: DigestHead = usualHead, happened: Happened[] = []): Card {
  const offers: Offer[] = [{ kind: 'open', action: 'concern.register', data: {} }, press('show.help')]
  const head = digestHead(from, say)
  const page = digestPage(happened)
  return mine({ notice: null, head, listed: listedOn(lists, page), page, about: new Map(), offers }, say)
}

/** Of one case what came twice, and of several the same. */
function news(say: Say): Happened[] {
  const closed = say('line.case-closed')
  const added = { ref: 'FJ-1005', what: say('line.participant-added'), offer: press('show.case') }
  return [
    { ref: 'FJ-1004', what: closed },
    added,
    added,
    ...['FJ-1006', 'FJ-1007'].map((of) => ({ ref: of, what: closed })),
  ]
}

export const digestSamples = [
  personal('digest', 'waiting', (say) =>
    digest({ list: listed(fewCases(say), say), holds: 'waiting', happened: [] }, say),
  ),
  personal('digest', 'many', (say) => {
    const { waiting } = manyCases(say)
    const lists = { ...noLists, waiting: [...waiting, ...waiting] }
    return digest({ list: listed(lists, say), holds: 'waiting', happened: [] }, say)
  }),
  personal('digest', 'no-room', (say) => {
    const list = listed(fewCases(say), say, { ...usualHead, quiet: 2, most: 3 })
    return digest({ list, holds: 'waiting', happened: [] }, say)
  }),
  personal('digest', 'happened', (say) =>
    digest({ list: listed(fewCases(say), say, usualHead, news(say)), holds: 'waiting', happened: news(say) }, say),
  ),
  personal('digest', 'news', (say) => {
    const holds = 'news'
    return digest({ list: listed(noLists, say, { ...usualHead, holds }), holds, happened: news(say) }, say)
  }),
  personal('digest', 'quiet', (say) => {
    const holds = 'quiet'
    return digest({ list: listed(noLists, say, { ...usualHead, holds, quiet: 1 }), holds, happened: [] }, say)
  }),
  personal('digest', 'nothing', (say) => {
    const holds = 'nothing'
    return digest({ list: listed(noLists, say, { ...usualHead, holds }), holds, happened: [] }, say)
  }),
]
