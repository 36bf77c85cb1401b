/** What a card says, as parts of a copy: to the letter, and without anything that could be pressed or filled in. */
import { type Block, cellText, type Paragraph } from '../../cards/card.ts'
import type { Part } from './document.ts'

/** `level`: of the headings among them. */
export function partsOf(blocks: Block[], level: 2 | 3 = 2): Part[] {
  return blocks.flatMap((block) => partOf(block, level))
}

function partOf(block: Block, level: 2 | 3): Part[] {
  switch (block.kind) {
    case 'heading':
      return [{ kind: 'heading', text: block.text, level }]
    case 'text':
      return [{ kind: 'text', text: block.text, ...(block.subtle ? { subtle: true } : {}) }]
    case 'notice':
      return [{ kind: 'text', text: block.text }]
    case 'words':
      return [wordsOf(block)]
    case 'facts':
      return [{ kind: 'facts', facts: block.facts.map(factOf) }]
    case 'list':
      return [{ kind: 'list', items: block.items.map(({ text, subtle }) => itemOf(text, subtle)) }]
    case 'table':
      return block.rows.length === 0 ? [{ kind: 'text', text: block.empty }] : [tableOf(block)]
    case 'row':
      return [{ kind: 'list', items: [itemOf([block.text, block.words].filter(Boolean).join(' '), block.subtle)] }]
    case 'paragraphs':
      return block.parts.map(paragraphOf)
    case 'link':
      return [{ kind: 'text', text: `${block.text} (${block.to})` }]
    case 'chart':
      return [
        { kind: 'heading', text: block.title, level },
        { kind: 'table', header: [block.of, block.unit], rows: block.bars.map(({ label, told }) => [label, told]) },
      ]
    // Of a page that is read on paper nothing is pressed, and nothing is filled in.
    default:
      return []
  }
}

function wordsOf({ label, words, lang }: Extract<Block, { kind: 'words' }>): Part {
  return { kind: 'words', words, ...(label === undefined ? {} : { label }), ...(lang === undefined ? {} : { lang }) }
}

function factOf({ label, value, lang }: Extract<Block, { kind: 'facts' }>['facts'][number]) {
  return { label, value, ...(lang === undefined ? {} : { lang }) }
}

function itemOf(text: string, subtle: string | undefined) {
  return { text, ...(subtle === undefined ? {} : { subtle }) }
}

function tableOf({ header, rows }: Extract<Block, { kind: 'table' }>): Part {
  const cells = rows.map((row) =>
    row.map((cell) => {
      const second = typeof cell === 'string' ? undefined : cell.subtle
      return second === undefined ? cellText(cell) : `${cellText(cell)}\n${second}`
    }),
  )
  return { kind: 'table', header: header.map(cellText), rows: cells }
}

function paragraphOf(part: Paragraph): Part {
  switch (part.kind) {
    case 'heading':
      return { kind: 'heading', text: part.text, level: 3 }
    case 'text':
      return { kind: 'text', text: part.text }
    case 'list':
      return { kind: 'list', items: part.items.map((text) => ({ text })) }
  }
}
