/** Puts the names of people into what was said, where the channel has only its own id for them. */
import { isAt } from '../../core/post.ts'
import type { Account, Mention, Person } from '../../ports.ts'
import type { Viewer } from '../see/index.ts'

/**
 * The text with each mention as the name of whoever the directory knows there, in a municipality of the viewer's. All
 * others stay as they are. A mention counts only where it stands by itself, never as a part of something longer.
 */
export async function withNames(viewer: Viewer, text: string, mentions: Mention[] = []): Promise<string> {
  const names = new Map<string, string>()
  for (const { text: token, account } of mentions) {
    const name = token ? await nameFor(viewer, account) : null
    if (name !== null) names.set(token, name)
  }
  if (names.size === 0) return text
  // All at once, so that nothing is read in a name that was put in.
  const tokens = [...names.keys()].map((token) => RegExp.escape(token)).join('|')
  const alone = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${tokens})(?![\\p{L}\\p{N}_])`, 'gu')
  return text.replace(alone, (token) => names.get(token) ?? token)
}

function worksWith({ actor }: Viewer, { posts, former }: Person): boolean {
  return [...posts, ...former].some(({ municipality }) => isAt(actor, municipality))
}

/** The name of whoever the directory knows by that account, in a municipality of the viewer's; null for anybody else. */
export async function nameFor(viewer: Viewer, account: Account): Promise<string | null> {
  const person = await viewer.reader.people.byAccount(account)
  return person && worksWith(viewer, person) ? person.name : null
}
