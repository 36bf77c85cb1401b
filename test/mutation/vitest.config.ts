import { defineConfig } from 'vitest/config'
import { LikelyFirst, noticing } from './likely-first.ts'

/**
 * The tests that judge a part: of the core its own examples, of reading and access the stories of the app. Left out is
 * what changed code can't make fail but by luck (random walks) or at all (how the source is put together), and what tells
 * of sending, of what stands in chats and of who somebody is: none of that is changed here. The two matrices of who does
 * what for whom are a third of the app's time, and judge the core.
 */
const judges: Record<string, string[]> = { core: ['test/core/**/*.test.ts'], app: ['test/app/**/*.test.ts'] }

const byLuck = ['test/core/model.test.ts', 'test/core/shape.test.ts', 'test/app/left-standing.test.ts']
const sending = ['committed', 'deliver', 'dispatch', 'gate', 'prune', 'sent-before', 'side-by-side']
const standing = ['fold', 'kept', 'older-buttons', 'stale', 'submitted-before', 'what-is-left']
const whoIsWho = ['accounts', 'carried', 'handle', 'hours', 'identity', 'settings', 'together']
const matrices = ['nobody', 'reassign']
const elsewhere = [...sending, ...standing, ...whoIsWho, ...matrices]

/** Packages of many files, which every new worker would find and read one by one: put into one file each. */
const inOneFile = ['zod', 'yaml', 'date-holidays', 'temporal-polyfill', 'kysely', 'intl-messageformat']

export default defineConfig({
  test: {
    include: judges[process.env.MUTATED ?? ''] ?? Object.values(judges).flat(),
    exclude: [...byLuck, ...elsewhere.map((file) => `test/app/${file}.test.ts`)],
    // One worker for all files, and a new one for each change: two thirds of the time went into importing again.
    isolate: false,
    deps: { optimizer: { ssr: { enabled: true, include: inOneFile } } },
    sequence: { sequencer: LikelyFirst },
    reporters: [noticing],
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
