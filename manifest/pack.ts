/**
 * `npm run manifest`: fills in the municipality's own ids and addresses and packs the app for Teams' admin center.
 * Writes nothing but the zip it is told to.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { strToU8, zipSync } from 'fflate'

export type Packing = { appId: string; website: string; privacy: string }

/** The files of the app's zip by name. The manifest's placeholders are filled; throws when one is left. */
export function packedFiles(packing: Packing): Record<string, Uint8Array> {
  const files = names.map((name) => [name, readFileSync(new URL(`teams/${name}`, import.meta.url))] as const)
  return { ...Object.fromEntries(files), 'manifest.json': strToU8(filledManifest(packing)) }
}

/** The manifest as Teams gets it. */
export function filledManifest({ appId, website, privacy }: Packing): string {
  const values: Record<string, string> = { TEAMS_APP_ID: appId, WEBSITE_URL: website, PRIVACY_URL: privacy }
  const text = readFileSync(new URL('teams/manifest.json', import.meta.url), 'utf8')
  return text.replace(/\$\{\{(\w+)\}\}/g, (placeholder, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`manifest/teams/manifest.json: nothing fills ${placeholder}`)
    return JSON.stringify(value).slice(1, -1)
  })
}

const names = ['color.png', 'outline.png', 'nn.json', 'en.json']

const usage = `Packs the Teams app.

  npm run manifest -- --app-id <id> --website <https address> [--privacy <https address>] [--out <file>]

  --app-id    the bot's app id in Entra: STAFETT_TEAMS_APP_ID
  --website   the municipality's page about Stafett
  --privacy   its privacy statement (default: the website)
  --out       where to write (default: stafett-teams.zip)
`

/** What is wrong with the arguments; empty when they can be used. */
function problems(appId: string, addresses: string[]): string[] {
  const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
  return [
    ...(guid.test(appId) ? [] : ['--app-id must be a GUID, such as 00000000-0000-0000-0000-000000000000']),
    ...addresses
      .filter((address) => !URL.canParse(address) || new URL(address).protocol !== 'https:')
      .map((address) => `"${address}" must be an address that begins with https://`),
  ]
}

function main(): void {
  const text = { type: 'string' } as const
  const options = { 'app-id': text, website: text, privacy: text, out: text }
  const { values } = parseArgs({ options })
  const { 'app-id': appId = '', website = '', privacy = website, out = 'stafett-teams.zip' } = values
  const wrong = problems(appId, [...new Set([website, privacy])])
  if (wrong.length > 0) {
    process.stderr.write(`${wrong.join('\n')}\n\n${usage}`)
    process.exitCode = 1
    return
  }
  writeFileSync(out, zipSync(packedFiles({ appId, website, privacy })))
  process.stdout.write(`${out}\n`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main()
