/** Whether the manifest of Teams is whole, and can be filled with what the settings say. */
import { z } from 'zod'
import { attempt, restore } from '../../manifest/read.ts'
import { filledManifest, idProblems } from '../../manifest/teams-app.ts'
import { type Finding, ok, wrong } from '../finding.ts'
import type { TeamsSettings } from './settings.ts'

const file = 'manifest/teams/manifest.json'
/** Stands where the municipality's own address will. */
const anyAddress = 'https://stafett.example'

const schema = z.looseObject({ id: z.string(), bots: z.tuple([z.looseObject({ botId: z.string() })]) })

export async function checkManifest(settings: TeamsSettings): Promise<Finding[]> {
  const appId = settings.access === 'signed' ? settings.appId : null
  const wrongId = appId === null ? [] : idProblems('STAFETT_TEAMS_APP_ID', appId)
  if (wrongId.length > 0) return wrongId.map((text) => wrong(`${text}: Teams takes no app without it`))
  const id = appId ?? '00000000-0000-4000-8000-000000000000'
  const read = attempt(file, () =>
    schema.parse(JSON.parse(filledManifest({ appId: id, website: anyAddress, privacy: anyAddress }))),
  )
  if ('problem' in read) return [wrong(read.problem)]
  const { id: own, bots } = read.value
  const isBots = own === id && bots[0].botId === id
  return [isBots ? ok(`${file}: whole`) : wrong(`${file}: names another bot: ${restore}`)]
}
