/** The consents of a case: what is needed now, who has signed, what is in force. Opens the case: checked and logged. */
import type { Card } from '../../../cards/card.ts'
import { consentCheckpoint } from '../../../cards/consent-checkpoint.ts'
import type { ConsentItem } from '../../../cards/parts/consent-item.ts'
import type { Offer } from '../../../cards/parts/offer.ts'
import { signerCalled } from '../../core/called.ts'
import type { Case, Entry } from '../../core/case.ts'
import { type Consent, type ConsentState, isAsked, stateOf } from '../../core/consent.ts'
import type { CaseId, Day, PersonId, Recipient, ServiceCode } from '../../core/ids.ts'
import type { Calendar, Signer } from '../../core/policy.ts'
import { meantIn } from '../../core/recipient.ts'
import { saidNo } from '../../core/said-no.ts'
import { toAskAnew } from '../../core/set-aside.ts'
import { isForOthers, isStillAsked, signersOf } from '../../core/signers.ts'
import { neededConsent, uncoveredNow } from '../../core/step.ts'
import { excludedNow, isAction, isAfterNo, may, offer, possible, seeCase, widenedNames } from '../actions/index.ts'
import {
  consentSeen,
  doerName,
  nameOf,
  noesSeen,
  type Opened,
  openWhole,
  recipientNames,
  recipientsWithin,
  recordedWords,
  saidWhy,
  seesExcluded,
  seesNoes,
  topicNames,
  topicsWithin,
  type Viewer,
} from '../see/index.ts'

const consentActions = new Set<Offer['action']>([
  'consent.record',
  'consent.refuse',
  'consent.request',
  'consent.name-signers',
  'consent.withdraw',
  'case.open-on-paper',
])

export async function showConsents(viewer: Viewer, id: CaseId, notice: string | null): Promise<Card | null> {
  const opened = await openWhole(viewer, id, 'consent-checkpoint')
  if (!opened) return null
  const { case: state } = opened
  const { policy, today } = viewer
  const isTold = seesNoes(viewer, state)
  const needed = neededConsent(state, policy, today)
  const lacking = uncoveredNow(state, policy, today)?.services ?? []
  const meant = (services: ServiceCode[]) => services.map((service) => meantIn(state, service))
  const consents = await consentsIn(viewer, opened)
  const offers = possible(state, viewer).filter(
    ({ action, data }) => consentActions.has(action) && !isOneOfSeveral(viewer, state, data.consent),
  )
  const back = seeCase(state)
  return consentCheckpoint(
    {
      ref: state.ref,
      notice,
      consents,
      afterNo: isAfterNo(state),
      excluded: await excludedNames(viewer, state, excludedNow(state)),
      offers: [...offers, back],
      refused: await recipientsWithin(
        viewer,
        state,
        noesSeen(viewer, state, meant(lacking)).filter((one) => saidNo(state, one)),
      ),
      needed: isTold
        ? needed && { why: needed.why, services: await recipientsWithin(viewer, state, meant(needed.services)) }
        : lacking.length > 0
          ? 'unsaid'
          : null,
    },
    viewer.say,
  )
}

/** Those that the viewer may know of, the newest first. */
export async function consentsIn(viewer: Viewer, opened: Opened): Promise<ConsentItem[]> {
  const { case: state } = opened
  const newest = [...state.consents].reverse().flatMap((one) => consentSeen(viewer, state, one) ?? [])
  const signed = new Map<string, Entry['by']>()
  for (const { by, event } of await viewer.reader.cases.entries(state.id))
    if (event.type === 'consent.signed') signed.set(event.consent, by)
  return Promise.all(newest.map((one) => itemOf(viewer, opened, one, signed)))
}

async function itemOf(viewer: Viewer, opened: Opened, consent: Consent, signed: Map<string, Entry['by']>) {
  const { calendar, today } = viewer
  const said = await recordedWords(viewer, opened, consent)
  const by = signed.get(consent.id)
  const standing = standingOf(viewer, opened.case, consent)
  const names = (list: Recipient[]) => recipientNames(viewer, opened.case, list)
  return {
    why: consent.checkpoint,
    state: standing,
    services: await names(consent.services),
    topics: topicNames(viewer, consent.topics),
    signers: signersIn(viewer, opened.case, consent).map((signer) => ({
      signer: signerCalled(opened.case, signer),
      signed: consent.signed.find((one) => one.signer === signer)?.evidence ?? null,
    })),
    day: dayOf(consent, standing, calendar),
    from: consent.from,
    until: lastDay(consent, calendar),
    endsByAge: lastDay(consent, calendar) !== consent.until,
    takenOut: [...(await names(consent.withdrawnServices)), ...topicNames(viewer, consent.withdrawnTopics)],
    ...(await answersIn(viewer, opened, consent)),
    aside: consent.aside
      ? {
          day: calendar.dayOf(consent.aside.at),
          anew: await recipientsWithin(viewer, opened.case, toAskAnew(opened.case, consent)),
        }
      : null,
    widens: isStillAsked(opened.case, consent, today, viewer) ? await widenedNames(viewer, opened.case, consent) : [],
    ...said,
    excludedStaff: await excludedNames(viewer, opened.case, except(consent.excludedStaff, excludedNow(opened.case))),
    registeredBy: by ? await doerName(viewer, opened.case, by) : null,
    offers: answersTo(viewer, opened.case, consent),
  } satisfies ConsentItem
}

