/**
 * Who answers for somebody, as a case lives on: two parents of whom one says no, and a young person who comes of age in the
 * middle of it. The same story in each channel.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Chat, Filled, Sight } from '../support/chat.ts'
import { reach } from '../support/menu.ts'
import { answered, asking, openCase, record, wonder } from '../support/walk.ts'

export type Stage = {
  ingrid: Chat
  terje: Chat
  jonas: Chat
  advance(duration: string): Promise<unknown>
  settle(): Promise<void>
  end(): Promise<void>
}

const [school, joint] = ['FJ-1001', 'FJ-1002']
const written = 'Kongeørn'

export function tellSigners(start: () => Promise<Stage>): void {
  let f: Stage
  beforeAll(async () => {
    f = await start()
  }, 60_000)
  afterAll(() => f.end())

  const give = async (chat: Chat, ref: string, action: string, filled: Filled) =>
    (await reach(await openCase(chat, ref), action)).press(action, filled)
  const concluded = async (services: string[]): Promise<Sight> => {
    const concern = await wonder(f.ingrid)
    const conclude = await concern.press('concern.conclude')
    return conclude.press('concern.conclude', { outcome: services.length > 0 ? 'level:2' : 'level:1', services })
  }

  test('one of two parents says yes and the other no: nothing opens, and who said no is told, not that anything lacks', async () => {
    const waiting = await concluded([])
    const asked = await (await waiting.press('consent.request')).press('consent.request', asking('skole'))
    const form = await asked.press('consent.record')
    const half = await record(form, { ...answered('skole'), signedBy: ['guardian-1'] })
    expect(half.text).toContain('Vi venter på foresatt 2')
    const said = { signer: 'guardian-2', services: ['skole'], how: 'oral', day: 'i dag', reason: '' }
    const refused = await give(f.ingrid, school, 'consent.refuse', said)
    expect(refused.text).toContain('Familien har sagt nei for skole')
    expect(refused.text).toMatch(/Foresatt 2.*Sa nei til skole muntlig/s)
    expect(refused.text).not.toContain('Samtykke mangler')
    const seen = await openCase(f.ingrid, school)
    expect(seen.text).not.toContain('Stafettholder')
    expect(refused.buttons[0]).not.toContain('Be om samtykke')
  })

  test('a case is shared with PPT while both parents answer for somebody who is soon 18', async () => {
    const waiting = await concluded(['ppt'])
    const ask = { ...asking('skole', 'ppt'), born: '2008-12' }
    const asked = await (await waiting.press('consent.request')).press('consent.request', ask)
    expect(asked.text).toContain('Den unge selv')
    const signed = { ...answered('skole', 'ppt'), signedBy: ['guardian-1', 'guardian-2', 'young-person'] }
    await record(await asked.press('consent.record'), signed)
    await give(f.ingrid, joint, 'participant.add', { person: 'Jonas Berg' })
    await give(f.ingrid, joint, 'note.add', { text: written, topic: 'learning' })
    expect((await openCase(f.ingrid, joint)).text).toContain('To har foreldreansvar')
    const plan = await (await openCase(f.jonas, joint)).press('show.plan')
    expect(plan.text).toContain(written)
  })

  test('on the first of the month nobody reads by it but the own service, and holder and leader are told', async () => {
    await f.advance('P28D')
    expect((await (await openCase(f.jonas, joint)).press('show.plan')).text).toContain(written)
    await f.advance('P1D')
    await f.settle()
    await f.ingrid.sees(joint, 'Andre skal samtykke enn før')
    await f.terje.sees('Dette venter på deg', joint)
    const refused = await f.jonas.write(`sak ${joint}`)
    for (const words of [written, 'Stafettholder', 'PPT']) expect(refused.text).not.toContain(words)
    const last = f.jonas.all(joint)
    for (const sight of last) {
      for (const button of sight.buttons) expect((await sight.press(button)).text).not.toContain(written)
    }
  })

  test('the young person is asked first of all, says yes alone, and PPT reads again', async () => {
    const seen = await openCase(f.ingrid, joint)
    expect(seen.buttons.slice(0, 3)).toEqual(['Be om samtykke', 'Minn om det senere', 'Mine saker'])
    const form = await seen.press('consent.request')
    expect(Object.values(form.fields).join('')).toBe('')
    const { services, topics } = asking('skole', 'ppt')
    const asked = await form.press('consent.request', { services: services ?? '', topics: topics ?? '' })
    expect(asked.text).toContain('Personen selv')
    expect(asked.text).not.toContain('Stafettloggen åpner')
    const { signedBy: _, ...yes } = answered('skole', 'ppt')
    const given = await record(await asked.press('consent.record'), { ...yes, signedBy: ['self'] })
    expect(given.text).toContain('Samtykket er registrert')
    const plan = await (await openCase(f.jonas, joint)).press('show.plan')
    expect(plan.text).toContain(written)
  })
}
