/** Consent: asking the family, recording what they said yes or no to, and taking it back. */
import type { CommandAction } from '../../../cards/parts/offer.ts'
import type { Case } from '../../core/case.ts'
import { type Evidence, servicesLeft, topicsLeft, unsigned } from '../../core/consent.ts'
import { checkpoints, type Signer, signers } from '../../core/policy.ts'
import { isStillAsked, signersOf } from '../../core/signers.ts'
import { uncoveredNow } from '../../core/step.ts'
import { isYesToTakeBack } from '../../core/withdrawal.ts'
import { alreadyRecorded, custodyFacts, signerName, topicsWithin, type Viewer } from '../see/index.ts'
import { action } from './action.ts'
import { chosenAs, people, somebodyIfAny } from './chosen.ts'
import { consentAt, factsOfAnswer, factsOfOver, factsOfSigners, latestEnd, requiredAt } from './consent-answer.ts'
import { anyStaff, excludedShown, excludedTo, notOfStaff } from './excluded.ts'
import {
  type At,
  carriedOneOf,
  choiceOf,
  choices,
  day,
  type Env,
  idOf,
  long,
  longIfAny,
  oneOf,
  type Read,
  short,
  tick,
} from './field.ts'
import { factsOfLastWord, factsOfMissing, recipientsBegun, servicesAsked, topicsBegun, toReceive } from './last-word.ts'
import { answerable, recipientChoices, wholeWithin, withWhole } from './recipients.ts'
import { familyAsked, familySaid, nameSigners } from './signers.ts'
import { allServices, allTopics, hasRoomAtFirst, inCase, letIn, topicChoices } from './sources.ts'
import { askedConsent, isAboutAdults, isConsentNeeded, isGiven, isLog, isWaiting, isYesBegun } from './stands.ts'

function signersAt(viewer: Viewer, state: Case | null, list: Signer[]) {
  return list.map((value) => ({ value, label: signerName(viewer, state, value) }))
}

const signersLeft = inCase('empty.signers', (at) => {
  const { signed = [] } = consentAt(at) ?? {}
  return signersAt(at.viewer, at.state, unsigned({ required: requiredAt(at), signed }))
})
const requiredSigners = inCase('empty.signers', (at) => signersAt(at.viewer, at.state, requiredAt(at)))
const askedUnits = inCase('empty.services', async ({ viewer, state, data }) =>
  recipientChoices(viewer, state, await answerable(viewer, state, consentAt({ state, data }))),
)
const refusable = inCase('empty.services', async ({ viewer, state, data }) =>
  withWhole(viewer, state, await answerable(viewer, state, consentAt({ state, data }))),
)
const askedTopics = inCase('empty.topics', ({ viewer, state, data }) =>
  topicChoices(viewer, consentAt({ state, data })?.topics ?? []),
)

/** The whole consent, and each service, unit and topic that is left of one they can take back. */
const withdrawable = inCase('empty.services', async ({ viewer, state }) => {
  const given = state.consents.filter((one) => isYesToTakeBack(one, viewer.today))
  const open = await wholeWithin(viewer, state, given.flatMap(servicesLeft))
  const told = [...new Set(given.flatMap(topicsLeft))]
  return [
    { value: 'whole', label: viewer.say('withdraw.whole') },
    ...open.map(({ value, label }) => {
      return { value: `service:${value}`, label: viewer.say('withdraw.service', { service: label }) }
    }),
    ...topicsWithin(viewer, told).map((topic, at) => {
      return { value: `topic:${told[at] ?? ''}`, label: viewer.say('withdraw.topic', { topic }) }
    }),
  ]
})

type Scope = { scope: 'whole' | 'service' | 'topic'; service: string | null; topic: string | null }

/** `whole`, `service:…` or `topic:…`, as the choice of the form carries it. Anything else withdraws nothing. */
function scopeOf(text: string): Read<Scope> {
  const [kind, which = null] = text.split(':')
  if (kind === 'service') return { value: { scope: kind, service: which, topic: null } }
  if (kind === 'topic') return { value: { scope: kind, service: null, topic: which } }
  return text === 'whole'
    ? { value: { scope: 'whole', service: null, topic: null } }
    : { fault: { code: 'not-a-choice' } }
}

