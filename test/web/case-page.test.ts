/** The page behind a link to a case: the same whatever the link names, and nothing in it that runs or loads. */
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type Bot, startBot } from '../../src/bot.ts'
import { createLog } from '../../src/log.ts'
import { casePage } from '../../src/web/case-page.ts'
import { createWeb, listen } from '../../src/web/index.ts'
import { temporaryFolder, testKeys } from '../support/temporary-store.ts'

describe('the page behind a link to a case', () => {
  const stops: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop()
  })

  const bot = async (publicUrl: string | null, around: Parameters<typeof startBot>[1] = {}): Promise<Bot> => {
    const started = await startBot(
      {
        ...{ host: '127.0.0.1', port: 0, database: join(temporaryFolder(), 'a.sqlite'), masterKeys: testKeys },
        ...{ models: ['src/demo/fjordvik.yaml'], logLevel: 'silent', keepDays: 90, publicUrl },
        ...{ channels: { teams: { access: 'unsigned' } }, warnings: [] },
      },
      { log: createLog('silent'), ...around },
    )
    stops.push(started.stop)
    return started
  }

  it('is the same for every reference, real or not', async () => {
    const { url } = await bot('https://stafett.example')
    const pages = await Promise.all(
      ['FJ-1001', 'FJ-9999', '<script>', '%3Cscript%3E'].map((ref) => fetch(`${url}/sak/${ref}`)),
    )
    const texts = await Promise.all(pages.map((page) => page.text()))
    expect(new Set(pages.map(({ status }) => status))).toEqual(new Set([200]))
    expect(new Set(texts).size).toBe(1)
    expect(texts[0]).toContain('i samtalen din med Stafett i Teams.')
    expect(texts[0]).toContain('<html lang="nb">')
    const [lengths, kept] = [pages.map(({ headers }) => headers.get('content-length')), pages[0]?.headers]
    expect(new Set(lengths).size).toBe(1)
    expect(kept?.get('set-cookie')).toBeNull()
    expect(kept?.get('etag')).toBeNull()
    expect((await fetch(`${url}/sak/`)).status).toBe(404)
    expect((await fetch(`${url}/sak/FJ-1001`, { method: 'POST' })).status).toBe(404)
  })

  it('is there too where families sign in, and no staff', async () => {
    const family = { issuer: 'http://127.0.0.1:1', clientId: 'c', key: { kid: 'k' } }
    const page = { signIns: [], frames: [], family, publicUrl: 'https://stafett.example' }
    const { url } = await bot('https://stafett.example', { page })
    expect(await (await fetch(`${url}/sak/FJ-1001`)).text()).toContain('i samtalen din med Stafett i Teams.')
    expect((await fetch(`${url}/familie/inn`)).status).toBe(200)
    expect((await fetch(`${url}/rom`)).status).toBe(404)
  })

  it('runs, loads, frames and keeps nothing', async () => {
    const { url } = await bot('https://stafett.example')
    const page = await fetch(`${url}/sak/FJ-1001`)
    const text = await page.text()
    expect(text).not.toMatch(/<script|<link|<img|<iframe|<form|https?:|\son\w+=/i)
    expect(page.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    )
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(page.headers.get('referrer-policy')).toBe('no-referrer')
    expect(page.headers.get('x-content-type-options')).toBe('nosniff')
    expect(page.headers.get('x-robots-tag')).toContain('noindex')
  })

  it('is not there where no links are given out', async () => {
    const { url } = await bot(null)
    expect((await fetch(`${url}/sak/FJ-1001`)).status).toBe(404)
  })

  it('says words as words', async () => {
    const router = casePage({ lang: 'nb', title: 'A & <b>', lines: ['"c"', "d'e"] })
    const web = await listen(
      createWeb({ routers: [router], faults: () => [], report: () => undefined }),
      '127.0.0.1',
      0,
    )
    stops.push(web.close)
    const text = await (await fetch(`http://127.0.0.1:${web.port}/sak/FJ-1`)).text()
    expect(text).toContain('<h1>A &amp; &lt;b&gt;</h1>\n<p>&quot;c&quot;</p>\n<p>d&#39;e</p>')
  })
})
