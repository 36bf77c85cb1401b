/** Whoever stands in a choice would be accepted: by the level, by the family, and by what is asked. */
import { expect, test } from 'vitest'
import type { CaseId } from '../../src/core/ids.ts'
import { cardOf, createTown, type Name, type Texts, type Town, textOf } from '../support/town.ts'
import { askFamily, caseOf, consent, logWithJonas, openLog, takenBack, worry } from './story.ts'

/** Who, or what, stands in a field of a form. */
async function choicesIn(town: Town, name: Name, action: string, data: Texts, field = 'person'): Promise<string[]> {
  const { blocks } = cardOf(await town.open(name, action, data))
  return blocks.flatMap((block) =>
    (block.kind === 'choice' || block.kind === 'choices') && block.id === field
      ? block.choices.map(({ value }) => value)
      : [],
  )
}

const given = ['participant.add', 'baton.offer'] as const

/** What is said of each of the choices, when it is submitted: nothing of it is kept. */
async function refusedOf(town: Town, id: CaseId, action: (typeof given)[number]): Promise<string[]> {
  const refused: string[] = []
  for (const person of await choicesIn(town, 'ingrid', action, { case: id })) {
    const card = cardOf(await town.submit('ingrid', action, { case: id }, { person }))
    if (card.name !== 'case-summary') refused.push(textOf(card))
    const { handOver } = await caseOf(town, id)
    if (handOver) await town.press('ingrid', 'baton.withdraw', { case: id, handOver: handOver.id })
  }
  return refused
}

test.each(given)(
  'at a level for one service %s names nobody of another, whom the family has let in',
  async (action) => {
    const town = await createTown()
    const id = await openLog(town)
    await consent(town, id, { services: ['ppt', 'skolehelsetjeneste'] })
    const chosen = (await choicesIn(town, 'ingrid', action, { case: id })).join()
    expect(chosen).toContain(town.id('mari'))
    expect(chosen).not.toContain(town.id('jonas'))
    expect(await choicesIn(town, 'ingrid', 'baton.deputize', { case: id })).toEqual(
      expect.arrayContaining([expect.stringContaining(town.id('jonas'))]),
    )
    expect(await refusedOf(town, id, action)).toEqual([])
  },
)

test('one that is chosen all the same, as where the level was another, is told of one person', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await consent(town, id, { services: ['ppt'] })
  const card = await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('jonas') })
  expect(textOf(card)).toContain('har ikke plass til en tjeneste til')
  expect(textOf(card)).not.toContain('Velg færre')
})

test('the first holder is nobody for whose service the level has no room', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
  await askFamily(town, 'ingrid', { case: id }, { services: 'skole,ppt' })
  const data = { case: id, consent: (await caseOf(town, id)).consents.at(-1)?.id ?? '' }
  const whole = { ...data, unfold: 'yes' }
  const chosen = (await choicesIn(town, 'ingrid', 'consent.record', whole, 'holder')).join()
  expect(chosen).toContain(town.id('mari'))
  expect(chosen).not.toContain(town.id('jonas'))
})

test('after a whole withdrawal those of the unit itself stand there alone, and the form says so', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
  expect((await caseOf(town, id)).participants.map(({ person }) => person)).toEqual([town.id('ingrid')])
  const form = textOf(await town.open('ingrid', 'participant.add', { case: id }))
  expect(form).toContain('må være fra enheten selv eller fra en tjeneste familien har sagt ja til')
  const chosen = (await choicesIn(town, 'ingrid', 'participant.add', { case: id })).join()
  expect(chosen).toContain(town.id('terje'))
  expect(chosen).not.toContain(town.id('jonas'))
  expect(await refusedOf(town, id, 'participant.add')).toEqual([])
})

test('a service that the family has not let in about a topic is given nothing of it', async () => {
  const town = await createTown()
  const id = await logWithJonas(town, ['learning'])
  const about = { text: 'A word', responsible: 'home', day: '2026-11-20' }
  const followUps: string[] = []
  for (const topic of ['learning', 'health']) {
    await town.submit('ingrid', 'follow-up.add', { case: id }, { ...about, topic })
    followUps.push((await caseOf(town, id)).followUps.at(-1)?.id ?? '')
  }
  const [learning = '', health = ''] = followUps
  const given = (followUp: string) =>
    choicesIn(town, 'ingrid', 'follow-up.reassign', { case: id, followUp }, 'responsible')
  expect(await given(learning)).toEqual(expect.arrayContaining(['service:ppt', `person:${town.id('jonas')}`]))
  const ofHealth = await given(health)
  expect(ofHealth).toEqual([`person:${town.id('ingrid')}`, 'service:skole'])
})
