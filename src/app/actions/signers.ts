/** What says who must sign: asked when the family is first asked, and corrected in a form of its own. */
import type { Case } from '../../core/case.ts'
import type { FamilySaid } from '../../core/consent-said.ts'
import { type GuardianLeft, guardianLeft, guardiansCome, waitsForGuardian } from '../../core/guardian-left.ts'
import type { PersonId } from '../../core/ids.ts'
import { asksAge, asksGuardians, isMinorOn } from '../../core/signers.ts'
import { cameLabel, custodyFacts, monthAsTyped, type Viewer } from '../see/index.ts'
import { action } from './action.ts'
import { type At, choice, type Field, longIfAny, monthIfAny, oneOfIfAny, type Read, reading, typed } from './field.ts'
import { inCase } from './sources.ts'
import { isLog, isWaiting } from './stands.ts'

/** Whether the case knows it, so that it is not asked again by the way. Of whoever is pregnant it was not always asked. */
function isKnown(state: Case | null): boolean {
  if (!state?.signersNamed) return false
  return asksAge(state.targetGroup) !== 'if-minor' || state.minor !== null
}

const isAboutChild = ({ state }: At) => state !== null && asksAge(state.targetGroup) === 'always'
const isAboutPregnant = ({ state }: At) => state?.targetGroup === 'pregnant'
const isAboutCustody = ({ state, viewer }: At) => state !== null && asksGuardians(viewer.policy, state.targetGroup)

const numbers = { '1': 'guardians.1', '2': 'guardians.2' } as const
const cares = { guardians: 'care.guardians', 'child-protection': 'care.child-protection' } as const
const yesOrNo = { yes: 'minor.yes', no: 'minor.no' } as const

type When = (at: At) => boolean

/** The fields, asked where `when` says so and the table of signers needs them; they begin with what the case knows. */
function familyFields(when: When) {
  const asked = (needed: When) => (at: At) => when(at) && needed(at)
  const known = (value: (state: Case, at: At) => string) => (at: At) =>
    at.state && isKnown(at.state) ? value(at.state, at) : ''
  return {
    minor: oneOfIfAny(yesOrNo, {
      hint: 'hint.minor',
      required: true,
      asked: asked(isAboutPregnant),
      usual: known((state, { viewer }) => {
        const minor = isMinorOn(state, viewer.today, viewer)
        return minor === null ? '' : minor ? 'yes' : 'no'
      }),
    }),
    born: monthIfAny(30, {
      hint: 'hint.born',
      required: true,
      optional: (at) => !isAboutChild(at),
      asked: asked((at) => isAboutChild(at) || isAboutPregnant(at)),
      usual: known(({ born }) => (born ? monthAsTyped(born) : '')),
    }),
    guardians: oneOfIfAny(numbers, {
      required: true,
      optional: isAboutPregnant,
      asked: asked(isAboutCustody),
      usual: known(({ guardians }) => String(guardians)),
    }),
    care: oneOfIfAny(cares, {
      required: true,
      optional: isAboutPregnant,
      asked: asked(isAboutCustody),
      usual: known(({ care }) => care),
    }),
  }
}

/** Of two guardians of whom one is left: those who have come to the family's page, by the code that holder gave them and the day. */
const toBeLeft = inCase('empty.family', ({ viewer, state }) => [
  ...guardiansCome(state).map((one) => ({ value: one.id, label: cameLabel(viewer, state, one) })),
  { value: 'none', label: viewer.say('left.none') },
])

function leftOf(code: string): Read<GuardianLeft | null> {
  if (code === '' || code === 'none') return { value: code || null }
  return isPersonId(code) ? { value: code } : { fault: { code: 'not-a-choice' } }
}

const isPersonId = (code: string): code is PersonId => code.startsWith('person_')

/** Whether it has to be said, may have to be, or was. */
function asksWhoIsLeft({ state }: At): boolean {
  if (!state || guardiansCome(state).length === 0) return false
  return state.guardians === 2 || waitsForGuardian(state) || guardianLeft(state) !== null
}

const whoIsLeft: Field<GuardianLeft | null> = {
  ...choice(toBeLeft, {
    hint: 'hint.left',
    asked: asksWhoIsLeft,
    usual: ({ state }) => (state && guardianLeft(state)) ?? '',
  }),
  required: false,
  ...reading(typed, leftOf),
}

type FactsRead = { minor: 'yes' | 'no' | null; guardians: '1' | '2' | null } & Pick<FamilySaid, 'born' | 'care'>

export function familySaid({ minor, born, guardians, care }: FactsRead): FamilySaid {
  return {
    born,
    care,
    minor: minor === null ? null : minor === 'yes',
    guardians: guardians === null ? null : guardians === '1' ? 1 : 2,
  }
}

/** In the question, where the case does not know it yet. */
export const familyAsked = familyFields(({ state }) => !isKnown(state))

function isNameable(state: Case, { policy }: Viewer): boolean {
  return asksAge(state.targetGroup) !== 'never' || asksGuardians(policy, state.targetGroup)
}

export const nameSigners = action('consent.name-signers')({
  asks: {
    ...familyFields(() => true),
    left: whoIsLeft,
    reason: longIfAny(1000, { label: 'field.consent.name-signers.reason', hint: 'hint.signers-reason' }),
  },
  form: {
    intro: 'intro.consent.name-signers',
    facts: async ({ viewer, state }) => (state ? custodyFacts(viewer, state) : []),
  },
  offered: [
    { rank: 11, when: (state) => isLog(state) && waitsForGuardian(state) },
    {
      rank: 305,
      when: (state, viewer) =>
        (isLog(state) || isWaiting(state)) && isKnown(state) && isNameable(state, viewer) && !waitsForGuardian(state),
    },
  ],
  offeredWhenClosed: [
    { rank: 23, when: (state) => state.level > 0 && waitsForGuardian(state) },
    {
      rank: 27,
      when: (state, viewer) =>
        state.level > 0 && isKnown(state) && isNameable(state, viewer) && !waitsForGuardian(state),
    },
  ],
  command: ({ reason, left, ...read }, { wordOr }) => ({ ...familySaid(read), left, reason: wordOr(reason) }),
})
