/** The suggestion for a mistyped word. */
import { describe, expect, it } from 'vitest'
import { nearest } from '../../src/model/nearest.ts'

const commands = ['hjelp', 'help', 'ny', 'mine', 'sak', 'meldeplikt', 'språk']

describe('the nearest word', () => {
  it.each([
    ['hjlep', 'hjelp'],
    ['HJELP', 'hjelp'],
    ['meldepilkt', 'meldeplikt'],
    ['medlepikt', 'meldeplikt'],
    ['min', 'mine'],
    ['sprak', 'språk'],
  ])('to %s is %s', (word, meant) => {
    expect(nearest(word, commands)).toBe(meant)
  })

  it('is none when nothing is near', () => {
    expect(nearest('fotballkamp', commands)).toBeNull()
    expect(nearest('', commands)).toBeNull()
    expect(nearest('sak', [])).toBeNull()
    expect(nearest('a'.repeat(201), ['a'.repeat(201)])).toBeNull()
  })

  it('is the first of equals', () => {
    expect(nearest('bat', ['cat', 'hat'])).toBe('cat')
  })
})
