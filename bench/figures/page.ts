/**
 * How long a page takes of our own time: the case, and a list of fifty, of somebody who has fifty cases among a hundred thousand others.
 * In the process, from the request to the document that is sent, while nobody else asks; what one request in twenty exceeds.
 */
import { gzipSync } from 'node:zlib'
import { page, staffLinks } from '../../src/web/draw/page.ts'
import { render } from '../../src/web/draw/render.ts'
import { createFiles, type Files } from '../../src/web/files.ts'
import { wording } from '../../src/wording/index.ts'
import { copyCase } from '../copies.ts'
import { type Figure, type Measured, type Options, scaled, share, timed } from '../figure.ts'
import { openPlace, type Place, somebody, staff } from '../place.ts'
import { openLog, worry } from '../told.ts'

const others = 100_000
const own = 50
const times = 100
const late = 0.95

export const paged: Figure = {
  name: 'page',
  rows(options) {
    const among = `among ${scaled(others, options).toLocaleString('en')} others, p95`
    return [
      { name: 'page.case', title: `page of a case ${among}`, unit: 'ms', bar: { most: 30 } },
      { name: 'page.list', title: `page of a list of ${own} ${among}`, unit: 'ms', bar: { most: 30 } },
      { name: 'page.weight', title: 'its document, compressed', unit: 'kB', bar: { most: 60 } },
    ]
  },
  async open(options) {
    const people = [...staff, somebody('tone'), somebody('nils')]
    const place = await openPlace({ folder: options.folder, people })
    const of = await fill(place, options)
    const files = createFiles()
    const round = () => measured(place, files, of)
    await round()
    return { round, close: place.close }
  },
}

/** Gives back a case of Tone's. */
async function fill(place: Place, options: Options): Promise<string> {
  const [concern, log] = [await worry(place), await openLog(place)]
  const slots = [place.id('ingrid')]
  const end = {
    outcome: 'close',
    services: '',
    reason: 'Det gikk over.',
    written: 'keep',
    keepReason: 'Familien har bedt om det.',
  }
  await place.submit('ingrid', 'concern.conclude', { case: concern }, end)
  copyCase(place.path, {
    of: concern,
    count: scaled(others, options),
    from: 0,
    slots,
    fill: () => [place.id('nils')],
    whole: false,
  })
  copyCase(place.path, { of: log, count: own, from: others, slots, fill: () => [place.id('tone')] })
  const [first] = await place.read((tx) => tx.cases.of(place.id('tone')))
  if (!first) throw new Error('Tone has no case')
  return first.case.id
}

async function measured(place: Place, { addresses }: Files, of: string): Promise<Measured> {
  let document = ''
  const draw = async (action: string, data: Record<string, string>) => {
    const card = await place.onPage('tone', action, data)
    const say = wording(card.lang)
    const around = { root: '/rom' as const, say, csrf: 'c'.repeat(43), delivery: 'd' }
    const person = {
      name: 'Ansatt tone',
      csrf: around.csrf,
      delivery: 'd',
      links: staffLinks(say, { overview: false, preview: false, here: action }),
      search: true,
      leaves: true,
    }
    document = page({ root: '/rom', say, title: card.title, body: render(card, around), person, files: addresses })
  }
  const taken = async (action: string, data: Record<string, string>) => {
    const all: number[] = []
    for (let time = 0; time < times; time += 1) all.push(await timed(() => draw(action, data)))
    return share(late, all)
  }
  const [theCase, theList] = [await taken('show.case', { case: of }), await taken('show.list', {})]
  return { 'page.case': theCase, 'page.list': theList, 'page.weight': gzipSync(document).length / 1000 }
}
