/** Each card with the longest texts its forms let through still is what a channel takes. */

import { describe, expect, it } from 'vitest'
import { type Card, languages } from '../../cards/card.ts'
import { caseMenu } from '../../cards/case-menu.ts'
import { type CasePlanArgs, casePlan } from '../../cards/case-plan.ts'
import { caseSummary } from '../../cards/case-summary.ts'
import { consentCheckpoint } from '../../cards/consent-checkpoint.ts'
import { digest, digestPage, withRoom } from '../../cards/digest.ts'
import { samples } from '../../cards/index.ts'
import { mine } from '../../cards/mine.ts'
import { unveiled } from '../../cards/parts/chat.ts'
import type { ConsentItem } from '../../cards/parts/consent-item.ts'
import { sameTogether } from '../../cards/parts/happened.ts'
import { groups } from '../../cards/parts/menu-group.ts'
import type { CaseRow } from '../../cards/parts/mine-item.ts'
import { type Lists, listedOn, type MinePage, mineSections } from '../../cards/parts/mine-page.ts'
import { drawnOf } from '../../cards/parts/plan-page.ts'
import type { Refused } from '../../cards/parts/refused.ts'
import { settingFields } from '../../cards/parts/setting-fields.ts'
import { refusal } from '../../cards/refusal.ts'
import { blockSamples } from '../../cards/samples/blocks.ts'
import { fjordvik, open, press, ref } from '../../cards/samples/fjordvik.ts'
import { actions, fieldsOf, isFormName } from '../../src/app/actions/index.ts'
import { digestPaces } from '../../src/core/policy.ts'
import { missingThings } from '../../src/core/step.ts'
import * as slack from '../../src/slack/limits.ts'
import { renderHome, renderModal, render as renderSlack } from '../../src/slack/render.ts'
import * as teams from '../../src/teams/limits.ts'
import { render as renderTeams } from '../../src/teams/render.ts'
import { wording } from '../../src/wording/index.ts'
import { phrasesIn } from '../../src/wording/phrases.ts'
import { letters, long, longest, longService } from '../support/longest-words.ts'

const say = wording('nb')

const name = 'Ingrid Margrethe Vestre-Fjordvik Halvorsen-Lillebø'

function many<T>(count: number, one: T): T[] {
  return Array.from({ length: count }, () => one)
}

/** What the channels would refuse of the card, or leave out of it. */
function faults(card: Card): string[] {
  const phrases = phrasesIn(card.lang)
  const inTeams = renderTeams(unveiled(card), 'personal', phrases)
  const drawn = [
    renderSlack(unveiled(card), 'personal', phrases),
    renderModal(card, phrases, ''),
    renderHome(unveiled(card), phrases),
  ]
  const cut = JSON.stringify([inTeams, drawn]).includes(phrases.cut) ? ['something is cut off'] : []
  return [...teams.check(inTeams), ...drawn.flatMap(slack.check), ...cut]
}

