/** Where channels lead to the page: a dialog in Teams shows it, a modal in Slack has a button to it; never with a word that was typed. */
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import type { Answer, PageOf, Request } from '../../src/ports.ts'
import { browserBlock } from '../../src/slack/button.ts'
import { check, type Modal } from '../../src/slack/limits.ts'
import { createTeams } from '../../src/teams/index.ts'
import { createWeb, listen } from '../../src/web/index.ts'
import { noPage, pagesAt } from '../../src/web/page-of.ts'
import { phrasesIn } from '../../src/wording/phrases.ts'
import { startSlackApi } from '../support/slack-api.ts'
import { openDoor, signingSecret } from '../support/slack-door.ts'
import { postedBody, recorded } from '../support/slack-recorded.ts'
import { signed } from '../support/slack-signature.ts'
import { object, recording, seenInAnswer } from '../support/teams-client.ts'
import { card, cardAnswer, form, formAnswer } from './contract-cards.ts'

const address = 'https://stafett.example'
const inDialogs = pagesAt(address, true)

type Carried = { do?: 'press' | 'open'; action: string; data: Record<string, string> }
const pressSchema = z.looseObject({ actions: z.array(z.looseObject({})) })
const showCase: Carried = { do: 'open', action: 'show.case', data: { case: 'case_1' } }

describe('a dialog in Teams', () => {
  const here = 'http://127.0.0.1:9/connector'
  const asked: Request[] = []
  afterEach(() => void asked.splice(0))

  /** What a press is answered with; `more` stands beside what the button carries, `where` in the activity. */
  async function answered(carried: unknown, { pageOf = inDialogs, more = {}, where = {}, name = 'task/fetch' } = {}) {
    const report = () => undefined
    const { channel, router } = createTeams({ access: 'unsigned' }, { report, phrases: phrasesIn, pageOf })
    await channel.start(async (request) => {
      asked.push(request)
      return cardAnswer(card())
    })
    const web = await listen(createWeb({ routers: [router], faults: () => [], report }), '127.0.0.1', 0)
    onTestFinished(web.close)
    const data = { stafett: carried, msteams: { type: 'task/fetch' }, ...more }
    const activity = { ...recording('teams-task-fetch', { serviceUrl: here, name, ...where }), value: { data } }
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify(activity)
    const response = await fetch(`http://127.0.0.1:${web.port}/api/messages`, { method: 'POST', headers, body })
    const text = await response.text()
    return { status: response.status, text, task: text === '' ? null : object(object(JSON.parse(text)).task) }
  }
  const ownChat = { conversation: { id: 'a:kari', conversationType: 'personal', isGroup: false } }

  it('shows the page of what the button leads to, and the app is asked for nothing before that is', async () => {
    const { task } = await answered(showCase)
    const path = '/rom/vis/show.case?case=case_1'
    expect(task).toEqual({
      type: 'continue',
      value: {
        ...{ title: 'Stafett', width: 'medium', height: 'medium' },
        url: `${address}/rom/fane?til=${encodeURIComponent(path)}`,
        fallbackUrl: address + path,
      },
    })
    expect(asked).toEqual([])
  })

  it('is as high as a form where the page is one', async () => {
    const { task } = await answered({ do: 'open', action: 'note.add', data: { case: 'case_1', draft: 'draft_1' } })
    expect(task?.value).toMatchObject({ height: 'large' })
    expect(object(task?.value).fallbackUrl).toBe(`${address}/rom/skjema/note.add?case=case_1&draft=draft_1`)
  })

  it.each<[string, Carried, object]>([
    ['a word that was typed', { action: 'note.add', data: { case: 'case_1', prefill: 'alene' } }, {}],
    ['words', { action: 'note.add', data: { case: 'case_1', about: 'Gutt alene' } }, {}],
    ['what is filled in', { action: 'note.add', data: { case: 'case_1' } }, { more: { note: 'alene' } }],
    ['that somebody asks about the duty to report', { action: 'show.report-help', data: {} }, {}],
    ['that a report was made', { action: 'report.record', data: { case: 'case_1' } }, {}],
    ['an address of nobody’s', { action: '../../evil.example', data: {} }, {}],
    ['what changes something', { action: 'handover.accept', data: { case: 'case_1' }, do: 'press' }, {}],
    ['a wondering that is begun in a channel', { action: 'concern.register', data: {} }, {}],
    ['one that was asked for there', { action: 'concern.register', data: { origin: 'x' } }, { where: ownChat }],
  ])('shows a card, for no address holds %s', async (_, carried, around) => {
    const { text } = await answered({ do: 'open', ...carried }, around)
    expect(text).not.toContain(address)
    expect(text).not.toMatch(/alene|evil/)
    expect(seenInAnswer(JSON.parse(text))).toMatchObject({ kind: 'dialog' })
    expect(asked).toHaveLength(1)
  })

  it('shows the page of a wondering that is begun in the own chat', async () => {
    const { task } = await answered({ do: 'open', action: 'concern.register', data: {} }, { where: ownChat })
    expect(object(task?.value).fallbackUrl).toBe(`${address}/rom/skjema/concern.register`)
  })

  it.each([
    ['without a way to sign in', noPage],
    ['where content is read in chats', pagesAt(address, false)],
  ])('shows cards %s', async (_, pageOf) => {
    const { text } = await answered(showCase, { pageOf })
    expect(text).not.toContain(address)
    expect(seenInAnswer(JSON.parse(text))).toMatchObject({ kind: 'dialog' })
  })

  it.each(['task/submit', 'composeExtension/submitAction'])('that stands open stays what it was: %s', async (name) => {
    const { text } = await answered(showCase, { name })
    expect(text).not.toContain(address)
    expect(asked).toHaveLength(1)
  })

  it('ends when the page in it is left, and the app hears nothing of that', async () => {
    expect(await answered({ do: 'close' }, { name: 'task/submit' })).toEqual({ status: 200, text: '', task: null })
    expect(asked).toEqual([])
    expect((await answered({ do: 'close' })).task).toMatchObject({ type: 'message' })
  })
})

