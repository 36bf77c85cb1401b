/**
 * The family's door: who signed in is known by what the sign-in calls them and nothing else, and each of their cases says anew, at every
 * press, whether they are in it. To everybody else a case is one there is not.
 */
import { createHash } from 'node:crypto'
import type { Card, Tongue } from '../../../cards/card.ts'
import { type FamilyNo, familyNo } from '../../../cards/family-no.ts'
import { veiled } from '../../../cards/parts/chat.ts'
import { type FamilyAction, type FamilyFormName, isFamilyAction } from '../../../cards/parts/family-way.ts'
import { type Copy, type CopyForm, copyForms, fileOf } from '../../copy/index.ts'
import type { Case } from '../../core/case.ts'
import { isAsked } from '../../core/consent.ts'
import { memberIn } from '../../core/family-member.ts'
import type { RefusalCode } from '../../core/refusal.ts'
import type { Account, Answer, Request, Tx } from '../../ports.ts'
import { isTongue, type Key, wording } from '../../wording/index.ts'
import { execute } from '../act/index.ts'
import type { App } from '../app.ts'
import { settingIn, standingOf } from '../see/index.ts'
import {
  copyForFamily,
  type FamilyCase,
  familyView,
  showEnterForm,
  showFamilyConsents,
  showFamilyCopy,
  showFamilyForm,
  showFamilyHome,
  showFamilyLog,
  showFamilyReaders,
  wayTo,
} from '../show/index.ts'
import { committedAnew } from './anew.ts'
import { useFamilyCode } from './family-enter.ts'
import { type FamilySent, readFamilyForm } from './family-read.ts'
import { theirTongue } from './who.ts'

/** Never throws for anything a person did. `lang`: as their browser asks for, until they choose one. */
export type FamilyHandle = (request: Request, lang?: Tongue) => Promise<Answer>

/** How a family's account is called; of any other nobody comes in here. */
const channel = 'family'

export function createFamilyHandle(app: App): FamilyHandle {
  return async (request, lang = 'nb') => {
    try {
      const given = await committedAnew(app, (tx, within) => answer(tx, within, request, lang))
      const card = 'copy' in given ? given.card : given
      const shown = { card, chat: veiled(card, null, 'window') }
      // A file takes its time to draw, and holds nobody up.
      if ('copy' in given) return { kind: 'file', file: await fileOf(given.copy, given.form), ...shown }
      return { kind: card.name === 'family-form' ? 'form' : 'card', ...shown }
    } catch (error) {
      app.log.error('request.failed', { kind: request.kind, channel, error })
      const card = familyNo({ why: 'fault', typed: null, ways: [wayTo('family.home')] }, wording(lang))
      return { kind: 'card', card, chat: veiled(card, null, 'window') }
    }
  }
}

/** A copy that was made, to be drawn as a file, and the page it was asked for on. */
type Made = { copy: Copy; form: CopyForm; card: Card }

type Asking = { tx: Tx; app: App; account: Account; lang: Tongue; delivery: string }

async function answer(tx: Tx, app: App, request: Request, asked: Tongue): Promise<Card | Made> {
  const { account } = request
  const lang = account.channel === channel ? await theirTongue(tx, account, asked) : asked
  // In no other channel is anybody somebody of a family.
  if (account.channel !== channel) return no('no-such-log', lang)
  const asking = { tx, app, account, lang, delivery: deliveryOf(request) }
  if (request.kind !== 'press' && request.kind !== 'open') return home(asking, null)
  const { kind, action, data, fields } = request
  if (action === 'set.lang') return home({ ...asking, lang: await speak(asking, data.lang) }, null)
  if (!isFamilyAction(action) || action === 'family.home') return home(asking, null)
  if (action === 'family.enter') return kind === 'open' ? showEnterForm(lang) : enter(asking, fields.code ?? '')
  const one = await logOf(asking, data.case)
  if (!one) return no('no-such-log', lang)
  const sent = { data, fields }
  return (await inLog(asking, one, action, kind, sent)) ?? no('over', lang, one.state)
}

/** A delivery is another where it comes from another, or asks for something else; of neither is kept who that is. */
function deliveryOf(request: Request): string {
  const { account, delivery } = request
  const action = 'action' in request ? request.action : request.kind
  return createHash('sha256')
    .update(JSON.stringify([account.tenant, account.user, action, delivery]))
    .digest('base64url')
}

async function speak({ tx, account, lang }: Asking, wanted: string | undefined): Promise<Tongue> {
  if (!isTongue(wanted)) return lang
  await tx.family.setLang(account, wanted)
  return wanted
}

/** Of how many it is not said yet that it was they, and of how many, which of two guardians is left. */
type Shut = { waiting: number; unsaid: number }

/** Every case they have come to, with what they are in it now. */
async function casesOf({ tx, app, account, lang }: Asking): Promise<{ own: FamilyCase[]; shut: Shut }> {
  const own: FamilyCase[] = []
  const shut = { waiting: 0, unsaid: 0 }
  for (const { case: id, person } of await tx.family.of(account)) {
    const state = (await tx.cases.get(id))?.case
    const member = state && memberIn(state, person)
    if (!state || !member || !app.municipalities.has(state.municipality)) continue
    const setting = settingIn(app, tx, state.municipality, lang)
    const standing = standingOf(state, person, setting)
    if (standing === 'waits') shut.waiting += 1
    if (standing === 'unsaid') shut.unsaid += 1
    if (standing !== 'in') continue
    const { municipality } = state
    const actor = { kind: 'family', person, municipality } as const
    own.push({ viewer: { ...setting, actor, member }, state })
  }
  return { own, shut }
}

