/** Measures: each has a day, and a day is moved only with a reason; and what a plan of all kinds has in common. */
import { describe, expect, it } from 'vitest'
import type { Command, Event } from '../../src/core/case.ts'
import type { Day } from '../../src/core/ids.ts'
import { asKept, type NamedResponsible, type Responsible } from '../../src/core/responsible.ts'
import { at, given, givenUnder, refused } from '../support/given.ts'
import { consented, joined, measure, openLog, openOnPaper, registered, said } from '../support/history.ts'
import { add, evaluate, followUp, goal } from '../support/plan.ts'
import { answering, other, startDay } from '../support/sample.ts'

const log = openLog(2)

describe('measure.add', () => {
  it('has a responsible and an evaluation day from the start', () => {
    const { state } = given(log, joined('ppt')).and(add({ responsible: answering('ppt') }))
    expect(state.measures[0]).toMatchObject({
      status: 'active',
      evaluationDay: '2026-09-21',
      responsible: { person: 'person_ppt' },
    })
  })

  it('is kept with who answers for it, and nothing the directory says of them', () => {
    const decision = given(log, joined('ppt')).when(add({ responsible: answering('ppt') }))
    expect('events' in decision && decision.events[0]).toHaveProperty('responsible', {
      kind: 'person',
      person: 'person_ppt',
    })
  })

  it('says where it is, but where an address is secret, whatever a form that stood open asked', () => {
    const place = (story: ReturnType<typeof given>) => {
      const decision = story.when(add({ arena: 'school' }))
      return 'events' in decision && decision.events[0] && 'arena' in decision.events[0] && decision.events[0].arena
    }
    expect(place(given(log))).toBe('school')
    const shielded = given(log, { type: 'case.shielded' })
    expect(place(shielded)).toBeNull()
    expect(place(shielded.and({ type: 'case.shield', shielded: false }))).toBe('school')
  })

  it('is evaluated today at the earliest and within the weeks the municipality allows', () => {
    const story = given(log)
    expect(story.when(add({ evaluationDay: '2026-08-16' }))).toEqual(refused('day-past', { field: 'evaluationDay' }))
    expect(story.when(add({ evaluationDay: '2026-08-17' }))).toHaveProperty('events')
    expect(story.when(add({ evaluationDay: '2026-11-09' }))).toHaveProperty('events')
    const late = refused('day-too-far', { field: 'evaluationDay', day: '2026-11-09' })
    expect(story.when(add({ evaluationDay: '2026-11-10' }))).toEqual(late)
    const eightWeeks = refused('day-too-far', { field: 'evaluationDay', day: '2026-10-12' })
    expect(givenUnder(other, log).when(add({ evaluationDay: '2026-11-09' }))).toEqual(eightWeeks)
  })

  it('is answered for by somebody in the case, a service that takes part, or the home', () => {
    const story = given(log)
    expect(story.when(add({ responsible: { kind: 'service', service: 'ppt' } }))).toHaveProperty('events')
    expect(story.when(add({ responsible: { kind: 'service', service: 'bup' } }))).toEqual(
      refused('service-unknown', { field: 'responsible' }),
    )
    expect(story.when(add({ responsible: answering('nurse') }))).toEqual(
      refused('not-a-colleague', { field: 'responsible' }),
    )
    expect(story.when(add({ topic: 'gossip' }))).toEqual(refused('topic-unknown', { field: 'topic' }))
  })
})

