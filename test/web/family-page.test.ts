/** The family's page: who comes in is somebody whom the holder has said it is, and of staff and other families nothing is to be had there. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { saysItWasThey } from '../support/family-page.ts'
import { linkIn, openLogOn, type PageTown, type Seen, startPageTown, type Visitor } from '../support/page-town.ts'

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

const own = { 'sec-fetch-site': 'same-origin' }
const csrfIn = ({ text }: Seen) => /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? ''

async function codeFor(signer: string): Promise<string> {
  const form = await ingrid.get(`/rom/skjema/family.invite?case=${of}`)
  const given = await ingrid.press(form, 'Lag kode', { signer })
  return /\b(\w{4}-){3}\w{4}\b/.exec(given.text)?.[0] ?? ''
}

async function cameIn(who: string, code: string): Promise<{ visitor: Visitor; home: Seen }> {
  const visitor = town.visitor()
  await visitor.signInAs(who)
  const form = await visitor.get('/familie/skjema/family.enter')
  return { visitor, home: await visitor.press(form, 'Fortsett', { code }, '/familie/trykk') }
}

describe('the family’s page', () => {
  it('shows nothing before it was confirmed, the log after it, and nothing again once somebody is shut out', async () => {
    const { visitor, home } = await cameIn('mor', await codeFor('guardian-1'))
    expect(home.text).toContain('må si at det var deg som logget inn')
    const asked = `/familie/vis/family.log?case=${of}`
    expect((await visitor.get(asked)).text).not.toMatch(/Ingrid|Nivå|FJ-1001/)
    expect((await saysItWasThey(ingrid, 'FJ-1001')).text).toContain('Det var den rette.')
    expect((await visitor.get(asked)).text).toContain('Ingrid Lunde')
    const open = await visitor.get(`/familie/skjema/family.write?case=${of}`)
    const out = await ingrid.get(`/rom/skjema/family.shut-out?case=${of}`)
    const member = /name="f\.member" value="([^"]+)"/.exec(out.text)?.[1] ?? ''
    const told = await ingrid.press(out, 'Steng ute', { member, reason: 'Etter vedtak.' })
    expect(told.text).toContain('Personen er stengt ute')
    const sent = await visitor.press(open, 'Send', { text: 'Hei' }, '/familie/trykk')
    expect(sent.text).not.toMatch(/Sendt\.|Ingrid|FJ-1001/)
    expect((await visitor.get(asked)).text).not.toMatch(/Ingrid|FJ-1001/)
  })

  it('signs out of ID-porten too, once their own session here is over; at work nobody is', async () => {
    const visitor = town.visitor()
    const home = await visitor.signInAs('far')
    const foreign = await visitor.post('/familie/ut', [['csrf', csrfIn(home)]], { 'sec-fetch-site': 'cross-site' })
    expect([foreign.status, foreign.headers.get('refresh')]).toEqual([403, null])
    const out = await visitor.post('/familie/ut', [['csrf', csrfIn(home)]], own)
    const [, to = ''] = /^0; url=(\S+)$/.exec(out.headers.get('refresh') ?? '') ?? []
    expect(new URL(to).pathname).toBe('/session/end')
    expect([...new URL(to).searchParams.keys()]).toEqual(['client_id'])
    expect(out.text).toContain(`href="${to}"`)
    expect(out.text).toContain('Du er logget ut')
    expect((await visitor.get('/familie')).text).toContain('Logg inn med')
    const terje = town.visitor()
    const mine = await terje.signIn('Terje Aas')
    const left = await terje.post('/rom/ut', [['csrf', csrfIn(mine)]], own)
    expect([left.headers.get('refresh'), left.text.includes('Du er logget ut')]).toEqual([null, true])
  })

  it('opens none of the staff’s pages, and is opened by none of theirs', async () => {
    const visitor = town.visitor()
    await visitor.signInAs('far')
    for (const path of ['/rom', '/rom/sak/FJ-1001', `/rom/vis/show.case?case=${of}`])
      expect((await visitor.get(path)).text).toContain('Logg inn med kontoen du bruker på jobb.')
    const [name, value] = [...visitor.cookies].find(([one]) => one.endsWith('stafett-familie')) ?? ['', '']
    const forged = town.visitor()
    forged.cookies.set(name.replace('-familie', ''), value)
    expect((await forged.get('/rom')).text).toContain('Logg inn med kontoen du bruker på jobb.')
    expect((await ingrid.get('/familie')).text).toContain('ID-porten')
  })

  it('does nothing for staff’s actions, nor in a case that is not theirs', async () => {
    const visitor = town.visitor()
    const home = await visitor.signInAs('ungdom')
    const press = async (action: string, data: Record<string, string>) => {
      const pressed = JSON.stringify({ do: 'press', action, data })
      return visitor.post(
        '/familie/trykk',
        [
          ['csrf', csrfIn(home)],
          ['delivery', `d-${action}`],
          ['press', pressed],
        ],
        own,
      )
    }
    for (const action of [
      'show.case',
      'show.mine',
      'note.add',
      'family.confirm',
      'family.release',
      'family.log',
      'family.readers',
      'family.write',
    ])
      expect((await press(action, { case: of })).text).not.toMatch(/Ingrid|FJ-1001|alene|Lagret|Bekreftet/)
    const shown = [`/familie/vis/show.case?case=${of}`, '/familie/vis/family.write', '/familie/skjema/show.mine']
    const forms = ['note.add', 'family.invite', 'family.release'].map((name) => `/familie/skjema/${name}?case=${of}`)
    for (const path of [...shown, ...forms]) expect([path, (await visitor.get(path)).status]).toEqual([path, 404])
  })

  it('takes no form of another site, nor of another session', async () => {
    const [visitor, other] = [town.visitor(), town.visitor()]
    await visitor.signInAs('mor')
    const theirs = csrfIn(await other.signInAs('far'))
    const press = JSON.stringify({ do: 'press', action: 'family.enter', data: {} })
    const sent = (csrf: string, headers: Record<string, string>) =>
      visitor.post(
        '/familie/trykk',
        [
          ['csrf', csrf],
          ['delivery', 'd'],
          ['press', press],
          ['f.code', 'x'],
        ],
        headers,
      )
    expect((await sent(theirs, own)).status).toBe(403)
    expect((await sent(theirs, { 'sec-fetch-site': 'cross-site' })).text).toBe('')
  })

  it('is kept by nobody on its way, and framed by nobody', async () => {
    const visitor = town.visitor()
    const { headers } = await visitor.signInAs('mor')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('x-frame-options')).toBe('DENY')
  })

  it('leads to its own pages alone, also after signing in', async () => {
    const visitor = town.visitor()
    const enter = await visitor.get('/familie/inn?til=/rom/sak/FJ-1001')
    expect(linkIn(enter, 'Logg inn med ID-porten')).toBe('/familie/inn/idporten')
    expect((await visitor.signInAs('mor', `/familie/vis/family.log?case=${of}`)).address).toContain(
      '/familie/vis/family.log',
    )
  })
})
