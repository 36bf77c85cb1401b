/** The logs that one of a family has come to, those that wait until somebody has known them, and the way to enter a code. */
import type { Say } from '../src/wording/index.ts'
import type { Block, Card } from './card.ts'
import { type FamilyWay, familyButton, familyRow, saved } from './parts/family-way.ts'

/** `name`: what whoever made the code called it, as they typed it. */
export type FamilyLogItem = {
  ref: string
  name: string | null
  /** Null where that is not theirs to know: then nobody is named either. */
  service: string | null
  holder: string | null
  closed: boolean
  /** Whether their answer about consent is waited for. */
  asked: boolean
  open: FamilyWay
}

export type FamilyHomeArgs = {
  notice: string | null
  logs: FamilyLogItem[]
  /** How many wait to be known. */
  waiting: number
  /** Of how many nobody has said whether it is they who have parental responsibility now. */
  unsaid: number
  enter: FamilyWay
}

export function familyHome({ notice, logs, waiting, unsaid, enter }: FamilyHomeArgs, say: Say): Card {
  const isNew = logs.length === 0 && waiting === 0 && unsaid === 0
  return {
    name: 'family-home',
    lang: say.lang,
    tag: say.tag,
    title: say('family.home.title'),
    summary: say('family.home.title'),
    blocks: [
      ...saved(notice),
      ...logs.map((one) => logRow(one, say)),
      ...shut('waiting', waiting, say),
      ...shut('unsaid', unsaid, say),
      { kind: 'text', text: say(isNew ? 'family.home.none' : 'family.home.more') },
    ],
    buttons: [familyButton({ ...enter, ...(isNew ? { style: 'primary' as const } : {}) }, say)],
  }
}

function logRow({ ref, name, service, holder, closed, asked, open }: FamilyLogItem, say: Say): Block {
  const of = { service: service ?? 'none', holder: holder ?? 'none', closed: String(closed) }
  const where = say('family.home.where', of)
  const subtle = [where, asked ? say('family.log.asked') : ''].filter((part) => part !== '').join(' · ')
  return familyRow(
    open,
    say('family.home.log', { ref }),
    { ...(name ? { words: name } : {}), ...(subtle ? { subtle } : {}) },
    say,
  )
}

function shut(why: 'waiting' | 'unsaid', count: number, say: Say): Block[] {
  if (count === 0) return []
  return [
    { kind: 'notice', text: say(`family.home.${why}`, { count }), tone: 'attention' },
    { kind: 'text', text: say(`family.home.${why}.how`) },
  ]
}
