/** How a "no" is shown: at the field, on the card it is about, as a card of its own, or as one private sentence. */
import { whichDays } from '../../../cards/parts/field.ts'
import { isAboutQuestion, type Offer, type Query } from '../../../cards/parts/offer.ts'
import { type Refused, refusalSentence, type Told } from '../../../cards/parts/refused.ts'
import { personalNumber } from '../../../cards/personal-number.ts'
import { refusal as card, keptBlocks } from '../../../cards/refusal.ts'
import type { Case } from '../../core/case.ts'
import { isRecused } from '../../core/exclusion.ts'
import { type CaseRole, isBackFromKe, isShutOut, permissions, whyBack } from '../../core/permission.ts'
import { servicesOf } from '../../core/recipient.ts'
import type { Refusal } from '../../core/refusal.ts'
import type { Responsible } from '../../core/responsible.ts'
import {
  type Action,
  actions,
  daysOf,
  type Fault,
  type Filled,
  type FormName,
  fieldsOf,
  isFormName,
  offer,
  possible,
  seeCase,
  show,
  showForm,
} from '../actions/index.ts'
import { endedForThem, knownRoles, recipientsWithin, responsibleName, seesOutline, type Viewer } from '../see/index.ts'
import { sentCard } from './back.ts'
import type { Given } from './given.ts'
import { toldGone, toldMeanwhile } from './meanwhile.ts'
import type { Pressed } from './pressed.ts'
import { whoIs } from './who-may.ts'

/** Somebody else was quicker: what stands there now says more than a "no". */
const late = new Set<Refusal['code']>([
  'already-decided',
  'already-answered',
  'already-done',
  'already-concluded',
  'consent-missing',
  'case-closed',
])

/** Of no use to be sent again, whatever is typed. */
const final = new Set<Refusal['code']>([
  ...late,
  'already-ended',
  'not-permitted',
  'not-found',
  'excluded',
  'back-with-unit',
  'decided-with-unit',
])

/** Who may, by name; to somebody with no part in the case as in `answerNotThere`. Logged as a look that was refused. */
export async function answerNotPermitted(
  viewer: Viewer,
  request: Pressed,
  action: Action,
  state: Case | null,
): Promise<Given> {
  const may = action === 'concern.register' ? null : permissions[action]
  return may ? answerNotFor(viewer, request, action, may, state) : answerNotThere(viewer, request, action, state)
}

/** What only these may do or see, as `answerNotPermitted`. */
export async function answerNotFor(
  viewer: Viewer,
  request: Pressed,
  what: Action | Query,
  may: CaseRole[],
  state: Case | null,
): Promise<Given> {
  if (!knownTo(viewer, state)) return answerNotThere(viewer, request, what, state)
  await noteRefused(viewer, what, state)
  return answerRefusal(viewer, request, { code: 'not-permitted', may }, state)
}

/** What is not there for somebody, whether or not it is there for others. Logged as a look that was refused. */
export async function answerNotThere(
  viewer: Viewer,
  request: Pressed,
  what: Action | Query,
  state: Case | null,
): Promise<Given> {
  await noteRefused(viewer, what, state)
  return answerUnread(viewer, request, state)
}

/**
 * As if there were no such case; but whose part in it ended when it was closed, or by the word of the family or their own, is
 * told so.
 */
export async function answerUnread(viewer: Viewer, request: Pressed, state: Case | null): Promise<Given> {
  const code = whyUnread(viewer, request, state)
  const isAsked = isAboutQuestion(request.action, request.data)
  const told = state && !isAsked && code === 'not-found' ? await toldGone(viewer, request, state) : null
  return answerRefusal(viewer, request, { code }, null, told)
}

function whyUnread(viewer: Viewer, { action, data }: Pressed, state: Case | null): Refusal['code'] {
  // A question that somebody was asked has no case for them, so that nothing is said of what they are in it.
  if (!state || isAboutQuestion(action, data)) return 'not-found'
  if (isRecused(state, viewer.person.id)) return 'recused'
  if (isShutOut(state, viewer.actor, viewer.today)) return 'excluded'
  if (endedForThem(viewer, state)) return 'case-closed'
  return isBackFromKe(state, viewer.actor) ? whyBack(state, data.proposal, viewer) : 'not-found'
}

