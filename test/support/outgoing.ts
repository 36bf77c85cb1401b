/** Rows for the outbox, about nobody in particular. */
import type { Letter } from '../../src/outgoing.ts'
import type { MessageRef, Outgoing } from '../../src/ports.ts'

/** A moment of the day on which the rows are made, by its minute. */
export const at = (minute: number) => new Date(Date.UTC(2026, 10, 5, 9, minute)).toISOString()

export const message: MessageRef = {
  place: { channel: 'test', tenant: 'fjordvik', kind: 'thread', key: 'thread:1', address: '{"to":1}' },
  message: 'm1',
}

type Row = Omit<Outgoing, 'card' | 'line' | 'subject'>

const due: Letter = { card: 'reminder', line: null, subject: 'family-talk::2026-11-16' }

export function outgoing(name: string, change: Partial<Row> = {}, letter: Letter = due): Outgoing {
  const row: Row = {
    id: `out_${name}`,
    case: 'case_a',
    verb: 'direct',
    person: null,
    message: null,
    origin: null,
    lane: `lane ${name}`,
    madeAt: at(0),
  }
  return { ...row, ...change, ...letter }
}
