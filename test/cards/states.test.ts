/** What cards show, and offer, in each state they can be in. */
import { describe, expect, it } from 'vitest'
import { type Card, languages } from '../../cards/card.ts'
import { caseMenu } from '../../cards/case-menu.ts'
import { samples } from '../../cards/index.ts'
import { mine } from '../../cards/mine.ts'
import { isDiscreet, veiled } from '../../cards/parts/chat.ts'
import { isPlain, sentence } from '../../cards/parts/line.ts'
import { groups, type MenuGroup } from '../../cards/parts/menu-group.ts'
import { listedOn } from '../../cards/parts/mine-page.ts'
import { button, isCommand, type Offer, offered, queries, rows } from '../../cards/parts/offer.ts'
import { refusalSentence } from '../../cards/parts/refused.ts'
import { type ProposalArgs, proposal } from '../../cards/proposal.ts'
import { open, press } from '../../cards/samples/fjordvik.ts'
import { noLists } from '../../cards/samples/mine.ts'
import { unknown } from '../../cards/unknown.ts'
import { actions, isAction } from '../../src/app/actions/index.ts'
import { lines } from '../../src/core/notice.ts'
import { refusalCodes } from '../../src/core/refusal.ts'
import { wording } from '../../src/wording/index.ts'

const say = wording('nb')

function sample(card: string, name: string): Card {
  const found = samples.find((one) => one.card === card && one.name === name)
  if (!found) throw new Error(`no sample ${card} ${name}`)
  return found.draw(say)
}

function texts(card: Card): string[] {
  return card.blocks.flatMap((block) => ('text' in block ? [block.text] : []))
}

const actionNames = Object.keys(actions).filter(isAction)
const labels = (card: Card) => card.buttons.map(({ label }) => label)

const approve: Offer = { ...open('level.decide', { approve: 'yes' }), style: 'primary' }
const reject = open('level.decide', { approve: 'no' })
const made: ProposalArgs = {
  ...{ ref: 'FJ-1001', from: 'nivå 1', to: 'nivå 2', by: 'Ingrid Vik', own: false, day: '2026-11-24', reason: 'Fordi' },
  ...{ services: ['PPT'], missing: [], deadline: '2026-12-01', deciders: ['Per Strand'], outcome: null, outline: null },
  ...{ isWritten: true, refused: [], goesOn: null },
  offers: [approve, reject, press('show.case')],
}

describe('a proposal', () => {
  it('lets the leader approve or reject', () => {
    expect(labels(proposal(made, say))).toEqual(['Godkjenn', 'Avslå', 'Vis saken'])
  })

  it('shows which consent is missing, and can then not be approved', () => {
    const card = proposal({ ...made, missing: ['PPT'] }, say)
    expect(labels(card)).toEqual(['Vis saken', 'Avslå'])
    expect(texts(card).join()).toContain('Samtykke mangler for PPT')
  })

  it('makes approving stand out, and rejecting never', () => {
    const offers: Offer[] = [approve, { ...reject, style: 'danger' }, press('show.case')]
    expect(proposal({ ...made, offers }, say).buttons.map(({ style }) => style)).toEqual([
      'primary',
      undefined,
      undefined,
    ])
  })

  it('can never be decided by who made it', () => {
    const card = proposal({ ...made, own: true }, say)
    expect(labels(card)).toEqual(['Vis saken'])
    expect(texts(card)).toContain('Du har foreslått dette, derfor er det en annen som avgjør.')
  })

  it.each(['withdrawn', 'lapsed', 'cancelled'] as const)('that is %s says so and offers nothing', (status) => {
    const card = proposal({ ...made, outcome: { status } }, say)
    expect(card.buttons).toEqual([])
    expect(card.blocks[0]).toMatchObject({ kind: 'notice' })
  })

  it.each([
    ['approved', 'Godkjent av Per Strand torsdag 26. november 2026.'],
    ['rejected', 'Avslått av Per Strand torsdag 26. november 2026.'],
  ] as const)('that is %s shows who, when, and who took part', (status, text) => {
    const decision = { by: 'Per Strand', day: '2026-11-26', meetingDay: '2026-11-25', reason: 'Ja', view: 'Bra' }
    const parts = { parentsTookPart: true, childTookPart: false, childAsked: null, individualPlan: null, without: null }
    const outcome = { status, isWritten: true, leftOut: [], ...decision, ...parts }
    const card = proposal({ ...made, outcome }, say)
    expect(card.buttons).toEqual([])
    expect(texts(card)).toContain(text)
    expect(card.blocks).toContainEqual({
      kind: 'facts',
      facts: [
        { label: 'Møte med familien', value: 'ons. 25. nov. 2026', discreet: true },
        { label: 'Foresatte deltok', value: 'Ja' },
        { label: 'Barnet deltok', value: 'Nei' },
      ],
    })
  })
})

