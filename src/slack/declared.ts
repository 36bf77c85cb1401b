/** What there is to say of Slack before it is loaded. Imports of its code stand inside the functions that need it. */
import type { DeclaredChannel } from '../declared-channel.ts'
import { title } from './name.ts'
import { slackColumns } from './people-columns.ts'
import { credentials, needed, plain, readSlack, remarks, type SlackSettings, secret } from './settings.ts'

export const slack: DeclaredChannel<SlackSettings> = {
  title,
  accounts: slackColumns,
  settings: { plain, secret, needed, credentials },
  read: readSlack,
  remarks,
  signsIn: ({ signIn }) => signIn !== undefined,
  async open(settings, around) {
    const { createSlack } = await import('./index.ts')
    return createSlack(settings, around)
  },
  async preview() {
    const { preview } = await import('./preview.ts')
    return preview
  },
  async checkManifest(settings, asked) {
    const { checkManifest } = await import('./check-manifest.ts')
    return checkManifest(settings, asked)
  },
}
