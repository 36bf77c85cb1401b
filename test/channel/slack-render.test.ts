/** How a card is drawn for Slack: looks, words that stay words, what is too long, and what Slack's limits say of it. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Block, type Button, type Card, languages } from '../../cards/card.ts'
import { samples } from '../../cards/index.ts'
import { unveiled } from '../../cards/parts/chat.ts'
import { actionIdOf, cancelOf, carry, readCarried, submitOf } from '../../src/slack/button.ts'
import { beginning, pieces } from '../../src/slack/cut.ts'
import { check, type Drawable, limits } from '../../src/slack/limits.ts'
import { render, renderHome, renderModal, type Surface, sentenceModal } from '../../src/slack/render.ts'
import { wording } from '../../src/wording/index.ts'
import { phrasesIn } from '../../src/wording/phrases.ts'
import { hostile } from './contract-cards.ts'

const phrases = phrasesIn('nb')
const press: Button = { kind: 'press', label: 'Lagre', action: 'note.add', data: {} }
const cancel: Button = { ...press, label: 'Avbryt', action: 'form.cancel', skipsFields: true }
const card = (blocks: Block[], buttons: Button[] = [press], title = 'Notat'): Card => {
  return { name: 'note', lang: 'nb', title, summary: 'Noe venter på deg', blocks, buttons }
}
const draw = (blocks: Block[], surface: Surface = 'personal') =>
  render(unveiled(card(blocks, [])), surface, phrases).blocks.slice(1)
const everywhere = (one: Card): Drawable[] => [
  render(unveiled(one), 'personal', phrases),
  render(unveiled(one), 'shared', phrases),
  renderModal(one, phrases, '{}'),
  renderHome(unveiled(one), phrases),
]
const faults = (one: Card) => everywhere(one).flatMap(check)

/** Every kind of block and field there is, with a text in every place that has one. */
const everything = (text: string): Card => ({
  ...card(
    [
      { kind: 'heading', text },
      { kind: 'text', text },
      { kind: 'text', text, subtle: true },
      { kind: 'notice', text, tone: 'warning' },
      { kind: 'words', label: text, words: text },
      { kind: 'facts', facts: [{ label: text, value: text, typed: true }] },
      {
        kind: 'list',
        items: [
          { text, subtle: text, tone: 'attention' },
          { text, typed: true },
        ],
      },
      { kind: 'divider' },
      {
        kind: 'row',
        text,
        words: text,
        subtle: text,
        tone: 'warning',
        button: { ...press, label: text, confirm: text },
      },
      { kind: 'short', id: 'line', label: text, maxLength: 80, required: true, value: text, placeholder: text },
      { kind: 'long', id: 'long', label: text, maxLength: 3000, value: text, hint: text, error: text },
      { kind: 'date', id: 'date', label: text, value: '2026-11-22', placeholder: text },
      { kind: 'choice', id: 'choice', label: text, choices: [{ value: 'a', label: text }], value: 'a' },
      { kind: 'choices', id: 'choices', label: text, choices: [{ value: 'a', label: text }], value: ['a'] },
      { kind: 'choice', id: 'many', label: text, choices: many(50, text), value: '7' },
      { kind: 'tick', id: 'tick', label: text, value: true },
    ],
    [press, cancel],
    text,
  ),
})

/** Every text object and rich text there is, and what stands in fields, outside in. */
function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf)
  if (typeof value !== 'object' || value === null) return []
  const { type, text, initial_value: filled } = Object(value)
  const own = type === 'text' || type === 'plain_text' ? [String(text)] : []
  return [...own, ...(typeof filled === 'string' ? [filled] : []), ...Object.values(value).flatMap(textsOf)]
}

