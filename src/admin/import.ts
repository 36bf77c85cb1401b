/** Puts the people of a file into the directory, and says every mistake in it. */
import { readFileSync } from 'node:fs'
import { createClock } from '../calendar.ts'
import { accountColumns } from '../channels.ts'
import { createIds } from '../ids.ts'
import { readModels } from '../model/read.ts'
import { type FileProblem, readPeopleFile } from '../people-file.ts'
import type { Person } from '../ports.ts'
import { type AdminContext, withStore } from './command.ts'

/** Arguments: the file. All of it is imported or, with a mistake or a conflict, nothing. */
export async function importFile(context: AdminContext, [path]: string[]): Promise<number> {
  const { say, settings } = context
  if (path === undefined) {
    say('Which file? npm run admin -- import people.csv')
    return 1
  }
  const bytes = read(path)
  if (typeof bytes === 'string') {
    say(bytes)
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
export function unitsWithoutLeader(people: Person[]): string[] {
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

/** The bytes, or why there are none as a sentence. */
function read(path: string): Buffer | string {
  try {
    return readFileSync(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === null) throw error
    if (code === 'ENOENT') return `${path} does not exist.`
    if (code === 'EISDIR') return `${path} is a folder: name the file of people in it.`
    return `${path} can't be read (${String(code)}): make it a file that you may read.`
  }
}
