/** What is left in chats when an answer is lost or late, when access ends by other ways than a command, and when a fold can't be. */
import { expect, test } from 'vitest'
import { foldAtStart } from '../../src/app/act/index.ts'
import { addOtherChannel } from '../support/other-channel.ts'
import { personToImport } from '../support/people.ts'
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
import { addMeasure, caseOf, consent, logWithJonas, openLog, propose, sentProposal, takenBack, worry } from './story.ts'

const withdraw = (town: Town, id: string) =>
  town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'service:ppt' })

/** What was told of content that stands where it can't be taken away. */
const toldThatItStands = (town: Town) =>
  town.channel.sent().filter(({ card }) => textOf(card).includes('ble stående i chatten'))

async function inHalfAMinute(town: Town) {
  town.setClock('2026-11-02T08:00:31.000Z')
  await town.run()
}

test('a "no" that is lost on its way does not make the bot forget what stands there', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  const { ref } = await unfold(town, 'jonas', 'show.case', { case: id })
  town.channel.fail({ kind: 'unreachable', times: 4 })
  await withdraw(town, id)
  await town.run()
  const no = await unfold(town, 'jonas', 'show.case', { case: id }, { message: ref.message, arrives: false })
  expect(textOf(no.chat)).not.toContain('Kaia')
  expect(textOf(town.channel.standing(ref))).toContain('Kaia')
  await town.until('2026-11-02T09:00:00.000Z')
  expect(textOf(town.channel.standing(ref))).not.toContain('Kaia')
})

test('whoever has lost a case does not put off by pressing that what stood there is folded', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  const { ref } = await unfold(town, 'jonas', 'show.case', { case: id })
  await withdraw(town, id)
  for (const second of ['00', '10', '20', '29']) {
    town.setClock(`2026-11-02T08:00:${second}.000Z`)
    await unfold(town, 'jonas', 'show.case', { case: id }, { message: ref.message, arrives: false })
  }
  expect(textOf(town.channel.standing(ref))).toContain('Kaia')
  await inHalfAMinute(town)
  expect(textOf(town.channel.standing(ref))).not.toContain('Kaia')
})

test('nor does a list that holds no content, nor what somebody did that ended their own part', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  const days = { from: '2026-11-02', until: '2026-11-20' }
  await town.submit('ingrid', 'baton.deputize', { case: id }, { person: town.id('jonas'), ...days })
  const mine = await unfold(town, 'ingrid', 'show.case', { case: id })
  await unfold(town, 'ingrid', 'show.menu', { case: id }, { message: mine.ref.message, arrives: false })
  const { ref } = await unfold(town, 'jonas', 'show.case', { case: id })
  const form = cardOf(await town.open('jonas', 'consent.withdraw', { case: id }))
  const base = { account: accountOf('jonas'), place: ref.place, from: 'place', personal: true, message: ref } as const
  const fields = { ...valuesIn(form), ...takenBack, what: 'service:ppt' }
  const press = { kind: 'press', action: 'consent.withdraw', data: dataOf(form, 'consent.withdraw') } as const
  const left = cardOf(await town.ask({ ...base, ...press, fields, delivery: 'own act' }))
  expect(left.name).toBe('mine')
  await inHalfAMinute(town)
  expect(textOf(town.channel.standing(ref))).not.toContain('Kaia')
  await town.until('2026-11-02T20:00:00.000Z')
  expect(textOf(town.channel.standing(mine.ref))).not.toContain('Kaia')
})

test('a message in which two cases were opened is folded when access to either ends, whichever of them stands there', async () => {
  const town = await createTown()
  const first = await logWithJonas(town)
  const second = await logWithJonas(town)
  const { ref } = await unfold(town, 'jonas', 'show.case', { case: first })
  await unfold(town, 'jonas', 'show.case', { case: second }, { message: ref.message, arrives: false })
  await town.submit('ingrid', 'participant.remove', { case: first }, { person: town.id('jonas') })
  await town.run()
  expect(textOf(town.channel.standing(ref))).not.toContain('Kaia')
  await inHalfAMinute(town)
  expect(await town.read((tx) => tx.unfolded.all())).toEqual([])
})

