/** Where content may stand in chats it is unfolded by a press, remembered, and folded again: nothing of it stays. */
import { expect, test } from 'vitest'
import { foldAtStart } from '../../src/app/act/index.ts'
import type { CaseId } from '../../src/core/ids.ts'
import type { MessageRef } from '../../src/ports.ts'
import { personToImport } from '../support/people.ts'
import {
  accountOf,
  actionsOn,
  cardOf,
  chatOf,
  createTown,
  dataOf,
  monday,
  type Name,
  type Town,
  textOf,
} from '../support/town.ts'
import { unfold } from '../support/unfolding.ts'
import { addMeasure, logWithJonas, openLog, propose, sentProposal, takenBack } from './story.ts'

/** Half a minute later: by then the answer to any press has arrived. */
async function afterwards(town: Town) {
  town.setClock('2026-11-02T08:00:30.000Z')
  await town.run()
}

/** What took its place, if anything did. */
function standsNow(town: Town, ref: MessageRef) {
  return town.channel.sent().findLast(({ verb, ref: at }) => verb === 'update' && at.message === ref.message)?.card
}

async function looked(town: Town, name: Name, id: CaseId) {
  const { ref, chat } = await unfold(town, name, 'show.case', { case: id })
  expect(textOf(chat)).toContain('Kaia')
  return ref
}

test('after the hours of the model it is folded, and one button opens it anew', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const ref = await looked(town, 'ingrid', id)
  await town.until('2026-11-02T19:59:59.999Z')
  expect(standsNow(town, ref)).toBeUndefined()
  await town.until('2026-11-02T20:00:00.000Z')
  const card = standsNow(town, ref)
  if (!card) throw new Error('it still stands')
  expect(textOf(card)).not.toContain('Kaia')
  expect(card).toMatchObject({ opensIn: 'place' })
  expect(actionsOn(card)).toEqual(['show.case'])
  const again = await unfold(town, 'ingrid', 'show.case', dataOf(card, 'show.case'), { message: ref.message })
  expect(textOf(again.chat)).toContain('Kaia')
})

test('what is asked without naming a message is veiled, and one that is not ours is remembered like any', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const at = { account: accountOf('ingrid'), place: chatOf('ingrid'), from: 'place', personal: true } as const
  const press = { ...at, kind: 'press', action: 'show.case', data: { case: id }, fields: {} } as const
  const answer = await town.ask({ ...press, delivery: 'fold unnamed' })
  if (!('chat' in answer)) throw new Error('nothing was shown')
  expect(textOf(answer.chat)).not.toContain('Kaia')
  expect(answer.chat.buttons[0]).toMatchObject({ action: 'show.case', data: { case: id, whole: 'yes' } })
  const forged = await unfold(town, 'ingrid', 'show.case', { case: id }, { message: 'a message that is not there' })
  expect(textOf(forged.chat)).toContain('Kaia')
  await town.until('2026-11-02T20:00:00.000Z')
  expect(textOf(standsNow(town, forged.ref))).not.toContain('Kaia')
})

test('what came of a form that was opened from it is folded there as well', async () => {
  const town = await createTown()
  const ref: MessageRef = { place: chatOf('ingrid'), message: 'm-form' }
  const at = { account: accountOf('ingrid'), place: ref.place, from: 'place', personal: true, message: ref } as const
  const typed = { about: 'Kaia', seen: 'alone in the breaks', targetGroup: 'child', service: 'skole' }
  const send = {
    ...at,
    delivery: 'fold form',
    kind: 'press',
    action: 'concern.register',
    data: {},
    inWindow: true,
  } as const
  const wrong = await town.ask({ ...send, delivery: 'fold wrong', fields: { ...typed, about: '' } })
  expect('chat' in wrong && textOf(wrong.chat)).not.toContain('alone in the breaks')
  const answer = await town.ask({ ...send, fields: typed })
  expect('chat' in answer && textOf(answer.chat)).toContain('Kaia')
  await town.until('2026-11-02T20:00:00.000Z')
  const card = standsNow(town, ref)
  expect(textOf(card)).not.toContain('Kaia')
  expect(card && actionsOn(card)).toEqual(['show.case'])
})

test('what is looked at once more in the same message counts from then', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const ref = await looked(town, 'ingrid', id)
  town.setClock('2026-11-02T12:00:00.000Z')
  await unfold(town, 'ingrid', 'show.plan', { case: id }, { message: ref.message })
  await town.until('2026-11-02T23:00:00.000Z')
  expect(standsNow(town, ref)).toBeUndefined()
  // The settings hold nothing of a case; but nobody knows whether they have taken the place of what did.
  await unfold(town, 'ingrid', 'show.settings', {}, { message: ref.message })
  await town.until('2026-11-02T23:59:59.999Z')
  expect(standsNow(town, ref)).toBeUndefined()
  await town.until('2026-11-03T00:00:00.000Z')
  expect(actionsOn(standsNow(town, ref) ?? cardOf({ kind: 'none' }))).toEqual(['show.settings'])
})

