/** A form that is opened by a link saves what is filled in, and nothing that the link says: somebody else may have made it. */
import { expect, test } from 'vitest'
import { actions, fieldsOf, isFormName } from '../../src/app/actions/index.ts'
import { cardOf, createTown, dataOf, type Name } from '../support/town.ts'
import { caseOf, openLog } from './story.ts'

const forms = Object.keys(actions).filter(isFormName)

test('no button of a form carries what its fields ask', async () => {
  const town = await createTown({ familyPage: true })
  const id = await openLog(town)
  await town.submit('ingrid', 'measure.add', { case: id }, measure)
  const opened: string[] = []
  for (const by of ['ingrid', 'terje'] satisfies Name[])
    for (const name of forms) {
      const forged = Object.fromEntries(fieldsOf(name).map(([field]) => [field, `forged-${field}`]))
      const measured = (await caseOf(town, id)).measures[0]?.id ?? ''
      const card = cardOf(await town.open(by, name, { ...forged, case: id, measure: measured }))
      if (card.name !== 'form') continue
      opened.push(name)
      const own = fieldsOf(name).map(([field]) => String(field))
      const carried = card.buttons.flatMap(({ data }) =>
        Object.entries(data).flatMap(([key, value]) => (own.includes(key) ? [`${key}=${value}`] : [])),
      )
      expect([name, carried.filter((one) => one.includes('forged-'))]).toEqual([name, []])
    }
  expect(new Set(opened).size).toBeGreaterThan(15)
})

const measure = { text: 'Lese sammen', topic: 'learning', arena: 'school', evaluationDay: '2026-11-16' }

test('what a holder says of a note stands, whatever the link they came by says', async () => {
  const town = await createTown({ familyPage: true })
  const id = await openLog(town)
  const form = cardOf(
    await town.open('ingrid', 'note.add', { case: id, others: 'no', topic: 'health', text: 'forged' }),
  )
  const typed = { others: 'yes', topic: 'learning', text: 'Om naboen.' }
  await town.press('ingrid', 'note.add', dataOf(form, 'note.add'), typed)
  const [note] = (await caseOf(town, id)).notes
  expect(note).toMatchObject({ topic: 'learning', aboutOthers: true })
})
