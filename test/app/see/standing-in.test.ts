/** In whose place a leader's doings were done: as the log of standing in tells it at any time since, and of nothing else they did. */
import { describe, expect, test } from 'vitest'
import { doneFor } from '../../../src/app/see/index.ts'
import type { Case, Entry, Event } from '../../../src/core/case.ts'
import type { Instant, PersonId } from '../../../src/core/ids.ts'
import type { StandIn } from '../../../src/ports.ts'
import { given } from '../../support/given.ts'
import { openLog } from '../../support/history.ts'
import { type Looking, looking } from '../../support/looking.ts'
import { on, people } from '../../support/sample.ts'

const { colleague, head, secondLeader, teacher } = people
const named: StandIn = {
  ...{ municipality: 'fjordvik', unit: 'bjorkelia', service: 'skole', leader: head.person, person: colleague.person },
  ...{ from: '2026-09-01', until: '2026-09-11' },
}
const before = on('2026-08-20')
const within = on('2026-09-02')
/** All that is asked of what happened. */
const doing = (type: Event['type']) => ({ type }) as Event
const decided = doing('level.decided')
const bearers = ['concern.concluded', 'consent.signers-named', 'case.unsealed', 'case.closed'] as const

const put = ({ tx }: Looking, change: Partial<StandIn> = {}, at: Instant = before) =>
  tx.standIns.put({ ...named, ...change }, { at, by: head.person })
const end = ({ tx }: Looking, at: Instant) => tx.standIns.end(named, { at, by: head.person, why: 'taken-back' })

/** For whom somebody did it in the school's log, which the teacher holds. */
async function whose(
  town: Looking,
  at: Instant,
  {
    event = decided,
    by = colleague.person,
    where = {},
  }: { event?: Event; by?: Entry['by']; where?: Partial<Case> } = {},
): Promise<PersonId[]> {
  const { state } = given(openLog())
  return doneFor(await town.viewer('teacher', '2026-12-01'), { at, by, event }, { ...state, ...where })
}

describe('what a leader does', () => {
  test('was done for the leader who had named them, from the first day to the last', async () => {
    const town = await looking()
    await put(town)
    expect(await whose(town, on('2026-08-31', '23:59'))).toEqual([])
    expect(await whose(town, on('2026-09-01', '00:00'))).toEqual([head.person])
    expect(await whose(town, on('2026-09-11', '23:59'))).toEqual([head.person])
    expect(await whose(town, on('2026-09-12', '00:00'))).toEqual([])
  })

  test('is each that nobody else does: to decide, to name a holder, to take over a wondering', async () => {
    const town = await looking()
    await put(town)
    for (const type of ['level.decided', 'baton.named', 'concern.owned'] as const)
      expect([type, await whose(town, within, { event: doing(type) })]).toEqual([type, [head.person]])
    expect(await whose(town, within, { event: doing('note.added') })).toEqual([])
  })

  test('was done for both where two had named the same', async () => {
    const town = await looking()
    await put(town)
    await put(town, { leader: secondLeader.person })
    expect(await whose(town, within)).toEqual([head.person, secondLeader.person])
  })

  test('was done for nobody by the bot, by whoever was never named, in another unit, or in another municipality', async () => {
    const town = await looking()
    await put(town)
    await put(town, { leader: secondLeader.person, person: 'system' as PersonId })
    expect(await whose(town, within, { by: 'system' })).toEqual([])
    expect(await whose(town, within, { by: teacher.person })).toEqual([])
    expect(await whose(town, within, { where: { unit: 'strandheim' } })).toEqual([])
    expect(await whose(town, within, { where: { municipality: 'solvik' } })).toEqual([])
  })
})

describe('what a bearer of the case does as well', () => {
  test('was done for the leader by who is none of them', async () => {
    const town = await looking()
    await put(town)
    for (const type of bearers)
      expect([type, await whose(town, within, { event: doing(type) })]).toEqual([type, [head.person]])
  })

  test('was done as that by whoever wondered, holds it, or is deputy', async () => {
    const town = await looking()
    await put(town)
    const { person } = colleague
    const deputy = { person, service: 'skole', unit: 'bjorkelia', from: '2026-09-01', until: '2026-09-11' }
    for (const where of [{ owner: person }, { holder: person }, { deputy }]) {
      for (const type of bearers) expect(await whose(town, within, { event: doing(type), where })).toEqual([])
      expect(await whose(town, within, { where })).toEqual([head.person])
    }
  })
})

describe('standing in', () => {
  test('counts from the moment it was named, and not for what was done before', async () => {
    const town = await looking()
    await put(town, {}, within)
    expect(await whose(town, on('2026-09-02', '08:59'))).toEqual([])
    expect(await whose(town, within)).toEqual([head.person])
  })

  test('that was ended counts until then: what was done in that moment was done before it was over', async () => {
    const town = await looking()
    await put(town)
    await town.tx.standIns.begun(named, { at: on('2026-09-01'), by: 'system' })
    await end(town, on('2026-09-04'))
    expect(await whose(town, on('2026-09-04'))).toEqual([head.person])
    expect(await whose(town, on('2026-09-04', '09:01'))).toEqual([])
    expect(await whose(town, within)).toEqual([head.person])
  })

  test('that was named anew counts by its newest days', async () => {
    const town = await looking()
    await put(town)
    await end(town, on('2026-08-24'))
    await put(town, { from: '2026-10-01', until: '2026-10-09' }, on('2026-08-25'))
    expect(await whose(town, within)).toEqual([])
    expect(await whose(town, on('2026-10-02'))).toEqual([head.person])
  })
})
