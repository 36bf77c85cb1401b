/** In which language the family's page speaks: chosen by its own name, kept, and honest about what it is; names stay Norwegian in it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isTongue, shownIn, wording } from '../../src/wording/index.ts'
import { caseOf, openLog } from '../app/story.ts'
import { saysItWasThey } from '../support/family-page.ts'
import { comesIn, familyTown } from '../support/family-town.ts'
import { openLogOn, type PageTown, type Seen, startPageTown, type Visitor } from '../support/page-town.ts'
import { textOf } from '../support/town.ts'

let town: PageTown
let ingrid: Visitor
let of = ''
beforeAll(async () => {
  town = await startPageTown()
  ingrid = town.visitor()
  await ingrid.signIn('Ingrid Lunde')
  of = /case=(case_\w+)/.exec((await openLogOn(ingrid)).text)?.[1] ?? ''
})
afterAll(() => town.end())

/** `<html lang="ar" dir="rtl"`: the language of a page, and its direction where it says one. */
const spoken = ({ text }: Seen) => /<html lang="([^"]*)"(?: dir="([^"]*)")?/.exec(text)?.slice(1).join(' ').trim()
const own = { 'sec-fetch-site': 'same-origin' }

/** By one of the buttons that stand on each page of somebody who is signed in. */
function choose(visitor: Visitor, { text }: Seen, lang: string): Promise<Seen> {
  const csrf = /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? ''
  const press = JSON.stringify({ do: 'press', action: 'set.lang', data: { lang } })
  const fields: [string, string][] = [
    ['csrf', csrf],
    ['delivery', `d-${lang}`],
    ['press', press],
  ]
  return visitor.post('/familie/trykk', fields, own)
}

describe('a language', () => {
  it('is the one the browser asks for, where there is a file of it, on a family’s pages alone', async () => {
    const asked = async (header: string, path = '/familie/inn') =>
      spoken(await town.visitor().get(path, { 'accept-language': header }))
    expect(await asked('ar-EG, en;q=0.5')).toBe('ar rtl')
    expect(await asked('xx, pl;q=0.8, nn;q=0.5')).toBe('pl')
    expect(await asked('no')).toBe('nb')
    expect(await asked('xx')).toBe('nb')
    expect(await asked('ar', '/rom/inn')).toBe('nb')
    expect(await asked('ar', '/rom/inn?sprak=ar')).toBe('nb')
  })

  it('is chosen by its own name before anybody is known, and is theirs from then on, on whichever machine', async () => {
    const visitor = town.visitor()
    const enter = await visitor.get('/familie/inn?til=/familie/vis/family.home')
    expect(enter.text).toContain(
      '<a href="/familie/inn?sprak=ar&amp;til=%2Ffamilie%2Fvis%2Ffamily.home" lang="ar" dir="rtl">العربية</a>',
    )
    expect(enter.text).toContain('lang="nb" dir="ltr" aria-current="true">Bokmål</a>')
    expect(spoken(await visitor.get('/familie/inn?sprak=uk'))).toBe('uk')
    expect(spoken(await visitor.get('/familie/inn'))).toBe('uk')
    expect(spoken(await visitor.signInAs('far'))).toBe('uk')
    expect([...visitor.cookies.keys()].filter((name) => name.includes('sprak'))).toEqual([])
    expect(spoken(await town.visitor().signInAs('far'))).toBe('uk')
  })

  it('is chosen on every page by whoever is signed in', async () => {
    const visitor = town.visitor()
    const home = await visitor.signInAs('ungdom')
    expect(spoken(home)).toBe('nb')
    expect(home.text).toMatch(/<button type="submit" name="press" value="[^"]*" lang="ar" dir="rtl">العربية<\/button>/)
    expect(spoken(await choose(visitor, home, 'ar'))).toBe('ar rtl')
    expect(spoken(await visitor.get('/familie/skjema/family.enter'))).toBe('ar rtl')
    expect(spoken(await visitor.get('/familie/vis/nothing.there'))).toBe('ar rtl')
    expect(spoken(await choose(visitor, home, 'xx'))).toBe('ar rtl')
  })

  it('is theirs until they are signed out, which is said in it, and is kept in no browser after that', async () => {
    const visitor = town.visitor()
    const home = await choose(visitor, await visitor.signInAs('far'), 'ar')
    const csrf = /name="csrf" value="([^"]+)"/.exec(home.text)?.[1] ?? ''
    const out = await visitor.post('/familie/ut', [['csrf', csrf]], own)
    expect([spoken(out), out.text.includes(wordingOf('ar')('web.enter.out'))]).toEqual(['ar rtl', true])
    expect(spoken(await visitor.get('/familie/inn'))).toBe('nb')
  })

  it('is what an account has chosen itself, whatever link somebody came by', async () => {
    const visitor = town.visitor()
    await choose(visitor, await visitor.signInAs('ungdom'), 'ar')
    const other = town.visitor()
    await other.get('/familie/inn?sprak=pl')
    expect(spoken(await other.signInAs('ungdom'))).toBe('ar rtl')
    expect(spoken(await other.get('/familie/skjema/family.enter'))).toBe('ar rtl')
    await choose(visitor, await visitor.get('/familie'), 'nb')
  })

  it('is none there is no file for, be it in an address, in a cookie, or kept from when there was one', async () => {
    const visitor = town.visitor()
    expect(spoken(await visitor.get('/familie/inn?sprak=xx'))).toBe('nb')
    visitor.cookies.set('stafett-sprak', 'toString')
    expect(spoken(await visitor.get('/familie/inn'))).toBe('nb')
    expect(['xx', 'toString', '', null].filter(isTongue)).toEqual([])
    const other = await familyTown()
    await other.at('mother', 'set.lang', { lang: 'pl' })
    expect((await other.homeOf('mother')).tag).toBe('pl')
    await other.store.transaction(async (tx) => {
      const gone = JSON.parse('"xx"')
      await tx.family.setLang({ channel: 'family', tenant: 'https://id.example', user: 'mother' }, gone)
    })
    expect(await other.homeOf('mother')).toMatchObject({ name: 'family-home', tag: 'nb' })
  })
})