test('a list that says whom a case is about counts from when it was asked for', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const ref = await looked(town, 'ingrid', id)
  town.setClock('2026-11-02T12:00:00.000Z')
  await unfold(town, 'ingrid', 'show.mine', {}, { message: ref.message })
  await town.until('2026-11-02T23:59:59.999Z')
  expect(standsNow(town, ref)).toBeUndefined()
  await town.until('2026-11-03T00:00:00.000Z')
  expect(actionsOn(standsNow(town, ref) ?? cardOf({ kind: 'none' }))).toEqual(['show.mine'])
})

test('a consent that ends only after the hours are over changes nothing of them', async () => {
  const town = await createTown()
  const id = await openLog(town, { services: ['ppt'], until: '2026-12-01' })
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('jonas') })
  await town.until('2026-12-01T09:00:00.000Z')
  const ref = await looked(town, 'jonas', id)
  await town.until('2026-12-01T21:00:00.000Z')
  expect(actionsOn(standsNow(town, ref) ?? cardOf({ kind: 'none' }))).toEqual(['show.case'])
})

test.each([
  [
    'the whole consent is withdrawn',
    (town: Town, id: CaseId) =>
      town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' }),
  ],
  [
    'they are taken out of the case',
    (town: Town, id: CaseId) => town.submit('ingrid', 'participant.remove', { case: id }, { person: town.id('jonas') }),
  ],
] as const)('when %s it is folded at once, with no way to it', async (_, end) => {
  const town = await createTown()
  const id = await logWithJonas(town)
  const ref = await looked(town, 'jonas', id)
  await end(town, id)
  await town.run()
  const card = standsNow(town, ref)
  expect(textOf(card)).not.toContain('Kaia')
  expect(textOf(card)).not.toContain('FJ-1001')
  expect(card && actionsOn(card)).toEqual([])
})

test('when the case is closed it is folded everywhere, and whoever may still read it finds the way', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const refs = [await looked(town, 'ingrid', id), await looked(town, 'terje', id)]
  await town.submit('ingrid', 'case.close', { case: id }, { reason: 'goal-reached' })
  await town.run()
  for (const ref of refs)
    expect(actionsOn(standsNow(town, ref) ?? (Object.assign({}, { blocks: [], buttons: [] }) as never))).toEqual([
      'show.case',
    ])
})

test('when an address is said to be secret it is folded everywhere, since a place may stand in it', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await addMeasure(town, id, { responsible: 'home' })
  const { ref, chat } = await unfold(town, 'terje', 'show.plan', { case: id })
  expect(textOf(chat)).toContain('På skolen')
  await town.submit('ingrid', 'case.shield', { case: id }, { shielded: 'true' })
  await town.run()
  const card = standsNow(town, ref)
  expect(card && actionsOn(card)).toEqual(['show.plan'])
  // One that is unfolded anew stands, also when the case changes.
  const again = await unfold(town, 'terje', 'show.plan', { case: id }, { message: ref.message })
  expect(textOf(again.chat)).not.toContain('På skolen')
  const count = town.channel.sent().length
  await town.submit('ingrid', 'note.add', { case: id }, { text: 'Better', topic: 'learning' })
  await town.run()
  const later = town.channel.sent().slice(count)
  expect(later.filter(({ verb, ref: at }) => verb === 'update' && at.message === ref.message)).toEqual([])
})

test('what the family takes out is folded for those who have read it', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  const refs = { ingrid: await looked(town, 'ingrid', id), jonas: await looked(town, 'jonas', id) }
  await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'topic:learning' })
  await town.run()
  expect(textOf(standsNow(town, refs.jonas))).not.toContain('Kaia')
})

test('on the day a consent ends it is folded as the day begins', async () => {
  const town = await createTown()
  const id = await openLog(town, { services: ['ppt'], until: '2026-12-01' })
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('jonas') })
  await town.until('2026-12-01T18:00:00.000Z')
  const ref = await looked(town, 'jonas', id)
  await town.until('2026-12-01T22:59:59.999Z')
  expect(standsNow(town, ref)).toBeUndefined()
  await town.until('2026-12-01T23:00:00.000Z')
  const card = standsNow(town, ref)
  expect(card && actionsOn(card)).toEqual([])
})

