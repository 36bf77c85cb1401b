/**
 * The card model: what a card says, without a word about any channel. A renderer in each channel's folder draws it.
 * Text that comes from our own wording is `text`; anything a person typed is `words` and is never read as markup.
 */
/** One meaning each, in colour where a channel has any: good: it is done; attention: it is to be seen to in time; warning: it is late, or went wrong. */
export type Tone = 'neutral' | 'good' | 'attention' | 'warning'

export type Block = Drawable & Discreet

/**
 * Discreet is what may stand in a message, which others keep and search and telephones show: reference, level, days, staff by
 * name, what is wanted. Never a word that was typed, or a child, a service that joins, a topic or a measure.
 */
type Discreet = { discreet?: boolean }

type Drawable =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string; subtle?: boolean }
  | { kind: 'notice'; text: string; tone: Tone }
  /** Something a person typed, shown to the letter. `label` is ours; `lang`: in which language it is taken to be, where that is another than the card's. */
  | { kind: 'words'; label?: string; words: string; lang?: Lang }
  | { kind: 'facts'; facts: Fact[] }
  | { kind: 'list'; items: { text: string; subtle?: string; typed?: boolean; tone?: Tone }[] }
  /** Buttons beside what they are about, as in a list of cases. `words`: what a person typed of it, which no message keeps. */
  | { kind: 'row'; text: string; words?: string; subtle?: string; tone?: Tone; button: Button }
  | { kind: 'divider' }
  /** A way out of the chat, to a page of ours or of the web; where `webAddress` knows no way there, the text alone. */
  | { kind: 'link'; text: string; to: string }
  /** Long text of ours or of the municipality's, such as a guide. */
  | { kind: 'paragraphs'; parts: Paragraph[] }
  /**
   * `empty` is what it says without rows. Each row is as long as the header; where a channel has no room for columns, its
   * first cell stands above the others.
   */
  | {
      kind: 'table'
      header: Heading[]
      rows: Cell[][]
      empty: string /** true: people typed in the cells */
      typed?: boolean
    }
  /** One choice among several ways to see the same, such as what a list is of: each leads there, and one is where its reader is. */
  | { kind: 'ways'; label: string; ways: Way[] }
  /** Numbers beside each other, with a title; `of` and `unit` say what is counted and in what. Without a chart, a table of two columns. */
  | { kind: 'chart'; title: string; of: string; unit: string; bars: Bar[]; empty: string }
  | Input

export type Fact = {
  label: string
  value: string
  /** true: a person typed the value */
  typed?: boolean
  /** As of `words`. */
  lang?: Lang
} & Discreet

/** What stands above a column: a text, or what sorts by it, and which way the rows are sorted by it now. */
export type Heading = string | { text: string; button?: Button; sorted?: 'up' | 'down' }

/**
 * A text, or one with a second line, how it stands, and what a press on it leads to: then `text` is what is pressed, and the
 * button's own words say what that does where the button stands apart. `typed`: a person typed the text.
 */
export type Cell = string | { text: string; subtle?: string; typed?: boolean; tone?: Tone; button?: Button }

/** A way to the same seen otherwise, or to what belongs to it. `current`: it is what is seen now. */
export type Way = { button: Button; current?: true }

/** `told` is the number as it may be told; the bar is `value` long, and where that is told in a step, faintly up to `upTo`. */
export type Bar = { label: string; told: string; value: number; upTo?: number; tone?: Tone }

export type Paragraph =
  | { kind: 'heading' | 'text'; text: string }
  /** `ordered`: its order counts, as in steps. */
  | { kind: 'list'; items: string[]; ordered?: boolean }

type Common = {
  id: string
  label: string
  required?: boolean
  /** Whether it may be left empty, which its channel then says beside its label; not of a tick. */
  optional?: boolean
  /** Said by the channel when a required field is left empty, or a day is outside its limits. */
  missing?: string
  error?: string
  hint?: string
}

/** A field of a form. `value` is what stands in it when the form is shown, also after a refusal: nothing typed is lost. */
export type Input =
  | ({ kind: 'short'; value?: string; maxLength: number; placeholder?: string } & Common)
  | ({ kind: 'long'; value?: string; maxLength: number; placeholder?: string } & Common)
  | ({ kind: 'date'; value?: string; placeholder?: string; min?: string; max?: string } & Common)
  | ({
      kind: 'choice'
      value?: string
      choices: Choice[] /** many choices: a drop-down with search */
      compact?: boolean
    } & Common)
  | ({ kind: 'choices'; value?: string[]; choices: Choice[] } & Common)
  | ({ kind: 'tick'; value?: boolean } & Common)

/** `typed`: a person typed the label; every channel takes it for no markup. */
export type Choice = { value: string; label: string; typed?: boolean }

/**
 * A button. `press` runs an action at once (with the form's fields, where the card is a form); `open` asks for a form,
 * which each channel shows in its own manner. `data` goes with the press unchanged.
 */
export type Button = {
  kind: 'press' | 'open'
  label: string
  action: string
  data: Record<string, string>
  style?: 'primary' | 'danger'
  /** Asked before the press counts, where the channel can ask: for what can't be undone. */
  confirm?: string
  /** A press that must go through even when required fields are empty, such as Cancel. */
  skipsFields?: boolean
}

