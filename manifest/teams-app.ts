/** The app as Teams is told of it: `manifest/teams/manifest.json` with the municipality's own ids and addresses filled in. */
import { readFileSync } from 'node:fs'
import { guid } from '../src/teams/guid.ts'

export type Packing = { appId: string; website: string; privacy: string }

/** What is wrong with the bot's app id, which stands in the setting or argument `name`. */
export function idProblems(name: string, appId: string): string[] {
  return guid.test(appId) ? [] : [`${name} must be a GUID, such as 00000000-0000-0000-0000-000000000000`]
}

/** The manifest as Teams gets it. Throws when a placeholder is left. */
export function filledManifest({ appId, website, privacy }: Packing): string {
  const values: Record<string, string> = { TEAMS_APP_ID: appId, WEBSITE_URL: website, PRIVACY_URL: privacy }
  const text = readFileSync(new URL('teams/manifest.json', import.meta.url), 'utf8')
  return text.replace(/\$\{\{(\w+)\}\}/g, (placeholder, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`nothing fills ${placeholder}`)
    return JSON.stringify(value).slice(1, -1)
  })
}
