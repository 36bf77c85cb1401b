/** The page behind a button, for the channels: they can lead to it in a browser or in their own client. */
import type { LinkedPage, PageOf, Place } from '../ports.ts'
import { addressOf } from './address.ts'

/** `publicUrl`: where a browser reaches us, without a slash at the end; `framed`: what is read in the client is a page too. */
export function pagesAt(publicUrl: string, framed: boolean): PageOf {
  return (pressed, at): LinkedPage | null => {
    const path = isOfItsPlace(pressed, at) ? null : addressOf({ ...pressed, label: '' }, '/rom')
    if (path === null) return null
    const frame = framed ? `${publicUrl}/rom/fane?til=${encodeURIComponent(path)}` : null
    return { path, page: publicUrl + path, frame, asks: path.startsWith('/rom/skjema/') }
  }
}

/** Where the page's people can't come to it from. */
export const noPage: PageOf = () => null

/** Where a wondering is begun is where its thread will stand, and a page knows no place. */
function isOfItsPlace({ action, data }: Parameters<PageOf>[0], at: Place): boolean {
  return data.origin !== undefined || (action === 'concern.register' && at.kind !== 'personal')
}
