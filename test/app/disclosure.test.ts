/** What each guard keeps from whom: minutes from KE, a case from another unit, a question from all but the one asked. */
import { expect, test } from 'vitest'
import type { CaseId } from '../../src/core/ids.ts'
import { type Letter, readLetter } from '../../src/outgoing.ts'
import type { Tx } from '../../src/ports.ts'
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
  schoolChannel,
  type Texts,
  type Town,
  textOf,
  whole,
} from '../support/town.ts'
import {
  addMeasure,
  askFamily,
  caseOf,
  consent,
  logWithJonas,
  openLog,
  propose,
  sayYes,
  takenBack,
  worry,
} from './story.ts'

const school = { unit: 'fjordvik-skole', service: 'skole' }

/** What the directory says of somebody from now on. */
async function moves(town: Town, name: Name, called: string, where: { unit: string; service: string }) {
  await town.store.importPeople([personToImport(called, { accounts: [accountOf(name)], ...where })], town.app.ids)
}

async function colleaguesIn(town: Town, name: Name, form: string, data: Texts): Promise<string[]> {
  const card = cardOf(await town.open(name, form, data))
  return card.blocks.flatMap((block) => {
    return block.kind === 'choice' && block.id === 'person' ? block.choices.map(({ label }) => label) : []
  })
}

test('KE, to whom a case is brought, is shown no plan of it; an adviser who was let in reads the minutes', async () => {
  const town = await createTown()
  const id = await logWithJonas(town, ['learning'])
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-02' })
  const meeting = (await caseOf(town, id)).meetings[0]?.id ?? ''
  const said = { day: '2026-11-02', topic: 'learning', minutes: 'WE AGREED', childView: 'WANTS IT', whyNone: 'WHY' }
  await town.submit('ingrid', 'meeting.hold', { case: id, meeting }, said)
  // The unit has no other leader than the one who proposes.
  await propose(town, id, 'terje', { to: '3' })
  const seen = async (name: Name) => {
    const sections: Texts[] = [{}, { section: 'meetings' }, { section: 'history' }]
    return textOf(await Promise.all(sections.map((more) => town.press(name, 'show.plan', { case: id, ...more }))))
  }
  const keSees = await seen('sara')
  expect(keSees).not.toMatch(/2\. nov|case-plan/)
  for (const words of ['WE AGREED', 'WANTS IT']) {
    expect(keSees).not.toContain(words)
    expect(await seen('jonas')).toContain(words)
  }
})

test.each([
  ['a digital log the family has taken back', false],
  ['a case on paper', true],
])('a participant who moves to the same service in another unit has no part in %s', async (_, onPaper) => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') })
  await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
  if (onPaper) await town.press('ingrid', 'case.open-on-paper', { case: id })
  expect(textOf(await town.press('mari', 'show.case', { case: id }))).toContain('FJ-1001')
  await moves(town, 'mari', 'Mari Holm', { ...school, unit: 'nes-skole' })
  for (const action of ['show.case', 'show.plan', 'show.menu']) {
    const card = cardOf(await town.press('mari', action, { case: id }))
    expect([card.name, textOf(card).includes('FJ-1001')]).toEqual(['refusal', false])
    // That they have no part in it any more is theirs to know.
    expect(textOf(card)).toContain('Du er ikke lenger med i denne saken')
  }
})

test('a holder who moves to another unit of the service reads nothing any more, whatever the service may know', async () => {
  const town = await createTown()
  const id = await openLog(town, { topics: ['learning', 'family'] })
  await addMeasure(town, id, { topic: 'family', text: 'A HARD TIME', responsible: 'home' })
  await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'topic:family' })
  const plan = async () => textOf(await town.press('ingrid', 'show.plan', { case: id }))
  expect(await plan()).toContain('A HARD TIME')
  await moves(town, 'ingrid', 'Ingrid Lunde', { ...school, unit: 'nes-skole' })
  expect(await plan()).not.toContain('FJ-1001')
  expect(await plan()).not.toContain('A HARD TIME')
})

/** Nora and Jonas are asked the same wondering, each their own. */
async function asked(town: Town): Promise<{ id: CaseId; nora: string; jonas: string }> {
  const id = await worry(town)
  for (const name of ['nora', 'jonas'] as const) {
    await town.submit('ingrid', 'concern.ask', { case: id }, { person: town.id(name), text: `ASKED ${name}` })
  }
  const [nora = '', jonas = ''] = (await caseOf(town, id)).concern.questions.map((question) => question.id)
  return { id, nora, jonas }
}

