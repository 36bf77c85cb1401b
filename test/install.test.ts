/** What an installation promises on a fresh machine: nothing is compiled, and a Node that is too old is told so in a sentence. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { temporaryFolder } from './support/temporary-store.ts'

const project = z
  .object({ engines: z.object({ node: z.string() }), scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')))
const entry = z.object({
  optional: z.boolean().optional(),
  gypfile: z.boolean().optional(),
  engines: z.object({ node: z.string().optional() }).optional(),
})
const { packages } = z
  .object({ packages: z.record(z.string(), entry) })
  .parse(JSON.parse(readFileSync('package-lock.json', 'utf8')))
const readme = readFileSync('README.md', 'utf8')

test('no npm compiles a package that brings its binaries', () => {
  const bringsBinaries = Object.keys(packages).filter((path) => existsSync(`${path}/binding.gyp`) && isPrebuilt(path))
  const missing = bringsBinaries.filter((path) => packages[path]?.gypfile !== false)
  expect(bringsBinaries).toContain('node_modules/better-sqlite3')
  expect(
    missing,
    `npm before 11 would compile these, and leaves the line out that says not to: in package-lock.json, put
      "gypfile": false,
back as the line after ${missing.map((path) => `"${path}": {`).join(' and after ')}`,
  ).toEqual([])
})

const installing = ['16.20.2', '18.20.4', '20.18.3', '20.19.0', '21.7.3', '22.11.0', '22.12.0', '23.0.0', '24.21.0']

test.each(installing)('Node %s is refused exactly where npm leaves out a native part', (node) => {
  const ranges = Object.entries(packages)
    .filter(([path, { optional }]) => optional && !path.includes('wasm'))
    .flatMap(([, { engines }]) => engines?.node ?? [])
  const { status, stderr } = install(node)
  expect(ranges.length).toBeGreaterThan(0)
  expect(status).toBe(ranges.every((range) => meets(node, range)) ? 0 : 1)
  if (status) expect(stderr).toBe(tooOldToInstall(node))
})

test('the bot alone is installed on an older Node too', () => {
  expect(install('18.20.4', 'production')).toEqual({ status: 0, stderr: '' })
})

test.each([
  ['18.20.4', 1],
  ['20.19.2', 1],
  ['22.23.5', 1],
  ['24.1.0', 1],
  ['24.2.0', 0],
  ['26.0.0', 0],
])('Node %s: a script ends with %i', (node, expected) => {
  const pretend = `Object.defineProperty(process, 'version', { value: 'v${node}' })`
  const flags = [
    '--import',
    `data:text/javascript,${encodeURIComponent(pretend)}`,
    '--import',
    './src/compile-cache.mjs',
  ]
  const { status, stderr } = spawnSync(process.execPath, [...flags, '-e', '0'], { encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: expected, stderr: expected ? tooOldToRun(node) : '' })
})

test('every script that runs code of ours says so', () => {
  // Format, lint and types run none; `check` is lint and test, and what comes before an installation says it in its own way.
  const others = ['preinstall', 'lint', 'check', 'fix']
  const refuses = (command: string) =>
    command.startsWith('vitest')
      ? readFileSync(/--config (\S+)/.exec(command)?.[1] ?? 'vitest.config.ts', 'utf8').includes('\nrefuseToRun()\n')
      : command.startsWith('node ') && command.includes('--import ./src/compile-cache.mjs ')
  const silent = Object.entries(project.scripts).filter(
    ([name, command]) => !others.includes(name) && !refuses(command),
  )
  expect(silent).toEqual([])
})

test('the README and npm are told of the same versions as the sentences', () => {
  expect(project.engines.node).toBe('>=24.2.0')
  expect(readme).toContain(needed(tooOldToRun('')))
  expect(readme).toContain(needed(tooOldToInstall('')))
})

/** Whether the package itself says that nothing of it is compiled. */
function isPrebuilt(path: string): boolean {
  return JSON.parse(readFileSync(`${path}/package.json`, 'utf8')).gypfile === false
}

function install(node: string, environment?: string) {
  const env = {
    PATH: dirname(process.execPath),
    npm_config_user_agent: `npm/9.2.0 node/v${node} linux x64 workspaces/false`,
    ...(environment ? { NODE_ENV: environment } : {}),
  }
  const { status, stderr } = spawnSync(project.scripts.preinstall ?? '', { shell: true, env, encoding: 'utf8' })
  return { status, stderr }
}

/** The two kinds of ranges that are met in the lock: `^1.2.3` and `>=1.2.3`, with `||` between. */
function meets(version: string, range: string): boolean {
  return range.split('||').some((one) => {
    const [, sign, least = ''] = /^(\^|>=) ?(\d+\.\d+\.\d+)$/.exec(one.trim()) ?? []
    if (!sign) throw new Error(`This test can't read the range ${range}`)
    const isNewer = version.localeCompare(least, 'en', { numeric: true }) >= 0
    return isNewer && (sign === '>=' || version.split('.')[0] === least.split('.')[0])
  })
}

function needed(sentence: string): string {
  return /needs (.*) to /.exec(sentence)?.[1] ?? ''
}

function tooOldToRun(node: string): string {
  return `Stafett needs Node 24.2 or newer to run, and this is Node ${node}: install a newer one, or let "npm ci" bring it, without --omit=optional and --ignore-scripts.\n`
}

function tooOldToInstall(node: string): string {
  return `Stafett needs Node 20.19, 22.12 or newer to be installed, and this is Node ${node}: install a newer one and run "npm ci" again, or "npm ci --omit=dev" for the bot without demonstration and tests.\n`
}

test('a demonstration without what it needs says how that is installed', () => {
  const folder = temporaryFolder()
  for (const part of ['src', 'cards', 'manifest', 'package.json']) cpSync(part, join(folder, part), { recursive: true })
  mkdirSync(join(folder, 'node_modules'))
  for (const name of readdirSync('node_modules').filter((one) => one !== '@microsoft' && !one.startsWith('.')))
    symlinkSync(join(process.cwd(), 'node_modules', name), join(folder, 'node_modules', name))
  const { status, stderr } = spawnSync(process.execPath, ['src/demo/index.ts'], {
    cwd: folder,
    encoding: 'utf8',
    env: {},
  })
  expect([status, stderr]).toEqual([
    1,
    'The demonstration needs what "npm ci --omit=dev" leaves out: run "npm ci", and try again.\n',
  ])
})
