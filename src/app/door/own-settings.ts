/** What somebody settles for themselves, kept, or asked again with what is wrong at its field: hours, leave, who leads meanwhile. */
import type { Card } from '../../../cards/card.ts'
import type { Tx } from '../../ports.ts'
import { atWork, endLeave, endStandIn, isOnLeave, nameStandIn, settle, takeLeave } from '../act/index.ts'
import type { App } from '../app.ts'
import { leaveWithin, type Viewer } from '../see/index.ts'
import {
  leadsItself,
  readLeave,
  readSettings,
  readStandIn,
  showLeave,
  showSettings,
  showStandIn,
  stillLent,
} from '../show/index.ts'
import type { Given } from './given.ts'

type Settling = { tx: Tx; app: App; viewer: Viewer }
type Typed = Record<string, string>

export async function saveHours({ tx, app, viewer }: Settling, typed: Typed): Promise<Given> {
  const read = readSettings(viewer, typed)
  if ('errors' in read) return { kind: 'form', card: await showSettings(viewer, { typed, errors: read.errors }) }
  const after = { ...viewer, person: await settle(tx, app, viewer.person, read) }
  return { kind: 'card', card: await showSettings(after, { notice: viewer.say('settings.saved') }) }
}

export async function saveLeave({ tx, app, viewer }: Settling, typed: Typed): Promise<Given> {
  const read = readLeave(viewer, typed)
  if ('errors' in read) return { kind: 'form', card: await showLeave(viewer, { typed, errors: read.errors }) }
  await takeLeave(tx, app, viewer.person, read.days)
  const { say } = viewer
  const person = { ...viewer.person, leave: { ...read.days, looked: null } }
  const wasAway = isOnLeave(app, viewer.person)
  const isBack = wasAway && !isOnLeave(app, person)
  const lent = isBack ? await stillLent(viewer) : []
  const notice = [say(isBack ? 'leave.saved-back' : 'leave.saved'), ...lent].join(' ')
  return { kind: 'card', card: await showLeave({ ...viewer, person }, { notice }) }
}

/** Of what is over already the card says so by itself, and nothing is told as done. */
export async function endsLeave({ tx, app, viewer }: Settling): Promise<Card> {
  if (!viewer.person.leave) return showLeave(viewer)
  await endLeave(tx, app, viewer.person)
  const notice = [viewer.say('leave.ended'), ...(await stillLent(viewer))].join(' ')
  return showLeave({ ...viewer, person: atWork(viewer.person) }, { notice })
}

/** Null for whoever leads nothing: they have nobody to stand in. */
export async function saveStandIn({ tx, app, viewer }: Settling, typed: Typed): Promise<Given | null> {
  if (!leadsItself(viewer)) return null
  const read = await readStandIn(viewer, typed)
  if ('errors' in read) {
    const card = await showStandIn(viewer, { typed, errors: read.errors })
    return card && { kind: 'form', card }
  }
  const { from, until } = read.days
  await nameStandIn(tx, app, viewer.person, read.days)
  const { say } = viewer
  const days = { from: say.dayInSentence(from), until: say.dayInSentence(until) }
  const away = await leaveWithin(viewer.reader, read.days.person, read.days)
  const notice = away
    ? say('stand-in.saved-away', { name: read.name, until: say.dayInSentence(away.until) })
    : say('stand-in.saved', { name: read.name, ...days })
  const card = await showStandIn(viewer, { notice })
  return card ? { kind: 'card', card } : { kind: 'message', text: notice }
}

export async function endsStandIn({ tx, app, viewer }: Settling): Promise<Card | null> {
  if ((await viewer.reader.standIns.of(viewer.person.id)).length === 0) return showStandIn(viewer)
  await endStandIn(tx, app, viewer.person.id)
  return showStandIn(viewer, { notice: viewer.say('stand-in.ended') })
}
