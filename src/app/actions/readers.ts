/**
 * Who can read what is typed into a form, said at its fields in one sentence: by the consents that are in force now. A sentence
 * that names services is true for each topic that can be chosen.
 */
import type { FieldId } from '../../../cards/parts/field.ts'
import type { Case } from '../../core/case.ts'
import { covers, coversOwn } from '../../core/consent.ts'
import type { ServiceCode, TopicCode } from '../../core/ids.ts'
import { meantIn } from '../../core/recipient.ts'
import { isSealed } from '../../core/seal.ts'
import { thingNamed } from '../../core/thing.ts'
import { seesOutline, serviceNames, type Viewer } from '../see/index.ts'
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
  'meeting.hold': 'topic',
  'meeting.cancel': 'bearers',
  'note.add': 'topic',
  'note.correct': 'thing',
  'case.close': 'bearers',
  'case.reopen': 'bearers',
  'case.advise': 'bearers',
  'case.unseal': 'opening',
  'reminder.postpone': 'thing',
}

/** Typed, and not told of anybody: a part of a name, when somebody was born, and how a consent was explained. */
const untold: FieldId[] = ['find', 'born', 'language', 'textVersion']

/** Whether what is typed into a field is read by somebody. */
export function isRead(id: FieldId, kind: string): boolean {
  return (kind === 'short' || kind === 'long') && !untold.includes(id)
}

/** Null for a form into which nothing is typed. */
export function readersOf(name: FormName, { viewer, state, data }: At): string | null {
  const who = readers[name]
  if (!who) return null
  const { say } = viewer
  // KE, which no consent covers, learns nothing of which services are in it.
  if (state && seesOutline(viewer, state)) return say('readers.outline')
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

/** What has no topic: on paper it is open to all inside, as the rest. */
function ofWhole({ say, today }: Viewer, state: Case | null): string {
  if (!state || state.level === 0) return say('readers.wondering')
  return say(state.mode === 'digital' || isSealed(state, today) ? 'readers.bearers' : 'readers.inside')
}

function ofTopic(viewer: Viewer, state: Case, topic: TopicCode): string {
  const services = covered(viewer, state, [topic], 'every')
  if (!services.includes(state.service)) return ofWhole(viewer, state)
  return viewer.say('readers.services', { services: viewer.say.list(serviceNames(viewer, services)) })
}

/** Those to whom every topic is open that can be chosen, and those to whom some of them are. */
function ofChosen(viewer: Viewer, state: Case, who: 'topic' | 'decided'): string {
  const { policy, today, say } = viewer
  const topics = policy.topics.filter((topic) => coversOwn(state, topic, today))
  const all = covered(viewer, state, topics, 'every')
  const some = covered(viewer, state, topics, 'some').filter((service) => !all.includes(service))
  if (all.length === 0) return ofWhole(viewer, state)
  const named = (services: ServiceCode[]) => (services.length > 0 ? say.list(serviceNames(viewer, services)) : 'none')
  return say('readers.topic', { all: named(all), some: named(some), who })
}

function covered({ policy, today }: Viewer, state: Case, topics: TopicCode[], how: 'every' | 'some'): ServiceCode[] {
  if (topics.length === 0) return []
  return policy.services.filter((service) =>
    topics[how]((topic) => covers(state, meantIn(state, service), topic, today)),
  )
}
