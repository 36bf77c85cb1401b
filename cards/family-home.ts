/** The logs that one of a family has come to, those that wait until somebody has known them, and the way to enter a code. */
import type { Say } from '../src/wording/index.ts'
import type { Block, Card } from './card.ts'
import { type FamilyShut, shutTexts } from './parts/family-shut.ts'
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
  shut: FamilyShut
  enter: FamilyWay
}

export function familyHome({ notice, logs, shut, enter }: FamilyHomeArgs, say: Say): Card {
  const isNew = logs.length === 0 && shut.waiting + shut.unsaid === 0
  return {
    name: 'family-home',
    lang: say.lang,
    tag: say.tag,
    title: say('family.home.title'),
    summary: say('family.home.title'),
    blocks: [
      ...saved(notice),
      ...logs.map((one) => logRow(one, say)),
      ...shutTexts(shut, say),
      { kind: 'text', text: say(isNew ? 'family.home.none' : 'family.home.more') },
    ],
    buttons: [familyButton({ ...enter, ...(isNew ? { style: 'primary' as const } : {}) }, say)],
  }
}

function logRow({ ref, name, service, holder, closed, asked, open }: FamilyLogItem, say: Say): Block {
  const where = say('family.home.where', {
    service: service ?? 'none',
    holder: holder ?? 'none',
    closed: String(closed),
  })
  const subtle = [where, asked ? say('family.log.asked') : ''].filter((part) => part !== '').join(' · ')
  return familyRow(
    open,
    say('family.home.log', { ref }),
    { ...(name ? { words: name } : {}), ...(subtle ? { subtle } : {}) },
    say,
  )
}
