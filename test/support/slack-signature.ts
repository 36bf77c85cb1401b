/** Signs a request as Slack signs what it posts: https://docs.slack.dev/authentication/verifying-requests-from-slack */
import { createHmac } from 'node:crypto'

/** The headers of a body posted at `nowSeconds`. JSON unless the body is that of a form. */
export function signed(
  body: string,
  secret: string,
  nowSeconds = Math.floor(Date.now() / 1000),
): Record<'content-type' | 'x-slack-request-timestamp' | 'x-slack-signature', string> {
  const signature = createHmac('sha256', secret).update(`v0:${nowSeconds}:${body}`).digest('hex')
  return {
    'content-type': body.startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': String(nowSeconds),
    'x-slack-signature': `v0=${signature}`,
  }
}
