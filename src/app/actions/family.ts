/** The family's way into its own log: a code for one of them, who it was that came with it, and what is let go to whom. */
import type { Case } from '../../core/case.ts'
import {
  canComeBack,
  comesIn,
  type FamilyText,
  invitable,
  type Member,
  waitsToBeKnown,
} from '../../core/family-member.ts'
import { isOpenText, textIn } from '../../core/family-text.ts'
import type { PersonId } from '../../core/ids.ts'
import { type Signer, signers } from '../../core/policy.ts'
import { answersOf } from '../../core/set-aside.ts'
import { heldTexts, memberName, signerName, type Viewer } from '../see/index.ts'
import { action } from './action.ts'
import { type At, choiceOf, idOf, long, type More, oneOfIfAny, type Read, shortIfAny } from './field.ts'
import { inCase } from './sources.ts'
import { isLog } from './stands.ts'

/** Whether families can sign in here at all. */
function hasFamilyPage({ municipalities, municipality }: Viewer): boolean {
  return municipalities.get(municipality)?.familyPage === true
}

/** Asked of every text the family may come to read, once it can. */
export function aboutOthers(more: More = {}) {
  const words = { no: 'others.no', yes: 'others.yes' } as const
  return oneOfIfAny(words, {
    required: true,
    hint: 'hint.others',
    ...more,
    asked: (at) => hasFamilyPage(at.viewer) && (more.asked?.(at) ?? true),
  })
}

/** Null where nobody said. */
export function isAboutOthers(answer: 'yes' | 'no' | null): boolean | null {
  return answer === null ? null : answer === 'yes'
}

const toInvite = inCase('empty.family', ({ viewer, state }) =>
  invitable(state, viewer).map((value) => ({ value, label: signerName(viewer, state, value) })),
)

function signerOf(code: string): Read<Signer> {
  const signer = signers.find((one) => one === code)
  return signer ? { value: signer } : { fault: { code: 'not-a-choice' } }
}

/** Members of whom `fits` holds, by what they are to the case. */
function members(fits: (one: Member, state: Case, viewer: Viewer) => boolean) {
  return inCase('empty.family', async ({ viewer, state }) => {
    const some = state.family.filter((one) => fits(one, state, viewer))
    return some.map((one) => ({ value: one.id, label: labelOf(viewer, state, one) }))
  })
}

/** Of those who are shut out there may be several who were to the case the same. */
function labelOf(viewer: Viewer, state: Case, { shutOut, ...member }: Member): string {
  const { say, calendar } = viewer
  const who = memberName(viewer, state, member)
  return shutOut ? say('case-family.out', { who, day: say.day(calendar.dayOf(shutOut.at)) }) : who
}

const isPersonId = (code: string): code is PersonId => code.startsWith('person_')
const personOf = (code: string): Read<PersonId> =>
  isPersonId(code) ? { value: code } : { fault: { code: 'not-a-choice' } }

const isThere = ({ status }: Member) => status === 'invited' || status === 'arrived' || status === 'confirmed'
const hasAnswered = ({ id }: Member, state: Case, viewer: Viewer) =>
  answersOf(state, id, viewer.today, viewer).length > 0
/** Of whoever is out already it can still be said that what they answered does not count. */
const canBeShut = (one: Member, state: Case, viewer: Viewer) =>
  isThere(one) && (one.shutOut === null || hasAnswered(one, state, viewer))
const someShut = (state: Case, viewer: Viewer) => state.family.some((one) => canBeShut(one, state, viewer))

/** Of those who can be chosen, who has answered what counts still. */
function answeredIn({ state, viewer }: At): Member[] {
  if (!state) return []
  return state.family.filter((one) => canBeShut(one, state, viewer) && hasAnswered(one, state, viewer))
}

/** Said of whoever has answered; where somebody else can be chosen too, it may be left out. */
const stillCounts = oneOfIfAny(
  { yes: 'stands.yes', no: 'stands.no' },
  {
    required: true,
    hint: 'hint.stands',
    asked: (at) => answeredIn(at).length > 0,
    optional: ({ state, viewer }) =>
      state?.family.some((one) => canBeShut(one, state, viewer) && !hasAnswered(one, state, viewer)) ?? false,
  },
)
const reads = (one: Member, state: Case, viewer: Viewer) => comesIn(state, one, viewer.today, viewer)

function textOf(code: string): Read<FamilyText> {
  const isText = code === 'concern' || code.startsWith('note_') || code.startsWith('meeting_')
  return isText ? { value: code as FamilyText } : { fault: { code: 'not-a-choice' } }
}

