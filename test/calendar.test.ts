/** Days, moments, holidays and ages as the core counts with them, at the edges of the Norwegian year. */
import { describe, expect, it } from 'vitest'
import { createCalendar, createClock, holidayPlaces, isTimeZone } from '../src/calendar.ts'

const oslo = createCalendar({ timeZone: 'Europe/Oslo', holidays: { country: 'NO' } })

describe('the day of a moment', () => {
  it('is the local day, not the day in UTC', () => {
    expect(oslo.timeOf('2026-06-30T21:59:59.999Z')).toBe('23:59')
    expect(oslo.timeOf('2026-12-31T08:05:00.000Z')).toBe('09:05')
    expect(oslo.dayOf('2026-06-30T21:59:59.999Z')).toBe('2026-06-30')
    expect(oslo.dayOf('2026-06-30T22:00:00.000Z')).toBe('2026-07-01')
    expect(oslo.dayOf('2026-12-31T22:59:59.999Z')).toBe('2026-12-31')
    expect(oslo.dayOf('2026-12-31T23:00:00.000Z')).toBe('2027-01-01')
  })

  it('changes once in each of the two nights in which the clock is changed', () => {
    expect(oslo.dayOf('2026-03-28T22:59:00.000Z')).toBe('2026-03-28')
    expect(oslo.dayOf('2026-03-28T23:00:00.000Z')).toBe('2026-03-29')
    expect(oslo.dayOf('2026-03-29T21:59:00.000Z')).toBe('2026-03-29')
    expect(oslo.dayOf('2026-03-29T22:00:00.000Z')).toBe('2026-03-30')
    expect(oslo.dayOf('2026-10-24T22:00:00.000Z')).toBe('2026-10-25')
    expect(oslo.dayOf('2026-10-25T22:59:00.000Z')).toBe('2026-10-25')
    expect(oslo.dayOf('2026-10-25T23:00:00.000Z')).toBe('2026-10-26')
  })
})

describe('the moment of a local time', () => {
  it('follows summer and winter time', () => {
    expect(oslo.at('2026-03-28', '08:00')).toBe('2026-03-28T07:00:00.000Z')
    expect(oslo.at('2026-03-29', '08:00')).toBe('2026-03-29T06:00:00.000Z')
    expect(oslo.at('2026-10-24', '08:00')).toBe('2026-10-24T06:00:00.000Z')
    expect(oslo.at('2026-10-25', '08:00')).toBe('2026-10-25T07:00:00.000Z')
  })

  it('that the clock skips is the moment an hour later on the clock', () => {
    expect(oslo.at('2026-03-29', '02:30')).toBe(oslo.at('2026-03-29', '03:30'))
  })

  it('that comes twice is the first of the two', () => {
    expect(oslo.at('2026-10-25', '02:30')).toBe('2026-10-25T00:30:00.000Z')
  })

  it('begins a day that is 23 or 25 hours long at midnight', () => {
    expect(oslo.at('2026-03-29', '00:00')).toBe('2026-03-28T23:00:00.000Z')
    expect(oslo.at('2026-10-25', '00:00')).toBe('2026-10-24T22:00:00.000Z')
  })
})

