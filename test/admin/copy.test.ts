/** A copy made at the machine: judged as on the page, written down as whose it is, and never over a file that is there. */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { copyAt } from '../../src/admin/copy.ts'
import { openLog, takenBack, worry } from '../app/story.ts'
import { type FamilyTown, familyTown } from '../support/family-town.ts'
import { readPdf } from '../support/read-pdf.ts'
import { temporaryFolder } from '../support/temporary-store.ts'
import { textOf } from '../support/town.ts'

async function run(town: FamilyTown, ...args: string[]) {
  const said: string[] = []
  const code = await copyAt(town.app, town.store, (line) => said.push(line), args)
  return { code, said: said.join('\n') }
}

test('holds what it is for, is read by nobody else, and everybody who may learns that it was made', async () => {
  const town = await familyTown()
  const id = await openLog(town, { services: ['ppt'] })
  await town.submit('ingrid', 'goal.set', { case: id }, { topic: 'health', text: 'Sover godt' })
  await town.submit('ingrid', 'report.record', { case: id }, { day: '2026-11-02' })
  const folder = temporaryFolder()
  const out = join(folder, 'a.pdf')
  expect((await run(town, 'fj-1001', '--for', 'archive', '--out', out)).code).toBe(0)
  const { text } = await readPdf(readFileSync(out))
  for (const words of ['Sover godt', 'often alone', 'den som drifter Stafett']) expect(text).toContain(words)
  expect(text.toLowerCase()).not.toContain('barnevern')
  expect(statSync(out).mode & 0o777).toBe(0o600)
  const data = join(folder, 'a.json')
  expect((await run(town, 'FJ-1001', '--for', 'family:guardian-1', '--out', data, '--lang', 'uk')).code).toBe(0)
  expect(JSON.parse(readFileSync(data, 'utf8'))).toMatchObject({ for: 'family', language: 'uk' })
  await expect(run(town, 'FJ-1001', '--for', 'archive', '--out', out)).rejects.toThrow('EEXIST')
  expect(textOf(await town.press('ingrid', 'show.readers', { case: id }))).toContain('den som drifter Stafett')
})

test('is none of what is sealed, only wondered about, not there, or for nobody', async () => {
  const town = await familyTown()
  const id = await openLog(town)
  await worry(town)
  const folder = temporaryFolder()
  const tried = (...args: string[]) => run(town, ...args, '--out', join(folder, 'x.pdf'))
  for (const args of [
    ['FJ-1002', '--for', 'archive'],
    ['FJ-9999', '--for', 'archive'],
    ['FJ-1001', '--for', 'referral:ppt'],
    ['FJ-1001', '--for', 'archive', '--lang', 'ar'],
    ['FJ-1001', '--for', 'family:self'],
    ['FJ-1001'],
  ])
    expect((await tried(...args)).code, args.join(' ')).toBe(1)
  await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
  expect((await tried('FJ-1001', '--for', 'archive')).code).toBe(1)
})
