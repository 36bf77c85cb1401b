/** Whether there is a case: to whoever has no part in it, one that exists is answered as one that does not. */
import { describe, expect, test } from 'vitest'
import { type Query, queries } from '../../cards/parts/offer.ts'
import { cardOf, createTown } from '../support/town.ts'
import { openLog, propose } from './story.ts'

describe('whether there is such a case', () => {
  const backs = ['', 'plan', 'proposal|proposal_1', 'hand-over|handover_1', 'reminder|no-holder::2026-11-16']
  const asking = queries.filter((query): query is Exclude<Query, 'set.lang' | 'account.pair'> => {
    return query !== 'set.lang' && query !== 'account.pair'
  })

  test.each(['nora', 'per', 'eli'] as const)('shows by no query to %s', async (name) => {
    const town = await createTown()
    const id = await openLog(town)
    const proposal = await propose(town, id)
    for (const query of asking) {
      for (const back of backs) {
        for (const channel of [false, true]) {
          const answer = (of: string) => town.press(name, query, { case: of, proposal, back }, {}, { channel })
          expect(await answer(id), `${query} ${back}`).toEqual(await answer('case_none'))
        }
      }
    }
  })

  test('shows by no wondering that is begun with a case in its button', async () => {
    const town = await createTown()
    const id = await openLog(town)
    const typed = { about: '', seen: 'y', targetGroup: 'child' }
    const begin = (of: string) => town.press('nora', 'concern.register', { case: of, once: 'once_x' }, typed)
    expect(cardOf(await begin(id))).toEqual(cardOf(await begin('case_none')))
  })
})
