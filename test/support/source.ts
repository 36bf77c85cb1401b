/** The project's own source as data: files, imports, functions and literals, read with a real parser. */
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { parseAst } from 'vitest/node'

/** `lazy`: it is loaded only when a function asks for it. */
export type Import = { from: string; typeOnly: boolean; lazy: boolean }
export type Piece = { line: number; text: string }
export type Source = {
  path: string
  text: string
  lines: number
  imports: Import[]
  /** Functions with the number of lines they take. */
  functions: { line: number; lines: number }[]
  strings: Piece[]
  /** Classes by what they extend, and default exports. */
  classes: string[]
  defaults: number
  /** Lines on which a literal is spread into another: `...{ a, b }`. */
  spreads: number[]
}

/** Every file that is written by hand, as paths from the root of the project. */
export function filesOf(...folders: string[]): string[] {
  return folders.flatMap((folder) => globSync(`${folder}/**/*.*`)).sort()
}

const parsed = new Map<string, Source>()

/** Parses a TypeScript file once. */
export function sourceOf(path: string): Source {
  const known = parsed.get(path)
  if (known) return known
  const text = readFileSync(path, 'utf8')
  const source: Source = {
    path,
    text,
    lines: text.trimEnd().split('\n').length,
    imports: [],
    functions: [],
    strings: [],
    classes: [],
    defaults: 0,
    spreads: [],
  }
  walk(parseAst(text, { lang: 'ts' }), source)
  parsed.set(path, source)
  return source
}

type Node = { type: string; start: number; end: number } & Record<string, unknown>

const functionTypes = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])

function walk(value: unknown, source: Source): void {
  if (Array.isArray(value)) for (const one of value) walk(one, source)
  else if (isNode(value)) {
    note(value, source)
    for (const inner of Object.values(value)) walk(inner, source)
  }
}

function note(node: Node, source: Source): void {
  const { text } = source
  const line = text.slice(0, node.start).split('\n').length
  const code = text.slice(node.start, node.end)
  if (isNode(node.source) && typeof node.source.value === 'string') {
    source.imports.push({
      from: resolved(node.source.value, source.path),
      typeOnly: node.importKind === 'type' || node.exportKind === 'type',
      lazy: node.type === 'ImportExpression',
    })
  }
  if (functionTypes.has(node.type)) source.functions.push({ line, lines: code.split('\n').length })
  if (node.type === 'Literal' && typeof node.value === 'string') source.strings.push({ line, text: node.value })
  if (node.type === 'TemplateElement') source.strings.push({ line, text: code })
  if (node.type === 'ClassDeclaration')
    source.classes.push(isNode(node.superClass) ? text.slice(node.superClass.start, node.superClass.end) : '')
  if (node.type === 'SpreadElement' && isNode(node.argument) && node.argument.type === 'ObjectExpression')
    source.spreads.push(line)
  if (node.type === 'ExportDefaultDeclaration') source.defaults += 1
}

function isNode(value: unknown): value is Node {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    'start' in value &&
    typeof value.start === 'number'
  )
}

function resolved(specifier: string, path: string): string {
  return specifier.startsWith('.') ? normalize(join(dirname(path), specifier)) : specifier
}
