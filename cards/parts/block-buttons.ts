/** The buttons that stand inside a block, wherever in it: to be found, and to be led elsewhere. */
import type { Block, Button } from '../card.ts'

export function buttonsIn(block: Block): Button[] {
  switch (block.kind) {
    case 'row':
      return [block.button]
    case 'ways':
      return block.ways.map(({ button }) => button)
    case 'table':
      return [...block.header, ...block.rows.flat()].flatMap((cell) =>
        typeof cell === 'string' || !cell.button ? [] : [cell.button],
      )
    default:
      return []
  }
}

/** The same block with each of its buttons as `change` makes it. */
export function withButtons(block: Block, change: (button: Button) => Button): Block {
  switch (block.kind) {
    case 'row':
      return { ...block, button: change(block.button) }
    case 'ways':
      return { ...block, ways: block.ways.map((way) => ({ ...way, button: change(way.button) })) }
    case 'table': {
      const header = block.header.map((one) => changed(one, change))
      return { ...block, header, rows: block.rows.map((row) => row.map((cell) => changed(cell, change))) }
    }
    default:
      return block
  }
}

function changed<T extends object & { button?: Button }>(cell: string | T, change: (button: Button) => Button) {
  return typeof cell === 'string' || !cell.button ? cell : { ...cell, button: change(cell.button) }
}