describe('a card that is settled', () => {
  it.each([
    ['hand-over', 'declined'],
    ['anonymous-question', 'answered'],
    ['proposal', 'approved'],
  ])('says what happened first and has no buttons: %s %s', (card, name) => {
    expect(sample(card, name).buttons).toEqual([])
    expect(sample(card, name).blocks[0]).toMatchObject({ kind: 'notice' })
  })
})

it('a baton that was taken on says so first, and leads to the case', () => {
  const { blocks, buttons } = sample('hand-over', 'accepted')
  expect(blocks[0]).toMatchObject({ kind: 'notice' })
  expect(buttons.map(({ action }) => action)).toEqual(['show.case'])
})

const said = (shown: unknown) => JSON.stringify(shown)

describe('a reminder', () => {
  it.each(['reminder', 'breach'])(
    'that is settled says what was done and what comes next, and leads on: %s',
    (card) => {
      const { blocks, buttons } = sample(card, 'settled')
      expect(blocks[0]).toMatchObject({ kind: 'notice', text: 'Dette er ordnet. Oppfølgingen er gjort.', tone: 'good' })
      expect(said(blocks)).toContain(
        'Neste frist i saken per mandag 30. november 2026 er torsdag 10. desember 2026. Et møte skal holdes.',
      )
      expect(buttons.map(({ action }) => action)).toEqual(['show.case'])
    },
  )

  it('says no more than that, where no more can be said', () => {
    const { blocks, buttons } = sample('reminder', 'settled-by-nothing')
    expect(blocks[0]).toMatchObject({ text: 'Dette er ordnet.' })
    expect([said(blocks).includes('Det neste'), buttons]).toEqual([false, []])
  })

  it('says how late it is, which one it is, whom it has been brought to and who hears of it next', () => {
    const text = said(sample('reminder', 'after').blocks)
    expect(text).toContain('Fristen var fredag 20. november 2026. 12 dager over fristen. Sjette påminnelse.')
    expect(text).toContain(
      'Enhetslederen har fått vite det. KE (koordinerende enhet) får vite det tidligst fredag 11. desember 2026, hvis det fortsatt venter da.',
    )
    const before = said(sample('reminder', 'before').blocks)
    expect(before).toContain('Første påminnelse.')
    expect(before).not.toContain('over fristen')
  })

  it('tells nobody that it has come to themselves', () => {
    expect(said(sample('breach', 'leader').blocks)).not.toContain('Enhetslederen har fått')
    expect(said(sample('breach', 'ke').blocks)).toContain('Enhetslederen har fått vite det.')
  })
})

describe('the summary of a case', () => {
  it('shows holder, level, step, next date, what is missing and with whom the ball lies', () => {
    const card = sample('case-summary', 'log')
    const facts = card.blocks.flatMap((block) => (block.kind === 'facts' ? block.facts : []))
    expect(facts).toContainEqual(expect.objectContaining({ label: 'Stafettholder', value: 'Ingrid Vik' }))
    expect(texts(card)).toContain('Steg 4 av 7: Tiltak. Avtal hvem som gjør hva, og når det skal evalueres.')
    expect(texts(card)).toContain('Hoppet over: Felles forståelse')
    expect(facts).toContainEqual(expect.objectContaining({ label: 'Neste dato', value: 'tor. 10. des. 2026' }))
    expect(texts(card)).toContain('Nivå 2: Samarbeid med én eller to hjelpetjenester.')
    expect(texts(card)).toContain(
      'Ballen ligger hos Ingrid Vik. Fristen var fredag 20. november 2026. Et tiltak skal evalueres.',
    )
    expect(card.blocks).toContainEqual({ kind: 'list', items: [{ text: 'Et mål' }, { text: 'Et tiltak' }] })
  })

  it('of a closed case says when, by whom and why, and no longer what is missing or late', () => {
    const card = sample('case-summary', 'closed')
    expect(card.blocks[0]).toMatchObject({ text: 'Avsluttet fredag 27. november 2026 av Per Strand: Målet er nådd' })
    expect(texts(card).join()).not.toMatch(/mangler|Over fristen|Ballen/)
  })
})

