/**
 * The order in which test files judge a change: first the one that noticed most changes of the same file so far, since the
 * rest is not run once one has failed. Whether a change is noticed does not depend on it.
 */
import type { Reporter, TestCase, TestModule } from 'vitest/node'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** By the changed file, how many changes each test file has noticed. */
const noticed = new Map<string, Map<string, number>>()
let changed = ''

/** As the base, and within that by what was noticed. The changed file is the one whose related tests are asked for. */
export class LikelyFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    changed = this.ctx.config.related?.join() ?? ''
    const counts = noticed.get(changed)
    const sorted = await super.sort(files)
    return sorted.toSorted((a, b) => (counts?.get(b.moduleId) ?? 0) - (counts?.get(a.moduleId) ?? 0))
  }
}

/** Counts what each test file notices, and says nothing. */
export const noticing: Reporter = {
  onTestCaseResult(test: TestCase) {
    if (test.result().state !== 'failed') return
    count(test.module)
  },
}

function count({ moduleId }: TestModule): void {
  const counts = noticed.get(changed) ?? new Map<string, number>()
  noticed.set(changed, counts.set(moduleId, (counts.get(moduleId) ?? 0) + 1))
}
