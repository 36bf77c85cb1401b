/** The command a text begins with, as people write it: addressed to the bot or not, with signs and line breaks around it. */
import { type Lang, languages } from '../../../cards/card.ts'
import { aloneWords, type CommandName, commandNames, commandWords } from '../../../cards/parts/command-list.ts'
import { type Key, wording } from '../../wording/index.ts'
import { clean } from '../actions/index.ts'

/** The command, if any, with what stands after it, paragraphs and all, and the language its word is of. */
export type InText = { command: CommandName | null; argument: string; lang: Lang | null }

export function commandIn(text: string): InText {
  const said = addressed(clean(text))
  if (said === null) return { command: 'help', argument: '', lang: null }
  for (const { name, command, lang, alone } of known()) {
    const argument = after(name, said)
    if (argument === '' || (argument !== null && !alone)) return { command, argument, lang }
  }
  return { command: null, argument: '', lang: null }
}

/** The command a word means, in any of the languages. */
export function commandOf(word: string): CommandName | null {
  const { command, argument } = commandIn(word)
  return argument === '' ? command : null
}

/** Every word and phrase by which any command is known, in any of the languages. */
export function allCommandWords(): string[] {
  return known().map(({ name }) => name)
}

/** The language that is meant: by its code, or its name in any of the languages. */
export function langIn(typed: string): Lang | null {
  const word = wordIn(typed)
  const isCalled = (lang: Lang) =>
    languages.some((one) => wording(one)(`language.${lang}.words`).split(', ').includes(word))
  return languages.find(isCalled) ?? null
}

/** A word without the signs around it, in small letters. */
export function wordIn(typed: string): string {
  return typed.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
}

/** What the buttons that do the same are called, where that is more than the command's word. */
const titles: Partial<Record<CommandName, Key>> = { new: 'action.concern.register', mine: 'action.show.mine' }

type Known = { name: string; command: CommandName; lang: Lang; alone: boolean }

/** The longest first: one may begin with another, as `new measure` with `new`. */
function known(): Known[] {
  const all = languages.flatMap((lang) => commandNames.flatMap((command) => namesOf(command, lang)))
  return all.sort((a, b) => b.name.length - a.name.length)
}

function namesOf(command: CommandName, lang: Lang): Known[] {
  const say = wording(lang)
  const title = titles[command]
  const names = [...(title ? [say(title).toLowerCase()] : []), ...commandWords(command, say)]
  const said = (words: string[], alone: boolean) => words.map((name) => ({ name, command, lang, alone }))
  return [...said(names, false), ...said(aloneWords(command, say), true)]
}

/** Without the bot's name, and without the signs before the first word; null where there is nothing but the name. */
function addressed(text: string): string | null {
  const start = text.replace(opening, '')
  const names = languages.map((lang) => wording(lang)('phrase.name').toLowerCase())
  const rest = names.map((name) => after(name, start)).find((found) => found !== null)
  return rest === '' ? null : (rest ?? start).replace(opening, '')
}

const opening = /^[^\p{L}\p{N}]+/u
/** What may stand between a name and what follows: signs on its own line, and space. */
const between = /^[^\S\n]*[.,:;!?…»"”’*)–—-]*\s*/u

/** What follows the name at the start of the text; null where it does not begin with it. */
function after(name: string, text: string): string | null {
  if (text.slice(0, name.length).toLowerCase() !== name) return null
  const rest = text.slice(name.length).replace(/^[\p{M}\p{Cf}\u200b]+/u, '')
  return rest === '' || /^[\s\p{P}]/u.test(rest) ? rest.replace(between, '') : null
}
