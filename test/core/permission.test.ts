/** Who may do what, as one table written independently of the code; and who may read what. */
import { describe, expect, it } from 'vitest'
import type { Command, Event } from '../../src/core/case.ts'
import { decide } from '../../src/core/decide.ts'
import type { Actor } from '../../src/core/decision.ts'
import { type CaseRole, endedAtClosing, mayCommand, rolesIn } from '../../src/core/permission.ts'
import { type Access, accessTo, seesOutlineAlone } from '../../src/core/reading.ts'
import { commandOf, everything, registration } from '../support/core-commands.ts'
import { by, given, refused, type Story } from '../support/given.ts'
import {
  allTopics,
  concluded,
  consented,
  joined,
  offered,
  openLog,
  openOnPaper,
  proposed,
  registered,
  requested,
  said,
} from '../support/history.ts'
import {
  calendar,
  type Name,
  type PersonName,
  people,
  postOf,
  standard,
  start,
  startDay,
  withPost,
} from '../support/sample.ts'

/** Those of the story, and the other school. */
const everybody = ['skole', 'skole/strandheim', 'ppt', 'skolehelsetjeneste', 'bup']

const note = {
  type: 'note.added',
  note: 'note_1',
  topic: 'learning',
  text: 'word_n',
  by: people.otherTeacher.person,
} as const
const deputized = {
  type: 'baton.deputized',
  person: people.nurse.person,
  service: 'skolehelsetjeneste',
  unit: 'helse',
  from: startDay,
  until: '2026-09-01',
} as const
const raised: Event = {
  ...{ type: 'reminder.sent', key: 'no-holder::2026-08-17', signal: 'no-holder', occurrence: 9, day: startDay },
  ...{ rungs: ['responsible', 'leader', 'ke'], ball: { role: 'leader' } },
}
const brought: Event = {
  ...{ type: 'level.proposed', proposal: 'proposal_1', by: people.colleague.person, toKe: true },
  ...{ to: 2, services: [], topic: null, reason: 'word_why' },
}
const holding = { type: 'case.opened', level: 2, mode: 'digital' } as const
const question = { type: 'concern.asked', question: 'question_1', to: people.stranger.person, text: 'word_q' } as const

const level0 = given(registered(), question, concluded(), requested(), raised)
const open = given(
  openLog(3, ['ppt', 'skolehelsetjeneste', 'bup'], { services: everybody }),
  ...[question, joined('ppt'), joined('colleague'), joined('otherTeacher'), by('otherTeacher', note), deputized],
  ...[brought, offered('secondLeader', 'skole'), raised],
)

const receiving = given(open, {
  ...{ type: 'transition.planned', transition: 'transition_1', day: '2027-08-16', to: 'skole', unit: 'strandheim' },
})

/** Everybody who stands in a case, and all that they are in it. */
const cast: [string, Story, Name, CaseRole[]][] = [
  ['owner', level0, 'teacher', ['owner']],
  ['leader', level0, 'head', ['leader']],
  ['asked', level0, 'stranger', ['asked']],
  ['ke', level0, 'ke', ['ke']],
  ['system', level0, 'system', ['system']],
  ['holder', open, 'teacher', ['holder', 'participant']],
  ['deputy', open, 'nurse', ['deputy']],
  ['participant', open, 'ppt', ['participant']],
  ['proposer', open, 'colleague', ['participant', 'proposer']],
  ['writer', open, 'otherTeacher', ['participant', 'writer']],
  ['leader', open, 'head', ['leader']],
  ['offered', open, 'secondLeader', ['leader', 'offered']],
  ['asked', open, 'stranger', ['asked']],
  ['receiver', receiving, 'otherHead', ['receiver']],
  ['ke', open, 'ke', ['ke']],
  ['system', open, 'system', ['system']],
]

