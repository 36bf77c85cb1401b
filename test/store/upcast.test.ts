/** Events that other versions wrote: an older one is read as today's, a later one and a stranger are told apart and named. */
import { describe, expect, test } from 'vitest'
import { runAdmin } from '../../src/admin.ts'
import type { Config } from '../../src/config.ts'
import type { Event } from '../../src/core/case.ts'
import { caseVersion } from '../../src/store/cases.ts'
import { openDatabase } from '../../src/store/database.ts'
import { entryHash, readLog, storedEvent } from '../../src/store/journal.ts'
import { readMigrations } from '../../src/store/migrate.ts'
import { openStore, StoreRefused } from '../../src/store/open.ts'
import type { JournalTable } from '../../src/store/tables.ts'
import { eventVersion } from '../../src/store/upcast.ts'
import { registered } from '../support/sample-case.ts'
import { temporaryFolder, testKeys } from '../support/temporary-store.ts'

const row = (seq: number, event: object) => ({
  ...{ seq, at: '2026-11-02T08:00:00.000Z', by: 'person_ingrid' as const, event: JSON.stringify(event) },
})
const [first] = registered('a', 'FJ-1001').entries
const begun = row(1, { ...first?.event })
const read = (...events: object[]) => readLog('case_a', [begun, ...events.map((event, index) => row(index + 2, event))])

describe('an event', () => {
  test('of version 5 ends nothing of what KE sees, and says itself that something is theirs', () => {
    const noted = { type: 'presence.noted', away: [], decides: 'ke', proposal: null, stuck: null }
    const recused = { type: 'case.recused', person: 'person_x', toKe: true }
    const events = [noted, recused].map((event) => ({ ...event, version: 5 }))
    expect(
      read(...events)
        .slice(1)
        .map(({ event }) => event),
    ).toEqual([{ ...noted, back: null, settled: [] }, recused])
  })

  test('of version 7 says of whoever was invited nothing of how long they would be named: that is asked each day', () => {
    const invited = { type: 'family.invited', member: 'person_x', as: 'guardian', signer: 'guardian-1', name: null }
    const event = { ...invited, until: '2026-11-30' }
    expect(read({ ...event, ages: { from: 0, to: 15 }, version: 7 })[1]?.event).toEqual(event)
  })

  test('of version 1 says of which service the first holder is: of that of the case', () => {
    const opened = { type: 'case.opened', level: 1, mode: 'paper', holder: 'person_x' }
    expect(read(opened)[1]?.event).toEqual({ ...opened, holderService: 'skole', holderUnit: null })
    const since = { ...opened, holderService: 'ppt', holderUnit: 'ppt', version: 2 }
    expect(read(since)[1]?.event).toEqual({ ...opened, holderService: 'ppt', holderUnit: 'ppt' })
  })

  test.each([1, 2])('of version %i says of the family what was asked of it then, and excludes nobody', (version) => {
    const refused = { type: 'consent.refused', consent: 'consent_a', signer: 'guardian-1', reason: null }
    const withdrawn = { type: 'consent.withdrawn', scope: 'whole', service: null, topic: null, reason: null }
    const content = { services: ['skole'], topics: ['learning'], purpose: null, excludedPersons: null, childView: null }
    const days = { from: '2026-11-02', until: '2027-11-02', textVersion: '', language: '', childAsked: true }
    const said = { type: 'consent.signed', consent: 'consent_a', signers: ['guardian-1'], evidence: 'oral' }
    const signed = { ...said, ...content, ...days }
    const events = [refused, withdrawn, signed].map((event) => (version === 1 ? event : { ...event, version }))
    expect(
      read(...events)
        .slice(1)
        .map(({ event }) => event),
    ).toEqual([
      { ...refused, services: [], how: null, day: null },
      { ...withdrawn, signer: null, how: null, day: null },
      { ...signed, excludedStaff: [], namesNoUnits: true },
    ])
  })

  test.each([1, 2, 3, 4])(
    'of version %i says of a question that it was asked for a child, or for somebody grown up',
    (version) => {
      const facts = { born: '2016-03', guardians: 2, care: 'guardians' }
      const asked = {
        type: 'consent.requested',
        checkpoint: 'open',
        services: ['skole'],
        topics: ['learning'],
        ...facts,
      }
      const said = { ...asked, consent: 'consent_a', ...(version === 1 ? {} : { version }) }
      const ages = (required: string[], group: string) => {
        const [event] = readLog('case_a', [
          row(1, { ...first?.event, targetGroup: group }),
          row(2, { ...said, required }),
        ]).slice(1)
        return event?.event
      }
      expect(ages(['guardian-1', 'young-person'], 'child')).toMatchObject({ ages: { from: 0, to: 18 }, minor: null })
      expect(ages(['child-protection'], 'youth')).toMatchObject({ ages: { from: 0, to: 18 } })
      expect(ages(['self'], 'youth')).toMatchObject({ ages: { from: 18, to: null } })
      for (const group of ['pregnant', 'parents'])
        expect(ages(['self'], group)).toMatchObject({ ages: { from: 0, to: null }, minor: null })
    },
  )

  test.each([
    [
      'of a later version',
      { type: 'log.opened', version: eventVersion + 1 },
      `is of version ${eventVersion + 1}, and this one reads up to ${eventVersion}`,
    ],
    ['of no known kind', { type: 'case.dreamt' }, 'is no case.dreamt that is known'],
    ['without a field', { type: 'participant.added', person: 'person_x', version: 2 }, 'is no participant.added'],
    ['with a field nobody knows', { type: 'log.opened', mood: 'good', version: 2 }, 'is no log.opened'],
    ['with an id of another kind', { type: 'baton.left', person: 'case_a', version: 2 }, 'is no baton.left'],
    ['that is none', [], 'is no event'],
  ])('%s is not read as anything else: case and number are named', (_, event, why) => {
    expect(() => read({ type: 'log.opened', version: 2 }, event)).toThrow(`entry 3 of case_a ${why}`)
  })
})

