/** What the samples of a card are called, for whoever reads texts and no code. */
import { isKey, type Say, wording } from '../wording/index.ts'
import { type Choice, choiceAddress } from './preview-choice.ts'

/** A sample by its name in the code, and what its card says above all. */
type Titled = { name: string; title: string }

export type Labelled = { label: string; to: string; isHere: boolean }

/** What a card is for, as nobody would know by its title alone: several say no more than the number of a case. */
export function kindOf(card: string, say: Say): string {
  return said(`preview.kind.${card}`, say)
}

/** Each with its way, in the language that is looked at. */
export function labelled(samples: Titled[], choice: Choice, card: string): Labelled[] {
  return samples.map((sample) => ({
    label: labelOf(sample, samples, wording(choice.lang)),
    to: choiceAddress({ ...choice, card, sample: sample.name, as: null }),
    isHere: card === choice.card && sample.name === choice.sample,
  }))
}

/** The title where that tells it from the others; otherwise what is special in it, behind the title where others are like it but for that. */
function labelOf({ name, title }: Titled, samples: Titled[], say: Say): string {
  const alike = samples.filter((one) => one.title === title)
  const plain = alike.find((one) => one.name !== '' && name.startsWith(`${one.name}.`))
  if (plain) return `${title}: ${said(`preview.sample.${name.slice(plain.name.length + 1)}`, say)}`
  const isPlain = alike.some((one) => one.name.startsWith(`${name}.`))
  return name === '' || isPlain || alike.length === 1 ? title : said(`preview.sample.${name}`, say)
}

/** What nobody has named yet is shown as it is called in the code; a test names it. */
function said(key: `preview.${string}`, say: Say): string {
  return isKey(key) ? say(key) : key
}
