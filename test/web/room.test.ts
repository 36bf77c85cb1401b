/** The page of the staff: what a person may see and do there is what they may in a chat, and nobody comes in by another's door. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people, tenantId } from '../../src/demo/seats.ts'
import { createIds } from '../../src/ids.ts'
import { localPath } from '../../src/web/local.ts'
import { linkIn, type PageTown, pressIn, type Seen, startPageTown, type Visitor } from '../support/page-town.ts'
import { personToImport } from '../support/people.ts'

let town: PageTown
beforeAll(async () => {
  town = await startPageTown()
})
afterAll(() => town.end())

const now = '2026-11-02T08:00:00.000Z'
const worry = { about: 'Gutt på 3. trinn', targetGroup: 'child', seen: 'Er mye alene i friminuttene.' }
const own = { 'sec-fetch-site': 'same-origin' }

/** A wondering that Ingrid has written down, as she sees it. */
async function wondered(ingrid: Visitor): Promise<Seen> {
  const form = await ingrid.get('/rom/skjema/concern.register')
  return ingrid.press(form, 'Skriv ned', worry)
}

async function idOf(user: string) {
  const account = { channel: 'teams', tenant: tenantId, user }
  const person = await town.store.transaction((tx) => tx.people.byAccount(account))
  if (!person) throw new Error(`nobody is ${user}`)
  return person.id
}

const sentAs = (delivery: string): [string, string][] => [
  ['csrf', 'none'],
  ['delivery', delivery],
]

/** As an import that names them as no longer active. */
async function deactivate({ name, aadObjectId: user }: { name: string; aadObjectId: string }) {
  const accounts = [{ channel: 'teams', tenant: tenantId, user }]
  await town.store.importPeople([personToImport(name, { accounts, active: false })], createIds({ now: () => now }))
}

/** Who the page says is signed in. */
const whoIn = ({ text }: Seen) => /<span dir="auto">([^<]*)<\/span><\/summary>/.exec(text)?.[1] ?? null
/** Whether the page says that nobody is signed in any more. */
const isOut = ({ text }: Seen) => />Du er logget ut<\/h1>/.test(text)
const csrfIn = ({ text }: Seen) => /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? ''
const refIn = ({ text }: Seen) => /FJ-\d+/.exec(text)?.[0] ?? ''
const caseIn = ({ text }: Seen) => /case=(case_\w+)/.exec(text)?.[1] ?? ''

describe('the page', () => {
  it('leads whoever is not signed in to signing in, and then on to where they were going', async () => {
    const ingrid = town.visitor()
    const enter = await ingrid.get('/rom/vis/show.settings')
    expect(enter.address).toContain('/rom/inn?til=')
    expect(enter.text).toContain('Logg inn i Stafett')
    const settings = await ingrid.signIn('Ingrid Lunde', '/rom/vis/show.settings')
    expect(settings.text).toContain('<h1')
    expect(settings.address).toContain('/rom/vis/show.settings')
    expect((await ingrid.get('/rom')).text).toContain('Mine saker')
  })

  it('shows and does what a chat does, and nothing of it stands in an address', async () => {
    const ingrid = town.visitor()
    await ingrid.signIn('Ingrid Lunde')
    const saved = await wondered(ingrid)
    expect(saved.status).toBe(200)
    expect(saved.text).toContain('Undringen er lagret. Terje Aas får beskjed.')
    expect(saved.text).toContain('Er mye alene i friminuttene.')
    const again = await ingrid.get(`/rom/sak/${refIn(saved)}`)
    expect(again.text).toContain('Er mye alene i friminuttene.')
    const addresses = [...again.text.matchAll(/href="([^"]*)"/g)].map(([, address = '']) => decodeURIComponent(address))
    expect(addresses.join('\n')).not.toMatch(/alene|Gutt|Ingrid|Aas/)
    const person = await idOf(people.teacher.aadObjectId)
    const log = await town.store.transaction(async (tx) => {
      const [one] = await tx.cases.of(person)
      return one ? tx.access.of(one.case.id) : []
    })
    expect(log.some(({ verdict, what }) => verdict === 'read' && what === 'case-summary')).toBe(true)
  })

  it('gives a form back with what was wrong in it, and everything that was typed', async () => {
    const ingrid = town.visitor()
    await ingrid.signIn('Ingrid Lunde')
    const form = await ingrid.get('/rom/skjema/concern.register')
    const back = await ingrid.press(form, 'Skriv ned', { ...worry, seen: '' })
    expect(back.text).toContain('Fyll ut dette feltet.')
    expect(back.text).toContain('value="Gutt på 3. trinn"')
  })

  it('counts a form that is sent twice once', async () => {
    const ingrid = town.visitor()
    await ingrid.signIn('Ingrid Lunde')
    const form = await ingrid.get('/rom/skjema/concern.register')
    const [one, other] = [await ingrid.press(form, 'Skriv ned', worry), await ingrid.press(form, 'Skriv ned', worry)]
    expect(one.text).toContain('Undringen er lagret.')
    expect(other.text).not.toContain('Undringen er lagret.')
    expect(other.text).toContain('Dette har jeg fått før')
  })

  it('leads a link to a case to the same page whatever it names', async () => {
    const stranger = town.visitor()
    const shown = await Promise.all(['FJ-1001', 'FJ-9999'].map((ref) => stranger.get(`/sak/${ref}`)))
    expect(new Set(shown.map(({ text }) => text.replaceAll(/FJ-\d+/g, '')))).toHaveProperty('size', 1)
    expect(shown[0]?.text).toContain('Logg inn i Stafett')
    const ingrid = town.visitor()
    expect((await ingrid.signIn('Ingrid Lunde', '/sak/FJ-1001')).text).toContain('FJ-1001')
  })

  it('is told where there is no such page', async () => {
    const ingrid = town.visitor()
    await ingrid.signIn('Ingrid Lunde')
    for (const path of [
      '/rom/vis/set.lang?lang=nn',
      '/rom/vis/nothing',
      '/rom/skjema/show.mine',
      '/rom/vis/show.case?case=<b>',
    ]) {
      const { status, text } = await ingrid.get(path)
      expect([path, status]).toEqual([path, 404])
      expect(text).toContain('Denne siden finnes ikke')
    }
  })
})

