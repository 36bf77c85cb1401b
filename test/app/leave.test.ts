/**
 * Somebody says that they are away for some days: nothing comes to them, what is theirs lies with whoever bears it and is told why,
 * and on the first day back it comes in one list.
 */
import { describe, expect, test } from 'vitest'
import { takeAway } from '../../src/app/act/index.ts'
import type { CaseId, Day, PersonId } from '../../src/core/ids.ts'
import { wording } from '../../src/wording/index.ts'
import { personToImport } from '../support/people.ts'
import {
  accountOf,
  actionsOn,
  cardOf,
  createTown,
  dataOf,
  inDigests,
  type Name,
  type Town,
  textOf,
  valuesIn,
} from '../support/town.ts'
import { addMeasure, caseOf, logWithJonas, openLog, propose, worry } from './story.ts'

const say = wording('nb')
const week = { from: '2026-11-09', until: '2026-11-13' }
const goes = (town: Town, who: Name = 'ingrid', days = week) => town.press(who, 'set.leave', {}, days)
const sentTo = (town: Town, who: Name) =>
  town.channel.sent().flatMap(({ to, verb, card }) => (to === who && verb === 'direct' ? [card] : []))
const namesSent = (town: Town, who: Name) => sentTo(town, who).map(({ name }) => name)
const leaveIn = (town: Town, who: Name) => town.read(async (tx) => (await tx.people.get(town.id(who)))?.leave)

/** A log of Ingrid's with something that is late from Tuesday on, which says so on Wednesday. */
async function lateOn(town: Town, day: Day = '2026-11-10'): Promise<CaseId> {
  const id = await openLog(town)
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2027-03-01' })
  const task = { text: 'Call the family', topic: 'family', responsible: 'home', day }
  await town.submit('ingrid', 'follow-up.add', { case: id }, task)
  return id
}

const deputize = (town: Town, id: CaseId, who: Name, days = week) =>
  town.submit('ingrid', 'baton.deputize', { case: id }, { person: town.id(who), ...days })

