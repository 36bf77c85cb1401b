/** What was written down with a consent, for those who may read it: on the card, and in the form of the next who signs. */
import type { Case } from '../../core/case.ts'
import { type Consent, isAsked } from '../../core/consent.ts'
import type { WordId } from '../../core/ids.ts'
import { letsIn } from './for-chat.ts'
import { type Opened, openCase, type Viewer } from './viewer.ts'

const written = ['purpose', 'excludedPersons', 'childView', 'language', 'textVersion'] as const
type Recorded = Record<(typeof written)[number], string | null>

/** Whoever is let in for some topics only reads the words of the consents by which their own service is let in. */
export async function recordedWords(viewer: Viewer, opened: Opened, consent: Consent): Promise<Recorded> {
  const ids = written.map((name) => wordId(consent[name]))
  const words = await readable(viewer, opened, consent, ids)
  const said = (name: (typeof written)[number]) => {
    const id = wordId(consent[name])
    return id ? (words.get(id) ?? null) : null
  }
  return {
    purpose: said('purpose'),
    excludedPersons: said('excludedPersons'),
    childView: said('childView'),
    language: said('language'),
    textVersion: said('textVersion'),
  }
}

/** Why the family said no or took it back, by the ids of the words. */
export function saidWhy(viewer: Viewer, opened: Opened, consent: Consent): Promise<Map<WordId, string>> {
  const { noes, takenBack } = consent
  const ids = [...noes, ...takenBack].map(({ reason }) => reason)
  return readable(viewer, opened, consent, ids)
}

function readable(viewer: Viewer, opened: Opened, consent: Consent, ids: (WordId | null)[]) {
  const isReadable = opened.access.topics === 'all' || letsIn(viewer, opened.case, consent)
  return opened.words(isReadable ? ids : [])
}

/**
 * What the form of a consent begins with when somebody has signed before: what they were told, so that the next does not
 * write over it; where nobody has, what the family last said of it: in which language, who is not to take part, and never what an older one was for.
 * How the next one says it is theirs. Opens the case: checked and logged. Empty where the family has said nothing yet.
 */
export async function alreadyRecorded(
  viewer: Viewer,
  state: Case,
  id: string | undefined,
): Promise<Record<string, string>> {
  const consent = state.consents.find((one) => one.id === id && isAsked(one))
  const before = state.consents.findLast(({ givenAt, status }) => givenAt !== null && status !== 'set-aside')
  const isSigned = consent !== undefined && consent.signed.length > 0
  const source = isSigned ? consent : before
  const opened = consent && source ? await openCase(viewer, state, 'consent.record') : null
  if (!source || !opened) return {}
  const words = await recordedWords(viewer, opened, source)
  if (!isSigned) return begun({ ...words, purpose: null, childView: null, textVersion: null })
  const { from, until, childAsked } = source
  return begun({ ...words, from, until, childAsked: String(childAsked) })
}

function begun(said: Record<string, string | null>): Record<string, string> {
  const filled = Object.entries(said).flatMap(([name, text]) => (text === null ? [] : [[name, text] as const]))
  return Object.fromEntries(filled)
}

/** Language and version are typed too, and kept as words; a consent that nobody has signed has none. */
function wordId(id: string | null): WordId | null {
  return id && isWordId(id) ? id : null
}

function isWordId(id: string): id is WordId {
  return id.startsWith('word_')
}
