/**
 * The first half of the story wholly on the page: a teacher in the tab, with a mouse and scripts; a head teacher in a browser that runs
 * none, on a screen of 320 pixels, with a keyboard alone. Its pictures, for somebody to look at, go to `test-results/`. Its parts follow
 * on each other.
 */
import { mkdirSync } from 'node:fs'
import type { Browser, Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openPage } from '../support/browser.ts'
import { type PageTown, startPageTown } from '../support/page-town.ts'
import { main, named, press, sees as seesIn } from '../support/room-browser.ts'

const pictures = 'test-results'
const withinMs = 15_000

let town: PageTown
let browser: Browser
let ingrid: Page
let tab: Frame
let terje: Page
const faults: string[] = []

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  town = await startPageTown()
  browser = await openBrowser()
  ingrid = await openPage(browser)
  ingrid.setDefaultTimeout(withinMs)
  ingrid.on('pageerror', ({ message }) => void faults.push(message))
  const plain = { viewport: { width: 320, height: 700 }, locale: 'nb-NO', javaScriptEnabled: false }
  terje = await (await browser.newContext(plain)).newPage()
  terje.setDefaultTimeout(withinMs)
})
afterAll(async () => {
  await browser?.close()
  await town?.end()
})

const sees = (at: Page | Frame, words: string, picture: string) => seesIn(at, words, `${pictures}/room-${picture}.png`)

test('the tab signs in by itself, and shows the list of whoever sits there', async () => {
  await ingrid.goto(`${town.url}/demo/tab?as=Ingrid%20Lunde`)
  const frame = await (await ingrid.waitForSelector('iframe')).contentFrame()
  if (!frame) throw new Error('no tab')
  tab = frame
  await tab.waitForURL(/\/rom$/)
  await sees(tab, 'Ingenting venter på deg nå.', '01-tab')
})

test('a form tells at the field what is missing, and keeps what was typed', async () => {
  await press(tab, 'Ny undring')
  const form = await sees(tab, 'Hva har du sett?', '02-form')
  await form.getByLabel('Hvem gjelder det?').fill('Gutt på 3. trinn')
  await press(tab, 'Skriv ned')
  await sees(tab, 'Fyll ut dette feltet.', '03-missing')
  expect(await form.getByLabel('Hvem gjelder det?').inputValue()).toBe('Gutt på 3. trinn')
  expect(await tab.evaluate(() => Object(globalThis).document.activeElement?.id)).toBe('faults')
  await form.getByLabel('Hva har du sett?').fill('Er mye alene i friminuttene.')
  await form.getByRole('radio', { name: 'Barn' }).check()
  await press(tab, 'Skriv ned')
  await sees(tab, 'Undringen er lagret. Terje Aas får beskjed.', '04-concern')
  expect(tab.url()).not.toMatch(/alene|Gutt/)
})

test('the stafettlogg is opened with the consent of both guardians', async () => {
  await press(tab, 'Velg vei videre')
  const choice = await sees(tab, 'Hva blir veien videre?', '05-conclude')
  await choice.getByRole('radio', { name: 'Nivå 1' }).check()
  await press(tab, 'Velg')
  await sees(tab, 'Samtykke mangler for skole.', '06-missing-consent')
  await press(tab, 'Be om samtykke')
  const ask = await sees(tab, 'Hvor mange har foreldreansvar?', '07-ask')
  for (const name of ['Skole', 'Læring og utvikling']) await ask.getByRole('checkbox', { name, exact: true }).check()
  for (const name of ['To har foreldreansvar', 'De foresatte har omsorgen'])
    await ask.getByRole('radio', { name }).check()
  await ask.getByLabel('Fødselsmåned').fill('2017-05')
  await press(tab, 'Be om samtykke')
  await sees(tab, 'Familien er spurt', '08-asked')
  await press(tab, 'Registrer samtykke')
  const record = await sees(tab, 'Hvem har samtykket?', '09-record')
  for (const name of ['Foresatt 1', 'Foresatt 2', 'Læring og utvikling'])
    await record.getByRole('checkbox', { name }).check()
  await record.locator('input[name="f.services"]').check()
  await record.getByRole('radio', { name: 'Skriftlig' }).check()
  await record.getByLabel('Formål').fill('Få venner')
  await press(tab, 'Videre')
  const more = await sees(tab, 'Språket det ble forklart på', '10-record-more')
  await more.getByLabel('Språket det ble forklart på').fill('norsk')
  await more.getByLabel('Hvilken tekst de fikk').fill('1')
  await more.getByRole('checkbox', { name: 'Barnet er spurt om hva det mener' }).check()
  await press(tab, 'Lagre')
  await sees(tab, 'Nivå 1: Innsats i egen tjeneste.', '11-level-1')
})