describe('in the settings', () => {
  test('somebody says on which days, sees them there, and ends it again', async () => {
    const town = await createTown()
    const before = cardOf(await town.say('ingrid', 'innstillinger'))
    expect(actionsOn(before)).toContain('show.leave')
    expect(textOf(before)).toContain(say('settings.leave.none'))
    const form = cardOf(await town.press('ingrid', 'show.leave'))
    expect(form.blocks.flatMap((block) => ('id' in block ? [block.id] : []))).toEqual(['from', 'until'])
    expect(actionsOn(form)).not.toContain('end.leave')
    const saved = cardOf(await goes(town))
    expect(textOf(saved)).toContain('Du er borte fra mandag 9. november 2026 til og med fredag 13. november 2026.')
    expect(textOf(cardOf(await town.press('ingrid', 'show.settings')))).toContain(
      'Du er borte fra mandag 9. november 2026',
    )
    expect(valuesIn(cardOf(await town.press('ingrid', 'show.leave')))).toEqual(week)
    const ended = cardOf(await town.press('ingrid', 'end.leave'))
    expect(textOf(ended)).toContain(say('leave.none'))
    expect(await leaveIn(town, 'ingrid')).toBeUndefined()
  })

  test.each([
    ...['ferie', 'Ferie fra mandag', 'Jeg er borte', 'eg er borte neste veke', 'I am on leave'],
    ...['borte', 'permisjon', 'Jeg er syk i dag', 'Sykmeldt.', 'eg er sjuk', 'sjukmeld', 'away', 'I am sick today'],
  ])('who writes «%s» comes to where it is said', async (words) => {
    const town = await createTown()
    expect(actionsOn(cardOf(await town.say('ingrid', words)))).toContain('set.leave')
  })

  test.each(['Ferie med faren gjør gutten stille og redd', 'Borte fra skolen igjen'])(
    'what begins so and goes on is no leave of the one who writes: «%s»',
    async (words) => {
      const town = await createTown()
      const answer = cardOf(await town.say('ingrid', words))
      expect(actionsOn(answer)).toContain('concern.register')
      expect(actionsOn(answer)).not.toContain('set.leave')
    },
  )

  test('whoever ends it is told in which logs their deputy goes on, and nothing of it where none does', async () => {
    const town = await createTown()
    const [lent, own] = [await openLog(town), await openLog(town)]
    const now = { from: '2026-11-02', until: '2026-11-13' }
    await deputize(town, lent, 'mari', { ...now, until: '2026-11-06' })
    await goes(town, 'ingrid', now)
    const kept = 'I FJ-1001 har stedfortrederen det til dagene som er avtalt der, er over.'
    expect(textOf(await town.press('ingrid', 'end.leave'))).toContain(kept)
    await goes(town, 'ingrid', now)
    await town.press('ingrid', 'baton.end-deputy', { case: lent })
    const ended = textOf(await town.press('ingrid', 'end.leave'))
    expect(ended).toContain('Fraværet er avsluttet')
    expect(ended).not.toContain('stedfortrederen det til')
    expect((await caseOf(town, own)).holder).toBe(town.id('ingrid'))
  })

  test.each([
    [{ from: '' }, 'from', 'Velg en dag fra mandag 2. november 2026 til onsdag 3. november 2027.'],
    [{ until: '' }, 'until', 'Dagen mangler.'],
    [{ from: 'soon' }, 'from', 'Dette forsto jeg ikke som en dag'],
    [{ from: '2026-10-30' }, 'from', 'fra mandag 2. november 2026 til onsdag 3. november 2027'],
    [{ from: '2027-11-04', until: '2027-11-05' }, 'from', 'langt fram. Velg en dag fra mandag 2. november 2026'],
    [{ until: '2026-10-30' }, 'until', 'fra mandag 9. november 2026 til mandag 8. februar 2027'],
    [{ from: '2026-11-09', until: '2026-11-04' }, 'until', say('refusal.days-reversed')],
    [{ until: '2027-02-09' }, 'until', 'fra mandag 9. november 2026 til mandag 8. februar 2027'],
  ] as const)(
    '%j is told at its field, with which days can be chosen, and nothing typed is lost',
    async (wrong, field, said) => {
      const town = await createTown()
      const typed = { ...week, ...wrong }
      const answer = await town.press('ingrid', 'set.leave', {}, typed)
      const card = cardOf(answer)
      expect(answer.kind).toBe('form')
      expect(card.blocks.find((block) => 'id' in block && block.id === field)).toMatchObject({
        error: expect.stringContaining(said),
      })
      expect(Object.values(valuesIn(card))).toEqual(Object.values(typed).filter((text) => text !== ''))
      expect(await leaveIn(town, 'ingrid')).toBeUndefined()
    },
  )

  test('the longest and the latest can be chosen, and the form says which days can', async () => {
    const town = await createTown()
    const days = cardOf(await town.press('ingrid', 'show.leave')).blocks.flatMap((block) =>
      block.kind === 'date' ? [[block.id, block.min, block.max]] : [],
    )
    expect(days).toEqual([
      ['from', '2026-11-02', '2027-11-03'],
      ['until', '2026-11-02', '2028-02-02'],
    ])
    await goes(town, 'ingrid', { from: '2027-11-03', until: '2028-02-02' })
    expect(await leaveIn(town, 'ingrid')).toMatchObject({ from: '2027-11-03' })
    await goes(town, 'ingrid', { from: '2026-11-09', until: '2027-02-08' })
    expect(await leaveIn(town, 'ingrid')).toMatchObject({ until: '2027-02-08' })
  })

  test('it says which of their cases have no deputy on all of those days', async () => {
    const town = await createTown()
    const [covered, partly, alone] = [await openLog(town), await openLog(town), await openLog(town)]
    await deputize(town, covered, 'mari')
    await deputize(town, partly, 'mari', { ...week, until: '2026-11-12' })
    const said = textOf(await goes(town))
    expect(said).toContain('i 2 saker')
    for (const id of [partly, alone]) expect(said).toContain((await caseOf(town, id)).ref)
    expect(said).not.toContain((await caseOf(town, covered)).ref)
    await town.press('mari', 'set.leave', {}, { from: '2026-11-13', until: '2026-11-20' })
    expect(textOf(await town.press('ingrid', 'show.leave'))).toContain((await caseOf(town, covered)).ref)
  })

  test('a leader is asked who leads meanwhile, and the days stand there', async () => {
    const town = await createTown()
    const card = cardOf(await goes(town, 'terje'))
    expect(textOf(card)).toContain(say('leave.unled'))
    expect(actionsOn(card)).toContain('show.stand-in')
    expect(valuesIn(cardOf(await town.press('terje', 'show.stand-in')))).toMatchObject(week)
    await town.press('terje', 'set.stand-in', {}, { person: town.id('mari'), ...week })
    expect(textOf(await town.press('terje', 'show.leave'))).not.toContain(say('leave.unled'))
    expect(actionsOn(cardOf(await goes(town)))).not.toContain('show.stand-in')
  })

  test('among others it goes to the own chat, and says nothing there', async () => {
    const town = await createTown()
    const answer = await town.press('ingrid', 'set.leave', {}, week, { channel: true })
    expect(textOf(answer)).not.toContain('borte')
    expect(await leaveIn(town, 'ingrid')).toBeUndefined()
  })
})

