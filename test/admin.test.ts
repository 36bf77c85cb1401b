/** The administrator's command line, from the words typed to what is said and the exit code. */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { runAdmin } from '../src/admin.ts'
import type { Config } from '../src/config.ts'
import { openStore } from '../src/store/open.ts'
import { at, outgoing } from './support/outgoing.ts'
import { countingIds, personToImport } from './support/people.ts'
import { saveTwo } from './support/sample-case.ts'
import { afterTampering } from './support/tamper.ts'
import { temporaryFolder, testKeys } from './support/temporary-store.ts'

function office() {
  const folder = temporaryFolder()
  const config: Config = {
    ...{ host: '127.0.0.1', port: 0, database: join(folder, 'a.sqlite'), models: ['src/demo/fjordvik.yaml'] },
    ...{
      masterKeys: testKeys,
      logLevel: 'silent',
      keepDays: 90,
      publicUrl: null,
      channels: { teams: { access: 'unsigned' } },
    },
    warnings: [],
  }
  const run = async (...args: string[]) => {
    const said: string[] = []
    const code = await runAdmin(args, {
      survey: () => ({ found: config, problems: [] }),
      print: (line) => said.push(line),
    })
    return { code, said: said.join('\n') }
  }
  return { config, folder, run, open: () => openStore({ path: config.database, keys: config.masterKeys }) }
}

/** Only the school of the sample municipality has its leader in the file. */
const leaderless =
  'No active leader in: fjordvik/digitalisering, fjordvik/helsestasjonen, fjordvik/koordinerende-enhet, fjordvik/ppt. Only KE can decide about cases that begin there.'