describe('a way on', () => {
  it('there is from every address below the page, and from what is asked for again that was sent', async () => {
    const ingrid = town.visitor()
    await ingrid.signIn('Ingrid Lunde')
    for (const path of ['/rom/trykk', '/rom/sok', '/rom/ut'])
      expect((await ingrid.get(path)).text).toContain('Mine saker')
    const nowhere = await ingrid.get('/rom/nothing/here')
    expect([nowhere.status, nowhere.text.includes('Denne siden finnes ikke')]).toEqual([404, true])
    expect((await town.visitor().get('/rom/nothing')).text).toContain('Logg inn i Stafett')
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const large = await ingrid.ask('/rom/trykk', { method: 'POST', body: 'x'.repeat(500_000), headers })
    expect([large.status, (await large.text()).includes('er for stort')]).toEqual([413, true])
    expect(large.headers.get('cache-control')).toBe('no-store')
    const odd = await ingrid.ask('/rom/vis/%ff')
    expect([odd.status, (await odd.text()).includes('Denne siden finnes ikke')]).toEqual([400, true])
    const framed = await ingrid.ask('/rom/vis/%ff', { headers: { 'sec-fetch-dest': 'iframe' } })
    expect(framed.headers.get('content-security-policy')).toContain("frame-ancestors 'self'")
  })

  it('there is in the client whose account somebody signed in with, to the same page, in a browser alone', async () => {
    const ingrid = town.visitor()
    await ingrid.signIn('Ingrid Lunde')
    const saved = await wondered(ingrid)
    const leads = (seen: Seen) => linkIn(seen, 'Åpne i Teams')
    const to = (path: string) => `/demo/tab?til=${encodeURIComponent(path)}`
    expect(leads(await ingrid.get('/rom/vis/show.settings'))).toBe(to('/rom/vis/show.settings'))
    expect(leads(await ingrid.get(`/rom/sak/${refIn(saved)}`))).toBe(to(`/rom/sak/${refIn(saved)}`))
    // Of what was sent no address says anything; and what is none of ours, or behind a reference, goes into no link.
    expect(leads(saved)).toBe(to('/rom'))
    expect(leads(await ingrid.get(`/rom/sak/${refIn(saved)}?x=alene`))).toBe(to(`/rom/sak/${refIn(saved)}`))
    for (const path of ['/rom/vis/show.case?case=%3Calene%3E', '/rom/kort/help?x=alene', '/rom/vis/set.lang?lang=nn'])
      expect((await ingrid.get(path)).text).not.toContain('Åpne i Teams')
    expect((await town.visitor().get('/rom')).text).not.toContain('Åpne i Teams')
  })

  it('there is from a search on a page that was drawn for an earlier session, or for none', async () => {
    const ingrid = town.visitor()
    await ingrid.signIn('Ingrid Lunde')
    const ref = refIn(await wondered(ingrid))
    for (const mark of [[['csrf', 'of another session']], []] satisfies [string, string][][]) {
      const found = await ingrid.post('/rom/sok', [...mark, ['ref', ` ${ref.toLowerCase()} `]], own)
      expect([found.address, found.text.includes('Er mye alene')]).toEqual([`${town.url}/rom/sak/${ref}`, true])
      const told = await ingrid.post('/rom/sok', [...mark, ['ref', 'sak']], own)
      expect([told.status, told.address, whoIn(told)]).toEqual([403, '/rom/sok', 'Ingrid Lunde'])
      expect(told.text).toContain('Søk en gang til')
    }
    expect((await ingrid.post('/rom/sok', [], own)).text).toContain('Søk en gang til')
    const foreign = await ingrid.post('/rom/sok', [['ref', ref]], { 'sec-fetch-site': 'cross-site' })
    expect([foreign.status, foreign.text]).toEqual([403, ''])
    const signedOut = await town.visitor().post('/rom/sok', [['ref', ref]], own)
    expect(signedOut.address).toContain(`/rom/inn?til=${encodeURIComponent(`/rom/sak/${ref}`)}`)
  })

  it('to help for a child in danger is open to anybody, whatever is broken', async () => {
    const press = JSON.stringify({ do: 'press', action: 'show.report-help', data: {} })
    const fields: [string, string][] = [
      ['csrf', 'none'],
      ['delivery', 'help'],
      ['press', press],
    ]
    const told = await town.visitor().post('/rom/trykk', fields, own)
    expect(told.status).toBe(200)
    expect(told.text).toContain('116 111')
  })

  it('to help for a child in danger waits for no store that is held up, be somebody signed in', async () => {
    const ingrid = town.visitor()
    await ingrid.signIn('Ingrid Lunde')
    const press = JSON.stringify({ do: 'press', action: 'show.report-help', data: {} })
    const { promise, resolve } = Promise.withResolvers<void>()
    const held = town.store.transaction(() => promise)
    try {
      const asked = { 'accept-language': 'en' }
      const told = await ingrid.post(
        '/rom/trykk',
        [...sentAs('help-held'), ['press', press]],
        Object.assign(asked, own),
      )
      expect([told.status, told.text.includes('116 111'), told.text.includes('lang="en"')]).toEqual([200, true, true])
      // Whoever has chosen a language is answered in the page's own, whatever the browser asks for.
      const again = [...sentAs('help-again'), ['press', press], ['speaks', 'nn']] satisfies [string, string][]
      const spoken = await ingrid.post('/rom/trykk', again, Object.assign(asked, own))
      expect(spoken.text).toContain('<html lang="nn"')
      const strange = [...sentAs('help-strange'), ['press', press], ['speaks', 'xx']] satisfies [string, string][]
      expect((await ingrid.post('/rom/trykk', strange, Object.assign(asked, own))).text).toContain('<html lang="en"')
    } finally {
      resolve()
      await held
    }
  })
})

