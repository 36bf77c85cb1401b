/** What of a card may stand in a message, when it is folded again, and what somebody may read of a case on a day. */
import { describe, expect, test } from 'vitest'
import type { Card } from '../../../cards/card.ts'
import type { Offer } from '../../../cards/parts/offer.ts'
import { letsIn } from '../../../src/app/see/for-chat.ts'
import { foldedAt, forChat, readBy, type Viewer } from '../../../src/app/see/index.ts'
import type { Model } from '../../../src/model/schema.ts'
import { given } from '../../support/given.ts'
import { consented, joined, openLog, registered, requested, takenBack } from '../../support/history.ts'
import { looking } from '../../support/looking.ts'
import { on, type PersonName } from '../../support/sample.ts'

const secret = { kind: 'text', text: 'Kaia is often alone' } as const
const card = {
  ...{ name: 'case-plan', title: 'FJ-1001', buttons: [] },
  blocks: [{ kind: 'text', text: 'Level 2', discreet: true }, secret],
} as unknown as Card
const opens: Offer = { kind: 'press', action: 'show.plan', data: { case: 'case_1' } }

describe('a card in a message', () => {
  async function shown(
    stands: Model['content']['stands'],
    own: boolean,
    unfolds: boolean,
    offer: Offer | null = opens,
  ) {
    const { viewer } = await looking()
    const { model, say } = await viewer('teacher')
    const inChat = forChat(
      { model: { ...model, content: { ...model.content, stands } }, say },
      card,
      { own, unfolds },
      offer,
    )
    const isWhole = inChat.blocks.some((block) => 'text' in block && block.text === secret.text)
    return [isWhole, inChat.opensIn, inChat.buttons.map(({ action }) => action)]
  }

  test('is whole only where content may stand, in its reader’s own chat, in place of what they pressed', async () => {
    expect(await shown('chat', true, true)).toEqual([true, 'place', []])
  })

  test('else is what is discreet, with a way to the rest: in its place where content may stand, or in a window', async () => {
    expect(await shown('chat', true, false)).toEqual([false, 'place', ['show.plan']])
    expect(await shown('chat', false, true)).toEqual([false, 'window', ['show.plan']])
    expect(await shown('dialog', true, true)).toEqual([false, 'window', ['show.plan']])
    expect(await shown('dialog', false, false)).toEqual([false, 'window', ['show.plan']])
  })

  test('has no way to the rest where there is none', async () => {
    expect(await shown('dialog', true, true, null)).toEqual([false, 'window', []])
  })
})

describe('what is unfolded', () => {
  const hours = (viewer: Viewer, foldedAfterHours: number): Viewer => {
    const { model } = viewer
    return { ...viewer, model: { ...model, content: { ...model.content, foldedAfterHours } } }
  }

  test('is folded after the model’s hours where nothing changes until then', async () => {
    const { viewer } = await looking()
    const { state } = given(openLog(2), joined('ppt'))
    const now = on('2026-08-20', '14:00')
    expect(foldedAt(hours(await viewer('ppt', now), 12), state)).toBe(on('2026-08-21', '02:00'))
    expect(foldedAt(hours(await viewer('ppt', now), 12), null)).toBe(on('2026-08-21', '02:00'))
    expect(foldedAt(hours(await viewer('stranger', now), 72), state)).toBe(on('2026-08-23', '14:00'))
  })

  test('is folded before the first day on which its reader may read less, on the hour that day begins', async () => {
    const { viewer } = await looking()
    const { state } = given(openLog(2, ['ppt'], { until: '2026-08-21' }), joined('ppt'))
    expect(foldedAt(hours(await viewer('ppt', on('2026-08-20', '14:00')), 72), state)).toBe(on('2026-08-22', '00:00'))
    expect(foldedAt(hours(await viewer('ppt', on('2026-08-21', '14:00')), 10), state)).toBe(on('2026-08-22', '00:00'))
    // That day is not reached: the hours end in the moment in which it begins.
    expect(foldedAt(hours(await viewer('ppt', on('2026-08-21', '14:00')), 9), state)).toBe(on('2026-08-21', '23:00'))
  })
})

describe('what somebody may read', () => {
  async function reads(name: PersonName, ...history: Parameters<typeof given>) {
    const { viewer } = await looking()
    return readBy(await viewer(name), given(...history).state)
  }
  const log = [openLog(2, ['ppt'], { topics: ['learning'] }), joined('ppt')]

  test('is all of it, the topics the family lets them know of, nothing of it, or no case', async () => {
    const { viewer } = await looking()
    expect(await reads('teacher', log)).toBe('"all"')
    expect(await reads('ppt', log)).toContain('"learning"')
    expect(await reads('stranger', log)).toBe('null')
    expect(readBy(await viewer('teacher'), null)).toBe('null')
  })

  test('is other once it is sealed', async () => {
    const sealed = await reads('teacher', log, takenBack())
    expect(sealed).toContain('sealed')
    expect(sealed).not.toBe(await reads('stranger', log))
    expect(await reads('teacher', registered())).toBe('"all"')
  })

  test('is other, for whoever reads some of it, with another consent that lets their own unit in, and with no other', async () => {
    const before = await reads('ppt', log)
    const more = { topics: ['learning'] }
    expect(await reads('ppt', log, consented(['ppt'], 'consent_2', more))).not.toBe(before)
    expect(await reads('ppt', log, consented(['skole', 'ppt'], 'consent_2', more))).not.toBe(before)
    expect(await reads('ppt', log, consented(['bup'], 'consent_2', more))).toBe(before)
    expect(await reads('ppt', log, requested('consent_2', { services: ['ppt'], topics: ['learning'] }))).toBe(before)
    expect(await reads('teacher', log, consented(['bup'], 'consent_2', more))).toBe(await reads('teacher', log))
  })
})

test('a consent lets in those of the unit it names as long as it is in force, and nobody of another unit or municipality', async () => {
  const { viewer } = await looking()
  const lets = async (name: PersonName, ...history: Parameters<typeof given>) => {
    const { state } = given(...history)
    const [consent] = state.consents
    return consent && letsIn(await viewer(name), state, consent)
  }
  expect(await lets('ppt', openLog(2))).toBe(true)
  expect(await lets('ppt', openLog(2), takenBack())).toBe(false)
  expect(await lets('otherPpt', openLog(2))).toBe(false)
  expect(await lets('outsider', openLog(2))).toBe(false)
})
