/**
 * Consents of a time when services alone were named: what of them counts for which units is said once, at the start, before
 * anybody is answered. They are those whose people take part that day, and the case's own.
 */
import type { Case } from '../../core/case.ts'
import type { Consent } from '../../core/consent.ts'
import type { CaseId, Recipient } from '../../core/ids.ts'
import { holderOf, postOf } from '../../core/post.ts'
import { isToNarrow, recipientOf, serviceOf, unitOf } from '../../core/recipient.ts'
import type { Tx } from '../../ports.ts'
import { type App, actorOf, systemIn, todayIn } from '../app.ts'
import { unitsOf } from '../see/index.ts'
import { execute } from './execute.ts'

/** In one transaction: either every such consent is narrowed, or none. */
export async function narrowConsents(app: App): Promise<void> {
  await app.store.transaction(async (tx) => {
    for (const id of await tx.cases.namingNoUnits()) await narrowIn(tx, app, id)
  })
}

async function narrowIn(tx: Tx, app: App, id: CaseId): Promise<void> {
  const state = (await tx.cases.get(id))?.case
  if (!state) return
  const there = await unitsIn(tx, app, state)
  const services = state.consents.filter(isToNarrow).flatMap((one) => one.services.map(serviceOf))
  const known = await unitsOf(tx, state.municipality, [...new Set(services)])
  const consents = state.consents.filter(isToNarrow).map((consent) => {
    const meant = consent.services.map((one) => unitsMeant(state, one, known, there))
    const recipients = meant.flatMap(({ units }) => units)
    return { consent: consent.id, recipients, isLess: meant.some((one) => one.isLess) }
  })
  const wish = { case: id, command: { type: 'consent.narrow', consents }, words: new Map() } as const
  await execute(tx, app, systemIn(state.municipality), wish, `narrowed:${id}`)
}

type Meant = { units: Recipient[]; isLess: boolean }

/** A service without units stays as it was named; one that has a single unit can have meant no other. */
function unitsMeant(state: Case, named: Consent['services'][number], known: Recipient[], there: Recipient[]): Meant {
  if (unitOf(named) !== null) return { units: [named], isLess: false }
  const own = named === state.service ? [recipientOf(state)] : []
  const all = [...new Set([...own, ...known.filter((one) => serviceOf(one) === named)])]
  if (all.length === 0) return { units: [named], isLess: false }
  if (all.length === 1) return { units: all, isLess: false }
  return { units: all.filter((one) => own.includes(one) || there.includes(one)), isLess: true }
}

/** Where those who take part work today, by the post on which their part rests. */
async function unitsIn(tx: Tx, app: App, state: Case): Promise<Recipient[]> {
  const { deputy, participants } = state
  const day = todayIn(app, state)
  const parts = [holderOf(state), deputy, ...participants].filter((one) => one !== null)
  const found = await Promise.all(
    parts.map(async (part) => {
      const person = await tx.people.get(part.person)
      return person?.active ? postOf(state, actorOf(person, day), part) : null
    }),
  )
  return [...new Set(found.flatMap((post) => (post ? [recipientOf(post)] : [])))]
}