describe('somebody else', () => {
  it('is told of a case that is not theirs as of one there is not', async () => {
    const ingrid = town.visitor()
    await ingrid.signIn('Ingrid Lunde')
    const saved = await wondered(ingrid)
    const jonas = town.visitor()
    await jonas.signIn('Jonas Berg')
    const [real, none] = [await jonas.get(`/rom/sak/${refIn(saved)}`), await jonas.get('/rom/sak/FJ-9999')]
    const bare = ({ text }: Seen) =>
      text
        .slice(text.indexOf('<main'), text.indexOf('</main'))
        .replaceAll(/FJ-\d+|value="[^"]*"|data-address="[^"]*"/g, '')
    expect(bare(real)).toBe(bare(none))
    const shown = await jonas.get(`/rom/vis/show.case?case=${caseIn(await ingrid.get(`/rom/sak/${refIn(saved)}`))}`)
    expect(shown.text).not.toContain('alene')
  })

  it('has no use for the fields of a form that they forge', async () => {
    const ingrid = town.visitor()
    await ingrid.signIn('Ingrid Lunde')
    const saved = await wondered(ingrid)
    const of = caseIn(await ingrid.get(`/rom/sak/${refIn(saved)}`))
    const jonas = town.visitor()
    const mine = await jonas.signIn('Jonas Berg')
    const csrf = /name="csrf" value="([^"]+)"/.exec(mine.text)?.[1] ?? ''
    const press = JSON.stringify({ do: 'press', action: 'concern.conclude', data: { case: of } })
    const told = await jonas.post(
      '/rom/trykk',
      [
        ['csrf', csrf],
        ['delivery', 'forged'],
        ['press', press],
        ['f.outcome', 'close'],
      ],
      own,
    )
    expect(told.text).not.toContain(refIn(saved))
    expect((await ingrid.get(`/rom/sak/${refIn(saved)}`)).text).toContain('Er mye alene i friminuttene.')
  })

  it('who signs in but is nobody here is told so, and is signed in no more', async () => {
    const stranger = town.visitor()
    const told = await stranger.signIn('00000000-0000-4000-8000-000000000099')
    expect(told.status).toBe(403)
    expect(told.text).toContain('00000000-0000-4000-8000-000000000099')
    expect((await stranger.get('/rom')).text).toContain('Logg inn i Stafett')
  })

  it('who has left since they signed in gets nothing with their next request', async () => {
    const mari = town.visitor()
    await mari.signIn('Mari Holm')
    const form = await mari.get('/rom/skjema/concern.register')
    await deactivate(people.colleague)
    const told = await mari.press(form, 'Skriv ned', worry)
    expect(told.status).toBe(403)
    expect(told.text).not.toContain('Undringen er lagret')
    expect((await mari.get('/rom')).text).toContain('Logg inn i Stafett')
  })
})

