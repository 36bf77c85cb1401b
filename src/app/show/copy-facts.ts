/** What a copy says of the case as a whole, by whom it is for, and what was written of all of it and by the family. */
import type { Fact } from '../../../cards/card.ts'
import type { Case } from '../../core/case.ts'
import type { Instant, PersonId, WordId } from '../../core/ids.ts'
import { capital } from '../../wording/index.ts'
import {
  custodyFacts,
  knowsWhom,
  levelName,
  memberName,
  named,
  nameOf,
  nameOfService,
  type Setting,
  serviceNames,
  topicsWithin,
} from '../see/index.ts'
import { closingFacts } from './closing-facts.ts'
import type { Copying } from './copy.ts'
import { skippedNames, stepNow } from './stands.ts'

/** What was written of the case as a whole, and by the family, each under what it is. */
export type Written = {
  label: string
  words: string
  day: string
  who: string
  kind: 'seen' | 'summary' | 'family-view' | 'advice' | 'own'
}

export async function factsOf({ eyes, opened, kind, setting, made, maker, recipient, to }: Copying): Promise<Fact[]> {
  const { case: state, access } = opened
  const { say, calendar, model, today, policy } = setting
  const words = await opened.words(knowsWhom(state, access) ? [state.about] : [])
  const about = words.get(state.about)
  const when = { day: say.day(calendar.dayOf(made)), time: say.time(calendar.timeOf(made)), by: maker.name() }
  const names = (people: PersonId[]) => Promise.all(people.map((one) => nameOf(eyes, one)))
  const covered =
    to === null
      ? []
      : topicsWithin(
          eyes,
          policy.topics.filter((topic) => access.topics.includes(topic)),
        )
  const isInside = kind !== 'referral'
  const level = named(setting, model.names.levelMeanings, state.level)
  return [
    { label: say('copy.for'), value: recipient ?? say('copy.to.archive') },
    { label: say('copy.made'), value: say('copy.made.value', when) },
    { label: say('copy.municipality'), value: model.municipality.name },
    ...(covered.length > 0 ? [{ label: say('copy.covered'), value: say.list(covered) }] : []),
    ...(about === undefined ? [] : [{ label: say('fact.about'), value: about, typed: true }]),
    { label: levelName(setting, state.level), value: level },
    ...(isInside ? stepFacts(setting, state) : []),
    { label: say('copy.own-service'), value: nameOfService(setting, state.service) },
    { label: say('fact.holder'), value: await nameOf(eyes, state.holder) },
    ...(isInside && state.deputy && state.deputy.until >= today
      ? [{ label: say('fact.deputy'), value: await nameOf(eyes, state.deputy.person) }]
      : []),
    ...(isInside ? [{ label: say('fact.services'), value: say.list(serviceNames(setting, state.services)) }] : []),
    ...(isInside && state.participants.length > 0
      ? [{ label: say('fact.participants'), value: say.list(await names(state.participants.map((one) => one.person))) }]
      : []),
    { label: say('copy.opened'), value: say.day(calendar.dayOf(state.logSince ?? state.openedAt)) },
    ...(access.topics === 'all' ? await custodyFacts(eyes, state) : []),
    ...(state.closed ? endIn(setting, state.closed, isInside) : []),
  ]
}

/** In which step it is, and what was skipped. */
function stepFacts(setting: Setting, state: Case): Fact[] {
  const { say } = setting
  const [step, skipped] = [stepNow(setting, state), skippedNames(setting, state)]
  return [
    ...(step ? [{ label: say('fact.step'), value: say('fact.step.value', step) }] : []),
    ...(skipped.length > 0 ? [{ label: say('fact.skipped'), value: say.list(skipped) }] : []),
  ]
}

/** Who was thanked tells which services have taken part, and is for those who know. */
function endIn(setting: Setting, closed: NonNullable<Case['closed']>, isInside: boolean): Fact[] {
  const told = isInside ? closed : { goals: closed.goals }
  return [{ label: setting.say('fact.closed'), value: closedAs(setting, closed) }, ...closingFacts(setting, told)]
}

/** Why a wondering ended is its owner's and their leader's alone. */
function closedAs({ say, calendar, model }: Setting, { reason, at }: NonNullable<Case['closed']>): string {
  const known = model.names.closeReasons[reason]
  const day = say.day(calendar.dayOf(at))
  return known ? `${capital(known[say.lang])}, ${day}` : day
}

/** What was seen at first, what was summed up, advised, and said by the family, is for the archive. */
export async function saidIn(copying: Copying): Promise<Written[]> {
  if (copying.kind !== 'archive') return []
  const { case: state } = copying.opened
  const { say } = copying.eyes
  const { concern, advice, closed, owner, openedAt } = state
  const written = await Promise.all([
    writtenIn(copying, 'seen', say('fact.seen'), { at: openedAt, by: owner, text: concern.seen }),
    ...advice.map((one) => writtenIn(copying, 'advice', say('copy.advice'), one)),
    ...(closed ? [writtenIn(copying, 'summary', say('fact.summary'), { ...closed, text: closed.summary })] : []),
    ...(closed?.familyView
      ? [writtenIn(copying, 'family-view', say('field.familyView'), { ...closed, text: closed.familyView })]
      : []),
  ])
  return [...written.filter(({ words }) => words !== ''), ...(await ownIn(copying))]
}

type Said = { at: Instant; by: PersonId | 'system'; text: WordId | null }

async function writtenIn({ eyes, opened }: Copying, kind: Written['kind'], what: string, { at, by, text }: Said) {
  const day = eyes.calendar.dayOf(at)
  const words = text ? ((await opened.words([text])).get(text) ?? '') : ''
  return { label: `${what}, ${eyes.say.day(day)}`, words, day, who: await nameOf(eyes, by), kind }
}

/** What the family has said on their page: also that they asked for the end, which needs no words. */
async function ownIn({ eyes, opened }: Copying): Promise<Written[]> {
  const { say, calendar } = eyes
  const { sayings, family } = opened.case
  const words = await opened.words(sayings.map(({ text }) => text))
  return sayings.map(({ by, kind, at, text, heardAt }) => {
    const member = family.find(({ id }) => id === by)
    const who = member ? memberName(eyes, opened.case, member) : ''
    const day = calendar.dayOf(at)
    const heard = heardAt ? say.day(calendar.dayOf(heardAt)) : 'none'
    const label = say('case-family.saying', { who, kind, day: say.day(day), heard })
    return { label, words: text ? (words.get(text) ?? '') : '', day, who, kind: 'own' }
  })
}
