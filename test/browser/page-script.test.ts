/** What a page does more where the browser runs scripts, in a real Chromium at a server that answers as it is told. */
import express from 'express'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Block, Button, Card } from '../../cards/card.ts'
import { pageHeaders } from '../../src/web/files.ts'
import { type Listening, listen } from '../../src/web/index.ts'
import { readPress, type Sent } from '../../src/web/receive.ts'
import { wording } from '../../src/wording/index.ts'
import { openBrowser, openPage } from '../support/browser.ts'
import { csrf, delivery, files, pageOf } from '../support/page.ts'

const save: Button = { kind: 'press', label: 'Lagre', action: 'note.add', data: { case: 'case_1' }, style: 'primary' }
const leave: Button = { kind: 'press', label: 'Avbryt', action: 'form.cancel', data: {}, skipsFields: true }

function form(value = '', error?: string): Card {
  const field: Block = { kind: 'long', id: 'text', label: 'Tekst', maxLength: 300, required: true, value }
  const blocks = [error === undefined ? field : { ...field, error }]
  return { name: 'form', lang: 'nb', title: 'Nytt notat', summary: 'S', blocks, buttons: [save, leave] }
}

function told(title: string, lang: Card['lang'] = 'nb'): Card {
  return { name: 'told', lang, title, summary: title, blocks: [], buttons: [] }
}

let server: Listening
let browser: Browser
let page: Page
const faults: string[] = []
/** What was pressed, and what is answered to it. */
let sent: (Sent | null)[] = []
let answers: ((response: express.Response) => void)[] = []

const show =
  (card: Card, status = 200) =>
  (response: express.Response) => {
    response.status(status).set(pageHeaders()).type('html').send(pageOf(card))
  }

beforeAll(async () => {
  const app = express()
  app.use(files.router)
  app.get('/rom/skjema/note.add', (_request, response) => show(form())(response))
  app.get('/rom', (_request, response) => show(told('Sakene dine'))(response))
  app.post('/rom/trykk', express.urlencoded({ extended: false }), (request, response) => {
    sent.push(readPress(request.body))
    const answer = answers.shift()
    if (answer) answer(response)
  })
  server = await listen(app, '127.0.0.1', 0)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})
beforeEach(async () => {
  ;[sent, answers] = [[], []]
  page = await openPage(browser)
  page.on('pageerror', ({ message }) => void faults.push(message))
  await page.goto(address('/rom/skjema/note.add'))
})
afterEach(async () => {
  await page.close({ runBeforeUnload: false })
  expect(faults).toEqual([])
})

const address = (path: string) => `http://127.0.0.1:${server.port}${path}`
const field = () => page.getByLabel('Tekst')
const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
const heading = (name: string) => page.getByRole('heading', { name, level: 1 })
const focused = () => page.evaluate('document.activeElement.id')

test('the answer takes the place of the form, is heard from its heading on, and the way back keeps what was typed', async () => {
  answers = [show(told('Notatet er lagret'))]
  await field().fill('Trivdes i dag.\nLekte med to.')
  await press('Lagre')
  await heading('Notatet er lagret').waitFor()
  expect(sent).toMatchObject([{ action: 'note.add', fields: { text: 'Trivdes i dag.\nLekte med to.' } }])
  expect(await focused()).toBe('title')
  expect(await page.title()).toBe('Notatet er lagret – Stafett')
  await page.goBack()
  await heading('Nytt notat').waitFor()
  expect(await field().inputValue()).toBe('Trivdes i dag.\nLekte med to.')
  await page.goForward()
  await heading('Notatet er lagret').waitFor()
})

test('what is wrong is told in the same place, and leads to its field', async () => {
  answers = [show(form('x', 'Skriv minst en setning.')), show(told('Notatet er lagret'))]
  await field().fill('x')
  await press('Lagre')
  await page.locator('#faults').getByText('Skriv minst en setning.').waitFor()
  expect(await focused()).toBe('faults')
  expect(await page.title()).toBe('Må rettes: Nytt notat – Stafett')
  await page.locator('#faults').getByRole('link').click()
  expect(await focused()).toBe('f-text')
  await field().fill('En setning.')
  await press('Lagre')
  await heading('Notatet er lagret').waitFor()
  await page.goBack()
  await heading('Nytt notat').waitFor()
  expect(await field().inputValue()).toBe('En setning.')
})

