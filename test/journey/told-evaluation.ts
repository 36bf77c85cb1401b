/** A case is evaluated: from the case's own card each step is taken and saved, until the day of the next evaluation stands. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Chat, Sight } from '../support/chat.ts'
import { reach } from '../support/menu.ts'
import { openCase, openLog } from '../support/walk.ts'

export type Stage = { ingrid: Chat; settle(): Promise<void>; end(): Promise<void> }

const typed = { goal: 'Leser alene', child: 'Vil lese sammen med noen', parents: 'Det går bedre hjemme' }

export function tellEvaluation(start: () => Promise<Stage>): void {
  let f: Stage
  beforeAll(async () => {
    f = await start()
  }, 60_000)
  afterAll(() => f.end())

  const steps = async (): Promise<Sight> => reach(await openCase(f.ingrid, 'FJ-1001'), 'show.evaluation')

  test('each step is saved by itself, and leads back to what is left', async () => {
    await openLog(f.ingrid)
    const goal = await reach(await openCase(f.ingrid, 'FJ-1001'), 'goal.set')
    await goal.press('goal.set', { text: typed.goal, topic: 'learning' })
    const first = await steps()
    expect(first.text).toContain('Ingen dag er satt.')
    const form = await first.press('goal.evaluate')
    const looked = await form.press('goal.evaluate', { effect: 'some', outcome: 'continue' })
    expect(looked.text).toContain('Barnets stemme mangler.')
    const child = await (await steps()).press('evaluation.hear-child')
    const asked = { askedBy: 'holder', askedOn: '2026-11-02', topic: 'learning', childView: typed.child }
    expect((await child.press('evaluation.hear-child', asked)).text).toContain('Barnets stemme er lagret.')
    const parents = await (await steps()).press('evaluation.hear-parents')
    const view = { topic: 'learning', parentsView: typed.parents }
    expect((await parents.press('evaluation.hear-parents', view)).text).toContain('Foreldrenes syn er lagret.')
    await f.settle()
  })

  test('what was decided sets the next day, or leads on to the form of what is next', async () => {
    const change = await (await steps()).press('evaluation.conclude')
    const measure = await change.press('evaluation.conclude', { outcome: 'change' })
    expect(measure.text).toContain('Skriv det nye tiltaket her.')
    const child = await (await steps()).press('evaluation.hear-child')
    await child.press('evaluation.hear-child', { askedBy: 'nobody', childWhy: 'Nettopp spurt' })
    const form = await (await steps()).press('evaluation.conclude')
    const done = await form.press('evaluation.conclude', { outcome: 'continue', nextDay: '2026-12-10' })
    expect(done.text).toContain('Neste evaluering er torsdag 10. desember 2026.')
    const plan = await (await openCase(f.ingrid, 'FJ-1001')).press('show.plan')
    for (const text of ['Fortsetter som nå', 'Fortsetter med andre tiltak']) expect(plan.text).toContain(text)
    await f.settle()
  })
}