describe('the consents of a case', () => {
  it('lead on to what is missing', () => {
    expect(sample('consent-checkpoint', 'asked').buttons.map(({ style }) => style)).toEqual([
      'primary',
      undefined,
      undefined,
      undefined,
    ])
    expect(sample('consent-checkpoint', 'given').buttons.every(({ style }) => style === undefined)).toBe(true)
  })
})

describe('what the bot did not understand', () => {
  it('is answered with the nearest, the way to help and the duty to report', () => {
    expect(labels(sample('unknown', 'command'))).toEqual(['Mine saker', 'Hjelp', 'Meldeplikt'])
  })

  it('is answered with all one can write where nothing is near', () => {
    const card = unknown({ said: 'fotball', what: 'command', suggestions: [] }, say)
    const facts = card.blocks.flatMap((block) => (block.kind === 'facts' ? block.facts : []))
    expect(facts).toContainEqual({
      label: 'meldeplikt',
      value: 'Når du frykter at et barn blir utsatt for vold, overgrep eller omsorgssvikt',
    })
  })

  it('leads from a reference that is not found to the cases there are', () => {
    expect(labels(unknown({ said: 'FJ-1999', what: 'reference', suggestions: [] }, say))).toContain('Mine saker')
  })
})

describe('the menu of a case', () => {
  it('says so when there is nothing to do', () => {
    const args = { ref: 'FJ-1001', group: null, likely: [], menu: press('show.menu') }
    const card = caseMenu({ ...args, offers: [press('show.case')] }, say)
    expect(texts(card)).toContain('Det er ingenting du kan gjøre i saken nå.')
    expect(texts(sample('case-menu', ''))).not.toContain('Det er ingenting du kan gjøre i saken nå.')
  })
})

const rowsOf = (card: Card) => card.blocks.flatMap((block) => (block.kind === 'row' ? [block.button] : []))

describe('the menu of a case in which much can be done', () => {
  const offers = [...actionNames.map((action) => open(action)), press('show.consents'), press('show.case')]
  const likely = offers.slice(10, 20)
  const drawn = (group: MenuGroup | null) =>
    caseMenu({ ref: 'FJ-1001', group, likely, offers, menu: press('show.menu') }, say)

  it('shows seven that are likely first, then the groups, each by its name', () => {
    const card = drawn(null)
    const rows = rowsOf(card)
    expect(rows.slice(0, 7).map(({ action }) => action)).toEqual(likely.slice(0, 7).map(({ action }) => action))
    expect(rows.slice(7).map(({ action, data }) => [action, data.group])).toEqual(
      groups.map((group) => ['show.menu', group]),
    )
    const named = [
      'Undring',
      'Samtykke og svar',
      'Mål og tiltak',
      'Møter',
      'Nivå og steg',
      'Stafettpinnen',
      'Deltakere',
      'Hele saken',
    ]
    expect(rows.slice(7).map(({ label }) => label)).toEqual(named)
    expect(labels(card)).toEqual(['Vis saken'])
  })

  it.each(languages)('calls no group as a page that stands beside it (%s)', (lang) => {
    const spoken = wording(lang)
    const places = (['case', 'plan', 'consents', 'family', 'history', 'readers', 'menu'] as const).map((place) => {
      return spoken(`nav.${place}`)
    })
    expect(groups.map((group) => spoken(`menu.group.${group}`)).filter((name) => places.includes(name))).toEqual([])
  })

  it('has everything in one group, and from each a way back', () => {
    const inGroups = groups.flatMap((group) => rowsOf(drawn(group)).map(({ action }) => action))
    expect(inGroups.sort()).toEqual([...actionNames, 'show.consents'].sort())
    expect(drawn('plan').buttons[0]).toMatchObject({ label: 'Tilbake', action: 'show.menu', data: {} })
    expect(drawn('plan').buttons[0]?.data).not.toHaveProperty('group')
  })

  it('has no groups where all of it can be taken in at once', () => {
    const few = offers.slice(0, 7)
    const card = caseMenu({ ref: 'FJ-1001', group: null, likely: [], offers: few, menu: press('show.menu') }, say)
    expect(rowsOf(card).map(({ action }) => action)).toEqual(few.map(({ action }) => action))
  })
})

