/** What somebody of the family answered who was not the one it was asked of: what of it ends, and what is asked anew. */
import { describe, expect, it } from 'vitest'
import type { Command, Event } from '../../src/core/case.ts'
import { covers, coversOwn, lastWord, unsigned } from '../../src/core/consent.ts'
import type { Family } from '../../src/core/decision.ts'
import type { PersonId } from '../../src/core/ids.ts'
import { saidNo } from '../../src/core/said-no.ts'
import { isSealed } from '../../src/core/seal.ts'
import { at, byMember, given, happens, refused, type Story } from '../support/given.ts'
import {
  concluded,
  consented,
  content,
  heldAt,
  joined,
  known,
  named,
  openLog,
  registered,
  requested,
  said,
  signed,
  takenBack,
} from '../support/history.ts'
import { people, startDay } from '../support/sample.ts'

const mother = 'person_mother'
const father = 'person_father'
const again = 'person_again'
const out = { type: 'family.shut-out', member: mother, reason: 'word_r' } as const
const wrong: Command = { ...out, stands: false }
const of = (person: PersonId): Family => ({ kind: 'family', person, municipality: 'fjordvik' })
const ended = (becomes: 'asked' | 'over' | 'stands', consent: 'consent_1' | 'consent_2' = 'consent_1'): Event => {
  return { type: 'consent.set-aside', member: mother, consents: [{ consent, becomes }] }
}
const opened: Event = {
  ...{ type: 'case.opened', level: 1, mode: 'digital', holder: people.teacher.person, ...heldAt },
}
const ask = (more: object = {}) => requested('consent_2', { services: ['ppt'], checkpoint: 'join', ...more })
const gave: Event = { type: 'consent.given', consent: 'consent_2' }
const toPpt = { services: ['ppt'] }
const no: Event = { type: 'consent.refused', consent: 'consent_2', services: ['ppt'], reason: 'word_no', ...said }
const consent = (story: Story, id = 'consent_2') => story.state.consents.find((one) => one.id === id)
const due = (story: Story, day = startDay) => story.due(day).map(({ signal }) => signal)

/** The mother's code was somebody else's, who has said yes to PPT; nobody else must. */
const yes = () => given(openLog(), known(), ask(), byMember(mother, signed('consent_2', toPpt), gave))

/** Two guardians, of whom the father signed first, and she who was taken for the mother last. */
const both = () =>
  given(
    registered(),
    concluded(),
    requested('consent_1', { guardians: 2, required: ['guardian-1', 'guardian-2'] }),
    [signed(), signed('consent_1', {}, ['guardian-2']), { type: 'consent.given', consent: 'consent_1' }],
    opened,
    known(),
    known(father, 'guardian-2'),
    ask({ guardians: 2, required: ['guardian-1', 'guardian-2'] }),
    byMember(father, signed('consent_2', toPpt, ['guardian-2'])),
    byMember(mother, signed('consent_2', toPpt), gave),
  )