const howSaid = oneOf<Evidence>({ written: 'how.written', oral: 'how.oral', digital: 'how.digital' })

/** What is asked about a child, where the one who is helped is none. */
const ofChild = { asked: (at: At) => !isAboutAdults(at) }

const request = action('consent.request')({
  carries: {
    // The form says at which checkpoint the family is asked, unless its button did.
    checkpoint: {
      ...carriedOneOf(checkpoints),
      fill: ({ viewer, state }: At): string => {
        if (!state) return 'renewal'
        const isComing = toReceive(state, viewer).length > 0
        return uncoveredNow(state, viewer.policy, viewer.today)?.why ?? (isComing ? 'transition' : 'renewal')
      },
    },
  },
  asks: {
    services: choices(allServices, {
      label: 'field.consent.request.services',
      usual: servicesAsked,
    }),
    topics: choices(allTopics, { usual: (at) => topicsBegun(at, [], at.viewer.policy.topics) }),
    ...familyAsked,
  },
  form: {
    intro: 'intro.consent.request',
    submit: 'submit.ask',
    // At the table the family answers at once; it was asked all the same, and may still say no.
    goesOn: { submit: 'submit.answers-now', form: 'consent.record', said: 'done.consent.request.now' },
    facts: async (at) => [
      ...(await factsOfMissing(at)),
      ...(await factsOfOver(at)),
      ...(await factsOfLastWord(at)),
      ...(at.state ? await custodyFacts(at.viewer, at.state) : []),
    ],
  },
  offered: [
    { rank: 90, when: (state, viewer) => !askedConsent(state, viewer) && isConsentNeeded(state, viewer) },
    {
      rank: 300,
      when: (state, viewer) =>
        (isLog(state) || isWaiting(state)) && !askedConsent(state, viewer) && !isConsentNeeded(state, viewer),
    },
  ],
  command: ({ checkpoint, services, topics, ...read }, { ids }) => {
    return { consent: ids.next('consent'), checkpoint, services, topics, ...familySaid(read) }
  },
})

const record = action('consent.record')({
  carries: { consent: idOf('consent'), excludedShown },
  asks: {
    signedBy: choices(signersLeft),
    evidence: oneOf({ written: 'evidence.written', oral: 'evidence.oral', digital: 'evidence.digital' }),
    services: choices(askedUnits, {
      label: 'field.consent.record.services',
      hint: 'hint.consent.record.services',
      usual: (at) => recipientsBegun(at, consentAt(at)?.services ?? []),
    }),
    topics: choices(askedTopics, {
      usual: (at) => topicsBegun(at, consentAt(at)?.services ?? [], consentAt(at)?.topics ?? []),
    }),
    purpose: long(1000, { hint: 'hint.purpose' }),
    language: short(40, { folded: true }),
    textVersion: short(40, { hint: 'hint.textVersion', folded: true }),
    childAsked: tick({ folded: true, ...ofChild }),
    childView: longIfAny(1000, { hint: 'hint.childView', folded: true, ...ofChild }),
    excludedStaff: people(anyStaff, {
      hint: 'hint.excludedStaff',
      folded: true,
      usual: ({ viewer, state }) => excludedTo(viewer, state).join(','),
    }),
    excludedPersons: notOfStaff(120, { hint: 'hint.excludedPersons', folded: true }),
    from: day({
      label: 'field.consent.record.from',
      folded: true,
      usual: ({ viewer }) => viewer.today,
      days: ({ viewer }) => ({ max: viewer.today }),
    }),
    until: day({
      label: 'field.consent.record.until',
      folded: true,
      usual: latestEnd,
      days: (at) => ({ min: at.viewer.calendar.addDays(at.viewer.today, 1), max: latestEnd(at) }),
    }),
    holder: somebodyIfAny(
      letIn(hasRoomAtFirst, (state, data) => consentAt({ state, data })),
      {
        hint: 'hint.holder',
        folded: true,
        asked: ({ state }) => state?.level === 0,
        usual: (at) => consentAt(at)?.holder ?? (at.state ? chosenAs(at.state.owner, at.state) : ''),
      },
    ),
  },
  form: {
    intro: 'intro.consent.record',
    facts: factsOfAnswer,
    begins: async ({ viewer, state, data }) => (state ? alreadyRecorded(viewer, state, data.consent) : {}),
  },
  offered: [{ rank: 70, when: (state, viewer) => askedConsent(state, viewer) !== undefined, data: ofAsked }],
  command: (read, env) => ({ ...read, ...recordedWords(read, env), units: env.units }),
})

