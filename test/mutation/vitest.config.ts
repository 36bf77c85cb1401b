import { defineConfig } from 'vitest/config'

/** The tests that judge decisions and access: those of the core, and the stories of the app. No process, no browser. */
export default defineConfig({
  test: { include: ['test/core/**/*.test.ts', 'test/app/**/*.test.ts'], testTimeout: 30_000, hookTimeout: 30_000 },
})
