/** Which topic a command or an event belongs to, by the first part of its name. Knows nothing of what they do. */

/** Every first part there is: one that is in no topic leaves `decide`, `evolve` and `notify` uncompiled. */
const prefixes = {
  concern: ['concern'],
  consent: ['consent'],
  level: ['level'],
  baton: ['baton'],
  goal: ['goal'],
  measure: ['measure'],
  'follow-up': ['follow-up'],
  meeting: ['meeting'],
  note: ['note'],
  evaluation: ['evaluation'],
  transition: ['transition'],
  lifecycle: ['case', 'log', 'participant', 'report'],
  presence: ['presence'],
  manning: ['service'],
  reminder: ['reminder'],
  breach: ['breach'],
  nudge: ['nudge'],
  step: ['step'],
  family: ['family'],
} as const

type Prefixes = typeof prefixes
export type Topic = keyof Prefixes

/** Whether a command or an event is one of the topic's; the compiler knows which are left. */
export function isOf<T extends Topic, One extends { type: string }>(
  topic: T,
  one: One,
): one is Extract<One, { type: `${Prefixes[T][number]}.${string}` }> {
  return topics.get(one.type.slice(0, one.type.indexOf('.'))) === topic
}

const topics: ReadonlyMap<string, string> = new Map(
  Object.entries(prefixes).flatMap(([topic, names]) => names.map((name) => [name, topic] as const)),
)

/** Where nothing can be left: whatever is, does not compile. */
export function never(value: never): never {
  throw new Error(`not handled: ${JSON.stringify(value)}`)
}
