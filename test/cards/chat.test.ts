/** What of every card may stand in a message: no typed word, no service, topic or place, and a way to the rest. */
import { describe, expect, it } from 'vitest'
import { type Block, type Button, languages } from '../../cards/card.ts'
import { samples } from '../../cards/index.ts'
import { unveiled, veiled } from '../../cards/parts/chat.ts'
import { isMore } from '../../cards/parts/offer.ts'
import { fjordvik, typedNames, type Words } from '../../cards/samples/fjordvik.ts'
import { wording } from '../../src/wording/index.ts'

const opens: Button = { kind: 'open', label: 'Åpne', action: 'show.case', data: { case: 'case_sample' } }
const secret = (name: string) => `hemmelig-${name}`

/** With words that stand nowhere else. */
function marked(words: Words): Words {
  const typed = Object.fromEntries(typedNames.map((name) => [name, secret(name)]))
  return {
    ...words,
    ...typed,
    topics: [secret('topic-1'), secret('topic-2')],
    school: secret('school'),
    health: secret('health'),
    adviser: secret('adviser'),
    arena: secret('arena'),
    reason: secret('reason'),
  }
}

const cases = samples.flatMap((sample) => languages.map((lang) => ({ ...sample, lang })))

describe('of a card', () => {
  it.each(cases)('$card $name ($lang) a message shows nothing of what a case holds', ({ draw, lang }) => {
    const say = wording(lang)
    const whole = draw(say, marked(fjordvik(say)))
    const card = veiled(whole, opens, 'window')
    expect(JSON.stringify(card)).not.toContain('hemmelig')
    const isWhole = card.blocks.length === whole.blocks.length && !JSON.stringify(whole).includes('hemmelig')
    if (!isWhole) expect(card.buttons[0]).toEqual(opens)
    expect(card.buttons.filter((one) => !isMore(one)).length).toBeLessThanOrEqual(4)
    expect(card.buttons.filter(isMore).length).toBeLessThanOrEqual(1)
    expect(card.title).not.toBe('')
  })

  it('that is nobody’s secret everything stays', () => {
    const say = wording('nb')
    const help = samples.find(({ card }) => card === 'help')?.draw(say)
    if (!help) throw new Error('no sample')
    expect(veiled(help, opens, 'window')).toEqual({ ...help, opensIn: 'window' })
  })

  it('facts are left out one by one, and buttons that lead to content open a window', () => {
    const block: Block = {
      kind: 'facts',
      facts: [
        { label: 'Neste dato', value: 'i dag', discreet: true },
        { label: 'Gjelder', value: 'M.', typed: true },
      ],
    }
    const plan: Button = { kind: 'press', label: 'Plan', action: 'show.plan', data: {} }
    const lang: Button = { kind: 'press', label: 'Nynorsk', action: 'set.lang', data: {} }
    const card = { name: 'a', lang: 'nb', title: 'T', summary: 'S', blocks: [block], buttons: [plan, lang] } as const
    const whole = { ...card, blocks: [block], buttons: [plan, lang] }
    expect(veiled(whole, opens, 'window')).toMatchObject({
      blocks: [{ facts: [{ label: 'Neste dato' }] }],
      buttons: [opens, { ...plan, kind: 'open' }, lang],
      opensIn: 'window',
    })
    expect(veiled(whole, opens, 'place').buttons).toEqual([opens, plan, lang])
    expect(unveiled(whole)).toEqual({ ...whole, opensIn: 'place' })
  })

  it('a form leaves nothing but the button that opens it', () => {
    const field: Block = { kind: 'short', id: 'text', label: 'Tekst', maxLength: 9, value: 'hemmelig' }
    const send: Button = { kind: 'press', label: 'Lagre', action: 'note.add', data: { prefill: 'hemmelig' } }
    const form = { name: 'form', lang: 'nb' as const, title: 'T', summary: 'S', blocks: [field], buttons: [send] }
    expect(veiled(form, opens, 'window')).toMatchObject({ blocks: [], buttons: [opens] })
  })
})
