/**
 * What a page does more where the browser runs scripts: a form is sent without leaving the page, what is typed is never lost, and
 * nothing is sent twice. Every page works without it.
 */

/** What stood here before, by its place in the history: with everything typed in it. In memory alone, and gone with the page. */
const earlier = new Map<number, HTMLElement>()
const mostEarlier = 20
/** Milliseconds after which an answer is no longer waited for. */
const patience = 30_000

let place = placeIn(history.state) ?? 0
let isTyped = false

markPlace()
// A link to a field that is wrong leads to no other page.
window.addEventListener('hashchange', markPlace)
document.addEventListener('submit', (event) => void submitted(event))
document.addEventListener('input', noteTyped)
window.addEventListener('beforeunload', guard)
window.addEventListener('popstate', ({ state }) => goBack(state))

function placeIn(state: unknown): number | null {
  return typeof state === 'object' && state !== null && 'place' in state ? Number(state.place) : null
}

function markPlace(): void {
  history.replaceState({ place }, '')
}

function main(): HTMLElement | null {
  return document.querySelector('main')
}

/** Only a card's own form: to look for a case, to change language or to leave is to go to another page. */
async function submitted(event: SubmitEvent): Promise<void> {
  const { target: form, submitter } = event
  if (!(form instanceof HTMLFormElement)) return
  if (form.ariaBusy === 'true') return event.preventDefault()
  if (!form.matches('form.card')) {
    isTyped = false
    return
  }
  event.preventDefault()
  // Written down before the buttons are shut: a shut one would not be sent.
  const body = new URLSearchParams()
  for (const [name, value] of new FormData(form, submitter)) if (typeof value === 'string') body.append(name, value)
  setBusy(form, submitter, true)
  try {
    await show(form, await sent(form, body))
  } catch {
    tell(form, 'fault')
  } finally {
    setBusy(form, submitter, false)
  }
}

/** Where a client around the page can sign in anew by itself, what was sent as the session had ended is sent once more. */
async function sent(form: HTMLFormElement, body: URLSearchParams): Promise<Response> {
  const post = () => fetch(form.action, { method: 'POST', body, signal: AbortSignal.timeout(patience) })
  const response = await post()
  const csrf = response.status === 401 ? await renewed() : null
  if (csrf === null) return response
  for (const input of document.querySelectorAll<HTMLInputElement>('input[name=csrf]')) input.value = csrf
  body.set('csrf', csrf)
  return post()
}

/** The mark of a new session; null where nobody around us begins one. */
async function renewed(): Promise<string | null> {
  const detail: { renewed?: Promise<string | null> } = {}
  document.dispatchEvent(new CustomEvent('session-ended', { detail }))
  return (await detail.renewed) ?? null
}

async function show(form: HTMLFormElement, response: Response): Promise<void> {
  const isPage = (response.headers.get('content-type') ?? '').startsWith('text/html')
  if (response.ok && !isPage) return keep(response)
  const answer = new DOMParser().parseFromString(isPage ? await response.text() : '', 'text/html')
  const next = answer.querySelector('main')
  const now = main()
  const isEnded = response.status === 401 || response.status === 403
  // Whoever is no longer signed in, or meets a fault of ours, keeps what they wrote: here, or in a form that gives it back.
  const shows = response.ok || (isEnded && next?.querySelector('form.card') != null)
  if (!shows || next === null || now === null) return tell(form, isEnded ? 'ended' : 'fault')
  if (answer.documentElement.lang !== document.documentElement.lang) changeLanguage(answer)
  const isSameForm = next.querySelector('#faults') !== null
  if (!isSameForm) advance(now, next.dataset.address ?? (response.redirected ? response.url : location.href))
  document.title = answer.title
  replace(now, next)
  isTyped = isSameForm || !response.ok
}

/** A file is kept as the browser keeps files; the page stays. */
async function keep(response: Response): Promise<void> {
  const name = /filename="?([^";]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? ''
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await response.blob())
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

function changeLanguage(answer: Document): void {
  document.documentElement.lang = answer.documentElement.lang
  document.documentElement.dir = answer.documentElement.dir
  for (const part of ['header', 'footer', '.ds-skip-link']) {
    const next = answer.querySelector(part)
    if (next !== null) document.querySelector(part)?.replaceWith(next)
  }
  Object.assign(document.body.dataset, answer.body.dataset)
}

function advance(now: HTMLElement, address: string): void {
  earlier.set(place, now)
  for (const old of [...earlier.keys()].slice(0, -mostEarlier)) earlier.delete(old)
  place += 1
  const to = new URL(address, location.href)
  history.pushState({ place }, '', to.origin === location.origin ? to : location.href)
}

function replace(now: HTMLElement, next: HTMLElement): void {
  now.replaceWith(next)
  scrollTo({ top: 0 })
  const first = next.querySelector<HTMLElement>('#faults') ?? next.querySelector('h1')
  ;(first ?? next).focus()
}

/** What is not remembered is asked for anew, as after a reload. */
function goBack(state: unknown): void {
  const at = placeIn(state)
  if (at === place || at === null) return
  const kept = earlier.get(at)
  const now = main()
  if (kept === undefined || now === null) location.reload()
  else {
    earlier.set(place, now)
    earlier.delete(at)
    place = at
    replace(now, kept)
  }
}

function setBusy(form: HTMLFormElement, pressed: HTMLElement | null, isBusy: boolean): void {
  form.ariaBusy = String(isBusy)
  for (const button of form.querySelectorAll('button')) button.ariaDisabled = isBusy ? 'true' : null
  if (pressed !== null) pressed.ariaBusy = isBusy ? 'true' : null
  said(form).textContent = isBusy ? (document.body.dataset.busy ?? '') : ''
}

/** What is heard, and not seen, while one waits. */
function said(form: HTMLFormElement): Element {
  const found = form.querySelector('.waiting')
  if (found !== null) return found
  const made = document.createElement('p')
  made.className = 'waiting ds-sr-only'
  made.role = 'status'
  form.append(made)
  return made
}

/** The page says above its buttons why nothing was sent; what was typed stays. */
function tell(form: HTMLFormElement, why: 'fault' | 'ended'): void {
  form.querySelector('.not-sent')?.remove()
  const alert = document.createElement('div')
  alert.className = 'ds-alert not-sent'
  alert.dataset.color = 'danger'
  alert.role = 'alert'
  const text = document.createElement('p')
  text.textContent = document.body.dataset[why] ?? ''
  alert.append(text)
  const end = form.querySelector('.end')
  if (end === null) form.append(alert)
  else end.before(alert)
  alert.scrollIntoView({ block: 'nearest' })
}

function noteTyped({ target }: Event): void {
  if (target instanceof HTMLElement && target.closest('form.card') !== null) isTyped = true
}

function guard(event: BeforeUnloadEvent): void {
  if (isTyped) event.preventDefault()
}
