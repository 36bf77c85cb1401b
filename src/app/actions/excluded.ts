/** The choice of the staff whom the family does not want in the case. Excludes nobody by itself. */
import type { Case } from '../../core/case.ts'
import type { PersonId } from '../../core/ids.ts'
import { isNamedIn } from '../../person-name.ts'
import { nameOf, seesExcluded, type Viewer } from '../see/index.ts'
import { colleagues } from './colleagues.ts'
import { type ByForm, type Field, type FoundSource, type More, shortIfAny } from './field.ts'

/**
 * Anybody of the directory, and whoever is excluded already, so that what the family said once is not lost unseen: for those who
 * may know who that is. Whoever may not names others beside, and lifts nobody.
 */
export const anyStaff: FoundSource = {
  empty: 'empty.colleagues',
  found: async ({ viewer, state, data }, find) => {
    const { services } = viewer.policy
    const everybody = { services, partIn: null, fits: () => true, asPersons: true }
    const found = await colleagues(viewer, { ...everybody, find: find || data.find })
    const excluded = excludedTo(viewer, state).filter((id) => found.choices.every(({ value }) => value !== id))
    const others = await Promise.all(excluded.map(async (id) => ({ value: id, label: await nameOf(viewer, id) })))
    return { ...found, choices: [...others, ...found.choices] }
  },
}

export function excludedNow(state: Case | null): PersonId[] {
  return state?.excluded.map(({ person }) => person) ?? []
}

/** Those of them whom the viewer may know of. */
export function excludedTo(viewer: Viewer, state: Case | null): PersonId[] {
  return state && seesExcluded(viewer, state) ? excludedNow(state) : []
}

/**
 * Who was excluded as the form was opened, as it carries them: somebody whom the family has excluded since is not lifted by not
 * being chosen in it. A form of a time when it said nothing lifts nobody.
 */
export const excludedShown: ByForm<PersonId[]> = {
  fill: ({ viewer, state }) => excludedTo(viewer, state).map(endOf).join(','),
  read: (text = '', { state }) => {
    const ends = text.split(',')
    return { value: excludedNow(state).filter((id) => ends.includes(endOf(id))) }
  },
}

/** Enough to tell people apart, and short, so that a button has room for many. */
function endOf(id: PersonId): string {
  return id.slice(-12)
}

/** People in free words, which nothing can obey: refused where one is of the staff, who can be chosen. May be left empty. */
export function notOfStaff(maxLength: number, more: More): Field<string | null> {
  const text = shortIfAny(maxLength, more)
  return {
    ...text,
    read: (typed, env) => {
      const read = text.read(typed, env)
      const said = 'value' in read ? read.value : null
      const word = said && env.staff.find((name) => isNamedIn(said, name))
      return word ? { fault: { code: 'of-staff', word } } : read
    },
  }
}
