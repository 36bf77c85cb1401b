/** The copy that somebody of a family takes of their own log: all that their page shows, and nothing else, wherever one looks in the file. */
import { describe, expect, test } from 'vitest'
import type { CaseId } from '../../src/core/ids.ts'
import { comesIn, type FamilyTown, familyTown } from '../support/family-town.ts'
import { type ReadPdf, readPdf, squeezed } from '../support/read-pdf.ts'
import { textOf } from '../support/town.ts'
import { addMeasure, askFamily, caseOf, openLog, sayYes, worry } from './story.ts'

type Who = 'mother' | 'child'

async function fileFor(town: FamilyTown, who: Who, id: CaseId, form: 'pdf' | 'json' = 'pdf') {
  const answer = await town.copyOf(who, id, form)
  if (answer.kind !== 'file') throw new Error(`no file: ${textOf(answer)}`)
  return answer.file
}

async function paperFor(town: FamilyTown, who: Who, id: CaseId): Promise<ReadPdf> {
  return readPdf((await fileFor(town, who, id)).bytes)
}

const dataFor = async (town: FamilyTown, who: Who, id: CaseId) =>
  JSON.parse(new TextDecoder().decode((await fileFor(town, who, id, 'json')).bytes))

const note = (town: FamilyTown, id: CaseId, text: string, others: 'yes' | 'no') =>
  town.submit('ingrid', 'note.add', { case: id }, { topic: 'learning', text, others })

async function richLog(town: FamilyTown): Promise<CaseId> {
  const id = await openLog(town)
  await comesIn(town, id)
  await town.submit('ingrid', 'goal.set', { case: id }, { topic: 'wellbeing', text: 'Čáhci 😀 trives på skolen' })
  await addMeasure(town, id, { topic: 'wellbeing', text: 'Spiller fotball hver tirsdag', responsible: 'home' })
  await note(town, id, 'Samtale om lesing, áčđŋšŧž', 'no')
  await note(town, id, 'Ola slo Kaia i friminuttet', 'yes')
  await town.at('mother', 'family.write', { case: id }, { text: 'Vi øver hjemme også' })
  return id
}

