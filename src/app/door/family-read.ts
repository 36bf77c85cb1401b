/** Reads what one of a family sends from a form of their own page, as a command with its words beside it, or says what is wrong where. */
import type { FamilyFormName } from '../../../cards/parts/family-way.ts'
import type { Case, Command } from '../../core/case.ts'
import { type Consent, servicesLeft } from '../../core/consent.ts'
import { type Member, signersOfMember } from '../../core/family-member.ts'
import { readingOf } from '../../core/family-reading.ts'
import type { ConsentId, WordId } from '../../core/ids.ts'
import type { Signer } from '../../core/policy.ts'
import { serviceOf } from '../../core/recipient.ts'
import { signersOf } from '../../core/signers.ts'
import { hasPersonalNumber } from '../../personal-number.ts'
import type { Ids } from '../../ports.ts'
import { type Key, shownIn, wording } from '../../wording/index.ts'
import { clean } from '../actions/index.ts'
import { type FamilyViewer, unitsOf } from '../see/index.ts'
import {
  asksForChild,
  type FamilyCase,
  type FamilyFilled,
  isTheirsToTakeBack,
  lastDay,
  longestText,
  questionFor,
} from '../show/index.ts'

export type FamilySent = { data: Record<string, string>; fields: Record<string, string> }
type Read = { command: Command; words: Map<WordId, string> } | { filled: FamilyFilled }
type InLog = Exclude<FamilyFormName, 'family.enter'>

/** Whatever was sent, they answer as themselves, today, and on this page. Null where the form is not theirs to be shown. */
export async function readFamilyForm(one: FamilyCase, form: InLog, sent: FamilySent, ids: Ids): Promise<Read | null> {
  const words = new Map<WordId, string>()
  const word = (text: string): WordId => {
    const id = ids.next('word')
    words.set(id, text)
    return id
  }
  switch (form) {
    case 'family.write':
    case 'family.ask-correction':
    case 'family.say':
    case 'family.ask-end': {
      const text = clean(sent.fields.text ?? '')
      const wrong = wrongIn(text, form !== 'family.ask-end')
      if (wrong) return faulty(one.viewer, sent, { text: wrong })
      return { command: sayingOf(form, sent, text === '' ? null : word(text), ids), words }
    }
    case 'family.answer':
      if (!isAsked(one, sent)) return null
      return sent.data.answer === 'no' ? { command: noOf(one, sent), words } : yesOf(one, sent, word, words)
    case 'family.withdraw':
      return withdrawalOf(one, sent, words)
  }
}

function wrongIn(text: string, required: boolean): Key | null {
  if (text === '') return required ? 'family.error.text' : null
  if (text.length > longestText) return 'family.error.long'
  return hasPersonalNumber(text) ? 'family.error.number' : null
}

/** What was typed stays, with what is wrong at its place. */
function faulty({ say }: FamilyViewer, { fields }: FamilySent, wrong: Record<string, Key>): { filled: FamilyFilled } {
  const errors = Object.entries(wrong).map(([field, key]) => [field, say(key, { max: longestText })] as const)
  return { filled: { values: fields, errors: Object.fromEntries(errors) } }
}

type OwnForm = 'family.write' | 'family.ask-correction' | 'family.say' | 'family.ask-end'

function sayingOf(type: OwnForm, { data }: FamilySent, text: WordId | null, ids: Ids): Command {
  const saying = ids.next('saying')
  if (type === 'family.ask-end') return { type, saying, text }
  // Where it must be written it is: that was asked before.
  const written = text ?? 'word_none'
  if (type !== 'family.say') return { type, saying, text: written }
  const { about = '' } = data
  return { type, saying, about: isMeasure(about) ? about : `meeting_${about.slice('meeting_'.length)}`, text: written }
}

const isMeasure = (id: string): id is `measure_${string}` => id.startsWith('measure_')
const isConsent = (id: string): id is ConsentId => id.startsWith('consent_')

function consentOf({ state }: FamilyCase, { data }: FamilySent): { id: ConsentId; consent: Consent | null } {
  const { consent: id = '' } = data
  return { id: isConsent(id) ? id : 'consent_none', consent: state.consents.find((one) => one.id === id) ?? null }
}

