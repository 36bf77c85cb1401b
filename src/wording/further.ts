/**
 * The further languages of the family's page, each a file in `family/` that is called by its BCP 47 tag. A file says just what the page
 * says, with the parameters of bokmål and every plural of its own language; one that does not keeps everything from starting.
 */
import { readdirSync, readFileSync } from 'node:fs'
import IntlMessageFormat from 'intl-messageformat'
import nb from './nb.json' with { type: 'json' }

export type Further = {
  /** With the calendar and the digits of Norwegian, so that days and numbers are the same in every paper and on the telephone. */
  locale: string
  dir: 'ltr' | 'rtl'
  /** Says that nobody has looked the translation over yet; null once somebody has. */
  draft: string | null
  /** Says that the Norwegian text counts where they differ. */
  decides: string
  texts: Record<string, string>
}

/** Whether the family's page says it: all that a file is to say. */
export function isOfFamily(key: string): boolean {
  return shared.includes(key) || (key.startsWith('family.') && !ofStaff.test(key))
}

/** What is said to staff about the family, or written down for them. */
const ofStaff = /^family\.(code|arrived)\.|^family\.text\.(note|minutes|concern)$|^family\.consent\.version$/
/** What the family's page says beside that, as other pages do. */
const shared = [
  ...['message.fault', 'recipient.unit', 'phrase.name', 'phrase.optional', 'phrase.wait'],
  ...['web.required', 'web.faults', 'web.title.faults', 'web.skip', 'web.ways', 'web.signed-in', 'web.language'],
  ...['web.sign-out', 'web.foot.family', 'web.fault', 'web.ended', 'web.ended.title', 'web.ended.out', 'web.ended.in'],
  ...['web.sign-in', 'web.send-again', 'web.enter.title', 'web.enter.by', 'web.enter.out', 'web.enter.denied'],
  ...['web.enter.invalid', 'web.enter.unreachable', 'web.enter.lead.family', 'web.family.you', 'web.family.home'],
  ...['web.nowhere.family', 'web.too-large', 'web.enter.onward', 'web.enter.still'],
]

/** By tag, in the order of the names of the files. Throws with everything that is wrong with any of them. */
export function readFurther(folder: URL): Map<string, Further> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  const ours = Object.entries(nb).filter(([key]) => isOfFamily(key))
  const wanted = new Map(ours.map(([key, text]) => [key, shapeOf(partsOf(text))]))
  const read = names.sort().map((name) => readOne(name.slice(0, -'.json'.length), new URL(name, folder), wanted))
  const faults = read.flatMap((one) => one.faults)
  if (faults.length > 0) throw new Error(`a language of the family's page is not whole:\n${faults.join('\n')}`)
  return new Map(read.flatMap(({ tag, found }) => (found ? [[tag, found] as const] : [])))
}

type Read = { tag: string; found: Further | null; faults: string[] }

function readOne(tag: string, file: URL, wanted: Wanted): Read {
  try {
    const locale = new Intl.Locale(tag)
    const { draft, decides, texts } = whole(JSON.parse(readFileSync(file, 'utf8')))
    const { direction } = locale.getTextInfo()
    const faults = faultsIn(texts, tag, wanted).map((fault) => `${tag}: ${fault}`)
    const dir = direction === 'rtl' ? 'rtl' : 'ltr'
    const found = { locale: `${tag}-u-ca-gregory-nu-latn`, dir, draft, decides, texts } as const
    return { tag, found, faults }
  } catch (error) {
    return { tag, found: null, faults: [`${tag}: ${String(error)}`] }
  }
}

function whole(read: unknown): Pick<Further, 'draft' | 'decides' | 'texts'> {
  if (typeof read !== 'object' || read === null) throw new Error('is no object')
  const texts: Record<string, string> = {}
  for (const [key, text] of Object.entries(read)) {
    if (typeof text !== 'string' || text === '' || text !== text.trim()) throw new Error(`"${key}" says nothing`)
    texts[key] = text
  }
  const { draft = null, decides, ...said } = texts
  if (decides === undefined) throw new Error('"decides" is missing')
  return { draft, decides, texts: said }
}

/** What bokmål takes, of each that a file is to say. */
type Wanted = Map<string, string>

function faultsIn(texts: Record<string, string>, tag: string, wanted: Wanted): string[] {
  const besides = Object.keys(texts).filter((key) => !wanted.has(key))
  return [
    ...besides.map((key) => `"${key}" is never said`),
    ...[...wanted].flatMap(([key, shape]) => {
      const parts = texts[key] === undefined ? null : partsOf(texts[key])
      if (!parts) return [`"${key}" is missing`]
      if (shapeOf(parts) !== shape) return [`"${key}" takes ${shapeOf(parts)}, not ${shape}`]
      return lackingPlurals(parts, tag).map((plural) => `"${key}" lacks the plural "${plural}"`)
    }),
  ]
}

/** What a message takes: each parameter once, and of a choice what it may be. */
function shapeOf(parts: Part[]): string {
  const found = parts.map(({ type, value, options = {} }) => {
    const choices = type === kinds.select ? Object.keys(options).sort().join('|') : ''
    return `{${[value, type === kinds.argument ? '' : type, choices].filter((one) => one !== '').join(' ')}}`
  })
  return [...new Set(found)].sort().join(' ') || 'nothing'
}

/** Of the plurals of the language, those that a count among the parts is not said in. */
function lackingPlurals(parts: Part[], tag: string): string[] {
  const counts = parts.filter(({ type }) => type === kinds.plural)
  if (counts.length === 0) return []
  const categories = new Intl.PluralRules(tag).resolvedOptions().pluralCategories
  return counts.flatMap(({ options = {} }) => categories.filter((one) => !(one in options)))
}

/** How the parser of ICU messages numbers what it finds: plain text is 0, and 7 the number itself in a plural. */
const kinds = { text: 0, argument: 1, select: 5, plural: 6, number: 7 }
type Part = { type: number; value?: string; options?: Record<string, { value: Part[] }> }

/** Every parameter of a message, those inside choices among them. Most messages have none, and need no parser. */
function partsOf(message: string): Part[] {
  const inside = (parts: Part[]): Part[] =>
    parts
      .filter(({ type }) => type !== kinds.text && type !== kinds.number)
      .flatMap((part) => [part, ...Object.values(part.options ?? {}).flatMap(({ value }) => inside(value))])
  return message.includes('{') ? inside(parsed(message)) : []
}

/** The parser alone: to make a message ready to be said costs ten times that, and is done when it is. */
function parsed(message: string): Part[] {
  const parse = IntlMessageFormat.__parse
  if (!parse) throw new Error('messages have no parser')
  return parse(message, { ignoreTag: true })
}
