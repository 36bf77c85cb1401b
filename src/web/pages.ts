/**
 * The pages put together: those that sign in, those inside a channel's own client, and those that show and do. Where nobody can sign in
 * there are none.
 */
import { randomUUID } from 'node:crypto'
import type { Request as Asking, Response, Router } from 'express'
import type { Tongue } from '../../cards/card.ts'
import type { Who } from '../app/door/index.ts'
import type { Account, Answer, Clock, Frame, Handle, Preview, Request, SignIn, Store } from '../ports.ts'
import { coordinatorsOnly } from './coordinators.ts'
import { offerToEnter } from './enter.ts'
import { createFiles } from './files.ts'
import { framing } from './frame.ts'
import { createFamilySignIn, type FamilyClient, familyWay } from './idporten.ts'
import { chosenIn, keepChosen } from './language.ts'
import { createOidc } from './oidc.ts'
import { previewPages } from './preview.ts'
import { byReference, fromWindow, room, whole } from './room.ts'
import { createSealer } from './seal.ts'
import { createSessions } from './session.ts'
import { signingIn, wayOf } from './sign-in.ts'

export type Pages = {
  store: Store
  clock: Clock
  keys: readonly { key: Buffer }[]
  staff: {
    handle: Handle
    who(account: Account): Promise<Who | null>
    signIns: SignIn[]
    frames: Frame[]
    /** How the channels show cards: asked for when somebody wants to see it. */
    previews(): Promise<Preview[]>
  }
  /** Null where families have no page. */
  family: {
    handle(request: Request, lang: Tongue): Promise<Answer>
    who(account: Account, lang: Tongue): Promise<Who | null>
    client: FamilyClient
  } | null
  /** Where a browser reaches them, without a slash at the end. */
  publicUrl: string
  report(event: string, fields?: { code?: string }): void
}

/** `leadsToCases`: whether a link to a case leads to the page. */
export function pages(given: Pages): { routers: Router[]; leadsToCases: boolean } {
  const { store, clock, keys, staff, family, publicUrl, report } = given
  const isForStaff = staff.signIns.length + staff.frames.length > 0
  if (!isForStaff && !family) return { routers: [], leadsToCases: false }
  const files = createFiles(staff.frames)
  const sealer = createSealer(keys, clock)
  const isSecure = publicUrl.startsWith('https:')
  const sessions = createSessions({ store, sealer, clock, isSecure })
  const ground = { isSecure, files, sessions, sealer, clock, publicUrl, report, oidc: createOidc() }
  const parts = [...(isForStaff ? ofStaff(ground, staff) : []), ...(family ? ofFamily(ground, family) : [])]
  return { routers: [files.router, ...parts], leadsToCases: isForStaff }
}

type Ground = Pick<Pages, 'clock' | 'publicUrl' | 'report'> & {
  /** Whether browsers reach us over https. */
  isSecure: boolean
  files: ReturnType<typeof createFiles>
  sessions: ReturnType<typeof createSessions>
  sealer: ReturnType<typeof createSealer>
  oidc: ReturnType<typeof createOidc>
}

function ofStaff(ground: Ground, { handle, who, signIns, frames, previews }: Pages['staff']): Router[] {
  const { files, sessions, oidc, report, isSecure } = ground
  const [root, ways] = ['/rom' as const, signIns.map((signIn) => wayOf(signIn, oidc))]
  const offer = offerToEnter(files, root, ways, isSecure)
  // Framed by a client's own page first: a browser that is asked by one sends no other cookie.
  const staff = {
    root,
    wheres: ['frame', 'browser'] as const,
    first: 'show.mine',
    handle,
    who,
    sessions,
    frames,
    files,
    report,
  }
  const parts = [
    signingIn({ ...ground, root, where: 'browser', besides: ['frame'], ways, who, offer }),
    framing({ frames, files, sessions, report }),
    room(staff),
    byReference(staff),
    previewPages({ files, previews, ...coordinatorsOnly(staff) }),
  ]
  return [whole(staff, parts)]
}

function ofFamily(ground: Ground, { handle, who, client }: NonNullable<Pages['family']>): Router[] {
  const { files, sessions, oidc, report, isSecure } = ground
  const [root, ways] = ['/familie' as const, [familyWay(createFamilySignIn(client, oidc), client.issuer)]]
  const family = {
    root,
    wheres: ['family'] as const,
    first: 'family.home',
    handle,
    who,
    sessions,
    frames: [],
    files,
    report,
  }
  const offer = offerToEnter(files, root, ways, isSecure)
  /** What was chosen before anybody was known is theirs who have signed in, unless they have chosen themselves: anybody makes a link. */
  const entered = async (request: Asking, response: Response, account: Account) => {
    const lang = chosenIn(request)
    if (lang === null) return
    const choice = { kind: 'press', action: 'set.lang', data: { lang }, fields: {} } as const
    if ((await who(account, lang))?.lang === lang)
      await handle({ ...fromWindow, delivery: randomUUID(), account, ...choice }, lang)
    keepChosen(response, null, isSecure)
  }
  const enters = { ...ground, root, where: 'family', besides: [], ways, who, offer, entered } as const
  return [whole(family, [signingIn(enters), room(family)])]
}
