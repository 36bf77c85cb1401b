/**
 * The whole story with a mouse and a keyboard at the demonstration's Slack, where the contact teacher and the head teacher both
 * sit. Its pictures, for somebody to look at, go to `test-results/`. Its parts follow on each other.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Demo, startDemo } from '../../src/demo/index.ts'
import { openBrowser, openPage, press, screenshot } from '../support/browser.ts'
import { monday, moveClock } from '../support/fjordvik.ts'
import { freePort } from '../support/free-port.ts'
import { unnamed } from './names.ts'

const pictures = 'test-results'
const withinMs = 15_000

let folder: string
let demo: Demo
let browser: Browser
let ingrid: Page
let terje: Page
const faults: string[] = []

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  folder = mkdtempSync(join(tmpdir(), 'fjordvik-slack-page-'))
  const ports = { bot: await freePort(), slack: await freePort(), holder: 0, leader: 0 }
  demo = await startDemo({
    headless: true,
    keep: false,
    content: 'dialog',
    paged: false,
    folder,
    ports,
    startAt: monday,
  })
  browser = await openBrowser()
  ingrid = await sitAs('Ingrid Lunde')
  terje = await sitAs('Terje Aas')
})
afterAll(async () => {
  await browser?.close()
  await demo?.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function sitAs(name: string): Promise<Page> {
  const page = await openPage(browser)
  page.setDefaultTimeout(withinMs)
  page.on('pageerror', ({ message }) => void faults.push(message))
  page.on('dialog', (dialog) => void dialog.accept())
  await page.goto(`${demo.bot.url}/demo/slack?as=${encodeURIComponent(name)}`)
  return page
}

const advance = (duration: string) => moveClock(demo.bot.url, duration)

/** The modal, once it says this; it is photographed, and everything in it must have a name. */
async function sees(page: Page, words: string, picture: string): Promise<Locator> {
  const modal = page.getByRole('dialog').filter({ hasText: words })
  await modal.getByText(words).first().scrollIntoViewIfNeeded()
  await screenshot(page, `${pictures}/slack-${picture}.png`)
  expect(await unnamed(modal)).toEqual([])
  return modal
}

/** The newest message that says this. */
async function reads(page: Page, words: string, picture: string): Promise<Locator> {
  const message = page.getByRole('article').filter({ hasText: words }).last()
  await message.waitFor()
  await screenshot(page, `${pictures}/slack-${picture}.png`)
  return message
}

async function says(page: Page, text: string): Promise<void> {
  await page.getByLabel('Message').fill(text)
  await page.keyboard.press('Enter')
}

/** Answers the questions of a modal, each by what it is called; several choices stand in a list. */
async function fill(modal: Locator, answers: Record<string, string | string[]>): Promise<void> {
  for (const [label, answer] of Object.entries(answers)) {
    const question = modal.getByRole('group', { name: label })
    const list = question.locator('select')
    const text = question.locator('textarea, input:not([type=radio], [type=checkbox])')
    if ((await list.count()) > 0) await list.selectOption([answer].flat().map((one) => ({ label: one })))
    else if ((await text.count()) > 0) await text.fill([answer].flat().join())
    else for (const one of [answer].flat()) await question.getByLabel(one).check()
  }
}

/** How the family said yes, and to what: none of it is chosen for them. */
const saidYes = {
  'Hvordan er det gitt?': 'Skriftlig',
  'Hvilke temaer kan deles?': 'Trivsel',
  Formål: 'Få venner',
}

/** What the form of the answer folds. */
const saidMore = {
  'Språket det ble forklart på': 'norsk',
  'Hvilken tekst de fikk': '1',
}

