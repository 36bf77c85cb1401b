/**
 * Everything that the family's page says, on whichever page and in whichever answer: it stands in the file of each further language, and
 * nothing else does.
 */

import express, { type Request, type Response } from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Tongue } from '../../cards/card.ts'
import { familyConsents } from '../../cards/family-consents.ts'
import { familyLog } from '../../cards/family-log.ts'
import { familySamples } from '../../cards/samples/family.ts'
import { keeper, openForFamily, settingIn } from '../../src/app/see/index.ts'
import { memberIn } from '../../src/core/family-member.ts'
import type { CaseId } from '../../src/core/ids.ts'
import { lacks } from '../../src/core/transition.ts'
import { render } from '../../src/web/draw/render.ts'
import { offerToEnter } from '../../src/web/enter.ts'
import { createWeb, type Listening, listen } from '../../src/web/index.ts'
import { whole } from '../../src/web/room.ts'
import { further, type Key, tongues, wording } from '../../src/wording/index.ts'
import { addMeasure, askFamily, asking, caseOf, openLog, sayYes, worry } from '../app/story.ts'
import { codeFor, comesIn, type FamilyTown, familyTown, waiting } from '../support/family-town.ts'
import { files } from '../support/page.ts'
import { type PageTown, type Seen, startPageTown, type Visitor } from '../support/page-town.ts'
import { personToImport } from '../support/people.ts'
import { type Texts, textOf } from '../support/town.ts'

const tongue: Tongue = tongues.find((one) => further.has(one)) ?? 'nb'
const texts = further.get(tongue)?.texts ?? {}
const written: Record<string, string> = { ...texts }
const keys = Object.keys(written)

/** What it was asked for. */
const said = new Set<string>()
for (const key of keys) {
  const get = () => {
    said.add(key)
    return written[key]
  }
  Object.defineProperty(texts, key, { get, enumerable: true })
}

/** How it says what takes nothing. */
const word = (key: Key) => written[key] ?? key

let page: PageTown
let broken: Listening
beforeAll(async () => {
  page = await startPageTown()
  broken = await brokenPages()
})
afterAll(async () => {
  await broken?.close()
  await page?.end()
})

test('the cards that a family is shown, in every state', () => {
  const ofStaff = ['case-family', 'family-code', 'family-arrived']
  const say = wording(tongue)
  for (const { card, draw } of familySamples)
    if (!ofStaff.includes(card)) expect(draw(say)).toMatchObject({ lang: 'nb', tag: tongue })
  const day = '2026-11-16'
  const task = { text: 'Lese', who: say('family.you'), day, say: null }
  const plan = {
    goals: (['open', 'reached', 'dropped'] as const).map((status) => ({ text: 'Lese', status })),
    measures: (['active', 'done', 'stopped'] as const).map((status) => ({ ...task, status })),
    followUps: (['due', 'done'] as const).map((status) => ({ ...task, status })),
    meetings: (['set', 'held', 'cancelled'] as const).map((status) => {
      return {
        day,
        time: '13:30',
        status,
        place: '2.14',
        purpose: 'Lese',
        agenda: ['Lese'],
        present: ['Ingrid'],
        say: null,
      }
    }),
    evaluations: (['held', 'set'] as const).map((status) => ({ day, status })),
    transitions: [
      ...(['planned', 'received', 'called-off'] as const).map((status) => ({ day, to: 'X', status, lacking: [] })),
      { day, to: 'X', status: 'planned' as const, lacking: [...lacks] },
    ],
    skipped: [{ step: 'Mål', day }],
    texts: (['note', 'bright', 'minutes', 'decisions', 'wondering'] as const).map((kind) => ({
      kind,
      by: 'Ingrid',
      day,
      words: 'Hei',
    })),
    sayings: (['note', 'correction', 'view', 'end'] as const).map((kind) => ({ kind, day, words: null, heard: true })),
  }
  const level = { name: 'Nivå 1', meaning: 'Vi følger med' }
  const about = { ref: 'FJ-1001', notice: null, name: null, level, holder: null, meeting: null, asked: null }
  const log = textOf(familyLog({ ...about, status: 'open', plan, ways: [], buttons: [] }, say))
  for (const key of ['family.goal.dropped', 'family.fact.no-meeting'] as const) expect(log).toContain(word(key))
  const item = { is: 'asked' as const, services: ['ppt'], topics: ['læring'], until: null, signed: true, answer: null }
  const consents = [true, false].map((theirs) => ({ ...item, theirs, aside: ['ppt'] }))
  expect(familyConsents({ ref: 'FJ-1001', notice: null, consents, ways: [] }, say).tag).toBe(tongue)
})

