/**
 * What a notification or a channel shows of a card. A summary may name staff, level, reference, days and what is wanted; never
 * what anybody typed, a child's name or initials among it, a service, a topic, or a place of a measure.
 */
import { describe, expect, it } from 'vitest'
import { type Card, languages } from '../../cards/card.ts'
import { samples } from '../../cards/index.ts'
import { isMore } from '../../cards/parts/offer.ts'
import { fjordvik, holder, leader, nurse, ref, typedNames, type Words } from '../../cards/samples/fjordvik.ts'
import { wording } from '../../src/wording/index.ts'

/** Fjordvik with words that would stand out anywhere. */
function marked(lang: (typeof languages)[number]): Words {
  const typed = Object.fromEntries(typedNames.map((name) => [name, `typed-${name}`]))
  const services = { school: 'service-a', health: 'service-b', adviser: 'service-c' }
  const model = { topics: ['topic-a', 'topic-b'] as [string, string], arena: 'arena-a' }
  return { ...fjordvik(wording(lang)), ...typed, ...services, ...model }
}

const drawn = samples.flatMap((sample) =>
  languages.map((lang) => ({ ...sample, lang, card: sample.draw(wording(lang), marked(lang)) })),
)
/** What somebody typed, which the initials of the child and what a measure is are, and what the model names a family by. */
const telling = /typed-|service-|topic-|arena-/
const called = (card: Card) => `${card.name}.${card.lang}`

describe('every card', () => {
  it('has a summary without anything typed, a service, a topic or a place', () => {
    expect(drawn.filter(({ card }) => telling.test(card.summary)).map(({ card }) => called(card))).toEqual([])
  })

  it('would be found out by each of these words, since some card says it', () => {
    const { topics, arena, school, health, adviser, ...words } = marked('nb')
    const said = JSON.stringify(drawn.map(({ card }) => card.blocks))
    for (const word of [...topics, arena, school, health, adviser, ...typedNames.map((name) => words[name])])
      expect(said).toContain(word)
  })

  it('has a title of neutral words, but for the greeting', () => {
    const wrong = drawn.filter(({ card }) => card.name !== 'help' && (telling.test(card.title) || namesIn(card.title)))
    expect(wrong.map(({ card }) => called(card))).toEqual([])
  })

  it('has at most four buttons and the way to everything else, each with words', () => {
    for (const { card } of drawn) {
      expect(card.buttons.filter((one) => !isMore(one)).length, called(card)).toBeLessThanOrEqual(4)
      expect(card.buttons.filter(isMore).length, called(card)).toBeLessThanOrEqual(1)
      for (const { label } of card.buttons) expect(label.trim(), called(card)).not.toBe('')
    }
  })

  it('says who can read it in its own language', () => {
    for (const { card, lang } of drawn) expect(card.lang).toBe(lang)
  })
})

describe('a card that everybody in a channel sees', () => {
  const shared = drawn.filter(({ place }) => place === 'shared')

  it('is one of these', () => {
    const names = new Set(shared.map(({ card }) => card.name))
    expect([...names].sort()).toEqual([
      'case-here',
      'help',
      'new-concern-start',
      'overview',
      'thread-line',
      'thread-root',
    ])
  })

  it('carries nothing that anybody typed, no service, no topic and no place', () => {
    for (const { card } of shared) {
      expect(JSON.stringify(card), called(card)).not.toMatch(telling)
      expect(card.blocks.filter(({ kind }) => kind === 'words')).toEqual([])
    }
  })

  it('asks for nothing to be typed in front of everybody', () => {
    for (const { card } of shared) expect(card.blocks.filter((block) => 'id' in block)).toEqual([])
  })
})

describe("a colleague's anonymous question", () => {
  it('names nobody, no case and no service, also when it is answered', () => {
    const questions = drawn.filter(({ card }) => card.name === 'anonymous-question')
    expect(questions).toHaveLength(6)
    for (const { card } of questions) {
      const said = JSON.stringify({ ...card, buttons: card.buttons.map(({ label }) => label) })
      expect(said).not.toContain(ref)
      expect(said).not.toContain('service-')
      expect(namesIn(said)).toBe(false)
    }
  })
})

describe('help on the duty to report', () => {
  it('has no button, so that nobody can learn that it was opened', () => {
    for (const { card } of drawn.filter(({ card }) => card.name === 'duty-to-report')) expect(card.buttons).toEqual([])
  })

  it.each([
    ['nb', 'kontakter vi ikke foreldrene først'],
    ['nn', 'kontaktar vi ikkje foreldra først'],
    ['en', 'parents are not contacted first'],
  ] as const)('begins in %s with what matters most', (lang, text) => {
    const card = drawn.find((one) => one.card.name === 'duty-to-report' && one.lang === lang)?.card
    expect(card?.blocks[0]).toMatchObject({ kind: 'notice', text: expect.stringContaining(text) })
  })
})

function namesIn(text: string): boolean {
  return [holder, leader, nurse].some((name) => text.includes(name))
}
