/** A proposal that lacks a consent: whose turn it is, what is asked, and that whoever decides hears of it once they can. */
import { expect, test } from 'vitest'
import { actionsOn, cardOf, createTown, dataOf, type Town, textOf, valuesIn } from '../support/town.ts'
import { askFamily, caseOf, consent, openLog, propose, saidNo, sayYes } from './story.ts'

/** Ingrid, who holds the log of a school, proposes that PPT joins. */
async function proposed(town: Town) {
  const id = await openLog(town)
  const typed = { to: '2', services: 'ppt', topic: 'learning', reason: 'It takes more than we have' }
  const answer = cardOf(await town.submit('ingrid', 'level.propose', { case: id }, typed))
  return { id, answer, proposal: (await caseOf(town, id)).proposals[0]?.id ?? '' }
}

const pptName = 'edagogisk-psykologisk tjeneste (PPT)'

test('the answer says whose consent it waits for, and asking the family comes first', async () => {
  const town = await createTown()
  const { answer } = await proposed(town)
  expect(textOf(answer)).toContain(`Samtykke mangler for p${pptName}`)
  expect(actionsOn(answer)[0]).toBe('consent.request')
  const other = await openLog(town)
  await propose(town, other)
  const card = cardOf(await town.press('ingrid', 'show.case', { case: other }))
  expect(actionsOn(card)[0]).not.toBe('consent.request')
})

test('the form begins with what is missing, says so, and asks about that, wherever it is opened from', async () => {
  const town = await createTown()
  const { id, proposal } = await proposed(town)
  const ways = {
    case: cardOf(await town.press('ingrid', 'show.case', { case: id })),
    consents: cardOf(await town.press('ingrid', 'show.consents', { case: id })),
    proposal: cardOf(await town.press('ingrid', 'show.proposal', { case: id, proposal })),
    mine: cardOf(await town.press('ingrid', 'show.mine')),
  }
  for (const [way, card] of Object.entries(ways)) {
    const form = cardOf(await town.open('ingrid', 'consent.request', dataOf(card, 'consent.request')))
    expect([way, valuesIn(form).services]).toEqual([way, 'ppt'])
    expect(textOf(form)).toContain(`{"label":"Samtykke mangler for","value":"P${pptName}"}`)
  }
  const data = dataOf(ways.mine, 'consent.request')
  await askFamily(town, 'ingrid', data, { services: 'ppt', born: '', guardians: '', care: '' })
  expect((await caseOf(town, id)).consents.at(-1)).toMatchObject({ services: ['ppt'], checkpoint: 'level' })
})

test('a renewal begins with what the family lets in, whatever a proposal waits for', async () => {
  const town = await createTown()
  const { id } = await proposed(town)
  const form = cardOf(await town.open('ingrid', 'consent.request', { case: id, checkpoint: 'renewal' }))
  expect(valuesIn(form).services).toBe('skole')
})

test('what a no stands against is not missing: the form begins with what the family lets in', async () => {
  const town = await createTown()
  const { id } = await proposed(town)
  await askFamily(town, 'ingrid', { case: id }, { services: 'ppt', born: '', guardians: '', care: '' })
  const asked = (await caseOf(town, id)).consents.at(-1)?.id ?? ''
  await town.submit('ingrid', 'consent.refuse', { case: id, consent: asked }, { ...saidNo, services: 'ppt' })
  const form = cardOf(await town.open('ingrid', 'consent.request', { case: id }))
  expect(valuesIn(form).services).toBe('skole')
  expect(textOf(form)).not.toContain('Samtykke mangler for')
})

test('until the family has answered it waits for the holder and not for the leader, who is then told', async () => {
  const town = await createTown()
  const { id, proposal } = await proposed(town)
  await town.run()
  const waits = async (name: 'ingrid' | 'terje') => textOf(await town.press(name, 'show.mine'))
  const ask = 'Spør familien om samtykke til et forslag'
  const decide = 'Ta stilling til et forslag'
  expect(await waits('ingrid')).toContain(ask)
  expect(await waits('terje')).not.toContain(decide)
  const before = town.channel.sent().length
  for (const day of ['03', '04', '05', '06', '09']) await atWork(town, `2026-11-${day}T08:00:00.000Z`)
  const asked = town.channel.sent().slice(before)
  expect(asked.filter(({ to, card }) => to === 'terje' && card.name === 'proposal')).toEqual([])
  await askFamily(town, 'ingrid', { case: id }, { services: 'ppt', born: '', guardians: '', care: '' })
  expect(await waits('ingrid')).not.toContain(ask)
  expect(await waits('terje')).not.toContain(decide)
  const given = (await caseOf(town, id)).consents.at(-1)?.id ?? ''
  const told = town.channel.sent().length
  await sayYes(town, 'ingrid', { case: id, consent: given }, { signedBy: 'guardian-1', childAsked: 'true' })
  await town.run()
  expect(await waits('terje')).toContain(decide)
  const again = town.channel.sent().slice(told)
  const ready = 'Forslaget om nytt nivå kan avgjøres nå'
  expect(again.filter(({ to, card }) => to === 'terje' && textOf(card).includes(ready))).toHaveLength(1)
  // The leader has the days of anybody who decides, from when it could be decided.
  expect(textOf(await town.press('terje', 'show.proposal', { case: id, proposal }))).toContain('man. 16. nov. 2026')
})

test('somebody whom the family is yet to be asked about leads to the form with their service', async () => {
  const town = await createTown()
  const id = await openLog(town, { services: ['ppt'], until: '2026-11-10' })
  await consent(town, id, { services: ['skole'] })
  const form = cardOf(await town.open('ingrid', 'participant.add', { case: id }))
  town.setClock('2026-11-12T09:00:00.000Z')
  const person = town.id('jonas')
  const card = cardOf(await town.press('ingrid', 'participant.add', dataOf(form, 'participant.add'), { person }))
  expect(textOf(card)).toContain('Samtykke mangler for')
  const request = cardOf(await town.open('ingrid', 'consent.request', dataOf(card, 'consent.request')))
  expect(valuesIn(request).services).toBe('ppt')
})

async function atWork(town: Town, now: string): Promise<void> {
  town.setClock(now)
  await town.run()
}
