/**
 * The page inside a channel's own client, such as its tab: the client hands out a token for whoever looks at it, and with that they
 * are signed in without being asked. The page that does so holds nothing of anybody.
 */
import express, { type Request, type Response, type Router } from 'express'
import { z } from 'zod'
import type { Frame } from '../ports.ts'
import { wording } from '../wording/index.ts'
import { attributes, html } from './draw/html.ts'
import { page, type Shell } from './draw/page.ts'
import { type Files, pageHeaders } from './files.ts'
import { isFromHere } from './foreign.ts'
import { frameWords } from './frame-words.ts'
import { languageOf } from './language.ts'
import { localPath } from './local.ts'
import type { BrowserSessions } from './session.ts'

export type Framing = {
  frames: Frame[]
  files: Files
  sessions: BrowserSessions
  report(event: string, fields?: { code?: string }): void
}

const sent = z.object({ token: z.string().min(1).max(20_000), to: z.string().max(2000) })

/** `GET /rom/fane` stands in the client, `POST /rom/fane/inn` is what it signs in by; neither is there where no channel has a client of its own. */
export function framing(given: Framing): Router {
  const router = express.Router()
  if (given.frames.length === 0) return router
  router.get('/rom/fane', (request, response) => draw(given, request, response))
  router.post('/rom/fane/inn', express.json({ limit: '40kb' }), (request, response) => enter(given, request, response))
  return router
}

function draw({ frames, files }: Framing, request: Request, response: Response): void {
  const say = wording(languageOf(request))
  const said = attributes(frameWords(say, ancestorsOf(frames)))
  const body = html`<div class="card"><h1 class="ds-heading" id="title" tabindex="-1">${say('phrase.name')}</h1><div id="frame" aria-live="polite"${said}></div><noscript><p>${say('web.frame.no-script')}</p></noscript></div>`
  const document = page({
    root: '/rom',
    say,
    title: say('phrase.name'),
    body,
    files: files.addresses,
    ...inFrame(frames, files),
  })
  response
    .set(pageHeaders({ frames: ancestorsOf(frames) }))
    .type('html')
    .send(document)
}

/** The origins that may frame a page. */
export function ancestorsOf(frames: Frame[]): string[] {
  return frames.flatMap((frame) => frame.ancestors)
}

/** What a page needs to stand in a client: of channels that have one, the first's. */
export function inFrame(frames: Frame[], { framed }: Pick<Files, 'framed'>): Pick<Shell, 'frame'> {
  const [first] = frames
  const files = first && framed[first.name]
  return files ? { frame: { ...files, origins: ancestorsOf(frames) } } : {}
}

/** Of the page itself alone: whoever else sends a token has none of the browser's. */
async function enter({ frames, sessions, report }: Framing, request: Request, response: Response): Promise<void> {
  const read = sent.safeParse(request.body)
  if (!isFromHere(request) || !read.success) return void response.status(400).end()
  const proofs = await Promise.all(frames.map(({ verify }) => verify(read.data.token)))
  const found = proofs.find(({ kind }) => kind === 'account')
  if (found?.kind !== 'account') {
    const kind = proofs.some((one) => one.kind === 'unreachable') ? 'unreachable' : 'refused'
    report('sign-in-refused', { code: kind })
    return void response.status(kind === 'unreachable' ? 503 : 403).end()
  }
  const { csrf } = await sessions.begin(request, response, 'frame', found.account)
  response.set('cache-control', 'no-store').json({ to: localPath(read.data.to), csrf })
}
