/**
 * Draws the fields of a form: what is asked and whether it must be answered, what helps to answer, the field, and what was wrong
 * with it, which is tied to the field for those who hear the page.
 */
import type { Choice, Input } from '../../../cards/card.ts'
import type { Say } from '../../wording/index.ts'
import { emptyName, fieldName } from '../receive.ts'
import { type Attributes, attributes, type Html, html } from './html.ts'
import { told } from './told.ts'

/** Where the fault that is told at the top of the form leads. */
export function idOf({ id }: Pick<Input, 'id'>): string {
  return `f-${id}`
}

export function drawField(input: Input, say: Say): Html {
  switch (input.kind) {
    case 'short':
    case 'long':
    case 'date':
      return drawLine(input, say, drawTyped(input))
    case 'choice':
      return input.compact ? drawLine(input, say, drawSelect(input, say)) : drawRadios(input, say)
    case 'choices':
      return drawBoxes(input, say)
    case 'tick':
      return drawTick(input, say)
  }
}

function drawLine(input: Input, say: Say, field: Html): Html {
  return html`<div class="ds-field"><label class="ds-label" for="${idOf(input)}">${input.label}${needOf(input, say)}</label>${hintOf(input)}${field}${errorOf(input)}</div>`
}

function drawTyped(input: Extract<Input, { kind: 'short' | 'long' | 'date' }>): Html {
  const { value = '' } = input
  if (input.kind === 'date') {
    const within = attributes({ type: 'date', min: input.min, max: input.max, value: input.value })
    return html`<input class="ds-input"${within}${common(input)}>`
  }
  const typed = attributes({ maxlength: input.maxLength, placeholder: input.placeholder, dir: 'auto' })
  if (input.kind === 'short') return html`<input class="ds-input" type="text" value="${value}"${typed}${common(input)}>`
  // The first line break in it is taken for one of the markup's.
  return html`<textarea class="ds-input" rows="6"${typed}${common(input)}>
${value}</textarea>`
}

function drawSelect(input: Extract<Input, { kind: 'choice' }>, say: Say): Html {
  const options = input.choices.map(({ value, label }) => {
    return html`<option value="${value}"${attributes({ selected: value === input.value })}>${label}</option>`
  })
  return html`<select class="ds-input"${common(input)}><option value="">${say('phrase.choose')}</option>${options}</select>`
}

/** What is chosen among a few can be unchosen only by choosing that it is not. */
function drawRadios(input: Extract<Input, { kind: 'choice' }>, say: Say): Html {
  const { choices, optional, value } = input
  const isKnown = choices.some((one) => one.value === value)
  const none = optional ? [{ value: '', label: say('web.not-chosen') }] : []
  const chosen = isKnown ? value : ''
  const more = { role: 'radiogroup', 'aria-required': input.required ? 'true' : null, 'aria-invalid': invalid(input) }
  return drawGroup(input, say, more, [...choices, ...none], ({ value: one }) =>
    attributes({ type: 'radio', checked: one === chosen, required: input.required }),
  )
}

function drawBoxes(input: Extract<Input, { kind: 'choices' }>, say: Say): Html {
  return drawGroup(input, say, {}, input.choices, ({ value }) =>
    attributes({ type: 'checkbox', checked: input.value?.includes(value) ?? false, 'aria-invalid': invalid(input) }),
  )
}

function drawGroup(input: Input, say: Say, more: Attributes, choices: Choice[], box: (choice: Choice) => Html): Html {
  const id = idOf(input)
  const drawn = choices.map((choice, index) => {
    const own = index === 0 ? id : `${id}-${index}`
    return html`<div class="ds-field"><input class="ds-input" id="${own}" name="${fieldName(input.id)}" value="${choice.value}"${box(choice)}><label class="ds-label" for="${own}">${told(choice.label)}</label></div>`
  })
  const set = attributes({
    ...more,
    'data-many': choices.length > mostInColumn,
    'aria-describedby': describedBy(input),
  })
  return html`<fieldset class="ds-fieldset"${set}><legend class="ds-label">${input.label}${needOf(input, say)}</legend>${hintOf(input)}${sentEmpty(input, '')}<div class="choices">${drawn}</div>${errorOf(input)}</fieldset>`
}

/** Above this many, choices stand in two columns where there is room. */
const mostInColumn = 8

/** A tick stands beside its own words. */
function drawTick(input: Extract<Input, { kind: 'tick' }>, say: Say): Html {
  const box = attributes({ checked: input.value, value: 'true' })
  return html`<div class="tick"><div class="ds-field"><input class="ds-input" type="checkbox"${box}${common(input)}><label class="ds-label" for="${idOf(input)}">${input.label}${needOf(input, say)}</label></div>${sentEmpty(input, 'false')}${hintOf(input)}${errorOf(input)}</div>`
}

/** What is sent where nothing is chosen or ticked: browsers send nothing then, and a form says what it asked. */
function sentEmpty({ id }: Input, value: string): Html {
  return html`<input type="hidden" name="${emptyName(id)}" value="${value}">`
}

function common(input: Input): Html {
  return attributes({
    id: idOf(input),
    name: fieldName(input.id),
    required: input.required,
    'aria-invalid': invalid(input),
    'aria-describedby': describedBy(input),
  })
}

function invalid({ error }: Input): string | null {
  return error === undefined ? null : 'true'
}

function describedBy({ id, hint, error }: Input): string | null {
  const ids = [...(hint === undefined ? [] : [`f-${id}-hint`]), ...(error === undefined ? [] : [`f-${id}-error`])]
  return ids.length === 0 ? null : ids.join(' ')
}

function needOf({ required, optional }: Input, say: Say): Html | null {
  if (!required && !optional) return null
  return html` <span class="need">(${required ? say('web.required') : say('phrase.optional')})</span>`
}

function hintOf({ id, hint }: Input): Html | null {
  return hint === undefined ? null : html`<p data-field="description" id="f-${id}-hint">${hint}</p>`
}

function errorOf({ id, error }: Input): Html | null {
  if (error === undefined) return null
  return html`<p class="ds-validation-message" data-field="validation" id="f-${id}-error">${told(error)}</p>`
}
