/** Whether the manifest of Teams is whole, and can be filled with what the settings say. */
import { z } from 'zod'
import { attempt, restore } from '../../manifest/read.ts'
import { filledManifest, idProblems } from '../../manifest/teams-app.ts'
import { type Finding, ok, wrong } from '../finding.ts'
import { resourceOf, type TeamsSettings, type TeamsSignIn } from './settings.ts'

const file = 'manifest/teams/manifest.json'
/** Stands where the municipality's own address will. */
const anyAddress = 'https://stafett.example'

const schema = z.looseObject({
  id: z.string(),
  bots: z.tuple([z.looseObject({ botId: z.string() })]),
  validDomains: z.array(z.string()),
  webApplicationInfo: z.looseObject({ id: z.string(), resource: z.string() }).optional(),
  staticTabs: z.tuple([z.looseObject({ contentUrl: z.string() })]).optional(),
})

export async function checkManifest(settings: TeamsSettings): Promise<Finding[]> {
  const appId = settings.access === 'signed' ? settings.appId : null
  const wrongId = appId === null ? [] : idProblems('STAFETT_TEAMS_APP_ID', appId)
  if (wrongId.length > 0) return wrongId.map((text) => wrong(`${text}: Teams takes no app without it`))
  const id = appId ?? '00000000-0000-4000-8000-000000000000'
  const { signIn } = settings
  const address = signIn?.address ?? null
  if (address !== null && !address.startsWith('https:'))
    return [wrong('STAFETT_PUBLIC_URL must begin with https:// for a tab in Teams: give the address it is reached at')]
  const read = attempt(file, () =>
    schema.parse(JSON.parse(filledManifest({ appId: id, website: anyAddress, privacy: anyAddress, address }))),
  )
  if ('problem' in read) return [wrong(read.problem)]
  const { id: own, bots } = read.value
  const isBots = own === id && bots[0].botId === id
  if (!isBots) return [wrong(`${file}: names another bot: ${restore}`)]
  if (!signIn) return [ok(`${file}: whole`)]
  if (!hasPage(read.value, signIn)) return [wrong(`${file}: has not the tab that people sign in to: ${restore}`)]
  return [ok(`${file}: whole, as made by npm run manifest -- --app-id ${id} --website <address> --address ${address}`)]
}

function hasPage(
  { staticTabs, webApplicationInfo, validDomains }: z.infer<typeof schema>,
  signIn: TeamsSignIn,
): boolean {
  const { href, host } = new URL(signIn.address)
  return (
    staticTabs?.[0].contentUrl === `${href.replace(/\/+$/, '')}/rom/fane` &&
    validDomains.includes(host) &&
    webApplicationInfo?.id === signIn.appId &&
    webApplicationInfo.resource === resourceOf(signIn)
  )
}
