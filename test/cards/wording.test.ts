/** Every sentence there is: in each language, complete, with the same parameters, used, and in that language. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { languages } from '../../cards/card.ts'
import { aloneWords, commandNames, commandWords } from '../../cards/parts/command-list.ts'
import { groups } from '../../cards/parts/menu-group.ts'
import type { CommandAction } from '../../cards/parts/offer.ts'
import { faultCodes } from '../../src/app/actions/field.ts'
import { lines } from '../../src/core/notice.ts'
import { caseRoles, permissions } from '../../src/core/permission.ts'
import { signals } from '../../src/core/policy.ts'
import { refusalCodes } from '../../src/core/refusal.ts'
import { missingThings } from '../../src/core/step.ts'
import en from '../../src/wording/en.json' with { type: 'json' }
import { joining, wording } from '../../src/wording/index.ts'
import nb from '../../src/wording/nb.json' with { type: 'json' }
import nn from '../../src/wording/nn.json' with { type: 'json' }

const texts: Record<string, Record<string, string>> = { nb, nn, en }
const keys = Object.keys(nb)
const own: string[] = [
  ...['level.lapse', 'participant.leave', 'presence.note', 'consent.narrow', 'reminder.send', 'breach.note'],
  ...['transition.move', 'meeting.remind'],
  ...['family.arrive', 'family.write', 'family.ask-correction', 'family.say', 'family.ask-end'],
]
const commands = ['concern.register', ...Object.keys(permissions)].filter((name) => !own.includes(name))

function sources(folder: string): string {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return sources(path)
      return entry.name.endsWith('.ts') ? readFileSync(path, 'utf8') : ''
    })
    .join('\n')
}

/** The names of the parameters of a message, those inside a `select` or `plural` among them. */
function parameters(message: string): string[] {
  const found = new Set<string>()
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk)
    else if (typeof value === 'object' && value !== null) {
      // Kind 0 is plain text and 7 the number sign of a plural; every other kind is called by its parameter.
      if ('type' in value && value.type !== 0 && value.type !== 7 && 'value' in value) found.add(String(value.value))
      if ('options' in value && value.options) Object.values(value.options).forEach(walk)
      if ('value' in value) walk(value.value)
    }
  }
  walk(new IntlMessageFormat(message, 'nb', undefined, { ignoreTag: true }).getAst())
  return [...found].sort()
}

