/**
 * A copy of a log for somebody else than the family: opened by whoever makes it, who must be able to read all of it, and then seen with
 * the eyes of whoever it is for. That it was made, and for whom, is written down.
 */
import type { Case } from '../../core/case.ts'
import { accessOfRecipient, letGo, minuted, saidIn } from '../../core/copy.ts'
import type { PersonId, Recipient, WordId } from '../../core/ids.ts'
import { bearers } from '../../core/permission.ts'
import { type Access, accessTo, isOfHome } from '../../core/reading.ts'
import { serviceOf, unitOf } from '../../core/recipient.ts'
import { isSealed } from '../../core/seal.ts'
import type { Person } from '../../ports.ts'
import { actorOf } from '../app.ts'
import { type CopyMade, keeper } from './opened-for.ts'
import { type Opened, openCase, type Setting, type Viewer } from './viewer.ts'

/** Whether the viewer may make copies of a case: whoever answers for it, and reads all of it now. Nobody takes out what they may not read. */
export function mayCopy({ actor, today, policy }: Viewer, state: Case): boolean {
  const access = accessTo(state, actor, today, policy.topics)
  if (access?.topics !== 'all' || access.sealed || state.level === 0 || state.erased) return false
  const answers = access.roles.some((role) => bearers.includes(role))
  return answers && (access.roles.includes('leader') || isOfHome(state, actor, today))
}

/** Whoever makes a copy: how they open it. Null where they may not. */
export type Maker = { name(): string; open(what: CopyMade): Promise<Opened | null> }

export function makerOf(viewer: Viewer, state: Case): Maker {
  return {
    name: () => viewer.person.name,
    open: async (what) => {
      const opened = await openCase(viewer, state, what)
      return opened && mayCopy(viewer, state) ? opened : null
    },
  }
}

/** At the machine itself: what is sealed, erased or only wondered about leaves it for nobody. */
export function keeperOf({ reader, now, today, say }: Setting, state: Case): Maker {
  return {
    name: () => say('copy.keeper'),
    open: async (what) => {
      const isOpen = state.level > 0 && !state.erased && !isSealed(state, today)
      const verdict = isOpen ? 'read' : 'refused'
      await reader.access.log({ at: now, person: keeper, case: state.id, what, verdict, roles: ['administrator'] })
      const words = (ids: (WordId | null)[]) =>
        reader.words.read(
          state.id,
          ids.filter((id) => id !== null),
        )
      return isOpen ? { case: state, access: { roles: [], topics: 'all', sealed: false }, words } : null
    },
  }
}

/** What somebody sees of a case in a copy. `leftOut`: whether there is more. */
export type CopySight = { eyes: Viewer; opened: Opened; leftOut: boolean }

/** All of it, as whoever leads where the case is sees it. */
export function archiveSight(setting: Setting, opened: Opened): CopySight {
  const eyes = archiveEyes(setting, opened.case)
  return { eyes, opened: { ...opened, access: { roles: ['leader'], topics: 'all', sealed: false } }, leftOut: false }
}

/** Whoever looks at the machine itself, as somebody who leads where the case is. */
export function archiveEyes(setting: Setting, { municipality, unit, service }: Case): Viewer {
  return eyesOf(setting, keeper, { municipality, unit, service, roles: ['leader'] })
}

/** What the family lets them know; null where that is nothing. */
export async function referralSight(setting: Setting, opened: Opened, to: Recipient): Promise<CopySight | null> {
  const { case: state } = opened
  const access = accessOfRecipient(state, to, setting.today, setting.policy.topics)
  const place = { municipality: state.municipality, unit: unitOf(to) ?? '', service: serviceOf(to), roles: [] }
  return access && sightOf(setting, eyesOf(setting, 'person_referral', place), opened, access)
}

/** What they see of it themselves; null for whoever sees nothing of it. */
export async function colleagueSight(setting: Setting, opened: Opened, person: Person): Promise<CopySight | null> {
  const eyes: Viewer = { ...setting, person, actor: actorOf(person, setting.today) }
  const access = accessTo(opened.case, eyes.actor, setting.today, setting.policy.topics)
  return access && !access.sealed ? sightOf(setting, eyes, opened, access) : null
}

/** As they would read it on the page, but for what may say something of others. */
async function sightOf(setting: Setting, eyes: Viewer, opened: Opened, access: Access): Promise<CopySight> {
  const { case: whole } = opened
  const isAsked = setting.municipalities.get(whole.municipality)?.familyPage === true
  const entries = await setting.reader.cases.entries(whole.id)
  const { state, withheld } = letGo(whole, entries, isAsked)
  const words = (ids: (WordId | null)[]) => opened.words(ids.filter((id) => id === null || !withheld.has(id)))
  const isRead = ({ topic }: { topic: string | null }) =>
    topic === null || access.topics === 'all' || access.topics.includes(topic)
  const { goals, measures, followUps, notes, meetings } = whole
  const minutes = meetings.filter((one) => minuted(one).length > 0)
  const calls = meetings.flatMap(({ invitation }) => invitation ?? [])
  const leftOut = [...goals, ...measures, ...followUps, ...notes, ...minutes, ...calls].some((one) => !isRead(one))
  const written = [
    ...minutes.flatMap(minuted),
    ...calls.flatMap(({ purpose, points }) => [purpose, points]),
    ...saidIn(entries),
  ]
  const isHeld = notes.length > state.notes.length || written.some((one) => one && withheld.has(one))
  return { eyes, opened: { case: state, access, words }, leftOut: leftOut || isHeld }
}

type Post = Viewer['actor']['posts'][number]

/** Somebody who works there, and is nobody of the directory. */
function eyesOf(setting: Setting, id: PersonId, post: Post): Viewer {
  const { municipality } = post
  const person: Person = {
    id,
    municipality,
    name: '',
    posts: [post],
    former: [],
    lang: setting.say.lang,
    active: true,
    email: null,
    hours: null,
    digest: null,
  }
  return { ...setting, person, actor: { kind: 'staff', person: id, posts: [post] } }
}
