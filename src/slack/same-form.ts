/**
 * Whether a form that came back is the one that was sent in, but for what is wrong with its fields: then Slack shows the
 * errors at the fields of the modal as it stands, and nothing typed is touched.
 * https://docs.slack.dev/surfaces/modals#displaying_errors
 */
import { z } from 'zod'
import type { Card, Input } from '../../cards/card.ts'
import type { Phrases } from '../ports.ts'
import { browserBlock, submitOf } from './button.ts'
import { fieldOf } from './fields.ts'
import { unescaped } from './plain-text.ts'
import { renderModal } from './render.ts'
import type { Opened } from './view-metadata.ts'

/** What is wrong, by the block that stands in the modal; null where more than that has changed. */
export function errorsIn(
  card: Card,
  blocks: unknown[],
  opened: Opened,
  phrases: Phrases,
): Record<string, string> | null {
  const errors = card.blocks.flatMap((block) =>
    'id' in block && block.error !== undefined ? [[block.id, block.error]] : [],
  )
  const standing = blocks.filter((block) => blockSchema.parse(block).block_id !== browserBlock).map(shapeOf)
  const asked = renderModal(withoutErrors(card), phrases, '').blocks.map(shapeOf)
  const shown = new Map(inputsOf(blocks).map((block) => [fieldOf(block), block]))
  const isSame = JSON.stringify(standing) === JSON.stringify(asked) && isSentAs(opened, card)
  const canShow = errors.length > 0 && errors.every(([field = '']) => shown.has(field))
  return isSame && canShow ? Object.fromEntries(errors.map(([field = '', error]) => [shown.get(field), error])) : null
}

function inputsOf(blocks: unknown[]): string[] {
  return blocks.flatMap((block) => {
    const { type, block_id } = blockSchema.parse(block)
    return type === 'input' && block_id !== undefined ? [block_id] : []
  })
}

function withoutErrors(card: Card): Card {
  return { ...card, blocks: card.blocks.map((block) => ('id' in block ? withoutError(block) : block)) }
}

function withoutError({ error: _, ...input }: Input): Input {
  return input
}

function isSentAs({ submit }: Opened, card: Card): boolean {
  const button = submitOf(card)
  if (submit === null || button === null || submit.action !== button.action) return false
  const [before, after] = [submit.data, button.data].map((data) => JSON.stringify(Object.entries(data).sort()))
  return before === after
}

const blockSchema = z.looseObject({ type: z.string(), block_id: z.string().optional() })

/** What a block asks and says, without what Slack adds to it and what was typed. */
function shapeOf(block: unknown): { type: string; field: string | null; says: string[] } {
  const { type, block_id } = blockSchema.parse(block)
  return { type, field: type === 'input' ? fieldOf(block_id ?? '') : null, says: saidIn(block) }
}

/** Every text and value in it, in order. Slack gives texts back with its three signs as entities. */
function saidIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(saidIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, inner]) => {
      if (name.startsWith('initial_') || name === 'style') return []
      if ((name === 'text' || name === 'value') && typeof inner === 'string') return [unescaped(inner)]
      return saidIn(inner)
    })
}
