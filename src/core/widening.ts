/**
 * What a new question or answer of consent adds to the family's last word, and what that may be begun with. Decides nothing.
 */
import type { Case } from './case.ts'
import { type Consent, hasGiven, isTakenOut, lastWord, lastYes, topicsLeft, yesTo } from './consent.ts'
import type { Recipient, TopicCode } from './ids.ts'

/** What of a new question or answer the family has not said yes to before; nothing where it has never given a consent. */
export function widened(
  state: Case,
  { services, topics }: Pick<Consent, 'services' | 'topics'>,
): Pick<Consent, 'services' | 'topics'> {
  if (!hasGiven(state)) return { services: [], topics: [] }
  const told = topicsSaid(state, services)
  return {
    services: services.filter((one) => !lastYes(state, one)),
    topics: topics.filter((topic) => !told.includes(topic)),
  }
}

/**
 * What each of these may be told by the family's last word, or each of those let in where none of these is: a topic that one
 * of them may not know of is none that may be begun with.
 */
export function topicsSaid(state: Case, recipients: Recipient[]): TopicCode[] {
  const own = yesesTo(state, recipients)
  const words =
    own.length > 0
      ? own
      : yesesTo(
          state,
          state.consents.flatMap(({ services }) => services),
        )
  const [first, ...rest] = words
  return (first ?? []).filter((topic) => rest.every((topics) => topics.includes(topic)))
}

/** Of each who is let in, what they may be told. */
function yesesTo(state: Case, recipients: Recipient[]): TopicCode[][] {
  const all = new Set(recipients.flatMap((one) => yesTo(state, one)))
  return [...all].flatMap((one) => {
    const word = lastWord(state, one)
    return word ? [topicsLeft(word).filter((topic) => !isTakenOut(word, one, topic))] : []
  })
}