type Speaker = (action: string, data?: Texts, fields?: Texts, how?: 'open' | 'again') => Promise<string>

/** The mother, who has chosen the language; what she is shown, drawn as it is on her page. */
async function speaking(town: FamilyTown): Promise<Speaker> {
  await town.at('mother', 'set.lang', { lang: tongue })
  return async (action, data = {}, fields = {}, how) => {
    const given = how === 'open' ? { kind: 'open' as const } : how === 'again' ? { delivery: 'the same' } : {}
    const card = await town.at('mother', action, data, fields, given)
    expect(card.tag).toBe(tongue)
    render(card, { root: '/familie', say: wording(tongue), csrf: '', delivery: '' })
    return textOf(card)
  }
}

const nothingFailed = (town: FamilyTown) =>
  expect(town.log.filter(({ event }) => event === 'request.failed').map(({ fields }) => String(fields?.error))).toEqual(
    [],
  )

test('the way in by a code, and what is written', async () => {
  const town = await familyTown()
  const id = await openLog(town)
  const mother = await speaking(town)
  expect(await mother('family.home')).toContain(word('family.home.none'))
  await mother('family.enter', {}, {}, 'open')
  expect(await mother('family.enter', {}, { code: 'x' })).toContain(word('family.error.code'))
  expect(await mother('family.enter', {}, { code: await codeFor(town, id) })).toContain(word('family.done.enter'))
  await town.press('ingrid', 'family.confirm', (await waiting(town, id)).data)
  await addMeasure(town, id, { responsible: 'home' })
  const about = (await caseOf(town, id)).measures[0]?.id ?? ''
  expect(await mother('family.log', { case: id })).toContain(word('family.occasion.family.say'))
  for (const form of ['family.write', 'family.say', 'family.ask-correction', 'family.ask-end'] as const) {
    await mother(form, { case: id, about }, {}, 'open')
    expect(await mother(form, { case: id, about }, { text: 'Hei' })).toContain(word(`family.done.${form}`))
  }
  await mother('family.write', { case: id }, { text: 'Hei' }, 'again')
  expect(await mother('family.write', { case: id }, { text: 'Hei' }, 'again')).toContain(word('family.done.again'))
  expect(await mother('family.write', { case: id }, { text: '' })).toContain(word('family.error.text'))
  expect(await mother('family.write', { case: id }, { text: 'x'.repeat(3001) })).toContain('3000')
  expect(await mother('family.write', { case: id }, { text: '01010750160' })).toContain(word('family.error.number'))
  await town.read(async ({ access }) => {
    const look = { case: id, person: town.id('ingrid'), what: 'case-summary', verdict: 'read' } as const
    for (let day = 0; day < 101; day += 1)
      await access.log({ ...look, roles: ['holder'], at: new Date(Date.UTC(2026, 11, 1 + day)).toISOString() })
  })
  expect(await mother('family.readers', { case: id })).toContain(word('family.readers.older'))
  expect(await mother('family.log', { case: 'case_none' })).toContain(word('family.no.no-such-log'))
  nothingFailed(town)
})

test('what the first of two is told who says yes', async () => {
  const town = await familyTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
  await town.submit('ingrid', 'consent.request', { case: id }, { ...asking, services: 'skole', guardians: '2' })
  const first = { case: id, consent: (await caseOf(town, id)).consents[0]?.id ?? '' }
  const about = { services: 'skole/fjordvik-skole', topics: 'learning', signedBy: 'guardian-1,guardian-2' }
  const told = { evidence: 'written', purpose: 'Help', language: 'nb', textVersion: '1', childAsked: 'true' }
  await town.submit('ingrid', 'consent.record', first, { ...about, ...told })
  await comesIn(town, id)
  const mother = await speaking(town)
  await town.submit('ingrid', 'consent.request', { case: id }, { services: 'ppt', topics: 'learning' })
  const data = { case: id, consent: (await caseOf(town, id)).consents.at(-1)?.id ?? '' }
  const yes = { services: 'ppt/ppt', topics: 'learning', childAsked: 'true' }
  expect(await mother('family.answer', data, yes)).toContain(word('family.done.family.answer.waits'))
  nothingFailed(town)
})

