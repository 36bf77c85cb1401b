/** The bot's own token for what it sends. Kept until shortly before it expires, by Microsoft's own library. */

export type Credentials = {
  /** The token; null where none is needed. Rejects when it can't be had. */
  token(): Promise<string | null>
  /** Teams did not accept the token: the next call fetches a new one. */
  expire(): void
}

/** A single-tenant app's client secret. Microsoft's library is loaded with the first token, not at start. */
export function appCredentials(app: { appId: string; appPassword: string; tenantId: string }): Credentials {
  let source: Promise<{ getToken(fresh: boolean): Promise<string> }> | null = null
  let expired = false
  return {
    async token() {
      source ??= load(app)
      const fresh = expired
      expired = false
      return within((await source).getToken(fresh))
    },
    expire() {
      expired = true
    },
  }
}

/** For a connector on this machine, which asks for no token. */
export const noCredentials: Credentials = { token: async () => null, expire: () => undefined }

const scope = 'https://api.botframework.com'
const tokenTimeoutMs = 10_000

async function load({ appId, appPassword, tenantId }: { appId: string; appPassword: string; tenantId: string }) {
  const { MsalAppCredentials } = await import('botframework-connector/lib/auth/msalAppCredentials.js')
  return new MsalAppCredentials(appId, appPassword, `https://login.microsoftonline.com/${tenantId}`, scope)
}

/** The library has no time-out of its own, and a login that hangs would hold back everything that waits to be sent. */
async function within<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no token in time')), tokenTimeoutMs)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
