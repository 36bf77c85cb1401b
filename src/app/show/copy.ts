/**
 * A copy of a log for whoever it is for: chosen among those there are, seen with their eyes, and put together as a document and as data.
 * Never that a report was made to child welfare. Opens the case: checked, and written down as a copy.
 */
import type { Choice, Fact } from '../../../cards/card.ts'
import { consentBlocks } from '../../../cards/parts/consent-item.ts'
import { historyBlocks, planItems } from '../../../cards/parts/plan-items.ts'
import { type Copy, type Part, partsOf } from '../../copy/index.ts'
import type { Case } from '../../core/case.ts'
import { readerAs, referable } from '../../core/copy.ts'
import { invitable } from '../../core/family-member.ts'
import type { Instant } from '../../core/ids.ts'
import { signers } from '../../core/policy.ts'
import { capital } from '../../wording/index.ts'
import {
  archiveSight,
  type CopySight,
  colleagueSight,
  type FamilyViewer,
  type Maker,
  memberName,
  nameOf,
  personIn,
  recipientsWithin,
  referralSight,
  type Setting,
  type Viewer,
} from '../see/index.ts'
import { consentsIn } from './consents.ts'
import { documentOf } from './copied.ts'
import { dataOf } from './copy-data.ts'
import { factsOf, saidIn, type Written } from './copy-facts.ts'
import { copiedReaders } from './copy-readers.ts'
import { copyForFamily } from './family-copy.ts'
import { viewToCopy } from './family-view.ts'
import { historyOf } from './history.ts'
import { wholePlan } from './plan.ts'

/** Whom a copy of the case can be for, each by a code: those of the family, services that a consent lets know of it, colleagues, the archive. */
export async function copyChoices(viewer: Viewer, state: Case): Promise<Choice[]> {
  const { say, today, policy } = viewer
  const family = invitable(state, viewer).flatMap((signer) => {
    const member = readerAs(state, signer, viewer)
    const who = member && memberName(viewer, state, member)
    return who === null ? [] : [{ value: `family:${signer}`, label: say('copy.to.family', { who }) }]
  })
  const services = referable(state, today, policy.topics)
  const names = await Promise.all(services.map((one) => recipientsWithin(viewer, state, [one])))
  const referrals = services.map((one, at) => ({
    value: `referral:${one}`,
    label: say('copy.to.referral', { to: names[at]?.[0] ?? one }),
  }))
  const others = state.participants.map(({ person }) => person).filter((id) => id !== viewer.person.id)
  const colleagues = await Promise.all(
    [...new Set(others)].map(async (id) => ({
      value: `colleague:${id}`,
      label: say('copy.to.colleague', { name: await nameOf(viewer, id) }),
    })),
  )
  return [...family, ...referrals, ...colleagues, { value: 'archive', label: say('copy.to.archive') }]
}

/** `to` is one of those codes, and `setting` speaks the language of the copy. Null where whoever makes it may not, or it is for nobody. */
export async function copyFor(
  setting: Setting,
  maker: Maker,
  state: Case,
  to: string,
  made: Instant,
): Promise<Copy | null> {
  const [kind, which = ''] = [to.replace(/:.*/, ''), to.replace(/^[a-z]+:?/, '')]
  switch (kind) {
    case 'family':
      return familyCopyFor(setting, maker, state, which, made)
    case 'referral': {
      const opened = await maker.open('copy-referral')
      const sight = opened && (await referralSight(setting, opened, which))
      const [name = which] = sight ? await recipientsWithin(setting, state, [which]) : []
      return sight && staffCopy({ ...sight, kind, setting, made, maker, recipient: capital(name), to: which })
    }
    case 'colleague': {
      const opened = await maker.open('copy-colleague')
      const person = await personIn(setting, which)
      const sight = opened && person && (await colleagueSight(setting, opened, person))
      return sight && staffCopy({ ...sight, kind, setting, made, maker, recipient: person.name, to: null })
    }
    case 'archive': {
      const opened = await maker.open('copy-archive')
      return (
        opened && staffCopy({ ...archiveSight(setting, opened), kind, setting, made, maker, recipient: null, to: null })
      )
    }
    default:
      return null
  }
}

