/** The settings: what is read, what is refused, and that a refusal says everything at once and gives no secret away. */
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { inspect } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { ConfigError, newKeyCommand, readConfig, settingNames, surveySettings } from '../src/config.ts'
import { encoded, encodings } from './support/encoded.ts'

const folder = mkdtempSync(join(tmpdir(), 'stafett-config-'))
afterAll(() => rmSync(folder, { recursive: true }))

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64')
const teams = {
  STAFETT_TEAMS_APP_ID: '5a3b0c1d-0000-4000-8000-000000000b07',
  STAFETT_TEAMS_APP_PASSWORD: 'very-secret',
  STAFETT_TEAMS_TENANT_ID: '5a3b0c1d-0000-4000-8000-00000000007e',
}
const basics = { STAFETT_MODELS: 'models/fjordvik.yaml', STAFETT_MASTER_KEY: `1:${key(1)}` }
const whole = { ...basics, ...teams }
const secretFiles = settingNames().filter((name) => name.endsWith('_FILE'))
const everySecret: Record<string, string> = {
  STAFETT_MASTER_KEY: `1:${key(1)}`,
  STAFETT_TEAMS_APP_PASSWORD: 'very-secret',
  STAFETT_SLACK_SIGNING_SECRET: 'signing-secret',
  STAFETT_SLACK_APP_TOKEN: 'xapp-1',
  STAFETT_SLACK_BOT_TOKEN: 'xoxb-1',
  STAFETT_SLACK_CLIENT_SECRET: 'client-secret',
  STAFETT_FAMILY_KEY: '{"kty":"RSA","d":"family-secret"}',
}

function problemsOf(env: Record<string, string | undefined>, file: string | null = null): string[] {
  try {
    readConfig(env, file)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

/** Also of settings that can't be used. */
function warningsOf(env: Record<string, string | undefined>): string[] | undefined {
  return surveySettings(env).found.warnings
}

function attempt(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    return error
  }
}

function file(name: string, text: string | Buffer, mode = 0o600): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  chmodSync(path, mode)
  return path
}

describe('settings that are enough', () => {
  it('leave the rest at careful defaults', () => {
    expect(readConfig(whole)).toEqual({
      host: '127.0.0.1',
      port: 3978,
      database: 'data/stafett.sqlite',
      models: ['models/fjordvik.yaml'],
      masterKeys: [{ version: 1, key: Buffer.alloc(32, 1) }],
      logLevel: 'info',
      keepDays: 90,
      publicUrl: null,
      warnings: [],
      channels: {
        teams: {
          ...{ access: 'signed', appPassword: 'very-secret', issuer: null },
          ...{ appId: teams.STAFETT_TEAMS_APP_ID, tenantId: teams.STAFETT_TEAMS_TENANT_ID },
        },
      },
    })
  })

  it('take the ids of Entra as Microsoft writes them', () => {
    const written = { ...whole, STAFETT_TEAMS_TENANT_ID: teams.STAFETT_TEAMS_TENANT_ID.toUpperCase() }
    expect(readConfig(written).channels.teams).toMatchObject({
      tenantId: teams.STAFETT_TEAMS_TENANT_ID,
    })
  })

  it('are taken as they are set', () => {
    const config = readConfig({
      ...whole,
      STAFETT_HOST: '0.0.0.0',
      STAFETT_PORT: '8080',
      STAFETT_DATABASE: '/srv/stafett.sqlite',
      STAFETT_MODELS: 'a.yaml, b.yaml',
      STAFETT_LOG_LEVEL: 'debug',
    })
    expect(config).toMatchObject({ host: '0.0.0.0', port: 8080, database: '/srv/stafett.sqlite', logLevel: 'debug' })
    expect(config.models).toEqual(['a.yaml', 'b.yaml'])
  })

  it('count an empty value as not set, and ignore what is not ours', () => {
    const config = readConfig({ ...whole, STAFETT_PORT: '', STAFETT_TEAMS_APP_PASSWORD_FILE: ' ', PORT: 'x' })
    expect(config.port).toBe(3978)
  })

  it('count an empty value of the environment as not set beside the file too', () => {
    const path = file('settings', `STAFETT_PORT=8080\nSTAFETT_MASTER_KEY=1:${key(2)}\n`)
    const { port, masterKeys } = readConfig({ ...whole, STAFETT_PORT: '', STAFETT_MASTER_KEY: ' ' }, path)
    expect([port, masterKeys[0]?.key[0]]).toEqual([8080, 2])
  })
})

