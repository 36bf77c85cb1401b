/** The fields of a form in Slack: how each is drawn, and what is read of what was filled in. */
import { describe, expect, it } from 'vitest'
import type { Block, Choice, Input } from '../../cards/card.ts'
import { drawField, fieldOf, readFields } from '../../src/slack/fields.ts'
import { check } from '../../src/slack/limits.ts'
import { phrasesIn } from '../../src/wording/phrases.ts'

const phrases = phrasesIn('nb')
const element = (input: Input) => Object(drawField(input, phrases)[0]).element
const choices = (count: number): Choice[] =>
  Array.from({ length: count }, (_, index) => ({ value: String(index), label: `Valg ${index}` }))

describe('a field drawn for Slack', () => {
  const a = { id: 'a', label: 'A' }
  it.each<[string, Input, Record<string, unknown>]>([
    [
      'a line',
      { kind: 'short', ...a, maxLength: 9, value: 'x' },
      { type: 'plain_text_input', multiline: false, max_length: 9, initial_value: 'x' },
    ],
    [
      'lines',
      { kind: 'long', ...a, maxLength: 4000, placeholder: 'p' },
      { multiline: true, max_length: 3000, placeholder: { text: 'p' } },
    ],
    ['a text that is too long', { kind: 'short', ...a, maxLength: 4, value: 'abcde' }, { initial_value: 'abc…' }],
    ['a date', { kind: 'date', ...a, value: '2026-01-01' }, { type: 'datepicker', initial_date: '2026-01-01' }],
    ['one of few', { kind: 'choice', ...a, choices: choices(3) }, { type: 'radio_buttons' }],
    [
      'one of some',
      { kind: 'choice', ...a, choices: choices(8), compact: true },
      { type: 'static_select', placeholder: { text: 'Velg' } },
    ],
    ['one of many', { kind: 'choice', ...a, choices: choices(11) }, { type: 'static_select' }],
    [
      'one that is chosen',
      { kind: 'choice', ...a, choices: choices(3), value: '2' },
      { initial_option: { value: '2' } },
    ],
    [
      'several',
      { kind: 'choices', ...a, choices: choices(3), value: ['0', '2'] },
      { type: 'checkboxes', initial_options: [{ value: '0' }, { value: '2' }] },
    ],
    ['several of many', { kind: 'choices', ...a, choices: choices(11) }, { type: 'multi_static_select' }],
    [
      'a tick',
      { kind: 'tick', ...a, value: true },
      { type: 'checkboxes', options: [{ text: { text: 'Ja' } }], initial_options: [{ value: 'true' }] },
    ],
  ])('as %s', (_what, input, expected) => {
    expect(element(input)).toMatchObject(expected)
  })

  it.each<Input>([
    { kind: 'short', ...a, maxLength: 9, value: '' },
    { kind: 'date', ...a, value: 'i morgen' },
    { kind: 'choice', ...a, choices: choices(3), value: 'gone' },
    { kind: 'choices', ...a, choices: choices(3), value: ['gone'] },
    { kind: 'tick', ...a, value: false },
  ])('begins empty where Slack could not show what stands in it: $kind', (input) => {
    expect(Object.keys(element(input)).filter((key) => key.startsWith('initial'))).toEqual([])
  })

  it('is required or not, and says what helps and what was wrong', () => {
    const drawn = drawField(
      { kind: 'short', ...a, maxLength: 9, required: true, hint: 'Kort', error: 'For langt' },
      phrases,
    )
    expect(drawn).toMatchObject([
      { type: 'input', optional: false, hint: { text: 'Kort' } },
      { elements: [{ elements: [{ type: 'emoji' }, {}, { text: 'For langt', style: { bold: true } }] }] },
    ])
    expect(drawField({ kind: 'tick', ...a }, phrases)).toMatchObject([{ optional: true }])
  })

  // Slack keeps what was typed in a block of the same name through an update, and leaves what it should begin with unread.
  it('is another block in another form, and where it begins with something else, but not where it is the same', () => {
    const name = (value: string, form: string) => {
      const [block] = drawField({ kind: 'long', id: 'text', label: 'A', maxLength: 90, value }, phrases, form)
      return String(block?.block_id)
    }
    expect(name('x', 'note.add')).toBe(name('x', 'note.add'))
    expect(name('x', 'note.add')).not.toBe(name('x', 'note.correct'))
    expect(name('x', 'note.add')).not.toBe(name('', 'note.add'))
    expect(fieldOf(name('x', 'note.add'))).toBe('text')
  })

  it('shows the rest of a long choice under it', () => {
    const label = 'Pedagogisk-psykologisk tjeneste for barnehage og grunnskole i Fjordvik og Vestre Fjordvik'
    const [{ text, description }] = element({ kind: 'choice', ...a, choices: [{ value: 'a', label }] }).options
    expect([text.text, description.text]).toEqual([
      'Pedagogisk-psykologisk tjeneste for barnehage og grunnskole i Fjordvik og…',
      '…Vestre Fjordvik',
    ])
  })

  it('keeps what is chosen among more than Slack takes, and says that there are more', () => {
    const input: Input = { kind: 'choice', ...a, choices: choices(300), value: '250', compact: true }
    const [block] = drawField(input, phrases)
    expect(element(input).options).toHaveLength(100)
    expect(element(input).initial_option.value).toBe('250')
    expect(block).toMatchObject({ hint: { text: phrases.cut } })
    expect(check({ text: 'a', blocks: drawField(input, phrases) })).toEqual([])
  })

  it('is a sentence where there is nothing to choose from', () => {
    expect(drawField({ kind: 'choice', ...a, choices: [] }, phrases).map(({ type }) => type)).toEqual(['rich_text'])
  })
})

