/** A log with something to be done on a day, and what came to people of it. */
import type { Card } from '../../cards/card.ts'
import type { CaseId, Day } from '../../src/core/ids.ts'
import { type Name, type Town, textOf } from '../support/town.ts'
import { openLog } from './story.ts'

/** What is to be done, and by whom, without a day. */
export const followUp = { text: 'Call the family', topic: 'family', responsible: 'home' }

/** Messages of one kind that came to somebody, with the day and the time of each. */
export function came(town: Town, name: Name, card: string): Card[] {
  return town.channel
    .sent()
    .filter(({ verb, to, card: { name: kind } }) => verb === 'direct' && to === name && kind === card)
    .map((one) => one.card)
}

/** An open log whose next meeting is far away, with something to be done on a day. */
export async function dueOn(town: Town, day: Day): Promise<CaseId> {
  const id = await openLog(town)
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2027-03-01' })
  await town.submit('ingrid', 'follow-up.add', { case: id }, { ...followUp, day })
  await town.run()
  return id
}

/** The days on which a digest came to somebody, by the day it names. */
export function daysOf(town: Town, name: Name): string[] {
  return came(town, name, 'digest').map((card) => /\d+\. [a-z]+/.exec(textOf(card.blocks[0]))?.[0] ?? '')
}