test('what is asked about consent, and answered', async () => {
  const town = await familyTown()
  const id = await openLog(town)
  const accounts = [{ channel: 'test', tenant: 'fjordvik', user: 'ola' }]
  const other = personToImport('Ola Vik', { service: 'ppt', unit: 'ppt-nord', accounts })
  await town.store.importPeople([other], town.app.ids)
  await comesIn(town, id)
  const mother = await speaking(town)
  await town.submit('ingrid', 'consent.request', { case: id }, { services: 'skole,ppt', topics: 'learning' })
  expect(await mother('family.log', { case: id })).toContain(word('family.log.asked'))
  const data = { case: id, consent: (await caseOf(town, id)).consents.at(-1)?.id ?? '' }
  const asked = await mother('family.answer', data, {}, 'open')
  for (const says of ['\u2068Ppt nord\u2069', word('family.fact.before')]) expect(asked).toContain(says)
  const empty = await mother('family.answer', data, { services: '', topics: '' })
  for (const lacks of ['services', 'topics', 'childAsked'] as const)
    expect(empty).toContain(word(`family.error.${lacks}`))
  const yes = { services: 'ppt/ppt', topics: 'learning', childAsked: 'true' }
  expect(await mother('family.answer', data, yes)).toContain(word('family.done.family.answer'))
  expect(await mother('family.withdraw', { case: id }, { what: '' })).toContain(word('family.error.what'))
  expect(await mother('family.withdraw', { case: id }, { what: 'whole' })).toContain(
    word('family.done.family.withdraw'),
  )
  nothingFailed(town)
})

test('a copy of the log, whatever was looked at in it, with something left out and a letter that has no shape', async () => {
  const town = await familyTown()
  const id = await openLog(town)
  await comesIn(town, id)
  const mother = await speaking(town)
  expect(await mother('family.copy', { case: id }, {}, 'open')).toContain(word('family.copy.holds'))
  const note = { topic: 'learning', text: 'Om en annen', others: 'yes' }
  await town.submit('ingrid', 'note.add', { case: id }, note)
  await town.read(async ({ access }) => {
    const look = { case: id, person: town.id('ingrid'), verdict: 'read', at: '2026-11-03T09:00:00.000Z' } as const
    for (const what of ['case-plan', 'consent-checkpoint', 'measure.evaluate', 'copy-family'])
      await access.log({ ...look, roles: ['holder'], what })
    await access.log({ ...look, person: keeper, roles: ['keeper'], what: 'copy-archive' })
  })
  expect((await town.copyOf('mother', id)).kind).toBe('file')
  const one = town.app.municipalities.get('fjordvik')
  if (one) Object.assign(one, { model: { ...one.model, copies: { readers: 'service' } } })
  expect((await town.copyOf('mother', id)).kind).toBe('file')
  nothingFailed(town)
})

/** A log of a young person of 16, whom alone the health service is about that holds it. */
async function heldUnseen(town: FamilyTown): Promise<CaseId> {
  const id = await worry(town)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:2', services: 'skolehelsetjeneste' })
  await askFamily(town, 'ingrid', { case: id }, { services: 'skole,skolehelsetjeneste', born: '2010-03' })
  for (const { id: consent, required } of (await caseOf(town, id)).consents.toReversed())
    await sayYes(town, 'ingrid', { case: id, consent }, { signedBy: required.join(','), childAsked: 'true' })
  await comesIn(town, id)
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('nora') })
  await town.press('nora', 'baton.accept', { case: id, handOver: (await caseOf(town, id)).handOver?.id ?? '' })
  return id
}