async function logOf(asking: Asking, id: string | undefined): Promise<FamilyCase | null> {
  const { own } = await casesOf(asking)
  return own.find(({ state }) => state.id === id) ?? null
}

async function home(asking: Asking, notice: string | null): Promise<Card> {
  const { own, shut } = await casesOf(asking)
  return showFamilyHome(asking.lang, own.map(familyView), shut, notice)
}

async function enter(asking: Asking, text: string): Promise<Card> {
  const { tx, app, account, lang, delivery } = asking
  const say = wording(lang)
  const isRepeated = await tx.inbox.seen(channel, account.tenant, delivery)
  if (isRepeated || (await useFamilyCode(tx, app, account, text, delivery))) {
    if (!isRepeated) await tx.inbox.first(channel, account.tenant, delivery, app.clock.now())
    return home(asking, say('family.done.enter'))
  }
  const isEmpty = text.trim() === ''
  return showEnterForm(lang, { values: {}, errors: { code: say(isEmpty ? 'family.error.text' : 'family.error.code') } })
}

type InLog = Exclude<FamilyAction, 'family.home' | 'family.enter'>

/** Null where what it is about is not there any more. */
async function inLog(
  asking: Asking,
  one: FamilyCase,
  action: InLog,
  kind: 'press' | 'open',
  sent: FamilySent,
): Promise<Card | Made | null> {
  switch (action) {
    case 'family.log':
      return showFamilyLog(familyView(one), null)
    case 'family.readers':
      return showFamilyReaders(familyView(one), sent.data.start)
    case 'family.consents':
      return showFamilyConsents(familyView(one), null)
    case 'family.copy':
      return showFamilyCopy(familyView(one))
    case 'family.take-copy':
      return take(asking, one, sent)
    case 'family.answer':
    case 'family.withdraw':
    case 'family.write':
    case 'family.say':
    case 'family.ask-correction':
    case 'family.ask-end':
      return kind === 'open' ? showFamilyForm(familyView(one), action, sent.data) : give(asking, one, action, sent)
  }
}

/** Asked for again it is made again, and that is written down each time. */
async function take({ app }: Asking, one: FamilyCase, { data }: FamilySent): Promise<Made | null> {
  const form = copyForms.find((known) => known === data.file) ?? 'pdf'
  const made = await copyForFamily(familyView(one), app.clock.now())
  return made && { ...made, form }
}

/** Carries out what they sent: once for each delivery, with what came of it above where they go on. */
async function give(
  asking: Asking,
  one: FamilyCase,
  form: Exclude<FamilyFormName, 'family.enter'>,
  sent: FamilySent,
): Promise<Card | null> {
  const { tx, app, account, lang, delivery } = asking
  const say = wording(lang)
  if (await tx.inbox.seen(channel, account.tenant, delivery)) return after(one, form, say('family.done.again'))
  const read = await readFamilyForm(one, form, sent, app.ids)
  if (!read) return null
  if ('filled' in read) return showFamilyForm(familyView(one), form, sent.data, read.filled)
  const { viewer, state } = one
  const wish = { case: state.id, command: read.command, words: read.words }
  const outcome = await execute(tx, app, viewer.actor, wish, delivery)
  if ('refusal' in outcome) {
    app.log.info('command.refused', { command: read.command.type, refusal: outcome.refusal.code })
    return no(whyNot[outcome.refusal.code] ?? 'over', lang, state, sent.fields.text ?? null)
  }
  await tx.inbox.first(channel, account.tenant, delivery, app.clock.now())
  app.log.info('command.done', { command: read.command.type, case: state.id, count: outcome.entries.length })
  return after({ viewer, state: outcome.case }, form, say(doneIn(outcome.case, form, sent)))
}

/** A yes of one of several is none before the others have said theirs. */
function doneIn({ consents }: Case, form: Exclude<FamilyFormName, 'family.enter'>, { data }: FamilySent): Key {
  const waits = consents.some((one) => one.id === data.consent && isAsked(one))
  return form === 'family.answer' && waits ? 'family.done.family.answer.waits' : `family.done.${form}`
}

function after(one: FamilyCase, form: Exclude<FamilyFormName, 'family.enter'>, notice: string): Promise<Card | null> {
  const isAboutConsent = form === 'family.answer' || form === 'family.withdraw'
  const view = familyView(one)
  return isAboutConsent ? showFamilyConsents(view, notice) : showFamilyLog(view, notice)
}

/**
 * The reasons that have words of their own. Whatever else is refused is not offered as the log is now: it was when the page was shown,
 * or never, and which of these it was nobody is told.
 */
const whyNot: Partial<Record<RefusalCode, FamilyNo>> = {
  'not-found': 'no-such-log',
  'not-permitted': 'no-such-log',
  'case-closed': 'closed',
  erased: 'closed',
  'paper-mode': 'not-kept',
  'consent-missing': 'not-kept',
  'already-done': 'done',
}

function no(why: FamilyNo, lang: Tongue, state: Case | null = null, typed: string | null = null): Card {
  const ways = [...(state && why !== 'no-such-log' ? [wayTo('family.log', state)] : []), wayTo('family.home')]
  return familyNo({ why, typed, ways }, wording(lang))
}
