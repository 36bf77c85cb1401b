/** Cards that stand in somebody's own chat and go out of date: they are drawn again, or lose their buttons, whoever asked for them. */
import { expect, test } from 'vitest'
import { foldAtStart } from '../../src/app/act/index.ts'
import type { CaseId } from '../../src/core/ids.ts'
import type { MessageRef } from '../../src/ports.ts'
import {
  accountOf,
  actionsOn,
  cardOf,
  chatOf,
  createTown,
  dataOf,
  type Name,
  type Town,
  textOf,
  valuesIn,
} from '../support/town.ts'
import { unfold } from '../support/unfolding.ts'
import { logWithJonas, openLog, propose, sentProposal, takenBack, worry } from './story.ts'

let count = 0

/** Somebody writes in their own chat; the answer stands there as a new message, and the channel tells of it. */
async function answered(town: Town, name: Name, text: string): Promise<MessageRef> {
  count += 1
  const place = chatOf(name)
  const request = { account: accountOf(name), place, from: 'place', personal: true, kind: 'write', text } as const
  const answer = await town.ask({ ...request, delivery: `answered ${count}` })
  if (answer.kind !== 'card' && answer.kind !== 'form') throw new Error('no card')
  const ref = { place, message: `answered-${count}` }
  town.channel.answered(ref, answer.chat)
  await answer.stands?.(ref)
  return ref
}

function standing(town: Town, ref: MessageRef) {
  const card = town.channel.standing(ref)
  if (!card) throw new Error('nothing stands there')
  return card
}

const approval = {
  reason: 'Yes',
  topic: 'learning',
  meetingDay: '2026-11-02',
  parentsTookPart: 'true',
  childTookPart: 'true',
  view: 'x',
}

async function approved(town: Town, id: CaseId, to: string) {
  const proposal = await propose(town, id, 'ingrid', { to })
  await town.submit('terje', 'level.decide', { case: id, proposal, approve: 'yes' }, approval)
  await town.run()
}

test.each(['dialog', 'chat'] as const)(
  'the case that was asked for in writing follows what happens to it (%s)',
  async (content) => {
    const town = await createTown({ content })
    const id = await openLog(town)
    const ref = await answered(town, 'ingrid', 'sak FJ-1001')
    const proposal = await propose(town, id)
    await town.run()
    expect(textOf(town.channel.standing(ref))).toContain('Ta stilling til et forslag om nytt nivå')
    await town.press('ingrid', 'level.withdraw', { case: id, proposal })
    await town.run()
    expect(textOf(town.channel.standing(ref))).not.toContain('forslag om nytt nivå')
    await town.submit('ingrid', 'case.close', { case: id }, { reason: 'goal-reached' })
    await town.run()
    const closed = town.channel.standing(ref)
    expect(textOf(closed)).toContain('Saken er avsluttet.')
    expect(textOf(closed)).not.toContain('Kaia')
  },
)

test('what is being read in it is not taken away by what happens meanwhile', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const ref = await answered(town, 'ingrid', 'sak FJ-1001')
  await unfold(town, 'ingrid', 'show.case', { case: id }, { message: ref.message })
  await propose(town, id)
  await town.run()
  expect(textOf(town.channel.standing(ref))).toContain('Kaia')
  await town.until('2026-11-02T20:00:00.000Z')
  expect(town.channel.standing(ref)).toMatchObject({ name: 'case-summary' })
  expect(textOf(town.channel.standing(ref))).not.toContain('Kaia')
})

test('of two cases in one message the one that is closed to its reader goes, though the other may be read', async () => {
  const town = await createTown()
  const [first, second] = [await logWithJonas(town), await logWithJonas(town)]
  await town.run()
  const ref = await answered(town, 'jonas', 'sak FJ-1001')
  await unfold(town, 'jonas', 'show.case', { case: first }, { message: ref.message })
  // By now the answer has arrived, so that nothing is taken down twice.
  town.setClock('2026-11-02T08:01:00.000Z')
  town.channel.fail({ kind: 'unreachable', verb: 'update', times: 4 })
  await town.submit('ingrid', 'participant.remove', { case: first }, { person: town.id('jonas') })
  await town.run()
  await unfold(town, 'jonas', 'show.case', { case: second }, { message: ref.message, arrives: false })
  expect(textOf(town.channel.standing(ref))).toContain('Kaia')
  await town.until('2026-11-02T08:10:00.000Z')
  expect(textOf(town.channel.standing(ref))).not.toContain('Kaia')
})

