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

/** `what`: all, or the rules for colours alone, or all but them. */
export async function axeFaults(at: Place, what: 'all' | 'colours' | 'words' = 'all'): Promise<string[]> {
  await at.evaluate(`typeof axe === 'undefined' && (() => { ${axe} })()`)
  return found.parse(await at.evaluate(`(${audit})(${JSON.stringify(what)})`))
}

const audit = `async (what) => {
  const run = { words: { rules: { 'color-contrast': { enabled: false } } }, colours: { runOnly: ['color-contrast'] } }
  const { violations } = await axe.run(document, { ...run[what], resultTypes: ['violations'], iframes: false })
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

function sessionOf(page: Page): Promise<CDPSession> {
  const session = sessions.get(page) ?? page.context().newCDPSession(page)
  sessions.set(page, session)
  return session
}

/** The window is as it was afterwards. */
export async function narrowFaults(at: Place): Promise<string[]> {
  const page = pageOf(at)
  const session = await sessionOf(page)
  const wrong: string[] = []
  for (const [name, metrics] of Object.entries(narrow)) {
    await session.send('Emulation.setDeviceMetricsOverride', { ...metrics, mobile: false })
    const cut = found.parse(await at.evaluate(`(${sideways})()`))
    wrong.push(...cut.map((one) => `${name}: ${one}`))
  }
  const size = page.viewportSize()
  if (size) await session.send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: 1, mobile: false })
  return wrong
}

/** Where Tab stops from the beginning of the page to its end: everything that can be pressed or filled in, in its order, seen and marked. */
export async function keyboardFaults(page: Page): Promise<string[]> {
  const presses = z.number().parse(await page.evaluate(`(${watchStops})()`))
  const session = await sessionOf(page)
  const tab = { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 }
  const strokes = Array.from({ length: presses }, () => ['rawKeyDown', 'keyUp'] as const).flat()
  await Promise.all(strokes.map((type) => session.send('Input.dispatchKeyEvent', { ...tab, type })))
  return found.parse(await page.evaluate('self.wrongStops()')).map((one) => `keyboard: ${one}`)
}

/**
 * Gives how often Tab is pressed until it has been everywhere. Of those that shut each other out there is one stop: the chosen, or the
 * first; in a day there are as many as it has parts.
 */
const watchStops = `() => {
  document.activeElement?.blur()
  getSelection().removeAllRanges()
  scrollTo(0, 0)
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
  const stops = all.filter((one) => {
    if (one.disabled || one.type === 'hidden' || one.tabIndex < 0 || !one.checkVisibility({ visibilityProperty: true })) return false
    if (one.type !== 'radio') return true
    const group = all.filter((other) => other.type === 'radio' && other.name === one.name)
    return one === (group.find(({ checked }) => checked) ?? group[0])
  })
  const called = (some) => some?.outerHTML.slice(0, 140)
  const wrong = []
  const note = (one, wanted) => {
    if (one !== wanted) return 'at ' + called(one) + ' and not at ' + called(wanted)
    const { left, top, right, bottom, width } = one.getBoundingClientRect()
    if (width > 0 && (bottom < 0 || top > innerHeight || right < 0 || left > innerWidth)) return 'out of sight: ' + called(one)
    // What is ticked or chosen is marked together with its words.
    const marks = [one, one.closest('.ds-field') ?? one].map((some) => getComputedStyle(some))
    const isMarked = marks.some(({ outlineStyle, boxShadow }) => outlineStyle !== 'none' || boxShadow !== 'none')
    return isMarked ? null : 'not marked: ' + called(one)
  }
  let at = 0
  const stopped = () => {
    const one = document.activeElement
    if (at === stops.length || (one.type === 'date' && one === stops[at - 1])) return
    const told = note(one, stops[at])
    if (told !== null) wrong.push(told)
    at += 1
  }
  const watch = new AbortController()
  addEventListener('keyup', stopped, { capture: true, signal: watch.signal })
  self.wrongStops = () => {
    watch.abort()
    return at < stops.length ? [...wrong, 'never comes to ' + called(stops[at])] : wrong
  }
  return stops.length + 3 * stops.filter(({ type }) => type === 'date').length
}`
