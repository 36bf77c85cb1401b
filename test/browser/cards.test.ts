/**
 * Every card on the page, in a real Chromium: nothing that axe finds, in any language, light or dark; and nothing that is cut off or
 * leads sideways on a narrow phone, or where text is twice as large.
 */
import express from 'express'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { languages } from '../../cards/card.ts'
import { pictured } from '../../cards/index.ts'
import { pageHeaders } from '../../src/web/files.ts'
import { type Listening, listen } from '../../src/web/index.ts'
import { wording } from '../../src/wording/index.ts'
import { openBrowser } from '../support/browser.ts'
import { files, pageOf } from '../support/page.ts'
import { axe, sideways } from '../support/room-browser.ts'

let server: Listening
let browser: Browser
const faults: string[] = []

beforeAll(async () => {
  const app = express()
  app.use(files.router)
  app.get('/rom', (_request, response) => {
    const [first] = pictured
    if (first)
      response
        .set(pageHeaders())
        .type('html')
        .send(pageOf(first.draw(wording('nb'))))
  })
  server = await listen(app, '127.0.0.1', 0)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

/** Puts another page in the place of the one that is open, which is much quicker than to open it. */
const become = `(html) => {
  const next = new DOMParser().parseFromString(html, 'text/html')
  document.title = next.title
  document.documentElement.lang = next.documentElement.lang
  document.documentElement.dataset.colorScheme = next.documentElement.dataset.colorScheme
  document.body.replaceWith(next.body)
}`

/** `all`; or `words`: what may be another in another language; or `colours`: in the dark. */
const audit = `async (what) => {
  const run = { words: { rules: { 'color-contrast': { enabled: false } } }, colours: { runOnly: ['color-contrast'] } }
  const { violations } = await axe.run(what === 'all' ? document : 'main', { ...run[what], resultTypes: ['violations'] })
  return violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 160)).join(' | '))
}`

/** Words in tables, but those that people typed, that stand on two lines: `word` is what one is made of. */
const brokenWords = `(word) => {
  const cells = [...document.querySelectorAll(':is(.ds-table :is(th, td) *, .chart :is(th, td))')].filter((one) => !one.closest('.typed'))
  const texts = cells.flatMap((one) => [...one.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE))
  const range = document.createRange()
  return texts.flatMap((text) => [...text.data.matchAll(new RegExp(word, 'g'))].flatMap(({ 0: word, index }) => {
    range.setStart(text, index)
    range.setEnd(text, index + word.length)
    return new Set([...range.getClientRects()].map(({ top }) => top)).size > 1 ? [word] : []
  }))
}`

/** What stands by itself to be pressed, and is less than 24 px high. */
const tooSmall = `() =>
  [...document.querySelectorAll('main :is(button, thead a)')]
    .filter((one) => one.getBoundingClientRect().width > 0 && one.getBoundingClientRect().height < 24)
    .map((one) => one.outerHTML.slice(0, 160))`

/** Hundreds of pages are looked at, also on a machine that does much else. */
const patience = 300_000

const found = z.array(z.string())

async function opened(width: number): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 900 } })
  page.on('pageerror', ({ message }) => void faults.push(message))
  page.on('console', (said) => void (said.type() === 'error' && faults.push(said.text())))
  await page.goto(`http://127.0.0.1:${server.port}/rom`)
  return page
}

async function ask(page: Page, code: string, given: unknown): Promise<string[]> {
  return found.parse(await page.evaluate(`(${code})(${JSON.stringify(given)})`))
}

/** What is found on each of these pages, by the name of the card. */
async function through(page: Page, drawn: Drawn[], look: (page: Page) => Promise<string[]>): Promise<string[]> {
  const all: string[] = []
  for (const { name, html } of drawn) {
    await page.evaluate(`(${become})(${JSON.stringify(html)})`)
    all.push(...(await look(page)).map((one) => `${name}: ${one}`))
  }
  await page.close()
  return all
}

type Drawn = { name: string; html: string }

function every(lang: (typeof languages)[number], scheme: 'light' | 'dark'): Drawn[] {
  // What is beyond what a chat takes is long, and the same in each language.
  const some = pictured.filter(({ name }) => lang === 'nb' || !name.endsWith('-over'))
  return some.map(({ card, name, draw }) => {
    return { name: `${card} ${name} ${lang} ${scheme}`, html: pageOf(draw(wording(lang)), scheme) }
  })
}

describe('every card on the page', () => {
  test(
    'has nothing that axe finds, in three languages, light and dark',
    async () => {
      const look = async (drawn: Drawn[], what: 'all' | 'words' | 'colours') => {
        const page = await opened(1000)
        await page.evaluate(axe)
        return through(page, drawn, (one) => ask(one, audit, what))
      }
      const all = await Promise.all([
        look(every('nb', 'light'), 'all'),
        look(every('nb', 'dark'), 'colours'),
        look([...every('nn', 'light'), ...every('en', 'light')], 'words'),
      ])
      expect(all.flat()).toEqual([])
    },
    patience,
  )

  test(
    'is whole on a phone 320 px wide, and at 200 % in a window',
    async () => {
      const look = async (drawn: Drawn[], width: number) =>
        through(await opened(width), drawn, (one) => ask(one, sideways, null))
      const phone = look(
        languages.flatMap((lang) => every(lang, 'light')),
        320,
      )
      expect([...(await phone), ...(await look(every('nb', 'light'), 640))]).toEqual([])
    },
    patience,
  )

  test('has no word of ours broken beside numbers, and nothing too small to hit, on a phone', async () => {
    const all = languages.flatMap((lang) => every(lang, 'light'))
    // After a hyphen or a dash a word may go on below.
    const look = async (card: string, code: string) =>
      through(
        await opened(320),
        all.filter(({ name }) => name.startsWith(card)),
        (one) => ask(one, code, '[^\\s–-]+'),
      )
    expect([...(await look('overview', brokenWords)), ...(await look('case-list', tooSmall))]).toEqual([])
  })

  test('has no word of ours broken where the columns of a list stand beside each other', async () => {
    const lists = languages.flatMap((lang) => every(lang, 'light')).filter(({ name }) => name.startsWith('case-list'))
    for (const width of [960, 1280]) {
      expect(await through(await opened(width), lists, (one) => ask(one, brokenWords, '\\S+'))).toEqual([])
      expect(await through(await opened(width), lists, (one) => ask(one, sideways, null))).toEqual([])
    }
  })

  test('is looked at in a way that finds what is wrong', async () => {
    const page = await opened(320)
    await page.evaluate(axe)
    const [one] = every('nb', 'dark')
    const html = one?.html.replace('</main>', '<input></main>') ?? ''
    await page.evaluate(`(${become})(${JSON.stringify(html)})`)
    expect(await ask(page, sideways, null)).toEqual([])
    await page.evaluate("Object.assign(document.querySelector('h1').style, { color: '#333', width: '900px' })")
    expect(await ask(page, sideways, null)).toEqual([expect.stringContaining('<h1')])
    expect(await ask(page, audit, 'colours')).toEqual([expect.stringMatching(/^color-contrast: <h1/)])
    expect(await ask(page, audit, 'words')).toContainEqual('label: <input>')
    await page.close()
  })

  test('keeps to the policy of the page, and runs without a fault', () => {
    expect(faults).toEqual([])
  })
})
