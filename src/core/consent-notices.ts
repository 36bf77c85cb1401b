/** Who is told of what became of a consent, and which cards are drawn again; nobody is told what it was about. */
import type { Case } from './case.ts'
import type { ConsentEvent } from './consent-said.ts'
import { line, type Notice, refresh, refreshAllDue, refreshQuestions, tell, told } from './notice.ts'

export function noticesOfConsent(event: ConsentEvent, before: Case | null, after: Case): Notice[] {
  switch (event.type) {
    case 'consent.given':
      return refreshProposals(after)
    case 'consent.refused':
      return [...refreshProposals(after), ...(endsOlder(before, after) ? lessShared(after) : [])]
    case 'consent.withdrawn':
      return lessShared(after)
    case 'consent.signed':
      return [
        ...(after.excluded === before?.excluded ? [] : [...refreshQuestions(after), ...refreshAllDue(after)]),
        ...(takesTopics(before, after) ? lessShared(after) : []),
      ]
    case 'consent.set-aside':
      return [...refreshProposals(after), ...answersAside(before, after)]
    case 'consent.signers-named':
      return [...refreshProposals(after), ...refreshAllDue(after)]
    case 'consent.narrowed':
      // A closed case is looked at by nobody until it is taken up again, and says then whom the family lets in.
      return event.isLess && after.status === 'open'
        ? [told({ line: 'consent-narrowed', subject: '' }, [after.level === 0 ? 'owner' : 'holder'])]
        : []
    case 'consent.requested':
    case 'consent.cancelled':
      return []
  }
}

function refreshProposals({ proposals }: Case): Notice[] {
  const open = proposals.filter(({ status }) => status === 'open')
  return open.map(({ id: subject }) => refresh({ card: 'proposal', subject }))
}

/** What those concerned are told without content: neither which service, nor whether it was refused or taken back. */
function lessShared(after: Case): Notice[] {
  return [
    tell({ card: 'consent-withdrawn', subject: '' }, ['holder', 'deputy', 'leaders', 'participants']),
    line({ line: 'consent-changed', subject: '' }),
    ...refreshAllDue(after),
  ]
}

/** That an answer does not count, and is to be asked for anew, to whoever asks; what is shared no more, to everybody concerned. */
function answersAside(before: Case | null, after: Case): Notice[] {
  const inForce = (state: Case | null) => (state?.consents ?? []).filter(({ status }) => status === 'given').length
  const isOpen = after.status === 'open'
  return [
    ...(isOpen ? [told({ line: 'answer-aside', subject: '' }, ['holder', 'deputy'])] : []),
    ...(inForce(after) < inForce(before) ? lessShared(after) : refreshAllDue(after)),
  ]
}

function takesTopics(before: Case | null, after: Case): boolean {
  const taken = (state: Case | null) =>
    (state?.consents ?? []).filter(({ status }) => status === 'given').flatMap(({ takenBack }) => takenBack).length
  return taken(after) > taken(before)
}

function endsOlder(before: Case | null, after: Case): boolean {
  const ended = (state: Case | null) =>
    (state?.consents ?? []).filter(({ givenAt }) => givenAt !== null).flatMap(({ refusedServices }) => refusedServices)
      .length
  return ended(after) > ended(before)
}
