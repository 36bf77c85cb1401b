/** What there is to say of Teams before it is loaded. Imports of its code stand inside the functions that need it. */
import type { DeclaredChannel } from '../declared-channel.ts'
import { title } from './name.ts'
import { teamsColumns } from './people-columns.ts'
import { credentials, needed, plain, readTeams, remarks, secret, type TeamsSettings } from './settings.ts'

export const teams: DeclaredChannel<TeamsSettings> = {
  title,
  accounts: teamsColumns,
  settings: { plain, secret, needed, credentials },
  read: readTeams,
  remarks,
  async open(settings, around) {
    const { createTeams } = await import('./index.ts')
    return createTeams(settings, around)
  },
  async checkManifest(settings) {
    const { checkManifest } = await import('./check-manifest.ts')
    return checkManifest(settings)
  },
}
