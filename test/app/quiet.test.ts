/** What somebody chose to be reminded of later: what is seen of it meanwhile, in the lists, on the cards and in the form. */
import { describe, expect, test } from 'vitest'
import type { Card } from '../../cards/card.ts'
import type { CaseId } from '../../src/core/ids.ts'
import {
  actionsOn,
  cardOf,
  createTown,
  dataOf,
  inDigests,
  type Name,
  type Town,
  textOf,
  whole,
  wholeMenu,
} from '../support/town.ts'
import { came, daysOf, dueOn, followUp } from './due.ts'
import { caseOf, openLog, propose } from './story.ts'

const later = { until: '2026-11-23', reason: 'They are away' }

async function keyOf(town: Town, id: CaseId, signal = 'follow-up-due'): Promise<string> {
  return Object.keys((await caseOf(town, id)).reminded).find((key) => key.startsWith(signal)) ?? ''
}

/** From the menu of the case, as no card of it need stand. */
async function putOff(town: Town, id: CaseId, typed = later): Promise<void> {
  await town.submit('ingrid', 'reminder.postpone', { case: id, key: await keyOf(town, id) }, typed)
  await town.run()
}

const mine = async (town: Town, name: Name) => cardOf(await town.say(name, 'mine'))

function rowsOf({ blocks }: Card): string[] {
  return blocks.flatMap((block) => (block.kind === 'row' ? [`${block.text} · ${block.subtle} · ${block.tone}`] : []))
}

/** What stands with somebody of the cards of a kind that were sent to them. */
function standing(town: Town, name: Name, kind: string): Card[] {
  const sent = town.channel
    .sent()
    .filter(({ verb, to, card }) => verb === 'direct' && to === name && card.name === kind)
  return sent.flatMap(({ ref }) => town.channel.standing(ref) ?? [])
}

const factsOf = ({ blocks }: Card) => blocks.flatMap((block) => (block.kind === 'facts' ? block.facts : []))

test('no list that comes by itself presses for it until its day; their own list says when, below what is pressing', async () => {
  const town = await createTown({ reminders: inDigests })
  const [quiet, other] = [await dueOn(town, '2026-11-10'), await dueOn(town, '2026-11-13')]
  await town.until('2026-11-12')
  await putOff(town, quiet)
  const [one, two] = [(await caseOf(town, quiet)).ref, (await caseOf(town, other)).ref]
  await town.until('2026-11-16')
  const digest = came(town, 'ingrid', 'digest').at(-1)
  expect(textOf(digest)).toContain('mandag 16. november 2026')
  expect(textOf(digest)).toContain('1 sak er ikke med')
  expect([textOf(digest).includes(one), textOf(digest).includes(two)]).toEqual([false, true])
  const rows = rowsOf(await mine(town, 'ingrid'))
  const at = rows.findIndex((row) => row.includes(one))
  expect(rows[at]).toMatch(/6 dager over fristen · minnes om igjen man\. 23\. nov\. 2026 .* neutral$/)
  expect(rows.findIndex((row) => row.includes(two))).toBeLessThan(at)
  await town.until('2026-11-23')
  expect(textOf(came(town, 'ingrid', 'digest').at(-1))).toContain(one)
  expect(textOf(came(town, 'ingrid', 'digest').at(-1))).not.toContain('ikke med')
})

test('where nothing else waits, no list comes at all before its day', async () => {
  const town = await createTown({ reminders: inDigests })
  const id = await dueOn(town, '2026-11-10')
  await town.until('2026-11-12')
  const before = daysOf(town, 'ingrid')
  await putOff(town, id)
  await town.until('2026-11-22')
  expect(daysOf(town, 'ingrid')).toEqual(before)
  await town.until('2026-11-23')
  expect(daysOf(town, 'ingrid')).toEqual([...before, '23. november'])
})

test('the answer and every card of it say until when it is quiet and what happens then, and press for nothing', async () => {
  const town = await createTown()
  const id = await dueOn(town, '2026-11-10')
  await town.until('2026-11-18')
  const sent = came(town, 'ingrid', 'reminder').at(-1)
  if (!sent) throw new Error('nobody was reminded')
  const answer = cardOf(await town.submit('ingrid', 'reminder.postpone', dataOf(sent, 'reminder.postpone'), later))
  expect(textOf(answer)).toContain('Fristen står. Ingen blir minnet om den før mandag 23. november 2026.')
  await town.run()
  const cards = [standing(town, 'ingrid', 'reminder').at(-1), standing(town, 'terje', 'breach').at(-1)]
  for (const card of [answer, ...cards])
    expect(textOf(card)).toContain('Ingen blir minnet om dette før mandag 23. november 2026. Er det ikke gjort da')
  for (const card of cards) expect(textOf(card)).not.toMatch(/dager over fristen|warning/)
  expect(textOf(standing(town, 'ingrid', 'reminder').at(-1))).toContain(
    'KE (koordinerende enhet) får vite det tidligst',
  )
  expect((await caseOf(town, id)).followUps[0]?.day).toBe('2026-11-10')
})

