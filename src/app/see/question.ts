/** What somebody was asked anonymously: nothing ties it to a case for them, whatever else they are in that. Changes nothing. */
import type { Case } from '../../core/case.ts'
import { isInside, postsIn } from '../../core/post.ts'
import { isSealed } from '../../core/seal.ts'
import type { OpenedFor } from './opened-for.ts'
import { isOutOf, type Viewer } from './viewer.ts'

/** Whether the viewer was the one asked in a question: nothing in the case itself tells them that it was about that. */
export function wasAsked({ person }: Viewer, state: Case, question: string): boolean {
  return state.concern.questions.some(({ id, to }) => id === question && to === person.id)
}

/** `words` are null where they no longer exist, `answer` also where there is none yet. */
type Asked = { isAnswered: boolean; words: string | null; answer: string | null }

/**
 * The question and their own answer, for the one who was asked, who reads nothing else of the case; from outside as long as it is
 * open. Null for everybody else. A look that is logged.
 */
export async function readQuestion(viewer: Viewer, state: Case, subject: string): Promise<Asked | null> {
  const { reader, person, actor, now, today } = viewer
  const one = state.concern.questions.find(({ id }) => id === subject)
  if (one?.to !== person.id || state.erased || isSealed(state, today) || isOutOf(viewer, state)) return null
  const isHere = postsIn(actor, state.municipality).some((post) => isInside(state, post))
  if (state.status === 'closed' && !isHere) return null
  const what: OpenedFor = 'anonymous-question'
  await reader.access.log({ at: now, person: person.id, case: state.id, what, verdict: 'read', roles: ['asked'] })
  const { question, answer } = one
  const words = await reader.words.read(state.id, answer ? [question, answer] : [question])
  return {
    isAnswered: answer !== null,
    words: words.get(question) ?? null,
    answer: answer && (words.get(answer) ?? null),
  }
}
