/** Words that come back from a form as they stood there: they are what they were, and nobody has written them anew. */
import type { Case, Command } from '../../core/case.ts'
import type { Tx } from '../../ports.ts'
import type { Wish } from './execute.ts'

const fields = ['place', 'purpose', 'points'] as const

/** The command, with what a meeting is called by named by the ids it has already, wherever the text is the same. */
export async function asItStood(tx: Tx, { id, meetings }: Case, { command, words }: Wish): Promise<Command> {
  if (command.type !== 'meeting.change') return command
  const invitation = meetings.find((one) => one.id === command.meeting)?.invitation
  if (!invitation) return command
  const ids = fields.flatMap((field) => invitation[field] ?? [])
  const texts = await tx.words.read(id, ids)
  const same = fields.flatMap((field) => {
    const [before, said] = [invitation[field], command[field]]
    return before && said && texts.get(before) === words.get(said) ? [[field, before]] : []
  })
  return { ...command, ...Object.fromEntries(same) }
}
