/** What people type: it stands in every card to the letter, and only where no channel reads it as markup. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Block, type Card, languages } from '../../cards/card.ts'
import { samples } from '../../cards/index.ts'
import { beginning, fitting, typed } from '../../cards/parts/typed.ts'
import { fjordvik, typedNames, type Words } from '../../cards/samples/fjordvik.ts'
import { wording } from '../../src/wording/index.ts'

const say = wording('nb')
const hostile = [
  '<!channel> <@U123> <b>x</b>',
  '[click](https://example.org) **bold** _it_ `code` # title',
  '{{DATE(2026-11-26T00:00:00Z)}} {ref} {count, plural, other {#}}',
  '\u202Eevil\u202C אבג \u{1F468}‍\u{1F469}‍\u{1F467}',
  'line\nline\r\n\ttab " \' \\ <script>alert(1)</script>',
]

function withTyped(text: string): Words {
  return { ...fjordvik(say), ...Object.fromEntries(typedNames.map((name) => [name, text])) }
}

/** The card without the places in which typed text belongs. */
function otherwise(card: Card): string {
  const blocks = card.blocks.map((block: Block): unknown => {
    if (block.kind === 'row') return { ...block, words: '' }
    if (block.kind === 'words') return { ...block, words: '' }
    if (block.kind === 'facts') return block.facts.map((fact) => (fact.typed ? { ...fact, value: '' } : fact))
    if (block.kind === 'list') return block.items.map((item) => (item.typed ? { ...item, text: '' } : item))
    if (block.kind === 'table')
      return block.rows.flat().map((cell) => (typeof cell !== 'string' && cell.typed ? { ...cell, text: '' } : cell))
    if ('choices' in block)
      return { ...block, choices: block.choices.map((one) => (one.typed ? { ...one, label: '' } : one)) }
    return 'id' in block ? { ...block, value: '' } : block
  })
  return JSON.stringify({ ...card, blocks })
}

describe('typed words', () => {
  it.each(hostile)('stand only in fields for typed words, whatever they are: %j', (text) => {
    for (const sample of samples) {
      for (const lang of languages) {
        const card = sample.draw(wording(lang), withTyped(text))
        expect(otherwise(card), `${sample.card} ${sample.name}`).not.toContain(JSON.stringify(text).slice(1, -1))
      }
    }
  })

  it.each(hostile)('stand there to the letter: %j', (text) => {
    const expected = [
      'anonymous-question',
      'case-plan',
      'case-summary',
      'form',
      'mine',
      'proposal',
      'refusal',
      'reminder',
      'unknown',
    ]
    const found = samples.filter((sample) => {
      const card = sample.draw(say, withTyped(text))
      return card.blocks.some(
        (block) =>
          ((block.kind === 'words' || block.kind === 'row') && block.words === text) ||
          (block.kind === 'long' && block.value === text),
      )
    })
    expect([...new Set(found.map(({ card }) => card))]).toEqual(expect.arrayContaining(expected))
  })

  it('that the reader may not see are said to be there, and not shown', () => {
    expect(typed(null, 'Mål', say)).toEqual({
      kind: 'text',
      text: 'Mål: vises ikke for deg, fordi det ikke er dekket av samtykket.',
      subtle: true,
    })
  })
})

describe('the beginning of a text', () => {
  it('is the text itself when it is short', () => {
    expect(beginning('kort', 4)).toBe('kort')
  })

  it('never cuts a character that people see as one', () => {
    const family = '\u{1F468}‍\u{1F469}‍\u{1F467}'
    expect(beginning(`a${family}b`, 2)).toBe(`a${family}…`)
  })

  it('is never longer than asked for, and always how the text begins', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (text, length) => {
        const start = beginning(text, length)
        return start === text || (start.endsWith('…') && text.startsWith(start.slice(0, -1)))
      }),
    )
  })
})

describe('fitting items into a card', () => {
  const item = (length: number): Block[] => [{ kind: 'words', words: 'x'.repeat(length) }]

  it('keeps all where there is room', () => {
    expect(fitting([item(10), item(10)], 10_000)).toEqual({ blocks: [...item(10), ...item(10)], left: 0 })
  })

  it('stops before the one that has no room, and says how many are left', () => {
    expect(fitting([item(10), item(9000), item(10)], 2000)).toEqual({ blocks: item(10), left: 2 })
  })

  it('keeps the first however long it is, so that nothing can never be read', () => {
    expect(fitting([item(50_000), item(10)], 1000)).toEqual({ blocks: item(50_000), left: 1 })
  })

  it('counts bytes, as channels do, not characters', () => {
    const wide: Block[] = [{ kind: 'words', words: 'ø'.repeat(1000) }]
    expect(fitting([wide, wide], 4000).left).toBe(1)
    expect(fitting([item(1000), item(1000)], 4000).left).toBe(0)
  })
})