/** A store in which one case has a second entry with a valid chain, as another version would have written it. */
async function withEntry(event: { type: string }, untold = false): Promise<string> {
  const path = `${temporaryFolder()}/a.sqlite`
  const store = await openStore({ path, keys: testKeys })
  await store.transaction(async (tx) => {
    const { case: state, entries } = registered('a', 'FJ-1001')
    for (const word of JSON.stringify(entries).match(/word_[\w-]+/g) ?? [])
      await tx.words.put('case_a', `word_${word.slice(5)}`, 'words')
    await tx.cases.save({ case: state, version: null, entries, command: 'concern.register', nextAt: null })
  })
  await store.close()
  const database = openDatabase(path)
  const [last] = database.prepare<[], JournalTable>('select * from journal').all()
  if (!last) throw new Error('no entry')
  const next = { ...last, seq: 2, command: 'x', type: event.type, event: JSON.stringify(event), prev_hash: last.hash }
  const hash = entryHash(next, event, new Map())
  database
    .prepare('insert into journal values (@case, @seq, @at, @by, @command, @type, @event, @prev_hash, @hash)')
    .run({ ...next, hash })
  database.prepare('update "case" set last_seq = 2, head = ?, state_version = ?').run(hash, untold ? 0 : caseVersion)
  database.close()
  return path
}

describe('a store with an event that this version can not read', () => {
  const later = { type: 'case.dreamt', version: 9 }

  test('says so of the case and the entry when it is verified, with the versions there are', async () => {
    const path = await withEntry(later)
    const store = await openStore({ path, keys: testKeys })
    const why = `the entry is of version 9, and this one reads up to ${eventVersion}`
    expect(await store.verifyAll()).toEqual({ cases: 1, faults: [{ where: 'case_a', seq: 2, why }] })
    await store.close()
    const said: string[] = []
    const found: Config = {
      ...{ host: '127.0.0.1', port: 0, database: path, models: [], masterKeys: testKeys, logLevel: 'silent' },
      ...{ keepDays: 90, publicUrl: null, channels: {}, warnings: [] },
    }
    const survey = () => ({ found, problems: [] })
    expect(await runAdmin(['verify'], { survey, print: (line) => void said.push(line) })).toBe(1)
    expect(said).toEqual([
      `Schema ${readMigrations().length} of the database, version ${eventVersion} of its events, ${caseVersion} of its cases.`,
      `case_a, entry 2: ${why}`,
      '1 faults in 1 cases.',
    ])
  })

  test('is not opened where the case has to be told from it', async () => {
    const opened = openStore({ path: await withEntry(later, true), keys: testKeys })
    await expect(opened).rejects.toThrow(StoreRefused)
    await expect(opened).rejects.toThrow('entry 2 of case_a is of version 9')
  })

  test('that tells more than the row of the case is told apart from that', async () => {
    const path = await withEntry({ type: 'log.opened' })
    const store = await openStore({ path, keys: testKeys })
    expect((await store.verifyAll()).faults).toMatchObject([{ seq: 2, why: 'the case is not what its log tells' }])
    await store.close()
  })
})

test('a case that another version told is told anew', async () => {
  const path = await withEntry({ type: 'log.opened' }, true)
  const store = await openStore({ path, keys: testKeys })
  expect((await store.verifyAll()).faults).toEqual([])
  const stored = await store.transaction((tx) => tx.cases.get('case_a'))
  expect(stored?.case.mode).toBe('digital')
  await store.close()
})

test('an event says the version it was written in, and one that could not be read again is not written', async () => {
  const path = `${temporaryFolder()}/a.sqlite`
  const store = await openStore({ path, keys: testKeys })
  const { case: state, entries } = registered('a', 'FJ-1001')
  const save = (more: Event) =>
    store.transaction(async (tx) => {
      for (const word of JSON.stringify(entries).match(/word_[\w-]+/g) ?? [])
        await tx.words.put('case_a', `word_${word.slice(5)}`, 'words')
      const entry = { at: '2026-11-02T08:00:00.000Z', by: 'person_ingrid' as const, event: more }
      await tx.cases.save({ case: state, version: null, entries: [...entries, entry], command: 'x', nextAt: null })
    })
  const broken = Object.assign({ type: 'log.opened' as const }, { mood: 'good' })
  await expect(save(broken)).rejects.toThrow('mood')
  await save({ type: 'log.opened' })
  await store.close()
  const database = openDatabase(path)
  const texts = database.prepare<[], string>('select event from journal order by seq').pluck().all()
  database.close()
  expect(texts.map((text) => storedEvent(text)?.version)).toEqual([eventVersion, eventVersion])
})
