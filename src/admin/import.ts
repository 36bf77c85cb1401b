/** Puts the people of a file into the directory, and says every mistake in it. */
import { createClock } from '../calendar.ts'
import { accountColumns } from '../channels.ts'
import { wholeConfig } from '../config.ts'
import { createIds } from '../ids.ts'
import { readModels } from '../model/read.ts'
import { readNamedFile } from '../named-file.ts'
import { type FileProblem, readPeopleFile } from '../people-file.ts'
import type { Person } from '../ports.ts'
import { type AdminContext, withStore } from './command.ts'

/** Arguments: the file. All of it is imported or, with a mistake or a conflict, nothing. */
export async function importFile(context: AdminContext, [path]: string[]): Promise<number> {
  const { print, survey } = context
  if (path === undefined) {
    print('Which file? npm run admin -- import people.csv')
    return 1
  }
  const file = readNamedFile(path, 'name the file of people in it')
  if ('why' in file) {
    print(`${path} ${file.why}.`)
    return 1
  }
  const { people, problems } = readPeopleFile(file.bytes, {
    models: readModels(wholeConfig(survey()).models),
    accounts: accountColumns,
  })
  if (problems.length > 0) return printProblems(context, path, problems)
  return withStore(
    async (store) => {
      const result = await store.importPeople(people, createIds(createClock()))
      if ('conflicts' in result) {
        const found = result.conflicts.map((conflict) => ({ ...conflict, column: null }))
        return printProblems(context, path, found)
      }
      const { added, updated, unchanged, deactivated } = result
      print(`${added} added, ${updated} updated, ${unchanged} unchanged.`)
      if (deactivated.length > 0)
        print(`${deactivated.length} no longer active; their cases are looked at when the bot starts.`)
      const leaderless = unitsWithoutLeader(await store.people())
      if (leaderless.length > 0)
        print(`No active leader in: ${leaderless.join(', ')}. Only KE can decide about cases that begin there.`)
      return 0
    },
    { makes: true },
  )(context, [])
}

/** Units with active staff and nobody who decides: `municipality/unit`. */
export function unitsWithoutLeader(people: Person[]): string[] {
  const active = people.filter((person) => person.active)
  const unitOf = ({ municipality, unit }: Person) => `${municipality}/${unit}`
  const led = new Set(active.filter(({ roles }) => roles.includes('leader')).map(unitOf))
  return [...new Set(active.map(unitOf))].filter((unit) => !led.has(unit)).sort()
}

function printProblems({ print }: AdminContext, path: string, problems: FileProblem[]): number {
  print(`Nothing was imported: ${path} has ${problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`}.`)
  for (const { line, column, text } of problems) print(`  line ${line}${column ? `, ${column}` : ''}: ${text}`)
  return 1
}
