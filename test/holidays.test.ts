/** Norway's public holidays, which we reckon ourselves, are those of the package that knows all countries. */
import Holidays from 'date-holidays'
import { describe, expect, it } from 'vitest'
import { hasHolidays, holidayLookup, holidayPlaces } from '../src/holidays.ts'

const isHoliday = holidayLookup({ country: 'NO' })

function daysOf(year: number): string[] {
  const days = Array.from({ length: 366 }, (_, index) => new Date(Date.UTC(year, 0, 1 + index)).toISOString())
  return days.map((day) => day.slice(0, 10)).filter((day) => day.startsWith(String(year)))
}

describe('public holidays', () => {
  it('of Norway are twelve a year, or fewer where two fall on a day', () => {
    expect(daysOf(2027).filter(isHoliday)).toEqual([
      '2027-01-01',
      '2027-03-25',
      '2027-03-26',
      '2027-03-28',
      '2027-03-29',
      '2027-05-01',
      '2027-05-06',
      '2027-05-16',
      '2027-05-17',
      '2027-12-25',
      '2027-12-26',
    ])
    expect(daysOf(2026).filter(isHoliday)).toHaveLength(12)
  })

  it('of Norway are those the package knows, for three hundred years', () => {
    const source = new Holidays('NO', { types: ['public'] })
    for (let year = 1900; year < 2200; year += 1) {
      const known = new Set(source.getHolidays(year).map(({ date }) => date.slice(0, 10)))
      expect(daysOf(year).filter(isHoliday)).toEqual([...known].toSorted())
    }
  })

  it('of other countries and their regions are known too', () => {
    expect(holidayLookup({ country: 'DE', region: 'BY' })('2027-01-06')).toBe(true)
    expect(holidayLookup({ country: 'DE' })('2027-01-06')).toBe(false)
    expect(isHoliday('2027-01-06')).toBe(false)
  })
})

describe('where holidays are known', () => {
  it('lists countries and their regions', () => {
    expect(holidayPlaces()).toContain('NO')
    expect(holidayPlaces('DE')).toContain('BY')
    expect(holidayPlaces('NO')).toEqual([])
  })

  it('says which countries they are', () => {
    expect(['NO', 'DE', 'XX'].map(hasHolidays)).toEqual([true, true, false])
  })
})
