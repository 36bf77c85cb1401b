/** What running text may not look like, whichever card it stands on: nothing in it is cut short, and no name of the model shouts. */
import { expect, it } from 'vitest'
import { type Block, languages } from '../../cards/card.ts'
import { samples } from '../../cards/index.ts'
import { fjordvik } from '../../cards/samples/fjordvik.ts'
import { wording } from '../../src/wording/index.ts'

/** Days as facts, rows and tables write them. */
const short = {
  nb: /(?<!\p{L})(man|tir|ons|tor|fre|lør|søn)\. \d/u,
  nn: /(?<!\p{L})(må|ty|on|to|fr|la|su|må\.|ty\.)\. \d+\. /u,
  en: /(?<!\p{L})(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d/u,
}

/** What is read as sentences: a notice, and a text that ends as one. */
function running(block: Block): string[] {
  if (block.kind === 'notice') return [block.text]
  return block.kind === 'text' && /[.?!]$/.test(block.text) ? [block.text] : []
}

function sentencesIn(lang: (typeof languages)[number]): string[] {
  const say = wording(lang)
  return samples.flatMap(({ draw }) => draw(say, fjordvik(say)).blocks.flatMap(running))
}

it.each(languages)('no sentence cuts a day short: in %s', (lang) => {
  const all = sentencesIn(lang)
  expect(all.filter((text) => short[lang].test(text))).toEqual([])
  // And there are some that name one, or this would prove nothing.
  const whole = { nb: /fredag 20\. november 2026/, nn: /fredag 20\. november 2026/, en: /Friday,? 20 November 2026/ }
  expect(all.filter((text) => whole[lang].test(text)).length).toBeGreaterThan(3)
})

it.each([
  ['nb', /(fra|til|på|for|har valgt) (Nivå|Skole|Skolehelse|Pedagogisk)/],
  ['nn', /(frå|til|på|for|har valt) (Nivå|Skule|Skulehelse|Pedagogisk)/],
  ['en', /(from|to|at|for|chosen) (Level|School|Educational)/],
] as const)('no name of the model has a capital inside a sentence: in %s', (lang, capital) => {
  const all = sentencesIn(lang)
  expect(all.filter((text) => capital.test(text))).toEqual([])
  expect(all.some((text) => / (nivå|level) 2/.test(text))).toBe(true)
})
