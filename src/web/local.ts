/** Where the page goes on after somebody has signed in: to a page of its own and nowhere else. */
import type { Root } from './address.ts'

/**
 * An address that was given, where it is one of these pages that can be asked for by an address alone; otherwise the first of them. So
 * nobody is sent to another host by a link to ours, nor from one kind of page to the other.
 */
export function localPath(text: unknown, root: Root = '/rom'): string {
  const isOurs = typeof text === 'string' && text.length <= longest && text.startsWith(root)
  return isOurs && below.test(text.slice(root.length)) ? text : root
}

const below = /^(\/kort|\/(vis|skjema|sak|kort)\/[\w.-]+(\?[\w.:|,~%&=+-]*)?)?$/
const longest = 2000
