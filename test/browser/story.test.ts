/**
 * The first part of the story with a mouse and a keyboard, in two windows: what the contact teacher and the head teacher
 * see. Its pictures, for somebody to look at, go to `test-results/`. Its parts follow on each other.
 */
import { mkdirSync } from 'node:fs'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cards, fillIn, goTo, openBrowser, openPage, openSeat, press, say, screenshot } from '../support/browser.ts'
import { type Fjordvik, startFjordvik } from '../support/fjordvik.ts'
import { answered, openCase, record } from '../support/walk.ts'
import { unnamed } from './names.ts'

const pictures = 'test-results'
const withinMs = 10_000

let f: Fjordvik
let browser: Browser
/** The windows of the contact teacher and of the head teacher. */
let teacher: Page
let head: Page

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  f = await startFjordvik()
  browser = await openBrowser()
  teacher = await openPage(browser)
  head = await openPage(browser)
  for (const page of [teacher, head]) page.setDefaultTimeout(withinMs)
  await Promise.all([openSeat(teacher, f.pages.teacher), openSeat(head, f.pages.head)])
})
afterAll(async () => {
  await browser?.close()
  await f?.end()
})

/** The newest card that says this, once it can be seen; it is photographed, and everything on it must have a name. */
async function sees(page: Page, words: string, picture: string): Promise<Locator> {
  const card = cards(page, words).last()
  await card.scrollIntoViewIfNeeded()
  await card.getByText(words).first().waitFor()
  await screenshot(page, `${pictures}/${picture}.png`)
  expect(await unnamed(card)).toEqual([])
  return card
}

const button = (card: Locator, title: string) => card.getByRole('button', { name: title, exact: true })

describe('the contact teacher', () => {
  test('is led from the channel to a form that nobody else sees', async () => {
    await goTo(teacher, 'Trinnteam')
    await say(teacher, 'ny', 'Stafett')
    const start = await sees(teacher, 'Trykk på knappen', '01-channel')
    await press(start, 'Fortsett i vår chat')
    await teacher.getByText('Jeg har skrevet til deg i vår egen chat.').waitFor()
    await goTo(teacher, 'Personal Chat')
    await press(await sees(teacher, 'Bare du og de som leder enheten, ser dette.', '01-message'), 'Ny undring')
    const form = await sees(teacher, 'Hva har du sett?', '02-form')
    expect(await form.getByRole('radio').count()).toBe(4)
  })

  test('is told at the field what is missing, and loses nothing of what was typed', async () => {
    const form = cards(teacher, 'Hva har du sett?').last()
    await fillIn(form, { 'Hvem gjelder det?': 'Gutt på 3. trinn' })
    await press(form, 'Skriv ned')
    await sees(teacher, 'Hva har du sett?', '03-missing')
    expect(await form.getByLabel('Hvem gjelder det?').inputValue()).toBe('Gutt på 3. trinn')
    await fillIn(form, { 'Hva har du sett?': 'Har vært mye alene i friminuttene de siste to ukene.' })
    await form.getByRole('radio', { name: 'Barn' }).check()
    await press(form, 'Skriv ned')
    const concern = await sees(teacher, 'Undringen er lagret.', '04-concern')
    await concern.getByText('Har vært mye alene i friminuttene de siste to ukene.').waitFor()
  })

  test('notes the talk with the family and chooses what comes next', async () => {
    await press(cards(teacher, 'Undringen er lagret.').last(), 'Samtalen er holdt')
    const talk = await sees(teacher, 'Når snakket dere sammen?', '05-talk')
    await fillIn(talk, { 'Når snakket dere sammen?': '2. november 2026' })
    await talk.getByRole('radio', { name: 'i et møte' }).check()
    await press(talk, 'Lagre')
    await press(await sees(teacher, 'Samtalen er notert.', '06-talked'), 'Velg vei videre')
    const form = await sees(teacher, 'Hva blir veien videre?', '07-conclude')
    await form.getByRole('radio', { name: 'Nivå 1' }).check()
    await press(form, 'Velg')
    await sees(teacher, 'Samtykke mangler for skole.', '08-consent-missing')
  })

  test('records the consent of both guardians, which opens the stafettlogg', async () => {
    await press(cards(teacher, 'Samtykke mangler for skole.').last(), 'Be om samtykke')
    const ask = await sees(teacher, 'Hvor mange har foreldreansvar?', '09-ask')
    await ask.getByRole('combobox', { name: 'Hvilke tjenester skal være med?' }).click()
    await teacher.getByRole('menuitemcheckbox', { name: 'Skole', exact: true }).click()
    await teacher.keyboard.press('Escape')
    await ask.getByRole('checkbox', { name: 'Trivsel' }).check()
    for (const name of ['To har foreldreansvar', 'De foresatte har omsorgen'])
      await ask.getByRole('radio', { name }).check()
    await fillIn(ask, { Fødselsmåned: '2017-05' })
    await press(ask, 'Be om samtykke')
    await press(await sees(teacher, 'Familien er spurt', '10-asked'), 'Registrer samtykke')
    const record = await sees(teacher, 'Hvem har samtykket?', '11-record')
    for (const name of ['Foresatt 1', 'Foresatt 2', 'Trivsel']) await record.getByRole('checkbox', { name }).check()
    await record.getByRole('checkbox', { name: 'Skole' }).first().check()
    await record.getByRole('radio', { name: 'Skriftlig' }).check()
    await fillIn(record, { Formål: 'Få venner' })
    await press(record, 'Videre')
    const more = await sees(teacher, 'Språket det ble forklart på', '11-record-more')
    await more.getByRole('checkbox', { name: 'Barnet er spurt om hva det mener' }).check()
    const told = { 'Språket det ble forklart på': 'norsk', 'Hvilken tekst de fikk': '1' }
    await fillIn(more, { ...told, 'Barnets stemme (valgfritt)': 'Vil gjerne ha noen å leke med.' })
    await press(more, 'Lagre')
    await sees(teacher, 'Nivå 1: Innsats i egen tjeneste.', '12-level-1')
  })

  test('adds a measure with somebody responsible and a day', async () => {
    await press(cards(teacher, 'Nivå 1: Innsats').last(), 'Nytt tiltak')
    const form = await sees(teacher, 'Når skal det evalueres?', '13-measure')
    await fillIn(form, {
      Tiltaket: 'En voksen begynner en lek ute i hvert storefri.',
      'Hvor?': 'På skolen',
      'Når skal det evalueres?': '30. november 2026',
    })
    await form.getByRole('radio', { name: 'Trivsel' }).check()
    await press(form, 'Lagre')
    const added = await sees(teacher, 'Tiltaket er lagret.', '14-measure-added')
    expect(await added.getByText('Et tiltak', { exact: true }).count()).toBe(0)
  })

  test('proposes that PPT joins, and can not decide it', async () => {
    await press(cards(teacher, 'Tiltaket er lagret.').last(), 'Mer')
    await press(cards(teacher, 'Mest aktuelt').last(), 'Foreslå nytt nivå')
    const form = await sees(teacher, 'Hvorfor foreslås det?', '15-propose')
    await form.getByRole('combobox', { name: 'Hvilke tjenester blir med?' }).click()
    await teacher.getByRole('menuitemcheckbox', { name: 'Pedagogisk-psykologisk tjeneste (PPT)' }).click()
    await teacher.keyboard.press('Escape')
    await fillIn(form, {
      'Hvorfor foreslås det?': 'Vi har prøvd lek i storefri i tre uker. Han er fortsatt alene.',
    })
    await form.getByRole('radio', { name: 'Trivsel' }).check()
    await press(form, 'Send forslaget')
    await sees(teacher, 'Forslaget er sendt til Terje Aas, som kan avgjøre det.', '16-proposed')
    expect(await teacher.getByRole('button', { name: 'Godkjenn', exact: true }).count()).toBe(0)
  })
})

