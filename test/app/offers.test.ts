/** What each is offered: on the case's card the most pressing first, in the menu all of it, beside a thing what it can take. */
import { expect, test } from 'vitest'
import type { Card } from '../../cards/card.ts'
import type { CaseId } from '../../src/core/ids.ts'
import { actionsOn, cardOf, createTown, type Name, type Texts, type Town, wholeMenu } from '../support/town.ts'
import { addMeasure, caseOf, logWithJonas, openLog, propose, worry } from './story.ts'

const shown = async (town: Town, name: Name, action: string, data: Texts) =>
  cardOf(await town.press(name, action, data))
const section = (town: Town, name: Name, id: CaseId, of: string) =>
  shown(town, name, 'show.plan', { case: id, section: of, start: '0' })

/** The commands on a card, with the way each begins. */
function commandsOn(card: Card): string[] {
  const rows = card.blocks.flatMap((block) => (block.kind === 'row' ? [block.button] : []))
  return [...rows, ...card.buttons].flatMap(({ kind, action }) =>
    /^(show|form)\./.test(action) ? [] : `${kind} ${action}`,
  )
}

/** One of each thing that a plan holds. */
async function fullPlan(town: Town): Promise<CaseId> {
  const id = await logWithJonas(town)
  const about = { text: 'A word', topic: 'learning' }
  await addMeasure(town, id, { responsible: 'home' })
  await town.submit('ingrid', 'follow-up.add', { case: id }, { ...about, responsible: 'home', day: '2026-11-20' })
  await town.submit('ingrid', 'transition.plan', { case: id }, { to: 'skole', day: '2027-01-20' })
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-20' })
  await town.submit('ingrid', 'note.add', { case: id }, about)
  await town.submit('ingrid', 'goal.set', { case: id }, about)
  return id
}

test('a wondering offers what is most pressing first and marks it alone; that a report was made stands in the menu', async () => {
  const town = await createTown()
  const id = await worry(town)
  const card = await shown(town, 'ingrid', 'show.case', { case: id })
  const row = card.blocks.find((block) => block.kind === 'row')
  expect(row?.kind === 'row' && [row.button.action, row.button.style]).toEqual(['concern.talk', 'primary'])
  expect(card.buttons.map(({ action, style }) => [action, style])).toEqual([
    ['concern.conclude', undefined],
    ['concern.ask', undefined],
    ['show.report-help', undefined],
    ['show.menu', undefined],
  ])
  expect(actionsOn(await wholeMenu(town, 'ingrid', { case: id }))).toContain('report.record')
})

test('a log offers four things at most, its plan and a proposal that waits among them, and the way to everything else', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  const offered = async () => actionsOn(await shown(town, 'ingrid', 'show.case', { case: id })).sort()
  const ways = ['show.menu', 'show.mine', 'show.plan']
  // What the card says is missing comes before what else there is time for.
  expect(await offered()).toEqual(['goal.set', 'measure.add', 'meeting.set', 'note.add', ...ways])
  await addMeasure(town, id, { responsible: 'home' })
  const earlier = await propose(town, id, 'jonas', { to: '3' })
  expect(await offered()).toEqual(['goal.set', 'measure.add', 'meeting.set', ...ways, 'show.proposal'])
  await town.press('jonas', 'level.withdraw', { case: id, proposal: earlier })
  await town.submit('ingrid', 'goal.set', { case: id }, { text: 'Reads alone', topic: 'learning' })
  expect(await offered()).toEqual(['level.propose', 'measure.add', 'meeting.set', 'note.add', ...ways])
  const proposal = await propose(town, id, 'jonas', { to: '3' })
  expect(await offered()).toEqual([
    'measure.add',
    'meeting.set',
    'note.add',
    'show.menu',
    'show.mine',
    'show.plan',
    'show.proposal',
  ])
  const card = await shown(town, 'ingrid', 'show.case', { case: id })
  const way = [...card.buttons].find(({ action }) => action === 'show.proposal')
  expect(way?.data ?? {}).toEqual({ case: id, proposal })
})

test('whoever takes part is not offered what the holder and the leader decide', async () => {
  const town = await createTown()
  const id = await fullPlan(town)
  const theirs = [
    'consent.request',
    'baton.offer',
    'baton.deputize',
    'participant.add',
    'transition.plan',
    'case.close',
  ]
  const menu = async (name: Name) => actionsOn(await wholeMenu(town, name, { case: id }))
  for (const name of ['ingrid', 'terje'] as const) expect(await menu(name)).toEqual(expect.arrayContaining(theirs))
  expect(await menu('jonas')).toContain('measure.add')
  for (const action of theirs) expect(await menu('jonas')).not.toContain(action)
  expect(commandsOn(await section(town, 'ingrid', id, 'notes'))).toContain('open note.correct')
  expect(commandsOn(await section(town, 'jonas', id, 'notes'))).not.toContain('open note.correct')
})