test('a proposal is sent from the tab', async () => {
  await press(tab, 'Mer')
  await press(tab, 'Foreslå nytt nivå')
  const form = await sees(tab, 'Hvorfor foreslås det?', '12-propose')
  await form.getByLabel('Hvorfor foreslås det?').fill('Trenger råd om lesing.')
  await form.getByRole('radio', { name: 'Læring og utvikling' }).check()
  await form.getByRole('radio', { name: 'Nivå 2' }).check()
  await form.getByRole('checkbox', { name: 'Pedagogisk-psykologisk tjeneste (PPT)' }).check()
  await press(tab, 'Send forslaget')
  await sees(tab, 'Forslaget er sendt til Terje Aas, som kan avgjøre det.', '13-proposed')
  expect(faults).toEqual([])
})

test('a session that ends while somebody writes begins anew in the tab, and nothing is lost', async () => {
  await press(tab, 'Nytt notat').catch(() => press(tab, 'Mer').then(() => press(tab, 'Nytt notat')))
  const form = await sees(tab, 'Hvem handler teksten om?', '13-note')
  await form.locator('textarea').first().fill('Lekte med to andre i dag.')
  await form.getByRole('radio', { name: 'Bare om barnet og familien selv' }).check()
  await form.getByRole('radio', { name: 'Læring og utvikling' }).check()
  await ingrid.context().clearCookies()
  await press(tab, 'Lagre')
  await sees(tab, 'Notatet er lagret i stafettloggen.', '13-renewed')
  expect(faults).toEqual([])
})

/** Goes with the keyboard alone to what has this name, and presses it. */
async function presses(name: string) {
  await named(terje, name).focus()
  await terje.keyboard.press('Enter')
  await terje.waitForLoadState()
}

async function reads(words: string, picture: string) {
  await main(terje).getByText(words).first().waitFor()
  await terje.screenshot({ path: `${pictures}/room-${picture}.png`, fullPage: true })
  const [wide, shown] = [
    await terje
      .locator('html')
      .evaluate((html) => html.scrollWidth)
      .catch(() => 320),
    320,
  ]
  expect(wide, picture).toBeLessThanOrEqual(shown)
}

test('it is decided without a script, on a small screen, with a keyboard alone', async () => {
  await terje.goto(`${town.url}/rom`)
  await presses('Logg inn med Teams')
  await terje.getByRole('button', { name: 'Terje Aas' }).click()
  await reads('Venter på deg', '14-leader')
  await terje.getByLabel('Saksnummer').fill('FJ-1001')
  await terje.keyboard.press('Enter')
  await terje.waitForLoadState()
  await reads('Gutt på 3. trinn', '15-case')
  await presses('Vis forslaget')
  await reads('Trenger råd om lesing.', '16-proposal')
  await presses('Avslå')
  await main(terje).getByLabel('Begrunnelse').fill('Vi prøver litt til selv.')
  await main(terje).getByRole('radio', { name: 'Læring og utvikling' }).check()
  await presses('Avslå')
  await reads('Avslått av deg', '17-decided')
})

test('the tab shows the same after a reload, and follows the theme of its client', async () => {
  await ingrid.goto(`${town.url}/demo/tab?as=Ingrid%20Lunde&theme=dark`)
  const frame = await (await ingrid.waitForSelector('iframe')).contentFrame()
  if (!frame) throw new Error('no tab')
  await frame.waitForURL(/\/rom$/)
  await frame.locator('html[data-color-scheme="dark"]').waitFor()
  await frame.getByLabel('Saksnummer').fill('FJ-1001')
  await frame.getByRole('button', { name: 'Finn sak' }).click()
  await sees(frame, 'Gutt på 3. trinn', '18-dark')
  await ingrid.goto(`${town.url}/demo/tab?as=Ingrid%20Lunde&theme=contrast`)
  const other = await (await ingrid.waitForSelector('iframe')).contentFrame()
  await other?.waitForURL(/\/rom$/)
  await other?.locator('html[data-contrast="more"]').waitFor()
  if (other) await sees(other, 'Sakene dine', '19-contrast')
  expect(faults).toEqual([])
})
