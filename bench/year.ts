/** `npm run year`: a simulated school year, and what became of its duties and who was written to how often, as tables. */
import { parseArgs } from 'node:util'
import { print } from '../src/terminal.ts'
import { neglect } from './year-neglect.ts'
import { tablesOf } from './year-print.ts'
import { simulate, sizeOf, small, whole } from './year-run.ts'

const text = { type: 'string' } as const
const { values } = parseArgs({
  options: { small: { type: 'boolean' }, cases: text, seed: text, neglect: { type: 'boolean' } },
})
const size = values.small ? small : sizeOf(Number(values.cases ?? whole.cases))

for (const how of ['day by day', 'at once'] as const) {
  const { holder, leader, ke, untold, dead, ms, transactions } = await neglect(how)
  print(
    `15 cases neglected for 30 days, ${how}: ${holder} messages to the holder, ${leader} to the leader, ${ke} to KE; ` +
      `${untold.length} duties told to nobody, ${dead} messages not sent; ` +
      `${(ms / 1000).toFixed(1)} s, ${transactions} transactions`,
  )
}
if (!values.neglect) await year()

async function year(): Promise<void> {
  const began = Date.now()
  const seconds = () => Math.round((Date.now() - began) / 1000)
  const done = await simulate(size, Number(values.seed ?? 1), (day) => {
    if (day.endsWith('-01')) process.stderr.write(`${day} after ${seconds()} s\n`)
  })
  for (const line of tablesOf(done)) print(line)
  print(`took ${seconds()} s`)
}
