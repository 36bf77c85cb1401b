/**
 * A YAML file as a tree in which every value knows its file and line, and one tree laid over another, so that a wrong
 * value can be pointed at wherever it came from. Knows nothing of what a model contains.
 */
import { isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument } from 'yaml'

/** Where a value stands. Lines count from 1. */
export type Spot = { file: string; line: number }

/** `line` is null where it is about the file as a whole. */
export type Problem = { file: string; line: number | null; text: string }

/** `removed` marks a key that a file took out of what it extends by giving it no value. */
export type Tree = Spot &
  (
    | { kind: 'map'; entries: Map<string, Tree> }
    | { kind: 'list'; items: Tree[] }
    | { kind: 'value'; value: unknown; removed?: boolean }
  )

export type Path = PropertyKey[]

/** Reads a YAML text. With a syntax error or a key written twice the tree is null and every problem is named. */
export function parseTree(file: string, source: string): { tree: Tree | null; problems: Problem[] } {
  const lines = new LineCounter()
  const parsed = parseDocument(source, { lineCounter: lines, prettyErrors: false, version: '1.2' })
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line)
  const problems: Problem[] = [...parsed.errors, ...parsed.warnings].map((error) => ({
    file,
    line: lineAt(error.pos[0]),
    text: error.code === 'DUPLICATE_KEY' ? 'this key is written twice' : `is not valid YAML: ${error.message}`,
  }))
  if (problems.length > 0) return { tree: null, problems }
  const tree = convert(parsed.contents, { file, line: 1 }, (spot) => problems.push(spot), lineAt)
  return { tree: problems.length > 0 ? null : tree, problems }
}

/**
 * One tree over another: maps are merged key by key, everything else is replaced whole. An empty value (`key:` or
 * `key: ~`) takes the key out of the map below it.
 */
export function overlay(top: Tree, below: Tree): Tree {
  if (top.kind === 'value' && top.value === null) return { ...top, removed: true }
  if (top.kind !== 'map' || below.kind !== 'map') return top
  const entries = new Map(below.entries)
  for (const [key, value] of top.entries) {
    const under = below.entries.get(key)
    entries.set(key, under ? overlay(value, under) : value)
  }
  return { ...top, entries }
}

/** The tree as plain values, without what was removed. */
export function plain(tree: Tree): unknown {
  if (tree.kind === 'list') return tree.items.map(plain)
  if (tree.kind === 'value') return tree.value
  const kept = [...tree.entries].filter(([, value]) => !(value.kind === 'value' && value.removed))
  return Object.fromEntries(kept.map(([key, value]) => [key, plain(value)]))
}

/** Where the value at `path` stands, or, if there is none, the nearest thing around it that exists. */
export function spotOf(tree: Tree, path: Path): Spot {
  const spot = { file: tree.file, line: tree.line }
  const [key, ...rest] = path
  if (key === undefined) return spot
  const child =
    tree.kind === 'map' ? tree.entries.get(String(key)) : tree.kind === 'list' ? tree.items[Number(key)] : undefined
  return child ? spotOf(child, rest) : spot
}

type Report = (problem: Problem) => void

function convert(node: ParsedNode | null, spot: Spot, report: Report, lineAt: (offset: number) => number): Tree {
  const below = (child: ParsedNode | null, line: number) => convert(child, { file: spot.file, line }, report, lineAt)
  if (isMap(node)) {
    const entries = new Map<string, Tree>()
    for (const pair of node.items) {
      const line = lineAt(pair.key.range[0])
      if (isScalar(pair.key)) entries.set(String(pair.key.value), below(pair.value, line))
      else report({ file: spot.file, line, text: 'a key must be a single word' })
    }
    return { ...spot, kind: 'map', entries }
  }
  if (isSeq(node)) {
    return { ...spot, kind: 'list', items: node.items.map((item) => below(item, lineAt(item.range[0]))) }
  }
  if (node === null || isScalar(node)) return { ...spot, kind: 'value', value: node?.value ?? null }
  report({ ...spot, text: 'refers to a value elsewhere in the file: write the value out instead' })
  return { ...spot, kind: 'value', value: null }
}
