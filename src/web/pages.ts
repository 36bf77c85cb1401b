/**
 * The pages of the staff put together: those that sign in, those inside a channel's own client, and those that show and do. Where
 * nobody can sign in there are none.
 */
import type { Router } from 'express'
import type { Who } from '../app/door/index.ts'
import type { Account, Clock, Frame, Handle, SignIn, Store } from '../ports.ts'
import { offerToEnter } from './enter.ts'
import { createFiles } from './files.ts'
import { framing } from './frame.ts'
import { createOidc } from './oidc.ts'
import { room } from './room.ts'
import { createSealer } from './seal.ts'
import { createSessions } from './session.ts'
import { signingIn } from './sign-in.ts'

export type Pages = {
  handle: Handle
  who(account: Account): Promise<Who | null>
  store: Store
  clock: Clock
  keys: readonly { key: Buffer }[]
  signIns: SignIn[]
  frames: Frame[]
  /** Where a browser reaches them, without a slash at the end. */
  publicUrl: string
  report(event: string, fields?: { code?: string }): void
}

export function staffPages(given: Pages): Router[] {
  const { store, clock, keys, signIns, frames, publicUrl, report } = given
  if (signIns.length + frames.length === 0) return []
  const files = createFiles(frames)
  const sealer = createSealer(keys, clock)
  const sessions = createSessions({ store, sealer, clock, isSecure: publicUrl.startsWith('https:') })
  const offer = offerToEnter(files, signIns)
  const oidc = createOidc()
  return [
    files.router,
    signingIn({ signIns, oidc, sessions, sealer, clock, publicUrl, offer, report }),
    framing({ frames, files, sessions, report }),
    room({ ...given, sessions, files }),
  ]
}
