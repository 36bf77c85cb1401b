/**
 * The tests that judge a part: of the core its own examples, of reading and access the stories of the app. Left out is
 * what changed code can't make fail but by luck (random walks) or at all (how the source is put together), and what tells
 * of sending, of what stands in chats and of who somebody is: none of that is changed here. The two matrices of who does
 * what for whom are a third of the app's time, and judge the core.
 */
import { globSync } from 'node:fs'

const byLuck = ['model', 'shape', 'left-standing', 'year']
const sending = ['committed', 'deliver', 'dispatch', 'gate', 'prune', 'sent-before', 'side-by-side']
const standing = ['fold', 'kept', 'older-buttons', 'stale', 'submitted-before', 'what-is-left']
const whoIsWho = ['accounts', 'carried', 'handle', 'hours', 'identity', 'settings', 'together']
const matrices = ['nobody', 'reassign']
const leftOut = [...byLuck, ...sending, ...standing, ...whoIsWho, ...matrices].map((name) => `/${name}.test.ts`)

/** Paths from the working folder, of the part that `MUTATED` names. */
export function judges(): string[] {
  const files = globSync(`test/${process.env.MUTATED}/**/*.test.ts`).sort()
  return files.filter((file) => !leftOut.some((end) => file.endsWith(end)))
}
