/**
 * What a page of ours does inside Teams, as a tab or a dialog: it follows the theme there, and on the page that signs in fetches a
 * token for the person who looks at it, and leads on. Of the page it needs `teams-js` before it; to sign in also an element
 * `#frame` with the sentences in `data-wait`, `data-refused`, `data-later` and `data-again`, and the origins that may frame it
 * in `data-origins`, which hold for every page. A page in a dialog is given buttons in its foot, by the words in the `data-close` and
 * `data-tab` of its body: one that ends the dialog, and one that goes on in the tab.
 */
import type { app, authentication, dialog, pages } from '@microsoft/teams-js'

type Teams = {
  app: typeof app
  authentication: typeof authentication
  dialog: typeof dialog
  pages: typeof pages
}
declare const microsoftTeams: Teams

/** Milliseconds after which Teams, or we ourselves, will not answer any more. */
const patience = 20_000
/** By the name of Teams. */
const schemes: Record<string, { scheme: string; contrast: string | null }> = {
  default: { scheme: 'light', contrast: null },
  dark: { scheme: 'dark', contrast: null },
  glass: { scheme: 'dark', contrast: null },
  contrast: { scheme: 'dark', contrast: 'more' },
}
const remembered = 'theme'

const page = document.querySelector<HTMLElement>('#frame')
// Until Teams has said it again: a page must not flash in another.
follow(recalled())
// On phones the client's own code stands in the page's window, and there is no frame.
if (page !== null && window.parent === window && !('nativeInterface' in window)) leave()
else await begin()

/** Outside of Teams a browser signs in its own way. */
function leave(): void {
  location.replace(own(asked()))
}

/** Where the address leads on to, in its own words: what is none of ours is refused where somebody signs in. */
function asked(): string | null {
  return new URLSearchParams(location.search).get('til')
}

/** A page of the staff; anything else is their first. */
function own(to: unknown): string {
  return typeof to === 'string' && /^\/rom(\/|$)/.test(to) ? to : '/rom'
}

async function begin(): Promise<void> {
  tell('wait')
  try {
    await inTime(microsoftTeams.app.initialize(originsIn(document.querySelector<HTMLElement>('[data-origins]'))))
    const { app: shown, page: at } = await inTime(microsoftTeams.app.getContext())
    follow(shown.theme)
    microsoftTeams.app.registerOnThemeChangeHandler(follow)
    microsoftTeams.app.notifySuccess()
    const isDialog = at.frameContext === 'task'
    // A link into the tab names where it leads; a dialog has that in its own address.
    if (page !== null) return await signIn((!isDialog && at.subPageId) || (asked() ?? ''))
    if (isDialog) offerToClose()
  } catch {
    tell('refused')
  }
}

/** A session that has ended while somebody wrote begins anew without their seeing it: what they wrote is sent with its mark. */
document.addEventListener('session-ended', (event) => {
  if (event instanceof CustomEvent) event.detail.renewed = renewed()
})

async function renewed(): Promise<string | null> {
  const token = await inTime(microsoftTeams.authentication.getAuthToken()).catch(() => null)
  const answer = token === null ? null : await sent({ token, to: '' })
  const csrf: unknown = answer?.ok ? Object(await answer.json()).csrf : null
  return typeof csrf === 'string' ? csrf : null
}

async function signIn(to: string): Promise<void> {
  const token = await inTime(microsoftTeams.authentication.getAuthToken())
  const answer = await sent({ token, to })
  if (answer === null || answer.status >= 500 || answer.status === 429) return tell('later')
  if (!answer.ok) return tell('refused')
  location.replace(own(Object(await answer.json()).to))
}

/** The foot is another where the language is changed. */
function offerToClose(): void {
  closing()
  new MutationObserver(closing).observe(document.body, { childList: true })
}

function closing(): void {
  const foot = document.querySelector('footer')
  if (foot === null || foot.querySelector('[data-closes]') !== null) return
  const close = footButton(document.body.dataset.close, end)
  close.dataset.closes = ''
  const { currentApp } = microsoftTeams.pages
  foot.prepend(close, ...(currentApp.isSupported() ? [footButton(document.body.dataset.tab, goOn)] : []))
}

function footButton(text: string | undefined, press: () => void): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'ds-button'
  button.dataset.variant = 'secondary'
  button.textContent = text ?? ''
  button.addEventListener('click', press)
  return button
}

/** The bot is told that the dialog is over, and answers with nothing. */
function end(): void {
  microsoftTeams.dialog.url.submit({ stafett: { do: 'close' } })
}

/** As the manifest calls the tab. */
const tabId = 'rom'

/** To the same page in the tab, which is there no less where it did not come about. */
function goOn(): void {
  const shown = document.querySelector('main')?.dataset.address ?? location.pathname + location.search
  microsoftTeams.pages.currentApp.navigateTo({ pageId: tabId, subPageId: own(shown) }).then(end, () => undefined)
}

/** Null where nothing came back. */
function sent(body: { token: string; to: string }): Promise<Response | null> {
  return fetch('/rom/fane/inn', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(patience),
  }).catch(() => null)
}

function follow(theme: string): void {
  const { scheme, contrast } = schemes[theme] ?? { scheme: 'auto', contrast: null }
  document.documentElement.dataset.colorScheme = scheme
  if (contrast === null) delete document.documentElement.dataset.contrast
  else document.documentElement.dataset.contrast = contrast
  if (theme !== '') remember(theme)
}

/** A browser may let a page of another site in a frame keep nothing: then it is as if there were nothing. */
function recalled(): string {
  try {
    return sessionStorage.getItem(remembered) ?? ''
  } catch {
    return ''
  }
}

function remember(theme: string): void {
  try {
    sessionStorage.setItem(remembered, theme)
  } catch {
    // The next page shows itself as the device has it, until Teams has said.
  }
}

/** In a parent of any other origin Teams' library would wait for ever. */
function originsIn(element: HTMLElement | null): string[] {
  return element?.dataset.origins?.split(' ') ?? []
}

/** Says how it stands; whatever is not only a wait has a button that tries again. */
function tell(what: 'wait' | 'refused' | 'later'): void {
  if (page === null) return
  const said = document.createElement('p')
  said.role = 'status'
  said.textContent = page.dataset[what] ?? ''
  page.replaceChildren(said)
  if (what === 'wait') return
  const again = document.createElement('button')
  again.type = 'button'
  again.className = 'ds-button'
  again.textContent = page.dataset.again ?? ''
  again.addEventListener('click', () => location.reload())
  page.append(again)
  again.focus()
}

function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('late')), patience)
    work.then(resolve, reject).finally(() => clearTimeout(late))
  })
}