async function close(page: Page): Promise<void> {
  await page.getByRole('dialog').locator('[data-close]').click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

test('the contact teacher writes a wondering down in a modal', async () => {
  await says(ingrid, 'hei')
  await press(await reads(ingrid, 'Hei, Ingrid Lunde', '01-hello'), 'Ny undring')
  const form = await sees(ingrid, 'Hva har du sett?', '02-form')
  const seen = { 'Hvem gjelder det?': 'Gutt på 3. trinn', 'Hva har du sett?': 'Er mye alene i friminuttene.' }
  await fill(form, { ...seen, Målgruppe: 'Barn' })
  await press(form, 'Skriv ned')
  const concern = await sees(ingrid, 'Undringen er lagret. Terje Aas får beskjed.', '03-concern')
  await press(concern, 'Samtalen er holdt')
  const talk = await sees(ingrid, 'Når snakket dere sammen?', '04-talk')
  await fill(talk, { 'Når snakket dere sammen?': '2026-11-02', 'Hvordan snakket dere sammen?': 'i et møte' })
  await press(talk, 'Lagre')
  await press(await sees(ingrid, 'Samtalen er notert.', '05-talked'), 'Velg vei videre')
  const choice = await sees(ingrid, 'Hva blir veien videre?', '06-conclude')
  await fill(choice, { 'Hva blir veien videre?': 'Nivå 1' })
  await press(choice, 'Velg')
  await sees(ingrid, 'Samtykke mangler for skole.', '07-missing-consent')
})

test('the form of consent is answered question by question, and what is wrong is said at its field', async () => {
  await press(ingrid.getByRole('dialog'), 'Be om samtykke')
  const ask = await sees(ingrid, 'Hvor mange har foreldreansvar?', '08-ask')
  await fill(ask, {
    'Hvilke tjenester skal være med?': 'Skole',
    'Hvilke temaer kan deles?': 'Trivsel',
    Fødselsmåned: '2017-05',
    'Hvor mange har foreldreansvar?': 'To har foreldreansvar',
    'Hvem har omsorgen?': 'De foresatte har omsorgen',
  })
  await press(ask, 'Be om samtykke')
  await press(await sees(ingrid, 'Familien er spurt', '09-asked'), 'Registrer samtykke')
  const record = await sees(ingrid, 'Hvem har samtykket?', '10-record')
  await fill(record, {
    'Hvem har samtykket?': ['Foresatt 1', 'Foresatt 2'],
    ...saidYes,
    'Hvilke tjenester sa de ja til?': 'Skole',
  })
  await press(record, 'Videre')
  const more = await sees(ingrid, 'Språket det ble forklart på', '10-record-more')
  await fill(more, { ...saidMore, 'Barnets stemme (valgfritt)': 'Vil gjerne ha noen å leke med.' })
  await press(more, 'Lagre')
  const wrong = await sees(ingrid, 'Spør hva barnet mener, og kryss av.', '11-wrong')
  expect(await wrong.getByLabel('Barnets stemme (valgfritt)').inputValue()).toBe('Vil gjerne ha noen å leke med.')
  await fill(wrong, { 'Barnet er spurt om hva det mener': 'Ja' })
  await press(wrong, 'Lagre')
  await sees(ingrid, 'Nivå 1: Innsats i egen tjeneste.', '12-level-1')
})

test('a measure is added, and a higher level proposed', async () => {
  const modal = ingrid.getByRole('dialog')
  await press(modal, 'Nytt tiltak')
  const form = await sees(ingrid, 'Når skal det evalueres?', '13-measure')
  await fill(form, {
    Tiltaket: 'En voksen begynner en lek ute i hvert storefri.',
    Tema: 'Trivsel',
    'Hvor?': 'På skolen',
    'Når skal det evalueres?': '2026-11-30',
  })
  await press(form, 'Lagre')
  await press(await sees(ingrid, 'Tiltaket er lagret.', '14-measure-added'), 'Mer')
  await press(await sees(ingrid, 'Mest aktuelt', '14-more'), 'Foreslå nytt nivå')
  const propose = await sees(ingrid, 'Hvorfor foreslås det?', '15-propose')
  await fill(propose, {
    'Nytt nivå': 'Nivå 2',
    'Hvilke tjenester blir med?': 'Pedagogisk-psykologisk tjeneste (PPT)',
    Tema: 'Trivsel',
    'Hvorfor foreslås det?': 'Trenger råd om lesing.',
  })
  await press(propose, 'Send forslaget')
  const proposed = await sees(ingrid, 'Forslaget er sendt til Terje Aas, som kan avgjøre det.', '16-proposed')
  expect(await proposed.getByRole('button', { name: 'Godkjenn', exact: true }).count()).toBe(0)
})

test('the head teacher reads it, and can approve as soon as the family has agreed', async () => {
  await advance('PT1S')
  await press(await reads(terje, 'Forslag: FJ-1001', '17-told'), 'Vis hele')
  const whole = await sees(terje, 'Trenger råd om lesing.', '18-whole')
  await whole.getByText('Samtykke mangler for pedagogisk-psykologisk tjeneste (PPT).').waitFor()
  await close(terje)
  await press(ingrid.getByRole('dialog'), 'Be om samtykke')
  const again = await sees(ingrid, 'Familien har sagt ja til', '19-ask-again')
  await fill(again, { 'Hvilke tjenester skal være med?': 'Pedagogisk-psykologisk tjeneste (PPT)' })
  await press(again, 'Be om samtykke')
  await press(await sees(ingrid, 'Familien er spurt', '20-asked-again'), 'Registrer samtykke')
  const record = await sees(ingrid, 'Hvem har samtykket?', '21-record-again')
  await fill(record, {
    'Hvem har samtykket?': ['Foresatt 1', 'Foresatt 2'],
    ...saidYes,
    'Hvilke tjenester sa de ja til?': 'Pedagogisk-psykologisk tjeneste (PPT)',
  })
  await press(record, 'Videre')
  const more = await sees(ingrid, 'Språket det ble forklart på', '21-record-more')
  await fill(more, { ...saidMore, 'Barnet er spurt om hva det mener': 'Ja' })
  await press(more, 'Lagre')
  await sees(ingrid, 'Samtykket er registrert.', '22-consent')
  await advance('PT1S')
  await press(await reads(terje, 'Forslag: FJ-1001', '23-ready'), 'Godkjenn')
  const decide = await sees(terje, 'Begrunnelse for avgjørelsen', '24-decide')
  await fill(decide, { 'Dagen dere møttes': '2026-11-02', Tema: 'Trivsel', 'Barnet er spurt om hva det mener': 'Ja' })
  await fill(decide, { 'Begrunnelse for avgjørelsen': 'PPT kan hjelpe oss å komme videre.', 'Foresatte deltok': 'Ja' })
  await press(decide, 'Godkjenn')
  await sees(terje, 'Godkjent av deg', '25-decided')
  await close(terje)
  const decided = await reads(terje, 'Godkjent av deg', '26-message')
  expect(await decided.getByRole('button', { name: 'Godkjenn', exact: true }).count()).toBe(0)
})

test('the contact teacher hears of it, is reminded, evaluates, and closes the case', async () => {
  await close(ingrid)
  await reads(ingrid, 'Terje Aas har godkjent at saken flyttes fra nivå 1 til nivå 2', '27-approved')
  await advance('P28D')
  await reads(ingrid, 'også «', '28-reminder')
  await says(ingrid, 'sak FJ-1001')
  await press(await reads(ingrid, 'Nivå 2', '28-case'), 'Vis hele')
  await press(await sees(ingrid, 'Gutt på 3. trinn', '28-case-whole'), 'Mål, tiltak og notater')
  await press(await sees(ingrid, 'En voksen begynner en lek', '28-plan'), 'Evaluer')
  const evaluate = await sees(ingrid, 'Hvordan virker det?', '29-evaluate')
  await fill(evaluate, { 'Hvordan virker det?': 'Det virker godt', 'Hva gjør dere nå?': 'Tiltaket er ferdig' })
  await press(evaluate, 'Lagre')
  await sees(ingrid, 'Evalueringen er lagret.', '30-settled')
  await close(ingrid)
  await says(ingrid, 'sak FJ-1001')
  await press(await reads(ingrid, 'Nivå 2', '31-case'), 'Vis hele')
  await press(await sees(ingrid, 'Gutt på 3. trinn', '32-case-whole'), 'Mer')
  await press(await sees(ingrid, 'Alt du kan gjøre', '33-menu'), 'Hele saken')
  await press(await sees(ingrid, 'Avslutt saken', '33-menu-case'), 'Avslutt saken')
  const end = await sees(ingrid, 'Hvorfor', '34-close')
  await fill(end, { 'Hvorfor avsluttes saken?': 'Målet er nådd', Oppsummering: 'Leker med andre hver dag.' })
  await press(end, 'Avslutt saken')
  await sees(ingrid, 'Avsluttet', '35-closed')
  await advance('PT1S')
  await reads(terje, 'Saken er avsluttet. Takk for innsatsen.', '36-thanks')
})

test('nothing that was typed, no service and no topic ever stood in a message', async () => {
  const members = demo.slack?.workspace.members ?? []
  const channels = await Promise.all(members.map((member) => demo.slack?.workspace.direct(member)))
  const all = [...channels, demo.slack?.workspace.channel.id]
  const stood = JSON.stringify(await Promise.all(all.map((one) => demo.slack?.messages(one ?? '')))).replaceAll(
    '\u2060',
    '',
  )
  expect(stood).toContain('FJ-1001')
  expect(stood).not.toMatch(/Gutt|alene|leke?|lesing|PPT|psykologisk|komme videre|storefri/)
  expect(faults).toEqual([])
})