test.each([
  ['by a button that is called otherwise now', { opens: { action: 'show.earlier', data: {} } }, 'FJ-1001', []],
  ['by nothing that can be pressed again', { opens: null }, 'FJ-1001', []],
  ['of no case', { case: null }, 'Ikke vist lenger', ['show.case']],
] as const)('what was unfolded %s is folded as well', async (_, change, said, ways) => {
  const town = await createTown()
  const ref = await looked(town, 'ingrid', await openLog(town))
  await town.read(async (tx) => {
    const [stood] = await tx.unfolded.at(ref)
    if (stood) await tx.unfolded.put({ ...stood, ...change })
  })
  await town.until('2026-11-02T20:00:00.000Z')
  const card = standsNow(town, ref)
  expect(textOf(card)).toContain(said)
  expect(card && actionsOn(card)).toEqual(ways)
})

test('a card that was sent and unfolded is itself again, without what was typed', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const sent = await sentProposal(town, id)
  expect(textOf(sent.card)).not.toContain('It takes more')
  const { ref, chat } = await unfold(town, 'terje', 'show.sent', dataOf(sent.card, 'show.sent'), {
    message: sent.ref.message,
  })
  expect(textOf(chat)).toContain('It takes more')
  await town.until('2026-11-02T20:00:00.000Z')
  expect(standsNow(town, ref)).toEqual(sent.card)
})

test.each(['forbidden', 'refused'] as const)(
  'what can not be folded (%s) is listed, and the leader is told in whose chat it stands',
  async (kind) => {
    const town = await createTown()
    const id = await logWithJonas(town)
    await looked(town, 'jonas', id)
    town.channel.fail({ kind, verb: 'update' })
    await town.submit('ingrid', 'participant.remove', { case: id }, { person: town.id('jonas') })
    await town.run()
    const dead = await town.read((tx) => tx.outbox.dead(9))
    expect(dead).toMatchObject([{ card: 'folded', case: id, person: town.id('jonas'), reason: kind }])
    const told = town.channel.sent().filter(({ to }) => to === 'terje')
    expect(textOf(told)).toContain('ble stående i chatten til Jonas Berg')
  },
)

test.each(['forbidden', 'refused'] as const)(
  'what could not be folded (%s) is folded once it is sent again, also where a card was unfolded that was sent',
  async (kind) => {
    const town = await createTown()
    const id = await openLog(town)
    await propose(town, id)
    await town.run()
    const sent = town.channel.sent().find(({ to, card }) => to === 'terje' && card.name === 'proposal')
    if (!sent) throw new Error('no proposal')
    const { ref } = await unfold(town, 'terje', 'show.sent', dataOf(sent.card, 'show.sent'), {
      message: sent.ref.message,
    })
    const seen = await looked(town, 'terje', id)
    town.channel.fail({ kind, verb: 'update', times: 2 })
    town.setClock('2026-11-03T08:00:00.000Z')
    await town.run()
    expect([standsNow(town, ref), standsNow(town, seen)]).toEqual([undefined, undefined])
    expect(await town.read((tx) => tx.outbox.again(town.app.clock.now()))).toBe(2)
    await town.run()
    expect(standsNow(town, ref)).toEqual(sent.card)
    expect(textOf(standsNow(town, seen))).not.toContain('Kaia')
    expect(await town.read((tx) => tx.unfolded.all())).toEqual([])
  },
)

test('what can not be folded with the only leader is told to whoever holds the case', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await looked(town, 'terje', id)
  town.channel.fail({ kind: 'forbidden', verb: 'update' })
  town.setClock('2026-11-03T08:00:00.000Z')
  await town.run()
  const told = town.channel.sent().filter(({ card }) => textOf(card).includes('ble stående i chatten til Terje Aas'))
  expect(told.map(({ to }) => to)).toEqual(['ingrid'])
})

test('a message that was deleted meanwhile holds nothing any more', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  const ref = await looked(town, 'jonas', id)
  town.channel.fail({ kind: 'gone', verb: 'update' })
  await town.submit('ingrid', 'participant.remove', { case: id }, { person: town.id('jonas') })
  await town.run()
  expect(textOf(town.channel.sent())).not.toContain('ble stående')
  expect(await town.read((tx) => tx.unfolded.at(ref))).toEqual([])
})

test('what is unfolded again while it is being folded is remembered, and folded when access ends', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  const ref = await looked(town, 'jonas', id)
  await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'topic:learning' })
  const { arrived, letGo } = town.channel.hold()
  town.channel.fail({ kind: 'unreachable', verb: 'direct', times: 9 })
  const running = town.run()
  await arrived
  const again = await unfold(town, 'jonas', 'show.case', { case: id }, { message: ref.message })
  expect(textOf(again.chat)).toContain('Kaia')
  letGo()
  await running
  expect(await town.read((tx) => tx.unfolded.at(ref))).toMatchObject([{ until: '2026-11-02T20:00:00.000Z' }])
  const before = town.channel.sent().length
  await town.submit('ingrid', 'participant.remove', { case: id }, { person: town.id('jonas') })
  await town.run()
  expect(
    town.channel
      .sent()
      .slice(before)
      .map(({ ref: at }) => at.message),
  ).toContain(ref.message)
  await afterwards(town)
  expect(await town.read((tx) => tx.unfolded.at(ref))).toEqual([])
})