describe('whether it still counts', () => {
  it('must be said of whoever has answered, and of nobody else', () => {
    expect(yes().when(out)).toEqual(refused('answers-unsaid', { field: 'stands' }))
    expect(yes().when({ ...out, stands: true })).toEqual(happens(out))
    expect(given(openLog(), known()).when(out)).toEqual(happens(out))
    expect(given(openLog(), known()).when(wrong)).toEqual(happens(out))
  })

  it('is not asked of what the staff wrote down, nor of what another has answered', () => {
    const written = given(openLog(), known(), ask(), signed('consent_2', toPpt), gave)
    expect(written.when(out)).toEqual(happens(out))
    const others = given(openLog(), known(), known(father, 'guardian-2'), ask(), byMember(father, no))
    expect(others.when(wrong)).toEqual(happens(out))
  })

  it('is not asked of what counts no more anyway', () => {
    const newer: Event[] = consented(['ppt']).map((event) =>
      'consent' in event ? ({ ...event, consent: 'consent_3' } as Event) : event,
    )
    expect(given(yes(), newer).when(out)).toEqual(happens(out))
    expect(given(yes(), takenBack()).when(out)).toEqual(happens(out))
    const refusedThenGiven = given(openLog(), known(), ask(), byMember(mother, no), newer)
    expect(refusedThenGiven.when(out)).toEqual(happens(out))
  })

  it('can be said later of whoever is out already, once', () => {
    const isOut = given(yes(), out)
    expect(isOut.when(out)).toEqual(refused('already-done'))
    expect(isOut.when({ ...out, stands: true })).toEqual(refused('already-done'))
    expect(isOut.when(wrong)).toEqual(happens(ended('over', 'consent_2')))
    expect(isOut.and(wrong).when(wrong)).toEqual(refused('already-done'))
  })

  it('can be said in a case that is closed, by holder or leader alone', () => {
    const closed = given(yes(), { type: 'case.closed', reason: 'moved', summary: null })
    expect(closed.when(wrong)).toEqual(happens(out, ended('over', 'consent_2')))
    expect(yes().when(wrong, 'head')).toEqual(happens(out, ended('over', 'consent_2')))
    expect(yes().when(wrong, 'colleague')).toMatchObject(refused('not-found'))
    expect(yes().when(wrong, of(mother))).toMatchObject(refused('not-permitted'))
  })
})

describe('a yes that was theirs alone', () => {
  it('ends at that moment, with the part that rests on it, and is asked anew', () => {
    const story = given(yes(), joined('ppt')).and(wrong)
    expect(story.entries.slice(-3).map(({ event }) => event)).toEqual([
      out,
      ended('over', 'consent_2'),
      { type: 'participant.service-left', service: 'ppt' },
    ])
    expect(covers(story.state, 'ppt', null, startDay)).toBe(false)
    expect(consent(story)).toMatchObject({ status: 'set-aside', signed: [], aside: { services: ['ppt/ppt'] } })
    expect(due(story)).toContain('consent-anew')
    expect(due(story)).not.toContain('consent-withdrawn')
  })

  it('is no no of the family, and brings back no older yes', () => {
    const newer = [requested('consent_3'), byMember(mother, signed('consent_3'), { ...gave, consent: 'consent_3' })]
    const story = given(openLog(), known(), newer).and(wrong)
    expect(coversOwn(story.state, null, startDay)).toBe(false)
    expect(isSealed(story.state, startDay)).toBe(true)
    expect(saidNo(story.state, 'skole/bjorkelia')).toBe(false)
    expect(lastWord(story.state, 'skole/bjorkelia')?.status).toBe('set-aside')
  })

  it('is over although it has run out, so that nobody goes on by it', () => {
    const late = given(yes(), joined('ppt'))
    expect(late.when(wrong, 'teacher', '2027-09-01')).toEqual(
      happens(out, ended('over', 'consent_2'), { type: 'participant.service-left', service: 'ppt' }),
    )
  })

  it('seals what was written, whoever had opened it', () => {
    const opening: Event = {
      ...{ type: 'case.unsealed', opening: 'opening_1', until: startDay, reason: 'word_o' },
      seenBy: [people.head.person],
    }
    const story = given(openLog(), known(), opening, ended('over'))
    expect(story.state.openings).toMatchObject([{ over: true }])
  })

  it('tells whoever shares, and whoever is to ask anew', () => {
    const story = given(yes(), out, ended('over', 'consent_2'))
    expect(story.notices()).toContainEqual(expect.objectContaining({ card: 'consent-withdrawn' }))
    expect(story.notices()).toContainEqual({
      ...{ kind: 'tell', card: 'told', line: 'answer-aside', subject: '', audience: ['holder', 'deputy'] },
    })
    const quiet = given(openLog(), known(), ask(), byMember(mother, no), ended('over', 'consent_2'))
    expect(quiet.notices()).toContainEqual(expect.objectContaining({ line: 'answer-aside' }))
    expect(quiet.notices()).not.toContainEqual(expect.objectContaining({ card: 'consent-withdrawn' }))
    const closed = given(yes(), { type: 'case.closed', reason: 'moved', summary: null }, ended('over', 'consent_2'))
    expect(closed.notices()).not.toContainEqual(expect.objectContaining({ line: 'answer-aside' }))
  })
})

