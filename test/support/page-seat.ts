/**
 * Somebody at a page of ours in a real browser, in one of two ways: with a mouse, where scripts run; or with the keyboard alone, on a
 * screen of 320 pixels, where none do. What they do is called the same in both.
 */
import type { Browser, Frame, Locator, Page } from 'playwright-core'
import { main, named, type Place, sees } from './room-browser.ts'

export type Seat = {
  /** Where the page stands: a window, or the tab in it. */
  at: Place
  /** A button or a link of the card, by the words on it. */
  press(name: string): Promise<void>
  /** One of the ways in the head. */
  go(name: string): Promise<void>
  /** Looks for a case. */
  find(ref: string): Promise<void>
  /** Fields by what they ask, with what is typed in them. */
  fill(values: Record<string, string>): Promise<void>
  /** Ticks and choices, by their own words. */
  choose(...names: string[]): Promise<void>
  /** Of what is ticked already. */
  untick(name: string): Promise<void>
  /** What stands there, once it says this; with a picture of it, and without a fault. */
  sees(words: string, picture: string): Promise<Locator>
}

/** How a story is told: who sits where, and in which folder its pictures are. */
type Sitting = { browser: Browser; pictures: string; faults: string[] }

const patienceMs = 15_000

async function window(
  { browser, faults }: Sitting,
  size: { width: number; height: number },
  javaScriptEnabled: boolean,
) {
  const how = { viewport: size, locale: 'nb-NO', timezoneId: 'Europe/Oslo', javaScriptEnabled }
  const page = await (await browser.newContext(how)).newPage()
  page.setDefaultTimeout(patienceMs)
  page.on('pageerror', ({ message }) => void faults.push(message))
  return page
}

/** One of the staff in the tab of the demonstration's Teams, where they are signed in by themselves. */
export async function inTab(sitting: Sitting, url: string, name: string, theme = 'default'): Promise<Seat> {
  const page = await window(sitting, { width: 1280, height: 1000 }, true)
  await page.goto(`${url}/demo/tab?as=${encodeURIComponent(name)}&theme=${theme}`)
  const frame = await (await page.waitForSelector('iframe')).contentFrame()
  if (!frame) throw new Error('no tab')
  await frame.waitForURL(/\/rom$/)
  return pointing(frame, sitting)
}

/** Somebody on a page that they come to by its address, and sign in to there. */
export async function onScreen(sitting: Sitting, address: string, way: string, who: string): Promise<Seat> {
  const page = await window(sitting, { width: 390, height: 844 }, true)
  const seat = pointing(page, sitting)
  await page.goto(address)
  await signIn(seat, way, who)
  return seat
}

/** The same with no script, on a small screen, by the keyboard alone. */
export async function byKeyboard(sitting: Sitting, address: string, way: string, who: string): Promise<Seat> {
  const page = await window(sitting, { width: 320, height: 640 }, false)
  const seat = typing(page, sitting)
  await page.goto(address)
  await signIn(seat, way, who)
  return seat
}

/** By whom they are asked who they are; whoever has just said it there is not asked again. */
export async function signIn(seat: Seat, way: string, who: string): Promise<void> {
  await seat.press(way)
  if (await main(seat.at).getByRole('button', { name: who }).isVisible()) await seat.press(who)
}

function pointing(at: Page | Frame, { pictures }: Sitting): Seat {
  return {
    at,
    press: (name) => leaving(at, async () => (await named(at, name)).click()),
    go: (name) => leaving(at, () => way(at, name).click()),
    async find(ref) {
      await at.getByLabel('Saksnummer').fill(ref)
      await leaving(at, () => at.getByRole('button', { name: 'Finn sak' }).click())
    },
    async fill(values) {
      for (const [label, value] of Object.entries(values)) await main(at).getByLabel(label).first().fill(value)
    },
    async choose(...names) {
      for (const name of names) {
        const { box, option } = await choiceOf(at, name)
        if (await box.isVisible()) await box.check()
        else await option.locator('..').selectOption({ label: name })
      }
    },
    untick: async (name) => (await choiceOf(at, name)).box.uncheck(),
    sees: (words, picture) => sees(at, words, `${pictures}-${picture}.png`),
  }
}

