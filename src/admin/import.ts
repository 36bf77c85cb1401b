/** Puts the people of a file into the directory, or says what that would change; and says every mistake in the file. */
import { parseArgs } from 'node:util'
import { recheckAll } from '../app/act/index.ts'
import { createClock } from '../calendar.ts'
import { accountColumns } from '../channels.ts'
import { type Config, wholeConfig } from '../config.ts'
import type { Day } from '../core/ids.ts'
import { readModels } from '../model/read.ts'
import { withoutModel } from '../model/without.ts'
import { readNamedFile } from '../named-file.ts'
import { type FileProblem, readPeopleFile } from '../people-file.ts'
import type { Person, Tx } from '../ports.ts'
import { planOnCopy } from '../store/look.ts'
import type { Absent, ImportConflict, ImportPlan, OpenStore, PersonToImport } from '../store/open.ts'
import { actingFrom } from './acting.ts'
import { type AdminContext, withStore } from './command.ts'
import { doubtsAbout, movedBy, newlyDeciding } from './import-doubts.ts'
import { toldPlan, unitOf } from './import-words.ts'

type Asked = { path: string; dryRun: boolean; confirm: boolean; absent: Absent }

const use = 'npm run admin -- import people.csv [--dry-run] [--confirm] [--absent keep|deactivate]'

/** Arguments: the file, and how. All of it is imported or, with a mistake, a conflict or something unconfirmed, nothing. */
export async function importFile(context: AdminContext, args: string[]): Promise<number> {
  const { print, survey } = context
  const asked = readArguments(args)
  if (typeof asked === 'string') {
    print(asked)
    return 1
  }
  const file = readNamedFile(asked.path, 'name the file of people in it')
  if ('why' in file) {
    print(`${asked.path} ${file.why}.`)
    return 1
  }
  const config = wholeConfig(survey())
  const models = readModels(config.models)
  const { people, problems } = readPeopleFile(file.bytes, { models, accounts: accountColumns })
  if (problems.length > 0) return printProblems(context, asked.path, problems)
  if (asked.dryRun) return dryRun(context, asked, people, config)
  const write = (store: OpenStore) => importPeople(store, context, asked, people)
  return withStore(write, { makes: true })(context, [])
}

function readArguments(args: string[]): Asked | string {
  const flag = { type: 'boolean', default: false } as const
  const options = { 'dry-run': flag, confirm: flag, absent: { type: 'string', default: 'keep' } } as const
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const [path, ...more] = positionals
    const { absent, confirm } = values
    if (path === undefined) return `Which file? ${use}`
    if (more.length > 0) return `import takes one word after it, the file, and what begins with --: ${use}`
    if (absent !== 'keep' && absent !== 'deactivate') return `--absent must be keep or deactivate: ${use}`
    return { path, dryRun: values['dry-run'], confirm, absent }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return `These arguments are not known. Use: ${use}`
  }
}

/** On a copy in memory; a file too large for that is read where it is, with the bot stopped. */
async function dryRun(context: AdminContext, asked: Asked, people: PersonToImport[], { database }: Config) {
  const plan = await planOnCopy(database, people, asked.absent)
  if (plan) return printPlan(context, asked, plan)
  const read = async (store: OpenStore) => printPlan(context, asked, await store.planImport(people, asked.absent))
  return withStore(read)(context, [])
}

function printPlan(context: AdminContext, asked: Asked, plan: ImportPlan | { conflicts: ImportConflict[] }): number {
  const { print } = context
  if ('conflicts' in plan) return printConflicts(context, asked.path, plan.conflicts)
  for (const line of toldPlan(plan)) print(line)
  const doubts = doubtsAbout(plan, today())
  printDoubts(context, doubts)
  printLeaderless(context, plan.directory)
  print(`Nothing was changed. To import it: npm run admin -- import ${howToGoOn(asked, doubts.length > 0)}`)
  return 0
}

