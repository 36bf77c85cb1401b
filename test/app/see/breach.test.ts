/** A breach in follow-up in words: what was late, from when until when, and why where somebody has said it. */
import { expect, test } from 'vitest'
import { breachFacts } from '../../../src/app/see/index.ts'
import type { Breach } from '../../../src/core/breach.ts'
import { looking } from '../../support/looking.ts'

const late: Breach = {
  ...{ key: 'meeting-due:meeting_1:2026-08-24', signal: 'meeting-due', ball: { role: 'holder' } },
  ...{ since: '2026-08-24', until: '2026-09-01', cause: null, remedy: null },
}

async function facts(change: Partial<Breach>, which?: 'alone'): Promise<string[][]> {
  const { viewer } = await looking()
  return breachFacts(await viewer('teacher'), { proposals: [] }, { ...late, ...change }, which).map(
    ({ label, value }) => [label, value],
  )
}

test('says what was late and when, and no more until somebody has said why', async () => {
  const [one, ...more] = await facts({})
  expect(one).toEqual([
    'Forsinket',
    'Et møte skal holdes. Fristen var mandag 24. august 2026. I orden tirsdag 1. september 2026.',
  ])
  expect(more).toEqual([])
})

test('says the cause and the remedy, unless what was late is asked for alone', async () => {
  const why = { cause: 'awaits-family', remedy: 'new-day' } as const
  expect((await facts(why)).slice(1)).toEqual([
    ['Årsak', 'Ventet på familien'],
    ['Løsning', 'En ny dag er avtalt'],
  ])
  expect(await facts(why, 'alone')).toHaveLength(1)
})