test('what somebody typed of a case they have no part in any more stands in no message', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  const form = cardOf(await town.open('jonas', 'note.add', { case: id }))
  await withdraw(town, id)
  const message = { place: chatOf('jonas'), message: 'the form' }
  const base = { account: accountOf('jonas'), place: message.place, from: 'place', personal: true, message } as const
  const fields = { ...valuesIn(form), topic: 'learning', text: 'MOTHER SAID SO' }
  const press = { kind: 'press', action: 'note.add', data: dataOf(form, 'note.add'), fields } as const
  const answer = await town.ask({ ...base, ...press, delivery: 'typed' })
  if (answer.kind !== 'card') throw new Error('no card')
  expect(textOf(answer.card)).toContain('MOTHER SAID SO')
  expect(textOf(answer.chat)).not.toContain('MOTHER SAID SO')
  expect(answer.chat.opensIn).toBe('window')
})

test('of an account that was taken away nothing stays unfolded, and nothing leads back to the case', async () => {
  const town = await createTown()
  const other = addOtherChannel(town)
  const id = await openLog(town)
  const [, code = ''] = /([A-Z0-9]{5}-[A-Z0-9]{5})/.exec(textOf(await town.say('ingrid', 'koble'))) ?? []
  await other.say('U1', `koble ${code}`)
  const place = { ...chatOf('ingrid'), channel: 'other', tenant: 'T1', key: 'other:personal:U1' }
  const ref = { place, message: 'looked' }
  const look = {
    kind: 'press',
    action: 'show.case',
    data: { case: id, whole: 'yes' },
    fields: {},
    delivery: 'look',
  } as const
  const answer = await town.ask({
    ...{ ...look, account: other.account('U1'), place, from: 'place', personal: true, message: ref },
  })
  expect('chat' in answer && textOf(answer.chat)).toContain('Kaia')
  await town.press('ingrid', 'account.unpair', other.account('U1'))
  await town.run()
  const now = other.standing(ref)
  expect(now?.name).toBe('folded')
  expect(textOf(now)).not.toMatch(/Kaia|FJ-1001|show\./)
})

test('at the start what somebody may read only a part of by now is folded', async () => {
  const town = await createTown()
  const id = await logWithJonas(town, ['learning'])
  await addMeasure(town, id, { topic: 'health', text: 'SLEEPS BADLY' })
  const { ref } = await unfold(town, 'ingrid', 'show.plan', { case: id })
  expect(textOf(town.channel.standing(ref))).toContain('SLEEPS BADLY')
  const moved = { unit: 'ppt', service: 'ppt', accounts: [accountOf('ingrid')] }
  await town.store.importPeople([personToImport('Ingrid Lunde', moved)], town.app.ids)
  await foldAtStart(town.app)
  await town.run()
  expect(textOf(town.channel.standing(ref))).not.toContain('SLEEPS BADLY')
})

test('what can not be folded since its channel is there no more is listed, told, and folded when it is back', async () => {
  const town = await createTown()
  const other = addOtherChannel(town)
  const id = await logWithJonas(town)
  await other.belongsTo('jonas', 'U1')
  const place = { ...chatOf('jonas'), channel: 'other', tenant: 'T1', key: 'other:personal:U1' }
  const ref = { place, message: 'looked' }
  const look = {
    kind: 'press',
    action: 'show.case',
    data: { case: id, whole: 'yes' },
    fields: {},
    delivery: 'look',
  } as const
  const base = { account: other.account('U1'), place, from: 'place', personal: true, message: ref } as const
  const answer = await town.ask({ ...look, ...base })
  if (!('chat' in answer)) throw new Error('nothing was shown')
  other.answered(ref, answer.chat)
  town.app.channels.delete('other')
  await withdraw(town, id)
  await town.run()
  expect(await town.read((tx) => tx.outbox.dead(9))).toMatchObject([{ card: 'folded', case: id, reason: 'forbidden' }])
  expect(toldThatItStands(town).map(({ to }) => to)).toEqual(['terje'])
  town.app.channels.set('other', other)
  await town.read((tx) => tx.outbox.again(town.app.clock.now()))
  await town.run()
  expect(textOf(other.standing(ref))).not.toContain('Kaia')
})

test('that something could not be folded is told once, also within half a minute of the press', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await unfold(town, 'jonas', 'show.case', { case: id })
  town.channel.fail({ kind: 'forbidden', verb: 'update', times: 9 })
  await withdraw(town, id)
  await town.run()
  await inHalfAMinute(town)
  expect(toldThatItStands(town)).toHaveLength(1)
  expect(await town.read((tx) => tx.outbox.dead(9))).toHaveLength(1)
})

