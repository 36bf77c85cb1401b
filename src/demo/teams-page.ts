/**
 * The page on which somebody sits at Teams in the demonstration: their own chat, the channel, and the dialog that is open. Cards
 * are drawn by Microsoft's own `adaptivecards` in the browser.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import express, { type Router } from 'express'
import { z } from 'zod'
import { html } from '../slack/block-html.ts'
import { strippedScript } from '../web/files.ts'
import { type Json, numbered } from './adaptive-card.ts'
import type { Seat } from './playground.ts'
import { people } from './seats.ts'
import { type Dialog, type Floor, seenBy } from './teams-acts.ts'
import { type Message, ownChat, teamsChannel } from './teams-connector.ts'

const query = z.object({ as: z.string().optional(), tab: z.enum(['chat', 'channel']).default('chat') })
type Tab = z.infer<typeof query>['tab']

/** `GET /demo/teams` shows it; what is done there goes through the door of the seats. `plays` says where content stands. */
export function teamsPageRouter({ connector, dialogs }: Floor, plays: 'dialog' | 'chat'): Router {
  const page = readFileSync(new URL('teams-page.html', import.meta.url), 'utf8')
  const renderer = fileURLToPath(import.meta.resolve('adaptivecards/dist/adaptivecards.min.js'))
  const router = express.Router()
  router.get('/demo/teams/adaptivecards.js', (_request, response) => response.sendFile(renderer))
  const script = strippedScript(new URL('../teams/browser/picture.ts', import.meta.url))
  // For pages in its dialogs.
  const host = strippedScript(new URL('browser/host.ts', import.meta.url))
  router.get('/demo/teams/host.js', (_request, response) => response.type('js').send(host))
  router.get('/demo/teams/picture.js', (_request, response) => response.type('js').send(script))
  router.get('/demo/teams', (request, response) => {
    const { as, tab } = query.parse(request.query)
    const person = Object.values(people).find(({ name }) => name === as) ?? people.teacher
    const messages = connector.messages(tab === 'channel' ? teamsChannel.id : ownChat(person.aadObjectId))
    const parts: Record<string, string> = {
      WHO: html(person.name),
      SEATS: seatsHtml(person, tab, plays),
      CHAT: messages.map((message) => messageHtml(message, person, tab)).join(''),
      DIALOG: dialogHtml(dialogs.get(person.aadObjectId)),
      CHANNEL: tab === 'channel' ? html(teamsChannel.name) : '',
    }
    response.type('html').send(page.replace(/\{\{(\w+)\}\}/g, (_, name: string) => parts[name] ?? ''))
  })
  return router
}

function seatsHtml(person: Seat, tab: Tab, plays: 'dialog' | 'chat'): string {
  const link = (as: string, to: Tab, text: string, here: boolean) =>
    `<a${here ? ' aria-current="true"' : ''} href="?as=${encodeURIComponent(as)}&tab=${to}">${html(text)}</a>`
  const chats = [
    link(person.name, 'chat', 'Stafett', tab === 'chat'),
    link(person.name, 'channel', `Fjordvik skole – ${teamsChannel.name}`, tab === 'channel'),
  ]
  const seats = Object.values(people).map(({ name }) => link(name, tab, name, name === person.name))
  const where = plays === 'dialog' ? 'in dialogs alone' : 'in people’s own chats too'
  return `<h2>Teams</h2>${chats.join('')}<h2>Sit here as</h2>${seats.join('')}<p>Content is read ${where}.</p>`
}

function messageHtml(message: Message, person: Seat, tab: Tab): string {
  const { id, conversation, from, text, updates } = message
  const isReply = tab === 'channel' && !conversation.endsWith(`;messageid=${id}`)
  const thread = tab === 'channel' ? `<button data-thread="${html(conversation)}">Reply</button>` : ''
  const collect = text === '' ? '' : `<button data-collect="${html(id)}">⋯ Legg i stafettloggen</button>`
  const edited = updates > 0 ? ' <small>edited</small>' : ''
  const card = cardHtml(seenBy(message, person))
  const said = text === '' ? '' : `<p>${html(text)}</p>`
  const about = `id="m${html(id)}" data-at="${html(id)}"${isReply ? ' class="reply"' : ''}`
  return `<article ${about}><h4>${html(from)}${edited}</h4>${said}${card}<nav>${thread}${collect}</nav></article>`
}

function dialogHtml(open: Dialog | undefined): string {
  if (!open) return ''
  const said = open.page ? pageHtml(open.page) : open.card ? cardHtml(open.card) : `<p>${html(open.text)}</p>`
  const head = `<header><h3 id="title">${html(open.title)}</h3><button data-close aria-label="Close">✕</button></header>`
  return `<dialog id="open" aria-labelledby="title">${head}${said}</dialog>`
}

function pageHtml(address: string): string {
  return `<iframe title="Stafett" data-page src="${html(address)}"></iframe>`
}

/** Every second `lang` is dropped by the one that draws it, so that it is put around the card instead. */
function cardHtml(card: Json | null): string {
  if (!card) return ''
  const { lang, ...drawn } = numbered(card)
  return `<div class="card" lang="${html(String(lang))}" data-card="${html(JSON.stringify(drawn))}"></div>`
}
