/** Where the page goes on after somebody has signed in: to a page of its own and nowhere else. */

/**
 * An address that was given, where it is one of the staff's pages that can be asked for by an address alone; otherwise their first
 * page. So nobody is sent to another host by a link to ours.
 */
export function localPath(text: unknown): string {
  return typeof text === 'string' && text.length <= longest && own.test(text) ? text : '/rom'
}

const own = /^\/rom(\/(vis|skjema|sak)\/[\w.-]+(\?[\w.:|,~%&=+-]*)?)?$/
const longest = 2000
