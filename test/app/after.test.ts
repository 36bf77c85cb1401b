/** What somebody sees when a thing is done: what it led to, said at the top of the card that comes next. */
import { expect, test } from 'vitest'
import { isAsked } from '../../src/core/consent.ts'
import { wording } from '../../src/wording/index.ts'
import { actionsOn, cardOf, createTown, dataOf, type Texts, textOf } from '../support/town.ts'
import { addMeasure, askFamily, caseOf, openLog, propose, sayYes, takenBack, worry } from './story.ts'

test('a wondering in which a report was made leads back to the case, as one that ends; one that goes on to the consents', async () => {
  const town = await createTown()
  const after = async (outcome: string, typed: Texts) => {
    const id = await worry(town)
    return cardOf(await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome, services: '', ...typed }))
  }
  const reported = await after('report', { day: '2026-11-02' })
  expect(reported.name).toBe('case-summary')
  expect(textOf(reported)).toContain('Velg hvordan undringen skal ende')
  expect((await after('level:1', { reason: 'So we agreed' })).name).toBe('consent-checkpoint')
  expect((await after('close', { reason: 'So we agreed' })).name).toBe('case-summary')
})

test('a way that was chosen is followed by asking the family, wherever it is said what is next, until it has said no', async () => {
  const town = await createTown()
  const id = await worry(town)
  const answer = await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
  const next = async () => [
    textOf(await town.press('ingrid', 'show.case', { case: id })),
    textOf(await town.press('ingrid', 'show.mine')),
  ]
  for (const said of [textOf(answer), ...(await next())]) {
    expect(said).toContain('Be om samtykke')
    expect(said).not.toContain('Velg vei videre for undringen')
  }
  expect(textOf(answer)).toContain('Ballen ligger hos deg, med frist mandag 16. november 2026. Be om samtykke.')
  expect(actionsOn(cardOf(answer))).not.toContain('concern.conclude')
  const mine = cardOf(await town.press('ingrid', 'show.mine'))
  expect(dataOf(mine, 'consent.request')).toMatchObject({ case: id, checkpoint: 'open' })

  await askFamily(town, 'ingrid', { case: id }, { services: 'skole' })
  const consent = (await caseOf(town, id)).consents[0]?.id ?? ''
  const no = { services: 'skole', signer: 'guardian-1', how: 'oral', day: '2026-11-02', reason: '' }
  await town.submit('ingrid', 'consent.refuse', { case: id, consent }, no)
  for (const said of await next()) expect(said).toContain('Velg vei videre for undringen')
})

test('in a wondering nothing else leads to the consents or the report', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
  const talked = cardOf(await town.submit('ingrid', 'concern.talk', { case: id }, { day: '2026-11-02' }))
  expect(talked.name).toBe('case-summary')
})

test('what is done with a consent leads to the consents, as long as the family is still asked', async () => {
  const town = await createTown()
  const id = await openLog(town)
  expect(cardOf(await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-20' })).name).toBe(
    'case-summary',
  )
  const again = (services: string) => askFamily(town, 'ingrid', { case: id }, { services })
  expect(cardOf(await again('ppt')).name).toBe('consent-checkpoint')
  expect(cardOf(await again('nav')).name).toBe('consent-checkpoint')
  const asked = (await caseOf(town, id)).consents.filter((one) => isAsked(one)).map((one) => one.id)
  expect(asked).toHaveLength(2)
  const next = []
  for (const consent of asked) {
    const said = { signedBy: 'guardian-1', childAsked: 'true' }
    next.push(cardOf(await sayYes(town, 'ingrid', { case: id, consent }, said)).name)
  }
  expect(next).toEqual(['consent-checkpoint', 'case-summary'])
  const withdrawn = await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'service:ppt' })
  expect(cardOf(withdrawn).name).toBe('consent-checkpoint')
})

test('a card that says how it ended is not told so once more above it', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const proposal = await propose(town, id)
  const data = { case: id, proposal, approve: 'no', back: `proposal|${proposal}` }
  const card = cardOf(
    await town.submit('terje', 'level.decide', data, {
      reason: 'Not now',
      topic: 'learning',
      meetingDay: '2026-11-02',
    }),
  )
  expect(card.name).toBe('proposal')
  expect(textOf(card)).not.toContain(wording('nb')('done.level.decide', { how: 'no' }))
})

