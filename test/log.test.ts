/** What may stand in the log: ids, codes and numbers, and errors without their messages. */
import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { createLog, type LogFields, type LogLevel } from '../src/log.ts'
import { ChannelError } from '../src/ports.ts'

function logging(level: LogLevel = 'info') {
  const lines: string[] = []
  const log = createLog(level, { write: (line) => lines.push(line) })
  return { log, text: () => lines.join(''), last: () => JSON.parse(lines.at(-1) ?? '{}') }
}

function thrownBy(run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    return error
  }
}

describe('a line of the log', () => {
  it('carries the level, the time, the event and its fields', () => {
    const { log, last } = logging()
    log.info('delivery.failed', { case: 'case_7f3Q', kind: 'rate-limited', attempt: 2, at: '2026-11-22T07:10:00.000Z' })
    expect(last()).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      event: 'delivery.failed',
      case: 'case_7f3Q',
      kind: 'rate-limited',
      attempt: 2,
      at: '2026-11-22T07:10:00.000Z',
    })
  })

  it('goes to stderr, because stdout belongs to the demonstration', () => {
    const program = "import { createLog } from './src/log.ts'; createLog('info').info('started')"
    const cwd = join(import.meta.dirname, '..')
    const ran = spawnSync(process.execPath, ['--input-type=module', '-e', program], { cwd, encoding: 'utf8' })
    expect(ran.stdout).toBe('')
    expect(JSON.parse(ran.stderr)).toMatchObject({ event: 'started' })
  })

  it.skipIf(!existsSync('/dev/full'))('that finds the disk full is lost, and nothing else', () => {
    const program =
      "import { createLog } from './src/log.ts'; createLog('info').info('started'); setTimeout(() => console.log('on'), 1)"
    const full = openSync('/dev/full', 'w')
    const ran = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      cwd: join(import.meta.dirname, '..'),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', full],
    })
    closeSync(full)
    expect(ran).toMatchObject({ status: 0, stdout: 'on\n' })
  })

  it('below the level is not written', () => {
    const { log, text } = logging('warn')
    log.info('started')
    log.debug('started')
    expect(text()).toBe('')
    log.warn('late')
    log.error('broken')
    expect(text()).toMatch(/late[\s\S]*broken/)
  })

  it.each([
    'Kari Nordmann',
    'Kari',
    'han er lei seg',
    'blåmerker',
    '<b>x</b>',
    'a'.repeat(200),
    'x\ny',
    '12\u202e3',
    '',
  ])('withholds the text %j wherever a code belongs', (words) => {
    const { log, last } = logging()
    log.info(words, { municipality: words, kind: words, channel: words, host: words })
    expect(last()).toMatchObject({ event: '[withheld]', municipality: '[withheld]', kind: '[withheld]' })
    expect(last()).toMatchObject({ channel: '[withheld]', host: '[withheld]' })
  })

  it('withholds what an untyped caller puts into it', () => {
    const { log, text } = logging()
    const fields: LogFields = JSON.parse('{"case":{"name":"Kari"},"count":["Kari"]}')
    log.info('started', fields)
    expect(text()).not.toContain('Kari')
  })
})

describe('an error in the log', () => {
  it('is told by name and place, never by message', () => {
    const { log, text, last } = logging()
    log.error('broken', { error: thrownBy(() => JSON.parse('Kari er lei seg')) })
    expect(text()).not.toMatch(/Kari|lei/)
    expect(last().error.name).toBe('SyntaxError')
    expect(last().error.stack.join()).toContain('log.test.ts')
  })

  it('keeps a message of several lines out of the stack', () => {
    const { log, text } = logging()
    log.error('broken', { error: new Error('Kari\n    at Kari (hjemme.ts:1:1)\nKari') })
    expect(text()).not.toContain('Kari')
  })

  it('keeps codes, kinds and status of known errors', () => {
    const { log, last } = logging()
    log.error('broken', { error: new ChannelError('rate-limited', 1000) })
    expect(last().error).toMatchObject({ name: 'ChannelError', kind: 'rate-limited' })
    log.error('broken', { error: Object.assign(new TypeError('Kari'), { code: 'ECONNREFUSED', statusCode: 503 }) })
    expect(last().error).toMatchObject({ name: 'TypeError', code: 'ECONNREFUSED', status: 503 })
    log.error('broken', { error: Object.assign(new Error('x'), { code: 'Kari er her' }) })
    expect(last().error.code).toBe('[withheld]')
  })

  it('tells causes the same way, and ends where they go in a circle', () => {
    const { log, text, last } = logging()
    const error = new Error('Kari', { cause: new RangeError('Kari') })
    log.error('broken', { error })
    expect(last().error.cause.name).toBe('RangeError')
    error.cause = error
    log.error('broken', { error })
    expect(text()).not.toContain('Kari')
  })

  it('that is no error is told by its type', () => {
    const { log, text, last } = logging()
    log.error('broken', { error: 'Kari er lei seg' })
    expect(last().error).toEqual({ name: 'thrown-string' })
    expect(text()).not.toContain('Kari')
  })

  it('from SQLite names the constraint and not the value', () => {
    const { log, text, last } = logging()
    const db = new Database(':memory:')
    db.exec('create table word (id text primary key) strict')
    const insert = db.prepare('insert into word values (?)')
    insert.run('Kari')
    log.error('broken', { error: thrownBy(() => insert.run('Kari')) })
    expect(last().error).toMatchObject({ name: 'SqliteError', code: 'SQLITE_CONSTRAINT_PRIMARYKEY' })
    expect(last().error.message).toBe('UNIQUE constraint failed: word.id')
    log.error('broken', { error: thrownBy(() => db.prepare('select * from Kari')) })
    expect(text()).not.toContain('Kari')
    db.close()
  })
})
