/** The words a person can write to the bot, with what each does. */
import type { Say } from '../../src/wording/index.ts'
import type { Block, Fact } from '../card.ts'

/** With the number of a case each opens the form for that, there. */
export const formCommands = ['measure', 'meeting', 'minutes', 'consent'] as const
export type FormCommand = (typeof formCommands)[number]

/** `command.<name>` holds the words of a language, apart by commas, the one to show first. */
const listed = ['new', 'mine', 'overview', 'case', 'report', 'language', 'settings', 'pair', 'help'] as const
export const commandNames = [...listed, ...formCommands, 'away', 'thanks'] as const
export type CommandName = (typeof commandNames)[number]

/** The words by which a command is known in a language, small letters. */
export function commandWords(name: CommandName, say: Say): string[] {
  return say(`command.${name}`).split(', ')
}

export function isFormCommand(name: CommandName): name is FormCommand {
  return formCommands.some((one) => one === name)
}

export function commandList(say: Say): Block {
  const facts = listed.flatMap((name): Fact[] => {
    const usage = say(`command.${name}.usage`, { word: firstWord(name, say) })
    return [{ label: usage, value: say(`command.${name}.does`) }, ...(name === 'case' ? [inCase(say)] : [])]
  })
  return { kind: 'facts', facts }
}

function inCase(say: Say): Fact {
  const [measure, meeting, minutes, consent] = formCommands.map((name) => firstWord(name, say))
  const words = { measure: measure ?? '', meeting: meeting ?? '', minutes: minutes ?? '', consent: consent ?? '' }
  return { label: say('command.forms.usage', words), value: say('command.forms.does') }
}

function firstWord(name: CommandName, say: Say): string {
  return commandWords(name, say)[0] ?? name
}
