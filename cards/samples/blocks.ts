/**
 * Samples of blocks that no card of the product has yet, and of each at and beyond what a channel takes: only to be drawn
 * and tested. What is here belongs to no case and is sent to nobody.
 */
import type { Block, Button, Card, Paragraph } from '../card.ts'
import { personal, type Sample } from './fjordvik.ts'

const names = [
  ...(['link', 'paragraphs', 'table', 'table-rows', 'table-empty', 'table-leading', 'link-refused'] as const),
  ...(['ways', 'chart', 'chart-empty'] as const),
] as const

export const blockSamples: Sample[] = [
  ...names.map((name) =>
    personal('blocks', name, ({ lang }, words) =>
      card(name, texts[lang].title, lang, blocks[name](texts[lang], words.note)),
    ),
  ),
  personal('blocks', 'table-over', ({ lang }) =>
    card('table-over', texts[lang].title, lang, [longTable(texts[lang], 300)]),
  ),
  personal('blocks', 'paragraphs-over', ({ lang }) =>
    card('paragraphs-over', texts[lang].title, lang, [
      { kind: 'paragraphs', parts: Array.from({ length: 40 }, () => guide(texts[lang])).flat() },
    ]),
  ),
]

type Texts = (typeof texts)['nb']

/** `typed` stands where people type. */
const blocks = {
  link: ({ page, web }: Texts): Block[] => [
    { kind: 'link', text: page, to: 'http://127.0.0.1:3978/sak/FJ-1001' },
    { kind: 'link', text: web, to: 'https://fjordvik.example/veiledning?for=skole&side=2#steg' },
  ],
  'link-refused': ({ web }: Texts): Block[] =>
    ['javascript:alert(1)', 'http://fjordvik.example/', 'https://fjordvik.example@evil.example/', 'fjordvik'].map(
      (to) => ({ kind: 'link', text: web, to }),
    ),
  paragraphs: (own: Texts): Block[] => [{ kind: 'paragraphs', parts: guide(own) }],
  table: (own: Texts): Block[] => [longTable(own, 3)],
  /** More columns than a phone has room for, and a cell as long as people may write. */
  'table-rows': ({ header, level, days, empty, note }: Texts, typed: string): Block[] => [
    {
      kind: 'table',
      typed: true,
      header: [...header, note],
      rows: [
        ['FJ-1001', level, days[0] ?? '', typed],
        ['FJ-1002', level, '', ''],
      ],
      empty,
    },
  ],
  /** Rows that can be pressed, and columns by which they can be sorted. */
  'table-leading': ({ header, level, days: [day = ''], late, empty }: Texts, typed: string): Block[] => [
    {
      kind: 'table',
      header: [{ text: header[0] ?? '', button: to(header[0] ?? ''), sorted: 'up' }, ...header.slice(1)],
      rows: [
        [{ text: 'FJ-1001', subtle: late, tone: 'warning', button: to('FJ-1001') }, level, day],
        ['FJ-1002', { text: level, button: to(level) }, { text: day, subtle: late, tone: 'attention' }],
        ['FJ-1003', { text: typed, typed: true }, { text: day, tone: 'good' }],
      ],
      empty,
    },
  ],
  ways: ({ title, header, level }: Texts): Block[] => [
    {
      kind: 'ways',
      label: title,
      ways: [{ button: to(level), current: true }, ...header.map((one) => ({ button: to(one) }))],
    },
    { kind: 'ways', label: title, ways: Array.from({ length: 30 }, (_, at) => ({ button: to(`${level} ${at}`) })) },
  ],
  chart: ({ title, header, level, late, empty }: Texts): Block[] => [
    {
      kind: 'chart',
      title,
      of: header[1] ?? '',
      unit: header[0] ?? '',
      bars: [
        { label: `${level}.0`, told: '0–4', value: 0, upTo: 4 },
        { label: level, told: '12', value: 12 },
        { label: late, told: '3', value: 3, tone: 'warning' },
      ],
      empty,
    },
  ],
  'chart-empty': ({ title, header, empty }: Texts): Block[] => [
    { kind: 'chart', title, of: header[1] ?? '', unit: header[0] ?? '', bars: [], empty },
  ],
  'table-empty': ({ header, empty }: Texts): Block[] => [{ kind: 'table', header: [...header], rows: [], empty }],
}

function card(name: string, title: string, lang: Card['lang'], content: Block[]): Card {
  return { name: `blocks-${name}`, lang, title, summary: title, blocks: content, buttons: [] }
}

function to(label: string): Button {
  return { kind: 'press', label, action: 'show.case', data: { case: 'case_sample' } }
}

function longTable({ header, level, days, empty }: Texts, length: number): Block {
  const rows = Array.from({ length }, (_, index) => [`FJ-${1001 + index}`, level, days[index % days.length] ?? ''])
  return { kind: 'table', header: [...header], rows, empty }
}

function guide({ title, before, steps, also }: Texts): Paragraph[] {
  return [
    { kind: 'heading', text: title },
    { kind: 'text', text: before },
    { kind: 'list', items: [...steps], ordered: true },
    { kind: 'list', items: [...also] },
  ]
}

const texts = {
  nb: {
    title: 'Når du undrer deg',
    before:
      'Snakk med barnet og de foresatte før du melder undring. Dere finner ut sammen om det er grunn til bekymring.',
    steps: [
      'Skriv ned hva du har sett og hørt.',
      'Be de foresatte om en samtale.',
      'Avgjør sammen hva som skjer videre.',
    ],
    also: ['Spør en kollega uten å si hvem barnet er.', 'Meldeplikten går foran alt annet.'],
    page: 'Les saken i nettleseren',
    web: 'Kommunens veiledning (åpnes utenfor chatten)',
    header: ['Sak', 'Nivå', 'Neste dato'],
    level: 'Nivå 2',
    days: ['10. des. 2026', '', '3. jan. 2027'],
    note: 'Notat',
    late: '14 dager over tida',
    empty: 'Det er ingen saker å vise.',
  },
  nn: {
    title: 'Når du undrar deg',
    before: 'Snakk med barnet og dei føresette før du melder undring. De finn ut saman om det er grunn til uro.',
    steps: [
      'Skriv ned kva du har sett og høyrt.',
      'Be dei føresette om ein samtale.',
      'Avgjer saman kva som skjer vidare.',
    ],
    also: ['Spør ein kollega utan å seie kven barnet er.', 'Meldeplikta går framføre alt anna.'],
    page: 'Les saka i nettlesaren',
    web: 'Rettleiinga til kommunen (blir opna utanfor chatten)',
    header: ['Sak', 'Nivå', 'Neste dato'],
    level: 'Nivå 2',
    days: ['10. des. 2026', '', '3. jan. 2027'],
    note: 'Notat',
    late: '14 dager over tida',
    empty: 'Det er ingen saker å vise.',
  },
  en: {
    title: 'When you wonder',
    before:
      'Talk with the child and the guardians before you tell of it. You find out together whether there is reason for concern.',
    steps: [
      'Write down what you have seen and heard.',
      'Ask the guardians for a talk.',
      'Decide together what happens next.',
    ],
    also: ['Ask a colleague without saying who the child is.', 'The duty to report comes before everything else.'],
    page: 'Read the case in your browser',
    web: "The municipality's guide (opens outside the chat)",
    header: ['Case', 'Level', 'Next date'],
    level: 'Level 2',
    days: ['10 Dec 2026', '', '3 Jan 2027'],
    note: 'Note',
    late: '14 days late',
    empty: 'There are no cases to show.',
  },
}