describe('a card drawn for Slack', () => {
  it.each(samples.map((sample) => [`${sample.card} ${sample.name}`, sample] as const))(
    'keeps every limit of Slack on every surface, and nothing of it is cut: %s',
    (_, sample) => {
      for (const lang of languages) {
        const drawn = everywhere(sample.draw(wording(lang)))
        expect(drawn.flatMap(check)).toEqual([])
        expect(textsOf(drawn.map(({ blocks }) => blocks)).filter((text) => text.endsWith('…'))).toEqual([])
      }
    },
  )

  // https://docs.slack.dev/messaging/unfurling-links-in-messages (tips): chat.unfurl takes no rich text.
  it('has nothing in what is shown under a link that Slack does not take there', () => {
    const shown = samples.filter(({ card: name }) => name === 'case-here')
    expect(shown.length).toBeGreaterThan(0)
    const types = shown.flatMap((sample) =>
      render(unveiled(sample.draw(wording('nb'))), 'shared', phrases).blocks.map(({ type }) => type),
    )
    expect(types).not.toContain('rich_text')
  })

  it('keeps every limit with every kind of block', () => {
    expect(faults(everything('Hva har du sett?'))).toEqual([])
  })

  it('says its summary in notifications, where nothing in it is markup', () => {
    const drawn = render(unveiled({ ...card([]), summary: '<!channel> & <@U1>' }), 'shared', phrases)
    expect(drawn.text).toBe('&lt;!channel&gt; &amp; &lt;@U1&gt;')
  })

  it('begins with its title as a heading, in a modal with the title of the modal', () => {
    expect(render(unveiled(card([])), 'personal', phrases).blocks[0]).toMatchObject({
      type: 'header',
      text: { text: 'Notat' },
    })
    expect(renderHome(unveiled(card([])), phrases).blocks[0]).toMatchObject({ type: 'header', text: { text: 'Notat' } })
    const modal = renderModal(card([{ kind: 'text', text: 'a' }], []), phrases, '')
    expect(modal).toMatchObject({ title: { text: 'Notat' }, close: { text: 'Lukk' } })
    expect(modal.blocks).toHaveLength(1)
  })

  it('has on Home what one can do above the lists, however long they are', () => {
    const listed = card(Array.from({ length: 30 }, () => ({ kind: 'text', text: 'Sak FJ-7' })))
    const types = renderHome(unveiled(listed), phrases).blocks.map(({ type }) => type)
    expect(types.slice(0, 2)).toEqual(['header', 'actions'])
    expect(types).toHaveLength(32)
  })

  it('shows whole what is too long for the title of a modal', () => {
    const modal = renderModal(card([], [], 'Bekymringsmelding er sendt'), phrases, '')
    expect(modal.title.text).toBe('Bekymringsmelding er…')
    expect(modal.blocks[0]).toMatchObject({ type: 'header', text: { text: 'Bekymringsmelding er sendt' } })
  })

  it('shows in bold a heading that is too long for one', () => {
    const long = 'Overskrift '.repeat(20).trim()
    expect(draw([{ kind: 'heading', text: long }])).toEqual([
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: long, style: { bold: true } }] }],
      },
    ])
  })

  it('marks a notice by its tone, for the eye and for a screen reader', () => {
    const marks = (['neutral', 'good', 'attention', 'warning'] as const).map((tone) => {
      return JSON.stringify(draw([{ kind: 'notice', text: 'a', tone }])).match(/"emoji","name":"(\w+)"/)?.[1]
    })
    expect(marks).toEqual([undefined, 'white_check_mark', 'warning', 'exclamation'])
  })

  it('marks the line that says how it stands', () => {
    const tone = 'warning'
    const [list, row, alone] = draw([
      { kind: 'list', items: [{ text: 'a', subtle: 'b', tone }] },
      { kind: 'row', text: 'a', subtle: 'b', tone, button: press },
      { kind: 'row', text: 'a', tone, button: press },
    ])
    const runs = [
      { type: 'text', text: 'a', style: { bold: true } },
      { type: 'text', text: '\n' },
      { type: 'emoji', name: 'exclamation' },
      { type: 'text', text: ' ' },
      { type: 'text', text: 'b' },
    ]
    expect(list).toMatchObject({ elements: [{ elements: [{ elements: runs }] }] })
    expect(row).toMatchObject({ text: { text: 'a\n❗ b' } })
    expect(alone).toMatchObject({ text: { text: '❗ a' } })
  })

  it('sets apart what somebody typed', () => {
    expect(draw([{ kind: 'words', label: 'Notat', words: 'a\nb' }])).toMatchObject([
      {
        elements: [
          { type: 'rich_text_section', elements: [{ text: 'Notat', style: { bold: true } }] },
          { type: 'rich_text_quote', elements: [{ type: 'text', text: 'a\nb' }] },
        ],
      },
    ])
  })

  it('draws no line at the beginning or the end, and nothing for a text that is empty', () => {
    const line: Block = { kind: 'divider' }
    const empty: Block[] = [
      { kind: 'heading', text: ' ' },
      { kind: 'text', text: '' },
      { kind: 'text', text: ' ', subtle: true },
      { kind: 'words', words: '' },
      { kind: 'facts', facts: [] },
      { kind: 'list', items: [{ text: '' }] },
    ]
    const blocks: Block[] = [line, ...empty, { kind: 'text', text: 'a' }, line, { kind: 'text', text: 'b' }, line]
    expect(renderModal(card(blocks, []), phrases, '').blocks.map(({ type }) => type)).toEqual([
      'rich_text',
      'divider',
      'rich_text',
    ])
  })
})

