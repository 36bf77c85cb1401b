/** How cases come about here: told through the door, as people do it, and logs made as long as they are wanted. */
import { municipalityOf } from '../src/app/app.ts'
import type { Case, Entry } from '../src/core/case.ts'
import { evolve } from '../src/core/evolve.ts'
import type { CaseId, WordId } from '../src/core/ids.ts'
import { agenda } from '../src/core/reminder.ts'
import type { Tx } from '../src/ports.ts'
import type { Place, Texts } from './place.ts'

/** What somebody wonders about, in as many words as people use. */
export const worried: Texts = {
  about: 'Elev 17',
  seen: 'Har vært mye borte de siste ukene, og sitter ofte alene i friminuttene.',
  targetGroup: 'child',
}

/** Somebody wonders. */
export async function worry(place: Place, by = 'ingrid'): Promise<CaseId> {
  const { blocks, buttons } = await place.submit(by, 'concern.register', {}, worried)
  const all = [...blocks.flatMap((block) => (block.kind === 'row' ? [block.button] : [])), ...buttons]
  const id = all.map(({ data }) => data.case).find((one) => one !== undefined)
  if (!isCaseId(id)) throw new Error('a concern was answered with no way to it')
  return id
}

/** The family has said yes, and the log is open. */
export async function openLog(place: Place, by = 'ingrid'): Promise<CaseId> {
  const id = await worry(place, by)
  const about = { case: id }
  await place.submit(by, 'concern.conclude', about, { outcome: 'level:1', services: '' })
  await place.submit(by, 'consent.request', about, asking)
  const consent = (await caseOf(place, id)).consents.at(-1)?.id ?? ''
  await place.submit(by, 'consent.record', { case: id, consent }, answered)
  return id
}

const topics = 'wellbeing,learning,health,family,network,other'
const asking: Texts = { topics, services: 'skole', born: '2016-03', guardians: '1', care: 'guardians' }
const how = { evidence: 'written', purpose: 'Å hjelpe', language: 'norsk', textVersion: 'v1' }
const yes = { services: 'skole/fjordvik-skole', topics, signedBy: 'guardian-1', childAsked: 'true' }
const answered: Texts = { ...how, ...yes }

export async function caseOf(place: Place, id: CaseId): Promise<Case> {
  const found = await place.read((tx) => tx.cases.get(id))
  if (!found) throw new Error(`there is no ${id}`)
  return found.case
}

function isCaseId(text: string | undefined): text is CaseId {
  return text?.startsWith('case_') === true
}

/** What a note says: some 300 characters, as people write. */
export const written =
  'Snakket med eleven etter timen. Hun forteller at det er lettere å komme når hun vet hvem hun skal sitte ved siden av, ' +
  'og at morgenene hjemme er roligere enn før. Kontaktlærer ser til at plassen er den samme ut måneden, og ringer hjem på ' +
  'fredag slik vi ble enige om. Vi ser på det igjen i neste møte.'

/** The municipality's topics, of which notes are in turn. */
const noted = topics.split(',')
/** Entries written in one transaction. */
const most = 500

/**
 * Makes the log of a case so long, by notes of the two teachers: each an entry of its own with its words and its place in the
 * chain, and the case as the log tells it; but many of them saved at once.
 */
export async function lengthen(place: Place, id: CaseId, length: number): Promise<void> {
  const before = (await place.read((tx) => tx.cases.entries(id))).length
  for (let from = before; from < length; from += most) {
    const notes = Array.from({ length: Math.min(most, length - from) }, (_, index) => noteOf(place, from + index))
    await place.read((tx) => append(tx, place, id, notes))
  }
}

function noteOf({ app: { ids, clock }, id }: Place, index: number): Noted {
  const [by, text] = [id(index % 2 === 0 ? 'ingrid' : 'mari'), ids.next('word')]
  const topic = noted[index % noted.length] ?? 'other'
  const event = { type: 'note.added', note: ids.next('note'), topic, text, by } as const
  return { text, entry: { at: clock.now(), by, event } }
}

type Noted = { text: WordId; entry: Entry }

async function append(tx: Tx, { app }: Place, id: CaseId, notes: Noted[]): Promise<void> {
  const stored = await tx.cases.get(id)
  if (!stored) throw new Error(`there is no ${id}`)
  for (const { text } of notes) await tx.words.put(id, text, written)
  const entries = notes.map(({ entry }) => entry)
  const after = entries.reduce<Case>((state, entry) => evolve(state, entry), stored.case)
  const { model, calendar } = municipalityOf(app, after.municipality)
  const nextAt = agenda(after, app.clock.now(), { policy: model.policy, calendar })[0]?.at ?? null
  await tx.cases.save({ case: after, version: stored.version, entries, command: app.ids.next('made'), nextAt })
}
