/** What a page loads: from us alone, kept for good under its digest, and small. */
import { execFile } from 'node:child_process'
import { execPath } from 'node:process'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import express from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pictured } from '../../cards/index.ts'
import { pageHeaders } from '../../src/web/files.ts'
import { type Listening, listen } from '../../src/web/index.ts'
import { wording } from '../../src/wording/index.ts'
import { elementsOf, files, pageOf, readHtml } from '../support/page.ts'

let server: Listening
beforeAll(async () => {
  const app = express()
  app.use(files.router)
  server = await listen(app, '127.0.0.1', 0)
})
afterAll(() => server.close())

const addresses = Object.entries(files.addresses)

/** As it came over the wire. */
async function get(address: string, encodings: string) {
  const response = await fetch(`http://127.0.0.1:${server.port}${address}`, {
    headers: { 'accept-encoding': encodings },
  })
  return { response, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) }
}

describe('a file of the page', () => {
  it.each(addresses)('is the same however it comes: %s', async (_, address) => {
    const [plain, gzip, brotli] = await Promise.all(['identity', 'gzip', 'gzip, br'].map((way) => get(address, way)))
    expect([plain, gzip, brotli].map((one) => one?.headers.get('content-encoding'))).toEqual([null, 'gzip', 'br'])
    // Unpacked by fetch itself.
    expect(gzip?.bytes).toEqual(plain?.bytes)
    expect(brotli?.bytes).toEqual(plain?.bytes)
    expect(Number(brotli?.headers.get('content-length'))).toBeLessThan(Number(plain?.headers.get('content-length')) / 2)
  })

  it.each(addresses)('is kept for good, and taken for nothing else: %s', async (name, address) => {
    const { headers } = await get(address, 'identity')
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('vary')).toBe('accept-encoding')
    expect(headers.get('content-type')).toBe(`text/${name === 'script' ? 'javascript' : 'css'}; charset=utf-8`)
    expect(address).toMatch(/^\/rom\/-\/[0-9a-f]{20}\/[a-z]+\.(css|js)$/)
  })

  it('is not there under another digest or name', async () => {
    const others = [files.addresses.look.replace(/[0-9a-f]{20}/, '0'.repeat(20)), `${files.addresses.look}x`]
    for (const address of [...others, '/rom/-/../package.json', '/rom/-/x/%2e%2e%2fpackage.json'])
      expect((await get(address, 'identity')).response.status).toBe(404)
  })

  it('is plain JavaScript where it was TypeScript, of which nothing is said on stderr', async () => {
    const { bytes } = await get(files.addresses.script, 'identity')
    expect(() => new Function(bytes.toString())).not.toThrow()
    expect(bytes.toString()).not.toMatch(/\bimport\b|: (string|void|unknown)\b/)
    const code = "await import('./src/web/files.ts').then((files) => files.createFiles())"
    expect(await promisify(execFile)(execPath, ['--input-type=module', '-e', code])).toMatchObject({ stderr: '' })
  })
})

describe('a page', () => {
  it('loads nothing but these files', () => {
    const [sample] = pictured
    const loaded = elementsOf(readHtml(pageOf(sample?.draw(wording('nb')) ?? Object())))
      .filter(({ tag }) => tag === 'link' || tag === 'script')
      .map(({ attributes }) => attributes.href ?? attributes.src)
    const { theme, design, look, script } = files.addresses
    expect(loaded).toEqual(['data:,', theme, design, look, script])
  })

  it('is under 100 kB with everything it loads, as it comes over the wire', async () => {
    const loaded = await Promise.all(addresses.map(([, address]) => get(address, 'gzip')))
    const sizes = loaded.map(({ headers }) => Number(headers.get('content-length')))
    const pages = pictured.map(({ draw }) => gzipSync(pageOf(draw(wording('nb')))).length)
    expect(Math.max(...pages) + sizes.reduce((sum, size) => sum + size)).toBeLessThan(100_000)
  })

  it('is kept by nobody, framed by nobody, and runs and loads nothing of others', () => {
    expect(pageHeaders()).toMatchObject({
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-src 'none'; base-uri 'none'; frame-ancestors 'none'",
      ...{ 'cache-control': 'no-store', 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer' },
      ...{ 'x-content-type-options': 'nosniff', 'cross-origin-resource-policy': 'same-origin' },
    })
  })

  it('stands in the frames of those alone that are named, and leads on to them', () => {
    const headers = pageHeaders({ frames: ['https://a.example', 'https://b.example'], sendsTo: ['https://c.example'] })
    expect(headers['content-security-policy']).toContain('frame-ancestors https://a.example https://b.example')
    expect(headers['content-security-policy']).toContain("form-action 'self' https://c.example;")
    expect(headers).not.toHaveProperty('x-frame-options')
  })
})
