/** What somebody was asked anonymously: theirs alone, and nothing of the case besides. */
import { expect, test } from 'vitest'
import { readQuestion, wasAsked } from '../../../src/app/see/index.ts'
import type { Event } from '../../../src/core/case.ts'
import type { QuestionId } from '../../../src/core/ids.ts'
import { given } from '../../support/given.ts'
import { openLog, registered, takenBack } from '../../support/history.ts'
import { type Looking, looking } from '../../support/looking.ts'
import { type PersonName, people } from '../../support/sample.ts'

const asked = (number: 1 | 2, name: PersonName): Event => ({
  ...{ type: 'concern.asked', question: `question_${number}`, to: people[name].person, text: `word_question${number}` },
})
const answered: Event = { type: 'concern.answered', question: 'question_1', text: 'word_answer' }
const closed: Event = { type: 'case.closed', reason: 'goal-reached', summary: null }
const two = [registered(), asked(1, 'nurse'), asked(2, 'stranger')]

const read = async (town: Looking, name: PersonName, question: QuestionId, ...history: Parameters<typeof given>) =>
  readQuestion(await town.viewer(name), given(...history).state, question)

test('was asked of the one it was to, in that question alone', async () => {
  const { viewer } = await looking()
  const { state } = given(two)
  const was = async (name: PersonName, question: QuestionId) => wasAsked(await viewer(name), state, question)
  expect([await was('nurse', 'question_1'), await was('stranger', 'question_2')]).toEqual([true, true])
  expect([await was('nurse', 'question_2'), await was('stranger', 'question_1')]).toEqual([false, false])
  expect(await was('teacher', 'question_1')).toBe(false)
})

test('is read by them with their own answer, and the look is logged as that', async () => {
  const town = await looking()
  await town.keep(given(two, answered))
  const open = { isAnswered: false, words: '«question2»', answer: null }
  expect(await read(town, 'stranger', 'question_2', two)).toEqual(open)
  const own = { isAnswered: true, words: '«question1»', answer: '«answer»' }
  expect(await read(town, 'nurse', 'question_1', two, answered)).toEqual(own)
  const log = await town.tx.access.of('case_1')
  expect(log.map(({ person, what, roles }) => [person, what, roles])).toEqual([
    ['person_stranger', 'anonymous-question', ['asked']],
    ['person_nurse', 'anonymous-question', ['asked']],
  ])
})

test('is read by nobody else, not even by whoever asked or was asked something else, and no look is logged', async () => {
  const town = await looking()
  await town.keep(given(two))
  for (const name of ['teacher', 'head', 'stranger'] as const)
    expect(await read(town, name, 'question_1', two)).toBeNull()
  expect(await read(town, 'nurse', 'question_3', two)).toBeNull()
  expect(await town.tx.access.of('case_1')).toEqual([])
})

test('is gone with its words, for an answer that can’t be read any more too', async () => {
  const town = await looking()
  await town.keep(given(two, answered))
  await town.tx.words.erase('case_1')
  expect(await read(town, 'nurse', 'question_1', two, answered)).toEqual({
    isAnswered: true,
    words: null,
    answer: null,
  })
})

test('is read by nobody once the case is sealed or erased, or they have no part in it', async () => {
  const town = await looking()
  const log = [openLog(2), asked(1, 'stranger')]
  await town.keep(given(log, takenBack()))
  expect(await read(town, 'stranger', 'question_1', log)).not.toBeNull()
  expect(await read(town, 'stranger', 'question_1', log, takenBack())).toBeNull()
  expect(
    await read(town, 'stranger', 'question_1', log, { type: 'case.recused', person: people.stranger.person }),
  ).toBeNull()
  expect(
    await read(town, 'stranger', 'question_1', registered(), asked(1, 'stranger'), { type: 'concern.erased' } as Event),
  ).toBeNull()
})

test('is read from outside as long as the case is open, and in its own unit after that too', async () => {
  const town = await looking()
  const log = [openLog(2), asked(1, 'nurse'), asked(2, 'stranger')]
  await town.keep(given(log, closed))
  expect(await read(town, 'nurse', 'question_1', log)).not.toBeNull()
  expect(await read(town, 'nurse', 'question_1', log, closed)).toBeNull()
  expect(await read(town, 'stranger', 'question_2', log, closed)).not.toBeNull()
})

test('is read after that by whoever has one of several posts in its own unit', async () => {
  const town = await looking()
  await town.keep(given(openLog(2), asked(1, 'nurse'), closed))
  const nurse = await town.viewer('nurse')
  const [school] = people.teacher.posts
  const both = { ...nurse, actor: { ...nurse.actor, posts: [...nurse.actor.posts, ...(school ? [school] : [])] } }
  expect(await readQuestion(both, given(openLog(2), asked(1, 'nurse'), closed).state, 'question_1')).not.toBeNull()
})
