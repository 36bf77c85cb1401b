/**
 * Looks at pages in windows of a real browser, several beside each other. A page is written into a window that stands open, as it was
 * answered: what is said of it is said of what the server sent, and no window is begun anew for each.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { axeFaults, keyboardFaults, narrowFaults } from './room-browser.ts'

/** `cookies`: whose page it is, for what it loads besides. */
export type Sheet = { name: string; html: string; cookies: Map<string, string> }

/** `colours`: whether they are looked at too, light, dark and in high contrast, and the way of the keyboard. */
export type Looks = { lang: string; colours: boolean }

export type Windows = { look(sheets: Sheet[], how: Looks): Promise<string[]> }

/** `url`: where the pages are from. */
export async function openWindows(browser: Browser, url: string, count = 2): Promise<Windows> {
  const windows = await Promise.all(Array.from({ length: count }, () => openWindow(browser, url)))
  return {
    async look(sheets, how) {
      const wrong: string[] = []
      const waiting = [...sheets]
      const looking = async ({ page, context }: (typeof windows)[number]) => {
        for (let sheet = waiting.shift(); sheet !== undefined; sheet = waiting.shift()) {
          const { name, html, cookies } = sheet
          await context.addCookies([...cookies].map(([called, value]) => ({ name: called, value, url })))
          await page.setContent(html)
          wrong.push(...(await faultsOf(page, how)).map((one) => `${name}: ${one}`))
        }
      }
      await Promise.all(windows.map(looking))
      return wrong
    },
  }
}

/** Each in a context of its own, so that they look beside each other. Without movement: a colour on its way to another is none. */
async function openWindow(browser: Browser, url: string): Promise<{ page: Page; context: BrowserContext }> {
  const viewport = { width: 1280, height: 1000 }
  // What may stand in the page that was opened first is not what may stand in the next.
  const context = await browser.newContext({ viewport, bypassCSP: true, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(`${url}/rom/inn`)
  return { page, context }
}

async function faultsOf(page: Page, { lang, colours }: Looks): Promise<string[]> {
  const wrong = await axeFaults(page, colours ? 'all' : 'words')
  const spoken = await page.evaluate('document.documentElement.lang')
  if (spoken !== lang) wrong.push(`speaks ${spoken}`)
  wrong.push(...(await narrowFaults(page)))
  if (colours) wrong.push(...(await keyboardFaults(page)), ...(await darkFaults(page)))
  return wrong
}

async function darkFaults(page: Page): Promise<string[]> {
  const wrong: string[] = []
  for (const [name, scheme] of Object.entries(schemes)) {
    await page.evaluate(`Object.assign(document.documentElement.dataset, ${JSON.stringify(scheme)})`)
    wrong.push(...(await axeFaults(page, 'colours')).map((one) => `${name}: ${one}`))
  }
  return wrong
}

/** As the client around the page sets it. */
const schemes = {
  dark: { colorScheme: 'dark' },
  contrast: { colorScheme: 'dark', contrast: 'more' },
}
