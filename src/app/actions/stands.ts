/** How a case stands, as short questions: by them actions say when they are offered. Judges nobody's right. */
import type { Case } from '../../core/case.ts'
import { coversOwn } from '../../core/consent.ts'
import { rolesIn } from '../../core/permission.ts'
import { recipientOf } from '../../core/recipient.ts'
import { saidNo } from '../../core/said-no.ts'
import { isSealedFor, mayUnseal } from '../../core/seal.ts'
import { isMinorOn, isStillAsked } from '../../core/signers.ts'
import { neededConsent } from '../../core/step.ts'
import { isYesToTakeBack } from '../../core/withdrawal.ts'
import type { Viewer } from '../see/index.ts'
import type { At } from './field.ts'

export function isLog({ level }: Case): boolean {
  return level > 0
}

export function isDigital({ mode }: Case): boolean {
  return mode === 'digital'
}

/** A wondering whose way on is not chosen yet. */
export function isUndecided({ level, concern }: Case): boolean {
  return level === 0 && concern.outcome === null
}

/** A wondering that is to become a log, once the family says yes. */
export function isWaiting({ level, concern }: Case): boolean {
  return level === 0 && concern.outcome === 'level'
}

/** The question that waits for an answer, of those who would be asked today. */
export function askedConsent(state: Case, viewer: Viewer) {
  return state.consents.find((one) => isStillAsked(state, one, viewer.today, viewer))
}

/** Whether somebody has said yes to a question that waits for others of the family. */
export function isYesBegun(state: Case, viewer: Viewer): boolean {
  return state.consents.some((one) => one.signed.length > 0 && isStillAsked(state, one, viewer.today, viewer))
}

/** Whether the last that the family was asked, it said no to or took back: it is not for us to press it. */
export function isAfterNo({ consents }: Pick<Case, 'consents'>): boolean {
  const last = consents.at(-1)?.status
  return last === 'refused' || last === 'withdrawn'
}

/** Whether it said no to the case's own service, whatever else it is still asked: then no log opens. */
export function isOwnRefused(state: Case): boolean {
  return saidNo(state, recipientOf(state))
}

/** Whether there is a consent that the family can take back. */
export function isGiven({ consents }: Case, { today }: Viewer): boolean {
  return consents.some((one) => isYesToTakeBack(one, today))
}

/** Whether a consent in force lets the case's own unit keep the log. */
export function isShared(state: Case, { today }: Viewer): boolean {
  return coversOwn(state, null, today)
}

/** Whether content may be written into the log. */
export function isKept(state: Case, viewer: Viewer): boolean {
  return isDigital(state) && isShared(state, viewer)
}

/** Whether the viewer may open what is sealed, and has not. */
export function isOpenable(state: Case, { actor, today }: Viewer): boolean {
  const roles = rolesIn(state, actor, today)
  return isSealedFor(state, actor, roles, today) && mayUnseal(state, actor, roles, today)
}

export function isConsentNeeded(state: Case, { policy, today }: Viewer): boolean {
  return neededConsent(state, policy, today) !== null
}

/** Whether the one who is helped is grown up, so that nothing is asked about a child. */
export function isAboutAdults({ state, viewer }: Pick<At, 'state' | 'viewer'>): boolean {
  if (state?.targetGroup === 'pregnant') return isMinorOn(state, viewer.today, viewer) !== true
  return state?.targetGroup === 'parents'
}
