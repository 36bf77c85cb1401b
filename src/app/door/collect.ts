/**
 * A message of the chat, on its way into a log or a new concern: who wrote it, when, and where it stands go along, in a form in which its
 * collector sees all of it and can change it before anything is saved.
 */
import type { Card } from '../../../cards/card.ts'
import { button } from '../../../cards/parts/offer.ts'
import type { Request, Source, Tx } from '../../ports.ts'
import { choicesOf, clean, type FormName, hasPersonalNumber, offer, showForm } from '../actions/index.ts'
import type { App } from '../app.ts'
import type { Viewer } from '../see/index.ts'
import { carried } from './carried.ts'
import { keepDraft } from './drafts.ts'
import type { Given } from './given.ts'
import { nameFor, withNames } from './mentions.ts'
import { answerPersonalNumber } from './refuse.ts'

type Collecting = Extract<Request, { kind: 'collect' }>

/** Into a note where there is a log to put it in, with the way to a new concern instead; otherwise into that. */
export async function collect(tx: Tx, app: App, viewer: Viewer, request: Collecting): Promise<Given> {
  const said = clean(await withNames(viewer, request.text, request.mentions))
  if (hasPersonalNumber(said)) return answerPersonalNumber(viewer)
  const origin = await originOf(viewer, request.source)
  // Below the words: a list shows how a note begins.
  const data = { ...carried(said, origin && `\n\n${origin}`) }
  const around = { viewer, state: null, data }
  const logs = await choicesOf('note.add', 'case', around)
  const form: FormName = logs.length > 0 ? 'note.add' : 'concern.register'
  const card = await showForm(form, around, () => app.ids.next('once'), null)
  const shown = logs.length > 0 ? await withOtherWay(tx, app, viewer, card, data) : card
  return { kind: 'form', card: shown, opens: { kind: 'open', action: form, data } }
}

/** Who wrote it, when, and where, as lines below what was written; what would be read as a national identity number is left out. */
async function originOf(viewer: Viewer, source: Source | undefined): Promise<string> {
  if (!source) return ''
  const { say, calendar } = viewer
  const name = (source.by && (await nameFor(viewer, source.by))) ?? source.name ?? 'none'
  const day = source.at === null ? 'none' : say.dayInSentence(calendar.dayOf(source.at))
  const lines = [say('collected.from', { name: clean(name).slice(0, longestName), day }), source.link ?? '']
  return lines.filter((line) => line !== '' && !hasPersonalNumber(line)).join('\n')
}

/** Characters of a name: what a channel calls somebody can be anything. */
const longestName = 100

/** The same words, kept for their collector alone, as a concern instead. */
async function withOtherWay(
  tx: Tx,
  app: App,
  viewer: Viewer,
  card: Card,
  typed: Record<string, string>,
): Promise<Card> {
  const draft = await keepDraft(tx, app, viewer, typed)
  const other = button(offer('concern.register', { draft }), viewer.say)
  return { ...card, blocks: [...card.blocks, { kind: 'row', text: viewer.say('collected.instead'), button: other }] }
}
