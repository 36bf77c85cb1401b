/** Whoever has to do with the family says so: from then on nothing of the case is theirs, and nobody can give it to them. */
import { describe, expect, it } from 'vitest'
import type { Command, Event } from '../../src/core/case.ts'
import type { PersonId } from '../../src/core/ids.ts'
import { rolesIn } from '../../src/core/permission.ts'
import type { PresenceCommand } from '../../src/core/presence.ts'
import { accessTo } from '../../src/core/reading.ts'
import { at, given, happens, refused } from '../support/given.ts'
import { allTopics, concluded, joined, measure, offered, openLog, proposed, registered } from '../support/history.ts'
import { answering, type PersonName, people, somebody, startDay } from '../support/sample.ts'

const recuse = { type: 'case.recuse' } as const
const log = openLog(2, ['ppt', 'skolehelsetjeneste'])
const full = given(log, joined('ppt'), joined('colleague'))
const manned = given(full, joined('nurse'))

function gone(name: PersonName) {
  return full.and(recuse, name)
}

/** As the directory is once the only leader is recused: with another one, or with none. */
const looked = (...leaders: PersonId[]): PresenceCommand => ({
  ...{ type: 'presence.note', away: [], contacts: [], ke: [people.ke.person] },
  leaders: [people.head.person, ...leaders],
})

describe('case.recuse', () => {
  it('is said by whoever has a role in the case, and gives no reason', () => {
    const said = { type: 'case.recused', person: 'person_head' } as const
    expect(full.when(recuse, 'head')).toEqual(happens(said))
    const wondering = given(registered(), concluded())
    expect(wondering.when(recuse)).toEqual(happens({ ...said, person: 'person_teacher' }))
    expect(full.when(recuse, 'stranger')).toEqual(refused('not-found'))
    expect(full.and({ type: 'case.close', reason: 'moved', summary: null }).when(recuse, 'head')).toEqual(happens(said))
  })

  it.each(['teacher', 'ppt', 'colleague', 'head'] as const)('ends all that %s is in the case', (name) => {
    const { state } = gone(name)
    expect(rolesIn(state, people[name], startDay)).toEqual([])
    expect(accessTo(state, people[name], startDay, allTopics)).toBeNull()
    expect(state.participants.map(({ person }) => person)).not.toContain(people[name].person)
  })

  it('says so to whoever tries all the same, and to nobody else', () => {
    const tried: Command = { type: 'meeting.set', meeting: 'meeting_1', day: '2026-08-24' }
    expect(gone('ppt').when(tried, 'ppt')).toEqual(refused('recused'))
    expect(gone('ppt').when(tried, 'stranger')).toEqual(refused('not-found'))
    expect(gone('ppt').when(recuse, 'ppt')).toEqual(refused('recused'))
  })

  it('leaves the baton to be given to another, and takes back what was offered or proposed', () => {
    const left = { type: 'baton.left', person: 'person_teacher' } as const
    const out = { type: 'participant.removed', person: 'person_teacher' } as const
    const said = { type: 'case.recused', person: 'person_teacher' } as const
    expect(full.when(recuse)).toEqual(happens(left, out, said))
    expect(gone('teacher').due('2026-08-20')[0]).toMatchObject({ signal: 'no-holder', ball: { role: 'leader' } })
    const busy = given(log, joined('colleague'), proposed(3, [], people.colleague.person), offered('nurse'))
    expect(busy.and(recuse, 'colleague').state.proposals).toMatchObject([{ status: 'cancelled' }])
    expect(given(log, offered('nurse')).and(recuse, 'nurse').state.handOver).toBeNull()
    const standIn = {
      person: 'person_nurse',
      service: 'skolehelsetjeneste',
      unit: 'helse',
      from: startDay,
      until: '2026-09-01',
    } as const
    const deputized = given(log, { type: 'baton.deputized', ...standIn })
    expect(deputized.and(recuse, 'nurse').state.deputy).toBeNull()
  })

  it('leaves what was theirs to do to the holder, and a wondering to the leader', () => {
    const theirs = given(full, measure('2026-08-20', '1', { kind: 'person', person: 'person_ppt' }))
    const due = theirs.and(recuse, 'ppt').due('2026-08-21')
    expect(due.find(({ signal }) => signal === 'measure-due')?.ball).toEqual({ role: 'holder' })
    const wondering = given(registered()).and(recuse)
    expect(wondering.due(startDay).map(({ ball }) => ball)).toEqual([{ role: 'leader' }, { role: 'leader' }])
  })

  it('is told to who goes on, and to KE where it falls to them', () => {
    const told = (who: unknown[]) => ({ kind: 'tell', line: 'somebody-recused', audience: who })
    expect(gone('ppt').notices()).toContainEqual(expect.objectContaining(told(['leaders', 'holder'])))
    const open = given(manned, proposed(3, []))
    const alone = open.and(recuse, 'head')
    expect(alone.notices()).toContainEqual(expect.objectContaining(told(['leaders', 'holder'])))
    expect(rolesIn(alone.state, people.ke, startDay)).toEqual([])
    const none = alone.and(looked(), 'system')
    expect(none.notices()).toContainEqual({ kind: 'tell', card: 'proposal', subject: 'proposal_1', audience: ['ke'] })
    expect(none.state).toMatchObject({ decides: 'ke', proposals: [{ toKe: true }] })
    expect(rolesIn(none.state, people.ke, startDay)).toEqual(['ke'])
    expect(alone.when(looked(people.secondLeader.person), 'system')).toEqual(happens())
  })

  it('is told in a wondering to its owner, and draws a proposal that waits again', () => {
    const said = { type: 'case.recused', person: 'person_colleague' } as const
    const told = { kind: 'tell', line: 'somebody-recused', audience: ['leaders', 'owner'] }
    expect(given(registered(), said).notices()).toContainEqual(expect.objectContaining(told))
    const open = given(full, proposed(3, []), { ...said, person: 'person_ppt' })
    expect(open.notices()).toContainEqual({ kind: 'refresh', card: 'proposal', subject: 'proposal_1' })
    expect(gone('ppt').notices()).not.toContainEqual(expect.objectContaining({ card: 'proposal' }))
  })

  it('brought what was open to KE, where it said so itself, and nothing that was over', () => {
    const again = { ...proposed(3, []), proposal: 'proposal_2' } as Event
    const open = given(full, proposed(3, []), { type: 'level.withdrawn', proposal: 'proposal_1' }, again)
    const told = given(open, { type: 'case.recused', person: 'person_head', toKe: true })
    expect(told.state.proposals.map(({ toKe }) => toKe)).toEqual([false, true])
  })

  it('brings a case to KE where no leader is left, also while nothing waits for one', () => {
    const alone = manned.and(recuse, 'head').and(looked(), 'system')
    expect(rolesIn(alone.state, people.ke, startDay)).toEqual(['ke'])
    expect(alone.notices()).toContainEqual(
      expect.objectContaining({ line: 'falls-to-ke', audience: ['ke', 'holder', 'deputy'] }),
    )
    expect(manned.and(recuse, 'head').when(looked(people.secondLeader.person), 'system')).toEqual(happens())
  })
})

