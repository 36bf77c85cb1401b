/** A log as one of the family reads it, and the list of those they have come to. Opens what it shows: checked and written down. */
import type { Card, Lang } from '../../../cards/card.ts'
import { familyHome } from '../../../cards/family-home.ts'
import { type FamilyLogArgs, familyLog } from '../../../cards/family-log.ts'
import type { FamilyPlan, FamilyWords } from '../../../cards/parts/family-plan.ts'
import type { FamilyAction, FamilyAsk, FamilyWay } from '../../../cards/parts/family-way.ts'
import type { Case } from '../../core/case.ts'
import { isWritable } from '../../core/decide.ts'
import { isOfHidden, servicesOfOthers } from '../../core/family-reading.ts'
import { waitsForEnd } from '../../core/family-saying.ts'
import type { FollowUp } from '../../core/follow-up.ts'
import type { Day, PersonId, WordId } from '../../core/ids.ts'
import type { Measure } from '../../core/measure.ts'
import { lacksHolder } from '../../core/post.ts'
import { wording } from '../../wording/index.ts'
import {
  type FamilyOpened,
  type FamilyViewer,
  familyResponsible,
  levelName,
  named,
  nameOfService,
  openForFamily,
  staffName,
} from '../see/index.ts'

/** A log with whoever looks at it from where it is. */
export type FamilyCase = { viewer: FamilyViewer; state: Case }

export function wayTo<A extends FamilyAction>(
  action: A,
  state?: Pick<Case, 'id'>,
  more: Record<string, string> = {},
): FamilyWay & { action: A } {
  return { action, data: { ...(state ? { case: state.id } : {}), ...more } }
}

/** `own` are those in which they are; in the others they wait to be known. Nothing of these is said but how many. */
export async function showFamilyHome(
  lang: Lang,
  own: FamilyCase[],
  waiting: number,
  notice: string | null,
): Promise<Card> {
  const logs = await Promise.all(
    own.map(async ({ viewer, state }) => {
      const opened = await openForFamily(viewer, state, 'family-home')
      const { name } = viewer.member
      return {
        ref: state.ref,
        name: name ? ((await opened?.words([name]))?.get(name) ?? null) : null,
        service: isOfOthers(viewer, state) ? null : nameOfService(viewer, state.service),
        holder: await holderOf(viewer, state),
        closed: state.status === 'closed',
        open: wayTo('family.log', state),
      }
    }),
  )
  return familyHome({ notice, logs, waiting, enter: wayTo('family.enter') }, wording(lang))
}

/** Null where they are not in it. */
export async function showFamilyLog({ viewer, state }: FamilyCase, notice: string | null): Promise<Card | null> {
  const opened = await openForFamily(viewer, state, 'family-log')
  if (!opened) return null
  const { say, member, model } = viewer
  const { reading } = opened
  const isOpen = state.status === 'open'
  const asked = isOpen && reading.consents.some((one) => one.is === 'asked' && one.mine && !one.signed)
  const args: FamilyLogArgs = {
    ref: state.ref,
    notice,
    name: member.name ? ((await opened.words([member.name])).get(member.name) ?? null) : null,
    level: { name: levelName(viewer, state.level), meaning: named(viewer, model.names.levelMeanings, state.level) },
    holder: await holderOf(viewer, state),
    status: statusOf(opened),
    meeting: reading.meetings.find(({ status }) => status === 'set')?.day ?? null,
    asked: asked ? wayTo('family.consents', state) : null,
    plan: await planOf({ viewer, state }, opened),
    ways: isOpen ? waysOf(viewer, state) : [],
    buttons: buttonsOf(viewer, state),
  }
  return familyLog(args, say)
}

function statusOf({ facts, reading }: FamilyOpened): FamilyLogArgs['status'] {
  if (facts.erased) return 'erased'
  return reading.sealed ? 'sealed' : facts.status
}

function waysOf({ member }: FamilyViewer, state: Case): FamilyAsk[] {
  const end = waitsForEnd(state, member.id) ? [] : [wayTo('family.ask-end', state)]
  return [wayTo('family.ask-correction', state), ...end]
}