const table: Record<(typeof everything)[number] | 'reminder.send' | 'breach.note', string> = {
  'concern.talk': 'owner leader holder deputy',
  'concern.ask': 'owner leader',
  'concern.answer': 'asked',
  'concern.take-over': 'leader',
  'concern.name': 'leader ke',
  'concern.conclude': 'owner leader',
  'consent.request': 'owner leader holder deputy',
  'consent.name-signers': 'owner leader holder deputy',
  'consent.record': 'owner leader holder deputy guardian young-person pregnant',
  'consent.refuse': 'owner leader holder deputy guardian young-person pregnant',
  'consent.withdraw': 'owner leader holder deputy guardian young-person pregnant',
  'consent.narrow': 'system',
  'level.propose': 'holder deputy participant leader',
  'level.withdraw': 'proposer',
  'level.decide': 'leader ke',
  'level.lapse': 'system',
  'baton.offer': 'holder deputy leader',
  'baton.accept': 'offered',
  'baton.decline': 'offered',
  'baton.withdraw': 'holder deputy leader',
  'baton.name': 'leader ke',
  'baton.deputize': 'holder leader',
  'baton.end-deputy': 'holder deputy leader',
  'goal.set': 'holder deputy participant leader',
  'goal.finish': 'holder deputy participant leader',
  'goal.evaluate': 'holder deputy participant leader',
  'measure.add': 'holder deputy participant leader',
  'measure.evaluate': 'holder deputy participant leader',
  'measure.postpone': 'holder deputy participant leader',
  'measure.reassign': 'holder deputy participant leader',
  'follow-up.add': 'holder deputy participant leader',
  'follow-up.done': 'holder deputy participant leader',
  'follow-up.postpone': 'holder deputy participant leader',
  'follow-up.reassign': 'holder deputy participant leader',
  'meeting.set': 'holder deputy participant leader',
  'meeting.change': 'holder deputy participant leader',
  'meeting.remind': 'system',
  'meeting.postpone': 'holder deputy participant leader',
  'meeting.hold': 'holder deputy participant leader',
  'meeting.correct': 'writer',
  'meeting.cancel': 'holder deputy participant leader',
  'note.add': 'holder deputy participant leader',
  'note.correct': 'writer',
  'evaluation.hear-child': 'holder deputy participant leader',
  'evaluation.hear-parents': 'holder deputy participant leader',
  'evaluation.hear-staff': 'holder deputy participant leader',
  'evaluation.conclude': 'holder deputy leader',
  'transition.plan': 'holder deputy leader',
  'transition.receive': 'receiver',
  'transition.decline': 'receiver',
  'transition.meet': 'holder deputy leader',
  'transition.call-off': 'holder deputy leader',
  'transition.move': 'system',
  'case.open-on-paper': 'owner leader holder deputy',
  'case.close': 'holder deputy leader',
  'case.reopen': 'owner holder leader',
  'case.shield': 'owner holder deputy leader',
  'participant.add': 'holder deputy leader',
  'participant.remove': 'holder deputy leader',
  'participant.leave': 'system',
  'case.advise': 'ke',
  'case.recuse': 'owner holder deputy participant leader ke offered contact receiver',
  'case.unseal': 'holder leader',
  'presence.note': 'system',
  'service.man': 'contact',
  'report.record': 'owner holder deputy participant leader',
  'reminder.send': 'system',
  'reminder.postpone': 'owner holder deputy participant leader ke',
  'breach.note': 'system',
  'breach.explain': 'owner holder deputy participant leader',
  'nudge.send': 'owner holder deputy leader proposer',
  'step.skip': 'owner holder deputy leader',
  'step.resume': 'owner holder deputy leader',
  'family.invite': 'holder deputy leader',
  'family.arrive': 'system',
  'family.confirm': 'holder deputy leader',
  'family.refuse': 'holder deputy leader',
  'family.shut-out': 'holder leader',
  'family.let-in': 'holder leader',
  'family.release': 'holder leader',
  'family.clear': 'holder leader',
  'family.write': 'guardian young-person pregnant',
  'family.ask-correction': 'guardian young-person pregnant',
  'family.say': 'guardian young-person pregnant',
  'family.ask-end': 'guardian young-person pregnant',
  'family.hear': 'holder deputy leader',
}

