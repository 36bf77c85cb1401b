/** What is typed to the bot: a few words it knows in every language, a case's reference, and a helpful answer to the rest. */
import { languages } from '../../cards/card.ts'
import { caseHere } from '../../cards/case-here.ts'
import { newConcernStart } from '../../cards/new-concern-start.ts'
import { type CommandName, commandNames, commandWords } from '../../cards/parts/command-list.ts'
import type { Offer } from '../../cards/parts/offer.ts'
import { type UnknownArgs, unknown } from '../../cards/unknown.ts'
import type { Case } from '../core/case.ts'
import { nearest } from '../model/nearest.ts'
import type { Answer, Place, Request } from '../ports.ts'
import { wording } from '../wording/index.ts'
import { isFollowedFrom } from './followed.ts'
import { newConcernForm } from './form.ts'
import { paragraph } from './intake/entry.ts'
import { may, seeCase } from './offers.ts'
import { hasPersonalNumber } from './personal-number.ts'
import { ask, greet, reportHelp } from './query.ts'
import { answerPersonalNumber } from './refused.ts'
import { showCase } from './show-case.ts'
import { casesOf } from './show-mine.ts'
import { clean } from './typed.ts'
import { mayRead, type Viewer } from './viewer.ts'

type Said = Extract<Request, { kind: 'say' }>

/** The longest free text a button carries over into a form begun with it, in characters of JSON: no channel takes much more. */
const mostCarried = 1500

export async function hear(viewer: Viewer, request: Said): Promise<Answer> {
  const text = clean(request.text)
  if (hasPersonalNumber(text)) return answerPersonalNumber(viewer)
  const [first = '', ...rest] = text.split(/\s+/)
  const argument = rest.join(' ')
  const command = text === '' ? 'help' : commandOf(first)
  if (command) return run(viewer, request, command, argument)
  if (rest.length === 0 && referenceIn(viewer, first)) return showByRef(viewer, request, first)
  return notUnderstood(viewer, request, text)
}

async function run(viewer: Viewer, request: Said, command: CommandName, argument: string): Promise<Answer> {
  switch (command) {
    case 'help':
      return { kind: 'card', card: greet(viewer) }
    case 'new':
      return request.personal
        ? { kind: 'form', card: await newConcernForm(viewer, '', argument.slice(0, paragraph)) }
        : { kind: 'card', card: beginHere(viewer) }
    case 'mine':
      return ask(viewer, { ...request, kind: 'press', action: 'show.mine', data: {}, fields: {} }, 'show.mine')
    case 'report':
      return { kind: 'card', card: reportHelp(viewer) }
    case 'language': {
      const lang = languages.find((one) => one === argument.toLowerCase())
      if (argument && !lang) return { kind: 'message', text: viewer.say('message.languages') }
      return ask(
        viewer,
        { ...request, kind: 'press', action: 'set.lang', data: lang ? { lang } : {}, fields: {} },
        'set.lang',
      )
    }
    case 'case':
      return argument ? showByRef(viewer, request, argument) : run(viewer, request, 'mine', '')
  }
}

/** The command a text begins with, if any. */
export function commandIn(text: string): CommandName | null {
  return commandOf(clean(text).split(/\s+/)[0] ?? '')
}

/** The command a word means, in any of the languages. */
function commandOf(word: string): CommandName | null {
  const typed = word.toLowerCase().replace(/[!.?]+$/, '')
  return (
    commandNames.find((name) => languages.some((lang) => commandWords(name, wording(lang)).includes(typed))) ?? null
  )
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
  const card = stored && (await showCase(viewer, stored.case.id, null))
  if (!card) return notFound(viewer, request, text)
  return { kind: 'card', card: request.personal ? card : await here(viewer, stored.case, request.place) }
}

/** In a channel a case shows its reference alone, and the ways to where it can be read. */
async function here(viewer: Viewer, state: Case, place: Place) {
  const data = { case: state.id }
  const follow: Offer[] =
    !(await isFollowedFrom(viewer.tx, state.id, place)) && state.level > 0 && may(state, viewer, 'participant.add')
      ? [{ kind: 'press', action: 'follow.here', data }]
      : []
  return caseHere(
    {
      ref: state.ref,
      offers: [{ kind: 'open', action: 'show.case', data }, { kind: 'press', action: 'show.here', data }, ...follow],
    },
    viewer.say,
  )
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

const opens: Record<Exclude<CommandName, 'case' | 'language'>, Offer> = {
  new: { kind: 'open', action: 'concern.register', data: {} },
  mine: { kind: 'press', action: 'show.mine', data: {} },
  report: { kind: 'press', action: 'show.report-help', data: {} },
  help: { kind: 'press', action: 'show.help', data: {} },
}

/** The nearest command; and what reads like a worry can become one, with the words already in the form. */
async function notUnderstood(viewer: Viewer, request: Said, text: string): Promise<Answer> {
  const words = commandNames.flatMap((name) => languages.flatMap((lang) => commandWords(name, wording(lang))))
  const near = nearest(text.split(/\s+/)[0] ?? '', words)
  const command = near ? commandOf(near) : null
  const suggestions: UnknownArgs['suggestions'] = []
  if (command === 'case') return notFound(viewer, request, text.split(/\s+/).slice(1).join(' '))
  if (command) suggestions.push({ ref: null, offer: opens[command === 'language' ? 'help' : command] })
  const isProse = request.personal && text.split(/\s+/).length > 3 && command !== 'new'
  if (isProse)
    suggestions.push({
      ref: null,
      offer: { kind: 'open', action: 'concern.register', data: { prefill: carried(text) } },
    })
  return { kind: 'card', card: unknown({ said: text, what: 'command', suggestions }, viewer.say) }
}

function carried(text: string): string {
  const kept = text.slice(0, mostCarried)
  const over = JSON.stringify(kept).length - mostCarried
  return over > 0 ? carried(kept.slice(0, -over)) : kept
}
