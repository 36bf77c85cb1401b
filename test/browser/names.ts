/** What a screen reader could not call by a name on a card as the page shows it: fields without a label, mute buttons. */
import type { Locator } from 'playwright-core'

/** Every field and button of the card that has no name, as a screen reader meets it; empty when all is well. */
export async function unnamed(card: Locator): Promise<string[]> {
  const heard = (await card.ariaSnapshot()).split('\n')
  return heard.filter((line, index) => nameless.test(line) && !opensCalendar(line, heard[index - 1]))
}

const nameless = /^\s*- '?(button|checkbox|combobox|radio|radiogroup|textbox)\b(?! ")/

/** The page's own button beside an empty date field, which says what its field says. */
function opensCalendar(line: string, before = ''): boolean {
  return line.trim() === '- button' && before.trim().startsWith('- combobox "')
}
