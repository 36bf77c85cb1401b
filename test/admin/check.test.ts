/** One list of what is right and what is not, in which nothing that is wrong hides anything else, and by which nothing is changed. */
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { runAdmin } from '../../src/admin.ts'
import { surveySettings } from '../../src/config.ts'
import { openDatabase } from '../../src/store/database.ts'
import { migrate, readMigrations } from '../../src/store/migrate.ts'
import { openStore } from '../../src/store/open.ts'
import { keyPair } from '../support/key-pair.ts'
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
    const code = await runAdmin(args, { survey: () => surveySettings(settings), print: (line) => said.push(line) })
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
    expect(marked('note', said)).toEqual([
      expect.stringMatching(/^Teams: requests need no signature, .* for a demonstration/),
      expect.stringContaining('no active leader in fjordvik/digitalisering'),
    ])
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
      'src/demo is a folder (EISDIR): name the model file in it',
      'Master key 1 is not the one this database was used with before: set that one, from the copy that is kept apart.',
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
    const other = new Database(path)
    other.prepare("update person set active = 0 where name = 'Ingrid Lunde'").run()
    const { code, said } = await check()
    expect(code).toBe(0)
    expect(marked('note', said)).toContainEqual(expect.stringContaining(`in use by process ${process.pid}`))
    // What only the WAL holds.
    expect(marked('ok', said)).toContain('people: 6 active')
    other.close()
    await store.close()
  })

  it.skipIf(process.platform === 'win32')(
    'says of a database that may only be read, or stands in such a folder, that it is so',
    () => {
      const { folder, path, settings } = office()
      // The system's rules do not hold for root: then somebody else asks.
      const isRoot = process.getuid?.() === 0
      const ask = (...args: string[]) => {
        const ran = spawnSync(process.execPath, ['src/admin.ts', ...args], {
          ...{ encoding: 'utf8', env: settings, ...(isRoot ? { uid: 65534, gid: 65534 } : {}) },
        })
        return { ...ran, wrong: marked('wrong', ran.stdout.split('\n')) }
      }
      const refused = expect.stringMatching(/a\.sqlite can't be opened for writing \(EACCES\): let the user/)
      if (isRoot) chownSync(folder, 65534, 65534)
      ask('import', 'src/demo/people.csv')
      chmodSync(path, 0o400)
      expect(ask('check')).toMatchObject({ status: 1, stderr: '', wrong: [refused] })
      chmodSync(path, 0o600)
      chmodSync(folder, 0o500)
      expect(ask('check')).toMatchObject({ status: 1, stderr: '', wrong: [refused] })
      chmodSync(folder, 0o700)
      expect(ask('check')).toMatchObject({ status: 0, wrong: [] })
    },
  )

  it('says of a folder, and of a database that is foreign or newer, that it can’t be used', async () => {
    const { folder, path, settings, check } = office()
    const wrong = async () => marked('wrong', (await check()).said)
    settings.STAFETT_DATABASE = folder
    expect(await wrong()).toEqual([expect.stringContaining(`${folder} is a folder: set STAFETT_DATABASE`)])
    settings.STAFETT_DATABASE = join(folder, 'link')
    symlinkSync(settings.STAFETT_DATABASE, settings.STAFETT_DATABASE)
    expect(await wrong()).toEqual([expect.stringContaining('leads back to itself (ELOOP)')])
    settings.STAFETT_DATABASE = path
    const foreign = new Database(path)
    foreign.exec('create table song (name text)')
    foreign.close()
    expect(await wrong()).toEqual([`${path} belongs to another program: choose another path for the database.`])
    settings.STAFETT_DATABASE = join(folder, 'b.sqlite')
    const newer = openDatabase(settings.STAFETT_DATABASE)
    const migrations = readMigrations()
    migrate(newer, [...migrations, { number: migrations.length + 1, name: 'next.sql', sql: '' }])
    newer.close()
    expect(await wrong()).toEqual([expect.stringMatching(/has schema \d+ and this version knows no newer than/)])
  })

  it('says how many cases have keys that can’t be opened', async () => {
    const { path, check } = office()
    const store = await openStore({ path, keys: testKeys })
    for (const name of ['a', 'b']) await saveTwo(store.transaction, name, `FJ-100${name}`)
    await store.close()
    const database = new Database(path)
    database.exec('update case_key set sealed = zeroblob(length(sealed)) where "case" = \'case_a\'')
    database.close()
    expect(marked('wrong', (await check()).said)).toEqual([expect.stringMatching(/^1 keys of cases can't be opened/)])
  })

  it('says how many secrets of channels can’t be opened', async () => {
    const { path, check } = office()
    const store = await openStore({ path, keys: testKeys })
    await store.transaction((tx) => tx.secrets.put('slack', 'T1', 'xoxb-very-secret'))
    await store.close()
    const database = new Database(path)
    database.exec('update secret set sealed = zeroblob(length(sealed))')
    database.close()
    const { code, said } = await check()
    expect(code).toBe(1)
    expect(marked('wrong', said)).toEqual([expect.stringMatching(/^1 secrets of channels can't be opened.*install/)])
  })

  it.each([
    ['drop table outbox', 'table outbox'],
    ['drop trigger journal_update', 'trigger journal_update'],
    ['drop index outbox_lane', 'index outbox_lane'],
  ])('says what of the database’s own form is missing: %s', async (sql, part) => {
    const { path, run, check } = office()
    await run('import', 'src/demo/people.csv')
    const database = new Database(path)
    database.pragma('foreign_keys = OFF')
    database.exec(sql)
    database.close()
    const { code, said } = await check()
    expect([code, marked('wrong', said)]).toEqual([
      1,
      [expect.stringMatching(`is not as it was made \\(missing or changed: ${part}.*\\): restore it from a backup`)],
    ])
  })

  it('goes on after a fault of one part, which is one line', async () => {
    const { path, run, check } = office()
    await run('import', 'src/demo/people.csv')
    const database = new Database(path)
    database.exec("pragma ignore_check_constraints = 1; update post set roles = 'Ola Nordmann'")
    database.close()
    const { code, said } = await check()
    expect(code).toBe(1)
    expect(marked('wrong', said)).toEqual([expect.stringMatching(/can't be looked at \(\w+\)/)])
    expect(marked('ok', said)).toContain('manifest/teams/manifest.json: whole')
    expect(said.join()).not.toContain('Nordmann')
  })

  it('says the warnings of a start', async () => {
    const { folder, settings, check } = office()
    const path = join(folder, 'open.key')
    writeFileSync(path, settings.STAFETT_MASTER_KEY)
    chmodSync(path, 0o644)
    Object.assign(settings, { STAFETT_MASTER_KEY: '', STAFETT_MASTER_KEY_FILE: path })
    expect(marked('wrong', (await check()).said)).toEqual([expect.stringContaining(`chmod o-rwx ${path}`)])
  })

  it('finds garbage in a page that a start does not read', async () => {
    const { path, run, check } = office()
    await run('import', 'src/demo/people.csv')
    const database = new Database(path, { readonly: true })
    const page = Number(database.prepare("select rootpage from sqlite_schema where name = 'outbox'").pluck().get())
    database.close()
    writeFileSync(path, readFileSync(path).fill(0x5a, (page - 1) * 4096, page * 4096))
    expect(marked('wrong', (await check()).said)).toEqual([expect.stringContaining('is damaged (SQLITE_CORRUPT')])
  })

  it.skipIf(process.platform === 'win32')(
    'says of files beside the database that may not be read that they must be',
    () => {
      const { folder, path, settings } = office()
      const isRoot = process.getuid?.() === 0
      const ask = (...args: string[]) =>
        spawnSync(process.execPath, ['src/admin.ts', ...args], {
          ...{ encoding: 'utf8', env: settings, ...(isRoot ? { uid: 65534, gid: 65534 } : {}) },
        })
      if (isRoot) chownSync(folder, 65534, 65534)
      ask('import', 'src/demo/people.csv')
      for (const end of ['-lock', '-wal', '-shm']) {
        writeFileSync(path + end, '', { flag: 'a' })
        if (isRoot) chownSync(path + end, 65534, 65534)
        chmodSync(path + end, 0)
        const { status, stderr, stdout } = ask('check')
        expect([status, stderr]).toEqual([1, ''])
        expect(marked('wrong', stdout.split('\n'))).toContainEqual(
          expect.stringMatching(/can't be opened for writing \(/),
        )
        expect(marked('ok', stdout.split('\n'))).toContain('manifest/teams/manifest.json: whole')
        chmodSync(path + end, 0o600)
      }
    },
  )

  it.skipIf(process.platform !== 'linux' || process.getuid?.() !== 0)('says of a full disk that it is', async () => {
    const { folder, settings, check } = office()
    const disk = join(folder, 'disk')
    mkdirSync(disk)
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk])
    if (mounted.status !== 0) return
    onTestFinished(() => void spawnSync('umount', [disk]))
    settings.STAFETT_DATABASE = join(disk, 'a.sqlite')
    expect(marked('wrong', (await check()).said)).toEqual([])
    writeFileSync(join(disk, 'ballast'), Buffer.alloc(3.5 * 2 ** 20))
    expect(marked('wrong', (await check()).said)).toEqual([expect.stringContaining('is full')])
  })

  it('says of people whose municipality has no model that it must be named', async () => {
    const { folder, run, settings, check } = office()
    await run('import', 'src/demo/people.csv')
    settings.STAFETT_MODELS = join(folder, 'other.yaml')
    const other = readFileSync('src/demo/fjordvik.yaml', 'utf8').replace('code: fjordvik', 'code: annenvik')
    writeFileSync(settings.STAFETT_MODELS, other)
    expect(marked('wrong', (await check()).said)).toEqual([
      'municipality fjordvik has 7 active people in the database, and no model: name its model in STAFETT_MODELS beside the others',
    ])
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

  it('says of a database that is too large to be looked at how it can be, and holds nothing against it', async () => {
    const { path, run, check } = office()
    await run('import', 'src/demo/people.csv')
    truncateSync(path, 2 ** 31 + 4096)
    const { code, said } = await check()
    expect([code, marked('wrong', said)]).toEqual([0, []])
    expect(marked('note', said)).toContainEqual(expect.stringMatching(/larger than 2 GiB.*npm run admin -- verify/))
    expect(marked('ok', said).join()).not.toMatch(/database|key:/)
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

  const byEntra = {
    ...{ STAFETT_TEAMS_APP_ID: '5a3b0c1d-0000-4000-8000-000000000b07', STAFETT_TEAMS_APP_PASSWORD: 'very-secret' },
    ...{ STAFETT_TEAMS_TENANT_ID: '5a3b0c1d-0000-4000-8000-00000000007e', STAFETT_TEAMS_SIGN_IN: 'yes' },
    STAFETT_DANGEROUSLY_ACCEPT_UNSIGNED_TEAMS: '',
  }

  it('says what must stand elsewhere where people sign in to the page, and how the manifests are made', async () => {
    const { check } = office({
      ...byEntra,
      ...{ STAFETT_SLACK_SIGNING_SECRET: 's', STAFETT_SLACK_BOT_TOKEN: 'xoxb-1', STAFETT_SLACK_SIGN_IN: 'yes' },
      ...{ STAFETT_SLACK_CLIENT_ID: '1.2', STAFETT_SLACK_CLIENT_SECRET: 'very-secret' },
      ...{ STAFETT_FAMILY_ISSUER: 'https://idporten.no', STAFETT_FAMILY_CLIENT_ID: 'kommunen' },
      STAFETT_FAMILY_KEY: JSON.stringify(keyPair('kommunen').private),
      STAFETT_PUBLIC_URL: 'https://stafett.fjordvik.example',
    })
    const { code, said } = await check()
    expect([code, marked('wrong', said)]).toEqual([0, []])
    const at = 'https://stafett.fjordvik.example'
    expect(marked('note', said)).toEqual(
      expect.arrayContaining([
        expect.stringContaining(
          `the redirect URI ${at}/rom/inn/teams/tilbake and the application ID URI api://stafett.fj`,
        ),
        expect.stringContaining(`the redirect URI ${at}/rom/inn/slack/tilbake`),
        expect.stringContaining(`the redirect URI ${at}/familie/inn/tilbake`),
      ]),
    )
    const made = marked('ok', said).filter((line) => line.startsWith('manifest/'))
    expect(made).toEqual([
      expect.stringMatching(
        /--app-id 5a3b0c1d-\S+ --website <address> --address https:\/\/stafett\.fjordvik\.example$/,
      ),
      expect.stringMatching(/--slack --address https:\/\/stafett\.fjordvik\.example --sign-in$/),
    ])
    expect(said.join()).not.toMatch(/very-secret|"d"/)
  })

  it('finds manifests that lack what signing in needs', () => {
    const { folder, settings } = office({
      ...byEntra,
      ...{ STAFETT_SLACK_SIGNING_SECRET: 's', STAFETT_SLACK_BOT_TOKEN: 'xoxb-1', STAFETT_SLACK_SIGN_IN: 'yes' },
      ...{ STAFETT_SLACK_CLIENT_ID: '1.2', STAFETT_SLACK_CLIENT_SECRET: 'very-secret' },
      STAFETT_PUBLIC_URL: 'https://stafett.fjordvik.example',
    })
    for (const part of ['src', 'cards', 'manifest', 'package.json'])
      cpSync(part, join(folder, part), { recursive: true })
    symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'))
    const change = (channel: string, whole: string, broken: string) => {
      const path = join(folder, 'manifest', channel, 'manifest.json')
      writeFileSync(path, readFileSync(path, 'utf8').replace(whole, broken))
    }
    change('teams', '/rom/fane', '/fane')
    change('slack', '"openid", ', '')
    const ran = spawnSync(process.execPath, ['src/admin.ts', 'check'], { cwd: folder, env: settings, encoding: 'utf8' })
    const restore = 'restore it from the version you run'
    expect(marked('wrong', ran.stdout.split('\n'))).toEqual([
      `manifest/teams/manifest.json: has not the tab that people sign in to: ${restore}`,
      `manifest/slack/manifest.json: the scopes openid are missing: ${restore}`,
    ])
  })

  it('finds no tab for Teams at an address that is not reached by https', async () => {
    const { check } = office({ ...byEntra, STAFETT_PUBLIC_URL: 'http://127.0.0.1:3978' })
    expect(marked('wrong', (await check()).said)).toEqual([
      expect.stringContaining('STAFETT_PUBLIC_URL must begin with https:// for a tab in Teams'),
    ])
  })

  it.each([
    ['teams', 'WEBSITE_URL', 'WEB', `nothing fills \${{WEB}}`],
    ['teams', '"bots"', '"robots"', 'lacks a part'],
    ['teams', `"botId": "\${{TEAMS_APP_ID}}"`, '"botId": "another"', 'names another bot'],
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
