/** What somebody waits for from others in their own list, and reminding them of it: seldom, in both ways of showing content. */
import { describe, expect, test } from 'vitest'
import type { Card } from '../../cards/card.ts'
import { recheckAtStart } from '../../src/app/act/index.ts'
import { viewerFor } from '../../src/app/see/index.ts'
import { listedFor } from '../../src/app/show/mine.ts'
import { personToImport } from '../support/people.ts'
import { accountOf, actionsOn, cardOf, createTown, dataOf, type Name, type Town, textOf } from '../support/town.ts'
import { addMeasure, askFamily, caseOf, logWithJonas, openLog, propose, told, worry } from './story.ts'

const both = ['dialog', 'chat'] as const
const mine = async (town: Town, name: Name) => cardOf(await town.say(name, 'mine'))

/** What waits for others, as rows. */
function awaits({ blocks }: Card): string[] {
  const headings = blocks.flatMap((block, index) => (block.kind === 'heading' ? [[block.text, index] as const] : []))
  const at = headings.findIndex(([text]) => text === 'Venter på andre')
  if (at < 0) return []
  const [, from = 0] = headings[at] ?? []
  const rows = blocks.slice(from, headings[at + 1]?.[1])
  return rows.flatMap((block) =>
    block.kind === 'row' ? [`${block.text} · ${block.subtle} · ${block.button.label}`] : [],
  )
}

const rows = ({ blocks }: Card) => blocks.flatMap((block) => (block.kind === 'row' ? [block.text] : []))

async function asked(town: Town) {
  const id = await worry(town)
  await town.submit('ingrid', 'concern.ask', { case: id }, { person: town.id('nora'), text: 'What would you do?' })
  await town.run()
  return id
}

