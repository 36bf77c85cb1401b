/** The form in which somebody of the staff chooses whom a copy is for, and what they chose, read. Keeps nothing. */
import { type Card, languages, type Tongue } from '../../../cards/card.ts'
import { type CaseCopyArgs, caseCopy } from '../../../cards/case-copy.ts'
import type { Copy } from '../../copy/index.ts'
import type { Case } from '../../core/case.ts'
import { tongues, wording } from '../../wording/index.ts'
import { seeCase, show } from '../actions/index.ts'
import { makerOf, mayCopy, openCase, type Setting, type Viewer } from '../see/index.ts'
import { copyChoices, copyFor } from './copy.ts'

type Typed = Record<string, string>
type Filled = Pick<CaseCopyArgs, 'values' | 'errors'>

/** Null for whoever may not make one. `isPage`: whether a file can be given where it is asked for. */
export async function showCopy(viewer: Viewer, state: Case, isPage: boolean, filled?: Filled): Promise<Card | null> {
  const opened = mayCopy(viewer, state) ? await openCase(viewer, state, 'case-copy') : null
  return opened && cardOf(viewer, state, isPage, filled)
}

async function cardOf(viewer: Viewer, state: Case, isPage: boolean, filled?: Filled): Promise<Card> {
  const { say } = viewer
  const langs = tongues.map((one) => ({ value: one, label: wording(one).ownName }))
  const choices = isPage ? { recipient: await copyChoices(viewer, state), lang: langs } : null
  const data = { case: state.id }
  const open = { ...show('show.copy', data), kind: 'open' as const, label: 'copy.card.open' as const }
  return caseCopy(
    {
      ref: state.ref,
      data,
      choices,
      values: filled?.values ?? { lang: say.lang },
      errors: filled?.errors ?? {},
      offers: [...(isPage ? [] : [open]), seeCase(state)],
    },
    say,
  )
}

/** The copy that was chosen, with the card it was chosen on; the form again with what is wrong in it; null for whoever may not. */
export async function makeCopy(
  viewer: Viewer,
  state: Case,
  typed: Typed,
): Promise<{ card: Card; copy: Copy | null } | null> {
  const { say } = viewer
  const { recipient = '', lang = '' } = typed
  const errors: Filled['errors'] = {}
  const tongue = tongues.find((one) => one === lang)
  const chosen = (await copyChoices(viewer, state)).find(({ value }) => value === recipient)
  if (!chosen) errors.recipient = say('copy.error.recipient')
  if (!tongue || (chosen && !speaks(tongue, recipient))) errors.lang = say('copy.error.lang')
  if (!chosen || !tongue || errors.lang) {
    const card = await showCopy(viewer, state, true, { values: { recipient, lang }, errors })
    return card && { card, copy: null }
  }
  const setting: Setting = { ...viewer, say: wording(tongue) }
  const copy = await copyFor(setting, makerOf(viewer, state), state, recipient, viewer.now)
  return copy && { copy, card: await cardOf(viewer, state, true, { values: { recipient, lang }, errors: {} }) }
}

/** Only what the family's page says is said in further languages. */
function speaks(tongue: Tongue, recipient: string): boolean {
  return recipient.startsWith('family:') || languages.some((one) => one === tongue)
}