describe('in those days', () => {
  test('the deputy is told once why, has the ball, and is reminded; the holder is left in peace', async () => {
    const town = await createTown()
    const id = await lateOn(town)
    await deputize(town, id, 'mari')
    await goes(town)
    await town.until('2026-11-08')
    const [before, told] = [sentTo(town, 'ingrid').length, sentTo(town, 'mari').length]
    await town.until('2026-11-13')
    expect(sentTo(town, 'ingrid')).toHaveLength(before)
    const since = sentTo(town, 'mari').slice(told)
    const why = since.filter((card) => textOf(card).includes('Det som ligg hos stafetthaldaren i denne saka'))
    expect(why).toHaveLength(1)
    expect(textOf(why)).toMatch(/Ingrid Lunde er borte til og med fredag 13\. november 2026\./)
    const reminder = since.findLast(({ name }) => name === 'reminder')
    expect(textOf(reminder)).toMatch(
      /Ingrid Lunde er borte til og med fredag 13\. november 2026\. Difor ligg dette hos deg\./,
    )
    expect(reminder && actionsOn(reminder)).toContain('follow-up.done')
    expect(textOf(await town.press('mari', 'show.mine'))).toContain('Ingrid Lunde er borte til og med')
    expect(textOf(await town.press('ingrid', 'show.case', { case: id }))).toContain('Ballen ligger hos Mari Holm')
  })

  test('nothing begins before the day, nor at night', async () => {
    const town = await createTown()
    await deputize(town, await lateOn(town), 'mari')
    await goes(town)
    await town.until('2026-11-09T06:30:00.000Z')
    expect(await leaveIn(town, 'ingrid')).toMatchObject({ looked: null })
    expect(textOf(sentTo(town, 'mari'))).not.toContain('er borte')
    await town.until('2026-11-09T07:00:00.000Z')
    expect(textOf(sentTo(town, 'mari'))).toContain('er borte')
  })

  test('where nobody is deputy, the leader is told at once, with the way to name one', async () => {
    const town = await createTown()
    const id = await lateOn(town)
    await goes(town, 'ingrid', { from: '2026-11-02', until: '2026-11-13' })
    await town.run()
    const told = sentTo(town, 'terje').filter((card) => textOf(card).includes('Ingen stedfortreder er her nå'))
    expect(told).toHaveLength(1)
    expect(textOf(told)).toContain('Ingrid Lunde har stafettpinnen og er borte til og med fredag 13. november 2026.')
    expect(told[0] && actionsOn(told[0])).toContain('baton.deputize')
    expect(textOf(await town.press('ingrid', 'show.case', { case: id }))).toContain('Ballen ligger hos Terje Aas')
  })

  test('a deputy of a topic that is closed to them is not told of what is in it: it lies with the leader', async () => {
    const town = await createTown()
    const id = await logWithJonas(town, ['learning'])
    await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2027-03-01' })
    await addMeasure(town, id, { topic: 'health', evaluationDay: '2026-11-10', responsible: 'home' })
    await deputize(town, id, 'jonas')
    await goes(town)
    await town.until('2026-11-11')
    expect(textOf(sentTo(town, 'jonas'))).toContain('er borte til og med')
    expect(namesSent(town, 'jonas')).not.toContain('reminder')
    expect(textOf(sentTo(town, 'terje').filter(({ name }) => name === 'reminder'))).toContain('Ingrid Lunde er borte')
  })

  test('what decides something waits for whoever is away, and comes when they are back, if it is so still', async () => {
    const town = await createTown({ secondLeader: true })
    const id = await openLog(town)
    await goes(town, 'terje', { from: '2026-11-02', until: '2026-11-03' })
    const proposal = await propose(town, id)
    await town.until('2026-11-03')
    expect(namesSent(town, 'terje')).toEqual([])
    expect(namesSent(town, 'kari')).toContain('proposal')
    await town.until('2026-11-04')
    expect(namesSent(town, 'terje')).toContain('proposal')
    await town.press('ingrid', 'level.withdraw', { case: id, proposal })
    await goes(town, 'kari', { from: '2026-11-04', until: '2026-11-05' })
    const second = await propose(town, id)
    await town.run()
    await town.press('ingrid', 'level.withdraw', { case: id, proposal: second })
    const had = namesSent(town, 'kari').filter((name) => name === 'proposal').length
    await town.until('2026-11-09')
    expect(namesSent(town, 'kari').filter((name) => name === 'proposal')).toHaveLength(had)
  })

  test('what decides something, and was said again meanwhile, comes once when they are back', async () => {
    const town = await createTown({ secondLeader: true })
    const id = await openLog(town)
    await goes(town, 'terje', { from: '2026-11-02', until: '2026-11-13' })
    await propose(town, id)
    await town.until('2026-11-16')
    expect(namesSent(town, 'kari').filter((name) => name === 'proposal').length).toBeGreaterThan(1)
    expect(namesSent(town, 'terje').filter((name) => name === 'proposal')).toHaveLength(1)
  })

  test('the overview of the week does not come to whoever is away', async () => {
    const town = await createTown()
    await town.press('terje', 'set.weekly', { weekly: 'yes' })
    await goes(town, 'terje')
    await town.until('2026-11-13')
    expect(namesSent(town, 'terje')).not.toContain('overview')
    await town.until('2026-11-16')
    expect(namesSent(town, 'terje')).toContain('overview')
  })
})

