/**
 * The property that content in chats stands under: whatever people do, and however late or broken what is sent arrives, no
 * word that somebody typed leaves for whoever may not read it, and none stands with them once it could be taken away.
 */
import fc from 'fast-check'
import type { Card } from '../../cards/card.ts'
import { foldAtStart } from '../../src/app/act/index.ts'
import type { Case } from '../../src/core/case.ts'
import type { CaseId, Day, TopicCode } from '../../src/core/ids.ts'
import type { Answer, ChannelErrorKind, MessageRef } from '../../src/ports.ts'
import { caseOf, consent, takenBack, worry } from '../app/story.ts'
import { type Family, listen } from './family.ts'
import { personToImport } from './people.ts'
import { calendar } from './sample.ts'
import {
  accountOf,
  chatOf,
  createTown,
  dataOf,
  monday,
  schoolChannel,
  type Texts,
  type Town,
  textOf,
  valuesIn,
} from './town.ts'

const names = ['ingrid', 'terje', 'mari', 'jonas', 'nora'] as const
type Name = (typeof names)[number]
const units = {
  ...{ ingrid: 'fjordvik-skole', terje: 'fjordvik-skole', mari: 'fjordvik-skole', jonas: 'ppt' },
  nora: 'helsestasjonen',
} as const satisfies Record<Name, string>
const services = {
  ...{ ingrid: 'skole', terje: 'skole', mari: 'skole', jonas: 'ppt', nora: 'skolehelsetjeneste' },
} as const satisfies Record<Name, string>
const fullNames = { jonas: 'Jonas Berg', nora: 'Nora Vik', mari: 'Mari Holm' } as const
const topics = ['learning', 'health'] as const satisfies TopicCode[]
const helpers = ['jonas', 'nora', 'mari'] as const

const name = fc.constantFrom(...names)
const outside = fc.constantFrom('jonas', 'nora', 'jonas', 'mari' as const)
const kinds = ['unreachable', 'rate-limited', 'ambiguous'] as const satisfies ChannelErrorKind[]
const act = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('write'), by: name, topic: fc.constantFrom(...topics), to: name }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('withdraw'),
      what: fc.constantFrom('whole', 'service:ppt', 'service:ppt', 'service:skolehelsetjeneste', 'topic:learning'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('agree'),
      who: outside,
      topic: fc.constantFrom('learning', 'learning,health'),
      days: fc.constantFrom(1, 1, 300),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('remove'), who: outside }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('add'), who: outside }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('propose'), by: name }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('decide') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('hand'), to: outside }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('close') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reopen') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('leave'), who: outside }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('look'), who: fc.oneof(outside, name), at: fc.nat(7) }) },
)
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never

