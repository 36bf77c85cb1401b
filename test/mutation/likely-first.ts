/**
 * The order in which test files judge a change: first the one that noticed most changes of the same file so far, and of
 * equals the quickest, since the rest is not run once one has failed. Whether a change is noticed does not depend on it.
 */
import { type TestResult, TestStatus } from '@stryker-mutator/api/test-runner'

type Named = { id: string; file: string }

export class LikelyFirst {
  /** By the changed file, how many changes each test file has noticed. */
  private readonly noticed = new Map<string, Map<string, number>>()
  /** By test, how many milliseconds it took at first. */
  private readonly took = new Map<string, number>()

  /** The tests of a file stay together, in their order. */
  sort<T extends Named>(changed: string, tests: T[]): T[] {
    const counts = this.noticed.get(changed)
    const byFile = Map.groupBy(tests, ({ file }) => file)
    const time = new Map([...byFile].map(([file, all]) => [file, all.reduce((sum, one) => sum + this.timeOf(one), 0)]))
    const count = (file: string) => counts?.get(file) ?? 0
    const files = [...byFile.keys()].sort((a, b) => count(b) - count(a) || (time.get(a) ?? 0) - (time.get(b) ?? 0))
    return files.flatMap((file) => byFile.get(file) ?? [])
  }

  learn(changed: string, results: TestResult[]): void {
    for (const { id, fileName = '', status, timeSpentMs } of results) {
      if (!this.took.has(id)) this.took.set(id, timeSpentMs)
      if (status !== TestStatus.Failed) continue
      const counts = this.noticed.get(changed) ?? new Map<string, number>()
      this.noticed.set(changed, counts.set(fileName, (counts.get(fileName) ?? 0) + 1))
    }
  }

  private timeOf({ id }: Named): number {
    return this.took.get(id) ?? 0
  }
}
