/**
 * Reads the file of people that an administrator imports: CSV with a header, every mistake told with line and column.
 * Writes nothing, and knows of channels only what it is given.
 */
import { CsvError, parse } from 'csv-parse/sync'
import { z } from 'zod'
import { type Lang, languages } from '../cards/card.ts'
import { type Role, roles } from './core/permission.ts'
import { textOf } from './encoding.ts'
import { nearest } from './model/nearest.ts'
import type { Model } from './model/schema.ts'
import { writtenName } from './person-name.ts'
import { byPerson, type PersonToImport, whyNotOne } from './person-rows.ts'
import { hasElevenDigits } from './personal-number.ts'
import type { Account, AccountColumns } from './ports.ts'
import { isBlank } from './visible.ts'

/** What is wrong, and where: lines count from 1, the header's. `column` is null where it is about the whole line. */
export type FileProblem = { line: number; column: string | null; text: string }

export type PeopleFile = { people: PersonToImport[]; problems: FileProblem[] }

type KnownModel = Pick<Model, 'municipality' | 'lang'> & { policy: Pick<Model['policy'], 'services'> }
type Known = { models: KnownModel[]; accounts: AccountColumns[] }

/**
 * Each line is somebody in one of their posts. Reads the bytes of a file: UTF-8 or UTF-16, with or without a byte order mark, columns in any order, separated by `;` or `,`.
 * `people` is complete only without problems. A national identity number anywhere is a problem, and never repeated.
 */
export function readPeopleFile(bytes: Buffer, known: Known): PeopleFile {
  const table = readTable(bytes)
  if ('problem' in table) return { people: [], problems: [table.problem] }
  const [header, ...lines] = table.lines
  if (!header) return { people: [], problems: [{ line: 1, column: null, text: 'the file is empty' }] }
  const { line, cells } = header
  if (cells.length > mostColumns) {
    const text = `the header has ${cells.length} columns, more than ${mostColumns}: is it a file of people?`
    return { people: [], problems: [{ line, column: null, text }] }
  }
  const names = cells.map((name) => name.toLowerCase())
  const problems = headerProblems(names, line, known)
  if (problems.length > 0) return { people: [], problems }
  const people = lines.map((line) => readPerson(line, names, known, problems))
  return {
    people,
    problems: [...problems, ...notOne(people), ...sameEmail(people)].sort((a, b) => a.line - b.line),
  }
}

type Line = { line: number; cells: string[] }

