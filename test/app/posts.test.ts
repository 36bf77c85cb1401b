/** Somebody with several posts: each case is theirs by the one they came in by, and nothing of it by another. */
import { describe, expect, test } from 'vitest'
import type { Card } from '../../cards/card.ts'
import { recheckAtStart } from '../../src/app/act/index.ts'
import type { CaseId } from '../../src/core/ids.ts'
import type { PersonToImport } from '../../src/store/open.ts'
import { countingIds, personToImport } from '../support/people.ts'
import { accountOf, cardOf, createTown, dataOf, type Name, type Texts, type Town, textOf } from '../support/town.ts'
import { caseOf, openLog, worried, worry } from './story.ts'

const names = { nora: 'Nora Vik', terje: 'Terje Aas', jonas: 'Jonas Berg', mari: 'Mari Holm' } as const
type Posts = Partial<PersonToImport>[]

/** The directory says that these are all the posts somebody has; then the bot starts. */
async function works(town: Town, name: keyof typeof names, posts: Posts): Promise<void> {
  const rows = posts.map((post, at) =>
    personToImport(names[name], { ...post, accounts: [accountOf(name)], line: at + 2 }),
  )
  const done = await town.store.importPeople(rows, countingIds())
  if ('conflicts' in done) throw new Error(textOf(done))
  await recheckAtStart(town.app)
}

const school = (unit: string): Partial<PersonToImport> => ({ unit, service: 'skolehelsetjeneste' })
const three = ['fjordvik-skole', 'solbakken', 'nes'].map(school)

function choicesIn(card: Card, field: string): { value: string; label: string }[] {
  const found = card.blocks.find((block) => 'id' in block && block.id === field)
  return found && 'choices' in found ? found.choices : []
}

async function wonders(town: Town, by: Name, post: string, more: Texts = {}): Promise<CaseId> {
  const card = cardOf(await town.submit(by, 'concern.register', {}, { ...worried, post, ...more }))
  const { case: id = '' } = dataOf(card, 'show.menu')
  return `case_${id.slice(5)}`
}

const sees = async (town: Town, name: Name, id: CaseId) =>
  textOf(await town.press(name, 'show.case', { case: id })).includes((await caseOf(town, id)).ref)

/** The family lets in the nurse at all three. */
async function logWithNurses(town: Town): Promise<CaseId> {
  const to = ['fjordvik-skole', 'solbakken', 'nes'].map((unit) => `skolehelsetjeneste/${unit}`)
  return openLog(town, { services: ['skolehelsetjeneste'] }, {}, ['skole/fjordvik-skole', ...to].join(','))
}

/** Nora takes part in Ingrid's log by her post at one school. */
async function logWithNora(town: Town, unit: string): Promise<CaseId> {
  const id = await logWithNurses(town)
  const person = `${town.id('nora')}@${unit}/skolehelsetjeneste`
  await town.submit('ingrid', 'participant.add', { case: id }, { person })
  return id
}