describe('measure.evaluate', () => {
  const story = given(log, measure())

  it('gives a measure that goes on its next day, and keeps what was found', () => {
    const after = given(story, at('2026-09-20')).and(evaluate(), 'teacher', '2026-09-20')
    expect(after.state.measures[0]).toMatchObject({
      ...{ status: 'active', evaluationDay: '2026-10-19', datedAt: '2026-09-20T07:00:00.000Z' },
      evaluations: [{ effect: 'some', note: 'word_note', childView: 'word_view' }],
    })
    expect(after.and(evaluate({ evaluationDay: '2026-11-02' })).state.measures[0]?.evaluations).toHaveLength(2)
  })

  it('tells first of one that came while another was written, and takes both', () => {
    const after = story.and(evaluate({ known: 0 }), 'teacher', '2026-09-20')
    for (const outcome of ['continue', 'done'] as const)
      expect(after.when(evaluate({ known: 0, outcome }), 'teacher', '2026-09-21')).toEqual(
        refused('evaluated-meanwhile', { field: 'effect', day: '2026-09-20' }),
      )
    const both = after.and(evaluate({ known: 1 }), 'teacher', '2026-09-21')
    expect(both.state.measures[0]?.evaluations).toHaveLength(2)
    expect(both.entries.at(-1)?.event).not.toHaveProperty('known')
    expect(after.when(evaluate({ known: null }), 'teacher', '2026-09-21')).toHaveProperty('events')
  })

  it('never leaves a measure that goes on without a day', () => {
    expect(story.when(evaluate({ evaluationDay: null }))).toEqual(refused('day-past', { field: 'evaluationDay' }))
    expect(story.when(evaluate({ evaluationDay: '2026-08-01' }))).toEqual(
      refused('day-past', { field: 'evaluationDay' }),
    )
    expect(story.when(evaluate({ evaluationDay: '2027-08-01' }))).toMatchObject(refused('day-too-far'))
  })

  it('keeps what was found of each measure apart', () => {
    const two = given(log, measure(), measure('2026-09-21', '2'))
      .and(evaluate())
      .and(evaluate({ measure: 'measure_2' }))
    expect(two.state.measures.map(({ evaluations }) => evaluations.length)).toEqual([1, 1])
  })

  it.each(['done', 'stopped'] as const)('ends a measure that is %s', (outcome) => {
    const after = story.and(evaluate({ outcome, evaluationDay: null }))
    expect(after.state.measures[0]).toMatchObject({ status: outcome, evaluationDay: '2026-09-21' })
    expect(after.when(evaluate())).toEqual(refused('already-done'))
  })

  it('finds only measures of the case', () => {
    expect(story.when(evaluate({ measure: 'measure_9' }))).toEqual(refused('not-found'))
  })
})

describe('measure.postpone', () => {
  const postpone = { type: 'measure.postpone', measure: 'measure_1', day: '2026-10-05', reason: 'word_ill' } as const

  it('moves the day, with the reason in the log', () => {
    const after = given(log, measure()).and(postpone)
    expect(after.state.measures[0]?.evaluationDay).toBe('2026-10-05')
    expect(after.entries.at(-1)?.event).toEqual({ ...postpone, type: 'measure.postponed' })
  })

  it('stays within the limit of the model, counted from the day itself, and after today', () => {
    const story = given(log, measure())
    expect(story.when({ ...postpone, day: '2026-08-16' })).toEqual(refused('day-past', { field: 'day' }))
    expect(story.when({ ...postpone, day: '2026-10-19' })).toHaveProperty('events')
    const tooFar = (day: Day) => refused('day-too-far', { field: 'day', day })
    expect(story.when({ ...postpone, day: '2026-10-20' })).toEqual(tooFar('2026-10-19'))
    // From today where the day has passed, and never beyond the weeks that a measure may be without an evaluation.
    expect(story.when({ ...postpone, day: '2026-11-29' }, 'teacher', '2026-10-30')).toEqual(tooFar('2026-11-27'))
    const far = given(log, measure('2026-11-02'))
    expect(far.when({ ...postpone, day: '2026-11-10' })).toEqual(tooFar('2026-11-09'))
  })
})

