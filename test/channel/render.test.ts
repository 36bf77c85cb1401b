/** How a card is drawn for Teams where the contract does not see it: looks, fields, and what Teams' limits say of it. */

import { describe, expect, it } from 'vitest'
import type { Block, Button, Card } from '../../cards/card.ts'
import { unveiled } from '../../cards/parts/chat.ts'
import { check, limits } from '../../src/teams/limits.ts'
import { render, type Surface } from '../../src/teams/render.ts'
import { phrasesIn } from '../../src/wording/phrases.ts'
import { seenOfCard } from '../support/teams-client.ts'
import { hostile } from './contract-cards.ts'

const phrases = phrasesIn('nb')
const press: Button = { kind: 'press', label: 'Lagre', action: 'note.add', data: {} }
const card = (blocks: Block[], buttons: Button[] = [press], title = 'Notat'): Card => {
  return { name: 'note', lang: 'nb', title, summary: 'Noe venter på deg', blocks, buttons }
}
const draw = (blocks: Block[], surface: Surface = 'personal') => render(unveiled(card(blocks)), surface, phrases)
const element = (block: Block) => draw([block]).body[1]

/** Every kind of block and field there is. */
const everything: Block[] = [
  { kind: 'heading', text: 'Hva har du sett?' },
  { kind: 'text', text: 'Skriv kort.', subtle: true },
  { kind: 'notice', text: 'Samtykke mangler', tone: 'warning' },
  { kind: 'words', label: 'Notat', words: 'Ola er stille.' },
  { kind: 'facts', facts: [{ label: 'Stafettholder', value: 'Kari Lunde', typed: true }] },
  { kind: 'list', items: [{ text: 'Ring hjem', subtle: 'Forfalt i går', tone: 'attention' }] },
  { kind: 'row', text: 'FJ-7', words: 'Ola', subtle: 'Nivå 1', button: press },
  { kind: 'divider' },
  { kind: 'short', id: 'who', label: 'Hvem', maxLength: 80, required: true },
  { kind: 'long', id: 'note', label: 'Notat', maxLength: 3000, hint: 'Bare det som trengs', error: 'Skriv noe' },
  { kind: 'date', id: 'day', label: 'Dato', value: '2026-11-22', min: '2026-01-01' },
  { kind: 'choice', id: 'unit', label: 'Enhet', choices: [{ value: 'a', label: 'Skole' }], value: 'a' },
  { kind: 'choices', id: 'services', label: 'Tjenester', choices: [{ value: 'ppt', label: 'PPT' }], value: ['ppt'] },
  { kind: 'tick', id: 'agreed', label: 'Familien er spurt', value: true },
]

