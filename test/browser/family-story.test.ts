/**
 * The family's own page from a code to the end: a mother and a father, each with what is theirs, and the teacher who holds the log of
 * their child. Once on a phone, and once in browsers that run no script, on screens of 320 pixels, with the keyboard alone. What stands
 * there is looked at on every page, and its pictures, for somebody to look at, go to `test-results/`. Its parts follow on each other.
 */
import { mkdirSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { byKeyboard, inTab, onScreen, type Seat } from '../support/page-seat.ts'
import { openLogOn, type PageTown, startPageTown } from '../support/page-town.ts'
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

// Nobody of a family is known by more than what the sign-in calls them: who comes as the mother the second time is somebody else.
const tellings = [
  { where: 'on a phone', how: 'phone', as: { mother: 'A mother', father: 'A father' } },
  {
    where: 'without a script, on a small screen, with the keyboard alone',
    how: 'keyboard',
    as: { mother: 'A young person', father: 'A father' },
  },
] as const

describe.each(tellings)('the family’s page $where', ({ how, as }) => {
  let ref = ''
  const sitting = () => ({ browser, faults, pictures: `test-results/family-${how}` })
  let [ingrid, mother, father]: (Seat | undefined)[] = []
  const at = (seat: Seat | undefined) => {
    if (!seat) throw new Error('nobody sits there')
    return seat
  }
  const come = (who: string) => {
    const given = [`${town.url}/familie`, 'Logg inn med ID-porten', who] as const
    return how === 'phone' ? onScreen(sitting(), ...given) : byKeyboard(sitting(), ...given)
  }
  /** Their log as it is now. */
  const opens = async (seat: Seat, picture: string) => {
    await seat.go('Dine stafettlogger')
    await seat.sees(`Stafettlogg ${ref}`, `${picture}-home`)
    await seat.press('Åpne loggen')
    return seat.sees('Stafettholder', picture)
  }
  /** What the bot has written to the holder of this case. */
  const told = async () => {
    await town.advance('PT1S')
    return town
      .told('Ingrid Lunde')
      .filter((one) => one.includes(ref))
      .join('\n')
  }

  test('begins with a log that has a measure, a meeting and a note about somebody else too', async () => {
    const visitor = town.visitor()
    await visitor.signIn('Ingrid Lunde')
    const log = await openLogOn(visitor)
    ref = /FJ-\d+/.exec(log.text)?.[0] ?? ''
    const of = /case=(case_\w+)/.exec(log.text)?.[1] ?? ''
    const form = async (action: string, fields: Record<string, string>) =>
      visitor.press(await visitor.get(`/rom/skjema/${action}?case=${of}`), 'Lagre', fields)
    await form('meeting.set', { day: '2026-11-09' })
    await form('measure.add', { text: 'En voksen begynner leken', topic: 'learning', arena: 'school' })
    await form('note.add', { text: 'Lekte med Per, som er ny i klassen.', topic: 'learning', others: 'yes' })
    ingrid =
      how === 'phone'
        ? await inTab(sitting(), town.url, 'Ingrid Lunde')
        : await byKeyboard(sitting(), `${town.url}/rom`, 'Logg inn med Teams', 'Ingrid Lunde')
    await ingrid.sees(ref, '01-mine')
  })

  test('lets nobody in before the holder has said that it was they', async () => {
    mother = await come(as.mother)
    await mother.sees('Har du fått en kode, skriv den inn.', '02-home')
    await mother.press('Skriv inn en kode')
    await mother.sees('Koden får du av den som er stafettholder', '03-code')
    await mother.fill({ Koden: 'AAAA-AAAA-AAAA-AAAA' })
    await mother.press('Fortsett')
    await mother.sees('Koden virker ikke.', '04-wrong')
    await mother.fill({ Koden: (await invite('Foresatt 1', '05')).toLowerCase() })
    await mother.press('Fortsett')
    const waiting = await mother.sees('Den som ga deg koden, må si at det var deg som logget inn.', '08-waiting')
    expect(await waiting.innerText()).not.toMatch(new RegExp(`${ref}|Gutt|Skole|Emil`))
    expect(await told()).toContain('logget inn')
  })

  test('shows the whole log to the mother once she is known, and who has read it', async () => {
    await confirm('Foresatt 1', '09')
    const log = await opens(at(mother), '10-log')
    expect(await log.innerText()).toMatch(/Emil[\s\S]*Ingrid Lunde[\s\S]*En voksen begynner leken/)
    expect(await log.innerText()).not.toMatch(/Per|alene i friminuttene/)
    await at(mother).press('Hvem har lest')
    await at(mother).sees('Ingrid Lunde', '11-readers')
    expect(pageOf(at(mother).at).url()).not.toMatch(/Gutt|alene|Emil/)
  })

  test('takes a note of the mother’s own, of which the holder is told and which she reads', async () => {
    await opens(at(mother), '12-log')
    await at(mother).press('Skriv til dem')
    await at(mother).sees('Skriv med egne ord.', '13-write')
    await at(mother).fill({ 'Det du vil si': 'Han gleder seg til skolen igjen.' })
    await at(mother).press('Send')
    const log = await at(mother).sees('Sendt. Stafettholderen har fått beskjed.', '14-sent')
    expect(await log.innerText()).toContain('Han gleder seg til skolen igjen.')
    expect(await told()).toContain('Noen i familien har skrevet til dere')
    await familyIn('15')
    await at(ingrid).sees('Han gleder seg til skolen igjen.', '16-family')
  })

  test('lets the father in beside her, who reads nothing of what she has written', async () => {
    const code = await invite('Foresatt 2', '17')
    father = await come(as.father)
    await father.sees('Har du fått en kode', '20-home')
    await father.press('Skriv inn en kode')
    await father.sees('Koden får du av den som er stafettholder', '21-code')
    await father.fill({ Koden: code })
    await father.press('Fortsett')
    await father.sees('må si at det var deg som logget inn', '22-waiting')
    await confirm('Foresatt 2', '23')
    const log = await opens(father, '24-log')
    expect(await log.innerText()).toContain('En voksen begynner leken')
    expect(await log.innerText()).not.toContain('gleder seg')
  })

  test('asks both for a consent, which counts when both have said yes', async () => {
    await ask('Pedagogisk-psykologisk tjeneste (PPT)', ['Skole'], '25')
    for (const [seat, picture, told] of [
      [at(mother), '28', 'Samtykket gjelder når alle som skal svare, har sagt ja.'],
      [at(father), '32', 'Takk, svaret ditt gjelder fra nå.'],
    ] as const) {
      await answering(seat, picture)
      await seat.press('Ja til det jeg har krysset av')
      await seat.sees('Sett kryss ved minst én', `${picture}-missing`)
      await seat.choose('PPT', 'Læring og utvikling', 'Jeg har spurt barnet')
      await seat.press('Ja til det jeg har krysset av')
      await seat.sees(told, `${picture}-yes`)
    }
    expect(await told()).toContain('Noen i familien har svart på et samtykke')
    await consentsIn('36')
    expect(await main(at(ingrid).at).innerText()).toMatch(/PPT/)
  })

  test('takes a no as well, and a yes that is taken back', async () => {
    await ask('Skolehelsetjenesten', ['Skole', 'Pedagogisk-psykologisk tjeneste (PPT)'], '37')
    await answering(at(mother), '40')
    await at(mother).press('Nei til alt')
    await at(mother).sees('Takk, svaret ditt gjelder fra nå.', '43-no')
    await at(mother).press('Trekk et samtykke')
    await at(mother).sees('Du trenger ikke si hvorfor.', '44-withdraw')
    await at(mother).choose('PPT')
    await at(mother).press('Trekk samtykket')
    const left = await at(mother).sees('Samtykket er trukket', '45-withdrawn')
    expect(await left.innerText()).not.toMatch(/PPT/)
    await consentsIn('46')
  })

  test('takes a request for a correction, which the holder sees to', async () => {
    await opens(at(mother), '47-log')
    await at(mother).press('Be om retting')
    await at(mother).sees('Skriv hva som ikke stemmer', '48-correct')
    await at(mother).fill({ 'Det du vil si': 'Han går i 4. klasse.' })
    await at(mother).press('Send')
    await at(mother).sees('Sendt. Stafettholderen svarer deg.', '49-sent')
    await familyIn('50')
    await at(ingrid).sees('Han går i 4. klasse.', '51-family')
    await at(ingrid).press('Dette er fulgt opp')
    await at(ingrid).sees('Det er notert at dette er fulgt opp.', '52-heard')
    const log = await opens(at(mother), '53-log')
    expect(await log.innerText()).toContain('fulgt opp')
  })

  test('takes what she thinks before the measure is evaluated', async () => {
    await at(mother).press('Si hva du mener')
    await at(mother).sees('Hva bør bli annerledes?', '54-say')
    await at(mother).fill({ 'Det du vil si': 'Leken hjelper.' })
    await at(mother).press('Send')
    await at(mother).sees('Sendt. Stafettholderen har fått beskjed.', '55-sent')
    await familyIn('56')
    await at(ingrid).sees('Leken hjelper.', '57-family')
  })

  test('lets her alone read a text about others, once the holder has let it go with a reason', async () => {
    await at(ingrid).press('La familien lese')
    await at(ingrid).sees('Hvilken tekst?', '58-release')
    await at(ingrid).choose('Notat', 'Foresatt 1')
    await at(ingrid).fill({ 'Hvorfor kan denne personen lese den?': 'Foreldrene til Per er enige.' })
    await at(ingrid).press('La personen lese den')
    await at(ingrid).sees('Personen kan lese teksten nå.', '59-released')
    expect(await (await opens(at(mother), '60-log')).innerText()).toContain('Lekte med Per, som er ny i klassen.')
    expect(await (await opens(at(father), '61-log')).innerText()).not.toContain('Lekte med Per')
  })

  test('shuts the father out while his page is open, and of what he then sends nothing is told', async () => {
    await at(father).press('Skriv til dem')
    await at(father).sees('Skriv med egne ord.', '62-write')
    await at(father).fill({ 'Det du vil si': 'Jeg kommer på møtet.' })
    await familyIn('63')
    await at(ingrid).press('Steng noen ute')
    await at(ingrid).sees('Hvem i familien?', '64-shut-out')
    await at(ingrid).choose('Foresatt 2')
    await at(ingrid).fill({ 'Hvorfor kan ikke denne personen lese loggen?': 'Etter vedtak.' })
    await at(ingrid).press('Steng ute')
    await at(ingrid).sees('Personen er stengt ute fra loggen.', '65-out')
    await at(father).press('Send')
    const no = await at(father).sees('Du har ikke tilgang til denne loggen.', '66-no')
    expect(await no.innerText()).not.toMatch(new RegExp(`${ref}|Ingrid|vedtak`))
    await at(father).go('Dine stafettlogger')
    const home = await at(father).sees('Har du fått en kode', '67-home')
    expect(await home.innerText()).not.toContain(ref)
  })

  test('takes the mother’s wish to end it, of which the holder is told at once', async () => {
    await opens(at(mother), '68-log')
    await at(mother).press('Be om å avslutte')
    await at(mother).sees('Loggen er åpen til dere har avtalt noe annet.', '69-end')
    await at(mother).press('Be om å avslutte')
    await at(mother).sees('Stafettholderen har fått beskjed og snakker med deg.', '70-asked')
    expect(await told()).toContain('vil at loggen skal avsluttes')
    await at(ingrid).go('Mine saker')
    await at(ingrid).sees('Familien venter på svar', '71-mine')
    expect(faults).toEqual([])
  })

  test('opens none of the staff’s pages', async () => {
    await pageOf(at(mother).at).goto(`${town.url}/rom/sak/${ref}`)
    await main(at(mother).at).getByText('Logg inn i Stafett').waitFor()
  })

  /** The case as the holder has it, from wherever they are. */
  async function inCase(picture: string): Promise<Seat> {
    const seat = at(ingrid)
    await seat.find(ref)
    await seat.sees('Gutt på 3. trinn', `${picture}-case`)
    return seat
  }

  async function inMenu(group: string, picture: string): Promise<Seat> {
    const seat = await inCase(picture)
    await seat.press('Mer')
    await seat.sees('Alt du kan gjøre', `${picture}-menu`)
    await seat.press(group)
    await seat.sees(group, `${picture}-group`)
    return seat
  }

  async function familyIn(picture: string): Promise<void> {
    const seat = await inMenu('Deltakere', picture)
    await seat.press('Familien')
    await seat.sees(`Familien i ${ref}`, `${picture}-family`)
  }

  async function consentsIn(picture: string): Promise<void> {
    const seat = await inMenu('Samtykke og svar', picture)
    await seat.press('Samtykke')
    await seat.sees('Læring og utvikling', `${picture}-consents`)
  }

  async function invite(whom: string, picture: string): Promise<string> {
    const seat = await inMenu('Deltakere', picture)
    await seat.press('Gi familien en kode')
    await seat.sees('Hvem skal få koden?', `${picture}-invite`)
    await seat.choose(whom)
    await seat.fill({ 'Hva loggen heter på familiens side': 'Emil' })
    await seat.press('Lag kode')
    const given = await seat.sees('Koden vises bare nå.', `${picture}-code`)
    return /\b(\w{4}-){3}\w{4}\b/.exec(await given.innerText())?.[0] ?? ''
  }

  async function confirm(whom: string, picture: string): Promise<void> {
    const seat = at(ingrid)
    await seat.go('Mine saker')
    await seat.sees('Noen i familien har logget inn', `${picture}-mine`)
    await inCase(picture)
    await seat.press('Svar om innlogging')
    await seat.sees(`med koden til: ${whom}`, `${picture}-who`)
    await seat.press('Ja, det var dem')
    await seat.sees('Det var den rette.', `${picture}-confirmed`)
  }

  async function ask(service: string, said: string[], picture: string): Promise<void> {
    const seat = await inMenu('Samtykke og svar', picture)
    await seat.press('Be om samtykke')
    await seat.sees('Hvilke tjenester skal være med?', `${picture}-ask`)
    // What they have said yes to is not asked anew.
    for (const one of said) await seat.untick(one)
    await seat.choose(service)
    await seat.press('Be om samtykke')
    await seat.sees('Notert at familien blir spurt.', `${picture}-asked`)
  }

  async function answering(seat: Seat, picture: string): Promise<void> {
    await seat.go('Dine stafettlogger')
    await seat.sees(`Stafettlogg ${ref}`, `${picture}-home`)
    await seat.press('Åpne loggen')
    await seat.sees('Du er spurt om samtykke.', `${picture}-log`)
    await seat.press('Samtykke')
    await seat.sees('Du har ikke svart ennå.', `${picture}-consents`)
    await seat.press('Svar')
    await seat.sees('Du bestemmer selv.', `${picture}-answer`)
  }
})
