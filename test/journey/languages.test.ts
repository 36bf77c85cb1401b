/**
 * The first cards of a case in nynorsk and in English, as a person meets them: every one in their language, and nothing
 * of the bokmål that everybody begins with.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Lang } from '../../cards/card.ts'
import { readModels } from '../../src/model/read.ts'
import { textOf } from '../support/chat.ts'
import { type Fjordvik, startFjordvik } from '../support/fjordvik.ts'
import type { PlaygroundClient } from '../support/playground-client.ts'
import { isObject, type RenderedCard } from '../support/rendered-card.ts'
import { syntheticNumber } from '../support/synthetic-number.ts'
import { openLog, refOf, wonder } from '../support/walk.ts'

let f: Fjordvik

beforeAll(async () => {
  f = await startFjordvik()
})
afterAll(() => f.end())

describe.each(['nn', 'en'] as const)('in %s', (lang) => {
  let cards: RenderedCard[]

  beforeAll(async () => {
    await Promise.all([f.ingrid.write(`språk ${lang}`), f.terje.write(`språk ${lang}`)])
    await f.settle()
    const seen = [f.teacher, f.head].map((client) => ({ client, from: client.exchanges().length }))
    await walk(f)
    await f.settle()
    cards = seen.flatMap(({ client, from }) => cardsSince(client, from))
  }, 60_000)

  test('many different cards are met, each marked with the language', () => {
    const titles = new Set(cards.map((card) => textOf(card).split('\n')[0]))
    expect(titles.size).toBeGreaterThan(20)
    expect(cards.filter((card) => card.lang !== lang)).toEqual([])
  })

  test('no sentence is left in bokmål', () => {
    const said = cards.map(textOf).join('\n')
    expect([...foreign(lang)].filter((words) => said.includes(words))).toEqual([])
  })

  test('no word is, in what was translated', () => {
    const lines = cards.flatMap((card) => textOf(card).replaceAll('Bokmål', '').split('\n'))
    expect([...new Set(lines)].filter((line) => telltale[lang].test(line))).toEqual([])
  })
})

/** What bokmål has and the other language has not. */
const telltale = {
  nn: /\b(ikke|jeg|hva|hvem|hvor|hvordan|hvorfor|noe|noen|fra|bare|tjenester?|deres)\b/i,
  en: /[æøå]/i,
}

/** Every kind of card a holder and a leader soon meet. */
async function walk({ ingrid, terje, advance, settle }: Fjordvik): Promise<void> {
  for (const said of ['hei', 'mine', 'meldeplikt', 'xyzzy', 'sak 4242', `nr ${syntheticNumber('010190', '101')}`]) {
    await ingrid.write(said)
  }
  const concern = await wonder(ingrid, { about: '-', seen: '-' })
  for (const form of ['concern.ask', 'concern.talk', 'show.menu']) await concern.press(form)
  const empty = await concern.press('concern.talk')
  await empty.force('concern.talk', { day: 'x' })
  const log = await openLog(ingrid)
  for (const form of ['note.add', 'measure.add', 'meeting.set', 'show.plan']) await log.press(form)
  const menu = await log.press('show.menu')
  for (const form of ['goal.set', 'follow-up.add', 'baton.offer', 'baton.deputize', 'participant.add'])
    await menu.press(form)
  for (const form of ['transition.plan', 'case.close', 'report.record', 'consent.withdraw']) await menu.press(form)
  const propose = await log.press('level.propose')
  await propose.press('level.propose', { to: '2', services: ['ppt'], reason: '-' })
  const proposal = await terje.sees(refOf(log), 'PPT')
  await proposal.press('show.case')
  await proposal.press('show.consents')
  await terje.write('mine')
  await advance('P21D')
  await settle()
}

/** Every card that the one who sits there was shown. */
function cardsSince(client: PlaygroundClient, from: number): RenderedCard[] {
  return client
    .exchanges()
    .slice(from)
    .filter(({ to, request }) => to === 'bot' || isFor(client.conversations.personal, request))
    .flatMap(({ request, response }) => [...cardsIn(request), ...cardsIn(response)])
}

function isFor(conversation: string, request: unknown): boolean {
  return isObject(request) && isObject(request.conversation) && request.conversation.id === conversation
}

function cardsIn(part: unknown): RenderedCard[] {
  if (Array.isArray(part)) return part.flatMap(cardsIn)
  if (!isObject(part)) return []
  return part.type === 'AdaptiveCard' ? [part] : Object.values(part).flatMap(cardsIn)
}

/** What is said in bokmål and never in the other language: the fixed parts of each text, of the wording and of the model. */
function foreign(lang: Lang): Set<string> {
  const own = partsOf(texts(lang)).join('\n')
  return new Set(partsOf(texts('nb')).filter((part) => part.length > 7 && !own.includes(part)))
}

function texts(lang: Lang): string[] {
  const file = fileURLToPath(new URL(`../../src/wording/${lang}.json`, import.meta.url))
  const wording = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, 'utf8')))
  const models = readModels([fileURLToPath(new URL('../../src/demo/fjordvik.yaml', import.meta.url))])
  return [...Object.values(wording), ...named(models, lang)]
}

function named(part: unknown, lang: Lang): string[] {
  if (Array.isArray(part)) return part.flatMap((one) => named(one, lang))
  if (!isObject(part)) return []
  const own = typeof part[lang] === 'string' ? [part[lang]] : []
  return [...own, ...Object.values(part).flatMap((one) => named(one, lang))]
}

/** A text without what is put into it. */
function partsOf(list: string[]): string[] {
  return list.flatMap((text) => text.split(/\{[^{}]*\}|[{}]/)).map((part) => part.trim())
}