describe('my cases', () => {
  it('says what to do when there is nothing', () => {
    const card = sample('mine', 'empty')
    expect(texts(card)).toContain('Ingenting venter på deg nå.')
    expect(labels(card)).toContain('Ny undring')
  })

  it('is called by what it is sent as, with a sentence above it', () => {
    const head = { title: 'Dette venter på deg', lead: 'Mandag 3. mars.' }
    const card = mine(
      { notice: null, head, listed: listedOn(noLists, null), page: null, about: new Map(), offers: [] },
      say,
    )
    expect([card.name, card.title, card.summary, texts(card)[0]]).toEqual(['mine', head.title, head.title, head.lead])
  })

  const rowsOf = ({ blocks }: Card) => blocks.flatMap((block) => (block.kind === 'row' ? [block] : []))

  it('says of each case what is next, how late, at which level and step, with whom, and what else', () => {
    expect(
      rowsOf(sample('mine', 'busy')).map(({ text, subtle, tone, button: { label } }) => [text, subtle, tone, label]),
    ).toEqual([
      [
        'FJ-1001 · Et tiltak skal evalueres',
        '12 dager over fristen · Nivå 1 · Steg 4 av 7: Tiltak · hos deg · også «Et møte skal holdes» · én frist til',
        'warning',
        'Evaluer',
      ],
      [
        'FJ-1002 · Et møte skal holdes',
        '8 dager over fristen · Nivå 2 · Steg 4 av 7: Tiltak · hos Ingrid Vik · spør hva som trengs',
        'warning',
        'Vis saken',
      ],
      [
        'FJ-1003 · Ta stilling til et forslag om nytt nivå',
        'I dag · Nivå 1 · Steg 4 av 7: Tiltak · hos deg · også «Kall inn til det første møtet» hos Ingrid Vik',
        'neutral',
        'Avgjør',
      ],
      ['Et spørsmål fra en kollega', 'Har ventet i 2 dager', 'neutral', 'Svar'],
      [
        'FJ-1004 · Velg vei videre for undringen',
        'Om 3 dager · Nivå 0 · Steg 3 av 4: Samtale · hos deg',
        'neutral',
        'Velg vei videre',
      ],
      [
        'FJ-1009 · Kan enheten din ta imot saken mandag 16. august 2027?',
        'Svar innen tir. 18. mai 2027',
        'neutral',
        'Svar',
      ],
      [
        'FJ-1001 · Stafettpinnen er tilbudt Sunniva Lie',
        'Har ventet i 6 dager · borte til og med fre. 11. des. 2026',
        undefined,
        'Trekk tilbudet',
      ],
      [
        'FJ-1002 · Forslaget om nytt nivå ligger hos Per Strand',
        'Har ventet i 6 dager · minnet på fre. 20. nov. 2026 av deg',
        undefined,
        'Minn på',
      ],
      [
        'FJ-1003 · Sunniva Lie er spurt om hvem som kommer fra en tjeneste',
        'Har ventet i 1 dag · kan minnes på fra tor. 26. nov. 2026',
        undefined,
        'Vis saken',
      ],
      [
        'FJ-1005 · Et tiltak skal evalueres',
        'I morgen · Nivå 1 · Steg 4 av 7: Tiltak · hos Sunniva Lie · stafettholder',
        'neutral',
        'Vis saken',
      ],
      ['FJ-1006 · Ingen dato er avtalt', 'Nivå 2 · Steg 4 av 7: Tiltak · deltaker', undefined, 'Vis saken'],
      ['FJ-1007 · Avsluttet fre. 20. nov. 2026', 'Nivå 1 · stafettholder', undefined, 'Vis saken'],
    ])
  })

  it('stands in sections, what waits first', () => {
    const headings = sample('mine', 'busy').blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []))
    expect(headings).toEqual([
      'Venter på deg',
      'Venter på andre',
      'Du har ansvaret for',
      'Du deltar i',
      'Nylig avsluttet',
    ])
  })

  it('says whom a case is about where that may be shown, and in no message', () => {
    const card = sample('mine', 'named')
    expect(rowsOf(card).flatMap(({ text, words }) => (words ? [text.slice(0, 7)] : []))).toEqual([
      ...['FJ-1001', 'FJ-1002'],
      'FJ-1001',
      'FJ-1002',
      'FJ-1005',
    ])
    expect(isDiscreet(card)).toBe(false)
    expect(veiled(card, null, 'window').blocks).toEqual(veiled(sample('mine', 'busy'), null, 'window').blocks)
  })

  it('goes on by one section at a time, and leads back to the top', () => {
    const many = sample('mine', 'many')
    const more = rowsOf(many).filter(({ button: { action } }) => action === 'show.mine')
    expect(more.map(({ text, button: { label, data } }) => [text, label, data])).toEqual([
      ['og 15 til', 'Vis flere', { section: 'waiting', start: '5' }],
      ['og 82 til', 'Vis flere', { section: 'others', start: '2' }],
      ['og 12 til', 'Vis flere', { section: 'held', start: '3' }],
      ['og 13 til', 'Vis flere', { section: 'part', start: '2' }],
      ['og 8 til', 'Vis flere', { section: 'closed', start: '2' }],
    ])
    const page = sample('mine', 'page')
    expect(rowsOf(page).map(({ text }) => text.slice(0, 7))).toEqual([
      'FJ-1015',
      'FJ-1016',
      'FJ-1017',
      'FJ-1018',
      'FJ-1019',
      'FJ-1020',
    ])
    expect(page.buttons[0]).toMatchObject({ action: 'show.mine', data: {}, label: 'Til toppen av listen' })
  })
})