test('to whoever may read no more of the case nothing that stands there leads to it', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await town.run()
  const ref = await answered(town, 'jonas', 'sak FJ-1001')
  const told = town.channel.sent().filter(({ to, verb }) => to === 'jonas' && verb === 'direct')
  expect(told.some(({ card }) => actionsOn(card).includes('show.case'))).toBe(true)
  await town.submit('ingrid', 'participant.remove', { case: id }, { person: town.id('jonas') })
  await town.run()
  for (const at of [ref, ...told.map((one) => one.ref)]) {
    const card = town.channel.standing(at)
    expect(card && actionsOn(card)).toEqual([])
    expect(textOf(card)).not.toMatch(/case_/)
    // Of what was told once nothing is told anew; the case that was asked for says that it is over.
    expect(textOf(card).includes('FJ-1001')).toBe(at === ref)
  }
})

test('that a holder is to be named anew is asked as long as it is so', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await approved(town, id, '3')
  const asked = town.channel.sent().find(({ to, card }) => to === 'ingrid' && actionsOn(card).includes('baton.offer'))
  if (!asked) throw new Error('she is not asked')
  await town.submit('terje', 'case.close', { case: id }, { reason: 'goal-reached' })
  await town.run()
  const now = town.channel.standing(asked.ref)
  expect(now && actionsOn(now)).toEqual(['show.case'])
  expect(textOf(now)).toContain('nivå 3')
})

test('only the newest level asks who is to hold the baton', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  for (const to of ['3', '2', '3']) await approved(town, id, to)
  const told = town.channel
    .sent()
    .filter(({ to, verb, card }) => to === 'ingrid' && verb === 'direct' && textOf(card).includes('godkjent'))
  const asks = told.map(({ ref }) => actionsOn(standing(town, ref)))
  expect(asks).toEqual([['show.case'], ['show.case'], ['show.case', 'baton.offer']])
})

test('what happens while an answer is on its way stands in it as well', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const ref = { place: chatOf('ingrid'), message: 'on its way' }
  const base = { account: accountOf('ingrid'), place: ref.place, from: 'place', personal: true } as const
  const answer = await town.ask({ ...base, kind: 'write', text: 'sak FJ-1001', delivery: 'on its way' })
  await town.submit('ingrid', 'case.close', { case: id }, { reason: 'goal-reached' })
  await town.run()
  if (answer.kind !== 'card') throw new Error('no card')
  town.channel.answered(ref, answer.chat)
  await answer.stands?.(ref)
  await town.run()
  expect(textOf(town.channel.standing(ref))).toContain('Saken er avsluttet.')
})

test('that an answer could not be remembered is in the log, and nothing else becomes of it', async () => {
  const state = { fails: false }
  const town = await createTown({
    store: (real) => ({
      ...real,
      transaction: (work) => (state.fails ? Promise.reject(new Error('disk')) : real.transaction(work)),
    }),
  })
  await openLog(town)
  const base = { account: accountOf('ingrid'), place: chatOf('ingrid'), from: 'place', personal: true } as const
  const answer = await town.ask({ ...base, kind: 'write', text: 'sak FJ-1001', delivery: 'forgotten' })
  state.fails = true
  if (answer.kind === 'card') await answer.stands?.({ place: chatOf('ingrid'), message: 'm1' })
  expect(town.log.at(-1)).toMatchObject({ level: 'error', event: 'answer.not-remembered' })
})

test('whose access ran out keeps no button to the case from then on, whatever was told before', async () => {
  const town = await createTown()
  const id = await openLog(town, { services: ['ppt'], until: '2026-12-01' })
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('jonas') })
  await town.run()
  const told = town.channel.sent().filter(({ to, card }) => to === 'jonas' && actionsOn(card).includes('show.case'))
  expect(told).not.toEqual([])
  await town.until('2026-12-03T12:00:00.000Z')
  for (const { ref } of told) expect(actionsOn(standing(town, ref))).toEqual([])
})

test('that consent was withdrawn leads nobody to a case they may read no more', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'topic:learning' })
  await town.run()
  const sent = town.channel.sent().find(({ to, card }) => to === 'jonas' && card.name === 'consent-withdrawn')
  expect(sent && actionsOn(sent.card)).toEqual(['show.case'])
  await town.submit('ingrid', 'participant.remove', { case: id }, { person: town.id('jonas') })
  await town.run()
  const now = sent && town.channel.standing(sent.ref)
  expect(now && actionsOn(now)).toEqual([])
})