function howToGoOn({ path, absent }: Asked, needsConfirm: boolean): string {
  return [
    path,
    ...(absent === 'deactivate' ? ['--absent deactivate'] : []),
    ...(needsConfirm ? ['--confirm'] : []),
  ].join(' ')
}

function printDoubts({ print }: AdminContext, doubts: string[], isConfirmed = false): void {
  if (doubts.length === 0) return
  print(`${isConfirmed ? 'Confirmed' : 'To be confirmed'}: ${doubts.length}`)
  for (const doubt of doubts) print(`  ${doubt}.`)
}

async function importPeople(store: OpenStore, context: AdminContext, asked: Asked, people: PersonToImport[]) {
  const { print, survey } = context
  const plan = await store.planImport(people, asked.absent)
  if ('conflicts' in plan) return printConflicts(context, asked.path, plan.conflicts)
  const doubts = doubtsAbout(plan, today())
  printDoubts(context, doubts, asked.confirm)
  if (doubts.length > 0 && !asked.confirm) {
    print(`Nothing was imported. If all of that is meant: npm run admin -- import ${howToGoOn(asked, true)}`)
    print(`Everything else it would change: npm run admin -- import ${howToGoOn(asked, false)} --dry-run`)
    return 1
  }
  const acting = actingFrom(wholeConfig(survey()))
  const after = async (tx: Tx, done: ImportPlan) => recheckAll(tx, acting, await newlyDeciding(tx, done), movedBy(done))
  const result = await store.importPeople(people, acting.ids, { absent: asked.absent, after })
  if ('conflicts' in result) return printConflicts(context, asked.path, result.conflicts)
  const { added, updated, unchanged, deactivated } = result
  print(`${added} added, ${updated} updated, ${unchanged} unchanged.`)
  if (deactivated.length > 0)
    print(`${deactivated.length} no longer active; whoever is next in their cases is told when the bot starts.`)
  printLeaderless(context, await store.people())
  for (const text of withoutModel(await store.municipalities(), readModels(wholeConfig(survey()).models)))
    print(`The bot will not start: ${text}.`)
  return 0
}

function printLeaderless({ print }: AdminContext, people: Person[]): void {
  const { withKe, alone } = unitsWithoutLeader(people)
  const none = (units: string[]) => `No active leader in: ${units.join(', ')}`
  if (withKe.length > 0) print(`${none(withKe)}. Only KE can decide about cases that begin there.`)
  if (alone.length > 0) print(`${none(alone)}, and no KE: nobody can decide about cases that begin there.`)
}

/** Units with active staff and no leader, `municipality/unit`: where KE decides, and where there is no KE either. */
export function unitsWithoutLeader(people: Person[]): { withKe: string[]; alone: string[] } {
  const posts = people.flatMap((person) => person.posts)
  const led = new Set(posts.filter(({ roles }) => roles.includes('leader')).map(unitOf))
  const seen = new Set(posts.filter(({ roles }) => roles.includes('ke')).map(({ municipality }) => municipality))
  const found = new Map(posts.map((post) => [unitOf(post), seen.has(post.municipality)]))
  const units = [...found].filter(([unit]) => !led.has(unit)).sort(([one], [other]) => (one < other ? -1 : 1))
  const having = (hasKe: boolean) => units.filter(([, has]) => has === hasKe).map(([unit]) => unit)
  return { withKe: having(true), alone: having(false) }
}

/** In UTC: there may be no model to say where. */
function today(): Day {
  return createClock().now().slice(0, 10)
}

function printConflicts(context: AdminContext, path: string, conflicts: ImportConflict[]): number {
  const problems = conflicts.map((conflict) => ({ ...conflict, column: null }))
  return printProblems(context, path, problems)
}

function printProblems({ print }: AdminContext, path: string, problems: FileProblem[]): number {
  print(`Nothing was imported: ${path} has ${problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`}.`)
  for (const { line, column, text } of problems) print(`  line ${line}${column ? `, ${column}` : ''}: ${text}`)
  return 1
}