/** Texts that somebody of the family who is in the case may not read yet; or that nobody has looked at. */
const closedTexts = inCase('empty.texts', async ({ viewer, state }) => {
  const all = await heldTexts(viewer, state)
  return all.filter(({ value }) =>
    state.family.some((one) => reads(one, state, viewer) && !isOpenText(state, one, value)),
  )
})
const unseenTexts = inCase('empty.texts', async ({ viewer, state }) => {
  const all = await heldTexts(viewer, state)
  return all.filter(({ value }) => textIn(state, value)?.aboutOthers === null)
})

/** The first who waits to be known. */
function ofWaiting({ family }: Case): { member: string } {
  return { member: family.find(waitsToBeKnown)?.id ?? '' }
}
const isAwaited = (state: Case, viewer: Viewer) => hasFamilyPage(viewer) && ofWaiting(state).member !== ''
const someOut = (state: Case, viewer: Viewer) =>
  hasFamilyPage(viewer) && state.family.some((one) => canComeBack(state, one))
const someRead = (state: Case, viewer: Viewer) =>
  hasFamilyPage(viewer) && state.family.some((one) => reads(one, state, viewer))

export const family = {
  'family.invite': action('family.invite')({
    asks: {
      signer: choiceOf(toInvite, signerOf, { label: 'field.family.invite.signer' }),
      name: shortIfAny(60, { hint: 'hint.family.name' }),
    },
    form: { intro: 'intro.family.invite', submit: 'submit.make-code' },
    offered: [{ rank: 285, when: (state, viewer) => isLog(state) && hasFamilyPage(viewer) }],
    command: ({ signer, name }, { ids, wordOr }) => ({ member: ids.next('person'), signer, name: wordOr(name) }),
  }),
  'family.confirm': action('family.confirm')({
    carries: { member: idOf('person') },
    offered: [{ rank: 12, when: isAwaited, data: ofWaiting }],
    command: (read) => read,
  }),
  'family.refuse': action('family.refuse')({
    carries: { member: idOf('person') },
    offered: [{ rank: 13, when: isAwaited, data: ofWaiting }],
    command: (read) => read,
  }),
  'family.shut-out': action('family.shut-out')({
    asks: {
      member: choiceOf(members(canBeShut), personOf),
      stands: stillCounts,
      reason: long(1000, { label: 'field.family.shut-out.reason', hint: 'hint.family.reason' }),
    },
    form: {
      intro: 'intro.family.shut-out',
      submit: 'submit.shut-out',
      facts: (at) => {
        const { viewer, state } = at
        const who = state ? answeredIn(at).map((one) => labelOf(viewer, state, one)) : []
        return who.length > 0 ? [{ label: viewer.say('fact.answered'), value: viewer.say.list(who) }] : []
      },
    },
    // Also where no page is any more: it may come back.
    offered: [{ rank: 286, when: someShut }],
    offeredWhenClosed: [{ rank: 25, when: someShut }],
    command: ({ member, stands, reason }, { word }) => {
      return { member, stands: stands === null ? null : stands === 'yes', reason: word(reason) }
    },
  }),
  'family.let-in': action('family.let-in')({
    asks: {
      member: choiceOf(
        members((one, state) => canComeBack(state, one)),
        personOf,
      ),
      reason: long(1000, { label: 'field.family.let-in.reason', hint: 'hint.family.reason' }),
    },
    form: { intro: 'intro.family.let-in', submit: 'submit.let-in' },
    offered: [{ rank: 287, when: someOut }],
    offeredWhenClosed: [{ rank: 26, when: someOut }],
    command: ({ member, reason }, { word }) => ({ member, reason: word(reason) }),
  }),
  'family.release': action('family.release')({
    asks: {
      text: choiceOf(closedTexts, textOf, { label: 'field.family.release.text', usual: ({ data }) => data.text ?? '' }),
      member: choiceOf(members(reads), personOf),
      reason: long(1000, { label: 'field.family.release.reason', hint: 'hint.family.release' }),
    },
    form: { intro: 'intro.family.release', submit: 'submit.release' },
    offered: [{ rank: 288, when: someRead }],
    command: ({ text, member, reason }, { word }) => ({ text, member, reason: word(reason) }),
  }),
  'family.clear': action('family.clear')({
    asks: {
      text: choiceOf(unseenTexts, textOf, { label: 'field.family.clear.text', usual: ({ data }) => data.text ?? '' }),
    },
    form: { intro: 'intro.family.clear', submit: 'submit.clear' },
    offered: [{ rank: 289, when: someRead }],
    command: (read) => read,
  }),
  'family.hear': action('family.hear')({
    carries: { saying: idOf('saying') },
    onCard: true,
    command: (read) => read,
  }),
}
