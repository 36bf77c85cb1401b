/**
 * `npm run mutate`: changes the code in many small ways, one at a time, and sees whether a test notices. All of what is
 * named in `stryker.config.json`, or the files given: `npm run mutate -- src/core/consent.ts`. Writes reports and nothing else.
 */
import { spawnSync } from 'node:child_process'

const files = process.argv.slice(2)
const mutate = files.length > 0 ? ['--mutate', files.join(',')] : []
const program = 'node_modules/@stryker-mutator/core/bin/stryker.js'
const { status } = spawnSync(process.execPath, [program, 'run', 'test/mutation/stryker.config.json', ...mutate], {
  stdio: 'inherit',
})
process.exitCode = status ?? 1