describe('a card drawn for Teams', () => {
  it.each(['personal', 'shared', 'dialog'] as const)(
    'keeps every limit of Teams with every kind of block, %s',
    (surface) => {
      expect(check(draw(everything, surface))).toEqual([])
    },
  )

  it('says in which language it is, and its summary where a client cannot show it', () => {
    expect(draw([])).toMatchObject({ version: '1.5', lang: 'nb', fallbackText: 'Noe venter på deg' })
  })

  it('begins with its title as a heading', () => {
    expect(draw([]).body[0]).toMatchObject({ type: 'TextBlock', text: 'Notat', style: 'heading', wrap: true })
  })

  it.each(hostile)('reads no markup into the few texts Teams reads as markdown: %j', (text) => {
    const choices = [{ value: 'a', label: text }]
    const drawn = render(
      unveiled(card([{ kind: 'choice', id: 'a', label: text, choices }], [{ ...press, label: text }], text)),
      'personal',
      phrases,
    )
    for (const shown of [drawn.body[0]?.text, drawn.body[1]?.label, drawn.actions?.[0]?.title]) {
      expect(shown).not.toMatch(/[*_]|\]\(|\{\{DATE|^\s*(\d+[.)]|[-+#>])|\n/)
    }
  })

  it('leaves ordinary text as it is, in any place', () => {
    const text = 'Møte 3. mars kl. 14–15 (PPT), 50 % – «ok»?'
    expect(render(unveiled(card([], [press], text)), 'personal', phrases).body[0]).toMatchObject({ text })
  })

  it('draws a line of words as a line, and no more blocks than a card can hold', () => {
    const words = Array.from({ length: 4000 }, () => 'a').join('\n')
    const drawn = draw([{ kind: 'words', words }])
    expect(seenOfCard(drawn).texts.length).toBeLessThan(70)
    expect(seenOfCard(drawn).texts.join('').replace(/[^a]/g, '')).toHaveLength(
      'Notat'.replace(/[^a]/g, '').length + 4000,
    )
    expect(check(drawn)).toEqual([])
  })

  it('says before a press that it cannot be undone', () => {
    const drawn = render(
      unveiled(card([], [{ ...press, style: 'danger', confirm: 'Saken kan ikke åpnes igjen.' }])),
      'personal',
      phrases,
    )
    expect(seenOfCard(drawn).texts.at(-1)).toBe('Saken kan ikke åpnes igjen.')
    expect(drawn.actions).toEqual([expect.objectContaining({ style: 'destructive' })])
  })

  it('lets a button past empty fields when it must go through', () => {
    const drawn = render(card([], [{ ...press, skipsFields: true }, press]), 'dialog', phrases)
    expect(drawn.actions?.map((action) => action.associatedInputs)).toEqual(['none', undefined])
  })

  it('draws a divider as a line above what follows, and none at the end', () => {
    const drawn = draw([
      { kind: 'divider' },
      { kind: 'text', text: 'a' },
      { kind: 'text', text: 'b' },
      { kind: 'divider' },
    ])
    expect(drawn.body.map((part) => part.separator ?? false)).toEqual([false, true, false])
  })

  it('keeps what is urgent readable: coloured text is never pale, and nothing is yellow', () => {
    const items = (['good', 'attention', 'warning', 'neutral'] as const).map((tone) => ({
      text: 'a',
      subtle: 'b',
      tone,
    }))
    const runs = draw([{ kind: 'list', items }]).body.flatMap((part) =>
      Array.isArray(part.inlines) ? part.inlines : [],
    )
    const lines = runs.filter((run) => run.text === 'b')
    expect(lines).toEqual([
      { type: 'TextRun', text: 'b', color: 'good', size: 'small' },
      { type: 'TextRun', text: 'b', weight: 'bolder', size: 'small' },
      { type: 'TextRun', text: 'b', color: 'attention', size: 'small' },
      { type: 'TextRun', text: 'b', isSubtle: true, size: 'small' },
    ])
  })
})

describe('a notice drawn for Teams', () => {
  it.each([
    ['neutral', 'emphasis'],
    ['good', 'good'],
    ['attention', 'warning'],
    ['warning', 'attention'],
  ] as const)('is red only where something is late or dangerous: %s', (tone, style) => {
    expect(element({ kind: 'notice', text: 'a', tone })).toMatchObject({ type: 'Container', style })
  })
})

describe('a row drawn for Teams', () => {
  const row = (label: string, subtle?: string) =>
    element({ kind: 'row', text: 'FJ-7', ...(subtle ? { subtle } : {}), button: { ...press, label } })

  it.each([
    ['Vis saken', 2],
    ['Overlever stafettpinnen', 1],
  ])('leaves a phone room for its text beside or above the button "%s"', (label, columns) => {
    expect(row(label)?.columns).toHaveLength(columns)
    expect(JSON.stringify(row(label))).toContain(`"title":"${label}"`)
  })

  it('has a title only where a line stands under it', () => {
    expect(JSON.stringify(row('Vis', 'Nivå 1'))).toContain('"text":"FJ-7","weight":"bolder"')
    expect(JSON.stringify(row('Vis'))).not.toContain('bolder')
  })
})

describe('a field drawn for Teams', () => {
  it.each<[string, Block, Record<string, unknown>]>([
    [
      'a line',
      { kind: 'short', id: 'a', label: 'A', maxLength: 9, value: 'x' },
      { type: 'Input.Text', isMultiline: false, maxLength: 9, value: 'x' },
    ],
    [
      'lines',
      { kind: 'long', id: 'a', label: 'A', maxLength: 9, placeholder: 'p' },
      { isMultiline: true, placeholder: 'p' },
    ],
    [
      'a date',
      { kind: 'date', id: 'a', label: 'A', min: '2026-01-01', max: '2026-12-31' },
      { type: 'Input.Date', min: '2026-01-01', max: '2026-12-31' },
    ],
    ['one of few', { kind: 'choice', id: 'a', label: 'A', choices: choices(3) }, { style: 'expanded' }],
    ['one of some', { kind: 'choice', id: 'a', label: 'A', choices: choices(8), compact: true }, { style: 'compact' }],
    ['one of many', { kind: 'choice', id: 'a', label: 'A', choices: choices(9), compact: true }, { style: 'filtered' }],
    [
      'several',
      { kind: 'choices', id: 'a', label: 'A', choices: choices(3), value: ['0', '2'] },
      { isMultiSelect: true, value: '0,2' },
    ],
    [
      'several of many',
      { kind: 'choices', id: 'a', label: 'A', choices: choices(9) },
      { isMultiSelect: true, style: 'compact' },
    ],
    ['a tick', { kind: 'tick', id: 'a', label: 'A', value: true }, { type: 'Input.Toggle', title: 'A', value: 'true' }],
    [
      'a required one',
      { kind: 'short', id: 'a', label: 'A', maxLength: 9, required: true },
      { isRequired: true, errorMessage: 'A' },
    ],
  ])('as %s', (_what, block, expected) => {
    expect(element(block)).toMatchObject({ id: 'a', ...expected })
  })

  it('says at the field what helps and what was wrong', () => {
    const drawn = draw([{ kind: 'short', id: 'a', label: 'A', maxLength: 9, hint: 'Kort', error: 'For langt' }])
    expect(drawn.body.slice(2)).toMatchObject([
      { inlines: [{ text: 'Kort', isSubtle: true }] },
      { inlines: [{ text: 'For langt', color: 'attention' }] },
    ])
  })
})

describe('the check of a card', () => {
  const line = (id: string): Block => ({ kind: 'short', id, label: id, maxLength: 9 })
  it.each<[string, Card, RegExp]>([
    ['too many buttons', card([], Array(limits.actions + 1).fill(press)), /7 actions/],
    ['too much text', card([{ kind: 'long', id: 'a', label: 'A', maxLength: 9, value: 'å'.repeat(15_000) }]), /bytes/],
    ['two fields of one name', card([line('a'), line('a')]), /two fields called a/],
    ['a field that would hide the button', card([line('stafett')]), /reserved/],
    ['a choice without choices', card([{ kind: 'choice', id: 'a', label: 'A', choices: [] }]), /no choices/],
    ['too many choices', card([{ kind: 'choice', id: 'a', label: 'A', choices: choices(101) }]), /101 choices/],
    [
      'a comma among several',
      card([{ kind: 'choices', id: 'a', label: 'A', choices: [{ value: 'a,b', label: 'A' }] }]),
      /comma/,
    ],
    ['a button without words', card([], [{ ...press, label: ' ' }]), /without a title/],
    ['a field without words', card([{ kind: 'short', id: 'a', label: '', maxLength: 9 }]), /no label/],
    ['no summary', { ...card([]), summary: '' }, /no summary/],
  ])('finds %s', (_what, wrong, problem) => {
    expect(check(render(unveiled(wrong), 'personal', phrases)).join('; ')).toMatch(problem)
  })
})

function choices(count: number) {
  return Array.from({ length: count }, (_, index) => ({ value: String(index), label: `Valg ${index}` }))
}
