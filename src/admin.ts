/**
 * The administrator's command line: the directory of people, what could not be sent, the keys, whether what is stored
 * is whole, and whether everything is as it must be. Works with the same settings as the bot.
 */
import { access } from './admin/access.ts'
import { accounts } from './admin/accounts.ts'
import { check } from './admin/check.ts'
import { type AdminContext, type Run, withStore } from './admin/command.ts'
import { copy } from './admin/copy.ts'
import { importFile } from './admin/import.ts'
import { makeKey } from './admin/make-key.ts'
import { standIn } from './admin/stand-in.ts'
import { ConfigError, surveyOwnSettings } from './config.ts'
import { ModelError } from './model/read.ts'
import type { Account } from './ports.ts'
import { type OpenStore, StoreRefused } from './store/open.ts'
import { print } from './terminal.ts'

/** Runs one command. The answer is the exit code: 0 done, 1 something is wrong and was said. */
export async function runAdmin(args: string[], context: AdminContext): Promise<number> {
  const [first = 'help', ...rest] = args
  const name = asksForHelp(first) ? 'help' : first
  const command = commands.get(name)
  if (!command) {
    context.print(`There is no command ${name}.`)
    help(context)
    return 1
  }
  if (rest.some(asksForHelp)) {
    context.print(`npm run admin -- ${command.use}`)
    return 0
  }
  const { takes = 0 } = command
  if (rest.length > takes) {
    context.print(`${name} takes ${takes === 0 ? 'nothing' : 'one word'} after it: npm run admin -- ${command.use}`)
    return 1
  }
  try {
    return await command.run(context, rest)
  } catch (error) {
    const isSaid = error instanceof ConfigError || error instanceof ModelError || error instanceof StoreRefused
    if (!isSaid) throw error
    context.print(error.message)
    return 1
  }
}

function asksForHelp(word: string): boolean {
  return word === '--help' || word === '-h'
}

/** `takes`: how many words may come after it. */
type Command = { use: string; takes?: number; run: Run }

const commands = new Map<string, Command>([
  [
    'import',
    {
      use: 'import FILE   put the people of a CSV file into the directory: [--dry-run] [--confirm] [--absent deactivate]',
      takes: 6,
      run: importFile,
    },
  ],
  ['people', { use: 'people        everybody in the directory, a line for each post', run: withStore(listPeople) }],
  [
    'accounts',
    {
      use: 'accounts NAME the accounts of people; unlink or replace takes one away, or puts another in its place',
      takes: 6,
      run: withStore(accounts),
    },
  ],
  [
    'stand-in',
    {
      use: 'stand-in      who leads in whose place; --log: what became of those before; end: one of them',
      takes: 9,
      run: withStore(standIn),
    },
  ],
  [
    'outbox',
    {
      use: 'outbox        what could not be sent, newest first; --again: it is sent when the bot starts',
      takes: 1,
      run: withStore(outbox),
    },
  ],
  [
    'copy',
    {
      use: 'copy REFERENCE --for WHOM --out FILE   a copy of a log: [--lang nb]',
      takes: 7,
      run: withStore(copy),
    },
  ],
  [
    'access',
    {
      use: 'access REFERENCE   who has opened a case, or was refused it, each look by itself',
      takes: 1,
      run: withStore(access),
    },
  ],
  [
    'verify',
    { use: 'verify        check every case, its log, and the logs of access and standing in', run: withStore(verify) },
  ],
  ['rotate-keys', { use: 'rotate-keys   seal everything with the newest master key', run: withStore(rotate) }],
  [
    'check',
    { use: 'check         whether settings, models, key, database, people and manifests are right', run: check },
  ],
  ['make-key', { use: 'make-key      a new master key: [--out FILE] [--version N]', takes: 9, run: makeKey }],
  ['help', { use: 'help          this list', run: help }],
])

function help({ print }: AdminContext): number {
  print('npm run admin -- COMMAND')
  for (const { use } of commands.values()) print(`  ${use}`)
  return 0
}

async function listPeople(store: OpenStore, { print }: AdminContext): Promise<number> {
  const people = await store.people()
  for (const { name, posts, former, lang, active } of people) {
    for (const { municipality, unit, service, roles } of active ? posts : former)
      print([municipality, unit, service, name, roles.join(' '), lang, active ? 'active' : 'inactive'].join('\t'))
  }
  print(`${people.length} people, ${people.filter(({ active }) => active).length} of them active.`)
  return 0
}

async function outbox(store: OpenStore, context: AdminContext, [word]: string[]): Promise<number> {
  if (word === undefined) return listDead(store, context)
  if (word !== '--again') {
    context.print(`outbox knows no ${word}: npm run admin -- outbox, or npm run admin -- outbox --again`)
    return 1
  }
  const now = new Date().toISOString()
  const again = await store.transaction((tx) => tx.outbox.again(now))
  context.print(`${again} will be sent when the bot starts, as far as they are still of use.`)
  return 0
}

/** By reference and accounts, which people know, and by the ids that the log of the process has. */
async function listDead(store: OpenStore, { print }: AdminContext): Promise<number> {
  const most = 200
  const { lines, waiting } = await store.transaction(async (tx) => {
    const dead = await tx.outbox.dead(most)
    const lines: string[] = []
    for (const { at, id, ref, case: of, verb, card, person, reason } of dead) {
      const accounts = person ? (await tx.people.accountsOf(person)).map(written).join(', ') : ''
      lines.push([at, id, ref ?? '-', of ?? '-', verb, card, accounts || '-', person ?? '-', reason ?? '-'].join('\t'))
    }
    return { lines, waiting: await tx.outbox.waiting() }
  })
  for (const line of lines) print(line)
  print(`${lines.length === most ? `${most} or more` : lines.length} could not be sent, ${waiting} waiting.`)
  return 0
}

function written({ channel, tenant, user }: Account): string {
  return [channel, tenant, user].join(' ')
}

async function verify(store: OpenStore, { print }: AdminContext): Promise<number> {
  const { schema, events, cases: told } = store.versions
  print(`Schema ${schema} of the database, version ${events} of its events, ${told} of its cases.`)
  const { cases, faults } = await store.verifyAll()
  for (const { where, seq, why } of faults) print(`${where}${seq > 0 ? `, entry ${seq}` : ''}: ${why}`)
  print(faults.length === 0 ? `${cases} cases are whole.` : `${faults.length} faults in ${cases} cases.`)
  return faults.length === 0 ? 0 : 1
}

async function rotate(store: OpenStore, { print }: AdminContext): Promise<number> {
  const { cases, secrets } = await store.rewrap()
  const what = secrets > 0 ? `${cases} cases and ${secrets} secrets of channels or drafts` : `${cases} cases`
  print(`${what} were sealed anew with the newest master key. Older ones are needed for older backups only.`)
  return 0
}

if (import.meta.main) {
  process.exitCode = await runAdmin(process.argv.slice(2), { survey: surveyOwnSettings, print })
}
