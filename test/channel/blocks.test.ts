/** The blocks of guides and lists, in every channel: at and beyond what it takes of them, and with words nobody may trust. */

import { describe, expect, it } from 'vitest'
import { type Block, type Button, type Card, type Cell, webAddress } from '../../cards/card.ts'
import { unveiled } from '../../cards/parts/chat.ts'
import { blocksHtml } from '../../src/slack/block-html.ts'
import { readBlocks } from '../../src/slack/blocks.ts'
import * as slack from '../../src/slack/limits.ts'
import { renderHome, renderModal, render as renderSlack } from '../../src/slack/render.ts'
import * as teams from '../../src/teams/limits.ts'
import { render as renderTeams } from '../../src/teams/render.ts'
import { phrasesIn } from '../../src/wording/phrases.ts'
import { blockKit } from '../support/rendered-blocks.ts'
import { isObject } from '../support/rendered-card.ts'
import { seenOfCard } from '../support/teams-client.ts'
import { hostile } from './contract-cards.ts'

const phrases = phrasesIn('nb')
const card = (...blocks: Block[]): Card => {
  return { name: 'note', lang: 'nb', title: 'Veiledning', summary: 'Noe venter på deg', blocks, buttons: [] }
}
const table = (rows: string[][], header = ['Sak', 'Nivå', 'Neste dato']): Block => {
  return { kind: 'table', header, rows, empty: 'Det er ingen saker å vise.', typed: true }
}
const to = (label: string): Button => ({ kind: 'press', label, action: 'show.case', data: { case: 'case_1' } })
const rows = (count: number, cells = ['Nivå 2', '10. des.']) =>
  Array.from({ length: count }, (_, index) => [`FJ-${index}`, ...cells])

/** Every way a channel draws a card: what people see of it, what the channel would refuse, and the drawing itself. */
const ways = [
  ...(['personal', 'shared', 'dialog'] as const).map((surface) => [
    `Teams, ${surface}`,
    (one: Card) => {
      const drawn = renderTeams(unveiled(one), surface, phrases)
      return { seen: seenOfCard(drawn).texts.join('\n'), faults: teams.check(drawn), drawn }
    },
  ]),
  ...(['personal', 'shared', 'modal', 'home'] as const).map((surface) => [
    `Slack, ${surface}`,
    (one: Card) => {
      const drawn =
        surface === 'modal'
          ? renderModal(one, phrases, '')
          : surface === 'home'
            ? renderHome(unveiled(one), phrases)
            : renderSlack(unveiled(one), surface, phrases)
      return { seen: blockKit.says({ ...drawn }), faults: slack.check(drawn), drawn }
    },
  ]),
] as [string, (one: Card) => { seen: string; faults: string[]; drawn: unknown }][]

/** Every object with this type, outside in. */
function ofType(value: unknown, type: string): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap((one) => ofType(one, type))
  if (!isObject(value)) return []
  return [...(value.type === type ? [value] : []), ...Object.values(value).flatMap((one) => ofType(one, type))]
}

/** A long text stands in several pieces. */
const flat = (text: string) => text.replaceAll('\n', '')

const linksIn = (drawn: unknown) => [...ofType(drawn, 'Action.OpenUrl'), ...ofType(drawn, 'link')].map(({ url }) => url)

