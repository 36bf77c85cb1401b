/**
 * What can't be written without the compiler saying so: each line below that is expected to be refused would, were it let
 * through, lose a notice, a button or a choice without a sound. What comes from a database is refused when it is read.
 */
import { expect, expectTypeOf, test } from 'vitest'
import type { FieldId } from '../../cards/parts/field.ts'
import { type CommandAction, type Query, queries } from '../../cards/parts/offer.ts'
import { action, type Declared } from '../../src/app/actions/action.ts'
import { somebody } from '../../src/app/actions/chosen.ts'
import { choice, choices, type Field, idOf, longIfAny, type Source, tick } from '../../src/app/actions/field.ts'
import { actions, offer, show } from '../../src/app/actions/index.ts'
import type { Personal } from '../../src/app/show/draw.ts'
import { type Line, line, lines, refresh, type SentCard, sentCards, tell, told } from '../../src/core/notice.ts'
import { type Signal, signals } from '../../src/core/policy.ts'
import { type RefusalCode, type RefusedField, refusalCodes, refuse } from '../../src/core/refusal.ts'
import { type Letter, readLetter } from '../../src/outgoing.ts'
import type { Key } from '../../src/wording/index.ts'
import { filesOf, sourceOf } from '../support/source.ts'

test('every line, action, refusal and signal has its sentence', () => {
  expectTypeOf<`line.${Line}`>().toExtend<Key>()
  expectTypeOf<`action.${CommandAction | Query}`>().toExtend<Key>()
  expectTypeOf<`done.${CommandAction}`>().toExtend<Key>()
  expectTypeOf<`refusal.${RefusalCode}`>().toExtend<Key>()
  expectTypeOf<`signal.${Signal}.title` | `signal.${Signal}.todo`>().toExtend<Key>()
})

test('every card that is sent is drawn, for a person or in a thread', () => {
  type InThread = 'thread-root' | 'thread-line'
  expectTypeOf<Exclude<SentCard, Personal['card']>>().toEqualTypeOf<InThread>()
  expectTypeOf<SentCard>().toExtend<Letter['card']>()
})

test('nothing is told that has no line or card, or is about something else', () => {
  // @ts-expect-error nobody has a sentence for it
  told({ line: 'somebody-laughed', subject: '' }, ['holder'])
  // @ts-expect-error a note is not a proposal
  line({ line: 'proposal-made', subject: 'note_1' })
  // @ts-expect-error a proposal must be named
  tell({ card: 'proposal', subject: '' }, ['leaders'])
  // @ts-expect-error nobody draws it
  refresh({ card: 'birthday', subject: '' })
  // @ts-expect-error the root of a thread is for no single person
  tell({ card: 'thread-root', subject: '' }, ['holder'])
  // @ts-expect-error no card is called so
  const card: Letter = { card: 'birthday', line: null, subject: '' }
  // @ts-expect-error a card that says a line names it
  const silent: Letter = { card: 'told', line: null, subject: '' }
  for (const { card: name, line: said, subject } of [card, silent]) expect(readLetter(name, said, subject)).toBeNull()
  expect(readLetter('told', 'proposal-made', 'note_1')).toBeNull()
  expect(readLetter('proposal', null, '')).toBeNull()
  expect([lines.length, sentCards.length].every((count) => count > 0)).toBe(true)
})

test('a button carries what its action needs, and asks for what is answered', () => {
  // @ts-expect-error which offer is accepted?
  offer('baton.accept', { case: 'case_1' })
  // @ts-expect-error of which measure?
  offer('measure.reassign', { case: 'case_1', followUp: 'followup_1' })
  // @ts-expect-error the bot gives it itself
  offer('level.lapse', { case: 'case_1' })
  // @ts-expect-error nothing answers it
  show('show.everything')
  expect(offer('baton.accept', { case: 'case_1', handOver: 'handover_1' })).toMatchObject({ kind: 'press' })
})

