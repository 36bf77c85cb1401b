/** Who has looked at a case, told at the machine: each look and each refusal, by name and time, and that somebody asked for it. */
import { expect, test } from 'vitest'
import { accessAt } from '../../src/admin/access.ts'
import { openLog, worry } from '../app/story.ts'
import { type FamilyTown, familyTown } from '../support/family-town.ts'

async function run(town: FamilyTown, ...args: string[]) {
  const said: string[] = []
  const code = await accessAt(town.app, town.store, (line) => said.push(line), args)
  return { code, said }
}

test('is told look by look, refusals too, and never of a report to child welfare', async () => {
  const town = await familyTown()
  const id = await openLog(town, { services: ['ppt'] })
  await town.submit('ingrid', 'report.record', { case: id }, { day: '2026-11-02' })
  await town.press('ingrid', 'show.plan', { case: id })
  const look = { at: town.app.clock.now(), case: id, verdict: 'read' } as const
  await town.read(({ access }) =>
    access.log({ ...look, person: town.id('terje'), what: 'report.record', roles: ['leader'] }),
  )
  await town.press('sara', 'show.case', { case: id })
  const { code, said } = await run(town, 'fj-1001')
  expect(code).toBe(0)
  const opened = said.filter((line) => line.includes('\tIngrid Lunde\t'))
  expect(
    opened.some((line) => /^2026-11-02 \d\d:\d\d\tread\tIngrid Lunde\t.*\tGoals, measures and notes$/.test(line)),
  ).toBe(true)
  expect(said.some((line) => line.includes('\trefused\t'))).toBe(true)
  expect(said.join('\n')).not.toMatch(/child welfare|report|often alone/i)
  expect(said.at(-1)).toMatch(/^\d+ looks at FJ-1001, 1 of them refused\.$/)
  const again = await run(town, 'FJ-1001')
  expect(again.said.at(-2)).toContain('read\twhoever runs Stafett')
})

test('is none of what is not there', async () => {
  const town = await familyTown()
  await worry(town)
  expect(await run(town, 'FJ-9999')).toEqual({ code: 1, said: ['There is no case FJ-9999.'] })
  expect((await run(town)).code).toBe(1)
})