describe('in a translation', () => {
  it('a line says on every page that it is one, and which text decides; on pages of ours none does', async () => {
    const line = `role="note">${wordingOf('pl').translated}</p>`
    const visitor = town.visitor()
    expect((await visitor.get('/familie/inn?sprak=pl')).text).toContain(line)
    expect((await visitor.signInAs('mor')).text).toContain(line)
    expect((await visitor.get('/familie/skjema/family.enter')).text).toContain(line)
    expect(line).toContain('rozstrzyga tekst norweski')
    expect((await town.visitor().get('/familie/inn?sprak=en')).text).not.toContain('class="translated"')
  })

  it('names of people and of the model stand in Norwegian and say so, and what staff wrote does', async () => {
    const visitor = town.visitor()
    const home = await visitor.signInAs('mor')
    const form = await ingrid.get(`/rom/skjema/family.invite?case=${of}`)
    const given = await ingrid.press(form, 'Lag kode', { signer: 'guardian-1', name: 'Kaia' })
    const code = /\b(\w{4}-){3}\w{4}\b/.exec(given.text)?.[0] ?? ''
    const enter = await visitor.get('/familie/skjema/family.enter')
    await visitor.press(enter, 'Dalej', { code }, '/familie/trykk')
    await saysItWasThey(ingrid, 'FJ-1001')
    await choose(visitor, home, 'ar')
    const { text } = await visitor.get(`/familie/vis/family.log?case=${of}`)
    expect(text).toContain('<bdi lang="nb">Ingrid Lunde</bdi> (<bdi lang="nb">Skole</bdi>)')
    expect(text).toContain('<blockquote class="typed" dir="auto" lang="nb">Kaia</blockquote>')
    expect(text).toMatch(/<div class="card" lang="ar"/)
    expect(text).not.toMatch(/[\u2068\u2069]/)
    const readers = await visitor.get(`/familie/vis/family.readers?case=${of}`)
    expect(readers.text).toContain('<bdi lang="nb">Ingrid Lunde</bdi>')
    await choose(visitor, home, 'nb')
    expect((await visitor.get(`/familie/vis/family.log?case=${of}`)).text).not.toMatch(/<bdi|lang="nb">Kaia/)
  })

  it('a yes says in which language it was asked, as staff read it', async () => {
    const other = await familyTown()
    const id = await openLog(other)
    await comesIn(other, id)
    await other.at('mother', 'set.lang', { lang: 'ar' })
    await other.submit('ingrid', 'consent.request', { case: id }, { services: 'ppt', topics: 'learning' })
    const data = { case: id, consent: (await caseOf(other, id)).consents.at(-1)?.id ?? '' }
    await other.at('mother', 'family.answer', data, { services: 'ppt/ppt', topics: 'learning', childAsked: 'true' })
    const told = textOf(await other.press('ingrid', 'show.consents', { case: id }))
    expect(told).toContain('Arabisk (utkast til oversettelse)')
    expect(told).toContain('Familiens side, tekst 1')
    expect(shownIn(wording('nn'))).toBe('Nynorsk')
  })
})

function wordingOf(tag: string) {
  if (!isTongue(tag)) throw new Error(`nobody speaks ${tag}`)
  return wording(tag)
}
