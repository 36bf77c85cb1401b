/**
 * Everything an administrator has set up, looked at in one go and changed in nothing: what is right, what is not, and what to do.
 * What is wrong in one part hides no other. Says no secret.
 */
import { checkManifests, remarksOn, titlesOf } from '../channels.ts'
import type { Config, Survey } from '../config.ts'
import { type Finding, note, ok, wrong } from '../finding.ts'
import { ModelError, readModels, sentence } from '../model/read.ts'
import type { Model } from '../model/schema.ts'
import { withoutModel } from '../model/without.ts'
import { familyBackPath, type Person } from '../ports.ts'
import { type Looked, lookAt } from '../store/look.ts'
import type { AdminContext } from './command.ts'
import { unitsWithoutLeader } from './import.ts'

/** The exit code is 1 where anything is wrong. */
export async function check({ survey, print }: AdminContext): Promise<number> {
  const surveyed = survey()
  const config = surveyed.found
  const findings: Finding[] = checkSettings(surveyed)
  /** A fault of one part is one line. Its words are left out: they may repeat what was read. */
  const part = async <T>(name: string, look: () => T | Promise<T>): Promise<T | null> => {
    try {
      return await look()
    } catch (error) {
      const kind = error instanceof Error ? error.name : typeof error
      findings.push(wrong(`${name}: can't be looked at (${kind}): tell those who make Stafett`))
      return null
    }
  }
  const { models, findings: ofModels } = (await part('models', () => checkModels(config))) ?? nothing
  findings.push(...ofModels)
  const { database, masterKeys } = config
  const looked = database === undefined ? null : await part('database', () => lookAt(database, masterKeys ?? null))
  if (looked && database) findings.push(...checkDatabase(database, looked, config))
  if (looked?.people) findings.push(...checkPeople(looked.people))
  if (looked?.municipalities && models) findings.push(...withoutModel(looked.municipalities, models).map(wrong))
  findings.push(
    ...((await part('manifests', () => checkManifests(config.channels ?? {}, asked(config, models)))) ?? []),
  )
  for (const { mark, text } of findings) print(`${mark.padEnd(5)}  ${text}`)
  const toDo = findings.filter(({ mark }) => mark === 'wrong').length
  print(toDo === 0 ? 'Nothing is wrong.' : `${toDo === 1 ? 'One thing is' : `${toDo} things are`} wrong.`)
  return toDo === 0 ? 0 : 1
}

const nothing = { models: null, findings: [] }

function checkSettings({ found: { channels = {}, warnings = [], family, publicUrl }, problems }: Survey): Finding[] {
  const fit = problems.length === 0 ? [ok(`settings: they fit together, for ${titlesOf(channels).join(' and ')}`)] : []
  const ofFamily = family && publicUrl ? [remarkOnFamily(family.issuer, publicUrl)] : []
  return [...fit, ...[...remarksOn(channels), ...ofFamily].map(note), ...[...problems, ...warnings].map(wrong)]
}

/** What must stand in ID-porten, which can't be looked at from here. */
function remarkOnFamily(issuer: string, publicUrl: string): string {
  return `families: they sign in by ID-porten (${issuer}); its client must have the redirect URI ${publicUrl}${familyBackPath}`
}

/** What the manifests must fit. Without models, which can't be read, it is not known whether anybody goes by their mail address. */
function asked({ publicUrl = null }: Partial<Config>, models: Model[] | null) {
  return { publicUrl, byEmail: models?.some(({ identity }) => identity.emailFrom.length > 0) ?? false }
}

function checkModels({ models: paths }: Partial<Config>): { models: Model[] | null; findings: Finding[] } {
  if (!paths) return { models: null, findings: [] }
  try {
    const models = readModels(paths)
    return { models, findings: models.map(({ municipality }) => ok(`model of ${municipality.name}: can be used`)) }
  } catch (error) {
    if (!(error instanceof ModelError)) throw error
    return { models: null, findings: error.problems.map((problem) => wrong(sentence(problem))) }
  }
}

function checkDatabase(path: string, looked: Looked, { masterKeys }: Partial<Config>): Finding[] {
  const { problems, holder, isTooLarge, schema, newest } = looked
  const found = problems.map(wrong)
  if (holder) found.push(note(`database ${path}: in use by ${holder}; stop it before any command but this one`))
  if (problems.length > 0) return found
  if (isTooLarge) {
    const how = 'stop the bot and look with npm run admin -- verify, which reads it where it is'
    return [
      ...found,
      note(`database ${path}: can be written, and is larger than 2 GiB, too large to be copied here: ${how}`),
    ]
  }
  if (schema === null) return [...found, note(`database ${path}: there is none yet, and the next start makes it`)]
  found.push(
    schema === newest
      ? ok(`database ${path}: whole, can be written, of this version's schema (${newest})`)
      : note(
          `database ${path}: whole, can be written, would be migrated from ${schema} to ${newest} at the next start; back it up before`,
        ),
  )
  if (!masterKeys) return [...found, note('key: whether it opens the database is known once there is one')]
  return [...found, ok(`key: opens what is stored (version ${masterKeys.map(({ version }) => version).join(', ')})`)]
}

function checkPeople(people: Person[]): Finding[] {
  const active = people.filter((person) => person.active)
  if (active.length === 0) return [note('people: the directory is empty: npm run admin -- import people.csv')]
  const found = [ok(`people: ${active.length} active`)]
  const { withKe, alone } = unitsWithoutLeader(people)
  const say = (units: string[], so: string) =>
    units.length > 0 ? [note(`people: no active leader in ${units.join(', ')}${so}`)] : []
  return [
    ...found,
    ...say(withKe, ', so only KE can decide there; import somebody with the role leader'),
    ...say(alone, ', and no KE, so nobody can decide there; import somebody with the role leader or ke'),
  ]
}
