/** By its title each kind of card is told apart at a glance; and it fits where a channel has the least room for it. */
import { describe, expect, it } from 'vitest'
import { type Card, languages, titled } from '../../cards/card.ts'
import { samples } from '../../cards/index.ts'
import { sections } from '../../cards/parts/plan-items.ts'
import { limits } from '../../src/slack/limits.ts'
import { renderModal } from '../../src/slack/render.ts'
import { answerInDialog } from '../../src/teams/answer.ts'
import { wording } from '../../src/wording/index.ts'
import { phrasesIn } from '../../src/wording/phrases.ts'

const drawn = samples.flatMap(({ draw }) => languages.map((lang) => draw(wording(lang))))
const sign = /^\p{Extended_Pictographic} (?=\p{L})/u

const modal = (card: Card) => renderModal(card, phrasesIn(card.lang), '')
const called = ({ name, lang, title }: Card) => `${name} ${lang}: ${title}`

describe('the title of every card', () => {
  it('begins with one sign, which its summary does not say', () => {
    expect(drawn.filter((card) => !sign.test(titled(card))).map(called)).toEqual([])
    expect(drawn.filter(({ title }) => sign.test(title)).map(called)).toEqual([])
    expect(drawn.filter(({ summary }) => /\p{Extended_Pictographic}/u.test(summary)).map(called)).toEqual([])
  })

  it('has the same sign for the same card, whatever it says and in whichever language', () => {
    for (const { card } of samples) {
      const signs = drawn.filter(({ name }) => name === card).map((one) => titled(one).split(' ')[0])
      expect(new Set(signs).size, card).toBe(1)
    }
  })

  it('has another sign than what is of another kind', () => {
    const kinds = ['case-summary', 'case-plan', 'case-menu', 'reminder', 'breach', 'proposal', 'hand-over', 'mine']
    const signs = [...kinds, 'anonymous-question', 'form'].map((name) => titled({ name, title: '' }))
    expect(new Set(signs).size).toBe(signs.length)
  })

  it('stands whole in the head of a window, and so not again below', () => {
    const cut = drawn.filter((card) => modal(card).title.text !== titled(card))
    expect(cut.map(called)).toEqual([])
    const twice = drawn.filter((card) => JSON.stringify(modal(card).blocks[0] ?? '').includes(titled(card)))
    expect(twice.map(called)).toEqual([])
  })
})

describe('a title that no sample has', () => {
  it.each(languages)('fits too: those of the parts of a plan (%s)', (lang) => {
    const say = wording(lang)
    const titles = sections.map((one) => say('plan.title.section', { ref: 'FJ-1001', section: say(`plan.${one}`) }))
    const long = titles.filter((title) => titled({ name: 'case-plan', title }).length > limits.viewTitle)
    expect(long).toEqual([])
  })

  it('is cut at a word where it can’t be shorter', () => {
    const title = 'Hei, Ingrid Margrethe Vestre-Fjordvik'
    const long = { name: 'help', lang: 'nb', title, summary: 'Hei', blocks: [], buttons: [] } satisfies Card
    expect(modal(long).title.text).toBe('👋 Hei, Ingrid…')
    const dialog = answerInDialog(
      { kind: 'card', card: { ...long, title: `${title} og ${title}` }, chat: { ...long, opensIn: 'window' } },
      phrasesIn,
    )
    expect(JSON.stringify(dialog)).toContain('"👋 Hei, Ingrid Margrethe Vestre-Fjordvik og Hei, Ingrid…"')
  })
})
