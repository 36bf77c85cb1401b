/** Who and where, as channels know people and places: plain data that only its channel reads the address of. */

/** A person as a channel knows them: the tenant (or workspace) and the id the channel signs for, never a mail or name. */
export type Account = { channel: string; tenant: string; user: string }

/**
 * Where something was said or a card stands. `address` is the channel's own text and is read by that channel alone;
 * `key` is stable and equal for the same place, also when the address changes; that of a thread begins with its channel's,
 * and then a sign that is no letter or digit.
 */
export type Place = {
  channel: string
  tenant: string
  kind: 'personal' | 'group' | 'channel' | 'thread'
  key: string
  address: string
}

/** One message a channel has accepted: where it stands and the id by which it can be updated. */
export type MessageRef = { place: Place; message: string }

/**
 * Somebody named in a text by the channel's id for them: `text` is how the name stands there, such as `@U0123`. The app puts
 * the name of whoever the directory knows in its place.
 */
export type Mention = { text: string; account: Account }
