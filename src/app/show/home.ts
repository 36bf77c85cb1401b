/** A person's own page: what waits for them, their cases, and the ways on. As private as their list; no word is read. */
import type { Card } from '../../../cards/card.ts'
import { home } from '../../../cards/home.ts'
import { offer, ownPosts, postNames, seeReportHelp, show } from '../actions/index.ts'
import type { Viewer } from '../see/index.ts'
import { listedFor } from './mine.ts'

export async function showHome(viewer: Viewer): Promise<Card> {
  const { person, actor, policy, say } = viewer
  return home(
    {
      listed: await listedFor(viewer),
      posts: postNames(viewer, ownPosts(actor.posts)).map(({ label }) => label),
      hours: { ...(person.hours ?? policy.workingHours), own: person.hours !== null },
      offers: [offer('concern.register', {}, 'primary'), show('show.settings'), seeReportHelp, show('show.help')],
    },
    say,
  )
}
