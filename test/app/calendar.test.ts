/** A meeting for one's own calendar: the page gives the file to whoever reads the case, and nothing in it says what the meeting is about. */
import { expect, test } from 'vitest'
import type { CaseId } from '../../src/core/ids.ts'
import { addressOf } from '../../src/web/address.ts'
import { accountOf, actionsOn, cardOf, createTown, dataOf, type Name, type Town, textOf } from '../support/town.ts'
import { addMeasure, caseOf, logWithJonas } from './story.ts'

const secrets = ['ROOM 2', 'AGREE ON HELP', 'THE BUS', 'Reading', 'Kaia', 'FJ-', 'Ingrid', 'skole', 'case_', 'LOCATION']

let count = 0
function onPage(town: Town, by: Name, action: string, data: Record<string, string>) {
  count += 1
  return town.ask({
    ...{ from: 'window', place: null, personal: true, account: accountOf(by), delivery: `calendar-${count}` },
    ...{ kind: 'press', action, data, fields: {} },
  })
}

async function called(town: Town, day = '2026-11-12'): Promise<CaseId> {
  const id = await logWithJonas(town)
  const agenda = await addMeasure(town, id, { responsible: 'home' })
  const typed = { place: 'ROOM 2', topic: 'learning', purpose: 'AGREE ON HELP', points: 'THE BUS', agenda }
  await town.submit('ingrid', 'meeting.set', { case: id, unfold: 'yes' }, { day, time: '13.30', ...typed })
  return id
}

const newest = async (town: Town, id: CaseId) => (await caseOf(town, id)).meetings.at(-1)?.id ?? ''

async function fileOf(town: Town, by: Name, id: CaseId, meeting: string) {
  const answer = await onPage(town, by, 'show.calendar', { case: id, meeting })
  return answer.kind === 'file' ? { ...answer.file, text: new TextDecoder().decode(answer.file.bytes) } : null
}

test('everybody who reads the case has the file by an address of its own, and nothing but the time is in it', async () => {
  const town = await createTown()
  const id = await called(town)
  const meeting = await newest(town, id)
  for (const by of ['ingrid', 'jonas'] as const) {
    const plan = cardOf(await onPage(town, by, 'show.plan', { case: id, section: 'meetings', start: '0' }))
    const button = { kind: 'press', label: '', action: 'show.calendar', data: dataOf(plan, 'show.calendar') } as const
    expect(addressOf(button, '/rom')).toBe(`/rom/vis/show.calendar?${new URLSearchParams(button.data)}`)
    const file = await fileOf(town, by, id, meeting)
    expect(file).toMatchObject({ name: 'stafett.ics', mediaType: 'text/calendar; charset=utf-8; method=PUBLISH' })
    expect(file?.text).toContain('SUMMARY:Stafett: møte\r\nORGANIZER')
    expect(file?.text).toContain('DTSTART:20261112T123000Z\r\nDTEND:20261112T133000Z')
    for (const secret of secrets) expect(file?.text).not.toContain(secret)
  }
})

test('the time is that of the day, on both sides of the change to summer time', async () => {
  const town = await createTown()
  const id = await called(town, '2027-03-27')
  expect((await fileOf(town, 'ingrid', id, await newest(town, id)))?.text).toContain('DTSTART:20270327T123000Z')
  await town.submit(
    'ingrid',
    'meeting.postpone',
    { case: id, meeting: await newest(town, id) },
    {
      ...{ day: '2027-03-30', time: '13.30', reason: 'Easter' },
    },
  )
  expect((await fileOf(town, 'ingrid', id, await newest(town, id)))?.text).toContain('DTSTART:20270330T113000Z')
})

test('one that is moved, changed and called off is the same one in a calendar, each time in a later version', async () => {
  const town = await createTown()
  const id = await called(town)
  const first = await newest(town, id)
  const known = async () => {
    const { text = '' } = (await fileOf(town, 'jonas', id, await newest(town, id))) ?? {}
    return ['UID', 'SEQUENCE', 'METHOD'].map((name) => new RegExp(`^${name}:(.*)\r$`, 'm').exec(text)?.[1])
  }
  expect(await known()).toEqual([`${first}@stafett`, '0', 'PUBLISH'])
  town.setClock('2026-11-03T08:00:00.000Z')
  await town.submit('ingrid', 'meeting.change', { case: id, meeting: first }, { time: '09.00' })
  town.setClock('2026-11-04T08:00:00.000Z')
  await town.submit(
    'ingrid',
    'meeting.postpone',
    { case: id, meeting: first },
    {
      ...{ day: '2026-11-17', time: '09.00', reason: 'Somebody is ill' },
    },
  )
  expect(await known()).toEqual([`${first}@stafett`, '2', 'PUBLISH'])
  expect(await fileOf(town, 'jonas', id, first)).toBe(null)
  town.setClock('2026-11-05T08:00:00.000Z')
  await town.submit('ingrid', 'meeting.cancel', { case: id, meeting: await newest(town, id) }, { reason: 'Nobody can' })
  expect(await known()).toEqual([`${first}@stafett`, '3', 'CANCEL'])
})

test('whoever has no part in the case gets no file, and a chat none either', async () => {
  const town = await createTown()
  const id = await called(town)
  const meeting = await newest(town, id)
  for (const by of ['nora', 'per', 'sara'] as const)
    expect([by, await fileOf(town, by, id, meeting)]).toEqual([by, null])
  expect(await fileOf(town, 'ingrid', id, 'meeting_none')).toBe(null)
  const chat = await town.press('ingrid', 'show.calendar', { case: id, meeting })
  expect(chat.kind).toBe('card')
  expect(actionsOn(cardOf(chat))).not.toContain('show.calendar')
  expect(textOf(chat)).toContain('kl. 13.30')
})
