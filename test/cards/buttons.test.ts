/** No card asks its reader to choose among more than can be taken in: four buttons, and the way to everything else. */
import { expect, test } from 'vitest'
import type { Button, Card } from '../../cards/card.ts'
import { samples } from '../../cards/index.ts'
import { veiled } from '../../cards/parts/chat.ts'
import { answered } from '../../cards/parts/lead-on.ts'
import { isMore, mostBelow } from '../../cards/parts/offer.ts'
import { fjordvik } from '../../cards/samples/fjordvik.ts'
import { wording } from '../../src/wording/index.ts'

const say = wording('nb')
const whole: Button = { kind: 'open', label: 'Vis hele', action: 'show.sent', data: { back: 'proposal|p' } }
const ways: Button[] = ['meeting.hold', 'measure.evaluate', 'show.case'].map((action) => {
  return { kind: 'open', label: action, action, data: {} }
})

function tooMany({ buttons }: Card): string[] {
  const others = buttons.filter((one) => !isMore(one))
  return others.length > mostBelow || buttons.length > others.length + 1 ? buttons.map(({ label }) => label) : []
}

test.each(samples.map((sample) => [`${sample.card} ${sample.name}`, sample] as const))('%s', (_, { draw }) => {
  const card = draw(say, fjordvik(say))
  expect(tooMany(card)).toEqual([])
  // As it stands in a message, with a way to the rest of it, and as the answer to something that was done.
  expect(tooMany(veiled(card, whole, 'window'))).toEqual([])
  expect(tooMany(answered(card, { saved: 'Lagret.', next: null, ways }))).toEqual([])
})
