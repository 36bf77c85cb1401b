/**
 * `npm run mutate`: changes the code in many small ways, one at a time, and sees whether a test notices: the core first,
 * then what reads and gives access. Or the files given: `npm run mutate -- src/core/consent.ts`. What was tried before and
 * is untouched since is not tried again (`-- --force` does). Writes reports and nothing else.
 */
import { spawnSync } from 'node:child_process'
import { throwawayFolder } from '../support/in-memory.ts'

/** What shows what was written in a case, and numbers of which nobody is to be known; the others of `src/app/show` may be given by name. */
const shows = ['history', 'overview-numbers', 'overview-rows', 'plan', 'sealed']

const parts = {
  core: ['src/core/**/*.ts'],
  app: [
    'src/app/see/*.ts',
    'src/app/audience.ts',
    'src/app/actions/sources.ts',
    ...shows.map((one) => `src/app/show/${one}.ts`),
  ],
}

const given = process.argv.slice(2)
const force = given.filter((one) => one === '--force')
const files = given.filter((one) => one !== '--force')
const program = ['node_modules/@stryker-mutator/core/bin/stryker.js', 'run', 'test/mutation/stryker.config.mjs']

for (const [part, all] of Object.entries(parts)) {
  const chosen = files.length > 0 ? files.filter((file) => file.startsWith(`src/${part}/`)) : all
  if (chosen.length === 0) continue
  const options = ['--mutate', chosen.join(','), '--incrementalFile', `reports/mutation/${part}.json`, ...force]
  const { status } = spawnSync(process.execPath, [...program, ...options], {
    stdio: 'inherit',
    env: { ...process.env, MUTATED: part, NODE_COMPILE_CACHE: 'reports/compiled', TMPDIR: throwawayFolder() },
  })
  if (status !== 0) process.exitCode = status ?? 1
}
