/** Where there is nothing to choose among: the form says so and who can mend it, and is not sent in vain. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { Card } from '../../cards/card.ts'
import type { EmptyKey } from '../../cards/parts/field.ts'
import type { FormName } from '../../src/app/actions/index.ts'
import { readModel } from '../../src/model/read.ts'
import { wording } from '../../src/wording/index.ts'
import { inBoth } from '../support/in-both.ts'
import { temporaryFolder } from '../support/temporary-store.ts'
import { cardOf, createTown, dataOf, type Name, type Texts, type Town, textOf, valuesIn } from '../support/town.ts'
import { caseOf, openLog, takenBack, worry } from './story.ts'

/** A town in which Fjordvik has decided otherwise. */
async function townWith(policy: string): Promise<Town> {
  const town = await createTown()
  const path = join(temporaryFolder(), 'model.yaml')
  const head = 'extends: standard\nmunicipality: { code: fjordvik, name: Fjordvik kommune }\nrefPrefix: FJ\n'
  const help = 'reportHelp:\n  where: { nb: Meld, nn: Meld, en: Report }\n'
  writeFileSync(path, `${head}${help}policy:\n${policy}`)
  const found = town.app.municipalities.get('fjordvik')
  if (!found) throw new Error('there is no Fjordvik')
  town.app.municipalities.set('fjordvik', { ...found, model: readModel(path) })
  return town
}

type Opened = { form: Card; by: Name; action: FormName; field: string; required: boolean; town: Town }

async function open(town: Town, by: Name, action: FormName, data: Texts, field: string, required = true) {
  return { form: cardOf(await town.open(by, action, data)), by, action, field, required, town }
}

/** Everything the family has been asked for is signed. */
async function signed(town: Town): Promise<Texts> {
  const id = await openLog(town)
  return { case: id, consent: (await caseOf(town, id)).consents[0]?.id ?? '' }
}

/** What no municipality and no case can bring about: its model is refused first, or something can always be chosen. */
type Never = 'empty.arenas' | 'empty.close-reasons' | 'empty.causes' | 'empty.remedies' | 'empty.outcomes'

const ways: Record<Exclude<EmptyKey, Never>, () => Promise<Opened>> = {
  'empty.colleagues': async () => {
    const town = await createTown()
    return open(town, 'per', 'concern.ask', { case: await worry(town, {}, 'per') }, 'person')
  },
  'empty.posts': async () => {
    // The directory has lost their only post.
    const town = await createTown()
    const database = new Database(town.path)
    database.exec(`update post set active = 0 where person = '${town.id('ingrid')}'`)
    database.close()
    return open(town, 'ingrid', 'concern.register', {}, 'post')
  },
  'empty.let-in': async () => {
    const town = await createTown()
    const id = await worry(town, {}, 'per')
    await town.submit('per', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
    return open(town, 'per', 'participant.add', { case: id }, 'person')
  },
  'empty.participants': async () => {
    const town = await createTown()
    return open(town, 'ingrid', 'participant.remove', { case: await openLog(town) }, 'person')
  },
  'empty.services': async () => {
    const town = await townWith('  services: [skole]\n')
    return open(town, 'ingrid', 'concern.conclude', { case: await worry(town) }, 'services', false)
  },
  'empty.joining': async () => {
    const town = await townWith('  services: [skole]\n')
    return open(town, 'ingrid', 'level.propose', { case: await openLog(town) }, 'services', false)
  },
  'empty.topics': async () => {
    const town = await createTown()
    const { case: id = '' } = await signed(town)
    return open(town, 'ingrid', 'consent.record', { case: id, consent: 'consent_none' }, 'topics')
  },
  'empty.levels': async () => {
    const levels = '[{ number: 0, maxHelpServices: 0 }, { number: 1, maxHelpServices: null }]'
    const town = await townWith(`  levels: ${levels}\n  logOpensAtLevel: 1\n  concernEndsInLevels: [1]\n`)
    return open(town, 'ingrid', 'level.propose', { case: await openLog(town) }, 'to')
  },
  'empty.signers': async () => {
    const town = await createTown()
    const id = await openLog(town)
    await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
    return open(town, 'ingrid', 'consent.withdraw', { case: id }, 'signer')
  },
  'empty.family': async () => {
    const town = await createTown({ familyPage: true })
    return open(town, 'ingrid', 'family.shut-out', { case: await openLog(town) }, 'member')
  },
  'empty.texts': async () => {
    const town = await createTown({ familyPage: true })
    return open(town, 'ingrid', 'family.clear', { case: await openLog(town) }, 'text')
  },
  'empty.logs': async () => {
    const town = await createTown()
    const id = await openLog(town)
    const place = { channel: 'test', tenant: 'fjordvik', kind: 'personal', key: 'p', address: 'a' } as const
    const account = { channel: 'test', tenant: 'fjordvik', user: 'ingrid' }
    const around = { delivery: 'd1', account, from: 'place', place, personal: true } as const
    const form = cardOf(await town.ask({ ...around, kind: 'collect', text: 'We talked' }))
    // Between the two its only log is closed.
    await town.submit('ingrid', 'case.close', { case: id }, { reason: 'goal-reached' })
    const typed = { ...valuesIn(form), text: 'We talked' }
    const again = cardOf(await town.press('ingrid', 'note.add', dataOf(form, 'note.add'), typed))
    return { form: again, by: 'ingrid', action: 'note.add', field: 'case', required: true, town }
  },
}

const isKey = (key: string): key is keyof typeof ways => Object.hasOwn(ways, key)

test.each(Object.keys(ways).filter(isKey))('%s is said where the field would stand', async (key) => {
  const { form, action, field, required } = await ways[key]()
  const sentence = wording(form.lang)(key)
  expect(form).toMatchObject({ name: 'form' })
  expect(form.blocks).toContainEqual({ kind: 'notice', text: sentence, tone: 'attention' })
  expect(form.blocks.filter((block) => 'id' in block && block.id === field)).toEqual([])
  expect(form.buttons.some((button) => button.action === action)).toBe(!required)
  expect(form.buttons.map((button) => button.action)).toContain('form.cancel')
  const submit = form.buttons.find((button) => button.action === action)
  for (const { channel, read, drawn } of inBoth(form)) {
    expect(read.says(drawn), channel).toContain(sentence)
    expect(read.fields(drawn).map(({ id }) => id)).not.toContain(field)
    const titles = read.buttons(drawn).map(({ title }) => title)
    expect(titles.includes(submit?.label ?? wording(form.lang)('submit.save')), channel).toBe(!required)
  }
})

test.each(Object.keys(ways).filter(isKey))(
  'a form that says %s, sent in all the same, is answered clearly',
  async (key) => {
    const { form, by, action, required, town } = await ways[key]()
    const { form: _, ...data } = dataOf(form, 'form.cancel')
    const typed = { ...valuesIn(form), text: 'typed', topic: 'learning', reason: 'typed' }
    const fields = action === 'concern.conclude' ? { outcome: 'close', written: 'erase' } : typed
    const card = cardOf(await town.press(by, action, data, fields))
    if (!required) return expect(['form', 'refusal']).not.toContain(card.name)
    expect(textOf(card)).toContain(wording(card.lang)(key))
    expect(card.buttons.map((button) => button.action)).not.toContain(action)
    if (action === 'concern.ask') expect(valuesIn(card).text).toBe('typed')
  },
)
