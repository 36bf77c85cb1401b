/** The preview of the cards: for coordinators of the model alone, with the municipality's names and nothing of any case. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { languages } from '../../cards/card.ts'
import { pictured } from '../../cards/index.ts'
import { channelNames } from '../../src/channels.ts'
import { firstSteps } from '../../src/demo/first-steps.ts'
import { people } from '../../src/demo/seats.ts'
import { startPreview } from '../../src/preview.ts'
import { type PageTown, type Seen, startPageTown, type Visitor } from '../support/page-town.ts'

let town: PageTown
let sara: Visitor
beforeAll(async () => {
  town = await startPageTown()
  sara = town.visitor()
  await sara.signIn(people.coordinator.name)
})
afterAll(() => town.end())

const surfaces = [...channelNames, 'rom']
const addresses = ['/rom/kort', '/rom/kort/help', ...surfaces.map((surface) => `/rom/kort/help/${surface}`)]

/** What differs from one drawing of a page to the next. */
function still({ status, text }: Seen): string {
  const drawn = text.replaceAll(/name="(csrf|delivery)" value="[^"]*"/g, '').replaceAll(/ data-address="[^"]*"/g, '')
  return `${status} ${drawn}`
}

describe('the preview', () => {
  it.each(addresses)('%s is for whoever is signed in', async (address) => {
    const response = await town.visitor().ask(address)
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toMatch(/^\/rom\/inn(\?|$)/)
  })

  it('leads on to where they were going once they are', async () => {
    const { address, text } = await town.visitor().signIn(people.coordinator.name, '/rom/kort/help?eksempel=known')
    expect(address).toContain('/rom/kort/help?eksempel=known')
    expect(text).toContain('<iframe')
  })

  it.each([people.teacher.name, people.head.name, people.nurse.name])('is nowhere for %s', async (name) => {
    const visitor = town.visitor()
    const first = await visitor.signIn(name)
    expect(first.text).not.toContain('/rom/kort')
    const nowhere = still(await visitor.get('/rom/vis/nothing'))
    expect(nowhere).toMatch(/^404 /)
    for (const address of addresses) expect(still(await visitor.get(address))).toBe(nowhere)
  })

  it('stands among the pages of a coordinator', async () => {
    const { text } = await sara.get('/rom')
    expect(text).toContain('<a href="/rom/kort">Kort og tekster</a>')
    expect((await sara.get('/rom/kort')).text).toContain('href="/rom/kort" aria-current="page"')
  })

  it('is what the first steps of the demonstration lead the coordinator to', async () => {
    const said = firstSteps('dialog', { bot: { url: town.url }, seats: [], slack: null })
    const [, address = ''] = new RegExp(`As ${people.coordinator.name}.* (http\\S+)`).exec(said) ?? []
    expect([address, (await sara.get(address)).status]).toEqual([`${town.url}/rom/kort`, 200])
  })

  it('has a policy of its own: nothing is sent, nothing comes from elsewhere, and pictures stand in our own page alone', async () => {
    const policyOf = async (address: string) => (await sara.get(address)).headers.get('content-security-policy') ?? ''
    const [page, picture] = [await policyOf('/rom/kort/help'), await policyOf('/rom/kort/help/teams')]
    for (const policy of [page, picture]) {
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
      expect(policy).not.toMatch(/unsafe|https?:/)
    }
    expect(page).toMatch(/frame-src 'self'.*frame-ancestors 'none'/)
    expect(picture).toMatch(/form-action 'none'.*frame-src 'none'.*frame-ancestors 'self'$/)
    const { headers } = await sara.get('/rom/kort/help')
    expect([headers.get('cache-control'), headers.get('referrer-policy')]).toEqual(['no-store', 'no-referrer'])
  })

  it.each([
    '/rom/kort/nothing',
    '/rom/kort/help?eksempel=nothing',
    '/rom/kort/help?sprak=se',
    '/rom/kort/help?kommune=solvik',
    '/rom/kort/help/nothing',
    '/rom/kort/..%2fhelp',
    '/rom/kort/help?eksempel=known&eksempel=all',
  ])('%s leads nowhere', async (address) => {
    expect((await sara.get(address)).status).toBe(404)
  })

  it('calls each card and each sample by words, in every language, and by none of the code', async () => {
    for (const lang of languages) {
      const { text } = await sara.get(`/rom/kort?sprak=${lang}`)
      const said = [...text.matchAll(/<(?:h2|a)[^>]*>([^<]*)</g)].map(([, words = '']) => words)
      const cards = new Set(pictured.map(({ card }) => card))
      expect(said.length).toBeGreaterThan(pictured.length + cards.size)
      expect(said.filter((words) => words.startsWith('preview.') || /^[a-z]+([-.][a-z]+)+$/.test(words))).toEqual([])
      expect(text).not.toContain('<code')
    }
    const { text } = await sara.get('/rom/kort/form?eksempel=consent.request.pregnant&sprak=nb')
    expect(text).toMatch(/aria-current="true"[^>]*>Be om samtykke: For en gravid</)
    expect(text).toContain('I koden: form consent.request.pregnant')
  })

  it('shows of a card in a message what may stand there, and in a window all of it', async () => {
    const picture = (as: string) => sara.get(`/rom/kort/case-summary/slack?eksempel=concern&som=${as}`)
    expect((await picture('vindu')).text).toContain('M. har vært mye alene')
    const message = await picture('melding')
    expect(message.text).toContain('Sak FJ-1001')
    expect(message.text).not.toContain('M. har vært mye alene')
  })
})

describe('the preview by itself', () => {
  it('needs nobody to sign in, and has the names of the models it is given', async () => {
    const preview = await startPreview(['src/demo/fjordvik.yaml', 'test/fixtures/model-b.yaml'])
    const textAt = async (path: string) => (await fetch(new URL(path, preview.url))).text()
    expect(await textAt('/rom/kort')).toContain('href="/rom/kort/help?')
    const [own, other] = [
      await textAt('/rom/kort/duty-to-report/rom?sprak=nb'),
      await textAt('/rom/kort/duty-to-report/rom?sprak=nb&kommune=solvik'),
    ]
    expect(own).toContain('Meld til barnevernstjenesten i Fjordvik kommune. Utenom kontortid')
    expect(other).not.toContain('Fjordvik kommune')
    await preview.close()
  })

  it('shows every sample of every card wherever it is met, and what is on our page alone nowhere else', async () => {
    const preview = await startPreview([])
    const wrong: string[] = []
    for (const [index, { card, name, onPage }] of pictured.entries())
      for (const surface of surfaces) {
        const lang = languages[index % languages.length] ?? 'nb'
        const path = `/rom/kort/${card}/${surface}?eksempel=${name}&sprak=${lang}`
        const response = await fetch(new URL(path, preview.url))
        const isShown = (await response.text()).includes(`<html lang="${lang}"`)
        const isMet = !onPage || surface === 'rom'
        if (response.status !== (isMet ? 200 : 404) || isShown !== isMet) wrong.push(path)
      }
    await preview.close()
    expect(wrong).toEqual([])
  })

  it('listens on this machine alone', async () => {
    const preview = await startPreview([])
    expect(new URL(preview.url).hostname).toBe('127.0.0.1')
    await preview.close()
  })
})
