/** Who is told what when a level moves or the baton does; and the forms of a notice. */
import type { Case, Event } from './case.ts'
import type { Audience, Line, Notice, SentCard } from './notice.ts'

type Of<T extends Event['type']> = Extract<Event, { type: T }>

export function ofLevel(
  event: Of<'level.proposed' | 'level.withdrawn' | 'level.lapsed' | 'level.cancelled' | 'level.decided'>,
  after: Case,
): Notice[] {
  const subject = event.proposal
  const proposer = after.proposals.find(({ id }) => id === subject)?.by
  const people: Audience[] = proposer ? ['holder', 'deputy', { person: proposer }] : ['holder', 'deputy']
  switch (event.type) {
    case 'level.proposed':
      return [
        { kind: 'tell', card: 'proposal', subject, audience: ['deciders'] },
        line('proposal-made', subject),
        told('proposal-made', subject, ['holder', 'deputy']),
      ]
    case 'level.decided': {
      const outcome = event.approve ? 'proposal-approved' : 'proposal-rejected'
      return [refresh('proposal', subject), line(outcome, subject), told(outcome, subject, [...people, 'leaders'])]
    }
    case 'level.withdrawn':
      return [refresh('proposal', subject), line('proposal-withdrawn', subject)]
    case 'level.lapsed':
      return [
        refresh('proposal', subject),
        line('proposal-lapsed', subject),
        told('proposal-lapsed', subject, [...people, 'leaders']),
      ]
    case 'level.cancelled':
      return [
        refresh('proposal', subject),
        line('proposal-cancelled', subject),
        told('proposal-cancelled', subject, people),
      ]
  }
}

type BatonChange = Of<
  | 'baton.offered'
  | 'baton.accepted'
  | 'baton.declined'
  | 'baton.withdrawn'
  | 'baton.cancelled'
  | 'baton.named'
  | 'baton.left'
  | 'baton.deputized'
>

export function ofBaton(event: BatonChange, after: Case): Notice[] {
  switch (event.type) {
    case 'baton.offered':
      return [{ kind: 'tell', card: 'hand-over', subject: event.handOver, audience: [{ person: event.to }] }]
    case 'baton.accepted': {
      const earlier: Audience[] = event.from ? [{ person: event.from }] : []
      return [
        refresh('hand-over', event.handOver),
        line('holder-changed'),
        told('holder-changed', '', [...earlier, 'leaders']),
      ]
    }
    case 'baton.declined':
      return [
        refresh('hand-over', event.handOver),
        told('hand-over-declined', event.by, ['holder', 'deputy', 'leaders']),
      ]
    case 'baton.withdrawn':
    case 'baton.cancelled':
      return [refresh('hand-over', event.handOver), told('hand-over-withdrawn', '', ['holder'])]
    case 'baton.named':
      return [line('holder-changed'), told('holder-changed', '', ['holder', 'participants'])]
    case 'baton.left':
      return [told('holder-left', '', ['leaders'])]
    case 'baton.deputized':
      return after.deputy ? [told('deputy-named', '', [{ person: event.person }, 'holder'])] : []
  }
}

export function told(code: Line, subject: string, audience: Audience[]): Notice {
  return { kind: 'tell', card: 'told', line: code, subject, audience }
}

export function line(code: Line, subject = ''): Notice {
  return { kind: 'line', line: code, subject }
}

export function refresh(card: SentCard, subject: string): Notice {
  return { kind: 'refresh', card, subject }
}