describe('of whoever is offered the baton', () => {
  const long = { from: '2026-11-09', until: '2026-11-20' }
  const offered = async () => {
    const town = await createTown()
    const id = await openLog(town)
    await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2027-03-01' })
    await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('mari') })
    const { handOver } = await caseOf(town, id)
    if (!handOver) throw new Error('nothing was offered')
    return { town, id, sent: `hand-over|${handOver.id}` }
  }
  const handOvers = (town: Town) => sentTo(town, 'mari').filter(({ name }) => name === 'hand-over')

  test('the offer waits for them, is nobody else’s, and is taken back by whoever made it', async () => {
    const { town, id } = await offered()
    await goes(town, 'mari', long)
    await town.until('2026-11-18')
    for (const who of ['ingrid', 'terje'] as const) expect(namesSent(town, who)).not.toContain('reminder')
    const mine = cardOf(await town.press('ingrid', 'show.mine'))
    expect(textOf(mine)).toContain(say('mine.nothing'))
    expect(textOf(mine)).toContain('borte til og med fre. 20. nov. 2026')
    await town.press('ingrid', 'baton.withdraw', dataOf(mine, 'baton.withdraw'))
    expect((await caseOf(town, id)).handOver).toBeNull()
  })

  test('they have as long from their first day back, and are told so where they had been asked before', async () => {
    const { town, id, sent } = await offered()
    await town.until('2026-11-04')
    expect(textOf(handOvers(town))).toContain('må. 9. nov. 2026')
    await goes(town, 'mari', long)
    await town.until('2026-11-10')
    const newest = town.channel.sent().findLast(({ to, card }) => to === 'mari' && card.name === 'hand-over')
    expect(textOf(newest && town.channel.standing(newest.ref))).toContain('fr. 27. nov. 2026')
    const had = handOvers(town).length
    await town.until('2026-11-24')
    expect(handOvers(town)).toHaveLength(had)
    expect(textOf(await town.press('mari', 'show.sent', { case: id, back: sent }))).toContain('fr. 27. nov. 2026')
    expect(actionsOn(cardOf(await town.press('mari', 'show.mine')))).toContain('show.sent')
    await town.until('2026-11-27')
    expect(handOvers(town).length).toBeGreaterThan(had)
  })
})