describe('the master key', () => {
  it('comes in versions, the newest last', () => {
    const { masterKeys } = readConfig({ ...whole, STAFETT_MASTER_KEY: `10:${key(3)},2:${key(2)},1:${key(1)}` })
    expect(masterKeys.map(({ version, key }) => [version, key[0], key.length])).toEqual([
      [1, 1, 32],
      [2, 2, 32],
      [10, 3, 32],
    ])
  })

  it('may stand in a file, one version on each line', () => {
    const path = file('master.key', `1:${key(1)}\n2:${key(2)}\n`)
    const { masterKeys } = readConfig({ ...whole, STAFETT_MASTER_KEY: undefined, STAFETT_MASTER_KEY_FILE: path })
    expect(masterKeys.map(({ version }) => version)).toEqual([1, 2])
  })

  it('when missing is refused with a command that makes one, and the command works', () => {
    const [problem, ...others] = problemsOf({ ...whole, STAFETT_MASTER_KEY: undefined })
    expect(others).toEqual([])
    expect(problem).toContain('STAFETT_MASTER_KEY_FILE')
    expect(problem).toContain(newKeyCommand)
    const path = join(folder, 'made', 'master.key')
    execFileSync('sh', ['-c', newKeyCommand.replace('data/master.key', path)], { encoding: 'utf8' })
    const made = { STAFETT_MASTER_KEY: undefined, STAFETT_MASTER_KEY_FILE: path }
    const { masterKeys, warnings } = readConfig({ ...whole, ...made })
    expect(masterKeys).toMatchObject([{ version: 1, key: { length: 32 } }])
    expect(warnings).toEqual([])
  })

  it.each([
    ['without a version', key(1)],
    ['of 31 bytes', `1:${Buffer.alloc(31, 1).toString('base64')}`],
    ['of 33 bytes', `1:${Buffer.alloc(33, 1).toString('base64')}`],
    ['that is not base64', `1:${'?'.repeat(43)}=`],
    ['with version 0', `0:${key(1)}`],
    ['beside a good one', `1:${key(1)},2:short`],
    ['with the same version twice', `1:${key(1)},1:${key(2)}`],
  ])('%s is refused and not repeated', (_, value) => {
    const problems = problemsOf({ ...whole, STAFETT_MASTER_KEY: value })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain('STAFETT_MASTER_KEY')
    expect(problems[0]).not.toContain(value)
    expect(problems[0]).not.toContain(key(1))
  })

  it('in two places, in no file or in an empty file is refused', () => {
    const twice = problemsOf({ ...whole, STAFETT_MASTER_KEY_FILE: file('second.key', `1:${key(1)}`) })
    expect(twice).toEqual([expect.stringContaining('both set')])
    const from = (path: string) =>
      problemsOf({ ...whole, STAFETT_MASTER_KEY: undefined, STAFETT_MASTER_KEY_FILE: path })
    expect(from(join(folder, 'none'))).toEqual([expect.stringMatching(/MASTER_KEY_FILE .*ENOENT/)])
    expect(from(file('empty.key', '\n'))).toEqual([expect.stringMatching(/MASTER_KEY_FILE .*empty/)])
  })
})

