/**
 * The administrator's command line: the directory of people, what could not be sent, the keys, whether what is stored
 * is whole. Works on the database of a bot that is stopped, with the same settings.
 */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createClock } from './calendar.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import { createIds } from './ids.ts'
import { ModelError, readModels } from './model/read.ts'
import { type AccountColumns, type FileProblem, readPeopleFile } from './people-file.ts'
import type { Person } from './ports.ts'
import { type OpenStore, openStore, StoreRefused } from './store/open.ts'

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** How the file of people names accounts. */
export const accountColumns: AccountColumns[] = [
  {
    ...{ channel: 'teams', tenant: 'entra_tenant', user: 'entra_object_id' },
    form: 'an id from Entra such as 00000000-0000-4000-8000-000000000001',
    isForm: (value) => guid.test(value),
    normal: (value) => value.toLowerCase(),
  },
  {
    ...{ channel: 'slack', tenant: 'slack_team', user: 'slack_user' },
    form: 'an id from Slack such as T0123456 or U0123456',
    isForm: (value) => /^[A-Z][A-Z0-9]{2,}$/.test(value),
    normal: (value) => value,
  },
]

/** Where a command says things, and what it works with. */
export type AdminContext = { settings(): Config; say(line: string): void }

/** Runs one command. The answer is the exit code: 0 done, 1 something is wrong and was said. */
export async function runAdmin(args: string[], context: AdminContext): Promise<number> {
  const [name = 'help', ...rest] = args
  const command = commands.get(name)
  if (!command) {
    context.say(`There is no command ${name}.`)
    help(context)
    return 1
  }
  try {
    return await command.run(context, rest)
  } catch (error) {
    const isSaid = error instanceof ConfigError || error instanceof ModelError || error instanceof StoreRefused
    if (!isSaid) throw error
    context.say(error.message)
    return 1
  }
}

type Run = (context: AdminContext, args: string[]) => Promise<number> | number

const commands = new Map<string, { use: string; run: Run }>([
  ['import', { use: 'import FILE   put the people of a CSV file into the directory', run: importFile }],
  ['people', { use: 'people        everybody in the directory', run: withStore(listPeople) }],
  ['outbox', { use: 'outbox        what could not be sent, newest first', run: withStore(listDead) }],
  ['verify', { use: 'verify        check every case, its log, and the access log', run: withStore(verify) }],
  ['rotate-keys', { use: 'rotate-keys   seal everything with the newest master key', run: withStore(rotate) }],
  [
    'make-key',
    { use: 'make-key      a new master key: 32 random bytes in base64, to be set as VERSION:KEY', run: makeKey },
  ],
  ['help', { use: 'help          this list', run: help }],
])

function help({ say }: AdminContext): number {
  say('npm run admin -- COMMAND')
  for (const { use } of commands.values()) say(`  ${use}`)
  return 0
}

function makeKey({ say }: AdminContext): number {
  say(randomBytes(32).toString('base64'))
  return 0
}

async function importFile(context: AdminContext, [path]: string[]): Promise<number> {
  const { say, settings } = context
  if (path === undefined) {
    say('Which file? npm run admin -- import people.csv')
    return 1
  }
  const bytes = readIfThere(path)
  if (!bytes) {
    say(`${path} does not exist.`)
    return 1
  }
  const { people, problems } = readPeopleFile(bytes, {
    models: readModels(settings().models),
    accounts: accountColumns,
  })
  if (problems.length > 0) return sayProblems(context, path, problems)
  return withStore(async (store) => {
    const result = await store.importPeople(people, createIds(createClock()))
    if ('conflicts' in result) {
      const found = result.conflicts.map((conflict) => ({ ...conflict, column: null }))
      return sayProblems(context, path, found)
    }
    const { added, updated, unchanged, deactivated } = result
    say(`${added} added, ${updated} updated, ${unchanged} unchanged.`)
    if (deactivated.length > 0)
      say(`${deactivated.length} no longer active; their cases are looked at when the bot starts.`)
    const leaderless = unitsWithoutLeader(await store.people())
    if (leaderless.length > 0)
      say(`No active leader in: ${leaderless.join(', ')}. Only KE can decide about cases that begin there.`)
    return 0
  })(context)
}

/** Units with active staff and nobody who decides: `municipality/unit`. */
function unitsWithoutLeader(people: Person[]): string[] {
  const active = people.filter((person) => person.active)
  const unitOf = ({ municipality, unit }: Person) => `${municipality}/${unit}`
  const led = new Set(active.filter(({ roles }) => roles.includes('leader')).map(unitOf))
  return [...new Set(active.map(unitOf))].filter((unit) => !led.has(unit)).sort()
}

function sayProblems({ say }: AdminContext, path: string, problems: FileProblem[]): number {
  say(`Nothing was imported: ${path} has ${problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`}.`)
  for (const { line, column, text } of problems) say(`  line ${line}${column ? `, ${column}` : ''}: ${text}`)
  return 1
}

function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

function withStore(run: (store: OpenStore, context: AdminContext) => Promise<number>) {
  return async (context: AdminContext): Promise<number> => {
    const { database, masterKeys } = context.settings()
    const store = await openStore({ path: database, keys: masterKeys })
    try {
      return await run(store, context)
    } finally {
      await store.close()
    }
  }
}

async function listPeople(store: OpenStore, { say }: AdminContext): Promise<number> {
  const people = await store.people()
  for (const { municipality, unit, service, name, roles, lang, active } of people) {
    say([municipality, unit, service, name, roles.join(' '), lang, active ? 'active' : 'inactive'].join('\t'))
  }
  say(`${people.length} people, ${people.filter(({ active }) => active).length} of them active.`)
  return 0
}

async function listDead(store: OpenStore, { say }: AdminContext): Promise<number> {
  const most = 200
  const dead = await store.transaction((tx) => tx.outbox.dead(most))
  for (const { at, id, case: of, verb, card, person, reason } of dead) {
    say([at, id, of ?? '-', verb, card, person ?? '-', reason ?? '-'].join('\t'))
  }
  const waiting = await store.transaction((tx) => tx.outbox.waiting())
  say(`${dead.length === most ? `${most} or more` : dead.length} could not be sent, ${waiting} waiting.`)
  return 0
}

async function verify(store: OpenStore, { say }: AdminContext): Promise<number> {
  const { schema, events, cases: told } = store.versions
  say(`Schema ${schema} of the database, version ${events} of its events, ${told} of its cases.`)
  const { cases, faults } = await store.verifyAll()
  for (const { where, seq, why } of faults) say(`${where}${seq > 0 ? `, entry ${seq}` : ''}: ${why}`)
  say(faults.length === 0 ? `${cases} cases are whole.` : `${faults.length} faults in ${cases} cases.`)
  return faults.length === 0 ? 0 : 1
}

async function rotate(store: OpenStore, { say }: AdminContext): Promise<number> {
  const { cases, secrets } = await store.rewrap()
  const what = secrets > 0 ? `${cases} cases and ${secrets} secrets of channels` : `${cases} cases`
  say(`${what} were sealed anew with the newest master key. Older ones are needed for older backups only.`)
  return 0
}

if (import.meta.main) {
  process.exitCode = await runAdmin(process.argv.slice(2), {
    settings: () => readConfig(),
    say: (line) => process.stdout.write(`${line}\n`),
  })
}