test('pressed twice, it is sent once, and says meanwhile that it is under way', async () => {
  const waiting: express.Response[] = []
  answers = [(response) => void waiting.push(response)]
  await field().fill('En gang.')
  await press('Lagre')
  await page.locator('form.card[aria-busy=true]').waitFor()
  const button = page.getByRole('button', { name: 'Lagre' })
  expect(await button.getAttribute('aria-disabled')).toBe('true')
  expect(await page.locator('form.card').getByRole('status').textContent()).toBe(wording('nb')('phrase.wait'))
  await button.click({ force: true })
  await button.dispatchEvent('click')
  const [first] = waiting
  if (first) show(told('Notatet er lagret'))(first)
  await heading('Notatet er lagret').waitFor()
  expect(sent).toHaveLength(1)
})

test.each([
  ['the network is gone', 'web.fault', null],
  [
    'the server fails',
    'web.fault',
    (response: express.Response) => {
      response.status(500).end()
    },
  ],
  [
    'the session is over',
    'web.ended',
    (response: express.Response) => {
      response.status(401).end()
    },
  ],
] as const)('where %s, the text stays and the page says so', async (_, key, answer) => {
  answers = [...(answer ? [answer] : []), show(told('Notatet er lagret'))]
  if (!answer) await page.route('**/trykk', (route) => route.abort(), { times: 1 })
  await field().fill('Blir stående.')
  await press('Lagre')
  await page.getByRole('alert').getByText(wording('nb')(key)).waitFor()
  expect(await field().inputValue()).toBe('Blir stående.')
  await press('Lagre')
  await heading('Notatet er lagret').waitFor()
  for (const one of sent) expect(one).toMatchObject({ csrf, delivery, fields: { text: 'Blir stående.' } })
  expect(sent).toHaveLength(answer ? 2 : 1)
})

test('where the session is over, a page that gives the text back is shown', async () => {
  answers = [show(form('Tilbake.'), 401)]
  await field().fill('Tilbake.')
  await press('Lagre')
  await page.waitForFunction("document.querySelector('.not-sent') === null && document.activeElement.id === 'title'")
  expect(await field().inputValue()).toBe('Tilbake.')
})

test('who leaves with something typed is asked first, and who has sent it is not', async () => {
  const asked: string[] = []
  page.on('dialog', async (dialog) => {
    asked.push(dialog.type())
    await dialog.accept()
  })
  await field().fill('Ikke sendt.')
  await page.getByRole('link', { name: 'Stafett', exact: true }).click()
  await heading('Sakene dine').waitFor()
  expect(asked).toEqual(['beforeunload'])
  answers = [show(told('Avbrutt'))]
  await page.goto(address('/rom/skjema/note.add'))
  await field().fill('Avbrytes.')
  await press('Avbryt')
  await heading('Avbrutt').waitFor()
  await page.getByRole('link', { name: 'Stafett', exact: true }).click()
  await heading('Sakene dine').waitFor()
  expect(asked).toEqual(['beforeunload'])
})

test('an answer in another language changes the page around it', async () => {
  answers = [show(told('Saved', 'en'))]
  await field().fill('x')
  await press('Lagre')
  await heading('Saved').waitFor()
  expect(await page.evaluate('document.documentElement.lang')).toBe('en')
  await page.getByRole('link', { name: 'My cases' }).waitFor()
})

test('a file is kept as files are, and the form stays', async () => {
  answers = [(response) => void response.attachment('logg.json').type('application/json').send('{}')]
  await field().fill('x')
  const [download] = await Promise.all([page.waitForEvent('download'), press('Lagre')])
  expect(download.suggestedFilename()).toBe('logg.json')
  expect(await field().inputValue()).toBe('x')
})

test('by keyboard alone: past the head, through the form, and sent from a button', async () => {
  answers = [show(told('Notatet er lagret'))]
  await page.keyboard.press('Tab')
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Hopp til innholdet')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  expect(await focused()).toBe('f-text')
  await page.keyboard.type('Skrevet.')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await heading('Notatet er lagret').waitFor()
  expect(sent).toMatchObject([{ action: 'note.add', fields: { text: 'Skrevet.' } }])
})

test('without a script it is a form as any other', async () => {
  const plain = await browser.newContext({ javaScriptEnabled: false })
  const other = await plain.newPage()
  answers = [show(told('Notatet er lagret'))]
  await other.goto(address('/rom/skjema/note.add'))
  await other.getByLabel('Tekst').fill('Uten skript.\nTo linjer.')
  await other.getByRole('button', { name: 'Lagre' }).click()
  await other.getByRole('heading', { name: 'Notatet er lagret' }).waitFor()
  expect(sent).toMatchObject([{ action: 'note.add', fields: { text: 'Uten skript.\nTo linjer.' } }])
  await plain.close()
})