describe.each(ways)('in %s', (way, draw) => {
  const longest = 'æ'.repeat(10_000)

  it.each([...hostile, longest])('words stay words in every one of the blocks: %#', (text) => {
    const inTable = card(table([[text, text, text]]))
    const inText = card({ kind: 'paragraphs', parts: [{ kind: 'text', text }] })
    const inList = card({ kind: 'paragraphs', parts: [{ kind: 'list', items: [text], ordered: true }] })
    const inLink = card({ kind: 'link', text: text.slice(0, 200), to: 'https://fjordvik.example' })
    for (const one of [inTable, inText, inList, inLink]) {
      const { seen, faults, drawn } = draw(one)
      expect(faults).toEqual([])
      if (!seen.includes(phrases.cut)) expect(flat(seen)).toContain(flat(one === inLink ? text.slice(0, 200) : text))
      expect(JSON.stringify(drawn)).not.toMatch(/mrkdwn|"markdown"/)
    }
    expect(linksIn(draw(inTable).drawn)).toEqual([])
  })

  it('a link leads where it says, and to nothing but a page', () => {
    const link = (to: string) => draw(card({ kind: 'link', text: 'Les mer', to }))
    expect(linksIn(link('https://fjordvik.example/a?b=c#d').drawn)).toEqual(['https://fjordvik.example/a?b=c#d'])
    expect(linksIn(link('http://127.0.0.1:3978/sak/FJ-7').drawn)).toEqual(['http://127.0.0.1:3978/sak/FJ-7'])
    for (const to of refused) {
      expect(linksIn(link(to).drawn), to).toEqual([])
      expect(link(to).seen, to).toContain('Les mer')
      expect(link(to).faults, to).toEqual([])
    }
  })

  it('a guide keeps its headings, and its steps their numbers or their order', () => {
    const { seen, faults, drawn } = draw(
      card({
        kind: 'paragraphs',
        parts: [
          { kind: 'heading', text: 'Først' },
          { kind: 'text', text: 'Snakk med barnet.' },
          { kind: 'list', items: ['Skriv', 'Ring'], ordered: true },
          { kind: 'list', items: ['Spør en kollega'] },
        ],
      }),
    )
    expect(faults).toEqual([])
    expect(seen).toMatch(/Først[\s\S]*Snakk med barnet\.[\s\S]*Skriv[\s\S]*Ring[\s\S]*Spør en kollega/)
    const ordered = ofType(drawn, 'rich_text_list').some(({ style }) => style === 'ordered')
    expect(ordered || /1\. Skriv\n2\. Ring/.test(seen)).toBe(true)
  })

  it('a guide that is too long ends with a sentence that says so', () => {
    const step = (index: number) => `Steg ${index}: ${'snakk sammen '.repeat(230)}`
    const parts = Array.from({ length: 150 }, (_, index) => ({ kind: 'text' as const, text: step(index) }))
    const { seen, faults } = draw(card({ kind: 'paragraphs', parts }))
    expect(faults).toEqual([])
    expect(seen).toContain('Steg 0:')
    expect(seen).not.toContain('Steg 149:')
    expect(seen.trim().endsWith(phrases.cut)).toBe(true)
  })

  it('a table without rows says so', () => {
    const { seen, faults } = draw(card(table([])))
    expect(faults).toEqual([])
    expect(seen).toContain('Det er ingen saker å vise.')
    expect(seen).not.toContain('Neste dato')
  })

  it.each([1, 20])('a table of %i rows is whole', (count) => {
    const { seen, faults } = draw(card(table(rows(count))))
    expect(faults).toEqual([])
    expect(seen).toContain('Neste dato')
    for (const [ref = ''] of rows(count)) expect(seen).toContain(ref)
    expect(seen).not.toContain(phrases.cut)
  })

  it('a table whose cells lead somewhere keeps its words, and a button to each place', () => {
    const header = ['Sak', 'Nivå', 'Neste dato']
    const lead = (text: string): Cell => ({ text, subtle: 'sent', tone: 'warning', button: to(text) })
    const { seen, faults, drawn } = draw(
      card({
        kind: 'table',
        header,
        empty: '',
        rows: [
          [lead('FJ-7'), 'Nivå 2', { text: '10. des.', subtle: 'i morgen' }],
          ['FJ-8', lead('der'), ''],
        ],
      }),
    )
    expect(faults).toEqual([])
    for (const text of ['FJ-7', 'sent', 'Neste dato', '10. des.', 'i morgen', 'FJ-8', 'der'])
      expect(seen).toContain(text)
    expect(JSON.stringify(drawn).match(/show\.case/g)?.length).toBeGreaterThanOrEqual(2)
    expect(ofType(drawn, 'Table')).toEqual([])
    expect(ofType(drawn, 'data_table')).toEqual([])
  })

  it('of several ways it says where its reader is, and leads to the others', () => {
    const names = Array.from({ length: 30 }, (_, index) => `vei-${index}`)
    const ways = names.map((name, at) =>
      at === 3 ? { button: to(name), current: true as const } : { button: to(name) },
    )
    const { seen, faults, drawn } = draw(card({ kind: 'ways', label: 'Status', ways }))
    expect(faults).toEqual([])
    expect(seen).toMatch(/Status: ?vei-3\b/)
    const buttons = [...ofType(drawn, 'button'), ...ofType(drawn, 'Action.Execute'), ...ofType(drawn, 'Action.Submit')]
    expect(buttons).toHaveLength(29)
  })

  it('a chart says each number as it is told, and where there are none that there are not', () => {
    const chart = { kind: 'chart', title: 'Saker etter nivå', of: 'Nivå', unit: 'Saker', empty: 'Ingen.' } as const
    const bars = [{ label: 'Nivå 1', told: '5–9', value: 5, upTo: 9 }]
    expect(draw(card({ ...chart, bars })).faults).toEqual([])
    expect(draw(card({ ...chart, bars })).seen).toMatch(/Saker etter nivå[\s\S]*Nivå 1[\s\S]*5–9/)
    expect(draw(card({ ...chart, bars: [] })).seen).toMatch(/Saker etter nivå[\s\S]*Ingen\./)
  })

  it('a table of more than has room shows its first rows, and says that there are more', () => {
    const { seen, faults } = draw(card(table(rows(2500)), { kind: 'text', text: 'Etter tabellen' }))
    expect(faults).toEqual([])
    expect(seen).toContain('FJ-9')
    expect(seen).not.toContain('FJ-2499')
    expect(seen).not.toContain('Etter tabellen')
    expect(seen.trim().endsWith(phrases.cut)).toBe(true)
  })

  it('several tables keep within what one message takes of tables', () => {
    const one = table(rows(60, ['x'.repeat(120), 'y'.repeat(120)]))
    expect(draw(card(one, one, one)).faults).toEqual([])
  })

  it('a table with more than columns can hold loses nothing of it', () => {
    const wide = Array.from({ length: 25 }, (_, index) => `k${index}`)
    const { seen, faults } = draw(card(table([wide.map((name) => `${name}-verdi`)], wide)))
    expect(faults).toEqual([])
    for (const name of wide) expect(seen).toContain(`${name}-verdi`)
    const uneven = draw(card(table([['FJ-7'], ['FJ-8', 'Nivå 2', '10. des.', 'uten overskrift']])))
    expect(uneven.faults).toEqual([])
    expect(uneven.seen).toContain('uten overskrift')
    expect(way).toBeTruthy()
  })
})

