/** The files of further languages: what keeps one from being taken, and how days, numbers, lists and names stand in them. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { isOfFamily, readFurther } from '../../src/wording/further.ts'
import { capital, further, isTongue, nameParts, type Say, tongues, wording } from '../../src/wording/index.ts'

const folder = join(import.meta.dirname, '..', '..', 'src', 'wording', 'family')
const written = (tag: string): Record<string, string> => JSON.parse(readFileSync(join(folder, `${tag}.json`), 'utf8'))

/** Reads the files there are, one of them as it is given here. */
function reading(tag: string, file: Record<string, unknown> | string): () => unknown {
  const copy = mkdtempSync(join(tmpdir(), 'further-'))
  onTestFinished(() => rmSync(copy, { recursive: true }))
  cpSync(folder, copy, { recursive: true })
  writeFileSync(join(copy, `${tag}.json`), typeof file === 'string' ? file : JSON.stringify(file))
  return () => readFurther(pathToFileURL(`${copy}/`))
}

function saying(tag: string): Say {
  if (!isTongue(tag)) throw new Error(`nobody speaks ${tag}`)
  return wording(tag)
}

describe('a file of a further language', () => {
  it('is a language by being there', () => {
    // Hebrew has fewer plurals than Arabic.
    expect(reading('he', written('ar'))()).toHaveProperty('size', further.size + 1)
  })

  it.each<[string, (file: Record<string, string>) => Record<string, unknown> | string, RegExp]>([
    ['lacks something that is said', ({ 'web.skip': _, ...file }) => file, /pl: "web.skip" is missing/],
    ['says what is never said', (file) => ({ ...file, 'case.title': 'x' }), /pl: "case.title" is never said/],
    ['has a key of nobody’s', (file) => ({ ...file, draftt: 'x' }), /pl: "draftt" is never said/],
    ['says nothing somewhere', (file) => ({ ...file, 'web.skip': ' ' }), /pl: .*"web.skip" says nothing/],
    ['is no text somewhere', (file) => ({ ...file, 'web.skip': 1 }), /pl: .*"web.skip" says nothing/],
    [
      'lacks a parameter',
      (file) => ({ ...file, 'family.log.title': 'x' }),
      /"family.log.title" takes nothing, not \{ref\}/,
    ],
    ['has another', (file) => ({ ...file, 'web.skip': '{x}' }), /"web.skip" takes \{x\}, not nothing/],
    [
      'chooses among others',
      (file) => ({ ...file, 'family.consents.means': '{topics} {day, select, never {} other {{day}}}' }),
      /"family.consents.means" takes .*never/,
    ],
    [
      'lacks a plural of its language',
      (file) => ({ ...file, 'family.home.waiting': '{count, plural, one {a} few {b} other {c}}' }),
      /"family.home.waiting" lacks the plural "many"/,
    ],
    ['is no message somewhere', (file) => ({ ...file, 'family.log.title': '{ref' }), /pl: /],
    ['does not say which text decides', ({ decides: _, ...file }) => file, /pl: .*"decides" is missing/],
    ['is no JSON', () => '{', /pl: SyntaxError/],
    ['is a list', () => '[]', /pl: /],
  ])('that %s keeps everything from starting', (_, spoilt, why) => {
    expect(reading('pl', spoilt(written('pl')))).toThrow(why)
  })

  it('that is called by no language does too', () => {
    expect(reading('a language', written('pl'))).toThrow(/a language: RangeError/)
  })

  it('need not call itself a draft once somebody has looked it over', () => {
    const { draft: _, ...checked } = written('pl')
    expect(reading('pl', checked)).not.toThrow()
  })
})

describe.each(tongues.filter((one) => further.has(one)).map((one) => [one, wording(one)] as const))(
  'in %s',
  (tag, say) => {
    const texts = Object.entries(further.get(tag)?.texts ?? {})

    it('days and numbers are written with the digits and the calendar of Norwegian', () => {
      expect(say.day('2026-11-26')).toMatch(/26.*2026/)
      expect(say.dayInSentence('2026-11-26')).toMatch(/26.*2026/)
      expect(say('family.home.waiting', { count: 25 })).toContain('25')
    })

    it('names are taken in bokmål, and marked; they begin with a capital where they stand alone', () => {
      expect(say.lang).toBe('nb')
      const list = say.list([say.named('ppt'), say.named('skole')])
      expect(nameParts(list).filter(({ isName }) => isName)).toEqual([
        { text: 'ppt', isName: true },
        { text: 'skole', isName: true },
      ])
      expect(nameParts(capital(say.named('ppt')))).toEqual([{ text: 'Ppt', isName: true }])
      expect(nameParts(say.named('a\u2069b\u2068c'))).toEqual([{ text: 'abc', isName: true }])
    })

    it('what stands on a button fits there', () => {
      const long = texts.filter(([key, text]) => /^family\.(action|submit)\./.test(key) && text.length > 40)
      expect(long).toEqual([])
    })

    it('Norwegian words in a sentence are marked as that, and marks come in pairs', () => {
      const loose = texts.filter(([, text]) =>
        /stafett(?!\u2069)|[\u2068\u2069]/u.test(
          nameParts(text)
            .filter(({ isName }) => !isName)
            .map((one) => one.text)
            .join(''),
        ),
      )
      expect(loose).toEqual([])
    })

    it('says nothing that only staff are told', () => {
      expect(() => say('case.title', { ref: 'FJ-1001' })).toThrow('"case.title" is not said in this language')
    })
  },
)

describe('the further languages', () => {
  it('are ours to begin with: Arabic, Polish and Ukrainian, each in its own direction and by its own name', () => {
    const all = ['ar', 'pl', 'uk'].map(saying)
    expect(all.map(({ dir, ownName }) => [dir, ownName])).toEqual([
      ['rtl', 'العربية'],
      ['ltr', 'Polski'],
      ['ltr', 'Українська'],
    ])
    expect(all.map(({ translated }) => translated)).not.toContain(null)
  })

  it('say what a family is told, and none of what staff are told about them', () => {
    expect(['family.home.none', 'web.sign-out', 'web.enter.lead.family'].filter((one) => !isOfFamily(one))).toEqual([])
    expect(['family.code.for', 'family.text.note', 'web.enter.lead', 'case.title'].filter(isOfFamily)).toEqual([])
  })
})
