/** Minutes in both channels, where content is in dialogs alone; and on the page, where the family reads what is theirs of them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { saysItWasThey } from '../support/family-page.ts'
import { linkIn, openLogOn, type PageTown, startPageTown, type Visitor } from '../support/page-town.ts'
import { startSlackTown } from '../support/slack-town.ts'
import { startTeamsTown } from '../support/teams-town.ts'
import { tellMinutes } from './told-minutes.ts'

describe('in Teams', () => {
  tellMinutes(async () => {
    const town = await startTeamsTown()
    return { ...town, settle: async () => void (await town.advance('PT1S')) }
  })
})

describe('in Slack', () => {
  tellMinutes(async () => {
    const town = await startSlackTown({ content: 'dialog' })
    return { ...town, ...town.seats }
  })
})

describe('on the page', () => {
  let town: PageTown
  let ingrid: Visitor
  let mother: Visitor
  let of = ''
  beforeAll(async () => {
    town = await startPageTown()
    ingrid = town.visitor()
    await ingrid.signIn('Ingrid Lunde')
    of = /case=(case_\w+)/.exec((await openLogOn(ingrid)).text)?.[1] ?? ''
    const invite = await ingrid.get(`/rom/skjema/family.invite?case=${of}`)
    const code = await ingrid.press(invite, 'Lag kode', { signer: 'guardian-1' })
    mother = town.visitor()
    await mother.signInAs('mor')
    const typed = /\b(\w{4}-){3}\w{4}\b/.exec(code.text)?.[0] ?? ''
    await mother.press(await mother.get('/familie/skjema/family.enter'), 'Fortsett', { code: typed }, '/familie/trykk')
    await saysItWasThey(ingrid, 'FJ-1001')
  }, 60_000)
  afterAll(() => town.end())

  const log = async () => (await mother.get(`/familie/vis/family.log?case=${of}`)).text
  const opens = (on: Awaited<ReturnType<Visitor['get']>>, words: string) => ingrid.get(linkIn(on, words))

  test('what was decided is taken up and put right, and the family reads what it should', async () => {
    const call = await ingrid.get(`/rom/skjema/meeting.set?case=${of}`)
    const set = await ingrid.press(call, 'Lagre', { day: '2026-11-02' })
    const form = await opens(set, 'Møtet er holdt')
    const said = { topic: 'learning', minutes: 'Leken går bedre.', decisions: 'Ringe hjem\nLeke i friminuttet' }
    const more = { childView: 'Vil leke mer', others: 'no', whyNone: 'Vi snakkes' }
    const held = await ingrid.press(form, 'Lagre', { ...said, ...more, present: 'child' })
    const after = await ingrid.press(await opens(held, 'Ny oppfølging'), 'Lagre', {
      topic: 'learning',
      day: '2026-11-20',
    })
    const last = await ingrid.press(await opens(after, 'Nytt tiltak'), 'Lagre', { topic: 'learning', arena: 'school' })
    expect(last.text).toContain('Bestemt, og tatt videre')
    for (const text of ['Leken går bedre.', 'Ringe hjem\nLeke i friminuttet', 'Bestemt på møtet'])
      expect(await log()).toContain(text)
    for (const text of ['Vil leke mer', 'Vi snakkes']) expect(await log()).not.toContain(text)
    const right = await opens(last, 'Rett referatet')
    await ingrid.press(right, 'Lagre', { minutes: 'Leken går mye bedre.', others: 'no' })
    expect(await log()).toContain('Leken går mye bedre.')
    expect(await log()).not.toContain('Leken går bedre.')
    const history = await ingrid.get(`/rom/vis/show.plan?case=${of}&section=history&start=0`)
    for (const text of ['Leken går bedre.', 'rettet et referat']) expect(history.text).toContain(text)
  })
})
