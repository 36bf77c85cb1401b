/** Names of people: how they are kept, and by what they are found. */
import { describe, expect, it } from 'vitest'
import { isCalled, nameKey, writtenName } from '../src/person-name.ts'

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

  it('is one, however it is spelled and ordered, and no other', () => {
    expect(nameKey('Aas, Åse')).toBe(nameKey('åse ÅS'))
    expect(nameKey('Ingrid Lunde')).not.toBe(nameKey('Ingrid Lund'))
  })
})