test('whoever was asked is told nothing of the case, whatever becomes of them', async () => {
  const town = await createTown()
  const id = await worry(town)
  const typed = { person: town.id('nora'), text: 'What about breaks?' }
  await town.submit('ingrid', 'concern.ask', { case: id }, typed)
  await town.run()
  const sent = town.channel.sent().find(({ to, card }) => to === 'nora' && card.name === 'anonymous-question')
  await town.store.importPeople(
    [personToImport('Nora Vik', { accounts: [accountOf('nora')], active: false })],
    town.app.ids,
  )
  await foldAtStart(town.app)
  await town.run()
  const now = sent && town.channel.standing(sent.ref)
  expect(now?.name).toBe('folded')
  expect(textOf(now)).not.toMatch(/FJ-1001|deltaker/)
})

test.each([
  ['nora', 'from outside', []],
  ['mari', 'of the same unit', ['show.sent']],
] as const)('a question to %s (%s) is theirs to read again as long as they may', async (name: Name, _, after) => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.ask', { case: id }, { person: town.id(name), text: 'What about breaks?' })
  await town.run()
  const question = (await caseOf(town, id)).concern.questions[0]?.id ?? ''
  const data = { case: id, back: `anonymous-question|${question}` }
  const { ref } = await unfold(town, name, 'show.sent', data)
  expect(textOf(town.channel.standing(ref))).toContain('breaks')
  await town.until('2026-11-02T20:00:00.000Z')
  const folded = town.channel.standing(ref)
  expect(textOf(folded)).not.toMatch(/breaks|FJ-1001/)
  expect(folded && actionsOn(folded)).toEqual(['show.sent'])
  const kept = { written: 'keep', keepReason: 'It may come back' }
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'close', ...kept })
  await town.run()
  const seen = textOf(await town.press(name, 'show.sent', data))
  expect(seen.includes('breaks')).toBe(after.length > 0)
})

test('every look that is refused is written down, whatever was asked for', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const proposal = await propose(town, id)
  const asked = [
    ['show.sent', { back: 'hand-over|x' }],
    ['show.sent', { back: 'anonymous-question|x' }],
    ['show.sent', { back: `proposal|${proposal}` }],
    ['show.sent', { back: 'told|' }],
    ['show.sent', { back: 'nothing' }],
    ['show.proposal', { proposal }],
    ['show.proposal', { proposal: 'proposal_x' }],
    ['show.plan', {}],
    ['form.cancel', {}],
  ] as const
  for (const [query, data] of asked) {
    const before = (await town.read((tx) => tx.access.of(id))).length
    await town.press('nora', query, { case: id, ...data })
    const noted = (await town.read((tx) => tx.access.of(id))).slice(before)
    expect(noted.map(({ person, verdict }) => [person, verdict])).toEqual([[town.id('nora'), 'refused']])
  }
})

test('among others no refusal names a service', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const add = { person: town.id('jonas') }
  const answer = await town.press('ingrid', 'participant.add', { case: id }, add, { channel: true })
  expect(answer).toMatchObject({ kind: 'message', text: expect.stringContaining('mangler et samtykke') })
  expect(textOf(answer)).not.toMatch(/PPT|[Pp]edagogisk/)
})

test('whoever writes the reference of a case that was closed for them is told that, as by a button', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await town.submit('ingrid', 'case.close', { case: id }, { reason: 'goal-reached' })
  for (const text of ['FJ-1001', 'sak FJ-1001'])
    expect(textOf(await town.say('jonas', text))).toContain('Saken er avsluttet')
  expect(textOf(await town.say('mari', 'FJ-1001'))).not.toContain('avsluttet')
})

test.each([
  ['of another case', async (town: Town) => ({ query: 'show.case', data: { case: await openLog(town) } })],
  ['of no case yet', async () => ({ query: 'concern.register', data: {} })],
] as const)('what was unfolded %s in the place of a sent card gives way to that card again', async (_, another) => {
  const town = await createTown()
  const id = await openLog(town)
  const sent = await sentProposal(town, id)
  const { query, data } = await another(town)
  const { message } = sent.ref
  if (query === 'concern.register') {
    const base = { account: accountOf('terje'), place: sent.ref.place, from: 'place', personal: true } as const
    const press = { kind: 'press', action: query, data, message: sent.ref, delivery: 'begun' } as const
    const answer = await town.ask({ ...base, ...press, fields: { about: '', seen: 'SEEN' } })
    if ('chat' in answer) town.channel.answered(sent.ref, answer.chat)
  } else await unfold(town, 'terje', query, data, { message })
  await town.until('2026-11-02T20:30:00.000Z')
  const now = town.channel.standing(sent.ref)
  expect([now?.name, now && actionsOn(now)]).toEqual(['proposal', actionsOn(sent.card)])
  expect(textOf(now)).not.toMatch(/Kaia|SEEN/)
})

