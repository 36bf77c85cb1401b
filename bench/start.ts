/**
 * How long the bot takes to start and how much memory it keeps when idle, with the compiled files kept and without:
 * `npm run bench`. Bounded, on loopback; ends what it started.
 */
import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

const rounds = 5
const idleMs = 3000
const flags = ['--max-semi-space-size=1', '--disable-warning=DEP0040']
const kept = [...flags, '--import', './src/compile-cache.mjs']

type Measured = { readyMs: number; idleMiB: number }

async function startOnce(nodeFlags: string[]): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'stafett-bench-'))
  const began = performance.now()
  const bot = spawn(process.execPath, [...nodeFlags, 'src/main.ts'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      STAFETT_DATABASE: join(folder, 'stafett.sqlite'),
      STAFETT_MODELS: 'src/demo/fjordvik.yaml',
      STAFETT_MASTER_KEY: `1:${randomBytes(32).toString('base64')}`,
      STAFETT_PORT: '0',
      STAFETT_DANGEROUSLY_ACCEPT_UNSIGNED_TEAMS: 'yes',
    },
  })
  try {
    await new Promise<void>((resolve, reject) => {
      bot.stderr.on('data', (line: Buffer) => line.includes('bot.started') && resolve())
      bot.once('exit', (code) => reject(new Error(`the bot ended with ${code}`)))
    })
    const readyMs = performance.now() - began
    await delay(idleMs)
    const idleMiB = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(bot.pid)])) / 1024
    return { readyMs, idleMiB }
  } finally {
    bot.removeAllListeners('exit')
    bot.kill()
    await new Promise((resolve) => bot.once('close', resolve))
    rmSync(folder, { recursive: true, force: true })
  }
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

const results: Record<'kept' | 'afresh', Measured[]> = { kept: [], afresh: [] }
await startOnce(kept)
for (let round = 0; round < rounds; round += 1) {
  results.kept.push(await startOnce(kept))
  results.afresh.push(await startOnce(flags))
}
const of = (name: keyof typeof results, what: keyof Measured) => median(results[name].map((one) => one[what]))
for (const what of ['readyMs', 'idleMiB'] as const) {
  const [a, b] = [of('kept', what), of('afresh', what)]
  console.log(
    `${what}: compiled files kept ${a.toFixed(0)}, compiled afresh ${b.toFixed(0)}, ratio ${(a / b).toFixed(2)} (medians of ${rounds})`,
  )
}
