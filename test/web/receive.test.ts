/** What comes back from a page: each button of each card as it was drawn, and nothing from what has another shape. */
import express from 'express'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { type Block, type Button, type Card, languages } from '../../cards/card.ts'
import { pictured } from '../../cards/index.ts'
import { buttonsIn } from '../../cards/parts/block-buttons.ts'
import { familyForms, familyPages } from '../../cards/parts/family-way.ts'
import { addressOf, readOpened, readShown } from '../../src/web/address.ts'
import { listen } from '../../src/web/index.ts'
import { readPress, readSearch, type Sent } from '../../src/web/receive.ts'
import { wording } from '../../src/wording/index.ts'
import { csrf, delivery, drawn, type Element, elementsOf, readHtml, sentBy, textOf } from '../support/page.ts'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

const ids = { csrf: 'a', delivery: 'b' }
const press = (value: unknown) => ({ ...ids, press: JSON.stringify(value) })
const saves = { do: 'press', action: 'note.add', data: { case: 'case_1' } }

/** What an address asks for, read as the routes read it. */
function asked(address: string) {
  const { pathname, searchParams } = new URL(address, 'http://127.0.0.1')
  const [, root, way, name] = pathname.split('/')
  expect(root).toBe('rom')
  return (way === 'vis' ? readShown : readOpened)(name, Object.fromEntries(searchParams), '/rom')
}

function pressedIn(form: Element | undefined, element: Element): Sent | ReturnType<typeof asked> {
  const { href } = element.attributes
  if (href !== undefined) return asked(href)
  return form ? readPress(sentBy(form, element)) : null
}

describe('every button of every card', () => {
  it.each(languages)('comes back as it was drawn: %s', (lang) => {
    for (const { draw } of pictured) {
      const card = draw(wording(lang))
      const read = readHtml(drawn(card))
      const form = elementsOf(read).find(({ tag }) => tag === 'form')
      const elements = elementsOf(read).filter(
        ({ tag, attributes }) =>
          (tag === 'button' && attributes.hidden === undefined) || (tag === 'a' && attributes.href?.startsWith('/')),
      )
      // A table without rows is a sentence, which nobody sorts.
      const shown = card.blocks.filter((block) => block.kind !== 'table' || block.rows.length > 0)
      const buttons = [...shown.flatMap(buttonsIn), ...card.buttons]
      expect(elements, card.name).toHaveLength(buttons.length)
      for (const [index, element] of elements.entries()) {
        const { kind, action, data } = buttons[index] ?? { kind: '', action: '', data: {} }
        const back = pressedIn(form, element)
        // What only shows something is the same asked either way.
        expect(back).toMatchObject(action.startsWith('show.') ? { action, data } : { kind, action, data })
        if (back && 'csrf' in back) expect(back).toMatchObject({ csrf, delivery })
      }
    }
  })

  it('brings the fields of its form as they stand, what is empty among them', () => {
    const choices = [1, 2, 3].map((one) => ({ value: `v${one}`, label: `V${one}` }))
    const blocks: Block[] = [
      { kind: 'short', id: 'short', label: 'a', maxLength: 9, value: 'x "y"' },
      { kind: 'long', id: 'long', label: 'a', maxLength: 9, value: '\nto\nlinjer\n' },
      { kind: 'date', id: 'date', label: 'a', value: '2026-11-26' },
      { kind: 'choice', id: 'radio', label: 'a', choices, value: 'v2' },
      { kind: 'choice', id: 'unchosen', label: 'a', choices },
      { kind: 'choice', id: 'select', label: 'a', choices, value: 'v3', compact: true },
      { kind: 'choices', id: 'some', label: 'a', choices, value: ['v1', 'v3'] },
      { kind: 'choices', id: 'one', label: 'a', choices, value: ['v2'] },
      { kind: 'choices', id: 'none', label: 'a', choices },
      { kind: 'tick', id: 'ticked', label: 'a', value: true },
      { kind: 'tick', id: 'unticked', label: 'a' },
    ]
    const button: Button = { kind: 'press', label: 'Lagre', action: 'note.add', data: { case: 'case_1' } }
    const card: Card = { name: 'form', lang: 'nb', title: 'T', summary: 'S', blocks, buttons: [button] }
    const [form, pressed] = ['form', 'button'].map((name) =>
      elementsOf(readHtml(drawn(card))).find(({ tag, attributes }) => tag === name && attributes.hidden === undefined),
    )
    if (!form || !pressed) throw new Error('no form')
    const again = elementsOf(form).find(({ attributes }) => attributes.name === 'press')
    expect(again && readPress(sentBy(form, again))?.fields).toEqual({
      ...{ short: 'x "y"', long: '\nto\nlinjer\n', date: '2026-11-26', radio: 'v2', unchosen: '', select: 'v3' },
      ...{ some: 'v1,v3', one: 'v2', none: '', ticked: 'true', unticked: 'false' },
    })
  })

  it('is what Enter in a field presses: not one that stands beside its fields', () => {
    const beside: Button = { kind: 'press', label: 'Vis mer', action: 'note.add', data: { fold: 'open' } }
    const [cancel, save] = [
      { kind: 'press', label: 'Avbryt', action: 'form.cancel', data: {}, skipsFields: true } as const,
      { kind: 'press', label: 'Lagre', action: 'note.add', data: {} } as const,
    ]
    const blocks: Block[] = [
      { kind: 'row', text: 'Mer', button: beside },
      { kind: 'short', id: 'a', label: 'A', maxLength: 9 },
    ]
    const card: Card = { name: 'form', lang: 'nb', title: 'T', summary: 'S', blocks, buttons: [cancel, save] }
    const first = elementsOf(readHtml(drawn(card))).find(({ tag }) => tag === 'button')
    expect([first && textOf(first), first?.attributes.hidden]).toEqual(['Lagre', ''])
  })
})

