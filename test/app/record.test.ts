/** The log of a case as a list of its own, who has read it, and the row that leads from each of a case's cards to the others. */
import { describe, expect, test } from 'vitest'
import type { Card } from '../../cards/card.ts'
import type { CaseId } from '../../src/core/ids.ts'
import { isBroughtToKe } from '../../src/core/ke.ts'
import { comesIn, familyTown } from '../support/family-town.ts'
import { onPage, pressOnPage, tableOf, writeOnPage } from '../support/own-page.ts'
import { cardOf, createTown, monday, type Name, type Town, textOf } from '../support/town.ts'
import { addMeasure, caseOf, consent, logWithJonas, openLog, propose, takenBack, worry } from './story.ts'

const readers = (town: Town, name: Name, id: CaseId, start?: string) =>
  onPage(town, name, 'show.readers', { case: id, ...(start === undefined ? {} : { start }) })
const history = (town: Town, name: Name, id: CaseId, start?: string) =>
  onPage(town, name, 'show.history', { case: id, ...(start === undefined ? {} : { start }) })
const happened = ({ blocks }: Card) =>
  blocks.flatMap((block) => (block.kind === 'text' && block.text.includes(' · ') ? [block.text] : []))

describe('the history', () => {
  test('is all that was done, the newest first, with its words, fifty a page', async () => {
    const town = await createTown()
    const id = await openLog(town)
    for (let count = 0; count < 50; count += 1)
      await town.submit('ingrid', 'note.add', { case: id }, { topic: 'learning', text: `NOTE ${count}` })
    const first = await history(town, 'terje', id)
    expect(first.name).toBe('case-history')
    expect(happened(first)).toHaveLength(50)
    expect(happened(first)[0]).toContain('Ingrid Lunde: skrev et notat')
    expect(textOf(first)).toContain('NOTE 49')
    expect(textOf(first)).not.toContain('Kaia is often alone')
    const next = first.buttons.find(({ label }) => label === 'Neste side')
    const second = cardOf(await pressOnPage(town, 'terje', 'show.history', next?.data))
    expect(textOf(second)).toContain('Kaia is often alone')
    for (const start of ['-1', 'x', '5000', '49', '']) expect(await history(town, 'terje', id, start)).toEqual(first)
  })

  test('shows what the plan’s history shows to its reader, and to nobody else', async () => {
    const town = await createTown()
    const id = await logWithJonas(town, ['learning'])
    await town.submit('ingrid', 'note.add', { case: id }, { topic: 'health', text: 'ABOUT HEALTH' })
    await town.submit('ingrid', 'report.record', { case: id }, { day: '2026-11-02' })
    expect(textOf(await history(town, 'jonas', id))).not.toMatch(/ABOUT HEALTH|Kaia|meldte|barnevern/i)
    expect(textOf(await history(town, 'terje', id))).toContain('ABOUT HEALTH')
    const none = textOf(await onPage(town, 'mari', 'show.history', { case: 'case_none' }))
    expect(textOf(await history(town, 'mari', id))).toBe(none)
    const noted = await town.read((tx) => tx.access.of(id))
    expect(noted).toContainEqual(expect.objectContaining({ what: 'case-history', verdict: 'read' }))
    expect(noted).toContainEqual(expect.objectContaining({ person: town.id('mari'), verdict: 'refused' }))
  })

  test('in a chat is that of the plan', async () => {
    const town = await createTown()
    const id = await openLog(town)
    const plan = await town.press('ingrid', 'show.plan', { case: id, section: 'history', start: '0' })
    expect(cardOf(await town.press('ingrid', 'show.history', { case: id }))).toEqual(cardOf(plan))
  })
})

