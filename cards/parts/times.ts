/** What can be chosen as a time of day in the settings. */

/** The value of a choice by which the municipality's hours hold. */
export const asUsual = 'usual'

/** The times of day to choose among. */
export const times = Array.from({ length: 48 }, (_, half) => {
  return `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`
})
