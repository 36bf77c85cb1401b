/** A log as one of the family reads it, and the list of those they have come to. Opens what it shows: checked and written down. */
import type { Card, Tongue } from '../../../cards/card.ts'
import { familyHome } from '../../../cards/family-home.ts'
import { type FamilyLogArgs, familyLog } from '../../../cards/family-log.ts'
import { linesOf } from '../../../cards/parts/called.ts'
import type { FamilyPlan, FamilyWords } from '../../../cards/parts/family-plan.ts'
import type { FamilyAsk, FamilyWay } from '../../../cards/parts/family-way.ts'
import { beginningOnLine } from '../../../cards/parts/typed.ts'
import type { Day, PersonId, WordId } from '../../core/ids.ts'
import { wording } from '../../wording/index.ts'
import { type FamilyViewer, levelName, named, nameOfService } from '../see/index.ts'
import { type FamilySight, type FamilyView, wayTo } from './family-view.ts'

/** `own` are those in which they are; the others are shut until somebody has said who they are. Nothing of these is said but how many. */
export async function showFamilyHome(
  lang: Tongue,
  own: FamilyView[],
  shut: { waiting: number; unsaid: number },
  notice: string | null,
): Promise<Card> {
  const logs = await Promise.all(
    own.map(async (view) => {
      const opened = await view.open('family-home')
      if (!opened) return []
      const { facts, reading } = opened
      return {
        ref: facts.ref,
        name: await nameIn(view, opened),
        service: reading.service === null ? null : nameOfService(view.viewer, reading.service),
        holder: await opened.staff(reading.holder),
        closed: facts.status === 'closed',
        asked: isAsked(opened),
        open: wayTo('family.log', view),
      }
    }),
  )
  return familyHome({ notice, logs: logs.flat(), shut, enter: wayTo('family.enter') }, wording(lang))
}

/** What whoever made their code called it. */
async function nameIn({ viewer: { member } }: FamilyView, { words }: FamilySight): Promise<string | null> {
  const { name } = member
  return name ? ((await words([name])).get(name) ?? null) : null
}

/** Null where they are not in it. */
export async function showFamilyLog(view: FamilyView, notice: string | null): Promise<Card | null> {
  const opened = await view.open('family-log')
  if (!opened) return null
  const isOpen = opened.facts.status === 'open'
  const args: FamilyLogArgs = {
    ...(await readIn(view, opened)),
    notice,
    asked: isAsked(opened) ? wayTo('family.consents', view) : null,
    ways: [...(isOpen ? waysOf(view, opened) : []), wayTo('family.copy', view)],
    buttons: buttonsOf(view, opened),
  }
  return familyLog(args, view.viewer.say)
}

/** All that is read there, without what they may do. */
export async function readIn(view: FamilyView, opened: FamilySight) {
  const { facts, reading } = opened
  return {
    ref: facts.ref,
    name: await nameIn(view, opened),
    level: levelOf(view.viewer, reading.level),
    holder: await opened.staff(reading.holder),
    status: statusOf(opened),
    meeting: reading.meetings.find(({ status }) => status === 'set')?.day ?? null,
    plan: await planOf(view, opened),
  }
}

/** Whether an answer of theirs about consent is waited for. */
function isAsked({ facts, reading }: FamilySight): boolean {
  return facts.status === 'open' && reading.consents.some((one) => one.is === 'asked' && one.mine && !one.signed)
}

function levelOf(viewer: FamilyViewer, level: number | null): FamilyLogArgs['level'] {
  if (level === null) return null
  return { name: levelName(viewer, level), meaning: named(viewer, viewer.model.names.levelMeanings, level) }
}

function statusOf({ facts, reading }: FamilySight): FamilyLogArgs['status'] {
  if (facts.erased) return 'erased'
  return reading.sealed ? 'sealed' : facts.status
}

function waysOf(view: FamilyView, { asksForEnd }: FamilySight): FamilyAsk[] {
  return [wayTo('family.ask-correction', view), ...(asksForEnd ? [] : [wayTo('family.ask-end', view)])]
}

function buttonsOf(view: FamilyView, { mayWrite }: FamilySight): FamilyWay[] {
  return [
    ...(mayWrite ? [{ ...wayTo('family.write', view), style: 'primary' as const }] : []),
    wayTo('family.consents', view),
    wayTo('family.readers', view),
    wayTo('family.home'),
  ]
}

type Task = FamilySight['reading']['measures' | 'followUps'][number]

