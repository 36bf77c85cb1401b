/** The cards the channel contract is told with. */

import type { Block, Button, Card } from '../../cards/card.ts'
import { unveiled } from '../../cards/parts/chat.ts'
import type { Answer } from '../../src/ports.ts'

export const button = (more: Partial<Button> = {}): Button => {
  return { kind: 'press', label: 'Godta', action: 'handover.accept', data: { case: 'case_1' }, ...more }
}

export const card = (blocks: Block[] = [], buttons: Button[] = [button()]): Card => {
  return { name: 'case-summary', lang: 'nb', title: 'Sak FJ-7', summary: 'Noe venter på deg i FJ-7', blocks, buttons }
}

export const form = card([
  { kind: 'long', id: 'note', label: 'Notat', maxLength: 3000, required: true, value: 'halvferdig' },
])

/** An answer with all of a card, in a message as in a window. */
export function cardAnswer(one: Card): Answer {
  return { kind: 'card', card: one, chat: unveiled(one) }
}

export function formAnswer(one: Card): Answer {
  return { kind: 'form', card: one, chat: unveiled(one) }
}

const instead = card([{ kind: 'text', text: 'Filen ligger på siden din.' }], [])
/** An answer with a file, and what is said where there is no place for it. */
export const fileAnswer: Answer = {
  kind: 'file',
  file: { name: 'saker.csv', mediaType: 'text/csv', bytes: new TextEncoder().encode('sak;nivå') },
  card: instead,
  chat: unveiled(instead),
}

/** Words that mean something to one channel or another, and must stay what was typed. */
export const hostile = [
  '**ikke fet** _ikke skrå_ ~~ikke strøket~~ `kode`',
  '[trykk her](https://evil.example)',
  '{{DATE(2026-01-01T00:00:00Z)}} $name',
  '<!channel> <@U123> <at>Kari</at> @here',
  '<script>alert(1)</script> &amp; &lt;b&gt;',
  'שלום \u202e omvendt 👩‍👧‍👦',
  '1. desember\n- punkt\n# ikke overskrift',
]

/** What is left of a message picked for a stafettlogg, whatever markup it is told of with. */
export const pickedText = 'Avtalt med Tor & PPT:\nmøte'