describe('who has read a case', () => {
  test('is when, who as what, what they opened, and who was not allowed to; to look there is a look as well', async () => {
    const town = await createTown()
    const id = await openLog(town)
    await town.press('terje', 'show.case', { case: id })
    town.setClock('2026-11-03T12:05:00.000Z')
    await town.press('mari', 'show.plan', { case: id })
    const card = await readers(town, 'ingrid', id)
    expect(tableOf(card).slice(0, 3)).toEqual([
      ['tir. 3. nov. 2026 kl. 13.05', 'Ingrid Lunde (deg) · Stafettholder og deltaker', 'Hvem som har lest'],
      ['tir. 3. nov. 2026 kl. 13.05', 'Mari Holm', 'Mål, tiltak og notater · fikk ikke lov'],
      ['man. 2. nov. 2026 kl. 09.00', 'Terje Aas · Enhetsleder', 'Saken'],
    ])
  })

  test('is told once of what one opened within some minutes, with how often, and without what they once wrote', async () => {
    const town = await createTown()
    const id = await openLog(town)
    await town.submit('ingrid', 'note.add', { case: id }, { topic: 'learning', text: 'Reads more' })
    await propose(town, id)
    for (const at of ['09:00', '09:10', '09:20', '09:31']) {
      town.setClock(`2026-11-03T${at}:00.000Z`)
      await town.press('ingrid', 'show.case', { case: id })
      await town.press('ingrid', 'show.plan', { case: id })
    }
    await town.press('mari', 'show.case', { case: id })
    await town.press('mari', 'show.case', { case: id })
    expect(tableOf(await readers(town, 'terje', id)).slice(1, 4)).toEqual([
      ['tir. 3. nov. 2026 kl. 10.31', 'Mari Holm', 'Saken · fikk ikke lov'],
      [
        'tir. 3. nov. 2026 kl. 10.10–10.31',
        'Ingrid Lunde · Stafettholder og deltaker',
        'Saken og Mål, tiltak og notater · åpnet 6 ganger',
      ],
      [
        'tir. 3. nov. 2026 kl. 10.00',
        'Ingrid Lunde · Stafettholder og deltaker',
        'Saken og Mål, tiltak og notater · åpnet 2 ganger',
      ],
    ])
  })

  test('is for whoever answers for the case and for its own service, and for nobody else', async () => {
    const town = await createTown()
    const id = await logWithJonas(town)
    for (const name of ['ingrid', 'terje'] as const) expect((await readers(town, name, id)).name).toBe('case-readers')
    const notHis = await readers(town, 'jonas', id)
    expect(tableOf(notHis)).toEqual([])
    expect(textOf(notHis)).toContain('Ingrid Lunde')
    for (const name of ['mari', 'sara', 'per', 'eli'] as const)
      expect(await readers(town, name, id), name).toEqual(await readers(town, name, 'case_none'))
    await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') })
    expect((await readers(town, 'mari', id)).name).toBe('case-readers')
    const refused = (await town.read((tx) => tx.access.of(id))).filter(({ verdict }) => verdict === 'refused')
    expect(refused.map(({ person }) => person)).toEqual(expect.arrayContaining([town.id('jonas'), town.id('sara')]))
  })

  test('is not for KE, to which the case was brought', async () => {
    const town = await createTown()
    const id = await logWithJonas(town)
    await addMeasure(town, id, {})
    await town.until('2026-12-20')
    expect(isBroughtToKe(await caseOf(town, id))).toBe(true)
    expect((await readers(town, 'sara', id)).name).toBe('refusal')
  })

  test('is not for the holder once the family has taken back what let them read', async () => {
    const town = await createTown()
    const id = await openLog(town)
    await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
    town.setClock('2026-11-03T08:00:00.000Z')
    expect((await readers(town, 'ingrid', id)).name).toBe('refusal')
  })

  test('never tells that somebody reported to child welfare, nor counts it', async () => {
    const town = await createTown()
    const id = await openLog(town)
    const before = tableOf(await readers(town, 'terje', id))
    town.setClock('2026-11-02T10:00:00.000Z')
    const looked = async () =>
      (await town.read((tx) => tx.access.of(id))).filter(({ what }) => what === 'report.record')
    await town.open('ingrid', 'report.record', { case: id })
    await town.submit('ingrid', 'report.record', { case: id }, { day: '2026-11-02' })
    await town.press('mari', 'report.record', { case: id })
    expect((await looked()).length).toBeGreaterThan(0)
    const after = tableOf(await readers(town, 'terje', id))
    // Her own look, and that of the case to which the form led back.
    expect(after.slice(2)).toEqual(before)
    expect(JSON.stringify(after)).not.toMatch(/meld|barnevern/i)
  })

  test('never names the colleague who was asked anonymously', async () => {
    const town = await createTown()
    const id = await worry(town)
    await town.submit('ingrid', 'concern.ask', { case: id }, { person: town.id('nora'), text: 'What would you do?' })
    const question = (await caseOf(town, id)).concern.questions[0]?.id ?? ''
    await town.press('nora', 'show.sent', { case: id, back: `anonymous-question|${question}` })
    await town.open('nora', 'concern.answer', { case: id, question })
    for (const name of ['nora', 'jonas'] as const) await town.press(name, 'show.case', { case: id })
    const card = await readers(town, 'ingrid', id)
    expect(textOf(card)).toContain('en kollega')
    expect(textOf(card)).not.toContain('Nora')
    // Whoever was not asked is named, as in any other case.
    expect(textOf(card)).toContain('Jonas Berg')
  })

  test('is fifty a page on a page, ten elsewhere, and a page that is not there is the first', async () => {
    const town = await createTown()
    const id = await openLog(town)
    for (let count = 0; count < 60; count += 1) {
      town.setClock(new Date(Date.parse(monday) + count * 3_600_000).toISOString())
      await town.press('ingrid', 'show.menu', { case: id })
    }
    expect(tableOf(await readers(town, 'ingrid', id))).toHaveLength(50)
    expect(tableOf(await readers(town, 'ingrid', id, '50')).length).toBeLessThan(50)
    expect(tableOf(await readers(town, 'ingrid', id, '5000'))).toHaveLength(50)
    expect(tableOf(cardOf(await town.press('ingrid', 'show.readers', { case: id })))).toHaveLength(10)
  })
})

