/**
 * Forms, filled in as far as the bot knows: what was typed before a refusal, what the case says, what is usual. A form
 * holds everything it needs to be submitted, also after a restart; `once` makes two submissions of it one.
 */
import type { Card, Choice } from '../../../cards/card.ts'
import { form as card, type FormArgs } from '../../../cards/form.ts'
import { type FieldId, type FormField, find } from '../../../cards/parts/field.ts'
import type { Case } from '../../core/case.ts'
import type { Key, Say } from '../../wording/index.ts'
import { seesShield, type Viewer } from '../see/index.ts'
import type { Declared } from './action.ts'
import { amongChoices } from './chosen.ts'
import type { At, Fault, Field } from './field.ts'
import { type Fold, foldOf, isFolded, ofFolded } from './fold.ts'
import { givenFacts } from './given.ts'
import { isRead, readersIn, readersOf } from './readers.ts'
import { actions, type FormName } from './table.ts'

export type Filled = { values: Record<string, string>; errors: Record<string, string>; notice?: string }

type Around = { viewer: Viewer; state: Case | null; data: Record<string, string> }

/**
 * `data` is what came with the button that opened the form; `filled` is what was typed, after a refusal; `once` names the
 * form where the button has none for it.
 */
export async function showForm(
  name: FormName,
  around: Around,
  once: () => string,
  filled: Filled | null,
): Promise<Card> {
  const { viewer, state, data } = around
  const { form }: Pick<Declared, 'form'> = actions[name]
  const fields = fieldsOf(name)
  const asked = fields.filter((one) => isAsked(one, around))
  const known = Object.fromEntries(fields.flatMap(([id, one]) => knownAs(id, one.known?.(around))))
  const choices = await choicesAt(asked, around, filled?.values.find ?? '')
  const begun = filled && !asked.some(isFolded) ? {} : await beginning(name, asked, around, choices)
  const { errors = {}, values = {} } = filled ?? {}
  const fold = foldOf(asked, data, begun, values, errors)
  const shown = fold === null || fold === 'open' ? asked : asked.filter((one) => !isFolded(one))
  const { prefill: _, cut, unfold: __, fold: ___, ...rest } = withoutFields(name, data)
  const notice = filled?.notice ?? (cut ? viewer.say('form.cut', { count: cut }) : null)
  const at: Record<string, string> = state ? { case: state.id } : {}
  return drawForm(
    name,
    {
      values: { ...(filled ? ofFolded(asked, begun) : begun), ...values },
      errors,
      fold,
      notices: notice === null ? [] : [notice],
      ref: state && name !== 'concern.answer' ? state.ref : null,
      isShielded: state !== null && name !== 'concern.answer' && seesShield(viewer, state),
      data: { ...filledIn(name, around), ...rest, ...known, ...at, once: data.once ?? once() },
      choices,
      ...eachAt(shown, around),
      intro: (state && form.introIn?.(state)) ?? null,
      ...(await readersAt(name, around)),
      omit: fields.filter((one) => !shown.includes(one)).map(([id]) => id),
      facts: [...(await givenFacts(name, around)), ...((await form.facts?.(around)) ?? [])],
      questions: form.questions?.(viewer) ?? [],
    },
    viewer.say,
  )
}

async function readersAt(name: FormName, at: At): Promise<Pick<Filling, 'readers' | 'readersOf'>> {
  return { readers: await readersOf(name, at), readersOf: (id, chosen) => readersIn(id, chosen, at) }
}

/**
 * What a form asks comes of what is filled in, and of nothing that came with the button or the address that opened it: that would go
 * before it, unseen.
 */
function withoutFields(name: FormName, data: Record<string, string>): Record<string, string> {
  const own = new Set<string>(fieldsOf(name).map(([id]) => id))
  return Object.fromEntries(Object.entries(data).filter(([id]) => !own.has(id)))
}

function isAsked([, { asked, known }]: Named, at: At): boolean {
  return (asked?.(at) ?? true) && (known?.(at) ?? null) === null
}

/**
 * What the form must have as it is asked now, and came empty: said together with all else that is missing, also where it can be done
 * without elsewhere.
 */
