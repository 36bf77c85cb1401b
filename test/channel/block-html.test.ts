/** A form drawn as HTML: each question can be answered, whatever else is chosen. */
import { expect, test } from 'vitest'
import { blocksHtml } from '../../src/slack/block-html.ts'
import { readBlocks } from '../../src/slack/blocks.ts'

const question = (label: string) => ({
  type: 'input',
  block_id: label,
  label: { type: 'plain_text', text: label },
  element: {
    type: 'radio_buttons',
    action_id: 'choice',
    options: ['a', 'b'].map((value) => ({ value, text: { type: 'plain_text', text: value } })),
  },
})

test('the answers to one question are apart from those to another', () => {
  const page = blocksHtml(readBlocks([question('Hvor mange?'), question('Hvem?')]))
  const groups = [...page.matchAll(/type="radio" name="([^"]*)"/g)].map(([, name]) => name)
  expect(groups).toEqual(['Hvor mange?', 'Hvor mange?', 'Hvem?', 'Hvem?'])
})