function ofAsked(state: Case, viewer: Viewer) {
  return { consent: askedConsent(state, viewer)?.id ?? '' }
}

type Typed = Record<'purpose' | 'language' | 'textVersion', string> &
  Record<'excludedPersons' | 'childView', string | null> & { signedBy: string[] }

/** Language and version are typed freely, so they are words like the others. */
function recordedWords(read: Typed, { word, wordOr }: Env) {
  return {
    signedBy: signers.filter((one) => read.signedBy.includes(one)),
    purpose: word(read.purpose),
    excludedPersons: wordOr(read.excludedPersons),
    childView: wordOr(read.childView),
    language: word(read.language),
    textVersion: word(read.textVersion),
  }
}

/** Nothing is said of the family in advance, not even that it was today. */
function pastDay(label: 'field.consent.refuse.day' | 'field.consent.withdraw.day') {
  return day({ label, hint: 'hint.past-day', days: ({ viewer }) => ({ max: viewer.today }) })
}

/** Whoever has a say in a consent that can be taken back or is asked for. */
const withdrawing = inCase('empty.signers', ({ viewer, state }) => {
  const standing = state.consents.filter(
    (one) => isStillAsked(state, one, viewer.today, viewer) || isYesToTakeBack(one, viewer.today),
  )
  return signersAt(viewer, state, [...new Set(standing.flatMap((one) => signersOf(state, one, viewer.today, viewer)))])
})

const familyReason = longIfAny(1000, { label: 'field.family-reason', hint: 'hint.no-child' })

export const consent = {
  'consent.request': request,
  'consent.name-signers': nameSigners,
  'consent.record': record,
  'consent.refuse': action('consent.refuse')({
    carries: { consent: idOf('consent') },
    asks: {
      signer: choiceOf(requiredSigners, signerOf),
      services: choices(refusable, { label: 'field.consent.refuse.services' }),
      how: howSaid,
      day: pastDay('field.consent.refuse.day'),
      reason: familyReason,
    },
    form: { intro: 'intro.consent.refuse', facts: factsOfSigners },
    offered: [{ rank: 80, when: (state, viewer) => askedConsent(state, viewer) !== undefined, data: ofAsked }],
    command: ({ reason, ...read }, { wordOr }) => ({ ...read, reason: wordOr(reason) }),
  }),
  'consent.withdraw': action('consent.withdraw')({
    asks: {
      what: choiceOf(withdrawable, scopeOf),
      signer: choiceOf(withdrawing, signerOf, { label: 'field.consent.withdraw.signer' }),
      how: howSaid,
      day: pastDay('field.consent.withdraw.day'),
      reason: familyReason,
    },
    form: { intro: 'intro.consent.withdraw', submit: 'submit.withdraw' },
    // Of what nobody has said yes to there is nothing to take back: that is a no.
    offered: [{ rank: 280, when: (state, viewer) => isGiven(state, viewer) || isYesBegun(state, viewer) }],
    offeredWhenClosed: [{ rank: 20, when: isGiven }],
    command: ({ what, reason, ...read }, { wordOr }) => ({ ...what, ...read, reason: wordOr(reason) }),
  }),
}

function signerOf(code: string): Read<Signer> {
  const value = signers.find((one) => one === code)
  return value ? { value } : { fault: { code: 'not-a-choice' } }
}

/** Whether the next thing to see after an action is what the family said yes and no to. */
export function isAboutConsent(action: CommandAction): boolean {
  return Object.hasOwn(consent, action)
}