describe('a press', () => {
  const pressed = async (
    visitor: Visitor,
    change: (fields: [string, string][]) => [string, string][],
    headers = own,
  ) => {
    const form = await visitor.get('/rom/skjema/concern.register')
    const csrf = /name="csrf" value="([^"]+)"/.exec(form.text)?.[1] ?? ''
    const fields: [string, string][] = [
      ['csrf', csrf],
      ['delivery', `d-${Math.floor(performance.now() * 1000)}`],
      ['press', pressIn(form, 'Skriv ned')],
      ...Object.entries(worry).map(([id, value]): [string, string] => [`f.${id}`, value]),
    ]
    return visitor.post('/rom/trykk', change(fields), headers)
  }
  const csrfAs = (csrf: string) => (fields: [string, string][]) =>
    fields.map(([name, value]): [string, string] => [name, name === 'csrf' ? csrf : value])

  it('without the mark of its own session does nothing, and gives back what was typed', async () => {
    const [ingrid, terje] = [town.visitor(), town.visitor()]
    await ingrid.signIn('Ingrid Lunde')
    const theirs = /name="csrf" value="([^"]+)"/.exec((await terje.signIn('Terje Aas')).text)?.[1] ?? ''
    for (const csrf of ['x', theirs]) {
      const told = await pressed(ingrid, csrfAs(csrf))
      expect(told.status).toBe(403)
      expect(told.text).toContain('Er mye alene i friminuttene.')
    }
  })

  it('from a page of another site does nothing and tells nothing, whatever mark it has', async () => {
    const ingrid = town.visitor()
    await ingrid.signIn('Ingrid Lunde')
    for (const site of ['cross-site', 'same-site']) {
      const told = await pressed(ingrid, (fields) => fields, { 'sec-fetch-site': site })
      expect([told.status, told.text]).toEqual([403, ''])
    }
  })

  it('of somebody who was signed out meanwhile is sent again once they are back', async () => {
    const ingrid = town.visitor()
    await ingrid.signIn('Ingrid Lunde')
    const form = await ingrid.get('/rom/skjema/concern.register')
    ingrid.cookies.clear()
    const out = await ingrid.press(form, 'Skriv ned', worry)
    expect(out.status).toBe(401)
    expect(out.text).toContain('Er mye alene i friminuttene.')
    await ingrid.signIn('Ingrid Lunde')
    const fields = (page: Seen): Record<string, string> =>
      Object.fromEntries(
        [...page.text.matchAll(/<textarea name="f\.([^"]+)" hidden="">\n([^<]*)</g)].map(([, id = '', value = '']) => [
          id,
          value,
        ]),
      )
    const asked = await ingrid.press(out, 'Send en gang til', fields(out))
    expect(asked.status).toBe(403)
    const saved = await ingrid.press(asked, 'Send en gang til', fields(asked))
    expect(saved.text).toContain('Undringen er lagret.')
  })

  it('of another shape is none, whatever it is', async () => {
    const ingrid = town.visitor()
    const mine = await ingrid.signIn('Ingrid Lunde')
    const csrf = /name="csrf" value="([^"]+)"/.exec(mine.text)?.[1] ?? ''
    for (const press of [
      '',
      '{',
      'null',
      '[]',
      '{"do":"run","action":"a","data":{}}',
      '{"do":"press","action":"a","data":{"a":{}}}',
    ]) {
      const { status } = await ingrid.post(
        '/rom/trykk',
        [
          ['csrf', csrf],
          ['delivery', 'd'],
          ['press', press],
        ],
        own,
      )
      expect([press, status]).toEqual([press, 403])
    }
    expect(
      (
        await ingrid.ask('/rom/trykk', {
          method: 'POST',
          body: 'x'.repeat(500_000),
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        })
      ).status,
    ).toBe(413)
  })
})

