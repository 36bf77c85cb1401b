/** Presses that only show something, and the few that settle how the bot speaks with somebody. */

import { type Card, type Lang, languages } from '../../../cards/card.ts'
import { caseHere } from '../../../cards/case-here.ts'
import { paired } from '../../../cards/paired.ts'
import { ledBackTo } from '../../../cards/parts/lead-on.ts'
import type { Offer, Query } from '../../../cards/parts/offer.ts'
import { pageSize } from '../../../cards/parts/paging.ts'
import type { Case } from '../../core/case.ts'
import type { Instant } from '../../core/ids.ts'
import { bearers } from '../../core/permission.ts'
import type { Letter } from '../../outgoing.ts'
import type { Mark, Tx } from '../../ports.ts'
import { isFollowedFrom, openThread, sendTo, undoPairing } from '../act/index.ts'
import { may, show } from '../actions/index.ts'
import type { App } from '../app.ts'
import { mayRead, type Viewer, viewerFor } from '../see/index.ts'
import {
  drawProposal,
  greet,
  reportHelp,
  showCase,
  showConsents,
  showEvaluation,
  showFamily,
  showLeave,
  showMenu,
  showMine,
  showOverview,
  showPlan,
  showReaders,
  showSettings,
  showStandIn,
} from '../show/index.ts'
import { sentCard, whereItStood } from './back.ts'
import { giveCalendar } from './calendar.ts'
import { askForCopy, giveCopy } from './copy.ts'
import { type Given, isInWindow } from './given.ts'
import { historyOf, isPage, listOf, tableOf } from './on-page.ts'
import { endsLeave, endsStandIn, saveHours, saveLeave, saveStandIn } from './own-settings.ts'
import { giveCode } from './pair.ts'
import { isCaseId, type Pressed } from './pressed.ts'
import { answerNotFor, answerNotPermitted, answerNotThere, answerRefusal, answerUnread } from './refuse.ts'
import { sharedPlace } from './shared-place.ts'
import { spotOf } from './spot.ts'
import { comesToMe, stopsForMe } from './weekly.ts'

type Asking = { tx: Tx; app: App; viewer: Viewer; request: Pressed; state: Case | null }
/** What showing may touch. */
type Looking = Omit<Asking, 'tx' | 'app'>
type Shown = Card | null | Promise<Card | null>
/** In the place where it was asked. */
type Here = { here(asking: Asking): Given | Promise<Given> }
/** To the person alone: what is shown, or what is done and then shown. Elsewhere, a card in their own chat leads to it. */
type Alone = ({ show(looking: Looking): Shown } | { act(asking: Asking): Shown }) & { elsewhere: Letter }

/**
 * How each is answered: in the place where it was asked; or, as content, to the person alone. Asked for among others,
 * content goes to their own chat, as the card that `elsewhere` names.
 */
const answers: Record<Query, Here | Alone> = {
  'show.report-help': { here: ({ viewer }) => ({ kind: 'card', card: reportHelp(viewer) }) },
  'show.help': { here: ({ viewer }) => ({ kind: 'card', card: greet(viewer) }) },
  'set.lang': { here: setLang },
  'follow.here': { here: follow },
  'set.hours': settles('set.hours', saveHours),
  'show.leave': { show: ({ viewer }) => showLeave(viewer), elsewhere: letter('settings') },
  'set.leave': settles('set.leave', saveLeave),
  'end.leave': { act: endsLeave, elsewhere: letter('settings') },
  'show.stand-in': { show: ({ viewer }) => showStandIn(viewer), elsewhere: letter('settings') },
  'set.stand-in': settles('set.stand-in', saveStandIn),
  'end.stand-in': { act: endsStandIn, elsewhere: letter('settings') },
  'show.mine': { show: listOf, elsewhere: letter('mine') },
  'show.list': { show: tableOf, elsewhere: letter('mine') },
  'show.overview': {
    show: ({ viewer, request }) => showOverview(viewer, request.data, null, isPage(request) ? 'charts' : 'tables'),
    elsewhere: letter('overview'),
  },
  'set.weekly': { act: setWeekly, elsewhere: letter('overview') },
  'show.case': { show: caseOrMine, elsewhere: letter('mine') },
  'show.here': { show: caseOrMine, elsewhere: letter('mine') },
  'show.plan': {
    show: ({ viewer, request, state }) => {
      const { section, start } = request.data
      return state && showPlan(viewer, state.id, section, start, null, isPage(request))
    },
    elsewhere: letter('mine'),
  },
  'show.evaluation': {
    show: ({ viewer, state }) => state && showEvaluation(viewer, state.id),
    elsewhere: letter('mine'),
  },
  'show.menu': {
    show: ({ viewer, request: { data }, state }) => state && showMenu(viewer, state.id, data.group),
    elsewhere: letter('mine'),
  },
  'show.consents': {
    show: ({ viewer, state }) => state && showConsents(viewer, state.id, null),
    elsewhere: letter('mine'),
  },
  'show.history': { show: historyOf, elsewhere: letter('mine') },
  'show.readers': { here: readersOf },
  'show.family': { show: ({ viewer, state }) => state && showFamily(viewer, state.id), elsewhere: letter('mine') },
  'show.copy': { here: (asking) => ofCopy(asking, 'show.copy', askForCopy) },
  'make.copy': { here: (asking) => ofCopy(asking, 'make.copy', giveCopy) },
  'show.calendar': { here: (asking) => ofCopy(asking, 'show.calendar', giveCalendar) },
  'show.proposal': { show: showProposal, elsewhere: letter('mine') },
  'show.sent': { show: showSent, elsewhere: letter('mine') },
  'form.cancel': { show: cancelled, elsewhere: letter('mine') },
  'show.settings': { show: ({ viewer }) => showSettings(viewer), elsewhere: letter('settings') },
  // A code is made when it is shown, and shown to one person: in their own chat they ask for it themselves.
  'account.pair': { act: ({ tx, app, viewer }) => giveCode(tx, app, viewer), elsewhere: letter('pairing') },
  'account.unpair': { act: unpair, elsewhere: letter('mine') },
}