export function owedIn(name: FormName, at: At, sent: Record<string, string>): Record<string, Fault> {
  const owed = fieldsOf(name).filter((one) => {
    const [id, { required, optional, kind }] = one
    return required && !optional?.(at) && kind !== 'choices' && sent[id] === '' && isAsked(one, at)
  })
  return Object.fromEntries(owed.map(([id, { kind }]) => [id, { code: kind === 'date' ? 'no-day' : 'required' }]))
}

/** What the fields begin with: what is usual, and over it what the case says. */
async function beginning(name: FormName, fields: Named[], at: At, choices: Record<string, Choice[]>) {
  const { form }: Pick<Declared, 'form'> = actions[name]
  return { ...usualIn(fields, at, choices), ...((await form.begins?.(at)) ?? {}) }
}

/** What the folded fields of a form began with, for whoever sent it without opening them. */
export async function begunFolded(name: FormName, around: Around): Promise<Record<string, string>> {
  const asked = fieldsOf(name).filter((one) => isAsked(one, around))
  return ofFolded(asked, await beginning(name, asked, around, await choicesAt(asked, around, '')))
}

/** What is so of each field here, and need not be elsewhere. */
function eachAt(fields: Named[], at: At): Pick<Filling, 'days' | 'hints' | 'optional'> {
  return {
    days: Object.fromEntries(fields.map(([id, one]) => [id, one.kind === 'date' ? (one.days?.(at) ?? {}) : {}])),
    hints: Object.fromEntries(fields.map(([id, one]) => [id, one.hintIn?.(at) ?? null])),
    optional: fields.filter(([, one]) => one.optional?.(at)).map(([id]) => id),
  }
}

/** Which days can be chosen in a field of a form now: no bounds where it asks for no day. */
export function daysOf(name: FormName, id: string, at: At): { min?: string; max?: string } {
  const found = fieldsOf(name).find(([one]) => one === id)?.[1]
  return found?.kind === 'date' ? (found.days?.(at) ?? {}) : {}
}

/** What the choices of one field are now, for who must know before a form is shown. */
export async function choicesOf(name: FormName, id: FieldId, around: Around): Promise<Choice[]> {
  const found = await choicesAt(
    fieldsOf(name).filter(([one]) => one === id),
    around,
    '',
  )
  return found[id] ?? []
}

/** What each field begins with; nothing that could not be chosen, such as a colleague who has left. */
function usualIn(fields: Named[], at: At, choices: Record<string, Choice[]>): Record<string, string> {
  const entries = fields.map(([id, field]) => {
    const value = field.usual?.(at) ?? ''
    const list = choices[id]
    if (field.kind === 'choice') return [id, list ? (amongChoices(list, value)?.value ?? '') : value]
    const isThere = (code: string) => list?.some((one) => one.value === code) ?? true
    return [id, field.kind === 'choices' ? value.split(',').filter(isThere).join(',') : value]
  })
  return Object.fromEntries(entries)
}

/** What the button did not carry and the form can say. */
function filledIn(name: FormName, at: At): Record<string, string> {
  const { carries }: Pick<Declared, 'carries'> = actions[name]
  return Object.fromEntries(
    Object.entries(carries).flatMap(([key, one]) => ('fill' in one ? [[key, one.fill(at)]] : [])),
  )
}

type Named = [FieldId, Field<unknown>]

/** The fields of an action in their order, by their names. */
export function fieldsOf(name: FormName): Named[] {
  // What an action asks is named by what has a label: that is the type it was declared with.
  return Object.entries(actions[name].asks) as Named[]
}

function knownAs(id: FieldId, value: string | null | undefined): [string, string][] {
  return typeof value === 'string' ? [[id, value]] : []
}

async function choicesAt(fields: Named[], at: At, part: string): Promise<Record<string, Choice[]>> {
  const choices: Record<string, Choice[]> = {}
  for (const [id, field] of fields) {
    if (!('from' in field) || 'fixed' in field.from) continue
    const found = await field.from.found(at, part)
    choices[id] = found.choices
    if (found.isLong) choices.find = []
  }
  return choices
}

