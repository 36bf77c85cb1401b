/** Every form, drawn from the table in `parts/forms.ts`: fields with what already stood in them, what is wrong, and two buttons. */
import type { Key, Say } from '../src/wording/index.ts'
import type { Block, Button, Card, Choice, Input } from './card.ts'
import type { Field, Form } from './parts/field.ts'
import { type FormName, forms } from './parts/forms.ts'

export type FormArgs = {
  form: FormName
  /** Goes with the press unchanged: case, proposal, … `level.decide` also has `approve` yes or no. */
  data: Record<string, string>
  ref: string | null
  /** By field. Several choices stand apart by commas; a tick is `true`. Nothing typed is lost by a refusal. */
  values: Record<string, string>
  /** Ready sentences by field; one for a field the form does not show stands above it. */
  errors: Record<string, string>
  notice?: string
  /** By field; those of fixed lists (target group, evidence, effect, …) the form knows itself. */
  choices: Record<string, Choice[]>
  facts?: { label: string; value: string; typed?: boolean }[]
  /** The earliest and latest day of date fields. */
  days?: Record<string, { min?: string; max?: string }>
  /** Fields left out because their answer is known, such as the month of birth the second time. */
  omit?: string[]
  /** The municipality's support questions, for `concern.register`. */
  questions?: string[]
}

export function form(args: FormArgs, say: Say): Card {
  const shown = forms[args.form].fields.filter((field) => isShown(field, args))
  const elsewhere = Object.entries(args.errors).filter(([id]) => !shown.some((field) => field.id === id))
  const notices = [...(args.notice ? [args.notice] : []), ...elsewhere.map(([, text]) => text)]
  const { ref } = args
  return {
    ...{ name: 'form', lang: say.lang, title: say(titleKey(args)) },
    summary: ref === null ? say('form.summary') : say('form.summary.case', { ref }),
    blocks: [
      ...notices.map((text) => ({ kind: 'notice', text, tone: 'warning' }) as const),
      ...opening(args, say),
      ...shown.map((field) => input(field, args, say)),
    ],
    buttons: buttons(args, say),
  }
}

function isShown({ id, onlyWithChoices }: Field, { omit, choices }: FormArgs): boolean {
  return !omit?.includes(id) && (!onlyWithChoices || choices[id] !== undefined)
}

function opening({ form: name, ref, facts, questions }: FormArgs, say: Say): Block[] {
  const { intro }: Form = forms[name]
  return [
    ...(ref === null ? [] : [{ kind: 'text', text: say('case.title', { ref }), subtle: true } as const]),
    ...(intro ? [{ kind: 'text', text: say(intro) } as const] : []),
    ...(facts && facts.length > 0 ? [{ kind: 'facts', facts } as const] : []),
    ...(questions && questions.length > 0
      ? [
          { kind: 'text', text: say('form.questions'), subtle: true } as const,
          { kind: 'list', items: questions.map((text) => ({ text })) } as const,
        ]
      : []),
  ]
}

function input(field: Field, args: FormArgs, say: Say): Input {
  const { id } = field
  const value = args.values[id]
  const error = args.errors[id]
  // A channel would not send the form to get a shorter list, as long as a choice must be made first.
  const isSearched = id === 'person' && args.choices.find !== undefined
  const common = {
    ...{ id, label: say(field.label ?? `field.${id}`), required: field.required && !isSearched },
    ...(field.required ? { missing: say('field-error.required') } : {}),
    ...(field.hint ? { hint: say(field.hint) } : {}),
    ...(error ? { error } : {}),
  }
  const filled = value ? { value } : {}
  switch (field.kind) {
    case 'line':
    case 'lines':
      return { ...common, ...filled, kind: field.kind, maxLength: field.maxLength }
    case 'date':
      return { ...common, ...filled, ...args.days?.[id], placeholder: say('form.pick-day'), kind: 'date' }
    case 'choice': {
      const choices = choicesOf(field, args, say)
      return { ...common, ...filled, kind: 'choice', choices, compact: choices.length > mostOpen }
    }
    case 'choices':
      return {
        ...common,
        ...(value ? { value: value.split(',') } : {}),
        kind: 'choices',
        choices: choicesOf(field, args, say),
      }
    case 'tick':
      return { ...common, value: value === 'true', kind: 'tick' }
  }
}

function choicesOf({ id, options }: Field, { choices }: FormArgs, say: Say): Choice[] {
  return choices[id] ?? options?.map(({ value, label }) => ({ value, label: say(label) })) ?? []
}

function titleKey({ form: name, data }: FormArgs): Key {
  return name === 'level.decide' && data.approve === 'no' ? 'form.level.decide.no' : `form.${name}`
}

function buttons({ form: name, data }: FormArgs, say: Say): Button[] {
  const { submit }: Form = forms[name]
  const rejects = name === 'level.decide' && data.approve === 'no'
  const label = say(rejects ? 'submit.reject' : (submit ?? 'submit.save'))
  return [
    { kind: 'press', label, action: name, data, style: rejects ? 'danger' : 'primary' },
    {
      kind: 'press',
      label: say('action.form.cancel'),
      action: 'form.cancel',
      data: { ...data, form: name },
      skipsFields: true,
    },
  ]
}

/** More choices than this fold into a drop-down. */
const mostOpen = 5
