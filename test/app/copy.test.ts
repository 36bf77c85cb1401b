/** Copies that staff make: whom they are for decides what stands in them, wherever one looks in the file, and each is written down. */
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import type { CaseId } from '../../src/core/ids.ts'
import type { Answer } from '../../src/ports.ts'
import { comesIn, type FamilyTown, familyTown } from '../support/family-town.ts'
import { readPdf, squeezed } from '../support/read-pdf.ts'
import { accountOf, actionsOn, cardOf, type Name, textOf, wholeMenu } from '../support/town.ts'
import { addMeasure, caseOf, logWithJonas, openLog, takenBack, worry } from './story.ts'

let count = 0
function take(town: FamilyTown, by: Name, id: CaseId, recipient: string, file = 'pdf', lang = 'nb'): Promise<Answer> {
  count += 1
  return town.ask({
    ...{ from: 'window', place: null, personal: true, account: accountOf(by), delivery: `copy-${count}` },
    ...{ kind: 'press', action: 'make.copy', data: { case: id, file }, fields: { recipient, lang } },
  })
}

async function fileOf(...asked: Parameters<typeof take>) {
  const answer = await take(...asked)
  if (answer.kind !== 'file') throw new Error(`no file: ${textOf(answer)}`)
  return answer.file
}

/** All that can be found in both files. */
async function foundIn(town: FamilyTown, by: Name, id: CaseId, recipient: string, lang = 'nb') {
  const paper = await readPdf((await fileOf(town, by, id, recipient, 'pdf', lang)).bytes)
  const json = new TextDecoder().decode((await fileOf(town, by, id, recipient, 'json', lang)).bytes)
  return { ...paper, json, all: `${squeezed(paper.text)}\n${paper.bytes}\n${squeezed(json)}` }
}

const valid = new Ajv2020({ allErrors: true }).compile(JSON.parse(readFileSync('docs/stafettlogg.schema.json', 'utf8')))

const typed = {
  learning: 'Leser bedre, čđŋ 😀',
  health: 'Sover dårlig om natten',
  others: 'Ola i klassen har ADHD',
}

/** Jonas of PPT is in it for learning, the mother reads it on her page, and a report was made. */
async function richLog(town: FamilyTown): Promise<CaseId> {
  const id = await logWithJonas(town, ['learning'])
  await comesIn(town, id)
  await town.submit('ingrid', 'goal.set', { case: id }, { topic: 'learning', text: 'Mål om lesing' })
  await town.submit('ingrid', 'goal.set', { case: id }, { topic: 'health', text: 'Mål om søvn' })
  await addMeasure(town, id, { topic: 'learning', text: 'Lesekurs', responsible: 'home' })
  for (const [topic, others] of [
    ['learning', 'no'],
    ['health', 'no'],
  ] as const)
    await town.submit('ingrid', 'note.add', { case: id }, { topic, text: typed[topic], others })
  await town.submit('ingrid', 'note.add', { case: id }, { topic: 'learning', text: typed.others, others: 'yes' })
  await town.submit(
    'ingrid',
    'follow-up.add',
    { case: id },
    { topic: 'learning', text: 'Ringe hjem', responsible: 'home', day: '2026-11-20' },
  )
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-20' })
  await town.at('mother', 'family.write', { case: id }, { text: 'Mor sier takk' })
  await town.submit('ingrid', 'report.record', { case: id }, { day: '2026-11-02' })
  await town.open('terje', 'report.record', { case: id })
  return id
}

const ofReport = ['barnevern', 'melding', 'report']