test('two who are asked the same wondering read each their own question', async () => {
  const town = await createTown()
  await asked(town)
  await town.run()
  const seen = async (name: Name) =>
    textOf(await whole(town, name, town.channel.sent().find(({ to }) => to === name)?.card))
  const [nora, jonas] = [await seen('nora'), await seen('jonas')]
  expect([nora.includes('ASKED nora'), nora.includes('ASKED jonas')]).toEqual([true, false])
  expect([jonas.includes('ASKED jonas'), jonas.includes('ASKED nora')]).toEqual([true, false])
})

test('an anonymous question is answered by the one who was asked, and by no other who was asked something', async () => {
  const town = await createTown()
  const { id, nora } = await asked(town)
  const answer = cardOf(await town.press('jonas', 'concern.answer', { case: id, question: nora }, { text: 'MINE' }))
  expect(answer.name).toBe('refusal')
  expect((await caseOf(town, id)).concern.questions.map((question) => question.answer)).toEqual([null, null])
  const none = cardOf(await town.open('mari', 'concern.answer', { case: 'case_none', question: nora }))
  expect(cardOf(await town.open('mari', 'concern.answer', { case: id, question: nora }))).toEqual(none)
  await town.press('nora', 'concern.answer', { case: id, question: nora }, { text: 'HERS' })
  expect(textOf(await town.press('ingrid', 'show.case', { case: id }))).toContain('HERS')
})

test.each(['jonas', 'terje', 'ingrid'] as const)(
  'a question to Nora that waits for %s is not sent, and shown by no button that names it',
  async (name) => {
    const town = await createTown()
    const { id, nora, jonas } = await asked(town)
    await town.run()
    const before = town.channel.sent().length
    const question = await town.read((tx) => tx.shown.find(id, 'anonymous-question', nora))
    const [shown] = question
    if (shown?.card !== 'anonymous-question') throw new Error('nobody was asked')
    const waits = { ...shown, id: 'out_x', verb: 'direct', person: town.id(name), message: null, origin: null } as const
    await town.read((tx) => tx.outbox.put([{ ...waits, lane: 'x', madeAt: monday }]))
    await town.run()
    expect(town.channel.sent()).toHaveLength(before)
    const back = `anonymous-question|${nora}`
    const seen = [
      await town.open(name, 'concern.answer', { case: id, question: jonas, back }),
      await town.press(name, 'concern.answer', { case: id, question: jonas, back }, { text: 'An answer' }),
      await town.press(name, 'concern.talk', { case: id, back }, { day: 'i dag' }),
      await town.press(name, 'form.cancel', { case: id, back }),
    ]
    expect(textOf(seen)).not.toContain('ASKED nora')
  },
)

/** The card that was sent to somebody, as it stands now. */
function standing(town: Town, name: Name, card: string) {
  const sent = town.channel.sent().find((one) => one.to === name && one.card.name === card)
  const now = sent && town.channel.standing(sent.ref)
  if (!now) throw new Error(`${name} was sent no ${card}`)
  return now
}

test.each([
  ['a wondering that ends without a log', false],
  ['a log that is closed', true],
])('of %s nobody can answer an open question any more', async (_, isLog) => {
  const town = await createTown()
  const id = await worry(town)
  const typed = { person: town.id('jonas'), text: 'How do you ask about breaks?' }
  await town.submit('ingrid', 'concern.ask', { case: id }, typed)
  await town.run()
  const asked = standing(town, 'jonas', 'anonymous-question')
  expect(actionsOn(asked)).toEqual(['show.sent', 'concern.answer'])
  if (isLog) {
    await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
    await askFamily(town, 'ingrid', { case: id }, { services: 'skole', born: '2016-03', guardians: '1' })
    const consent = (await caseOf(town, id)).consents[0]?.id ?? ''
    await sayYes(town, 'ingrid', { case: id, consent }, { signedBy: 'guardian-1', childAsked: 'true' })
    await town.run()
    expect(actionsOn(standing(town, 'jonas', 'anonymous-question'))).toEqual(['show.sent', 'concern.answer'])
    await town.submit('ingrid', 'case.close', { case: id }, { reason: 'goal-reached' })
  } else {
    await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'close' })
  }
  expect(await caseOf(town, id)).toMatchObject({ status: 'closed' })
  await town.run()
  // Who was asked is from outside: nothing leads back to it, nor does the button that stood there.
  expect(actionsOn(standing(town, 'jonas', 'anonymous-question'))).toEqual([])
  expect(textOf(await town.press('jonas', 'show.sent', dataOf(asked, 'show.sent')))).not.toContain('breaks')
})

