/** The bot's own token for what it sends. Kept by the SDK until shortly before it expires. */
import { ConfigurationServiceClientCredentialFactory } from 'botbuilder'
import { AppCredentials, AuthenticationConstants } from 'botframework-connector'
import { within } from './within.ts'

export type Credentials = {
  /** The token; null where none is needed. Rejects when it can't be had. */
  token(): Promise<string | null>
  /** Teams did not accept the token: the next call fetches a new one. */
  expire(): void
  /** Teams accepted the token, or at least did not refuse it. */
  taken(): void
  /** By which code Entra or Teams refuses us, or null. That nobody could be asked is no refusal. */
  refusedAs(): string | null
}

export type Registration = { appId: string; appPassword: string; tenantId: string }

/** A single-tenant app's client secret. A login that has not answered after `timeoutMs` rejects. */
export function appCredentials(app: Registration, timeoutMs: number): Credentials {
  let source: Promise<AppCredentials> | null = null
  let expired = false
  let refusal: string | null = null
  return {
    async token() {
      source ??= login(app)
      const fresh = expired
      expired = false
      try {
        const token = await within((await source).getToken(fresh), timeoutMs)
        if (refusal !== byTeams) refusal = null
        return token
      } catch (error) {
        refusal = refusedByEntra(error) ?? refusal
        throw error
      }
    },
    expire() {
      expired = true
      refusal = byTeams
    },
    taken() {
      refusal = null
    },
    refusedAs: () => refusal,
  }
}

const byTeams = 'http-401'
/** https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow#error-response */
const refusals = ['invalid_client', 'invalid_grant', 'invalid_request', 'invalid_scope', 'unauthorized_client']

/** The SDK gives what Entra said as a code of OAuth, and its own for everything else, such as a network that is not there. */
function refusedByEntra(error: unknown): string | null {
  const code = error instanceof Error && 'errorCode' in error ? error.errorCode : null
  return refusals.find((one) => one === code) ?? null
}

/** For a connector on this machine, which asks for no token. */
export const noCredentials: Credentials = {
  token: async () => null,
  expire: () => undefined,
  taken: () => undefined,
  refusedAs: () => null,
}

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