/** Logs a look at a case that was refused. */
async function noteRefused({ reader, person, now }: Viewer, what: Action | Query, state: Case | null): Promise<void> {
  if (!state) return
  await reader.access.log({ at: now, person: person.id, case: state.id, what, verdict: 'refused', roles: [] })
}

/** The core's refusal of a command. Of the case it says as much as the person may know: to the colleague who was asked anonymously, nothing. */
export async function answerRefusal(
  viewer: Viewer,
  request: Pressed,
  refusal: Refusal,
  found: Case | null,
  gone: Told | null = null,
): Promise<Given> {
  const { action, data, fields } = request
  const state = refusal.code === 'not-found' || isAboutQuestion(action, data) ? null : knownTo(viewer, found)
  const which = refusal.field ? whichOf(viewer, request, refusal.field, state) : null
  const told = gone ?? (state && !refusal.field ? await toldMeanwhile(viewer, request, refusal.code, state) : null)
  const refused = { ...(await refusedFor(viewer, refusal, state)), which, told }
  // Among others nobody is named who answers for something, and no service.
  const sentence = refusalSentence(request.personal ? refused : { ...refused, who: null, services: [] }, viewer.say)
  if (!request.personal) return { kind: 'message', text: sentence }
  if (isFormName(action) && refusal.field && !isForAsking(refusal, action)) {
    return {
      kind: 'form',
      card: await again(viewer, anew(request, refusal), action, state, { errors: { [refusal.field]: sentence } }),
    }
  }
  const typed = kept(viewer, action, fields)
  const standing = found && late.has(refusal.code) ? (await sentCard(viewer, found, data.back))?.card : null
  if (standing)
    return { kind: 'card', card: { ...standing, blocks: [...standing.blocks, ...keptBlocks(typed, viewer.say)] } }
  // What was typed stays in the form, with the reason above it, as long as the form can still be of use.
  if (isFormName(action) && typed.length > 0 && state?.status === 'open' && !final.has(refusal.code)) {
    return {
      kind: 'form',
      card: await again(viewer, request, action, state, { errors: {}, notice: sentence }),
    }
  }
  const offers = back(viewer, refusal, state, data.proposal)
  const no: Given = { kind: 'card', card: card({ ref: state?.ref ?? null, refused, kept: typed, offers }, viewer.say) }
  // What somebody typed of a case they have no part in is theirs to see where they typed it, and stands in no message.
  return state || action === 'concern.register' ? no : { ...no, opens: show('show.mine'), inWindowAlone: true }
}

/** Whether there is nothing to keep in the form but somebody whom the family must be asked about first. */
function isForAsking({ code }: Refusal, action: Action): boolean {
  return code === 'consent-missing' && action === 'participant.add'
}

/** What was typed could not be read: the form again, with each fault at its field and everything as it was. */
export async function answerFaults(
  viewer: Viewer,
  request: Pressed,
  faults: Record<string, Fault>,
  state: Case | null,
): Promise<Given> {
  const { action, personal } = request
  if (!isFormName(action)) return answerRefusal(viewer, request, { code: 'not-found' }, null)
  // What somebody typed is never said again where others read along.
  const sentence = (field: string, { code, max, word }: Fault) => {
    const said = viewer.say(`field-error.${code}`, { max: max ?? 0, word: (personal && word) || 'none' })
    return [said, whichOf(viewer, request, field, state)].filter((one) => one !== null).join(' ')
  }
  const [first] = Object.entries(faults)
  if (!personal && first) return { kind: 'message', text: sentence(...first) }
  const shown = Object.keys(actions[action].asks)
  const errors = Object.entries(faults).map(([field, fault]) => {
    return [shown.includes(field) ? field : '', sentence(field, fault)]
  })
  return { kind: 'form', card: await again(viewer, request, action, state, { errors: Object.fromEntries(errors) }) }
}

