/** The question whether a unit receives a case, in the list of whoever leads that unit. */
import { expect, test } from 'vitest'
import { personToImport } from '../support/people.ts'
import { accountOf, actionsOn, cardOf, dataOf, inDigests, type Town, textOf } from '../support/town.ts'
import { askFamily, caseOf, consent, openLog, receivedBy, sayYes } from './story.ts'
import { nes, own, townOfTwo } from './two-schools.ts'

const planned = { to: nes, day: '2027-08-16' }

async function askedTown() {
  const town = await townOfTwo()
  const id = await openLog(town)
  await town.submit('ingrid', 'transition.plan', { case: id }, planned)
  const transition = (await caseOf(town, id)).transitions[0]?.id ?? ''
  return { town, id, data: { case: id, transition, back: `receiving|${transition}` } }
}

const mine = async (town: Town, name: 'kari' | 'terje' | 'mari') => cardOf(await town.press(name, 'show.mine'))

test('it stands there by the reference and the day, and leads to the card that asks', async () => {
  const { town, data } = await askedTown()
  const list = await mine(town, 'kari')
  expect(list.blocks.filter(({ kind }) => kind === 'row')).toMatchObject([
    {
      text: 'FJ-1001 · Kan enheten din ta imot saken mandag 16. august 2027?',
      subtle: 'Svar innen tor. 17. juni 2027',
    },
  ])
  expect(textOf(list)).not.toMatch(/Kaia|Ingrid|Fjordvik skole|Nivå/)
  const card = cardOf(await town.press('kari', 'show.sent', dataOf(list, 'show.sent')))
  expect([card.name, ...actionsOn(card)]).toEqual(
    expect.arrayContaining(['receiving', 'transition.receive', 'transition.decline']),
  )
  await town.press('kari', 'transition.decline', data, { reason: 'NO ROOM' })
  expect(textOf(await mine(town, 'kari'))).not.toContain('FJ-1001')
})

test('it waits for nobody else: neither who gives, nor who works there and leads nothing, nor a leader elsewhere', async () => {
  const { town } = await askedTown()
  for (const name of ['terje', 'mari'] as const)
    expect(textOf(await mine(town, name)), name).not.toContain('Kan enheten din')
  await town.store.importPeople(
    [personToImport('Kari Dahl', { unit: 'ppt', service: 'ppt', accounts: [accountOf('kari')], roles: ['leader'] })],
    town.app.ids,
  )
  expect(textOf(await mine(town, 'kari'))).not.toContain('FJ-1001')
})

test('a leader whom the family does not want in the case, or who has withdrawn from it, sees nothing of it', async () => {
  const { town, id } = await askedTown()
  await town.submit('kari', 'case.recuse', { case: id }, { sure: 'true' })
  expect(textOf(await mine(town, 'kari'))).not.toContain('FJ-1001')
  const other = await askedTown()
  await askFamily(other.town, 'ingrid', { case: other.id }, { services: 'skole' })
  const consent = (await caseOf(other.town, other.id)).consents.at(-1)?.id ?? ''
  const excluding = { signedBy: 'guardian-1', childAsked: 'true', excludedStaff: other.town.id('kari') }
  await sayYes(other.town, 'ingrid', { case: other.id, consent }, excluding)
  expect((await caseOf(other.town, other.id)).excluded).toMatchObject([{ person: other.town.id('kari') }])
  expect(textOf(await mine(other.town, 'kari'))).not.toContain('FJ-1001')
})

test('it is gone once it is called off, or the case is closed, and there again once it is taken up again', async () => {
  const { town, id, data } = await askedTown()
  await town.submit('ingrid', 'case.close', { case: id }, { reason: 'moved', summary: 'They move' })
  expect(textOf(await mine(town, 'kari'))).not.toContain('FJ-1001')
  await town.submit('terje', 'case.reopen', { case: id }, { reason: 'They stay' })
  expect(textOf(await mine(town, 'kari'))).toContain('FJ-1001')
  await town.submit('terje', 'transition.call-off', data, { reason: 'They stay' })
  expect(textOf(await mine(town, 'kari'))).not.toContain('FJ-1001')
})

test('once the case has come it stands among those of the unit, and the question no more', async () => {
  const town = await townOfTwo()
  const id = await openLog(town)
  await consent(town, id, { services: ['skole'] }, `${own},${nes}`)
  await receivedBy(town, id, { unit: 'nes-skole', leader: 'kari' })
  expect(textOf(await mine(town, 'kari'))).toContain('FJ-1001')
  expect(textOf(await mine(town, 'kari'))).not.toContain('Kan enheten din')
})