describe('whoever is recused', () => {
  const who = { kind: 'person', person: 'person_colleague' } as const
  const away = gone('colleague')
  const task = { text: 'word_t', topic: 'learning', responsible: answering('colleague') } as const
  const to = somebody('colleague')

  it.each([
    ['person', { type: 'participant.add', to }],
    ['person', { type: 'baton.offer', handOver: 'handover_1', to }],
    ['person', { type: 'baton.deputize', to, from: startDay, until: startDay }],
    ['responsible', { type: 'follow-up.add', followUp: 'followup_1', day: '2026-08-24', ...task }],
    ['responsible', { type: 'measure.add', measure: 'measure_1', arena: null, evaluationDay: '2026-08-24', ...task }],
  ] as [string, Command][])('is chosen by nobody as %s of %o', (field, command) => {
    expect(full.when(command)).not.toEqual(refused('recused', { field, who }))
    expect(away.when(command)).toEqual(refused('recused', { field, who }))
  })

  it('is not named as holder, nor asked, and opens no log as the one who wondered', () => {
    const left = given(away, { type: 'baton.left', person: 'person_teacher' })
    expect(left.when({ type: 'baton.name', to }, 'head')).toEqual(refused('recused', { field: 'person', who }))
    const wondering = given(registered(), { type: 'case.recused', person: 'person_colleague' })
    const ask: Command = { type: 'concern.ask', question: 'question_1', to, text: 'word_q' }
    expect(wondering.when(ask)).toEqual(refused('recused', { field: 'person', who }))
    const owner = { kind: 'person', person: 'person_teacher' } as const
    const mine = given(registered(), concluded()).and(recuse)
    const paper: Command = { type: 'case.open-on-paper', holder: null }
    expect(mine.when(paper, 'head')).toEqual(refused('recused', { field: 'holder', who: owner }))
    const opened = mine.and({ ...paper, holder: somebody('colleague') }, 'head')
    expect(opened.state.participants).toEqual([{ person: 'person_colleague', service: 'skole', unit: 'bjorkelia' }])
  })

  it('does not get the baton back when a closed case is taken up again', () => {
    const closed = full.and({ type: 'case.close', reason: 'moved', summary: null }).and(recuse)
    expect(closed.state.holderLeft).toBeNull()
    const again = given(at('2026-09-01', closed.entries)).and({ type: 'case.reopen', reason: 'word_r' }, 'head')
    expect(again.state.holderLeft).not.toBeNull()
  })
})

it('brings a case that is closed to KE when it is taken up again, and not before', () => {
  const closed = full.and({ type: 'case.close', reason: 'moved', summary: null }).and(recuse, 'head')
  expect(closed.when(looked(), 'system')).toEqual(refused('case-closed'))
  expect(rolesIn(closed.state, people.ke, startDay)).toEqual([])
  expect(JSON.stringify(closed.notices())).not.toContain('"ke"')
  const again = closed.and({ type: 'case.reopen', reason: 'word_r' }).and(looked(), 'system')
  expect(rolesIn(again.state, people.ke, startDay)).toEqual(['ke'])
})

describe('case.advise', () => {
  const advise = { type: 'case.advise', text: 'word_advice' } as const
  const raised = gone('head').and(looked(), 'system')

  it('is for KE in a case that was brought to them, and is told to those who have it', () => {
    expect(raised.when(advise, 'ke')).toEqual(happens({ type: 'case.advised', text: 'word_advice' }))
    expect(raised.when(advise)).toMatchObject(refused('not-permitted', { may: ['ke'] }))
    expect(full.when(advise, 'ke')).toEqual(refused('not-found'))
    const given0 = raised.and(advise, 'ke')
    expect(given0.state.advice).toMatchObject([{ by: 'person_ke', text: 'word_advice' }])
    expect(given0.notices()).toMatchObject([{ line: 'advice-given', audience: ['leaders', 'deputy', 'holder'] }, {}])
  })
})
