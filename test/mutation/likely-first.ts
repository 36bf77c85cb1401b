/**
 * The order in which test files judge a change: first the one that is about the changed file and nothing else, which is quick; then the
 * one that noticed most changes of the same file so far, has most to do with the changed place, or is called as the file is: what is
 * made while files are loaded is reached by no test in particular. Whether a change is noticed does not depend on it, but for the time
 * there is.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { type TestResult, TestStatus } from '@stryker-mutator/api/test-runner'

type Named = { id: string; file: string }
type Counts = { [change: string]: number }
type Change = { id: string; fileName: string }

/** In the working folder, since one process reaches what all of them judge. */
const kept = 'reached-by-file.json'

/** By test file, how much of what it reaches each change is. */
function sharesOf(tests: Named[], reached: { [test: string]: Counts }): { [file: string]: Counts } {
  const shares: { [file: string]: Counts } = {}
  for (const [file, all] of Map.groupBy(tests, (one) => one.file)) {
    const counts: Counts = {}
    let sum = 0
    for (const { id } of all) {
      for (const [change, count] of Object.entries(reached[id] ?? {})) {
        counts[change] = (counts[change] ?? 0) + count
        sum += count
      }
    }
    shares[file] = Object.fromEntries(Object.entries(counts).map(([change, count]) => [change, count / sum]))
  }
  return shares
}

/** For every process that judges: what each test reached, how often. */
export function keepReached(tests: Named[], reached: { [test: string]: Counts }): void {
  writeFileSync(kept, JSON.stringify(sharesOf(tests, reached)))
}

/** The test file in the place where `test/` mirrors a file of `src/`. */
function ownOf(fileName: string): string {
  return fileName.replace(/^.*\bsrc\/(.*)\.ts$/, 'test/$1.test.ts')
}

export class LikelyFirst {
  /** By the changed file, how many changes each test file has noticed. */
  private readonly noticed = new Map<string, Map<string, number>>()
  private shares: { [file: string]: Counts } | null = null

  /** The tests of a file stay together, in their order. */
  sort<T extends Named>({ id, fileName }: Change, tests: T[]): T[] {
    this.shares ??= JSON.parse(readFileSync(kept, 'utf8'))
    const count = (file: string) => this.noticed.get(fileName)?.get(file) ?? 0
    const share = (file: string) => this.shares?.[file]?.[id] ?? 0
    const byFile = Map.groupBy(tests, ({ file }) => file)
    const own = (file: string) => Number(file === ownOf(fileName))
    const called = (file: string) => Number(basename(file, '.test.ts') === basename(fileName, '.ts'))
    const likely = [own, count, share, called]
    const order = (a: string, b: string) => likely.reduce((sum, by) => sum || by(b) - by(a), 0)
    const files = [...byFile.keys()].sort(order)
    return files.flatMap((file) => byFile.get(file) ?? [])
  }

  learn({ fileName: changed }: Change, results: TestResult[]): void {
    for (const { fileName = '', status } of results) {
      if (status !== TestStatus.Failed) continue
      const counts = this.noticed.get(changed) ?? new Map<string, number>()
      this.noticed.set(changed, counts.set(fileName, (counts.get(fileName) ?? 0) + 1))
    }
  }
}