describe('a copy', () => {
  test.each(['family:guardian-1', 'referral:ppt/ppt', 'colleague:jonas', 'archive'])(
    'for %s tells nowhere that a report was made to child welfare',
    async (to) => {
      const town = await familyTown()
      const id = await richLog(town)
      expect((await caseOf(town, id)).reports).toHaveLength(1)
      const found = await foundIn(town, 'ingrid', id, to.replace('jonas', town.id('jonas')))
      const told = `${found.text}\n${found.json}`.toLowerCase()
      for (const word of ofReport) expect(told).not.toContain(word)
      expect(Object.values(found.info).join(' ')).not.toMatch(/barnevern|Ingrid|Kaia/)
    },
  )

  test('for a referral holds what the consent lets that service know, says that more is left out, and nobody else’s words', async () => {
    const town = await familyTown()
    const id = await richLog(town)
    const { all, text } = await foundIn(town, 'ingrid', id, 'referral:ppt/ppt')
    for (const held of ['Mål om lesing', 'Lesekurs', typed.learning, 'Ringe hjem'])
      expect(all).toContain(squeezed(held))
    for (const held of ['Mål om søvn', typed.health, typed.others, 'Mor sier takk', 'often alone', 'Foreldreansvar'])
      expect(all).not.toContain(squeezed(held))
    expect(text).toContain('er utelatt')
    expect(squeezed(text)).toContain('Samtykketomfatterlæring')
  })

  test('where all of it is let go to them says of nothing that it is left out', async () => {
    const town = await familyTown()
    const id = await openLog(town, { services: ['ppt'] })
    await town.submit('ingrid', 'goal.set', { case: id }, { topic: 'health', text: 'Mål om søvn' })
    const { text } = await foundIn(town, 'ingrid', id, 'referral:ppt/ppt')
    expect(text).toContain('Mål om søvn')
    expect(text).not.toContain('utelatt')
  })

  test('for a colleague holds what they see of it themselves, but for what may say something of others', async () => {
    const town = await familyTown()
    const id = await richLog(town)
    const { all, text } = await foundIn(town, 'terje', id, `colleague:${town.id('jonas')}`)
    for (const held of ['Mål om lesing', typed.learning, 'Jonas Berg']) expect(all).toContain(squeezed(held))
    for (const held of ['Mål om søvn', typed.health, typed.others, 'Mor sier takk', 'often alone'])
      expect(all).not.toContain(squeezed(held))
    expect(text).toContain('er utelatt')
  })

  test('for the archive holds everything, with consents and all that was done', async () => {
    const town = await familyTown()
    const id = await richLog(town)
    await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'service:ppt' })
    const { all, text } = await foundIn(town, 'ingrid', id, 'archive')
    for (const held of [...Object.values(typed), 'Mål om søvn', 'Mor sier takk', 'often alone', 'Kaia', 'To help'])
      expect(all).toContain(squeezed(held))
    expect(text).toContain('Trukket tilbake')
    expect(text).not.toContain('utelatt')
  })

  test('of an evaluation and an end holds what was decided, and what anybody said for the archive alone', async () => {
    const town = await familyTown()
    const id = await logWithJonas(town, ['learning'])
    const of = { case: id }
    const child = { askedBy: 'holder', askedOn: '2026-11-02', topic: 'learning', childView: 'VILLEKE' }
    await town.submit('ingrid', 'evaluation.hear-child', of, { askedBy: 'nobody', childWhy: 'VARSYK' })
    await town.submit('ingrid', 'evaluation.hear-child', of, child)
    for (const parentsView of ['FORRIGEORD', 'MORSORD'])
      await town.submit('ingrid', 'evaluation.hear-parents', of, { topic: 'learning', parentsView })
    const staff = { topic: 'learning', staffView: 'LÆRERSORD', reflection: 'VILÆRTE' }
    await town.submit('ingrid', 'evaluation.hear-staff', of, staff)
    await town.submit('ingrid', 'evaluation.conclude', of, { outcome: 'continue', nextDay: '2026-12-10' })
    const said = ['VARSYK', 'VILLEKE', 'FORRIGEORD', 'MORSORD', 'LÆRERSORD', 'VILÆRTE', 'FAMILIENSORD']
    const isWithheldFrom = async (to: string) => {
      const { all, text } = await foundIn(town, 'terje', id, to)
      for (const words of said) expect(all).not.toContain(words)
      for (const held of ['er utelatt', 'Fortsetter som nå']) expect(text).toContain(held)
    }
    // Jonas sees some of it as long as he takes part, and Ingrid all.
    await isWithheldFrom(`colleague:${town.id('jonas')}`)
    await town.submit('ingrid', 'case.close', of, { reason: 'goal-reached', familyView: 'FAMILIENSORD' })
    for (const to of ['referral:ppt/ppt', `colleague:${town.id('ingrid')}`]) await isWithheldFrom(to)
    const archive = await foundIn(town, 'ingrid', id, 'archive')
    for (const words of said) expect(archive.all).toContain(words)
    const { all } = await foundIn(town, 'ingrid', id, 'family:guardian-1')
    for (const words of said) expect(all).not.toContain(words)
  })

  test('names who was at a meeting to those in the case, and to nobody in a referral', async () => {
    const town = await familyTown()
    const id = await logWithJonas(town)
    await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-02' })
    const data = { case: id, meeting: (await caseOf(town, id)).meetings.at(-1)?.id ?? '' }
    const held = { topic: 'learning', minutes: 'Vi ble enige', decisions: 'Ringe hjem', others: 'no', whyNone: 'Over' }
    await town.submit('ingrid', 'meeting.hold', data, { ...held, present: town.id('jonas') })
    const present = async (to: string) => {
      const { json } = await foundIn(town, 'ingrid', id, to)
      expect(json).toContain('Ringe hjem')
      return JSON.parse(json).meetings[0].present
    }
    expect(await present('archive')).toEqual(['Jonas Berg'])
    expect(await present(`colleague:${town.id('jonas')}`)).toEqual(['Jonas Berg'])
    expect(await present('referral:ppt/ppt')).toEqual([])
  })

  test('of a closed case names none of the services that were thanked for a referral', async () => {
    const town = await familyTown()
    const id = await openLog(town, { services: ['ppt', 'skolehelsetjeneste'] })
    await town.submit('ingrid', 'goal.set', { case: id }, { topic: 'learning', text: 'Mål om lesing' })
    const typed = { reason: 'goal-reached', goals: 'all', thanked: 'ppt,skolehelsetjeneste' }
    await town.submit('ingrid', 'case.close', { case: id }, typed)
    expect((await caseOf(town, id)).closed?.thanked).toHaveLength(2)
    const named = /skolehelsetjeneste/i
    expect((await foundIn(town, 'ingrid', id, 'archive')).all).toMatch(named)
    const { all } = await foundIn(town, 'ingrid', id, 'referral:ppt/ppt')
    expect(all).not.toMatch(named)
    expect(all).toContain('Ja,alle')
  })

  test('for the family is the one they take themselves, made by whoever made it', async () => {
    const town = await familyTown()
    const id = await richLog(town)
    const own = await town.copyOf('mother', id, 'json')
    if (own.kind !== 'file') throw new Error('no file')
    const theirs = JSON.parse(new TextDecoder().decode(own.file.bytes))
    const made = JSON.parse(
      new TextDecoder().decode((await fileOf(town, 'ingrid', id, 'family:guardian-1', 'json')).bytes),
    )
    expect({ ...made, readers: null }).toEqual({ ...theirs, readers: null })
    const [entry] = (await town.read((tx) => tx.access.of(id))).filter(({ what }) => what === 'copy-family').slice(-1)
    expect(entry).toMatchObject({ person: town.id('ingrid'), verdict: 'read' })
    const { info } = await foundIn(town, 'ingrid', id, 'family:guardian-1', 'ar')
    expect(info).toMatchObject({ Language: 'ar' })
  })

  test('for a family without a page holds what one of them could read there', async () => {
    const town = await familyTown({ familyPage: false })
    const id = await openLog(town)
    await town.submit('ingrid', 'goal.set', { case: id }, { topic: 'health', text: 'Mål om søvn' })
    const { text } = await foundIn(town, 'ingrid', id, 'family:guardian-1')
    expect(text).toContain('Mål om søvn')
    expect(text).not.toContain('often alone')
  })

  test.each(['nb', 'nn', 'en'])(
    'speaks %s, whatever its maker does, and is data of the published form',
    async (lang) => {
      const town = await familyTown()
      const id = await richLog(town)
      for (const to of ['family:guardian-1', 'referral:ppt/ppt', `colleague:${town.id('jonas')}`, 'archive']) {
        const { bytes } = await fileOf(town, 'ingrid', id, to, 'json', lang)
        valid(JSON.parse(new TextDecoder().decode(bytes)))
        expect(valid.errors).toBe(null)
      }
      const { info } = await readPdf((await fileOf(town, 'ingrid', id, 'referral:ppt/ppt', 'pdf', lang)).bytes)
      expect(info).toMatchObject({ Language: lang, Title: 'FJ-1001' })
    },
  )

  test('is written down each time, as for whom it was, and read in who has read the case', async () => {
    const town = await familyTown()
    const id = await richLog(town)
    const made = async () =>
      (await town.read((tx) => tx.access.of(id))).map(({ what }) => what).filter((what) => what.startsWith('copy-'))
    for (const to of ['referral:ppt/ppt', `colleague:${town.id('jonas')}`, 'archive', 'family:guardian-1'])
      await fileOf(town, 'terje', id, to, 'json')
    expect(await made()).toEqual(['copy-referral', 'copy-colleague', 'copy-archive', 'copy-family'])
    const readers = textOf(await town.press('ingrid', 'show.readers', { case: id }))
    for (const to of ['en henvisning', 'en kollega', 'arkivet', 'familien'])
      expect(readers).toContain(`Laget en kopi til ${to}`)
  })
})

