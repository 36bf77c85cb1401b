/** The channel contract, last part: whatever a card holds, the service takes it. */
import { expect } from 'vitest'
import { languages } from '../../cards/card.ts'
import { samples } from '../../cards/index.ts'
import { fjordvik } from '../../cards/samples/fjordvik.ts'
import { wording } from '../../src/wording/index.ts'
import { letters, longest } from '../support/longest-words.ts'
import { askedUnless, type Harness } from './contract.ts'

/** Tells that every card there is, with the longest words, keeps within what the channel's service takes. */
export function limited({ lacks, faults }: Harness): void {
  askedUnless(lacks, 'limits')('keeps its limits in every card, in every language, with the longest words', () => {
    const wrong = samples.flatMap((sample) =>
      languages.flatMap((lang) => {
        const drawn = letters.map((letter) =>
          sample.draw(wording(lang), { ...fjordvik(wording(lang)), ...longest(letter) }),
        )
        const found = drawn.flatMap((card) => faults(card, sample.place))
        return found.map((fault) => `${sample.card} ${sample.name} ${lang}: ${fault}`)
      }),
    )
    expect(wrong).toEqual([])
  })
}
