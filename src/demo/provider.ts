/**
 * The demonstration's identity provider, in place of those by which people sign in: it asks for no password, but who somebody wants to
 * be, and says so. It stands on this machine alone, and nothing of it exists outside the demonstration.
 */
import { randomBytes } from 'node:crypto'
import express, { type Express, type Request, type Response } from 'express'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import Provider, { type Adapter, type AdapterPayload, type ClientMetadata, type Configuration } from 'oidc-provider'
import { familyBackPath } from '../ports.ts'
import { html } from '../slack/block-html.ts'
import { listen } from '../web/index.ts'

/** Somebody one can sign in as, by the id that the provider says of them. */
export type Somebody = { id: string; name: string }

/** A client of it: who it is and how it proves that, where browsers are sent back to, and who one can be there. */
export type Client = { id: string; proof: { secret: string } | { key: JWK }; redirectUri: string; people: Somebody[] }

export type DemoProvider = { issuer: string; stop(): Promise<void> }

export async function startProvider(clients: Client[], port = 0): Promise<DemoProvider> {
  const app = express()
  const { port: taken, close } = await listen(app, '127.0.0.1', port)
  const issuer = `http://127.0.0.1:${taken}`
  const provider = new Provider(issuer, await configuration(clients))
  app.disable('x-powered-by')
  choosing(app, provider, clients)
  app.use(provider.callback())
  return { issuer, stop: close }
}

async function configuration(clients: Client[]): Promise<Configuration> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const jwk = { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'demo' }
  return {
    clients: clients.map(({ id, proof, redirectUri }) => ({
      client_id: id,
      redirect_uris: [redirectUri],
      ...provedBy(proof),
    })),
    // As ID-porten says of the level at which somebody signed in.
    acrValues: [level],
    claims: { openid: ['sub'], acr: null },
    jwks: { keys: [jwk] },
    adapter: keeping(),
    cookies: { keys: [randomBytes(32).toString('hex')] },
    features: {
      devInteractions: { enabled: false },
      pushedAuthorizationRequests: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource: asksWhetherOut, postLogoutSuccessSource: saysOut(clients) },
    },
    interactions: { url: (_context, { uid }) => `/hvem/${uid}` },
    findAccount: (_context, accountId) => ({ accountId, claims: async () => ({ sub: accountId }) }),
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 3600, Session: 60 },
    // Nobody is asked whether they let us know who they are: they have just said so.
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId: oidc.client?.clientId, accountId: oidc.session?.accountId })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
  }
}

type Shown = { body: unknown; type: string }

/** As ID-porten ends its own session; `form` is the provider's own, which says who presses it. */
function asksWhetherOut(shown: Shown, form: string): void {
  const button = '<button autofocus type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button>'
  const what = 'This page stands in for ID-porten, where you are signed in still. It belongs to the demonstration.'
  Object.assign(shown, { type: 'html', body: pageOf('Sign out', `<p>${what}</p>${form}<p>${button}</p>`) })
}

/** With a way back to where somebody signs in anew: a demonstration is gone through by several in one browser. */
function saysOut(clients: Client[]): (shown: Shown) => void {
  const back = clients.map(({ redirectUri }) => redirectUri).find((to) => to.endsWith(familyBackPath))
  const way = back
    ? `<p><a href="${html(back.replace(familyBackPath, '/familie'))}">Back to the family's page</a></p>`
    : ''
  const what = 'This page stands in for ID-porten, which sends nobody back. It belongs to the demonstration.'
  const body = pageOf('You are signed out', `<p>${what}</p>${way}`)
  return (shown) => void Object.assign(shown, { type: 'html', body })
}

const level = 'idporten-loa-high'

function provedBy(proof: Client['proof']): Partial<ClientMetadata> {
  if ('secret' in proof) return { client_secret: proof.secret, token_endpoint_auth_method: 'client_secret_post' }
  return { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [proof.key] } }
}

/** What it remembers, for as long as it runs. */
function keeping(): (name: string) => Adapter {
  const all = new Map<string, AdapterPayload>()
  const found = (is: (payload: AdapterPayload) => boolean) => [...all.values()].find(is)
  return (name) => ({
    upsert: async (id, payload) => void all.set(`${name} ${id}`, payload),
    find: async (id) => all.get(`${name} ${id}`),
    findByUid: async (uid) => found((one) => one.uid === uid),
    findByUserCode: async (code) => found((one) => one.userCode === code),
    consume: async (id) =>
      void Object.assign(all.get(`${name} ${id}`) ?? {}, { consumed: Math.floor(Date.now() / 1000) }),
    destroy: async (id) => void all.delete(`${name} ${id}`),
    revokeByGrantId: async (grantId) => {
      for (const [key, one] of all) if (one.grantId === grantId) all.delete(key)
    },
  })
}

/** The page on which somebody says who they are. */
function choosing(app: Express, provider: Provider, clients: Client[]): void {
  app.get('/hvem/:uid', async (request: Request, response: Response) => {
    const { params, uid } = await provider.interactionDetails(request, response)
    const people = clients.find(({ id }) => id === params.client_id)?.people ?? []
    const buttons = people.map(({ id, name }) => {
      return `<p><button name="who" value="${html(id)}">${html(name)}</button></p>`
    })
    const what = `<p>This page stands in for the real sign-in (Microsoft Entra ID, Slack, ID-porten). It belongs to the demonstration, asks for no password, and lets you be anybody.</p>
<form method="post" action="/hvem/${html(uid)}">${buttons.join('')}</form>`
    response.type('html').send(pageOf('Who are you?', what))
  })
  app.post('/hvem/:uid', express.urlencoded({ extended: false }), async (request: Request, response: Response) => {
    const accountId = String(request.body?.who ?? '')
    const result = accountId === '' ? { error: 'access_denied' } : { login: { accountId, remember: false, acr: level } }
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
  })
}

function pageOf(title: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} – demonstration</title>
<style>body{font:1.125rem/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem}button{font:inherit;padding:.5rem 1rem;width:100%;text-align:left}</style>
<main><h1>${title}</h1>
${body}</main></html>`
}