test('so does the card by which somebody was asked, where the duty has one of its own', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await propose(town, id)
  await town.until('2026-11-11')
  expect(textOf(standing(town, 'terje', 'proposal').at(-1))).toContain('over fristen')
  const key = await keyOf(town, id, 'proposal-undecided')
  await town.submit('terje', 'reminder.postpone', { case: id, key }, later)
  await town.run()
  const card = standing(town, 'terje', 'proposal').at(-1)
  expect(textOf(card)).toContain('Ingen blir minnet om dette før mandag 23. november 2026')
  expect(textOf(card)).not.toContain('over fristen')
})

test('the form says who is told next and from when at the earliest, and no day that has passed', async () => {
  const town = await createTown()
  const id = await dueOn(town, '2026-11-10')
  await town.until('2026-11-10')
  const facts = async () => {
    const data = { case: id, key: await keyOf(town, id) }
    return factsOf(cardOf(await town.open('ingrid', 'reminder.postpone', data))).slice(-2)
  }
  const deadline = { label: 'Frist', value: 'tirsdag 10. november 2026' }
  const from = 'Tidligst tirsdag 17. november 2026, og ikke før dagen du velger, hvis det ikke er gjort da'
  expect(await facts()).toMatchObject([deadline, { label: 'Lederen får vite det', value: from }])
  await town.until('2026-11-16')
  // Tomorrow is its day, and no earlier one can be chosen.
  const then = 'Tidligst når påminnelsene begynner igjen, hvis det ikke er gjort da'
  expect(await facts()).toMatchObject([deadline, { label: 'Lederen får vite det', value: then }])
  await town.until('2026-11-17')
  expect(await facts()).toMatchObject([
    deadline,
    { label: 'KE får vite det', value: expect.stringContaining('Tidligst tirsdag 1. desember 2026') },
  ])
})

type Rows = Extract<Card['blocks'][number], { kind: 'row' }>[]

/** What lets reminders wait on a card, with what stands beside it. */
function waysIn({ blocks }: Card): Rows {
  return blocks.flatMap((block) => (block.kind === 'row' && block.button.action === 'reminder.postpone' ? [block] : []))
}

describe('where nothing comes by a card of its own, reminders are put off', () => {
  test('beside what is late in the case, which then says until when it is quiet', async () => {
    const town = await createTown({ reminders: inDigests })
    const id = await dueOn(town, '2026-11-10')
    const card = async () => cardOf(await town.press('ingrid', 'show.case', { case: id }))
    expect(waysIn(await card())).toEqual([])
    await town.until('2026-11-12')
    const [late, ...others] = waysIn(await card())
    expect(others).toEqual([])
    expect(late).toMatchObject({ subtle: 'Fristen var tir. 10. nov. 2026', tone: 'warning' })
    const form = cardOf(await town.open('ingrid', 'reminder.postpone', late?.button.data ?? {}))
    expect(factsOf(form)[0]).toMatchObject({ label: 'Oppfølgingen', value: followUp.text })
    await town.submit('ingrid', 'reminder.postpone', late?.button.data ?? {}, later)
    expect((await caseOf(town, id)).postponed).toEqual({ [await keyOf(town, id)]: '2026-11-23' })
    expect(waysIn(await card())).toMatchObject([
      { subtle: 'Fristen var tir. 10. nov. 2026 · minnes om igjen man. 23. nov. 2026', tone: 'neutral' },
    ])
  })

  test('in the menu, of what is late the longest and not put off', async () => {
    const town = await createTown({ reminders: inDigests })
    const id = await dueOn(town, '2026-11-10')
    await town.submit('ingrid', 'follow-up.add', { case: id }, { ...followUp, day: '2026-11-11' })
    const inMenu = async (name: Name) =>
      waysIn(await wholeMenu(town, name, { case: id })).map(({ button }) => button.data.key)
    expect(await inMenu('ingrid')).toEqual([])
    await town.until('2026-11-16')
    const keys = Object.keys((await caseOf(town, id)).reminded).sort((a, b) => (a.slice(-10) < b.slice(-10) ? -1 : 1))
    expect(new Set(await inMenu('ingrid'))).toEqual(new Set([keys[0]]))
    await putOff(town, id)
    expect(new Set(await inMenu('ingrid'))).toEqual(new Set([keys[1]]))
  })

  test('with the name of what it is, where that has no text of its own', async () => {
    const town = await createTown({ reminders: inDigests })
    const id = await openLog(town)
    await town.until('2026-12-14')
    const [late] = waysIn(cardOf(await town.press('ingrid', 'show.case', { case: id })))
    const form = cardOf(await town.open('ingrid', 'reminder.postpone', late?.button.data ?? {}))
    expect(factsOf(form)).toContainEqual({ label: 'Det gjelder', value: late?.text })
  })
})

