/** What the process says and ends with where it starts with a warning, can't start, or is told to end before it has. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { watch } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { openStore } from '../../src/store/open.ts'
import { settleIn } from '../support/bot-process.ts'
import { temporaryFolder, testKeys } from '../support/temporary-store.ts'

const main = join(import.meta.dirname, '../../src/main.ts')

const startOnce = (env: { [name: string]: string }) =>
  spawnSync(process.execPath, [main], { env, encoding: 'utf8', timeout: 20_000, killSignal: 'SIGKILL' })

/** A bot that can't go on with its start before it is let, and has been told to end. */
async function toldToEnd(more: { [name: string]: string } = {}) {
  const folder = temporaryFolder()
  const settings = await settleIn(folder, 0)
  const path = join(folder, 'stafett.sqlite')
  rmSync(`${path}-lock`)
  const lock = new Database(path)
  lock.exec('begin immediate')
  const changes = watch(folder)
  const child = spawn(process.execPath, [main], { env: { ...settings, ...more }, stdio: ['ignore', 'ignore', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = once(child, 'exit')
  const said = text(child.stderr)
  for await (const { filename } of changes) if (filename === 'stafett.sqlite-lock') break
  child.kill('SIGTERM')
  lock.close()
  const [code] = await ended
  return { code, said: await said }
}

test.skipIf(process.platform === 'win32')('a key that others can read is said before the bot starts', async () => {
  const folder = temporaryFolder()
  const settings = await settleIn(folder, 0)
  chmodSync(join(folder, 'master.key'), 0o644)
  const child = spawn(process.execPath, [main], { env: settings, stdio: ['ignore', 'ignore', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const said: string[] = []
  for await (const chunk of child.stderr) {
    said.push(String(chunk))
    if (said.join('').includes('bot.started')) child.kill('SIGTERM')
  }
  const [first, second] = said.join('').split('\n')
  expect(first).toBe(
    `Warning: STAFETT_MASTER_KEY_FILE stands in a file that everybody on this machine can read or change: chmod o-rwx ${folder}/master.key`,
  )
  expect(second).toContain('"bot.started"')
})

test.skipIf(!existsSync('/dev/full'))('a warning that can’t be written ends nothing', async () => {
  const folder = temporaryFolder()
  const settings = await settleIn(folder, 0)
  chmodSync(join(folder, 'master.key'), 0o644)
  const full = openSync('/dev/full', 'w')
  onTestFinished(() => closeSync(full))
  const child = spawn(process.execPath, [main], { env: settings, stdio: ['ignore', 'ignore', full] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = once(child, 'exit')
  const changes = watch(folder)
  const open = (async () => {
    for await (const { filename } of changes) if (filename === 'stafett.sqlite-wal') return 'open'
  })()
  expect(await Promise.race([ended, open])).toBe('open')
  child.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
})

test('wrong settings, a wrong model and one that is missing end with the code that the unit does not try again', async () => {
  const folder = temporaryFolder()
  const settings = await settleIn(folder, 0)
  const [, final] = /^RestartPreventExitStatus=(\d+)$/m.exec(readFileSync('deploy/stafett.service', 'utf8')) ?? []
  expect(startOnce({ ...settings, STAFETT_PORT: 'x' }).status).toBe(Number(final))
  expect(startOnce({ ...settings, STAFETT_MODELS: folder }).status).toBe(Number(final))
  writeFileSync(
    join(folder, 'other.yaml'),
    'extends: standard\nmunicipality: { code: other, name: Other }\nrefPrefix: OT\n',
  )
  const others = { ...settings, STAFETT_MODELS: join(folder, 'other.yaml') }
  expect(startOnce(others)).toMatchObject({
    status: Number(final),
    stderr: expect.stringContaining(
      'municipality fjordvik has 7 active people in the database, and no model: name its model in STAFETT_MODELS',
    ),
  })
  // What may have passed by the next time is tried again.
  const store = await openStore({ path: join(folder, 'stafett.sqlite'), keys: testKeys })
  expect(startOnce(settings)).toMatchObject({ status: 1, stderr: expect.stringContaining('is in use by process') })
  await store.close()
})

const privilegedBelow = '/proc/sys/net/ipv4/ip_unprivileged_port_start'
const isForAll = !existsSync(privilegedBelow) || Number(readFileSync(privilegedBelow, 'utf8')) < 2

test.skipIf(isForAll)('a port that is not for the bot’s user is said', async () => {
  const folder = temporaryFolder()
  const settings = await settleIn(folder, 1)
  // The system's rules do not hold for root: then somebody else starts.
  const other = process.getuid?.() === 0 ? 65534 : null
  const theirs = [folder, ...readdirSync(folder).map((name) => join(folder, name))]
  if (other !== null) for (const path of theirs) chownSync(path, other, other)
  const as = other === null ? {} : { uid: other, gid: other }
  const { status, stderr } = spawnSync(process.execPath, [main], { env: settings, encoding: 'utf8', ...as })
  expect([status, stderr]).toEqual([1, expect.stringMatching(/^Port 1 is not for this user to listen on: .*\n$/)])
})

test('told to end while it starts, the bot stops as soon as it has started', async () => {
  const { code, said } = await toldToEnd()
  expect([code, said.match(/"bot\.\w+"/g)]).toEqual([0, ['"bot.started"', '"bot.stopped"']])
})

test('told to end while a start fails, it says why the start failed', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const address = server.address()
  const port = String(typeof address === 'object' && address?.port)
  const { code, said } = await toldToEnd({ STAFETT_PORT: port })
  expect([code, said]).toEqual([1, expect.stringMatching(`^Port ${port} is taken: .*\n$`)])
})
