/** Reminding others of what they were asked: a press, of what their list says waits. */
import { action } from './action.ts'
import { carriedCode } from './field.ts'

export const nudge = {
  'nudge.send': action('nudge.send')({
    carries: { key: carriedCode },
    onCard: true,
    command: (read) => read,
  }),
}