const refused = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)//https://fjordvik.example',
  'data:text/html,<script>alert(1)</script>',
  'http://fjordvik.example',
  'http://127.0.0.1.evil.example',
  'https://fjordvik.example@evil.example',
  'msteams:/l/chat',
  '//fjordvik.example',
  'fjordvik.example',
  '',
  `https://fjordvik.example/${'a'.repeat(2000)}`,
]

describe('an address', () => {
  it.each(refused)('is none that may be opened: %#', (to) => {
    expect(webAddress(to)).toBeNull()
  })

  it('is spelled so that it ends where it ends', () => {
    expect(webAddress('https://fjordvik.example/a b"><script>|x')).toBe(
      'https://fjordvik.example/a%20b%22%3E%3Cscript%3E|x',
    )
  })
})

describe('a table where Slack has one', () => {
  const first = (...blocks: Block[]) => renderSlack(unveiled(card(...blocks)), 'personal', phrases).blocks

  it('has its first row as header and a caption, and never a cell without words', () => {
    const [, drawn] = first(table([['FJ-7', '', ' ']]))
    expect(drawn).toMatchObject({ type: 'data_table', caption: 'Veiledning' })
    expect(ofType(drawn, 'raw_text').map(({ text }) => text)).toEqual(['Sak', 'Nivå', 'Neste dato', 'FJ-7', '–', '–'])
  })

  it('has at most a hundred rows, and says that there were more', () => {
    expect(first(table(rows(100, []), ['Sak'])).map(({ type }) => type)).toEqual(['header', 'data_table'])
    const drawn = first(table(rows(101, []), ['Sak']))
    expect(drawn.map(({ type }) => type)).toEqual(['header', 'data_table', 'context'])
    expect(ofType(drawn, 'raw_text')).toHaveLength(101)
  })

  it('is read as rows of text in a modal and on Home, where Slack has none', () => {
    for (const { blocks } of [
      renderModal(card(table(rows(1))), phrases, ''),
      renderHome(unveiled(card(table(rows(1)))), phrases),
    ])
      expect(ofType(blocks, 'data_table')).toEqual([])
  })
})

