/** A meeting is minuted: what was decided becomes something to do and a measure, by the buttons that stand there, and the minutes are put right. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Chat } from '../support/chat.ts'
import { reach } from '../support/menu.ts'
import { openCase, openLog } from '../support/walk.ts'

export type Stage = { ingrid: Chat; settle(): Promise<void>; end(): Promise<void> }

const said = { topic: 'learning', minutes: 'Leken går bedre.', decisions: 'Ringe hjem\nLeke i friminuttet' }

export function tellMinutes(start: () => Promise<Stage>): void {
  let f: Stage
  beforeAll(async () => {
    f = await start()
  }, 60_000)
  afterAll(() => f.end())

  test('minutes lead to what was decided, and each line of it is taken up in its form; and they are put right', async () => {
    await openLog(f.ingrid)
    const call = await reach(await openCase(f.ingrid, 'FJ-1001'), 'meeting.set')
    await call.press('meeting.set', { day: '2026-11-02' })
    const form = await reach(await openCase(f.ingrid, 'FJ-1001'), 'meeting.hold')
    const refused = await form.press('meeting.hold', { ...said, present: ['child', 'guardian-1'] })
    expect(refused.text).toContain('Velg dagen for neste møte, eller skriv hvorfor det ikke blir et nytt møte.')
    const held = await refused.press('meeting.hold', { nextDay: '2026-11-30' })
    for (const text of ['Neste møte er mandag 30. november 2026.', 'Til stede: Barnet og Foresatt 1'])
      expect(held.text).toContain(text)
    const task = await held.row('Ringe hjem').press('follow-up.add')
    expect(task.fields).toMatchObject({ text: 'Ringe hjem', topic: 'learning' })
    const after = await task.press('follow-up.add', { day: '2026-11-20' })
    expect(after.text).toContain('Bestemt, og tatt videre')
    const measure = await after.row('Er det noe dere skal prøve og evaluere?').press('measure.add')
    expect(measure.fields).toMatchObject({ text: 'Leke i friminuttet' })
    const last = await measure.press('measure.add', { arena: 'school' })
    expect(last.text).not.toContain('Er det noe dere skal prøve og evaluere?')
    const again = await last.press('meeting.correct')
    expect(again.fields).toMatchObject({ minutes: 'Leken går bedre.' })
    const right = await again.press('meeting.correct', { minutes: 'Leken går mye bedre.' })
    expect(right.text).toContain('Referatet er rettet.')
    await f.settle()
  })
}
