/** What the file of people calls Slack accounts. Read where no bot runs, so it loads nothing of Slack. */
import type { AccountColumns } from '../ports.ts'
import { channelName } from './name.ts'

export const slackColumns: AccountColumns = {
  channel: channelName,
  tenant: 'slack_team',
  user: 'slack_user',
  form: 'an id from Slack such as T0123456 or U0123456',
  isForm: (value) => /^[A-Z][A-Z0-9]{2,}$/.test(value),
  normal: (value) => value,
}