test('closed, the card that asked says so, and asks again once it is taken up again', async () => {
  const { town, id } = await askedTown()
  await town.run()
  const asked = () => town.channel.sent().filter(({ to, card }) => to === 'kari' && card.name === 'receiving')
  const now = () => textOf(asked().map(({ ref }) => town.channel.standing(ref)))
  expect(now()).toContain('transition.receive')
  await town.submit('ingrid', 'case.close', { case: id }, { reason: 'moved', summary: 'They move' })
  await town.run()
  expect(now()).toContain('Ingen spør om dette lenger.')
  expect(now()).not.toContain('transition.receive')
  await town.submit('terje', 'case.reopen', { case: id }, { reason: 'They stay' })
  await town.run()
  expect(now()).toContain('transition.receive')
})

test('where nobody leads the unit, who planned is told, and who runs the model by the reference alone', async () => {
  const town = await townOfTwo()
  const id = await openLog(town)
  await town.store.importPeople(
    [
      personToImport('Kari Dahl', { unit: 'nes-skole', accounts: [accountOf('kari')], roles: ['employee'] }),
      personToImport('Nora Vik', { unit: 'helsestasjonen', accounts: [accountOf('nora')], roles: ['coordinator'] }),
    ],
    town.app.ids,
  )
  const said = cardOf(await town.submit('ingrid', 'transition.plan', { case: id }, planned))
  expect(textOf(said)).toContain('Enheten som skal ta imot, har ingen leder som kan svare.')
  expect(textOf(said)).toMatch(/Dagen er .*2027.*Husk å spørre familien/)
  await town.run()
  const told = () =>
    town.channel
      .sent()
      .flatMap(({ to, card }) => (textOf(card).includes('ved en overgang, har ingen') ? [{ to, card }] : []))
  expect(told().map(({ to }) => to)).toEqual(['nora'])
  expect(textOf(told())).toContain('FJ-1001')
  expect(textOf(told())).not.toMatch(/Kaia|Ingrid|skole|show\.case/)
  await town.until('2027-06-18')
  expect(told().map(({ to }) => to)).toContain('ingrid')
  await consent(town, id, { services: ['skole'] }, `${own},${nes}`)
  const again = cardOf(await town.submit('ingrid', 'transition.plan', { case: id }, planned))
  expect(textOf(again)).toContain('Enheten som skal ta imot')
  expect(textOf(again)).not.toContain('Husk å spørre familien')
  const other = await townOfTwo()
  const led = await openLog(other)
  const plain = cardOf(await other.submit('ingrid', 'transition.plan', { case: led }, planned))
  expect(textOf(plain)).not.toContain('ingen leder')
})

test('that both have met is said by who gives, and read by those who read the plan, not by who receives', async () => {
  const { town, id, data } = await askedTown()
  const typed = { day: '2026-11-02', tookPart: 'BOTH TEACHERS' }
  await town.press('kari', 'transition.meet', data, typed)
  expect((await caseOf(town, id)).transitions[0]?.met).toBeUndefined()
  const said = cardOf(await town.submit('ingrid', 'transition.meet', { case: id, transition: data.transition }, typed))
  expect(textOf(said)).toContain('Det er notert at overgangsmøtet er holdt.')
  const plan = textOf(await town.press('ingrid', 'show.plan', { case: id, section: 'transitions' }))
  expect(plan).toContain('BOTH TEACHERS')
  expect(plan).not.toContain('overgangsmøte"')
  const receivers = textOf([
    await town.press('kari', 'show.sent', { case: id, back: data.back }),
    await town.press('kari', 'show.plan', { case: id, section: 'transitions' }),
  ])
  expect(receivers).not.toContain('BOTH TEACHERS')
})

test('the list that comes by itself says it too', async () => {
  const town = await townOfTwo('dialog', inDigests)
  const id = await openLog(town)
  await town.submit('ingrid', 'transition.plan', { case: id }, { ...planned, day: '2026-11-20' })
  await town.read((tx) => tx.digests.schedule(town.id('kari'), '2026-11-16T07:00:00.000Z'))
  await town.until('2026-11-16')
  const lists = town.channel.sent().filter(({ to, card }) => to === 'kari' && card.name === 'digest')
  expect(textOf(lists.at(-1)?.card)).toContain('Kan enheten din ta imot saken fredag 20. november 2026?')
})

test('a reminder asks the family only for a consent that is missing', async () => {
  const reminded = async (isLetIn: boolean) => {
    const town = await townOfTwo()
    const id = await openLog(town)
    if (isLetIn) await consent(town, id, { services: ['skole'] }, `${own},${nes}`)
    await town.submit('ingrid', 'transition.plan', { case: id }, planned)
    await town.until('2027-06-18')
    const sent = town.channel
      .sent()
      .filter(({ to, card }) => to === 'ingrid' && actionsOn(card).includes('transition.meet'))
    return sent.map(({ card }) => actionsOn(card).includes('consent.request'))
  }
  expect(await reminded(true)).toContain(false)
  expect(await reminded(false)).not.toContain(false)
})
