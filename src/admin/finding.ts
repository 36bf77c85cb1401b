/** What a check finds: one line each. */

/** `note`: it works, and somebody should know. `wrong`: the text says what to do. */
export type Finding = { mark: 'ok' | 'note' | 'wrong'; text: string }

export const ok = (text: string): Finding => ({ mark: 'ok', text })
export const note = (text: string): Finding => ({ mark: 'note', text })
export const wrong = (text: string): Finding => ({ mark: 'wrong', text })