/** Always the first of what there is. */
const dice = { below: () => 0, one: <T>(list: readonly [T, ...T[]]) => list[0], oneIn: () => false }

function contextOf(name: Name) {
  return { actor: people[name], now: start, policy: standard, calendar }
}

function sample(type: keyof typeof table, { state }: Story): Exclude<Command, { type: 'concern.register' }> {
  if (type === 'reminder.send') return { type, key: 'no:such:key', occurrence: 0 }
  if (type === 'breach.note') return { type }
  const fresh = <K extends string>(kind: K): `${K}_${string}` => `${kind}_new`
  const command = commandOf(type, { state, dice, fresh, context: contextOf('system'), day: startDay })
  if (command.type === 'concern.register') throw new Error('a case is registered without anybody standing in it')
  return command
}

describe.each(cast)('the %s', (_, story, name, roles) => {
  it(`(${name}) is known as such`, () => {
    expect(rolesIn(story.state, people[name], startDay).sort()).toEqual([...roles].sort())
  })

  it.each(Object.entries(table))('%s', (type, allowed) => {
    const [key] = everything.filter((one) => one === type)
    const command = sample(key ?? 'reminder.send', story)
    const answer = mayCommand(story.state, command, contextOf(name))
    const may = allowed.split(' ').filter((role) => role !== 'system')
    if (roles.some((role) => allowed.split(' ').includes(role))) expect(answer).toBe(true)
    else
      expect(answer).toEqual({
        refusal: {
          code: 'not-permitted',
          may: expect.toSatisfy(
            (list: string[]) => list.length === may.length && may.every((role) => list.includes(role)),
          ),
        },
      })
  })
})

describe('somebody without a part in a case', () => {
  const outside: [string, Story, PersonName[]][] = [
    ['a concern', given(registered()), ['colleague', 'ppt', 'ke', 'otherHead', 'administrator', 'outsider']],
    ['an open log', given(openLog(2)), ['colleague', 'ppt', 'nurse', 'ke', 'otherHead', 'administrator', 'outsider']],
    ['a case on paper', given(openOnPaper()), ['colleague', 'ke', 'otherHead', 'administrator', 'outsider']],
  ]

  it.each(outside)('finds no trace of %s', (_, story, names) => {
    for (const name of names) {
      expect(rolesIn(story.state, people[name], startDay), name).toEqual([])
      expect(accessTo(story.state, people[name], startDay, allTopics), name).toBe(null)
      for (const type of everything) {
        expect(mayCommand(story.state, sample(type, story), contextOf(name)), `${name} ${type}`).toEqual({
          refusal: { code: 'not-found' },
        })
      }
    }
  })

  it('is somebody of another municipality, whatever they are called and wherever they stand', () => {
    const twin = withPost('teacher', { municipality: 'solvik' })
    expect(rolesIn(open.state, twin, startDay)).toEqual([])
    expect(accessTo(open.state, twin, startDay, allTopics)).toBe(null)
  })
})

describe('somebody whose part ended when the case was closed', () => {
  const over: Event = { type: 'case.closed', reason: 'moved', summary: null }
  const part = given(openLog(2, ['ppt'], { services: everybody }), joined('ppt'), joined('otherTeacher'))
  const reports = { type: 'report.record', day: startDay } as const

  it('is told that it is closed, whatever they command, and everybody else that there is none', () => {
    const closed = given(part, over)
    for (const name of ['ppt', 'otherTeacher'] as const) {
      expect(endedAtClosing(closed.state, people[name], startDay)).toBe(true)
      for (const command of [reports, { type: 'case.reopen', reason: 'word_r' }] as const)
        expect(closed.when(command, name)).toEqual(refused('case-closed'))
    }
    for (const name of ['nurse', 'ke', 'outsider'] as const) {
      expect(endedAtClosing(closed.state, people[name], startDay)).toBe(false)
      expect(closed.when(reports, name)).toEqual(refused('not-found'))
    }
    for (const name of ['teacher', 'head'] as const)
      expect(endedAtClosing(closed.state, people[name], startDay)).toBe(false)
  })

  it('is nobody where the case is open, nor whose consent ended before, nor who was only asked', () => {
    expect(endedAtClosing(part.state, people.ppt, startDay)).toBe(false)
    const withdrawn = {
      type: 'consent.withdrawn',
      ...said,
      scope: 'service',
      service: 'ppt',
      topic: null,
      reason: null,
    } as const
    const gone = given(part, withdrawn, over)
    expect(endedAtClosing(gone.state, people.ppt, startDay)).toBe(false)
    const ended: Event = { type: 'case.closed', reason: 'no-concern', summary: null }
    expect(endedAtClosing(given(registered(), question, ended).state, people.stranger, startDay)).toBe(false)
  })

  it('is also who was asked once, and took part later', () => {
    const both = given(openLog(2, ['ppt']), { ...question, to: people.ppt.person }, joined('ppt'), over)
    expect(endedAtClosing(both.state, people.ppt, startDay)).toBe(true)
  })
})

