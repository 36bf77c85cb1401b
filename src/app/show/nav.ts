/** What belongs together with the card of a case, for a page to show beside it: the same row on each of them. Reads nothing. */
import type { Card, Way } from '../../../cards/card.ts'
import { button, type Offer } from '../../../cards/parts/offer.ts'
import type { Case } from '../../core/case.ts'
import { isLog, seeCase, show } from '../actions/index.ts'
import {
  mayRead,
  type OpenedCard,
  openedCards,
  seesFamily,
  seesOutline,
  seesReaders,
  type Viewer,
} from '../see/index.ts'

/** The card with them, where it is one of the case and its reader sees more than that something has stopped. */
export function withNav(viewer: Viewer, state: Case, card: Card): Card {
  const has = openedCards.some((one) => one === card.name && places[one] !== null)
  if (!has || !mayRead(viewer, state) || seesOutline(viewer, state)) return card
  return { ...card, nav: navOf(viewer, state, card.name) }
}

type Place = (viewer: Viewer, state: Case) => Offer | null

/** Of each card that is drawn from a case what leads to it, in the order of the row; `under`: it has the row above it and no place there; null: it is of no one case, or stands apart. */
const places: Record<OpenedCard, Place | 'under' | null> = {
  'case-summary': (_, state) => ({ ...seeCase(state), label: 'nav.case' }),
  'case-plan': (_, state) => (isLog(state) ? { ...show('show.plan', { case: state.id }), label: 'nav.plan' } : null),
  'case-evaluation': 'under',
  'consent-checkpoint': (_, { id }) => ({ ...show('show.consents', { case: id }), label: 'nav.consents' }),
  'case-family': (viewer, state) => {
    const sees = state.family.length > 0 && seesFamily(viewer, state)
    return sees ? { ...show('show.family', { case: state.id }), label: 'nav.family' } : null
  },
  'case-history': (_, { id }) => ({ ...show('show.history', { case: id }), label: 'nav.history' }),
  'case-readers': (viewer, state) =>
    seesReaders(viewer, state) ? { ...show('show.readers', { case: state.id }), label: 'nav.readers' } : null,
  'case-copy': 'under',
  'case-menu': (_, { id }) => ({ ...show('show.menu', { case: id }), label: 'nav.menu' }),
  proposal: 'under',
  'case-list': null,
  'case-here': null,
  reminder: null,
  mine: null,
  'anonymous-question': null,
  'content-opened': null,
}

function navOf(viewer: Viewer, state: Case, name: string): Way[] {
  return Object.entries(places).flatMap(([card, place]): Way[] => {
    const offer = typeof place === 'function' ? place(viewer, state) : null
    if (!offer) return []
    return [{ button: button(offer, viewer.say), ...(card === name ? { current: true } : {}) }]
  })
}