describe('measure.reassign and follow-up.reassign', () => {
  const ppt = answering('ppt')
  const colleague = answering('colleague')
  const home = { kind: 'home' } as const
  const team = [log, joined('ppt'), joined('colleague')]
  const begun = given(team)
    .and(add({ responsible: ppt }))
    .and(followUp({ responsible: ppt, topic: 'learning' }))
  const give = (to: NamedResponsible, had: Responsible | null = null): [Command, Command] => [
    { type: 'measure.reassign', measure: 'measure_1', to, had },
    { type: 'follow-up.reassign', followUp: 'followup_1', to, had },
  ]

  it('give it to a person, a service or the home, and keep the day', () => {
    for (const to of [colleague, { kind: 'service', service: 'ppt' } as const, home]) {
      const [one, other] = give(to)
      const { state, entries } = begun.and(one).and(other)
      expect(state.measures[0]).toEqual({ ...begun.state.measures[0], responsible: asKept(to) })
      expect(state.followUps[0]).toEqual({ ...begun.state.followUps[0], responsible: asKept(to) })
      expect(entries.slice(-2).map(({ event }) => event)).toEqual([
        { type: 'measure.reassigned', measure: 'measure_1', from: asKept(ppt), to: asKept(to) },
        { type: 'follow-up.reassigned', followUp: 'followup_1', from: asKept(ppt), to: asKept(to) },
      ])
    }
  })

  it('give the ball with it', () => {
    const [one, other] = give(colleague)
    const balls = begun.and(one).and(other).due(startDay)
    const mine = balls.filter(({ ball }) => ball.role === 'person').map(({ signal, ball }) => [signal, ball])
    const ball = { role: 'person', person: 'person_colleague' }
    expect(mine).toEqual([
      ['follow-up-due', ball],
      ['measure-due', ball],
    ])
  })

  it('are refused to whoever is not in the case, and to the one who has it', () => {
    for (const command of give(answering('nurse')))
      expect(begun.when(command)).toEqual(refused('not-a-colleague', { field: 'responsible' }))
    for (const command of give({ kind: 'service', service: 'bup' }))
      expect(begun.when(command)).toEqual(refused('service-unknown', { field: 'responsible' }))
    for (const command of give(ppt))
      expect(begun.when(command)).toEqual(refused('same-person', { field: 'responsible' }))
    for (const to of [{ kind: 'service', service: 'ppt' } as const, home]) {
      const [one, other] = give(to)
      const story = begun.and(one).and(other)
      for (const command of give(to)) expect(story.when(command)).toMatchObject(refused('same-person'))
    }
  })

  it('are refused to whoever has left, and to an administrator, who sees no case', () => {
    const left = answering('colleague', { active: false })
    const administrator = answering('colleague', { roles: ['administrator'] })
    const both = answering('colleague', { roles: ['employee', 'administrator'] })
    const anew = (responsible: NamedResponsible) => [
      ...give(responsible),
      add({ measure: 'measure_2', responsible }),
      followUp({ followUp: 'followup_2', responsible }),
    ]
    for (const command of anew(left))
      expect(begun.when(command)).toEqual(refused('person-inactive', { field: 'responsible' }))
    for (const command of anew(administrator))
      expect(begun.when(command)).toEqual(refused('only-administrator', { field: 'responsible' }))
    for (const command of anew(both)) expect(begun.when(command)).toHaveProperty('events')
  })

  it('are refused where somebody else was given it since the form was opened, with who has it now', () => {
    const [one, other] = give(home)
    const story = begun.and(one).and(other)
    const meanwhile = refused('given-meanwhile', { field: 'responsible', who: home })
    for (const to of [colleague, home])
      for (const command of give(to, asKept(ppt))) expect(story.when(command)).toEqual(meanwhile)
    for (const command of give(colleague, home)) expect(story.when(command)).toHaveProperty('events')
  })

  it('are judged by where somebody works now, not where they did when they joined', () => {
    const moved = answering('colleague', { service: 'bup', unit: 'bup' })
    for (const command of give(moved))
      expect(begun.when(command)).toEqual(refused('consent-missing', { field: 'responsible', services: ['bup/bup'] }))
  })

  it('go from one service to another, whoever of them is meant', () => {
    const [ppt, nurse] = ['ppt', 'skolehelsetjeneste'].map((service) => ({ kind: 'service', service }) as const)
    const story = given(openLog(2, ['ppt', 'skolehelsetjeneste'])).and(add({ responsible: ppt }))
    const after = story.and({ type: 'measure.reassign', measure: 'measure_1', to: nurse ?? home, had: null })
    expect(after.state.measures[0]?.responsible).toEqual(nurse)
  })

  it('are refused where the family has not let the service know of the topic, or has taken it out', () => {
    const narrow = given(
      begun.entries,
      joined('nurse'),
      consented(['skolehelsetjeneste'], 'consent_2', { topics: ['health'] }),
    )
    for (const command of give(answering('nurse')))
      expect(narrow.when(command)).toEqual(
        refused('consent-missing', { field: 'responsible', services: ['skolehelsetjeneste/helse'] }),
      )
    const withdraw = { type: 'consent.withdraw', service: null, reason: null, ...said } as const
    const out = begun.and({ ...withdraw, scope: 'topic', topic: 'learning' })
    for (const command of [...give(colleague), ...give(home)])
      expect(out.when(command)).toEqual(refused('consent-missing'))
    const gone = begun.and({ ...withdraw, scope: 'whole', topic: null })
    const none = refused('consent-missing', { services: ['skole/bjorkelia'] })
    for (const command of give(colleague)) expect(gone.when(command)).toEqual(none)
    const paper = gone.and({ type: 'case.open-on-paper', holder: null })
    for (const command of give(colleague)) expect(paper.when(command)).toEqual(refused('paper-mode'))
  })

  it('are refused for what is over, and for what is not in the case', () => {
    const over = begun.and(evaluate({ outcome: 'done' })).and({ type: 'follow-up.done', followUp: 'followup_1' })
    for (const command of give(colleague)) {
      expect(over.when(command)).toEqual(refused('already-ended'))
      expect(given(team).when(command)).toEqual(refused('not-found'))
    }
  })
})

