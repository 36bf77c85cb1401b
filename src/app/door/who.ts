/** Who somebody is that a page of ours is drawn for: what stands around each of its cards. Tells nothing of any case. */
import type { Tongue } from '../../../cards/card.ts'
import type { Account, Person, Tx } from '../../ports.ts'
import { isTongue } from '../../wording/index.ts'
import { type App, municipalityOf } from '../app.ts'
import { type ModelNames, namesIn } from '../names-in.ts'
import { seatsOf, viewerFor } from '../see/index.ts'

/** `name`: null for somebody of a family. `overview`: whether they have one. `coordinates`: the municipalities of whose model they are the coordinator. */
export type Who = { name: string | null; lang: Tongue; overview: boolean; coordinates: ModelNames[] }

/** Null for an account of nobody, and of whoever is no longer active. */
export function createWho(app: App): (account: Account) => Promise<Who | null> {
  return (account) =>
    app.store.transaction(async (tx) => {
      const person = await tx.people.byAccount(account)
      if (!person?.active) return null
      const overview = seatsOf(viewerFor(app, tx, person)).length > 0
      return { name: person.name, lang: person.lang, overview, coordinates: coordinated(app, person) }
    })
}

/** As `createWho`, of somebody of a family, in the language asked for until they choose one: by no name, which is neither known nor asked for. */
export function createFamilyWho(app: App): (account: Account, lang: Tongue) => Promise<Who> {
  return async (account, asked) => {
    const lang = await app.store.transaction((tx) => theirTongue(tx, account, asked))
    return { name: null, lang, overview: false, coordinates: [] }
  }
}

/** The language that somebody of a family has chosen, as long as there is one; otherwise the one asked for. */
export async function theirTongue({ family }: Pick<Tx, 'family'>, account: Account, asked: Tongue): Promise<Tongue> {
  const chosen = await family.langOf(account)
  return isTongue(chosen) ? chosen : asked
}

function coordinated(app: App, { posts }: Pick<Person, 'posts'>): ModelNames[] {
  const own = posts.filter(({ roles }) => roles.includes('coordinator')).map(({ municipality }) => municipality)
  return [...new Set(own)].map((code) => namesIn(municipalityOf(app, code).model))
}
