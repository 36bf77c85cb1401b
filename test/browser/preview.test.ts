/**
 * The pictures of the cards in a real Chromium, by the renderers of the preview: each is drawn without a warning, nothing is cut off
 * on the narrowest phone, and who can't see finds everything. Some of them go to `test-results/`, for somebody to look at.
 */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import axe, { type AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { pictureFolder } from '../../cards/pictures.ts'
import { startPreview } from '../../src/preview.ts'
import { openBrowser, openPage } from '../support/browser.ts'

let preview: Awaited<ReturnType<typeof startPreview>>
let browser: Browser
let page: Page
/** What the console and the policy of a page complain of. */
const complaints: string[] = []
beforeAll(async () => {
  mkdirSync('test-results', { recursive: true })
  preview = await startPreview([])
  browser = await openBrowser()
  page = await openPage(browser, { width: 300, height: 800 })
  page.on('console', (message) => {
    // The browser's own wish for an icon.
    const isIcon = message.location().url.endsWith('/favicon.ico')
    if (!isIcon) complaints.push(`${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', ({ message }) => void complaints.push(message))
})
afterAll(async () => {
  await browser?.close()
  await preview?.close()
})
afterEach(() => expect(complaints.splice(0)).toEqual([]))

const at = (path: string) => new URL(path, preview.url).href

/** What Teams is sent of every card, as its pictures have it. */
function sentToTeams(): [file: string, card: string][] {
  const folder = join(pictureFolder, 'teams')
  return readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')])
}

type Drawing = { scheme: string; cards: [string, string][] }

/**
 * Of each of them, in the window that is open: what the renderer warns of, and what stands out of its card or is cut off in it. What
 * is chosen in a drop-down the browser itself shortens, and shows whole where it is opened.
 */
async function drawn(drawing: Drawing): Promise<string[]> {
  await page.goto(at('/rom/kort/help/teams'))
  // The module that the picture itself was drawn by.
  await page.evaluate(
    'import(document.querySelector("script[type=module]").src).then(({ draw }) => { self.draw = draw })',
  )
  return page.evaluate(`(${drawAll})(${JSON.stringify(drawing)})`)
}

/** Runs in the browser. */
const drawAll = `({ scheme, cards }) => {
  document.documentElement.dataset.colorScheme = scheme
  const places = cards.map(([file, json]) => {
    const { lang, ...card } = JSON.parse(json)
    const [message, place] = [document.createElement('article'), document.createElement('div')]
    message.lang = lang
    place.dataset.card = JSON.stringify(card)
    message.append(place)
    document.querySelector('main').append(message)
    return { file, place, warnings: draw(place) }
  })
  const isOut = (part, edge) => part.getBoundingClientRect().right > edge + 1
    || (part.tagName !== 'SELECT' && part.scrollWidth > part.clientWidth + 1)
  return places.flatMap(({ file, place, warnings }) => {
    const edge = place.getBoundingClientRect().right
    const out = [...place.querySelectorAll('*')].filter((part) => part.clientWidth > 0 && isOut(part, edge))
    const cut = out.slice(0, 1).map((part) => 'cut off: ' + part.className + ' ' + part.innerText)
    return [...warnings, ...cut].map((wrong) => file + ': ' + wrong)
  })
}`

it('every card is drawn as Teams draws it without a warning, and nothing of it is cut off at 300 px', async () => {
  const cards = sentToTeams()
  expect(cards.length).toBeGreaterThan(500)
  expect(await drawn({ scheme: 'light', cards })).toEqual([])
})

/**
 * Faults of `adaptivecards` itself, by the rule and the element that has them, which nothing that a card says could mend. Of 3.0.6 there
 * are none, once its headings begin at the second level and a choice that is searched in is a drop-down (`src/teams/browser/picture.ts`).
 */
const ofRenderer: Record<string, RegExp> = {}

/** What of the window axe finds, beside the named faults. */
async function found(named: Record<string, RegExp> = {}, rules?: string[]): Promise<string[]> {
  await page.evaluate(axe.source)
  const how = JSON.stringify({ resultTypes: ['violations'], ...(rules ? { runOnly: rules } : {}) })
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${how})`)
  return violations.flatMap(({ id, nodes }) =>
    nodes.filter(({ html }) => !named[id]?.test(html)).map(({ html, target }) => `${id}: ${target} ${html}`),
  )
}

const inLanguage = (lang: string) => sentToTeams().filter(([file]) => file.endsWith(`.${lang}.json`))

it('axe finds nothing but faults of the renderer in them', async () => {
  await drawn({ scheme: 'light', cards: inLanguage('nb') })
  expect(await found(ofRenderer)).toEqual([])
})

it('in the dark they can be read as well', async () => {
  // One sample of each: the colours are those of its parts.
  const cards = new Map(inLanguage('nn').map((one) => [one[0].split('.')[0], one]))
  await drawn({ scheme: 'dark', cards: [...cards.values()] })
  expect(await found(ofRenderer, ['color-contrast'])).toEqual([])
})

it.each(['lys', 'mork'])(
  'axe finds nothing on the pages of the preview, nor in its other pictures (%s)',
  async (look) => {
    const wrong: string[] = []
    for (const path of [
      ...['/rom/kort?', '/rom/kort/case-summary?', '/rom/kort/form/slack?eksempel=measure.add.wrong&'],
      ...[
        '/rom/kort/case-summary/slack?',
        '/rom/kort/mine/slack?eksempel=many&som=melding&',
        '/rom/kort/proposal/rom?',
      ],
    ]) {
      await page.goto(at(`${path}utseende=${look}`))
      wrong.push(...(await found()).map((one) => `${path}: ${one}`))
    }
    expect(wrong).toEqual([])
  },
)

it('the pictures stand beside each other as high as they are, and nothing in them leads anywhere', async () => {
  await page.setViewportSize({ width: 1400, height: 1000 })
  for (const [name, path] of Object.entries({
    'case-summary': '/rom/kort/case-summary?eksempel=log',
    'form-dark': '/rom/kort/form?eksempel=consent.record&utseende=mork&sprak=nn',
    'mine-phone': '/rom/kort/mine?eksempel=many&bredde=smal&sprak=en',
  })) {
    await page.goto(at(path))
    await page.frameLocator('iframe[src*="/teams?"]').locator('.ac-adaptiveCard').waitFor()
    await page.waitForFunction(`[...document.querySelectorAll('iframe')].every((frame) => {
      const body = frame.contentDocument?.body
      return body && Math.abs(frame.clientHeight - body.getBoundingClientRect().height) < 3
    })`)
    await page.screenshot({ path: `test-results/preview-${name}.png`, fullPage: true })
  }
  const frames = page.frames().map((frame) => frame.url())
  for (const surface of ['teams', 'slack', 'rom']) {
    const shown = page.frameLocator(`iframe[src*="/${surface}?"]`)
    await shown.locator('button, a').first().click()
    await shown.locator('button, a').last().click()
  }
  expect(page.frames().map((frame) => frame.url())).toEqual(frames)
})