test('of an account that was taken away nothing is folded with others, nor in the chats that are left', async () => {
  const town = await createTown()
  const other = addOtherChannel(town)
  const id = await openLog(town)
  const [, code = ''] = /([A-Z0-9]{5}-[A-Z0-9]{5})/.exec(textOf(await town.say('ingrid', 'koble'))) ?? []
  await other.say('U1', `koble ${code}`)
  await town.run()
  const own = await unfold(town, 'ingrid', 'show.case', { case: id })
  const theirs = await unfold(town, 'terje', 'show.case', { case: id })
  await town.press('ingrid', 'account.unpair', other.account('U1'))
  await inHalfAMinute(town)
  for (const { ref } of [own, theirs]) expect(textOf(town.channel.standing(ref))).toContain('Kaia')
})

test('what was told of what is no more in the case stays told, and what was unfolded in its place goes', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await town.submit('terje', 'meeting.set', { case: id }, { day: '2026-11-10' })
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-12' })
  await town.run()
  const told = town.channel.sent().findLast(({ to, card }) => to === 'terje' && textOf(card).includes('12. nov'))
  if (!told) throw new Error('nothing was told')
  await unfold(town, 'terje', 'show.case', { case: id }, { message: told.ref.message })
  const [meeting] = (await caseOf(town, id)).meetings.filter(({ status }) => status === 'set')
  await town.submit('ingrid', 'meeting.cancel', { case: id, meeting: meeting?.id ?? '' }, { reason: 'ILL' })
  await town.until('2026-11-02T20:30:00.000Z')
  const now = town.channel.standing(told.ref)
  expect([now?.name, now && actionsOn(now)]).toEqual(['folded', ['show.case']])
  expect(textOf(now)).not.toContain('Kaia')
})

test('what could not be folded in the place of a sent card, since its channel is there no more, is listed', async () => {
  const town = await createTown()
  const other = addOtherChannel(town)
  await other.belongsTo('terje', 'U1')
  await other.say('U1', 'hei')
  const id = await openLog(town)
  await propose(town, id)
  await town.run()
  const sent = other.sent().find(({ card }) => card.name === 'proposal')
  if (!sent) throw new Error('no proposal')
  const look = {
    kind: 'press',
    action: 'show.case',
    data: { case: id, whole: 'yes' },
    fields: {},
    delivery: 'look',
  } as const
  const base = { account: other.account('U1'), place: sent.ref.place, from: 'place', personal: true } as const
  const answer = await town.ask({ ...look, ...base, message: sent.ref })
  if ('chat' in answer) other.answered(sent.ref, answer.chat)
  town.app.channels.delete('other')
  await town.until('2026-11-02T20:30:00.000Z')
  expect(await town.read((tx) => tx.outbox.dead(9))).toMatchObject([{ card: 'proposal', reason: 'forbidden' }])
})

test('whoever works in another municipality by now is told of no case', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const sent = await sentProposal(town, id)
  const moved = { municipality: 'solvik', unit: 'solvik-skole', accounts: [accountOf('terje')] }
  await town.store.importPeople([personToImport('Terje Aas', moved)], town.app.ids)
  await town.submit('ingrid', 'case.shield', { case: id }, { shielded: 'true' })
  await town.run()
  const now = town.channel.standing(sent.ref)
  expect(now?.name).toBe('folded')
  expect(textOf(now)).not.toContain('FJ-1001')
})

test('what was folded leads to what was asked for last', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const { ref } = await unfold(town, 'ingrid', 'show.case', { case: id })
  await unfold(town, 'ingrid', 'show.menu', { case: id }, { message: ref.message })
  await town.until('2026-11-02T20:30:00.000Z')
  const folded = town.channel.standing(ref)
  expect(folded && actionsOn(folded)).toEqual(['show.menu'])
})

test('a question that is folded while its form was open leads to the form, for whoever may answer', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.ask', { case: id }, { person: town.id('nora'), text: 'What about breaks?' })
  await town.run()
  const question = (await caseOf(town, id)).concern.questions[0]?.id ?? ''
  const { ref } = await unfold(town, 'nora', 'concern.answer', { case: id, question }, { kind: 'open' })
  await town.until('2026-11-02T20:30:00.000Z')
  const folded = town.channel.standing(ref)
  expect(folded && actionsOn(folded)).toEqual(['concern.answer'])
})

