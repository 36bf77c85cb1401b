/** Every card as a page draws it: well-formed, whole, and with everything people typed as words and nothing else. */
import { describe, expect, it } from 'vitest'
import { type Block, type Card, cellText, type Input, languages, webAddress } from '../../../cards/card.ts'
import { pictured } from '../../../cards/index.ts'
import { fjordvik, typedNames } from '../../../cards/samples/fjordvik.ts'
import { wording } from '../../../src/wording/index.ts'
import { drawn, elementsOf, pageOf, readHtml, textOf, wrongIds } from '../../support/page.ts'

const say = wording('nb')
const card = (...blocks: Block[]): Card => {
  return { name: 'blocks', lang: 'nb', title: 'Tittel', summary: 'Tittel', blocks, buttons: [] }
}
const elements = (one: Card) => elementsOf(readHtml(drawn(one)))
const text = (one: Card) => textOf(readHtml(drawn(one)))

/** Everything that the blocks of a card say, but what is shown only where it is pressed. */
function saidIn(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
    case 'text':
    case 'notice':
      return [block.text]
    case 'words':
      return [block.label ?? '', block.words]
    case 'facts':
      return block.facts.flatMap(({ label, value }) => [label, value])
    case 'list':
      return block.items.flatMap((item) => [item.text, item.subtle ?? ''])
    case 'row':
      return [block.text, block.words ?? '', block.subtle ?? '', block.button.label]
    case 'link':
      return [block.text]
    case 'paragraphs':
      return block.parts.flatMap((part) => (part.kind === 'list' ? part.items : [part.text]))
    case 'table':
      return block.rows.length === 0 ? [block.empty] : [...block.header, ...block.rows.flat()].map(cellText)
    case 'chart':
      return [block.title, ...block.bars.flatMap(({ label, told }) => [label, told])]
    case 'ways':
      return [block.label, ...block.ways.map(({ button }) => button.label)]
    case 'divider':
      return []
    default:
      return [block.label, block.hint ?? '', block.error ?? '', ...('choices' in block ? labelsOf(block) : [])]
  }
}

function labelsOf({ choices }: Extract<Input, { choices: unknown }>): string[] {
  return choices.map(({ label }) => label)
}

describe.each(languages)('every card in %s', (lang) => {
  it.each(pictured.map((sample) => [`${sample.card} ${sample.name}`, sample] as const))('%s', (_, { draw }) => {
    const whole = draw(wording(lang))
    const read = readHtml(pageOf(whole))
    expect(wrongIds(read)).toEqual([])
    const seen = textOf(read)
    const { title, buttons, blocks } = whole
    for (const one of [title, ...buttons.map(({ label }) => label), ...blocks.flatMap(saidIn)])
      expect(seen).toContain(one)
    const levels = elementsOf(read).flatMap(({ tag }) => (/^h\d$/.test(tag) ? [Number(tag[1])] : []))
    expect(levels.filter((level) => level === 1)).toEqual([1])
    expect(levels[0]).toBe(1)
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([])
    expect(elementsOf(read).filter(({ attributes }) => 'style' in attributes || 'onclick' in attributes)).toEqual([])
    expect(elementsOf(read).filter(({ tag }) => tag === 'style')).toEqual([])
  })
})

const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onfocus='alert(1)' autofocus='",
  '&lt;b&gt; &amp; &#39; &quot;',
  '</textarea></select></form><h1>x</h1>',
  '[click](javascript:alert(1)) **bold** `code` <!-- --> ]]>',
  '\u202Eevil\u202C אבג \u{1F468}‍\u{1F469}‍\u{1F467}',
  '\n\nbegins and ends with lines\n\t\n',
  `${'ø'.repeat(10_000)}\u2028`,
  '\u0024{html} {ref} {count, plural, other {#}}',
]

/** What any card is made of, and what these words would be if they were read. */
const known = new Set(pictured.flatMap(({ draw }) => elements(draw(say)).map(({ tag }) => tag)))

