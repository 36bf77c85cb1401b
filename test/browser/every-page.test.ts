/**
 * Every page there is, in a real Chromium: as staff, leader, coordinating unit and coordinator, administrator, somebody of a family, and
 * somebody who is not signed in; in every language. What is there is derived from the routes, the queries and the forms, so that a page
 * that nobody comes to is missed. On each axe finds nothing, nothing is cut off at 320 pixels or at 200 %, and the keyboard comes to all.
 */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { languages, type Tongue } from '../../cards/card.ts'
import { familyForms, familyPages } from '../../cards/parts/family-way.ts'
import { queries } from '../../cards/parts/offer.ts'
import { actions, isFormName } from '../../src/app/actions/index.ts'
import type { Root } from '../../src/web/address.ts'
import { tongues } from '../../src/wording/index.ts'
import { openBrowser } from '../support/browser.ts'
import { type FullTown, startFullTown } from '../support/full-town.ts'
import { openWindows, type Sheet, type Windows } from '../support/page-look.ts'
import type { Visitor } from '../support/page-town.ts'
import { come, type Found, walk } from '../support/page-walk.ts'
import { pagePaths } from '../support/routes.ts'

/** Four minutes in each of our languages on a machine with nothing else to do. A limit that is come to leaves the next one a town in another language. */
const patienceMs = 900_000

type Walker = { who: string; root: Root; visitor: Visitor; pages: Found[] }

let town: FullTown
let browser: Browser
let windows: Windows
let walkers: Walker[] = []

/** Who is not among those that the demonstration seats. */
const administrator = '00000000-0000-4000-8000-000000000007'
const staff = ['Ingrid Lunde', 'Terje Aas', 'Jonas Berg', 'Sara Myhre', administrator]

beforeAll(async () => {
  ;[town, browser] = await Promise.all([startFullTown(), openBrowser()])
  windows = await openWindows(browser, town.url)
  const people = [
    ...(await Promise.all(staff.map(async (who) => ({ who, root: '/rom' as const, visitor: await town.staff(who) })))),
    ...Object.entries(town.family).map(([who, visitor]) => ({ who, root: '/familie' as const, visitor })),
  ]
  walkers = await Promise.all(people.map(async (one) => ({ ...one, pages: await walk(one.visitor, one.root) })))
}, patienceMs)
afterAll(async () => {
  await browser?.close()
  await town?.end()
})

/** Where nothing is to be seen to: in a chat alone. */
const inChatAlone = ['show.here']

test('every page that a query or a form opens is come to', () => {
  const shown = queries.filter((one) => one.startsWith('show.'))
  const all = [...shown, ...Object.keys(actions).filter(isFormName), ...familyPages, ...familyForms]
  const come = walkers.flatMap(({ pages }) => pages.map(({ of }) => of))
  expect(all.filter((one) => !come.includes(one) && !inChatAlone.includes(one))).toEqual([])
  expect(inChatAlone.filter((one) => come.includes(one))).toEqual([])
})

/** What whoever is not signed in comes to, and whoever goes astray. */
const apart = [
  ...['/rom/inn', '/rom/inn/teams/tilbake', '/rom/fane', '/rom/kort/case-summary/rom', '/sak/FJ-1001'],
  ...['/rom/sak/FJ-1001', '/rom/trykk', '/rom/sok', '/rom/ut', '/rom/nothing', '/rom/vis/nothing'],
  ...['/familie/inn', '/familie/inn/tilbake', '/familie/nothing', '/familie/trykk', '/familie/ut', '/familie/sok'],
]
const lost = ['/rom/nothing', '/rom/sak/FJ-9999', '/rom/vis/show.case?case=case_none', '/rom/vis/nothing']
/** Where one is sent on to where one signs in. */
const away = ['/rom/inn/teams', '/familie/inn/idporten']