describe('words somebody typed', () => {
  it.each([...hostile, ':smile: :+1:'])('are words wherever they stand: %j', (text) => {
    const places = JSON.stringify(everything('ORD')).split('"ORD"').length - 1
    const drawn = everywhere(everything(text))
    expect(drawn.flatMap(check)).toEqual([])
    for (const { blocks } of drawn) {
      const found = textsOf(blocks).filter((one) => one.includes(text) || text.startsWith(one.replace(/…$/, '')))
      expect(found.length).toBeGreaterThan(places - 10)
      expect(textsOf(blocks).join('\n').split(text).length - 1).toBeGreaterThan(20)
    }
  })

  it.each(hostile)('stand whole in the quote, with nothing but text in it: %j', (words) => {
    expect(draw([{ kind: 'words', words }])).toEqual([
      { type: 'rich_text', elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text: words }] }] },
    ])
  })
})

describe('what is too long', () => {
  it.each([' ', '', '\n', '👩‍👧‍👦', '"'])('never makes a card invalid, with %j in it', (between) => {
    const text = `ord${between}`.repeat(Math.ceil(10_000 / (3 + between.length)))
    const long = everything(text)
    expect(check(renderModal(long, phrases, ''))).toEqual([])
    expect(check(renderHome(unveiled(long), phrases))).toEqual([])
    // The labels of fields are ours: no message has room for a form of which each is ten thousand characters long.
    const blocks = long.blocks.filter((block) => !('id' in block) || block.id === 'long')
    const plain = blocks.map((block) => ('id' in block ? { ...block, label: 'Notat', hint: 'Kort' } : block))
    const message = render(unveiled({ ...long, blocks: plain, summary: 'Noe' }), 'personal', phrases)
    expect(check(message)).toEqual([])
    expect(textsOf(message.blocks)).toContain(phrases.cut)
  })

  it('is shown whole in pieces, where there is room', () => {
    const words = 'Det var en gang. '.repeat(600)
    const blocks = draw([{ kind: 'words', words }])
    expect(textsOf(blocks).join('')).toBe(words)
    expect(blocks.length).toBeGreaterThan(3)
  })

  it('is cut where there is none, with a word of it after the last, and the buttons stay', () => {
    const drawn = render(unveiled(card([{ kind: 'words', words: 'ord '.repeat(8000) }])), 'personal', phrases)
    expect(check(drawn)).toEqual([])
    expect(drawn.blocks.slice(-2)).toMatchObject([
      { type: 'context', elements: [{ text: phrases.cut }] },
      { type: 'actions', elements: [{ text: { text: 'Lagre' } }] },
    ])
    expect(
      textsOf(renderModal(card([{ kind: 'words', words: 'ord '.repeat(8000) }]), phrases, '').blocks),
    ).not.toContain(phrases.cut)
  })

  it.each([
    ['personal', 50],
    ['modal', 100],
    ['home', 100],
  ] as const)('is cut at as many blocks as there may be: %s', (surface, most) => {
    const rows = Array.from({ length: 200 }, (_, index): Block => ({ kind: 'text', text: String(index) }))
    const { blocks } = render(
      unveiled(card([...rows, { kind: 'short', id: 'a', label: 'A', maxLength: 9 }])),
      surface,
      phrases,
    )
    expect(blocks).toHaveLength(most)
    expect(textsOf(blocks)).toContain(phrases.cut)
    expect(blocks.map(({ type }) => type)).toContain('input')
  })

  it('is cut inside a long list or many facts, not before', () => {
    const items = Array.from({ length: 200 }, (_, index) => ({ text: `${index} ${'a'.repeat(150)}` }))
    const facts = items.map(({ text }, index) => ({ label: String(index), value: text }))
    for (const block of [{ kind: 'list', items } as const, { kind: 'facts', facts } as const]) {
      const { blocks } = render(unveiled(card([block])), 'personal', phrases)
      expect(textsOf(blocks).filter((text) => text.includes('aaa')).length).toBeGreaterThan(20)
      expect(check({ text: 'a', blocks })).toEqual([])
    }
  })

  it('has every word of it in its pieces, each as short as asked for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 90 }), fc.integer({ min: 12, max: 40 }), (text, most) => {
        const found = pieces(text, most)
        return found.join('') === text && found.every((piece) => piece.length <= most && piece !== '')
      }),
    )
  })

  it('is never cut inside what people see as one character', () => {
    const family = '\u{1F468}‍\u{1F469}‍\u{1F467}'
    expect(beginning(`ab${family}`, 6)).toBe('ab…')
    expect(beginning('Et møte med familien', 12)).toBe('Et møte med…')
    expect(beginning('Et møte med familien', 15)).toBe('Et møte med…')
    expect(beginning('Samarbeidsmøte', 9)).toBe('Samarbei…')
    expect(pieces(`ab${family}`, 9)).toEqual(['ab', family])
    expect(pieces('😀'.repeat(3), 3)).toEqual(['😀', '😀', '😀'])
  })
})

