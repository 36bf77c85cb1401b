/** A page of ours as a strict reader takes it: every element closed, every attribute quoted and said once, every id one of a kind. */
import type { Card } from '../../cards/card.ts'
import { page, staffLinks } from '../../src/web/draw/page.ts'
import { hasFaults, render } from '../../src/web/draw/render.ts'
import { createFiles } from '../../src/web/files.ts'
import { wording } from '../../src/wording/index.ts'

export type Element = { tag: string; attributes: Record<string, string>; inside: (Element | string)[] }

export const files = createFiles()
export const csrf = 'csrf-1'
export const delivery = 'delivery-1'

/** What is drawn of a card, without the page around it. */
export function drawn(card: Card): string {
  return render(card, { root: '/rom', say: wording(card.lang), csrf, delivery }).toString()
}

/** The card on a page of somebody who may everything. */
export function pageOf(card: Card, scheme: 'auto' | 'light' | 'dark' = 'auto'): string {
  const say = wording(card.lang)
  const person = {
    ...{ name: 'Ingrid Lunde', csrf, delivery, search: true, leaves: true },
    links: staffLinks(say, { overview: true, preview: false, here: 'show.mine' }),
  }
  const body = render(card, { root: '/rom', say, csrf, delivery })
  const around = { root: '/rom', say, title: card.title, faults: hasFaults(card), files: files.addresses } as const
  return page({ ...around, body, person }).replace('data-color-scheme="auto"', `data-color-scheme="${scheme}"`)
}

const empty = ['input', 'hr', 'meta', 'link', 'br', 'img']
const token = /<!doctype html>|<\/([a-z0-9]+)>|<([a-z0-9]+)((?: [a-zA-Z-]+="[^"<>]*")*)>|([^<>]+)|([<>])/g

/** Throws where it is not well-formed. */
export function readHtml(html: string): Element {
  const root: Element = { tag: '', attributes: {}, inside: [] }
  const open = [root]
  let at = 0
  for (const [all, closed, tag, attributes = '', text] of html.matchAll(token)) {
    if (html.indexOf(all, at) !== at) throw new Error(`cannot be read: ${html.slice(at, at + 80)}`)
    at += all.length
    const here = open.at(-1) ?? root
    if (closed !== undefined) {
      if (open.pop()?.tag !== closed) throw new Error(`</${closed}> ends what it did not begin`)
    } else if (tag !== undefined) {
      const element = { tag, attributes: readAttributes(attributes), inside: [] }
      here.inside.push(element)
      if (!empty.includes(tag)) open.push(element)
    } else if (text !== undefined) here.inside.push(decoded(text))
    else if (!all.startsWith('<!')) throw new Error(`a bare ${all} before ${html.slice(at, at + 40)}`)
  }
  if (open.length !== 1 || at !== html.length) throw new Error(`not closed: ${open.map((one) => one.tag).join(' ')}`)
  return root
}

function readAttributes(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/ ([a-zA-Z-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
    name,
    decoded(value),
  ])
  const read: Record<string, string> = Object.fromEntries(pairs)
  if (Object.keys(read).length !== pairs.length) throw new Error(`an attribute is said twice: ${text}`)
  return read
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" }

function decoded(text: string): string {
  return text.replace(/&([a-z0-9#]+);/g, (all, name: string) => entities[name] ?? all)
}

/** All elements, from the outside in, in the order in which they stand. */
export function elementsOf(element: Element): Element[] {
  return element.inside.flatMap((one) => (typeof one === 'string' ? [] : [one, ...elementsOf(one)]))
}

/** What is read there, to the letter. */
export function textOf(element: Element): string {
  return element.inside.map((one) => (typeof one === 'string' ? one : textOf(one))).join('')
}

/** Ids that stand twice, and those that something points at and that do not stand there. */
export function wrongIds(element: Element): string[] {
  const all = elementsOf(element)
  const ids = all.flatMap(({ attributes: { id } }) => (id === undefined ? [] : [id]))
  const pointed = all.flatMap(({ attributes }) => [
    ...['for', 'aria-labelledby', 'aria-describedby'].flatMap((name) => attributes[name]?.split(' ') ?? []),
    ...(attributes.href?.startsWith('#') ? [attributes.href.slice(1)] : []),
  ])
  return [...ids.filter((id, index) => ids.indexOf(id) !== index), ...pointed.filter((id) => !ids.includes(id))]
}

/** What a browser sends when the button is pressed: the fields of its form as they stand. */
export function sentBy(form: Element, button: Element): Record<string, string | string[]> {
  const fields = elementsOf(form).flatMap((element) => standingIn(element, button))
  const body: Record<string, string | string[]> = {}
  for (const [name, value] of fields) {
    const before = body[name]
    body[name] = before === undefined ? value : [...[before].flat(), value]
  }
  return body
}

function standingIn(element: Element, button: Element): [string, string][] {
  const { tag, attributes } = element
  const { name, type, value = '', checked } = attributes
  if (name === undefined || (tag === 'button' && element !== button)) return []
  if (tag === 'textarea') return [[name, textOf(element).replace(/^\n/, '').replace(/\n/g, '\r\n')]]
  if (tag === 'select') {
    const options = elementsOf(element)
    const chosen = options.find((one) => one.attributes.selected !== undefined) ?? options[0]
    return [[name, chosen?.attributes.value ?? '']]
  }
  return (type === 'radio' || type === 'checkbox') && checked === undefined ? [] : [[name, value]]
}