describe.each(hostile.map((words) => [JSON.stringify(words).slice(0, 60), words] as const))(
  'words that are %s',
  (_, words) => {
    it('stay words on every card', () => {
      const shown = { ...fjordvik(say), ...Object.fromEntries(typedNames.map((name) => [name, words])) }
      const found = pictured.filter(({ draw }) => {
        const read = readHtml(drawn(draw(say, shown)))
        expect(elementsOf(read).filter(({ tag }) => !known.has(tag))).toEqual([])
        return textOf(read).includes(words)
      })
      expect(found.length).toBeGreaterThan(8)
    })

    it('stand in every field to the letter, and wherever a card has them', () => {
      const common = { id: 'a', label: words, hint: words, error: words }
      const button = { kind: 'open', label: words, action: 'note.add', data: { prefill: words } } as const
      const one = card(
        { kind: 'short', ...common, value: words, maxLength: 99, placeholder: words },
        { kind: 'long', ...common, id: 'b', value: words, maxLength: 99 },
        { kind: 'choice', ...common, id: 'c', compact: true, choices: [{ value: words, label: words }], value: words },
        { kind: 'choices', ...common, id: 'd', choices: [{ value: words, label: words }] },
        { kind: 'row', text: words, words, subtle: words, button },
        { kind: 'facts', facts: [{ label: words, value: words, typed: true }] },
        {
          kind: 'table',
          header: [words, words],
          rows: [[words, { text: words, subtle: words, typed: true, button }]],
          empty: '',
        },
        { kind: 'words', label: words, words },
        { kind: 'link', text: words, to: 'https://fjordvik.example/' },
        { kind: 'ways', label: words, ways: [{ button, current: true }] },
        {
          kind: 'chart',
          title: words,
          of: words,
          unit: words,
          bars: [{ label: words, told: words, value: 1 }],
          empty: '',
        },
      )
      const all = elements({ ...one, title: words })
      const tags = new Set(all.map(({ tag }) => tag))
      for (const tag of ['script', 'img', 'b']) expect(tags).not.toContain(tag)
      expect(all.find(({ tag }) => tag === 'textarea')?.inside.join('')).toBe(`\n${words}`)
      expect(all.find(({ attributes }) => attributes.name === 'f.a')?.attributes.value).toBe(words)
      expect(all.filter((element) => textOf(element) === words).length).toBeGreaterThan(15)
    })
  },
)