function letter(card: 'mine' | 'overview' | 'settings' | 'pairing'): Letter {
  return { card, line: null, subject: '' }
}

/** Answers a query. What is content is shown to the person alone: asked for among others, it is sent to their own chat. */
export async function ask(tx: Tx, app: App, viewer: Viewer, request: Pressed, query: Query): Promise<Given> {
  const { data } = request
  const state = isCaseId(data.case) ? ((await tx.cases.get(data.case))?.case ?? null) : null
  const { noting, isNoted } = notingOf(viewer)
  const asking = { tx, app, viewer: noting, request, state }
  const answer = answers[query]
  if ('here' in answer) return answer.here(asking)
  if (!request.personal) return elsewhere(asking, query, answer.elsewhere)
  if (state && query === 'show.case' && comesAnew(viewer, request) && mayRead(viewer, state)) return anew(asking, state)
  const card = await ('act' in answer ? answer.act(asking) : answer.show(asking))
  if (card) return { kind: 'card', card }
  return isNoted() ? answerUnread(viewer, request, state) : answerNotThere(viewer, request, query, state)
}

/**
 * In somebody's own chat, where content may stand there, the case comes as a message of its own, so that what was pressed stays. Not
 * where it is that message, which it then unfolds in.
 */
function comesAnew({ model }: Viewer, request: Pressed): boolean {
  const { kind, data, message, place } = request
  const isOwn = place?.kind === 'personal' && message !== undefined && !isInWindow(request)
  return kind === 'press' && data.whole === undefined && isOwn && model.content.stands === 'chat'
}

/** A new message holds no content: that is unfolded in it. */
async function anew({ tx, app, viewer, request }: Asking, state: Case): Promise<Given> {
  if (!(await wentElsewhere(tx, request, viewer.now)))
    await sendTo(tx, app, state, viewer.person.id, { card: 'case-summary', line: null, subject: '' })
  return { kind: 'message', text: viewer.say('message.below') }
}

/** The viewer, and whether a look of theirs has been written down. */
function notingOf(viewer: Viewer): { noting: Viewer; isNoted(): boolean } {
  let count = 0
  const { log } = viewer.reader.access
  const access = {
    ...viewer.reader.access,
    log: (entry: Parameters<typeof log>[0]) => {
      count += 1
      return log(entry)
    },
  }
  return { noting: { ...viewer, reader: { ...viewer.reader, access } }, isNoted: () => count > 0 }
}

const readersInChat = 10

/** Whoever takes part, and may not know who has read, is told who may. */
async function readersOf(asking: Asking): Promise<Given> {
  const { viewer, request, state } = asking
  if (!request.personal) return elsewhere(asking, 'show.readers', letter('mine'))
  const most = isPage(request) ? pageSize : readersInChat
  const card = state && (await showReaders(viewer, state, request.data.start, most))
  return card ? { kind: 'card', card } : answerNotFor(viewer, request, 'show.readers', bearers, state)
}

function ofCopy(asking: Asking, query: Query, answer: typeof giveCopy): Promise<Given> {
  return asking.request.personal ? answer(asking) : elsewhere(asking, query, letter('mine'))
}

function caseOrMine({ viewer, request, state }: Looking): Shown {
  if (request.data.case === undefined) return showMine(viewer, { spot: spotOf(viewer, request) })
  return state && showCase(viewer, state.id, null, backFrom(request, state))
}

/** In a window the case takes the place of what its reader came from, and leads back there. */
function backFrom(request: Pressed, state: Case): { back?: Offer } {
  const { back } = request.data
  if (!isInWindow(request) || back === undefined) return {}
  const way = back === 'mine' ? show('show.mine') : show('show.sent', { case: state.id, back })
  return { back: { ...way, isBack: true } }
}

async function showProposal({ viewer, request, state }: Looking): Promise<Card | null> {
  const proposal = state?.proposals.find(({ id }) => id === request.data.proposal)
  const drawn = state && proposal ? await drawProposal(viewer, state, proposal.id) : null
  return drawn && 'card' in drawn && proposal ? ledBackTo(drawn.card, `proposal|${proposal.id}`) : null
}

