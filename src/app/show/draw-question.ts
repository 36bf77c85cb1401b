/** Draws a colleague's anonymous question for the one who was asked. */
import { anonymousQuestion } from '../../../cards/anonymous-question.ts'
import type { Case } from '../../core/case.ts'
import { isAnswerable } from '../../core/concern.ts'
import type { QuestionId } from '../../core/ids.ts'
import { isInside, postsIn } from '../../core/post.ts'
import { isSealed } from '../../core/seal.ts'
import { offer } from '../actions/index.ts'
import { isOutOf, type Viewer } from '../see/index.ts'
import { type MaybeDrawn, noAccess, nothingToSay } from './drawn.ts'

/** The one who was asked reads the question and their own answer, and nothing else of the case; from outside as long as it is open. */
export async function drawQuestion(viewer: Viewer, state: Case, subject: QuestionId): Promise<MaybeDrawn> {
  const { reader, person, actor, now, today, say } = viewer
  const question = state.concern.questions.find(({ id }) => id === subject)
  if (!question) return nothingToSay
  if (state.erased || isSealed(state, today) || isOutOf(viewer, state)) return noAccess
  const isHere = postsIn(actor, state.municipality).some((post) => isInside(state, post))
  if (question.to !== person.id || (state.status === 'closed' && !isHere)) return noAccess
  const what = 'anonymous-question'
  await reader.access.log({ at: now, person: person.id, case: state.id, what, verdict: 'read', roles: ['asked'] })
  const { question: asked, answer: given } = question
  const words = await reader.words.read(state.id, given ? [asked, given] : [asked])
  const isOpen = !given && state.status === 'open' && isAnswerable(state, today)
  const data = { case: state.id, question: subject, back: `anonymous-question|${subject}` }
  const offers = isOpen ? [offer('concern.answer', data, 'primary')] : []
  const answer = given ? (words.get(given) ?? null) : null
  return { card: anonymousQuestion({ question: words.get(asked) ?? null, answer, offers }, say), settled: !isOpen }
}
