/** A proposal that can't be approved as it stands says so where it is first read, and names nobody there. */
import { expect, test } from 'vitest'
import { samples } from '../../cards/index.ts'
import { veiled } from '../../cards/parts/chat.ts'
import { fjordvik } from '../../cards/samples/fjordvik.ts'
import { wording } from '../../src/wording/index.ts'

const say = wording('nb')
const words = fjordvik(say)

function inMessage(name: string): string {
  const found = samples.find((one) => one.card === 'proposal' && one.name === name)
  if (!found) throw new Error(`there is no sample ${name}`)
  return JSON.stringify(veiled(found.draw(say, words), null, 'window').blocks)
}

test.each([
  ['missing', 'Et samtykke mangler. Forslaget kan godkjennes når det er på plass.'],
  ['refused', 'Familien har ikke sagt ja til alt i forslaget.'],
])('%s: in a message, without the service', (name, why) => {
  expect(inMessage(name)).toContain(why)
  expect(inMessage(name).toLowerCase()).not.toContain(words.adviser.toLowerCase())
})

test('one that can be approved says nothing of the kind', () => {
  expect(inMessage('open')).not.toMatch(/mangler|ikke sagt ja/)
})
