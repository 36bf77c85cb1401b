/** The bot's own token for what it sends. Kept by the SDK until shortly before it expires. */
import { ConfigurationServiceClientCredentialFactory } from 'botbuilder'
import { AppCredentials, AuthenticationConstants } from 'botframework-connector'
import { within } from './within.ts'

export type Credentials = {
  /** The token; null where none is needed. Rejects when it can't be had. */
  token(): Promise<string | null>
  /** Teams did not accept the token: the next call fetches a new one. */
  expire(): void
}

export type Registration = { appId: string; appPassword: string; tenantId: string }

/** A single-tenant app's client secret. A login that has not answered after `timeoutMs` rejects. */
export function appCredentials(app: Registration, timeoutMs: number): Credentials {
  let source: Promise<AppCredentials> | null = null
  let expired = false
  return {
    async token() {
      source ??= login(app)
      const fresh = expired
      expired = false
      return within((await source).getToken(fresh), timeoutMs)
    },
    expire() {
      expired = true
    },
  }
}

/** For a connector on this machine, which asks for no token. */
export const noCredentials: Credentials = { token: async () => null, expire: () => undefined }

async function login({ appId, appPassword, tenantId }: Registration): Promise<AppCredentials> {
  const factory = new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppId: appId,
    MicrosoftAppPassword: appPassword,
    MicrosoftAppTenantId: tenantId,
  })
  const { ToChannelFromBotOAuthScope, ToChannelFromBotLoginUrlPrefix } = AuthenticationConstants
  const login = `${ToChannelFromBotLoginUrlPrefix}${tenantId}`
  const credentials = await factory.createCredentials(appId, ToChannelFromBotOAuthScope, login, true)
  // The factory promises less than it gives: only these can be told to fetch a fresh token.
  if (!(credentials instanceof AppCredentials)) throw new Error('credentials without a token')
  return credentials
}
