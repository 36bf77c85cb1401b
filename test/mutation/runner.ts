/**
 * Tries one change after another in a process that has loaded the tests once. Stryker's runner for `vitest` loads them anew
 * for each change, which was nine tenths of the time: the whole took hours. What is changed while files are loaded gets a
 * process of its own, which is Stryker's own doing for a runner that can't load again.
 */
import { registerHooks } from 'node:module'
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin'
import {
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestRunner,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner'
import type { Suite, Test } from './collected.ts'
import { judges } from './judges.ts'
import { keepReached, LikelyFirst } from './likely-first.ts'

type Counts = { [change: string]: number }
type Reached = { static: Counts; perTest: { [test: string]: Counts } }
/** What the changed code reads and writes: which change is on, what runs, and what was reached how often. */
type Space = {
  activeMutant?: string | undefined
  currentTestId?: string
  hitCount?: number
  hitLimit?: number | undefined
  mutantCoverage?: Reached
}

const collected = new URL('collected.ts', import.meta.url).href

registerHooks({
  resolve(specifier, context, next) {
    const isOurs = specifier === 'vitest' && context.parentURL !== collected
    return isOurs ? { url: collected, shortCircuit: true } : next(specifier, context)
  },
})

// A change may leave behind what fails later, when another one is tried.
process.on('unhandledRejection', () => undefined)

class InOneProcess implements TestRunner {
  private readonly space: Space = {}
  private readonly likely = new LikelyFirst()
  private readonly suites = new Map<Suite, string>()
  private loaded: Test[] | null = null

  constructor() {
    Object.assign(globalThis, { __stryker__: this.space })
  }

  capabilities() {
    return { reloadEnvironment: false }
  }

  async dryRun(): Promise<DryRunResult> {
    const all = await this.load()
    const tests = await this.run(all, true)
    const { static: whileLoading, perTest } = this.space.mutantCoverage ?? { static: {}, perTest: {} }
    const byTest = Object.fromEntries(all.map((one) => [one.id, this.reachedBy(one, perTest)]))
    keepReached(all, byTest)
    return { status: DryRunStatus.Complete, tests, mutantCoverage: { static: whileLoading, perTest: byTest } }
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { activeMutant: change, mutantActivation, testFilter, hitLimit, disableBail } = options
    this.space.activeMutant = mutantActivation === 'static' ? change.id : undefined
    const loaded = await this.load().catch((error: unknown) => String(error))
    // A file that can't be loaded is a test that fails.
    if (typeof loaded === 'string') {
      return { status: MutantRunStatus.Killed, killedBy: [], failureMessage: loaded, nrOfTests: 0 }
    }
    const named = testFilter && new Set(testFilter)
    const chosen = named ? loaded.filter(({ id }) => named.has(id)) : loaded
    Object.assign(this.space, { activeMutant: change.id, hitCount: 0, hitLimit })
    const tests = await this.run(this.likely.sort(change, chosen), disableBail)
    this.space.activeMutant = undefined
    this.likely.learn(change, tests)
    const endless = determineHitLimitReached(this.space.hitCount, hitLimit)
    return toMutantRunResult(endless ?? { status: DryRunStatus.Complete, tests })
  }

  private async load(): Promise<Test[]> {
    const { collect } = await import('./collected.ts')
    this.loaded ??= await collect(judges())
    return this.loaded
  }

  private async run(tests: Test[], all: boolean) {
    const { runTests } = await import('./run-tests.ts')
    return runTests(tests, all, (next) => {
      this.space.currentTestId = 'id' in next ? next.id : this.nameOf(next)
    })
  }

  /** What a test reaches, and what its suites reach for it. */
  private reachedBy({ id, suite }: Test, perTest: Reached['perTest']): Counts {
    const reached: Counts = {}
    const all = [perTest[id]]
    for (let one: Suite | null = suite; one; one = one.parent) all.push(perTest[this.nameOf(one)])
    for (const counts of all) {
      for (const [change, count] of Object.entries(counts ?? {})) reached[change] = (reached[change] ?? 0) + count
    }
    return reached
  }

  /** Under which what a suite reaches is counted. */
  private nameOf(suite: Suite): string {
    const name = this.suites.get(suite) ?? `suite ${this.suites.size}`
    this.suites.set(suite, name)
    return name
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-one-process', InOneProcess)]
