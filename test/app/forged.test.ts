/** What comes back with a button is not believed: no card is shown to whoever it is not for. */
import { describe, expect, test } from 'vitest'
import { municipalityOf } from '../../src/app/app.ts'
import { due } from '../../src/core/deadline.ts'
import type { CaseId } from '../../src/core/ids.ts'
import { personToImport } from '../support/people.ts'
import { accountOf, createTown, type Name, type Town, textOf } from '../support/town.ts'
import { addMeasure, caseOf, consent, openLog, propose, worry } from './story.ts'

type Asked = { town: Town; id: CaseId; question: string }

/** Nora is asked anonymously what she would do. */
async function asked(): Promise<Asked> {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.ask', { case: id }, { person: town.id('nora'), text: 'What would you do?' })
  return { town, id, question: (await caseOf(town, id)).concern.questions[0]?.id ?? '' }
}

/** A log with something of every kind: Mari is offered the baton, and Nora was asked before it opened. */
async function withEverything(): Promise<Asked> {
  const { town, id, question } = await asked()
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
  await consent(town, id, { services: ['skole'] })
  await addMeasure(town, id, { responsible: 'home' })
  await addMeasure(town, id, { responsible: `person:${town.id('ingrid')}`, evaluationDay: '2026-11-17' })
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-20' })
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('mari') })
  await propose(town, id)
  await town.run()
  return { town, id, question }
}

/** Every card that could have been pressed, as a button says it: what is due, what no longer is, and the others. */
async function letters(town: Town, id: CaseId): Promise<string[]> {
  const state = await caseOf(town, id)
  const { model, calendar } = municipalityOf(town.app, state.municipality)
  const keys = due(state, town.app.clock.now(), { policy: model.policy, calendar }).map(({ key }) => key)
  expect(keys.length).toBeGreaterThan(1)
  const over = [
    'measure-due:measure_x:2026-10-01',
    'no-holder::2026-10-01',
    'handover-unanswered:handover_x:2026-10-01',
  ]
  return [
    ...[...keys, ...over].flatMap((key) => [`reminder|${key}`, `breach|${key}`]),
    ...state.proposals.map((proposal) => `proposal|${proposal.id}`),
    ...(state.handOver ? [`hand-over|${state.handOver.id}`] : []),
    ...state.concern.questions.map((one) => `anonymous-question|${one.id}`),
    'plan',
  ]
}

/** Everything somebody is shown who says that they came from that card. */
async function seenFrom({ town, id, question }: Asked, name: Name, back: string): Promise<string> {
  const data = { case: id, question, back }
  const shown = [await town.press(name, 'form.cancel', data), await town.open(name, 'concern.answer', data)]
  return textOf([...shown, await town.press(name, 'concern.answer', data, { text: '' })])
}

const told = ['FJ-1001', 'Ingrid', 'Kaia']

describe('whoever says that they came from a card they were never sent', () => {
  test('learns nothing by having been asked anonymously, before a log is open and after it', async () => {
    for (const here of [await asked(), await withEverything()]) {
      for (const back of await letters(here.town, here.id)) {
        const seen = await seenFrom(here, 'nora', back)
        for (const word of told) expect(seen, back).not.toContain(word)
      }
      const { town, id, question } = here
      const answered = { case: id, question, back: (await letters(town, id))[0] ?? '' }
      const answer = await town.press('nora', 'concern.answer', answered, { text: 'Go for a walk' })
      for (const word of told) expect(textOf(answer)).not.toContain(word)
      expect((await caseOf(town, id)).concern.questions[0]?.answer).not.toBeNull()
    }
  })

  test.each(['jonas', 'per', 'eli'] as const)('learns nothing without a part in the case (%s)', async (name) => {
    for (const here of [await asked(), await withEverything()]) {
      for (const back of await letters(here.town, here.id)) {
        const seen = await seenFrom(here, name, back)
        for (const word of told) expect(seen, back).not.toContain(word)
      }
    }
  })

  test('sees by being offered the baton what waits for them, and nothing else', async () => {
    const here = await withEverything()
    const theirs = ['hand-over|', 'reminder|handover-unanswered', 'breach|handover-unanswered']
    const all = await letters(here.town, here.id)
    const shown: string[] = []
    for (const back of all) {
      const seen = textOf(await here.town.press('mari', 'form.cancel', { case: here.id, back }))
      if (seen.includes('FJ-1001')) shown.push(back)
    }
    const { handOver } = await caseOf(here.town, here.id)
    expect(shown.sort()).toEqual(
      all
        .filter((back) => theirs.some((start) => back.startsWith(start)) && back.includes(handOver?.id ?? 'none'))
        .sort(),
    )
    expect(shown).toHaveLength(3)
    expect(here.town.log.filter(({ level }) => level === 'error')).toEqual([])
  })
})