test('what was ended meanwhile is not said to be done', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-02' })
  const data = { case: id, meeting: (await caseOf(town, id)).meetings[0]?.id ?? '' }
  const form = cardOf(await town.open('ingrid', 'meeting.hold', data))
  await town.submit('ingrid', 'meeting.cancel', data, { reason: 'Nobody can come' })
  const ended = 'Møtet ble avlyst mandag 2. november 2026 av deg.'
  const minutes = { day: '2026-11-02', minutes: 'WE AGREED' }
  const held = cardOf(await town.press('ingrid', 'meeting.hold', dataOf(form, 'meeting.hold'), minutes))
  for (const text of [ended, 'WE AGREED']) expect(textOf(held)).toContain(text)
  const opened = cardOf(await town.open('ingrid', 'meeting.hold', data))
  expect([opened.name, textOf(opened).includes(ended)]).toEqual(['refusal', true])
  await town.submit('ingrid', 'goal.set', { case: id }, { text: 'Reads alone', topic: 'learning' })
  const goal = { case: id, goal: (await caseOf(town, id)).goals[0]?.id ?? '' }
  await town.press('ingrid', 'goal.finish', { ...goal, reached: 'yes' })
  for (const reached of ['no', 'yes'])
    expect(textOf(await town.press('terje', 'goal.finish', { ...goal, reached }))).toContain(
      'Målet ble avsluttet mandag 2. november 2026 av Ingrid Lunde.',
    )
})

test('an evaluation that was written beside another is told of that, keeps its words, and comes in addition', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const data = { case: id, measure: await addMeasure(town, id, { responsible: `person:${town.id('ingrid')}` }) }
  const form = cardOf(await town.open('ingrid', 'measure.evaluate', data))
  expect(textOf(form)).not.toContain('Forrige evaluering')
  const goesOn = { outcome: 'continue', evaluationDay: '2026-12-01', childView: '' }
  await town.submit('terje', 'measure.evaluate', data, { ...goesOn, effect: 'good', note: 'THE FIRST' })
  const second = { ...goesOn, effect: 'none', note: 'THE SECOND' }
  const sent = dataOf(form, 'measure.evaluate')
  const again = cardOf(await town.press('ingrid', 'measure.evaluate', sent, second))
  expect(again.name).toBe('form')
  const said = ['I mellomtiden er tiltaket evaluert', 'Evaluert man. 2. nov. 2026: Det virker godt', 'THE SECOND']
  for (const text of said) expect(textOf(again)).toContain(text)
  const effects = async () => (await caseOf(town, id)).measures[0]?.evaluations.map(({ effect }) => effect)
  expect(await effects()).toEqual(['good'])
  await town.press('ingrid', 'measure.evaluate', dataOf(again, 'measure.evaluate'), second)
  expect(await effects()).toEqual(['good', 'none'])
  const history = textOf(await town.press('ingrid', 'show.plan', { case: id, section: 'history', start: '0' }))
  for (const text of ['THE FIRST', 'THE SECOND']) expect(history).toContain(text)
})

test.each(['done', 'stopped'])('a measure that is %s asks nothing any more', async (outcome) => {
  const town = await createTown()
  const id = await openLog(town)
  const data = { case: id, measure: await addMeasure(town, id, { responsible: 'home' }) }
  await town.submit('ingrid', 'measure.evaluate', data, { effect: 'none', outcome })
  expect(cardOf(await town.open('ingrid', 'measure.postpone', data)).name).toBe('refusal')
})

test('what is only looked at again says nothing of anything done', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const proposal = await propose(town, id)
  const data = { case: id, back: `proposal|${proposal}` }
  const card = cardOf(await town.press('terje', 'form.cancel', data))
  expect(card.name).toBe('proposal')
  expect(card.blocks.filter((block) => block.kind === 'notice' && block.tone === 'good')).toEqual([])
})

test('a consent that not all have signed says who is left, and nothing else says so', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const both = { services: 'ppt', guardians: '2' }
  await askFamily(town, 'ingrid', { case: id }, both)
  const asked = (await caseOf(town, id)).consents.at(-1)?.id ?? ''
  const sign = (signedBy: string) =>
    sayYes(town, 'ingrid', { case: id, consent: asked }, { signedBy, childAsked: 'true' })
  const left = 'foresatt 2'
  expect(textOf(cardOf(await sign('guardian-1')).blocks[0])).toContain(left)
  expect(textOf(cardOf(await sign('guardian-2')).blocks[0])).not.toContain(left)
})
