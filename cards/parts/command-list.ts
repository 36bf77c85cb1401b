/** The words a person can write to the bot, with what each does. */
import type { Say } from '../../src/wording/index.ts'
import type { Block, Fact } from '../card.ts'

/** With the number of a case each opens the form for that, there. */
export const formCommands = ['measure', 'meeting', 'minutes', 'consent', 'baton'] as const
export type FormCommand = (typeof formCommands)[number]

/** `command.<name>` holds the words of a language, apart by commas, the one to show first. */
const listed = ['new', 'mine', 'overview', 'case', 'report', 'away', 'language', 'settings', 'pair', 'help'] as const
export const commandNames = [...listed, ...formCommands, 'deadline', 'copy', 'thanks'] as const
export type CommandName = (typeof commandNames)[number]

/** The words by which a command is known in a language, small letters. */
export function commandWords(name: CommandName, say: Say): string[] {
  return say(`command.${name}`).split(', ')
}

/** Those that count alone: with something after them they begin a sentence, as of a child who is away. */
export function aloneWords(name: CommandName, say: Say): string[] {
  return name === 'away' || name === 'settings' ? say(`command.${name}.alone`).split(', ') : []
}

export type CaseCommand = FormCommand | 'deadline' | 'copy'

/** Whether it is followed by the number of a case, or by nothing. */
export function takesCase(name: CommandName): name is CaseCommand {
  return name === 'deadline' || name === 'copy' || formCommands.some((one) => one === name)
}

export function commandList(say: Say): Block {
  const facts = listed.flatMap((name): Fact[] => {
    const usage = say(`command.${name}.usage`, { word: firstWord(name, say) })
    return [{ label: usage, value: say(`command.${name}.does`) }, ...(name === 'case' ? [inCase(say)] : [])]
  })
  return { kind: 'facts', facts }
}

function inCase(say: Say): Fact {
  const words = Object.fromEntries(formCommands.map((name) => [name, firstWord(name, say)]))
  return { label: say('command.forms.usage', words), value: say('command.forms.does') }
}

function firstWord(name: CommandName, say: Say): string {
  return commandWords(name, say)[0] ?? name
}
