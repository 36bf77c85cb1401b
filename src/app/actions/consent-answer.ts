/** What the forms of a consent say of the question that they answer: what it is about, who must, what is new, and until when. */

import { isAsked, servicesLeft } from '../../core/consent.ts'
import type { Day } from '../../core/ids.ts'
import type { Signer } from '../../core/policy.ts'
import { isForOthers, signersOf } from '../../core/signers.ts'
import { capital } from '../../wording/index.ts'
import { recipientNames, recipientsWithin, signerWithin } from '../see/index.ts'
import type { At } from './field.ts'
import { widenedNames } from './last-word.ts'

/** The consent a button is about. */
export function consentAt({ state, data }: Pick<At, 'state' | 'data'>) {
  return state?.consents.find(({ id }) => id === data.consent)
}

/** Who must answer today. */
export function requiredAt({ viewer, state, data }: At): Signer[] {
  const consent = consentAt({ state, data })
  return state && consent ? signersOf(state, consent, viewer.today, viewer) : []
}

/** What others were asked before; nothing where nobody was of whom that is so. */
export async function factsOfOver({ viewer, state }: At) {
  const { say, today } = viewer
  const over = state?.consents.filter((one) => isAsked(one) && isForOthers(state, one, today, viewer)) ?? []
  if (!state || over.length === 0) return []
  const services = say.list(await recipientsWithin(viewer, state, over.flatMap(servicesLeft)))
  return [{ label: say('fact.asked-before'), value: say('fact.asked-before.value', { services }) }]
}

/** What a form answers, and who must; that it is over, where others must by now. */
export async function factsOfSigners(at: At) {
  const consent = consentAt(at)
  if (!consent) return []
  const { say, today } = at.viewer
  if (at.state && isForOthers(at.state, consent, today, at.viewer)) return factsOfOver(at)
  const named = (list: Signer[]) => say.list(list.map((signer) => signerWithin(at.viewer, at.state, signer)))
  const required = requiredAt(at)
  const more = required.filter((one) => !consent.required.includes(one))
  const about = await recipientNames(at.viewer, at.state ?? at.viewer.person, servicesLeft(consent))
  return [
    { label: say('fact.asked-about'), value: say.list(about) },
    { label: say('fact.signers'), value: capital(named(required)) },
    ...(more.length > 0
      ? [{ label: say('fact.signers-more'), value: say('fact.signers-more.value', { signers: named(more) }) }]
      : []),
  ]
}

/** What of what was asked the family has not said yes to before. */
export async function factsOfAnswer(at: At) {
  const { viewer, state } = at
  const consent = consentAt(at)
  const wider = state && consent ? await widenedNames(viewer, state, consent) : []
  const news = wider.length > 0 ? [{ label: viewer.say('fact.widens'), value: viewer.say.list(wider) }] : []
  return [...(await factsOfSigners(at)), ...news, ...factsOfEnd(at)]
}

/** As long as the municipality lets a consent hold; less where others must be asked before that, because of an age. */
export function latestEnd(at: At): Day {
  const { calendar, today, policy } = at.viewer
  const longest = calendar.addMonths(today, policy.deadlines.consentValidMonths)
  const last = lastByAge(at)
  return last !== null && last > today && last < longest ? last : longest
}

/** The last day on which those who answer now are the ones to; null where none is known. */
function lastByAge(at: At): Day | null {
  const to = consentAt(at)?.holds.to ?? null
  return to === null ? null : at.viewer.calendar.addDays(to, -1)
}

/** That it ends with an age, where that is before it would by the municipality. */
function factsOfEnd(at: At) {
  const { viewer } = at
  const last = lastByAge(at)
  const longest = viewer.calendar.addMonths(viewer.today, viewer.policy.deadlines.consentValidMonths)
  if (last === null || last >= longest) return []
  const value = viewer.say('fact.holds-to-age.value', { day: viewer.say.dayInSentence(last) })
  return [{ label: viewer.say('fact.holds-to-age'), value }]
}
