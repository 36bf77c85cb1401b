/** The family says no to one of the services that were proposed: the leader sees that they did, and the rest goes on without it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Chat, Sight } from '../support/chat.ts'
import { reach } from '../support/menu.ts'
import { answered, asking, openLog, record } from '../support/walk.ts'

export type Stage = {
  ingrid: Chat
  terje: Chat
  /** Everything that was ever said in a new message, or one was changed to, to whomever. */
  said(): string
  settle(): Promise<void>
  end(): Promise<void>
}

const no = { signer: 'guardian-1', services: ['ppt'], how: 'oral', day: 'i dag', reason: '' }

export function tellLeftOut(start: () => Promise<Stage>): void {
  let f: Stage
  let card: Sight

  beforeAll(async () => {
    f = await start()
  }, 60_000)
  afterAll(() => f.end())

  test('two services are proposed, and the family lets in the one and says no to the other', async () => {
    card = await reach(await openLog(f.ingrid), 'level.propose')
    const wanted = { to: '3', services: ['ppt', 'skolehelsetjeneste'], topic: 'learning', reason: 'Trenger flere' }
    card = await card.press('level.propose', wanted)
    card = await (await card.press('show.proposal')).press('show.consents')
    const both = asking('ppt', 'skolehelsetjeneste')
    card = await (await card.press('consent.request')).press('consent.request', { services: both.services ?? [] })
    card = await (await card.press('consent.refuse')).press('consent.refuse', no)
    card = await record(await card.press('consent.record'), answered('skolehelsetjeneste'))
    await f.settle()
  })

  test('the leader sees the no as a no, and the button to go on without', async () => {
    const proposal = await (await f.terje.sees('FJ-1001', 'Forslag: FJ-')).whole()
    expect(proposal.text).toContain('Familien sa nei til pedagogisk-psykologisk tjeneste (PPT).')
    expect(proposal.text).not.toContain('mangler')
    expect(proposal.buttons).toContain('Godkjenn uten PPT')
    const form = await proposal.press('Godkjenn uten PPT')
    expect(form.text).toContain('Blir ikke med, familien sa nei')
    const held = { topic: 'learning', meetingDay: 'i dag', parentsTookPart: 'true', childTookPart: 'true' }
    const decided = await form.press('level.decide', { ...held, view: 'Bare helsesykepleieren', reason: 'Det hjelper' })
    expect(decided.text).toMatch(/Godkjent av deg/)
    expect(decided.text).toContain('Blir ikke med, familien sa nei')
    await f.settle()
  })

  test('whoever proposed it is told that not everything went along, and no message names the service', async () => {
    const told = await f.ingrid.sees('FJ-1001', 'Ikke alt i forslaget ble med')
    const seen = await told.press('show.case')
    expect(seen.text).toContain('Nivå 3')
    expect(seen.text).toContain('Skolehelsetjeneste')
    expect(seen.text).not.toContain('PPT')
    expect(f.said()).toContain('Ikke alt i forslaget ble med')
    expect(f.said()).not.toMatch(/Godkjenn uten|sa nei|\bPPT\b|[Pp]edagogisk/)
  })
}