test('the list of cases that was asked for follows what happens to them', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const ref = await answered(town, 'ingrid', 'mine saker')
  expect(textOf(town.channel.standing(ref))).not.toContain('Om 18 dager')
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-20' })
  await town.run()
  expect(town.channel.standing(ref)?.name).toBe('mine')
  expect(textOf(town.channel.standing(ref))).toContain('Om 18 dager')
})

test('a list is drawn again when something of it changes, and stands no longer than the hours of the model', async () => {
  const town = await createTown()
  await openLog(town)
  const ref = await answered(town, 'ingrid', 'mine saker')
  const other = await answered(town, 'jonas', 'mine saker')
  const drawn = () =>
    town.channel
      .sent()
      .filter(({ verb }) => verb === 'update')
      .map(({ to, card }) => [to, card.name])
  await worry(town, {}, 'jonas')
  await town.run()
  expect(drawn()).toEqual([['personal:jonas', 'mine']])
  expect(textOf(town.channel.standing(other))).toContain('FJ-1002')
  await town.until('2026-11-02T19:00:00.000Z')
  expect(town.channel.standing(ref)?.name).toBe('mine')
  await town.until('2026-11-02T20:30:00.000Z')
  for (const at of [ref, other]) {
    const folded = standing(town, at)
    expect([folded.name, actionsOn(folded)]).toEqual(['folded', ['show.mine']])
    expect(textOf(folded)).not.toContain('FJ-100')
  }
})

test('a list that was sent to the own chat of who asked among others follows as well, and its hours stay', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.say('ingrid', 'mine saker', { personal: false })
  await town.run()
  const list = town.channel.sent().find(({ to, card }) => to === 'ingrid' && card.name === 'mine')
  if (!list) throw new Error('no list was sent')
  town.setClock('2026-11-02T12:00:00.000Z')
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-20' })
  await town.run()
  expect(textOf(town.channel.standing(list.ref))).toContain('Om 18 dager')
  await town.until('2026-11-02T20:30:00.000Z')
  expect(town.channel.standing(list.ref)?.name).toBe('folded')
})

test('what is pressed for in the place of a list is not taken away at once by what it changes', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const ref = await answered(town, 'ingrid', 'mine saker')
  const { chat } = await unfold(town, 'ingrid', 'show.case', { case: id }, { message: ref.message })
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-20' })
  await town.run()
  expect(town.channel.standing(ref)?.name).toBe(chat.name)
})

test.each(['dialog', 'chat'] as const)('a list outlives a restart (%s)', async (content) => {
  const town = await createTown({ content })
  await openLog(town)
  const ref = await answered(town, 'ingrid', 'mine saker')
  await foldAtStart(town.app)
  await town.run()
  expect(town.channel.standing(ref)?.name).toBe('mine')
})

test('that what somebody wrote waits in a form stands until it is sent in', async () => {
  const town = await createTown({ content: 'dialog' })
  const ref = await answered(town, 'ingrid', 'ny SHE IS OFTEN ALONE')
  const data = dataOf(standing(town, ref), 'concern.register')
  await foldAtStart(town.app)
  await town.run()
  expect(standing(town, ref).name).toBe('form')
  const form = cardOf(await town.open('ingrid', 'concern.register', data))
  const typed = { ...valuesIn(form), about: 'Kaia', targetGroup: 'child' }
  expect(valuesIn(form).seen).toBe('SHE IS OFTEN ALONE')
  await town.press('ingrid', 'concern.register', dataOf(form, 'concern.register'), typed)
  await town.run()
  expect(standing(town, ref).name).toBe('folded')
})

test('that what somebody wrote waits in a form stands no longer than it is kept', async () => {
  const town = await createTown({ content: 'dialog' })
  const ref = await answered(town, 'ingrid', 'ny SHE IS OFTEN ALONE')
  await town.until('2026-11-05T07:00:00.000Z')
  expect(standing(town, ref).name).toBe('form')
  await town.until('2026-11-05T08:30:00.000Z')
  expect(standing(town, ref).name).toBe('folded')
})

test('a list in the place of a card that was sent gives way to that card after its hours', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const sent = await sentProposal(town, id)
  await unfold(town, 'terje', 'show.mine', {}, { message: sent.ref.message })
  expect(standing(town, sent.ref).name).toBe('mine')
  await town.until('2026-11-02T20:30:00.000Z')
  expect(standing(town, sent.ref)).toEqual(sent.card)
})
