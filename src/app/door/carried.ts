/** What somebody wrote, on its way into a form that is begun with it: as much as has room, and a word about what has not. */
/** Characters that the field of a text holds at most. */
const mostInField = 3000

/** As the data of a form: `prefill`, and `cut` where something was left out, which the form then says. */
type Carried = { prefill: string; cut?: string }

/** Cut between characters as people see them; what stands `after` it is ours, and has room in any case. */
export function carried(text: string, after = ''): Carried {
  const room = mostInField - after.length
  if (text.length <= room) return { prefill: text + after }
  let prefill = ''
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (prefill.length + segment.length > room) break
    prefill += segment
  }
  return { prefill: prefill + after, cut: String(prefill.length) }
}