test('where somebody is not named, or is nobody any more', async () => {
  const town = await familyTown()
  const id = await heldUnseen(town)
  const mother = await speaking(town)
  expect(await mother('family.log', { case: id })).toContain(word('family.fact.unsaid'))
  const state = await caseOf(town, id)
  const member = memberIn(state, state.family[0]?.id ?? 'person_none')
  if (!member) throw new Error('nobody has come')
  const actor = { kind: 'family', person: member.id, municipality: 'fjordvik' } as const
  const told = await town.read(async (tx) => {
    const viewer = { ...settingIn(town.app, tx, 'fjordvik', tongue), actor, member }
    const opened = await openForFamily(viewer, state, 'family-log')
    return opened?.responsible({ kind: 'person', person: 'person_gone' })
  })
  expect(told).toBe(word('family.fact.nobody'))
  nothingFailed(town)
})

const sendAgain = (visitor: Visitor, form: Seen, headers: Record<string, string> = {}) => {
  const press = JSON.stringify({ do: 'press', action: 'family.enter', data: {} })
  const fields: [string, string][] = [
    ['csrf', 'none'],
    ['delivery', 'd-1'],
    ['press', press],
    ['f.code', form.address],
  ]
  return visitor.post('/familie/trykk', fields, { 'sec-fetch-site': 'same-origin', ...headers })
}

test('the pages around the cards, signed in and before', async () => {
  const visitor = page.visitor()
  const enter = await visitor.get(`/familie/inn?sprak=${tongue}`)
  expect(enter.text).toContain(word('web.enter.title'))
  expect((await visitor.signInAs('ungdom')).text).toContain(word('family.home.title'))
  const form = await visitor.get('/familie/skjema/family.enter')
  const wrong = await visitor.press(form, word('family.submit.family.enter'), { code: 'x' }, '/familie/trykk')
  expect(wrong.text).toContain(word('web.faults'))
  expect((await sendAgain(visitor, form)).text).toContain(word('web.ended.in'))
  expect((await visitor.get('/familie/vis/nothing.there')).text).toContain('role="note"')
  const nobody = page.visitor()
  expect((await sendAgain(nobody, form, { 'accept-language': tongue })).text).toContain(word('web.ended.out'))
})

/** A server on which whatever is asked for has gone wrong: `/familie/denied`, or `/familie/fault`. */
function brokenPages(): Promise<Listening> {
  const router = express.Router()
  const offer = offerToEnter(files, '/familie', [{ path: '/inn/x', title: 'ID-porten' }], false)
  const offered = (why: 'denied' | 'invalid' | 'unreachable' | 'out') => (request: Request, response: Response) =>
    offer(request, response, { why, to: '/familie' })
  for (const why of ['denied', 'invalid', 'unreachable', 'out'] as const) router.get(`/familie/${why}`, offered(why))
  for (const url of [null, 'https://id.example/out'])
    router.get(url === null ? '/familie/still' : '/familie/onward', (request, response) =>
      offer(request, response, { why: 'out', to: '/familie', onward: [{ title: 'ID-porten', url }] }),
    )
  router.get('/familie/fault', () => {
    throw new Error('out of order')
  })
  router.get('/familie/large', () => {
    throw Object.assign(new Error('too large'), { status: 413 })
  })
  const nobody = { of: async () => null, begin: never, end: never, isFrom: () => false }
  const given = { root: '/familie' as const, wheres: ['family' as const], first: 'family.home', frames: [], files }
  const routers = [whole({ ...given, sessions: nobody, handle: never, who: never, report: () => undefined }, [router])]
  return listen(createWeb({ routers, faults: () => [], report: () => undefined }), '127.0.0.1', 0)
}

async function never(): Promise<never> {
  throw new Error('nobody is signed in')
}

test('the pages on which something went wrong', async () => {
  const ask = async (path: string) =>
    (await fetch(`http://127.0.0.1:${broken.port}/familie/${path}?sprak=${tongue}`)).text()
  for (const why of ['denied', 'invalid', 'unreachable', 'out'] as const)
    expect(await ask(why)).toContain(word(`web.enter.${why}`))
  const before = (key: Key) => word(key).split('{by}')[0] ?? ''
  expect(await ask('onward')).toContain(before('web.enter.onward'))
  expect(await ask('still')).toContain(before('web.enter.still'))
  expect(await ask('fault')).toContain(word('message.fault'))
  expect(await ask('large')).toContain(word('web.too-large'))
})

test('nothing else stands in any of the files', () => {
  expect(keys.filter((key) => !said.has(key))).toEqual([])
  for (const other of further.values()) expect(Object.keys(other.texts).sort()).toEqual([...keys].sort())
})
