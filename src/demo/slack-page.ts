/** The page on which somebody sits at Slack in the demonstration: conversations, Home and modals, as the workspace has them. */
import { readFileSync } from 'node:fs'
import express, { type Router } from 'express'
import { z } from 'zod'
import app from '../../manifest/slack/manifest.json' with { type: 'json' }
import { blocksHtml, html } from '../slack/block-html.ts'
import { readBlocks } from '../slack/blocks.ts'
import type { Shown } from './blocks.ts'
import { type Floor, type Message, messagesIn } from './slack-acts.ts'
import type { Sight } from './slack-sight.ts'
import { bot, type Member } from './workspace.ts'

const query = z.object({ as: z.string().optional(), tab: z.enum(['direct', 'channel', 'home']).default('direct') })
type Tab = z.infer<typeof query>['tab']

/** `GET /demo/slack` shows it; what is done there goes through the door of the seats. */
export function pageRouter(floor: Floor): Router {
  const page = readFileSync(new URL('slack-page.html', import.meta.url), 'utf8')
  const router = express.Router()
  router.get('/demo/slack', async (request, response) => {
    const { as, tab } = query.parse(request.query)
    const { members } = floor.workspace
    const member =
      members.find(({ name }) => name === as) ?? members.find(({ name }) => name === 'Nora Vik') ?? members[0]
    if (!member) throw new Error('nobody belongs to the workspace')
    const sight = floor.sights.of(member.user)
    const parts: Record<string, string> = {
      WHO: html(member.name),
      SEATS: seatsHtml(floor, member, tab),
      CHAT: tab === 'home' ? homeHtml(sight) : await chatHtml(floor, member, tab),
      MODAL: modalHtml(sight.modals.at(-1)),
      CHANNEL: tab === 'channel' ? html(floor.workspace.channel.name) : '',
      TAB: tab,
    }
    response.type('html').send(page.replace(/\{\{(\w+)\}\}/g, (_, name: string) => parts[name] ?? ''))
  })
  return router
}

function seatsHtml({ workspace }: Floor, member: Member, tab: Tab): string {
  const link = (as: string, to: Tab, text: string, here: boolean) =>
    `<a class="${here ? 'here' : ''}" href="?as=${encodeURIComponent(as)}&tab=${to}">${html(text)}</a>`
  const people = workspace.members.map(({ name }) => link(name, tab, name, name === member.name))
  const tabs = [
    link(member.name, 'direct', 'Stafett', tab === 'direct'),
    link(member.name, 'home', 'Stafett – Home', tab === 'home'),
    link(member.name, 'channel', `# ${workspace.channel.name}`, tab === 'channel'),
  ]
  return `<h2>Fjordvik kommune</h2>${tabs.join('')}${shortcutsHtml('global')}<h2>Sit here as</h2>${people.join('')}`
}

function shortcutsHtml(type: string): string {
  const offered = app.features.shortcuts.filter((one) => one.type === type)
  return offered
    .map(({ callback_id, name }) => `<button data-shortcut="${html(callback_id)}">⚡ ${html(name)}</button>`)
    .join('')
}

async function chatHtml(floor: Floor, member: Member, tab: Tab): Promise<string> {
  const channel = tab === 'channel' ? floor.workspace.channel.id : await floor.workspace.direct(member)
  const standing = (await messagesIn(floor, channel)).map((message) => messageHtml(floor, channel, message))
  const asides = floor.sights.of(member.user).asides.filter((aside) => aside.channel === channel)
  const only = asides.map(({ ts, blocks, text }) => {
    const said = blocks.length > 0 ? blocksHtml(blocks) : `<p>${html(plain(text))}</p>`
    return `<article class="aside" data-at="${html(ts)}"><small>Only visible to you</small><h4>Stafett</h4>${said}</article>`
  })
  return [...standing, ...only.slice(-3)].join('')
}

function messageHtml(
  { workspace }: Floor,
  channel: string,
  { ts, user, text, thread_ts: thread, blocks }: Message,
): string {
  const read = readBlocks(blocks)
  const who = user === bot.user ? 'Stafett' : workspace.members.find((one) => one.user === user)?.name
  const said = read.length > 0 ? blocksHtml(read) : `<p>${html(plain(text))}</p>`
  const isReply = thread !== undefined && thread !== ts
  const reply = isReply ? '' : `<button data-thread="${html(ts)}">Reply in thread</button>`
  const more = channel === workspace.channel.id ? `<nav>${reply}${shortcutsHtml('message')}</nav>` : ''
  return `<article class="${isReply ? 'reply' : ''}" data-at="${html(ts)}"><h4>${html(who)}</h4>${said}${more}</article>`
}

/** A message's own text, which is markup, as it is read. */
function plain(text: string): string {
  const names = text.replaceAll(`<@${bot.user}>`, '@Stafett')
  return names.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

function homeHtml({ home }: Sight): string {
  return `<article class="home">${home ? blocksHtml(home.view.blocks) : '<p>…</p>'}</article>`
}

function modalHtml(shown: Shown | undefined): string {
  if (!shown) return ''
  const { view, errors } = shown
  const submit = view.submit
    ? `<button class="primary" data-press="${html(view.submit)}">${html(view.submit)}</button>`
    : ''
  const foot = `<footer><button data-close>${html(view.close ?? 'Close')}</button>${submit}</footer>`
  return `<dialog open><h3>${html(view.title)}</h3><div>${blocksHtml(view.blocks, errors)}</div>${foot}</dialog>`
}