test.each(['mari', 'nora'] as const)('%s, who works in another municipality now, learns nothing more', async (name) => {
  const here = await withEverything()
  const { town, id } = here
  const staff = { municipality: 'solvik', unit: 'fjordvik-skole', service: 'skole', accounts: [accountOf(name)] }
  await town.store.importPeople([personToImport(name === 'mari' ? 'Mari Holm' : 'Nora Vik', staff)], town.app.ids)
  expect((await town.read((tx) => tx.people.get(town.id(name))))?.municipality).toBe('solvik')
  for (const back of await letters(town, id)) {
    const seen = await seenFrom(here, name, back)
    for (const word of [...told, 'What would you do?']) expect(seen, back).not.toContain(word)
  }
})

test('whoever offered the baton, and has no part in the case any more, learns not how it was answered', async () => {
  const here = await withEverything()
  const { town, id } = here
  const back = `hand-over|${(await caseOf(town, id)).handOver?.id}`
  const moved = { unit: 'ppt', service: 'ppt', accounts: [accountOf('ingrid')] }
  await town.store.importPeople([personToImport('Ingrid Lunde', moved)], town.app.ids)
  const seen = await seenFrom(here, 'ingrid', back)
  for (const word of ['FJ-1001', 'Mari']) expect(seen).not.toContain(word)
})

test('whoever declined the baton, and has no part in the case, learns not how it went on', async () => {
  const town = await createTown()
  const id = await openLog(town, { services: ['ppt'] })
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('jonas') })
  const handOver = (await caseOf(town, id)).handOver?.id ?? ''
  const data = { case: id, handOver, back: `hand-over|${handOver}` }
  const { levels } = municipalityOf(town.app, 'fjordvik').model.names
  const [before = '', after = ''] = [levels[2]?.nb, levels[3]?.nb]
  expect(textOf(await town.press('jonas', 'form.cancel', data))).toContain(before)
  await town.submit('jonas', 'baton.decline', data, { reason: '' })
  const proposal = await propose(town, id, 'ingrid', { to: '3' })
  await town.submit(
    'terje',
    'level.decide',
    { case: id, proposal, approve: 'yes' },
    { reason: 'Yes', topic: 'learning', meetingDay: '2026-11-02', parentsTookPart: 'true', childAsked: 'true' },
  )
  expect((await caseOf(town, id)).level).toBe(3)
  const seen = textOf(await town.press('jonas', 'form.cancel', data))
  expect(seen).toContain(before)
  expect(seen).not.toContain(after)
})

test('whoever still has a task, in a service whose consent has run out, learns nothing more of it', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:2', services: 'ppt' })
  await consent(town, id, { services: ['ppt'], until: '2026-11-20' })
  await consent(town, id, { services: ['skole'] })
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('jonas') })
  await addMeasure(town, id, { responsible: `person:${town.id('jonas')}` })
  const here = { town, id, question: '' }
  const theirs = (await letters(town, id)).filter((back) => back.startsWith('reminder|measure-due'))
  expect(await seenFrom(here, 'jonas', theirs[0] ?? '')).toContain('FJ-1001')
  town.setClock('2026-11-23T08:00:00.000Z')
  for (const back of await letters(town, id)) {
    const seen = await seenFrom(here, 'jonas', back)
    for (const word of told) expect(seen, back).not.toContain(word)
  }
})

test('what is told of a case reaches nobody whose only part in it is left to be an anonymous question', async () => {
  const { town, id } = await withEverything()
  await town.run()
  const before = town.channel.sent().length
  const line = { card: 'told', line: 'case-closed', subject: '' } as const
  const row = { id: 'out_x', case: id, verb: 'direct', person: town.id('nora'), message: null, origin: null } as const
  await town.read((tx) => tx.outbox.put([{ ...row, ...line, lane: 'x', madeAt: town.app.clock.now() }]))
  await town.run()
  expect(town.channel.sent()).toHaveLength(before)
  expect(town.log.filter(({ event }) => event === 'delivery.dropped').at(-1)?.fields).toMatchObject({
    kind: 'no-access',
  })
})