describe('somebody of the family', () => {
  // Even were they to go by the name of somebody who stands in the case.
  const family = (name: PersonName): Actor => ({
    ...{ kind: 'family', person: people[name].person, municipality: postOf(name).municipality },
  })

  it.each(cast.filter(([role]) => role !== 'system'))(
    'has no part in a case yet, as %s or anything',
    (_, story, name) => {
      if (name === 'system') throw new Error('the bot is nobody of the family')
      const actor = family(name)
      expect(rolesIn(story.state, actor, startDay)).toEqual([])
      expect(accessTo(story.state, actor, startDay, allTopics)).toBe(null)
      const context = { ...contextOf('teacher'), actor }
      for (const [type] of Object.entries(table)) {
        const [key] = everything.filter((one) => one === type)
        const command = sample(key ?? 'reminder.send', story)
        expect(decide(story.state, command, context), type).toEqual({ refusal: { code: 'not-found' } })
      }
    },
  )

  it('registers no concern', () => {
    const when = (actor: Actor) => decide(null, registration(dice), { ...contextOf('teacher'), actor })
    expect(when(family('teacher'))).toEqual({ refusal: { code: 'not-permitted' } })
    expect(when(people.system)).toEqual({ refusal: { code: 'not-permitted' } })
    expect(when(people.teacher)).toHaveProperty('events')
  })
})

describe('KE', () => {
  const approve: Command = {
    ...{ type: 'level.decide', proposal: 'proposal_2', approve: true, meetingDay: startDay, reason: 'word_r' },
    ...{
      topic: 'learning',
      leftOut: [],
      childTookPart: true,
      childAsked: true,
      without: null,
      parentsTookPart: true,
      view: null,
    },
  }
  const unit = { ...proposed(), proposal: 'proposal_2' } as Event
  const story = given(openLog(2), joined('colleague'), proposed(), { type: 'level.lapsed', proposal: 'proposal_1' })
  const second = given(story, unit, raised)

  it("decides nothing that is the unit's own to decide, and takes back nothing", () => {
    const own = second.when(approve, 'ke')
    expect(own).toEqual({ refusal: { code: 'not-permitted', may: ['leader'] } })
    const back = second.when({ type: 'level.withdraw', proposal: 'proposal_2' }, 'ke')
    expect(back).toEqual({ refusal: { code: 'not-permitted', may: ['proposer'] } })
  })

  it('decides it when they lead the unit as well', () => {
    const both = withPost('ke', { unit: postOf('head').unit, roles: ['employee', 'leader', 'ke'] })
    expect(second.when(approve, both)).toHaveProperty('events')
  })
})

describe('a wondering whose owner is gone', () => {
  const gone = given(registered(), { type: 'case.recused', person: people.teacher.person, toKe: false })

  it('is taken over by a leader who works where it arose, and not by one of another service in the same unit', () => {
    expect(gone.when({ type: 'concern.take-over' }, 'head')).toHaveProperty('events')
    const elsewhere = withPost('head', { service: 'ppt' })
    expect(gone.when({ type: 'concern.take-over' }, elsewhere)).toEqual({ refusal: { code: 'not-of-unit' } })
  })
})