describe('a yes that others have given too', () => {
  it('waits for the one who was asked, and keeps what the others signed', () => {
    const story = both().and(wrong)
    expect(story.entries.at(-1)?.event).toEqual(ended('asked', 'consent_2'))
    const left = consent(story)
    expect(left).toMatchObject({ status: 'partly-signed', signed: [{ signer: 'guardian-2', by: father }] })
    expect(left && unsigned(left)).toEqual(['guardian-1'])
    expect(covers(story.state, 'ppt', null, startDay)).toBe(false)
    expect(saidNo(story.state, 'ppt')).toBe(false)
    expect(due(story)).toContain('consent-unanswered')
    expect(due(story)).not.toContain('consent-anew')
  })

  it('is asked from that day on, however long ago it was given', () => {
    const story = given(both(), at('2026-11-02', out, ended('asked', 'consent_2')))
    expect(story.due('2026-11-02').find(({ signal }) => signal === 'consent-unanswered')).toMatchObject({
      ...{ day: '2026-11-09', ball: { role: 'holder' } },
    })
  })

  it('is in force again once the right one has signed, who comes by a code of their own', () => {
    const record = {
      ...{ type: 'consent.record', consent: 'consent_2', signedBy: ['guardian-1'], evidence: 'digital', holder: null },
      ...{ ...content(toPpt), units: ['ppt/ppt'], excludedShown: [], excludedPersons: null, from: startDay },
    } as const satisfies Command
    const back = given(both().and(wrong), known(again))
    const story = back.and(record, of(again))
    expect(covers(story.state, 'ppt', null, startDay)).toBe(true)
    expect(consent(story)?.aside?.services).toEqual([])
    expect(back.when(record, of(mother))).toMatchObject(refused('not-found'))
  })

  it('stands where the table no longer asks for whom they were taken for', () => {
    const one = given(both(), named({ guardians: 1 }), { ...out, member: father })
    const asFather: Command = { type: 'family.shut-out', member: father, reason: 'word_r', stands: false }
    const events = one.when(asFather)
    expect(events).toEqual(
      happens({ type: 'consent.set-aside', member: father, consents: [{ consent: 'consent_2', becomes: 'stands' }] }),
    )
    const story = one.and(asFather)
    expect(covers(story.state, 'ppt', null, startDay)).toBe(true)
    expect(consent(story)).toMatchObject({ required: ['guardian-1'], signed: [{ signer: 'guardian-1' }] })
  })

  it('is over where what they gave has run out', () => {
    const late = both().when(wrong, 'teacher', '2027-09-01')
    expect(late).toMatchObject({ events: [out, ended('over', 'consent_2')] })
  })
})

