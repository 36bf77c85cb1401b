/** The one form card: what stands in it, what is wrong, what goes with its buttons. */
import { describe, expect, it } from 'vitest'
import type { Block, Card, Input } from '../../cards/card.ts'
import { actions, drawForm, type Filling, type FormName, fieldsOf, isFormName } from '../../src/app/actions/index.ts'
import { wording } from '../../src/wording/index.ts'

const say = wording('nb')
const data = { case: 'case_1' }

const forms = Object.keys(actions).filter(isFormName)

function drawn(name: FormName, more: Partial<Filling> = {}): Card {
  return drawForm(name, { data, ref: 'FJ-1001', values: {}, errors: {}, choices: {}, ...more }, say)
}

function field(card: Card, id: string): Input | undefined {
  return card.blocks.filter((block: Block) => 'id' in block).find((input) => input.id === id)
}

describe('a form', () => {
  it('submits the command it is named after, with the data it was given', () => {
    const [submit] = drawn('goal.set').buttons
    expect(submit).toMatchObject({ kind: 'press', action: 'goal.set', data, style: 'primary' })
  })

  it('can be left although required fields are empty, and says which form was left', () => {
    const cancel = drawn('goal.set').buttons[1]
    expect(cancel).toMatchObject({ action: 'form.cancel', data: { ...data, form: 'goal.set' }, skipsFields: true })
  })

  it('keeps everything that stood in it', () => {
    const card = drawn('consent.record', {
      values: { purpose: 'Støtte', services: 'skole,ppt', childAsked: 'true', from: '2026-11-26', evidence: 'oral' },
      choices: { services: [{ value: 'skole', label: 'Skole' }] },
    })
    expect(field(card, 'purpose')).toMatchObject({ kind: 'long', value: 'Støtte' })
    expect(field(card, 'services')).toMatchObject({ kind: 'choices', value: ['skole', 'ppt'] })
    expect(field(card, 'childAsked')).toMatchObject({ kind: 'tick', value: true })
    expect(field(card, 'from')).toMatchObject({ kind: 'date', value: '2026-11-26' })
    expect(field(card, 'evidence')).toMatchObject({ kind: 'choice', value: 'oral' })
  })

  it('says what is wrong at the field, and above the fields what belongs to none that is shown', () => {
    const card = drawn('measure.add', {
      errors: { evaluationDay: 'For sent.', level: 'Ukjent nivå.' },
      notices: ['Se under.'],
    })
    expect(field(card, 'evaluationDay')?.error).toBe('For sent.')
    expect(field(card, 'text')?.error).toBeUndefined()
    const notices = card.blocks.flatMap((block) => (block.kind === 'notice' ? [block.text] : []))
    expect(notices).toEqual(['Se under.', 'Ukjent nivå.'])
  })

  it('leaves out what is known', () => {
    const card = drawn('consent.request', { omit: ['born', 'guardians'] })
    expect(field(card, 'born')).toBeUndefined()
    expect(field(card, 'guardians')).toBeUndefined()
    expect(field(card, 'care')).toBeDefined()
  })

  it('knows the lists that are the same everywhere', () => {
    expect(field(drawn('measure.evaluate'), 'effect')).toMatchObject({
      choices: [
        { value: 'good', label: 'Det virker godt' },
        { value: 'some', label: 'Det virker noe' },
        { value: 'none', label: 'Det virker ikke ennå' },
      ],
    })
  })

  it('folds many choices into a drop-down, and shows a few', () => {
    const people = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ value: `person_${index}`, label: 'x' }))
    expect(field(drawn('baton.offer', { choices: { person: people(5) } }), 'person')).toMatchObject({ compact: false })
    expect(field(drawn('baton.offer', { choices: { person: people(6) } }), 'person')).toMatchObject({ compact: true })
  })

  it('limits days', () => {
    const card = drawn('meeting.set', { days: { day: { min: '2026-11-24', max: '2027-02-01' } } })
    expect(field(card, 'day')).toMatchObject({ min: '2026-11-24', max: '2027-02-01' })
  })

  it('asks in which case only when a note comes from elsewhere', () => {
    expect(field(drawn('note.add'), 'case')).toBeUndefined()
    const choices = { case: [{ value: 'case_1', label: 'FJ-1001' }] }
    expect(field(drawn('note.add', { choices }), 'case')).toMatchObject({ required: true })
  })

  it('shows the support questions to somebody who wonders', () => {
    const card = drawn('concern.register', { ref: null, questions: ['Hva fungerer?'] })
    expect(card.blocks).toContainEqual({ kind: 'list', items: [{ text: 'Hva fungerer?' }] })
  })

  it('never requires a tick', () => {
    const ticks = forms.flatMap((name) => fieldsOf(name).flatMap(([, field]) => (field.kind === 'tick' ? [field] : [])))
    expect(ticks.length).toBeGreaterThan(3)
    expect(ticks.filter(({ required }) => required)).toEqual([])
  })

  it('has no field twice', () => {
    for (const name of forms) {
      const ids = fieldsOf(name).map(([id]) => id)
      expect(new Set(ids).size, name).toBe(ids.length)
    }
  })
})

describe('the form in which a leader decides', () => {
  it('approves with the meeting, who took part, their view and the reason', () => {
    const card = drawn('level.decide', { data: { ...data, approve: 'yes' } })
    expect(card.title).toBe('Godkjenn forslaget')
    expect(card.buttons[0]).toMatchObject({ label: 'Godkjenn', style: 'primary', data: { approve: 'yes' } })
    const ids = card.blocks.flatMap((block) => ('id' in block ? [block.id] : []))
    const asked = ['meetingDay', 'parentsTookPart', 'childTookPart', 'childAsked', 'individualPlan', 'without']
    expect(ids).toEqual([...asked, 'view', 'reason'])
  })

  it('rejects in words that say so', () => {
    const card = drawn('level.decide', { data: { ...data, approve: 'no' } })
    expect(card.title).toBe('Avslå forslaget')
    expect(card.buttons[0]).toMatchObject({ label: 'Avslå', style: 'danger', data: { approve: 'no' } })
  })
})

describe('an action', () => {
  it('is asked for with a form, or not', () => {
    expect(isFormName('measure.add')).toBe(true)
    expect(isFormName('baton.accept')).toBe(false)
    expect(isFormName('toString')).toBe(false)
  })
})
