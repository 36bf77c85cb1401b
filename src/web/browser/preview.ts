/** The pictures of a card as high as what is in them; and what is pressed in one does nothing and leads nowhere. */

for (const frame of document.querySelectorAll('iframe')) {
  frame.addEventListener('load', () => still(frame))
  // It may have come before this ran.
  if (frame.contentDocument?.readyState === 'complete') still(frame)
}

function still(frame: HTMLIFrameElement): void {
  const shown = frame.contentDocument
  if (!shown?.body) return
  const grow = () => {
    frame.style.height = `${shown.body.getBoundingClientRect().height + 2}px`
  }
  new ResizeObserver(grow).observe(shown.body)
  grow()
  shown.addEventListener('click', (event) => {
    const [pressed] = event.composedPath()
    if (pressed !== undefined && isPressed(pressed)) event.preventDefault()
  })
  shown.addEventListener('submit', (event) => event.preventDefault())
}

/** Of another document, whose elements are of no kind that this one knows. */
function isPressed(target: EventTarget): boolean {
  return 'closest' in target && typeof target.closest === 'function' && target.closest('a, button') !== null
}
