/** What reading an action needs to know besides what was typed. */
import type { Case } from '../../core/case.ts'
import type { PersonId } from '../../core/ids.ts'
import type { Person } from '../../ports.ts'
import { type Action, idIn, keepsWords, peopleFields, type Surroundings } from '../actions/index.ts'
import type { App } from '../app.ts'
import { seersOf } from '../audience.ts'
import { openCase, personIn, unitsOf, type Viewer } from '../see/index.ts'

export async function surroundingsOf(
  app: App,
  viewer: Viewer,
  action: Action,
  { data, raw }: { data: Record<string, string>; raw: Record<string, string> },
  state: Case | null,
): Promise<Surroundings> {
  const { today, calendar, model, municipality, actor } = viewer
  return {
    today,
    calendar,
    ids: app.ids,
    municipality,
    state,
    posts: actor.posts,
    people: await peopleNamed(viewer, peopleFields(action), raw),
    seers: state && action === 'case.unseal' ? await seersIn(viewer, state) : [],
    units:
      state && namingUnits.includes(action)
        ? await unitsOf(viewer.reader, state.municipality, model.policy.services)
        : [],
    keepsWords: keepsWords({ viewer, state, data }),
    isShielded: state?.shielded === true,
    about: action === 'concern.ask' && state ? await aboutIn(viewer, state) : null,
    staff: action === 'consent.record' ? await staffNames(viewer) : [],
    arenas: Object.keys(model.names.arenas),
    closeReasons: Object.keys(model.names.closeReasons),
    breachCauses: Object.keys(model.names.breachCauses),
    breachRemedies: Object.keys(model.names.breachRemedies),
  }
}

/** What names units, of those there are. */
const namingUnits: Action[] = ['consent.record', 'transition.plan']

async function staffNames({ reader, municipality, policy }: Viewer): Promise<string[]> {
  return (await reader.people.ofServices(municipality, policy.services)).map(({ name }) => name)
}

/** Whom the case is about, in the words of whoever wrote it down; a look at the case like any other. */
async function aboutIn(viewer: Viewer, state: Case): Promise<string | null> {
  const opened = await openCase(viewer, state, 'concern.ask')
  return (await opened?.words([state.about]))?.get(state.about) ?? null
}

/** Several stand apart by commas. */
async function peopleNamed(
  viewer: Viewer,
  fields: string[],
  raw: Record<string, string>,
): Promise<Map<string, Person>> {
  const ids = fields.flatMap((field) => (raw[field] ?? '').split(',').map(idIn))
  const found = await Promise.all(ids.map((id) => personIn(viewer, id)))
  return new Map(found.flatMap((person) => (person ? [[person.id, person] as const] : [])))
}

function seersIn({ reader, person, policy, today }: Viewer, state: Case): Promise<PersonId[]> {
  return seersOf(reader, state, person.id, policy.sealedSeenBy, today)
}
