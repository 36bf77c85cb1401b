/**
 * The tab in a client of another site, over https, in a browser that takes no cookies of other sites: whoever is signed in there stays so,
 * and another site that frames the page gets nothing.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request as ask } from 'node:http'
import { createServer, type Server } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startDemoBot } from '../../src/demo/index.ts'
import { createTab } from '../../src/demo/tab.ts'
import { openProfile } from '../support/browser.ts'
import { freePort } from '../support/free-port.ts'

const folder = mkdtempSync(join(tmpdir(), 'foreign-'))
const tls = {
  key: readFileSync(new URL('../fixtures/tls/key.pem', import.meta.url)),
  cert: readFileSync(new URL('../fixtures/tls/cert.pem', import.meta.url)),
}
const ending: (() => Promise<unknown>)[] = []
let context: BrowserContext
let [ours, client, other] = ['', '', '']

beforeAll(async () => {
  const [bot, port] = [await freePort(), await freePort()]
  const tab = await createTab()
  // The client's own pages, two sites of them: one may frame ours, the other may not.
  ours = `https://stafett.example:${port}`
  client = `https://client.test:${port}`
  other = `https://other.test:${port}`
  const frame = { ...tab.frame, ancestors: [client] }
  const ports = { bot, holder: 0, leader: 0 }
  const options = { headless: true, keep: false, folder: `${folder}/demo`, content: 'dialog' as const, ports }
  const page = {
    signIns: [],
    frames: [frame],
    family: null,
    publicUrl: ours,
    routers: [tab.router],
    stop: async () => undefined,
  }
  const started = await startDemoBot(options, { page })
  ending.push(started.stop)
  const proxy = proxyTo(bot)
  await new Promise<void>((resolve) => proxy.listen(port, '127.0.0.1', resolve))
  ending.push(() => new Promise((resolve) => proxy.close(resolve).closeAllConnections()))
  context = await strictBrowser()
  ending.push(() => context.close())
})
afterAll(async () => {
  for (const end of ending.reverse()) await end()
  rmSync(folder, { recursive: true, force: true })
})

/**
 * As a reverse proxy, for every site. `/host?in=…` is a client that frames that path of ours, and speaks Teams' protocol as the
 * demonstration's does; `/kept` sets a cookie of the kind that is blocked.
 */
function proxyTo(port: number): Server {
  return createServer(tls, (request, response) => {
    const { method, headers } = request
    const { pathname, searchParams } = new URL(request.url ?? '/', ours)
    response.setHeader('content-type', 'text/html')
    if (pathname === '/host') return void response.end(host(searchParams.get('in') ?? ''))
    if (pathname === '/kept') {
      response.setHeader('set-cookie', 'kept=yes; Secure; SameSite=None; Path=/')
      return void response.end(`<p id="sent">sent: ${headers.cookie ?? 'nothing'}</p>`)
    }
    const forwarded = ask({ host: '127.0.0.1', port, method, path: request.url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    request.pipe(forwarded)
  })
}

function host(path: string): string {
  return readFileSync(new URL('../../src/demo/tab.html', import.meta.url), 'utf8')
    .replace('src="/rom/fane?til={{TO}}"', `src="${ours}${path}"`)
    .replace('location.origin', `'${ours}'`)
    .replace('{{WHO}}', 'Ingrid Lunde')
    .replace('{{THEME}}', 'default')
}

async function strictBrowser(): Promise<BrowserContext> {
  const profile = join(folder, 'profile')
  mkdirSync(join(profile, 'Default'), { recursive: true })
  const strict = { profile: { block_third_party_cookies: true, cookie_controls_mode: 1 } }
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(strict))
  const hosts = '--host-resolver-rules=MAP *.example 127.0.0.1, MAP *.test 127.0.0.1'
  return openProfile(profile, [hosts])
}

/** A client of that site with the path of ours in it. */
async function framedBy(site: string, path: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${site}/host?in=${encodeURIComponent(path)}`)
  return page
}

test('the browser keeps no cookie of another site', async () => {
  const page = await framedBy(client, '/kept')
  await page.frameLocator('iframe').getByText('sent: nothing').waitFor()
  await page.reload()
  await page.frameLocator('iframe').getByText('sent: nothing').waitFor()
  await page.close()
})

test('whoever is signed in there stays so from page to page', async () => {
  const page = await framedBy(client, '/rom/fane')
  const tab = page.frameLocator('iframe')
  await tab.getByText('Ingenting venter på deg nå.').waitFor()
  await tab.getByRole('link', { name: 'Innstillinger' }).click()
  await tab.getByText('Når jeg kan skrive til deg').first().waitFor()
  const kept = (await context.cookies()).filter(({ name }) => name.startsWith('__Host-stafett'))
  expect(kept.map(({ name, sameSite, partitionKey }) => [name, sameSite, partitionKey])).toEqual([
    ['__Host-stafett-fane', 'None', 'https://client.test'],
  ])
  await page.close()
})

test('another site that frames the page gets nothing, nor what is signed in elsewhere', async () => {
  const page = await context.newPage()
  const refused = page.waitForEvent('console', (said) => said.text().includes('frame-ancestors'))
  await page.goto(`${other}/host?in=/rom/vis/show.settings`)
  await refused
  expect(await page.frameLocator('iframe').locator('body').innerText()).not.toContain('Stafett')
  await page.close()
})