/** As whom they answer what is asked: one of those who must today, where they are. */
function signerFor(state: Case, member: Member, consents: Consent[], viewer: FamilyViewer): Signer {
  const asked = consents.flatMap((one) => signersOf(state, one, viewer.today, viewer))
  return signersOfMember(member).find((one) => asked.includes(one)) ?? member.signer
}

function isAsked({ viewer, state }: FamilyCase, { data }: FamilySent): boolean {
  const reading = readingOf(state, viewer.member, viewer.today, viewer)
  return reading !== null && questionFor({ state }, { reading }, data.consent) !== null
}

function noOf(one: FamilyCase, sent: FamilySent): Command {
  const { viewer, state } = one
  const { id, consent } = consentOf(one, sent)
  const signer = signerFor(state, viewer.member, consent ? [consent] : [], viewer)
  const services = consent ? servicesLeft(consent) : []
  return { type: 'consent.refuse', consent: id, services, reason: null, signer, how: 'digital', day: viewer.today }
}

async function yesOf(
  one: FamilyCase,
  sent: FamilySent,
  word: (text: string) => WordId,
  words: Map<WordId, string>,
): Promise<Read> {
  const { viewer, state } = one
  const { say, today, policy, member, reader } = viewer
  const { id, consent } = consentOf(one, sent)
  const services = listIn(sent.fields.services)
  const topics = listIn(sent.fields.topics)
  const childAsked = asksForChild(one) ? sent.fields.childAsked === 'true' : member.as === 'young-person'
  const wrong = lackingIn({ services, topics, childAsked: childAsked || !asksForChild(one) })
  if (Object.keys(wrong).length > 0) return faulty(viewer, sent, wrong)
  const command: Command = {
    type: 'consent.record',
    consent: id,
    signedBy: [signerFor(state, member, consent ? [consent] : [], viewer)],
    evidence: 'digital',
    services,
    topics,
    units: await unitsOf(reader, state.municipality, policy.services),
    // Whom of the staff they do not want is said to the holder: what was said before stays.
    excludedStaff: [],
    excludedShown: [],
    excludedPersons: null,
    holder: null,
    // What an older consent was for was said of that one.
    purpose: consent?.purpose ?? null,
    from: today,
    until: consent ? lastDay(viewer, consent) : today,
    textVersion: word(wording(say.lang)('family.consent.version')),
    language: word(shownIn(say)),
    childAsked,
    childView: null,
  }
  return { command, words }
}

/** What a yes can't be given without, each with why. */
function lackingIn(said: { services: string[]; topics: string[]; childAsked: boolean }): Record<string, Key> {
  return {
    ...(said.services.length === 0 ? { services: 'family.error.services' as const } : {}),
    ...(said.topics.length === 0 ? { topics: 'family.error.topics' as const } : {}),
    ...(said.childAsked ? {} : { childAsked: 'family.error.childAsked' as const }),
  }
}

function withdrawalOf({ viewer, state }: FamilyCase, sent: FamilySent, words: Map<WordId, string>): Read {
  const { what = '' } = sent.fields
  const reading = readingOf(state, viewer.member, viewer.today, viewer)
  if (!reading || !isTheirsToTakeBack(state, { reading }, what))
    return faulty(viewer, { data: sent.data, fields: {} }, { what: 'family.error.what' })
  const [kind, which = null] = what.split(':')
  const given = state.consents.filter(({ status }) => status === 'given')
  const signer = signerFor(state, viewer.member, given, viewer)
  const said = { reason: null, signer, how: 'digital', day: viewer.today } as const
  const type = 'consent.withdraw' as const
  if (kind === 'service') return { command: { type, scope: 'service', service: which, topic: null, ...said }, words }
  if (kind === 'topic') return { command: { type, scope: 'topic', service: null, topic: which, ...said }, words }
  return { command: { type, scope: 'whole', service: null, topic: null, ...said }, words }
}

/** Several choices stand apart by commas. */
function listIn(text = ''): string[] {
  return [...new Set(text.split(',').map((one) => one.trim()))].filter((one) => one !== '' && serviceOf(one) !== '')
}
