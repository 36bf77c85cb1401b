/** A copy on paper: what was written stands in it letter for letter, marked as what it is, and the same copy is the same file. */
import { describe, expect, test } from 'vitest'
import type { Document, Part } from '../../src/copy/document.ts'
import { drawPdf } from '../../src/copy/pdf.ts'
import { readPdf, squeezed } from '../support/read-pdf.ts'

const documentOf = (parts: Part[], more: Partial<Document> = {}): Document => ({
  ref: 'FJ-1001',
  lang: 'nb',
  dir: 'ltr',
  made: '2026-12-01T08:00:00.000Z',
  parts,
  phrases: { page: (page, pages) => `Side ${page} av ${pages}`, shapeless: 'Et tegn kan ikke vises.' },
  ...more,
})

const read = async (parts: Part[], more?: Partial<Document>) => readPdf(await drawPdf(documentOf(parts, more)))

const written = [
  'Ánne Máret Čuođi: «áčđŋšŧž ÁČĐŊŠŦŽ» – æøå ÆØÅ, fi ffl, 5 × 3 = 15 …',
  'Привіт, як справи? Ґанок, їжак. Ελληνικά. Nguyễn Thị Hồng.',
  'Dzień dobry: ąćęłńóśźż. Türkçe: ğış. Lietuvių: ąčęėįšųūž.',
  'Emoji: 😀 👨‍👩‍👧 👍🏽 🇳🇴 ❤️ ✅ 1️⃣ ✓ ☐',
]

describe('what was written', () => {
  test.each(written)('stands there letter for letter: %s', async (words) => {
    const { text } = await read([{ kind: 'words', label: 'Notat', words }])
    expect(squeezed(text)).toContain(squeezed(words))
    expect(text).not.toContain('�')
  })

  test('goes on over lines and pages without losing a letter', async () => {
    const words = `${'Lang tekst med mange ord som går over flere linjer og sider. '.repeat(120)}${'x'.repeat(400)} slutt`
    const { pages, text } = await read([
      { kind: 'words', words },
      { kind: 'table', header: ['A', 'B'], rows: [['kort', words]] },
    ])
    expect(pages.length).toBeGreaterThan(3)
    const whole = squeezed(pages.join('').replace(/FJ-1001\s*Side \d+ av \d+/g, ''))
    expect(whole.split(squeezed(words))).toHaveLength(3)
    expect(text).toContain(`Side 1 av ${pages.length}`)
  })

  test('keeps the lines of whoever wrote it', async () => {
    const { text } = await read([{ kind: 'words', words: 'Først\n\nSå\r\nTil slutt' }])
    expect(text).toMatch(/Først\n+Så\n+Til slutt/)
  })

  test('in a letter that no font has, is a sign that says so, and said at the end; elsewhere that is not said', async () => {
    const { text } = await read([{ kind: 'words', words: 'navn: 漢' }])
    expect(text).toContain('navn: �')
    expect(text).toContain('Et tegn kan ikke vises.')
    expect((await read([{ kind: 'words', words: 'navn' }])).text).not.toContain('Et tegn')
  })

  test('in Arabic is joined, ordered and turned, with numbers and names inside it as they are read', async () => {
    const words = 'الطفل يحب المدرسة'
    const { text, bytes } = await read([{ kind: 'words', words }])
    for (const word of words.split(' ')) expect(squeezed(text)).toContain(word)
    expect(bytes).toContain('Vazirmatn')
    const mixed = await read([{ kind: 'words', words: 'قال Ingrid Lunde إن الرقم 12345678 صحيح ٢٠٢٦' }])
    for (const part of ['Ingrid Lunde', '12345678', '٢٠٢٦', 'صحيح', 'الرقم']) expect(mixed.text).toContain(part)
  })
})

describe('the file', () => {
  const parts: Part[] = [
    { kind: 'heading', level: 1, text: 'Stafettlogg FJ-1001' },
    { kind: 'text', text: 'Om loggen' },
    { kind: 'facts', facts: [{ label: 'Stafettholder', value: 'Ingrid' }] },
    { kind: 'heading', level: 2, text: 'Mål' },
    { kind: 'words', label: 'Mål', words: 'Trives' },
    { kind: 'list', items: [{ text: 'En', subtle: 'mer' }] },
    { kind: 'page' },
    { kind: 'heading', level: 2, text: 'Lest' },
    { kind: 'table', header: ['Dag', 'Hvem'], rows: [['1. des.', 'Ingrid']] },
  ]

  test('says of everything in it what it is', async () => {
    const { tags } = await read(parts)
    expect(tags).toEqual([
      ...['H1', 'P', 'Table', 'Table/TR', 'Table/TR/TH', 'Table/TR/TD'],
      ...['H2', 'Div', 'Div/P', 'Div/P', 'L', 'L/LI', 'L/LI/Lbl', 'L/LI/LBody', 'L/LI/LBody/P', 'L/LI/LBody/P'],
      ...['H2', 'Table', 'Table/TR', 'Table/TR/TH', 'Table/TR/TH', 'Table/TR', 'Table/TR/TD', 'Table/TR/TD'],
    ])
  })

  test('says which way each head of a table goes, its language, its form for keeping, and a title that tells nothing', async () => {
    const { bytes, info, pages } = await read(parts, { lang: 'nn' })
    expect(bytes.match(/\/Scope \/Column/g)).toHaveLength(2)
    expect(bytes.match(/\/Scope \/Row/g)).toHaveLength(1)
    expect(info).toMatchObject({ Title: 'FJ-1001', Language: 'nn', PDFFormatVersion: '1.4' })
    expect(bytes).toContain('<pdfaid:part>1</pdfaid:part>')
    expect(bytes).toContain('<pdfaid:conformance>B</pdfaid:conformance>')
    expect(bytes).toContain('/DisplayDocTitle true')
    expect(pages).toHaveLength(2)
  })

  test('embeds every font it uses', async () => {
    const { bytes } = await read([...parts, { kind: 'words', words: written.join(' ') }])
    const fonts = bytes.match(/\/Type \/FontDescriptor/g) ?? []
    expect(fonts.length).toBeGreaterThan(4)
    expect(bytes.match(/\/FontFile2/g)).toHaveLength(fonts.length)
    expect(bytes).not.toContain('Helvetica')
  })

  test('is the same bytes for the same copy', async () => {
    const [first, second] = [await drawPdf(documentOf(parts)), await drawPdf(documentOf(parts))]
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true)
    const later = await drawPdf(documentOf(parts, { made: '2026-12-02T08:00:00.000Z' }))
    expect(Buffer.from(first).equals(Buffer.from(later))).toBe(false)
  })

  test('begins lines on the right where its language does', async () => {
    const arabic = await drawPdf(documentOf([{ kind: 'heading', level: 1, text: 'السجل' }], { lang: 'ar', dir: 'rtl' }))
    const { bytes } = await readPdf(arabic)
    const [, x] = /1 0 0 1 ([\d.]+) [\d.]+ Tm/.exec(bytes) ?? []
    expect(Number(x)).toBeGreaterThan(400)
  })
})
