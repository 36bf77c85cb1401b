/** What is remembered of accounts beside what was delivered: each kind of it by name. */

/**
 * What must be known later of an account and is no delivery, and until when: that a form was submitted (`once`), that what
 * was asked among others went to somebody's own chat (`elsewhere`), that an account was added and which earlier one may
 * undo that (`undo`), that it was taken away (`undone`), how many wrong codes it gave (`wrong-code`), that its mail address
 * was asked for (`email-asked`).
 */
type MarkPurpose = 'once' | 'elsewhere' | 'undo' | 'undone' | 'wrong-code' | 'email-asked'
/** `key` is what it is about, in the account's tenant. */
export type Mark = { purpose: MarkPurpose; channel: string; tenant: string; key: string }
