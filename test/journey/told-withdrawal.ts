/**
 * The family takes everything back: whatever was typed, and wherever it was read, no word of it is left with whoever was let in,
 * nor after some hours with anybody. Everything that was ever sent is read back from where it was sent.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Chat, Sight } from '../support/chat.ts'
import { reach } from '../support/menu.ts'
import { answered, asking, openCase, record, takenBack, wantsEach, wonder } from '../support/walk.ts'

export type Content = 'dialog' | 'chat'

export type Stage = {
  ingrid: Chat
  terje: Chat
  mari: Chat
  jonas: Chat
  /** Everything that was ever said in a new message, to whomever. */
  posted(): string
  /** Everything a message was ever changed to by us, beside what came of a press. */
  changed(): string
  advance(duration: string): Promise<unknown>
  settle(): Promise<void>
  end(): Promise<void>
}

/** What is typed, none of which stands in anything we say. */
const typed = {
  ...{ about: 'Grevling', seen: 'Pinnsvin', question: 'Måltrost', purpose: 'Hubro', childView: 'Gaupe' },
  ...{
    goal: 'Sangsvane',
    measure: 'Kongeørn',
    note: 'Mor har fortalt at far drikker',
    proposal: 'Havmåke',
    why: 'Steinkobbe',
    opening: 'Fjellrev',
  },
}
const words = Object.values(typed)

export function tellWithdrawal(content: Content, start: () => Promise<Stage>): void {
  let f: Stage
  const before = (chat: Chat) =>
    chat.all().map(({ text, card }) => text + JSON.stringify(card).replaceAll('\u2060', ''))
  const wordsWith = (...chats: Chat[]) => {
    const all = chats.flatMap(before).join('\n')
    return words.filter((word) => all.includes(word))
  }

  beforeAll(async () => {
    f = await start()
  }, 60_000)
  afterAll(() => f.end())

  test('a case is written down, shared with another service, and read by all who may', async () => {
    const { ingrid, terje, mari, jonas } = f
    const concern = await wonder(ingrid, { about: typed.about, seen: typed.seen })
    const talked = await (await concern.press('concern.talk')).press('concern.talk', {
      day: '2026-11-02',
      way: 'meeting',
    })
    await (await talked.press('concern.ask')).press('concern.ask', { person: 'Mari Holm', text: typed.question })
    const wanted = { outcome: 'level:2', services: ['ppt'] }
    const concluded = await (await talked.press('concern.conclude')).press('concern.conclude', wanted)
    const form = await (await concluded.press('consent.request'))
      .press('consent.request', asking('skole', 'ppt'))
      .then((asked) => asked.press('consent.record'))
    const signed = answered('skole', 'ppt')
    await record(form, { ...signed, purpose: typed.purpose, childView: typed.childView })
    await give(ingrid, 'participant.add', { person: 'Jonas Berg' })
    await f.settle()
    await wantsEach(jonas)
    await give(ingrid, 'goal.set', { text: typed.goal, topic: 'learning' })
    const measure = { text: typed.measure, topic: 'learning', arena: 'school', responsible: 'Jonas Berg' }
    await give(ingrid, 'measure.add', { ...measure, evaluationDay: '2026-11-09' })
    await give(ingrid, 'note.add', { text: typed.note, topic: 'learning' })
    await f.settle()
    await f.advance('P7D')
    await give(ingrid, 'level.propose', { to: '3', topic: 'learning', reason: typed.proposal })
    await f.settle()
    const proposal = await (await terje.sees('FJ-1001', 'Forslag: FJ-')).whole()
    expect(proposal.text).toContain(typed.proposal)
    const reminder = await (await jonas.sees('FJ-1001', 'Et tiltak skal evalueres')).whole()
    expect(reminder.text).toContain(typed.measure)
    const plan = await (await openCase(jonas, 'FJ-1001')).press('show.plan')
    expect(plan.text).toContain(typed.note)
    const question = await (await mari.sees('Spørsmål til deg')).whole()
    expect(question.text).toContain(typed.question)
    await openCase(ingrid, 'FJ-1001')
    const standing = wordsWith(ingrid, terje, mari, jonas)
    expect(standing).toEqual(content === 'dialog' ? [] : expect.arrayContaining([typed.about]))
  })

  test('when the family takes it back, nothing is left with whoever it had let in', async () => {
    const form = await reach(await openCase(f.ingrid, 'FJ-1001'), 'consent.withdraw')
    await form.press('consent.withdraw', { ...takenBack, what: 'whole', reason: typed.why })
    await f.settle()
    expect(wordsWith(f.jonas)).toEqual([])
    const last = f.jonas.all('FJ-1001')
    expect(last.length).toBeGreaterThan(2)
    for (const sight of last) for (const button of sight.buttons) expect((await press(sight, button)).join()).toBe('')
    expect(wordsWith(f.jonas)).toEqual([])
  })

  test('some hours later nothing is left with anybody, and each may open what they may read still', async () => {
    await f.advance('PT13H')
    await f.settle()
    expect(wordsWith(f.ingrid, f.terje, f.mari, f.jonas)).toEqual([])
    expect((await openCase(f.terje, 'FJ-1001')).text).not.toContain(typed.about)
  })

  test('whoever leads it opens it for a day with a reason, which the holder is told of and reads', async () => {
    const opened = await give(f.terje, 'case.unseal', { reason: typed.opening })
    expect(opened.text).toContain(typed.about)
    // What she is told of it has come, and is not taken for the answer to what she writes.
    await f.settle()
    expect((await openCase(f.ingrid, 'FJ-1001')).text).not.toContain(typed.about)
    const told = await (await f.ingrid.sees('FJ-1001', 'Innhold uten samtykke er åpnet')).whole()
    expect(told.text).toContain(typed.opening)
    await f.advance('P1D')
    await f.settle()
    expect((await openCase(f.terje, 'FJ-1001')).text).not.toContain(typed.about)
    await f.advance('PT13H')
    await f.settle()
    expect(wordsWith(f.ingrid, f.terje, f.mari, f.jonas)).toEqual([])
  })

  test('no message that was ever sent said a word of it', () => {
    const sent = `${f.posted()}${content === 'dialog' ? f.changed() : ''}`.replaceAll('\u2060', '')
    expect(sent.match(/FJ-1001/g)?.length).toBeGreaterThan(10)
    expect(words.filter((word) => sent.includes(word))).toEqual([])
    expect(f.changed()).toContain('FJ-1001')
  })

  async function press(sight: Sight, button: string): Promise<string[]> {
    const { text } = await sight.press(button)
    return words.filter((word) => text.includes(word))
  }
}

/** One of the things that can be done in the case. */
async function give(chat: Chat, action: string, filled: Record<string, string>): Promise<Sight> {
  const form = await reach(await openCase(chat, 'FJ-1001'), action)
  return form.press(action, filled)
}