describe('the longest of every card', () => {
  it.each(samples.map((sample) => [`${sample.card} ${sample.name}`, sample] as const))(
    'fits a channel: %s',
    (_, sample) => {
      for (const lang of languages) {
        for (const letter of letters) {
          const words = { ...fjordvik(wording(lang)), ...longest(letter) }
          expect(faults(sample.draw(wording(lang), words))).toEqual([])
        }
      }
    },
  )

  it('fits when everything there is may be done at once', () => {
    const offers = [
      'goal.set',
      'measure.add',
      'follow-up.add',
      'meeting.set',
      'meeting.hold',
      'meeting.cancel',
    ] as const
    const more = [
      'note.add',
      'consent.request',
      'consent.withdraw',
      'level.propose',
      'baton.offer',
      'baton.deputize',
    ] as const
    const last = ['participant.add', 'participant.remove', 'transition.plan', 'case.close', 'report.record'] as const
    const all = [...offers, ...more, ...last].map((action) => open(action))
    const menu = { ref, likely: all, offers: [...all, press('show.case'), press('show.report-help')] }
    for (const group of [null, ...groups])
      expect(faults(caseMenu({ ...menu, group, menu: press('show.menu') }, say))).toEqual([])
  })

  it('fits when a person has four hundred cases, in whichever place and on every page, and as it comes by itself', () => {
    const id = 'case_'.padEnd(37, '0')
    const next = { what: 'no-service', when: { days: 112, late: true }, who: name } as const
    const offer = open('measure.evaluate', { case: id, measure: 'measure_'.padEnd(40, '0'), back: 'mine' })
    const one = {
      level: 'Nivå 2',
      role: 'holder',
      next,
      also: many(3, { what: 'meeting-due' as const, who: name }),
      closed: null,
      offer,
    } as const
    const rows = Array.from({ length: 100 }, (_, index): CaseRow => ({ ...one, ref: `FJ-${1000 + index}` }))
    const awaited = { awaited: 'proposal', who: name, count: 9, days: 99, away: null, from: null, offer, ref } as const
    const others = many(100, { ...awaited, nudged: { by: name, day: '2026-11-20' } })
    const lists: Lists = { waiting: rows, others, held: rows, part: rows, closed: rows }
    const about = new Map(rows.map(({ ref }) => [ref ?? '', long(80, 'w')]))
    const drawn = (page: MinePage) =>
      mine({ notice: null, listed: listedOn(lists, page), page, about, offers: [] }, say)
    expect(faults(drawn(null))).toEqual([])
    for (const section of mineSections) expect(faults(drawn({ section, start: 14 }))).toEqual([])
    expect(JSON.stringify(drawn(null))).toContain('og 95 til')
    const head = { title: say('digest.title.waiting'), lead: say('mine.nothing') }
    const told = Array.from({ length: 99 }, (_, index) => ({
      ...{ ref, what: `${index % 40} ${long(120, 'w')}` },
      offer: { kind: 'press', action: 'show.case', data: { case: id } } as const,
    }))
    for (const happened of [0, 1, 6, 12].map((count) => withRoom(sameTogether(told)).slice(0, count).flat())) {
      const waiting = rows.map((row): CaseRow => ({ ...row, role: null }))
      const page = digestPage(happened)
      const given = {
        listed: listedOn({ ...lists, waiting }, page),
        page,
        about: new Map(),
        offers: [open('concern.register')],
      }
      const list = mine({ notice: null, head, ...given }, say)
      expect(faults(digest({ list, holds: 'waiting', happened }, say))).toEqual([])
    }
    const few = { ...lists, waiting: rows.slice(0, 12), others: [], held: [], part: [], closed: [] }
    const named = mine({ notice: null, listed: listedOn(few, null), page: null, about, offers: [] }, say)
    expect(JSON.stringify(named)).toContain(`også «Et møte skal holdes» hos ${name} · 2 frister til`)
    expect(faults(named)).toEqual([])
  })

  it.each(letters)('fits when twenty consents with the longest words have been asked for, of %s', (letter) => {
    const consent: ConsentItem = {
      ...{ why: 'open', state: 'given', services: many(6, longService), topics: many(6, 'Læring'), day: '2026-11-24' },
      ...{ signers: [{ signer: 'guardian-1', signed: 'written' }], from: '2026-11-24', until: '2027-11-23' },
      ...{
        purpose: long(1000, letter),
        noes: [],
        takenBack: [],
        widens: [],
        aside: { day: '2026-11-24', anew: many(6, longService) },
        endsByAge: true,
        excludedStaff: many(10, name),
        excludedPersons: long(120, letter),
        childView: long(1000, letter),
        takenOut: [],
        textVersion: '1',
        language: 'Norsk',
        registeredBy: name,
      },
      offers: [open('consent.record')],
    }
    const needed = { why: 'join', services: many(6, longService) } as const
    const consents = many(20, consent)
    const card = consentCheckpoint(
      {
        ref,
        notice: null,
        needed,
        refused: many(6, longService),
        consents,
        offers: [press('show.case')],
        afterNo: false,
        excluded: many(10, name),
      },
      say,
    )
    expect(faults(card)).toEqual([])
    expect(JSON.stringify(card)).toMatch(/\d+ eldre samtykker vises ikke her/)
  })
})

describe('a card of what was typed elsewhere', () => {
  it.each(letters)('fits when ten colleagues have answered with the longest words, of %s', (letter) => {
    const asked = { asked: '2026-11-24', answer: long(1000, letter) } as const
    const card = caseSummary(
      {
        ...{
          ref,
          about: long(80, letter),
          isShielded: true,
          notice: say('done.concern.register'),
          service: longService,
          closed: null,
          overdue: [],
          isErased: false,
          sealed: null,
          advice: [],
        },
        level: { name: 'Nivå 0', meaning: long(200) },
        step: { number: 3, count: 4, name: long(40), asks: long(200) },
        skipped: many(5, long(40)),
        stage: {
          ...{ kind: 'concern', owner: name, targetGroup: 'child', registered: '2026-11-23', talkHeld: null },
          ...{ talkWay: null, children: 'unknown', reports: [{ day: '2026-11-24', by: name }] },
          ...{
            seen: long(3000, letter),
            decisionDue: '2026-12-07',
            outcome: null,
            refused: null,
            questions: many(10, asked),
          },
        },
        back: press('show.mine'),
        ball: { who: name, signal: 'family-talk', day: '2026-12-07', isPast: false },
        offers: many(6, open('concern.conclude')),
      },
      say,
    )
    expect(faults(card)).toEqual([])
    expect(JSON.stringify(card)).toMatch(/og \d til/)
  })

  it.each(letters)(
    'keeps the whole of a form that was of no use, as long as minutes and what the child said may be, of %s',
    (letter) => {
      const refused: Refused = { code: 'case-closed', may: [], services: [], day: null }
      const kept = [3000, 1000].map((length) => ({ label: 'Notat', words: long(length, letter) }))
      const card = refusal({ ref, refused, kept, offers: many(6, open('note.add')) }, say)
      expect(faults(card)).toEqual([])
      expect(card.blocks.filter(({ kind }) => kind === 'words')).toHaveLength(2)
    },
  )
})

