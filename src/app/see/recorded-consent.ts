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
  const isReadable = opened.access.topics === 'all' || letsIn(viewer, consent)
  const ids = written.map((name) => wordId(consent[name]))
  const words = await opened.words(isReadable ? ids : [])
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

/**
 * What the form of a consent begins with when somebody has signed before: what they were told, so that the next does not
 * write over it. Opens the case: checked and logged. Empty where nobody has signed yet.
 */
export async function alreadyRecorded(
  viewer: Viewer,
  state: Case,
  id: string | undefined,
): Promise<Record<string, string>> {
  const consent = state.consents.find((one) => one.id === id && isAsked(one))
  const last = consent?.signed.at(-1)
  const opened = last ? await openCase(viewer, state, 'consent.record') : null
  if (!consent || !last || !opened) return {}
  const { from, until, childAsked } = consent
  const said = { ...(await recordedWords(viewer, opened, consent)), from, until }
  const begins = Object.entries(said).flatMap(([name, text]) => (text === null ? [] : [[name, text] as const]))
  return { ...Object.fromEntries(begins), childAsked: String(childAsked), evidence: last.evidence }
}

/** Language and version are typed too, and kept as words; a consent that nobody has signed has none. */
function wordId(id: string | null): WordId | null {
  return id && isWordId(id) ? id : null
}

function isWordId(id: string): id is WordId {
  return id.startsWith('word_')
}
