/** What the bot may do in a workspace, for whoever asks for it: the installation, and the manifest, which must say the same. */

export const scopes = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'groups:history',
  'groups:read',
  'im:history',
  'im:write',
  'links:read',
  'links:write',
  'mpim:history',
]

/** Where somebody may be known by their mail address. */
export const emailScopes = ['users:read', 'users:read.email']

/** Of a person, where people sign in to the page: who they are, and nothing they have written. */
export const signInScopes = ['openid', 'profile']