function buttonsOf({ today }: FamilyViewer, state: Case): FamilyWay[] {
  const mayWrite = state.status === 'open' && isWritable(state, today)
  return [
    ...(mayWrite ? [{ ...wayTo('family.write', state), style: 'primary' as const }] : []),
    wayTo('family.consents', state),
    wayTo('family.readers', state),
    wayTo('family.home'),
  ]
}

/** Null also of a log that is another's alone: of it nobody is named. */
async function holderOf(viewer: FamilyViewer, state: Case): Promise<string | null> {
  if (lacksHolder(state, viewer.today) || isOfOthers(viewer, state)) return null
  return nameFor(viewer, state, state.holder)
}

function isOfOthers({ member }: FamilyViewer, state: Case): boolean {
  return servicesOfOthers(state, member).includes(state.service)
}

/** Null also for whoever comes from a service that somebody else of the family alone has a say about. */
async function nameFor(viewer: FamilyViewer, state: Case, id: PersonId | 'system' | null): Promise<string | null> {
  return id === 'system' || isOfHidden(state, viewer.member, id) ? null : staffName(viewer, state, id)
}

async function planOf({ viewer, state }: FamilyCase, opened: FamilyOpened): Promise<FamilyPlan> {
  const { reading } = opened
  const { calendar } = viewer
  const words = await opened.words([...reading.words])
  const text = (id: WordId | null) => (id ? (words.get(id) ?? '') : '')
  const mayWrite = state.status === 'open' && isWritable(state, viewer.today)
  const say = (about: string) => (mayWrite ? wayTo('family.say', state, { about }) : null)
  const task = async ({ id, text: what, responsible, status }: Measure | FollowUp, day: Day) => ({
    text: text(what),
    who: await familyResponsible(viewer, state, responsible),
    day,
    status,
    say: status === 'active' ? say(id) : null,
  })
  return {
    goals: reading.goals.map(({ text: what, status }) => ({ text: text(what), status })),
    measures: await Promise.all(reading.measures.map((one) => task(one, one.evaluationDay))),
    followUps: await Promise.all(reading.followUps.map((one) => task(one, one.day))),
    meetings: reading.meetings
      .filter(({ status, isOff }) => status !== 'cancelled' || isOff)
      .map(({ id, day, status }) => ({ day, status, say: status === 'set' ? say(id) : null })),
    texts: await textsOf({ viewer, state }, opened, text),
    sayings: reading.sayings.map(({ kind, at, text: what, heardAt }) => {
      return { kind, day: calendar.dayOf(at), words: what ? text(what) : null, heard: heardAt !== null }
    }),
  }
}

/** What is let go to them, the newest last, as it was written. */
async function textsOf(
  { viewer, state }: FamilyCase,
  { reading }: FamilyOpened,
  text: (id: WordId | null) => string,
): Promise<FamilyWords[]> {
  const { calendar, say } = viewer
  const by = async (id: PersonId | 'system' | null) => (await nameFor(viewer, state, id)) ?? say('family.fact.unsaid')
  const wondering = reading.wondering
    ? [
        {
          kind: 'wondering' as const,
          by: await by(state.owner),
          day: calendar.dayOf(state.openedAt),
          words: text(state.concern.seen),
        },
      ]
    : []
  const minutes = reading.meetings.flatMap((one) => (one.minutes ? [{ ...one, minutes: one.minutes }] : []))
  return [
    ...wondering,
    ...(await Promise.all(
      minutes.map(async (one) => ({
        kind: 'minutes' as const,
        by: await by(one.minutedBy),
        day: one.day,
        words: text(one.minutes),
      })),
    )),
    ...(await Promise.all(
      reading.notes.map(async ({ by: writer, texts }) => {
        const newest = texts.at(-1)
        const day = calendar.dayOf(newest?.at ?? state.openedAt)
        return { kind: 'note' as const, by: await by(writer), day, words: text(newest?.text ?? null) }
      }),
    )),
  ]
}
