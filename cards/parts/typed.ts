/**
 * What people typed, on its way into a card: to the letter, and never more than a card can carry. Shortens nothing
 * without saying so.
 */
import type { Say } from '../../src/wording/index.ts'
import type { Block } from '../card.ts'

/** Typed words as a block; null says that the person may not read them, or that they no longer exist. */
export function typed(words: string | null, label: string, say: Say): Block {
  return words === null
    ? { kind: 'text', text: say('words.hidden', { label }), subtle: true }
    : { kind: 'words', label, words }
}

/** As `typed`, or nothing where nothing was typed. */
export function typedIfAny(words: string | null, label: string): Block[] {
  return words === null || words === '' ? [] : [{ kind: 'words', label, words }]
}

/** As many of the items, in their order and the first in any case, as have room in so many bytes; and how many were left out. */
export function fitting(items: Block[][], bytes: number): { blocks: Block[]; left: number } {
  const blocks: Block[] = []
  let room = bytes
  for (const [index, item] of items.entries()) {
    room -= weight(item)
    if (room < 0 && index > 0) return { blocks, left: items.length - index }
    blocks.push(...item)
  }
  return { blocks, left: 0 }
}

/** The same on one line, whatever lines it was written in. */
export function beginningOnLine(words: string, characters: number): string {
  return beginning(words.replace(/\s+/g, ' '), characters)
}

/**
 * The beginning of a text, up to the end of a word where there is one, else cut between characters as people see them; with an
 * ellipsis where something is missing.
 */
export function beginning(words: string, characters: number): string {
  // No character is shorter than one unit.
  if (words.length <= characters) return words
  const parts = [...segmenter.segment(words)].map(({ segment }) => segment)
  if (parts.length <= characters) return words
  const word = parts.lastIndexOf(' ', characters)
  return `${parts
    .slice(0, word >= characters / 2 ? word : characters)
    .join('')
    .trimEnd()}…`
}

const segmenter = new Intl.Segmenter()

/** The size in a channel is somewhat more: each block also carries its layout. */
function weight(item: Block[]): number {
  return new TextEncoder().encode(JSON.stringify(item)).length + item.length * layout
}

const layout = 200