test('an offer that cannot be answered is taken back in the list of whoever holds it, and is called so', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('mari') })
  await town.read((tx) => takeAway(tx, town.app, town.id('mari'), accountOf('mari')))
  const mine = cardOf(await town.press('ingrid', 'show.mine'))
  expect(textOf(mine)).toContain(say('signal.handover-stuck.title'))
  expect(actionsOn(mine)).not.toContain('show.sent')
  await town.press('ingrid', 'baton.withdraw', dataOf(mine, 'baton.withdraw'))
  expect((await caseOf(town, id)).handOver).toBeNull()
})

describe('of whoever wonders', () => {
  const long = { from: '2026-11-09', until: '2026-11-27' }
  const title = say('signal.concern-undecided.title')
  const reminders = (town: Town, who: Name) => sentTo(town, who).filter(({ name }) => name === 'reminder')

  test('the leader has the wondering, reads it, and is told why and until when; after it is theirs again', async () => {
    const town = await createTown()
    const id = await worry(town)
    await goes(town, 'ingrid', long)
    await town.until('2026-11-17')
    expect(namesSent(town, 'ingrid')).not.toContain('reminder')
    expect(textOf(reminders(town, 'terje'))).toMatch(
      /Ingrid Lunde er borte til og med fredag 27\. november 2026\. Derfor ligger dette hos deg\./,
    )
    expect(reminders(town, 'terje').flatMap(actionsOn)).toContain('concern.conclude')
    const theirs = textOf(await town.press('terje', 'show.mine'))
    expect(theirs).toContain('Ingrid Lunde er borte til og med')
    expect(textOf(await town.press('ingrid', 'show.case', { case: id }))).toContain('Ballen ligger hos Terje Aas')
    expect(textOf(await town.press('ingrid', 'show.mine'))).toContain(say('mine.nothing'))
    await town.until('2026-11-30')
    const again = textOf(await town.press('ingrid', 'show.mine'))
    expect(again).toContain(title)
    expect(again).not.toContain(say('mine.nothing'))
    expect(textOf(await town.press('terje', 'show.mine'))).not.toContain('er borte')
    const [first] = town.channel.sent().filter(({ to, card }) => to === 'terje' && card.name === 'reminder')
    const standing = first && town.channel.standing(first.ref)
    expect(standing && actionsOn(standing)).not.toContain('concern.conclude')
  })

  test('a leader who has no part in it is not told, and no more of KE reads it than that something waits', async () => {
    const town = await createTown()
    const id = await worry(town)
    await town.submit('terje', 'case.recuse', { case: id }, { sure: 'true' })
    await goes(town, 'ingrid', long)
    const had = sentTo(town, 'terje').length
    await town.until('2026-11-17')
    expect(sentTo(town, 'terje')).toHaveLength(had)
    const shown = [...reminders(town, 'sara'), cardOf(await town.press('sara', 'show.mine'))]
    expect(textOf(shown[0])).toContain('Den som ellers gjør dette, er borte til og med fredag 27. november 2026.')
    shown.push(cardOf(await town.press('sara', 'show.case', { case: id })))
    expect(textOf(shown)).not.toMatch(/Ingrid|Kaia|Terje/)
    expect(shown.flatMap(actionsOn)).not.toContain('concern.conclude')
  })
})

