/** What runs the bot on a server and in a container says the same as the project itself. */
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, matchesGlob } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { settingNames } from '../src/config.ts'
import { sourceOf } from './support/source.ts'
import { temporaryFolder } from './support/temporary-store.ts'

const { scripts, dependencies } = z
  .object({ scripts: z.looseObject({ start: z.string() }), dependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')))

/** What comes after `node`. */
function afterNode(words: string[]): string[] {
  return words.slice(1)
}

const start = afterNode(scripts.start.split(' '))

it('the unit starts the bot with the flags of npm start', () => {
  const [, line = ''] = /^ExecStart=\S+\/(node .*)$/m.exec(readFileSync('deploy/stafett.service', 'utf8')) ?? []
  expect(afterNode(line.split(' '))).toEqual(start)
})

it('the container starts the bot with the flags of npm start', () => {
  const [, list = '[]'] = /^CMD (\[.*\])$/m.exec(readFileSync('deploy/Dockerfile', 'utf8')) ?? []
  expect(afterNode(JSON.parse(list))).toEqual(start)
})

describe("the administrator's command on a server", () => {
  const unit = readFileSync('deploy/stafett.service', 'utf8')
  const script = readFileSync('deploy/admin', 'utf8')

  it('has the folder of the database made, as the unit has', () => {
    const folder = [...unit.matchAll(/^StateDirectory\w*=.*$/gm)].map(([line]) => line)
    expect(folder).toEqual(['StateDirectory=stafett', 'StateDirectoryMode=0700'])
    expect(script.match(/StateDirectory\w*=\S+/g)).toEqual(folder)
  })

  it('works on the database, with the settings and as the user of the unit', () => {
    const same = [/\bSTAFETT_DATABASE=\S+/, /\bEnvironmentFile=\S+/, /\bUMask=\d+/]
    for (const one of same) expect(one.exec(script)?.[0]).toBe(one.exec(unit)?.[0])
    expect(/--uid=(\S+)/.exec(script)?.[1]).toBe(/^User=(.*)$/m.exec(unit)?.[1])
  })

  it.skipIf(process.platform === 'win32').each([
    ['none', []],
    ['one', ['STAFETT_MASTER_KEY']],
    ['two', ['STAFETT_MASTER_KEY', 'STAFETT_SLACK_BOT_TOKEN']],
  ])('hands over the secrets there are: %s', (_, names) => {
    const folder = temporaryFolder()
    const secrets = join(folder, 'secrets')
    mkdirSync(secrets)
    for (const name of [...names, 'STAFETT_MASTER_KEY.old', 'STAFETT_MASTER_KEY~', 'notes'])
      writeFileSync(join(secrets, name), 'x')
    writeFileSync(join(folder, 'systemd-run'), '#!/bin/sh\nprintf "%s\\n" "$@"\n', { mode: 0o755 })
    const { stdout, stderr } = spawnSync(
      'sh',
      [
        '-c',
        script.replace('/etc/stafett/secrets', secrets).replace('$(id -u)', '0'),
        'admin',
        'import',
        'pr$is "x".csv',
      ],
      {
        ...{ encoding: 'utf8', env: { PATH: `${folder}:${process.env.PATH}` } },
      },
    )
    const words = stdout.trimEnd().split('\n')
    const handed = words.filter((word) => word.includes('LoadCredential')).sort()
    expect([stderr, handed]).toEqual(['', names.map((name) => `--property=LoadCredential=${name}:${secrets}/${name}`)])
    expect(words.filter((word) => word.includes('_FILE='))).toHaveLength(names.length)
    expect(words.slice(-3)).toEqual(['src/admin.ts', 'import', 'pr$$is "x".csv'])
  })
})

it('the command on a server says whom it needs', () => {
  const script = readFileSync('deploy/admin', 'utf8').replace('$(id -u)', '1000')
  const { status, stderr } = spawnSync('sh', ['-c', script, 'admin', 'check'], { encoding: 'utf8' })
  expect([status, stderr]).toEqual([1, 'Run it as root: sudo /opt/stafett/deploy/admin …\n'])
})

it('the bot is nobody of importance, and may do little', () => {
  const last = (text: string, line: RegExp) => [...text.matchAll(line)].at(-1)?.[1]
  const docker = readFileSync('deploy/Dockerfile', 'utf8')
  expect(last(docker.slice(docker.lastIndexOf('FROM')), /^USER (.*)$/gm)).toBe('node')
  const unit = readFileSync('deploy/stafett.service', 'utf8').split('\n')
  for (const line of ['NoNewPrivileges=yes', 'CapabilityBoundingSet=', 'ProtectSystem=strict', 'User=stafett'])
    expect(unit).toContain(line)
  const services = z
    .looseObject({
      services: z.record(
        z.string(),
        z.looseObject({ read_only: z.boolean(), cap_drop: z.array(z.string()), security_opt: z.array(z.string()) }),
      ),
    })
    .parse(parse(readFileSync('deploy/compose.yaml', 'utf8'))).services
  expect(Object.keys(services)).toEqual(['bot', 'proxy'])
  for (const { read_only, cap_drop, security_opt } of Object.values(services))
    expect([read_only, cap_drop, security_opt]).toEqual([true, ['ALL'], ['no-new-privileges:true']])
})

it('nothing goes into the image that was not let in', () => {
  expect(['README.md', 'data/master.key', 'test/deploy.test.ts', 'src/demo/index.ts'].filter(isLetIn)).toEqual([])
})

it('the proxy lets through the doors of the channels, the links and the pages, of a size a channel sends, and nothing else', () => {
  const caddy = readFileSync('deploy/Caddyfile', 'utf8')
  expect(/@bot path (.*)$/m.exec(caddy)?.[1]).toBe('/api/messages /slack/* /sak/* /rom /rom/* /familie /familie/*')
  for (const [file, route] of [
    ['src/teams/index.ts', '/api/messages'],
    ['src/slack/index.ts', '/slack/'],
    ['src/web/case-page.ts', '/sak/'],
    ['src/web/frame.ts', '/rom/'],
    ['src/ports/page.ts', '/familie/'],
  ] as const)
    expect(globSync(`${dirname(file)}/*.ts`).some((one) => readFileSync(one, 'utf8').includes(`'${route}`))).toBe(true)
  expect(caddy).toMatch(/^\trespond 404$/m)
  expect(caddy).toMatch(/request_body \{\s*max_size \d+MB\s*\}/)
})

it('the manifest is made from what the bot alone is installed with', () => {
  const made = reached(['manifest/pack.ts']).packages
  expect(made.filter((name) => !(name in dependencies))).toEqual([])
})

it.each([['--foo'], ['x'], ['--slack', '--app-id']])(
  'npm run manifest says how it is used when asked with %s %s',
  (...args) => {
    const { status, stderr } = spawnSync(process.execPath, ['manifest/pack.ts', ...args], { encoding: 'utf8', env: {} })
    expect([status, stderr.split('\n', 1)[0]]).toEqual([1, 'These arguments are not known.'])
  },
)

it.each([
  ['On a server', 'deploy/admin check', 'enable --now'],
  ['In a container', 'src/admin.ts check', 'up --detach'],
])('the README has all checked before the start: %s', (title, check, start) => {
  const [, part = ''] = readFileSync('README.md', 'utf8').split(`### ${title}\n`)
  expect(part).toContain(start)
  expect(part.slice(0, part.indexOf(start))).toContain(check)
})

it.each(globSync('deploy/*').sort())('%s names only settings there are', (file) => {
  const named = readFileSync(file, 'utf8').match(/\bSTAFETT_[A-Z_]+/g) ?? []
  expect(named.filter((name) => !settingNames().includes(name))).toEqual([])
})

it('the container for development forwards the ports of the demonstration', () => {
  const { forwardPorts } = JSON.parse(readFileSync('.devcontainer/devcontainer.json', 'utf8'))
  const [, ports = ''] = /const ports = (\{.*\})$/m.exec(readFileSync('src/demo/index.ts', 'utf8')) ?? []
  expect(forwardPorts).toEqual((ports.match(/\d+/g) ?? []).map(Number))
})

describe('the image', () => {
  const { files, packages } = reached(['src/main.ts', 'src/admin.ts', ...loaded(scripts.start)])

  it('holds every file that the bot and the commands import or read', () => {
    const kinds = ['src/**/*.ts', 'src/*.mjs', 'src/**/*.sql', 'src/**/*.yaml', 'src/**/*.json', 'manifest/*/*.json']
    expect(kinds.filter((kind) => !files.some((file) => matchesGlob(file, kind)))).toEqual([])
    expect(files.filter((file) => !isLetIn(file) || !isCopied(file))).toEqual([])
  })

  it('holds every package that they import', () => {
    expect(packages.filter((name) => !(name in dependencies))).toEqual([])
  })
})

/** What `--import` names. */
function loaded(command: string): string[] {
  return [...command.matchAll(/--import \.\/(\S+)/g)].map(([, path = '']) => path)
}

/** What runs when the files are run: what they import, and what these read that stands in the project. */
function reached(from: string[]): { files: string[]; packages: string[] } {
  const files = new Set<string>()
  const packages = new Set<string>()
  const follow = (path: string): void => {
    if (files.has(path)) return
    files.add(path)
    if (!/\.(ts|mjs)$/.test(path)) return
    for (const { from: target, typeOnly } of sourceOf(path).imports) {
      if (typeOnly || target.startsWith('node:')) continue
      if (existsSync(target)) follow(target)
      else packages.add(target.startsWith('@') ? target.split('/').slice(0, 2).join('/') : (target.split('/')[0] ?? ''))
    }
    for (const read of readBy(path)) follow(read)
  }
  for (const path of from) follow(path)
  return { files: [...files].sort(), packages: [...packages].sort() }
}

/** Files that a literal names, from the project's root or beside the file; and all data below one that reads its own folder. */
function readBy(path: string): string[] {
  const { strings, text } = sourceOf(path)
  const named = strings.flatMap((literal) => [literal.text, join(dirname(path), literal.text)])
  const below = text.includes('import.meta.dirname') ? globSync(`${dirname(path)}/**/*.{sql,yaml,json}`) : []
  const isData = (file: string) => /^[\w./-]+\.(sql|yaml|json|csv|html|png|mjs)$/.test(file) && existsSync(file)
  return [...named, ...below].filter((file) => isData(file) && statSync(file).isFile())
}

/** As Docker reads `.dockerignore`: the last line that a file falls under counts. */
function isLetIn(file: string): boolean {
  const lines = readFileSync('.dockerignore', 'utf8').split('\n')
  const rules = lines.filter((line) => line !== '' && !line.startsWith('#'))
  const rule = rules.findLast((one) => isUnder(file, one.replace('!', '')))
  return rule?.startsWith('!') ?? true
}

/** Whether the build takes it from the project. */
function isCopied(file: string): boolean {
  const copied = [...readFileSync('deploy/Dockerfile', 'utf8').matchAll(/^COPY (?!--from)(.*) (\S+)$/gm)]
  return copied.some(([, sources = '']) => sources.split(' ').some((one) => isUnder(file, one)))
}

function isUnder(file: string, pattern: string): boolean {
  return matchesGlob(file, pattern) || matchesGlob(file, `${pattern}/**`)
}