describe('a nurse at three schools', () => {
  test('says in which she wonders; none is chosen for her, and with one she is not asked', async () => {
    const town = await createTown()
    expect(textOf(await town.open('nora', 'concern.register', {}))).not.toContain('Stilling')
    await works(town, 'nora', three)
    const form = cardOf(await town.open('nora', 'concern.register', {}))
    const [first] = form.blocks.filter((block) => 'id' in block)
    expect(first).toMatchObject({ id: 'post', required: true })
    expect(first).not.toHaveProperty('value')
    expect(choicesIn(form, 'post').map(({ label }) => label)).toEqual([
      'Skolehelsetjenesten (Fjordvik skole)',
      'Skolehelsetjenesten (Solbakken)',
      'Skolehelsetjenesten (Nes)',
    ])
    const again = cardOf(await town.submit('nora', 'concern.register', {}, worried))
    expect(again.blocks).toContainEqual(expect.objectContaining({ id: 'post', error: expect.any(String) }))
    const id = await wonders(town, 'nora', 'fjordvik/solbakken/skolehelsetjeneste')
    expect(await caseOf(town, id)).toMatchObject({ unit: 'solbakken', service: 'skolehelsetjeneste', ref: 'FJ-1001' })
  })

  test('a form from before she had several is asked anew, with what was typed', async () => {
    const town = await createTown()
    const form = cardOf(await town.open('nora', 'concern.register', {}))
    await works(town, 'nora', three)
    const data = dataOf(form, 'concern.register')
    const again = cardOf(await town.press('nora', 'concern.register', data, worried))
    expect(again.blocks).toContainEqual(expect.objectContaining({ id: 'post', error: expect.any(String) }))
    expect(textOf(again)).toContain(worried.seen)
  })

  test('is chosen in one of them, told apart by the school; the person alone is asked anew', async () => {
    const town = await createTown()
    await works(town, 'nora', three)
    const id = await logWithNurses(town)
    const form = cardOf(await town.open('ingrid', 'participant.add', { case: id }))
    const hers = choicesIn(form, 'person').filter(({ label }) => label.startsWith('Nora'))
    expect(hers.map(({ label }) => label).sort()).toEqual([
      'Nora Vik (Fjordvik skole, Skolehelsetjenesten)',
      'Nora Vik (Nes, Skolehelsetjenesten)',
      'Nora Vik (Solbakken, Skolehelsetjenesten)',
    ])
    const alone = cardOf(await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('nora') }))
    expect(alone.blocks).toContainEqual(expect.objectContaining({ id: 'person', error: expect.any(String) }))
    const [nes] = hers.filter(({ label }) => label.includes('(Nes'))
    await town.submit('ingrid', 'participant.add', { case: id }, { person: nes?.value ?? '' })
    expect((await caseOf(town, id)).participants).toContainEqual({
      ...{ person: town.id('nora'), unit: 'nes', service: 'skolehelsetjeneste' },
    })
  })

  test('who is asked, and who is excluded, is a person: once in the list, and whatever her posts', async () => {
    const town = await createTown()
    await works(town, 'nora', three)
    const id = await worry(town)
    const asked = choicesIn(cardOf(await town.open('ingrid', 'concern.ask', { case: id })), 'person')
    expect(asked.filter(({ label }) => label.startsWith('Nora')).map(({ value }) => value)).toEqual([town.id('nora')])
  })

  test('leaves one school, and with it what rested on that post; what rests on the others goes on', async () => {
    const town = await createTown()
    await works(town, 'nora', three)
    const log = await logWithNora(town, 'fjordvik-skole')
    const wondering = await wonders(town, 'nora', 'fjordvik/solbakken/skolehelsetjeneste')
    expect([await sees(town, 'nora', log), await sees(town, 'nora', wondering)]).toEqual([true, true])
    await works(town, 'nora', three.slice(1))
    expect([await sees(town, 'nora', log), await sees(town, 'nora', wondering)]).toEqual([false, true])
    expect((await caseOf(town, log)).participants.map(({ person }) => person)).not.toContain(town.id('nora'))
    const mine = textOf(await town.press('nora', 'show.mine'))
    expect([mine.includes('FJ-1001'), mine.includes('FJ-1002')]).toEqual([false, true])
    await town.run()
    const told = town.channel.sent().filter(({ to, card }) => to === 'nora' && card.name === 'told')
    expect(told.map(({ card }) => textOf(card)).join()).toContain('FJ-1001')
  })

  test('who leaves the post by which she wondered reads the wondering no more, whatever else she is', async () => {
    const town = await createTown()
    await works(town, 'nora', three)
    const wondering = await wonders(town, 'nora', 'fjordvik/solbakken/skolehelsetjeneste')
    await works(town, 'nora', [three[0] ?? {}, three[2] ?? {}])
    expect(await sees(town, 'nora', wondering)).toBe(false)
  })

  test('holds the baton by one post: leaving it asks the leader for another holder', async () => {
    const town = await createTown()
    await works(town, 'nora', three)
    const log = await logWithNora(town, 'nes')
    const to = `${town.id('nora')}@nes/skolehelsetjeneste`
    await town.submit('ingrid', 'baton.offer', { case: log }, { person: to })
    await town.press('nora', 'baton.accept', { case: log, handOver: (await caseOf(town, log)).handOver?.id ?? '' })
    expect(await caseOf(town, log)).toMatchObject({ holder: town.id('nora'), holderUnit: 'nes', holderLeft: null })
    await works(town, 'nora', three.slice(0, 2))
    expect(await caseOf(town, log)).toMatchObject({ holder: town.id('nora'), holderLeft: expect.any(String) })
  })

  test('is told by her settings and her page whom the bot takes her for', async () => {
    const town = await createTown()
    await works(town, 'nora', [...three.slice(0, 2), { unit: 'ledelse', service: 'helsestasjon', roles: ['leader'] }])
    const settings = textOf(await town.press('nora', 'show.settings'))
    const home = textOf(
      await town.ask({
        ...{ kind: 'home', delivery: 'd', account: accountOf('nora'), from: 'window', place: null, personal: true },
      }),
    )
    expect(settings).toContain('Helsestasjon (Ledelse): leder')
    for (const text of [settings, home])
      for (const place of ['Fjordvik skole', 'Solbakken', 'Ledelse']) expect(text).toContain(place)
  })
})

