import { defineConfig } from 'vitest/config'
import { refuseToRun } from './src/needs-node.mjs'

refuseToRun()

/**
 * The journeys in a real browser: they need Chromium (CHROMIUM names it, or it is looked for in the usual places). Two beside each other:
 * each has its own town and browser, and mostly waits for one of them.
 */
export default defineConfig({
  test: { include: ['test/browser/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 60_000, maxWorkers: 2 },
})