describe('what was filled in', () => {
  const form: Input[] = [
    { kind: 'short', id: 'about', label: 'A', maxLength: 80, value: 'M.' },
    { kind: 'long', id: 'text', label: 'A', maxLength: 3000, value: 'a, "b"\n<c> :d: & æ' },
    { kind: 'date', id: 'day', label: 'A', value: '2026-11-22' },
    { kind: 'choice', id: 'topic', label: 'A', choices: choices(3), value: '1' },
    { kind: 'choice', id: 'person', label: 'A', choices: choices(30), value: '29', compact: true },
    { kind: 'choices', id: 'services', label: 'A', choices: choices(3), value: ['0', '2'] },
    { kind: 'choices', id: 'topics', label: 'A', choices: choices(30), value: ['3', '29'] },
    { kind: 'tick', id: 'asked', label: 'A', value: true },
  ]
  const empty = form.map((input): Input => ({ ...input, value: undefined }))

  it('is read as text by field, as it stood there', () => {
    expect(readFields(state(form))).toEqual({
      ...{ about: 'M.', text: 'a, "b"\n<c> :d: & æ', day: '2026-11-22', topic: '1', person: '29' },
      ...{ services: '0,2', topics: '3,29', asked: 'true' },
    })
  })

  // Once a view or message was drawn again, Slack may say nothing of what nobody touched, and tell of what stood there before.
  it('is what a field began with where nothing is said of it, and nothing of a block that stands there no more', () => {
    const blocks = form.flatMap((input) => drawField(input, phrases))
    const before = { 'text~00000000': { lines: { value: 'før' } }, 'gone~00000000': { line: { value: 'x' } } }
    expect(readFields({}, blocks)).toEqual(readFields(state(form)))
    expect(readFields(undefined, blocks)).toEqual(readFields(state(form)))
    expect(readFields(before, blocks)).toEqual(readFields(state(form)))
    const cleared = { ...Object(state(form)), [String(blocks[0]?.block_id)]: { line: { value: null } } }
    expect(readFields(cleared, blocks).about).toBe('')
  })

  it('is nothing where nothing is, and a tick that is not set is an answer', () => {
    expect(readFields(state(empty))).toEqual({
      ...{ about: '', text: '', day: '', topic: '', person: '', services: '', topics: '', asked: 'false' },
    })
  })

  it.each([
    null,
    undefined,
    'x',
    [],
    { a: 1 },
    { a: { line: { value: 7 } } },
    { a: { other: { type: 'plain_text_input', value: 'x' } } },
  ])('is not read out of anything else: %j', (values) => {
    expect(readFields(values)).toEqual({})
  })

  it('is read no further than a form reaches', () => {
    const values = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [`f${index}`, { line: { value: 'a' } }]),
    )
    expect(Object.keys(readFields(values)).length).toBeLessThan(100)
    expect(readFields({ a: { line: { value: 'a'.repeat(50_000) } } }).a?.length).toBeLessThan(50_000)
  })
})

/** What Slack would say of a form that was sent as it stood. */
function state(inputs: Input[]): unknown {
  const blocks: Block[] = inputs
  return Object.fromEntries(
    blocks
      .flatMap((input) => ('id' in input ? drawField(input, phrases) : []))
      .map((block) => {
        const { block_id: id, element } = Object(block)
        const chosen = element.initial_options ?? []
        const said = {
          plain_text_input: { value: element.initial_value ?? null },
          datepicker: { selected_date: element.initial_date ?? null },
          radio_buttons: { selected_option: element.initial_option ?? null },
          static_select: { selected_option: element.initial_option ?? null },
          checkboxes: { selected_options: chosen },
          multi_static_select: { selected_options: chosen },
        }
        return [id, { [element.action_id]: { type: element.type, ...Object(said)[element.type] } }]
      }),
  )
}
