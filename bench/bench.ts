/**
 * `npm run bench`: the table of figures, each the median of some rounds. Behind `--`: the names of some figures, or of single rows;
 * `--rounds 5`; `--json`; `--growth` for how they grow; `--profile` for where the time goes in what is measured in this process (its
 * figures are then of no use); `--scale 0.1` for fewer of what is counted in thousands; `--folder DIR` for files on another disk.
 * Bounded, on loopback; ends what it started.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { endAll } from './bot.ts'
import { type Figure, type Measured, type Options, type Row, scaled } from './figure.ts'
import { figures } from './figures/index.ts'
import { growths } from './growth/index.ts'
import type { Growth } from './growth.ts'
import { profiled } from './profile.ts'
import { type Grown, grownTable, type Line, lineOf, tableOf } from './table.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    scale: { type: 'string', default: '1' },
    folder: { type: 'string', default: tmpdir() },
    json: { type: 'boolean', default: false },
    growth: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
  },
})
const rounds = Number(values.rounds)
const scale = Number(values.scale)
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds must be a whole number from 1')
if (!(scale > 0 && scale <= 1)) throw new Error('--scale must be above 0 and no more than 1')
if (values.json && values.profile) throw new Error('--profile has no --json: it gives tables to read')
const options: Options = { scale, folder: mkdtempSync(join(values.folder, 'stafett-bench-')) }

async function clean(): Promise<void> {
  await endAll()
  rmSync(options.folder, { recursive: true, force: true })
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => void clean().finally(() => process.exit(1)))

function isAsked({ name }: Pick<Row, 'name'>): boolean {
  return positionals.length === 0 || positionals.some((one) => name === one || name.startsWith(`${one}.`))
}

async function measure(figure: Figure): Promise<Line[]> {
  const rows = figure.rows(options).filter(isAsked)
  const opened = await figure.open(options)
  try {
    const measured: Measured[] = []
    for (let round = 0; round < rounds; round += 1) {
      process.stderr.write(`${figure.name}: round ${round + 1} of ${rounds}\n`)
      measured.push(await opened.round())
    }
    return rows.map((row) => lineOf(row, measured, scale))
  } finally {
    await opened.close()
  }
}

/** Throws where there is none. */
function askedFigures(): Figure[] {
  const asked = figures.filter((figure) => figure.rows(options).some(isAsked))
  return asked.length > 0 ? asked : unknown(figures.flatMap((figure) => figure.rows(options)))
}

async function table(): Promise<void> {
  const lines: Line[] = []
  for (const figure of askedFigures()) lines.push(...(await measure(figure)))
  console.log(values.json ? JSON.stringify({ scale, rounds, lines }, null, 2) : tableOf(lines))
}

async function profile(): Promise<void> {
  for (const figure of askedFigures()) {
    const { tables } = await profiled(() => measure(figure))
    console.log(`${figure.name}\n\n${tables}\n`)
  }
}

async function growth(): Promise<void> {
  const asked = growths.filter(isAsked)
  if (asked.length === 0) unknown(growths)
  const tables: Grown[] = []
  for (const one of asked) tables.push({ growth: one, rows: await grow(one) })
  console.log(values.json ? JSON.stringify({ scale, tables }, null, 2) : tables.map(grownTable).join('\n\n'))
}

async function grow(growth: Growth): Promise<Grown['rows']> {
  const rows: Grown['rows'] = []
  for (const size of new Set(growth.sizes.map((one) => (one === 0 ? 0 : scaled(one, options))))) {
    process.stderr.write(`${growth.name}: ${size}\n`)
    rows.push({ size, measured: await growth.measure(size, options) })
  }
  return rows
}

function unknown(names: Pick<Row, 'name'>[]): never {
  throw new Error(`nothing is called ${positionals.join(', ')}; there are ${names.map(({ name }) => name).join(', ')}`)
}

await (values.growth ? growth() : values.profile ? profile() : table()).finally(clean)
