/** A step is gone past with a reason, from the case's menu, and taken up again in its plan. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Chat } from '../support/chat.ts'
import { reach } from '../support/menu.ts'
import { openCase, openLog } from '../support/walk.ts'

export type Stage = { ingrid: Chat; end(): Promise<void> }

const reason = 'Dette er avklart i forrige møte'

export function tellSkip(start: () => Promise<Stage>): void {
  let f: Stage
  beforeAll(async () => {
    f = await start()
  }, 60_000)
  afterAll(() => f.end())

  test('a step is skipped with a reason, and the case is in the next', async () => {
    await openLog(f.ingrid)
    const card = await openCase(f.ingrid, 'FJ-1001')
    expect(card.text).toContain('Steg 2 av 7: Felles forståelse.')
    const form = await reach(card, 'step.skip')
    expect(form.text).toContain('Felles forståelse')
    expect((await form.press('step.skip', { reason })).text).toContain('Steget er hoppet over.')
    const after = await openCase(f.ingrid, 'FJ-1001')
    expect(after.text).toContain('Steg 3 av 7: Mål.')
    expect(after.text).toContain('Hoppet over: Felles forståelse')
    const list = await f.ingrid.write('mine', ({ text }) => text.includes('FJ-1001'))
    expect(list.text).toContain('Steg 3 av 7: Mål')
    expect(list.text).not.toContain(reason)
  })

  test('it stands in the plan with why, and is taken up again there', async () => {
    const plan = await (await openCase(f.ingrid, 'FJ-1001')).press('show.plan')
    expect(plan.text).toContain(reason)
    expect((await plan.press('step.resume')).text).toContain('Steget er tatt opp igjen.')
    expect((await openCase(f.ingrid, 'FJ-1001')).text).toContain('Steg 2 av 7: Felles forståelse.')
  })
}
