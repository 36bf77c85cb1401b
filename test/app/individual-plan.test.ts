/** A move up to a level for which the municipality asks it: has the right to an individual plan been considered? */
import { expect, test } from 'vitest'
import { cardOf, createTown, textOf, valuesIn } from '../support/town.ts'
import { caseOf, openLog, propose } from './story.ts'

test('is asked when level 3 is approved, answered on the outcome, and no question at level 2 or for a no', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const asks = async (proposal: string, approve: string) => {
    const form = cardOf(await town.open('terje', 'level.decide', { case: id, proposal, approve }))
    return Object.keys(valuesIn(form)).includes('individualPlan')
  }
  const second = await propose(town, id, 'ingrid', { to: '2', services: '' })
  expect(await asks(second, 'yes')).toBe(false)
  await town.press('ingrid', 'level.withdraw', { case: id, proposal: second })

  const proposal = await propose(town, id, 'ingrid', { to: '3', services: '' })
  expect(await asks(proposal, 'no')).toBe(false)
  expect(await asks(proposal, 'yes')).toBe(true)
  const decision = {
    topic: 'learning',
    meetingDay: '2026-11-02',
    childAsked: 'true',
    reason: 'AGREED',
    parentsTookPart: 'true',
    individualPlan: 'true',
  }
  await town.submit('terje', 'level.decide', { case: id, proposal, approve: 'yes' }, decision)
  expect((await caseOf(town, id)).level).toBe(3)
  const outcome = textOf(await town.press('ingrid', 'show.proposal', { case: id, proposal }))
  expect(outcome).toContain('{"label":"Individuell plan eller koordinator er vurdert","value":"Ja"}')
})
