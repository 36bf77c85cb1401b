/** Who of the staff has read a log, for which service and on which day, as one of the family may know it. */
import type { Day } from '../src/core/ids.ts'
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { type FamilyWay, familyButton } from './parts/family-way.ts'

export type FamilyReadersArgs = {
  ref: string
  readers: { name: string; service: string; day: Day }[]
  /** The first that is shown, the latest first, and how many there are in all. */
  start: number
  count: number
  ways: FamilyWay[]
}

export function familyReaders({ ref, readers, start, count, ways }: FamilyReadersArgs, say: Say): Card {
  const header = (['who', 'service', 'day'] as const).map((one) => say(`family.readers.${one}`))
  return {
    name: 'family-readers',
    lang: say.lang,
    tag: say.tag,
    title: say('family.readers.title'),
    summary: say('family.log.title', { ref }),
    blocks: [
      { kind: 'text', text: say('family.readers.what') },
      ...(count > readers.length
        ? [
            {
              kind: 'text',
              text: say('family.readers.which', shown(start, readers.length, count)),
              subtle: true,
            } as const,
          ]
        : []),
      {
        kind: 'table',
        header,
        rows: readers.map(({ name, service, day }) => [say.named(name), service, say.day(day)]),
        empty: say('family.readers.none'),
      },
    ],
    buttons: ways.map((way) => familyButton(way, say)),
  }
}

function shown(start: number, length: number, count: number) {
  return { from: start + 1, to: start + length, count }
}