describe('the bot itself', () => {
  it('has no part in a case of another municipality', () => {
    const elsewhere: Actor = { ...people.system, municipality: 'solvik' }
    expect(open.when(sample('presence.note', open), elsewhere)).toEqual({ refusal: { code: 'not-found' } })
  })

  it('does what is its own and nothing else, and reads nothing', () => {
    for (const story of [level0, open]) {
      const may = Object.keys(table).filter((type) => {
        const [key] = everything.filter((one) => one === type)
        return mayCommand(story.state, sample(key ?? 'reminder.send', story), contextOf('system')) === true
      })
      const own = [
        'consent.narrow',
        'level.lapse',
        'meeting.remind',
        'transition.move',
        'participant.leave',
        'presence.note',
        'reminder.send',
        'breach.note',
        'family.arrive',
      ]
      expect(may).toEqual(own)
      expect(accessTo(story.state, people.system, startDay, allTopics)).toBe(null)
    }
  })
})

describe('reading', () => {
  const topics = (story: Story, name: PersonName, day = startDay) =>
    accessTo(story.state, people[name], day, allTopics)?.topics ?? null

  it('is whole for the owner of a concern, the leader of the unit and the holder inside it', () => {
    expect([topics(level0, 'teacher'), topics(level0, 'head')]).toEqual(['all', 'all'])
    expect([topics(open, 'teacher'), topics(open, 'head')]).toEqual(['all', 'all'])
    expect([
      topics(given(openOnPaper()), 'teacher'),
      topics(given(openOnPaper(), joined('colleague')), 'colleague'),
    ]).toEqual(['all', 'all'])
  })

  it('is what the family agreed to for everybody else, also inside the unit', () => {
    const story = given(openLog(2, ['ppt'], { topics: ['learning'] }), joined('ppt'), joined('colleague'))
    expect([topics(story, 'ppt'), topics(story, 'colleague')]).toEqual([['learning'], ['learning']])
    const wider = given(story, consented(['ppt'], 'consent_2', { topics: ['learning', 'health'] }))
    expect([topics(wider, 'ppt'), topics(wider, 'colleague')]).toEqual([['learning', 'health'], ['learning']])
  })

  it('is nothing for the owner who has left the post in which they wondered, and whole beside another post', () => {
    const elsewhere = { ...postOf('teacher'), unit: postOf('otherTeacher').unit }
    const moved = { ...people.teacher, posts: [elsewhere] }
    const both = { ...people.teacher, posts: [elsewhere, postOf('teacher')] }
    expect(accessTo(level0.state, moved, startDay, allTopics)).toBeNull()
    expect(accessTo(level0.state, both, startDay, allTopics)?.topics).toBe('all')
  })

  it('is judged anew of the same case for somebody else, for other posts, on another day and of other topics', () => {
    const { state } = given(openLog(2, ['ppt']), joined('ppt'))
    const read = (actor: Actor = people.ppt, day = startDay, of = allTopics) =>
      accessTo(state, actor, day, of)?.topics ?? null
    const moved = withPost('ppt', { unit: 'nord', service: 'skolehelsetjeneste' })
    const other = [read(people.otherPpt), read(moved), read(people.ppt, '2029-08-17'), read(people.ppt, startDay, [])]
    expect(other).toEqual([null, null, null, []])
    for (const change of [{ actor: people.otherPpt }, { actor: moved }, { day: '2029-08-17' }, { of: [] }]) {
      expect(read()).toEqual(allTopics)
      const { actor, day, of } = { actor: people.ppt, day: startDay, of: allTopics, ...change }
      expect(read(actor, day, of)).not.toEqual(allTopics)
    }
  })

  it('is not whole for the same service elsewhere, nor for another service in the same house', () => {
    const narrow = openLog(2, ['ppt'], {
      topics: ['learning'],
      services: ['skole', 'skole/strandheim', 'ppt', 'ppt/bjorkelia'],
    })
    const elsewhere = given(narrow, {
      ...holding,
      holder: people.otherTeacher.person,
      holderService: 'skole',
      holderUnit: 'strandheim',
    })
    expect(topics(elsewhere, 'otherTeacher')).toEqual(['learning'])
    const housed = withPost('ppt', { unit: postOf('teacher').unit })
    const story = given(narrow, { ...holding, holder: housed.person, holderService: 'ppt', holderUnit: 'bjorkelia' })
    expect(accessTo(story.state, housed, startDay, allTopics)?.topics).toEqual(['learning'])
  })

  it('is nothing without the family for the same service elsewhere, nor for another service in the same house', () => {
    const paper = given(openOnPaper(), joined('otherTeacher'), joined('ppt'), joined('colleague'))
    expect(rolesIn(paper.state, people.colleague, startDay)).toEqual(['participant'])
    for (const actor of [people.otherTeacher, withPost('ppt', { unit: postOf('teacher').unit })]) {
      expect(rolesIn(paper.state, actor, startDay)).toEqual([])
      expect(accessTo(paper.state, actor, startDay, allTopics)).toBe(null)
    }
  })

  it('is on paper too what the family last agreed to, of a log that was kept before', () => {
    const taken = {
      type: 'consent.withdrawn',
      scope: 'whole',
      service: null,
      topic: null,
      reason: null,
      ...said,
    } as const
    const paper = given(openLog(), joined('colleague'), taken, { type: 'log.closed' })
    expect([topics(paper, 'colleague'), topics(paper, 'teacher'), topics(paper, 'head')]).toEqual([[], 'all', 'all'])
    const narrower = given(paper.entries, consented(['skole'], 'consent_2', { topics: ['learning'] }))
    expect([topics(narrower, 'colleague'), topics(narrower, 'teacher')]).toEqual([['learning'], 'all'])
    expect(topics(given(openOnPaper(), joined('colleague')), 'colleague')).toBe('all')
  })

  it('is what the family agreed to also for a holder of another service', () => {
    const handed = [offered('ppt'), { type: 'baton.accepted', handOver: 'handover_1', from: null } as const]
    expect(topics(given(openLog(2, ['ppt'], { topics: ['health'] }), handed), 'ppt')).toEqual(['health'])
  })

  it('ends for a service on the day after its consent', () => {
    const story = given(openLog(2), joined('ppt'))
    expect(topics(story, 'ppt', '2027-08-17')).toEqual(allTopics)
    expect(topics(story, 'ppt', '2027-08-18')).toBe(null)
    expect(topics(story, 'teacher', '2027-08-18')).toBe('all')
  })

  it('ends for everybody from outside when the case is closed, whatever consent goes on, until it is open again', () => {
    const over: Event = { type: 'case.closed', reason: 'moved', summary: null }
    const again: Event = { type: 'case.reopened', reason: 'word_r' }
    const outside = ['ppt', 'otherTeacher', 'nurse', 'ke'] as const
    const log = openLog(3, ['ppt', 'skolehelsetjeneste', 'bup'], { services: everybody })
    const before = given(log, joined('ppt'), joined('colleague'))
    const story = given(
      before.entries,
      joined('otherTeacher'),
      by('ppt', { ...note, by: people.ppt.person }),
      deputized,
    )
    const part = given(story, raised)
    expect(outside.map((name) => topics(part, name))).toEqual([allTopics, allTopics, allTopics, []])
    const closed = given(part, over)
    for (const name of outside)
      expect([rolesIn(closed.state, people[name], startDay), topics(closed, name)]).toEqual([[], null])
    expect(['teacher', 'head', 'colleague'].map((name) => topics(closed, name as PersonName))).toEqual([
      'all',
      'all',
      allTopics,
    ])
    const reopened = given(closed, again)
    expect(outside.map((name) => topics(reopened, name))).toEqual([allTopics, allTopics, allTopics, null])
  })

  it('ends so for a holder from outside, the same service elsewhere, and another in the same house', () => {
    const over: Event = { type: 'case.closed', reason: 'moved', summary: null }
    const housed = withPost('ppt', { unit: postOf('teacher').unit })
    const handed = given(
      openLog(2, ['ppt']),
      { ...holding, holder: housed.person, holderService: 'ppt', holderUnit: 'bjorkelia' },
      over,
    )
    for (const actor of [housed, people.ppt]) expect(accessTo(handed.state, actor, startDay, allTopics)).toBe(null)
    const elsewhere = given(
      openLog(2),
      { ...holding, holder: people.otherTeacher.person, holderService: 'skole', holderUnit: 'strandheim' },
      over,
    )
    expect(topics(elsewhere, 'otherTeacher')).toBe(null)
  })

  it('ends so for the owner of a concern who works elsewhere by then, and not for one who does not', () => {
    const ended: Event = { type: 'case.closed', reason: 'no-concern', summary: null }
    const { state } = given(registered(), ended)
    const moved = withPost('teacher', { unit: postOf('otherTeacher').unit })
    expect(accessTo(state, people.teacher, startDay, allTopics)?.topics).toBe('all')
    expect(accessTo(state, moved, startDay, allTopics)).toBe(null)
  })

  it('is no word at all for those who were asked, offered the baton, or are KE', () => {
    const asked = given(registered(), question)
    expect(topics(asked, 'stranger')).toBe(null)
    expect(topics(given(openLog(2), offered('ppt')), 'ppt')).toBe(null)
    expect(topics(open, 'ke')).toEqual([])
    expect(topics(given(openLog()), 'ke')).toBe(null)
  })

  it('is not given again by a proposal that was decided', () => {
    const over = given(openLog(), joined('colleague'), proposed(), { type: 'level.lapsed', proposal: 'proposal_1' })
    expect(rolesIn(over.state, people.colleague, startDay)).toEqual(['participant'])
  })

  it("ends with somebody's part in the case, though they wrote or proposed in it", () => {
    const part = given(
      openLog(2),
      joined('ppt'),
      by('ppt', { ...note, by: people.ppt.person }),
      proposed(3, [], people.ppt.person),
    )
    expect(topics(part, 'ppt')).toEqual(allTopics)
    const gone = given(part, { type: 'participant.removed', person: people.ppt.person })
    expect(rolesIn(gone.state, people.ppt, startDay)).toEqual([])
    expect(topics(gone, 'ppt')).toBe(null)
  })

  it('ends for a deputy with the last day, though they wrote in the log', () => {
    const story = given(
      openLog(2, ['skolehelsetjeneste']),
      deputized,
      by('nurse', { ...note, by: people.nurse.person }),
    )
    expect(topics(story, 'nurse', '2026-09-01')).toEqual(allTopics)
    expect(topics(story, 'nurse', '2026-09-02')).toBe(null)
  })
})

