/**
 * Who can read what is typed into a form, said at its fields in one sentence: by the consents that are in force now, and with
 * the units that these name. A sentence that names them is true for each topic that can be chosen.
 */
import type { FieldId } from '../../../cards/parts/field.ts'
import type { Case } from '../../core/case.ts'
import { coveredOn, coversOwn } from '../../core/consent.ts'
import type { Recipient, TopicCode } from '../../core/ids.ts'
import { holderOf, isInside } from '../../core/post.ts'
import { serviceOf } from '../../core/recipient.ts'
import { isSealed } from '../../core/seal.ts'
import { thingNamed } from '../../core/thing.ts'
import { recipientsWithin, seesOutline, type Viewer } from '../see/index.ts'
import type { At } from './field.ts'
import type { FormName } from './table.ts'

/** `bearers` reads what has no topic; `thing` what is of that of the thing it is about; `topic` of the one that is chosen. */
type Readers = 'wondering' | 'question' | 'answer' | 'consent' | 'opening' | 'bearers' | 'thing' | 'topic' | 'decided'

const readers: Partial<Record<FormName, Readers>> = {
  'concern.register': 'wondering',
  'concern.ask': 'question',
  'concern.answer': 'answer',
  'concern.conclude': 'wondering',
  'consent.record': 'consent',
  'consent.name-signers': 'bearers',
  'consent.refuse': 'consent',
  'consent.withdraw': 'consent',
  'level.propose': 'decided',
  'level.decide': 'decided',
  'baton.decline': 'bearers',
  'goal.set': 'topic',
  'measure.add': 'topic',
  'measure.evaluate': 'thing',
  'measure.postpone': 'thing',
  'follow-up.add': 'topic',
  'follow-up.postpone': 'thing',
  'meeting.set': 'topic',
  'meeting.change': 'topic',
  'meeting.hold': 'topic',
  'meeting.correct': 'topic',
  'meeting.postpone': 'bearers',
  'meeting.cancel': 'bearers',
  'transition.decline': 'bearers',
  'transition.meet': 'bearers',
  'transition.call-off': 'bearers',
  'note.add': 'topic',
  'evaluation.hear-child': 'topic',
  'evaluation.hear-parents': 'topic',
  'evaluation.hear-staff': 'topic',
  'note.correct': 'thing',
  'case.close': 'bearers',
  'case.reopen': 'bearers',
  'case.advise': 'bearers',
  'case.unseal': 'opening',
  'reminder.postpone': 'thing',
  'step.skip': 'bearers',
  'family.invite': 'bearers',
  'family.shut-out': 'bearers',
  'family.let-in': 'bearers',
  'family.release': 'bearers',
}

/** Typed, and not told of anybody: a part of a name, when somebody was born, at which time, and how a consent was explained. */
const untold: FieldId[] = ['find', 'born', 'time', 'language', 'textVersion']

/** Whether what is typed into a field is read by somebody. */
export function isRead(id: FieldId, kind: string): boolean {
  return (kind === 'short' || kind === 'long') && !untold.includes(id)
}

/** What has no topic in a form whose other words have one. */
const whole: FieldId[] = ['childWhy']

/** Who reads what is typed into a field, where its form says who reads what is of the topic that is chosen. */
export function readersIn(id: FieldId, chosen: string, { viewer, state }: At): string {
  return whole.includes(id) ? ofWhole(viewer, state) : chosen
}

/** Null for a form into which nothing is typed. */
export async function readersOf(name: FormName, { viewer, state, data }: At): Promise<string | null> {
  const who = readers[name]
  if (!who) return null
  const { say } = viewer
  // KE, which no consent covers, learns nothing of which services are in it.
  if (state && seesOutline(viewer, state) && namesServices(who, state, data)) return say('readers.outline')
  switch (who) {
    case 'question':
    case 'answer':
    case 'consent':
    case 'opening':
    case 'wondering':
      return say(`readers.${who}`)
    case 'bearers':
      return ofWhole(viewer, state)
    case 'thing': {
      const thing = state && thingNamed(state, data)
      return state && thing ? ofTopic(viewer, state, thing.topic) : ofWhole(viewer, state)
    }
    case 'topic':
    case 'decided':
      return state ? ofChosen(viewer, state, who) : say('readers.chosen')
  }
}

function namesServices(who: Readers, state: Case, data: At['data']): boolean {
  return who === 'topic' || who === 'decided' || (who === 'thing' && thingNamed(state, data) !== null)
}

/** What has no topic: where it was always on paper it is open to all inside, as the rest. */
function ofWhole({ say }: Viewer, state: Case | null): string {
  if (!state || state.level === 0) return say('readers.wondering')
  return say(state.wasDigital ? 'readers.bearers' : 'readers.inside')
}

/** Whoever holds it at home reads it all, whatever topics are open to their own unit; elsewhere they are one of theirs. */
async function ofTopic(viewer: Viewer, state: Case, topic: TopicCode): Promise<string> {
  const { today, say } = viewer
  const units = coveredOn(state, topic, today)
  if (units.length === 0 || isSealed(state, today)) return ofWhole(viewer, state)
  const held = state.holderLeft ? null : holderOf(state)
  const isApart = held !== null && isInside(state, held) && !coversOwn(state, topic, today)
  const holder = isApart ? 'named' : 'within'
  return say('readers.services', { services: say.list(await namesOf(viewer, state, units)), holder })
}

/** Those to whom every topic is open that can be chosen, and those to whom some of them are. */
async function ofChosen(viewer: Viewer, state: Case, who: 'topic' | 'decided'): Promise<string> {
  const { policy, today, say } = viewer
  const open = policy.topics.filter((topic) => coversOwn(state, topic, today))
  const [first, ...others] = open.map((topic) => coveredOn(state, topic, today))
  if (!first) return ofWhole(viewer, state)
  const all = first.filter((one) => others.every((list) => list.includes(one)))
  const every = await namesOf(viewer, state, all)
  // Where a secret address leaves services alone to name, one that stands there stands for its units.
  const some = (await namesOf(viewer, state, others.flat().concat(first))).filter((name) => !every.includes(name))
  return say('readers.topic', { all: say.list(every), some: some.length > 0 ? say.list(some) : 'none', who })
}

/** In the order of the services, each unit by its name where its service has several. */
async function namesOf(viewer: Viewer, state: Case, units: Recipient[]): Promise<string[]> {
  const { services } = viewer.policy
  const ordered = [...new Set(units)].sort((a, b) => services.indexOf(serviceOf(a)) - services.indexOf(serviceOf(b)))
  return recipientsWithin(viewer, state, ordered)
}
