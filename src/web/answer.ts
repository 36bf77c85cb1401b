/** What the app answers, as a page. */
import { randomUUID } from 'node:crypto'
import type { Response } from 'express'
import type { Card, Tongue } from '../../cards/card.ts'
import type { Who } from '../app/door/index.ts'
import type { Answer, AnsweredFile, Frame } from '../ports.ts'
import { type Say, wording } from '../wording/index.ts'
import type { Root } from './address.ts'
import { familyLinks, type Person, page, staffLinks } from './draw/page.ts'
import { hasFaults, render, sentenceCard } from './draw/render.ts'
import { type Files, pageHeaders } from './files.ts'
import { ancestorsOf, inFrame } from './frame.ts'

/**
 * What a page is drawn with. `who`: null for somebody the directory does not know. `frames`: those in which it stands, and `client` the
 * one in which it could; `here`: the action it answers; `address`: by which it can be asked for again, where it can.
 */
export type Answering = {
  root: Root
  who: Who | null
  csrf: string
  files: Files
  frames: Frame[]
  client: Person['client'] | null
  here: string | null
  address: string | null
}

export function answer(around: Answering, response: Response, answered: Answer): void {
  switch (answered.kind) {
    case 'card':
    case 'form':
      show(around, response, answered.card)
      break
    case 'message':
      show(around, response, sentenceCard(answered.text, wording(answered.lang ?? around.who?.lang ?? 'nb')))
      break
    case 'file':
      give(response, answered.file)
      break
    case 'none':
      response.redirect(303, around.root)
  }
}

/** An address that leads to no page, or is none. `lang`: to whoever is not known. */
export function nowhere(around: Answering, response: Response, lang: Tongue = 'nb'): void {
  if (response.statusCode === 200) response.status(404)
  const say = wording(around.who?.lang ?? lang)
  // Whatever stands in such an address is repeated in no link.
  const shown = { ...around, client: null }
  show(shown, response, sentenceCard(say(around.root === '/rom' ? 'web.nowhere' : 'web.nowhere.family'), say))
}

/** A page that shows the card. */
export function show(
  { root, who, csrf, files, frames, client, here, address }: Answering,
  response: Response,
  card: Card,
): void {
  const say = wording(card.tag ?? card.lang)
  const delivery = randomUUID()
  const person = who && personOf(who, { root, say, csrf, delivery, here, client, leaves: frames.length === 0 })
  if (!who && response.statusCode === 200 && card.name !== 'duty-to-report') response.status(403)
  const document = page({
    root,
    say,
    title: card.title,
    body: render(card, { root, say, csrf, delivery }),
    faults: hasFaults(card),
    files: files.addresses,
    ...(person ? { person } : {}),
    ...(address === null ? {} : { address }),
    ...inFrame(frames, files),
  })
  response
    .set(pageHeaders({ frames: ancestorsOf(frames) }))
    .type('html')
    .send(document)
}

type Page = Pick<Person, 'csrf' | 'delivery' | 'leaves'> & Pick<Answering, 'root' | 'here' | 'client'> & { say: Say }

/** What stands around a page of somebody who is signed in. */
export function personOf({ name, overview, coordinates }: Who, { root, say, here, client, ...sent }: Page): Person {
  const preview = coordinates.length > 0
  const links = root === '/rom' ? staffLinks(say, { overview, preview, here }) : familyLinks(say, here)
  const person = { ...sent, name: name ?? say('web.family.you'), links, search: root === '/rom' }
  return client ? { ...person, client } : person
}

function give(response: Response, { name, mediaType, bytes }: AnsweredFile): void {
  response.attachment(name)
  response.set(pageHeaders()).set('content-type', mediaType).send(Buffer.from(bytes))
}
