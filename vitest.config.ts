import { defineConfig } from 'vitest/config'
import { refuseToRun } from './src/needs-node.mjs'

refuseToRun()

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    maxWorkers: '100%',
  },
})
