/** The accounts of people, as an administrator sees and changes them. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runAdmin } from '../../src/admin.ts'
import { wasUndone } from '../../src/app/act/index.ts'
import type { Config } from '../../src/config.ts'
import type { Account } from '../../src/ports.ts'
import { openStore } from '../../src/store/open.ts'
import { countingIds, personToImport } from '../support/people.ts'
import { saveTwo } from '../support/sample-case.ts'
import { temporaryFolder, testKeys } from '../support/temporary-store.ts'

const tenant = '00000000-0000-4000-9000-000000000001'
const id = (number: number) => `00000000-0000-4000-8000-00000000000${number}`
const entra = (number: number): Account => ({ channel: 'teams', tenant, user: id(number) })
const inSlack: Account = { channel: 'slack', tenant: 'T0FJORDVIK', user: 'U0INGRID' }

async function office() {
  const config: Config = {
    ...{
      host: '127.0.0.1',
      port: 0,
      database: join(temporaryFolder(), 'a.sqlite'),
      models: ['src/demo/fjordvik.yaml'],
    },
    ...{ masterKeys: testKeys, logLevel: 'silent', keepDays: 90, publicUrl: null, warnings: [] },
    channels: { teams: { access: 'unsigned' } },
  }
  const run = async (...args: string[]) => {
    const said: string[] = []
    const survey = () => ({ found: config, problems: [] })
    const code = await runAdmin(['accounts', ...args], { survey, print: (line) => said.push(line) })
    return { code, said }
  }
  const inStore = async <T>(work: (store: Awaited<ReturnType<typeof openStore>>) => Promise<T>) => {
    const store = await openStore({ path: config.database, keys: config.masterKeys })
    const done = await work(store)
    await store.close()
    return done
  }
  await inStore((store) =>
    store.importPeople(
      [
        personToImport('Ingrid Lunde', { accounts: [entra(1), inSlack] }),
        personToImport('Åse Vik', { accounts: [entra(2)], unit: 'ppt', roles: ['employee', 'leader'] }),
      ],
      countingIds(),
    ),
  )
  const accountsOf = (person: `person_${string}`) =>
    inStore((store) => store.transaction(async (tx) => (await tx.people.accountsOf(person)).map(({ user }) => user)))
  return { run, inStore, accountsOf }
}

test('whose accounts are whose is shown by a name, in any order and spelling', async () => {
  const { run } = await office()
  expect(await run('lunde', 'ingrid')).toEqual({
    code: 0,
    said: [
      'Ingrid Lunde (fjordvik/fjordvik-skole), skole, employee',
      `  slack T0FJORDVIK U0INGRID`,
      `  teams ${tenant} ${id(1)}`,
    ],
  })
  expect((await run('Aase')).said).toEqual([
    'Åse Vik (fjordvik/ppt), skole, employee leader',
    `  teams ${tenant} ${id(2)}`,
  ])
  expect(await run('Nobody')).toEqual({ code: 1, said: [expect.stringContaining('Nobody in the directory is called')] })
})

test('an account is taken away, with what becomes of what stands there', async () => {
  const { run, inStore, accountsOf } = await office()
  const place = { channel: 'teams', tenant, kind: 'personal', key: 'chat-1', address: 'a' } as const
  const message = { place, message: 'm1' }
  await inStore(async (store) => {
    await saveTwo(store.transaction, 'a', 'FJ-1001')
    await store.transaction(async (tx) => {
      await tx.places.remember(place, entra(1))
      await tx.shown.put({
        ...{ case: 'case_a', card: 'told', line: 'log-opened', subject: '', person: 'person_1', message, drawn: '' },
      })
      const when = { since: '2026-11-02T08:00:00.000Z', until: null, reads: '' }
      await tx.unfolded.put({ message, person: 'person_1', case: 'case_a', opens: null, ...when })
    })
  })
  expect(await run('unlink', 'teams', tenant, id(1))).toEqual({
    code: 0,
    said: [
      `teams ${tenant} ${id(1)} is no longer an account of Ingrid Lunde (fjordvik/fjordvik-skole).`,
      '1 message that was sent to it stays there as it is, and is not kept up to date any more; 1 in which content stands is folded when the bot starts.',
      'What waits to be sent to them goes to slack T0FJORDVIK U0INGRID.',
    ],
  })
  expect(await accountsOf('person_1')).toEqual(['U0INGRID'])
  await inStore((store) =>
    store.transaction(async (tx) => {
      expect(await tx.shown.at(message)).toBeNull()
      // Nor does the mail address of its person give it back.
      expect(await wasUndone(tx, entra(1), '2026-11-02T08:00:00.000Z')).toBe(true)
      expect(await tx.unfolded.ending('2999-01-01T00:00:00.000Z', 9)).toMatchObject([{ message }])
    }),
  )
  expect((await run('unlink', 'slack', 'T0FJORDVIK', 'U0INGRID')).said).toEqual([
    expect.stringContaining('is no longer an account of'),
    'Nothing was ever sent to it.',
    expect.stringMatching(/^They have no account left: .* npm run admin -- accounts give gives them one/),
  ])
  expect((await run('Ingrid')).said).toContain('  no account: nothing can be sent to them')
  expect(await run('unlink', 'teams', tenant, id(1))).toMatchObject({ code: 1 })
  // As it was recommended; an import would make somebody else of them.
  const given = ['give', 'teams', tenant, id(8), 'Ingrid', 'Lunde']
  expect(await run(...given)).toEqual({
    code: 0,
    said: [`Ingrid Lunde (fjordvik/fjordvik-skole) has the account teams ${tenant} ${id(8)}.`],
  })
  expect(await accountsOf('person_1')).toEqual([id(8)])
})

test('an account is given to one person alone, who has none', async () => {
  const { run, accountsOf } = await office()
  const none = 'Nothing was changed: '
  const give = async (...words: string[]) => (await run('give', ...words)).said
  expect(await give('teams', tenant, id(8), 'Ingrid')).toEqual([
    `${none}nobody active who is called Ingrid is without an account.`,
  ])
  expect(await give('teams', tenant, id(2), 'Ingrid')).toEqual([
    expect.stringMatching(/is an account of Åse Vik .* already\.$/),
  ])
  expect(await give('mail', 'a', 'b', 'Ingrid')).toEqual([`${none}there is no channel mail.`])
  expect(await give('teams', tenant, 'me', 'Ingrid')).toEqual([expect.stringMatching(/must each be an id/)])
  await run('unlink', 'teams', tenant, id(2))
  await run('unlink', 'teams', tenant, id(1))
  await run('unlink', 'slack', 'T0FJORDVIK', 'U0INGRID')
  expect(await give('teams', tenant, id(8), 'i')).toEqual([
    expect.stringMatching(/several are without an account: .*; /),
  ])
  expect(await accountsOf('person_1')).toEqual([])
})

test('an account takes the place of another, unless it is somebody’s or none', async () => {
  const { run, accountsOf } = await office()
  const from = ['replace', 'teams', tenant, id(1), tenant]
  expect(await run(...from, id(2))).toEqual({
    code: 1,
    said: [`Nothing was changed: teams ${tenant} ${id(2)} is an account of Åse Vik (fjordvik/ppt) already.`],
  })
  expect((await run(...from, 'me')).said).toEqual([
    expect.stringMatching(/^Nothing was changed: .* must each be an id/),
  ])
  expect(await run('replace', 'mail', 'a', 'b', 'c', 'd')).toMatchObject({ code: 1 })
  expect(await accountsOf('person_1')).toContain(id(1))
  expect(await run(...from, id(9))).toMatchObject({
    code: 0,
    said: expect.arrayContaining([
      `Ingrid Lunde (fjordvik/fjordvik-skole) has teams ${tenant} ${id(9)} in the place of teams ${tenant} ${id(1)}.`,
    ]),
  })
  expect((await accountsOf('person_1')).sort()).toEqual([id(9), 'U0INGRID'])
})

test('how it is used is said where it is not', async () => {
  const { run } = await office()
  for (const words of [[], ['unlink'], ['give', 'teams', tenant, id(1)], ['replace', 'teams', tenant, id(1)]])
    expect(await run(...words)).toMatchObject({
      code: 1,
      said: expect.arrayContaining([expect.stringMatching(/^Use: /)]),
    })
})