describe('a no that was not theirs to say', () => {
  it('is lifted, so that the family can be asked again', () => {
    const story = given(openLog(), known(), ask(), byMember(mother, no))
    expect(saidNo(story.state, 'ppt')).toBe(true)
    const lifted = story.and(wrong)
    expect(lifted.entries.at(-1)?.event).toEqual(ended('over', 'consent_2'))
    expect(saidNo(lifted.state, 'ppt')).toBe(false)
    expect(consent(lifted)).toMatchObject({ status: 'set-aside', noes: [] })
    expect(due(lifted)).toContain('consent-anew')
  })

  it('leaves the question to the one who was asked, where others have signed', () => {
    const asked = given(openLog(), known(), known(father, 'guardian-2'), [
      ask({ guardians: 2, required: ['guardian-1', 'guardian-2'] }),
    ])
    const story = given(asked, byMember(father, signed('consent_2', toPpt, ['guardian-2'])), byMember(mother, no))
    expect(story.and(wrong).entries.at(-1)?.event).toEqual(ended('asked', 'consent_2'))
    expect(consent(story.and(wrong))).toMatchObject({ status: 'partly-signed', services: ['ppt/ppt'] })
  })

  it('brings back by itself nothing that it ended', () => {
    const older = given(openLog(), consented(['ppt'], 'consent_2'), joined('ppt'), known())
    const renewal = requested('consent_3', { services: ['ppt'] })
    const story = given(older, renewal, byMember(mother, { ...no, consent: 'consent_3' } as Event)).and(wrong)
    expect(covers(story.state, 'ppt', null, startDay)).toBe(false)
    expect(saidNo(story.state, 'ppt')).toBe(false)
    expect(due(story)).toContain('consent-anew')
  })

  it('stays where another has said it too', () => {
    const asked = ask({ services: ['ppt', 'bup'], guardians: 2, required: ['guardian-1', 'guardian-2'] })
    const fathers: Event = { ...no, signer: 'guardian-2' } as Event
    const all: Event = { ...no, services: ['bup'] } as Event
    const story = given(openLog(), known(), known(father, 'guardian-2'), asked, byMember(father, fathers))
    const lifted = given(story, byMember(mother, all)).and(wrong)
    expect(saidNo(lifted.state, 'ppt')).toBe(true)
    expect(saidNo(lifted.state, 'bup')).toBe(false)
  })

  it('is said anew by the family itself, and is then theirs', () => {
    const lifted = given(openLog(), known(), ask(), byMember(mother, no)).and(wrong)
    const theirs: Event = { ...no, consent: 'consent_3' } as Event
    const story = given(lifted, requested('consent_3', { services: ['ppt'] }), theirs)
    expect(saidNo(story.state, 'ppt')).toBe(true)
    expect(due(story)).not.toContain('consent-anew')
  })
})

describe('a yes that was not theirs to take back', () => {
  const given_ = () => given(openLog(), consented(['ppt'], 'consent_2'), known())

  it('does not come back by itself: the family is asked anew', () => {
    const story = given(given_(), byMember(mother, takenBack({ service: 'ppt/ppt' }))).and(wrong)
    expect(story.entries.at(-1)?.event).toEqual(ended('over', 'consent_2'))
    expect(covers(story.state, 'ppt', null, startDay)).toBe(false)
    expect(saidNo(story.state, 'ppt')).toBe(false)
    expect(due(story)).toContain('consent-anew')
  })

  it('is asked anew of the log itself, where all of it was taken back', () => {
    const story = given(given_(), byMember(mother, takenBack())).and(wrong)
    expect(story.state.consents.map(({ status }) => status)).toEqual(['set-aside', 'set-aside'])
    expect(due(story)).toContain('consent-anew')
    expect(due(story)).not.toContain('consent-withdrawn')
  })

  it('leaves a topic out, said by nobody, until it is asked anew', () => {
    const story = given(given_(), byMember(mother, takenBack({ topic: 'health' }))).and(wrong)
    expect(coversOwn(story.state, null, startDay)).toBe(true)
    expect(coversOwn(story.state, 'health', startDay)).toBe(false)
    expect(consent(story)?.takenBack).toEqual([
      {
        type: undefined,
        scope: 'topic',
        service: null,
        topic: 'health',
        signer: null,
        how: null,
        day: null,
        reason: null,
      },
    ])
    expect(due(story)).toContain('consent-anew')
  })

  it('is the family’s own once they take it back themselves', () => {
    const lifted = given(given_(), byMember(mother, takenBack({ topic: 'health' }))).and(wrong)
    expect(saidNo(given(lifted, takenBack()).state, 'ppt')).toBe(true)
    expect(due(given(lifted, takenBack()))).not.toContain('consent-anew')
  })
})
