/**
 * Turns what zod found wrong in a model into sentences for the person who wrote the file. Says what was expected, what
 * stands there, and which key or value was probably meant.
 */
import { z } from 'zod'
import { hasPersonalNumber } from '../personal-number.ts'
import { nearest } from './nearest.ts'
import { modelSchema } from './schema.ts'
import type { Path } from './tree.ts'

export type Finding = { path: Path; text: string }

const expectations: Record<string, string> = {
  string: 'text',
  number: 'a whole number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
}

/** Every way in which `value` broke the model's schema. */
export function shapeFindings(error: z.ZodError, value: unknown): Finding[] {
  return error.issues.flatMap((issue) => explain(issue, value))
}

/** A path as people write it: `policy.levels[2].number`. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`
    return text === '' ? String(key) : `${text}.${String(key)}`
  }, '')
}

function explain(issue: z.core.$ZodIssue, root: unknown): Finding[] {
  const { path } = issue
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(modelSchema, path)
    return issue.keys.map((key) => {
      const whole = [...path, key]
      return { path: whole, text: `${pathText(whole)} is not a known key${meant(nearest(key, known))}` }
    })
  }
  return [{ path, text: `${pathText(path) || 'the file'} ${complaint(issue, valueAt(root, path))}` }]
}

function complaint(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? 'is not a possible key'
  if (value === undefined) return 'is missing'
  if (value === null) return 'has no value'
  switch (issue.code) {
    case 'invalid_type': {
      const quotes = issue.expected === 'string' && typeof value !== 'object' ? '; put it in quotes' : ''
      return `must be ${expectations[issue.expected] ?? issue.expected}, but is ${shown(value)}${quotes}`
    }
    case 'invalid_value': {
      const known = issue.values.map(String)
      return `must be one of ${known.join(', ')}, but is ${shown(value)}${meant(nearest(String(value), known))}`
    }
    case 'too_small':
      return bounded(issue.origin, value, 'least', issue.minimum)
    case 'too_big':
      return bounded(issue.origin, value, 'most', issue.maximum)
    default:
      return `${issue.message}, but is ${shown(value)}`
  }
}

function bounded(origin: string, value: unknown, side: 'least' | 'most', limit: number | bigint): string {
  if (origin === 'string') return 'must not be empty'
  if (origin === 'array') return `must have at ${side} ${limit} entries`
  return `must be at ${side} ${limit}, but is ${shown(value)}`
}

function meant(guess: string | null): string {
  return guess === null ? '' : `; did you mean ${guess}?`
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object' && value !== null) return 'a group of keys'
  if (typeof value !== 'string') return String(value)
  return hasPersonalNumber(value) ? 'a text with one' : `"${value}"`
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, key) => {
    if (typeof inner !== 'object' || inner === null) return undefined
    return Object.getOwnPropertyDescriptor(inner, key)?.value
  }, value)
}

/** The keys the schema allows in the map at `path`. */
function knownKeys(schema: unknown, path: Path): string[] {
  const [key, ...rest] = path
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return knownKeys(schema.unwrap(), path)
  if (schema instanceof z.ZodArray) return knownKeys(schema.element, rest)
  if (schema instanceof z.ZodRecord) {
    if (key !== undefined) return knownKeys(schema.valueType, rest)
    return schema.keyType instanceof z.ZodEnum ? schema.keyType.options.map(String) : []
  }
  if (!(schema instanceof z.ZodObject)) return []
  return key === undefined ? Object.keys(schema.shape) : knownKeys(schema.shape[String(key)], rest)
}