async function questionTo(town: Town, name: Name) {
  const id = await worry(town)
  await town.submit('ingrid', 'concern.ask', { case: id }, { person: town.id(name), text: 'What about breaks?' })
  await town.run()
  const question = (await caseOf(town, id)).concern.questions[0]?.id ?? ''
  return { id, question, shown: { case: id, back: `anonymous-question|${question}` } }
}

test('a question that is answered, or of a case that is closed, asks no more', async () => {
  const town = await createTown()
  const { id, question, shown } = await questionTo(town, 'mari')
  expect(actionsOn(cardOf(await town.press('mari', 'show.sent', shown)))).toEqual(['concern.answer'])
  await town.submit('mari', 'concern.answer', { case: id, question }, { text: 'Ask her' })
  expect(actionsOn(cardOf(await town.press('mari', 'show.sent', shown)))).toEqual([])
  const other = await questionTo(town, 'mari')
  await town.submit(
    'ingrid',
    'concern.conclude',
    { case: other.id },
    { outcome: 'close', written: 'keep', keepReason: 'She asks for it' },
  )
  expect(actionsOn(cardOf(await town.press('mari', 'show.sent', other.shown)))).toEqual([])
})

test('of somebody who has left nothing that is folded leads anywhere', async () => {
  const town = await createTown()
  const { shown } = await questionTo(town, 'nora')
  const { ref } = await unfold(town, 'nora', 'show.sent', shown)
  const gone = { accounts: [accountOf('nora')], active: false }
  await town.store.importPeople([personToImport('Nora Vik', gone)], town.app.ids)
  await foldAtStart(town.app)
  await town.run()
  const folded = town.channel.standing(ref)
  expect([folded?.name, folded && actionsOn(folded)]).toEqual(['folded', []])
})

test('why a proposal was made does not stand with KE, whom no consent covers, though they decide it', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const proposal = await propose(town, id, 'terje')
  const { chat } = await unfold(town, 'sara', 'show.proposal', { case: id, proposal })
  expect(chat.name).toBe('proposal')
  expect(textOf(chat)).not.toContain('It takes more')
})

test('the words of a consent stand with whom it lets in, until another takes its place', async () => {
  const town = await createTown()
  const id = await logWithJonas(town, ['learning'])
  const { ref, chat } = await unfold(town, 'jonas', 'show.consents', { case: id })
  const purpose = (await caseOf(town, id)).consents[0]?.purpose ?? ''
  expect(textOf(chat)).toContain((await town.read((tx) => tx.words.read(id, [purpose as never]))).get(purpose as never))
  await consent(town, id, { services: ['ppt'], topics: ['learning'] })
  await town.run()
  expect(town.channel.standing(ref)?.name).toBe('folded')
})

test('what a button of ours never carried is on none when something is folded', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const { ref } = await unfold(town, 'ingrid', 'show.case', { case: id, more: 'x'.repeat(2000) })
  await town.until('2026-11-02T20:30:00.000Z')
  const folded = town.channel.standing(ref)
  expect([folded?.name, folded && actionsOn(folded)]).toEqual(['folded', []])
})

test('whoever was only asked is led to the question alone', async () => {
  const town = await createTown()
  const { id, shown } = await questionTo(town, 'nora')
  const { ref } = await unfold(town, 'nora', 'show.sent', shown)
  await unfold(town, 'nora', 'show.plan', { case: id }, { message: ref.message })
  await town.until('2026-11-02T20:30:00.000Z')
  const folded = town.channel.standing(ref)
  // To their own list, in which the case does not stand.
  expect([folded?.name, folded?.title, folded && actionsOn(folded)]).toEqual([
    'folded',
    'Ikke vist lenger',
    ['show.mine'],
  ])
})

test('whoever has no part in the case any more is not led to what was sent of it', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  const proposal = await propose(town, id, 'ingrid', { to: '3' })
  const { ref, chat } = await unfold(town, 'jonas', 'show.sent', { case: id, back: `proposal|${proposal}` })
  expect(textOf(chat)).toContain('It takes more')
  await town.submit('ingrid', 'participant.remove', { case: id }, { person: town.id('jonas') })
  await town.run()
  const folded = town.channel.standing(ref)
  expect([folded?.name, folded && actionsOn(folded)]).toEqual(['folded', []])
})
