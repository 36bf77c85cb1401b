/**
 * The first steps of a case, walked by the names of the commands, which are the same in every language: for journeys
 * that are about what comes after.
 */
import type { Chat, Filled, Sight } from './chat.ts'

/** A wondering, written down in the person's own chat; what they then have before them. */
export async function wonder(chat: Chat, filled: Filled = {}): Promise<Sight> {
  const form = await begin(chat)
  return form.press('concern.register', { about: 'Et barn', targetGroup: 'child', seen: 'Er mye alene.', ...filled })
}

/** The form of a wondering, opened from the message in the person's own chat that leads to it. */
export async function begin(chat: Chat): Promise<Sight> {
  const message = await chat.write('ny', ({ card }) => JSON.stringify(card).includes('concern.register'))
  return message.whole()
}

/** What can be done in the case, opened from the message that names it. */
export async function openCase(chat: Chat, ref: string): Promise<Sight> {
  const message = await chat.write(`sak ${ref}`, ({ text, buttons }) => text.includes(ref) && buttons.length > 0)
  return message.whole()
}

/** Everything there is to share about. */
const topics = ['wellbeing', 'learning', 'health', 'family', 'network', 'other']

/** What the family is asked, of a child with two guardians: nothing of it is chosen beforehand. */
export function asking(...services: string[]): Filled {
  return { services, topics, guardians: '2', care: 'guardians', born: '2017-05' }
}

/** Where the people of Fjordvik work: a family says yes to units, where a service has any. */
const units: Record<string, string> = {
  skole: 'skole/fjordvik-skole',
  skolehelsetjeneste: 'skolehelsetjeneste/helsestasjonen',
  ppt: 'ppt/ppt',
}

/** Both guardians say yes to these services, and to everything that was asked. */
export function answered(...asked: string[]): Filled {
  const services = asked.map((one) => units[one] ?? one)
  const told = { evidence: 'written', purpose: 'Vennskap', language: 'norsk', textVersion: '1' }
  return { signedBy: ['guardian-1', 'guardian-2'], services, topics, childAsked: 'true', ...told }
}

/** One guardian takes it back, on the day the demonstration begins or after it. */
export const takenBack: Filled = { signer: 'guardian-1', how: 'oral', day: 'i dag', reason: '' }

/** Consent is asked for, and recorded for everybody who must sign. */
async function consent(before: Sight): Promise<Sight> {
  const form = await before.press('consent.request')
  const requested = await form.press('consent.request', asking('skole'))
  return record(await requested.press('consent.record'), answered('skole'))
}

/** The answer in its form, whose rest is opened first where something is said that is folded in it. */
export async function record(form: Sight, filled: Filled): Promise<Sight> {
  return (await unfolded(form, filled)).press('consent.record', filled)
}

const more = ['Videre', 'Vidare', 'Go on', 'Mer om samtykket', 'Meir om samtykket', 'More about the consent']

/** The form of an answer with every field in which something is filled in, and what stood in the others before. */
export async function unfolded(form: Sight, filled: Filled): Promise<Sight> {
  const first = Object.entries(filled).filter(([id]) => id in form.fields)
  if (first.length === Object.keys(filled).length) return form
  return form.press(more.find((title) => form.buttons.includes(title)) ?? '', Object.fromEntries(first))
}

/** A stafettlogg at level 1, held by the person. */
export async function openLog(chat: Chat): Promise<Sight> {
  const concern = await wonder(chat)
  const conclude = await concern.press('concern.conclude')
  return consent(await conclude.press('concern.conclude', { outcome: 'level:1' }))
}

/** The reference the card is about. */
export function refOf({ text }: Sight): string {
  const found = /FJ-\d+/.exec(text)?.[0]
  if (!found) throw new Error(`no reference in: ${text}`)
  return found
}

/** Chooses in the settings that each reminder comes by itself. */
export async function wantsEach(chat: Chat): Promise<void> {
  const settings = await chat.write('innstillinger', ({ text }) => text.includes('Når jeg kan skrive til deg'))
  const saved = await settings.press('set.hours', { digest: 'each' })
  if (!saved.text.includes('Valgene er lagret.')) throw new Error(`not saved: ${saved.text}`)
}
