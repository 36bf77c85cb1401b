/**
 * The link by which Teams opens a page of ours as the tab of the app. It holds the address that the page has, which is of ids and
 * codes alone, and the page itself for whoever has no Teams.
 *
 * https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-application
 */
import type { TeamsSignIn } from './settings.ts'

/** As the manifest calls the tab. */
export const tabId = 'rom'

/** `path`: below our own address. The tab finds it as its `subPageId`. */
export function tabLink({ appId, address }: Pick<TeamsSignIn, 'appId' | 'address'>, path: string): string {
  const link = new URL(`https://teams.microsoft.com/l/entity/${appId}/${tabId}`)
  link.searchParams.set('webUrl', address + path)
  link.searchParams.set('context', JSON.stringify({ subEntityId: path }))
  return link.href
}
