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
  signsIn: ({ signIn }) => signIn !== undefined,
  async open(settings, around) {
    const { createTeams } = await import('./index.ts')
    const opened = createTeams(settings, around)
    if (!settings.signIn) return opened
    const [{ createSignIn }, { createFrame }] = await Promise.all([import('./sign-in.ts'), import('./frame.ts')])
    return { ...opened, signIn: createSignIn(settings.signIn), frame: createFrame(settings.signIn) }
  },
  async preview() {
    const { preview } = await import('./preview.ts')
    return preview
  },
  async checkManifest(settings) {
    const { checkManifest } = await import('./check-manifest.ts')
    return checkManifest(settings)
  },
}
