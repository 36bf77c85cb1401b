/**
 * Who is at a page of our own: what a channel says of how its people sign in there. In a browser they do so by OpenID Connect,
 * inside the channel's own client by a token that the client hands out. Plain data and promises; no SDK.
 */
import type { Button, Card, ChatCard } from '../../cards/card.ts'
import type { Phrases } from './channel.ts'
import type { Account, Place } from './place.ts'

/**
 * What was found out: whose account it is, spelled as the channel's own requests spell it. `refused`: it is nobody's whom the bot
 * is set up for. `unreachable`: whoever must be asked did not answer, so that nobody can say yet.
 */
export type Proof = { kind: 'account'; account: Account } | { kind: 'refused' | 'unreachable' }

/** What an identity provider says of somebody. Neither kept nor logged. */
export type IdClaims = Readonly<Record<string, unknown>>

/** How people sign in in a browser by their accounts of a channel. */
export type SignIn = {
  /** In addresses: `/rom/inn/<name>`, and `staffBackPath`. */
  name: string
  /** What people call the account they sign in with. */
  title: string
  /** The provider's address, below which it describes itself. */
  issuer: string
  clientId: string
  clientSecret: string
  scope: string
  /** Whether what the provider says when it is asked again belongs to the claims, beside what its ID token says. */
  userInfo: boolean
  /** Of claims that are proved. Never throws. */
  accountOf(claims: IdClaims): Promise<Proof>
}

/** How a page stands inside a channel's own client, and is told there who looks at it. */
export type Frame = {
  name: string
  /** What people call the client. */
  title: string
  /** The origins that may frame the page, as `frame-ancestors` takes them. */
  ancestors: string[]
  /** By which the client opens a page of ours inside it; `path` is that page's, below our own address, and of ids and codes alone. */
  linkTo(path: string): string
  /** Of a token that came from the page. Never throws. */
  verify(token: string): Promise<Proof>
  /** TypeScript for the browser, a module of the page that signs in: it says at its top what it needs there. */
  script: URL
  /** The client's own library, a classic script as it was published, which must stand before it. */
  library: URL
}

/**
 * How a channel shows a card to somebody who wants to see it without being there. What it draws is markup, with everything a card
 * says escaped in it, and does nothing.
 */
export type Preview = {
  name: string
  /** What people call the channel. */
  title: string
  draw(shown: Previewed, phrases: Phrases): string
  /** Of that markup, behind what all pictures have in common; the document says in `data-color-scheme` whether it is `light` or `dark`. */
  style: URL
  /** What makes the picture of the markup where a browser must do it, a module, and the classic script that stands before it. */
  browser?: { script: URL; library: URL }
}

/** A card as a message shows it, or whole as a dialog or modal does. */
export type Previewed = { at: 'personal' | 'shared'; card: ChatCard } | { at: 'window'; card: Card }

/** Where a provider sends the browser of the staff back to, below our own address; `name` as in `SignIn`. */
export function staffBackPath(name: string): string {
  return `/rom/inn/${name}/tilbake`
}

/** Where a family's provider sends the browser back to. */
export const familyBackPath = '/familie/inn/tilbake'

/**
 * The same that a button leads to, as a page of our own, which stands at `path`: `page` is its address for a browser, `frame` the one for the channel's own
 * client, null where what is read there stands in cards. `asks`: it is a form. They hold ids and codes alone, and whoever looks has to
 * sign in.
 */
export type LinkedPage = { path: string; page: string; frame: string | null; asks: boolean }

/** Null where its people can't sign in to the page, where no address may say what is shown, or where the place counts in which it is pressed. */
export type PageOf = (pressed: Pick<Button, 'kind' | 'action' | 'data'>, at: Place) => LinkedPage | null

/** The channel of whoever asks on the page without having been asked who they are. */
export const nobodysChannel = 'page'
