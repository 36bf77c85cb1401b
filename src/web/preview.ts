/**
 * The preview of the cards: each of them as every channel shows it and as our own page does, beside each other, for whoever changes
 * a text or a card. Everything in it is made up, but for the names of the municipality's model; it asks for no case.
 */
import express, { type Request, type Response, type Router } from 'express'
import type { Lang } from '../../cards/card.ts'
import type { Sample } from '../../cards/samples/fjordvik.ts'
import type { ModelNames } from '../app/names-in.ts'
import type { Preview } from '../ports.ts'
import { wording } from '../wording/index.ts'
import { phrasesIn } from '../wording/phrases.ts'
import type { html } from './draw/html.ts'
import { page, type Shell } from './draw/page.ts'
import { drawCards, drawChoice, drawPicture, type Offered, own } from './draw/preview.ts'
import { render } from './draw/render.ts'
import { type Files, pageHeaders } from './files.ts'
import { type Choice, readChoice } from './preview-choice.ts'
import { kindOf, labelled } from './preview-labels.ts'

/** Somebody who may look: in which language, with whose names, and what stands around their pages. */
export type Looking = {
  lang: Lang
  names: [ModelNames, ...ModelNames[]]
  around: Pick<Shell, 'person' | 'frame'>
  /** The origins that frame the page. */
  frames: string[]
}

export type PreviewPages = {
  files: Files
  /** Asked for once, when somebody looks. */
  previews(): Promise<Preview[]>
  /** Null where they may not: then they are answered already. */
  admit(request: Request, response: Response): Promise<Looking | null>
  nowhere(request: Request, response: Response): Promise<void>
}

/** `GET /rom/kort` lists the cards, `GET /rom/kort/<card>` shows one; each of its pictures is a document of its own. */
export function previewPages(given: PreviewPages): Router {
  const router = express.Router()
  const load = once(() => loadAll(given))
  const looks = (show: Show) => async (request: Request, response: Response) => {
    const looking = await given.admit(request, response)
    if (!looking) return
    const isShown = await show({ request, response, looking, all: await load(), files: given.files })
    if (!isShown) await given.nowhere(request, response)
  }
  router.get('/rom/kort', looks(showList))
  router.get('/rom/kort/:card', looks(showCard))
  router.get('/rom/kort/:card/:surface', looks(showPicture))
  return router
}

type Loaded = Awaited<ReturnType<typeof loadAll>>
type Asked = { request: Request; response: Response; looking: Looking; all: Loaded; files: Files }
/** False where the address leads nowhere. */
type Show = (asked: Asked) => boolean | Promise<boolean>

async function loadAll({ files, previews }: PreviewPages) {
  const { listed, sampleOf, drawn, usually, metAs } = await import('./preview-samples.ts')
  const channels = await previews()
  const besides = {
    style: files.more('preview.css', new URL('./browser/preview.css', import.meta.url)),
    script: files.more('preview.js', new URL('./browser/preview.ts', import.meta.url)),
  }
  const common = files.more('picture.css', new URL('./browser/picture.css', import.meta.url))
  const ofChannels = channels.map(({ name, title, draw, style, browser }) => {
    const scripts = browser && [
      { address: files.more(`${name}-drawing.js`, browser.library), isModule: false },
      { address: files.more(`${name}-picture.js`, browser.script), isModule: true },
    ]
    return { name, title, draw, styles: [common, files.more(`${name}-picture.css`, style)], scripts: scripts ?? [] }
  })
  return { samples: { listed, sampleOf, drawn, usually, metAs }, besides, channels: ofChannels }
}

/** What could not be loaded is tried again by who asks next. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | null = null
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = null
      throw error
    })
    return loading
  }
}

function showList(asked: Asked): boolean {
  const { request, looking, all } = asked
  const choice = readChoice('', request.query, looking.lang)
  const names = choice && namesFor(looking, choice)
  if (!choice || !names) return false
  const say = wording(looking.lang)
  const cards = all.samples.listed().map(({ card, samples }) => {
    return { kind: kindOf(card, say), samples: labelled(titled(asked, samples, choice.lang, names), choice, card) }
  })
  send(asked, say('web.preview.title'), drawCards(offered(asked, choice), cards))
  return true
}

function showCard(asked: Asked): boolean {
  const { request, looking, all } = asked
  const read = readChoice(request.params.card, request.query, looking.lang)
  const names = read && namesFor(looking, read)
  const sample = read && all.samples.sampleOf(read)
  if (!read || !names || !sample) return false
  const choice = { ...read, sample: sample.name, as: read.as ?? all.samples.usually(sample) }
  const ofCard = all.samples.listed().find(({ card }) => card === choice.card)?.samples ?? []
  const { title } = all.samples.drawn(sample, choice.lang, names)
  const samples = labelled(titled(asked, ofCard, choice.lang, names), choice, choice.card)
  const kind = kindOf(choice.card, wording(looking.lang))
  const { surfaces, ...around } = offered(asked, choice)
  const { onPage = false, place } = sample
  const shown = { ...around, surfaces: onPage ? [] : surfaces }
  send(asked, title, drawChoice(shown, { kind, title, samples, isAlone: place === 'personal' && !onPage }))
  return true
}

function titled({ all }: Asked, samples: Sample[], lang: Lang, names: ModelNames) {
  return samples.map((one) => ({ name: one.name, title: all.samples.drawn(one, lang, names).title }))
}

function showPicture(asked: Asked): boolean {
  const { request, response, looking, all, files } = asked
  const choice = readChoice(request.params.card, request.query, looking.lang)
  const names = choice && namesFor(looking, choice)
  const sample = choice && all.samples.sampleOf(choice)
  if (!choice || !names || !sample) return false
  const card = all.samples.drawn(sample, choice.lang, names)
  const say = wording(choice.lang)
  const { theme, design, look } = files.addresses
  const channel = all.channels.find(({ name }) => name === request.params.surface && !sample.onPage)
  const shown = all.samples.metAs(choice.as ?? all.samples.usually(sample), sample, card, names)
  const ours = { styles: [theme, design, look, all.besides.style], scripts: [] }
  const drawn = channel
    ? { ...channel, body: channel.draw(shown, phrasesIn(choice.lang)) }
    : { ...ours, body: render(card, { root: '/rom', say, csrf: '', delivery: '' }) }
  if (!channel && request.params.surface !== own) return false
  const document = drawPicture({ ...drawn, title: card.title, say: wording(looking.lang), choice })
  // It may stand in our own page alone, nothing of it is sent, and it needs no more than that allows.
  const headers = pageHeaders({ frames: ["'self'", ...looking.frames], still: true })
  response.set(headers).type('html').send(document)
  return true
}

function namesFor({ names }: Looking, { of }: Choice): ModelNames | null {
  return of === null ? names[0] : (names.find(({ municipality }) => municipality.code === of) ?? null)
}

function offered({ looking, all }: Asked, choice: Choice): Offered {
  const municipalities = looking.names.map(({ municipality }) => municipality)
  return { say: wording(looking.lang), choice, surfaces: all.channels, municipalities }
}

function send({ response, looking, all, files }: Asked, title: string, body: ReturnType<typeof html>): void {
  const { around, frames, lang } = looking
  const say = wording(lang)
  const document = page({ root: '/rom', say, title, body, files: files.addresses, besides: all.besides, ...around })
  response
    .set(pageHeaders({ frames, holds: true }))
    .type('html')
    .send(document)
}