describe('adding days and months', () => {
  it('crosses clock changes, leap days and new year by the calendar', () => {
    expect(oslo.addDays('2026-03-28', 2)).toBe('2026-03-30')
    expect(oslo.addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(oslo.addDays('2027-02-28', 1)).toBe('2027-03-01')
    expect(oslo.addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(oslo.addDays('2027-01-01', -1)).toBe('2026-12-31')
  })

  it('by months ends on the last day where the month is shorter', () => {
    expect(oslo.addMonths('2027-01-31', 1)).toBe('2027-02-28')
    expect(oslo.addMonths('2028-01-31', 1)).toBe('2028-02-29')
    expect(oslo.addMonths('2028-02-29', 12)).toBe('2029-02-28')
    expect(oslo.addMonths('2026-08-31', 6)).toBe('2027-02-28')
    expect(oslo.addMonths('2026-03-31', -1)).toBe('2026-02-28')
  })
})

describe('working days', () => {
  const off2027 = [
    '2027-01-01',
    '2027-03-25',
    '2027-03-26',
    '2027-03-29',
    '2027-05-06',
    '2027-05-17',
    '2027-12-25',
    '2027-12-26',
  ]
  it.each(off2027)('do not include the public holiday %s', (day) => {
    expect(oslo.isWorkingDay(day)).toBe(false)
  })

  it('do not include 1 May, Whit Monday and the weekend', () => {
    expect(oslo.isWorkingDay('2026-05-01')).toBe(false)
    expect(oslo.isWorkingDay('2026-05-25')).toBe(false)
    expect(oslo.isWorkingDay('2026-11-21')).toBe(false)
    expect(oslo.isWorkingDay('2026-11-22')).toBe(false)
  })

  it('include days that are only observed or half off', () => {
    expect(oslo.isWorkingDay('2026-12-24')).toBe(true)
    expect(oslo.isWorkingDay('2026-12-31')).toBe(true)
    expect(oslo.isWorkingDay('2026-02-06')).toBe(true)
    expect(oslo.isWorkingDay('2026-05-08')).toBe(true)
  })

  it('are counted forwards over Easter 2027', () => {
    expect(oslo.addWorkingDays('2027-03-24', 1)).toBe('2027-03-30')
    expect(oslo.addWorkingDays('2027-03-24', 5)).toBe('2027-04-05')
  })

  it('are counted backwards over Easter 2027 and new year', () => {
    expect(oslo.addWorkingDays('2027-03-30', -1)).toBe('2027-03-24')
    expect(oslo.addWorkingDays('2027-03-30', -3)).toBe('2027-03-22')
    expect(oslo.addWorkingDays('2027-01-04', -2)).toBe('2026-12-30')
  })

  it('counted from a day off begin with the next or the previous working day', () => {
    expect(oslo.addWorkingDays('2026-11-21', 1)).toBe('2026-11-23')
    expect(oslo.addWorkingDays('2026-11-22', -1)).toBe('2026-11-20')
    expect(oslo.addWorkingDays('2026-11-21', 0)).toBe('2026-11-21')
  })

  it('are found from a day on', () => {
    expect(oslo.workingDayFrom('2026-12-25')).toBe('2026-12-28')
    expect(oslo.workingDayFrom('2026-12-24')).toBe('2026-12-24')
  })

  it('follow the holidays of the municipality, not of Norway', () => {
    const berlin = createCalendar({ timeZone: 'Europe/Berlin', holidays: { country: 'DE', region: 'BY' } })
    expect(berlin.isWorkingDay('2026-05-14')).toBe(false)
    expect(berlin.isWorkingDay('2027-05-17')).toBe(false)
    expect(berlin.isWorkingDay('2029-05-17')).toBe(true)
    expect(oslo.isWorkingDay('2029-05-17')).toBe(false)
    expect(berlin.isWorkingDay('2027-01-06')).toBe(false)
    expect(oslo.isWorkingDay('2027-01-06')).toBe(true)
  })
})

describe('closed weeks', () => {
  const closing = createCalendar({
    timeZone: 'Europe/Oslo',
    holidays: { country: 'NO' },
    closed: [
      { from: '06-22', to: '08-14', services: ['skole'] },
      { from: '2027-02-22', to: '2027-02-26', services: ['skole', 'barnehage'] },
      { from: '12-23', to: '01-02' },
    ],
  })
  const school = closing.in('skole')

  it('of a service are no working days there, every year or in one, and are so nowhere else', () => {
    const days = ['2026-06-19', '2026-06-22', '2027-06-22', '2026-08-14', '2026-08-17', '2027-02-22', '2028-02-22']
    expect(days.map(school.isWorkingDay)).toEqual([true, false, false, false, true, false, true])
    expect(days.map(closing.isWorkingDay)).toEqual(days.map(() => true))
    expect(days.map(closing.in('ppt').isWorkingDay)).toEqual(days.map(() => true))
    expect(closing.in('barnehage').isWorkingDay('2027-02-22')).toBe(false)
    expect(closing.in('barnehage').isWorkingDay('2026-06-22')).toBe(true)
  })

  it('of everybody are no working days anywhere, also over New Year', () => {
    const days = ['2026-12-22', '2026-12-23', '2026-12-31', '2027-01-04']
    for (const calendar of [closing, school, closing.in('ppt')])
      expect(days.map(calendar.isWorkingDay)).toEqual([true, false, false, true])
  })

  it('are passed over where working days are counted and found', () => {
    expect(school.workingDayFrom('2026-06-22')).toBe('2026-08-17')
    expect(school.addWorkingDays('2026-06-19', 2)).toBe('2026-08-18')
    expect(school.addWorkingDays('2026-08-17', -1)).toBe('2026-06-19')
    expect(closing.addWorkingDays('2026-06-19', 2)).toBe('2026-06-23')
  })

  it('are those of the service that is asked for last, and change no day of its own', () => {
    expect(school.in('ppt').isWorkingDay('2026-06-22')).toBe(true)
    expect(closing.in('ppt').in('skole').isWorkingDay('2026-06-22')).toBe(false)
    expect(oslo.in('skole').isWorkingDay('2026-06-22')).toBe(true)
    expect(school.addDays('2026-06-19', 3)).toBe('2026-06-22')
  })
})

describe('age', () => {
  it('rises on the first day of the birth month', () => {
    expect(oslo.ageOn('2012-03', '2027-02-28')).toBe(14)
    expect(oslo.ageOn('2012-03', '2027-03-01')).toBe(15)
    expect(oslo.ageOn('2012-02', '2027-02-01')).toBe(15)
  })

  it('is 0 before the birth', () => {
    expect(oslo.ageOn('2027-03', '2026-11-22')).toBe(0)
    expect(oslo.ageOn('2029-03', '2026-11-22')).toBe(0)
  })
})

describe('what the calendar knows', () => {
  it('tells time zones from other words', () => {
    expect(isTimeZone('Europe/Oslo')).toBe(true)
    expect(isTimeZone('Europe/Olso')).toBe(false)
    expect(isTimeZone('')).toBe(false)
  })

  it('lists countries and their regions', () => {
    expect(holidayPlaces()).toContain('NO')
    expect(holidayPlaces('DE')).toContain('BY')
    expect(holidayPlaces('NO')).toEqual([])
  })
})

describe('the real clock', () => {
  it('gives moments that compare as text', () => {
    expect(createClock().now()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  })
})
