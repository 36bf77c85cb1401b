/** What may be left empty is said so beside its label, in the reader's language and in both channels. */
import { expect, test } from 'vitest'
import { drawForm } from '../../src/app/actions/index.ts'
import { wording } from '../../src/wording/index.ts'
import { inBoth } from '../support/in-both.ts'

const filling = { data: {}, ref: null, values: {}, errors: {}, choices: { topic: [{ value: 'a', label: 'A' }] } }
const said = (lang: 'nb' | 'nn' | 'en') =>
  inBoth(drawForm('meeting.hold', filling, wording(lang))).map(({ channel, read, drawn }) => [
    channel,
    read.says(drawn),
  ])

test.each([
  ['nb', 'Neste møte (valgfritt)', 'Dag (valgfritt)'],
  ['nn', 'Neste møte (valfritt)', 'Dag (valfritt)'],
] as const)('%s', (lang, optional, required) => {
  for (const [channel, text] of said(lang)) {
    expect(text, channel).toContain(optional)
    expect(text, channel).not.toContain(required)
  }
})

test('en: by Slack itself, in the same word, so that it is not said twice there', () => {
  const [[, teams] = [], [, slack] = []] = said('en')
  expect(teams).toContain('Next meeting (optional)')
  expect(slack).toContain('Next meeting')
  expect(slack).not.toContain('(optional)')
})