describe('offers', () => {
  it('become four buttons and the way to everything else, and rows where there are more, so that none is lost', () => {
    const others = queries.filter((action) => action !== 'show.menu' && action !== 'show.case')
    const offers = [press('show.menu'), ...others.slice(0, 6).map((action) => press(action))]
    const { buttons, rows } = offered(offers, say)
    expect(buttons.map(({ action }) => action)).toEqual([...others.slice(0, 4), 'show.menu'])
    expect(buttons.at(-1)?.label).toBe('Mer')
    // The way back to the case is never what there is no room for.
    const back = offered([...offers, press('show.case')], say)
    expect(back.buttons.map(({ action }) => action)).toEqual([...others.slice(0, 3), 'show.case', 'show.menu'])
    expect(back.rows).toHaveLength(3)
    expect(rows.map((row) => (row.kind === 'row' ? row.button.action : null))).toEqual(others.slice(4, 6))
  })

  it('begin with the one that stands out', () => {
    const offers: Offer[] = [press('show.proposal'), { ...open('consent.request'), style: 'primary' }]
    expect(offered(offers, say).buttons.map(({ action }) => action)).toEqual(['consent.request', 'show.proposal'])
  })

  it('beside each other say when each is to be pressed', () => {
    const [first, second] = rows([open('measure.evaluate'), open('measure.postpone')], 'Evalueres i morgen', say)
    expect([first, second]).toMatchObject([{ text: 'Evalueres i morgen' }, { text: 'Evalueringen trenger en ny dag' }])
  })

  it('are called by what they do with their data', () => {
    expect(button(press('goal.finish', { reached: 'no' }), say).label).toBe('Legg bort målet')
    expect(button(press('goal.finish', { reached: 'yes' }), say).label).toBe('Målet er nådd')
    expect(button(press('set.lang', { lang: 'nn' }), say).label).toBe('Nynorsk')
    expect(button(press('show.plan', { section: 'notes', from: '8' }), say).label).toBe('Vis flere')
  })

  it('ask first where what follows is hard to undo', () => {
    expect(button(press('case.open-on-paper'), say).confirm).toContain('På papir')
    expect(button(press('show.case'), say).confirm).toBeUndefined()
  })

  it('know what changes a case from what only shows', () => {
    expect(isCommand('case.close')).toBe(true)
    expect(isCommand('show.case')).toBe(false)
  })
})

describe('a refusal', () => {
  it.each(refusalCodes)('says in every language why and what to do, also when it names nobody: %s', (code) => {
    for (const lang of ['nb', 'nn', 'en'] as const) {
      const bare = refusalSentence({ code, may: [], services: [], day: null }, wording(lang))
      expect(bare).not.toMatch(/none|\{|\}/)
      expect(bare).toMatch(/^\p{Lu}.{10,}\.$/u)
    }
  })

  it('names who may, which services, and the last day', () => {
    const more = { may: ['Per Strand', 'KE'], services: ['PPT'], day: '2026-12-24' }
    expect(refusalSentence({ code: 'not-permitted', ...more }, say)).toBe('Dette kan gjøres av Per Strand og KE.')
    expect(refusalSentence({ code: 'consent-missing', ...more }, say)).toContain('Samtykke mangler for PPT.')
    expect(refusalSentence({ code: 'day-too-far', ...more }, say)).toContain('torsdag 24. desember 2026')
  })

  it('gives back what was typed', () => {
    expect(sample('refusal', 'not-permitted').blocks.filter(({ kind }) => kind === 'words')).toHaveLength(1)
  })
})

