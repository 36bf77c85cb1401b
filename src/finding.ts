/** What a check finds: one line each. */

/**
 * `wrong` must be put right: a start is refused for it or warns of it, or something does not work as it is meant to; the text says
 * how. `note` need not: it tells what stands, or what comes next.
 */
export type Finding = { mark: 'ok' | 'note' | 'wrong'; text: string }

export const ok = (text: string): Finding => ({ mark: 'ok', text })
export const note = (text: string): Finding => ({ mark: 'note', text })
export const wrong = (text: string): Finding => ({ mark: 'wrong', text })
