/** A form that somebody asks for in words, with the number of the case: opened there, or the case with why it can't be. */
import type { Block } from '../../../cards/card.ts'
import type { FormCommand } from '../../../cards/parts/command-list.ts'
import type { CommandAction } from '../../../cards/parts/offer.ts'
import { refusalSentence } from '../../../cards/parts/refused.ts'
import type { Case } from '../../core/case.ts'
import { nextMeeting } from '../../core/meeting.ts'
import type { RefusalCode } from '../../core/refusal.ts'
import { isKept, isLog, may, possible, seeCase } from '../actions/index.ts'
import { mayCopy, mayRead, type Viewer } from '../see/index.ts'
import { showCase } from '../show/index.ts'
import { findByRef, showByRef, startsWithRef } from './by-ref.ts'
import { carried } from './carried.ts'
import type { Given } from './given.ts'
import { amongOthers, type Heard, pressed } from './heard.ts'
import { openForm } from './open.ts'

type Data = Record<string, string>

/** What each word means: the first of them that is offered now. */
const meant: Record<FormCommand, [CommandAction, ...CommandAction[]]> = {
  measure: ['measure.add'],
  meeting: ['meeting.set', 'meeting.postpone'],
  minutes: ['meeting.hold'],
  consent: ['consent.record', 'consent.request'],
  baton: ['baton.offer'],
}

/** The case of that number, with what is late in it and the way to have it wait; the list, where no number was written. */
export async function caseIn(heard: Heard, said: string): Promise<Given> {
  const named = startsWithRef(heard.viewer, said)
  if (!named) return pressed(heard, 'show.mine')
  if (!heard.request.personal && named.rest) await amongOthers(heard)
  return showByRef(heard, named.said)
}

/** The way to a copy of the log of that number; the list, where no number was written. In a place of several, and to whoever may make none, the case's own answer. */
export async function copyIn(heard: Heard, said: string): Promise<Given> {
  const named = startsWithRef(heard.viewer, said)
  if (!named) return pressed(heard, 'show.mine')
  const found = await findByRef(heard.tx, heard.viewer, named.said)
  const isTheirs = found && heard.request.personal && mayCopy(found.there, found.state)
  if (isTheirs) return pressed({ ...heard, viewer: found.there }, 'show.copy', { case: found.state.id })
  if (!heard.request.personal && named.rest) await amongOthers(heard)
  return showByRef(heard, named.said)
}

/**
 * `said` begins with the number of a case, and what stands after it goes into the form. In a place of several, and to whoever may
 * not read the case, the answer is that to the number alone.
 */
export async function formIn(heard: Heard, command: FormCommand, said: string): Promise<Given> {
  const named = startsWithRef(heard.viewer, said)
  // The list is where to begin, for whoever knows no number.
  if (!named) return pressed(heard, 'show.mine')
  const { tx, viewer, request } = heard
  const found = await findByRef(tx, viewer, named.said)
  if (!found || !request.personal || !mayRead(found.there, found.state)) {
    if (!request.personal && named.rest) await amongOthers(heard)
    return showByRef(heard, named.said)
  }
  const { there, state } = found
  const action = wanted(there, state, command)
  const why = whyNotNow(there, state, command, may(state, there, action))
  if (why) return withCase(there, state, { kind: 'notice', text: why, tone: 'attention', discreet: true })
  const data = { ...dataFor(there, state, action), ...(named.rest ? carried(named.rest) : {}) }
  const given = await opened({ ...heard, viewer: there }, action, data)
  const [reason] = given.kind === 'card' && given.card.name === 'refusal' ? given.card.blocks : []
  return reason ? withCase(there, state, reason) : given
}

/** As if its button had been pressed. */
async function opened(
  { tx, app, viewer, request }: Heard,
  action: CommandAction,
  { prefill, cut, ...data }: Data,
): Promise<Given> {
  const once = () => app.ids.next('once')
  const { text: _, mentions: __, ...around } = request
  const typed = { ...(prefill === undefined ? {} : { prefill }), ...(cut === undefined ? {} : { cut }) }
  const all = { ...data, ...typed }
  const given = await openForm(tx, app, viewer, { ...around, kind: 'open', action, data: all, fields: {}, once })
  return given.kind === 'form' ? { ...given, opens: { kind: 'open', action, data: all } } : given
}

/** That of them which is offered now, or else the first. */
function wanted(viewer: Viewer, state: Case, command: FormCommand): CommandAction {
  const able = possible(state, viewer).map(({ action }) => action)
  return meant[command].find((one) => able.includes(one)) ?? meant[command][0]
}

function dataFor(viewer: Viewer, state: Case, action: CommandAction): Data {
  const offered = possible(state, viewer).find((one) => one.action === action)
  const meeting = action === 'meeting.hold' ? nextMeeting(state) : null
  return { case: state.id, ...(meeting ? { meeting: meeting.id } : {}), ...offered?.data }
}

/** What stands in the way of it as the case is, whoever asks; the rest is judged when it is opened, and when it is sent. */
function whyNotNow(viewer: Viewer, state: Case, command: FormCommand, isAllowed: boolean): string | null {
  if (state.status === 'closed' || state.erased || command === 'consent') return null
  const no = (code: RefusalCode) => refusalSentence({ code, may: [], services: [], day: null }, viewer.say)
  if (!isLog(state)) return no('not-a-log')
  // To others no more is said than who may.
  if (!isAllowed) return null
  if (command === 'measure' && !isKept(state, viewer))
    return no(state.mode === 'paper' ? 'paper-mode' : 'consent-missing')
  return command === 'minutes' && nextMeeting(state) === null ? viewer.say('message.no-meeting') : null
}

async function withCase(viewer: Viewer, state: Case, reason: Block): Promise<Given> {
  const card = await showCase(viewer, state.id, null)
  if (!card) return { kind: 'message', text: viewer.say('message.fault') }
  const opens = { ...seeCase(state), kind: 'open' as const }
  return { kind: 'card', card: { ...card, blocks: [reason, ...card.blocks] }, opens, summaryOf: state.id }
}
