/** The longest words the forms let through, in place of those of the samples. */
import type { Words } from '../../cards/samples/fjordvik.ts'

/** Norwegian letters weigh two bytes each, where a channel counts bytes; of others more fit into a page. */
export const letters = ['ø', 'o']

export const long = (length: number, letter = 'ø') => letter.repeat(length)

export const longService = 'Pedagogisk-psykologisk teneste for barnehage og grunnskule (PPT)'

export function longest(letter: string): Partial<Words> {
  const text = (length: number) => long(length, letter)
  return {
    ...{
      about: text(80),
      seen: text(3000),
      goal: text(1000),
      purpose: text(200),
      measure: text(1000),
      followUp: text(1000),
    },
    ...{ minutes: text(3000), note: text(3000), why: text(1000), voice: text(1000) },
    ...{ question: text(1000), answer: text(1000), said: text(3000) },
    ...{ school: longService, health: longService, adviser: longService },
  }
}
