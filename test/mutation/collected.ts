/**
 * Stands in for `vitest` while changes are tried: the same words, which take down what the tests are instead of running them
 * as a file is loaded. So they can be run for one change after another without being loaded again.
 */
import { relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

type Run = () => unknown

type Hook = 'beforeAll' | 'afterAll' | 'beforeEach' | 'afterEach'

/** What a file or a `describe` does for all of its tests. */
export type Suite = { name: string; parent: Suite | null; hooks: { [hook in Hook]: Run[] } }
/** `file` is a path from the working folder; `id` is its own, and the same whenever the files are. */
export type Test = { id: string; file: string; name: string; suite: Suite; run: Run }

let tests: Test[] = []
let suite = suiteOf('', null)
let file = ''

/** Loads test files, each once, and gives what they hold, in their order. Throws what the loading throws. */
export async function collect(files: string[]): Promise<Test[]> {
  tests = []
  for (const one of files) {
    file = one
    suite = suiteOf('', null)
    await import(pathToFileURL(resolve(one)).href)
  }
  return tests
}

/** Runs one test, without what its suites do once for all of theirs. Throws what it throws. */
export async function runTest(one: Test): Promise<void> {
  count += 1
  // Another one each time: what is kept for a test is not to be kept for the next change.
  running = { id: `${one.id} ${count}` }
  finished = []
  const suites = suitesOf(one)
  try {
    for (const { hooks } of suites) for (const run of hooks.beforeEach) await run()
    await one.run()
  } finally {
    for (const { hooks } of suites.toReversed()) for (const run of hooks.afterEach) await run()
    for (const run of finished.toReversed()) await run()
    running = null
  }
}

/** The outermost first. */
export function suitesOf({ suite }: Test): Suite[] {
  const suites: Suite[] = []
  for (let one: Suite | null = suite; one; one = one.parent) suites.unshift(one)
  return suites
}

function suiteOf(name: string, parent: Suite | null): Suite {
  return { name, parent, hooks: { beforeAll: [], afterAll: [], beforeEach: [], afterEach: [] } }
}

// What follows is asked for by the names that `vitest` gives it, and says no more than our tests use of it.

/** A body, and before or after it what says how long it may take. */
type Rest<B> = [B | object, (B | number)?]

function bodyOf<B extends (...values: never[]) => unknown>(rest: Rest<B>): B {
  const body = rest.find((one): one is B => typeof one === 'function')
  if (!body) throw new Error('a test without a body')
  return body
}

function addTest(name: string, ...rest: Rest<Run>): void {
  const path = [name]
  for (let one: Suite | null = suite; one?.parent; one = one.parent) path.unshift(one.name)
  const full = path.join(' > ')
  const same = tests.filter((one) => one.file === file && one.name === full).length
  const id = `${relative('test', file)}#${full}${same > 0 ? ` (${same + 1})` : ''}`
  tests.push({ id, file, name: full, suite, run: bodyOf(rest) })
}

function addSuite(name: string, ...rest: Rest<Run>): void {
  const around = suite
  suite = suiteOf(name, around)
  bodyOf(rest)()
  suite = around
}

/** A row that is a list is given as its values, as `vitest` does. */
function eachOf(add: (name: string, body: Run) => void) {
  return (rows: readonly unknown[]) =>
    (name: string, ...rest: Rest<(...values: unknown[]) => unknown>) => {
      const body = bodyOf(rest)
      for (const [index, row] of rows.entries()) {
        add(`${name} [${index}]`, () => (Array.isArray(row) ? body(...row) : body(row)))
      }
    }
}

export const test = Object.assign(addTest, { each: eachOf(addTest) })
export const it = Object.assign(addTest.bind(null), { each: eachOf(addTest) })
export const describe = Object.assign(addSuite, { each: eachOf(addSuite) })

function adding(hook: Hook) {
  return (run: Run) => {
    suite.hooks[hook].push(run)
  }
}

export const beforeAll = adding('beforeAll')
export const afterAll = adding('afterAll')
export const beforeEach = adding('beforeEach')
export const afterEach = adding('afterEach')

let running: { id: string } | null = null
let finished: Run[] = []
let count = 0

export const TestRunner = { getCurrentTest: () => running }

export function onTestFinished(run: Run): void {
  finished.push(run)
}

// Its `expect` looks for the place where a worker of `vitest` keeps what it does, and asks no more of it than this.
Object.assign(globalThis, { __vitest_worker__: { config: {}, environment: { name: 'node' } } })
export const { expect, expectTypeOf } = await import('vitest')
