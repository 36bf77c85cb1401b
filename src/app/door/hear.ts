/** What is typed to the bot: a few words it knows in every language, a case's reference, and a helpful answer to the rest. */
import { type Lang, languages } from '../../../cards/card.ts'
import { caseHere } from '../../../cards/case-here.ts'
import { newConcernStart } from '../../../cards/new-concern-start.ts'
import { type CommandName, commandNames, commandWords } from '../../../cards/parts/command-list.ts'
import type { Offer, Query } from '../../../cards/parts/offer.ts'
import { type UnknownArgs, unknown } from '../../../cards/unknown.ts'
import type { Case } from '../../core/case.ts'
import { nearest } from '../../model/nearest.ts'
import type { Answer, Place, Request } from '../../ports.ts'
import { wording } from '../../wording/index.ts'
import { isFollowedFrom } from '../act/followed.ts'
import { newConcernForm } from '../actions/form.ts'
import { may, seeCase } from '../actions/offers.ts'
import { hasPersonalNumber } from '../actions/personal-number.ts'
import { clean } from '../actions/typed.ts'
import { mayRead, openCase, type Viewer } from '../see/viewer.ts'
import { showCase } from '../show/case.ts'
import { casesOf } from '../show/mine.ts'
import { carriedInButton, carriedInForm } from './carried.ts'
import { useCodeAgain } from './link.ts'
import { ask, greet, reportHelp } from './query.ts'
import { answerPersonalNumber } from './refuse.ts'

type Said = Extract<Request, { kind: 'say' }>
type Referred = Extract<Request, { kind: 'refer' }>

export async function hear(viewer: Viewer, request: Said): Promise<Answer> {
  const text = clean(request.text)
  if (hasPersonalNumber(text)) return answerPersonalNumber(viewer)
  if (text === '') return run(viewer, request, 'help', '')
  const { command, argument } = commandIn(text)
  if (command) return run(viewer, request, command, argument)
  if (argument === '' && referenceIn(viewer, text)) return showByRef(viewer, request, text)
  return notUnderstood(viewer, request, text)
}

async function run(viewer: Viewer, request: Said, command: CommandName, argument: string): Promise<Answer> {
  switch (command) {
    case 'help':
      return { kind: 'card', card: greet(viewer) }
    case 'new':
      return request.personal
        ? { kind: 'form', card: await newConcernForm(viewer, { ...begunIn(request), ...carriedInForm(argument) }) }
        : { kind: 'card', card: beginHere(viewer) }
    case 'mine':
      return pressed(viewer, request, 'show.mine')
    case 'report':
      return { kind: 'card', card: reportHelp(viewer) }
    case 'language': {
      const lang = languages.find((one) => one === argument.toLowerCase())
      if (argument && !lang) return { kind: 'message', text: viewer.say('message.languages') }
      return pressed(viewer, request, 'set.lang', lang ? { lang } : {})
    }
    case 'settings':
      return pressed(viewer, request, 'show.settings')
    case 'link':
      return argument ? useCodeAgain(viewer, request, argument) : pressed(viewer, request, 'account.link')
    case 'case':
      return argument ? showByRef(viewer, request, argument) : run(viewer, request, 'mine', '')
  }
}

/** As if a button had been pressed. */
function pressed(viewer: Viewer, request: Said, query: Query, data: Record<string, string> = {}): Promise<Answer> {
  return ask(viewer, { ...request, kind: 'press', action: query, data, fields: {} }, query)
}

/** The command a text begins with, if any, with what stands after it, and the language its word is of. */
export function commandIn(text: string): { command: CommandName | null; argument: string; lang: Lang | null } {
  const [first = '', ...rest] = clean(text).split(/\s+/)
  const command = commandOf(first)
  const lang = command && languages.find((one) => commandWords(command, wording(one)).includes(wordIn(first)))
  return { command, argument: rest.join(' '), lang: lang ?? null }
}

/** The command a word means, in any of the languages. */
function commandOf(word: string): CommandName | null {
  const typed = wordIn(word)
  return (
    commandNames.find((name) => languages.some((lang) => commandWords(name, wording(lang)).includes(typed))) ?? null
  )
}

function wordIn(typed: string): string {
  return typed.toLowerCase().replace(/[!.?]+$/, '')
}

/** In the data of a form: the shared place in which it is begun, where it is. */
function begunIn({ place }: Said): Record<string, string> {
  return place.kind === 'personal' ? {} : { origin: place.key }
}

/** The reference as it is written, from `FJ-1001`, `fj1001` or `1001`; null when the text is none. */
function referenceIn({ model: { refPrefix } }: Viewer, text: string): string | null {
  const found = new RegExp(`^(?:${refPrefix}[- ]?)?(\\d{3,9})$`, 'i').exec(text.trim())
  return found ? `${refPrefix}-${found[1]}` : null
}

