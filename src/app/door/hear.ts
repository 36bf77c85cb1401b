/** What is typed to the bot: a few words it knows in every language, a case's reference, and a helpful answer to the rest. */

import type { Block, Lang } from '../../../cards/card.ts'
import { newConcernStart } from '../../../cards/new-concern-start.ts'
import { type CaseCommand, type CommandName, takesCase } from '../../../cards/parts/command-list.ts'
import type { Offer } from '../../../cards/parts/offer.ts'
import { type UnknownArgs, unknown } from '../../../cards/unknown.ts'
import { nearest } from '../../model/nearest.ts'
import type { Tx } from '../../ports.ts'
import { clean, hasPersonalNumber, offer, show, showForm } from '../actions/index.ts'
import type { App } from '../app.ts'
import type { Viewer } from '../see/index.ts'
import { greet, reportHelp } from '../show/index.ts'
import { everywhere, notFound, referenceIn, showByRef, startsWithRef } from './by-ref.ts'
import { carried } from './carried.ts'
import { allCommandWords, commandIn, commandOf, langIn, wordIn } from './command-in.ts'
import { keepDraft } from './drafts.ts'
import type { Given } from './given.ts'
import { amongOthers, type Heard, pressed, type Said } from './heard.ts'
import { caseIn, copyIn, formIn } from './in-case.ts'
import { useCodeAgain } from './pair.ts'
import { useLang } from './query.ts'
import { answerPersonalNumber } from './refuse.ts'
import { answerWeekly, weeklyIn } from './weekly.ts'

export async function hear(tx: Tx, app: App, viewer: Viewer, request: Said): Promise<Given> {
  const heard = { tx, app, viewer, request }
  const text = clean(request.text)
  if (hasPersonalNumber(text)) return answerPersonalNumber(viewer)
  if (text === '') return run(heard, 'help', '')
  const { command, argument } = commandIn(text)
  if (command && isMeant(viewer, command, argument)) return run(heard, command, argument)
  // Also the number first: `FJ-1001 tiltak`.
  const turned = startsWithRef(viewer, text)
  const after = turned ? commandOf(turned.rest) : null
  if (turned && after && takesCase(after)) return run(heard, after, turned.said)
  if (everywhere(viewer).some((there) => referenceIn(there, text))) return showByRef(heard, text)
  return request.personal ? notUnderstood(heard, text) : amongOthers(heard)
}

/** Words that also begin a sentence count alone, or with the number of a case; of thanks, and of being away, little follows. */
function isMeant(viewer: Viewer, command: CommandName, argument: string): boolean {
  if (takesCase(command)) return argument === '' || startsWithRef(viewer, argument) !== null
  return !isSocial(command) || argument.split(/\s+/).length <= mostAfter
}

function isSocial(command: CommandName): boolean {
  return command === 'thanks' || command === 'away'
}

/** Words, as in «takk for hjelpen, Stafett» and «ferie fra mandag». */
const mostAfter = 3

async function run(heard: Heard, command: CommandName, argument: string): Promise<Given> {
  if (takesCase(command)) return inCase(heard, command, argument)
  const { tx, app, viewer, request } = heard
  switch (command) {
    case 'help':
      return { kind: 'card', card: greet(viewer), again: show('show.help') }
    case 'new':
      return request.personal
        ? newConcern(heard, { ...begunIn(request), ...(argument ? carried(argument) : {}) })
        : beginHere(heard, argument)
    case 'mine':
      return pressed(heard, 'show.mine')
    case 'overview':
      return overview(heard, argument)
    case 'report':
      return { kind: 'card', card: reportHelp(viewer) }
    case 'language': {
      const lang = langIn(argument)
      if (argument && !lang) return { kind: 'message', text: viewer.say('message.languages') }
      return lang ? speak(heard, lang) : pressed(heard, 'set.lang')
    }
    case 'settings':
      return pressed(heard, 'show.settings')
    case 'away':
      return pressed(heard, 'show.leave')
    case 'pair':
      return argument ? useCodeAgain(tx, app, viewer, request, argument) : pressed(heard, 'account.pair')
    case 'thanks':
      return { kind: 'message', text: viewer.say('message.thanks') }
    case 'case':
      return argument ? showByRef(heard, argument) : run(heard, 'mine', '')
  }
}

/** What is followed by the number of a case, or by nothing. */
function inCase(heard: Heard, command: CaseCommand, argument: string): Promise<Given> {
  switch (command) {
    case 'measure':
    case 'meeting':
    case 'minutes':
    case 'consent':
    case 'baton':
      return formIn(heard, command, argument)
    case 'deadline':
      return caseIn(heard, argument)
    case 'copy':
      return copyIn(heard, argument)
  }
}