describe('a copy', () => {
  test('holds all that the page shows, letter for letter', async () => {
    const town = await familyTown()
    const id = await richLog(town)
    const { text } = await paperFor(town, 'mother', id)
    const page = await town.at('mother', 'family.log', { case: id }, {}, { kind: 'open' })
    const typed = page.blocks.flatMap((block) => (block.kind === 'words' ? [block.words, block.label ?? ''] : []))
    expect(typed.length).toBeGreaterThan(6)
    for (const words of typed) expect(squeezed(text)).toContain(squeezed(words))
    const consents = await town.at('mother', 'family.consents', { case: id }, {}, { kind: 'open' })
    for (const block of consents.blocks)
      if (block.kind === 'list')
        for (const item of block.items) expect(squeezed(text)).toContain(squeezed(item.text + item.subtle))
  })

  test('says in data the same as on paper', async () => {
    const town = await familyTown()
    const id = await richLog(town)
    expect(await dataFor(town, 'mother', id)).toMatchObject({
      ...{ format: 'stafettlogg', version: 1, for: 'family', reference: 'FJ-1001', language: 'nb', leftOut: true },
      name: 'Kaia',
      status: 'open',
      holder: 'Ingrid Lunde (Skole)',
      goals: [{ text: 'Čáhci 😀 trives på skolen', status: 'open' }],
      measures: [{ text: 'Spiller fotball hver tirsdag', responsible: 'dere i familien', status: 'active' }],
      texts: [{ kind: 'note', text: 'Samtale om lesing, áčđŋšŧž' }],
      own: [{ kind: 'note', text: 'Vi øver hjemme også', heard: false }],
      consents: [{ state: 'given', services: ['Skole'] }],
    })
  })

  test('keeps what says something of others, and says that something is left out; not where nothing is', async () => {
    const town = await familyTown()
    const id = await richLog(town)
    const { text, bytes } = await paperFor(town, 'mother', id)
    for (const held of ['Ola', 'slo Kaia', 'often alone']) expect(text + bytes).not.toContain(held)
    expect(text).toContain('er utelatt')
    expect(JSON.stringify(await dataFor(town, 'mother', id))).not.toContain('Ola')
    const { notes, family } = await caseOf(town, id)
    const release = { text: notes[1]?.id ?? '', member: family[0]?.id ?? '', reason: 'De har snakket sammen' }
    await town.submit('ingrid', 'family.release', { case: id }, release)
    const released = await paperFor(town, 'mother', id)
    expect(released.text).toContain('Ola slo Kaia i friminuttet')
    expect(released.text).not.toContain('er utelatt')
    expect(released.text).not.toContain('De har snakket sammen')
  })

  test('tells neither that a report was made to child welfare, nor who opened the form for it', async () => {
    const town = await familyTown()
    const id = await richLog(town)
    const before = await dataFor(town, 'mother', id)
    await town.open('terje', 'report.record', { case: id })
    await town.submit('ingrid', 'report.record', { case: id }, { day: '2026-11-02' })
    expect((await caseOf(town, id)).reports).toHaveLength(1)
    const { text, bytes } = await paperFor(town, 'mother', id)
    for (const word of ['barnevern', 'Melding sendt', 'melding', 'Terje'])
      expect((text + bytes).toLowerCase()).not.toContain(word.toLowerCase())
    const after = await dataFor(town, 'mother', id)
    expect({ ...after, readers: null }).toEqual({ ...before, readers: null })
    expect(JSON.stringify(after.readers)).not.toContain('Terje')
  })

  test('tells last who has read the log, on which day, and what, be it that a copy was made', async () => {
    const town = await familyTown()
    const id = await richLog(town)
    await town.press('terje', 'show.plan', { case: id })
    await town.press('terje', 'show.consents', { case: id })
    const [measure] = (await caseOf(town, id)).measures
    await town.open('ingrid', 'measure.evaluate', { case: id, measure: measure?.id ?? '' })
    const { pages } = await paperFor(town, 'mother', id)
    const last = squeezed(pages.at(-1) ?? '')
    expect(last).toContain('Hvemharlest')
    for (const row of ['TerjeAasSkoleLoggen', 'TerjeAasSkoleSamtykke', 'IngridLundeSkoleEtskjema'])
      expect(last).toContain(row)
  })

  test('is written down each time, as theirs, and read by whoever answers for the log', async () => {
    const town = await familyTown()
    const id = await richLog(town)
    const made = async () => (await town.read((tx) => tx.access.of(id))).filter(({ what }) => what === 'copy-family')
    await fileFor(town, 'mother', id)
    await fileFor(town, 'mother', id, 'json')
    const { family } = await caseOf(town, id)
    expect(await made()).toMatchObject(
      [0, 1].map(() => ({ person: family[0]?.id, verdict: 'read', roles: ['guardian'] })),
    )
    expect(textOf(await town.press('ingrid', 'show.readers', { case: id }))).toContain('Laget en kopi til familien')
  })

  test('is made in the language of the page, with that it is a translation, right to left where it is read so', async () => {
    const town = await familyTown()
    const id = await richLog(town)
    await town.at('mother', 'set.lang', { lang: 'ar' })
    const { info, bytes, text } = await paperFor(town, 'mother', id)
    expect(info).toMatchObject({ Language: 'ar' })
    expect(bytes).toContain('Vazirmatn')
    expect(squeezed(text)).toContain('النرويجي')
    for (const words of ['Spiller fotball hver tirsdag', 'Ingrid Lunde'])
      expect(squeezed(text)).toContain(squeezed(words))
    expect(text).not.toContain('�')
  })

  test('is called by the reference alone, and its page says what it is before it is taken', async () => {
    const town = await familyTown()
    const id = await richLog(town)
    expect(await fileFor(town, 'mother', id)).toMatchObject({ name: 'FJ-1001.pdf', mediaType: 'application/pdf' })
    expect(await fileFor(town, 'mother', id, 'json')).toMatchObject({ name: 'FJ-1001.json' })
    const card = await town.at('mother', 'family.copy', { case: id }, {}, { kind: 'open' })
    expect(textOf(card)).toContain('kan vi ikke ta tilbake')
    expect(card.buttons.map(({ action, data }) => [action, data.file])).toEqual([
      ['family.take-copy', 'pdf'],
      ['family.take-copy', 'json'],
      ['family.log', undefined],
      ['family.home', undefined],
    ])
  })
})

describe('nobody gets a copy', () => {
  test('of a log they are not in, nor once they are shut out of it', async () => {
    const town = await familyTown()
    const id = await richLog(town)
    for (const who of ['father', 'stranger'] as const) expect((await town.copyOf(who, id)).kind).not.toBe('file')
    const { family } = await caseOf(town, id)
    await town.submit('ingrid', 'family.shut-out', { case: id }, { member: family[0]?.id ?? '', reason: 'A reason' })
    expect((await town.copyOf('mother', id)).kind).not.toBe('file')
  })

  test('of what a young person alone has let somebody do, nor is told that there is more', async () => {
    const town = await familyTown()
    const id = await worry(town)
    const outcome = { outcome: 'level:2', services: 'skolehelsetjeneste' }
    await town.submit('ingrid', 'concern.conclude', { case: id }, outcome)
    await askFamily(town, 'ingrid', { case: id }, { services: 'skole,skolehelsetjeneste', born: '2010-03' })
    for (const { id: consent, required } of (await caseOf(town, id)).consents.toReversed())
      await sayYes(town, 'ingrid', { case: id, consent }, { signedBy: required.join(','), childAsked: 'true' })
    await comesIn(town, id, 'mother', 'guardian-1')
    await comesIn(town, id, 'child', 'young-person')
    await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('nora') })
    await town.submit('nora', 'note.add', { case: id }, { topic: 'health', text: 'Samtale med Nora', others: 'yes' })
    await town.press('nora', 'show.plan', { case: id })
    const [guardian, young] = [await paperFor(town, 'mother', id), await paperFor(town, 'child', id)]
    for (const held of ['Nora', 'Skolehelsetjenesten', 'skolehelsetjenesten', 'utelatt'])
      expect(guardian.text + guardian.bytes).not.toContain(held)
    expect(JSON.stringify(await dataFor(town, 'mother', id))).not.toContain('Nora')
    expect(young.text).toContain('Nora Vik')
    expect(young.text).toContain('utelatt')
  })
})
