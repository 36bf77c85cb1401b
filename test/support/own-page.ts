/** What people do on a page of our own: it answers the asker alone, and nothing is ever delivered to it. */
import type { Card, Cell } from '../../cards/card.ts'
import { cellText } from '../../cards/card.ts'
import type { Answer } from '../../src/ports.ts'
import { accountOf, cardOf, type Name, type Texts, type Town } from './town.ts'

let deliveries = 0

function on(name: Name) {
  deliveries += 1
  const asked = { delivery: `page ${deliveries}`, account: accountOf(name) }
  return { ...asked, from: 'window', place: null, personal: true } as const
}

/** What a press there is answered with. */
export function pressOnPage(town: Town, name: Name, action: string, data: Texts = {}): Promise<Answer> {
  return town.ask({ ...on(name), kind: 'press', action, data, fields: {} })
}

export function writeOnPage(town: Town, name: Name, text: string): Promise<Answer> {
  return town.ask({ ...on(name), kind: 'write', text })
}

/** The card that it shows. */
export async function onPage(town: Town, name: Name, action: string, data: Texts = {}): Promise<Card> {
  return cardOf(await pressOnPage(town, name, action, data))
}

/** The rows of the first table of a card, each cell with what stands under it. */
export function tableOf({ blocks }: Card): string[][] {
  const table = blocks.find((block) => block.kind === 'table')
  return table?.kind === 'table' ? table.rows.map((row) => row.map(whole)) : []
}

function whole(cell: Cell): string {
  return typeof cell !== 'string' && cell.subtle !== undefined ? `${cell.text} · ${cell.subtle}` : cellText(cell)
}
