/** What the settings have in common: how they begin, and which addresses among them can be trusted. Knows no setting. */

export const prefix = 'STAFETT_'

/**
 * What a channel reads its settings from: the value of each by its name without the prefix (of a secret whose file can't be read
 * the empty text, since that is its own problem), the address the bot listens on, and where it is reached from outside.
 */
export type Given<Name extends string> = {
  value: (name: Name) => string | undefined
  host: string
  publicUrl: string | null
}

/** An address that more is added to, without a slash at the end. Null: it is not set. What is wrong is added to `problems`. */
export function readUrl<Name extends string>(
  value: (name: Name) => string | undefined,
  name: Name,
  problems: string[],
): string | null {
  const text = value(name)
  if (text === undefined) return null
  if (!isTrustedUrl(text)) problems.push(untrusted(name))
  else if (/[?#]/.test(text)) problems.push(`${prefix}${name} must end with its path: nothing after a ? or #`)
  return text.replace(/\/+$/, '')
}

/**
 * Whose tokens people sign in with, as `readUrl`. It describes itself below that address: accounts are told apart by it, so it is written
 * as it calls itself.
 */
export function readSignInIssuer<Name extends string>(
  value: (name: Name) => string | undefined,
  name: Name,
  problems: string[],
): string | null {
  const issuer = readUrl(value, name, problems)
  if (issuer?.includes('/.well-known'))
    problems.push(`${prefix}${name} must be the address of the issuer itself: nothing from /.well-known on`)
  return issuer
}

/** The sentence for an address that is none, or can be listened to on its way. */
export function untrusted(name: string): string {
  return `${prefix}${name} must be an https address (http only on this machine)`
}

export function isTrustedUrl(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)))
}

/** Whether a host is one that this machine alone can reach. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host)
}
