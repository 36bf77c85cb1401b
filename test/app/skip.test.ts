/** Going past the step a case is in: who can, where it is said, and to whom why. */
import { describe, expect, test } from 'vitest'
import type { Card } from '../../cards/card.ts'
import type { CaseId } from '../../src/core/ids.ts'
import { comesIn, familyTown } from '../support/family-town.ts'
import { onPage, tableOf } from '../support/own-page.ts'
import {
  accountOf,
  actionsOn,
  cardOf,
  createTown,
  type Name,
  type Texts,
  type Town,
  textOf,
  wholeMenu,
} from '../support/town.ts'
import { caseOf, logWithJonas, openLog, takenBack, worry } from './story.ts'

const reason = 'Settled in the first meeting'

const skip = (town: Town, name: Name, id: CaseId, step: string) =>
  town.submit(name, 'step.skip', { case: id, step }, { reason })

const shown = async (town: Town, name: Name, id: CaseId, action = 'show.plan', more: Texts = {}): Promise<Card> =>
  cardOf(await town.press(name, action, { case: id, ...more }))

const offersOf = async (town: Town, name: Name, id: CaseId) =>
  actionsOn(await wholeMenu(town, name, { case: id })).filter((action) => action.startsWith('step.'))

describe('going past a step', () => {
  test('asks why, tells which step it is, and goes on to the next', async () => {
    const town = await createTown()
    const id = await openLog(town)
    const form = cardOf(await town.open('ingrid', 'step.skip', { case: id, step: 'understanding' }))
    expect(textOf(form)).toContain('Felles forståelse')
    const fields = form.blocks.flatMap((block) => (block.kind === 'long' ? [[block.id, block.hint]] : []))
    expect(fields).toEqual([['reason', expect.stringContaining('Skriv ikke noe som beskriver barnet')]])
    const unsaid = cardOf(await town.submit('ingrid', 'step.skip', { case: id, step: 'understanding' }, { reason: '' }))
    expect(unsaid.name).toBe('form')
    expect((await caseOf(town, id)).skipped).toEqual([])
    expect(textOf(await skip(town, 'ingrid', id, 'understanding'))).toContain('Steget er hoppet over.')
    const card = textOf(await shown(town, 'ingrid', id, 'show.case'))
    expect(card).toContain('Steg 3 av 7: Mål. Bli enige med familien om hva dere vil oppnå.')
    expect(card).toContain('Hoppet over: Felles forståelse')
    // The case's own card is short: why stands in the plan.
    expect(card).not.toContain(reason)
  })

  test('is for whoever answers for the case', async () => {
    const town = await createTown()
    const id = await logWithJonas(town)
    expect(await offersOf(town, 'ingrid', id)).toEqual(['step.skip'])
    expect(await offersOf(town, 'terje', id)).toEqual(['step.skip'])
    expect(await offersOf(town, 'jonas', id)).toEqual([])
    expect(cardOf(await town.open('jonas', 'step.skip', { case: id, step: 'understanding' })).name).toBe('refusal')
    const typed = { case: id, step: 'understanding' }
    expect(cardOf(await town.press('jonas', 'step.skip', typed, { reason })).name).toBe('refusal')
    expect((await caseOf(town, id)).skipped).toEqual([])
  })

  test('is not offered where the family is to say yes, nor where it is decided what comes next', async () => {
    const town = await createTown()
    const id = await openLog(town)
    await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
    expect(await offersOf(town, 'ingrid', id)).toEqual([])
    expect(textOf(await skip(town, 'ingrid', id, 'consent'))).toContain('Dette steget kan ikke hoppes over.')
    const wondering = await worry(town)
    await town.submit('ingrid', 'concern.talk', { case: wondering }, { day: '2026-11-02' })
    expect(textOf(await shown(town, 'ingrid', wondering, 'show.case'))).toContain('Steg 4 av 4: Oppsummering.')
    expect(await offersOf(town, 'ingrid', wondering)).toEqual([])
  })

  test('of a wondering says that its days hold as before, and is taken up again from its menu', async () => {
    const town = await createTown()
    const id = await worry(town)
    const form = textOf(await town.open('ingrid', 'step.skip', { case: id, step: 'talk' }))
    expect(form).toContain('Undringen går videre til neste steg. Fristene gjelder som før')
    expect(form).not.toContain('Familien kan se')
    await skip(town, 'ingrid', id, 'talk')
    expect(await offersOf(town, 'ingrid', id)).toEqual(['step.resume'])
    expect(textOf(await shown(town, 'terje', id, 'show.case'))).toContain('Hoppet over: Samtale')
    await town.press('ingrid', 'step.resume', { case: id, step: 'talk' })
    expect(textOf(await shown(town, 'terje', id, 'show.case'))).toContain('Steg 3 av 4: Samtale.')
  })

  test('that was done meanwhile is told to whoever presses late', async () => {
    const town = await createTown()
    const id = await openLog(town)
    await skip(town, 'ingrid', id, 'understanding')
    expect(textOf(await skip(town, 'terje', id, 'understanding'))).toContain('Steget ble hoppet over')
    expect(textOf(await skip(town, 'terje', id, 'measures'))).toContain('Saken er ikke i det steget nå.')
    await town.press('ingrid', 'step.resume', { case: id, step: 'understanding' })
    const again = textOf(await town.press('terje', 'step.resume', { case: id, step: 'understanding' }))
    expect(again).toContain('Steget ble tatt opp igjen')
  })
})