export type Card = {
  /** The name of the card's file: `case-summary`. */
  name: string
  lang: Lang
  /** In which language its sentences are, where that is a further one of the family's page; `lang` is that of the names in it. */
  tag?: Tongue
  /** Without its sign; with it at most 24 characters, which is what the head of a window has room for. */
  title: string
  /** What a notification and a screen reader say: neutral words, and of a case no more than what is discreet. */
  summary: string
  blocks: Block[]
  /** What belongs together with it, each a card of its own, in the same order on all of them: a page shows them as one row above it, a chat not at all. */
  nav?: Way[]
  /** At most four, and the way to everything else: more can't be taken in at a glance. */
  buttons: Button[]
}

/**
 * A card as it may stand in a message; of a card about a case `forChat` alone makes it. `opensIn` says where what its buttons
 * lead to is shown: where it stands itself, or in a dialog or modal that leaves nothing behind.
 */
export type ChatCard = Card & { opensIn: 'place' | 'window' }

/**
 * The title as a channel shows it: after the sign by which each kind of card is told apart at a glance. The sign is decoration,
 * since the title says the same in words; what a notification and a screen reader say is the summary, without it.
 */
export function titled({ name, title }: Pick<Card, 'name' | 'title'>): string {
  const sign = signs.get(name)
  return sign === undefined ? title : `${sign} ${title}`
}

/** Pictures that every system has a letter for, none of them one by which a tone is drawn. */
const kinds: [sign: string, cards: string[]][] = [
  ['📄', ['case-summary', 'case-outline', 'case-here', 'thread-root']],
  ['💬', ['told', 'newer', 'thread-line']],
  ['🎯', ['case-plan']],
  ['🧭', ['case-menu']],
  ['📜', ['consent-checkpoint', 'consent-withdrawn']],
  ['🔔', ['reminder']],
  ['🚩', ['breach']],
  ['🗳', ['proposal']],
  ['🤝', ['hand-over']],
  ['🙋', ['who-comes', 'receiving']],
  ['❓', ['anonymous-question']],
  ['📋', ['mine', 'digest', 'home', 'case-list']],
  ['🕘', ['case-history']],
  ['👀', ['case-readers']],
  ['🔍', ['case-evaluation']],
  ['📊', ['overview']],
  ['📝', ['form']],
  ['💭', ['new-concern-start']],
  ['📞', ['duty-to-report']],
  ['👋', ['help']],
  ['🤔', ['unknown']],
  ['✋', ['refusal', 'personal-number', 'delete-yours', 'missed']],
  ['🔒', ['folded', 'content-opened']],
  ['👪', [...['family-code', 'family-arrived', 'family-home', 'family-log'], 'family-no', 'case-family']],
  ['👀', ['family-readers']],
  ['🖨', ['case-copy', 'family-copy']],
  ['🖋', ['family-form', 'family-consents']],
  ['👥', ['stand-in', 'standing-in', 'stand-in-gone']],
  ['🔧', ['settings', 'leave', 'pairing-code', 'paired']],
]
const signs = new Map(kinds.flatMap(([sign, cards]) => cards.map((card) => [card, sign] as const)))

export const languages = ['nb', 'nn', 'en'] as const
export type Lang = (typeof languages)[number]
/** A language of the family's page: one of ours, or a further one, which stands in a file of its own (`src/wording/family/`). */
export type Tongue = Lang | (string & { readonly further: true })

/**
 * The address of a link, as browsers spell it, for a page that is read over https or that this machine itself serves; null
 * for anything else, such as one that runs something or hides where it leads.
 */
export function webAddress(to: string): string | null {
  const url = URL.parse(to)
  if (url?.username !== '' || url.password !== '') return null
  const isWeb = url.protocol === 'https:' || (url.protocol === 'http:' && thisMachine.test(url.hostname))
  return isWeb && url.href.length <= longestAddress ? url.href : null
}

const thisMachine = /^(localhost|\[::1\]|127(\.\d{1,3}){3})$/
/** Characters that every channel and browser takes. */
const longestAddress = 2000

/** What a cell or a heading says, without what else there is of it. */
export function cellText(cell: Cell | Heading): string {
  return typeof cell === 'string' ? cell : cell.text
}

type Leading = Exclude<Cell, string> & { button: Button }

export function leadsOn(cell: Cell): cell is Leading {
  return typeof cell !== 'string' && cell.button !== undefined
}

/** Whether a cell says nothing but a text. */
export function isPlain(cell: Cell): boolean {
  return typeof cell === 'string' || (cell.subtle === undefined && cell.tone === undefined && !cell.button)
}

/** A cell that leads somewhere, as a row with its button beside it: where cells can't be pressed. */
export function rowOf({ text, subtle, tone, button }: Leading, before = ''): Extract<Block, { kind: 'row' }> {
  const below = subtle === undefined ? {} : { subtle }
  return { kind: 'row', text: `${before}${text}`, ...below, ...(tone ? { tone } : {}), button }
}

/** Whether the card asks for something to be typed. */
export function isForm(card: Card): boolean {
  return card.blocks.some((block) => 'id' in block)
}