describe('the master key in a file', () => {
  const from = (path: string, more = {}) =>
    problemsOf({ ...whole, STAFETT_MASTER_KEY: undefined, STAFETT_MASTER_KEY_FILE: path, ...more })

  it('that is of no such form is named by its own setting', () => {
    expect(from(file('bad.key', 'short'))).toEqual([
      expect.stringMatching(/^STAFETT_MASTER_KEY_FILE names a file that must/),
    ])
    const twice = from(file('twice.key', `1:${key(1)}\n1:${key(2)}`))
    expect(twice).toEqual([
      expect.stringMatching(/^STAFETT_MASTER_KEY_FILE names a file that has the same version twice/),
    ])
  })

  it('is not to be made anew where a database has been used with another', () => {
    const database = { STAFETT_DATABASE: file('a.sqlite', 'x') }
    for (const problems of [from(file('bad.key', 'short'), database), from('', database)]) {
      expect(problems).toEqual([expect.stringContaining(`the key ${database.STAFETT_DATABASE} was used with`)])
      expect(problems.join()).not.toContain(newKeyCommand)
    }
  })
})

describe('Teams', () => {
  it('takes no ids but those of Entra, and says so with all the rest', () => {
    const ids = { STAFETT_TEAMS_APP_ID: 'app', STAFETT_TEAMS_TENANT_ID: 'fjordvik.example' }
    expect(problemsOf({ ...whole, ...ids, STAFETT_TEAMS_APP_PASSWORD: undefined, STAFETT_PORT: 'x' })).toEqual([
      portIsWrong,
      expect.stringContaining('STAFETT_TEAMS_APP_PASSWORD is missing'),
      expect.stringMatching(/^STAFETT_TEAMS_APP_ID must be an id from Entra, such as /),
      expect.stringMatching(/^STAFETT_TEAMS_TENANT_ID must be an id from Entra, such as /),
    ])
  })

  it('takes its password from a file', () => {
    const path = file('password', 'from-file\n')
    const env = { ...whole, STAFETT_TEAMS_APP_PASSWORD: undefined, STAFETT_TEAMS_APP_PASSWORD_FILE: path }
    expect(readConfig(env).channels.teams).toMatchObject({ appPassword: 'from-file' })
  })

  it.each(Object.keys(teams))('without %s is refused by that name alone', (missing) => {
    expect(problemsOf({ ...whole, [missing]: undefined })).toEqual([expect.stringContaining(`${missing} is missing`)])
  })

  it('not set up at all is refused, because no channel would be left', () => {
    expect(problemsOf(basics)).toEqual([expect.stringContaining('no channel is set up')])
  })

  it('takes another issuer of tokens when both its settings are there', () => {
    const issuer = {
      STAFETT_TEAMS_OPENID_METADATA_URL: 'http://127.0.0.1:4000/openid',
      STAFETT_TEAMS_TOKEN_ISSUER: 'https://issuer.example',
    }
    expect(readConfig({ ...whole, ...issuer }).channels.teams).toMatchObject({
      issuer: { openIdMetadataUrl: 'http://127.0.0.1:4000/openid', tokenIssuer: 'https://issuer.example' },
    })
    for (const missing of Object.keys(issuer)) {
      expect(problemsOf({ ...whole, ...issuer, [missing]: '' })).toEqual([expect.stringContaining(missing)])
    }
    for (const url of ['http://keys.example/openid', 'keys', 'file:///etc/keys']) {
      const problems = problemsOf({ ...whole, ...issuer, STAFETT_TEAMS_OPENID_METADATA_URL: url })
      expect(problems).toEqual([expect.stringContaining('must be an https address')])
    }
  })
})

