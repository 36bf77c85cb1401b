/**
 * Fits a card that is too much for Teams up to where it has room, with a sentence in the place of the rest. Fields
 * always stay: without them nobody could go on.
 */
import type { Element } from './element.ts'

/** The elements, of at most so many bytes as JSON, or the first of them with `note` at the end; of a table its first rows. */
export function fitting(body: Element[], room: number, note: Element[]): Element[] {
  if (sizeOf(body) <= room) return body
  let left = room - sizeOf([...body.filter(isField), ...note])
  let full = false
  const shown = body.flatMap((element) => {
    if (isField(element)) return [element]
    if (full) return []
    const rest = left - sizeOf(element)
    full = rest < 0
    const kept = full ? beginningOf(element, left) : element
    left = rest
    return kept === null ? [] : [kept]
  })
  return [...shown, ...note]
}

/** The text, or its beginning with an ellipsis where it is longer than that: up to the end of a word, where there is one. */
export function beginning(text: string, most: number): string {
  if (text.length <= most) return text
  const word = text.lastIndexOf(' ', most - 1)
  const end = word >= most / 2 ? word : (segmenter.segment(text).containing(most - 1)?.index ?? 0)
  return `${text.slice(0, end).trimEnd()}…`
}

const segmenter = new Intl.Segmenter()

/** Of a table, as many rows as have room below its header; of anything else nothing. */
function beginningOf(element: Element, room: number): Element | null {
  if (!Array.isArray(element.rows)) return null
  const rows: unknown[] = [...element.rows]
  let over = sizeOf(element) - room
  while (rows.length > 1 && over > 0) over -= sizeOf(rows.pop())
  return rows.length > 1 ? { ...element, rows } : null
}

function isField({ type }: Element): boolean {
  return typeof type === 'string' && type.startsWith('Input.')
}

/** Bytes as JSON, with the sign that stands before the next. */
function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value)) + 1
}