async function showByRef(viewer: Viewer, request: Said, text: string): Promise<Answer> {
  const { tx, person } = viewer
  const ref = referenceIn(viewer, text)
  const stored = ref ? await tx.cases.byRef(person.municipality, ref) : null
  // A case that may not be read is opened too, so that the refusal is logged; the answer is the same as for none.
  const card = stored && (await showCase(viewer, stored.case.id, null, await waysHere(viewer, request, stored.case)))
  if (!card) return notFound(viewer, request, text)
  return { kind: 'card', card: request.personal ? card : await here(viewer, stored.case, request.place) }
}

/** On a card that only the asker sees, asked for in a shared place: the way to follow the case there. */
async function waysHere(viewer: Viewer, { place, personal }: Said, state: Case): Promise<Offer[]> {
  return personal ? followHere(viewer, state, place, { origin: place.key }) : []
}

/**
 * A link to a case that others read: the way to it, if who wrote the link may read it, and nothing of a wondering, which no
 * channel is to know of. Logged like any other look, also where nothing is shown.
 */
export async function refer(viewer: Viewer, request: Referred): Promise<Answer> {
  const { tx, person } = viewer
  const known = referenceIn(viewer, request.ref)
  const stored = known ? await tx.cases.byRef(person.municipality, known) : null
  const opened = stored && (await openCase(viewer, stored.case, 'case-here'))
  if (!opened || opened.case.level === 0) return { kind: 'none' }
  return { kind: 'card', card: await here(viewer, opened.case, request.place) }
}

/** In a channel a case shows its reference alone, and the ways to where it can be read. */
async function here(viewer: Viewer, state: Case, place: Place) {
  const data = { case: state.id }
  const offers: Offer[] = [
    { kind: 'open', action: 'show.case', data },
    { kind: 'press', action: 'show.here', data },
  ]
  return caseHere({ ref: state.ref, offers: [...offers, ...(await followHere(viewer, state, place))] }, viewer.say)
}

/** The way to follow a case in a place, where that is the viewer's to choose and it is not followed there yet. */
async function followHere(viewer: Viewer, state: Case, place: Place, more: Record<string, string> = {}) {
  if (place.kind === 'personal' || state.level === 0 || !may(state, viewer, 'participant.add')) return []
  const follow: Offer = { kind: 'press', action: 'follow.here', data: { case: state.id, ...more } }
  return (await isFollowedFrom(viewer.tx, viewer.app, state.id, place)) ? [] : [follow]
}

function beginHere(viewer: Viewer) {
  const offers: Offer[] = [
    { kind: 'open', action: 'concern.register', data: {}, style: 'primary' },
    { kind: 'press', action: 'show.here', data: {} },
  ]
  return newConcernStart({ offers }, viewer.say)
}

async function notFound(viewer: Viewer, request: Said, text: string): Promise<Answer> {
  // Who was only asked, or offered the baton, is not to learn a reference by guessing near it.
  const cases = request.personal ? (await casesOf(viewer)).filter((state) => mayRead(viewer, state)) : []
  const near = nearest(
    referenceIn(viewer, text) ?? text,
    cases.map(({ ref }) => ref),
  )
  const found = cases.find(({ ref }) => ref === near)
  const suggestions: UnknownArgs['suggestions'] = found ? [{ ref: found.ref, offer: seeCase(found) }] : []
  return { kind: 'card', card: unknown({ said: text, what: 'reference', suggestions }, viewer.say) }
}

const opens: Record<Exclude<CommandName, 'case'>, Offer> = {
  new: { kind: 'open', action: 'concern.register', data: {} },
  mine: { kind: 'press', action: 'show.mine', data: {} },
  report: { kind: 'press', action: 'show.report-help', data: {} },
  language: { kind: 'press', action: 'show.settings', data: {} },
  settings: { kind: 'press', action: 'show.settings', data: {} },
  link: { kind: 'press', action: 'account.link', data: {} },
  help: { kind: 'press', action: 'show.help', data: {} },
}

/** The nearest command; and what reads like a worry can become one, with the words already in the form. */
async function notUnderstood(viewer: Viewer, request: Said, text: string): Promise<Answer> {
  const words = commandNames.flatMap((name) => languages.flatMap((lang) => commandWords(name, wording(lang))))
  const near = nearest(text.split(/\s+/)[0] ?? '', words)
  const command = near ? commandOf(near) : null
  const suggestions: UnknownArgs['suggestions'] = []
  if (command === 'case') return notFound(viewer, request, text.split(/\s+/).slice(1).join(' '))
  if (command) suggestions.push({ ref: null, offer: opens[command] })
  const isProse = request.personal && text.split(/\s+/).length > 3 && command !== 'new'
  if (isProse)
    suggestions.push({
      ref: null,
      offer: { kind: 'open', action: 'concern.register', data: { ...begunIn(request), ...carriedInButton(text) } },
    })
  return { kind: 'card', card: unknown({ said: text, what: 'command', suggestions }, viewer.say) }
}
