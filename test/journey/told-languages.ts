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
import { wording } from '../../src/wording/index.ts'
import type { Chat } from '../support/chat.ts'
import { reach } from '../support/menu.ts'
import { isObject } from '../support/rendered-card.ts'
import { syntheticNumber } from '../support/synthetic-number.ts'
import { openLog, refOf, wonder } from '../support/walk.ts'

export type Stage = {
  ingrid: Chat
  terje: Chat
  advance(duration: string): Promise<unknown>
  settle(): Promise<void>
  /** Begins to note what the two are shown; what it gives back tells it, card by card, as they read it. */
  listen(lang: Lang): () => string[]
  end(): Promise<void>
}

export function tellInEveryLanguage(start: () => Promise<Stage>): void {
  let f: Stage

  beforeAll(async () => {
    f = await start()
  })
  afterAll(() => f.end())

  describe.each(['nn', 'en'] as const)('in %s', (lang) => {
    let cards: string[]

    beforeAll(async () => {
      await Promise.all([f.ingrid.write(`språk ${lang}`), f.terje.write(`språk ${lang}`)])
      await f.settle()
      const heard = f.listen(lang)
      await walk(f, lang)
      await f.settle()
      cards = heard()
    }, 60_000)

    test('many different cards are met', () => {
      expect(new Set(cards.map((card) => card.split('\n')[0])).size).toBeGreaterThan(20)
    })

    test('no sentence is left in bokmål', () => {
      const said = cards.join('\n')
      expect([...foreign(lang)].filter((words) => said.includes(words))).toEqual([])
    })

    test('no word is, in what was translated', () => {
      // The name of the language is the same in every language: on its button, and as a word that chooses it.
      const lines = cards.flatMap((card) => card.replace(/\bbokmål(?!\p{L})/giu, '').split('\n'))
      expect([...new Set(lines)].filter((line) => telltale[lang].test(line))).toEqual([])
    })
  })
}

/** What bokmål has and the other language has not. */
const telltale = {
  nn: /\b(ikke|jeg|hva|hvem|hvor|hvordan|hvorfor|noe|noen|fra|bare|tjenester?|deres|velg)\b/i,
  en: /[æøå]|\b(lukk|velg|avbryt|ja)\b/i,
}

/** Every kind of card a holder and a leader soon meet. */
async function walk({ ingrid, terje, advance, settle }: Stage, lang: Lang): Promise<void> {
  for (const said of ['hei', 'mine', 'meldeplikt', 'xyzzy', 'sak 4242', `nr ${syntheticNumber('010190', '101')}`]) {
    await ingrid.write(said)
  }
  const concern = await wonder(ingrid, { about: '-', seen: '-' })
  for (const form of ['concern.ask', 'concern.talk', 'show.menu']) await concern.press(form)
  const empty = await concern.press('concern.talk')
  await empty.force('concern.talk', { day: 'x' })
  const log = await openLog(ingrid)
  for (const form of ['note.add', 'measure.add', 'meeting.set', 'show.plan']) await log.press(form)
  for (const form of ['goal.set', 'follow-up.add', 'baton.offer', 'baton.deputize', 'participant.add'])
    await reach(log, form)
  for (const form of ['transition.plan', 'case.close', 'report.record', 'consent.withdraw']) await reach(log, form)
  const propose = await reach(log, 'level.propose')
  await propose.press('level.propose', { to: '2', services: ['ppt'], topic: 'learning', reason: '-' })
  const proposal = await (await terje.sees(wording(lang)('proposal.title', { ref: refOf(log) }))).whole()
  await proposal.press('show.case')
  await proposal.press('show.consents')
  await terje.write('mine')
  await advance('P21D')
  await settle()
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
