/**
 * Fits what people may have written at any length into what Slack takes: long texts in pieces, and a card that is too
 * much for its surface up to where it has room. Never cuts a character that people see as one.
 */
import type { types } from '@slack/bolt'
import { limits, sizeOf } from './limits.ts'

/** The text in pieces of at most so many characters, each ending with a line or a word where it can; together they are the text. */
export function pieces(text: string, most: number): string[] {
  const found: string[] = []
  let rest = text
  while (rest.length > most) {
    const end = endOf(rest, most)
    found.push(rest.slice(0, end))
    rest = rest.slice(end)
  }
  return rest === '' ? found : [...found, rest]
}

/** The text, or its beginning with an ellipsis where it is longer than that: up to the end of a word, where there is one. */
export function beginning(text: string, most: number): string {
  if (text.length <= most) return text
  const word = text.lastIndexOf(' ', most - 1)
  return `${text.slice(0, word >= most / 2 ? word : boundary(text, most - 1)).trimEnd()}…`
}

/**
 * The blocks where they have room, otherwise the first of them with `note` in the place of the rest, and of a table its
 * first rows. Fields always stay.
 */
export function fitting(
  body: types.KnownBlock[],
  tail: types.KnownBlock[],
  room: { blocks: number; size: number },
  note: types.KnownBlock[],
): types.KnownBlock[] {
  const isLong = body.some((block) => rowsLeft(block) > 0)
  if (!isLong && fits([...body, ...tail], room)) return [...body, ...tail]
  const fields = body.filter(isField)
  const kept = { blocks: fields.length, size: sizeOf(fields) }
  const end = { blocks: tail.length + note.length, size: sizeOf(tail) + sizeOf(note) }
  let left = { blocks: room.blocks - kept.blocks - end.blocks, size: room.size - kept.size - end.size }
  let full = false
  const shown = body.flatMap((block) => {
    if (isField(block)) return [block]
    if (full) return []
    const kept = left.blocks > 0 ? firstOf(block, left.size) : null
    full = kept !== block
    if (kept === null) return []
    left = { blocks: left.blocks - 1, size: left.size - sizeOf([kept]) }
    return [kept]
  })
  return [...shown, ...note, ...tail]
}

/** The block where it has room, of a table what of it has, otherwise null. */
function firstOf(block: types.KnownBlock, room: number): types.KnownBlock | null {
  if (block.type !== 'data_table') return sizeOf([block]) <= room ? block : null
  const rows = block.rows.slice(0, limits.tableRows + 1)
  let over = sizeOf([{ ...block, rows }]) - room
  while (rows.length > 1 && over > 0) over -= JSON.stringify(rows.pop()).length + 1
  if (rows.length < 2) return null
  return rows.length === block.rows.length ? block : { ...block, rows }
}

function rowsLeft(block: types.KnownBlock): number {
  return block.type === 'data_table' ? block.rows.length - 1 - limits.tableRows : 0
}

/** How much a message, or a modal or Home, holds. */
export const rooms = {
  message: { blocks: limits.messageBlocks, size: limits.messageSize },
  view: { blocks: limits.viewBlocks, size: limits.viewSize },
}

function fits(blocks: types.KnownBlock[], room: { blocks: number; size: number }): boolean {
  return blocks.length <= room.blocks && sizeOf(blocks) <= room.size
}

function isField({ type }: types.KnownBlock): boolean {
  return type === 'input'
}

/** After the last line end or space of the second half, where there is one. */
function endOf(text: string, most: number): number {
  const head = text.slice(0, most)
  const ends = [head.lastIndexOf('\n'), head.lastIndexOf(' ')]
  return (ends.find((end) => end >= most / 2) ?? boundary(text, most) - 1) + 1
}

/** The last place at or before `at` that is not inside a character; one longer than all of that is cut, but no code point. */
function boundary(text: string, at: number): number {
  return segmenter.segment(text).containing(at)?.index || (/[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at)
}

const segmenter = new Intl.Segmenter()