describe('a plan', () => {
  const everything: Command[] = [goal, add(), followUp()]

  it('needs an open log', () => {
    for (const command of everything) expect(given(registered()).when(command, 'head')).toEqual(refused('not-a-log'))
  })

  it('is not kept where the family wants no digital log', () => {
    for (const command of everything) expect(given(openOnPaper()).when(command)).toEqual(refused('paper-mode'))
  })

  it('can be ended without words where no log is kept any more, and not gone on with', () => {
    const ending = evaluate({ outcome: 'done', note: null, childView: null })
    const withdrawn = given(log, measure()).and({
      ...{ type: 'consent.withdraw', scope: 'whole', service: null, topic: null, reason: null, ...said },
    })
    const paper = withdrawn.and({ type: 'case.open-on-paper', holder: null })
    for (const story of [withdrawn, paper]) expect(story.and(ending).state.measures[0]?.status).toBe('done')
    const words = [evaluate({ outcome: 'stopped', childView: null }), evaluate({ outcome: 'stopped', note: null })]
    for (const command of [...words, evaluate({ note: null, childView: null })]) {
      expect(withdrawn.when(command)).toEqual(refused('consent-missing', { services: ['skole/bjorkelia'] }))
      expect(paper.when(command)).toEqual(refused('paper-mode'))
    }
  })

  it('is given to nobody whose service may not know of what it is about', () => {
    const some = consented(['ppt'], 'consent_2', { topics: ['learning'] })
    const story = given(log, joined('ppt'), joined('colleague'), some)
    const responsible = answering('ppt')
    const none = (to: string) => refused('consent-missing', { field: 'responsible', services: [to] })
    expect(story.when(add({ responsible, topic: 'health' }))).toEqual(none('ppt/ppt'))
    expect(story.when(followUp({ responsible: { kind: 'service', service: 'ppt' } }))).toEqual(none('ppt'))
    expect(story.when(add({ responsible }))).toHaveProperty('events')
    const colleague = answering('colleague')
    expect(story.when(add({ responsible: colleague, topic: 'health' }))).toHaveProperty('events')
  })

  it('is planned as long as a follow-up is due', () => {
    const story = given(log).and(followUp())
    expect(story.state.unplannedSince).toBe(null)
    expect(story.due('2026-08-18').map(({ signal }) => signal)).not.toContain('nothing-planned')
    const done = story.and({ type: 'follow-up.done', followUp: 'followup_1' }, 'teacher', '2026-08-28')
    expect(done.state.unplannedSince).toBe('2026-08-28T07:00:00.000Z')
  })

  it('has been without a plan since the log opened, and not since somebody wondered', () => {
    const wondering = openLog().slice(0, -1)
    const opened = given(wondering, at('2026-09-10', ...openLog().slice(-1)))
    expect(opened.state.unplannedSince).toBe('2026-09-10T07:00:00.000Z')
  })

  it('is planned as long as a meeting is set or a measure is active', () => {
    const started: Event = measure()
    expect(given(log).state.unplannedSince).not.toBe(null)
    expect(given(log, started).state.unplannedSince).toBe(null)
    const ended = given(log, started).and(evaluate({ outcome: 'done' }), 'teacher', '2026-09-21')
    expect(ended.state.unplannedSince).toBe('2026-09-21T07:00:00.000Z')
  })
})
