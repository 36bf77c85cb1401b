/** What staff do on their own page so that somebody of a family comes in on theirs. */
import { linkIn, type Seen, type Visitor } from './page-town.ts'

/** The holder says that it was they who signed in, where it stands whose code that was. */
export async function saysItWasThey(holder: Visitor, ref: string): Promise<Seen> {
  const asks = await holder.get(linkIn(await holder.get(`/rom/sak/${ref}`), 'Svar om innlogging'))
  return holder.press(asks, 'Ja, det var dem')
}