/** Who of the family said no, and who took it back. */
async function answersIn(viewer: Viewer, opened: Opened, consent: Consent) {
  const { case: state } = opened
  const why = await saidWhy(viewer, opened, consent)
  const noes = consent.noes.map(async (no) => {
    const signer = signerCalled(state, no.signer)
    return { ...no, ...whyIn(why, no), signer, services: await recipientsWithin(viewer, state, no.services) }
  })
  const takenBack = consent.takenBack.map(async (one) => {
    const signer = one.signer && signerCalled(state, one.signer)
    return { ...one, ...whyIn(why, one), signer, what: await whatOf(viewer, state, one) }
  })
  return { noes: await Promise.all(noes), takenBack: await Promise.all(takenBack) }
}

/** Who is kept out now stands above them all. */
function except(people: PersonId[], out: PersonId[]): PersonId[] {
  return people.filter((one) => !out.includes(one))
}

/** What others would be asked today is no longer asked of those who were. */
function standingOf(viewer: Viewer, state: Case, consent: Consent): ConsentState {
  const isOver = isAsked(consent) && isForOthers(state, consent, viewer.today, viewer)
  return isOver ? 'outgrown' : stateOf(consent, viewer.today)
}

/** By name, for the case's own service and its leader alone. */
async function excludedNames(viewer: Viewer, state: Case, people: PersonId[]): Promise<string[]> {
  return seesExcluded(viewer, state) ? Promise.all(people.map((id) => nameOf(viewer, id))) : []
}

/** Of what waits for an answer, whoever must answer today. */
function signersIn(viewer: Viewer, state: Case, consent: Consent): Signer[] {
  return isStillAsked(state, consent, viewer.today, viewer)
    ? signersOf(state, consent, viewer.today, viewer)
    : consent.required
}

/** Of several questions, each is answered where it stands: a button below them all would not say which it answers. */
function answersTo(viewer: Viewer, state: Case, { id: consent }: Consent): Offer[] {
  if (state.status === 'closed' || !isOneOfSeveral(viewer, state, consent)) return []
  const data = { case: state.id, consent }
  return [offer('consent.record', data), offer('consent.refuse', data)].filter(
    ({ action }) => isAction(action) && may(state, viewer, action),
  )
}

function isOneOfSeveral(viewer: Viewer, state: Case, consent: string | undefined): boolean {
  const asked = state.consents.filter((one) => isStillAsked(state, one, viewer.today, viewer))
  return asked.length > 1 && asked.some(({ id }) => id === consent)
}

function whyIn(words: Map<string, string>, { reason }: { reason: string | null }) {
  return { reason: reason ? (words.get(reason) ?? null) : null }
}

/** By name, what was taken back of a consent; nothing where it was all of it. */
async function whatOf(viewer: Viewer, state: Case, { service, topic }: Consent['takenBack'][number]): Promise<string> {
  const names = topic ? topicsWithin(viewer, [topic]) : service ? await recipientsWithin(viewer, state, [service]) : []
  return names[0] ?? ''
}

/** Be it that somebody then comes of an age at which others sign. */
function lastDay({ until, holds }: Consent, calendar: Calendar): Day | null {
  return until && holds.to && holds.to <= until ? calendar.addDays(holds.to, -1) : until
}

/** Since when it stands as it does. One of which only a part was taken out has been given, on the day it was. */
function dayOf(consent: Consent, standing: ConsentState, calendar: Calendar): Day {
  const { until, holds, withdrawnAt, givenAt, requestedAt, noes, aside } = consent
  if (standing === 'set-aside' && aside) return calendar.dayOf(aside.at)
  const outgrown = standing === 'outgrown' && !isAsked(consent) ? holds.to : null
  const ranOut = standing === 'expired' ? until : outgrown
  const takenBack = standing === 'withdrawn' ? withdrawnAt : null
  const [no] = standing === 'refused' ? noes.slice(-1) : []
  return ranOut ?? no?.day ?? calendar.dayOf(takenBack ?? givenAt ?? requestedAt)
}