it('is of KE’s outline alone who has nothing else in the case than to be asked, and reads no topic', () => {
  const sees = (roles: CaseRole[], topics: Access['topics'] = []) => seesOutlineAlone({ roles, topics, sealed: false })
  expect([sees(['ke']), sees(['ke', 'asked', 'offered', 'contact'])]).toEqual([true, true])
  expect([sees(['asked']), sees(['leader']), sees(['ke', 'participant'])]).toEqual([false, false, false])
  expect([sees(['ke'], ['health']), sees(['ke'], 'all')]).toEqual([false, false])
})

it('whoever asks next of the same case is told of their own roles, and on another day of those of that day', () => {
  const { state } = given(openLog())
  const deputy = { person: people.colleague.person, unit: 'bjorkelia', service: 'skole' }
  const away = { ...state, deputy: { ...deputy, from: '2026-08-18', until: '2026-08-20' } }
  const seen = (day: string) => [rolesIn(away, people.teacher, day), rolesIn(away, people.colleague, day)]
  const [holding, standing] = [seen('2026-08-17'), seen('2026-08-18')]
  expect(holding[0]).toContain('holder')
  expect(holding[1]).not.toContain('deputy')
  expect(standing[1]).toContain('deputy')
  const mine = rolesIn(away, people.teacher, '2026-08-18')
  mine.length = 0
  expect(rolesIn(away, people.teacher, '2026-08-18')).toContain('holder')
})
