/**
 * What of the preview somebody looks at, as its address says it: a sample of a card, in which language and light, and where it
 * stands. Names in it are of files and codes; no case stands behind any of them.
 */
import { z } from 'zod'
import { type Lang, languages } from '../../cards/card.ts'

/** `as`: in a message, or whole in a dialog or modal; null: as that sample is met. `of`: the code of a municipality. */
export type Choice = {
  card: string
  sample: string
  lang: Lang
  scheme: 'light' | 'dark'
  as: 'message' | 'window' | null
  width: 'wide' | 'phone'
  of: string | null
}

const schemes = { lys: 'light', mork: 'dark' } as const
const places = { melding: 'message', vindu: 'window' } as const
const widths = { bred: 'wide', smal: 'phone' } as const

const query = z.object({
  eksempel: z.string().max(100).default(''),
  sprak: z.enum(languages).optional(),
  utseende: z.enum(['lys', 'mork']).default('lys'),
  som: z.enum(['melding', 'vindu']).optional(),
  bredde: z.enum(['bred', 'smal']).default('bred'),
  kommune: z.string().max(100).optional(),
})

/** Null where the address says something that nobody can look at. */
export function readChoice(card: unknown, given: unknown, lang: Lang): Choice | null {
  const read = query.safeParse(given)
  if (!read.success || typeof card !== 'string') return null
  const { eksempel, sprak = lang, utseende, som, bredde, kommune = null } = read.data
  const as = som === undefined ? null : places[som]
  return { card, sample: eksempel, lang: sprak, scheme: schemes[utseende], as, width: widths[bredde], of: kommune }
}

export const previewRoot = '/rom/kort'

/** Where that is seen; `surface`: where one of its pictures stands alone. */
export function choiceAddress(choice: Choice, surface?: string): string {
  const { card, sample, lang, scheme, as, width, of } = choice
  const query = new URLSearchParams({ eksempel: sample, sprak: lang, utseende: keyOf(schemes, scheme) })
  if (as !== null) query.set('som', keyOf(places, as))
  if (width !== 'wide') query.set('bredde', keyOf(widths, width))
  if (of !== null) query.set('kommune', of)
  return `${previewRoot}/${card}${surface === undefined ? '' : `/${surface}`}?${query}`
}

function keyOf(names: Record<string, string>, value: string): string {
  return Object.keys(names).find((name) => names[name] === value) ?? ''
}