describe('a card', () => {
  it('shows what was typed in its own direction, with its lines kept', () => {
    const [figure] = elements(card({ kind: 'words', words: 'a\nb' })).filter(({ tag }) => tag === 'blockquote')
    expect(figure?.attributes).toEqual({ class: 'typed', dir: 'auto' })
  })

  it.each(['javascript:alert(1)', 'http://fjordvik.example/', 'https://a@evil.example/'])('leads to no %s', (to) => {
    expect(webAddress(to)).toBeNull()
    const all = elements(card({ kind: 'link', text: 'Les mer', to }))
    expect(all.filter(({ attributes }) => 'href' in attributes)).toEqual([])
    expect(text(card({ kind: 'link', text: 'Les mer', to }))).toContain('Les mer')
  })

  it('says what is wrong at the top and at the field, for whoever hears it as well', () => {
    const field: Block = {
      kind: 'short',
      id: 'about',
      label: 'Hvem',
      required: true,
      hint: 'Fornavn.',
      maxLength: 80,
      error: 'Fyll ut.',
    }
    const all = elements(card(field, { ...field, kind: 'choice', id: 'who', choices: [{ value: 'a', label: 'A' }] }))
    expect(all.find(({ attributes }) => attributes.id === 'f-about')?.attributes).toMatchObject({
      ...{ 'aria-invalid': 'true', 'aria-describedby': 'f-about-hint f-about-error', maxlength: '80', required: '' },
    })
    expect(all.find(({ tag }) => tag === 'fieldset')?.attributes).toMatchObject({
      ...{ role: 'radiogroup', 'aria-invalid': 'true', 'aria-describedby': 'f-who-hint f-who-error' },
    })
    const summary = all.find(({ attributes }) => attributes.id === 'faults')
    expect(summary && elementsOf(summary).flatMap(({ attributes: { href } }) => href ?? [])).toEqual([
      '#f-about',
      '#f-who',
    ])
    // Which field it is, beside what is wrong with it: that may be the same of several.
    expect(text(card(field))).toContain('HvemFyll ut.Hvem (må fylles ut)')
    expect(pageOf(card(field))).toContain('<title>Må rettes: Tittel – Stafett</title>')
    expect(pageOf(card())).toContain('<title>Tittel – Stafett</title>')
  })

  it('says in words what must be filled in and what may be left empty', () => {
    const field = { kind: 'short', id: 'a', label: 'Hvem', maxLength: 80 } as const
    expect(text(card({ ...field, required: true }))).toContain('Hvem (må fylles ut)')
    expect(text(card({ ...field, optional: true }))).toContain('Hvem (valgfritt)')
    expect(text(card(field))).not.toContain('(')
  })

  it('limits days as the card does', () => {
    const [day] = elements(
      card({ kind: 'date', id: 'day', label: 'Dag', min: '2026-11-24', max: '2027-02-01' }),
    ).filter(({ attributes }) => attributes.type === 'date')
    expect(day?.attributes).toMatchObject({ min: '2026-11-24', max: '2027-02-01', name: 'f.day' })
  })

  it('is no form where nothing in it is sent', () => {
    expect(elements(card({ kind: 'text', text: 'x' })).some(({ tag }) => tag === 'form')).toBe(false)
  })

  it('says beside a button what its press does that cannot be undone', () => {
    const confirm = 'Det kan ikke gjøres om.'
    const button = { kind: 'press', label: 'Trekk', action: 'level.withdraw', data: {}, confirm } as const
    const all = elements({ ...card({ kind: 'row', text: 'x', button }), buttons: [button] })
    const said = all.flatMap(({ tag, attributes }) => (tag === 'button' ? [attributes['aria-describedby']] : []))
    expect(said).toEqual(['row-0-confirm', 'button-0-confirm'])
    for (const id of said) expect(all.filter(({ attributes }) => attributes.id === id).map(textOf)).toEqual([confirm])
  })

  it('marks where its reader is among several ways, and what belongs together with it', () => {
    const to = (label: string) => ({ kind: 'press', label, action: 'show.mine', data: {} }) as const
    const ways = [{ button: to('A'), current: true }, { button: to('B') }] as const
    const all = elements({ ...card({ kind: 'ways', label: 'Vis', ways: [...ways] }), nav: [...ways] })
    const current = all.filter(({ attributes }) => attributes['aria-current'] === 'true')
    expect(current.map(textOf)).toEqual(['A', 'A'])
    expect(all.find(({ tag }) => tag === 'nav')?.attributes['aria-label']).toBe('Hører sammen med dette')
  })

  it('tells how a table is sorted, and leads by its headings and cells', () => {
    const button = { kind: 'press', label: 'Vis', action: 'show.case', data: { case: 'case_1' } } as const
    const header = [{ text: 'Sak', button, sorted: 'down' as const }, 'Nivå']
    const all = elements(card({ kind: 'table', header, rows: [[{ text: 'FJ-1', button }, '']], empty: '' }))
    expect(all.find(({ attributes }) => attributes['aria-sort'] === 'descending')?.tag).toBe('th')
    const links = all.filter(({ attributes }) => attributes.href === '/rom/vis/show.case?case=case_1')
    expect(links.map(textOf)).toEqual(['Sak', 'FJ-1'])
  })
})
