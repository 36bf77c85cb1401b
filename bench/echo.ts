/**
 * A bot that does nothing but answer, made with a channel's own SDK as its documentation shows it: what a press costs before anybody
 * has done anything. It checks who asks, as the bot does. A process of its own: `node bench/echo.ts teams <URL of the keys>` or `… slack`.
 */
import { App, LogLevel } from '@slack/bolt'
import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder'
import express from 'express'
import { secret } from './slack.ts'
import { appId, tenant, tokenIssuer } from './teams.ts'

/** In the words of the bot's own log. */
function tell(address: unknown): void {
  const port = typeof address === 'object' && address !== null && 'port' in address ? address.port : 0
  process.stderr.write(`${JSON.stringify({ level: 'info', event: 'bot.started', port })}\n`)
}

function startTeams(metadataUrl: string): void {
  const factory = new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppId: appId,
    MicrosoftAppPassword: 'bench',
    MicrosoftAppTenantId: tenant,
  })
  const trusted = {
    MicrosoftAppId: appId,
    ToBotFromChannelTokenIssuer: tokenIssuer,
    ToBotFromChannelOpenIdMetadataUrl: metadataUrl,
  }
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(trusted, factory))
  const app = express()
  app.use(express.json())
  app.post('/api/messages', (request, response) =>
    adapter.process(request, response, async (context) => {
      const said = { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Registrert' }
      await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body: said } })
    }),
  )
  const server = app.listen(0, '127.0.0.1', () => tell(server.address()))
}

async function startSlack(): Promise<void> {
  const app = new App({
    signingSecret: secret,
    logLevel: LogLevel.ERROR,
    authorize: async () => ({ botToken: 'xoxb-bench', botId: 'B0BENCH', botUserId: 'U0BOT' }),
  })
  app.action(/.*/, async ({ ack }) => ack())
  const server = await app.start({ port: 0, host: '127.0.0.1' })
  tell(server.address())
}

const [, , channel, metadataUrl = ''] = process.argv
if (channel === 'teams') startTeams(metadataUrl)
else await startSlack()
