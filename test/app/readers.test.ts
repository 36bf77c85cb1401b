/** Who can read what is typed stands at every field of words, and is true. */
import { describe, expect, test } from 'vitest'
import { actions, fieldsOf, isFormName } from '../../src/app/actions/index.ts'
import { isRead, readersOf } from '../../src/app/actions/readers.ts'
import { viewerFor } from '../../src/app/see/index.ts'
import type { CaseId } from '../../src/core/ids.ts'
import { cardOf, createTown, type Name, type Texts, type Town, textOf } from '../support/town.ts'
import { addMeasure, caseOf, consent, logWithJonas, openLog, propose, takenBack, worry } from './story.ts'

async function said(town: Town, name: Name, action: string, data: Texts): Promise<(string | undefined)[]> {
  const card = cardOf(await town.open(name, action, data))
  const typed = card.blocks.flatMap((block) => (block.kind === 'short' || block.kind === 'long' ? [block.hint] : []))
  if (typed.length === 0) throw new Error(`nothing is typed into ${action}`)
  return typed
}

const everyone = 'Kan leses av lederen og dem som er med i saken fra skole'
const ppt = 'pedagogisk-psykologisk tjeneste (PPT)'

test('every form with words says it', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const state = await caseOf(town, id)
  await town.read(async (tx) => {
    const ingrid = await tx.people.get(town.id('ingrid'))
    if (!ingrid) throw new Error('nobody is there')
    const viewer = viewerFor(town.app, tx, ingrid)
    for (const name of Object.keys(actions).filter(isFormName)) {
      const isTyped = fieldsOf(name).some(([field, { kind }]) => isRead(field, kind))
      expect((await readersOf(name, { viewer, state, data: {} })) !== null, name).toBe(isTyped)
    }
  })
})