const required = ['municipality', 'unit', 'service', 'name', 'roles']
const optional = ['lang', 'active', 'email']
/** Far more than there are, so that each that is too many can be named. */
const mostColumns = 100
const longestName = 100
const longestEmail = 254
const address = /^[^\s@<>,;:"]+@[^\s@<>,;:"]+\.[^\s@<>,;:"]+$/
/** Words, and at most a digit at their end. */
const columnName = /^(?=.{0,30}$)\p{L}*([ _-]\p{L}+)*\d?$/u
const code = /^[a-z0-9]+(-[a-z0-9]+)*$/
/** What is not seen, and makes what stands around it look or act like something else: control and direction characters among them. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\ufffc]/gu
const yes = ['yes', 'ja', 'true', '1', '']
const no = ['no', 'nei', 'false', '0']

const recordsSchema = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.int() }) }))

function readTable(bytes: Buffer): { lines: Line[] } | { problem: FileProblem } {
  const text = textOf(bytes)
  if (text === null) {
    return { problem: { line: 1, column: null, text: 'the file is not UTF-8: save it as "CSV UTF-8"' } }
  }
  const [firstLine = ''] = text.split('\n', 1)
  const delimiter = firstLine.split(';').length > firstLine.split(',').length ? ';' : ','
  try {
    const options = { delimiter, bom: true, trim: true, info: true, relax_column_count: true, skip_empty_lines: true }
    const records = recordsSchema.parse(parse(text, options))
    const filled = records.filter(({ record }) => record.some((cell) => cell !== ''))
    return { lines: filled.map(({ record, info }) => ({ line: info.lines, cells: record })) }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = typeof error.lines === 'number' ? error.lines : 1
    return { problem: { line, column: null, text: 'the quotation marks of this line do not match' } }
  }
}

function headerProblems(names: string[], line: number, { accounts }: Known): FileProblem[] {
  const known = [...required, ...optional, ...accounts.flatMap(({ tenant, user }) => [tenant, user])]
  const missing = required.filter((name) => !names.includes(name))
  const problem = (column: string, text: string) => ({ line, column, text })
  return [
    ...missing.map((name) => problem(name, 'the column is missing')),
    ...names.flatMap((name, index): FileProblem[] => {
      if (known.includes(name)) return []
      // What stands there may be a secret, where the file is another than was meant.
      return columnName.test(name)
        ? [problem(name, `there is no such column${maybe(name, known)}`)]
        : [{ line, column: null, text: `column ${index + 1} has no name that is known` }]
    }),
    ...names
      .filter((name, index) => columnName.test(name) && names.indexOf(name) < index)
      .map((name) => problem(name, 'the column is there twice')),
    ...accounts
      .filter(({ tenant, user }) => names.includes(tenant) !== names.includes(user))
      .map(({ tenant, user }) => problem(names.includes(tenant) ? user : tenant, 'the column is missing')),
  ]
}

function readPerson({ line, cells }: Line, names: string[], known: Known, problems: FileProblem[]): PersonToImport {
  const wrong = (column: string | null, text: string) => problems.push({ line, column, text })
  const cell = (name: string) => cells[names.indexOf(name)] ?? ''
  if (cells.length !== names.length) wrong(null, `the line has ${cells.length} columns and the header ${names.length}`)
  for (const [index, value] of cells.entries()) {
    // No column has a use for one, whatever its checksum.
    if (hasElevenDigits(value)) wrong(names[index] ?? null, 'a national identity number is never stored: remove it')
    else if (value.search(unseen) !== -1) wrong(names[index] ?? null, 'a character in it cannot be seen: write it anew')
  }
  const municipality = cell('municipality')
  const model = known.models.find((one) => one.municipality.code === municipality)
  const codes = known.models.map((one) => one.municipality.code)
  if (!model) wrong('municipality', `${shown(municipality)} has no model here${maybe(municipality, codes)}`)
  const service = cell('service')
  if (model && !model.policy.services.includes(service)) {
    wrong('service', `${shown(service)} is no service of ${municipality}${maybe(service, model.policy.services)}`)
  }
  const unit = cell('unit')
  if (!code.test(unit)) wrong('unit', 'must be a code: small letters a–z, digits and single hyphens')
  const name = writtenName(cell('name'))
  if (isBlank(name)) wrong('name', 'the name is missing')
  if (name.length > longestName) wrong('name', `the name is longer than ${longestName} characters`)
  const read = { municipality, unit, service, name, line }
  const lang = readLang(cell('lang'), model?.lang ?? 'nb', wrong)
  const active = readActive(cell('active'), wrong)
  const email = readEmail(cell('email'), wrong)
  return {
    ...read,
    lang,
    active,
    email,
    roles: readRoles(cell('roles'), wrong),
    accounts: readAccounts(cell, known, wrong),
  }
}

type Wrong = (column: string, text: string) => void

function readRoles(text: string, wrong: Wrong): Role[] {
  const named = text
    .toLowerCase()
    .split(/[\s,;|+]+/)
    .filter((role) => role !== '')
  if (named.length === 0) wrong('roles', `the roles are missing: one or more of ${roles.join(', ')}`)
  for (const role of named) {
    if (!roles.some((one) => one === role)) wrong('roles', `${shown(role)} is no role${maybe(role, roles)}`)
  }
  return roles.filter((role) => named.includes(role))
}

function readLang(text: string, otherwise: Lang, wrong: Wrong): Lang {
  const lang = languages.find((one) => one === text.toLowerCase())
  if (text !== '' && !lang) wrong('lang', `must be ${languages.join(', ')} or empty`)
  return lang ?? otherwise
}

function readActive(text: string, wrong: Wrong): boolean {
  const answer = text.toLowerCase()
  if (!yes.includes(answer) && !no.includes(answer)) wrong('active', 'must be yes or no')
  return !no.includes(answer)
}

/** In lower case: that is how addresses are compared. */
function readEmail(text: string, wrong: Wrong): string | null {
  if (text === '') return null
  if (!address.test(text) || text.length > longestEmail) wrong('email', 'must be a mail address or empty')
  return text.toLowerCase()
}

function readAccounts(cell: (name: string) => string, known: Known, wrong: Wrong): Account[] {
  const accounts: Account[] = []
  let filled = 0
  for (const { channel, tenant, user, form, isForm, normal } of known.accounts) {
    const [tenantId, userId] = [cell(tenant), cell(user)]
    if (tenantId === '' && userId === '') continue
    filled++
    const bad = [tenant, user].filter((name) => !isForm(cell(name)))
    for (const name of bad)
      wrong(name, cell(name) === '' ? 'is missing beside the other half of the account' : `must be ${form}`)
    if (bad.length === 0) accounts.push({ channel, tenant: normal(tenantId), user: normal(userId) })
  }
  const [first] = known.accounts
  if (filled === 0 && first) wrong(first.user, 'an account is needed: people are recognised by it')
  return accounts
}

/** Lines of one person that can't be. */
function notOne(people: PersonToImport[]): FileProblem[] {
  return byPerson(people)
    .flatMap(whyNotOne)
    .map((conflict) => ({ ...conflict, column: null }))
}

/** Of one person each line may have it. */
function sameEmail(people: PersonToImport[]): FileProblem[] {
  const first = new Map<string, number>()
  const owners = byPerson(people).flatMap((rows) => {
    const addresses = new Map(rows.flatMap(({ email, line }) => (email === null ? [] : [[email, line] as const])))
    return [...addresses].map(([email, line]) => ({ email, line }))
  })
  return owners.flatMap(({ email, line }) => {
    const before = first.get(email)
    if (before === undefined) first.set(email, line)
    return before === undefined ? [] : [{ line, column: 'email', text: `the same address stands in line ${before}` }]
  })
}

function shown(value: string): string {
  const seen = value.replaceAll(unseen, '')
  return seen === '' ? 'an empty value' : hasElevenDigits(seen) ? 'the value' : `"${seen}"`
}

function maybe(value: string, known: readonly string[]): string {
  const guess = nearest(value, known)
  return guess ? `; did you mean ${guess}?` : ` (${known.join(', ')})`
}
