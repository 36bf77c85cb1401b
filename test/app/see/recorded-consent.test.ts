/** What was written down with a consent, for those who may read it: on the card, and in the form of the next who signs. */
import { describe, expect, test } from 'vitest'
import { alreadyRecorded, openCase, recordedWords, saidWhy } from '../../../src/app/see/index.ts'
import type { Event } from '../../../src/core/case.ts'
import type { ConsentContent } from '../../../src/core/consent-said.ts'
import { given, type Story } from '../../support/given.ts'
import { consented, joined, openLog, requested, said, signed, takenBack } from '../../support/history.ts'
import { type Looking, looking } from '../../support/looking.ts'
import type { PersonName } from '../../support/sample.ts'

const typed: Partial<ConsentContent> = {
  ...{ excludedPersons: 'word_uncle', childView: 'word_voice', language: 'word_tongue', textVersion: 'word_version' },
}
const log = [
  openLog(1, [], typed),
  consented(['ppt'], 'consent_2', { topics: ['learning'], purpose: 'word_help' }),
  joined('ppt'),
]
const asked = requested('consent_3', { services: ['skole'], required: ['guardian-1', 'guardian-2'], guardians: 2 })

describe('the words of a consent', () => {
  async function read(name: PersonName, id: string, story: Story) {
    const { viewer, keep } = await looking()
    await keep(story)
    const reader = await viewer(name)
    const opened = await openCase(reader, story.state, 'consent-checkpoint')
    const consent = story.state.consents.find((one) => one.id === id)
    if (!opened || !consent) throw new Error('nothing can be read')
    return {
      words: await recordedWords(reader, opened, consent),
      why: [...(await saidWhy(reader, opened, consent)).values()],
    }
  }

  test('are read by whoever sees all of the case, and by a service those of the consent that lets it in', async () => {
    const all = {
      ...{ purpose: '«purpose»', excludedPersons: '«uncle»', childView: '«voice»' },
      ...{ language: '«tongue»', textVersion: '«version»' },
    }
    expect((await read('teacher', 'consent_1', given(log))).words).toEqual(all)
    const none = { purpose: null, excludedPersons: null, childView: null, language: null, textVersion: null }
    expect((await read('ppt', 'consent_1', given(log))).words).toEqual(none)
    expect((await read('ppt', 'consent_2', given(log))).words).toEqual({ ...none, purpose: '«help»' })
  })

  test('are with why the family said no or took it back for the same', async () => {
    const back = given(log, takenBack({ topic: 'family' }))
    expect((await read('teacher', 'consent_1', back)).why).toEqual(['«no»'])
    expect((await read('ppt', 'consent_1', back)).why).toEqual([])
    const question = requested('consent_4', { services: ['skole', 'bup'], checkpoint: 'renewal' })
    const no: Event = {
      type: 'consent.refused',
      consent: 'consent_4',
      services: ['bup'],
      reason: 'word_nobup',
      ...said,
    }
    expect((await read('teacher', 'consent_4', given(log, question, no))).why).toEqual(['«nobup»'])
  })
})

describe('the form of an answer begins', () => {
  async function begins(name: PersonName, id: string | undefined, story: Story, town?: Looking) {
    const { viewer, keep } = town ?? (await looking())
    await keep(story)
    return alreadyRecorded(await viewer(name), story.state, id)
  }

  test('with what the family last said, where nobody has signed: not with what it was for, how the child saw it, nor an older text', async () => {
    expect(await begins('teacher', 'consent_3', given(log, asked))).toEqual({})
    const school = consented(['skole'], 'consent_2', typed)
    expect(await begins('teacher', 'consent_3', given(openLog(1), school, asked))).toEqual({
      ...{ excludedPersons: '«uncle»', language: '«tongue»' },
    })
  })

  test('with all that the first was told, where somebody has signed', async () => {
    const half = given(openLog(1), asked, signed('consent_3', typed))
    expect(await begins('teacher', 'consent_3', half)).toEqual({
      ...{ purpose: '«purpose»', excludedPersons: '«uncle»', childView: '«voice»', language: '«tongue»' },
      ...{ textVersion: '«version»', from: '2026-08-17', until: '2027-08-17', childAsked: 'true' },
    })
  })

  test('with nothing, where the family has said nothing yet, it is not asked, or its reader may read nothing of it', async () => {
    const town = await looking()
    expect(await begins('teacher', 'consent_1', given(log), town)).toEqual({})
    expect(await alreadyRecorded(await town.viewer('teacher'), given(log, asked).state, undefined)).toEqual({})
    expect(await town.tx.access.of('case_1')).toEqual([])
    expect(await alreadyRecorded(await town.viewer('stranger'), given(log, asked).state, 'consent_3')).toEqual({})
    expect(await town.tx.access.of('case_1')).toMatchObject([{ person: 'person_stranger', verdict: 'refused' }])
  })
})
