/** Finds municipalities that the database knows and no model describes. Reads neither. */
import type { Model } from './schema.ts'

type Inhabited = { code: string; cases: number; people: number }

/** A sentence for each, with what to do: without its model its cases can be neither read nor reminded of. */
export function withoutModel(inhabited: Inhabited[], models: Pick<Model, 'municipality'>[]): string[] {
  const known = models.map(({ municipality }) => municipality.code)
  return inhabited
    .filter(({ code, cases, people }) => !known.includes(code) && cases + people > 0)
    .map(({ code, cases, people }) => {
      const has = [counted(cases, 'case', 'cases'), counted(people, 'active person', 'active people')]
      return `municipality ${code} has ${has.filter((one) => one !== null).join(' and ')} in the database, and no model: name its model in STAFETT_MODELS beside the others`
    })
}

function counted(count: number, one: string, several: string): string | null {
  return count === 0 ? null : `${count} ${count === 1 ? one : several}`
}