test('nobody of a service the family has not let in can be chosen, in whichever form', async () => {
  const town = await createTown()
  const nurse = { unit: 'fjordvik-skole', service: 'skolehelsetjeneste' }
  const elsewhere = { unit: 'nes-skole', service: 'skole' }
  await town.store.importPeople(
    [
      personToImport('Nina Sunde', { ...nurse, accounts: [{ channel: 'test', tenant: 'fjordvik', user: 'nina' }] }),
      personToImport('Siv Nes', { ...elsewhere, accounts: [{ channel: 'test', tenant: 'fjordvik', user: 'siv' }] }),
    ],
    town.app.ids,
  )
  const id = await logWithJonas(town)
  const forms = ['baton.offer', 'baton.deputize', 'participant.add']
  const offered = async () =>
    (await Promise.all(forms.map((form) => colleaguesIn(town, 'ingrid', form, { case: id })))).map((list) =>
      list.map((label) => label.split(' (')[0]),
    )
  for (const list of await offered()) {
    expect(list).toEqual(expect.arrayContaining(['Mari Holm', 'Terje Aas']))
    // She holds the baton already.
    expect(list).not.toContain('Ingrid Lunde')
    expect(list).not.toContain('Nora Vik')
    // She works in the same house, and for a service the family has not let in.
    expect(list).not.toContain('Nina Sunde')
    // She works for the same service, in another unit.
    expect(list).not.toContain('Siv Nes')
  }
  await consent(town, id, { services: ['skole'] }, 'skole/fjordvik-skole,skole/nes-skole')
  for (const list of await offered()) expect(list).toContain('Siv Nes')
  expect((await offered())[0]).toContain('Jonas Berg')
  await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'service:ppt' })
  for (const list of await offered()) expect(list).not.toContain('Jonas Berg')
  await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
  for (const list of await offered()) expect(list).not.toContain('Siv Nes')
  expect((await offered())[0]).toContain('Mari Holm')
})

type Waiting = Parameters<Tx['outbox']['put']>[0][number]

/** What became of a row that waits, whoever put it there: sent, or why not. */
async function fateOf(town: Town, row: Partial<Waiting> & Pick<Waiting, 'verb' | 'case'> & Letter): Promise<string> {
  await town.run()
  town.log.length = 0
  const before = town.channel.sent().length
  const put = {
    id: town.app.ids.next('out'),
    lane: 'x',
    person: null,
    message: null,
    origin: null,
    madeAt: town.app.clock.now(),
  } as const
  await town.read((tx) => tx.outbox.put([{ ...put, ...row }]))
  await town.run()
  const [dropped] = town.log.filter(({ event, fields }) => event === 'delivery.dropped' && fields.id === put.id)
  if (dropped) return String(dropped.fields.kind)
  expect(town.channel.sent()).toHaveLength(before + 1)
  return 'sent'
}

test('that a family has taken its consent back is told to nobody of another municipality', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const withdrawn = { case: id, verb: 'direct', card: 'consent-withdrawn', line: null, subject: '' } as const
  expect(await fateOf(town, { ...withdrawn, person: town.id('per') })).toBe('no-access')
  expect(await fateOf(town, { ...withdrawn, person: town.id('mari') })).toBe('sent')
})

test('who stands in, from a later day, is told to the deputy and to nobody outside the case', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const days = { from: '2026-11-09', until: '2026-11-13' }
  await town.submit('ingrid', 'baton.deputize', { case: id }, { person: town.id('mari'), ...days })
  const named = { case: id, verb: 'direct', card: 'told', line: 'deputy-named', subject: '' } as const
  expect(await fateOf(town, { ...named, person: town.id('nora') })).toBe('no-access')
  expect(await fateOf(town, { ...named, person: town.id('mari') })).toBe('sent')
  // Nothing else of the case is for them before that day.
  const opened = { ...named, line: 'log-opened', person: town.id('mari') } as const
  expect(await fateOf(town, opened)).toBe('no-access')
})

test('who is offered the baton is told of nothing else that falls due', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await addMeasure(town, id, { responsible: `person:${town.id('jonas')}`, evaluationDay: '2026-11-03' })
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('mari') })
  await town.until('2026-11-03')
  const key = Object.keys((await caseOf(town, id)).reminded).find((one) => one.startsWith('measure-due'))
  const reminder = readLetter('reminder', null, key ?? '')
  if (!reminder) throw new Error('nothing is due')
  const letter = { case: id, verb: 'direct', ...reminder } as const
  expect(await fateOf(town, { ...letter, person: town.id('mari') })).toBe('no-access')
})

