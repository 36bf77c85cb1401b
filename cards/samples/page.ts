/** Samples of the cards that a page of ours alone shows: a list of cases as a table, the log of a case, and who has read it. */
import type { Say } from '../../src/wording/index.ts'
import { languages } from '../card.ts'
import { caseCopy } from '../case-copy.ts'
import { caseHistory } from '../case-history.ts'
import { caseList } from '../case-list.ts'
import { type CaseReadersArgs, caseReaders } from '../case-readers.ts'
import { listAsked } from '../parts/list-asked.ts'
import type { Listed, ListRow } from '../parts/list-table.ts'
import { data, holder, leader, nurse, onPage, personal, press, ref, type Sample, type Words } from './fjordvik.ts'

const common = { awaited: null, closed: null, unit: 'Fjordvik skole', offer: press('show.case') } as const

function rows(say: Say, { levels, steps }: Words): ListRow[] {
  const at = (days: number) => ({ when: { days, late: days > 0 } })
  return [
    {
      ...common,
      ref,
      level: levels[2],
      step: say('step.line', { number: 4, count: 7, name: steps[2] }),
      role: 'Stafettholder',
      next: { what: 'measure-due', ...at(14), who: holder, day: '2026-11-12' },
    },
    {
      ...common,
      ref: 'FJ-1002',
      level: levels[1],
      role: 'Enhetsleder',
      next: { what: 'nothing-planned', ...at(3), who: nurse, day: '2026-11-23', again: '2026-12-07' },
    },
    {
      ...common,
      ref: 'FJ-1003',
      level: levels[0],
      step: say('step.line', { number: 3, count: 4, name: steps[0] }),
      role: 'Den som undrer seg',
      next: { what: 'family-talk', ...at(-5), who: holder, day: '2026-12-01' },
    },
    {
      ...common,
      ref: 'FJ-1004',
      level: levels[1],
      role: 'Stafettholder',
      next: null,
      awaited: { awaited: 'hand-over', who: nurse, count: 1, days: 2 },
    },
    { ...common, ref: 'FJ-1005', level: levels[2], role: 'Deltaker', unit: 'Skole', next: null },
  ]
}

const choices = ({ levels }: Words): Listed['choices'] => ({
  views: ['mine', 'unit'],
  levels: levels.map((name, code) => ({ code, name })),
  units: [
    { code: 'fjordvik-skole', name: 'Fjordvik skole' },
    { code: 'strandheim-skole', name: 'Strandheim skole' },
  ],
})

const looks: CaseReadersArgs['rows'] = [
  {
    day: '2026-11-26',
    from: '09:02',
    to: '09:12',
    who: holder,
    was: 'Stafettholder',
    what: [],
    count: 7,
    refused: false,
  },
  { day: '2026-11-25', from: '14:40', to: '14:40', who: nurse, was: null, what: [], count: 1, refused: true },
  {
    day: '2026-11-24',
    from: '08:03',
    to: '08:03',
    who: leader,
    was: 'Enhetsleder og deltaker',
    what: [],
    count: 1,
    refused: false,
  },
]

const opened = [['case-summary', 'case-plan'], ['other'], ['proposal']] as const

const mine = { ...press('show.mine'), data: {} }
const see = press('show.case')

export const pageSamples: Sample[] = [
  onPage('case-list', '', (say, words) =>
    caseList(
      {
        asked: listAsked({ status: 'open' }),
        choices: choices(words),
        rows: rows(say, words),
        about: new Map([
          [ref, words.about],
          ['FJ-1003', words.about],
        ]),
        start: 50,
        count: 312,
        offers: [mine],
      },
      say,
    ),
  ),
  onPage('case-list', 'closed', (say, words) =>
    caseList(
      {
        asked: listAsked({ status: 'closed', sort: '-ref', view: 'ke', level: '1' }),
        about: new Map(),
        choices: { views: ['mine'], units: [], levels: [] },
        rows: [
          {
            ...common,
            ref,
            level: words.levels[1],
            role: 'Koordinerende enhet (KE)',
            unit: '',
            next: null,
            closed: '2026-11-12',
          },
        ],
        start: 0,
        count: 1,
        offers: [mine],
      },
      say,
    ),
  ),
  onPage('case-list', 'empty', (say) =>
    caseList(
      {
        asked: listAsked({}),
        about: new Map(),
        choices: { views: ['mine'], units: [], levels: [] },
        rows: [],
        start: 0,
        count: 0,
        offers: [mine],
      },
      say,
    ),
  ),
  personal('case-history', '', (say, words) =>
    caseHistory(
      {
        ref,
        sealed: null,
        start: 50,
        count: 131,
        data,
        offers: [see],
        items: [
          {
            day: '2026-11-26',
            by: holder,
            what: 'note.added',
            names: { from: '', to: '' },
            how: '',
            facts: [],
            words: [{ label: 'field.text', words: words.note }],
          },
          {
            day: '2026-11-24',
            by: leader,
            what: 'meeting.set',
            names: { from: '', to: '' },
            how: '',
            words: [],
            facts: [],
          },
        ],
      },
      say,
    ),
  ),
  personal('case-history', 'empty', (say) =>
    caseHistory({ ref, sealed: { until: '2026-12-03' }, items: [], start: 0, count: 0, data, offers: [see] }, say),
  ),
  personal('case-readers', '', (say) =>
    caseReaders(
      {
        ref,
        start: 0,
        count: 64,
        most: 50,
        data,
        offers: [see],
        rows: looks.map((one, at) => ({
          ...one,
          what: opened[at]?.map((name) => say(`readers.opened.${name}`)) ?? [],
        })),
      },
      say,
    ),
  ),
  ...['', 'chat'].map((variant) =>
    personal('case-copy', variant, (say, { adviser }) => {
      const recipient = [
        { value: 'family:guardian-1', label: say('copy.to.family', { who: say('signer.guardian-1') }) },
        { value: 'referral:ppt', label: say('copy.to.referral', { to: adviser }) },
        { value: 'colleague:person_2', label: say('copy.to.colleague', { name: nurse }) },
        { value: 'archive', label: say('copy.to.archive') },
      ]
      const lang = languages.map((value) => ({ value, label: say(`language.${value}`) }))
      const choices = variant === '' ? { recipient, lang } : null
      const again = { ...press('show.copy'), kind: 'open' as const, label: 'copy.card.open' as const }
      const offers = variant === '' ? [see] : [again, see]
      return caseCopy({ ref, data, choices, values: { lang: say.lang }, errors: {}, offers }, say)
    }),
  ),
  personal('case-readers', 'none', (say) =>
    caseReaders({ ref, rows: [], start: 0, count: 0, most: 50, data, offers: [see] }, say),
  ),
]