test('KE, to whom a case is brought, is offered to advise and to put off, and neither plan nor menu', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-03' })
  await town.until('2026-12-10')
  expect(actionsOn(await shown(town, 'sara', 'show.case', { case: id }))).toEqual([
    ...['reminder.postpone', 'show.mine', 'case.advise', 'case.recuse', 'show.report-help'],
  ])
  expect((await shown(town, 'sara', 'show.plan', { case: id })).name).toBe('refusal')
  expect((await shown(town, 'sara', 'show.menu', { case: id })).name).toBe('refusal')
  expect(commandsOn(await section(town, 'ingrid', id, 'meetings'))).toContain('open meeting.hold')
})

test('the menu shows what comes next after the card, then groups of seven at most; of what is not known, the menu itself', async () => {
  const town = await createTown()
  const id = await fullPlan(town)
  const rows = (card: Card) => card.blocks.flatMap((block) => (block.kind === 'row' ? [block.button] : []))
  for (const name of ['ingrid', 'terje', 'jonas'] as const) {
    const card = await shown(town, name, 'show.case', { case: id })
    const menu = await shown(town, name, 'show.menu', { case: id })
    const likely = rows(menu).filter(({ action }) => action !== 'show.menu')
    expect(likely.length).toBeGreaterThan(0)
    expect(likely.length).toBeLessThanOrEqual(7)
    for (const { action } of likely) expect(card.buttons.map((one) => one.action)).not.toContain(action)
    const groups = rows(menu).filter(({ action }) => action === 'show.menu')
    expect(groups.length).toBeGreaterThan(3)
    expect(groups.length).toBeLessThanOrEqual(7)
    for (const { data } of groups) {
      const group = await shown(town, name, 'show.menu', data)
      expect(rows(group).length).toBeGreaterThan(0)
      expect(rows(group).length).toBeLessThanOrEqual(7)
      expect(await shown(town, name, 'show.menu', group.buttons[0]?.data ?? {})).toEqual(menu)
    }
    expect(await shown(town, name, 'show.menu', { case: id, group: 'none-such' })).toEqual(menu)
  }
  const offeredFirst = rows(await shown(town, 'ingrid', 'show.menu', { case: id })).map(({ action }) => action)
  expect(offeredFirst).toEqual(expect.arrayContaining(['participant.add', 'baton.offer']))
})

const settles = {
  goals: ['press goal.finish', 'press goal.finish', 'open goal.evaluate'],
  measures: ['open measure.evaluate', 'open measure.postpone', 'open measure.reassign'],
  'follow-ups': ['press follow-up.done', 'open follow-up.postpone', 'open follow-up.reassign'],
  meetings: ['open meeting.postpone', 'open meeting.change', 'open meeting.cancel'],
  notes: ['open note.correct'],
  transitions: ['open transition.meet', 'open transition.call-off'],
}

test.each(Object.entries(settles))(
  'beside each of the %s stands what settles it first; of a closed log, nothing',
  async (of, all) => {
    const town = await createTown()
    const id = await fullPlan(town)
    const beside = async () =>
      commandsOn(await section(town, 'ingrid', id, of)).filter((one) => !/\.(set|add)$/.test(one))
    expect(await beside()).toEqual(all)
    await town.submit('ingrid', 'case.close', { case: id }, { reason: 'goal-reached' })
    expect(await caseOf(town, id)).toMatchObject({ status: 'closed' })
    expect(commandsOn(await section(town, 'ingrid', id, of))).toEqual([])
  },
)

test('a closed log can be taken up again, its consent taken back, its address be secret, who has responsibility be said, one be disqualified, and nothing else', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('ingrid', 'case.close', { case: id }, { reason: 'goal-reached' })
  const all = ['open case.reopen', 'open consent.withdraw']
  expect(commandsOn(await shown(town, 'ingrid', 'show.case', { case: id })).sort()).toEqual(all)
  const menu = commandsOn(await wholeMenu(town, 'ingrid', { case: id }))
  const rest = ['open case.recuse', 'open case.reopen', 'open case.shield', 'open consent.name-signers']
  expect(menu.sort()).toEqual([...rest, 'open consent.withdraw'])
})
