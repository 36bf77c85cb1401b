/** National identity numbers among what people write: each is found however it is written, and nothing else is taken for one. */
import { fnr } from '@navikt/fnrvalidator'
import { assert, constantFrom, integer, property, stringMatching, tuple } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasElevenDigits, hasPersonalNumber } from '../src/personal-number.ts'
import { everyCharacter } from './support/every-character.ts'
import { syntheticNumber } from './support/synthetic-number.ts'

const number = syntheticNumber('010107', '501')
const [date, rest] = [number.slice(0, 6), number.slice(6)]
const inPairs = [number.slice(0, 2), number.slice(2, 4), number.slice(4, 6)]

const separators = everyCharacter(/^[\p{Z}\p{P}\p{S}\p{Cc}]$/u)
const unseen = everyCharacter(/^[\p{Cf}\p{Mn}\p{Default_Ignorable_Code_Point}]$/u)

describe('a number is found', () => {
  test('with every separator that Unicode has', () => {
    const missed = separators.filter((sign) => {
      const written = [`${date}${sign}${rest}`, `${inPairs.join(sign)}${sign}${rest}`, `${inPairs.join(sign)}${rest}`]
      return !written.every((one) => hasPersonalNumber(`Hun er ${one}.`) && hasElevenDigits(one))
    })
    expect(missed).toEqual([])
  })

  test('in groups of six, three and two, with every dash, a space, a dot, a slash, or on lines of their own', () => {
    const signs = [...everyCharacter(/^[\p{Pd}\p{Zs}\p{Zl}\p{Zp}]$/u), '.', '/', '\u2212', '\n', '\r\n', ' – ']
    const groups = [date, rest.slice(0, 3), rest.slice(3)]
    const inFive = [...inPairs, rest.slice(0, 3), rest.slice(3)]
    const missed = signs.filter((sign) => ![groups, inFive].every((parts) => hasPersonalNumber(parts.join(sign))))
    expect(missed).toEqual([])
  })

  test('with every invisible character there is, wherever it stands', () => {
    const missed = unseen.filter(
      (sign) => !hasPersonalNumber([...number].join(sign)) || !hasElevenDigits([...number].join(sign)),
    )
    expect(missed).toEqual([])
  })

  test('in the digits of every script', () => {
    const systems = Intl.supportedValuesOf('numberingSystem').flatMap((system) => {
      const said = new Intl.NumberFormat(`en-u-nu-${system}`, { useGrouping: false })
      const digits = Array.from({ length: 10 }, (_, digit) => said.format(digit))
      return digits.every((one) => /^\p{Nd}$/u.test(one)) ? [digits] : []
    })
    const circled = ['⓪①②③④⑤⑥⑦⑧⑨', '⓿❶❷❸❹❺❻❼❽❾', '🄋➀➁➂➃➄➅➆➇➈', '🄌➊➋➌➍➎➏➐➑➒', '⓪⓵⓶⓷⓸⓹⓺⓻⓼⓽', '⁰¹²³⁴⁵⁶⁷⁸⁹']
    expect(systems.length).toBeGreaterThan(20)
    for (const digits of [...systems, ...circled.map((row) => [...row])]) {
      const written = [...number].map((digit) => digits[Number(digit)]).join('')
      expect(hasPersonalNumber(written), written).toBe(true)
    }
    expect(hasPersonalNumber([...number].map((digit) => `${digit}\ufe0f\u20e3`).join(''))).toBe(true)
  })

  test.each([
    number,
    `${date} \r\n ${rest}`,
    `${date}\n\n${rest}`,
    `${date} – ${rest}`,
    `${date}(${rest})`,
    `${date} ${rest.slice(0, 3)} ${rest.slice(3)}`,
    `${date}${' '.repeat(12)}${rest}`,
    `${date}${'\t'.repeat(9)}${rest}`,
    `${date}${'-'.repeat(20)}${rest}`,
    `${inPairs.join('.')} ${rest}`,
    `${inPairs.join('. ')}. ${rest}`,
    `${inPairs[0]}.${inPairs[1]} ${inPairs[2]}-${rest}`,
    `${inPairs[0]} ${inPairs[1]}${inPairs[2]} ${rest}`,
    [...number].join(' '),
    [...number].join('-'),
    `fnr${number}x`,
    `FJ-1001 ${date} ${rest} 41 23 45 67`,
    `41 23 45 67 ${date} ${rest}`,
    `Hun er 24 ${inPairs.join(' ')} ${rest}`,
  ])('written as %j', (written) => {
    expect(hasPersonalNumber(written)).toBe(true)
  })

  test.each(['01010750160', '010107 50160', '01.01.07-50160'])('of a person born as others are (%s)', (written) => {
    expect(hasPersonalNumber(written)).toBe(true)
  })
})