describe('a plan with more in it than a card can hold', () => {
  const notes = Array.from({ length: 30 }, (_, index) => ({
    ...{ said: { text: `${index}:${long(2900, 'o')}` }, topic: 'Trivsel', by: name, day: '2026-11-12', corrections: 0 },
    offers: [open('note.correct')],
  }))
  const measures = Array.from({ length: 25 }, (_, index) => ({
    ...{
      said: { text: `${index}:kort` },
      topic: 'Trivsel',
      responsible: name,
      arena: 'På skolen',
      evaluationDay: '2026-12-01',
    },
    ...{ late: false, status: 'active' as const, evaluation: null },
    offers: [open('measure.evaluate'), open('measure.postpone')],
  }))
  const skipped = {
    name: long(40),
    day: '2026-11-12',
    by: name,
    reason: long(500),
    resume: press('step.resume'),
  } as const
  const stands: CasePlanArgs['stands'] = {
    step: { number: 7, count: 7, name: long(40), asks: long(200) },
    ball: { who: name, signal: 'measure-due', day: '2026-11-20', isPast: true },
    missing: [...missingThings],
    skipped: many(5, skipped),
  }
  const planAt = (section: CasePlanArgs['section'], start: number): CasePlanArgs => ({
    ...{ ref, notice: null, section, sealed: null, start, data: { case: 'case_1' }, offers: [press('show.case')] },
    stands,
    ...{ goals: [], followUps: [], meetings: [], evaluations: [], transitions: [], history: [], filtered: false },
    measures: measures.slice(...drawnOf('measures', section, start)),
    notes: notes.slice(...drawnOf('notes', section, start)),
    counts: {
      goals: 0,
      measures: 25,
      'follow-ups': 0,
      meetings: 0,
      notes: 30,
      evaluations: 0,
      transitions: 0,
      history: 0,
    },
    names: { topics: {}, arenas: {}, services: {} },
  })

  it('fits in its overview', () => {
    expect(faults(casePlan(planAt(null, 0), say))).toEqual([])
  })

  it.each([
    ['notes', 30],
    ['measures', 25],
  ] as const)(
    'shows all of its %s, page by page, each once and whole, every page within the limits',
    (section, count) => {
      const seen: string[] = []
      let start: string | undefined = '0'
      while (start !== undefined) {
        const card: Card = casePlan(planAt(section, Number(start)), say)
        expect(faults(card)).toEqual([])
        seen.push(...card.blocks.flatMap((block) => (block.kind === 'words' ? [block.words] : [])))
        start = card.buttons.find(({ data }) => data.section === section)?.data.start
      }
      expect(seen).toEqual((section === 'notes' ? notes : measures).map(({ said }) => said.text))
      expect(seen).toHaveLength(count)
    },
  )
})

describe('the blocks no card has yet', () => {
  it.each(blockSamples.map((sample) => [sample.name, sample] as const))(
    'fit a channel, and are cut only where they are too much: %s',
    (name, sample) => {
      for (const lang of languages) {
        for (const letter of letters) {
          const words = { ...fjordvik(wording(lang)), ...longest(letter) }
          const drawn = sample.draw(wording(lang), words)
          expect(faults(drawn)).toEqual(name.endsWith('-over') ? ['something is cut off'] : [])
        }
      }
    },
  )
})

describe('the forms', () => {
  const lines = () =>
    Object.keys(actions)
      .filter(isFormName)
      .flatMap((form) => fieldsOf(form).flatMap(([id, one]) => ('maxLength' in one ? [{ form, id, ...one }] : [])))

  it('let nothing through that is longer than what is kept', () => {
    const lengths = lines().map(({ maxLength }) => maxLength)
    expect(Math.max(...lengths)).toBeLessThanOrEqual(3000)
  })

  it('give every line its length', () => {
    expect(lines().filter(({ maxLength }) => maxLength < 1)).toEqual([])
  })
})

it('what stands in a drop-down of the settings is read whole where it is not opened, at 300 px', () => {
  const hours = { from: '08:00', to: '16:00' }
  const around = { usual: hours, values: { ...hours, digest: 'usual' }, errors: {} }
  for (const lang of languages)
    for (const usualPace of digestPaces) {
      const fields = settingFields({ ...around, usualPace }, wording(lang))
      const labels = fields.flatMap((field) => (field.kind === 'choice' ? field.choices.map(({ label }) => label) : []))
      expect(labels.filter((label) => label.length > 34)).toEqual([])
    }
})
