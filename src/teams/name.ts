/** What Microsoft Teams is called. */

/** In accounts and places. */
export const channelName = 'teams'
/** By people. */
export const title = 'Teams'
