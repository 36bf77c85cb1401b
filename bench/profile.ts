/** Where the processor's time goes in what a figure measures, and in nothing that prepares it: by self time. */
import { type Profiler, Session } from 'node:inspector/promises'
import { watching } from './figure.ts'

/** Microseconds between two looks at what runs. */
const interval = 100
const shown = { folders: 20, functions: 30 }

type Spent = Map<string, number>

/** What `work` gives back, and two tables of what was measured meanwhile: folders or packages, and functions. */
export async function profiled<T>(work: () => Promise<T>): Promise<{ result: T; tables: string }> {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.setSamplingInterval', { interval })
  const [folders, functions]: [Spent, Spent] = [new Map(), new Map()]
  const result = await watching(async (measured) => {
    await session.post('Profiler.start')
    try {
      return await measured()
    } finally {
      const { profile } = await session.post('Profiler.stop')
      count(profile, { folders, functions })
    }
  }, work)
  session.disconnect()
  return { result, tables: [tableOf(folders, shown.folders), tableOf(functions, shown.functions)].join('\n\n') }
}

function count({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile, into: { folders: Spent; functions: Spent }) {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]))
  for (const [index, id] of samples.entries()) {
    const frame = frames.get(id)
    if (!frame || isNotOurs(frame)) continue
    const { functionName, url, lineNumber } = frame
    const [place, micros] = [placeOf(url), timeDeltas[index] ?? 0]
    // What is no JavaScript has no place, and SQLite's own not even a name.
    const within = functionName === '' ? 'SQLite, and its disk' : 'Node, in itself'
    add(into.folders, place?.replace(/\/[^/]*\.ts$/, '') ?? within, micros)
    add(
      into.functions,
      place ? `${functionName || 'nameless'} ${place}:${lineNumber + 1}` : functionName || within,
      micros,
    )
  }
}

/** Waiting, and the profiler itself. */
function isNotOurs({ functionName, url }: { functionName: string; url: string }): boolean {
  return functionName === '(idle)' || url === 'node:inspector'
}

/** A file of ours, a package, or Node; null of what has none, as what is no JavaScript. */
function placeOf(url: string): string | null {
  const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? []
  if (name !== undefined) return name
  return url.startsWith('node:') ? 'Node' : (/\/((?:src|cards|bench)\/.+)$/.exec(url)?.[1] ?? null)
}

function add(spent: Spent, name: string, micros: number): void {
  spent.set(name, (spent.get(name) ?? 0) + micros)
}

function tableOf(spent: Spent, most: number): string {
  const all = [...spent.values()].reduce((sum, micros) => sum + micros, 0)
  const first = [...spent].sort(([, a], [, b]) => b - a).slice(0, most)
  return first.map(([name, micros]) => `${((100 * micros) / all).toFixed(1).padStart(5)} %  ${name}`).join('\n')
}
