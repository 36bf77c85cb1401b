/** The page inside Teams, in a real Chromium whose parent speaks Teams' own protocol: signing in, the theme, and what goes wrong. */
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { fileURLToPath } from 'node:url'
import express from 'express'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { createFrame } from '../../src/teams/frame.ts'
import { tabId } from '../../src/teams/tab-link.ts'
import { frameWords } from '../../src/web/frame-words.ts'
import { type Listening, listen } from '../../src/web/index.ts'
import { wording } from '../../src/wording/index.ts'
import { openBrowser, openPage } from '../support/browser.ts'

const frame = createFrame({
  ...{ appId: 'app', appPassword: 'very-secret', tenantId: 'tenant' },
  ...{ issuer: 'http://127.0.0.1:1', address: 'https://stafett.example' },
})
const say = wording('nb')

/** What the client does when it is asked. */
type Client = { token: string | null; theme: string; subPageId: string | null; kind: 'content' | 'task' }
let client: Client
/** What we answer to a token, and what we were sent. */
let answer: { status: number; body?: object }
let sent: unknown[]

let browser: Browser
let web: Listening
let page: Page
beforeAll(async () => {
  browser = await openBrowser()
  web = await listen(pages(), '127.0.0.1', 0)
})
afterAll(async () => {
  await browser.close()
  await web.close()
})
beforeEach(async () => {
  client = { token: 'a-token', theme: 'default', subPageId: null, kind: 'content' }
  answer = { status: 200, body: { to: '/rom/sak/FJ-1001' } }
  sent = []
  page = await openPage(browser)
  await page.route('**', (route) => (route.request().url().startsWith(at('/')) ? route.continue() : route.abort()))
})
afterEach(() => page.close())

const at = (path: string) => `http://127.0.0.1:${web.port}${path}`
const inside = () => page.frameLocator('iframe')

function pages() {
  const app = express()
  app.get('/host', (_request, response) => void response.type('html').send(host(client)))
  app.get(
    '/library.js',
    (_request, response) => void response.type('js').send(readFileSync(fileURLToPath(frame.library))),
  )
  app.get('/tab.js', (_request, response) => {
    response.type('js').send(stripTypeScriptTypes(readFileSync(frame.script, 'utf8')))
  })
  app.get('/rom/fane', (_request, response) => {
    const said = Object.entries(frameWords(say, ["'self'"])).map(([name, text]) => `${name}="${text}"`)
    response.set('content-security-policy', "default-src 'self'")
    response.type('html').send(framed(`<div id="frame" ${said.join(' ')}></div>`))
  })
  app.post('/rom/fane/inn', express.json(), (request, response) => {
    sent.push(request.body)
    response.status(answer.status).json(answer.body ?? {})
  })
  app.get('/rom{/*rest}', (request, response) => void response.type('html').send(framed(`<p>${request.path}</p>`)))
  return app
}

function framed(body: string): string {
  return `<!doctype html><html lang="nb"><title>Stafett</title><script src="/library.js"></script><script type="module" src="/tab.js"></script><body data-origins="'self'" data-close="${say('phrase.close')}" data-tab="${say('web.in-tab')}"><main>${body}</main><footer></footer></body></html>`
}

/** `teams-js` asks by its own protocol; a theme is pushed when the host is told of one. */
function host(of: Client): string {
  const context = { entityId: 'rom', subEntityId: of.subPageId, theme: of.theme, locale: 'nb-no' }
  return `<!doctype html><iframe src="/rom/fane?til=/rom/vis/show.mine" width="800" height="600"></iframe><script>
const told = []
const supports = { dialog: { url: {} }, pages: { currentApp: {} } }
const answers = {
  initialize: ['${of.kind}', 'web', JSON.stringify({ apiVersion: 4, supports }), '2.0.1'],
  'pages.currentApp.navigateTo': [undefined, true],
  getContext: [${JSON.stringify(context)}],
  'authentication.getAuthToken': ${JSON.stringify(of.token === null ? [false, 'CancelledByUser'] : [true, of.token])},
}
addEventListener('message', ({ data: { id, uuidAsString, func, args }, source, origin }) => {
  if (func === 'pages.currentApp.navigateTo' || func === 'tasks.completeTask') told.push([func, args[0]])
  if (func in answers) source.postMessage({ id, uuidAsString, args: answers[func] }, origin)
})
const turn = (theme) => frames[0].postMessage({ func: 'themeChange', args: [theme] }, location.origin)
</script>`
}

const patience = { timeout: 20_000 }
const look = () =>
  inside()
    .locator('html')
    .evaluate((html) => [html.getAttribute('data-color-scheme'), html.getAttribute('data-contrast')])

it('whoever opens the tab is signed in, and goes on to where they were going', async () => {
  await page.goto(at('/host'))
  await inside().getByText('/rom/sak/FJ-1001').waitFor()
  expect(sent).toEqual([{ token: 'a-token', to: '/rom/vis/show.mine' }])
})

it('a link into the tab leads on to what it names', async () => {
  client.subPageId = '/rom/sak/FJ-1002'
  await page.goto(at('/host'))
  await inside().getByText('/rom/sak/FJ-1001').waitFor()
  expect(sent).toEqual([{ token: 'a-token', to: '/rom/sak/FJ-1002' }])
})

it('nobody is led to another site, whatever is answered', async () => {
  answer.body = { to: 'https://annen.example/rom' }
  await page.goto(at('/host'))
  await inside().getByText('/rom', { exact: true }).waitFor()
})

it.each([
  ['default', ['light', null]],
  ['dark', ['dark', null]],
  ['contrast', ['dark', 'more']],
  ['glass', ['dark', null]],
])('the page is as Teams is, and follows it: %s', async (theme, seen) => {
  client.theme = theme
  await page.goto(at('/host'))
  await inside().getByText('/rom/sak/FJ-1001').waitFor()
  await expect.poll(look, patience).toEqual(seen)
  await page.evaluate("turn('contrast')")
  await expect.poll(look, patience).toEqual(['dark', 'more'])
  await page.evaluate("turn('default')")
  await expect.poll(look, patience).toEqual(['light', null])
})

it.each<[string, string | null, number, 'refused' | 'later']>([
  ['Teams hands out no token', null, 200, 'refused'],
  ['the token is refused', 'a-token', 403, 'refused'],
  ['nobody can say', 'a-token', 503, 'later'],
])('a plain sentence and a way to try again, where %s', async (_, token, status, told) => {
  client.token = token
  answer = { status }
  await page.goto(at('/host'))
  await inside()
    .getByText(say(`web.frame.${told}`))
    .waitFor()
  client.token = 'a-token'
  answer = { status: 200, body: { to: '/rom/sak/FJ-1001' } }
  if (told === 'later') {
    await inside()
      .getByRole('button', { name: say('web.frame.again') })
      .click()
    await inside().getByText('/rom/sak/FJ-1001').waitFor()
  }
})

it('a page in a dialog goes on in the tab, and ends the dialog', async () => {
  client.kind = 'task'
  await page.goto(at('/host'))
  const foot = inside().locator('footer')
  await foot.getByRole('button', { name: say('web.in-tab') }).click()
  await expect
    .poll(() => page.evaluate('told'), patience)
    .toEqual([
      ['pages.currentApp.navigateTo', { pageId: tabId, subPageId: '/rom/sak/FJ-1001' }],
      ['tasks.completeTask', { stafett: { do: 'close' } }],
    ])
})

it('outside of Teams a browser goes where it can sign in', async () => {
  await page.goto(at('/rom/fane'))
  await page.getByText('/rom', { exact: true }).waitFor()
  expect(sent).toEqual([])
})
