import { defineConfig } from 'vitest/config'
import { refuseToRun } from './src/needs-node.mjs'
import { throwawayFolder } from './test/support/in-memory.ts'

refuseToRun()

const common = { testTimeout: 30_000, hookTimeout: 30_000, env: { TMPDIR: throwawayFolder() } }
/** What starts no process and no server: its files share a worker, since half of their time went into importing again. */
const within = ['app', 'cards', 'core', 'model', 'store'].map((folder) => `test/${folder}/**/*.test.ts`)

export default defineConfig({
  test: {
    maxWorkers: '100%',
    projects: [
      { test: { name: 'within', include: within, isolate: false, ...common } },
      {
        test: {
          name: 'through the door',
          include: ['test/**/*.test.ts'],
          exclude: [...within, 'test/browser/**'],
          ...common,
        },
      },
    ],
  },
})
