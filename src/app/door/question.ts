/**
 * A question that somebody was asked anonymously is named by its own id alone, wherever a channel carries it. In which case it
 * stands is found here, among those of whoever presses. Changes nothing.
 */
import { isAboutQuestion } from '../../../cards/parts/offer.ts'
import type { PersonId } from '../../core/ids.ts'
import type { Request, Tx } from '../../ports.ts'

/** What an earlier version's button carries names its case itself. What is in none of theirs is in no case there is. */
export async function inItsCase(tx: Tx, person: PersonId, request: Request): Promise<Request> {
  if (!('data' in request) || request.data.case !== undefined || !isAboutQuestion(request.action, request.data))
    return request
  const { question, back = '' } = request.data
  const asked = question ?? back.split('|')[1]
  const stood = await tx.cases.of(person)
  const found = stood.find(({ case: { concern } }) => concern.questions.some(({ id }) => id === asked))
  return { ...request, data: { ...request.data, case: found?.case.id ?? 'case_none' } }
}