describe('a line in the thread', () => {
  it('tells a decision with who, from where to where, and the day of the meeting', () => {
    const decided = { by: 'Per Strand', from: 'nivå 1', to: 'nivå 2', day: '2026-11-25' }
    expect(sentence({ line: 'proposal-approved', ...decided }, say)).toBe(
      'Per Strand har godkjent at saken flyttes fra nivå 1 til nivå 2. Møtet var onsdag 25. november 2026.',
    )
  })

  it('tells of a changed consent without saying which', () => {
    expect(sentence({ line: 'consent-changed' }, say)).toBe(
      'Noe er endret i samtykket. Snakk med stafettholderen før du deler noe mer.',
    )
  })

  it.each([
    [{ line: 'holder-changed', holder: 'A', you: false }, 'A er ny stafettholder.'],
    [{ line: 'holder-changed', holder: 'A', you: true }, 'Du er ny stafettholder.'],
    [{ line: 'deputy-ended', deputy: 'A', you: false }, 'A er ikke lenger stedfortreder for stafettholderen.'],
    [{ line: 'deputy-ended', deputy: 'A', you: true }, 'Du er ikke lenger stedfortreder for stafettholderen.'],
    [{ line: 'hand-over-declined', by: 'A' }, 'A kunne ikke ta imot stafettpinnen nå. Den blir der den er.'],
    [{ line: 'meeting-set', day: '2026-11-25', time: null }, 'Neste møte er onsdag 25. november 2026.'],
    [{ line: 'meeting-set', day: '2026-11-25', time: '13:30' }, 'Neste møte er onsdag 25. november 2026 kl. 13.30.'],
    [{ line: 'meeting-soon', day: '2026-11-25', time: '09:00' }, 'Husk møtet onsdag 25. november 2026 kl. 09.00.'],
    [
      { line: 'not-folded', who: 'A' },
      'Noe om saken ble stående i chatten til A, og jeg kan ikke ta det bort. Be dem slette det.',
    ],
    [
      { line: 'meeting-moved', from: '2026-11-25', day: '2026-11-26' },
      'Møtet du avtalte onsdag 25. november 2026, er flyttet til torsdag 26. november 2026.',
    ],
    [{ line: 'not-reached', who: 'A' }, 'Jeg fikk ikke sendt en melding til A. Si fra på en annen måte.'],
    [{ line: 'note-added', by: 'A' }, 'A har skrevet i stafettloggen.'],
    [
      { line: 'thread-lost', ref: 'FJ-1' },
      'Jeg får ikke lenger skrevet i en kanal der saken følges. Legg meg til i kanalen igjen, eller skriv «sak FJ-1» til meg i en annen kanal og velg «Følg saken i denne kanalen».',
    ],
    [
      { line: 'thread-missed', ref: 'FJ-1' },
      'Jeg fikk ikke skrevet noe i en tråd der sak FJ-1 følges. Les i saken hva som er nytt, og be dem som følger tråden gjøre det samme.',
    ],
    [
      { line: 'proposal-made', by: 'A', from: 'nivå 1', to: 'nivå 2' },
      'A har foreslått å flytte saken fra nivå 1 til nivå 2.',
    ],
  ] as const)('tells what happened: %j', (args, text) => {
    expect(sentence(args, say)).toBe(text)
  })

  it.each(lines.map((line) => ({ line })).filter(isPlain))(
    'needs nothing where it names nobody and no day: %j',
    (args) => {
      for (const lang of languages) expect(sentence(args, wording(lang))).not.toBe('')
    },
  )
})

describe('the log on the family’s page', () => {
  const { blocks } = sample('family-log', '')
  const at = (text: string) => blocks.findIndex((block) => 'text' in block && block.text === text)

  it('has what they can ask for under a heading of its own, after all that was agreed and said', () => {
    const { blocks: closed } = sample('family-log', 'closed')
    expect(blocks.slice(at('Det du kan be om')).map(({ kind }) => kind)).toEqual(['heading', 'row', 'row', 'row'])
    expect(blocks[at('Det du kan be om') + 1]).toMatchObject({ button: { action: 'family.ask-correction' } })
    expect(closed).not.toContainEqual({ kind: 'heading', text: 'Det du kan be om' })
  })

  it('says of a meeting until when they can say what they think of it', () => {
    const met = blocks.find((block) => block.kind === 'row' && block.text.startsWith('Møte '))
    expect(met).toMatchObject({ subtle: 'Før møtet kan du si hva du mener.', button: { action: 'family.say' } })
  })
})
