/** What Slack is called. */

/** In accounts and places. */
export const channelName = 'slack'
/** By people. */
export const title = 'Slack'