describe('the buttons', () => {
  const form = (more: Partial<Button> = {}) =>
    card([{ kind: 'short', id: 'a', label: 'A', maxLength: 9 }], [{ ...press, ...more }, cancel])

  it('stand below a card, each with a name of its own', () => {
    const { blocks } = render(unveiled(card([], [{ ...press, style: 'primary' }, press])), 'personal', phrases)
    expect(blocks.at(-1)).toMatchObject({
      type: 'actions',
      elements: [
        { action_id: 'press:note.add:0', style: 'primary', value: carry(press) },
        { action_id: 'press:note.add:1' },
      ],
    })
  })

  it('of a form stand at the foot of its modal, and below it in a message', () => {
    const modal = renderModal(form(), phrases, '{"a":1}')
    expect(modal).toMatchObject({ submit: { text: 'Lagre' }, close: { text: 'Avbryt' }, private_metadata: '{"a":1}' })
    expect(modal.blocks.map(({ type }) => type)).toEqual(['input'])
    const message = render(unveiled(form()), 'personal', phrases)
    expect(message.blocks.at(-1)).toMatchObject({
      elements: [{ text: { text: 'Lagre' } }, { text: { text: 'Avbryt' } }],
    })
    expect([submitOf(form())?.label, cancelOf(form())?.label]).toEqual(['Lagre', 'Avbryt'])
    expect(submitOf({ ...form(), buttons: [cancel, press] })?.label).toBe('Lagre')
    expect([submitOf(card([])), cancelOf(card([], [cancel]))]).toEqual([null, null])
  })

  it('ask before what cannot be undone; at the foot of a modal it is said above', () => {
    const more = { confirm: 'Saken kan ikke åpnes igjen.', style: 'danger' } as const
    expect(render(unveiled(form(more)), 'personal', phrases).blocks.at(-1)).toMatchObject({
      elements: [
        {
          style: 'danger',
          confirm: {
            text: { text: 'Saken kan ikke åpnes igjen.' },
            confirm: { text: 'Lagre' },
            deny: { text: 'Avbryt' },
            style: 'danger',
          },
        },
        {},
      ],
    })
    expect(renderModal(form(more), phrases, '').blocks.at(-1)).toMatchObject({
      type: 'context',
      elements: [{ text: 'Saken kan ikke åpnes igjen.' }],
    })
  })

  it('come back as they were sent', () => {
    const data = { case: 'case_1', note: 'æ "ø" <å>' }
    const button: Button = { kind: 'open', label: 'Åpne', action: 'level.decide', data }
    expect(readCarried(carry(button))).toEqual({ do: 'open', action: 'level.decide', data })
    expect(actionIdOf({ ...button, action: 'x'.repeat(400) }, 3)).toHaveLength(255)
  })

  // Slack gives what stands in a message back with its three signs as entities, and does not say where.
  it('carry none of the signs Slack may write as entities, where there is room', () => {
    const data = { note: 'A & B <c> "d" &amp;' }
    expect(carry({ ...press, data })).not.toMatch(/[&<>]/)
    expect(readCarried(carry({ ...press, data }))?.data).toEqual(data)
    const long = { note: '&'.repeat(1900) }
    expect(readCarried(carry({ ...press, data: long }))?.data).toEqual(long)
  })

  it('stand alone where a row has no words', () => {
    const drawn = draw([{ kind: 'row', text: '', button: press }])
    expect(drawn).toMatchObject([{ type: 'actions', elements: [{ text: { text: 'Lagre' } }] }])
    expect(check({ text: 'a', blocks: drawn })).toEqual([])
  })

  it('are never sent with more than Slack takes', () => {
    const data = { prefill: 'a'.repeat(1950) }
    expect(() => carry({ ...press, data })).toThrow(/note\.add/)
    expect(carry({ ...press, data: { prefill: 'a'.repeat(1900) } }).length).toBeLessThanOrEqual(limits.value)
  })

  it.each([
    '',
    'x',
    '[]',
    'null',
    '{"do":"press"}',
    '{"do":"eval","action":"a","data":{}}',
    '{"do":"press","action":"a","data":{"a":1}}',
    `{"do":"press","action":"a","data":{}${' '.repeat(2000)}}`,
  ])('are not read out of anything else: %j', (value) => {
    expect(readCarried(value)).toBeNull()
  })
})

