/** What a model puts into the samples of the cards: its own names, in each language, and always something. */
import { describe, expect, it } from 'vitest'
import { languages } from '../../cards/card.ts'
import { pictured } from '../../cards/index.ts'
import { fjordvik } from '../../cards/samples/fjordvik.ts'
import { namesIn } from '../../src/app/names-in.ts'
import { readModel } from '../../src/model/read.ts'
import type { Model } from '../../src/model/schema.ts'
import { wording } from '../../src/wording/index.ts'

const model = readModel('src/demo/fjordvik.yaml')
const own = { nb: 'oppvekstteamet', nn: 'oppvekstteamet', en: 'the growing-up team' }

describe('the names of a model', () => {
  it.each(languages)('stand in the samples as the app would write them (%s)', (lang) => {
    const say = wording(lang)
    const named = namesIn(model).named(say)
    expect(named).toMatchObject({ levels: fjordvik(say).levels, meanings: fjordvik(say).meanings })
    expect(named.school).toBe(fjordvik(say).school)
    expect(named.where).toBe(model.reportHelp.where[lang])
    expect(named.support).toEqual(model.names.supportQuestions.map((one) => one[lang]))
  })

  it('are those of the municipality where it calls something otherwise', () => {
    const changed: Model = { ...model, names: { ...model.names, services: { ...model.names.services, ppt: own } } }
    expect(namesIn(changed).named(wording('nb')).adviser).toBe('Oppvekstteamet')
  })

  it('are what it has where it has fewer, or other codes', () => {
    const services = { oppvekst: own }
    const levels = model.policy.levels.slice(0, 2)
    const small: Model = { ...model, policy: { ...model.policy, levels }, names: { ...model.names, services } }
    const say = wording('en')
    const named = namesIn(small).named(say)
    expect([named.school, named.health, named.adviser]).toEqual(Array(3).fill('The growing-up team'))
    expect(named.levels[2]).toBe(named.levels[1])
    for (const { draw } of pictured) expect(draw(say, { ...fjordvik(say), ...named }).title).not.toBe('')
  })
})
