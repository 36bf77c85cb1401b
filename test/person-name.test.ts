/** Names of people: how they are kept, and by what they are found. */
import { describe, expect, it } from 'vitest'
import { isCalled, isNamedIn, likenessOf, nameKey, writtenName } from '../src/person-name.ts'

describe('a name', () => {
  it('is kept composed, with single spaces and none around it', () => {
    expect(writtenName('  A\u030Ase\u00a0 Vik ')).toBe('\u00C5se Vik')
  })

  it.each([
    ['Åse Bjørnsæter', 'åse'],
    ['Åse Bjørnsæter', 'aase'],
    ['Åse Bjørnsæter', 'Ase'],
    ['Åse Bjørnsæter', 'bjoernsaeter'],
    ['Åse Bjørnsæter', 'Bjornsaeter'],
    ['Åse Bjørnsæter', 'BJØRNSÆTER, Åse'],
    ['Åse Bjørnsæter', 'rnsæ aas'],
    ['Aase Bjoernsaeter', 'Åse Bjørnsæter'],
    ['A\u030Ase Vik', '\u00C5se'],
    ['Haakon Måløy', 'håkon maaloy'],
    ['Haakon Måløy', 'hakon'],
    ['Ánne-Máret Čáppa Đivri', 'anne maret cappa divri'],
    ['René Müller', 'muller rene'],
    ['Joel Michael', 'el ael'],
    ['Terje Aas', ''],
  ])('%s is found by %j', (name, asked) => {
    expect(isCalled(name, asked)).toBe(true)
  })

  it.each([
    ['Åse Vik', 'Øse'],
    ['Terje Aas', 'terje lunde'],
    ['Terje Aas', 'terjeaas'],
  ])('%s is not found by %j', (name, asked) => {
    expect(isCalled(name, asked)).toBe(false)
  })

  it('is one, whatever its capitals and spaces', () => {
    expect(nameKey(' TERJE  a\u030AS')).toBe(nameKey('Terje \u00C5s'))
  })

  it.each([
    ['Kari Mo', 'Kari Moe'],
    ['Ole Rød', 'Ole Rod'],
    ['Hans Per', 'Per Hans'],
    ['Eva Haas', 'Eva Has'],
    ['Kari Næss', 'Kari Nass'],
    ['Åse Ås', 'Aase Aas'],
    ['Aas, Åse', 'Åse Aas'],
    ['Ann-Kari Vik', 'Ann Kari Vik'],
    ['René Vik', 'Rene Vik'],
    ['Ingrid Lunde', 'Ingrid Lund'],
  ])('%s is not that of %s', (one, other) => {
    expect(nameKey(one)).not.toBe(nameKey(other))
  })

  it('is like another, however both are spelled and ordered, and like no other', () => {
    expect(likenessOf('Aas, Åse')).toBe(likenessOf('åse ÅS'))
    expect(likenessOf('Ingrid Lunde')).not.toBe(likenessOf('Ingrid Lund'))
  })

  it.each([
    ['Mari Holm', 'Mari Holm'],
    ['MARI  HOLM', 'Mari Holm'],
    ['Holm, Mari', 'Mari Holm'],
    ['onkelen, og Holm, Mari fra skolen', 'Mari Holm'],
    ['Ikke lærer Mari Holm, takk', 'Mari Holm'],
    ['bestemor og Mari Holm (skolen)', 'Mari Holm'],
    ['Aase Bjornsaeter', 'Åse Bjørnsæter'],
    ['M. Holm', 'Mari Holm'],
    ['Mari Holm', 'Mari Kristin Holm'],
    ['Mari Kristin Holm', 'Mari Holm'],
  ])('%j names %s', (text, name) => {
    expect(isNamedIn(text, name)).toBe(true)
  })

  it.each([
    ['', 'Mari Holm'],
    ['Mari', 'Mari Holm'],
    ['naboen Mari og Per Holm', 'Mari Holm'],
    ['Kari Holm, Mari Berg', 'Mari Holm'],
    ['Mari Holmen', 'Mari Holm'],
    ['Mari Ho', 'Mari Holm'],
    ['bestemor', 'Mari Holm'],
  ])('%j does not name %s', (text, name) => {
    expect(isNamedIn(text, name)).toBe(false)
  })
})