describe('one sentence', () => {
  it('is a small modal of its own, whatever its length', () => {
    const modal = sentenceModal('Det er allerede avgjort.', phrases)
    expect(modal).toMatchObject({ title: { text: 'Stafett' }, close: { text: 'Lukk' } })
    expect(textsOf(modal.blocks)).toEqual(['Det er allerede avgjort.'])
    expect(check(modal)).toEqual([])
    expect(check(sentenceModal('ord '.repeat(9000), phrases))).toEqual([])
  })
})

describe('the check of a drawn card', () => {
  const line: Block = { kind: 'short', id: 'a', label: 'A', maxLength: 9 }
  const choice: Block = { kind: 'choice', id: 'b', label: 'B', choices: [{ value: 'x'.repeat(151), label: 'X' }] }
  const twice: Block = { kind: 'choice', id: 'b', label: 'B', choices: [...many(1, 'X'), ...many(1, 'Y')] }
  it.each<[string, Drawable, RegExp]>([
    ['a summary that is missing', render(unveiled({ ...card([]), summary: ' ' }), 'personal', phrases), /no summary/],
    [
      'too long a summary',
      render(unveiled({ ...card([]), summary: 'a'.repeat(201) }), 'personal', phrases),
      /201 .*summary/,
    ],
    [
      'a button without words',
      render(unveiled(card([], [{ ...press, label: ' ' }])), 'personal', phrases),
      /without words/,
    ],
    ['too many buttons', render(unveiled(card([], Array(26).fill(press))), 'personal', phrases), /26 actions/],
    ['two fields of one name', renderModal(card([line, line]), phrases, ''), /two things called a/],
    ['a form that cannot be sent', renderModal(card([line], []), phrases, ''), /cannot be sent/],
    ['a value that is too long', renderModal(card([choice]), phrases, ''), /151 characters of the value/],
    ['two choices of one value', renderModal(card([twice]), phrases, ''), /two things called 0/],
    ['a field without words', renderModal(card([{ ...line, label: '' }]), phrases, ''), /label of a~\w+ without words/],
    [
      'a field that takes nothing',
      renderModal(card([{ ...line, maxLength: 0 }]), phrases, ''),
      /no characters a field/,
    ],
    ['too much for private metadata', renderModal(card([]), phrases, 'a'.repeat(3001)), /3001 characters of metadata/],
    ['markup', { text: 'a', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '*a*' } }] }, /read as markup/],
    ['emoji', { text: 'a', blocks: [{ type: 'header', text: { type: 'plain_text', text: ':a:' } }] }, /emoji/],
    ['a row without words', { text: 'a', blocks: [{ type: 'section' }] }, /a section without words/],
    [
      'a line without words',
      { text: 'a', blocks: [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [] }] }] },
      /rich_text_section without elements/,
    ],
    ['another kind of block', { text: 'a', blocks: [{ type: 'markdown', text: 'a' }] }, /the kind markdown/],
    [
      'too much text',
      {
        text: 'a',
        blocks: [
          {
            type: 'rich_text',
            elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text: 'a'.repeat(12_000) }] }],
          },
        ],
      },
      /JSON.*rich text/,
    ],
  ])('finds %s', (_what, drawn, problem) => {
    expect(check(drawn).join('; ')).toMatch(problem)
  })
})

function many(count: number, label: string) {
  return Array.from({ length: count }, (_, index) => ({ value: String(index), label }))
}
