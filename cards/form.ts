/** Every form: fields with what already stood in them, what is wrong, and two buttons. What is asked is the app's. */
import type { Key, Say } from '../src/wording/index.ts'
import type { Block, Button, Card, Input } from './card.ts'
import { type FormField, whichDays, wrongDay } from './parts/field.ts'
import { type CommandAction, carriedBy } from './parts/offer.ts'
import { shielded } from './parts/shielded.ts'

export type FormArgs = {
  /** The command it submits. */
  action: CommandAction
  title: Key
  /** A sentence above the fields. */
  intro: Key | null
  /** What the button that submits says, and whether it stands for a no. */
  submit: Key
  isDanger: boolean
  /** Other buttons that send it, and what goes with them beside `data`. */
  ways: { label: Key; data: Record<string, string> }[]
  ref: string | null
  /** Whether somebody's address is secret: said where something can be typed. */
  isShielded: boolean
  /** Goes with the press unchanged: case, proposal, … */
  data: Record<string, string>
  /** Ready sentences above everything: why the form came back, what is wrong with a field that is not shown. */
  notices: string[]
  facts: Extract<Block, { kind: 'facts' }>['facts']
  /** The municipality's support questions. */
  questions: string[]
  fields: FormField[]
}

export function form(args: FormArgs, say: Say): Card {
  const { ref, title, notices, fields } = args
  return {
    name: 'form',
    lang: say.lang,
    title: say(title),
    summary: ref === null ? say('form.summary') : say('form.summary.case', { ref }),
    blocks: [
      ...notices.map((text): Block => ({ kind: 'notice', text, tone: 'warning' })),
      ...opening(args, say),
      ...(args.isShielded && fields.some(isTyped) ? [shielded(say)] : []),
      ...asked(fields).map((field) => (field.empty ? nothing(field.empty, say) : input(field, say))),
    ],
    buttons: buttons(args, say),
  }
}

function opening({ ref, intro, facts, questions }: FormArgs, say: Say): Block[] {
  const blocks: Block[] = []
  if (ref !== null) blocks.push({ kind: 'text', text: say('case.title', { ref }), subtle: true, discreet: true })
  if (intro) blocks.push({ kind: 'text', text: say(intro), discreet: true })
  if (facts.length > 0) blocks.push({ kind: 'facts', facts })
  if (questions.length === 0) return blocks
  blocks.push({ kind: 'text', text: say('form.questions'), subtle: true })
  return [...blocks, { kind: 'list', items: questions.map((text) => ({ text })) }]
}

function isTyped({ kind }: FormField): boolean {
  return kind === 'short' || kind === 'long'
}

/**
 * Where something must be chosen and there is nothing, that is all there is to say: a form that can't be sent asks nothing.
 * One that was sent in all the same keeps what was typed, and what is wrong with it.
 */
function asked(fields: FormField[]): FormField[] {
  const lacking = fields.filter(({ empty, required }) => empty && required)
  return lacking.length > 0 && !fields.some(({ error }) => error) ? lacking : fields
}

function nothing(why: Key, say: Say): Block {
  return { kind: 'notice', text: say(why), tone: 'attention' }
}

/** What a channel says of a day that is empty or outside is one sentence. */
function within({ days, label }: { days: FormField['days']; label: string }, say: Say) {
  const missing = wrongDay(label, days, say)
  return missing === null ? {} : { ...days, missing }
}

/** Where days end on both sides it is said before one is chosen: not every channel keeps people from choosing another. */
function hintsOf({ hint, readers, kind, days }: FormField, say: Say): string[] {
  const which = kind === 'date' && days.min && days.max ? whichDays(days, say) : null
  return [...(hint ? [say(hint)] : []), ...(which ? [which] : []), ...(readers ? [readers] : [])]
}

function input(field: FormField, say: Say): Input {
  const { id, required, value, choices } = field
  const common: Common = { id, label: say(field.label ?? `field.${id}`), required }
  if (required) common.missing = say('form.missing', { field: common.label })
  if (field.optional) common.optional = true
  const hints = hintsOf(field, say)
  if (hints.length > 0) common.hint = hints.join(' ')
  if (field.error) common.error = field.error
  const filled = value ? { value } : {}
  switch (field.kind) {
    case 'short':
    case 'long':
      return { ...common, ...filled, kind: field.kind, maxLength: field.maxLength }
    case 'date':
      return {
        ...common,
        ...within({ days: field.days, label: common.label }, say),
        ...filled,
        placeholder: say('form.pick-day'),
        kind: 'date',
      }
    case 'choice':
      return { ...common, ...filled, kind: 'choice', choices, compact: choices.length > mostOpen }
    case 'choices':
      return { ...common, ...(value ? { value: value.split(',') } : {}), kind: 'choices', choices }
    case 'tick':
      return { ...common, value: value === 'true', kind: 'tick' }
  }
}

type Common = Pick<Input, 'id' | 'label' | 'required' | 'optional' | 'missing' | 'hint' | 'error'>

/** Without anything to choose where something must be chosen, there is nothing to submit. */
function buttons({ action, submit, isDanger, data, ways, fields }: FormArgs, say: Say): Button[] {
  const carried = carriedBy(action, data)
  const style = isDanger ? 'danger' : 'primary'
  const send: Button = { kind: 'press', label: say(submit), action, data: carried, style }
  const others = ways.map((way): Button => {
    return { kind: 'press', label: say(way.label), action, data: { ...carried, ...way.data } }
  })
  const cancel: Button = {
    kind: 'press',
    label: say('action.form.cancel'),
    action: 'form.cancel',
    data: { ...carried, form: action },
    skipsFields: true,
  }
  return fields.some(({ empty, required }) => empty && required) ? [cancel] : [send, ...others, cancel]
}

/** More choices than this fold into a drop-down. */
const mostOpen = 5
