/**
 * What a person may do from a card. The app decides which offers a card gets; here an offer becomes a button with its
 * words. Chooses nothing by itself.
 */
import type { Command } from '../../src/core/case.ts'
import type { Key, Say } from '../../src/wording/index.ts'
import { type Block, type Button, languages } from '../card.ts'

/**
 * Presses that change nothing in a case. `show.plan` and `show.mine` may have data `section` and `start` (one part of it, from
 * an item onwards), `show.history` and `show.readers` data `start`, `show.list` data `sort`, `status`, `view`, `unit`, `level` and
 * `start` (`cards/parts/list-asked.ts`), `show.overview` data `view`, `municipality` and `start`, `set.weekly` data `weekly`, `show.menu` data `group`; `show.here` goes on in the
 * person's own chat; `follow.here` opens the thread of
 * the case in the channel where it is pressed; `set.lang` has data `lang`; `set.hours` has fields `from`, `to` and `digest`;
 * `set.leave` has fields `from` and `until`, `set.stand-in` also `person`; `account.unpair` has data `channel`, `tenant` and `user`. Data `back`
 * says where a button stood, so that the answer can lead back: `plan`, `meetings` of it, `evaluation`, `mine`, `settings`, or a card and what it is about
 * (`reminder|…`).
 */
export const queries = [
  'show.mine',
  'show.list',
  'show.overview',
  'set.weekly',
  'show.case',
  'show.plan',
  'show.evaluation',
  'show.menu',
  'show.consents',
  'show.history',
  'show.readers',
  'show.family',
  'show.copy',
  'make.copy',
  'show.calendar',
  'show.help',
  'show.report-help',
  'show.proposal',
  'show.sent',
  'show.here',
  'follow.here',
  'set.lang',
  'show.settings',
  'set.hours',
  'show.leave',
  'set.leave',
  'end.leave',
  'show.stand-in',
  'set.stand-in',
  'end.stand-in',
  'account.pair',
  'account.unpair',
  'form.cancel',
] as const
export type Query = (typeof queries)[number]

export function isQuery(action: string): action is Query {
  return queries.some((query) => query === action)
}

/** Those that lead to what a case holds. */
const ofContent: readonly string[] = [
  'show.case',
  'show.plan',
  'show.evaluation',
  'show.menu',
  'show.consents',
  'show.history',
  'show.readers',
  'show.family',
  'show.copy',
  'show.calendar',
  'show.proposal',
  'show.sent',
] satisfies Query[]

export function isContent(action: string): boolean {
  return ofContent.includes(action)
}

/** The commands that staff give; the rest the bot gives itself, or the family. */
export type CommandAction = Exclude<
  Command['type'],
  | 'level.lapse'
  | 'participant.leave'
  | 'presence.note'
  | 'consent.narrow'
  | 'reminder.send'
  | 'breach.note'
  | 'transition.move'
  | 'meeting.remind'
  | 'family.arrive'
  | FamilyOwn
>
/** What somebody of the family says on a page of their own. */
type FamilyOwn = 'family.write' | 'family.ask-correction' | 'family.say' | 'family.ask-end'
export type Action = CommandAction | Query

export type Offer = {
  kind: 'press' | 'open'
  action: Action
  data: Record<string, string>
  style?: 'primary' | 'danger'
  /** The services that its words name, ready. */
  named?: string[]
  /** Whether it leads back to where its reader came from, and says so. */
  isBack?: true
  /** What it is called where it stands, if not by its action. */
  label?: Key
}

/** Below a card, beside the way to everything else: more can't be taken in at a glance. */
export const mostBelow = 4

/** Whether it leads to everything that can be done in a case: it stands last, and counts for none of the others. */
export function isMore({ action, data }: Pick<Button, 'action' | 'data'>): boolean {
  return action === 'show.menu' && data.group === undefined
}

/** Whether a press changes a case. */
export function isCommand(action: Action): action is CommandAction {
  return !queries.some((query) => query === action)
}

/** Whether it is about a question that somebody was asked anonymously, or leads back to one. */
export function isAboutQuestion(action: string, { back }: Record<string, string>): boolean {
  return action === 'concern.answer' || back?.startsWith('anonymous-question|') === true
}

/**
 * What a button carries through a channel. Of a question its own id alone: by the id of its case, a channel could tie two questions
 * to one case, and to whoever takes part in that later.
 */
export function carriedBy(action: string, data: Offer['data']): Offer['data'] {
  if (!isAboutQuestion(action, data)) return data
  const { case: _, ...apart } = data
  return apart
}

export function button(offer: Offer, say: Say): Button {
  const { kind, action, data, style } = offer
  return {
    kind,
    action,
    data: carriedBy(action, data),
    label: label(offer, say),
    ...(style ? { style } : {}),
    ...(kind === 'press' && asksFirst(action) ? { confirm: say(`confirm.${action}`) } : {}),
  }
}