test.each([
  { line: 'note-added', subject: 'note_none' },
  { line: 'meeting-set', subject: 'meeting_none' },
  { line: 'task-given', subject: 'measure_none' },
  { line: 'proposal-made', subject: 'proposal_none' },
  { line: 'deputy-named', subject: '' },
] as const)('$line, of what is not in the case, is told to nobody', async (about) => {
  const town = await createTown()
  const id = await openLog(town)
  const letter = { case: id, verb: 'direct', card: 'told', person: town.id('ingrid'), ...about } as const
  expect(await fateOf(town, letter)).toBe('nothing-to-say')
})

/** A message that may be drawn again, with nothing waiting. */
async function standingMessage(town: Town) {
  const id = await openLog(town)
  await propose(town, id)
  await town.run()
  const message = town.channel.sent().find(({ card }) => card.name === 'proposal')?.ref
  if (!message) throw new Error('nothing was sent')
  return { id, message }
}

test.each([
  ['case_none', 'direct'],
  ['case_none', 'update'],
  ['case_none', 'line'],
  [null, 'update'],
] as const)('of a case there is not (%s), nothing goes out (%s)', async (of, verb) => {
  const town = await createTown()
  const { message } = await standingMessage(town)
  const about = { case: of, person: town.id('terje'), card: 'told', line: 'log-opened', subject: '' } as const
  expect(await fateOf(town, { ...about, verb, message: verb === 'update' ? message : null })).toBe('no-case')
})

test('nothing is folded where nothing stands unfolded, for nobody, or in a channel that there is not', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const person = town.id('ingrid')
  const fold = { case: id, verb: 'update', card: 'folded', line: null, subject: '', person } as const
  const message = { place: { ...chatOf('ingrid'), channel: 'elsewhere' }, message: 'm1' }
  expect(await fateOf(town, { ...fold, message: null })).toBe('gone')
  expect(await fateOf(town, { ...fold, message })).toBe('gone')
  const unfolded = { message, person, case: id, opens: null, since: monday, reads: '', until: null }
  await town.read((tx) => tx.unfolded.put(unfolded))
  expect(await fateOf(town, { ...fold, message, person: null })).toBe('gone')
  expect(await town.read((tx) => tx.outbox.dead(9))).toEqual([])
  await fateOf(town, { ...fold, message }).catch(() => 'not dropped')
  expect(await town.read((tx) => tx.outbox.dead(9))).toMatchObject([{ card: 'folded', reason: 'forbidden' }])
})

test('a line that stands in a thread is not drawn again once it tells of nothing', async () => {
  const town = await createTown()
  const { id, message } = await standingMessage(town)
  const gone = {
    case: id,
    verb: 'update',
    message,
    card: 'thread-line',
    line: 'note-added',
    subject: 'note_x',
  } as const
  expect(await fateOf(town, gone)).toBe('nothing-to-say')
})

test('a card for one person stands in no thread, whatever waits to be said there', async () => {
  const town = await createTown()
  await town.open('ingrid', 'concern.register', {}, { channel: true })
  const id = await openLog(town, {}, { origin: schoolChannel.key })
  const subject = await propose(town, id)
  const proposal = (await caseOf(town, id)).proposals[0]
  if (!proposal) throw new Error(`there is no ${subject}`)
  const line = { case: id, verb: 'line', origin: schoolChannel.key, line: null } as const
  expect(await fateOf(town, { ...line, card: 'proposal', subject: proposal.id })).toBe('no-access')
  expect(await fateOf(town, { ...line, card: 'consent-withdrawn', subject: '' })).toBe('no-access')
})

test.each([
  ['a channel of another tenant', { ...schoolChannel, tenant: 'solvik', key: 'channel:solvik' }],
  ['a channel of another kind of chat', { ...schoolChannel, channel: 'other', key: 'channel:other' }],
  ["somebody's own chat", chatOf('terje')],
])('a case is followed from nowhere where the button names %s', async (_, place) => {
  const town = await createTown()
  await town.read((tx) => tx.places.remember(place, place.kind === 'personal' ? accountOf('terje') : null))
  await town.read((tx) => tx.places.remember(schoolChannel, null))
  const id = await openLog(town, {}, { origin: place.key })
  const answer = await town.press('ingrid', 'follow.here', { case: id, origin: place.key })
  expect(textOf(answer)).toContain('finner ikke')
  expect(await town.read((tx) => tx.places.followed(id))).toEqual([])
  await town.run()
  expect(town.channel.sent().filter(({ verb }) => verb === 'post')).toEqual([])
  await town.press('ingrid', 'follow.here', { case: id, origin: schoolChannel.key })
  expect(await town.read((tx) => tx.places.followed(id))).toHaveLength(1)
})