/** Now, or whether it comes every week, in a place where that was asked in one. */
async function overview(heard: Heard, argument: string): Promise<Given> {
  const { tx, app, viewer, request } = heard
  const weekly = weeklyIn(argument)
  const place = request.place?.kind === 'personal' ? null : request.place
  return weekly ? answerWeekly({ tx, app, viewer, place }, weekly) : pressed(heard, 'show.overview')
}

/** One sentence, in the language that was asked for. */
async function speak({ tx, app, viewer }: Heard, lang: Lang): Promise<Given> {
  const { say } = await useLang(tx, app, viewer, lang)
  return { kind: 'message', text: say('message.lang'), lang }
}

async function newConcern({ app, viewer, request }: Heard, data: Record<string, string>): Promise<Given> {
  const card = await showForm('concern.register', { viewer, state: null, data }, () => app.ids.next('once'), null)
  const stays = data.prefill !== undefined && staysInChat(viewer, request)
  const blocks = stays ? [deleteHere(viewer), ...card.blocks] : card.blocks
  return { kind: 'form', card: { ...card, blocks }, opens: { kind: 'open', action: 'concern.register', data } }
}

/** Whether what somebody wrote goes on standing where no content is to stand. */
function staysInChat({ model }: Viewer, request: Said): boolean {
  return request.from === 'place' && !request.inWindow && model.content.stands === 'dialog'
}

function deleteHere({ say }: Viewer): Block {
  return { kind: 'notice', text: say('delete.here'), tone: 'attention', discreet: true }
}

/** In the data of a form: the shared place in which it is begun, where it is. */
function begunIn({ place }: Said): Record<string, string> {
  return place && place.kind !== 'personal' ? { origin: place.key } : {}
}

/** What was written after the command waits for its writer in the form, and stands on no button. */
async function beginHere(heard: Heard, written: string): Promise<Given> {
  const { tx, app, viewer } = heard
  const data: Record<string, string> = {}
  if (written) data.draft = await keepDraft(tx, app, viewer, carried(written))
  if (written) await amongOthers(heard)
  const offers = [offer('concern.register', data, 'primary'), show('show.here')]
  return { kind: 'card', card: newConcernStart({ offers }, viewer.say) }
}

/** A form in a case is begun from the list of cases, where no number was written. */
const opens: Record<Exclude<CommandName, 'case' | 'thanks'>, Offer> = {
  new: offer('concern.register', {}),
  mine: show('show.mine'),
  overview: show('show.overview'),
  report: show('show.report-help'),
  language: show('show.settings'),
  settings: show('show.settings'),
  away: show('show.leave'),
  pair: show('account.pair'),
  help: show('show.help'),
  measure: show('show.mine'),
  meeting: show('show.mine'),
  minutes: show('show.mine'),
  consent: show('show.mine'),
  baton: show('show.mine'),
  deadline: show('show.mine'),
  copy: show('show.mine'),
}

/** The nearest command; and what reads like a worry can become one, with the words already in the form. */
async function notUnderstood(heard: Heard, text: string): Promise<Given> {
  const { viewer, request } = heard
  const command = nearestCommand(text)
  const suggestions: UnknownArgs['suggestions'] = []
  if (command === 'case') return notFound(heard, text.split(/\s+/).slice(1).join(' '))
  if (command && command !== 'thanks') suggestions.push({ ref: null, offer: opens[command] })
  const isProse = request.personal && text.split(/\s+/).length > 3 && command !== 'new'
  if (isProse) {
    const draft = await keepDraft(heard.tx, heard.app, viewer, carried(text))
    suggestions.push({ ref: null, offer: offer('concern.register', { ...begunIn(request), draft }) })
  }
  const card = unknown({ said: text, what: 'command', suggestions }, viewer.say)
  const blocks = isProse && staysInChat(viewer, request) ? [deleteHere(viewer), ...card.blocks] : card.blocks
  return { kind: 'card', card: { ...card, blocks } }
}

/** That of the first word, or of what all of it together is like: some commands are more than a word. */
function nearestCommand(text: string): CommandName | null {
  const [first = '', ...others] = text.split(/\s+/)
  const said = [first, ...(others.length < mostOfCommand ? [text] : [])]
  const near = said.map((one) => nearest(wordIn(one), allCommandWords())).find((found) => found !== null)
  return near ? commandOf(near) : null
}

/** Words of the longest command. */
const mostOfCommand = 4