test('a choice has a source, and a source says why it is empty', () => {
  const among: (() => unknown)[] = []
  // @ts-expect-error among what?
  among.push(() => choice())
  // @ts-expect-error among what?
  among.push(() => choices({ required: false }))
  // @ts-expect-error among whom?
  among.push(() => somebody({ label: 'field.person' }))
  // @ts-expect-error and when there is nothing?
  const source: Source = { found: () => ({ choices: [] }) }
  // @ts-expect-error no such sentence
  const unsaid: Source = { found: () => ({ choices: [] }), empty: 'empty.pockets' }
  const read: Field<string>['read'] = () => ({ value: '' })
  // @ts-expect-error a field to choose in names its source
  const field: Field<string> = { kind: 'choice', required: true, isPerson: false, read }
  expect([...among, source, unsaid, field]).toHaveLength(6)
})

test('no action is missing from the table, and each makes the whole of its command', () => {
  const { 'measure.reassign': _, ...without } = actions
  // @ts-expect-error one that people can give is not there
  const table: Record<CommandAction, Declared> = without
  expect(Object.keys(table)).not.toContain('measure.reassign')
  // @ts-expect-error on which day?
  action('concern.talk')({ offered: [], command: () => ({}) })
  // @ts-expect-error where does its button stand?
  action('concern.talk')({ command: () => ({ day: '2026-11-02' }) })
  // @ts-expect-error there is no such command
  action('concern.forget')({ offered: [], command: () => ({}) })
  // @ts-expect-error a field is called by what has a label
  action('concern.talk')({ offered: [], asks: { weather: tick() }, command: () => ({ day: '2026-11-02' }) })
})

test('an action makes its own command, nothing more of it, and is offered with what its button must carry', () => {
  const day = '2026-11-02'
  // @ts-expect-error what was typed besides would be in the command as it was typed
  action('concern.talk')({ offered: [], asks: { note: longIfAny(9) }, command: ({ note }) => ({ day, note }) })
  const carries = { proposal: idOf('proposal') }
  // @ts-expect-error a button without the id it is about
  action('level.withdraw')({ carries, offered: [{ rank: 1, when: () => true }], command: (read) => read })
  const at = { item: 'meeting', when: () => true } as const
  // @ts-expect-error beside a thing that is not what it carries
  action('follow-up.done')({ carries: { followUp: idOf('followup') }, on: at, command: (read) => read })
  const swapped = { ...actions, 'baton.withdraw': actions['baton.accept'] }
  // @ts-expect-error a button that gives another command
  const table: { [A in CommandAction]: Declared & { type: A } } = swapped
  // @ts-expect-error in which case?
  offer('baton.offer', {})
  expect(table['baton.withdraw'].type).toBe('baton.accept')
})

test('what the core refuses is named by a field that a form can ask for', () => {
  const every: RefusedField extends FieldId ? true : false = true
  // @ts-expect-error nothing is called so
  refuse('not-found', { field: 'responsable' })
  expect(every).toBe(true)
})

const core = filesOf('src/core')
const cards = filesOf('cards').filter((path) => path.endsWith('.ts') && !path.startsWith('cards/samples/'))

test.each([
  [
    'signal',
    signals,
    ['src/core/deadline.ts', 'src/core/consent-due.ts', 'src/core/family-due.ts', 'src/core/manning.ts'],
    '',
  ],
  ['refusal', refusalCodes, [...core, ...filesOf('src/app')], 'src/core/refusal.ts'],
  ['line', lines, [...core, ...filesOf('src/app/act')], 'src/core/notice.ts'],
  ['card', sentCards, [...core, ...filesOf('src/app/act')], 'src/core/notice.ts'],
  [
    'query',
    queries,
    [...cards.filter((path) => path !== 'cards/parts/offer.ts'), ...filesOf('src/app')],
    'src/app/door/query.ts',
  ],
] as const)('every %s is one that comes about, besides being listed', (_, names, files, list) => {
  const said = new Set(
    files.filter((path) => path !== list).flatMap((path) => sourceOf(path).strings.map(({ text }) => text)),
  )
  expect(names.filter((name) => !said.has(name))).toEqual([])
})