/**
 * Four buttons at most and the way to everything else, the one that stands out first; what there is no room for stands as rows, so
 * that nothing offered is lost.
 */
export function offered(offers: Offer[], say: Say): { rows: Block[]; buttons: Button[] } {
  const primary = ({ style }: Offer) => style === 'primary'
  const isWay = (offer: Offer) => isMore(offer) && !offer.isBack
  const others = offers.filter((offer) => !isWay(offer))
  const sorted = [...others.filter(primary), ...others.filter((offer) => !primary(offer))]
  const below = withWayBack(sorted)
  return {
    buttons: [...below, ...offers.filter(isWay).slice(0, 1)].map((offer) => button(offer, say)),
    rows: rows(
      sorted.filter((offer) => !below.includes(offer)),
      say('row.also'),
      say,
    ),
  }
}

/** As `offered`, on a long card: what stands out would stand below all there is to read, and is `next` where its reader has read why. */
export function offeredApart(offers: Offer[], say: Say): ReturnType<typeof offered> & { next: Block[] } {
  const first = offers.find(({ style }) => style === 'primary')
  const others = offered(
    offers.filter((offer) => offer !== first),
    say,
  )
  return { ...others, next: first ? rows([first], say('row.next'), say) : [] }
}

/** The last row of a case's card, always in the same place: to where its reader came from, or to their list. */
export function wayBack(back: Offer, say: Say): Block {
  return { kind: 'row', text: say(back.isBack ? 'row.back' : 'row.list'), button: button(back, say) }
}

/** The first four; where there are more, the way back to the case is the last of them. */
function withWayBack(sorted: Offer[]): Offer[] {
  const back = sorted.findLast(({ action }) => action === 'show.case')
  if (sorted.length <= mostBelow || !back) return sorted.slice(0, mostBelow)
  return [...sorted.filter((offer) => offer !== back).slice(0, mostBelow - 1), back]
}

/** Offers beside what they are about: the first carries the sentence, the rest say by themselves when to press them. */
export function rows(offers: Offer[], text: string, say: Say): Block[] {
  return offers.map((offer, index) => ({
    kind: 'row',
    text: index === 0 ? text : occasion(offer, say),
    button: button(offer, say),
  }))
}

function occasion(offer: Offer, say: Say): string {
  const { action } = offer
  if (action === 'show.calendar') return say('row.calendar')
  return isCommand(action) && !variant(offer) ? say(`menu.${action}`) : say('row.also')
}

const asking = ['level.withdraw', 'baton.withdraw', 'case.open-on-paper', 'account.unpair'] as const
type Asking = (typeof asking)[number]

function asksFirst(action: Action): action is Asking {
  return asking.some((one) => one === action)
}

function label(offer: Offer, say: Say): string {
  if (offer.isBack) return say('action.back')
  if (offer.label) return say(offer.label)
  if (offer.action === 'level.decide' && offer.named) return without(offer.named, say)
  return say(variant(offer) ?? `action.${offer.action}`)
}

/** By what stands in brackets, as `PPT` does; beside a button that would be too long they are named. */
function without(names: string[], say: Say): string {
  const list = say.list(names.map((name) => /\(([^()]+)\)$/.exec(name)?.[1] ?? name))
  return list.length > mostNamed
    ? say('action.level.decide.without-refused')
    : say('action.level.decide.without', { services: list })
}

/** Characters: what a channel's button has room for beside the verb. */
const mostNamed = 24

const views = ['leader', 'ke', 'coordinator'] as const

function overviewLabel({ start, view }: Offer['data']): Key | null {
  if (start) return 'action.show.plan.more'
  const seen = views.find((one) => one === view)
  return seen ? `action.show.overview.${seen}` : null
}

/** The few actions whose words depend on what goes with them. */
function variant({ action, data }: Offer): Key | null {
  if (action === 'level.decide' && data.approve === 'no') return 'action.level.decide.no'
  if (action === 'goal.finish' && data.reached === 'no') return 'action.goal.finish.no'
  if (action === 'show.mine' && data.section) return 'action.show.plan.more'
  if (action === 'make.copy' && data.file === 'json') return 'action.make.copy.json'
  if (action === 'show.overview') return overviewLabel(data)
  if (action === 'set.weekly' && data.weekly === 'no') return 'action.set.weekly.no'
  if (action === 'show.case' && data.whole) return 'action.show.sent'
  if (action === 'show.plan' && data.section)
    return data.start === '0' ? 'action.show.plan.section' : 'action.show.plan.more'
  const lang = languages.find((one) => action === 'set.lang' && one === data.lang)
  return lang ? `language.${lang}` : null
}
