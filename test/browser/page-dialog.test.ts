/**
 * Dialogs that show the page of one's own, with a mouse and a keyboard at the demonstration's Teams; and the way to the same page from
 * a link, in a browser. Pictures go to `test-results/`. Its parts follow on each other.
 */
import { mkdirSync } from 'node:fs'
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openPage, press, screenshot } from '../support/browser.ts'
import { startTeamsTown, type TeamsTown } from '../support/teams-town.ts'

const pictures = 'test-results'
const withinMs = 15_000

let f: TeamsTown
let browser: Browser
let ingrid: Page
let terje: Page
const faults: string[] = []

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  f = await startTeamsTown({ pages: true })
  browser = await openBrowser()
  ingrid = await sitAs('Ingrid Lunde')
  terje = await sitAs('Terje Aas')
})
afterAll(async () => {
  await browser?.close()
  await f?.end()
})

async function sitAs(name: string): Promise<Page> {
  const page = await openPage(browser)
  page.setDefaultTimeout(withinMs)
  page.on('pageerror', ({ message }) => void faults.push(message))
  await page.goto(f.page(name))
  await page.getByText(`Hei, ${name}`).waitFor()
  return page
}

/** The page in the dialog, once its card is there. */
async function inDialog(page: Page, title: string): Promise<FrameLocator> {
  const frame = page.getByRole('dialog').frameLocator('iframe')
  await frame.getByRole('heading', { level: 1, name: new RegExp(`${title}$`) }).waitFor()
  return frame
}

async function newest(page: Page, words: string): Promise<Locator> {
  const message = page.getByRole('article').filter({ hasText: words }).last()
  await message.waitFor()
  return message
}

/** By the page's own button. */
async function leave(page: Page): Promise<void> {
  await page.getByRole('dialog').frameLocator('iframe').getByRole('button', { name: 'Lukk' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

test('a form opens as a page in the dialog, which nobody has to sign in to, and what is done there is told in the chat', async () => {
  await press(await newest(ingrid, 'Hei, Ingrid Lunde'), 'Ny undring')
  const form = await inDialog(ingrid, 'Ny undring')
  await screenshot(ingrid, `${pictures}/page-dialog-1-form.png`)
  await form.getByLabel('Hvem gjelder det?').fill('Gutt på 3. trinn')
  await form.getByLabel('Hva har du sett?').fill('Er mye alene i friminuttene.')
  await form.getByRole('radio', { name: 'Barn' }).check()
  await form.getByRole('button', { name: 'Skriv ned' }).click()
  await form.getByText('Undringen er lagret. Terje Aas får beskjed.').waitFor()
  await screenshot(ingrid, `${pictures}/page-dialog-2-done.png`)
  await leave(ingrid)
  await f.advance('PT1S')
  await newest(terje, 'FJ-1001')
  expect(f.stood()).not.toMatch(/Gutt|alene/)
})

const looks = () =>
  f.store().transaction(async ({ cases, access }) => {
    const found = await cases.byRef('fjordvik', 'FJ-1001')
    return found ? (await access.of(found.case.id)).length : 0
  })

test('what is looked at in a page is written down once, and what is done there changes the message in the chat', async () => {
  await ingrid.getByLabel('Message').fill('sak FJ-1001')
  await ingrid.keyboard.press('Enter')
  const message = await newest(ingrid, 'Sak FJ-1001')
  const [before, stood] = [await looks(), await message.innerText()]
  await press(message, 'Vis hele')
  const page = await inDialog(ingrid, 'Sak FJ-1001')
  await page.getByText('Er mye alene i friminuttene.').waitFor()
  expect(await looks()).toBe(before + 1)
  await page.getByText('Samtalen er holdt', { exact: true }).first().click()
  await page.getByLabel('Når').fill('2026-11-02')
  await page.getByRole('radio').first().check()
  await page.getByRole('button', { name: 'Lagre' }).click()
  await page.getByRole('button', { name: 'Lagre' }).waitFor({ state: 'detached' })
  await leave(ingrid)
  await f.advance('PT1S')
  await message.getByText('edited').waitFor()
  expect(await message.innerText()).not.toBe(stood)
})

test('in a browser a link to a case leads there, after signing in on the way', async () => {
  const page = await openPage(browser)
  page.setDefaultTimeout(withinMs)
  await page.goto(`${f.url}/sak/FJ-1001`)
  await page.getByRole('heading', { name: 'Logg inn i Stafett' }).waitFor()
  await page.getByRole('link', { name: 'Logg inn med Teams' }).click()
  await page.getByText('Ingrid Lunde').click()
  await page.getByRole('heading', { level: 1, name: /Sak FJ-1001$/ }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/rom/sak/FJ-1001')
})

test.each(['https://evil.example/rom', '//evil.example', '/\\evil.example', '/rom/inn', 'javascript:alert(1)'])(
  'an address that is none of the page’s leads to its first, in a browser: %s',
  async (til) => {
    const page = await openPage(browser)
    await page.goto(`${f.url}/rom/fane?til=${encodeURIComponent(til)}`)
    await page.getByRole('heading', { name: 'Logg inn i Stafett' }).waitFor()
    expect(new URL(page.url()).origin).toBe(f.url)
    expect(faults).toEqual([])
  },
)
