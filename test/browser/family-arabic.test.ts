/**
 * A mother reads Arabic: her page is written from right to left, in its own words around the Norwegian names. On a phone and on a wide screen,
 * light and dark; its pictures, for somebody to look at, go to `test-results/`. Its parts follow on each other.
 */
import { mkdirSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { further, type Key } from '../../src/wording/index.ts'
import { openBrowser } from '../support/browser.ts'
import { saysItWasThey } from '../support/family-page.ts'
import { openLogOn, type PageTown, startPageTown, type Visitor } from '../support/page-town.ts'
import { main, sees } from '../support/room-browser.ts'

const pictures = 'test-results'
const arabic = further.get('ar')?.texts ?? {}
const word = (key: Key) => arabic[key] ?? key

let town: PageTown
let browser: Browser
let ingrid: Visitor
let mother: Page
let of = ''

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  town = await startPageTown()
  browser = await openBrowser()
  ingrid = town.visitor()
  await ingrid.signIn('Ingrid Lunde')
  of = /case=(case_\w+)/.exec((await openLogOn(ingrid)).text)?.[1] ?? ''
  mother = await (await browser.newContext({ locale: 'ar-EG' })).newPage()
  mother.setDefaultTimeout(15_000)
})
afterAll(async () => {
  await browser?.close()
  await town?.end()
})

const looks = [320, 1024].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
)

/** What stands there, at every width and in both colours: nothing stands outside the window, and axe finds nothing. */
async function shows(words: string, picture: string): Promise<void> {
  for (const { width, colorScheme } of looks) {
    await mother.setViewportSize({ width, height: 800 })
    await mother.emulateMedia({ colorScheme })
    await sees(mother, words, `${pictures}/arabic-${picture}-${width}-${colorScheme}.png`)
    const beside = await mother.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
    expect([picture, width, beside]).toEqual([picture, width, 0])
  }
  expect(
    await mother.evaluate('[document.documentElement.lang, getComputedStyle(document.body).direction].join(" ")'),
  ).toBe('ar rtl')
}

const press = (key: Key) =>
  main(mother)
    .locator('button, a')
    .filter({ hasText: word(key), visible: true })
    .first()
    .click()

test('she signs in and enters a code, in the language her browser asks for', async () => {
  await mother.goto(`${town.url}/familie`)
  await shows(word('web.enter.title'), '01-enter')
  await main(mother).locator('a').first().click()
  await mother.getByRole('button', { name: 'A mother' }).click()
  await shows(word('family.home.title'), '02-home')
  await press('family.action.family.enter')
  await main(mother).getByLabel(word('family.field.code')).fill('AAAA-AAAA-AAAA-AAAA')
  await press('family.submit.family.enter')
  await shows(word('family.error.code'), '03-wrong')
  const form = await ingrid.get(`/rom/skjema/family.invite?case=${of}`)
  const given = await ingrid.press(form, 'Lag kode', { signer: 'guardian-1', name: 'Kaia' })
  await main(mother)
    .getByLabel(word('family.field.code'))
    .fill(/\b(\w{4}-){3}\w{4}\b/.exec(given.text)?.[0] ?? '')
  await press('family.submit.family.enter')
  await shows(word('family.home.waiting.how'), '04-waiting')
})

test('she reads the log, who has read it, and what is asked of her', async () => {
  await saysItWasThey(ingrid, 'FJ-1001')
  const goal = await ingrid.get(`/rom/skjema/goal.set?case=${of}`)
  await ingrid.press(goal, 'Lagre', { topic: 'wellbeing', text: 'Trygg i friminuttene' })
  const ask = await ingrid.get(`/rom/skjema/consent.request?case=${of}`)
  await ingrid.press(ask, 'Be om samtykke', { services: 'ppt', topics: 'learning,wellbeing' })
  await mother.goto(`${town.url}/familie`)
  await press('family.action.family.log')
  await shows(word('family.log.asked'), '05-log')
  await press('family.action.family.readers')
  await shows('Ingrid Lunde', '06-readers')
  await mother.goto(`${town.url}/familie/vis/family.consents?case=${of}`)
  await shows(word('family.consents.what'), '07-consents')
  await press('family.action.family.answer')
  await press('family.submit.family.answer')
  await shows(word('family.error.services'), '08-answer')
})

test('she writes, in the direction in which she does', async () => {
  await mother.goto(`${town.url}/familie/skjema/family.write?case=${of}`)
  await main(mother).getByLabel(word('family.field.text')).fill('هو يحب المدرسة')
  await shows(word('family.form.readers'), '09-write')
  await press('family.submit.family.write')
  await shows(word('family.done.family.write'), '10-sent')
})

test('she chooses another language by its own name, and has it at once', async () => {
  await mother.getByRole('button', { name: 'English', exact: true }).click()
  await main(mother).getByText('Your relay logs').first().waitFor()
  expect(await mother.evaluate('[document.documentElement.lang, document.documentElement.dir].join(" ")')).toBe('en ')
  await mother.getByRole('button', { name: 'العربية' }).click()
  await main(mother).getByText(word('family.home.title')).first().waitFor()
})
