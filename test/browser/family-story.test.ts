/**
 * A mother comes to her own page with a code that the teacher gave her, sees what was agreed and who has read it, and writes. In a browser
 * on a phone. Its pictures, for somebody to look at, go to `test-results/`. Its parts follow on each other.
 */
import { mkdirSync } from 'node:fs'
import type { Browser, Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openPage } from '../support/browser.ts'
import { openLogOn, type PageTown, startPageTown } from '../support/page-town.ts'
import { main, press, sees as seesIn } from '../support/room-browser.ts'

const pictures = 'test-results'
const withinMs = 15_000

let town: PageTown
let browser: Browser
let ingrid: Page
let mother: Page
let code = ''

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  town = await startPageTown()
  browser = await openBrowser()
  ingrid = await openPage(browser)
  mother = await (await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'nb-NO' })).newPage()
  for (const page of [ingrid, mother]) page.setDefaultTimeout(withinMs)
})
afterAll(async () => {
  await browser?.close()
  await town?.end()
})

const sees = (at: Page | Frame, words: string, picture: string) =>
  seesIn(at, words, `${pictures}/family-${picture}.png`)

test('the teacher gives the mother a code, which is shown once', async () => {
  const visitor = town.visitor()
  await visitor.signIn('Ingrid Lunde')
  const opened = await openLogOn(visitor)
  expect(opened.text).toContain('Stafettloggen er åpnet.')
  const of = /case=(case_\w+)/.exec(opened.text)?.[1] ?? ''
  await ingrid.goto(`${town.url}/rom/sak/FJ-1001`)
  await press(ingrid, 'Logg inn med Teams')
  await ingrid.getByRole('button', { name: 'Ingrid Lunde' }).click()
  await sees(ingrid, 'Gutt på 3. trinn', '01-case')
  await ingrid.goto(`${town.url}/rom/skjema/family.invite?case=${of}`)
  const form = await sees(ingrid, 'Hvem skal få koden?', '02-invite')
  await form.getByRole('radio').first().check()
  await press(ingrid, 'Lag kode')
  const given = await sees(ingrid, 'Koden vises bare nå.', '03-code')
  code = /\b(\w{4}-){3}\w{4}\b/.exec(await given.innerText())?.[0] ?? ''
  expect(code).not.toBe('')
})

test('the mother signs in, enters the code, and sees nothing until the teacher has said that it was she', async () => {
  await mother.goto(`${town.url}/familie`)
  await sees(mother, 'Logg inn med ID-porten', '04-enter')
  await press(mother, 'Logg inn med ID-porten')
  await mother.getByRole('button', { name: 'A mother' }).click()
  await sees(mother, 'Har du fått en kode, skriv den inn.', '05-home')
  await press(mother, 'Skriv inn en kode')
  const form = await sees(mother, 'Koden får du av den som er stafettholder', '06-code')
  await form.getByLabel('Koden').fill('AAAA-AAAA-AAAA-AAAA')
  await press(mother, 'Fortsett')
  await sees(mother, 'Koden virker ikke.', '07-wrong')
  await form.getByLabel('Koden').fill(code.toLowerCase())
  await press(mother, 'Fortsett')
  await sees(mother, 'Den som ga deg koden, må si at det var deg som logget inn.', '08-waiting')
  expect(await main(mother).innerText()).not.toMatch(/FJ-1001|Gutt|Skole/)
})

test('the teacher says that it was she, and the mother reads her log and who has read it', async () => {
  await ingrid.goto(`${town.url}/rom`)
  await sees(ingrid, 'Sakene dine', '09-mine')
  await ingrid.goto(`${town.url}/rom/sak/FJ-1001`)
  await press(ingrid, 'Svar om innlogging')
  await sees(ingrid, 'med koden til: Foresatt 1', '09-who')
  await press(ingrid, 'Ja, det var dem')
  await sees(ingrid, 'Sak FJ-1001', '10-confirmed')
  await mother.goto(`${town.url}/familie`)
  await press(mother, 'Åpne loggen')
  await sees(mother, 'Stafettlogg FJ-1001', '11-log')
  await press(mother, 'Hvem har lest')
  await sees(mother, 'Ingrid Lunde', '12-readers')
  expect(mother.url()).not.toMatch(/Gutt|alene/)
})

test('the mother writes, and the teacher sees that she has', async () => {
  await mother.goto(`${town.url}/familie`)
  await press(mother, 'Åpne loggen')
  await press(mother, 'Skriv til dem')
  const form = await sees(mother, 'Skriv med egne ord.', '13-write')
  await form.getByLabel('Det du vil si').fill('Han gleder seg til skolen igjen.')
  await press(mother, 'Send')
  await sees(mother, 'Sendt. Stafettholderen har fått beskjed.', '14-sent')
  await ingrid.goto(`${town.url}/rom/sak/FJ-1001`)
  await press(ingrid, 'Historikk')
  await sees(ingrid, 'Han gleder seg til skolen igjen.', '15-history')
})

test('the mother’s session opens none of the staff’s pages', async () => {
  await mother.goto(`${town.url}/rom/sak/FJ-1001`)
  await main(mother).getByText('Logg inn i Stafett').waitFor()
})