describe('a head of two units', () => {
  const led = (unit: string): Partial<PersonToImport> => ({ unit, roles: ['employee', 'leader'] })

  test('decides in both, is told of both, and of neither after leaving it', async () => {
    const town = await createTown()
    await works(town, 'terje', [led('fjordvik-skole'), led('solbakken')])
    await works(town, 'mari', [{ unit: 'solbakken' }])
    const [here, there] = [await worry(town), await worry(town, {}, 'mari')]
    await town.run()
    const told = town.channel.sent().filter(({ to, card }) => to === 'terje' && card.name === 'told')
    expect(told.map(({ card }) => textOf(card).match(/FJ-\d+/)?.[0]).sort()).toEqual(['FJ-1001', 'FJ-1002'])
    expect([await sees(town, 'terje', here), await sees(town, 'terje', there)]).toEqual([true, true])
    await works(town, 'terje', [led('fjordvik-skole'), { unit: 'solbakken' }])
    expect([await sees(town, 'terje', here), await sees(town, 'terje', there)]).toEqual([true, false])
  })
})

describe('PPT for two municipalities', () => {
  const ppt = { unit: 'ppt', service: 'ppt' }
  const both = [ppt, { ...ppt, municipality: 'solvik' }]

  test('registers in either, each with its own number, and lists both, each as where it is', async () => {
    const town = await createTown()
    await works(town, 'jonas', both)
    const form = cardOf(await town.open('jonas', 'concern.register', {}))
    const labels = choicesIn(form, 'post').map(({ label }) => label)
    expect(labels.map((label) => label.includes('Solvik kommune'))).toEqual([false, true])
    const here = await wonders(town, 'jonas', 'fjordvik/ppt/ppt')
    const there = await wonders(town, 'jonas', 'solvik/ppt/ppt')
    expect((await caseOf(town, here)).ref).toBe('FJ-1001')
    expect(await caseOf(town, there)).toMatchObject({ municipality: 'solvik', ref: 'SOL-1001' })
    const mine = textOf(await town.press('jonas', 'show.mine'))
    expect([mine.includes('FJ-1001'), mine.includes('SOL-1001')]).toEqual([true, true])
    for (const ref of ['FJ-1001', 'SOL-1001']) expect(textOf(await town.say('jonas', `sak ${ref}`))).toContain(ref)
    expect(textOf(await town.say('jonas', 'sak 1001'))).toContain('FJ-1001')
  })

  test('sees each case with its own model', async () => {
    const town = await createTown()
    await works(town, 'jonas', both)
    const ids = [await wonders(town, 'jonas', 'fjordvik/ppt/ppt'), await wonders(town, 'jonas', 'solvik/ppt/ppt')]
    const levels = await Promise.all(
      ids.map(async (id) => {
        const form = cardOf(await town.open('jonas', 'concern.conclude', { case: id }))
        return choicesIn(form, 'outcome').map(({ label }) => label)
      }),
    )
    const first = (municipality: string) => {
      const name = town.app.municipalities.get(municipality)?.model.names.levels[1]?.nb
      return name && name[0]?.toUpperCase() + name.slice(1)
    }
    expect(levels.map(([label]) => label)).toEqual([first('fjordvik'), first('solvik')])
    expect(first('fjordvik')).not.toBe(first('solvik'))
  })

  test('finds nobody of one in a case of the other', async () => {
    const town = await createTown()
    await works(town, 'jonas', both)
    const ids = [await wonders(town, 'jonas', 'fjordvik/ppt/ppt'), await wonders(town, 'jonas', 'solvik/ppt/ppt')]
    const [here, there] = await Promise.all(
      ids.map(async (id) => {
        const form = cardOf(await town.open('jonas', 'concern.ask', { case: id }))
        return choicesIn(form, 'person').map(({ value }) => value)
      }),
    )
    expect(there).toEqual([town.id('per')])
    expect(here).toContain(town.id('ingrid'))
    expect(here).not.toContain(town.id('per'))
    const forged = { person: town.id('ingrid'), text: 'Has anybody seen the same?' }
    const refused = cardOf(await town.submit('jonas', 'concern.ask', { case: ids[1] ?? '' }, forged))
    expect(refused.name).toBe('form')
  })

  test('opens nothing of a municipality that is left, nor is drawn anything of it', async () => {
    const town = await createTown()
    await works(town, 'jonas', both)
    const there = await wonders(town, 'jonas', 'solvik/ppt/ppt')
    await works(town, 'jonas', [ppt])
    expect(await sees(town, 'jonas', there)).toBe(false)
    expect(textOf(await town.say('jonas', 'sak SOL-1001'))).not.toContain('show.case')
    await town.run()
    town.channel.tried.length = 0
    await town.until('2026-12-01')
    expect(textOf(town.channel.sent().filter(({ to }) => to === 'jonas'))).not.toContain('SOL-1001')
  })
})
