/**
 * `npm run manifest`: fills in the municipality's own ids and addresses, and packs the app for Teams' admin center or writes
 * the manifest for Slack. Writes nothing but the file it is told to.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { strToU8, zipSync } from 'fflate'
import { print } from '../src/terminal.ts'
import { slackManifest, slackProblems } from './slack-app.ts'
import { filledManifest, idProblems, localizedManifest, type Packing } from './teams-app.ts'

/** The files of the app's zip by name. The manifest's placeholders are filled; throws when one is left. */
export function packedFiles(packing: Packing): Record<string, Uint8Array> {
  const files = pictures.map((name) => [name, readFileSync(new URL(`teams/${name}`, import.meta.url))] as const)
  const words = languages.map((name) => [name, strToU8(localizedManifest(name, packing))] as const)
  return { ...Object.fromEntries([...files, ...words]), 'manifest.json': strToU8(filledManifest(packing)) }
}

const pictures = ['color.png', 'outline.png']
const languages = ['nn.json', 'en.json']

const usage = `Packs the app for Teams, or writes the app manifest for Slack.

  npm run manifest -- --app-id <id> --website <https address> [--privacy <https address>] [--address <https address>] [--out <file>]
  npm run manifest -- --slack --address <https address> [--socket] [--email] [--sign-in] [--out <file>]

  --app-id    the bot's app id in Entra: STAFETT_TEAMS_APP_ID
  --website   the municipality's page about Stafett
  --privacy   its privacy statement (default: the website)
  --address   where the bot is reached from outside, STAFETT_PUBLIC_URL: with it the app has a tab, in which people sign in
              to the page (STAFETT_TEAMS_SIGN_IN)

  --slack     the manifest for Slack
  --address   where Slack reaches the bot, and where links to cases begin
  --socket    for Socket Mode: the bot reaches Slack, so that --address can be left out
  --email     people may be known by their mail address (identity.emailFrom in the model): asks to read it
  --sign-in   people sign in to the page with Slack (STAFETT_SLACK_SIGN_IN); needs --address

  --out       where to write (default: stafett-teams.zip; Slack's manifest is printed)
`

/** What is wrong with the arguments; empty when they can be used. */
function problems(appId: string, addresses: string[]): string[] {
  return [
    ...idProblems('--app-id', appId),
    ...addresses
      .filter((address) => !URL.canParse(address) || new URL(address).protocol !== 'https:')
      .map((address) => `"${address}" must be an address that begins with https://`),
  ]
}

const text = { type: 'string' } as const
const flag = { type: 'boolean', default: false } as const
const options = {
  'app-id': text,
  website: text,
  privacy: text,
  out: text,
  slack: flag,
  address: text,
  socket: flag,
  email: flag,
  'sign-in': flag,
}
type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']

function packTeams({
  'app-id': appId = '',
  website = '',
  privacy = website,
  address,
  out = 'stafett-teams.zip',
}: Values) {
  const wrong = problems(appId, [...new Set([website, privacy, ...(address === undefined ? [] : [address])])])
  if (wrong.length > 0) return wrong
  writeFileSync(out, zipSync(packedFiles({ appId, website, privacy, address: address ?? null })))
  print(out)
  return []
}

function writeSlack({ address, socket, email, 'sign-in': signIn, out }: Values) {
  const filling = { address: address ?? null, socket, email, signIn }
  const wrong = slackProblems(filling)
  if (wrong.length > 0) return wrong
  const manifest = JSON.stringify(slackManifest(filling), null, 2)
  if (out !== undefined) writeFileSync(out, `${manifest}\n`)
  print(out ?? manifest)
  return []
}

const notKnown = 'These arguments are not known.'

function readOptions(): Values | null {
  try {
    return parseArgs({ options }).values
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

function main(): void {
  const values = readOptions()
  const wrong = values === null ? [notKnown] : values.slack ? writeSlack(values) : packTeams(values)
  if (wrong.length === 0) return
  process.stderr.write(`${wrong.join('\n')}\n\n${usage}`)
  process.exitCode = 1
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main()
