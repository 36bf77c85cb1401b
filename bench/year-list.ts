/** A list that came to somebody, read as they read it: what waits for them, also on the pages that follow. */
import type { Card } from '../cards/card.ts'
import type { CaseId } from '../src/core/ids.ts'
import { wording } from '../src/wording/index.ts'
import type { Message, Town } from './year-town.ts'

const lists = ['mine', 'digest']

export function isList({ card }: Pick<Message, 'card'>): boolean {
  return lists.includes(card.name)
}

/** The cases that wait for its reader by what the list says, each page of that section opened as long as there is one. */
export async function waitingIn({ card, account }: Message, town: Town): Promise<CaseId[]> {
  const { cases, next } = page(card)
  const found = [...cases]
  for (let data = next; data; ) {
    const answer = await town.press(account, 'show.mine', data)
    const read = answer ? page(answer) : { cases: [], next: null }
    found.push(...read.cases)
    data = read.next
  }
  return found
}

type Page = { cases: CaseId[]; next: Record<string, string> | null }

function page({ lang, blocks }: Card): Page {
  const waits = wording(lang)('mine.waiting')
  const read: Page = { cases: [], next: null }
  let isWaiting = false
  for (const block of blocks) {
    if (block.kind === 'heading') isWaiting = block.text === waits
    if (block.kind !== 'row' || !isWaiting) continue
    const { action, data } = block.button
    if (action === 'show.mine') read.next = data
    else if (data.case) read.cases.push(`case_${data.case.slice('case_'.length)}`)
  }
  return read
}