describe('unsigned requests', () => {
  const unsigned = { ...basics, STAFETT_DANGEROUSLY_ACCEPT_UNSIGNED_TEAMS: 'yes' }

  it.each([undefined, '127.0.0.1', '127.1.2.3', 'localhost', '::1'])('are accepted on host %s', (host) => {
    expect(readConfig({ ...unsigned, STAFETT_HOST: host }).channels.teams).toEqual({ access: 'unsigned' })
  })

  it.each(['0.0.0.0', '::', '10.0.0.4', '127.0.0.1.example.com', 'stafett.example'])(
    'are refused on host %s',
    (host) => {
      expect(problemsOf({ ...unsigned, STAFETT_HOST: host })).toEqual([
        expect.stringMatching(/DANGEROUSLY_ACCEPT_UNSIGNED_TEAMS.*STAFETT_HOST/),
      ])
    },
  )

  it.each(['true', '1', 'no', 'YES'])('are refused when the setting says %s', (value) => {
    const problems = problemsOf({ ...unsigned, STAFETT_DANGEROUSLY_ACCEPT_UNSIGNED_TEAMS: value })
    expect(problems).toEqual([expect.stringContaining('must be yes')])
  })

  it('are refused beside settings of a real connection', () => {
    expect(problemsOf({ ...unsigned, ...teams })).toEqual([expect.stringContaining("can't be combined")])
    for (const name of ['STAFETT_TEAMS_TENANT_ID', 'STAFETT_TEAMS_APP_PASSWORD'] as const)
      expect(problemsOf({ ...unsigned, [name]: teams[name] })).toEqual([expect.stringContaining("can't be combined")])
  })
})

const slack = {
  STAFETT_SLACK_SIGNING_SECRET: 'signing-secret',
  STAFETT_SLACK_BOT_TOKEN: 'xoxb-very-secret',
}
const installable = {
  STAFETT_SLACK_SIGNING_SECRET: 'signing-secret',
  STAFETT_SLACK_CLIENT_ID: '1.2',
  STAFETT_SLACK_CLIENT_SECRET: 'client-secret',
  STAFETT_SLACK_WORKSPACES: 'T012AB3CD, E012AB3CD',
  STAFETT_PUBLIC_URL: 'https://stafett.example/',
}

