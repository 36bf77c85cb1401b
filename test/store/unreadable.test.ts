/** What somebody has spoiled in the database keeps nobody else waiting, and is named by who looks for it. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import type { CaseId } from '../../src/core/ids.ts'
import { migrate, readMigrations } from '../../src/store/migrate.ts'
import { openStore, StoreRefused } from '../../src/store/open.ts'
import { addMeasure, caseOf, openLog } from '../app/story.ts'
import { temporaryFolder, testKeys } from '../support/temporary-store.ts'
import { createTown, type Town, textOf } from '../support/town.ts'
import { unfold } from '../support/unfolding.ts'

/** Two logs with a measure each, and everything said; `spoil` writes to the database behind the bot's back. */
async function twoLogs(): Promise<{ town: Town; first: CaseId; second: CaseId; ref: string }> {
  const town = await createTown()
  const logs: CaseId[] = []
  for (const day of ['2026-11-10', '2026-11-10']) {
    const id = await openLog(town)
    await addMeasure(town, id, { responsible: `person:${town.id('ingrid')}`, evaluationDay: day })
    logs.push(id)
  }
  await town.run()
  town.channel.tried.length = 0
  const [first, second] = logs
  if (!first || !second) throw new Error('there are no logs')
  return { town, first, second, ref: (await caseOf(town, second)).ref }
}

function spoil(town: Town, sql: string): void {
  const database = new Database(town.path)
  database.exec(sql)
  database.close()
}

describe('a case that cannot be read', () => {
  test('is reminded of no more, and everybody else is', async () => {
    const { town, first, ref } = await twoLogs()
    spoil(town, `update "case" set state = '{x' where id = '${first}'`)
    await town.until('2026-11-10')
    const reminded = town.channel.sent().filter(({ card }) => card.name === 'reminder')
    expect(reminded.map(({ card }) => textOf(card)).join()).toContain(ref)
    expect(town.log.filter(({ event }) => event === 'reminder.failed')[0]?.fields).toMatchObject({ case: first })
  })

  test('is missing in the list of cases, which shows the others', async () => {
    const { town, first, ref } = await twoLogs()
    spoil(town, `update "case" set state = '{x' where id = '${first}'`)
    for (const name of ['ingrid', 'terje'] as const) expect(textOf(await town.press(name, 'show.mine'))).toContain(ref)
    expect((await town.store.verifyAll()).faults).toMatchObject([{ where: first }])
    const said = town.log.filter(({ event }) => event === 'case.unreadable')
    expect([...new Set(said.map(({ fields }) => fields.case))]).toEqual([first])
  })
})

describe('what stands unfolded', () => {
  test.each(['opens', 'message'])('whose %s is spoiled keeps nothing else from being sent', async (column) => {
    const { town, first } = await twoLogs()
    await unfold(town, 'ingrid', 'show.case', { case: first })
    spoil(town, `update unfolded set ${column} = '{x'`)
    await town.until('2026-11-10')
    expect(town.channel.sent().filter(({ card }) => card.name === 'reminder')).not.toEqual([])
    expect(await town.read((tx) => tx.unfolded.nextAt())).toBeNull()
  })
})

describe('a time that is none', () => {
  test('of a case that next has something to say counts as come', async () => {
    const { town, first } = await twoLogs()
    spoil(town, `update "case" set next_at = 'zz' where id = '${first}'`)
    expect((await town.store.verifyAll()).faults).toMatchObject([
      { where: first, why: 'the moment at which it next has something to say is none' },
    ])
    await town.until('2026-11-10')
    const entries = await town.read((tx) => tx.cases.entries(first))
    expect(entries.filter(({ event }) => event.type === 'reminder.sent')).not.toEqual([])
    expect((await town.store.verifyAll()).faults).toEqual([])
  })

  test.each(["not_before = 'zzz'", "lease_until = '9999'"])(
    'of a row to be sent (%s) holds up nothing',
    async (set) => {
      const { town, first } = await twoLogs()
      await town.submit('ingrid', 'participant.add', { case: first }, { person: town.id('mari') })
      spoil(town, `update outbox set ${set} where status = 'waiting' and person = '${town.id('mari')}'`)
      expect((await town.store.verifyAll()).faults).toMatchObject([{ why: 'a time of a message that waits is none' }])
      await town.run()
      expect(town.channel.sent().map(({ to }) => to)).toContain('mari')
      expect((await town.store.verifyAll()).faults).toEqual([])
    },
  )
})

test('a row about a case there is not is dropped as such', async () => {
  const { town, first } = await twoLogs()
  await town.submit('ingrid', 'participant.add', { case: first }, { person: town.id('mari') })
  spoil(town, `update outbox set "case" = 'case_none' where status = 'waiting' and person = '${town.id('mari')}'`)
  await town.run()
  const dropped = town.log.filter(({ event }) => event === 'delivery.dropped')
  expect(dropped.map(({ fields }) => fields.kind)).toEqual(['no-case'])
})

test.each(['[1,2', '[1]', '[{}]'])('a letter about accounts that are none (%s) is dead at once', async (subject) => {
  const { town, first } = await twoLogs()
  await town.submit('ingrid', 'participant.add', { case: first }, { person: town.id('mari') })
  const waiting = `status = 'waiting' and person = '${town.id('mari')}'`
  spoil(town, `update outbox set card = 'paired', line = null, subject = '${subject}' where ${waiting}`)
  await town.run()
  expect(await town.read((tx) => tx.outbox.dead(5))).toMatchObject([{ card: 'paired', reason: 'unknown' }])
})

test('a database that is half migrated is refused with a sentence, and left as it was', async () => {
  const path = join(temporaryFolder(), 'half.sqlite')
  const half = new Database(path)
  migrate(half, readMigrations().slice(0, 2))
  half.exec('create table mark (x)')
  half.close()
  const refused = await openStore({ path, keys: testKeys }).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(StoreRefused)
  expect(String(refused)).toMatch(/table mark already exists.*restore it from a backup/)
  const after = new Database(path)
  expect(after.prepare('select max(number) from migration').pluck().get()).toBe(2)
  after.close()
})
