/**
 * The story of a child wholly on the page, from a wondering to the end of the case: once in the tab, with a mouse and scripts, and once
 * in a browser that runs none, on a screen of 320 pixels, with the keyboard alone. Each person sits at their own. What stands there is
 * looked at on every page, and its pictures, for somebody to look at, go to `test-results/`. Its parts follow on each other.
 */
import { mkdirSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { byKeyboard, inTab, type Seat, signIn } from '../support/page-seat.ts'
import { type PageTown, startPageTown } from '../support/page-town.ts'
import { main, pageOf } from '../support/room-browser.ts'

let town: PageTown
let browser: Browser
const faults: string[] = []

beforeAll(async () => {
  mkdirSync('test-results', { recursive: true })
  town = await startPageTown()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await town?.end()
})

const tellings = [
  { where: 'in the tab, with a mouse', how: 'tab' },
  { where: 'without a script, on a small screen, with the keyboard alone', how: 'keyboard' },
] as const

describe.each(tellings)('the story $where', ({ how }) => {
  let ref = ''
  const sitting = () => ({ browser, faults, pictures: `test-results/room-${how}` })
  const sitDown = (name: string) =>
    how === 'tab'
      ? inTab(sitting(), town.url, name)
      : byKeyboard(sitting(), `${town.url}/rom`, 'Logg inn med Teams', name)
  let begins = 0
  const day = (ahead: number) => new Date(begins + ahead * 86_400_000).toISOString().slice(0, 10)
  let [ingrid, terje]: Seat[] = []
  const at = (seat: Seat | undefined) => {
    if (!seat) throw new Error('nobody sits there')
    return seat
  }

  test('a form tells at the field what is missing, and keeps what was typed', async () => {
    begins = Date.parse(await town.advance('PT1S'))
    ingrid = await sitDown('Ingrid Lunde')
    await ingrid.sees('Ingenting venter på deg nå.', '01-mine')
    await ingrid.press('Ny undring')
    await ingrid.sees('Hva har du sett?', '02-form')
    await ingrid.fill({ 'Hvem gjelder det?': 'Gutt på 3. trinn' })
    await ingrid.press('Skriv ned')
    const form = await ingrid.sees('Fyll ut dette feltet.', '03-missing')
    expect(await form.getByLabel('Hvem gjelder det?').inputValue()).toBe('Gutt på 3. trinn')
    expect(await form.evaluate(({ ownerDocument }) => ownerDocument.activeElement?.id)).toBe('faults')
    await ingrid.fill({ 'Hva har du sett?': 'Er mye alene i friminuttene.' })
    await ingrid.choose('Barn')
    await ingrid.press('Skriv ned')
    const saved = await ingrid.sees('Undringen er lagret. Terje Aas får beskjed.', '04-concern')
    ref = /FJ-\d+/.exec(await saved.innerText())?.[0] ?? ''
    expect(pageOf(ingrid.at).url()).not.toMatch(/alene|Gutt/)
  })

  test('the family is talked with, and a colleague asked who never learns of whom', async () => {
    const seat = at(ingrid)
    await seat.press('Samtalen er holdt')
    await seat.sees('Når snakket dere sammen?', '05-talk')
    await seat.fill({ 'Når snakket dere sammen?': day(0) })
    await seat.choose('i et møte')
    await seat.press('Lagre')
    await seat.sees('Samtalen er notert.', '06-talked')
    await seat.press('Spør en kollega anonymt')
    await seat.sees('Hva lurer du på?', '07-ask')
    await seat.choose('Mari Holm')
    await seat.fill({ 'Hva lurer du på?': 'Hva hjelper når noen er mye alene?' })
    await seat.press('Send')
    await seat.sees('Spørsmålet er sendt, uten navnet ditt.', '08-asked')
    const mari = await sitDown('Mari Holm')
    const list = await mari.sees('Eit spørsmål frå ein kollega', '09-question')
    expect(await list.innerText()).not.toMatch(/Ingrid|FJ-\d|Gutt/)
    await mari.press('Svar')
    await mari.sees('Hva hjelper når noen er mye alene?', '10-answer')
    await mari.fill({ 'Svaret ditt': 'En voksen som begynner en lek.' })
    await mari.press('Send')
    await mari.sees('Takk! Svaret ditt er sendt.', '11-answered')
    await seat.find(ref)
    const shown = await seat.sees('En voksen som begynner en lek.', '12-advice')
    expect(await shown.innerText()).not.toContain('Mari')
  })

  test('the stafettlogg is opened with the consent of both guardians', async () => {
    const seat = at(ingrid)
    await seat.press('Velg vei videre')
    await seat.sees('Hva blir veien videre?', '13-conclude')
    await seat.choose('Nivå 1')
    await seat.press('Velg')
    await seat.sees('Samtykke mangler for skole.', '14-missing-consent')
    await seat.press('Be om samtykke')
    await seat.sees('Hvor mange har foreldreansvar?', '15-ask')
    await seat.choose('Skole', 'Læring og utvikling', 'To har foreldreansvar', 'De foresatte har omsorgen')
    await seat.fill({ Fødselsmåned: '2017-05' })
    await seat.press('Be om samtykke')
    await seat.sees('Familien er spurt', '16-asked')
    await record(seat, 'skole', '17')
    await seat.sees('Nivå 1: Innsats i egen tjeneste.', '19-level-1')
  })

  test('a meeting is set, a goal and a measure', async () => {
    const seat = at(ingrid)
    await seat.press('Avtal neste møte')
    await seat.sees('Er et møte avtalt fra før', '20-meeting')
    await seat.fill({ Dag: day(7) })
    await seat.press('Lagre')
    await seat.sees('Møtet er avtalt', '21-meeting-set')
    await seat.press('Mål, tiltak og notater')
    await seat.sees('Ingen mål ennå', '22-plan')
    await seat.press('Nytt mål')
    await seat.sees('Målet', '23-goal')
    await seat.fill({ Målet: 'Leker med noen hver dag' })
    await seat.choose('Læring og utvikling')
    await seat.press('Lagre')
    await seat.sees('Målet er lagret.', '24-goal-set')
    await seat.press('Nytt tiltak')
    await seat.sees('Når skal det evalueres?', '25-measure')
    await seat.fill({ Tiltaket: 'En voksen begynner leken', 'Når skal det evalueres?': day(14) })
    await seat.choose('Læring og utvikling', 'På skolen')
    await seat.press('Lagre')
    await seat.sees('Tiltaket er lagret.', '26-measure-added')
  })

  test('when its day has come the meeting stands first in the list, and is held with minutes', async () => {
    const seat = at(ingrid)
    await town.advance('P7D')
    await again(seat, 'Ingrid Lunde')
    await seat.go('Mine saker')
    await seat.sees('Venter på deg', '27-due')
    await seat.press('Møtet er holdt')
    await seat.sees('Hvem handler referatet om?', '28-minutes')
    await seat.fill({ Dag: day(7), Referat: 'Alle er enige om leken.', 'Barnets stemme': 'Det er fint' })
    await seat.fill({ 'Hvorfor det ikke blir et nytt møte': 'Vi snakkes i hverdagen.' })
    await seat.choose('Læring og utvikling', 'Bare om barnet og familien selv')
    await seat.press('Lagre')
    await seat.sees('Referatet er lagret.', '29-held')
  })

  test('a higher level is proposed, and waits for the family to say yes', async () => {
    const seat = at(ingrid)
    await seat.find(ref)
    await seat.sees('Gutt på 3. trinn', '30-case')
    await seat.press('Foreslå nytt nivå')
    await seat.sees('Hvorfor foreslås det?', '32-propose')
    await seat.fill({ 'Hvorfor foreslås det?': 'Trenger råd om lesing.' })
    await seat.choose('Læring og utvikling', 'Nivå 2', 'Pedagogisk-psykologisk tjeneste (PPT)')
    await seat.press('Send forslaget')
    await seat.sees('Forslaget er sendt til Terje Aas, som kan avgjøre det.', '33-proposed')
    terje = await sitDown('Terje Aas')
    await terje.sees(ref, '34-leader')
    await terje.find(ref)
    await terje.sees('Gutt på 3. trinn', '35-leader-case')
    await terje.press('Vis forslaget')
    const proposal = await terje.sees('Trenger råd om lesing.', '36-proposal')
    expect(await proposal.innerText()).not.toContain('Godkjenn\n')
    await seat.press('Be om samtykke')
    await seat.sees('Hvilke tjenester skal være med?', '37-ask-ppt')
    await seat.choose('Pedagogisk-psykologisk tjeneste (PPT)')
    await seat.press('Be om samtykke')
    await seat.sees('Familien er spurt', '38-asked-ppt')
    await record(seat, 'PPT', '39')
    await seat.sees('Samtykket er registrert.', '41-consented')
  })

  test('the leader decides, and whoever asked sees it', async () => {
    const leader = at(terje)
    await leader.find(ref)
    await leader.sees('Gutt på 3. trinn', '42-leader-case')
    await leader.press('Vis forslaget')
    await leader.sees('Trenger råd om lesing.', '43-proposal')
    await leader.press('Godkjenn')
    await leader.sees('Dagen dere møttes', '44-decide')
    await leader.fill({ 'Dagen dere møttes': day(7), 'Begrunnelse for avgjørelsen': 'PPT kan hjelpe.' })
    await leader.choose('Foresatte deltok', 'Barnet deltok', 'Læring og utvikling')
    await leader.press('Godkjenn')
    await leader.sees('Godkjent av deg', '45-decided')
    await at(ingrid).find(ref)
    await at(ingrid).sees('Nivå 2:', '46-level-2')
  })

  test('an adviser of the service is let in, and reads what the family has agreed to', async () => {
    const seat = at(ingrid)
    await seat.press('Mer')
    await seat.sees('Deltakere', '47-menu')
    if (!(await main(seat.at).getByText('Legg til deltaker').first().isVisible())) {
      await seat.press('Deltakere')
      await seat.sees('Legg til deltaker', '48-people')
    }
    await seat.press('Legg til deltaker')
    await seat.sees('Hvem?', '49-add')
    await seat.choose('Jonas Berg')
    await seat.press('Lagre')
    await seat.sees('Jonas Berg er lagt til som deltaker.', '50-added')
    const jonas = await sitDown('Jonas Berg')
    await jonas.sees(ref, '51-adviser')
    await jonas.find(ref)
    await jonas.sees('Gutt på 3. trinn', '52-adviser-case')
    await jonas.press('Mål, tiltak og notater')
    await jonas.sees('En voksen begynner leken', '53-adviser-plan')
  })

  test('the measure is evaluated with the child’s own words', async () => {
    const seat = at(ingrid)
    await town.advance('P7D')
    await again(seat, 'Ingrid Lunde')
    await seat.go('Mine saker')
    await seat.sees('Et tiltak skal evalueres', '54-due')
    await seat.press('Evaluer')
    await seat.sees('Hvordan virker det?', '55-evaluate')
    await seat.choose('Det virker godt', 'Tiltaket er ferdig')
    await seat.fill({ 'Barnets stemme': 'Jeg har noen å leke med' })
    await seat.press('Lagre')
    await seat.sees('Evalueringen er lagret.', '56-evaluated')
  })

  test('the case is closed, and is so for everybody', async () => {
    const seat = at(ingrid)
    await seat.find(ref)
    await seat.sees('Gutt på 3. trinn', '57-case')
    await seat.press('Mer')
    await seat.sees('Alt du kan gjøre', '58-menu')
    await seat.press('Hele saken')
    await seat.sees('Avslutt saken', '59-menu-case')
    await seat.press('Avslutt saken')
    await seat.sees('Hvorfor avsluttes saken?', '60-close')
    await seat.choose('Målet er nådd')
    await seat.fill({ Oppsummering: 'Har fått gode venner' })
    await seat.press('Avslutt saken')
    await seat.sees('Saken er avsluttet.', '61-closed')
    await again(at(terje), 'Terje Aas')
    await at(terje).find(ref)
    await at(terje).sees('Har fått gode venner', '62-leader-closed')
    expect(faults).toEqual([])
  })

  /** Whoever has been away for days is signed in anew: in the tab by itself. */
  async function again(seat: Seat, name: string): Promise<void> {
    if (how === 'tab') return
    await seat.go('Mine saker')
    await signIn(seat, 'Logg inn med Teams', name)
  }

  /** Both guardians say yes: on two pages, of which the second is what nobody may forget. */
  async function record(seat: Seat, service: string, picture: string): Promise<void> {
    await seat.press('Registrer samtykke')
    await seat.sees('Hvem har samtykket?', `${picture}-record`)
    await seat.choose('Foresatt 1', 'Foresatt 2', 'Læring og utvikling', service, 'Skriftlig')
    await seat.fill({ Formål: 'Få venner' })
    await seat.press('Videre')
    await seat.sees('Språket det ble forklart på', `${picture}-record-more`)
    await seat.fill({ 'Språket det ble forklart på': 'norsk', 'Hvilken tekst de fikk': '1' })
    await seat.choose('Barnet er spurt om hva det mener')
    await seat.press('Lagre')
  }
})

describe('the tab', () => {
  test('begins a session anew that ends while somebody writes, and nothing is lost', async () => {
    const seat = await inTab({ browser, faults, pictures: 'test-results/room' }, town.url, 'Ingrid Lunde')
    await seat.press('Ny undring')
    await seat.sees('Hva har du sett?', '63-form')
    await seat.fill({ 'Hvem gjelder det?': 'Jente på 5. trinn', 'Hva har du sett?': 'Kommer ofte sent.' })
    await seat.choose('Barn')
    await pageOf(seat.at).context().clearCookies()
    await seat.press('Skriv ned')
    await seat.sees('Undringen er lagret.', '64-renewed')
    expect(faults).toEqual([])
  })

  test.each([
    ['dark', 'html[data-color-scheme="dark"]'],
    ['contrast', 'html[data-contrast="more"]'],
  ])('follows the theme of its client: %s', async (theme, marked) => {
    const seat = await inTab(
      { browser, faults, pictures: `test-results/room-${theme}` },
      town.url,
      'Ingrid Lunde',
      theme,
    )
    await seat.at.locator(marked).waitFor()
    await seat.sees('Mine saker', '65-mine')
    await seat.find('FJ-1001')
    await seat.sees('Saken er avsluttet.', '66-closed')
    await seat.press('Historikk')
    await seat.sees('Har fått gode venner', '67-history')
    expect(faults).toEqual([])
  })
})