describe('Slack', () => {
  it('is enough alone, for one workspace', () => {
    expect(readConfig({ ...basics, ...slack }).channels).toEqual({
      slack: {
        receive: { kind: 'http', signingSecret: 'signing-secret' },
        workspaces: { kind: 'one', botToken: 'xoxb-very-secret' },
        apiUrl: null,
        links: null,
      },
    })
  })

  it('stands beside Teams', () => {
    const config = readConfig({ ...whole, ...slack, STAFETT_PUBLIC_URL: 'https://stafett.example/bot/' })
    expect(config).toMatchObject({
      channels: { teams: { access: 'signed' } },
      publicUrl: 'https://stafett.example/bot',
    })
    expect(config.channels.slack?.links).toBe('https://stafett.example/bot')
  })

  it('is reached from here where nothing reaches the bot', () => {
    const { STAFETT_SLACK_BOT_TOKEN } = slack
    const socket = { STAFETT_SLACK_BOT_TOKEN, STAFETT_SLACK_APP_TOKEN_FILE: file('app-token', 'xapp-1-secret\n') }
    expect(readConfig({ ...basics, ...socket }).channels.slack?.receive).toEqual({
      kind: 'socket',
      appToken: 'xapp-1-secret',
    })
  })

  it('may be installed by several workspaces, those that are named', () => {
    expect(readConfig({ ...basics, ...installable }).channels.slack?.workspaces).toEqual({
      ...{ kind: 'several', clientId: '1.2', clientSecret: 'client-secret' },
      allowed: ['T012AB3CD', 'E012AB3CD'],
      publicUrl: 'https://stafett.example',
    })
  })

  it.each([slack, installable])(
    'without one of the settings that go together is refused by its name, %#',
    (settings) => {
      for (const missing of Object.keys(settings)) {
        const [problem, ...others] = problemsOf({ ...basics, ...settings, [missing]: undefined })
        expect(others).toEqual([])
        expect(problem).toMatch(new RegExp(`^${missing} is missing: .{20}`))
      }
    },
  )

  it('half set up is refused, though Teams is whole', () => {
    expect(problemsOf({ ...whole, STAFETT_SLACK_API_URL: 'https://slack.example/api' })).toEqual([
      expect.stringContaining('STAFETT_SLACK_SIGNING_SECRET is missing'),
      expect.stringContaining('STAFETT_SLACK_BOT_TOKEN is missing'),
    ])
  })

  it('set up in two ways at once is refused', () => {
    const socket = { STAFETT_SLACK_APP_TOKEN: 'xapp-1-secret' }
    expect(problemsOf({ ...basics, ...slack, ...socket })).toEqual([
      expect.stringMatching(/APP_TOKEN can't be combined with STAFETT_SLACK_SIGNING_SECRET/),
    ])
    expect(problemsOf({ ...basics, ...installable, STAFETT_SLACK_BOT_TOKEN: 'xoxb-1' })).toEqual([
      expect.stringMatching(/BOT_TOKEN can't be combined with STAFETT_SLACK_CLIENT_ID, .*_WORKSPACES/),
    ])
    const { STAFETT_SLACK_SIGNING_SECRET: _, ...unsigned } = installable
    expect(problemsOf({ ...basics, ...unsigned, ...socket })).toEqual([
      expect.stringMatching(/APP_TOKEN can't be combined with several workspaces/),
    ])
  })

  it('takes no token for another, and tells none', () => {
    const swapped = { STAFETT_SLACK_BOT_TOKEN: 'xapp-1-secret', STAFETT_SLACK_APP_TOKEN: 'xoxb-very-secret' }
    const problems = problemsOf({ ...basics, ...swapped })
    expect(problems).toEqual([
      expect.stringContaining('STAFETT_SLACK_APP_TOKEN must be an app-level token'),
      expect.stringContaining('STAFETT_SLACK_BOT_TOKEN must be a bot token'),
    ])
    expect(problems.join()).not.toMatch(/secret/)
  })

  it.each(['fjordvik', 'T012AB3CD,', 'C012AB3CD', 'T012 E012', 't012ab3cd'])('can’t be installed by %s', (list) => {
    const problems = problemsOf({ ...basics, ...installable, STAFETT_SLACK_WORKSPACES: list })
    expect(problems).toEqual([expect.stringContaining('STAFETT_SLACK_WORKSPACES must be ids')])
  })

  it('has only addresses that can be trusted', () => {
    for (const name of ['STAFETT_PUBLIC_URL', 'STAFETT_SLACK_API_URL']) {
      expect(problemsOf({ ...basics, ...slack, [name]: 'http://127.0.0.1:4003/api/' })).toEqual([])
      for (const url of [
        'http://stafett.example',
        'stafett.example',
        'ftp://stafett.example',
        'https://a.example/?x=1',
      ]) {
        expect(problemsOf({ ...basics, ...slack, [name]: url })).toEqual([expect.stringContaining(`${name} must`)])
      }
    }
  })
})

describe('wrong settings', () => {
  it('are all named in one error, without secrets', () => {
    const env = {
      STAFETT_PORT: '99999',
      STAFETT_LOG_LEVEL: 'loud',
      STAFETT_MODELS: 'a.yaml,,b.yaml',
      STAFETT_MASTER_KEY: 'hunter2',
      STAFETT_TEAMS_APP_PASSWORD: 'very-secret',
      STAFETT_TEAMS_APPID: 'app',
    }
    const problems = problemsOf(env)
    const named = ['PORT', 'LOG_LEVEL', 'MODELS', 'MASTER_KEY', 'TEAMS_APP_ID', 'TEAMS_TENANT_ID', 'TEAMS_APPID']
    for (const name of named) {
      expect(problems.filter((problem) => problem.startsWith(`STAFETT_${name} `))).toHaveLength(1)
    }
    expect(problems).toHaveLength(named.length)
    expect(problems.join()).toContain('did you mean STAFETT_TEAMS_APP_ID?')
    expect(new ConfigError(problems).message).not.toMatch(/hunter2|very-secret/)
  })

  it('take no secret along on the error, whoever prints it', () => {
    const tokens = { STAFETT_SLACK_SIGNING_SECRET: 'very-secret', STAFETT_SLACK_BOT_TOKEN: 'xoxb-very-secret' }
    const thrown = attempt(() => readConfig({ ...whole, ...tokens, STAFETT_PORT: 'x' }))
    expect(thrown).toBeInstanceOf(ConfigError)
    expect(inspect(thrown, { depth: null })).not.toMatch(/very-secret|<Buffer/)
  })

  it('are guessed at only where one is like another', () => {
    expect(problemsOf({ ...whole, STAFETT_FOO: 'x', STAFETT_HOTS: 'x' })).toEqual([
      'STAFETT_FOO is not a setting: remove it',
      'STAFETT_HOTS is not a setting; did you mean STAFETT_HOST?',
    ])
  })

  it('include a database that is none on the disk', () => {
    expect(problemsOf({ ...whole, STAFETT_DATABASE: ':memory:' })).toEqual([
      expect.stringMatching(/^STAFETT_DATABASE must be the path of a file/),
    ])
  })

  it.each(['-1', '65536', '3978x', '0x50', '3.5'])('include the port %s', (port) => {
    expect(problemsOf({ ...whole, STAFETT_PORT: port })).toEqual([expect.stringContaining('STAFETT_PORT')])
  })
})

describe('the file of settings', () => {
  const lines = Object.entries(whole).map(([name, value]) => `${name}=${value}`)

  it.each([
    ['as it is', '', '\n'],
    ['with a byte order mark', '\ufeff', '\n'],
    ['from Windows', '\ufeff', '\r\n'],
  ])('is read to its first and last setting %s', (_, mark, end) => {
    const path = file('settings', mark + [...lines, 'STAFETT_PORT=8080'].join(end) + end)
    expect(readConfig({}, path)).toEqual(readConfig({ ...whole, STAFETT_PORT: '8080' }))
  })

  it('gives way to the environment, and need not be there', () => {
    const path = file('settings', 'STAFETT_PORT=8080\nSTAFETT_HOST=10.0.0.4\n')
    expect(readConfig({ ...whole, STAFETT_PORT: '9090' }, path)).toMatchObject({ port: 9090, host: '10.0.0.4' })
    expect(readConfig(whole, join(folder, 'none'))).toEqual(readConfig(whole))
  })

  it('that can’t be read is one sentence, and hides no other problem', () => {
    const wrong = { ...whole, STAFETT_PORT: 'x' }
    const from = (path: string) => problemsOf(wrong, path)
    expect(from(folder)).toEqual([
      `${folder} is a folder (EISDIR): the settings must stand in a file of that name`,
      portIsWrong,
    ])
    const latin1 = file('latin1', Buffer.from(`# Våre innstillinger\n${lines.join('\n')}`, 'latin1'))
    expect(from(latin1)).toEqual([`${latin1} is not UTF-8: save it as UTF-8`, portIsWrong])
    const cut = file('cut', encoded(lines.join('\n'), 'UTF-16LE').subarray(0, -1))
    expect(from(cut)).toEqual([`${cut} is not UTF-8: save it as UTF-8`, portIsWrong])
  })

  it.each(encodings)('is read in %s, and so is a secret', (encoding) => {
    const path = file('settings', encoded([...lines, 'STAFETT_PORT=8080'].join('\r\n'), encoding))
    expect(readConfig({}, path)).toEqual(readConfig({ ...whole, STAFETT_PORT: '8080' }))
    const secret = {
      STAFETT_MASTER_KEY: undefined,
      STAFETT_MASTER_KEY_FILE: file('one.key', encoded(`1:${key(1)}`, encoding)),
    }
    expect(readConfig({ ...whole, ...secret }).masterKeys).toEqual(readConfig(whole).masterKeys)
  })

  it('names a secret that is in no Unicode', () => {
    const path = file('one.key', Buffer.from([0xe5, 0x41, 0xe6]))
    const secret = { STAFETT_MASTER_KEY: undefined, STAFETT_MASTER_KEY_FILE: path }
    expect(problemsOf({ ...whole, ...secret })).toEqual([
      `STAFETT_MASTER_KEY_FILE names ${path}, which is not UTF-8: save it as UTF-8`,
    ])
  })

  it('that can’t be read is not taken for an empty one', () => {
    expect(problemsOf({ STAFETT_SLACK_BOT_TOKEN: 'xoxb-1' }, folder)).toEqual([expect.stringContaining('(EISDIR)')])
  })

  it.skipIf(process.platform === 'win32')('or another that is no small file is said, and read no further', () => {
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    const large = file('large', Buffer.alloc(17 * 2 ** 20, 0x41))
    const [none, tooLarge] = [/is no file but a pipe or a device: /, /is larger than 16 MiB/]
    for (const [path, words] of [
      [pipe, none],
      ['/dev/zero', none],
      [large, tooLarge],
    ] as const) {
      expect(problemsOf(whole, path)).toEqual([expect.stringMatching(words)])
      const secret = { STAFETT_MASTER_KEY: undefined, STAFETT_MASTER_KEY_FILE: path }
      expect(problemsOf({ ...whole, ...secret })).toEqual([expect.stringMatching(words)])
    }
  })

  it('tells of a name that is not ours, which has no effect there, and gives away nothing else', () => {
    const path = file(
      'settings',
      'STAFETT_PORT=8080\nHTTPS_PROXY=http://user:hunter2@proxy\nhttp_proxy=x\nTZ=x\nzYx9=\n',
    )
    const { found, problems } = surveySettings({ ...whole, TZ: 'Europe/Oslo' }, path)
    expect(problems).toEqual([])
    const has = (name: string) => `${path} has ${name}, which is no setting of Stafett and is not read from there: `
    expect(found.warnings).toEqual([
      `${has('HTTPS_PROXY')}set it in the environment, or remove the line`,
      `${has('http_proxy')}set it in the environment, or remove the line`,
      `${has('a line')}remove it`,
    ])
  })

  it('is what the program reads, where the program runs', () => {
    const path = file('.env', '\ufeffSTAFETT_PORT=x\n')
    const main = join(import.meta.dirname, '../src/main.ts')
    const { stderr } = spawnSync(process.execPath, [main], { cwd: dirname(path), encoding: 'utf8', env: {} })
    expect(stderr).toContain(portIsWrong)
  })
})

const portIsWrong = 'STAFETT_PORT must be a number from 0 to 65535'

describe.skipIf(process.platform === 'win32')('a secret that others can read', () => {
  it.each(secretFiles)('is told of with what to do about it, and used all the same: %s', (name) => {
    const { [name.replace(/_FILE$/, '')]: _, ...others }: Record<string, string> = everySecret
    const path = file('secret', everySecret[name.replace(/_FILE$/, '')] ?? '', 0o644)
    const told = (mode: number) => {
      chmodSync(path, mode)
      return warningsOf({ ...basics, ...others, [name]: path })
    }
    expect(told(0o644)).toEqual([expect.stringMatching(new RegExp(`^${name} .*: chmod o-rwx ${path}$`))])
    expect(told(0o602)).toHaveLength(1)
    expect(told(0o640)).toEqual([])
    expect(warningsOf({ ...basics, ...others, [name]: folder })).toEqual([])
  })

  it('may stand in the file of settings itself', () => {
    const path = file('open', `STAFETT_MASTER_KEY=1:${key(1)}\nSTAFETT_PORT=8080\n`, 0o644)
    const { STAFETT_MASTER_KEY: _, ...others } = whole
    expect(readConfig(others, path).warnings).toEqual([expect.stringContaining('STAFETT_MASTER_KEY stands in')])
    expect(readConfig(others, file('open', `STAFETT_MASTER_KEY=1:${key(1)}`)).warnings).toEqual([])
  })
})

describe('a secret that can’t be read', () => {
  const from = (path: string) => problemsOf({ ...whole, STAFETT_MASTER_KEY: undefined, STAFETT_MASTER_KEY_FILE: path })

  it('behind a link to itself, or under too long a name, is a sentence', () => {
    const link = join(folder, 'link')
    symlinkSync(link, link)
    expect(from(link)).toEqual([expect.stringMatching(/^STAFETT_MASTER_KEY_FILE names .*link, .*ELOOP/)])
    expect(from(join(folder, 'x'.repeat(300)))).toEqual([expect.stringMatching(/_KEY_FILE names .*ENAMETOOLONG/)])
    expect(from(join(file('master', 'x'), 'y'))).toEqual([expect.stringMatching(/_KEY_FILE names .*ENOTDIR/)])
  })

  it.each(secretFiles)('is not repeated where it stands itself in %s', (name) => {
    const { [name.replace(/_FILE$/, '')]: _, ...others }: Record<string, string> = everySecret
    for (const secret of [
      `1:${key(7)}`,
      key(7),
      `/${key(7).slice(1)}`,
      'xoxb-12-very/secret',
      'x'.repeat(300),
      'a\0b',
    ]) {
      const said = problemsOf({ STAFETT_MODELS: 'a.yaml', ...others, [name]: secret }).filter((problem) =>
        problem.startsWith(name),
      )
      expect(said).toEqual([expect.stringMatching(/ names a file that /)])
      expect(said.join()).not.toContain(secret)
      expect(said.join()).toContain(`where the secret itself stands there, set it as ${name.replace(/_FILE$/, '')}`)
    }
  })

  it.skipIf(process.platform === 'win32')('in a folder that is another’s, is a sentence at the start too', () => {
    const closed = join(folder, 'closed')
    const open = join(folder, 'open-to-all')
    for (const one of [closed, open]) mkdirSync(one)
    writeFileSync(join(closed, 'key'), `1:${key(1)}`)
    // The system's rules do not hold for root: then somebody else starts.
    const isRoot = process.getuid?.() === 0
    chmodSync(folder, 0o755)
    chmodSync(closed, isRoot ? 0o700 : 0)
    const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, '../src/main.ts')], {
      ...{ cwd: open, encoding: 'utf8', ...(isRoot ? { uid: 65534, gid: 65534 } : {}) },
      env: { ...whole, STAFETT_MASTER_KEY: undefined, STAFETT_MASTER_KEY_FILE: join(closed, 'key') },
    })
    chmodSync(closed, 0o700)
    expect([status === 0, stderr.trimEnd().split('\n')]).toEqual([
      false,
      [
        "The settings can't be used:",
        expect.stringMatching(/^ {2}STAFETT_MASTER_KEY_FILE names .*\(EACCES\): let the user/),
      ],
    ])
  })
})