describe('beside a case’s card on a page', () => {
  const labels = ({ nav = [] }: Card) =>
    nav.map(({ button, current }) => (current ? `[${button.label}]` : button.label))

  test('the same row leads to each other one, and says which it is', async () => {
    const town = await createTown()
    const id = await openLog(town)
    const all = ['Saken', 'Plan', 'Samtykke', 'Historikk', 'Hvem har lest', 'Mer']
    const first = await onPage(town, 'ingrid', 'show.case', { case: id })
    for (const [at, { button }] of (first.nav ?? []).entries()) {
      const card = cardOf(await pressOnPage(town, 'ingrid', button.action, button.data))
      expect(labels(card)).toEqual(all.map((label, index) => (index === at ? `[${label}]` : label)))
    }
    expect(labels(cardOf(await writeOnPage(town, 'ingrid', 'FJ-1001')))).toContain('[Saken]')
  })

  test('after something was done as well, and in no chat', async () => {
    const town = await createTown()
    const id = await openLog(town)
    const form = cardOf(await pressOnPage(town, 'ingrid', 'show.case', { case: id }))
    expect(form.nav?.length).toBeGreaterThan(0)
    const done = await town.ask({
      ...{ kind: 'press', action: 'meeting.set', fields: { day: '2026-11-20' }, delivery: 'set', from: 'window' },
      ...{ account: { channel: 'test', tenant: 'fjordvik', user: 'ingrid' }, place: null, personal: true },
      data: { case: id, once: 'once_set' },
    })
    expect(labels(cardOf(done))).toContain('[Saken]')
    expect(cardOf(await town.press('ingrid', 'show.case', { case: id })).nav).toBeUndefined()
  })

  test('leads nobody to what they may not open', async () => {
    const town = await createTown()
    const id = await logWithJonas(town)
    expect(labels(await onPage(town, 'jonas', 'show.case', { case: id }))).not.toContain('Hvem har lest')
    const wondering = await worry(town)
    expect(labels(await onPage(town, 'ingrid', 'show.case', { case: wondering }))).not.toContain('Plan')
    await addMeasure(town, id, {})
    await town.until('2026-12-20')
    expect((await onPage(town, 'sara', 'show.case', { case: id })).nav).toBeUndefined()
    expect((await onPage(town, 'mari', 'show.case', { case: id })).nav).toBeUndefined()
  })

  test('leads to what the family has said, and back, whoever answers for the log and nobody else', async () => {
    const town = await familyTown()
    const id = await logWithJonas(town, ['learning'])
    expect(labels(await onPage(town, 'ingrid', 'show.case', { case: id }))).not.toContain('Familien')
    await comesIn(town, id)
    const rows = ['Saken', 'Plan', 'Samtykke', '[Familien]', 'Historikk', 'Hvem har lest', 'Mer']
    expect(labels(await onPage(town, 'ingrid', 'show.family', { case: id }))).toEqual(rows)
    expect(labels(await onPage(town, 'jonas', 'show.case', { case: id }))).toEqual([
      ...['[Saken]', 'Plan', 'Samtykke', 'Historikk', 'Mer'],
    ])
  })

  test('leads KE nowhere from a proposal that falls to it, as long as no consent lets it read', async () => {
    const town = await createTown()
    const id = await openLog(town)
    const proposal = await propose(town, id, 'terje', { to: '2', services: '' })
    const shown = () => onPage(town, 'sara', 'show.proposal', { case: id, proposal })
    expect([(await shown()).name, (await shown()).nav]).toEqual(['proposal', undefined])
    await consent(town, id, { services: ['koordinerende-enhet'], topics: ['learning'] })
    expect(labels(await shown())).toContain('Saken')
  })
})

test('a reference that is not theirs is answered on a page as one there is not', async () => {
  const town = await createTown()
  await openLog(town)
  for (const name of ['mari', 'nora', 'sara', 'eli', 'per'] as const) {
    const none = textOf(await writeOnPage(town, name, 'FJ-1999')).replaceAll('1999', '1001')
    expect(textOf(await writeOnPage(town, name, 'FJ-1001')), name).toBe(none)
  }
})
