/** A form that was submitted counts once, for who submitted it, what it was for and in which case; it opens nobody's case. */
import { describe, expect, test } from 'vitest'
import type { Card } from '../../cards/card.ts'
import type { CaseId } from '../../src/core/ids.ts'
import { personToImport } from '../support/people.ts'
import {
  accountOf,
  cardOf,
  createTown,
  dataOf,
  type Name,
  type Texts,
  type Town,
  textOf,
  valuesIn,
} from '../support/town.ts'
import { allAsked, askFamily, caseOf, openLog, worry } from './story.ts'

describe('a form that was used', () => {
  /** A `once` that somebody used for a wondering of their own. */
  async function used(town: Town, name: Name): Promise<string> {
    const { once = '', ...data } = dataOf(cardOf(await town.open(name, 'concern.register')), 'concern.register')
    const typed = { about: 'X', seen: 'y', targetGroup: 'child' }
    expect(cardOf(await town.press(name, 'concern.register', { ...data, once }, typed)).name).toBe('case-summary')
    return once
  }

  const refusals = async (town: Town, id: CaseId, name: Name) =>
    (await town.read((tx) => tx.access.of(id)))
      .filter(({ person }) => person === town.id(name))
      .map(({ verdict, what }) => `${verdict} ${what}`)

  /** That it came before, above the list anybody has of their own, which takes the form's place. */
  async function repeatedAboveTheirs(town: Town, name: Name): Promise<Card> {
    const theirs = cardOf(await town.press(name, 'show.mine'))
    const notice = { kind: 'notice', text: 'Dette har jeg fått før.', tone: 'good', discreet: true } as const
    return { ...theirs, blocks: [notice, ...theirs.blocks] }
  }

  test.each(['nora', 'per'] as const)("opens nobody's case to %s, and that it was tried is logged", async (name) => {
    const town = await createTown()
    const id = await worry(town)
    await town.submit(
      'ingrid',
      'concern.conclude',
      { case: id },
      { outcome: 'report', services: '', day: '2026-11-02' },
    )
    const asks = await worry(town)
    await town.submit('ingrid', 'concern.conclude', { case: asks }, { outcome: 'level:1', services: '' })
    await town.submit(
      'ingrid',
      'consent.request',
      { case: asks },
      { services: 'skole', born: '2016-03', guardians: '2' },
    )
    const of = (await caseOf(town, asks)).consents[0]?.id ?? ''
    const once = await used(town, name)
    for (const action of ['concern.conclude', 'consent.record', 'concern.talk']) {
      const none = await town.press(name, action, { once, case: 'case_none', consent: of })
      expect(cardOf(none).name).toBe('refusal')
      for (const one of [id, asks])
        expect(await town.press(name, action, { once, case: one, consent: of })).toEqual(none)
    }
    for (const one of [id, asks]) {
      expect(await refusals(town, one, name)).toEqual([
        'refused concern.conclude',
        'refused consent.record',
        'refused concern.talk',
      ])
    }
  })

  test('is no answer to the same person in another of their cases, nor for another action', async () => {
    const town = await createTown()
    const [first, second] = [await worry(town), await worry(town)]
    const form = dataOf(cardOf(await town.open('ingrid', 'concern.talk', { case: first })), 'concern.talk')
    await town.press('ingrid', 'concern.talk', form, { day: 'i dag', way: 'meeting' })
    expect(textOf(await town.press('ingrid', 'concern.talk', form, { day: 'i dag', way: 'meeting' }))).toContain(
      'Dette har jeg fått før',
    )
    await town.press('ingrid', 'concern.talk', { ...form, case: second }, { day: 'i dag', way: 'meeting' })
    expect(await caseOf(town, second)).toMatchObject({ concern: { talkHeld: '2026-11-02' } })
    await town.press('ingrid', 'concern.conclude', form, { outcome: 'close', written: 'erase' })
    expect(await caseOf(town, first)).toMatchObject({ status: 'closed' })
  })

  test('by a colleague of the one who used it is not taken for theirs', async () => {
    const town = await createTown()
    const id = await worry(town)
    const form = dataOf(cardOf(await town.open('ingrid', 'concern.talk', { case: id })), 'concern.talk')
    await town.press('ingrid', 'concern.talk', form, { day: 'i dag', way: 'meeting' })
    const none = await town.press(
      'nora',
      'concern.talk',
      { ...form, case: 'case_none' },
      { day: 'i dag', way: 'meeting' },
    )
    expect(await town.press('nora', 'concern.talk', form, { day: 'i dag', way: 'meeting' })).toEqual(none)
    expect(await refusals(town, id, 'nora')).toEqual(['refused concern.talk'])
  })

  test('tells whoever has no part in the case any more that it came before, and no more', async () => {
    const town = await createTown()
    const id = await openLog(town)
    const form = dataOf(cardOf(await town.open('ingrid', 'meeting.set', { case: id })), 'meeting.set')
    const typed = { day: '2026-11-20' }
    await town.press('ingrid', 'meeting.set', form, typed, { delivery: 'd1' })
    const moved = { unit: 'ppt', service: 'ppt', accounts: [accountOf('ingrid')] }
    await town.store.importPeople([personToImport('Ingrid Lunde', moved)], town.app.ids)
    const left = await repeatedAboveTheirs(town, 'ingrid')
    expect(cardOf(await town.press('ingrid', 'meeting.set', form, typed))).toEqual(left)
    expect(cardOf(await town.press('ingrid', 'meeting.set', form, typed, { delivery: 'd1' }))).toEqual(left)
    expect(textOf(left)).not.toContain('FJ-1001')
    const { once: _, ...again } = form
    expect(cardOf(await town.press('ingrid', 'meeting.set', again, typed)).name).toBe('refusal')
    expect((await caseOf(town, id)).meetings).toHaveLength(1)
  })

  test.each(['a report was made', 'not everybody has signed'])('tells them not that %s either', async (which) => {
    const town = await createTown()
    const id = await worry(town)
    const [outcome, action] =
      which === 'a report was made' ? ['report', 'concern.conclude'] : ['level:1', 'consent.record']
    const form = async (of: string, data: Texts = {}) =>
      dataOf(cardOf(await town.open('ingrid', of, { case: id, ...data })), of)
    let data = await form('concern.conclude')
    let typed: Texts = { outcome, services: '', reason: '', day: '2026-11-02' }
    await town.press('ingrid', 'concern.conclude', data, typed)
    if (action === 'consent.record') {
      const asks = { services: 'skole', born: '2016-03', guardians: '2' }
      await askFamily(town, 'ingrid', { case: id }, asks)
      const consent = (await caseOf(town, id)).consents[0]?.id ?? ''
      const opened = cardOf(await town.open('ingrid', 'consent.record', { case: id, consent, unfold: 'yes' }))
      data = dataOf(opened, 'consent.record')
      typed = {
        ...valuesIn(opened),
        ...(await allAsked(town, { case: id, consent })),
        signedBy: 'guardian-1',
        childAsked: 'true',
      }
      await town.press('ingrid', 'consent.record', data, typed)
      expect((await caseOf(town, id)).consents[0]?.signed).toHaveLength(1)
    }
    const moved = { municipality: 'solvik', unit: 'ppt', service: 'ppt', accounts: [accountOf('ingrid')] }
    await town.store.importPeople([personToImport('Ingrid Lunde', moved)], town.app.ids)
    const answer = await town.press('ingrid', action ?? '', data, typed)
    expect(cardOf(answer)).toEqual(await repeatedAboveTheirs(town, 'ingrid'))
  })

  test('before it was remembered for what is used up all the same, and opens nothing', async () => {
    const town = await createTown()
    const id = await worry(town)
    const { once = '', ...data } = dataOf(
      cardOf(await town.open('ingrid', 'concern.talk', { case: id })),
      'concern.talk',
    )
    await town.read((tx) => tx.marks.set({ purpose: 'once', channel: 'test', tenant: 'fjordvik', key: once }, null))
    const again = await town.press('ingrid', 'concern.talk', { ...data, once }, { day: 'i dag', way: 'meeting' })
    expect(textOf(again)).toContain('Dette har jeg fått før')
    expect(await caseOf(town, id)).toMatchObject({ concern: { talkHeld: null } })
    const none = await town.press('nora', 'concern.talk', { once, case: 'case_none' })
    expect(await town.press('nora', 'concern.talk', { once, case: id })).toEqual(none)
    expect(await refusals(town, id, 'nora')).toEqual(['refused concern.talk'])
  })
})