async function familyCopyFor(setting: Setting, maker: Maker, state: Case, which: string, made: Instant) {
  const signer = signers.find((one) => one === which)
  const member = signer && invitable(state, setting).includes(signer) ? readerAs(state, signer, setting) : null
  const opened = member && (await maker.open('copy-family'))
  if (!opened) return null
  const { municipality } = state
  const viewer: FamilyViewer = { ...setting, actor: { kind: 'family', person: member.id, municipality }, member }
  return (await copyForFamily(viewToCopy(opened, viewer), made))?.copy ?? null
}

/** Everything that a copy is put together from. `to`: the unit or service it is for, where it is for one. */
export type Copying = CopySight & {
  kind: 'referral' | 'colleague' | 'archive'
  setting: Setting
  made: Instant
  maker: Maker
  recipient: string | null
  to: string | null
}

async function staffCopy(copying: Copying): Promise<Copy> {
  const { eyes, opened, kind, setting, made, leftOut } = copying
  const everything: [number, number] = [0, Number.MAX_SAFE_INTEGER]
  const content = {
    facts: await factsOf(copying),
    plan: await wholePlan(eyes, opened),
    consents: kind === 'referral' ? [] : (await consentsIn(eyes, opened)).map((one) => ({ ...one, offers: [] })),
    words: await saidIn(copying),
    history: kind === 'referral' ? [] : (await historyOf(eyes, opened, everything, true)).items,
    readers: await copiedReaders(copying),
  }
  const copied = { setting, ref: opened.case.ref, made, leftOut }
  return { document: documentOf(copied, await partsIn(copying, content)), data: dataOf(copying, copied, content) }
}

export type CopyContent = {
  facts: Fact[]
  plan: Awaited<ReturnType<typeof wholePlan>>
  consents: Awaited<ReturnType<typeof consentsIn>>
  words: Written[]
  history: Awaited<ReturnType<typeof historyOf>>['items']
  readers: Awaited<ReturnType<typeof copiedReaders>>
}

const planned = ['goals', 'measures', 'follow-ups', 'meetings', 'notes', 'evaluations', 'transitions'] as const

async function partsIn({ eyes, opened, leftOut, kind }: Copying, content: CopyContent): Promise<Part[]> {
  const { say } = eyes
  const { facts, plan, consents, words, history, readers } = content
  const title = (level: 1 | 2, text: string): Part => ({ kind: 'heading', level, text })
  const text = (text: string): Part => ({ kind: 'text', text })
  const wordsOf = (list: Written[]): Part[] =>
    list.map(({ label, words }) => (words === '' ? text(label) : { kind: 'words', label, words }))
  const under = (heading: string, parts: Part[]) => (parts.length > 0 ? [title(2, heading), ...parts] : [])
  return [
    title(1, say('copy.title', { ref: opened.case.ref })),
    ...(leftOut ? [text(say('copy.left-out'))] : []),
    ...partsOf([{ kind: 'facts', facts }]),
    ...wordsOf(words.filter((one) => one.kind !== 'own')),
    ...planned.flatMap((section) => {
      const items = planItems(plan, section, 'whole', say)
      return [
        title(2, say(`plan.${section}`)),
        ...(items.length === 0 ? [text(say(`plan.${section}.none`))] : items.flatMap((one) => partsOf(one, 3))),
      ]
    }),
    ...under(say('case-family.said'), wordsOf(words.filter((one) => one.kind === 'own'))),
    ...under(
      say('copy.consents'),
      consents.flatMap((one) => partsOf(consentBlocks(one, say), 3)),
    ),
    ...under(
      say('plan.history'),
      history.flatMap((one) => partsOf(historyBlocks(one, say), 3)),
    ),
    { kind: 'page' },
    title(2, say('copy.readers')),
    text(
      kind === 'archive' ? say('copy.readers.all') : say('copy.readers.some', { services: say.list(readers.services) }),
    ),
    ...readers.parts,
  ]
}
