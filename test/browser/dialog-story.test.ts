/**
 * The first half of the story where content is in dialogs alone, with a mouse and a keyboard at the demonstration's Teams. Its
 * pictures, for somebody to look at, go to `test-results/`. Its parts follow on each other.
 */
import { mkdirSync } from 'node:fs'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openPage, press, screenshot } from '../support/browser.ts'
import { startTeamsTown, type TeamsTown } from '../support/teams-town.ts'
import { unnamed } from './names.ts'

const pictures = 'test-results'
const withinMs = 10_000

let f: TeamsTown
let browser: Browser
let ingrid: Page
let terje: Page
const faults: string[] = []

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  f = await startTeamsTown()
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

/** The dialog, once it says this; it is photographed, and everything in it must have a name. */
async function sees(page: Page, words: string, picture: string): Promise<Locator> {
  const dialog = page.getByRole('dialog').filter({ hasText: words })
  await dialog.getByText(words).first().scrollIntoViewIfNeeded()
  await screenshot(page, `${pictures}/dialog-${picture}.png`)
  expect(await unnamed(dialog)).toEqual([])
  return dialog
}

/** The newest message that says this. */
async function reads(page: Page, words: string, picture: string): Promise<Locator> {
  const message = page.getByRole('article').filter({ hasText: words }).last()
  await message.waitFor()
  await message.scrollIntoViewIfNeeded()
  await screenshot(page, `${pictures}/dialog-${picture}.png`)
  return message
}

async function close(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

test('a form opens as a dialog, tells at the field what is missing, and keeps what was typed', async () => {
  await press(await reads(ingrid, 'Hei, Ingrid Lunde', '01-welcome'), 'Ny undring')
  const form = await sees(ingrid, 'Hva har du sett?', '02-form')
  await form.getByLabel('Hvem gjelder det?').fill('Gutt på 3. trinn')
  await press(form, 'Skriv ned')
  await form.getByText('Fyll ut «Hva har du sett?».').first().waitFor()
  await sees(ingrid, 'Fyll ut «Hva har du sett?».', '03-missing')
  expect(await form.getByLabel('Hvem gjelder det?').inputValue()).toBe('Gutt på 3. trinn')
  await form.getByLabel('Hva har du sett?').fill('Er mye alene i friminuttene.')
  await form.getByRole('radio', { name: 'Barn' }).check()
  await press(form, 'Skriv ned')
  await sees(ingrid, 'Undringen er lagret. Terje Aas får beskjed.', '04-concern')
})

test('what the bot finds wrong is said at its field, and nothing that was typed is lost', async () => {
  const dialog = ingrid.getByRole('dialog')
  await press(dialog, 'Velg vei videre')
  const choice = await sees(ingrid, 'Hva blir veien videre?', '05-conclude')
  await choice.getByRole('radio', { name: 'Nivå 1' }).check()
  await press(choice, 'Velg')
  await press(await sees(ingrid, 'Samtykke mangler for skole.', '06-missing-consent'), 'Be om samtykke')
  const ask = await sees(ingrid, 'Hvor mange har foreldreansvar?', '07-ask')
  for (const name of ['Skole', 'Læring og utvikling']) await ask.getByRole('checkbox', { name, exact: true }).check()
  for (const name of ['To har foreldreansvar', 'De foresatte har omsorgen'])
    await ask.getByRole('radio', { name }).check()
  await ask.getByLabel('Fødselsmåned').fill('2017-05')
  await press(ask, 'Be om samtykke')
  await press(await sees(ingrid, 'Familien er spurt', '08-asked'), 'Registrer samtykke')
  const record = await sees(ingrid, 'Hvem har samtykket?', '09-record')
  for (const name of ['Foresatt 1', 'Foresatt 2', 'Læring og utvikling'])
    await record.getByRole('checkbox', { name }).check()
  await record.locator('input[name=services]').check()
  await record.getByRole('radio', { name: 'Skriftlig' }).check()
  await record.getByLabel('Formål').fill('Få venner')
  await press(record, 'Videre')
  const more = await sees(ingrid, 'Språket det ble forklart på', '09-record-more')
  await more.getByLabel('Språket det ble forklart på').fill('norsk')
  await more.getByLabel('Hvilken tekst de fikk').fill('1')
  await more.getByLabel('Barnets stemme').fill('Vil gjerne ha noen å leke med.')
  await press(more, 'Lagre')
  const wrong = await sees(ingrid, 'Spør hva barnet mener, og kryss av.', '10-wrong')
  expect(await wrong.getByLabel('Barnets stemme').inputValue()).toBe('Vil gjerne ha noen å leke med.')
  expect(await wrong.getByRole('checkbox', { name: 'Foresatt 2' }).isChecked()).toBe(true)
  await wrong.getByRole('checkbox', { name: 'Barnet er spurt om hva det mener' }).check()
  await press(wrong, 'Lagre')
  await sees(ingrid, 'Nivå 1: Innsats i egen tjeneste.', '11-level-1')
})

test('the head teacher decides in a dialog that the message opens, where the message names no child and no service', async () => {
  await press(ingrid.getByRole('dialog'), 'Mer')
  await press(ingrid.getByRole('dialog'), 'Foreslå nytt nivå')
  const form = await sees(ingrid, 'Hvorfor foreslås det?', '12-propose')
  await form.getByLabel('Hvorfor foreslås det?').fill('Trenger råd om lesing.')
  await form.getByRole('radio', { name: 'Læring og utvikling' }).check()
  await form.getByRole('radio', { name: 'Nivå 2' }).check()
  await form.getByRole('checkbox', { name: 'Pedagogisk-psykologisk tjeneste (PPT)' }).check()
  await press(form, 'Send forslaget')
  await sees(ingrid, 'Forslaget er sendt til Terje Aas, som kan avgjøre det.', '13-proposed')
  await close(ingrid)
  await f.advance('PT1S')
  const told = await reads(terje, 'Forslag: FJ-1001', '14-told')
  await press(told, 'Vis hele')
  const whole = await sees(terje, 'Trenger råd om lesing.', '15-whole')
  await whole.getByText('Samtykke mangler for pedagogisk-psykologisk tjeneste (PPT).').waitFor()
  await whole.getByRole('button', { name: 'Close' }).click()
  await press(told, 'Avslå')
  const decide = await sees(terje, 'Avslå', '16-decide')
  await decide.getByLabel('Begrunnelse').fill('Vi prøver litt til selv.')
  await decide.getByRole('radio', { name: 'Læring og utvikling' }).check()
  await press(decide, 'Avslå')
  await sees(terje, 'Avslått av deg', '17-decided')
  await close(terje)
  const decided = await reads(terje, 'Avslått av deg', '18-message')
  expect(await decided.getByRole('button', { name: 'Avslå', exact: true }).count()).toBe(0)
  expect(await terje.locator('#chat').innerText()).not.toMatch(/Gutt|alene|PPT|psykologisk|lesing|prøver litt/)
})

test('what is asked in the channel is answered in its thread, and read in a dialog', async () => {
  await ingrid.getByRole('link', { name: 'Trinnteam' }).click()
  await ingrid.getByLabel('Message').fill('sak FJ-1001')
  await ingrid.keyboard.press('Enter')
  await press(await reads(ingrid, 'Innholdet i saken ser du bare i en egen visning', '19-channel'), 'Vis saken')
  await sees(ingrid, 'Gutt på 3. trinn', '20-case')
  expect(faults).toEqual([])
})