describe('an address', () => {
  it('does nothing that writing to the bot would', async () => {
    const ingrid = town.visitor()
    await ingrid.signIn('Ingrid Lunde')
    for (const words of [
      'koble',
      'koble-ABCDE-FGHIJ',
      'språk english',
      'ny Kari bor i Storgata',
      'innstillinger',
      'FJ-1001 tiltak',
    ]) {
      for (const path of ['/rom/sak/', '/sak/']) {
        const seen = await ingrid.get(path + encodeURIComponent(words))
        expect([words, seen.status, seen.text.includes('Denne siden finnes ikke')]).toEqual([words, 404, true])
      }
    }
    expect((await ingrid.get('/rom')).text).toContain('Mine saker')
  })

  it('keeps no answer anywhere, be it one that only leads on or refuses', async () => {
    const visitor = town.visitor()
    const answers = [
      await visitor.ask('/rom'),
      await visitor.ask('/rom/inn/teams'),
      await visitor.ask('/rom/fane/inn', { method: 'POST' }),
    ]
    for (const { headers } of answers) {
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    }
  })
})

describe('what leaves the server', () => {
  it('is kept by nobody on its way, framed by nobody, and runs nothing of others', async () => {
    const ingrid = town.visitor()
    await ingrid.signIn('Ingrid Lunde')
    const saved = await wondered(ingrid)
    for (const { headers } of [
      saved,
      await ingrid.get('/rom'),
      await town.visitor().get('/rom/inn'),
      await ingrid.get('/rom/vis/nothing'),
    ]) {
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('x-frame-options')).toBe('DENY')
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).toContain("default-src 'none'")
      expect(policy).not.toMatch(/unsafe|\*|https?:/)
      expect(headers.get('referrer-policy')).toBe('no-referrer')
    }
  })

  it('leads nobody to another host after signing in', async () => {
    const elsewhere = [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      '/rom/../x',
      '/rom/vis/show.mine?x=https://e',
      'javascript:1',
      '/romx',
      '/rom/inn',
      null,
      5,
    ]
    expect(new Set(elsewhere.map((text) => localPath(text)))).toEqual(new Set(['/rom']))
    expect(localPath('/rom/vis/show.case?case=case_a')).toBe('/rom/vis/show.case?case=case_a')
    const enter = await town.visitor().get('/rom/inn?til=https://evil.example')
    expect(enter.text).not.toContain('evil')
  })
})