describe('what waits for a leader', () => {
  async function undecided() {
    const town = await createTown()
    const id = await openLog(town)
    await propose(town, id)
    await town.until('2026-11-11')
    return { town, id, key: await keyOf(town, id, 'proposal-undecided') }
  }

  test('is not put off by those below them, who are offered no such button and told who may', async () => {
    const { town, id, key } = await undecided()
    expect(waysIn(cardOf(await town.press('ingrid', 'show.case', { case: id })))).toEqual([])
    expect(waysIn(await wholeMenu(town, 'ingrid', { case: id }))).toEqual([])
    const answer = textOf(await town.press('ingrid', 'reminder.postpone', { case: id, key }, later))
    expect(answer).toContain('enhetsleder')
    expect((await caseOf(town, id)).postponed).toEqual({})
    expect(waysIn(cardOf(await town.press('terje', 'show.case', { case: id })))).toHaveLength(1)
  })

  test('says on each card who put it off, and why to whoever may read that; KE learns no name, and all may act still', async () => {
    const { town, id, key } = await undecided()
    await town.submit('terje', 'reminder.postpone', { case: id, key }, { ...later, reason: 'AWAITS PPT' })
    await town.run()
    const theirs = standing(town, 'terje', 'proposal').at(-1)
    expect(textOf(theirs)).toContain('Det har du bedt om.')
    expect(textOf(await whole(town, 'terje', theirs))).toContain('AWAITS PPT')
    expect(actionsOn(await whole(town, 'terje', theirs))).toContain('level.decide')
    const kes = standing(town, 'sara', 'breach').at(-1)
    expect(textOf(kes)).toContain('Det har en i saken bedt om.')
    const data = { case: id, proposal: (await caseOf(town, id)).proposals[0]?.id ?? '' }
    const seen = await town.press('sara', 'show.proposal', data)
    expect(textOf([kes, seen])).not.toMatch(/Terje|AWAITS/)
    expect(actionsOn(cardOf(seen))).toContain('level.decide')
  })

  test('and was put off by KE, to whom it has come, is told the leader by name, and another of KE by no name', async () => {
    const { town, id, key } = await undecided()
    expect((await caseOf(town, id)).raised).toContain(key)
    await town.submit('sara', 'reminder.postpone', { case: id, key }, later)
    await town.run()
    expect(textOf(standing(town, 'terje', 'proposal').at(-1))).toContain('Det har Sara Myhre bedt om.')
    expect(textOf(standing(town, 'sara', 'breach').at(-1))).toContain('Det har du bedt om.')
  })
})

test('a reminder says who let it wait, and why', async () => {
  const town = await createTown()
  const id = await dueOn(town, '2026-11-10')
  await town.until('2026-11-18')
  await town.submit('terje', 'reminder.postpone', { case: id, key: await keyOf(town, id) }, later)
  await town.run()
  const card = standing(town, 'ingrid', 'reminder').at(-1)
  expect(textOf(card)).toContain('Det har Terje Aas bedt om.')
  expect(textOf(card)).not.toContain(later.reason)
  expect(textOf(await whole(town, 'ingrid', card))).toContain(later.reason)
})

describe('no list says that nothing waits of what is only put off', () => {
  const says = (list: Card | undefined) => {
    expect(textOf(list)).not.toMatch(/Ingenting venter|venter ikke på deg lenger/)
    expect(textOf(list)).toContain('1 sak er ikke med, fordi noen har valgt å bli minnet om det senere')
  }

  test('by whom it waits for', async () => {
    const town = await createTown({ reminders: inDigests })
    const id = await dueOn(town, '2026-11-10')
    await town.until('2026-11-12')
    await putOff(town, id)
    says(standing(town, 'ingrid', 'digest').at(-1))
  })

  test.each([
    ['alone', 'Det er noe som ikke er gjort, men ingen blir minnet om det'],
    ['beside news', 'Her er nytt fra sakene per'],
  ])('by others, of what has come to its reader: %s', async (how, lead) => {
    const town = await createTown({ reminders: inDigests })
    const id = await openLog(town)
    await propose(town, id)
    if (how === 'beside news') {
      await openLog(town)
      await town.press('terje', 'set.leave', {}, { from: '2026-11-12', until: '2026-11-12' })
    }
    await town.until('2026-11-12T11:00:00.000Z')
    const key = await keyOf(town, id, 'proposal-undecided')
    await town.submit('terje', 'reminder.postpone', { case: id, key }, later)
    await town.run()
    const list = standing(town, 'sara', 'digest').at(-1)
    says(list)
    expect(textOf(list)).toContain(lead)
  })
})
