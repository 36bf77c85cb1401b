/** What of a card may stand in a message: everything, or only what is discreet, with a button that opens the rest. Adds no words. */
import type { Block, Button, Card, Cell, ChatCard } from '../card.ts'
import { withButtons } from './block-buttons.ts'
import { isContent, isMore, mostBelow } from './offer.ts'

/** All of it, for a chat in which the municipality wants content to stand. */
export function unveiled(card: Card): ChatCard {
  return { ...card, opensIn: 'place' }
}

/**
 * What is discreet. Where anything was left out, `opens` comes first among the buttons and leads to the whole card; a form
 * has no other. In a window, so does every button that leads to content.
 */
export function veiled(card: Card, opens: Button | null, opensIn: ChatCard['opensIn']): ChatCard {
  const blocks = card.blocks.flatMap(discreetPart)
  const isWhole = isDiscreet(card)
  const asks = card.blocks.some((block) => 'id' in block && !block.discreet)
  const own = asks ? [] : card.buttons
  const rest = isWhole || opens === null ? own : [opens, ...own.filter((one) => !isSame(one, opens))]
  const kept = [...rest.filter((one) => !isMore(one)).slice(0, mostBelow), ...rest.filter(isMore)]
  const buttons = kept.map((button) => leading(button, opensIn))
  return { ...card, blocks: blocks.map((block) => ledOn(block, opensIn)), buttons, opensIn }
}

/** Whether nothing of it would be left out. */
export function isDiscreet({ blocks }: Card): boolean {
  return blocks.every((block) => discreetPart(block)[0] === block)
}

/** The same block where nothing of it is left out. */
function discreetPart(block: Block): Block[] {
  if (block.discreet) return [wordless(block)]
  if (block.kind !== 'facts') return []
  const facts = block.facts.filter(({ discreet }) => discreet)
  if (facts.length === block.facts.length) return facts.length > 0 ? [block] : []
  return facts.length > 0 ? [{ ...block, facts }] : []
}

/** A row of a list stays, without what was typed of it; of a table, each cell that was not typed. */
function wordless(block: Block): Block {
  if (block.kind === 'table') return withoutTyped(block)
  if (block.kind !== 'row' || block.words === undefined) return block
  const { words: _, ...rest } = block
  return rest
}

function withoutTyped(table: Extract<Block, { kind: 'table' }>): Block {
  const isTyped = (cell: Cell) => table.typed === true || (typeof cell !== 'string' && cell.typed === true)
  if (!table.rows.some((row) => row.some(isTyped))) return table
  return { ...table, rows: table.rows.map((row) => row.map((cell) => (isTyped(cell) ? '' : cell))) }
}

function ledOn(block: Block, opensIn: ChatCard['opensIn']): Block {
  return withButtons(block, (button) => leading(button, opensIn))
}

function leading(button: Button, opensIn: ChatCard['opensIn']): Button {
  return opensIn === 'window' && isContent(button.action) ? { ...button, kind: 'open' } : button
}

function isSame(one: Button, other: Button): boolean {
  return one.action === other.action && JSON.stringify(one.data) === JSON.stringify(other.data)
}

/** Every block, of a card that holds nothing about a child. */
export function discreet(blocks: Block[]): Block[] {
  return blocks.map((block) => ({ ...block, discreet: true }))
}
