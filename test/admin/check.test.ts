/** One list of what is right and what is not, in which nothing that is wrong hides anything else, and by which nothing is changed. */
import { spawnSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runAdmin } from '../../src/admin.ts'
import { surveySettings } from '../../src/config.ts'
import { openDatabase } from '../../src/store/database.ts'
import { migrate, readMigrations } from '../../src/store/migrate.ts'
import { openStore } from '../../src/store/open.ts'
import { saveTwo } from '../support/sample-case.ts'
import { temporaryFolder, testKeys } from '../support/temporary-store.ts'

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64')

function office(more: Record<string, string> = {}) {
  const folder = temporaryFolder()
  const path = join(folder, 'a.sqlite')
  const settings = {
    ...{ STAFETT_MODELS: 'src/demo/fjordvik.yaml', STAFETT_DATABASE: path, STAFETT_MASTER_KEY: `1:${key(1)}` },
    ...{ STAFETT_DANGEROUSLY_ACCEPT_UNSIGNED_TEAMS: 'yes', ...more },
  }
  const run = async (...args: string[]) => {
    const said: string[] = []
    const code = await runAdmin(args, { survey: () => surveySettings(settings), say: (line) => said.push(line) })
    return { code, said }
  }
  const stands = () => readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString('base64')])
  return { folder, path, settings, stands, run, check: () => run('check') }
}

/** The lines with that mark, without it. */
const marked = (mark: string, said: string[]) =>
  said.filter((line) => line.startsWith(mark)).map((line) => line.slice(mark.length).trim())

describe('npm run admin -- check', () => {
  it('finds nothing wrong where all is right, and changes nothing', async () => {
    const { run, check, stands } = office()
    expect((await check()).code).toBe(0)
    expect(stands()).toEqual([])
    await run('import', 'src/demo/people.csv')
    const before = stands()
    const { code, said } = await check()
    expect([code, said.at(-1)]).toEqual([0, 'Nothing is wrong.'])
    expect(marked('ok', said)).toEqual([
      'settings: they fit together, for Teams',
      'model of Fjordvik kommune: can be used',
      expect.stringMatching(/^database .*: whole, can be written, of this version's schema/),
      'key: opens what is stored (version 1)',
      'people: 7 active',
      'manifest/teams/manifest.json: whole',
    ])
    expect(marked('note', said)).toEqual([expect.stringContaining('no active leader in fjordvik/digitalisering')])
    expect(stands()).toEqual(before)
  })

  it('goes on after what is wrong, and gives no secret away', async () => {
    const { path, check } = office({
      ...{ STAFETT_PORT: 'x', STAFETT_MODELS: 'src/demo', STAFETT_MASTER_KEY: `1:${key(2)}` },
      ...{ STAFETT_SLACK_SIGNING_SECRET: 'signing-secret', STAFETT_SLACK_BOT_TOKEN: 'xoxb-very-secret' },
      STAFETT_PUBLIC_URL: 'http://127.0.0.1:3978',
    })
    const store = await openStore({ path, keys: testKeys })
    await saveTwo(store.transaction, 'a', 'FJ-1001')
    await store.close()
    const { code, said } = await check()
    expect([code, said.at(-1)]).toEqual([1, '4 things are wrong.'])
    expect(marked('wrong', said)).toEqual([
      'STAFETT_PORT must be a number from 0 to 65535',
      'src/demo:1 is a folder (EISDIR): name the model file in it',
      'Master key 1 is not the one this database was used with before.',
      expect.stringContaining('STAFETT_PUBLIC_URL must begin with https:// for Slack'),
    ])
    expect(said.join()).not.toMatch(/secret/)
    for (const byte of [1, 2]) expect(said.join()).not.toContain(key(byte))
  })

  it('tells of a database that the next start will migrate, and leaves it as it is', async () => {
    const { path, check, stands } = office()
    const database = openDatabase(path)
    migrate(database, readMigrations().slice(0, 1))
    database.close()
    const before = stands()
    const { code, said } = await check()
    expect(code).toBe(0)
    expect(marked('note', said)).toContainEqual(
      expect.stringContaining(`would be migrated from 1 to ${readMigrations().length} at the next start`),
    )
    expect(stands()).toEqual(before)
  })

  it('looks at a database somebody has open, with what they have just saved', async () => {
    const { run, path, check } = office()
    await run('import', 'src/demo/people.csv')
    const store = await openStore({ path, keys: testKeys })
    const [ingrid] = (await store.people()).filter(({ name }) => name === 'Ingrid Lunde')
    await store.transaction((tx) => tx.people.setLang(ingrid?.id ?? 'person_', 'nn'))
    const { code, said } = await check()
    expect(code).toBe(0)
    expect(marked('note', said)).toContainEqual(expect.stringContaining(`in use by process ${process.pid}`))
    expect(marked('ok', said)).toContain('people: 7 active')
    await store.close()
  })

  it('says what a start would be refused for', async () => {
    const { path, run, check } = office()
    await run('import', 'src/demo/people.csv')
    const bytes = readFileSync(path)
    truncateSync(path, 20_000)
    expect(marked('wrong', (await check()).said)).toEqual([expect.stringContaining('is damaged (SQLITE_CORRUPT)')])
    writeFileSync(path, 'no database at all '.repeat(100))
    expect(marked('wrong', (await check()).said)).toEqual([expect.stringContaining('is not a SQLite database')])
    writeFileSync(path, bytes)
    expect((await check()).code).toBe(0)
  })

  it('wants of Slack what the model and the settings ask for', async () => {
    const { folder, check, settings } = office({
      ...{ STAFETT_SLACK_SIGNING_SECRET: 's', STAFETT_SLACK_BOT_TOKEN: 'xoxb-1' },
      STAFETT_PUBLIC_URL: 'https://stafett.fjordvik.example',
    })
    settings.STAFETT_MODELS = join(folder, 'model.yaml')
    const byEmail = `${readFileSync('src/demo/fjordvik.yaml', 'utf8')}\nidentity:\n  emailFrom: [T0FJORDVIK]\n`
    writeFileSync(settings.STAFETT_MODELS, byEmail)
    expect((await check()).said).toContainEqual(
      expect.stringMatching(/slack\/manifest\.json: whole.*--address https:\/\/stafett\.fjordvik\.example --email$/),
    )
  })

  it.each([
    ['teams', 'WEBSITE_URL', 'WEB', `nothing fills \${{WEB}}`],
    ['teams', '"bots"', '"robots"', 'lacks a part'],
    ['slack', '"links:read",', '', 'the scopes links:read are missing'],
    ['slack', '"oauth_config"', '"oauth"', 'lacks a part'],
    ['slack', '{', '', 'is not JSON'],
  ])('finds a manifest of %s that is not whole: %s', (channel, whole, broken, told) => {
    const { folder, settings } = office({ STAFETT_SLACK_SIGNING_SECRET: 's', STAFETT_SLACK_BOT_TOKEN: 'xoxb-1' })
    for (const part of ['src', 'cards', 'manifest', 'package.json'])
      cpSync(part, join(folder, part), { recursive: true })
    symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'))
    const path = join(folder, 'manifest', channel, 'manifest.json')
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace(whole, () => broken),
    )
    const ran = spawnSync(process.execPath, ['src/admin.ts', 'check'], { cwd: folder, env: settings, encoding: 'utf8' })
    expect(ran).toMatchObject({ status: 1, stderr: '' })
    expect(marked('wrong', ran.stdout.split('\n'))).toEqual([
      `manifest/${channel}/manifest.json: ${told}: restore it from the version you run`,
    ])
  })
})
