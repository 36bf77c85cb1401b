/** The words a person can write to the bot, with what each does. */
import type { Say } from '../../src/wording/index.ts'
import type { Block } from '../card.ts'

/** `command.<name>` holds the words of a language, apart by commas, the one to show first. */
export const commandNames = [
  'new',
  'mine',
  'overview',
  'case',
  'report',
  'language',
  'settings',
  'pair',
  'help',
] as const
export type CommandName = (typeof commandNames)[number]

/** The words by which a command is known in a language, small letters. */
export function commandWords(name: CommandName, say: Say): string[] {
  return say(`command.${name}`).split(', ')
}

export function commandList(say: Say): Block {
  const facts = commandNames.map((name) => ({
    label: say(`command.${name}.usage`, { word: commandWords(name, say)[0] ?? name }),
    value: say(`command.${name}.does`),
  }))
  return { kind: 'facts', facts }
}