test('that a report of concern was made is for the case’s own service and its leader alone', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') })
  await town.press('mari', 'set.lang', { lang: 'nb' })
  await town.submit('ingrid', 'report.record', { case: id }, { day: '2026-11-02' })
  // The unit has no other leader than the one who proposes, so that KE sees the case.
  await propose(town, id, 'terje', { to: '3' })
  const seen = async (name: Name) => {
    const history = { case: id, section: 'history' }
    return textOf([await town.press(name, 'show.case', { case: id }), await town.press(name, 'show.plan', history)])
  }
  const all = await Promise.all((['ingrid', 'mari', 'terje', 'jonas', 'sara'] as const).map(seen))
  expect(all.map((text) => text.includes('Melding sendt'))).toEqual([true, true, true, false, false])
  expect(all.map((text) => text.includes('noterte at det er meldt'))).toEqual([true, true, true, false, false])
  expect(all.every((text) => text.includes('FJ-1001'))).toBe(true)
})

// Whoever made it knows; what they are shown of the case may be seen, and copied, by all of their own service.
test('a report that another service made is seen by the case’s own alone, and by nobody of another house or service', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await moves(town, 'nora', 'Nora Vik', { unit: 'fjordvik-skole', service: 'skolehelsetjeneste' })
  await consent(town, id, { services: ['skolehelsetjeneste'] }, 'skolehelsetjeneste/fjordvik-skole')
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('nora') })
  await moves(town, 'mari', 'Mari Holm', { unit: 'solvangen-skole', service: 'skole' })
  await consent(town, id, { services: ['skole'] }, 'skole/fjordvik-skole,skole/solvangen-skole')
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') })
  await town.press('mari', 'set.lang', { lang: 'nb' })
  await town.submit('jonas', 'report.record', { case: id }, { day: '2026-11-02' })
  const seen = async (name: Name) => textOf(await town.press(name, 'show.case', { case: id }))
  const all = await Promise.all((['ingrid', 'jonas', 'nora', 'mari'] as const).map(seen))
  expect(all.map((text) => text.includes('Melding sendt'))).toEqual([true, false, false, false])
  expect(all.every((text) => text.includes('FJ-1001'))).toBe(true)
})

test('of a consent that is not in force, the service it names reads no words', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const asked = { services: 'koordinerende-enhet', born: '2016-03', guardians: '2' }
  await askFamily(town, 'ingrid', { case: id }, asked)
  const consent = (await caseOf(town, id)).consents.at(-1)?.id ?? ''
  const typed = { signedBy: 'guardian-1', childAsked: 'true', childView: 'THEIR VIEW', purpose: 'THE PURPOSE' }
  await sayYes(town, 'ingrid', { case: id, consent }, typed)
  await propose(town, id, 'terje', { to: '2' })
  const seen = async (name: Name) => textOf(await town.press(name, 'show.consents', { case: id }))
  expect(await seen('ingrid')).toContain('THEIR VIEW')
  for (const words of ['THEIR VIEW', 'THE PURPOSE']) expect(await seen('sara')).not.toContain(words)
  await town.submit('ingrid', 'consent.refuse', { case: id, consent }, { reason: '' })
  for (const words of ['THEIR VIEW', 'THE PURPOSE']) expect(await seen('sara')).not.toContain(words)
})

test('what stands with somebody who has left is drawn again as closed, and never with what is new', async () => {
  const town = await createTown({ secondLeader: true })
  const id = await openLog(town)
  const proposal = await propose(town, id, 'ingrid')
  await town.run()
  const left = { accounts: [accountOf('terje')], active: false, roles: ['employee', 'leader'] as const }
  await town.store.importPeople([personToImport('Terje Aas', { ...left, roles: [...left.roles] })], town.app.ids)
  town.channel.tried.length = 0
  const decided = {
    approve: 'no',
    topic: 'learning',
    meetingDay: '2026-11-02',
    parentsTookPart: 'true',
    childAsked: 'true',
    reason: 'NOT YET',
    view: 'WANTS TO WAIT',
  }
  await town.submit('kari', 'level.decide', { case: id, proposal, approve: 'no' }, decided)
  await town.run()
  const updated = town.channel
    .sent()
    .filter(({ verb, ref }) => verb === 'update' && ref.place.key === chatOf('terje').key)
  // One of the two told that there was something new, the other that the log was opened.
  expect(updated.map(({ card }) => card.name).sort()).toEqual(['folded', 'folded', 'told'])
  expect(updated.flatMap(({ card }) => actionsOn(card))).toEqual([])
  expect(textOf(updated)).not.toContain('NOT YET')
})