describe('.env.example', () => {
  const text = readFileSync(join(import.meta.dirname, '../.env.example'), 'utf8')
  const lines = [...text.matchAll(/^([A-Z_]+)=(.*)$/gm)]

  it('has every setting once and no other', () => {
    expect(lines.map(([, name]) => name).sort()).toEqual(settingNames().sort())
  })

  it('explains every setting, and shows the values that are used when nothing is set', () => {
    for (const paragraph of text.split('\n\n').filter((part) => /^[A-Z_]+=/m.test(part))) {
      expect(paragraph).toMatch(/^# \S.*\n/)
    }
    const shown = Object.fromEntries(lines.flatMap(([, name = '', value = '']) => (value ? [[name, value]] : [])))
    expect(readConfig({ ...whole, ...shown })).toEqual(readConfig(whole))
  })

  it('gives the command that makes a key', () => {
    expect(text).toContain(newKeyCommand)
  })
})

it('the README, the example and the start name one command that makes a key', () => {
  for (const path of ['README.md', '.env.example', 'src/config.ts']) {
    const text = readFileSync(join(import.meta.dirname, '..', path), 'utf8')
    const named = [...text.matchAll(/npm run admin -- make-key[^`'\n]*/g)].map(([command]) => command)
    expect(named.filter((command) => command === newKeyCommand)).toHaveLength(1)
    // Only where the key goes differs, such as on a server.
    const [command = ''] = newKeyCommand.split('data/')
    expect(named.filter((one) => !one.startsWith(command))).toEqual([])
    expect(text).not.toContain('randomBytes')
  }
})