const step = fc.oneof(
  { weight: 12, arbitrary: act },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('run') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait'), hours: fc.constantFrom(1, 5, 9, 13) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('fail'),
      kind: fc.constantFrom(...kinds),
      times: fc.integer({ min: 1, max: 3 }),
      arrives: fc.boolean(),
      verb: fc.constantFrom('update', 'direct', 'post'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('hold'),
      meanwhile: fc.array(act, { minLength: 1, maxLength: 3 }),
      ends: fc.constantFrom(null, null, ...kinds),
    }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** In how many sequences each thing happened, so that nobody has to believe that they get anywhere. */
export type Reach = { runs: number; in: Map<string, number> }

export function newReach(): Reach {
  return { runs: 0, in: new Map() }
}

/** Throws, with what was broken, when a sequence leaves a word where it must not be. */
export function standingProperty(content: 'dialog' | 'chat', reach: Reach) {
  const sequence = fc.array(step, { minLength: 10, maxLength: 20, size: 'max' })
  /** Days that the first consent holds. */
  const lasts = fc.constantFrom(1, 300, 300)
  return fc.asyncProperty(lasts, sequence, async (days, steps) => {
    const life = await begin(content, days)
    for (const one of steps) await take(life, one)
    await finish(life)
    reach.runs += 1
    for (const thing of life.seen) reach.in.set(thing, (reach.in.get(thing) ?? 0) + 1)
  })
}

type Life = {
  town: Town
  content: 'dialog' | 'chat'
  id: CaseId
  /** The topic of each word that was typed; null: of none. */
  typed: Map<string, TopicCode | null>
  /** When what stands in somebody's chat was last asked for. */
  looked: Map<string, { ref: MessageRef; who: Name; at: number }>
  active: Set<Name>
  /** So many sends have been judged. */
  judged: number
  seen: Set<string>
}

/** In the afternoon of the day after, with what was looked at standing there, and something waiting to be sent. */
async function begin(content: 'dialog' | 'chat', days: number): Promise<Life> {
  const town = await createTown({ content })
  await town.say('ingrid', 'hei', { channel: true })
  const id = await worry(town, { origin: schoolChannel.key })
  const concluded = { outcome: 'level:2', services: 'ppt,skolehelsetjeneste' }
  await town.submit('ingrid', 'concern.conclude', { case: id }, concluded)
  await consent(town, id, {
    services: ['skole', 'ppt', 'skolehelsetjeneste'],
    until: calendar.addDays(calendar.dayOf(monday), days),
  })
  const life: Life = {
    ...{ town, content, id, typed: new Map([['Kaia', null]]), looked: new Map(), active: new Set(names) },
    ...{ judged: 0, seen: new Set() },
  }
  for (const who of helpers) await take(life, { do: 'add', who })
  await take(life, { do: 'write', by: 'ingrid', topic: 'learning', to: 'jonas' })
  await take(life, { do: 'run' })
  town.setClock('2026-11-03T13:00:00.000Z')
  await take(life, { do: 'look', who: 'jonas', at: 4 })
  await take(life, { do: 'look', who: 'nora', at: 5 })
  await take(life, { do: 'write', by: 'ingrid', topic: 'learning', to: 'nora' })
  await take(life, { do: 'write', by: 'ingrid', topic: 'learning', to: 'jonas' })
  return life
}

async function take(life: Life, one: Step): Promise<void> {
  const { town } = life
  switch (one.do) {
    case 'run':
      await town.run()
      return judge(life)
    case 'wait':
      return pass(life, one.hours)
    case 'fail':
      return town.channel.fail({ ...one, arrives: one.arrives && one.kind === 'ambiguous' })
    case 'hold':
      return held(life, one)
    default:
      return perform(life, one)
  }
}

/**
 * What happens while a message is on its way: nobody knows yet that it stands. Others leave beside it, each before or after
 * what happens, so that it is judged by how things were at any of these moments.
 */
async function held(life: Life, { meanwhile, ends }: Extract<Step, { do: 'hold' }>): Promise<void> {
  const moments = [await momentOf(life)]
  const { arrived, letGo } = life.town.channel.hold()
  const running = life.town.run()
  const isHeld = await Promise.race([arrived.then(() => true), running.then(() => false)])
  if (isHeld) life.seen.add('held')
  for (const one of meanwhile) {
    await perform(life, one)
    moments.push(await momentOf(life))
  }
  letGo(isHeld && ends !== null ? ends : undefined)
  await running
  judgeAt(life, moments)
}

/** Stops at every moment at which something happens. */
async function pass(life: Life, hours: number): Promise<void> {
  const { town } = life
  const end = Date.parse(town.app.clock.now()) + hours * 3_600_000
  for (;;) {
    await town.run()
    await judge(life)
    const now = Date.parse(town.app.clock.now())
    if (now >= end) return
    const moments = await town.read(async (tx) => [
      await tx.digests.nextAt(),
      await tx.outbox.nextAt(),
      await tx.unfolded.nextAt(),
      await tx.cases.nextAt(),
    ])
    const midnight = calendar.at(calendar.addDays(calendar.dayOf(town.app.clock.now()), 1), '00:00')
    const next = Math.min(end, Date.parse(midnight), ...moments.flatMap((at) => (at ? [Date.parse(at)] : [])))
    town.setClock(new Date(Math.max(next, now + 1)).toISOString())
  }
}

async function perform(life: Life, one: Act): Promise<void> {
  const { town, id } = life
  const data = { case: id }
  switch (one.do) {
    case 'look':
      return look(life, one.who, one.at)
    case 'write': {
      const text = word(life, one.topic)
      const responsible = `person:${town.id(one.to)}`
      const typed = { topic: one.topic, arena: 'school', evaluationDay: '2026-11-05', text, responsible }
      return attempt(life, one.by, 'measure.add', data, typed)
    }
    case 'withdraw':
      return attempt(life, 'terje', 'consent.withdraw', data, {
        ...takenBack,
        what: one.what,
        reason: word(life, null),
      })
    case 'agree': {
      const until = calendar.addDays(calendar.dayOf(town.app.clock.now()), one.days)
      return consent(town, id, { services: [services[one.who]], topics: one.topic.split(','), until }).catch(
        () => undefined,
      )
    }
    case 'remove':
      return attempt(life, 'terje', 'participant.remove', data, { person: town.id(one.who) })
    case 'add':
      return attempt(life, 'terje', 'participant.add', data, { person: town.id(one.who) })
    case 'propose':
      return attempt(life, one.by, 'level.propose', data, {
        to: '3',
        services: '',
        topic: 'learning',
        reason: word(life, 'learning'),
      })
    case 'decide': {
      const proposal = (await caseOf(town, id)).proposals.at(-1)?.id
      const reason = word(life, 'learning')
      return proposal
        ? attempt(life, 'terje', 'level.decide', { ...data, proposal, approve: 'no' }, { topic: 'learning', reason })
        : undefined
    }
    case 'hand': {
      await attempt(life, 'terje', 'baton.offer', data, { person: town.id(one.to) })
      const handOver = (await caseOf(town, id)).handOver?.id
      if (handOver) await town.press(one.to, 'baton.accept', { ...data, handOver })
      return
    }
    case 'close':
      return attempt(life, 'terje', 'case.close', data, { reason: 'goal-reached', summary: word(life, null) })
    case 'reopen':
      return attempt(life, 'terje', 'case.reopen', data, { reason: word(life, null) })
    case 'leave':
      return leave(life, one.who)
  }
}

function word({ typed }: Life, topic: TopicCode | null): string {
  const text = `Hemmelig${typed.size}x`
  typed.set(text, topic)
  return text
}

/** What is refused, or is not there to be filled in, was tried. In the message it would stand in, nothing typed is answered. */
async function attempt(life: Life, by: Name, action: string, data: Texts, typed: Texts): Promise<void> {
  const form = await life.town.open(by, action, data)
  const button = form.kind === 'form' ? form.card.buttons.find((one) => one.action === action) : undefined
  if (form.kind !== 'form' || !button) return
  const answer = await life.town.press(by, action, button.data, { ...valuesIn(form.card), ...typed })
  if ('chat' in answer)
    promise('an answer that is not known to stand holds no word', wordsIn(life, answer.chat).length === 0)
}

/** The directory lets somebody go, and takes them back; the bot is told of it when it starts. */
async function leave(life: Life, who: keyof typeof fullNames): Promise<void> {
  const { town, active } = life
  const isBack = !active.delete(who)
  if (isBack) active.add(who)
  const person = { unit: units[who], service: services[who], accounts: [accountOf(who)], active: isBack }
  await town.store.importPeople([personToImport(fullNames[who], person)], town.app.ids)
  await foldAtStart(town.app)
}

const queries = ['show.case', 'show.plan', 'show.consents', 'show.menu'] as const

/** Somebody presses in a message of their own chat: one that was sent to them, or one in which they looked before. */
async function look(life: Life, who: Name, at: number): Promise<void> {
  const { town, id } = life
  const sent = town.channel.sent().filter(({ to, verb }) => verb === 'direct' && to === who)
  const one = at < 4 ? sent.at(-1 - at) : undefined
  const ref: MessageRef = one?.ref ?? { place: chatOf(who), message: `looked-${who}-${at % 2}` }
  const offered = one && JSON.stringify(one.card).includes('show.sent')
  const [action, data] =
    offered && one
      ? (['show.sent', dataOf(one.card, 'show.sent')] as const)
      : ([queries[at % queries.length] ?? 'show.case', { case: id }] as const)
  const base = { account: accountOf(who), place: ref.place, from: 'place', personal: true, message: ref } as const
  const delivery = town.app.ids.next('delivery')
  const answer = await town.ask({ ...base, kind: 'press', action, data, fields: {}, delivery })
  await judgeAnswer(life, who, answer)
  if (!('chat' in answer)) return
  town.channel.answered(ref, answer.chat)
  life.looked.set(textOf(ref), { ref, who, at: Date.parse(town.app.clock.now()) })
}

async function judgeAnswer(life: Life, who: Name, answer: Answer): Promise<void> {
  const words = wordsIn(life, answer)
  promise(`${who} reads only what they may: ${words}`, mayRead(life, await momentOf(life), who, words))
  if (!('chat' in answer)) return
  const standing = wordsIn(life, answer.chat)
  promise('in dialog no word stands in a message', life.content === 'chat' || standing.length === 0)
  if (standing.length > 0) life.seen.add(isOutside(who) ? 'unfolded outside' : 'unfolded inside')
}

/** Who had a part in the case at a moment, told without the table of permissions. */
type Moment = { state: Case; family: Family; active: Set<Name>; day: Day }

async function momentOf({ town, id, active }: Life): Promise<Moment> {
  const family = listen()
  for (const entry of await town.read((tx) => tx.cases.entries(id))) family.hear(entry)
  const day = calendar.dayOf(town.app.clock.now())
  return { state: await caseOf(town, id), family, active: new Set(active), day }
}

async function judge(life: Life): Promise<void> {
  if (life.town.channel.tried.length > life.judged) judgeAt(life, [await momentOf(life)])
  await judgeStanding(life, (ref) => !isTriedAgain(life, ref))
}

/** Whether the newest update of a message failed, or the channel is down, or was when last tried, so that it waits to be tried again. */
function isTriedAgain({ town }: Life, { message }: MessageRef): boolean {
  const known = town.log.findLast(({ event }) => event === 'channel.down' || event === 'channel.back')
  if (town.channel.isDown() || known?.event === 'channel.down') return true
  const last = town.channel.tried.findLast(({ verb, ref }) => verb === 'update' && ref.message === message)
  return last !== undefined && last.failed !== null
}

/** Of those messages, everything could be taken away that must. */
async function judgeStanding(life: Life, isSent: (ref: MessageRef) => boolean): Promise<void> {
  const now = Date.parse(life.town.app.clock.now())
  const standing = [...life.looked.values()].flatMap(({ ref, ...rest }) => {
    const words = wordsIn(life, life.town.channel.standing(ref))
    return words.length > 0 && isSent(ref) ? [{ message: ref.message, words, ...rest }] : []
  })
  const moment = standing.length > 0 ? await momentOf(life) : null
  for (const { message, words, who, at } of standing) {
    const may = moment !== null && mayRead(life, moment, who, words)
    promise(`${who} has before them only what they may read: ${words} in ${message}`, may)
    promise('nothing stands longer than the hours', now - at <= 12 * 3_600_000)
    life.seen.add('still stands')
  }
}

/** Every send since the last time: what left holds no word, and says of the case what may still be known. */
function judgeAt(life: Life, moments: Moment[]): void {
  const { tried } = life.town.channel
  const fresh = tried.slice(life.judged)
  life.judged = tried.length
  for (const { card, ref, failed, verb } of fresh) {
    if (failed) life.seen.add(`failed: ${verb}`)
    promise('no word that was typed leaves in a message', wordsIn(life, card).length === 0)
    const who = names.find((one) => chatOf(one).key === ref.place.key)
    if (!who || moments.some((one) => hasPart(life, one, who))) continue
    life.seen.add('told that it ended')
    promise(`${who} is told no more than that it ended, but ${textOf(card)}`, saysItEnded(card) || saysNothing(card))
  }
}

const endings = /ikke lenger deltaker|ikkje lenger deltakar|avslutta|avsluttet/

/** That a newer message stands: of which case, and what, it doesn't say, and it leads nowhere. */
function saysNothing({ name, buttons }: Card): boolean {
  return name === 'newer' && buttons.length === 0
}

function saysItEnded(card: Card): boolean {
  if (textOf(card).includes('"case":')) return false
  return (
    card.name === 'consent-withdrawn' || card.name === 'folded' || (card.name === 'told' && endings.test(textOf(card)))
  )
}

/** Once nothing fails any more, nothing is left to be taken away; and after the hours nothing stands at all. */
async function finish(life: Life): Promise<void> {
  await pass(life, 2)
  await judgeStanding(life, () => true)
  await pass(life, 13)
  for (const { ref, who } of life.looked.values())
    promise(
      `nothing stands with ${who} in the end: ${ref.message}`,
      wordsIn(life, life.town.channel.standing(ref)).length === 0,
    )
}

function promise(what: string, kept: boolean): void {
  if (!kept) throw new Error(`broken promise: ${what}`)
}

function wordsIn({ typed }: Life, shown: unknown): string[] {
  const text = textOf(shown) ?? ''
  return [...typed.keys()].filter((one) => text.includes(one))
}

function isOutside(who: Name): boolean {
  return services[who] !== 'skole'
}

function hasPart({ town }: Life, { state, family, active, day }: Moment, who: Name): boolean {
  const person = town.id(who)
  if (!active.has(who)) return false
  if (who === 'terje') return true
  const stands = state.holder === person || state.participants.some((one) => one.person === person)
  return stands && (!isOutside(who) || (state.status === 'open' && family.allows(services[who], null, day)))
}

function mayRead(life: Life, moment: Moment, who: Name, words: string[]): boolean {
  if (words.length === 0) return true
  if (!hasPart(life, moment, who)) return false
  const isWhole = who === 'terje' || (!isOutside(who) && moment.state.holder === life.town.id(who))
  const allowed = topics.filter((topic) => moment.family.allows(services[who], topic, moment.day))
  const isAllowed = (topic: TopicCode | null) => (topic ? allowed.some((one) => one === topic) : allowed.length > 0)
  return isWhole || words.every((one) => isAllowed(life.typed.get(one) ?? null))
}
