/** Of what somebody has an overview, which of them comes every week, and of which they may have numbers told where others read. */
import { expect, test } from 'vitest'
import { publicSeatsOf, type Seat, seatsOf, weeklySeatOf } from '../../../src/app/see/index.ts'
import type { Post } from '../../../src/core/decision.ts'
import { looking } from '../../support/looking.ts'

/** Somebody who lives in Fjordvik, with these posts, in their order. */
async function withPosts(...posts: [municipality: string, ...roles: Post['roles']][]) {
  const { viewer } = await looking()
  const { person, actor } = await viewer('teacher')
  const place = { unit: 'bjorkelia', service: 'skole' }
  return {
    person,
    actor: { ...actor, posts: posts.map(([municipality, ...roles]) => ({ ...place, municipality, roles })) },
  }
}

const said = (seats: Seat[]) => seats.map(({ view, municipality }) => `${view} ${municipality}`)

test('a colleague who is nothing else has none', async () => {
  const colleague = await withPosts(['fjordvik', 'employee', 'contact', 'administrator'])
  expect(seatsOf(colleague)).toEqual([])
  expect(weeklySeatOf(colleague)).toBeUndefined()
  expect(publicSeatsOf(colleague)).toEqual([])
})

test('whoever is several things has each of them once: those at home first, and a leader’s before KE’s before the coordinator’s', async () => {
  const busy = await withPosts(
    ['solvik', 'leader'],
    ['fjordvik', 'coordinator', 'ke'],
    ['fjordvik', 'leader'],
    ['fjordvik', 'leader'],
  )
  expect(said(seatsOf(busy))).toEqual(['leader fjordvik', 'ke fjordvik', 'coordinator fjordvik', 'leader solvik'])
})

test('what comes every week is the first of them that is not KE’s, whose cases come by themselves', async () => {
  const weekly = async (...posts: Parameters<typeof withPosts>) => weeklySeatOf(await withPosts(...posts))
  expect(await weekly(['fjordvik', 'ke'], ['solvik', 'coordinator'])).toEqual({
    view: 'coordinator',
    municipality: 'solvik',
  })
  expect(await weekly(['fjordvik', 'ke'])).toEqual({ view: 'ke', municipality: 'fjordvik' })
})

test('numbers are told where others read by the coordinator first, then by a leader, and never by KE', async () => {
  const all = await withPosts(['fjordvik', 'leader', 'ke'], ['solvik', 'leader'], ['solvik', 'coordinator'])
  expect(said(publicSeatsOf(all))).toEqual(['coordinator solvik', 'leader fjordvik', 'leader solvik'])
})