describe('what waits for others', () => {
  test('is what somebody has asked of a colleague, who is named to nobody', async () => {
    const town = await createTown()
    await asked(town)
    expect(awaits(await mine(town, 'ingrid'))).toEqual([
      'FJ-1001 · Du har spurt en kollega anonymt · Venter fra i dag · kan minnes på fra ons. 4. nov. 2026 · Vis saken',
    ])
    expect(textOf(await mine(town, 'ingrid'))).not.toContain('Nora')
    for (const name of ['terje', 'nora'] as const) expect(awaits(await mine(town, name))).toEqual([])
    const others = await town.read(async (tx) => {
      const person = await tx.people.get(town.id('ingrid'))
      return person && (await listedFor(viewerFor(town.app, tx, person))).rows.others
    })
    expect(others).toMatchObject([{ awaited: 'question', who: null }])
  })

  test('is nothing that is theirs to do, such as a proposal to a leader who holds the case', async () => {
    const town = await createTown()
    const id = await logWithJonas(town)
    await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('terje') })
    await town.press('terje', 'baton.accept', { case: id, handOver: (await caseOf(town, id)).handOver?.id ?? '' })
    await propose(town, id, 'jonas', { to: '3' })
    expect((await caseOf(town, id)).holder).toBe(town.id('terje'))
    expect(awaits(await mine(town, 'terje')).join()).not.toContain('Forslaget')
    expect(actionsOn(await mine(town, 'terje'))).toContain('show.proposal')
  })

  test('is a hand-over and a proposal, for whoever made them', async () => {
    const town = await createTown()
    const id = await logWithJonas(town)
    await propose(town, id, 'jonas', { to: '3' })
    await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('mari') })
    town.setClock('2026-11-04T09:00:00.000Z')
    expect(awaits(await mine(town, 'jonas'))).toEqual([
      'FJ-1001 · Forslaget om nytt nivå ligger hos Terje Aas · Har ventet i 2 dager · Minn på',
    ])
    expect(awaits(await mine(town, 'ingrid')).sort()).toEqual([
      'FJ-1001 · Forslaget om nytt nivå ligger hos Terje Aas · Har ventet i 2 dager · Minn på',
      'FJ-1001 · Stafettpinnen er tilbudt Mari Holm · Har ventet i 2 dager · Minn på',
    ])
    for (const name of ['terje', 'mari', 'nora'] as const) expect(awaits(await mine(town, name))).toEqual([])
  })

  test('is what the family was asked, until its day: then it waits for whoever asked', async () => {
    const town = await createTown()
    const id = await worry(town)
    await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
    await town.submit(
      'ingrid',
      'consent.request',
      { case: id },
      { services: 'skole', topics: 'learning', born: '2016-03', guardians: '1', care: 'guardians' },
    )
    expect(awaits(await mine(town, 'ingrid'))).toEqual([
      'FJ-1001 · Familien er spurt om samtykke · Venter fra i dag · Registrer samtykke',
    ])
    town.setClock('2026-11-11T09:00:00.000Z')
    const card = await mine(town, 'ingrid')
    expect(awaits(card)).toEqual([])
    expect(actionsOn(card)).toContain('consent.record')
  })

  test('stands there alone, and not in the row of its case as well, unless it waits for the reader by now', async () => {
    const town = await createTown()
    const id = await logWithJonas(town)
    await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2027-03-01' })
    await addMeasure(town, id, { responsible: `person:${town.id('jonas')}`, evaluationDay: '2026-11-05' })
    const consents = await worry(town)
    await town.submit('ingrid', 'concern.conclude', { case: consents }, { outcome: 'level:1', services: '' })
    await askFamily(town, 'ingrid', { case: consents }, { services: 'skole', topics: 'learning' })
    town.setClock('2026-11-06T09:00:00.000Z')
    expect(rows(await mine(town, 'ingrid'))).toEqual([
      'FJ-1002 · Familien er spurt om samtykke',
      'FJ-1001 · Jonas Berg skal evaluere et tiltak',
      'FJ-1001 · Et møte skal holdes',
    ])
    // Whoever leads the unit as well is told when nobody did it.
    await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('terje') })
    await town.press('terje', 'baton.accept', { case: id, handOver: (await caseOf(town, id)).handOver?.id ?? '' })
    expect(awaits(await mine(town, 'terje'))).toHaveLength(1)
    town.setClock('2026-11-16T09:00:00.000Z')
    expect(awaits(await mine(town, 'terje'))).toEqual([])
    expect(rows(await mine(town, 'terje')).filter((row) => row.startsWith('FJ-1001'))).toEqual([
      'FJ-1001 · Et tiltak skal evalueres',
    ])
  })

  test('is a measure that lies with somebody else, from its day', async () => {
    const town = await createTown()
    const id = await logWithJonas(town)
    await addMeasure(town, id, { responsible: `person:${town.id('jonas')}`, evaluationDay: '2026-11-05' })
    expect(awaits(await mine(town, 'ingrid'))).toEqual([])
    town.setClock('2026-11-09T09:00:00.000Z')
    expect(awaits(await mine(town, 'ingrid'))).toEqual([
      'FJ-1001 · Jonas Berg skal evaluere et tiltak · Har ventet i 4 dager · Minn på',
    ])
    expect(awaits(await mine(town, 'jonas'))).toEqual([])
  })
})

