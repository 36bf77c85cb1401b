/** The key of something due: equal as long as it is the same obligation. Made and recognised here alone. */
import type { Day } from './ids.ts'
import { type Signal, signals } from './policy.ts'

/** Signal, the id of what it is about (empty where it is about the case), and day. */
export type DueKey = `${Signal}:${string}:${Day}`

export function dueKey(signal: Signal, subject: string | null, day: Day): DueKey {
  return `${signal}:${subject ?? ''}:${day}`
}

export function isDueKey(text: string): text is DueKey {
  const [signal, subject, day, ...more] = text.split(':')
  return byName.has(signal ?? '') && subject !== undefined && isDay(day) && more.length === 0
}

function isDay(text: string | undefined): boolean {
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text)
}

/** What a key is about, also when the thing is no longer due. */
export function readDueKey(key: string): { signal: Signal; subject: string; day: Day } {
  const [name = '', subject = '', day = ''] = key.split(':')
  return { signal: byName.get(name) ?? 'nothing-planned', subject, day }
}

const byName: ReadonlyMap<string, Signal> = new Map(signals.map((one) => [one, one]))
