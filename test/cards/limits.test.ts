/** Each card with the longest texts its forms let through still is what a channel takes. */
import { describe, expect, it } from 'vitest'
import { type Card, languages } from '../../cards/card.ts'
import { caseMenu } from '../../cards/case-menu.ts'
import { type CasePlanArgs, casePlan } from '../../cards/case-plan.ts'
import { consentCheckpoint } from '../../cards/consent-checkpoint.ts'
import { samples } from '../../cards/index.ts'
import { mine } from '../../cards/mine.ts'
import type { ConsentItem } from '../../cards/parts/consent-item.ts'
import { forms } from '../../cards/parts/forms.ts'
import { fjordvik, open, press, ref, type Words } from '../../cards/samples/fjordvik.ts'
import { check } from '../../src/teams/limits.ts'
import { render } from '../../src/teams/render.ts'
import { wording } from '../../src/wording/index.ts'

const say = wording('nb')

/** Norwegian letters weigh two bytes each. */
const long = (length: number) => 'ø'.repeat(length)
const name = 'Ingrid Margrethe Vestre-Fjordvik Halvorsen-Lillebø'
const service = 'Pedagogisk-psykologisk teneste for barnehage og grunnskule (PPT)'
const longest: Partial<Words> = {
  ...{ about: long(80), seen: long(4000), goal: long(1000), measure: long(1000), followUp: long(1000) },
  ...{ minutes: long(4000), note: long(4000), why: long(1000), voice: long(1000) },
  ...{ question: long(1000), answer: long(1000), said: long(4000), school: service, health: service, adviser: service },
}

function many<T>(count: number, one: T): T[] {
  return Array.from({ length: count }, () => one)
}

function faults(card: Card): string[] {
  return check(render(card, 'personal'))
}

describe('the longest of every card', () => {
  it.each(samples.map((sample) => [`${sample.card} ${sample.name}`, sample] as const))(
    'fits a channel: %s',
    (_, sample) => {
      for (const lang of languages) {
        const words = { ...fjordvik(wording(lang)), ...longest }
        expect(check(render(sample.draw(wording(lang), words), sample.place))).toEqual([])
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
    expect(faults(caseMenu({ ref, offers: [...all, press('show.case'), press('show.report-help')] }, say))).toEqual([])
  })

  it('fits when a person has a hundred cases and a hundred things wait', () => {
    const waiting = {
      ref,
      what: 'concern-undecided',
      day: '2026-11-20',
      late: true,
      offer: press('show.case'),
    } as const
    const one = {
      ref,
      level: 'Nivå 2',
      role: 'holder',
      nextDay: null,
      closed: false,
      offer: press('show.case'),
    } as const
    const args = { notice: null, from: 0, waiting: many(100, waiting), cases: many(100, one), offers: [] }
    const card = mine(args, say)
    expect(faults(card)).toEqual([])
    expect(JSON.stringify(card)).toContain('og 92 til')
  })

  it('fits when twenty consents with the longest words have been asked for', () => {
    const consent: ConsentItem = {
      ...{ why: 'open', state: 'given', services: many(6, service), topics: many(6, 'Læring'), day: '2026-11-24' },
      ...{ signers: [{ signer: 'guardian-1', signed: 'written' }], from: '2026-11-24', until: '2027-11-23' },
      ...{
        purpose: long(1000),
        excludedPersons: long(120),
        childView: long(1000),
        takenOut: [],
        textVersion: '1',
        language: 'Norsk',
        registeredBy: name,
      },
      offers: [open('consent.record')],
    }
    const needed = { why: 'join', services: many(6, service) } as const
    const consents = many(20, consent)
    const card = consentCheckpoint({ ref, notice: null, needed, consents, offers: [press('show.case')] }, say)
    expect(faults(card)).toEqual([])
    expect(JSON.stringify(card)).toMatch(/\d+ eldre samtykker vises ikke her/)
  })
})

describe('a plan with more in it than a card can hold', () => {
  const notes = Array.from({ length: 30 }, (_, index) => ({
    ...{ words: `${index}:${long(3900)}`, topic: 'Trivsel', by: name, day: '2026-11-12', corrections: 0 },
    offers: [open('note.correct')],
  }))
  const measures = Array.from({ length: 25 }, (_, index) => ({
    ...{ words: `${index}:kort`, topic: 'Trivsel', responsible: name, arena: 'På skolen', evaluationDay: '2026-12-01' },
    ...{ late: false, status: 'active' as const, evaluation: null },
    offers: [open('measure.evaluate'), open('measure.postpone')],
  }))
  const plan: CasePlanArgs = {
    ...{ ref, notice: null, section: null, from: 0, data: { case: 'case_1' }, offers: [press('show.case')] },
    ...{ goals: [], measures, followUps: [], meetings: [], notes, transitions: [], history: [], filtered: false },
  }

  it('fits in its overview', () => {
    expect(faults(casePlan(plan, say))).toEqual([])
  })

  it.each([
    ['notes', 30],
    ['measures', 25],
  ] as const)(
    'shows all of its %s, page by page, each once and whole, every page within the limits',
    (section, count) => {
      const seen: string[] = []
      let from: string | undefined = '0'
      while (from !== undefined) {
        const card: Card = casePlan({ ...plan, section, from: Number(from) }, say)
        expect(faults(card)).toEqual([])
        seen.push(...card.blocks.flatMap((block) => (block.kind === 'words' ? [block.words] : [])))
        from = card.buttons.find(({ data }) => data.section === section)?.data.from
      }
      expect(seen).toEqual((section === 'notes' ? notes : measures).map(({ words }) => words))
      expect(seen).toHaveLength(count)
    },
  )
})

describe('the forms', () => {
  it('let nothing through that is longer than what is kept', () => {
    const lengths = Object.values(forms).flatMap(({ fields }) => fields.map(({ maxLength }) => maxLength))
    expect(Math.max(...lengths)).toBeLessThanOrEqual(4000)
  })

  it('give every line its length', () => {
    const unbounded = Object.entries(forms).flatMap(([form, { fields }]) =>
      fields.filter(({ kind, maxLength }) => kind.startsWith('line') && maxLength < 1).map(({ id }) => `${form} ${id}`),
    )
    expect(unbounded).toEqual([])
  })
})
