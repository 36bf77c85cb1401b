/** The app as Teams is told of it: `manifest/teams/manifest.json` with the municipality's own ids and addresses filled in. */
import { readFileSync } from 'node:fs'
import { guid } from '../src/teams/guid.ts'

/** `address` is where the bot is reached from outside, where people sign in to its page; without one there is no tab. */
export type Packing = { appId: string; website: string; privacy: string; address?: string | null }

/** What is wrong with the bot's app id, which stands in the setting or argument `name`. */
export function idProblems(name: string, appId: string): string[] {
  return guid.test(appId) ? [] : [`${name} must be a GUID, such as 00000000-0000-0000-0000-000000000000`]
}

/** The manifest as Teams gets it. Throws when a placeholder is left. */
export function filledManifest({ appId, website, privacy, address = null }: Packing): string {
  const at = address === null ? null : new URL(address)
  const values: Record<string, string> = {
    TEAMS_APP_ID: appId,
    WEBSITE_URL: website,
    PRIVACY_URL: privacy,
    ...(at === null ? {} : { ADDRESS: at.href.replace(/\/+$/, ''), DOMAIN: at.host }),
  }
  const text = readFileSync(new URL('teams/manifest.json', import.meta.url), 'utf8')
  return (at === null ? withoutPage(text) : text).replace(/\$\{\{(\w+)\}\}/g, (placeholder, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`nothing fills ${placeholder}`)
    return JSON.stringify(value).slice(1, -1)
  })
}

/** The words of another language, `name` of its file, for what the manifest then has. */
export function localizedManifest(name: string, { address = null }: Pick<Packing, 'address'>): string {
  const text = readFileSync(new URL(`teams/${name}`, import.meta.url), 'utf8')
  if (address !== null) return text
  const entries = Object.entries(JSON.parse(text)).filter(([key]) => !key.startsWith('staticTabs'))
  return JSON.stringify(Object.fromEntries(entries), null, 2)
}

function withoutPage(text: string): string {
  const { staticTabs: _, webApplicationInfo: __, ...rest } = JSON.parse(text)
  return JSON.stringify({ ...rest, validDomains: [] }, null, 2)
}
