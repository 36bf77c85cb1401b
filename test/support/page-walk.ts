/**
 * Who goes through the pages by what stands on them: every link that leads on, and every button that only shows or opens. Nothing that
 * changes something is pressed.
 */
import { isQuery } from '../../cards/parts/offer.ts'
import type { Root } from '../../src/web/address.ts'
import { pressesIn, type Seen, type Visitor } from './page-town.ts'

/** How a page is come to: by its address, or by what a button sends that stands on another. */
export type Stop = { address: string; press?: string }

/** What it is a page of: its action, or its address where it has none; and what else tells it from others. */
export type Found = { stop: Stop; of: string; key: string; seen: Seen }

/** A page for each `key`; the first that is come to. */
export async function walk(visitor: Visitor, root: Root): Promise<Found[]> {
  const found = new Map<string, Found>()
  const asked = new Set<string>()
  const waiting: Stop[] = [{ address: root }]
  for (let stop = waiting.shift(); stop !== undefined; stop = waiting.shift()) {
    const name = asking(stop)
    if (asked.has(name)) continue
    asked.add(name)
    const seen = await come(visitor, stop, root)
    const { of, key } = called(stop, seen)
    if (!found.has(key)) found.set(key, { stop, of, key, seen })
    waiting.push(...ways(seen, stop, root))
  }
  return [...found.values()]
}

/** What stands there now. */
export async function come(visitor: Visitor, { address, press }: Stop, root: Root): Promise<Seen> {
  const seen = await visitor.get(address)
  if (press === undefined) return seen
  const [csrf, delivery, speaks] = ['csrf', 'delivery', 'speaks'].map((name) => {
    return new RegExp(`name="${name}" value="([^"]*)"`).exec(seen.text)?.[1] ?? ''
  })
  return visitor.post(`${root}/trykk`, [
    ['csrf', csrf ?? ''],
    ['delivery', delivery ?? ''],
    ['speaks', speaks ?? ''],
    ['press', press],
  ])
}

function ways({ text }: Seen, { address }: Stop, root: Root): Stop[] {
  const links = [...text.matchAll(/<a[^>]* href="(\/[^"#]*)"/g)].map(([, to = '']) => to.replaceAll('&amp;', '&'))
  const own = links.filter((to) => to === root || to.startsWith(`${root}/`) || to.startsWith(`${root}?`))
  // What stands on the answer to a press has no address to go back to.
  const shown = pressesIn({ text, status: 200, headers: new Headers(), address })
    .filter(onlyShows)
    .map((press) => ({ address, press }))
  return [...own.map((to) => ({ address: to })), ...shown]
}

function onlyShows(press: string): boolean {
  const { do: kind, action } = JSON.parse(press)
  return kind === 'open' || (isQuery(action) && action.startsWith('show.') && action !== 'show.here')
}

/** Of a list that can be sorted and turned in many ways each way is gone once; of a case everything. */
function asking({ address, press }: Stop): string {
  if (press !== undefined) return `${press} ${new URL(address, 'http://page').pathname}`
  const { pathname, searchParams } = new URL(address, 'http://page')
  if (searchParams.has('case')) return address
  const names = [...searchParams.keys()].sort()
  return pathname.startsWith('/rom/sak/') ? '/rom/sak' : `${pathname} ${names}`
}

function called({ address, press }: Stop, { text }: Seen): { of: string; key: string } {
  const card = /data-card="([^"]+)"/.exec(text)?.[1] ?? ''
  if (press !== undefined) {
    const { action, data } = JSON.parse(press)
    return { of: action, key: `${action} ${Object.keys(data)} ${card}` }
  }
  const { pathname, searchParams } = new URL(address, 'http://page')
  const of = /^\/(?:rom|familie)\/(?:vis|skjema)\/([a-z.-]+)$/.exec(pathname)?.[1] ?? placed(pathname)
  // A case in another state is another page, as is each group and section of it.
  const more = ['group', 'section', 'view', 'approve', 'reached'].map((name) => searchParams.get(name) ?? '')
  const status = /data-color="([a-z]+)"/.exec(text)?.[1] ?? ''
  return { of, key: [of, [...searchParams.keys()].sort(), more, card, status].join(' ') }
}

/** The same for every case, and every card. */
function placed(pathname: string): string {
  return pathname.replace(/^(\/rom\/sak)\/.*/, '$1').replace(/^(\/rom\/kort)\/.*/, '$1/:card')
}