describe('an address', () => {
  const show = (data: Record<string, string>, action = 'show.case', kind: Button['kind'] = 'press') =>
    addressOf({ kind, label: 'x', action, data }, '/rom')

  it('holds ids and codes alone', () => {
    expect(show({ case: 'case_1', back: 'proposal|p', start: '0' })).toBe(
      '/rom/vis/show.case?case=case_1&back=proposal%7Cp&start=0',
    )
    expect(show({ case: 'Mia Lunde' })).toBeNull()
    expect(show({ case: 'mål' })).toBeNull()
    expect(show({ 'to ord': 'a' })).toBeNull()
    expect(show({ prefill: 'Mia' }, 'note.add', 'open')).toBeNull()
    expect(show({ case: 'a'.repeat(201) })).toBeNull()
    expect(show(Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`a${at}`, 'b'])))).toBeNull()
    expect(show(Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`a${at}`, 'b'.repeat(200)])))).toBeNull()
  })

  it('stands for what only shows something, and for a form that is opened', () => {
    expect(show({}, 'show.mine')).toBe('/rom/vis/show.mine')
    expect(show({}, 'note.add', 'open')).toBe('/rom/skjema/note.add')
    const ofFamily = (action: string, kind: Button['kind']) =>
      addressOf({ kind, label: '', action, data: {} }, '/familie')
    for (const action of familyPages) expect(ofFamily(action, 'open')).toBe(`/familie/vis/${action}`)
    for (const action of familyForms) {
      expect(ofFamily(action, 'open')).toBe(`/familie/skjema/${action}`)
      expect(ofFamily(action, 'press')).toBeNull()
    }
    expect([ofFamily('note.add', 'open'), ofFamily('show.mine', 'press')]).toEqual([null, null])
    for (const action of ['note.add', 'set.lang', 'account.pair', 'follow.here', 'form.cancel', '../x', 'show.'])
      expect(show({}, action)).toBeNull()
    expect(show({}, 'set.hours', 'open')).toBeNull()
  })

  it.each(['show.here', 'show.report-help', 'report.record', 'case.shield'])('never names %s', (action) => {
    for (const kind of ['press', 'open'] as const) expect(show({ case: 'case_1' }, action, kind)).toBeNull()
    expect([readShown(action, {}, '/rom'), readOpened(action, {}, '/rom')]).toEqual([null, null])
  })

  it('asks for nothing that changes anything, however it is made', () => {
    for (const action of ['note.add', 'set.lang', 'account.unpair', 'level.decide', 'end.leave', '', 'show', 7, null])
      expect(readShown(action, {}, '/rom')).toBeNull()
    for (const action of ['show.case', 'set.lang', 'end.leave', '', '__proto__', undefined])
      expect(readOpened(action, {}, '/rom')).toBeNull()
    for (const query of [null, 'x', { case: ['a', 'b'] }, { case: { a: 'b' } }, { case: 'to ord' }, { prefill: 'x' }])
      expect(readShown('show.case', query, '/rom')).toBeNull()
    expect(readOpened('note.add', { case: 'case_1' }, '/rom')).toEqual({
      ...{ kind: 'open', action: 'note.add', data: { case: 'case_1' }, fields: {} },
    })
  })
})

