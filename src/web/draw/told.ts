/** A sentence of ours as markup: the names in it that are in another language are that for whoever hears them, and in their own direction. */
import { nameParts } from '../../wording/index.ts'
import { type Html, html } from './html.ts'

/** Names stand in Norwegian, whatever the sentence around them speaks. Not for a `title`, an `option` or an attribute, where no markup may stand. */
export function told(sentence: string): Html {
  return html`${nameParts(sentence).map(({ text, isName }) => (isName ? html`<bdi lang="nb">${text}</bdi>` : text))}`
}
