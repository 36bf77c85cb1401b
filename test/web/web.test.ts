/** The HTTP server around the channels' doors. */
import express from 'express'
import { afterEach, describe, expect, it } from 'vitest'
import { createWeb, type Listening, listen } from '../../src/web/index.ts'

describe('the web server', () => {
  let web: Listening
  let reports: string[] = []
  let healthy = true
  const open = async () => {
    reports = []
    healthy = true
    const router = express.Router()
    router.get('/fails', () => {
      throw new RangeError('Ola Nordmann')
    })
    const report = (event: string, fields?: { code?: string }) => void reports.push(`${event} ${fields?.code}`)
    web = await listen(createWeb({ routers: [router], healthy: () => healthy, report }), '127.0.0.1', 0)
    return (path: string) => fetch(`http://127.0.0.1:${web.port}${path}`)
  }
  afterEach(async () => {
    await web.close()
  })

  it('says whether it is healthy', async () => {
    const get = await open()
    expect((await get('/healthz')).status).toBe(200)
    healthy = false
    expect((await get('/healthz')).status).toBe(503)
  })

  it('says nothing about what it is made of', async () => {
    const get = await open()
    const responses = [await get('/healthz'), await get('/nothing-here'), await get('/fails')]
    expect(responses.map(({ status }) => status)).toEqual([200, 404, 500])
    expect(responses.map(({ headers }) => headers.get('x-powered-by'))).toEqual([null, null, null])
    expect(await Promise.all(responses.slice(1).map((response) => response.text()))).toEqual(['', ''])
  })

  it('reports a fault by its kind and without its words', async () => {
    const get = await open()
    await get('/fails')
    expect(reports).toEqual(['request-failed RangeError'])
  })

  it('says which port is taken', async () => {
    await open()
    const other = createWeb({ routers: [], healthy: () => true, report: () => undefined })
    await expect(listen(other, '127.0.0.1', web.port)).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })
})
