/** What somebody wrote, on its way into a form that is begun with it: as much as has room, and a word about what has not. */
/** Characters that the field of a text holds at most. */
const mostInField = 3000
/** Characters of a text as JSON that the data of a button can carry in every channel. */
const mostInButton = 1500

/** As the data of a form: `prefill`, and `cut` where something was left out, which the form then says. */
type Carried = { prefill: string; cut?: string }

/** For a form that is shown at once. */
export function carriedInForm(text: string): Carried {
  return carried(text, (part) => part.length <= mostInField)
}

/** For a button that opens the form later. */
export function carriedInButton(text: string): Carried {
  return carried(text, (part) => JSON.stringify(part).length <= mostInButton)
}

/** Cut between characters as people see them. */
function carried(text: string, fits: (part: string) => boolean): Carried {
  if (fits(text)) return { prefill: text }
  let prefill = ''
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (!fits(prefill + segment)) break
    prefill += segment
  }
  return { prefill, cut: String(prefill.length) }
}
