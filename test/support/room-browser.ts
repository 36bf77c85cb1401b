/** A page of ours in a real browser, as a person meets it: what stands on it, and what is wrong with it for whoever can't see it, or sees little of it. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { CDPSession, Frame, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { z } from 'zod'

export const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

export type Place = Page | Frame

export const main = (at: Place): Locator => at.locator('main')
export const pageOf = (at: Place): Page => ('screenshot' in at ? at : at.page())

/**
 * A button, or a link that looks like one, by the words on it: in a row its name says too what it is about. What is done on the card
 * goes before where else one can go from it.
 */
export async function named(at: Place, name: string): Promise<Locator> {
  const of = (which: string) => {
    const words = new RegExp(`^\\s*${name}\\s*$`)
    return main(at).locator(which).filter({ hasText: words, visible: true })
  }
  await of('button, a').first().waitFor()
  const onCard = of(':is(button, a):not(nav *)')
  return (await onCard.count()) > 0 ? onCard.first() : of('nav a').first()
}

/** What stands on the page, once it says this: photographed into the file, and without fault at any width. */
export async function sees(at: Place, words: string, file: string, how: Look = {}): Promise<Locator> {
  await main(at)
    .getByText(words)
    .first()
    .waitFor()
    .catch(async (error: unknown) => {
      throw new Error(`no "${words}" on: ${await main(at).innerText()}`, { cause: error })
    })
  await pageOf(at).screenshot({ path: file, fullPage: 'screenshot' in at })
  expect(await faultsIn(at, how), file).toEqual([])
  return main(at)
}

/** `scripts`: whether the browser runs any, without which axe can't look. */
type Look = { scripts?: boolean }

/** What axe finds, and what is cut off or stands beside a screen of 320 pixels, or a window in which text is twice as large. */
async function faultsIn(at: Place, { scripts = true }: Look = {}): Promise<string[]> {
  const heard = scripts ? await axeFaults(at) : []
  return [...heard, ...(await narrowFaults(at))]
}

const found = z.array(z.string())

async function axeFaults(at: Place): Promise<string[]> {
  await at.evaluate(`typeof axe === 'undefined' && (() => { ${axe} })()`)
  return found.parse(await at.evaluate(`(${audit})()`))
}

const audit = `async () => {
  const { violations } = await axe.run(document, { resultTypes: ['violations'] })
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 200)))
}`

/** What is wider than the window, or than what holds it and shows no more of it. */
export const sideways = `() => {
  const wide = document.documentElement.clientWidth
  const hidden = (one) => one.closest('.ds-sr-only, .ds-skip-link, thead, svg, [hidden], .person > div') !== null
  return [...document.querySelectorAll('body *')]
    .filter((one) => !hidden(one))
    .filter((one) => {
      const { left, right, width } = one.getBoundingClientRect()
      const cut = one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== 'visible' && one.clientWidth > 0
      return width > 0 && (right > wide + 1 || left < -1 || (cut && one.tagName !== 'INPUT'))
    })
    .map((one) => one.outerHTML.slice(0, 160))
}`

const narrow = {
  '320 px': { width: 320, height: 640, deviceScaleFactor: 1 },
  '200 %': { width: 640, height: 500, deviceScaleFactor: 2 },
}
const sessions = new WeakMap<Page, Promise<CDPSession>>()

/** The window is as it was afterwards. */
async function narrowFaults(at: Place): Promise<string[]> {
  const page = pageOf(at)
  const session = sessions.get(page) ?? page.context().newCDPSession(page)
  sessions.set(page, session)
  const wrong: string[] = []
  for (const [name, metrics] of Object.entries(narrow)) {
    await (await session).send('Emulation.setDeviceMetricsOverride', { ...metrics, mobile: false })
    const cut = found.parse(await at.evaluate(`(${sideways})()`))
    wrong.push(...cut.map((one) => `${name}: ${one}`))
  }
  const size = page.viewportSize()
  if (size)
    await (await session).send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: 1, mobile: false })
  return wrong
}