/** Which days can be chosen in the field, as a sentence; null in one of another kind, and where any can. */
function whichOf(viewer: Viewer, { action, data }: Pressed, field: string, state: Case | null): string | null {
  return isFormName(action) ? whichDays(daysOf(action, field, { viewer, state, data }), viewer.say) : null
}

/** What the form was filled in with by itself is found again, where it is that which has changed: `stale` says so to the form. */
function anew(request: Pressed, { code }: Refusal): Pressed {
  const { moves: _, known, ...data } = request.data
  const isNew = code === 'meeting-set' || code === 'evaluated-meanwhile' || code === 'heard-meanwhile'
  return isNew ? { ...request, data: known === undefined ? data : { ...data, stale: 'yes' } } : request
}

/** The form with everything that was typed, and what is wrong with it. */
function again(viewer: Viewer, request: Pressed, form: FormName, state: Case | null, wrong: Omit<Filled, 'values'>) {
  const { data, fields, once } = request
  // It says anew who has what it is about.
  const { had: _, ...rest } = data
  return showForm(form, { viewer, state, data: rest }, once, { values: fields, ...wrong })
}

/** A national identity number was typed where no form is open. */
export function answerPersonalNumber({ say }: Viewer): Given {
  return {
    kind: 'card',
    card: personalNumber({ ref: null, offers: [show('show.help')] }, say),
  }
}

async function refusedFor(
  viewer: Viewer,
  { code, may = [], services = [], day, who }: Refusal,
  state: Case | null,
): Promise<Refused> {
  const names = state
    ? await Promise.all(may.map((role) => whoIs(viewer, state, role)))
    : may.map((role) => viewer.say(`role.${role}`))
  return {
    code,
    may: [...new Set(names)],
    services:
      state && seesOutline(viewer, state) ? [] : await recipientsWithin(viewer, state ?? viewer.person, services),
    day: day ?? null,
    who: who ? await whoHasIt(viewer, who) : null,
  }
}

async function whoHasIt(viewer: Viewer, who: Responsible) {
  const you = who.kind === 'person' && who.person === viewer.person.id
  return { name: await responsibleName(viewer, who), you }
}

/** The case, to somebody with a part in it of which they know the reference. */
function knownTo(viewer: Viewer, state: Case | null): Case | null {
  return state && knownRoles(viewer, state).length > 0 ? state : null
}

function kept(viewer: Viewer, action: string, fields: Record<string, string>): { label: string; words: string }[] {
  if (!isFormName(action)) return []
  return fieldsOf(action).flatMap(([id, { kind, label }]) => {
    const words = fields[id]
    return words && (kind === 'short' || kind === 'long') ? [{ label: viewer.say(label ?? `field.${id}`), words }] : []
  })
}

function back(viewer: Viewer, refusal: Refusal, state: Case | null, proposal: string | undefined): Offer[] {
  const { code } = refusal
  const mine = show('show.mine')
  if (!state) return [mine]
  const see = seeCase(state)
  const consents = code === 'consent-missing' ? lackingConsents(viewer, state, refusal) : []
  const decided = code === 'already-decided' && proposal ? [show('show.proposal', { case: state.id, proposal })] : []
  const lacks = code === 'nothing-evaluated' || code === 'child-unheard'
  const steps = lacks ? [show('show.evaluation', { case: state.id })] : []
  return [...consents, ...decided, ...steps, see, mine]
}

/** The family can be asked at once about those it was refused for, by whoever may. */
function lackingConsents(viewer: Viewer, state: Case, { services = [] }: Refusal): Offer[] {
  const lacking = servicesOf(services).join(',')
  const isAble = lacking !== '' && possible(state, viewer).some(({ action }) => action === 'consent.request')
  return [
    ...(isAble ? [offer('consent.request', { case: state.id, lacking })] : []),
    show('show.consents', { case: state.id }),
  ]
}