describe('a nudge', () => {
  test('of what the same were asked alike stands in one row, which reminds of one at a time', async () => {
    const town = await createTown()
    const id = await logWithJonas(town)
    const jonas = { responsible: `person:${town.id('jonas')}`, evaluationDay: '2026-11-05' }
    for (let count = 0; count < 2; count += 1) await addMeasure(town, id, jonas)
    const keys = (await caseOf(town, id)).measures.map((one) => `measure-due:${one.id}:2026-11-05`)
    town.setClock('2026-11-09T09:00:00.000Z')
    expect(awaits(await mine(town, 'ingrid'))).toEqual([
      'FJ-1001 · Jonas Berg skal evaluere 2 tiltak · Har ventet i 4 dager · Minn på',
    ])
    for (const count of [1, 2]) {
      await town.press('ingrid', 'nudge.send', dataOf(await mine(town, 'ingrid'), 'nudge.send'))
      expect(Object.keys((await caseOf(town, id)).nudged)).toHaveLength(count)
    }
    expect(Object.keys((await caseOf(town, id)).nudged).sort()).toEqual(keys.toSorted())
    expect(awaits(await mine(town, 'ingrid'))).toEqual([
      'FJ-1001 · Jonas Berg skal evaluere 2 tiltak · Har ventet i 4 dager · minnet på man. 9. nov. 2026 av deg · kan minnes på fra ons. 11. nov. 2026 · Vis saken',
    ])
  })

  test.each(both)('sends the question once more, without a case or a name, and only then (%s)', async (content) => {
    const town = await createTown({ content })
    const id = await asked(town)
    town.setClock('2026-11-04T09:00:00.000Z')
    town.channel.tried.length = 0
    const data = dataOf(await mine(town, 'ingrid'), 'nudge.send')
    const answer = cardOf(await town.press('ingrid', 'nudge.send', data))
    expect([answer.name, textOf(answer.blocks[0])]).toEqual([
      'mine',
      expect.stringContaining('Sak FJ-1001: Påminnelsen er sendt.'),
    ])
    expect(awaits(answer)).toEqual([
      'FJ-1001 · Du har spurt en kollega anonymt · Har ventet i 2 dager · minnet på ons. 4. nov. 2026 av deg · kan minnes på fra fre. 6. nov. 2026 · Vis saken',
    ])
    await town.run()
    expect(told(town, 'anonymous-question')).toEqual(['nora'])
    const sent = town.channel.sent().filter(({ to }) => to === 'nora')
    expect(textOf(sent)).not.toMatch(/Ingrid|Kaia|FJ-1001|case_/)
    // Nothing of it is told to anybody else.
    const sendings = town.channel.sent().map(({ verb, to, card }) => [verb, to, card.name])
    expect(sendings).toEqual([
      ['direct', 'nora', 'anonymous-question'],
      ['update', 'personal:nora', 'anonymous-question'],
      // The question she had before shrinks to a line.
      ['update', 'personal:nora', 'newer'],
    ])
    expect((await caseOf(town, id)).nudged).not.toEqual({})
  })

  test('is answered with when it can be done and who did it last, where it is too early', async () => {
    const town = await createTown()
    const id = await logWithJonas(town)
    await propose(town, id, 'jonas', { to: '3' })
    await town.run()
    town.channel.tried.length = 0
    town.setClock('2026-11-04T09:00:00.000Z')
    const data = dataOf(await mine(town, 'jonas'), 'nudge.send')
    const other = dataOf(await mine(town, 'ingrid'), 'nudge.send')
    await town.press('jonas', 'nudge.send', data)
    const early = cardOf(await town.press('ingrid', 'nudge.send', other))
    expect(early.name).toBe('refusal')
    expect(textOf(early)).toContain(
      'Jonas Berg har nylig minnet på dette. Det kan gjøres igjen fra fredag 6. november 2026.',
    )
    expect(actionsOn(early)).toEqual(expect.arrayContaining(['show.mine']))
    await town.run()
    expect(told(town, 'proposal')).toEqual(['terje'])
  })

  test.each(both)('says the same in a message (%s)', async (content) => {
    const town = await createTown({ content })
    await asked(town)
    const { questions } = (await caseOf(town, 'case_13')).concern
    const data = { case: 'case_13', key: questions[0]?.id ?? '', back: 'mine' }
    const answer = await town.press('ingrid', 'nudge.send', data)
    expect('chat' in answer && textOf(answer.chat)).toContain('Du kan minne på fra onsdag 4. november 2026.')
  })

  test('is for nobody who does not wait for it, nor may know of it', async () => {
    const town = await createTown()
    const id = await logWithJonas(town)
    const measure = await addMeasure(town, id, {
      responsible: `person:${town.id('jonas')}`,
      evaluationDay: '2026-11-03',
    })
    const key = `measure-due:${measure}:2026-11-03`
    town.setClock('2026-11-09T09:00:00.000Z')
    town.channel.tried.length = 0
    for (const name of ['nora', 'mari', 'per', 'sara', 'terje', 'jonas'] as const)
      expect(cardOf(await town.press(name, 'nudge.send', { case: id, key })).name, name).toBe('refusal')
    for (const name of ['nora', 'mari', 'per', 'sara'] as const)
      expect(textOf(await town.press(name, 'nudge.send', { case: id, key })), name).not.toContain('FJ-1001')
    expect((await caseOf(town, id)).nudged).toEqual({})
    await town.press('ingrid', 'nudge.send', { case: id, key })
    await town.run()
    expect(told(town, 'reminder')).toContain('jonas')
  })

  test('is no use to whoever is away: it says until when, of a question not who, and can be sent when they are back', async () => {
    const town = await createTown()
    const id = await asked(town)
    const log = await openLog(town)
    const away = { from: '2026-11-03', until: '2026-11-20' }
    for (const name of ['nora', 'mari'] as const) await town.press(name, 'set.leave', {}, away)
    await town.until('2026-11-04')
    town.channel.tried.length = 0
    const offered = textOf(await town.submit('ingrid', 'baton.offer', { case: log }, { person: town.id('mari') }))
    expect(offered).toContain('Mari Holm er borte til og med fredag 20. november 2026, og får det første dag tilbake.')
    expect(offered).not.toContain('Tilbudet er sendt')
    const key = (await caseOf(town, id)).concern.questions[0]?.id ?? ''
    const rows = awaits(await mine(town, 'ingrid'))
    expect(rows).toEqual([
      expect.stringContaining(
        'en kollega anonymt · Har ventet i 2 dager · borte til og med fre. 20. nov. 2026 · Vis saken',
      ),
      'FJ-1002 · Stafettpinnen er tilbudt Mari Holm · Venter fra i dag · borte til og med fre. 20. nov. 2026 · Trekk tilbudet',
    ])
    const reminded = textOf(await town.press('ingrid', 'nudge.send', { case: id, key, back: 'mine' }))
    expect(reminded).toContain('Den du venter på, er borte til og med fredag 20. november 2026, og er ikke minnet på.')
    expect(reminded).not.toContain('Nora')
    expect((await caseOf(town, id)).nudged).toEqual({})
    await town.until('2026-11-19')
    expect(told(town, 'anonymous-question').concat(told(town, 'hand-over'))).toEqual([])
    await town.until('2026-11-24')
    expect(awaits(await mine(town, 'ingrid')).every((row) => row.endsWith('Minn på'))).toBe(true)
    const digestOf = (name: Name) =>
      textOf(town.channel.sent().findLast(({ to, card }) => to === name && card.name === 'digest'))
    expect(digestOf('nora')).toContain('Et spørsmål fra en kollega')
    // What has come by itself stands in no list beside.
    expect(told(town, 'hand-over')).toEqual(['mari'])
    expect(digestOf('mari')).toBeUndefined()
  })

  test('is not said to be sent on the first day of leave, before it has begun for the case', async () => {
    const town = await createTown()
    const id = await asked(town)
    town.setClock('2026-11-04T05:00:00.000Z')
    await town.press('nora', 'set.leave', {}, { from: '2026-11-04', until: '2026-11-20' })
    const key = (await caseOf(town, id)).concern.questions[0]?.id ?? ''
    const reminded = textOf(await town.press('ingrid', 'nudge.send', { case: id, key, back: 'mine' }))
    expect(reminded).toContain('Den du har spurt, er borte til og med fredag 20. november 2026')
    expect(reminded).not.toMatch(/Påminnelsen er sendt|Nora/)
  })

  test('says who waits where the reader may know, and is no more of the ladder', async () => {
    const town = await createTown()
    const id = await logWithJonas(town)
    const jonas = `person:${town.id('jonas')}`
    const measure = await addMeasure(town, id, { responsible: jonas, evaluationDay: '2026-11-03' })
    await town.until('2026-11-09')
    const lastTo = (name: Name, card: string) =>
      textOf(town.channel.sent().findLast((one) => one.to === name && one.card.name === card))
    expect(lastTo('jonas', 'reminder')).toMatch(/(Første|Andre|Tredje|Fjerde) påminnelse/)
    await town.press('ingrid', 'nudge.send', { case: id, key: `measure-due:${measure}:2026-11-03` })
    await town.run()
    const asked = 'Ingrid Lunde venter på dette, og ba om denne påminnelsen'
    expect(lastTo('jonas', 'reminder')).toContain(asked)
    expect(lastTo('jonas', 'reminder')).not.toMatch(/(Første|Andre|Tredje|Fjerde|Femte) påminnelse/)
    // What the ladder says after that is its own again.
    await town.until('2026-11-12')
    expect(lastTo('jonas', 'reminder')).not.toContain(asked)
  })

  test('names whoever waits to nobody who reads nothing of the case, as whom the baton is offered and KE', async () => {
    const town = await createTown()
    const id = await openLog(town)
    await town.store.importPeople(
      [personToImport('Terje Aas', { accounts: [accountOf('terje')], active: false })],
      town.app.ids,
    )
    await recheckAtStart(town.app)
    await propose(town, id)
    await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('mari') })
    await town.run()
    town.setClock('2026-11-04T09:00:00.000Z')
    const nudges = (await mine(town, 'ingrid')).blocks.flatMap((block) =>
      block.kind === 'row' && block.button.action === 'nudge.send' ? [block.button.data] : [],
    )
    expect(nudges).toHaveLength(2)
    for (const data of nudges) await town.press('ingrid', 'nudge.send', data)
    await town.run()
    for (const [name, card] of [
      ['mari', 'hand-over'],
      ['sara', 'proposal'],
    ] as const) {
      const sent = textOf(town.channel.sent().findLast((one) => one.to === name && one.card.name === card))
      expect(sent, name).toMatch(/Noen venter på svaret ditt|Nokon ventar på svaret ditt/)
      expect(sent, name).not.toMatch(/Ingrid Lunde vent/)
    }
  })

  test('of a question says that somebody waits, and of whom nothing', async () => {
    const town = await createTown()
    await asked(town)
    const sent = () => textOf(town.channel.sent().findLast(({ card }) => card.name === 'anonymous-question'))
    expect(sent()).not.toContain('Noen venter på svaret ditt')
    town.setClock('2026-11-04T09:00:00.000Z')
    await town.press('ingrid', 'nudge.send', dataOf(await mine(town, 'ingrid'), 'nudge.send'))
    await town.run()
    expect(sent()).toContain('Noen venter på svaret ditt, og ba om denne påminnelsen onsdag 4. november 2026.')
    expect(sent()).not.toMatch(/Ingrid|Kaia|FJ-1001/)
  })

  test('names nothing in the history of the case', async () => {
    const town = await createTown()
    const id = await asked(town)
    town.setClock('2026-11-04T09:00:00.000Z')
    await town.press('ingrid', 'nudge.send', dataOf(await mine(town, 'ingrid'), 'nudge.send'))
    const history = await town.press('terje', 'show.plan', { case: id, section: 'history', start: '0' })
    expect(textOf(history)).not.toMatch(/nudge|minnet på/i)
  })

  test('survives a restart, since the log of the case has it', async () => {
    const town = await createTown()
    const id = await asked(town)
    town.setClock('2026-11-04T09:00:00.000Z')
    const data = dataOf(await mine(town, 'ingrid'), 'nudge.send')
    await town.press('ingrid', 'nudge.send', data)
    const entries = await town.read((tx) => tx.cases.entries(id))
    expect(entries.at(-1)).toMatchObject({ by: town.id('ingrid'), event: { type: 'nudge.sent', day: '2026-11-04' } })
    expect(textOf(await town.press('ingrid', 'nudge.send', data))).toContain('Du har nylig minnet på dette.')
  })

  test('leads on where nobody waits any more', async () => {
    const town = await createTown()
    const id = await openLog(town)
    await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('mari') })
    town.setClock('2026-11-04T09:00:00.000Z')
    const data = dataOf(await mine(town, 'ingrid'), 'nudge.send')
    await town.press('mari', 'baton.decline', { case: id, handOver: (await caseOf(town, id)).handOver?.id ?? '' })
    const late = cardOf(await town.press('ingrid', 'nudge.send', data))
    expect(late.name).toBe('refusal')
    expect(textOf(late)).toContain('Mari Holm')
    expect(actionsOn(late)).toContain('show.mine')
  })
})
