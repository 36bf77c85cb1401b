/** What belongs together with the card of a case, for a page to show beside it: the same row on each of them. Reads nothing. */
import type { Card, Way } from '../../../cards/card.ts'
import { button, type Offer } from '../../../cards/parts/offer.ts'
import type { Case } from '../../core/case.ts'
import { isLog, seeCase, show } from '../actions/index.ts'
import { mayRead, seesOutline, seesReaders, type Viewer } from '../see/index.ts'

/** The card with them, where it is one of the case and its reader sees more than that something has stopped. */
export function withNav(viewer: Viewer, state: Case, card: Card): Card {
  if (!beside.includes(card.name) || !mayRead(viewer, state) || seesOutline(viewer, state)) return card
  return { ...card, nav: navOf(viewer, state, card.name) }
}

const beside = [
  'case-summary',
  'case-plan',
  'consent-checkpoint',
  'case-history',
  'case-readers',
  'case-menu',
  'proposal',
]

function navOf(viewer: Viewer, state: Case, name: string): Way[] {
  const data = { case: state.id }
  const ways: [card: string, offer: Offer][] = [
    ['case-summary', { ...seeCase(state), label: 'nav.case' }],
    ...(isLog(state) ? [['case-plan', { ...show('show.plan', data), label: 'nav.plan' }] as [string, Offer]] : []),
    ['consent-checkpoint', { ...show('show.consents', data), label: 'nav.consents' }],
    ['case-history', { ...show('show.history', data), label: 'nav.history' }],
    ...(seesReaders(viewer, state)
      ? [['case-readers', { ...show('show.readers', data), label: 'nav.readers' }] as [string, Offer]]
      : []),
    ['case-menu', { ...show('show.menu', data), label: 'nav.menu' }],
  ]
  return ways.map(([card, offer]) => {
    return { button: button(offer, viewer.say), ...(card === name ? { current: true } : {}) }
  })
}
