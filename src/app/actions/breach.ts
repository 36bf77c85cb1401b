/** Breaches in follow-up: saying why a duty was late, and what settled it, once it is over. Nothing is typed. */
import type { Choice } from '../../../cards/card.ts'
import { fellAway, mayExplain, unexplained } from '../../core/breach.ts'
import type { Case } from '../../core/case.ts'
import type { DueKey } from '../../core/due-key.ts'
import type { BreachName } from '../../model/schema.ts'
import { breachFacts, mayKnowOfDue, type Viewer } from '../see/index.ts'
import { action } from './action.ts'
import { carriedCode, choiceOf, type Env, type Read } from './field.ts'
import { type InCase, inCase, ownNames } from './sources.ts'

const causes = inCase('empty.causes', (at) => fitting(at, at.viewer.model.names.breachCauses))
const remedies = inCase('empty.remedies', (at) => fitting(at, at.viewer.model.names.breachRemedies))

/** What can be said of how it ended: of what fell away nobody says that it was done. */
function fitting({ viewer, state, data }: InCase, names: Record<string, BreachName>): Choice[] {
  const found = state.breaches.find(({ key }) => key === data.breach)
  const how = found && fellAway(state, found) ? 'fell' : 'done'
  return ownNames(viewer, Object.fromEntries(Object.entries(names).filter(([, { of = how }]) => of === how)))
}

/** One of the model's own codes. */
function among(list: (env: Env) => string[]) {
  return (code: string, env: Env): Read<string> =>
    list(env).includes(code) ? { value: code } : { fault: { code: 'not-a-choice' } }
}

/** The breaches that are over, and of which the viewer may say why, oldest first. */
export function toExplain(state: Case, viewer: Viewer): DueKey[] {
  return unexplained(state)
    .filter((one) => mayExplain(state, one, viewer.actor, viewer.today) && mayKnowOfDue(viewer, state, one.key))
    .map(({ key }) => key)
}

export const breach = {
  'breach.explain': action('breach.explain')({
    // Not `key`: what is late may be over, and this is asked of it all the same.
    carries: { breach: carriedCode },
    asks: {
      cause: choiceOf(
        causes,
        among(({ breachCauses }) => breachCauses),
      ),
      remedy: choiceOf(
        remedies,
        among(({ breachRemedies }) => breachRemedies),
      ),
    },
    form: {
      intro: 'intro.breach.explain',
      facts: ({ viewer, state, data }) => {
        const found = state?.breaches.find(({ key, until }) => key === data.breach && until !== null)
        return state && found && mayKnowOfDue(viewer, state, found.key)
          ? breachFacts(viewer, state, found, 'alone')
          : []
      },
    },
    offered: [
      {
        rank: 310,
        when: (state, viewer) => toExplain(state, viewer).length > 0,
        data: (state, viewer) => ({ breach: toExplain(state, viewer)[0] ?? '' }),
      },
    ],
    offeredWhenClosed: [
      {
        rank: 30,
        when: (state, viewer) => toExplain(state, viewer).length > 0,
        data: (state, viewer) => ({ breach: toExplain(state, viewer)[0] ?? '' }),
      },
    ],
    command: ({ breach: key, ...why }) => ({ key, ...why }),
  }),
}
