/** People named by the channel's id for them: by their name where the directory knows them, otherwise as they stand. */
import { expect, test } from 'vitest'
import type { Mention } from '../../src/ports.ts'
import {
  accountOf,
  cardOf,
  chatOf,
  createTown,
  dataOf,
  type Name,
  type Town,
  textOf,
  valuesIn,
} from '../support/town.ts'
import { openLog } from './story.ts'

const mention = (text: string, name: Name | 'stranger'): Mention => ({ text, account: accountOf(name) })
const around = { account: accountOf('ingrid'), place: chatOf('ingrid'), from: 'place', personal: true } as const

const written = async (town: Town, text: string, mentions: Mention[]) => {
  const answer = await town.ask({ ...around, delivery: 'd1', kind: 'write', text: `ny ${text}`, mentions })
  return valuesIn(cardOf(answer)).seen
}

test('a mention is the name of whoever the directory knows, as often as it stands there', async () => {
  const town = await createTown()
  const seen = await written(town, '@U01 og @U02 så det. @U01, ring!', [
    mention('@U01', 'terje'),
    mention('@U02', 'mari'),
  ])
  expect(seen).toBe('Terje Aas og Mari Holm så det. Terje Aas, ring!')
})

test('only whole tokens count, whatever they are made of', async () => {
  const town = await createTown()
  const mentions = [mention('@U01', 'terje'), mention('@U012', 'mari'), mention('.*', 'jonas')]
  expect(await written(town, '@U012 @U0123 x@U01 (@U01) @U01ø .*', mentions)).toBe(
    'Mari Holm @U0123 x@U01 (Terje Aas) @U01ø Jonas Berg',
  )
})

test('somebody unknown, or of another municipality, stays as they stand', async () => {
  const town = await createTown()
  const mentions = [mention('@U01', 'stranger'), mention('@U02', 'per'), mention('', 'terje')]
  expect(await written(town, '@U01 og @U02', mentions)).toBe('@U01 og @U02')
})

test('nothing is read in a name that was put in', async () => {
  const town = await createTown()
  expect(await written(town, 'Jonas så @U01', [mention('@U01', 'jonas'), mention('Berg', 'terje')])).toBe(
    'Jonas så Jonas Berg',
  )
})

test('also in what is collected, and in what reads like a worry', async () => {
  const town = await createTown()
  await openLog(town)
  const text = 'I talked with @U01 about the breaks'
  const mentions = [mention('@U01', 'terje')]
  const note = await town.ask({ ...around, delivery: 'd1', kind: 'collect', text, mentions })
  expect(valuesIn(cardOf(note)).text).toBe('I talked with Terje Aas about the breaks')
  const said = await town.ask({ ...around, delivery: 'd2', kind: 'write', text, mentions })
  const begun = await town.open('ingrid', 'concern.register', dataOf(cardOf(said), 'concern.register'))
  expect(valuesIn(cardOf(begun)).seen).toBe('I talked with Terje Aas about the breaks')
  expect(textOf(said)).not.toContain('@U01')
})