test.each(['arrives before', 'arrives after'])('an answer that %s what folds it leaves nothing', async (arrives) => {
  const town = await createTown()
  const id = await logWithJonas(town)
  const { ref, chat } = await unfold(town, 'jonas', 'show.case', { case: id })
  await town.submit('ingrid', 'participant.remove', { case: id }, { person: town.id('jonas') })
  await town.run()
  expect(textOf(town.channel.standing(ref))).not.toContain('Kaia')
  if (arrives === 'arrives after') town.channel.answered(ref, chat)
  await afterwards(town)
  expect(textOf(town.channel.standing(ref))).not.toContain('Kaia')
  expect(await town.read((tx) => tx.unfolded.all())).toEqual([])
  const before = town.channel.sent().length
  await town.until('2026-11-02T12:00:00.000Z')
  expect(
    town.channel
      .sent()
      .slice(before)
      .filter(({ ref: at }) => at.message === ref.message),
  ).toEqual([])
})

test('an answer that arrives after its card was drawn for the last time leaves nothing, and the card is itself again', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const { proposal, ...sent } = await sentProposal(town, id)
  const { ref, chat } = await unfold(town, 'terje', 'show.sent', dataOf(sent.card, 'show.sent'), {
    message: sent.ref.message,
  })
  expect(textOf(chat)).toContain('It takes more')
  await town.press('ingrid', 'level.withdraw', { case: id, proposal })
  await town.run()
  const drawn = standsNow(town, ref)
  town.channel.answered(ref, chat)
  await afterwards(town)
  expect(town.channel.standing(ref)).toEqual(drawn)
  expect([drawn?.name, textOf(drawn)]).toEqual(['proposal', expect.not.stringContaining('It takes more')])
  expect(await town.read(async (tx) => [await tx.unfolded.all(), await tx.shown.at(ref)])).toEqual([[], null])
})

test('what was unfolded in a card that is being drawn for the last time is folded after it', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const { proposal, ...sent } = await sentProposal(town, id)
  await town.press('ingrid', 'level.withdraw', { case: id, proposal })
  const { arrived, letGo } = town.channel.hold()
  town.channel.fail({ kind: 'unreachable', verb: 'direct', times: 9 })
  const running = town.run()
  await arrived
  const { ref } = await unfold(town, 'terje', 'show.sent', dataOf(sent.card, 'show.sent'), {
    message: sent.ref.message,
  })
  await town.submit('ingrid', 'case.close', { case: id }, { reason: 'goal-reached' })
  letGo()
  await running
  await town.until('2026-11-02T12:00:00.000Z')
  expect(standsNow(town, ref)).toMatchObject({ name: 'proposal' })
  expect(textOf(standsNow(town, ref))).not.toContain('It takes more')
  expect(await town.read((tx) => tx.unfolded.at(ref))).toEqual([])
})

test('at the start what stands with those who have left is folded', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const ref = await looked(town, 'ingrid', id)
  await town.store.importPeople(
    [personToImport('Ingrid Lunde', { accounts: [accountOf('ingrid')], active: false })],
    town.app.ids,
  )
  await foldAtStart(town.app)
  await town.run()
  const card = standsNow(town, ref)
  expect(card && actionsOn(card)).toEqual([])
})

test('when the municipality lets no content stand in chats any more, what stood there goes at the next start', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const ref = await looked(town, 'ingrid', id)
  await foldAtStart(town.app)
  await town.run()
  expect(standsNow(town, ref)).toBeUndefined()
  const [code, one] = [...town.app.municipalities][0] ?? []
  if (!code || !one) throw new Error('no municipality')
  const model = { ...one.model, content: { ...one.model.content, stands: 'dialog' as const } }
  town.app.municipalities.set(code, { ...one, model })
  await foldAtStart(town.app)
  await town.run()
  const card = standsNow(town, ref)
  expect(card).toMatchObject({ name: 'folded', opensIn: 'window' })
  expect(card && actionsOn(card)).toEqual(['show.case'])
})

test('a press whose message is not known shows nothing that could not be folded', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const answer = await town.press('ingrid', 'show.case', { case: id })
  expect('chat' in answer && textOf(answer.chat)).not.toContain('Kaia')
  expect(monday).toBe(town.app.clock.now())
})
