/** The HTTP server around the channels' doors. */
import { EventEmitter, once } from 'node:events'
import { connect } from 'node:net'
import express from 'express'
import { afterEach, describe, expect, it } from 'vitest'
import { createWeb, type Listening, listen } from '../../src/web/index.ts'

describe('the web server', () => {
  let web: Listening
  let reports: string[] = []
  let faults: string[] = []
  let looks = 0
  let asked = 0
  const slow = new EventEmitter()
  const open = async (look: () => string[] | Promise<string[]> = () => faults) => {
    asked = 0
    reports = []
    faults = []
    const router = express.Router()
    router.get('/fails', () => {
      throw new RangeError('Ola Nordmann')
    })
    router.all('/slow', (_request, response) => {
      slow.once('answer', () => response.status(204).end())
      asked += 1
      slow.emit('asked')
    })
    const report = (event: string, fields?: { code?: string }) => void reports.push(`${event} ${fields?.code}`)
    web = await listen(createWeb({ routers: [router], faults: look, report }), '127.0.0.1', 0, 50)
    return (path: string) => fetch(`http://127.0.0.1:${web.port}${path}`)
  }
  afterEach(async () => {
    await web.close()
  })

  it('says whether it is healthy', async () => {
    const get = await open()
    const healthy = await get('/healthz')
    expect([healthy.status, await healthy.json()]).toEqual([200, { status: 'ok' }])
    faults = ['database', 'slack:token-refused']
    const response = await get('/healthz')
    expect([response.status, await response.json()]).toEqual([503, { status: 'unavailable', reasons: faults }])
  })

  it('is kept, framed and taken for something else by nobody, whatever it answers', async () => {
    const get = await open()
    for (const path of ['/healthz', '/nothing', '/fails', '/%ff']) {
      const { headers } = await get(path)
      const names = ['cache-control', 'content-security-policy', 'referrer-policy', 'x-content-type-options'] as const
      expect([path, ...names.map((name) => headers.get(name))]).toEqual([
        path,
        'no-store',
        "default-src 'none'; frame-ancestors 'none'",
        'no-referrer',
        'nosniff',
      ])
    }
  })

  it('looks once for all who ask meanwhile', async () => {
    const { promise, resolve } = Promise.withResolvers<string[]>()
    const first = Promise.withResolvers<void>()
    await open(() => {
      looks += 1
      first.resolve()
      return promise
    })
    const socket = connect(web.port, '127.0.0.1')
    // Three in one piece, so that all have come when the first is looked at.
    socket.write('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(3))
    await first.promise
    resolve([])
    let answers = ''
    while (answers.split('HTTP/1.1 200').length < 4) answers += String((await once(socket, 'data'))[0])
    expect(looks).toBe(1)
    socket.destroy()
  })

  it('is not healthy where even that can’t be told', async () => {
    const get = await open(() => Promise.reject(new Error('Ola Nordmann')))
    const response = await get('/healthz')
    expect([response.status, await response.json()]).toEqual([503, { status: 'unavailable', reasons: ['unknown'] }])
  })

  it('ends without whoever has begun to ask and says no more, and with an answer to whoever has asked', async () => {
    const get = await open()
    const stalled = ['POST /slow HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nx', 'POST /slow HT'].map((begun) => {
      const socket = connect(web.port, '127.0.0.1')
      socket.write(begun)
      return once(socket, 'close')
    })
    const answered = get('/slow')
    while (asked < 2) await once(slow, 'asked')
    const closing = web.close()
    await Promise.all(stalled)
    slow.emit('answer')
    expect((await answered).status).toBe(204)
    await closing
    await open()
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
    const other = createWeb({ routers: [], faults: () => [], report: () => undefined })
    await expect(listen(other, '127.0.0.1', web.port)).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })
})