export type Filling = {
  data: Record<string, string>
  ref: string | null
  isShielded?: boolean
  /** By field. Several choices stand apart by commas; a tick is `true`. */
  values: Record<string, string>
  /** Ready sentences by field; one for a field the form does not show stands above it. */
  errors: Record<string, string>
  notices?: string[]
  /** By field, of those that are found; `find` is there where a list is longer than is shown. */
  choices: Record<string, Choice[]>
  days?: Record<string, { min?: string; max?: string }>
  /** By field, instead of what it says of itself. */
  hints?: Record<string, FormField['hint'] | null>
  /** What of it is folded, where something can be. */
  fold?: Fold | null
  /** By field, of those that need not be answered here. */
  optional?: string[]
  omit?: string[]
  /** Instead of what it says of itself. */
  intro?: Key | null
  /** Who can read what is typed into it, ready. */
  readers?: string | null
  /** The same of one field, where others can read that. */
  readersOf?(id: FieldId, chosen: string): string
  facts?: FormArgs['facts']
  questions?: string[]
}

/** The card of a form with what is to stand in it. A choice whose list was not found is left out. */
export function drawForm(name: FormName, filling: Filling, say: Say): Card {
  const { form }: Pick<Declared, 'form'> = actions[name]
  const { data, errors, ref, facts = [], questions = [] } = filling
  const fields = fieldsOf(name).flatMap((one) => drawnField(one, filling, say))
  const elsewhere = Object.entries(errors).filter(([id]) => !fields.some((field) => field.id === id))
  const no = form.no?.when(data) ? form.no : null
  return card(
    {
      action: name,
      title: no?.title ?? `form.${name}`,
      intro: filling.intro ?? no?.intro ?? form.intro ?? null,
      ...sending(name, filling),
      isDanger: no !== null,
      notices: [...(filling.notices ?? []), ...elsewhere.map(([, text]) => text)],
      ref,
      isShielded: filling.isShielded ?? false,
      facts,
      questions,
      fields,
    },
    say,
  )
}

/** The button that sends it, with what goes along, and the other ways to. */
function sending(name: FormName, { data, fold = null }: Filling): Pick<FormArgs, 'submit' | 'data' | 'ways'> {
  const { form }: Pick<Declared, 'form'> = actions[name]
  const submit = (form.no?.when(data) ? form.no.submit : form.submit) ?? 'submit.save'
  const on = form.goesOn ? [{ label: form.goesOn.submit, data: { goOn: form.goesOn.form } }] : []
  if (fold === null) return { submit, data, ways: on }
  const opened = { unfold: 'yes' }
  if (fold === 'needed') return { submit: 'submit.go-on', data: { ...data, ...opened }, ways: [] }
  const more = fold === 'shut' ? [{ label: form.more ?? 'submit.more', data: opened }] : []
  return { submit, data: { ...data, fold }, ways: [...on, ...more] }
}

function drawnField([id, field]: Named, filling: Filling, say: Say): FormField[] {
  const { values, errors, choices, omit = [], optional = [], hints = {}, days } = filling
  const list = choices[id] ?? ('from' in field && 'fixed' in field.from ? fixed(field.from.fixed, say) : [])
  const isFound = 'from' in field && 'found' in field.from
  if (omit.includes(id) || (isFound && choices[id] === undefined)) return []
  const isPerson = 'isPerson' in field && field.isPerson
  // A channel would not send the form to get a shorter list, as long as a choice must be made first.
  const isSearched = isPerson && choices.find !== undefined
  const isNeeded = field.required && !optional.includes(id)
  const drawn: FormField = {
    kind: field.kind,
    id,
    value: values[id] ?? '',
    error: errors[id] ?? null,
    choices: list,
    required: isNeeded && !isSearched,
    optional: !isNeeded && field.kind !== 'tick',
    maxLength: 'maxLength' in field ? field.maxLength : 0,
    days: days?.[id] ?? {},
    empty: 'from' in field && 'found' in field.from && list.length === 0 ? field.from.empty : null,
  }
  if (field.label) drawn.label = field.label
  const hint = hints[id] ?? field.hint
  if (hint) drawn.hint = hint
  const { readers } = filling
  if (readers && isRead(id, field.kind)) drawn.readers = filling.readersOf?.(id, readers) ?? readers
  return isSearched ? [drawn, find(values.find ?? '', errors.find ?? null)] : [drawn]
}

function fixed(list: { value: string; label: Parameters<Say>[0] }[], say: Say): Choice[] {
  return list.map(({ value, label }) => ({ value, label: say(label) }))
}