async function planOf(view: FamilyView, opened: FamilySight): Promise<FamilyPlan> {
  const { reading } = opened
  const { calendar } = view.viewer
  const words = await opened.words([...reading.words])
  const text = (id: WordId | null) => (id ? (words.get(id) ?? '') : '')
  const say = (about: string) => (opened.mayWrite ? wayTo('family.say', view, { about }) : null)
  const task = async ({ id, text: what, responsible, status }: Task, day: Day) => ({
    text: text(what),
    who: await opened.responsible(responsible),
    day,
    status,
    say: status === 'active' ? say(id) : null,
  })
  return {
    goals: reading.goals.map(({ text: what, status }) => ({ text: text(what), status })),
    measures: await Promise.all(reading.measures.map((one) => task(one, one.evaluationDay))),
    followUps: await Promise.all(reading.followUps.map((one) => task(one, one.day))),
    meetings: await Promise.all(
      reading.meetings
        .filter(({ status, isOff }) => status !== 'cancelled' || isOff)
        .map(async (one) => ({
          ...meetingOf(opened, one, text),
          present: await namesOf(opened, one.present),
          say: one.status === 'set' ? say(one.id) : null,
        })),
    ),
    evaluations: reading.evaluations,
    transitions: await transitionsOf(opened),
    skipped: reading.skipped.map(({ step, at }) => ({
      step: named(view.viewer, view.viewer.model.names.steps, step),
      day: calendar.dayOf(at),
    })),
    texts: await textsOf(view, opened, text),
    sayings: reading.sayings.map(({ kind, at, text: what, heardAt }) => {
      return { kind, day: calendar.dayOf(at), words: what ? text(what) : null, heard: heardAt !== null }
    }),
  }
}

function transitionsOf({ reading, recipients }: FamilySight): Promise<FamilyPlan['transitions']> {
  return Promise.all(
    reading.transitions.map(async ({ to, ...one }) => ({ ...one, to: (await recipients([to])).join('') })),
  )
}

async function namesOf({ staff }: FamilySight, people: PersonId[]): Promise<string[]> {
  const names = await Promise.all(people.map(staff))
  return names.filter((one) => one !== null)
}

type Text = (id: WordId | null) => string

/** Characters: enough to know by what is written above. */
const shortLength = 80

/** To be talked about is what they know of, by its own words. */
function meetingOf({ reading }: FamilySight, { day, status, called }: Meeting, text: Text) {
  const { time = null, place = null, purpose = null, points = null, agenda = [] } = called ?? {}
  const things = [...reading.goals, ...reading.measures, ...reading.followUps]
  const ids = agenda.flatMap((id) => things.filter((one) => one.id === id))
  const known = ids.map((one) => beginningOnLine(text(one.text), shortLength))
  const lines = [...known, ...linesOf(text(points))].filter((one) => one !== '')
  return { day, time, status, place: text(place) || null, purpose: text(purpose) || null, agenda: lines }
}

type Meeting = FamilySight['reading']['meetings'][number]

/** What is let go to them, the newest last, as it was written. */
async function textsOf({ viewer }: FamilyView, { reading, staff }: FamilySight, text: Text): Promise<FamilyWords[]> {
  const { calendar, say } = viewer
  const by = async (id: PersonId | 'system' | null) => (await staff(id)) ?? say('family.fact.unsaid')
  const wondered = reading.wondering
  const wondering = wondered
    ? [
        {
          kind: 'wondering' as const,
          by: await by(wondered.by),
          day: calendar.dayOf(wondered.at),
          words: text(wondered.text),
        },
      ]
    : []
  return [
    ...wondering,
    ...(
      await Promise.all(
        reading.meetings.map(async ({ day, minutedBy, minutes, decisions }) => {
          const who = await by(minutedBy)
          const decided = decisions.map(text).join('\n')
          return [
            ...(minutes ? [{ kind: 'minutes' as const, by: who, day, words: text(minutes) }] : []),
            ...(decided ? [{ kind: 'decisions' as const, by: who, day, words: decided }] : []),
          ]
        }),
      )
    ).flat(),
    ...(await Promise.all(
      reading.notes.map(async ({ by: writer, text: words, at, bright }) => {
        return {
          kind: bright ? ('bright' as const) : ('note' as const),
          by: await by(writer),
          day: calendar.dayOf(at),
          words: text(words),
        }
      }),
    )),
  ]
}
