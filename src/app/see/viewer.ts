/**
 * Somebody looking at something: the person with the language, model and moment that belong to them, and what they look
 * with, which can change nothing. Every reading of a case's words goes through `open`, which checks access and logs it; but the
 * question of a colleague who was asked anonymously is checked and logged where it is drawn.
 */
import type { Tongue } from '../../../cards/card.ts'
import type { Case } from '../../core/case.ts'
import { type Staff, today } from '../../core/decision.ts'
import { readDueKey } from '../../core/due-key.ts'
import { isOut } from '../../core/exclusion.ts'
import type { CaseId, Day, Instant, WordId } from '../../core/ids.ts'
import { isLeaderOf } from '../../core/leading.ts'
import { type CaseRole, endedAtClosing, rolesIn } from '../../core/permission.ts'
import type { Calendar, Policy, Signal } from '../../core/policy.ts'
import { isAtHome } from '../../core/post.ts'
import { type Access, accessTo, isOfHome, seesOutlineAlone } from '../../core/reading.ts'
import { neverSealed } from '../../core/seal.ts'
import { isReminded, mayKnow, thingDue } from '../../core/thing.ts'
import type { Log } from '../../log.ts'
import type { ByLang, Model } from '../../model/schema.ts'
import type { Person, Reader } from '../../ports.ts'
import { capital, type Say, wording } from '../../wording/index.ts'
import { actorOf, municipalityOf, type Places } from '../app.ts'
import type { OpenedFor } from './opened-for.ts'

/** What a card is drawn from, whoever sees it. */
export type Setting = {
  /** Where what is looked at is, or where somebody looks from. */
  municipality: string
  municipalities: Places['municipalities']
  reader: Reader
  log: Log
  say: Say
  model: Model
  policy: Policy
  calendar: Calendar
  now: Instant
  today: Day
}

export type Viewer = Setting & { person: Person; actor: Staff }

/** Of a viewer, all that what they are in a case hangs on, and what is due in it. */
export type Eye = Pick<Viewer, 'actor' | 'today' | 'now' | 'policy' | 'calendar'>

/**
 * Somebody looking at what is in a municipality, with its model, calendar and names: that of a case, and outside of any their
 * home. In which language is theirs.
 */
export function viewerFor(app: Places, reader: Reader, person: Person, municipality = person.municipality): Viewer {
  const setting = settingIn(app, reader, municipality, person.lang)
  return { ...setting, person, actor: actorOf(person, setting.today) }
}

/** The same viewer where a case is. */
export function lookingAt(viewer: Viewer, { municipality }: Pick<Case, 'municipality'>): Viewer {
  if (viewer.municipality === municipality) return viewer
  const clock = { now: () => viewer.now }
  return viewerFor({ ...viewer, clock }, viewer.reader, viewer.person, municipality)
}

/** What everybody in a place sees: in the language of the municipality, or in another. */
export function settingIn(app: Places, reader: Reader, municipality: string, lang?: Tongue): Setting {
  const { municipalities, log } = app
  const { model, calendar } = municipalityOf(app, municipality)
  const now = app.clock.now()
  const say = wording(lang ?? model.lang)
  const where = { municipality, municipalities, model, policy: model.policy, calendar }
  return { reader, log, say, ...where, now, today: today({ calendar, now }) }
}

/** A case somebody may read, with what they may read of it. */
export type Opened = { case: Case; access: Access; words(ids: (WordId | null)[]): Promise<Map<WordId, string>> }

/**
 * Opens a case for reading: null when the viewer may not, or it does not exist: nobody learns which. Reading and refusal
 * are both logged, in the same transaction; a look at what is sealed is one that was refused its words. `what` is the card or command it is opened for.
 */
export async function open(viewer: Viewer, id: CaseId, what: OpenedFor): Promise<Opened | null> {
  const stored = await viewer.reader.cases.get(id)
  return stored ? openCase(viewer, stored.case, what) : null
}

export async function openCase(viewer: Viewer, state: Case, what: OpenedFor): Promise<Opened | null> {
  const { reader, actor, today: day, policy, now, person } = viewer
  const access = accessTo(state, actor, day, policy.topics)
  const verdict = access && !access.sealed ? 'read' : 'refused'
  await reader.access.log({ at: now, person: person.id, case: state.id, what, verdict, roles: access?.roles ?? [] })
  if (!access) return null
  const open = access.sealed ? neverSealed(state, person.id) : null
  const read = reading(reader, state.id)
  const words = (ids: (WordId | null)[]) =>
    read(ids.filter((word) => word !== null).filter((word) => open?.has(word) ?? true))
  return { case: state, access, words }
}

/** Whoever has opened a case reads each of its words once, however often it is asked for. */
function reading({ words }: Reader, of: CaseId): (ids: WordId[]) => Promise<Map<WordId, string>> {
  const known = new Map<WordId, string | undefined>()
  return async (ids) => {
    const left = ids.filter((id) => !known.has(id))
    const found = left.length > 0 ? await words.read(of, left) : known
    for (const id of left) known.set(id, found.get(id))
    return new Map(
      ids.flatMap((id) => {
        const text = known.get(id)
        return text === undefined ? [] : [[id, text] as const]
      }),
    )
  }
}

/**
 * What the viewer is in the case, as far as it lets them know that there is one and what it is called: nothing, for a
 * colleague who was asked anonymously.
 */