/** A card that was sent, as it stands now: `back` names it. */
async function showSent({ viewer, request: { data }, state }: Looking): Promise<Card | null> {
  const sent = state && (await sentCard(viewer, state, data.back))
  return sent && data.back ? ledBackTo(sent.card, data.back) : null
}

async function unpair({ tx, app, viewer, request }: Asking): Promise<Card | null> {
  const { channel = '', tenant = '', user = '' } = request.data
  const isUndone = await undoPairing(tx, app, viewer.person, request.account, { channel, tenant, user })
  return isUndone ? paired({ undone: true, offers: [] }, viewer.say) : null
}

/** Back to where the form was opened from. Of a case that is not theirs to see as of one there is not. */
async function cancelled({ viewer, request, state }: Looking): Promise<Card | null> {
  const { data } = request
  if (!state) return greet(viewer)
  const stood = (await whereItStood(viewer, state, data.back, spotOf(viewer, request)))?.card ?? null
  // To the one who was asked a question has no case.
  if (data.form === 'concern.answer') return stood ?? greet(viewer)
  return stood ?? (await showCase(viewer, state.id, null)) ?? greet(viewer)
}

/** Content never stands where others read along: it goes to the person's own chat, once, if they may read it. */
async function elsewhere({ tx, app, viewer, request, state }: Asking, query: Query, own: Letter): Promise<Given> {
  const { person, say } = viewer
  const { place, data } = request
  const answer: Given = { kind: 'message', text: say('message.continued') }
  if (await wentElsewhere(tx, request, viewer.now)) return answer
  const begins = query === 'show.here' && data.case === undefined
  if (begins && place) await sendTo(tx, app, null, person.id, { card: 'form', line: null, subject: place.key })
  else if (state && mayRead(viewer, state))
    await sendTo(tx, app, state, person.id, { card: 'case-summary', line: null, subject: '' })
  else if (data.case !== undefined) return answerNotThere(viewer, request, query, state)
  else await sendTo(tx, app, null, person.id, own)
  return answer
}

/** Far longer than any channel goes on to deliver the same again. */
const redeliveredForMs = 7 * 24 * 60 * 60_000

/** Whether the same delivery has been answered so before. */
async function wentElsewhere(tx: Tx, { account, delivery }: Pressed, now: Instant): Promise<boolean> {
  const { channel, tenant } = account
  const mark: Mark = { purpose: 'elsewhere', channel, tenant, key: delivery }
  if ((await tx.marks.times(mark, now)) > 0) return true
  await tx.marks.set(mark, { now, until: new Date(Date.parse(now) + redeliveredForMs).toISOString() })
  return false
}

async function follow({ tx, app, viewer, request, state }: Asking): Promise<Given> {
  const { say } = viewer
  const place = await sharedPlace(tx, request)
  if (!state || !place) return answerRefusal(viewer, request, { code: 'not-found' }, null)
  if (!may(state, viewer, 'participant.add')) return answerNotPermitted(viewer, request, 'participant.add', state)
  // A wondering is private: no channel is to know of it.
  if (state.level === 0) return answerRefusal(viewer, request, { code: 'not-a-log' }, state)
  const followed = (said: string): Given => {
    return { kind: 'card', card: caseHere({ ref: state.ref, said, offers: [] }, say), forAll: true }
  }
  if (await isFollowedFrom(tx, app, state.id, place)) return followed(say('message.followed-already'))
  await tx.places.follow(state.id, place)
  await openThread(tx, app, state, place.key)
  return followed(say('message.follows'))
}

/** Speaks with somebody in that language from now on: the same viewer in it. */
export async function useLang(tx: Tx, app: App, { person }: Viewer, lang: Lang): Promise<Viewer> {
  await tx.people.setLang(person.id, lang)
  return viewerFor(app, tx, { ...person, lang })
}

/** What was pressed, in the language that was chosen, with one sentence that says so. */
async function setLang({ tx, app, viewer, request }: Asking): Promise<Given> {
  const { data, fields, personal } = request
  const lang = languages.find((one) => one === data.lang)
  const after = lang ? await useLang(tx, app, viewer, lang) : viewer
  const notice = lang ? after.say('message.lang') : null
  const stays = personal && data.back === 'settings'
  const settled = notice === null ? { typed: fields } : { typed: fields, notice }
  return { kind: 'card', card: stays ? await showSettings(after, settled) : greet(after, notice) }
}

/** Keeps what somebody settled for themselves. Among others, the settings are sent to the person alone. */
function settles(query: Query, save: (asking: Asking, typed: Pressed['fields']) => Promise<Given | null>): Here {
  return {
    here: async (asking) => {
      const { viewer, request } = asking
      if (!request.personal) return elsewhere(asking, query, letter('settings'))
      return (await save(asking, request.fields)) ?? answerRefusal(viewer, request, { code: 'not-found' }, null)
    },
  }
}

/** That the overview comes every week to whoever has one, or no more. */
async function setWeekly({ tx, app, viewer, request: { data } }: Asking): Promise<Card> {
  return data.weekly === 'no' ? stopsForMe(tx, app, viewer) : comesToMe(tx, app, viewer)
}