describe('on the first day back', () => {
  test('what waits stands in one list, what was told meanwhile with it, and nothing of the leave is left', async () => {
    const town = await createTown({ reminders: inDigests })
    const [one, other] = [await lateOn(town), await lateOn(town)]
    for (const id of [one, other]) await deputize(town, id, 'mari')
    await goes(town)
    await town.until('2026-11-08')
    const before = sentTo(town, 'ingrid').length
    await town.until('2026-11-12')
    const given = {
      text: 'Ask the class',
      topic: 'family',
      responsible: `person:${town.id('ingrid')}`,
      day: '2026-12-10',
    }
    await town.submit('mari', 'follow-up.add', { case: one }, given)
    await town.until('2026-11-15')
    expect(sentTo(town, 'ingrid')).toHaveLength(before)
    await town.until('2026-11-16')
    const back = sentTo(town, 'ingrid').slice(before)
    expect(back.map(({ name }) => name)).toEqual(['digest'])
    for (const id of [one, other]) expect(textOf(back)).toContain((await caseOf(town, id)).ref)
    expect(textOf(back)).toContain('10. desember 2026')
    expect(await leaveIn(town, 'ingrid')).toBeUndefined()
    for (const who of ['mari', 'ingrid'] as const)
      expect(textOf(await town.press(who, 'show.mine')), who).not.toContain('er borte')
    expect((await caseOf(town, one)).leave).toBeNull()
  })

  test('to whoever wants each by itself what waited comes in one list as well', async () => {
    const town = await createTown()
    const id = await lateOn(town)
    await goes(town)
    await town.until('2026-11-08')
    const before = sentTo(town, 'ingrid').length
    await town.until('2026-11-16')
    const lists = sentTo(town, 'ingrid')
      .slice(before)
      .filter(({ name }) => name === 'digest')
    expect(lists).toHaveLength(1)
    expect(textOf(lists)).toContain((await caseOf(town, id)).ref)
  })

  test('the card of the deputy loses what was said of it and its buttons, where it is the holder’s again', async () => {
    const town = await createTown()
    const id = await lateOn(town)
    await deputize(town, id, 'mari')
    await goes(town)
    await town.until('2026-11-13')
    const sent = town.channel.sent().findLast(({ to, card }) => to === 'mari' && card.name === 'reminder')
    expect(textOf(sent && town.channel.standing(sent.ref))).toContain('er borte til og med')
    await town.until('2026-11-16')
    const standing = sent && town.channel.standing(sent.ref)
    expect(textOf(standing)).not.toContain('er borte til og med')
    expect(standing && actionsOn(standing)).not.toContain('follow-up.done')
  })

  test('ended early, it is theirs again at once; moved to later days as well', async () => {
    const town = await createTown()
    const id = await lateOn(town)
    await deputize(town, id, 'mari', { from: '2026-11-02', until: '2026-11-30' })
    const ends = {
      ended: () => town.press('ingrid', 'end.leave'),
      moved: () => goes(town, 'ingrid', { from: '2026-11-23', until: '2026-11-27' }),
    }
    for (const end of Object.values(ends)) {
      await goes(town, 'ingrid', { from: '2026-11-02', until: '2026-11-13' })
      await town.run()
      expect((await caseOf(town, id)).leave).toMatchObject({ bears: 'deputy' })
      await end()
      await town.run()
      expect((await caseOf(town, id)).leave).toBeNull()
    }
  })

  test('ended before it began, it brings nobody a list: their pace is as it was', async () => {
    const town = await createTown({ reminders: inDigests })
    await lateOn(town, '2026-11-03')
    await town.press('ingrid', 'set.hours', {}, { from: '08:00', to: '15:30', digest: 'monday' })
    await town.until('2026-11-05')
    const next = () => town.read(async (tx) => (await tx.digests.of(town.id('ingrid'))).at)
    const [at, had] = [await next(), sentTo(town, 'ingrid').length]
    await goes(town)
    await town.press('ingrid', 'end.leave')
    await town.until('2026-11-06')
    expect(await next()).toBe(at)
    expect(sentTo(town, 'ingrid')).toHaveLength(had)
  })

  test.each([
    ['ended', (town: Town) => town.press('terje', 'end.leave')],
    ['moved to later days', (town: Town) => goes(town, 'terje')],
  ])('%s before anybody is at work on its first day, what was held back comes', async (_, end) => {
    const town = await createTown({ secondLeader: true })
    const id = await openLog(town)
    town.setClock('2026-11-03T05:00:00.000Z')
    await goes(town, 'terje', { from: '2026-11-03', until: '2026-11-05' })
    await propose(town, id)
    await town.run()
    expect(namesSent(town, 'terje')).not.toContain('proposal')
    await end(town)
    await town.run()
    expect(namesSent(town, 'terje')).toContain('proposal')
  })

  test('of whoever has left the list of staff nothing is left', async () => {
    const town = await createTown()
    await goes(town)
    await town.store.importPeople(
      [personToImport('Ingrid Lunde', { accounts: [accountOf('ingrid')], active: false })],
      town.app.ids,
    )
    await town.run()
    expect(await town.read((tx) => tx.leaves.all())).toEqual([])
  })

  test('what stays of it is in the log of the case alone: who was away until which day, which no history shows', async () => {
    const town = await createTown()
    const id = await lateOn(town)
    await goes(town)
    await town.until('2026-11-17')
    expect(await town.read((tx) => tx.leaves.all())).toEqual([])
    const kept = (await town.read((tx) => tx.cases.entries(id))).flatMap(({ event }) =>
      event.type === 'presence.noted' && event.leave ? [event.leave] : [],
    )
    expect(kept).toEqual([{ people: [{ person: town.id('ingrid'), until: week.until }], bears: 'nobody' }])
    const history = await town.press('terje', 'show.plan', { case: id, section: 'history', start: '0' })
    expect(textOf(history)).not.toMatch(/borte|13\. november/)
  })

  test('a press turns the leave of whoever pressed, and nobody else’s', async () => {
    const town = await createTown()
    await goes(town, 'terje')
    town.setClock('2026-11-09T09:00:00.000Z')
    await goes(town, 'ingrid')
    expect(await leaveIn(town, 'ingrid')).toMatchObject({ looked: '2026-11-09' })
    expect(await leaveIn(town, 'terje')).toMatchObject({ looked: null })
    await town.run()
    expect(await leaveIn(town, 'terje')).toMatchObject({ looked: '2026-11-09' })
  })

  test('a fault in the turn of one stops neither that of another nor what is due', async () => {
    let broken: PersonId | null = null
    const town = await createTown({
      store: (store) => ({
        ...store,
        transaction: (work) =>
          store.transaction((tx) => {
            const looked: typeof tx.leaves.looked = async (person, day) => {
              if (person === broken) throw new Error('it can not be kept')
              await tx.leaves.looked(person, day)
            }
            return work({ ...tx, leaves: { ...tx.leaves, looked } })
          }),
      }),
    })
    broken = town.id('ingrid')
    await lateOn(town)
    await goes(town, 'ingrid', { from: '2026-11-09', until: '2026-11-30' })
    await goes(town, 'terje', { from: '2026-11-09', until: '2026-11-09' })
    await town.until('2026-11-19')
    expect(await leaveIn(town, 'ingrid')).toMatchObject({ looked: null })
    expect(town.log.map(({ event }) => event)).toContain('leave.failed')
    expect(await leaveIn(town, 'terje')).toBeUndefined()
    expect(namesSent(town, 'terje')).toContain('breach')
  })

  test('one of a municipality without a model stops nothing of the others', async () => {
    const town = await createTown()
    await goes(town, 'ingrid', { from: '2026-11-02', until: '2026-11-03' })
    await goes(town, 'terje', { from: '2026-11-02', until: '2026-11-03' })
    const gone = town.app.municipalities.get('fjordvik')
    town.app.municipalities.delete('fjordvik')
    await town.run()
    if (gone) town.app.municipalities.set('fjordvik', gone)
    await town.until('2026-11-04')
    expect(await town.read((tx) => tx.leaves.all())).toEqual([])
  })
})
