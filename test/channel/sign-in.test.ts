/** Whose account somebody signs in with in a browser: as the channel's own requests name it, and of nobody else's tenant. */
import { describe, expect, it } from 'vitest'
import { ChannelError, type IdClaims } from '../../src/ports.ts'
import type { Installation } from '../../src/slack/address.ts'
import { createSignIn as bySlack } from '../../src/slack/sign-in.ts'
import { createSignIn as byEntra } from '../../src/teams/sign-in.ts'

describe('by Entra', () => {
  const tenantId = '6f0a3c1e-0000-4000-8000-00000000f10d'
  const oid = '6f0a3c1e-0000-4000-8000-0000000000a1'
  const issuer = `https://login.microsoftonline.com/${tenantId}/v2.0`
  const signIn = byEntra({
    ...{ appId: 'app', appPassword: 'very-secret', tenantId, issuer },
    address: 'https://stafett.example',
  })

  it('somebody is known by their object id and the tenant', async () => {
    const claims = { oid, tid: tenantId, sub: 'pairwise', name: 'Kari' }
    const account = { channel: 'teams', tenant: tenantId, user: oid }
    expect(await signIn.accountOf(claims)).toEqual({ kind: 'account', account })
    expect(await signIn.accountOf({ oid: oid.toUpperCase(), tid: tenantId.toUpperCase() })).toMatchObject({ account })
  })

  it.each<[string, IdClaims]>([
    ['another tenant', { oid, tid: '6f0a3c1e-0000-4000-8000-00000000a44e' }],
    ['no tenant', { oid }],
    ['no object id', { tid: tenantId, sub: oid }],
    ['an object id that is none', { oid: 'kari@fjordvik.example', tid: tenantId }],
  ])('nobody is with %s', async (_, claims) => {
    expect(await signIn.accountOf(claims)).toEqual({ kind: 'refused' })
  })

  it('they are asked for no more than who they are', () => {
    const { accountOf: _, ...rest } = signIn
    expect(rest).toEqual({
      ...{ name: 'teams', title: 'Microsoft', issuer, clientId: 'app', clientSecret: 'very-secret' },
      ...{ scope: 'openid profile', userInfo: false },
    })
  })
})

describe('by Slack', () => {
  const asked = { clientId: '1.2', clientSecret: 'very-secret', issuer: 'https://slack.com' }
  const of = (claims: IdClaims, ...installed: Installation[]) => bySlack(asked, async () => installed).accountOf(claims)
  const person = (team: string, enterprise?: string) => ({
    ...{ sub: 'U1', 'https://slack.com/user_id': 'U1', 'https://slack.com/team_id': team, name: 'kari' },
    ...(enterprise === undefined ? {} : { 'https://slack.com/enterprise_id': enterprise }),
  })
  const account = (tenant: string) => ({ kind: 'account', account: { channel: 'slack', tenant, user: 'U1' } })
  const skolen = { team: 'T1', enterprise: null }
  const inGrid = { team: 'T1', enterprise: 'E1' }
  const wholeGrid = { team: null, enterprise: 'E1' }

  it('somebody is known by their workspace, and in a Grid by the organisation', async () => {
    expect(await of(person('T1'), skolen)).toEqual(account('T1'))
    expect(await of(person('T1', 'E1'), inGrid)).toEqual(account('E1'))
    expect(await of(person('T2', 'E1'), wholeGrid)).toEqual(account('E1'))
    expect(await of(person('E1'), wholeGrid)).toEqual(account('E1'))
  })

  it('of a workspace in a Grid they are the organisation’s, where Slack says it of the workspace alone', async () => {
    expect(await of(person('T1'), inGrid)).toEqual(account('E1'))
  })

  it.each<[string, IdClaims, Installation[]]>([
    ['another workspace', person('T2'), [skolen]],
    ['another workspace of the Grid', person('T2', 'E1'), [inGrid]],
    ['another organisation', person('T2', 'E2'), [wholeGrid]],
    ['a workspace without an organisation', person('T2'), [wholeGrid]],
    ['an installation that is nobody’s', person('T2'), [{ team: null, enterprise: null }]],
    ['no installation', person('T1'), []],
    ['no user', { ...person('T1'), 'https://slack.com/user_id': undefined }, [skolen]],
    ['no workspace', { ...person('T1'), 'https://slack.com/team_id': undefined }, [skolen]],
  ])('nobody is of %s', async (_, claims, installed) => {
    expect(await of(claims, ...installed)).toEqual({ kind: 'refused' })
  })

  it('nobody can say where Slack can’t be asked whose the bot is', async () => {
    const down = bySlack(asked, () => Promise.reject(new ChannelError('unreachable')))
    expect(await down.accountOf(person('T1'))).toEqual({ kind: 'unreachable' })
  })
})
