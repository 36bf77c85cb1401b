/** What the case began with stays on its card once the log is open, for whoever reads all of it. */
import { expect, test } from 'vitest'
import { cardOf, createTown, textOf } from '../support/town.ts'
import { logWithJonas, openLog, takenBack } from './story.ts'

const seen = 'Kaia is often alone in the breaks'

test('stands on the card of a log for the holder and the leader, and not for whoever was let into some of it', async () => {
  const town = await createTown()
  const id = await logWithJonas(town, ['learning'])
  const card = async (name: 'ingrid' | 'terje' | 'jonas') => textOf(await town.press(name, 'show.case', { case: id }))
  expect(await card('ingrid')).toContain(seen)
  expect(await card('terje')).toContain(seen)
  expect(await card('jonas')).not.toContain(seen)
})

test('stands in no message where content is read in dialogs, and on no card that is sealed', async () => {
  const town = await createTown({ content: 'dialog' })
  const id = await openLog(town)
  const answer = await town.say('ingrid', 'sak FJ-1001')
  expect(textOf(cardOf(answer))).toContain(seen)
  expect('chat' in answer && textOf(answer.chat)).not.toContain(seen)
  await town.run()
  expect(textOf(town.channel.sent().map(({ card }) => card))).not.toContain(seen)
  await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
  expect(textOf(await town.press('ingrid', 'show.case', { case: id }))).not.toContain(seen)
})