describe('a body', () => {
  it.each([
    ['nothing', undefined],
    ['null', null],
    ['text', 'press=1'],
    ['a list', [press(saves)]],
    ['no button', ids],
    ['two buttons', { ...ids, press: [JSON.stringify(saves), JSON.stringify(saves)] }],
    ['a button that is no JSON', { ...ids, press: '{' }],
    ['a button of another kind', press({ ...saves, do: 'write' })],
    ['a button without an action', press({ do: 'press', data: {} })],
    ['an action that is a list', press({ ...saves, action: ['note.add'] })],
    ['an endless action', press({ ...saves, action: 'a'.repeat(201) })],
    ['data that is nested', press({ ...saves, data: { case: { id: 1 } } })],
    ['data that is too long', press({ ...saves, data: { case: 'a'.repeat(2001) } })],
    ['no token', { ...press(saves), csrf: undefined }],
    ['two tokens', { ...press(saves), csrf: ['a', 'a'] }],
    ['an empty token', { ...press(saves), csrf: '' }],
    ['no delivery', { ...press(saves), delivery: undefined }],
    ['a delivery that is none', { ...press(saves), delivery: 'a b' }],
    ['a delivery that is too long', { ...press(saves), delivery: 'a'.repeat(101) }],
  ])('that is %s is null', (_, body) => {
    expect(readPress(body)).toBeNull()
  })

  it('that is anything at all is null or a press, and never a throw', () => {
    fc.assert(fc.property(fc.anything(), (body) => void readPress(body)))
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), (more) => {
        const read = readPress({ ...more, ...press(saves) })
        expect(read).toMatchObject({ action: 'note.add', data: { case: 'case_1' } })
      }),
    )
  })

  it('is kept within limits, and its fields are those of the form alone', () => {
    const many = Object.fromEntries(Array.from({ length: 80 }, (_, at) => [`f.a${at}`, 'x']))
    const read = readPress({
      ...press(saves),
      ...many,
      action: 'case.close',
      case: 'case_2',
      'f.a0': 'x'.repeat(30_000),
    })
    expect(Object.keys(read?.fields ?? {})).toHaveLength(60)
    expect(read?.fields.a0).toHaveLength(20_000)
    expect(read).toMatchObject({ action: 'note.add', data: { case: 'case_1' } })
    expect(readPress({ ...press(saves), 'f.a': { b: 'c' }, 'f.b': [1, 2] })?.fields).toEqual({})
    expect(readPress({ ...press(saves), 'f.__proto__': 'x' })?.fields.constructor).toBe(Object)
  })

  it('arrives through the server as the browser sends it', async () => {
    const app = express()
    app.post('/', express.urlencoded({ extended: false }), (request, response) => {
      response.json({
        press: readPress(request.body),
        search: readSearch(request.body),
      })
    })
    const server = await listen(app, '127.0.0.1', 0)
    stops.push(server.close)
    const send = async (body: [string, string][]) => {
      const sent = await fetch(`http://127.0.0.1:${server.port}/`, { method: 'POST', body: new URLSearchParams(body) })
      return sent.json()
    }
    const button: [string, string][] = [...Object.entries(ids), ['press', JSON.stringify(saves)]]
    expect(await send([...button, ['f.topic', 'a'], ['f.topic', 'b'], ['f.text', 'å\r\nb']])).toMatchObject({
      press: { fields: { topic: 'a,b', text: 'å\nb' }, csrf: 'a', delivery: 'b' },
      search: null,
    })
    expect(await send([...Object.entries({ csrf: 'a', ref: 'fj-1001' })])).toEqual({
      ...{ press: null, search: { csrf: 'a', ref: 'fj-1001' } },
    })
  })
})