describe('a table in Teams', () => {
  it('has columns of one width, at most as many as a phone has room for', () => {
    const drawn = (width: number) => {
      const header = Array.from({ length: width }, (_, index) => `k${index}`)
      return ofType(renderTeams(unveiled(card(table([header], header))), 'personal', phrases), 'Table')
    }
    expect(drawn(3)).toMatchObject([{ columns: [{ width: 1 }, { width: 1 }, { width: 1 }] }])
    expect(drawn(4)).toEqual([])
  })
})

describe('the checks', () => {
  const drawnTable = renderSlack(unveiled(card(table(rows(1)))), 'personal', phrases)
  const [title, own] = drawnTable.blocks
  it('know what Slack refuses of a table', () => {
    if (own?.type !== 'data_table' || !title) throw new Error('no table was drawn')
    const wrong = (changes: Partial<typeof own>) =>
      slack.check({ ...drawnTable, blocks: [title, { ...own, ...changes }] }).join('; ')
    const [header = [], row = []] = own.rows
    expect(wrong({ rows: [header] })).toMatch(/no rows/)
    expect(wrong({ rows: [header, row.slice(1)] })).toMatch(/different lengths/)
    expect(wrong({ rows: [header, ...Array.from({ length: 101 }, () => row)] })).toMatch(/101 rows/)
    expect(wrong({ caption: ' ' })).toMatch(/no characters of caption/)
    expect(wrong({ rows: [header, row.map(() => ({ type: 'raw_text' as const, text: '' }))] })).toMatch(/of a cell/)
    const modal = { ...renderModal(card(), phrases, ''), blocks: [own] }
    expect(slack.check(modal).join()).toMatch(/a table outside a message/)
  })

  it('know what Teams does not draw of a table, and a link that leads nowhere', () => {
    const drawn = renderTeams(
      unveiled(card(table(rows(1)), { kind: 'link', text: 'a', to: 'https://a.example' })),
      'shared',
      phrases,
    )
    const wrong = (from: string, to: string) =>
      teams.check(JSON.parse(JSON.stringify(drawn).replace(from, to))).join('; ')
    expect(wrong('{"width":1}', '{"width":2}')).toMatch(/different widths/)
    expect(wrong('{"width":1},', '')).toMatch(/different lengths/)
    expect(wrong('https://a.example/', 'javascript:alert(1)')).toMatch(/leads nowhere/)
  })
})

describe('the demonstration', () => {
  it('shows the blocks, and words in them as words', () => {
    const evil = '<script>alert(1)</script>'
    const { blocks } = renderSlack(
      unveiled(
        card(
          table([[evil, '', '']]),
          { kind: 'link', text: evil, to: 'https://fjordvik.example/"onclick="x' },
          { kind: 'paragraphs', parts: [{ kind: 'list', items: [evil], ordered: true }] },
        ),
      ),
      'personal',
      phrases,
    )
    const page = blocksHtml(readBlocks(blocks))
    expect(page).not.toContain('<script')
    expect(page).not.toContain('"onclick')
    expect(page).toMatch(/<table><caption>Veiledning.*<a href="https:.*<ol start="1">/)
  })
})
