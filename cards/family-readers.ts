/** Who of the staff has read a log, for which service and on which day, as one of the family may know it. */
import type { Day } from '../src/core/ids.ts'
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { type FamilyWay, familyButton } from './parts/family-way.ts'

export type FamilyReadersArgs = {
  ref: string
  readers: { name: string; service: string; day: Day }[]
  /** How many there are before these; what is shown is the latest. */
  earlier: number
  ways: FamilyWay[]
}

export function familyReaders({ ref, readers, earlier, ways }: FamilyReadersArgs, say: Say): Card {
  const header = (['who', 'service', 'day'] as const).map((one) => say(`family.readers.${one}`))
  return {
    name: 'family-readers',
    lang: say.lang,
    title: say('family.readers.title'),
    summary: say('family.log.title', { ref }),
    blocks: [
      { kind: 'text', text: say('family.readers.what') },
      {
        kind: 'table',
        header,
        rows: readers.map(({ name, service, day }) => [name, service, say.day(day)]),
        empty: say('family.readers.none'),
      },
      ...(earlier > 0
        ? [{ kind: 'text', text: say('family.readers.earlier', { count: earlier }), subtle: true } as const]
        : []),
    ],
    buttons: ways.map((way) => familyButton(way, say)),
  }
}
