/** The form of a consent: five fields, and the rest opened by a press that keeps what was typed. And how one leads on to another. */
import { describe, expect, test } from 'vitest'
import { cardOf, createTown, dataOf, type Town, textOf, valuesIn } from '../support/town.ts'
import { askFamily, asking, caseOf, openLog, sayYes, worry } from './story.ts'

const five = { signedBy: 'guardian-1', evidence: 'oral', services: 'skole/fjordvik-skole', topics: 'learning' }
const said = { ...five, purpose: 'FIND FRIENDS' }
const rest = { language: 'Arabic', textVersion: 'v7', childAsked: 'true', childView: 'WANTS TO' }

const fieldsOf = (card: ReturnType<typeof cardOf>) => card.blocks.flatMap((block) => ('id' in block ? [block.id] : []))
const labelsOf = (card: ReturnType<typeof cardOf>) => card.buttons.map(({ label }) => label)

async function asked(town: Town, guardians = '1') {
  const id = await worry(town)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
  await askFamily(town, 'ingrid', { case: id }, { services: 'skole', guardians })
  return { case: id, consent: (await caseOf(town, id)).consents.at(-1)?.id ?? '' }
}

describe('the form of an answer', () => {
  test('shows five fields, and opens the rest with everything kept', async () => {
    const town = await createTown()
    const data = await asked(town)
    const form = cardOf(await town.open('ingrid', 'consent.record', data))
    expect(fieldsOf(form)).toEqual(['signedBy', 'evidence', 'services', 'topics', 'purpose'])
    expect(labelsOf(form)).toEqual(['Videre', 'Avbryt'])
    const opened = cardOf(await town.press('ingrid', 'consent.record', dataOf(form, 'consent.record'), said))
    expect(valuesIn(opened)).toMatchObject({ ...said, from: '2026-11-02', until: '2027-11-02' })
    expect(valuesIn(opened).language ?? '').toBe('')
    expect(labelsOf(opened)).toEqual(['Lagre', 'Avbryt'])
    expect((await caseOf(town, data.case)).consents.at(-1)?.signed).toEqual([])
    const all = { ...valuesIn(opened), ...rest }
    const wrong = cardOf(
      await town.press('ingrid', 'consent.record', dataOf(opened, 'consent.record'), { ...all, childAsked: '' }),
    )
    expect(textOf(wrong)).toContain('Spør hva barnet mener, og kryss av.')
    expect(valuesIn(wrong)).toMatchObject({ ...said, childView: 'WANTS TO' })
    await town.press('ingrid', 'consent.record', dataOf(wrong, 'consent.record'), all)
    expect((await caseOf(town, data.case)).level).toBe(1)
  })

  test('keeps what was folded as it began, for the second who signs', async () => {
    const town = await createTown()
    const data = await asked(town, '2')
    await sayYes(town, 'ingrid', data, { ...said, ...rest, until: '2027-05-01' })
    const form = cardOf(await town.open('ingrid', 'consent.record', data))
    expect(fieldsOf(form)).toHaveLength(5)
    expect(labelsOf(form)).toEqual(['Lagre', 'Mer om samtykket', 'Avbryt'])
    expect(JSON.stringify(form.buttons)).not.toMatch(/WANTS|Arabic|FIND/)
    await town.press('ingrid', 'consent.record', dataOf(form, 'consent.record'), { ...said, signedBy: 'guardian-2' })
    const card = textOf(await town.press('ingrid', 'show.consents', { case: data.case }))
    for (const words of ['WANTS TO', 'Arabic', 'v7', 'FIND FRIENDS']) expect(card).toContain(words)
    expect((await caseOf(town, data.case)).consents.at(-1)).toMatchObject({ status: 'given', until: '2027-05-01' })
  })

  test('opens what is folded for nobody who may not record it', async () => {
    const town = await createTown()
    const data = await asked(town, '2')
    await sayYes(town, 'ingrid', data, { ...said, ...rest })
    for (const [name, value] of [
      ['unfold', 'yes'],
      ['fold', 'shut'],
    ] as const) {
      const answer = await town.press('nora', 'consent.record', { ...data, [name]: value }, five)
      expect(textOf(answer)).not.toMatch(/WANTS|Arabic|FIND/)
      expect(cardOf(answer).name).toBe('refusal')
    }
    expect((await caseOf(town, data.case)).consents.at(-1)?.status).toBe('partly-signed')
  })
})

describe('a form that was sent', () => {
  test('leads on to what comes next: from the way on to the question, and from the question to the answer', async () => {
    const town = await createTown()
    const id = await worry(town)
    const way = cardOf(await town.open('ingrid', 'concern.conclude', { case: id }))
    const on = way.buttons.find(({ label }) => label === 'Velg, og be om samtykke')
    const answer = await town.press('ingrid', 'concern.conclude', on?.data, { outcome: 'level:1' })
    const question = cardOf(answer)
    expect(answer.kind).toBe('form')
    expect(valuesIn(question).outcome).toBeUndefined()
    const now = question.buttons.find(({ label }) => label === 'Familien svarer nå')
    const record = cardOf(await town.press('ingrid', 'consent.request', now?.data, { ...asking, services: 'skole' }))
    // It answers now: nobody is told to wait for it.
    expect(textOf(record)).toContain('Notert at familien er spurt. Skriv inn svaret her.')
    expect(textOf(record)).not.toContain('når det kommer')
    expect(fieldsOf(record)).toEqual(['signedBy', 'evidence', 'services', 'topics', 'purpose'])
    expect([valuesIn(record).services ?? '', valuesIn(record).topics ?? '']).toEqual(['', ''])
    const { consents } = await caseOf(town, id)
    expect(consents).toMatchObject([{ status: 'requested' }])
    const data = dataOf(record, 'consent.record')
    expect(data).toMatchObject({ case: id, consent: consents[0]?.id })
    const yes = { signedBy: 'guardian-1', childAsked: 'true' }
    expect(textOf(await sayYes(town, 'ingrid', data, yes))).toContain('Stafettloggen er åpnet.')
    await askFamily(town, 'ingrid', { case: id }, { services: 'ppt' })
    const later = (await caseOf(town, id)).consents.at(-1)?.id ?? ''
    const answered = textOf(await sayYes(town, 'ingrid', { case: id, consent: later }, yes))
    expect(answered).toContain('Samtykket er registrert.')
    expect(answered).not.toContain('Stafettloggen er åpnet.')
  })

  test('leaves nothing of what was typed into it to the form that it leads on to', async () => {
    const town = await createTown({ content: 'dialog' })
    const id = await worry(town)
    const typed = { outcome: 'level:1', services: '', reason: 'OFTEN ALONE' }
    const answer = await town.press('ingrid', 'concern.conclude', { case: id, goOn: 'consent.request' }, typed)
    const [opens] = 'chat' in answer ? answer.chat.buttons : []
    expect(opens).toMatchObject({ kind: 'open', action: 'consent.request', data: { case: id } })
    expect(opens?.data.draft).toBeUndefined()
  })

  test('leads on nowhere where nothing is to come', async () => {
    const town = await createTown()
    const id = await worry(town)
    const typed = { outcome: 'close', written: 'erase' }
    const closed = await town.press('ingrid', 'concern.conclude', { case: id, goOn: 'consent.request' }, typed)
    expect(closed.kind).toBe('card')
    const other = await openLog(town)
    const goal = { text: 'PLAYS', topic: 'learning' }
    for (const goOn of ['level.decide', 'nothing', 'baton.accept'])
      expect((await town.press('ingrid', 'goal.set', { case: other, goOn }, goal)).kind).toBe('card')
  })
})