export function knownRoles({ actor, today: day }: Eye, state: Case): CaseRole[] {
  return rolesIn(state, actor, day).filter((role) => role !== 'asked')
}

/** Not what somebody has once written or proposed in it, beside what they are. */
export function lasting(roles: CaseRole[]): CaseRole[] {
  const stands = roles.filter((role) => role !== 'writer' && role !== 'proposer')
  return stands.length > 0 ? stands : roles
}

/** Whether the viewer's part in the case ended when it was closed: that it is, is all they may know of it. */
export function endedForThem({ actor, today: day }: Viewer, state: Case): boolean {
  return endedAtClosing(state, actor, day)
}

/** Whether the viewer may know whom the family does not want in the case: the case's own unit, and its leader. */
export function seesExcluded({ actor, today: day }: Viewer, state: Case): boolean {
  return isAtHome(state) && (isLeaderOf(state, actor) || isOfHome(state, actor, day))
}

/** As `open`, for more than that the case was brought to KE: null for them where no consent lets them read, which is a look refused. */
export async function openWhole(viewer: Viewer, id: CaseId, what: OpenedFor): Promise<Opened | null> {
  const { reader, actor, today: day, now, person } = viewer
  const stored = await reader.cases.get(id)
  if (!stored) return null
  if (!seesOutline(viewer, stored.case)) return openCase(viewer, stored.case, what)
  const roles = rolesIn(stored.case, actor, day)
  await reader.access.log({ at: now, person: person.id, case: id, what, verdict: 'refused', roles })
  return null
}

/** Whether the viewer sees no more of the case than that it was brought to KE. */
export function seesOutline({ actor, today: day, policy }: Eye, state: Case): boolean {
  const access = accessTo(state, actor, day, policy.topics)
  return access !== null && seesOutlineAlone(access)
}

/**
 * Whether the viewer may know who has opened the case: whoever answers for it, and its own service, as long as they may read it. Never
 * others whom the family has let in, nor KE: who looks after a child would tell them which services help.
 */
export function seesReaders({ actor, today: day, policy }: Eye, state: Case): boolean {
  const access = accessTo(state, actor, day, policy.topics)
  if (access === null || access.sealed) return false
  const isBearer = access.roles.includes('holder') || access.roles.includes('deputy')
  return isBearer || (isAtHome(state) && (isLeaderOf(state, actor) || isOfHome(state, actor, day)))
}

/** Whether the viewer has no part in the case, by the family's word or their own, whatever else they were told of it. */
export function isOutOf({ person }: Viewer, state: Case): boolean {
  return isOut(state, person.id)
}

/** Whoever the family has let in knows about whom the case is; KE sees that something waits, and a wondering is private. */
export function knowsWhom({ level }: Case, { topics }: Access): boolean {
  return topics === 'all' || (topics.length > 0 && level > 0)
}

/** Whether the viewer is to be told that somebody's address is secret: it says something about the family. */
export function seesShield({ actor, today: day, policy }: Viewer, state: Case): boolean {
  const access = state.shielded ? accessTo(state, actor, day, policy.topics) : null
  return access !== null && knowsWhom(state, access)
}

/** Whether the viewer may read anything of the case. For what is only offered: reading goes through `open`, which logs it. */
export function mayRead({ actor, today: day, policy }: Viewer, state: Case): boolean {
  return accessTo(state, actor, day, policy.topics) !== null
}

/** That the family has come, or asks for something, is told to whoever answers for the case, and to those to whom it climbs. */
const familySignals: Signal[] = ['family-arrived', 'family-asks']

/** Whether something due is there for the viewer; of a topic that is closed to them, it is for those to whom everything climbs. */
export function mayKnowOfDue({ actor, today: day, policy }: Eye, state: Case, key: string): boolean {
  if (familySignals.includes(readDueKey(key).signal)) return isReminded(state, actor, day)
  const thing = thingDue(state, key)
  return !thing || mayKnow(state, thing.topic, actor, day, policy.topics) || isReminded(state, actor, day)
}

/** A name of the model in the viewer's language, as it stands by itself; a code the model no longer knows, as a word. */
export function named(setting: Pick<Setting, 'say'>, names: Record<string, ByLang>, code: string | number): string {
  return capital(namedWithin(setting, names, code))
}

/** The same inside a sentence, where the model writes it with a small letter unless it is a name. */
export function namedWithin(
  { say }: Pick<Setting, 'say'>,
  names: Record<string, ByLang>,
  code: string | number,
): string {
  return say.named(names[code]?.[say.lang] ?? String(code).replaceAll('-', ' '))
}

/** What people call a unit: as the model names it, or by its code, as words. */
export function unitName({ model }: Pick<Setting, 'model'>, unit: string): string {
  return model.names.units[unit] ?? capital(unit.replaceAll('-', ' '))
}

/** All of them, by their codes. */
export function inLang({ say }: Pick<Setting, 'say'>, names: Record<string, ByLang>): Record<string, string> {
  return Object.fromEntries(Object.entries(names).map(([code, one]) => [code, capital(one[say.lang])]))
}

/** Somebody of the directory; null for the bot itself, for nobody, and for who is not known any more. */
export async function personIn({ reader }: Pick<Setting, 'reader'>, id: string | null): Promise<Person | null> {
  return id && isPersonId(id) ? reader.people.get(id) : null
}

function isPersonId(id: string): id is Person['id'] {
  return id.startsWith('person_')
}