describe('who has read the log, last', () => {
  test('is told whole to the archive, and to others of their own service and the one at home', async () => {
    const town = await familyTown()
    const id = await openLog(town, { services: ['ppt', 'skolehelsetjeneste'] })
    for (const name of ['jonas', 'nora'] as const) {
      await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id(name) })
      await town.press(name, 'show.plan', { case: id })
    }
    const archive = await foundIn(town, 'ingrid', id, 'archive')
    for (const name of ['Jonas Berg', 'Nora Vik', 'Ingrid Lunde']) expect(archive.pages.at(-1)).toContain(name)
    const referral = await foundIn(town, 'ingrid', id, 'referral:ppt/ppt')
    for (const name of ['Jonas Berg', 'Ingrid Lunde']) expect(referral.pages.at(-1)).toContain(name)
    expect(referral.all).not.toContain('NoraVik')
  })

  test('is told by service alone where the municipality has it so, to the family too', async () => {
    const town = await familyTown()
    const one = town.app.municipalities.get('fjordvik')
    if (one) Object.assign(one, { model: { ...one.model, copies: { readers: 'service' } } })
    const id = await openLog(town)
    await comesIn(town, id)
    await town.press('terje', 'show.plan', { case: id })
    const last = (await foundIn(town, 'ingrid', id, 'archive')).pages.at(-1) ?? ''
    const theirs = (await foundIn(town, 'ingrid', id, 'family:guardian-1')).pages.at(-1) ?? ''
    for (const page of [last, theirs]) {
      expect(page).toContain('Skole')
      expect(page).not.toContain('Terje')
    }
  })
})

