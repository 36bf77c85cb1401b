/**
 * Events live longer than code: one that an earlier version wrote is brought to today's shape when it is read, a step for
 * each version between. What is stored is never rewritten: its chain covers it, and the version that stands in it.
 */

/** An event as it stands in a journal, of whichever version. */
export type StoredEvent = { type: string; version?: number; [field: string]: unknown }

/** `first` is what the log of its case begins with, as it is stored. */
type Step = (event: StoredEvent, first: StoredEvent) => StoredEvent

/** The step at place n makes version n + 2 of version n + 1. One that has been released is never changed. */
const steps: Step[] = [
  // The first holder was always of the case's own service, so that it was not said.
  (event, first) => (event.type === 'case.opened' ? { holderService: first.service, ...event } : event),
  (event) => ({ ...unsaid(event.type), ...event }),
  (event) => ({ ...unasked[event.type], ...event }),
  (event, first) => ({
    ...unposted[event.type],
    ...untold[event.type],
    ...(event.type === 'consent.requested' ? unaged(event, first) : {}),
    ...event,
  }),
  // Nor was a proposal rejected without a meeting before the sixth.
  (event) => ({ ...unended[event.type], ...event }),
  (event) => ({ ...unpaced[event.type], ...event }),
  (event) => (event.type === 'family.invited' ? withoutAges(event) : event),
]

/** The seventh version told with an invitation between which ages the table of signers would name somebody: it is asked each day. */
function withoutAges({ ages: _, ...event }: StoredEvent): StoredEvent {
  return event
}

/** What the sixth version did not say of how somebody is reminded, and of what was late. */
const unpaced: Record<string, Partial<StoredEvent>> = {}

/** The fifth version never ended what KE saw of a case. */
const unended: Record<string, Partial<StoredEvent>> = { 'presence.noted': { back: null, settled: [] } }

/**
 * What the fourth version did not say of a question: that it is asked for a child, or for somebody grown up. In every model there
 * was, a person of 18 signs alone.
 */
function unaged({ required }: StoredEvent, { targetGroup }: StoredEvent): Partial<StoredEvent> {
  const isYoung = targetGroup === 'child' || targetGroup === 'youth'
  const isAlone = Array.isArray(required) && required.every((signer) => signer === 'self')
  if (!isYoung) return { minor: null, ages: { from: 0, to: null } }
  return { minor: null, ages: isAlone ? { from: 18, to: null } : { from: 0, to: 18 } }
}

/** What the third version did not ask about the beginning of a case. */
const unasked: Record<string, Partial<StoredEvent>> = {
  'concern.talked': { way: null },
  'level.decided': { childAsked: null, without: null },
}

/** The fourth version knew no units but the case's own: neither in which of theirs somebody came in, nor which a family meant. */
const unposted: Record<string, Partial<StoredEvent>> = {
  'case.opened': { holderUnit: null },
  'baton.offered': { unit: null },
  'baton.named': { unit: null },
  'baton.deputized': { unit: null },
  'participant.added': { unit: null },
  // Services alone were named, and a case stayed in its unit.
  'consent.signed': { namesNoUnits: true },
  'transition.received': { unit: null },
}

/** What the fourth version did not tell apart: of what topic words are, and that a proposal goes on without some of its services. */
const untold: Record<string, Partial<StoredEvent>> = {
  'meeting.held': { topic: null },
  'level.proposed': { topic: null },
  'level.decided': { topic: null, leftOut: [] },
}

/** What the second version did not say of what a family says. */
function unsaid(type: string): Partial<StoredEvent> {
  switch (type) {
    case 'consent.signed':
      return { excludedStaff: [] }
    // A no was to the whole question alone, and whoever wrote it down was told that an older yes went on.
    case 'consent.refused':
      return { services: [], how: null, day: null }
    case 'consent.withdrawn':
      return { signer: null, how: null, day: null }
    default:
      return {}
  }
}

/** The version in which events are written. */
export const eventVersion = steps.length + 1

/** With the version it is written in. Version 1 did not say so. */
export function stamped<E extends { type: string }>(event: E): E & { version: number } {
  return { ...event, version: eventVersion }
}

/** As today's version would have written it; null for one of a version that is yet to come. */
export function upcast({ version = 1, ...stored }: StoredEvent, first: StoredEvent): StoredEvent | null {
  if (version > eventVersion) return null
  return steps.slice(version - 1).reduce<StoredEvent>((event, step) => step(event, first), stored)
}
