/** What can be chosen in the settings as a time of day, and as when what waits comes. */

/** The value of a choice by which it is as the municipality has it. */
export const asUsual = 'usual'

/** The times of day to choose among. */
export const times = Array.from({ length: 48 }, (_, half) => {
  return `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`
})

/** When somebody may want the list of what waits for them. */
export const paces = ['daily', 'monday', 'each'] as const
