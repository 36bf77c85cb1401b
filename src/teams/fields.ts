/** Draws the fields of a form: the field, then what helps to fill it in, then what was wrong with it. */
import type { Input } from '../../cards/card.ts'
import type { Phrases } from '../ports.ts'
import { type Element, inert, paragraphs } from './element.ts'

/** A field of the card model as Adaptive Card elements. */
export function drawField(input: Input, phrases: Pick<Phrases, 'optional'>): Element[] {
  const hint = input.hint === undefined ? [] : paragraphs([{ text: input.hint, subtle: true, small: true }], 'none')
  const error =
    input.error === undefined ? [] : paragraphs([{ text: input.error, tone: 'warning', bold: true }], 'none')
  const label = input.optional ? `${input.label} (${phrases.optional})` : input.label
  return [drawInput({ ...input, label }), ...hint, ...error]
}

/** Above this many, several choices fold into a drop-down, and in a drop-down of one choice one can type to search. */
const mostOpen = 8

function drawInput(input: Input): Element {
  switch (input.kind) {
    case 'short':
    case 'long':
      return {
        type: 'Input.Text',
        ...common(input),
        ...given({ value: input.value, placeholder: input.placeholder }),
        maxLength: input.maxLength,
        isMultiline: input.kind === 'long',
      }
    case 'date':
      return {
        type: 'Input.Date',
        ...common(input),
        ...given({ value: input.value, placeholder: input.placeholder, min: input.min, max: input.max }),
      }
    case 'choice':
      return { ...choiceSet(input), style: choiceStyle(input), ...given({ value: input.value }) }
    case 'choices':
      return {
        ...choiceSet(input),
        style: input.choices.length > mostOpen ? 'compact' : 'expanded',
        isMultiSelect: true,
        ...given({ value: input.value?.join(',') }),
      }
    case 'tick':
      return { type: 'Input.Toggle', ...required(input), ...toggle(input) }
  }
}

function common(input: Input): Element {
  return { ...required(input), label: inert(input.label) }
}

/** Teams shows `errorMessage` when a required field is empty, and when a day is outside its limits. */
function required({ id, required, missing, label }: Input): Element {
  if (required) return { id, isRequired: true, errorMessage: inert(missing ?? label) }
  return missing ? { id, errorMessage: inert(missing) } : { id }
}

/** A tick stands beside its own words and needs no label above it. */
function toggle({ label, value }: Extract<Input, { kind: 'tick' }>): Element {
  return { title: inert(label), wrap: true, valueOn: 'true', valueOff: 'false', value: String(value ?? false) }
}

function choiceSet(input: Extract<Input, { kind: 'choice' | 'choices' }>): Element {
  const choices = input.choices.map(({ value, label }) => ({ title: inert(label), value }))
  return { type: 'Input.ChoiceSet', ...common(input), wrap: true, choices }
}

function choiceStyle(input: Extract<Input, { kind: 'choice' }>): string {
  if (!input.compact) return 'expanded'
  return input.choices.length > mostOpen ? 'filtered' : 'compact'
}

function given(values: Record<string, string | undefined>): Element {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}
