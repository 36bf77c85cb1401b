/**
 * To whom it is shown that the family said no to a service, or took one back: the case's own unit, and whoever may write it down.
 * Everybody else learns of their own alone, and nothing of what others were asked about or lost. Changes nothing.
 */
import type { Case, Entry } from '../../core/case.ts'
import { type Consent, stateOf, yesTo } from '../../core/consent.ts'
import type { Recipient } from '../../core/ids.ts'
import { permissions, rolesIn } from '../../core/permission.ts'
import { postIn } from '../../core/post.ts'
import { isOfHome } from '../../core/reading.ts'
import { names, recipientOf } from '../../core/recipient.ts'
import type { Viewer } from './viewer.ts'

export function seesNoes({ actor, today }: Viewer, state: Case): boolean {
  const roles = rolesIn(state, actor, today)
  return isOfHome(state, actor, today) || roles.some((role) => permissions['consent.refuse'].includes(role))
}

/** Those of them whose no, or whose being asked, the viewer may know of. */
export function noesSeen<R extends Recipient>(viewer: Viewer, state: Case, list: R[]): R[] {
  if (seesNoes(viewer, state)) return list
  const own = ownOf(viewer, state)
  return own === null ? [] : list.filter((one) => names([one], own))
}

/** A consent as the viewer may know of it: null where it says nothing of them, nor lets anybody in. */
export function consentSeen(viewer: Viewer, state: Case, consent: Consent): Consent | null {
  if (seesNoes(viewer, state)) return consent
  const mine = (list: Recipient[]) => noesSeen(viewer, state, list)
  const isMine = mine(consent.services).length > 0
  if (!isMine && stateOf(consent, viewer.today) !== 'given') return null
  const services = consent.services.filter((one) => mine([one]).length > 0 || yesTo(state, one).length > 0)
  if (services.length === 0) return null
  return {
    ...consent,
    services,
    withdrawnServices: mine(consent.withdrawnServices),
    takenBack: consent.takenBack.filter(({ service }) => service === null || mine([service]).length > 0),
    noes: consent.noes.flatMap((no) => {
      const said = mine(no.services)
      return said.length > 0 ? [{ ...no, services: said }] : []
    }),
    ...(consent.aside ? { aside: { ...consent.aside, services: mine(consent.aside.services) } } : {}),
  }
}

/**
 * Whether the viewer may know of what the family answered: of a no, or a yes taken back, where it was to them too; of one to more
 * than a service, where they are shown a consent that it changed.
 */
export function seesAnswer(viewer: Viewer, state: Case, { at, event }: Pick<Entry, 'at' | 'event'>): boolean {
  const isNo = event.type === 'consent.withdrawn' || event.type === 'consent.refused'
  if (!(isNo || event.type === 'consent.set-aside') || seesNoes(viewer, state)) return true
  if (event.type === 'consent.set-aside') {
    const answered = event.consents.map(({ consent }) => consent)
    return state.consents.some((one) => answered.includes(one.id) && consentSeen(viewer, state, one) !== null)
  }
  if (event.type === 'consent.withdrawn') {
    const { service, scope, topic } = event
    if (service !== null) return noesSeen(viewer, state, [service]).length > 0
    const isChanged = ({ withdrawnAt, takenBack }: Consent) =>
      scope === 'whole' ? withdrawnAt === at : takenBack.some((one) => one.service === null && one.topic === topic)
    return state.consents.some((one) => isChanged(one) && consentSeen(viewer, state, one) !== null)
  }
  const asked = state.consents.find(({ id }) => id === event.consent)?.services ?? []
  return noesSeen(viewer, state, event.services.length > 0 ? event.services : asked).length > 0
}

function ownOf({ actor, today }: Viewer, state: Case): Recipient | null {
  const post = postIn(state, actor, today)
  return post && recipientOf(post)
}
