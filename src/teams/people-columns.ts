/** What the file of people calls Teams accounts. Read where no bot runs, so it loads nothing of Teams. */
import type { AccountColumns } from '../ports.ts'
import { guid } from './guid.ts'
import { channelName } from './name.ts'

export const teamsColumns: AccountColumns = {
  channel: channelName,
  tenant: 'entra_tenant',
  user: 'entra_object_id',
  form: 'an id from Entra such as 00000000-0000-4000-8000-000000000001',
  isForm: (value) => guid.test(value),
  normal: (value) => value.toLowerCase(),
}
