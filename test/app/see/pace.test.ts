/** At which pace what waits comes to somebody: as they chose, or the closest that their home has for what they are. */
import { expect, test } from 'vitest'
import { paceOf } from '../../../src/app/see/index.ts'
import type { DigestPace } from '../../../src/core/policy.ts'
import type { OwnPace } from '../../../src/ports.ts'
import { looking } from '../../support/looking.ts'
import { type PersonName, people, standard } from '../../support/sample.ts'

async function pace(
  name: PersonName,
  digest: Record<'holder' | 'leader' | 'ke', DigestPace>,
  chosen: OwnPace | null = null,
) {
  const { viewer } = await looking({ stranger: { roles: ['leader', 'ke'] } })
  const { person } = await viewer(name)
  return paceOf({ ...person, digest: chosen }, { reminders: { ...standard.reminders, digest } })
}

test('is the closest of what they are: a holder like everybody, a leader and KE besides', async () => {
  const digest = { holder: 'monday', leader: 'news', ke: 'daily' } as const
  expect(await pace('teacher', digest)).toBe('monday')
  expect(await pace('head', digest)).toBe('news')
  expect(await pace('ke', digest)).toBe('daily')
  expect(await pace('stranger', { holder: 'each', leader: 'each', ke: 'each' })).toBe('each')
  expect(await pace('stranger', { holder: 'each', leader: 'daily', ke: 'monday' })).toBe('daily')
  expect(await pace('ppt', { holder: 'each', leader: 'daily', ke: 'daily' })).toBe('each')
})

test('is a leader’s for whoever leads in one of several posts', async () => {
  const { viewer } = await looking()
  const { person } = await viewer('teacher')
  const [post] = people.head.posts
  const both = { ...person, posts: [...person.posts, ...(post ? [post] : [])] }
  expect(
    paceOf(both, { reminders: { ...standard.reminders, digest: { holder: 'each', leader: 'news', ke: 'daily' } } }),
  ).toBe('news')
})

test('is their own choice, where they have made one', async () => {
  expect(await pace('head', { holder: 'daily', leader: 'daily', ke: 'daily' }, 'each')).toBe('each')
})