function typing(page: Page, { pictures }: Sitting): Seat {
  return {
    at: page,
    press: async (name) => enter(page, await named(page, name)),
    go: (name) => enter(page, way(page, name)),
    async find(ref) {
      await reach(page, page.getByLabel('Saksnummer'))
      await page.keyboard.type(ref)
      await leaving(page, () => page.keyboard.press('Enter'))
    },
    async fill(values) {
      for (const [label, value] of Object.entries(values))
        await typeIn(page, main(page).getByLabel(label).first(), value)
    },
    async choose(...names) {
      for (const name of names) await choose(page, name)
    },
    async untick(name) {
      const { box } = await choiceOf(page, name)
      await reach(page, box)
      if (await box.isChecked()) await page.keyboard.press('Space')
    },
    sees: (words, picture) => sees(page, words, `${pictures}-${picture}.png`, { scripts: false }),
  }
}

const way = (at: Place, name: string): Locator => at.locator('header nav').getByRole('link', { name })

/** A box that is ticked or chosen: by all of its words where one has them, otherwise by some; or the same in a list that opens. */
async function choiceOf(at: Place, name: string) {
  const boxes = (exact: boolean) => {
    const asked = { name, exact }
    return main(at).getByRole('radio', asked).or(main(at).getByRole('checkbox', asked))
  }
  const isExact = (await boxes(true).count()) > 0
  return { box: boxes(isExact).first(), option: main(at).locator('option', { hasText: name }).first() }
}

async function enter(page: Page, target: Locator): Promise<void> {
  await reach(page, target)
  await leaving(page, () => page.keyboard.press('Enter'))
}

/** Another page, or another card on it, stands there afterwards. */
async function leaving(at: Place, act: () => Promise<void>): Promise<void> {
  await main(at).evaluate((left) => left.setAttribute('data-left', ''))
  await act()
  await at.locator('main:not([data-left])').waitFor()
}

/** Goes from where they are to the next, until they are there. */
async function reach(page: Page, target: Locator): Promise<void> {
  await target.waitFor()
  for (let stops = 0; stops < mostStops; stops += 1) {
    if (await isFocused(target)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`the keyboard does not come to ${target}`)
}

const mostStops = 150
const isFocused = (target: Locator) => target.evaluate((one) => one === one.ownerDocument.activeElement)

async function typeIn(page: Page, field: Locator, value: string): Promise<void> {
  await reach(page, field)
  if ((await field.getAttribute('type')) === 'date') return typeDay(page, field, value)
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type(value)
}

/** Its parts stand in the order that the browser's own language has. */
async function typeDay(page: Page, field: Locator, day: string): Promise<void> {
  const [year = '', month = '', date = ''] = day.split('-')
  for (const parts of [date + month + year, month + date + year]) {
    await page.keyboard.type(parts)
    if ((await field.inputValue()) === day) return
    // Back to the first of its parts.
    for (const _ of parts) await page.keyboard.press('ArrowLeft')
  }
  throw new Error(`${day} can't be typed`)
}

async function choose(page: Page, name: string): Promise<void> {
  const { box, option } = await choiceOf(page, name)
  if (!(await box.isVisible())) {
    await reach(page, option.locator('..'))
    return page.keyboard.type(name)
  }
  if ((await box.getAttribute('type')) === 'checkbox') {
    await reach(page, box)
    if (!(await box.isChecked())) await page.keyboard.press('Space')
    return
  }
  await reachGroup(page, box)
  await page.keyboard.press('Space')
  for (let at = 0; at < mostStops && !(await box.isChecked()); at += 1) await page.keyboard.press('ArrowDown')
}

/** Of those that shut each other out, the keyboard stops at one alone. */
async function reachGroup(page: Page, box: Locator): Promise<void> {
  const group = box.locator('xpath=ancestor::fieldset[1]')
  const isIn = () => group.evaluate((one) => one.contains(one.ownerDocument.activeElement))
  for (let stops = 0; stops < mostStops; stops += 1) {
    if (await isIn()) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`the keyboard does not come to ${box}`)
}
