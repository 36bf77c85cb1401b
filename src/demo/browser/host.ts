/**
 * How a stand-in for Teams answers a page that it frames, in Teams' own form. The browser of the demonstration runs it.
 */

/** `as`: whose token the page is given; in a dialog `close` ends it, with what the page sends in. */
export type Seat = { as: string; theme: string; kind: 'content' | 'task'; close?(sent: unknown): void }

const supports = { app: {}, authentication: {}, dialog: { url: {} }, pages: { currentApp: {} } }

/** `of` is the origin that the page is of. */
export function host(frame: HTMLIFrameElement, of: string, seat: Seat): void {
  addEventListener('message', async ({ data, source, origin }) => {
    const page = frame.contentWindow
    if (page === null || source !== page || origin !== of) return
    const { id, uuidAsString, func, args: asked } = data
    const args = await answer(seat, func, asked)
    if (id !== undefined) page.postMessage({ id, uuidAsString, args }, of)
  })
}

async function answer({ as, theme, kind, close }: Seat, what: string, args: unknown[]): Promise<unknown[]> {
  switch (what) {
    case 'initialize':
      return [kind, 'web', JSON.stringify({ apiVersion: 4, supports }), '2.0.1']
    case 'getContext':
      return [{ entityId: 'rom', theme, locale: 'nb-NO' }]
    case 'authentication.getAuthToken':
      return [true, await tokenFor(as)]
    case 'pages.currentApp.navigateTo':
      open(`/demo/tab?as=${encodeURIComponent(as)}&til=${encodeURIComponent(Object(args[0]).subPageId)}`)
      return [undefined, true]
    case 'tasks.completeTask':
      close?.(args[0])
  }
  return []
}

async function tokenFor(as: string): Promise<unknown> {
  const headers = { 'content-type': 'application/json' }
  const answered = await fetch('/demo/tab/token', { method: 'POST', headers, body: JSON.stringify({ as }) })
  return Object(await answered.json()).token
}