describe('what was skipped', () => {
  test('stands in the plan with why, for whoever reads the whole, and is taken up again there', async () => {
    const town = await createTown()
    const id = await logWithJonas(town, ['learning'])
    await skip(town, 'ingrid', id, 'understanding')
    for (const name of ['ingrid', 'terje'] as const) {
      const plan = await shown(town, name, id)
      expect(textOf(plan)).toContain('Ingrid Lunde, man. 2. nov. 2026')
      expect(textOf(plan)).toContain(reason)
      expect(actionsOn(plan)).toContain('step.resume')
    }
    const others = await shown(town, 'jonas', id)
    expect(textOf(others)).toContain('Ingrid Lunde, man. 2. nov. 2026')
    expect(textOf(others)).not.toContain(reason)
    expect(actionsOn(others)).not.toContain('step.resume')
    // Nor where the sections are, of which each is read by itself.
    expect(textOf(await shown(town, 'ingrid', id, 'show.plan', { section: 'goals', start: '0' }))).not.toContain(reason)
  })

  test('stands in the history with its step, and why for whoever reads the whole', async () => {
    const town = await createTown()
    const id = await logWithJonas(town, ['learning'])
    await skip(town, 'ingrid', id, 'understanding')
    await town.press('ingrid', 'step.resume', { case: id, step: 'understanding' })
    const history = async (name: Name) =>
      textOf(await shown(town, name, id, 'show.plan', { section: 'history', start: '0' }))
    expect(await history('terje')).toMatch(/tok opp igjen et steg[\s\S]*hoppet over et steg[\s\S]*Felles forståelse/)
    expect(await history('terje')).toContain(reason)
    expect(await history('jonas')).toContain('hoppet over et steg')
    expect(await history('jonas')).not.toContain(reason)
  })

  test('the family sees on its page and in its copy, and not why', async () => {
    const town = await familyTown()
    const id = await openLog(town)
    await comesIn(town, id)
    await skip(town, 'ingrid', id, 'understanding')
    const log = textOf(await town.at('mother', 'family.log', { case: id }, {}, { kind: 'open' }))
    expect(log).toContain('Steg som er hoppet over')
    expect(log).toContain('Felles forståelse: hoppet over man. 2. nov. 2026')
    expect(log).not.toContain(reason)
    const answer = await town.copyOf('mother', id, 'json')
    const data = answer.kind === 'file' ? new TextDecoder().decode(answer.file.bytes) : ''
    expect(JSON.parse(data)).toMatchObject({ skipped: [{ step: 'Felles forståelse', day: '2026-11-02' }] })
    expect(data).not.toContain(reason)
    await town.press('ingrid', 'step.resume', { case: id, step: 'understanding' })
    const after = textOf(await town.at('mother', 'family.log', { case: id }, {}, { kind: 'open' }))
    expect(after).not.toContain('hoppet over')
  })
})

test('a copy for the archive says in which step the log is, what was skipped, and why; one for a service that is to help does not', async () => {
  const town = await familyTown()
  const id = await logWithJonas(town, ['learning'])
  await skip(town, 'ingrid', id, 'understanding')
  const asked = { from: 'window', place: null, personal: true, account: accountOf('ingrid'), kind: 'press' } as const
  const copyFor = async (recipient: string) => {
    const data = { case: id, file: 'json' }
    const fields = { recipient, lang: 'nb' }
    const answer = await town.ask({ ...asked, delivery: recipient, action: 'make.copy', data, fields })
    return JSON.parse(answer.kind === 'file' ? new TextDecoder().decode(answer.file.bytes) : '')
  }
  const whole = await copyFor('archive')
  expect(whole.facts).toContainEqual({ label: 'Steg', value: '3 av 7: Mål' })
  expect(whole.facts).toContainEqual({ label: 'Hoppet over', value: 'Felles forståelse' })
  expect(whole.history[0]).toMatchObject({ what: 'step.skipped', facts: { Steg: 'Felles forståelse' } })
  expect(Object.values(whole.history[0].words)).toEqual([reason])
  expect(textOf(await copyFor('referral:ppt/ppt'))).not.toMatch(/Steg|Felles forståelse|Settled/)
})

describe('the step', () => {
  test('stands in the lists of whoever reads the case, and of nobody else', async () => {
    const town = await createTown()
    const id = await logWithJonas(town)
    await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('mari') })
    const line = 'Steg 2 av 7: Felles forståelse'
    for (const name of ['ingrid', 'jonas'] as const) {
      expect(textOf(await town.press(name, 'show.mine'))).toContain(line)
      expect(tableOf(await onPage(town, name, 'show.list')).flat()).toContain(`Nivå 2 · ${line}`)
    }
    const offered = textOf(await town.press('mari', 'show.mine'))
    expect(offered).toContain('FJ-1001')
    expect(offered).not.toContain('Steg ')
  })
})
