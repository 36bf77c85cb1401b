/** How a "no" is shown: at the field, on the card it is about, as a card of its own, or as one private sentence. */
import { forms, isFormName } from '../../cards/forms.ts'
import type { Offer } from '../../cards/offer.ts'
import { personalNumber } from '../../cards/personal-number.ts'
import { refusal as card, type Refused, refusalSentence } from '../../cards/refusal.ts'
import type { Case } from '../core/case.ts'
import type { CaseRole } from '../core/permission.ts'
import type { Refusal } from '../core/refusal.ts'
import type { Answer, Request } from '../ports.ts'
import { serviceNames } from './describe.ts'
import { drawSent } from './draw.ts'
import { leaders } from './enqueue.ts'
import type { Fault } from './fields.ts'
import { showForm } from './form.ts'
import { nameOf, type Viewer } from './viewer.ts'

type Press = Extract<Request, { kind: 'press' | 'open' }>

/** Somebody else was quicker: what stands there now says more than a "no". */
const late = new Set<Refusal['code']>([
  'already-decided',
  'already-answered',
  'already-done',
  'already-concluded',
  'consent-missing',
  'case-closed',
])

/** The core's refusal of a command. `state` is the case where the person may know of it. */
export async function answerRefusal(
  viewer: Viewer,
  request: Press,
  refusal: Refusal,
  state: Case | null,
): Promise<Answer> {
  const refused = await refusedFor(viewer, refusal, refusal.code === 'not-found' ? null : state)
  const sentence = refusalSentence(refused, viewer.say)
  if (!request.personal) return { kind: 'message', text: sentence }
  const { action, data, fields } = request
  if (isFormName(action) && refusal.field) {
    return {
      kind: 'form',
      card: await showForm(viewer, action, state, data, { values: fields, errors: { [refusal.field]: sentence } }),
    }
  }
  const typed = kept(viewer, action, fields)
  const standing =
    state && late.has(refusal.code) && typed.length === 0 ? await sentCard(viewer, state, data.from) : null
  if (standing) return { kind: 'card', card: standing.card }
  // What was typed stays in the form, with the reason above it, as long as the form can still be of use.
  if (isFormName(action) && typed.length > 0 && state?.status === 'open' && !late.has(refusal.code)) {
    return {
      kind: 'form',
      card: await showForm(viewer, action, state, data, { values: fields, errors: {}, notice: sentence }),
    }
  }
  const ref = refusal.code === 'not-found' ? null : (state?.ref ?? null)
  return { kind: 'card', card: card({ ref, refused, kept: typed, offers: back(refusal, state) }, viewer.say) }
}

/** What was typed could not be read: the form again, with each fault at its field and everything as it was. */
export async function answerFaults(
  viewer: Viewer,
  request: Press,
  faults: Record<string, Fault>,
  state: Case | null,
): Promise<Answer> {
  const { action, data, fields } = request
  if (!isFormName(action)) return answerRefusal(viewer, request, { code: 'not-found' }, null)
  const shown: string[] = forms[action].fields.map(({ id }) => id)
  const errors = Object.entries(faults).map(([field, { code, max }]) => [
    shown.includes(field) ? field : '',
    viewer.say(`field-error.${code}`, { max: max ?? 0 }),
  ])
  return {
    kind: 'form',
    card: await showForm(viewer, action, state, data, { values: fields, errors: Object.fromEntries(errors) }),
  }
}

/** A national identity number was typed where no form is open. */
export function answerPersonalNumber({ say }: Viewer): Answer {
  return {
    kind: 'card',
    card: personalNumber({ ref: null, offers: [{ kind: 'press', action: 'show.help', data: {} }] }, say),
  }
}

/** The card that was sent and pressed, as it stands now: `from` is its name and what it is about. */
export async function sentCard(viewer: Viewer, state: Case, from: string | undefined) {
  const [name, subject] = from?.split('|') ?? []
  return name && subject !== undefined ? drawSent(viewer, { card: name, line: null, subject }, state) : null
}

async function refusedFor(
  viewer: Viewer,
  { code, may = [], services = [], day }: Refusal,
  state: Case | null,
): Promise<Refused> {
  const names = state
    ? await Promise.all(may.map((role) => whoIs(viewer, state, role)))
    : may.map((role) => viewer.say(`role.${role}`))
  return { code, may: [...new Set(names)], services: serviceNames(viewer, services), day: day ?? null }
}

/** The role with the names of those who have it, where there are any. */
async function whoIs(viewer: Viewer, state: Case, role: CaseRole): Promise<string> {
  const title = viewer.say(`role.${role}`)
  const people = await peopleIn(viewer, state, role)
  return people.length === 0 ? title : `${title} (${viewer.say.list(people)})`
}

async function peopleIn(viewer: Viewer, state: Case, role: CaseRole): Promise<string[]> {
  if (role === 'leader')
    return (await leaders(viewer.tx, state.municipality, state.unit))
      .filter(({ id }) => id !== viewer.person.id)
      .map(({ name }) => name)
  const person =
    role === 'holder' ? state.holder : role === 'owner' ? state.owner : role === 'offered' ? state.handOver?.to : null
  return person ? [await nameOf(viewer, person)] : []
}

function kept(viewer: Viewer, action: string, fields: Record<string, string>): { label: string; words: string }[] {
  if (!isFormName(action)) return []
  return forms[action].fields.flatMap(({ id, kind, label }) => {
    const words = fields[id]
    return words && (kind === 'line' || kind === 'lines') ? [{ label: viewer.say(label ?? `field.${id}`), words }] : []
  })
}

function back({ code }: Refusal, state: Case | null): Offer[] {
  const mine: Offer = { kind: 'press', action: 'show.mine', data: {} }
  if (!state || code === 'not-found') return [mine]
  const see: Offer = { kind: 'press', action: 'show.case', data: { case: state.id } }
  const consents: Offer[] =
    code === 'consent-missing' ? [{ kind: 'press', action: 'show.consents', data: { case: state.id } }] : []
  return [...consents, see, mine]
}
