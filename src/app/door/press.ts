/** What a press does: a command is carried out once and answered with what it led to. */

import { createHash } from 'node:crypto'
import type { Case, Command } from '../../core/case.ts'
import { goesOnClosed } from '../../core/decide.ts'
import type { CaseId, Instant } from '../../core/ids.ts'
import type { RefusalCode } from '../../core/refusal.ts'
import { tellsOfReport } from '../../core/report.ts'
import type { Mark, Tx } from '../../ports.ts'
import { execute, foldSubmitted } from '../act/index.ts'
import { type Action, begunFolded, isFormName, isThere, may, owedIn, readAction, whyOver } from '../actions/index.ts'
import { type App, municipalityOf } from '../app.ts'
import { knownRoles, lookingAt, type Viewer } from '../see/index.ts'
import { answerApart, answerDone } from './done.ts'
import { askingWhy } from './ended.ts'
import { giveFamilyCode } from './family-invite.ts'
import type { Given } from './given.ts'
import { isCaseId, type Press } from './pressed.ts'
import { answerFaults, answerNotPermitted, answerNotThere, answerRefusal } from './refuse.ts'
import { sharedPlace } from './shared-place.ts'
import { surroundingsOf } from './surroundings.ts'

/**
 * Carries out a command. Delivered twice, or submitted twice under another id, it has one effect: what succeeded is
 * remembered by its delivery and by the `once` of its form. What is answered then is shown only to whoever may know of the
 * case still.
 */
export async function give(tx: Tx, app: App, viewer: Viewer, request: Press, action: Action): Promise<Given> {
  const raw = { ...request.fields, ...request.data }
  // A wondering begins a case: one that is named with it is none of its own.
  const named = action !== 'concern.register' && isCaseId(raw.case) ? await tx.cases.get(raw.case) : null
  const stored = named?.case ?? null
  const mark = onceMark(viewer, request, action, raw.case)
  const isGiven = await wasGiven(tx, request, mark, viewer.now)
  const isAllowed = stored ? may(stored, viewer, action) : !raw.case
  const isKnown = isAllowed || (stored !== null && knownRoles(viewer, stored).length > 0)
  if (isGiven && !isKnown) return answerApart(viewer, request, viewer.say('message.repeated'))
  // Before anything is read: what is wrong with a field would be told on a form full of the case.
  // And a case there is not is answered as one that is nobody's to know of.
  if (!isGiven && !isAllowed) return answerNotPermitted(viewer, request, action, stored)
  if (isGiven || (await wasUsed(tx, request, viewer.now))) return answerDone(viewer, request, action, stored, null)
  if (stored && !isThere(stored, viewer, action, raw)) return answerNotThere(viewer, request, action, stored)
  const sent = { ...(await unseen(viewer, request, action, stored)), ...raw }
  const read = await readSent(app, viewer, { request, action, sent }, stored)
  if ('faults' in read) {
    // Nothing need be filled in any more where that is all over.
    const over = stored && whyLate(stored, action, sent)
    return over
      ? answerRefusal(viewer, request, { code: over }, stored)
      : answerFaults(viewer, request, read.faults, stored)
  }
  const command = await numbered(tx, app, read.command)
  const of = command.type === 'concern.register' ? command.case : stored?.id
  if (!of) return answerNoCase(viewer, request, raw.case)
  return carryOut(tx, app, viewer, { request, action, mark, wish: { case: of, command, words: read.words } })
}

type Sent = { request: Press; action: Action; sent: Record<string, string> }

/** Where something is wrong, all that the form lacks is; what else it lacks the core says in its own words. */
async function readSent(app: App, viewer: Viewer, { request: { data }, action, sent }: Sent, state: Case | null) {
  const read = readAction(action, sent, await surroundingsOf(app, viewer, action, { data, raw: sent }, state))
  if (!('faults' in read) || !isFormName(action)) return read
  return { faults: { ...owedIn(action, { viewer, state, data }, sent), ...read.faults } }
}

/** What was folded in the form, and sent as it began. */
async function unseen(viewer: Viewer, { data }: Press, action: Action, state: Case | null) {
  return data.fold === 'shut' && isFormName(action) ? begunFolded(action, { viewer, state, data }) : {}
}

