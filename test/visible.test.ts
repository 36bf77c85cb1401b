/** What counts as written: a text in which somebody can see something. */
import { expect, test } from 'vitest'
import { isBlank } from '../src/visible.ts'
import { everyCharacter } from './support/every-character.ts'

test('nothing is seen of spaces, controls, format characters, marks alone and fillers, one by one and together', () => {
  const nothing = everyCharacter(/^[\p{Z}\p{Cc}\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}]$/u)
  expect(nothing.length).toBeGreaterThan(6000)
  expect(nothing.filter((sign) => !isBlank(sign))).toEqual([])
  expect(isBlank(nothing.join(''))).toBe(true)
})

test.each([
  ['zero-width spaces and joiners', '\u200b\u200c\u200d\u2060\ufeff'],
  ['combining marks alone', '\u0301\u0308\u20e3'],
  ['control characters', '\u0000\u0007\u001b'],
  ['a blank in braille', '\u2800\u2800'],
  ['fillers of Hangul', '\u115f\u1160\u3164\uffa0'],
  ['variation selectors and tags', '\ufe0f\u{e0101}\u{e0041}'],
  ['a soft hyphen', '\u00ad'],
  ['half a character', '\ud800'],
  ['where an object was', '\ufffc'],
  ['a note without a head', '\u{1d159}'],
])('nothing is seen of %s', (_, text) => {
  expect(isBlank(` ${text}\n${text}`)).toBe(true)
})

test.each(['a', '.', '0', '–', '😀', '👨‍👩‍👧', 'é', 'e\u0301', 'مرحبا', '日', '\ufffd', '⠿', '\u200b1'])(
  'something is seen of %j',
  (text) => {
    expect(isBlank(text)).toBe(false)
  },
)
