/**
 * A log as it is given to whoever draws it for one of the family: closed until it is opened as something, which is checked and written
 * down, and then no more of the case than is theirs. What they are asked is put together here too, from the question alone.
 */
import type { Choice } from '../../../cards/card.ts'
import type { FamilyWay } from '../../../cards/parts/family-way.ts'
import type { Case } from '../../core/case.ts'
import { type Consent, servicesLeft } from '../../core/consent.ts'
import type { CaseId, Day } from '../../core/ids.ts'
import { answerable, recipientChoices, topicChoices } from '../actions/index.ts'
import {
  type FamilyOpened,
  type FamilyViewer,
  type Opened,
  type OpenedByFamily,
  openForCopy,
  openForFamily,
  recipientsWithin,
} from '../see/index.ts'

/** A log with whoever looks at it from where it is: for the door alone, which lets them do something in it. */
export type FamilyCase = { viewer: FamilyViewer; state: Case }

/** What they are asked: to whom and about what, and until when a yes lasts. */
export type FamilyQuestion = { names: string[]; services: Choice[]; topics: Choice[]; lasts: Day }

export type FamilySight = FamilyOpened & {
  /** Whether that question is theirs to answer here. */
  isAsked(consent: string | undefined): boolean
  question(consent: string | undefined): Promise<FamilyQuestion | null>
  /** Whether they say of the child that it was asked. */
  asksForChild: boolean
}

export type FamilyView = { viewer: FamilyViewer; id: CaseId; open(what: OpenedByFamily): Promise<FamilySight | null> }

export function familyView(one: FamilyCase): FamilyView {
  return viewOf(one, (what) => openForFamily(one.viewer, one.state, what))
}

/** The same for a copy that somebody makes for them, who has opened the case to do so. */
export function viewToCopy(opened: Opened, viewer: FamilyViewer): FamilyView {
  return viewOf({ viewer, state: opened.case }, async () => openForCopy(opened, viewer))
}

function viewOf(
  { viewer, state }: FamilyCase,
  opens: (what: OpenedByFamily) => Promise<FamilyOpened | null>,
): FamilyView {
  const open = async (what: OpenedByFamily): Promise<FamilySight | null> => {
    const opened = await opens(what)
    if (!opened) return null
    const question = async (id: string | undefined) => {
      const consent = questionFor({ state }, opened, id)
      return consent && questionIn({ viewer, state }, consent)
    }
    const isAsked = (id: string | undefined) => questionFor({ state }, opened, id) !== null
    return { ...opened, isAsked, question, asksForChild: asksForChild({ viewer, state }) }
  }
  return { viewer, id: state.id, open }
}

async function questionIn({ viewer, state }: FamilyCase, consent: Consent): Promise<FamilyQuestion> {
  return {
    names: await recipientsWithin(viewer, state, servicesLeft(consent)),
    services: await recipientChoices(viewer, state, await answerable(viewer, state, consent)),
    topics: topicChoices(viewer, consent.topics),
    lasts: lastDay(viewer, consent),
  }
}

/** The question, where it is theirs to answer here: where somebody has a secret address it names places, and is answered in person. */
export function questionFor(
  { state }: Pick<FamilyCase, 'state'>,
  { reading }: Pick<FamilyOpened, 'reading'>,
  id: string | undefined,
): Consent | null {
  const isTheirs = reading.consents.some((one) => one.id === id && one.is === 'asked' && one.mine && !one.signed)
  return isTheirs && !state.shielded ? (state.consents.find((one) => one.id === id) ?? null) : null
}

/** Whether whoever signs for a child says that the child was asked. */
export function asksForChild({ viewer, state }: FamilyCase): boolean {
  const { calendar, today, policy, member } = viewer
  const isYoung = state.targetGroup === 'child' || state.targetGroup === 'youth'
  return (
    isYoung &&
    member.as === 'guardian' &&
    state.born !== null &&
    calendar.ageOn(state.born, today) >= policy.childViewFromAge
  )
}

/** As long as the municipality lets a consent hold; less where others must be asked before that, because of an age. */
export function lastDay({ calendar, today, policy }: FamilyViewer, { holds }: Consent): string {
  const longest = calendar.addMonths(today, policy.deadlines.consentValidMonths)
  const last = holds.to === null ? longest : calendar.addDays(holds.to, -1)
  return last > today && last < longest ? last : longest
}

export function wayTo<A extends FamilyWay['action']>(
  action: A,
  one?: Pick<Case, 'id'>,
  more: Record<string, string> = {},
): FamilyWay & { action: A } {
  return { action, data: { ...(one ? { case: one.id } : {}), ...more } }
}
