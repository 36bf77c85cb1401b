/** Whoever wondered is not there for it: who goes on with the wondering, and who can be named to. */
import { describe, expect, it } from 'vitest'
import type { Command, Event } from '../../src/core/case.ts'
import type { Post } from '../../src/core/decision.ts'
import { given, happens, refused } from '../support/given.ts'
import { registered } from '../support/history.ts'
import { people, postOf, somebody } from '../support/sample.ts'

const takeOver: Command = { type: 'concern.take-over' }
const name = (to = somebody('colleague')): Command => ({ type: 'concern.name', to })
const wondering = given(registered())
const silent: Event = {
  ...{ type: 'presence.noted', decides: 'unit', stuck: null, proposal: null, back: null, settled: [] },
  away: [{ person: people.teacher.person, why: 'silent' }],
}
const alone = given(registered(), silent)
const from = people.teacher.person

describe('a wondering', () => {
  it('is its owner’s as long as something reaches them', () => {
    expect(wondering.when(takeOver, 'head')).toEqual(refused('concern-owned'))
    expect(wondering.when(name(), 'head')).toEqual(refused('concern-owned'))
  })

  it('is taken over by the leader, who owns it from then on, and is told with the others who lead', () => {
    const owner = people.head.person
    expect(alone.when(takeOver, 'head')).toEqual(happens({ type: 'concern.owned', owner, from }))
    const taken = alone.and(takeOver, 'head')
    expect(taken.state.owner).toBe(owner)
    expect(taken.notices()).toContainEqual({
      ...{ kind: 'tell', card: 'told', line: 'owner-changed', subject: '', audience: ['owner', 'leaders'] },
    })
  })

  it('is taken over by a leader by one of their posts, whatever others they have', () => {
    const elsewhere: Post = { ...postOf('head'), unit: 'strandheim' }
    for (const posts of [
      [elsewhere, postOf('head')],
      [postOf('head'), elsewhere],
    ])
      expect(alone.when(takeOver, { ...people.head, posts })).toHaveProperty('events')
    const leads: Post = { ...postOf('head'), service: 'ppt' }
    expect(alone.when(takeOver, { ...people.head, posts: [leads, elsewhere] })).toEqual(refused('not-of-unit'))
  })

  it('is given to somebody of the unit', () => {
    const owner = people.colleague.person
    expect(alone.when(name(), 'head')).toEqual(happens({ type: 'concern.owned', owner, from }))
  })

  it('is given to nobody of another house, nobody who has left, and nobody who has to do with the family', () => {
    expect(alone.when(name(somebody('otherTeacher')), 'head')).toEqual(refused('not-of-unit', { field: 'person' }))
    expect(alone.when(name(somebody('nurse')), 'head')).toEqual(refused('not-of-unit', { field: 'person' }))
    expect(alone.when(name(somebody('colleague', false)), 'head')).toEqual(
      refused('person-inactive', { field: 'person' }),
    )
    const recused = given(alone, { type: 'case.recused', person: people.colleague.person })
    expect(recused.when(name(), 'head')).toMatchObject(refused('recused', { field: 'person' }))
  })
})
