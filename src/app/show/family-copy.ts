/**
 * A copy of a log for one of the family: what stands on their page, in the language of the page, and who has read it. Opens the log:
 * checked, and written down as a copy.
 */
import type { Card } from '../../../cards/card.ts'
import { familyConsents } from '../../../cards/family-consents.ts'
import { familyCopy } from '../../../cards/family-copy.ts'
import { familyLog } from '../../../cards/family-log.ts'
import { type Copy, type FamilyCopy, type Part, partsOf } from '../../copy/index.ts'
import type { Instant } from '../../core/ids.ts'
import { capital } from '../../wording/index.ts'
import type { FamilyLook } from '../see/index.ts'
import { type Copied, documentOf, headOf } from './copied.ts'
import { readIn } from './family-log.ts'
import { agreedIn } from './family-readers.ts'
import { type FamilySight, type FamilyView, wayTo } from './family-view.ts'

/** What they are told before they take one; null where they are not in the log. */
export async function showFamilyCopy(view: FamilyView): Promise<Card | null> {
  const opened = await view.open('family-copy')
  return opened && cardOf(view, opened)
}

function cardOf(view: FamilyView, { facts: { ref } }: FamilySight): Card {
  const ways = [wayTo('family.log', view), wayTo('family.home')]
  return familyCopy({ ref, data: { case: view.id }, ways }, view.viewer.say)
}

/** With the card it is taken from. Null where they are not in the log. `made`: the moment that the file says. */
export async function copyForFamily(view: FamilyView, made: Instant): Promise<{ copy: Copy; card: Card } | null> {
  const opened = await view.open('copy-family')
  if (!opened) return null
  const read = await readIn(view, { ...opened, mayWrite: false })
  const consents = await agreedIn(view, opened, () => null)
  const all: All = { view, opened, read, consents, looks: await opened.looks(), made }
  const copied = { setting: view.viewer, ref: read.ref, made, leftOut: opened.reading.heldBack }
  const copy = { document: documentOf(copied, partsIn(all)), data: dataIn(all, copied) }
  return { copy, card: cardOf(view, opened) }
}

type All = {
  view: FamilyView
  opened: FamilySight
  read: Awaited<ReturnType<typeof readIn>>
  consents: Awaited<ReturnType<typeof agreedIn>>
  looks: FamilyLook[]
  made: Instant
}

function partsIn({ view, opened, read, consents, looks, made }: All): Part[] {
  const { say, calendar, model } = view.viewer
  const log = familyLog({ ...read, notice: null, asked: null, ways: [], buttons: [] }, say)
  const agreed = familyConsents({ ref: read.ref, notice: null, consents, ways: [] }, say)
  const when = { day: say.day(calendar.dayOf(made)), time: say.time(calendar.timeOf(made)) }
  const text = (text: string): Part => ({ kind: 'text', text })
  const under = (title: string): Part => ({ kind: 'heading', level: 2, text: title })
  return [
    { kind: 'heading', level: 1, text: log.title },
    ...(say.translated === null ? [] : [text(say.translated)]),
    text(say('family.copy.made', { ...when, municipality: say.named(model.municipality.name) })),
    text(say('family.copy.holds')),
    ...(opened.reading.heldBack ? [text(say('family.copy.left-out'))] : []),
    ...partsOf(log.blocks),
    under(agreed.title),
    ...partsOf(agreed.blocks, 3),
    { kind: 'page' },
    under(say('family.readers.title')),
    text(say('family.copy.readers')),
    looks.length === 0 ? text(say('family.readers.none')) : readersIn(view, looks),
  ]
}

function readersIn({ viewer: { say } }: FamilyView, looks: FamilyLook[]): Part {
  const header = (['day', 'who', 'service'] as const).map((one) => say(`family.readers.${one}`))
  const rows = looks.map(({ day, name, service, what }) => {
    return [say.day(day), say.named(name), service, say(`family.copy.look.${what}`)]
  })
  return { kind: 'table', header: [...header, say('family.copy.looked')], rows }
}

function dataIn({ read, consents, looks }: All, copied: Copied): FamilyCopy {
  return {
    ...headOf(copied),
    for: 'family',
    name: read.name,
    status: read.status,
    level: read.level?.name ?? null,
    holder: read.holder,
    nextMeeting: read.meeting,
    ...plannedIn(read.plan),
    consents: consents.map(({ is, services, topics, until, aside }) => ({
      state: is,
      services: services.map(capital),
      topics,
      until,
      notCounted: aside.map(capital),
    })),
    readers: looks.map(({ day, name, service, what }) => ({ day, who: name, service: service || null, what })),
  }
}

type Planned = Pick<
  FamilyCopy,
  'goals' | 'measures' | 'followUps' | 'meetings' | 'evaluations' | 'transitions' | 'skipped' | 'texts' | 'own'
>

/** Each part of what is read: one that is not here does not compile. */
function plannedIn({ sayings, ...plan }: All['read']['plan']): Planned {
  const { goals, measures, followUps, meetings, evaluations, transitions, skipped, texts, ...rest } = plan
  rest satisfies Record<string, never>
  const task = ({ text, who, day, status }: (typeof measures)[number]) => ({ text, responsible: who, day, status })
  return {
    goals: goals.map(({ text, status }) => ({ text, status })),
    measures: measures.map(task),
    followUps: followUps.map(task),
    meetings: meetings.map(({ day, time, status, place, purpose, agenda, present }) => {
      return { day, time, status, place, purpose, agenda, present }
    }),
    evaluations: evaluations.map(({ day, status }) => ({ day, status })),
    transitions: transitions.map(({ day, to, status, lacking }) => ({ day, to: capital(to), status, lacking })),
    skipped: skipped.map(({ step, day }) => ({ step, day })),
    texts: texts.map(({ kind, by, day, words }) => ({ kind, by, day, text: words })),
    own: sayings.map(({ kind, day, words, heard }) => ({ kind, day, text: words, heard })),
  }
}
