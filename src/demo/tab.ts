/**
 * The demonstration's stand-in for the client in which the page is a tab: it frames the page on this machine and speaks to it as
 * Teams does, and hands out a token for whoever is chosen. Nothing of it exists outside the demonstration.
 */
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import express, { type Router } from 'express'
import { type CryptoKey, generateKeyPair, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import type { Frame, Proof } from '../ports.ts'
import { html } from '../slack/block-html.ts'
import { people, tenantId } from './seats.ts'

export type DemoTab = { frame: Frame; router: Router }

const query = z.object({
  as: z.string().optional(),
  til: z.string().max(2000).default('/rom'),
  theme: z.enum(['default', 'dark', 'contrast']).default('default'),
})
const themes = { default: 'Light', dark: 'Dark', contrast: 'High contrast' }

/** `GET /demo/tab` is the client, with the page in it. */
export async function createTab(): Promise<DemoTab> {
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const page = readFileSync(new URL('tab.html', import.meta.url), 'utf8')
  const router = express.Router()
  router.get('/demo/tab', (request, response) => {
    const parts = partsOf(query.parse(request.query))
    response.type('html').send(page.replace(/\{\{(\w+)\}\}/g, (_, name: string) => parts[name] ?? ''))
  })
  router.get('/demo/tab/host.js', (_request, response) => {
    const host = readFileSync(new URL('browser/host.ts', import.meta.url), 'utf8')
    response.type('js').send(stripTypeScriptTypes(host))
  })
  router.post('/demo/tab/token', express.json({ limit: '1kb' }), async (request, response) => {
    const person = Object.values(people).find(({ name }) => name === request.body?.as)
    if (!person) return void response.status(400).end()
    const token = new SignJWT({ oid: person.aadObjectId }).setProtectedHeader({ alg: 'ES256' })
    response.json({ token: await token.setExpirationTime('5m').sign(privateKey) })
  })
  return { frame: { ...known, verify: (token) => verify(token, publicKey) }, router }
}

const known: Omit<Frame, 'verify'> = {
  name: 'teams',
  title: 'Teams',
  ancestors: ["'self'"],
  linkTo: (path) => `/demo/tab?til=${encodeURIComponent(path)}`,
  script: new URL('../teams/browser/tab.ts', import.meta.url),
  library: new URL(import.meta.resolve('@microsoft/teams-js')),
}

async function verify(token: string, key: CryptoKey): Promise<Proof> {
  const read = await jwtVerify(token, key, { algorithms: ['ES256'] }).catch(() => null)
  const oid = read?.payload.oid
  return typeof oid === 'string'
    ? { kind: 'account', account: { channel: 'teams', tenant: tenantId, user: oid } }
    : { kind: 'refused' }
}

function partsOf({ as, til, theme }: z.infer<typeof query>): Record<string, string> {
  const person = Object.values(people).find(({ name }) => name === as) ?? people.teacher
  const link = (name: string, to: string, text: string, here: boolean) =>
    `<a${here ? ' aria-current="true"' : ''} href="?as=${encodeURIComponent(name)}&amp;theme=${to}">${html(text)}</a>`
  const seats = Object.values(people).map(({ name }) => link(name, theme, name, name === person.name))
  const looks = Object.entries(themes).map(([name, text]) => link(person.name, name, text, name === theme))
  return {
    SEATS: seats.join(''),
    THEMES: looks.join(''),
    THEME: theme,
    WHO: html(person.name),
    TO: encodeURIComponent(til),
  }
}
