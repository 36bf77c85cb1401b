/** A person's own page: what waits for them, their cases, and the ways on. As private as their list; no word is read. */
import type { Card } from '../../../cards/card.ts'
import { home } from '../../../cards/home.ts'
import { offer, seeReportHelp, show } from '../actions/index.ts'
import type { Viewer } from '../see/index.ts'
import { listsOf } from './mine.ts'

export async function showHome(viewer: Viewer): Promise<Card> {
  const { person, policy, say } = viewer
  return home(
    {
      ...(await listsOf(viewer)),
      hours: { ...(person.hours ?? policy.workingHours), own: person.hours !== null },
      offers: [offer('concern.register', {}, 'primary'), show('show.settings'), seeReportHelp, show('show.help')],
    },
    say,
  )
}