/** Finds one of the words, whole; `\b` would take `å` for the end of a word. */
function anyOf(...words: string[]): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${words.join(' ').split(' ').join('|')})(?!\\p{L})`, 'iu')
}

/** The part of the keys that begins so, without that beginning. */
function family(beginning: string): string[] {
  return keys.filter((key) => key.startsWith(beginning)).map((key) => key.slice(beginning.length))
}

describe('the wording', () => {
  it.each(languages)('has the same keys in %s, in the same order', (lang) => {
    expect(Object.keys(texts[lang] ?? {})).toEqual(keys)
  })

  it.each(languages)('says something for every key in %s, without space around it', (lang) => {
    const odd = Object.entries(texts[lang] ?? {}).filter(([, text]) => text === '' || text !== text.trim())
    expect(odd).toEqual([])
  })

  it('has the same parameters in every language', () => {
    const different = keys.filter((key) => {
      const [first, ...others] = languages.map((lang) => parameters(texts[lang]?.[key] ?? '').join())
      return others.some((other) => other !== first)
    })
    expect(different).toEqual([])
  })

  it('reads the parameters inside choices', () => {
    expect(parameters('{may, select, none {x} other {{may} and {day}}} {count, plural, other {# {who}}}')).toEqual([
      'count',
      'day',
      'may',
      'who',
    ])
  })

  it('is used: every key stands in the code, to the letter or by a template', () => {
    const root = join(import.meta.dirname, '..', '..')
    const code = sources(join(root, 'cards')) + sources(join(root, 'src'))
    const templates = [...code.matchAll(/`([a-z][a-zA-Z-]*\.[a-zA-Z.-]*)\$\{[^`}]*\}([^`$]*)`/g)].map(
      ([, before = '', after = '']) =>
        (key: string) =>
          key.startsWith(before) && key.endsWith(after),
    )
    const unused = keys.filter((key) => !code.includes(`'${key}'`) && !templates.some((made) => made(key)))
    expect(unused).toEqual([])
  })

  it.each([
    ['refusal.', refusalCodes, ['title', 'title.case', 'summary', 'kept']],
    ['line.', lines, []],
    ['role.', caseRoles, []],
    ['missing.', missingThings, ['heading']],
    ['field-error.', faultCodes, []],
    [
      'menu.',
      commands,
      [
        ...[
          'title',
          'empty',
          'likely',
          'groups',
          'show.consents',
          'show.copy',
          'show.evaluation',
          'show.family',
          'show.plan',
          'show.proposal',
          'show.sent',
        ],
        ...groups.flatMap((group) => [`group.${group}`, `group.${group}.what`]),
      ],
    ],
    [
      'done.',
      commands,
      [
        'consent.record.partly',
        'consent.request.now',
        'transition.plan.ask',
        ...['baton.offer.away', 'baton.deputize.away', 'transition.plan.unled', 'nudge.send.away'],
        ...['measure.changed', 'goal.changed'],
        ...['evaluation.change', 'evaluation.level', 'evaluation.close', 'evaluation.leader-closes'],
        'log-opened',
        'decided',
        'consent.withdraw.unanswered',
        'concern.conclude.report',
        ...['led', 'nobody', 'self', 'unled'].map((who) => `concern.register.${who}`),
        'level.propose.to',
        'level.propose.nobody',
        'level.propose.lacking',
        'in-time',
        'day-off',
      ],
    ],
    [
      'signal.',
      signals.flatMap((signal) => [`${signal}.title`, `${signal}.todo`]),
      ['consent-unasked', 'handover-stuck'].flatMap((called) => [`${called}.title`, `${called}.todo`]),
    ],
  ])('has just what the core knows under "%s"', (beginning, known, besides) => {
    expect(family(beginning).sort()).toEqual([...known, ...besides].sort())
  })

  it('speaks no English in Norwegian, and no bokmål in nynorsk', () => {
    const english = anyOf('the and or you your is are not with this please case consent choose who what')
    const bokmaal = anyOf(
      'ikke jeg noe noen hva hvem hvor hvordan hvorfor hvilken hvilke fra bare saken skolen være ble deres selv sammen',
      'foresatte foresatt tjeneste tjenesten tjenester deltaker leder lederen gjøre gjør velg åpne åpnet avsluttet uten',
      'mer flere nå enheten stafettholder stafettholderen bekymring ennå allerede trekkes fortsett også da hjemme',
    )
    const names = new Set(['language.en', 'command.language.usage'])
    const plain = (text: string) => text.replace(/\{\w+/g, '')
    const inNorwegian = keys.filter(
      (key) =>
        !names.has(key) && [nb, nn].some((one) => english.test(plain(texts[one === nb ? 'nb' : 'nn']?.[key] ?? ''))),
    )
    const inNynorsk = Object.entries(nn).filter(([, text]) => bokmaal.test(plain(text)))
    expect({ inNorwegian, inNynorsk }).toEqual({ inNorwegian: [], inNynorsk: [] })
  })

  it('never blames: no sentence says that somebody forgot, failed or did wrong', () => {
    const blame = anyOf('glemt gløymd feil skyld ulovlig brudd brot forgot failed wrong fault mistake breach')
    const exceptions = new Set(['help.what', 'message.fault'])
    const found = languages.flatMap((lang) =>
      keys.filter((key) => !exceptions.has(key) && blame.test(texts[lang]?.[key] ?? '')),
    )
    expect(found).toEqual([])
  })

  it('fits on a button where it is one, in every language', () => {
    const long = languages.flatMap((lang) =>
      keys.filter((key) => /^(action|submit)\./.test(key) && (texts[lang]?.[key] ?? '').length > 40),
    )
    expect(long).toEqual([])
  })
})

describe('saying something', () => {
  it('throws when a parameter is missing, so that no sentence ever has a hole', () => {
    expect(() => wording('nb')('case.title')).toThrow(/ref/)
  })

  it('leaves what it is given as it is: no markup and no message is read in it', () => {
    expect(wording('en')('help.title', { name: "<b>{x}</b> '' #" })).toBe("Hello, <b>{x}</b> '' #")
  })

  it('counts', () => {
    expect(wording('nb')('plan.corrected', { count: 1 })).toContain('1 gang.')
    expect(wording('nn')('plan.corrected', { count: 2 })).toContain('2 gonger.')
  })

  it.each([
    ['nb', 'tor. 26. nov. 2026', 'a, b og c'],
    ['nn', 'to. 26. nov. 2026', 'a, b og c'],
    ['en', 'Thu, 26 Nov 2026', 'a, b and c'],
  ] as const)('writes days and lists in %s', (lang, day, list) => {
    expect(wording(lang).day('2026-11-26')).toBe(day)
    expect(wording(lang).list(['a', 'b', 'c'])).toBe(list)
  })

  it('joins a list as the language does, however long it is and whatever stands in it', () => {
    const formatOf = (locale: string) => new Intl.ListFormat(locale, { type: 'conjunction' })
    const locales = { nb: 'nb', nn: 'nn', en: 'en-GB' }
    const ours = languages.map((lang) => ({ join: wording(lang).list, format: formatOf(locales[lang]) }))
    // With a comma before the "and" of three, and none before that of two.
    const american = formatOf('en-US')
    for (const { join, format } of [...ours, { join: joining(american), format: american }])
      for (const list of [[], [''], ['a'], ['a', 'b'], ['a og b', '', 'c, d'], ['a', 'b', 'c', '{0}', '$&']])
        expect(join(list)).toBe(format.format(list))
  })

  it.each([
    ['nb', 'torsdag 26. november 2026', '08.30'],
    ['nn', 'torsdag 26. november 2026', '08.30'],
    ['en', 'Thursday, 26 November 2026', '08:30'],
  ] as const)('cuts nothing short inside a sentence, and writes a time of day, in %s', (lang, day, time) => {
    expect(wording(lang).dayInSentence('2026-11-26')).toBe(day)
    expect(wording(lang).time('08:30')).toBe(time)
  })

  it('counts reminders in words as far as anybody counts them so', () => {
    expect(wording('nb')('lateness.times', { times: 8 })).toBe('Åttende påminnelse.')
    expect(wording('nn')('lateness.times', { times: 8 })).toBe('Åttande påminning.')
    expect(wording('nb')('lateness.times', { times: 13 })).toBe('Påminnelse nummer 13.')
  })

  it('writes the day that is meant, whatever the time zone of the machine', () => {
    expect(wording('en').day('2026-01-01')).toBe('Thu, 1 Jan 2026')
    expect(wording('en').day('2026-12-31')).toBe('Thu, 31 Dec 2026')
  })
})

describe('what is promised', () => {
  it.each([
    ['hint.note', /Familien kan lese|The family can read/],
    ['duty.private', /Ingenting|Nothing/],
    ['command.report.does', /redd for eit? barn/],
    ['outcome.report', /barnevernst\p{L}+$|service$/u],
  ] as const)('%s says no more than is so', (key, untrue) => {
    for (const lang of languages) expect(wording(lang)(key)).not.toMatch(untrue)
  })

  it('a refusal ends an earlier yes to the same, and whoever writes it down is told so', () => {
    const [bokmål, nynorsk, english] = languages.map((lang) => wording(lang)('done.consent.refuse'))
    expect(bokmål).toContain('Et tidligere ja til det samme gjelder ikke lenger.')
    expect(nynorsk).toContain('Eit tidlegare ja til det same gjeld ikkje lenger.')
    expect(english).toContain('An earlier yes to the same no longer holds.')
  })

  it('the duty to report covers what may come, and is at once', () => {
    const [bokmål, nynorsk, english] = languages.map((lang) => wording(lang)('duty.what', { law: '' }))
    expect(bokmål).toMatch(/blir eller vil bli .* straks/)
    expect(nynorsk).toMatch(/blir eller vil bli .* straks/)
    expect(english).toMatch(/is or will be .* at once/)
  })
})

describe('the typed commands', () => {
  it.each([
    [
      'nb',
      'ny mine oversikt sak meldeplikt ferie språk innstillinger koble hjelp tiltak møte referat samtykke overlever frist utskrift takk',
    ],
    [
      'nn',
      'ny mine oversikt sak meldeplikt ferie språk innstillingar kople hjelp tiltak møte referat samtykke overlever frist utskrift takk',
    ],
    [
      'en',
      'new my overview case report holiday language settings link help measure meeting minutes consent hand over deadline copy thanks',
    ],
  ] as const)('begin in %s with the words people are told', (lang, words) => {
    expect(commandNames.map((name) => commandWords(name, wording(lang))[0]).join(' ')).toBe(words)
  })

  it('are words in small letters, and none means two commands', () => {
    const meant = new Map<string, string>()
    for (const name of commandNames) {
      for (const word of languages.flatMap((lang) => [
        ...commandWords(name, wording(lang)),
        ...aloneWords(name, wording(lang)),
      ])) {
        expect(word).toMatch(/^[a-zæøå]+(?: [a-zæøå]+)*$/)
        expect(meant.get(word) ?? name).toBe(name)
        meant.set(word, name)
      }
    }
  })
})

describe('the actions', () => {
  it('are those a person can give and those that only show', async () => {
    const { queries } = await import('../../cards/parts/offer.ts')
    const variants = [
      'level.decide.no',
      'level.decide.without',
      'level.decide.without-refused',
      'goal.finish.no',
      'show.plan.section',
      'show.plan.more',
      'back',
      ...['show.overview.leader', 'show.overview.ke', 'show.overview.coordinator', 'set.weekly.no', 'make.copy.json'],
    ]
    expect(family('action.').sort()).toEqual([...commands, ...queries, ...variants].sort())
  })

  it('name the same commands as the table of permissions', () => {
    const some: CommandAction[] = ['level.decide', 'case.close', 'concern.register']
    expect(commands).toEqual(expect.arrayContaining(some))
  })
})