describe('a modal in Slack', () => {
  /** What is shown for a press on a message, or in a modal: the view, or the blocks of the message. */
  function shown(carried: Carried, { name = 'press-im', ...around }: Around & { name?: string } = {}) {
    const value = JSON.stringify({ do: 'press', ...carried })
    return shownFor(name, around, (recording) => {
      const { actions: [action] = [], ...press } = pressSchema.parse(recording)
      return { ...press, actions: [{ ...action, value }] }
    })
  }

  type Around = { pageOf?: PageOf; answer?: Answer }
  async function shownFor(
    name: string,
    { pageOf = inDialogs, answer = cardAnswer(card()) }: Around,
    as = (recording: Record<string, unknown>) => recording,
  ) {
    const slack = await startSlackApi()
    onTestFinished(slack.close)
    for (const method of ['views.open', 'views.update']) slack.answering(method, () => ({ ok: true }))
    const door = await openDoor({ apiUrl: slack.url, pageOf })
    onTestFinished(door.stop)
    door.answers((): Answer => answer)
    const responses = { 'https://hooks.slack.com/actions/T0FJORDVIK/3/fictional': slack.responseUrl() }
    const body = postedBody(as(recorded(name, responses)))
    await door.postBody(body, signed(body, signingSecret))
    await door.settled()
    const sent = slack.received.at(-1)
    return { view: sent?.args.view, text: JSON.stringify(sent?.args), method: sent?.method }
  }
  const modal = (view: unknown): Modal => Object(view)

  it('leads to the same in a browser, at its foot', async () => {
    const { view } = await shown({ ...showCase, do: 'open' })
    expect(modal(view).blocks.at(-1)).toMatchObject({
      block_id: browserBlock,
      elements: [
        {
          ...{ type: 'button', text: { text: 'Åpne i nettleseren' } },
          url: `${address}/rom/vis/show.case?case=case_1`,
        },
      ],
    })
    expect(check(modal(view))).toEqual([])
  })

  it('does so where another card takes its place, and a form has it too', async () => {
    const { view } = await shown({ ...showCase, do: 'press' }, { name: 'press-modal' })
    expect(JSON.stringify(view)).toContain(`${address}/rom/vis/show.case?case=case_1`)
    const opened = await shown(
      { do: 'open', action: 'note.add', data: { case: 'case_1' } },
      { answer: formAnswer(form) },
    )
    expect(opened.text).toContain(`${address}/rom/skjema/note.add?case=case_1`)
    expect(check(modal(opened.view))).toEqual([])
  })

  it('leads there from the command as well, to what a button would have asked for', async () => {
    const again = { kind: 'open', action: 'show.case', data: { case: 'case_1' } } as const
    const answer: Answer = { kind: 'card', card: card(), chat: { ...card(), opensIn: 'window' }, again }
    const { view } = await shownFor('command', { answer })
    expect(JSON.stringify(view)).toContain(`${address}/rom/vis/show.case?case=case_1`)
    expect(check(modal(view))).toEqual([])
    const typed: Answer = { ...answer, again: { ...again, data: { prefill: 'alene' } } }
    expect((await shownFor('command', { answer: typed })).text).not.toContain(browserBlock)
    expect((await shownFor('command', {})).text).not.toContain(browserBlock)
  })

  it.each<[string, Carried, PageOf]>([
    ['without a way to sign in', showCase, noPage],
    ['with a word that was typed', { ...showCase, data: { prefill: 'alene' } }, inDialogs],
    ['after something was done', { do: 'press', action: 'note.add', data: { case: 'case_1' } }, inDialogs],
  ])('leads nowhere %s', async (_, carried, pageOf) => {
    const { text, method } = await shown(carried, {
      pageOf,
      ...(carried.do === 'press' ? { name: 'press-modal' } : {}),
    })
    expect(method).toMatch(/^views\./)
    expect(text).not.toContain(browserBlock)
  })

  it('still shows what is wrong with a form at its fields', async () => {
    const { blocks, private_metadata } = modal(
      (await shown({ do: 'open', action: 'note.add', data: {} }, { answer: formAnswer(form) })).view,
    )
    expect(JSON.stringify(blocks)).toContain(browserBlock)
    const door = await openDoor({ pageOf: inDialogs })
    onTestFinished(door.stop)
    const wrong = form.blocks.map((block) => ('id' in block ? { ...block, error: 'Skriv litt mer.' } : block))
    door.answers(() => formAnswer({ ...form, blocks: wrong }))
    const { view, ...submission } = recorded('submit')
    const named = blocks.map((block, index) => ({ block_id: `b${index}`, ...block }))
    const body = postedBody({ ...submission, view: { ...Object(view), blocks: named, private_metadata } })
    const answered = await door.postBody(body, signed(body, signingSecret))
    expect(JSON.parse(answered.body)).toMatchObject({ response_action: 'errors' })
  })

  it('asks for nothing when its button is pressed, which the browser follows', async () => {
    const door = await openDoor({ pageOf: inDialogs })
    onTestFinished(door.stop)
    const { actions: _, ...press } = recorded('press-modal')
    const body = postedBody({ ...press, actions: [{ type: 'button', action_id: browserBlock, action_ts: '1.2' }] })
    expect(await door.postBody(body, signed(body, signingSecret))).toMatchObject({ status: 200 })
    expect(door.asked).toEqual([])
  })

  it('alone does: a message has no such button', async () => {
    const { text, view } = await shown({ ...showCase, do: 'press' })
    expect(view).toBeUndefined()
    expect(text).not.toContain(browserBlock)
  })
})
