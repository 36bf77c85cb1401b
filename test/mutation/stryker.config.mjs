/** How the changes are made and tried; which tests judge them, `judges.ts` beside this file says. */

/** What the compiler mostly refuses: a name of ours that is no name, a thing that lacks everything, or may not be there. */
const refusedByCompiler = ['StringLiteral', 'ObjectLiteral', 'OptionalChaining']

export default {
  testRunner: 'in-one-process',
  plugins: ['./test/mutation/runner.ts'],
  tsconfigFile: 'none.json',
  coverageAnalysis: 'perTest',
  concurrency: 2,
  timeoutMS: 10_000,
  dryRunTimeoutMinutes: 30,
  // A machine that is busy with something else is not to be taken for a change that never ends.
  timeoutFactor: 4,
  incremental: true,
  mutator: { excludedMutations: refusedByCompiler },
  ignorePatterns: ['reports', 'data', 'docs'],
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 95, low: 92, break: null },
  tempDirName: '.stryker-tmp',
}