describe('nobody makes a copy', () => {
  test('but whoever answers for the log and reads all of it, and others are told so', async () => {
    const town = await familyTown()
    const id = await richLog(town)
    for (const by of ['jonas', 'nora', 'sara', 'eli', 'per'] as const) {
      expect((await take(town, by, id, 'archive')).kind).not.toBe('file')
      expect(actionsOn(await wholeMenu(town, 'jonas', { case: id }))).not.toContain('show.copy')
    }
    expect(textOf(await take(town, 'jonas', id, 'archive'))).toContain('refusal')
    const tried = (await town.read((tx) => tx.access.of(id))).filter(({ what }) => what === 'make.copy')
    expect(tried.map(({ verdict }) => verdict)).not.toContain('read')
    expect(actionsOn(await wholeMenu(town, 'ingrid', { case: id }))).toContain('show.copy')
  })

  test('of a log that no consent keeps, of a wondering, or for whom nobody chose', async () => {
    const town = await familyTown()
    const wondering = await worry(town)
    expect((await take(town, 'ingrid', wondering, 'archive')).kind).not.toBe('file')
    const id = await richLog(town)
    for (const to of [
      '',
      'referral:bup',
      'referral:skole/fjordvik-skole',
      `colleague:${town.id('nora')}`,
      'family:self',
      'nobody',
    ])
      expect(cardOf(await take(town, 'ingrid', id, to)).blocks).toContainEqual(
        expect.objectContaining({ id: 'recipient', error: 'Velg hvem kopien er til.' }),
      )
    expect(textOf(await take(town, 'ingrid', id, 'archive', 'pdf', 'ar'))).toContain('bare kopien til familien')
    await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
    expect((await take(town, 'ingrid', id, 'archive')).kind).not.toBe('file')
  })

  test('in a chat, where it is said how to come to one, and nothing is written down as made', async () => {
    const town = await familyTown()
    const id = await richLog(town)
    const asked = await town.say('ingrid', 'utskrift 1001')
    expect(textOf(asked)).toContain('Filen lastes ned fra siden')
    expect(
      (await town.press('ingrid', 'make.copy', { case: id, file: 'pdf' }, { recipient: 'archive', lang: 'nb' })).kind,
    ).toBe('card')
    for (const words of ['copy FJ-1001', 'kopi fj1001', 'utskrift'])
      expect((await town.say('ingrid', words)).kind).toBe('card')
    expect(textOf(await town.say('jonas', 'utskrift 1001'))).not.toContain('Filen lastes ned')
    const made = (await town.read((tx) => tx.access.of(id))).filter(({ what }) => what.startsWith('copy-'))
    expect(made).toEqual([])
  })
})