describe('npm run admin', () => {
  it('imports the people of a file and lists them', async () => {
    const { run } = office()
    expect(await run('import', 'src/demo/people.csv')).toEqual({
      code: 0,
      said: `7 added, 0 updated, 0 unchanged.\n${leaderless}`,
    })
    expect((await run('import', 'src/demo/people.csv')).said).toBe(`0 added, 0 updated, 7 unchanged.\n${leaderless}`)
    const { said } = await run('people')
    expect(said).toContain('fjordvik\tfjordvik-skole\tskole\tTerje Aas\temployee leader\tnb\tactive')
    expect(said).toContain('7 people, 7 of them active.')
  })

  it('imports nothing of a file with mistakes, and says where they are', async () => {
    const { run, folder } = office()
    const file = join(folder, 'people.csv')
    writeFileSync(file, readFileSync('src/demo/people.csv', 'utf8').replace('leader', 'leder'))
    const { code, said } = await run('import', file)
    expect(code).toBe(1)
    expect(said).toContain('Nothing was imported')
    expect(said).toContain('line 3, roles: "leder" is no role; did you mean leader?')
    expect((await run('people')).said).toContain('There is no database')
    expect((await run('import', join(folder, 'none.csv'))).said).toMatch(/none\.csv does not exist \(ENOENT\)\.$/)
    expect(await run('import', folder)).toEqual({
      code: 1,
      said: `${folder} is a folder (EISDIR): name the file of people in it.`,
    })
    expect((await run('import')).said).toContain('Which file?')
  })

  it.each(['people', 'outbox', 'verify', 'rotate-keys'])('makes no database for %s', async (command) => {
    const { config, folder, run } = office()
    expect(await run(command)).toEqual({
      code: 1,
      said: `There is no database ${config.database}: set STAFETT_DATABASE to the one that is meant. An import and the first start make one.`,
    })
    expect(readdirSync(folder)).toEqual([])
  })

  it('says who is no longer active', async () => {
    const { run, folder } = office()
    await run('import', 'src/demo/people.csv')
    const file = join(folder, 'people.csv')
    writeFileSync(file, readFileSync('src/demo/people.csv', 'utf8').replace(/yes$/m, 'no'))
    expect((await run('import', file)).said).toMatch(/^0 added, 1 updated, 6 unchanged\.\n1 no longer active/)
  })

  it('shows what could not be sent, of which case and to which accounts', async () => {
    const { run, open } = office()
    const store = await open()
    await saveTwo(store.transaction, 'a', 'FJ-1001')
    const accounts = [
      { channel: 'teams', tenant: 'fjordvik', user: 'jonas' },
      { channel: 'slack', tenant: 'T1', user: 'U2' },
    ]
    await store.importPeople([personToImport('Jonas Moe', { accounts })], countingIds())
    await store.transaction(async ({ outbox }) => {
      await outbox.put([outgoing('1', { person: 'person_1' }), outgoing('2', { case: null }), outgoing('3')])
      await outbox.claim(at(0), 2, 1)
      await outbox.finish('out_1', 1, 'dead', 'forbidden', at(2))
      await outbox.finish('out_2', 1, 'dead', 'gone', at(1))
    })
    await store.close()
    const { said } = await run('outbox')
    expect(said.split('\n')).toEqual([
      `${at(2)}\tout_1\tFJ-1001\tcase_a\tdirect\treminder\tslack T1 U2, teams fjordvik jonas\tperson_1\tforbidden`,
      `${at(1)}\tout_2\t-\t-\tdirect\treminder\t-\t-\tgone`,
      '2 could not be sent, 1 waiting.',
    ])
  })

  it('lets what could not be sent be sent when the bot starts', async () => {
    const { run, open } = office()
    const store = await open()
    await store.transaction(async ({ outbox }) => {
      await outbox.put([outgoing('1'), outgoing('2')])
      await outbox.claim(at(0), 2, 1)
      await outbox.finish('out_1', 1, 'dead', 'forbidden', at(2))
      await outbox.finish('out_2', 1, 'dead', 'ambiguous', at(2))
    })
    await store.close()
    expect(await run('outbox', '--agian')).toMatchObject({ code: 1, said: expect.stringContaining('knows no --agian') })
    expect((await run('outbox')).said).toContain('2 could not be sent, 0 waiting.')
    expect(await run('outbox', '--again')).toEqual({
      code: 0,
      said: '2 will be sent when the bot starts, as far as they are still of use.',
    })
    expect((await run('outbox')).said).toContain('0 could not be sent, 2 waiting.')
  })

  it('checks what is stored', async () => {
    const { run, open, config } = office()
    const store = await open()
    await saveTwo(store.transaction, 'a', 'FJ-1001')
    await store.close()
    expect(await run('verify')).toEqual({
      code: 0,
      said: expect.stringMatching(/^Schema \d+ of .*\n1 cases are whole\.$/),
    })
    const opened = { store: await open(), path: config.database }
    await afterTampering(opened, 'update journal set at = 0 where seq = 2', async () => null)
    const { code, said } = await run('verify')
    expect(code).toBe(1)
    expect(said).toContain('case_a, entry 2: the entry or its words were changed')
  })

  it('changes the master key, with one it makes', async () => {
    const { run, open, config } = office()
    const store = await open()
    await saveTwo(store.transaction, 'a', 'FJ-1001')
    await store.close()
    const [, made = ''] = /^2:(.{44})$/.exec((await run('make-key', '--version', '2')).said) ?? []
    const key = Buffer.from(made, 'base64')
    config.masterKeys = [...testKeys, { version: 2, key }]
    expect((await run('rotate-keys')).said).toMatch(/^1 cases/)
    config.masterKeys = [{ version: 2, key }]
    expect((await run('verify')).code).toBe(0)
    config.masterKeys = testKeys
    expect(await run('verify')).toMatchObject({ code: 1, said: expect.stringContaining('Master key 2 is missing') })
  })

  it('says what it can do, and what is wrong with the settings or the database', async () => {
    const { run, open } = office()
    expect((await run('help')).said).toContain('rotate-keys')
    expect(await run('improt')).toMatchObject({ code: 1, said: expect.stringContaining('There is no command improt') })
    const store = await open()
    expect((await run('people')).said).toContain(`in use by process ${process.pid}`)
    await store.close()
    const said: string[] = []
    const survey = () => ({ found: {}, problems: ['STAFETT_MASTER_KEY is missing'] })
    expect(await runAdmin(['people'], { survey, print: (line) => said.push(line) })).toBe(1)
    expect(said.join()).toContain('STAFETT_MASTER_KEY is missing')
  })

  it.each([
    ['import', 'person', ['src/demo/people.csv']],
    ['rotate-keys', 'case_key', []],
  ])('says of %s that it is done only when it is saved', async (command, table, args) => {
    const { run, open, config } = office()
    const store = await open()
    await saveTwo(store.transaction, 'a', 'FJ-1001')
    await store.close()
    config.masterKeys = [...testKeys, { version: 2, key: Buffer.alloc(32, 2) }]
    const database = new Database(config.database)
    // A debt that is called in at the commit, and can't be paid.
    database.exec(`create table debt (id integer primary key references debt_to (id) deferrable initially deferred);
      create table debt_to (id integer primary key);
      create trigger owe_new after insert on ${table} begin insert into debt values (1) on conflict do nothing; end;
      create trigger owe_old after update on ${table} begin insert into debt values (1) on conflict do nothing; end`)
    database.close()
    const said: string[] = []
    const ran = runAdmin([command, ...args], {
      survey: () => ({ found: config, problems: [] }),
      print: (line) => said.push(line),
    })
    await expect(ran).rejects.toThrow('FOREIGN KEY constraint failed')
    expect(said).toEqual([])
    expect((await run('people')).said).toBe('0 people, 0 of them active.')
  })

  it('keeps a key in a file of its own, and never writes over one', async () => {
    const { run, folder } = office()
    const path = join(folder, 'keys', 'master.key')
    const { code, said } = await run('make-key', '--out', path)
    expect([code, said]).toEqual([0, expect.stringContaining(`Wrote ${path}`)])
    expect(said).toContain(`Set STAFETT_MASTER_KEY_FILE=${path}, but not where the unit or the container`)
    const text = readFileSync(path, 'utf8')
    expect(text).toMatch(/^1:[A-Za-z0-9+/]{43}=\n$/)
    expect(said).not.toContain(text.slice(2, 20))
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(await run('make-key', '--out', path)).toEqual({ code: 1, said: expect.stringContaining('exists already') })
    expect(await run('make-key', '--out', folder)).toMatchObject({ code: 1 })
    expect(await run('make-key', '--out', join(path, 'x'))).toMatchObject({
      code: 1,
      said: expect.stringContaining("can't be written"),
    })
    expect(readFileSync(path, 'utf8')).toBe(text)
    const next = join(folder, 'keys', 'second.key')
    expect((await run('make-key', '--out', next, '--version', '2')).said).toContain('rotate-keys')
    expect(readFileSync(next, 'utf8')).toMatch(/^2:/)
  })

  it.skipIf(process.platform === 'win32')('leaves nothing of a key that could not be written whole', () => {
    const path = join(temporaryFolder(), 'master.key')
    const { status, stdout, stderr } = spawnSync(
      'sh',
      ['-c', 'ulimit -f 0; exec "$0" src/admin.ts make-key --out "$1"', process.execPath, path],
      { encoding: 'utf8', env: { NODE_COMPILE_CACHE: '' } },
    )
    expect([status, stderr, existsSync(path)]).toEqual([1, '', false])
    expect(stdout).toMatch(/can't be written \(EFBIG\), and no key was made: make room on its disk\./)
  })

  it('says of a folder and of a file in a folder’s place what they are', async () => {
    const { run, folder } = office()
    writeFileSync(join(folder, 'file'), '')
    const into = async (path: string) => (await run('make-key', '--out', path)).said
    expect(await into(folder)).toBe(`${folder} is a folder: name a file in it, such as ${join(folder, 'master.key')}.`)
    expect(await into(join(folder, 'file', 'x'))).toMatch(
      /can't be written \((ENOTDIR|EEXIST)\), .*: a file stands where its folder/,
    )
    expect(await into('/proc/stafett/x')).toMatch(/can't be written \(ENOENT\), and no key was made/)
  })

  it('helps whoever asks, and says which words are too many', async () => {
    const { run } = office()
    const { said } = await run('help')
    for (const ask of [['--help'], ['-h'], []]) expect(await run(...ask)).toEqual({ code: 0, said })
    expect(await run('make-key', '-h')).toEqual({
      code: 0,
      said: expect.stringContaining('make-key      a new master key: [--out FILE] [--version N]'),
    })
    for (const [command = '', ...words] of [
      ['people', 'all'],
      ['check', '--fix'],
      ['import', 'a.csv', 'b.csv'],
    ]) {
      expect(await run(command, ...words)).toEqual({
        code: 1,
        said: expect.stringMatching(`^${command} takes ${command === 'import' ? 'one word' : 'nothing'} after it`),
      })
    }
  })

  it('repeats nothing of a file that is no file of people', async () => {
    const { run, folder } = office()
    const file = join(folder, 'key')
    for (const secret of [`1:${'K'.repeat(43)}=`, `xoxb-${'1'.repeat(40)}`, 'a'.repeat(32)]) {
      writeFileSync(file, `${secret}\n`)
      const { code, said } = await run('import', file)
      expect([code, said.toLowerCase().includes(secret.slice(5).toLowerCase())]).toEqual([1, false])
      expect(said).toContain('line 1: column 1 has no name that is known')
    }
    writeFileSync(file, 'x'.repeat(17 * 2 ** 20))
    expect((await run('import', file)).said).toMatch(/is larger than 16 MiB/)
  })

  it.each([['--version', '0'], ['--version', 'two'], ['--version'], ['--out', ''], ['--key', 'x'], ['x']])(
    'makes no key when asked with %s %s',
    async (...args) => {
      expect(await office().run('make-key', ...args)).toEqual({
        code: 1,
        said: expect.stringContaining('Use: npm run admin'),
      })
    },
  )

  it.each([
    [['src/admin.ts', 'help'], 0],
    [['src/admin.ts', 'check'], 1],
    [['manifest/pack.ts', '--slack', '--socket'], 0],
  ])('%s goes on, and ends as it would, where whoever read it has gone', async (args, expected) => {
    const child = spawn(process.execPath, args, { env: {}, stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout.destroy()
    expect([await text(child.stderr), child.exitCode ?? (await once(child, 'exit'))[0]]).toEqual(['', expected])
  })

  it('runs from the command line without any setting where it needs none', () => {
    const key = execFileSync(process.execPath, ['src/admin.ts', 'make-key'], { encoding: 'utf8', env: {} })
    expect(key).toMatch(/^1:[A-Za-z0-9+/]{43}=\n$/)
  })
})