describe('nothing else is taken for one', () => {
  const two = (most: number) => integer({ min: 1, max: most }).map((value) => String(value).padStart(2, '0'))
  const day = tuple(two(28), two(12), integer({ min: 1990, max: 2030 }))
  const dates = tuple(day, constantFrom('iso', 'long', 'short', 'ddmmyy', 'spaced', 'no-year')).map(
    ([[d, m, y], form]) => {
      const forms = {
        iso: `${y}-${m}-${d}`,
        long: `${d}.${m}.${y}`,
        short: `${d}.${m}.${y % 100}`,
        'no-year': `${d}.${m}.`,
      }
      const year = String(y % 100).padStart(2, '0')
      return { ...forms, ddmmyy: `${d}${m}${year}`, spaced: `${d} ${m} ${year}` }[form]
    },
  )
  const phones = tuple(
    stringMatching(/^[2-9]\d{7}$/),
    constantFrom('', '+47 ', '0047 ', '+47'),
    integer({ min: 0, max: 4 }),
  ).map(([all, country, form]) => {
    const sizes = ['8', '2 2 2 2', '3 2 3', '4 4', '2 6'][form] ?? ''
    const digits = [...all]
    return country + sizes.replace(/\d/g, (size) => digits.splice(0, Number(size)).join(''))
  })
  const references = tuple(constantFrom('FJ-', 'sak ', '#', '2026/', ''), stringMatching(/^[1-9]\d{2,3}$/)).map(
    (parts) => parts.join(''),
  )
  const short = constantFrom('110', '112', '113', '116 117', '08.00–16.00', '14:30', '9', '25 %')
  const piece = tuple(constantFrom(0, 1, 2, 3), dates, phones, references, short).map(
    ([which, ...pieces]) => pieces[which] ?? '',
  )
  const gap = constantFrom(' ', '\n', '\r\n', ', ', '\u00a0', ' – ', '\n\n', '; ', '\t', ' / ')

  test('in a thousand texts of telephone numbers, dates and references beside each other', () => {
    const text = tuple(piece, gap, piece, gap, piece, gap, piece).map((parts) => parts.join(''))
    assert(
      property(text, (written) => !hasPersonalNumber(written)),
      { numRuns: 1000, seed: 20261128 },
    )
  })

  test.each([
    '41 23 45 67\n02800',
    '1234 5678 901',
    '12.03.16 412 34 567',
    '14.09.94\n113\n42 00 00 00',
    '010107 5016',
    'A 010107, B 50160',
  ])('in %j', (written) => {
    expect(hasPersonalNumber(written)).toBe(false)
  })

  test('of eleven digits whose checksum is wrong', () => {
    const wrong = `${number.slice(0, 10)}${(Number(number[10]) + 1) % 10}`
    expect(fnr(wrong).status).toBe('invalid')
    expect(hasPersonalNumber(wrong)).toBe(false)
    expect(hasElevenDigits(wrong)).toBe(true)
  })

  test.each(['U01010750160', '01010750160a', '0b8a5a2e-0000-4000-8000-000000000001'])('of a code (%s)', (written) => {
    expect(hasElevenDigits(written)).toBe(false)
  })
})
