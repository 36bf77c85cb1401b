/** What has happened in cases, each in a sentence: staff, levels and days alone. */
import type { Say } from '../../src/wording/index.ts'
import type { Block } from '../card.ts'
import { button, type Offer } from './offer.ts'

/** A sentence about a case, and the way to it for whoever may read it. */
export type Happened = { ref: string; what: string; offer?: Offer }

/** All that say one thing. */
export type Same<T> = [T, ...T[]]

/** Those that say the same, of whichever cases, stand together. */
export function sameTogether<T extends Happened>(happened: T[]): Same<T>[] {
  const same = new Map<string, Same<T>>()
  for (const one of happened) {
    const before = same.get(one.what)
    if (before) before.push(one)
    else same.set(one.what, [one])
  }
  return [...same.values()]
}

/** In one sentence, with how often of a case of which it is so more than once. */
function happenedIn([first, ...more]: Same<Happened>, say: Say): string {
  const all = [first, ...more].map(({ ref }) => ref)
  const refs = [...new Set(all)].map((ref) => {
    const count = all.filter((one) => one === ref).length
    return count > 1 ? say('digest.times', { ref, count }) : ref
  })
  return say('digest.told', { count: refs.length, refs: say.list(refs), what: first.what })
}

/** What is true of one case leads to it; several stand in their reader's own list. */
export function happenedBlock(same: Same<Happened>, say: Say): Block {
  const text = happenedIn(same, say)
  const [{ offer }] = same
  const isOne = new Set(same.map(({ ref }) => ref)).size === 1
  return isOne && offer ? { kind: 'row', text, button: button(offer, say) } : { kind: 'text', text }
}

/** How much room they take, in rows: the references of many cases take more than one. */
export function roomOf(happened: Same<Happened>[]): number {
  return happened.reduce((sum, same) => sum + Math.ceil(same.length / 10), 0)
}
