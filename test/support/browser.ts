/**
 * A real browser at a Playground: what a person sees and touches. For the journeys in Chromium and their screenshots;
 * reaches nothing outside this machine.
 */
import { existsSync } from 'node:fs'
import { env } from 'node:process'
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core'

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts the Chromium that the environment variable names, or one in the usual places. Throws when there is none. */
export async function openBrowser(variable = 'CHROMIUM'): Promise<Browser> {
  return chromium.launch({ executablePath: pathOf(variable), args: quiet })
}

/** As `openBrowser`, with its profile in a folder, where preferences may stand; it takes any certificate. */
export async function openProfile(folder: string, more: string[]): Promise<BrowserContext> {
  const args = [...quiet, ...more]
  return chromium.launchPersistentContext(folder, { executablePath: pathOf('CHROMIUM'), args, ignoreHTTPSErrors: true })
}

function pathOf(variable: string): string {
  const found = env[variable] ?? usualPlaces.find((place) => existsSync(place))
  if (found === undefined) throw new Error(`no Chromium found: name it in ${variable}`)
  return found
}

/** A new window, in Norwegian. */
export async function openPage(browser: Browser, size = { width: 1280, height: 1000 }): Promise<Page> {
  return browser.newPage({ viewport: size, locale: 'nb-NO', timezoneId: 'Europe/Oslo' })
}

/** Opens a Playground in the window and waits until one can write; the bot must run, for the page waits for it. */
export async function openSeat(page: Page, url: string): Promise<void> {
  await page.route('**', (route) => (route.request().url().startsWith(url) ? route.continue() : route.abort()))
  // The first page of a browser that has just begun, on a machine that does something else besides.
  await page.goto(url, { timeout: 30_000 })
  await writingBox(page).waitFor()
  await page.getByTitle('Hide log panel').click()
}

/** Goes to a chat by what the list on the left calls it: `Personal Chat`, the group's name, `<team> - <channel>`. */
export async function goTo(page: Page, chat: string): Promise<void> {
  await page.getByRole('treeitem', { name: chat }).click()
  await writingBox(page).waitFor()
}

/** Writes in the open chat, or a new post in the open channel. With `mention`, the bot of that name is mentioned first. */
export async function say(page: Page, text: string, mention?: string): Promise<void> {
  await writingBox(page).click()
  if (mention !== undefined) {
    await page.keyboard.type('@')
    await page.getByRole('menuitem', { name: mention }).click()
    await page.keyboard.type(' ')
  }
  await page.keyboard.type(text)
  const post = page.getByRole('button', { name: 'Post', exact: true })
  await ((await post.isVisible()) ? post : page.getByLabel('Send Message')).click()
}

/** The cards that say this, in the order of the page: newest last in a chat, newest thread first in a channel. */
export function cards(page: Page, saying = ''): Locator {
  return page.locator('.ac-adaptiveCard').filter({ hasText: saying })
}

/**
 * Fills in a card's fields by their labels: text, a date as the page writes it (`24. november 2026`), one choice of a
 * drop-down by its name. Boxes are ticked with `card.getByRole('checkbox', { name }).check()`.
 */
export async function fillIn(card: Locator, values: { [label: string]: string }): Promise<void> {
  for (const [label, value] of Object.entries(values)) {
    const field = card.getByLabel(label).first()
    const kind = await field.getAttribute('role')
    const choosing = kind === 'combobox' && (await field.getAttribute('aria-haspopup')) !== 'dialog'
    if (!choosing) {
      // The page forgets what stands in a field that nobody has touched, once it finds another field empty.
      if (kind === null) await field.click()
      await field.fill(value)
      continue
    }
    await field.click()
    await card.page().getByRole('option', { name: value }).click()
  }
}

/** Presses a button of the card by its title. */
export async function press(card: Locator, title: string): Promise<void> {
  await card.getByRole('button', { name: title, exact: true }).click()
}

/** Saves what stands in the window as PNG. */
export async function screenshot(page: Page, file: string): Promise<void> {
  await page.screenshot({ path: file })
}

function writingBox(page: Page): Locator {
  return page.locator('[role=textbox][contenteditable=true]').first()
}
