/** A meeting for the calendar of whoever asks: a page gives the file, and a chat what is known of it there, since it carries none. */
import { bearers } from '../../core/permission.ts'
import { meetingFile, showPlan } from '../show/index.ts'
import type { Asking } from './copy.ts'
import type { Given } from './given.ts'
import { isPage } from './on-page.ts'
import { answerNotFor } from './refuse.ts'

export async function giveCalendar({ viewer, request, state }: Asking): Promise<Given> {
  const card = state && (await showPlan(viewer, state.id, 'meetings', '0', null, isPage(request)))
  if (!state || !card) return answerNotFor(viewer, request, 'show.calendar', bearers, state)
  const meeting = state.meetings.find(({ id }) => id === request.data.meeting)
  const file = meeting && isPage(request) ? meetingFile(viewer, state, meeting) : null
  return file ? { kind: 'file', file: async () => file, card } : { kind: 'card', card }
}
