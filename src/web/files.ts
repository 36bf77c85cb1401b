/**
 * The stylesheets and scripts of the pages, and the headers of a page. Each file stands under the digest of what is in it, so that
 * a browser keeps it for good; they are the same for everybody, and say nothing of anybody.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import express, { type Request, type Response, type Router } from 'express'
import type { Frame } from '../ports.ts'

/** Where each file of a page is fetched. */
export type FileAddresses = Record<'theme' | 'design' | 'look' | 'script', string>

/** What a page inside a channel's own client needs besides, by the channel's name: the client's library before our own script. */
export type FrameAddresses = Record<string, { library: string; script: string }>

export type Files = {
  router: Router
  addresses: FileAddresses
  framed: FrameAddresses
  /** Serves one more, of those that few pages need: where it is fetched. TypeScript is served without its types. */
  more(name: string, source: URL): string
}

/** Reads them all once; they are compressed beside whatever comes next. Throws where one is not there. */
export function createFiles(frames: Frame[] = []): Files {
  const served = {
    theme: sheet('theme.css', read('@digdir/designsystemet-theme')),
    design: sheet('design.css', read('@digdir/designsystemet-css')),
    look: sheet('room.css', read('./browser/room.css')),
    script: script('room.js', strippedScript(new URL('./browser/room.ts', import.meta.url))),
  }
  const { theme, design, look, script: room } = served
  const inFrames = frames.map((frame) => {
    const library = script(`${frame.name}-library.js`, readFileSync(fileURLToPath(frame.library), 'utf8'))
    return { name: frame.name, library, own: script(`${frame.name}.js`, strippedScript(frame.script)) }
  })
  const all = [...Object.values(served), ...inFrames.flatMap(({ library, own }) => [library, own])]
  const byAddress = new Map(all.map((file) => [file.address, file]))
  const router = express.Router()
  router.get('/rom/-/:digest/:name', (request, response, next) => {
    const file = byAddress.get(request.path)
    return file === undefined ? next() : give(file, request, response)
  })
  const addresses = { theme: theme.address, design: design.address, look: look.address, script: room.address }
  const framed = inFrames.map(({ name, library, own }) => {
    return [name, { library: library.address, script: own.address }] as const
  })
  const more = (name: string, source: URL) => {
    const read = readMore(name, source)
    byAddress.set(read.address, read)
    return read.address
  }
  return { router, addresses, framed: Object.fromEntries(framed), more }
}

type File = { address: string; type: string; plain: Buffer; packed: Promise<Record<Packing, Buffer>> }
type Packing = 'br' | 'gzip'

function read(specifier: string): string {
  return readFileSync(fileURLToPath(import.meta.resolve(specifier)), 'utf8')
}

function readMore(name: string, source: URL): File {
  if (source.pathname.endsWith('.ts')) return script(name, strippedScript(source))
  const text = readFileSync(source, 'utf8')
  return source.pathname.endsWith('.css') ? sheet(name, text) : script(name, text)
}

function sheet(name: string, text: string): File {
  return file(name, 'text/css; charset=utf-8', text)
}

function script(name: string, text: string): File {
  return file(name, 'text/javascript; charset=utf-8', text)
}

/** What runs in the browser, as it may be served. */
export function strippedScript(source: URL): string {
  return withoutTypes(readFileSync(source, 'utf8'))
}

function file(name: string, type: string, text: string): File {
  const plain = Buffer.from(text)
  const digest = createHash('sha256').update(plain).digest('hex').slice(0, 20)
  const packed = pack(plain)
  // Whoever asks for it hears that it failed; until somebody does, nobody need.
  packed.catch(() => null)
  return { address: `/rom/-/${digest}/${name}`, type, plain, packed }
}

async function pack(plain: Buffer): Promise<Record<Packing, Buffer>> {
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }),
    promisify(gzip)(plain, { level: 9 }),
  ])
  return { br, gzip: gz }
}

async function give({ type, plain, packed }: File, request: Request, response: Response): Promise<void> {
  const packing = (['br', 'gzip'] as const).find((one) => request.acceptsEncodings(one) === one)
  response.set({
    'content-type': type,
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    vary: 'accept-encoding',
  })
  if (packing !== undefined) response.set('content-encoding', packing)
  response.end(packing === undefined ? plain : (await packed)[packing])
}

/** Node says once that this may change some day, which is nothing for whoever runs the bot. */
function withoutTypes(text: string): string {
  const { emitWarning } = process
  process.emitWarning = () => undefined
  try {
    return stripTypeScriptTypes(text)
  } finally {
    process.emitWarning = emitWarning
  }
}

/**
 * `frames`: origins in whose frames the page may stand; `sendsTo`: those that a form of it may lead on to, as to sign in. `holds`: it
 * frames others of ours; `still`: nothing on it is sent.
 */
export type Allowed = { frames?: string[]; sendsTo?: string[]; holds?: boolean; still?: boolean }

/** Nothing is loaded from elsewhere or kept, and where somebody goes next does not learn from where. */
export function pageHeaders({
  frames = [],
  sendsTo = [],
  holds = false,
  still = false,
}: Allowed = {}): Record<string, string> {
  const policy = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self' data:",
    'connect-src': "'self'",
    'form-action': still ? "'none'" : ["'self'", ...sendsTo].join(' '),
    'frame-src': holds ? "'self'" : "'none'",
    'base-uri': "'none'",
    'frame-ancestors': frames.length === 0 ? "'none'" : frames.join(' '),
  }
  return {
    'content-security-policy': Object.entries(policy)
      .map(([name, value]) => `${name} ${value}`)
      .join('; '),
    'cache-control': 'no-store',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex, nofollow',
    ...(frames.length === 0 ? { 'x-frame-options': 'DENY' } : {}),
  }
}
