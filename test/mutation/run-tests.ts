/** Runs tests that were collected, and says of each how it went. */
import { type TestResult, TestStatus } from '@stryker-mutator/api/test-runner'
import { runTest, type Suite, suitesOf, type Test } from './collected.ts'

/** Told what runs next: a test, or what a suite does for all of its tests. */
type Before = (next: Test | Suite) => void

/**
 * How long a change is judged, in milliseconds of processor time: what lets people read is reached by nearly every story of the app, and all of
 * them take minutes. What nobody has noticed by then counts as unnoticed, so that the score says no more than was seen.
 */
const judgedFor = 6_000

/** In the order given; all, or until the first fails or the time is over. Tests of a suite stand together. */
export async function runTests(tests: Test[], all: boolean, before: Before): Promise<TestResult[]> {
  const results: TestResult[] = []
  const open: Suite[] = []
  const end = all ? Number.POSITIVE_INFINITY : used() + judgedFor
  for (const one of tests) {
    if (used() > end) break
    const begun = performance.now()
    const failure = await failureOf(async () => {
      await enter(suitesOf(one), open, before)
      before(one)
      await runTest(one)
    })
    results.push(resultOf(one, performance.now() - begun, failure))
    if (failure !== null && !all) break
  }
  await failureOf(() => leave([], open))
  return results
}

/** Milliseconds of processor time so far: the same on a machine that does something else besides. */
function used(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

async function enter(suites: Suite[], open: Suite[], before: Before): Promise<void> {
  await leave(suites, open)
  for (const one of suites.filter((suite) => !open.includes(suite))) {
    open.push(one)
    before(one)
    for (const run of one.hooks.beforeAll) await run()
  }
}

async function leave(kept: Suite[], open: Suite[]): Promise<void> {
  while (true) {
    const last = open.at(-1)
    if (!last || kept.includes(last)) return
    open.pop()
    for (const run of last.hooks.afterAll) await run()
  }
}

async function failureOf(run: () => Promise<void>): Promise<string | null> {
  try {
    await run()
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function resultOf({ id, name, file }: Test, timeSpentMs: number, failureMessage: string | null): TestResult {
  const base = { id, name, fileName: file, timeSpentMs }
  if (failureMessage === null) return Object.assign(base, { status: TestStatus.Success } as const)
  return Object.assign(base, { status: TestStatus.Failed, failureMessage } as const)
}
