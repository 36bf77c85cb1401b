/**
 * Reads a municipality's model: its own YAML file over the preset it extends. A wrong file gives one error that names
 * every problem with file and line; there is no such thing as a half-read model.
 */
import { readdirSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { notUnicode, textOf } from '../encoding.ts'
import { readNamedFile } from '../named-file.ts'
import { agreementFindings } from './check.ts'
import { shapeFindings } from './explain.ts'
import { nearest } from './nearest.ts'
import { type Model, modelSchema } from './schema.ts'
import { overlay, type Problem, parseTree, plain, spotOf, type Tree } from './tree.ts'

/** A model that can't be used. The message has one line per problem: `file:line what is wrong`. */
export class ModelError extends Error {
  readonly problems: Problem[]
  constructor(problems: Problem[]) {
    const lines = problems.map((problem) => `  ${sentence(problem)}`)
    super(`The municipality's model can't be used:\n${lines.join('\n')}`)
    this.name = 'ModelError'
    this.problems = problems
  }
}

/** `file:line what is wrong`, without a line where it is about the file as a whole. */
export function sentence({ file, line, text }: Problem): string {
  return `${line === null ? file : `${file}:${line}`} ${text}`
}

/** Reads and checks one municipality's file. Throws `ModelError` with every problem found. */
export function readModel(path: string): Model {
  const { model, problems } = load(path)
  if (!model) throw new ModelError(problems)
  return model
}

/**
 * Reads the files of all municipalities that share one bot. Throws one `ModelError` with the problems of all of them;
 * two municipalities with the same code or the same prefix of references are a problem too.
 */
export function readModels(paths: string[]): Model[] {
  const loaded = paths.map((path) => ({ path, ...load(path) }))
  const problems = loaded.flatMap((file) => file.problems)
  const models = loaded.flatMap(({ model, path }) => (model ? [{ model, path }] : []))
  for (const [i, { model, path }] of models.entries()) {
    const first = models.slice(0, i).find((other) => sharesMark(other.model, model))
    if (first) {
      const text = `has the municipality code or refPrefix of ${first.path}; each municipality needs its own`
      problems.push({ file: path, line: 1, text })
    }
  }
  if (problems.length > 0) throw new ModelError(problems)
  return models.map(({ model }) => model)
}

/** The names that `extends` may have: the presets that come with the product. */
export function presetNames(): string[] {
  return readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => basename(file, '.yaml'))
    .sort()
}

type Loaded = { model: Model | null; problems: Problem[] }

function load(path: string): Loaded {
  const { tree, problems, isAlone } = readTree(path, [])
  if (!tree) return { model: null, problems }
  const value = plain(tree)
  const parsed = modelSchema.safeParse(value)
  const findings = [...(parsed.success ? [] : shapeFindings(parsed.error, value)), ...agreementFindings(value)]
  if (parsed.success && findings.length === 0) return { model: parsed.data, problems: [] }
  const found = findings.map((finding) => ({ ...spotOf(tree, finding.path), text: finding.text }))
  const text = 'extends is missing: begin with extends: standard, and name only what differs'
  const first = isAlone ? [{ file: path, line: 1, text }] : []
  return { model: null, problems: [...first, ...found.sort(byPlace)] }
}

/** `isAlone`: it extends nothing, and so must decide everything itself. */
type ReadTree = { tree: Tree | null; problems: Problem[]; isAlone?: boolean }

/** The file's tree over the trees of what it extends. `extended` holds the presets on the way here. */
function readTree(path: string, extended: string[]): ReadTree {
  const source = readText(path)
  if ('problem' in source) return { tree: null, problems: [{ file: path, line: null, text: source.problem }] }
  const { tree, problems } = parseTree(path, source.text)
  if (tree?.kind !== 'map') {
    const text = 'must contain keys and values, such as refPrefix: FJ'
    return { tree: null, problems: problems.length > 0 ? problems : [{ file: path, line: 1, text }] }
  }
  const parent = tree.entries.get('extends')
  if (!parent) return { tree, problems: [], isAlone: extended.length === 0 }
  const name = parent.kind === 'value' ? String(parent.value) : ''
  const known = presetNames().filter((preset) => !extended.includes(preset))
  if (!known.includes(name)) {
    const guess = nearest(name, known)
    const text = `extends must name a preset (${known.join(', ')})${guess ? `; did you mean ${guess}?` : ''}`
    return { tree: null, problems: [{ file: path, line: parent.line, text }] }
  }
  tree.entries.delete('extends')
  const preset = relative(process.cwd(), join(import.meta.dirname, `${name}.yaml`))
  const below = readTree(preset, [...extended, name])
  return below.tree ? { tree: overlay(tree, below.tree), problems: [] } : below
}

function readText(path: string): { text: string } | { problem: string } {
  const read = readNamedFile(path, 'name the model file in it')
  if ('why' in read) return { problem: read.why }
  const text = textOf(read.bytes)
  return text === null ? { problem: notUnicode } : { text }
}

function sharesMark(a: Model, b: Model): boolean {
  return a.municipality.code === b.municipality.code || a.refPrefix === b.refPrefix
}

function byPlace(a: Problem, b: Problem): number {
  return a.file.localeCompare(b.file) || (a.line ?? 0) - (b.line ?? 0)
}
