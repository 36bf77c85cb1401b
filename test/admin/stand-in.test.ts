/** Who leads in whose place, as an administrator sees and ends it. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runAdmin } from '../../src/admin.ts'
import type { Config } from '../../src/config.ts'
import type { StandIn } from '../../src/ports.ts'
import { openStore } from '../../src/store/open.ts'
import { countingIds, personToImport } from '../support/people.ts'
import { temporaryFolder, testKeys } from '../support/temporary-store.ts'

const tenant = '00000000-0000-4000-9000-000000000001'
const entra = (number: number) => ({ channel: 'teams', tenant, user: `00000000-0000-4000-8000-00000000000${number}` })
const school: StandIn = {
  ...{ municipality: 'fjordvik', unit: 'fjordvik-skole', service: 'skole' },
  ...{ leader: 'person_1', person: 'person_3', from: '2099-11-02', until: '2099-11-06' },
}

async function office() {
  const config: Config = {
    ...{ host: '127.0.0.1', port: 0, database: join(temporaryFolder(), 'a.sqlite') },
    ...{ models: ['src/demo/fjordvik.yaml'], masterKeys: testKeys, logLevel: 'silent', keepDays: 90 },
    ...{ publicUrl: null, warnings: [], channels: { teams: { access: 'unsigned' } } },
  }
  const run = async (...args: string[]) => {
    const said: string[] = []
    const survey = () => ({ found: config, problems: [] })
    const code = await runAdmin(['stand-in', ...args], { survey, print: (line) => said.push(line) })
    return { code, said }
  }
  const store = await openStore({ path: config.database, keys: config.masterKeys })
  const leader = { roles: ['employee', 'leader'] } as const
  await store.importPeople(
    [
      personToImport('Terje Aas', { accounts: [entra(1)], roles: [...leader.roles] }),
      personToImport('Terje Vik', { accounts: [entra(2)], roles: [...leader.roles] }),
      personToImport('Mari Holm', { accounts: [entra(3)] }),
    ],
    countingIds(),
  )
  const noted = { at: '2026-11-02T08:00:00.000Z', by: 'person_1' } as const
  await store.transaction(async (tx) => {
    await tx.standIns.put(school, noted)
    await tx.standIns.put({ ...school, leader: 'person_2' }, { ...noted, by: 'person_2' })
    await tx.standIns.begun(school, { ...noted, by: 'system' })
  })
  await store.close()
  return run
}

const first = 'fjordvik\tfjordvik-skole\tTerje Aas\tMari Holm\t2099-11-02\t2099-11-06'
const second = first.replace('Aas', 'Vik')

test('who leads in whose place is listed, one is ended, and the log says who did', async () => {
  const run = await office()
  expect(await run()).toEqual({ code: 0, said: [`${first}\tbegun`, `${second}\tnot begun`] })
  expect(await run('end', 'fjordvik', 'fjordvik-skole', 'aas', 'terje')).toEqual({
    code: 0,
    said: [
      'Mari Holm leads fjordvik fjordvik-skole in the place of Terje Aas no more.',
      'What waits for a leader there waits for those there are now, or for KE where none of them can act. Terje Aas is told as soon as the bot runs.',
    ],
  })
  expect((await run()).said).toEqual([`${second}\tnot begun`])
  const { said } = await run('--log')
  expect(said.map((line) => line.replace(/^\S+\t/, ''))).toEqual([
    `named\t${first}\tTerje Aas`,
    `named\t${second}\tTerje Vik`,
    `begun\t${first}\tsystem`,
    `ended\t${first}\tadministrator\tan administrator ended it`,
  ])
})

test('one that is not there, or is meant by no name alone, changes nothing', async () => {
  const run = await office()
  const before = (await run()).said
  for (const [args, why] of [
    [['end', 'fjordvik', 'ppt', 'Terje', 'Aas'], 'no leader called Terje Aas has'],
    [['end', 'fjordvik', 'fjordvik-skole', 'Mari'], 'no leader called Mari has'],
    [['end', 'fjordvik', 'fjordvik-skole', 'Terje'], 'more than one leader called Terje has'],
    [['end', 'fjordvik'], 'Use: npm run admin -- stand-in'],
    [['terje'], 'Use: npm run admin -- stand-in'],
  ] as const) {
    const { code, said } = await run(...args)
    expect(code).toBe(1)
    expect(said[0]).toContain(why)
  }
  expect((await run()).said).toEqual(before)
})
