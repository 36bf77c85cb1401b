/** The overview every week, asked for or ended: to the asker alone, or in a place, where it says numbers that many may read. */
import { type Card, languages } from '../../../cards/card.ts'
import type { Place, Tx } from '../../ports.ts'
import { type Key, wording } from '../../wording/index.ts'
import { beginWeekly, endWeekly, nextWeekly } from '../act/index.ts'
import type { App } from '../app.ts'
import { publicSeatsOf, seatsOf, type Viewer, weeklySeatOf } from '../see/index.ts'
import { showOverview } from '../show/index.ts'
import { wordIn } from './command-in.ts'
import type { Given } from './given.ts'

/** What is asked of it in words; null for anything else that was written after the command. */
export function weeklyIn(argument: string): 'begin' | 'end' | null {
  const means = (key: Key) => languages.some((lang) => wording(lang)(key).split(', ').includes(wordIn(argument)))
  if (means('overview.words.weekly')) return 'begin'
  return means('overview.words.stop') ? 'end' : null
}

type There = { tx: Tx; app: App; viewer: Viewer; place: Place | null }

/** `place`: where others read; null in the own chat. */
export async function answerWeekly({ tx, app, viewer, place }: There, what: 'begin' | 'end'): Promise<Given> {
  if (place) return { kind: 'message', text: await inPlace(tx, app, viewer, place, what) }
  return { kind: 'card', card: await (what === 'begin' ? comesToMe : stopsForMe)(tx, app, viewer) }
}

async function inPlace(tx: Tx, app: App, viewer: Viewer, place: Place, what: 'begin' | 'end'): Promise<string> {
  const { person, say } = viewer
  if (publicSeatsOf(viewer).length === 0) return say('overview.weekly.not-yours')
  if (what === 'end') {
    await endWeekly(tx, app, person, place)
    return say('overview.weekly.ended-here')
  }
  await beginWeekly(tx, app, person, place)
  return say('overview.weekly.here', { day: firstDay(app, viewer) })
}

/** From now on it comes to whoever has one. */
export async function comesToMe(tx: Tx, app: App, viewer: Viewer): Promise<Card> {
  if (seatsOf(viewer).length === 0) return showOverview(viewer, {})
  await beginWeekly(tx, app, viewer.person, null)
  return showOverview(
    viewer,
    weeklySeatOf(viewer) ?? {},
    viewer.say('overview.weekly.begun', { day: firstDay(app, viewer) }),
  )
}

export async function stopsForMe(tx: Tx, app: App, viewer: Viewer): Promise<Card> {
  await endWeekly(tx, app, viewer.person, null)
  return showOverview(viewer, weeklySeatOf(viewer) ?? {}, viewer.say('overview.weekly.ended'))
}

function firstDay(app: App, { person, calendar, say }: Viewer): string {
  return say.dayInSentence(calendar.dayOf(nextWeekly(app, person)))
}