function whyLate(state: Case, action: Action, data: Record<string, string>): RefusalCode | null {
  return state.status === 'closed' && !goesOnClosed(action) ? 'case-closed' : whyOver(state, action, data)
}

type Giving = { request: Press; action: Action; mark: Mark | null; wish: Parameters<typeof execute>[3] }

async function carryOut(tx: Tx, app: App, viewer: Viewer, { request, action, mark, wish }: Giving): Promise<Given> {
  const { actor, person, now } = viewer
  const of = wish.case
  const outcome = await execute(tx, app, actor, wish, request.delivery)
  if ('refusal' in outcome) {
    if (outcome.refusal.code === 'consent-missing')
      await tx.access.log({ at: now, person: person.id, case: of, what: action, verdict: 'refused', roles: [] })
    app.log.info('command.refused', { command: action, refusal: outcome.refusal.code })
    return answerRefusal(viewer, request, outcome.refusal, outcome.case)
  }
  await remember(tx, request, mark, now)
  // It has become part of the case, under the key of that.
  if (request.data.draft) {
    await tx.drafts.forget(request.data.draft, person.id)
    await foldSubmitted(tx, app, request.data.draft, person.id)
  }
  if (action === 'concern.register') await keepOrigin(tx, request, of)
  const about = isUnnamed(action) ? {} : { case: of }
  app.log.info('command.done', { command: action, ...about, count: outcome.entries.length })
  const there = lookingAt(viewer, outcome.case)
  const code = await giveFamilyCode(tx, app, there, outcome.case, outcome.entries)
  if (code) return code
  const given = await answerDone(there, request, action, outcome.case, outcome.entries)
  return askingWhy(there, outcome.case, outcome.entries, given)
}

/** That a report was made, or whether an address is secret, is nobody's to read in a log: it names no case. */
function isUnnamed(action: Action): boolean {
  return tellsOfReport(action) || action === 'case.shield'
}

function answerNoCase(viewer: Viewer, request: Press, named: string | undefined): Promise<Given> {
  return named
    ? answerRefusal(viewer, request, { code: 'not-found' }, null)
    : answerFaults(viewer, request, { case: { code: 'required' } }, null)
}

/** A new case gets the next reference only now that it can be read: a form that was filled in wrongly uses up none. */
async function numbered(tx: Tx, app: App, command: Command): Promise<Command> {
  if (command.type !== 'concern.register') return command
  const { municipality } = command
  const { refPrefix } = municipalityOf(app, municipality).model
  return { ...command, ref: `${refPrefix}-${await tx.cases.nextNumber(municipality)}` }
}

/** Whether this very command was carried out before: by its delivery, or by the mark of its form. */
async function wasGiven(tx: Tx, { account, delivery }: Press, mark: Mark | null, now: Instant): Promise<boolean> {
  if (await tx.inbox.seen(account.channel, account.tenant, delivery)) return true
  return mark !== null && (await tx.marks.times(mark, now)) > 0
}

/** Whether the form was submitted when that alone was remembered, and not what it was for: until 0.2. */
async function wasUsed(
  tx: Tx,
  { account: { channel, tenant }, data: { once } }: Press,
  now: Instant,
): Promise<boolean> {
  return once ? (await tx.marks.times({ purpose: 'once', channel, tenant, key: once }, now)) > 0 : false
}

/** A form stands in a chat for good, so that it was submitted is never forgotten. */
async function remember(tx: Tx, { account, delivery }: Press, mark: Mark | null, now: Instant): Promise<void> {
  await tx.inbox.first(account.channel, account.tenant, delivery, now)
  if (mark) await tx.marks.set(mark, null)
}

/**
 * Who submitted which form, for what, in which case: with anything else it is another. As a digest, since it is kept for
 * good, and who does what in a case is not to be read from it.
 */
function onceMark({ person }: Viewer, request: Press, action: Action, of: string | undefined): Mark | null {
  const { account, data } = request
  const { channel, tenant } = account
  if (!data.once) return null
  const about = JSON.stringify([person.id, action, of ?? null, data.once])
  return { purpose: 'once', channel, tenant, key: createHash('sha256').update(about).digest('base64url') }
}

/** Where the concern was begun is where its thread will stand, should its log open. */
async function keepOrigin(tx: Tx, request: Press, of: CaseId): Promise<void> {
  const origin = await sharedPlace(tx, request)
  if (origin) await tx.places.follow(of, origin)
}