describe('a field of words', () => {
  test('names the services of a topic that is yet to be chosen, and those who read some topics', async () => {
    const town = await createTown()
    const id = await logWithJonas(town, ['learning'])
    for (const action of ['note.add', 'goal.set', 'measure.add', 'follow-up.add'])
      expect(await said(town, 'ingrid', action, { case: id })).toEqual([
        expect.stringContaining(`${everyone} – og fra ${ppt}, om temaer familien har åpnet for dem.`),
      ])
    await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'service:ppt' })
    expect(await said(town, 'ingrid', 'note.add', { case: id })).toEqual([expect.stringContaining(`${everyone}.`)])
  })

  test('names the services of the topic of what it is about', async () => {
    const town = await createTown()
    const id = await logWithJonas(town, ['learning'])
    for (const [topic, services] of [
      ['learning', `skole og ${ppt}.`],
      ['health', 'skole.'],
    ] as const) {
      const measure = await addMeasure(town, id, { topic, responsible: 'home' })
      for (const hint of await said(town, 'ingrid', 'measure.evaluate', { case: id, measure }))
        expect(hint).toContain(`fra ${services}`)
    }
  })

  test('names the holder beside them where the own unit is not let in, and none who is of another unit', async () => {
    const town = await createTown()
    const id = await worry(town)
    await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:2', services: 'ppt' })
    await consent(town, id, { services: ['ppt'] })
    await consent(town, id, { services: ['skole'] })
    await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('jonas') })
    const measure = await addMeasure(town, id, { topic: 'health', responsible: `person:${town.id('jonas')}` })
    await consent(town, id, { services: ['skole'], topics: ['learning'] })
    const hints = async () => textOf(await said(town, 'jonas', 'measure.postpone', { case: id, measure }))
    expect(await hints()).toContain(`Kan leses av stafettholderen, lederen og dem som er med i saken fra ${ppt}.`)
    await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('jonas') })
    await town.press('jonas', 'baton.accept', { case: id, handOver: (await caseOf(town, id)).handOver?.id ?? '' })
    expect((await caseOf(town, id)).holder).toBe(town.id('jonas'))
    expect(await hints()).toContain(`Kan leses av lederen og dem som er med i saken fra ${ppt}.`)
  })

  test('says that nobody else reads a wondering, nor what has no topic', async () => {
    const town = await createTown()
    const id = await worry(town)
    for (const hint of await said(town, 'ingrid', 'concern.register', {}))
      expect(hint).toContain('Kan leses av den som undrer seg, og lederen.')
    for (const hint of await said(town, 'ingrid', 'concern.ask', { case: id })) expect(hint).toContain('av den du spør')
    const log = await openLog(town)
    for (const hint of await said(town, 'ingrid', 'case.close', { case: log }))
      expect(hint).toContain('Kan leses av stafettholderen og lederen.')
  })

  test('is read by those it names, and by nobody else', async () => {
    const town = await createTown()
    const id: CaseId = await logWithJonas(town, ['learning'])
    await town.submit('ingrid', 'note.add', { case: id }, { topic: 'learning', text: 'ABOUT READING' })
    await town.submit('ingrid', 'note.add', { case: id }, { topic: 'health', text: 'ABOUT HEALTH' })
    const plan = textOf(await town.press('jonas', 'show.plan', { case: id, section: 'notes', start: '0' }))
    expect(plan).toContain('ABOUT READING')
    expect(plan).not.toContain('ABOUT HEALTH')
  })

  test('of a meeting, a proposal and a decision is read by those to whom its topic is open', async () => {
    const town = await createTown()
    const id = await logWithJonas(town, ['learning'])
    const seen = async () => {
      const { proposals } = await caseOf(town, id)
      const looks: [string, Texts][] = [
        ['show.plan', { section: 'meetings', start: '0' }],
        ['show.plan', { section: 'history', start: '0' }],
        ...proposals.map(({ id: proposal }): [string, Texts] => ['show.proposal', { proposal }]),
      ]
      return textOf(
        await Promise.all(looks.map(([action, data]) => town.press('jonas', action, { case: id, ...data }))),
      )
    }
    for (const topic of ['learning', 'health']) {
      await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-02' })
      const meeting = (await caseOf(town, id)).meetings.at(-1)?.id ?? ''
      const held = { topic, minutes: `MINUTES ${topic}`, whyNone: 'WHY' }
      await town.submit('ingrid', 'meeting.hold', { case: id, meeting }, held)
      const proposal = await propose(town, id, 'ingrid', { to: '3', topic, reason: `PROPOSED ${topic}` })
      const why = { topic, meetingDay: '2026-11-02', reason: `DECIDED ${topic}`, view: `VIEW ${topic}` }
      await town.submit('terje', 'level.decide', { case: id, proposal, approve: 'no' }, why)
    }
    const text = await seen()
    for (const word of ['MINUTES', 'PROPOSED', 'DECIDED', 'VIEW']) {
      expect(text).toContain(`${word} learning`)
      expect(text).not.toContain(`${word} health`)
    }
  })

  test('has no topic chosen for its writer', async () => {
    const town = await createTown()
    const id = await openLog(town)
    for (const action of ['note.add', 'goal.set', 'measure.add', 'follow-up.add', 'level.propose']) {
      const card = cardOf(await town.open('ingrid', action, { case: id }))
      expect(card.blocks.find((block) => 'id' in block && block.id === 'topic')).not.toHaveProperty('value')
    }
  })

  test('whose words have no topic asks that nothing describes the child', async () => {
    const town = await createTown()
    const id = await logWithJonas(town)
    await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-09' })
    const meeting = (await caseOf(town, id)).meetings.at(-1)?.id ?? ''
    const ask = /Skriv ikke noe som beskriver barnet|Det som beskriver barnet, hører hjemme i et notat/
    for (const hint of await said(town, 'ingrid', 'meeting.cancel', { case: id, meeting })) expect(hint).toMatch(ask)
    for (const hint of await said(town, 'ingrid', 'case.close', { case: id })) expect(hint).toMatch(ask)
    await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('jonas') })
    const handOver = (await caseOf(town, id)).handOver?.id ?? ''
    for (const hint of await said(town, 'jonas', 'baton.decline', { case: id, handOver })) expect(hint).toMatch(ask)
  })

  test('why a meeting is called off can be said where nothing is kept, too', async () => {
    const town = await createTown()
    const id = await openLog(town)
    await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
    await town.press('ingrid', 'case.open-on-paper', { case: id })
    await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-09' })
    const meeting = (await caseOf(town, id)).meetings.at(-1)?.id ?? ''
    await town.submit('ingrid', 'meeting.cancel', { case: id, meeting }, { reason: 'No room' })
    expect((await caseOf(town, id)).meetings).toMatchObject([{ status: 'cancelled' }])
  })
})
