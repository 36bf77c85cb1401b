/** Draws a colleague's anonymous question for the one who was asked. */
import { anonymousQuestion } from '../../../cards/anonymous-question.ts'
import type { Case } from '../../core/case.ts'
import { isAnswerable } from '../../core/concern.ts'
import type { QuestionId } from '../../core/ids.ts'
import { offer } from '../actions/index.ts'
import { readQuestion, type Viewer } from '../see/index.ts'
import { type MaybeDrawn, noAccess, nothingToSay } from './drawn.ts'

export async function drawQuestion(viewer: Viewer, state: Case, subject: QuestionId): Promise<MaybeDrawn> {
  if (!state.concern.questions.some(({ id }) => id === subject)) return nothingToSay
  const asked = await readQuestion(viewer, state, subject)
  if (!asked) return noAccess
  const { words: question, answer, isAnswered } = asked
  const isOpen = !isAnswered && state.status === 'open' && isAnswerable(state, viewer.today)
  const data = { case: state.id, question: subject, back: `anonymous-question|${subject}` }
  const offers = isOpen ? [offer('concern.answer', data, 'primary')] : []
  return {
    card: anonymousQuestion({ question, answer, asked: state.nudged[subject]?.day ?? null, offers }, viewer.say),
    settled: !isOpen,
  }
}