test('every path at which there is a page is come to', async () => {
  const come = [...apart, ...away, ...walkers.flatMap(({ pages }) => pages.map(({ stop }) => stop.address))]
  const paths = come.map((address) => new URL(address, town.url).pathname)
  const all = await pagePaths(town.store, { now: () => '2027-01-11T08:00:00.000Z' })
  expect(all.filter(({ matches }) => !paths.some(matches)).map(({ path }) => path)).toEqual([])
})

test('what would be wrong on a page is seen', async () => {
  const html = `<!doctype html><html lang="nb"><title>Wrong</title><style>a { outline: 0 } [data-color-scheme] p { color: #767676 }
    [data-color-scheme] { background: #222 }</style><main><h1>Wrong</h1><img src="data:,"><p style="width: 500px">Wide</p>
    <a href="/rom">Here</a><a href="/rom" style="visibility: hidden">There</a></main>`
  const wrong = await windows.look([{ name: 'wrong', html, cookies: new Map() }], { lang: 'nn', colours: true })
  const told = ['image-alt', 'speaks nb', '320 px', 'keyboard: not marked', 'dark: color-contrast']
  expect(told.filter((one) => !wrong.some((fault) => fault.startsWith(`wrong: ${one}`)))).toEqual([])
})

describe.each(tongues)('in %s', (lang) => {
  test('nothing is wrong on any page', { timeout: patienceMs }, async () => {
    const speaking = walkers.filter(({ root }) => root === '/familie' || isOurs(lang))
    const sheets = (await Promise.all(speaking.map((one) => sheetsOf(one, lang)))).flat()
    const looked = distinct([...sheets, ...(await sheetsApart(lang))])
    expect(await windows.look(looked, { lang, colours: lang === 'nb' })).toEqual([])
  })
})

const isOurs = (tongue: Tongue) => languages.some((one) => one === tongue)

async function sheetsOf({ who, root, visitor, pages }: Walker, lang: Tongue): Promise<Sheet[]> {
  await speak({ root, visitor }, lang)
  const sheets: Sheet[] = []
  for (const { stop, key } of pages) {
    const { text, headers } = await come(visitor, stop, root)
    // A file is taken along, and looked at in no window.
    const isFile = headers.get('content-disposition')?.startsWith('attachment') ?? false
    if (!isFile) sheets.push({ name: `${who}: ${key}`, html: text, cookies: visitor.cookies })
  }
  return sheets
}

/** As they choose in the head of the page. */
async function speak({ visitor, root }: Pick<Walker, 'visitor' | 'root'>, lang: Tongue): Promise<void> {
  const home = await visitor.get(root)
  const [, csrf = ''] = /name="csrf" value="([^"]*)"/.exec(home.text) ?? []
  const press = JSON.stringify({ do: 'press', action: 'set.lang', data: { lang } })
  await visitor.post(`${root}/trykk`, [
    ['csrf', csrf],
    ['delivery', `speaks-${lang}`],
    ['press', press],
  ])
}

async function sheetsApart(lang: Tongue): Promise<Sheet[]> {
  const asked = async (visitor: Visitor, address: string): Promise<Sheet> => {
    const { text } = await visitor.get(address, { 'accept-language': lang })
    return { name: address, html: text, cookies: visitor.cookies }
  }
  const nobody = apart.filter((address) => address.startsWith('/familie') || isOurs(lang))
  const astray = isOurs(lang) ? lost : []
  const [somebody] = walkers
  if (!somebody) throw new Error('nobody is there')
  return Promise.all([
    ...nobody.map((address) => asked(town.visitor(), address)),
    ...astray.map((address) => asked(somebody.visitor, address)),
  ])
}

/** What is the same to the letter for somebody else is looked at with them. */
function distinct(sheets: Sheet[]): Sheet[] {
  return [...new Map(sheets.map((sheet) => [bare(sheet.html), sheet])).values()]
}

/** The page without what is another's each time. */
function bare(html: string): string {
  const own = html.slice(html.indexOf('<main'), html.indexOf('</main'))
  return own.replaceAll(/ (?:value|data-address|href|name)="[^"]*"/g, '').replaceAll(/FJ-\d+/g, '')
}