describe('the head teacher', () => {
  test('sees which consent is missing, and can not approve before it is there', async () => {
    await press(await sees(head, 'Forslag: FJ-', '16-told'), 'Vis hele')
    const proposal = await sees(head, 'Samtykke mangler for pedagogisk-psykologisk tjeneste (PPT).', '17-missing')
    expect(await button(proposal, 'Godkjenn').count()).toBe(0)
    await consentTo('ppt')
    await button(cards(head, 'Forslag: FJ-').last(), 'Godkjenn').waitFor()
    await sees(head, 'Kan avgjøre', '18-proposal')
  })

  test('approves with the day of the meeting, who took part, and why', async () => {
    await press(cards(head, 'Forslag: FJ-').last(), 'Godkjenn')
    const form = await sees(head, 'Begrunnelse for avgjørelsen', '19-decide')
    await fillIn(form, { 'Dagen dere møttes': '2. november 2026' })
    await form.getByRole('radio', { name: 'Trivsel' }).check()
    await form.getByRole('checkbox', { name: 'Foresatte deltok' }).check()
    await form.getByRole('checkbox', { name: 'Barnet er spurt om hva det mener' }).check()
    await fillIn(form, { 'Begrunnelse for avgjørelsen': 'PPT kan hjelpe oss å komme videre.' })
    await press(form, 'Godkjenn')
    // What was decided is drawn again for everybody, and says in a message no word of why.
    await press(await sees(head, 'Godkjent av deg', '20-decided'), 'Vis hele')
    const decided = cards(head, 'Godkjent av deg').last()
    await decided.getByText('PPT kan hjelpe oss å komme videre.').waitFor()
    expect(await button(decided, 'Godkjenn').count()).toBe(0)
  })
})

describe('the decision', () => {
  test('comes to the contact teacher', async () => {
    await sees(teacher, 'Terje Aas har godkjent at saken flyttes fra nivå 1 til nivå 2', '21-told')
    await say(teacher, 'sak FJ-1001')
    const level = 'Nivå 2: Samarbeid med én eller to hjelpetjenester.'
    await press(await sees(teacher, level, '22-level-2'), 'Vis hele')
    await cards(teacher, level).last().getByText('Gutt på 3. trinn').waitFor()
  })

  test('stands in the thread in the channel, without a word about the child', async () => {
    await goTo(teacher, 'Trinnteam')
    await sees(teacher, 'Terje Aas har godkjent', '23-thread')
    const said = await teacher.locator('body').innerText()
    expect(said).not.toMatch(/Gutt|alene|PPT|psykologisk|lek ute/)
  })
})

/** The family says yes to one more service: nothing new to look at, so the contact teacher's client does it. */
async function consentTo(service: string): Promise<void> {
  const consents = await (await openCase(f.ingrid, 'FJ-1001')).press('Be om samtykke')
  const asked = await consents.press('Be om samtykke', { services: ['skole', service] })
  await record(await asked.press('Registrer samtykke'), { ...answered('skole', service), topics: ['wellbeing'] })
}