describe('signing in', () => {
  it('that this browser did not begin is none', async () => {
    const [victim, attacker] = [town.visitor(), town.visitor()]
    const begun = await attacker.ask('/rom/inn/teams')
    const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state')
    const told = await victim.get(`/rom/inn/teams/tilbake?code=x&state=${state}`)
    expect(told.status).toBe(400)
    expect((await victim.get('/rom')).text).toContain('Logg inn i Stafett')
  })

  it('out ends the session for good, and only by a form of its own', async () => {
    const ingrid = town.visitor()
    const mine = await ingrid.signIn('Ingrid Lunde')
    const cookies = new Map(ingrid.cookies)
    await ingrid.post('/rom/ut', [['csrf', 'x']])
    expect((await ingrid.get('/rom')).text).toContain('Mine saker')
    const csrf = csrfIn(mine)
    expect(isOut(await ingrid.post('/rom/ut', [['csrf', csrf]]))).toBe(true)
    for (const [name, value] of cookies) ingrid.cookies.set(name, value)
    expect((await ingrid.get('/rom')).text).toContain('Logg inn i Stafett')
  })

  it('out is out from any page of ours, and nobody is told so who is not', async () => {
    const ingrid = town.visitor()
    const before = csrfIn(await ingrid.signIn('Ingrid Lunde'))
    await ingrid.signIn('Ingrid Lunde', '/rom/inn')
    const silent = await ingrid.post('/rom/ut', [['csrf', before]])
    expect([isOut(silent), whoIn(silent)]).toEqual([false, 'Ingrid Lunde'])
    const foreign = await ingrid.post('/rom/ut', [['csrf', before]], { 'sec-fetch-site': 'cross-site' })
    expect([foreign.status, foreign.text]).toEqual([403, ''])
    expect(whoIn(await ingrid.get('/rom'))).toBe('Ingrid Lunde')
    expect(isOut(await ingrid.post('/rom/ut', [['csrf', before]], own))).toBe(true)
    expect((await ingrid.get('/rom')).text).toContain('Logg inn i Stafett')
  })

  it('out is said in the language of whoever was signed in', async () => {
    const jonas = town.visitor()
    const press = JSON.stringify({ do: 'press', action: 'set.lang', data: { lang: 'en' } })
    const fields = [
      ['delivery', 'lang'],
      ['press', press],
    ] satisfies [string, string][]
    const mine = await jonas.signIn('Jonas Berg')
    await jonas.post('/rom/trykk', [['csrf', csrfIn(mine)], ...fields], own)
    const out = await jonas.post('/rom/ut', [['csrf', csrfIn(mine)]])
    expect(out.text).toContain('<html lang="en"')
    expect((await jonas.get('/rom/inn')).text).toContain('<html lang="nb"')
  })

  it('in a browser ends what was signed in inside a client there, and out ends it too', async () => {
    const visitor = town.visitor()
    const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }
    const enter = async (as: string) => {
      const given = await visitor.ask('/demo/tab/token', { method: 'POST', body: JSON.stringify({ as }), headers })
      const body = JSON.stringify({ token: Object(await given.json()).token, to: '' })
      return Object(await (await visitor.ask('/rom/fane/inn', { method: 'POST', body, headers })).json())
    }
    await enter('Ingrid Lunde')
    expect(whoIn(await visitor.get('/rom'))).toBe('Ingrid Lunde')
    const link = /href="(\/rom\/inn\/teams)"/.exec((await visitor.get('/rom/inn')).text)?.[1]
    expect(link).toBe('/rom/inn/teams')
    const terje = await visitor.signIn('Terje Aas', '/rom/inn')
    expect(whoIn(terje)).toBe('Terje Aas')
    const { csrf } = await enter('Ingrid Lunde')
    expect(isOut(await visitor.post('/rom/ut', [['csrf', String(csrf)]], own))).toBe(true)
    expect(whoIn(await visitor.get('/rom'))).toBeNull()
  })

  it('inside a client goes by its token alone, and only from the page itself', async () => {
    const visitor = town.visitor()
    const token = async (as: string) => {
      const headers = { 'content-type': 'application/json' }
      const response = await visitor.ask('/demo/tab/token', { method: 'POST', body: JSON.stringify({ as }), headers })
      return String(Object(await response.json()).token)
    }
    const enter = async (token: string, site = 'same-origin') => {
      const headers = { 'content-type': 'application/json', 'sec-fetch-site': site }
      return visitor.ask('/rom/fane/inn', {
        method: 'POST',
        body: JSON.stringify({ token, to: '/rom/vis/show.help' }),
        headers,
      })
    }
    expect((await enter('x')).status).toBe(403)
    expect((await enter(await token('Ingrid Lunde'), 'cross-site')).status).toBe(400)
    const entered = await enter(await token('Ingrid Lunde'))
    expect(await entered.json()).toMatchObject({ to: '/rom/vis/show.help' })
    const { text, headers } = await visitor.get('/rom')
    expect(text).toContain('Mine saker')
    // The client signs them in anew: there is nothing to sign out of.
    expect(text).not.toContain('Logg ut')
    const sent: [string, string][] = [
      ['csrf', 'x'],
      ['delivery', 'd'],
      ['press', '{}'],
    ]
    const framed = await visitor.post('/rom/trykk', sent, { ...own, 'sec-fetch-dest': 'iframe' })
    expect(framed.headers.get('x-frame-options')).toBeNull()
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'self'")
    expect((await town.visitor().get('/rom/vis/show.help', { 'sec-fetch-dest': 'iframe' })).address).toContain(
      '/rom/fane?til=',
    )
  })
})
