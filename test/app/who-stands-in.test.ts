/**
 * Who may lead for a leader: who works in that unit for that service, as long as they do. In a case that is not the leader's, it is
 * not theirs either. A leader whose stand-in is gone learns of it.
 */
import { describe, expect, test } from 'vitest'
import { cutStandIn, recheckAll, recheckOf, takeAway } from '../../src/app/act/index.ts'
import type { CaseId } from '../../src/core/ids.ts'
import type { PersonToImport } from '../../src/store/open.ts'
import { wording } from '../../src/wording/index.ts'
import { countingIds, personToImport } from '../support/people.ts'
import { accountOf, actionsOn, cardOf, createTown, dataOf, type Name, type Town, textOf } from '../support/town.ts'
import { unfold } from '../support/unfolding.ts'
import { askFamily, caseOf, openLog, propose, sayYes, worried, worry } from './story.ts'

const say = wording('nb')
const days = { from: '2026-11-02', until: '2026-11-20' }
const name = (town: Town, who: Name, by: Name = 'terje') =>
  town.press(by, 'set.stand-in', {}, { person: town.id(who), ...days })
const called = { terje: 'Terje Aas', mari: 'Mari Holm', per: 'Per Moen', ingrid: 'Ingrid Lunde' } as const
type Called = keyof typeof called

/** As the administrator's import does it: each change is a post of theirs. */
async function imported(town: Town, who: Called, ...posts: Partial<PersonToImport>[]) {
  const rows = posts.map((post, index) =>
    personToImport(called[who], { accounts: [accountOf(who)], line: index + 2, ...post }),
  )
  const done = await town.store.importPeople(rows, countingIds(), { after: (tx) => recheckAll(tx, town.app) })
  if ('conflicts' in done) throw new Error(textOf(done))
}

const leader: PersonToImport['roles'] = ['employee', 'leader']
const inSolvik = { municipality: 'solvik' }
const standing = (town: Town) => town.read((tx) => tx.standIns.all())
const reads = async (town: Town, who: Name, id: CaseId) =>
  textOf(await town.press(who, 'show.case', { case: id })).includes('Kaia')
const toldOf = (town: Town, who: Name) =>
  town.channel.sent().flatMap(({ to, card }) => (to === who && card.name === 'stand-in-gone' ? [textOf(card)] : []))

describe('is chosen among', () => {
  test('those who work in the unit for its service, and the form says so', async () => {
    const town = await createTown()
    const form = textOf(await town.press('terje', 'show.stand-in'))
    for (const who of ['Mari Holm', 'Ingrid Lunde']) expect(form).toContain(who)
    for (const who of ['Terje Aas', 'Jonas Berg', 'Nora Vik', 'Sara Myhre', 'Eli Strand', 'Odd Ness', 'Per Moen'])
      expect(form, who).not.toContain(who)
    expect(form).toContain('blant dem som jobber i enheten du leder')
  })

  test.each(['jonas', 'nora', 'sara', 'eli', 'odd', 'per', 'terje'] as const)(
    'and never %s by a press',
    async (who) => {
      const town = await createTown()
      const id = await openLog(town)
      expect(textOf(await name(town, who))).toContain(say('field-error.not-a-person'))
      expect(await standing(town)).toEqual([])
      if (who !== 'terje') expect(await reads(town, who, id)).toBe(false)
    },
  )

  test('nobody where nobody else works there, which the form says in place of fields', async () => {
    const town = await createTown()
    const card = cardOf(await town.press('per', 'show.stand-in'))
    expect(textOf(card)).toContain(say('stand-in.none'))
    expect(actionsOn(card)).toEqual(['show.settings'])
  })
})

describe('of a leader of two units', () => {
  const leadsTwo = async () => {
    const town = await createTown()
    await imported(town, 'terje', { roles: leader }, { ...inSolvik, roles: leader })
    const card = cardOf(
      await town.submit('terje', 'concern.register', {}, { ...worried, post: 'solvik/fjordvik-skole/skole' }),
    )
    const { case: solvik = '' } = dataOf(card, 'show.menu')
    return { town, fjordvik: await worry(town), solvik: solvik as CaseId }
  }

  test('each leads where they work, and the form says where nobody does', async () => {
    const { town, fjordvik, solvik } = await leadsTwo()
    expect((await caseOf(town, solvik)).municipality).toBe('solvik')
    const asked = textOf(await town.press('terje', 'show.stand-in'))
    expect(asked).toContain('Mari Holm (Fjordvik skole, Fjordvik kommune)')
    expect(asked).toContain('Per Moen (Fjordvik skole, Solvik kommune)')
    const card = textOf(await name(town, 'mari'))
    expect(card).toContain('Ingen leder for deg her når du er borte: Skole (Fjordvik skole, Solvik kommune)')
    expect(card).toContain(
      'leder for deg fra mandag 2. november 2026 til fredag 20. november 2026 her: Skole (Fjordvik skole, Fjordvik kommune)',
    )
    expect(await reads(town, 'mari', fjordvik)).toBe(true)
    expect(await reads(town, 'mari', solvik)).toBe(false)
    const erase = await town.press('mari', 'concern.conclude', { case: solvik }, { outcome: 'close', written: 'erase' })
    expect(textOf(erase)).toContain(wording('nn')('refusal.not-found'))
    expect((await caseOf(town, solvik)).erased).toBe(false)
  })

  test('another may lead in the other one, and both do', async () => {
    const { town, solvik } = await leadsTwo()
    await imported(town, 'per', inSolvik)
    await name(town, 'mari')
    await name(town, 'per')
    expect((await standing(town)).map(({ municipality, person }) => [municipality, person])).toEqual([
      ['fjordvik', town.id('mari')],
      ['solvik', town.id('per')],
    ])
    expect(await reads(town, 'per', solvik)).toBe(true)
  })
})

describe('of a leader of two units whoever leads in both', () => {
  const inNes = { unit: 'nes-skole' }
  const leadsBoth = async () => {
    const town = await createTown()
    await imported(town, 'terje', { roles: leader }, { ...inNes, roles: leader })
    await imported(town, 'mari', {}, inNes)
    await name(town, 'mari')
    expect(await standing(town)).toHaveLength(2)
    await town.run()
    return town
  }
  const overInNes = [expect.stringContaining('Mari Holm leder ikke lenger for deg her: Skole (Nes skole).')]

  test('and leaves one, leads in the other: the leader is told which', async () => {
    const town = await leadsBoth()
    await imported(town, 'mari', {})
    expect(await standing(town)).toHaveLength(1)
    await town.run()
    expect(toldOf(town, 'terje')).toEqual(overInNes)
  })

  test('and is ended in one by an administrator: the leader is told which', async () => {
    const town = await leadsBoth()
    await town.read(async (tx) => {
      for (const one of await tx.standIns.in('fjordvik', 'nes-skole')) await cutStandIn(tx, town.app, one)
    })
    await town.run()
    expect(toldOf(town, 'terje')).toEqual(overInNes)
  })

  test('and leaves altogether: the leader is told of both at once', async () => {
    const town = await leadsBoth()
    await imported(town, 'mari', { active: false })
    await town.run()
    expect(toldOf(town, 'terje')).toEqual([
      expect.stringMatching(/her: Skole \(Fjordvik skole\) og Skole \(Nes skole\)\./),
    ])
  })

  test('and of a unit in which nobody ever led nothing is said', async () => {
    const town = await createTown()
    await imported(town, 'terje', { roles: leader }, { ...inNes, roles: leader })
    await name(town, 'mari')
    await imported(town, 'mari', { active: false })
    await town.run()
    expect(toldOf(town, 'terje')).toEqual([expect.stringMatching(/her: Skole \(Fjordvik skole\)\./)])
  })

  test('and has been followed by another since: the leader is told nothing that does not hold', async () => {
    const town = await leadsBoth()
    await imported(town, 'ingrid', {}, inNes)
    await town.read(async (tx) => {
      for (const one of await tx.standIns.in('fjordvik', 'nes-skole')) await cutStandIn(tx, town.app, one)
    })
    await name(town, 'ingrid')
    await town.run()
    expect(toldOf(town, 'terje')).toEqual([])
  })
})

describe('is over, and the leader is told at once, when whoever stands in', () => {
  const goneBy: Record<string, Partial<PersonToImport>> = {
    leaves: { active: false },
    'moves to another unit': { unit: 'nes-skole' },
    'changes service': { service: 'ppt' },
    'comes under another municipality': inSolvik,
    'is an administrator and nothing else': { roles: ['administrator'] },
  }
  test.each(Object.entries(goneBy))('%s', async (_, change) => {
    const town = await createTown()
    const id = await openLog(town)
    await name(town, 'mari')
    await town.run()
    await imported(town, 'mari', change)
    expect(await standing(town)).toEqual([])
    expect((await town.read((tx) => tx.standIns.log())).at(-1)).toMatchObject({ what: 'ended', why: 'works-no-more' })
    expect(await reads(town, 'mari', id)).toBe(false)
    await town.run()
    expect(toldOf(town, 'terje')).toEqual([expect.stringContaining('Mari Holm leder ikke lenger for deg')])
    expect(textOf(await town.press('terje', 'show.stand-in'))).toContain(say('stand-in.nobody'))
  })

  test('was named when anybody could be: they read nothing, whoever looks again or not', async () => {
    const town = await createTown()
    const id = await openLog(town)
    const row = {
      municipality: 'fjordvik',
      unit: 'fjordvik-skole',
      service: 'skole',
      leader: town.id('terje'),
      ...days,
    }
    const noted = { at: town.app.clock.now(), by: row.leader }
    await town.read((tx) => tx.standIns.put({ ...row, person: town.id('jonas') }, noted))
    expect(await reads(town, 'jonas', id)).toBe(false)
    await town.run()
    expect(await standing(town)).toEqual([])
    expect(toldOf(town, 'terje')).toHaveLength(1)
  })

  test('is ended by an administrator', async () => {
    const town = await createTown()
    await name(town, 'mari')
    await town.read(async (tx) => {
      for (const one of await tx.standIns.all()) await cutStandIn(tx, town.app, one)
    })
    await town.run()
    expect(toldOf(town, 'terje')).toEqual([expect.stringContaining('Mari Holm leder ikke lenger for deg')])
  })

  test('can not be reached: the leader is told that, and of nothing once they can be', async () => {
    const town = await createTown()
    await name(town, 'mari')
    await town.run()
    await town.read((tx) => takeAway(tx, town.app, town.id('mari'), accountOf('mari')))
    await town.run()
    expect(toldOf(town, 'terje')).toEqual([expect.stringContaining('Jeg får ikke sendt noe til Mari Holm')])
    expect(await standing(town)).toHaveLength(1)
    await town.read((tx) => tx.people.pair(town.id('mari'), accountOf('mari')))
    await town.read((tx) => recheckOf(tx, town.app, town.id('mari')))
    await town.run()
    expect(toldOf(town, 'terje')).toHaveLength(1)
  })
})

test('whose only account is in a channel there is not can not be reached either', async () => {
  const town = await createTown()
  await name(town, 'mari')
  await town.read((tx) => tx.people.pair(town.id('mari'), { ...accountOf('mari'), channel: 'telegraph' }))
  await town.run()
  await town.read((tx) => takeAway(tx, town.app, town.id('mari'), accountOf('mari')))
  await town.run()
  expect(toldOf(town, 'terje')).toEqual([expect.stringContaining('Jeg får ikke sendt noe til Mari Holm')])
})

describe('has no more of a case than the leader has', () => {
  const inhabil = (town: Town, id: CaseId) => town.submit('terje', 'case.recuse', { case: id }, { sure: 'true' })
  const excluded = async (town: Town, id: CaseId) => {
    await askFamily(town, 'ingrid', { case: id }, { services: 'skole' })
    const consent = (await caseOf(town, id)).consents.at(-1)?.id ?? ''
    const typed = { signedBy: 'guardian-1', childAsked: 'true', excludedStaff: town.id('terje') }
    await sayYes(town, 'ingrid', { case: id, consent }, typed)
    expect((await caseOf(town, id)).excluded.map(({ person }) => person)).toEqual([town.id('terje')])
  }
  const out = { 'is inhabil in it': inhabil, 'is excluded from it': excluded }

  test.each(Object.entries(out))('who %s, before and after they are named', async (_, way) => {
    for (const namedFirst of [true, false]) {
      const town = await createTown()
      const [id, other] = [await openLog(town), await openLog(town)]
      const proposal = await propose(town, id)
      if (namedFirst) await name(town, 'mari')
      const { ref } = namedFirst ? await unfold(town, 'mari', 'show.case', { case: id }) : { ref: null }
      await way(town, id)
      if (!namedFirst) await name(town, 'mari')
      await town.until('2026-11-02T09:00:00.000Z')
      expect(await reads(town, 'mari', id)).toBe(false)
      expect(await reads(town, 'mari', other)).toBe(true)
      if (ref) expect(textOf(town.channel.standing(ref))).not.toMatch(/Kaia|Ingrid/)
      const yes = { meetingDay: '2026-11-02', reason: 'Yes', parentsTookPart: 'true', childAsked: 'true' }
      await town.press('mari', 'level.decide', { case: id, proposal, approve: 'yes' }, yes)
      expect((await caseOf(town, id)).level).toBe(1)
      // It falls to KE, as where the unit has no leader.
      expect((await caseOf(town, id)).decides).toBe('ke')
      expect(town.channel.sent().filter(({ card, to }) => card.name === 'proposal' && to === 'sara')).toHaveLength(1)
    }
  })
})

test('whoever stands in for two leaders is told of both', async () => {
  const town = await createTown({ secondLeader: true })
  await name(town, 'mari')
  await name(town, 'mari', 'kari')
  await town.run()
  const told = town.channel.sent().findLast(({ to, card }) => to === 'mari' && card.name === 'standing-in')
  for (const who of ['Terje Aas', 'Kari Dahl']) expect(textOf(told), who).toContain(`Du leier for ${who}`)
})

test('what whoever stood in has unfolded is folded when it is over', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await name(town, 'mari')
  const { ref } = await unfold(town, 'mari', 'show.case', { case: id })
  expect(textOf(town.channel.standing(ref))).toContain('Kaia')
  await town.press('terje', 'end.stand-in')
  await town.run()
  expect(textOf(town.channel.standing(ref))).not.toContain('Kaia')
})

test('what waited for whoever led for some days says afterwards that they lead no more, and not that they took part', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.press('terje', 'set.stand-in', {}, { person: town.id('mari'), from: '2026-11-02', until: '2026-11-03' })
  await propose(town, id)
  await town.run()
  const sent = town.channel.sent().find(({ to, card }) => to === 'mari' && card.name === 'proposal')
  if (!sent) throw new Error('nothing was sent')
  await town.until('2026-11-04')
  const stands = textOf(town.channel.standing(sent.ref))
  expect(stands).toContain('Du leier ikkje lenger for Terje Aas')
  expect(stands).not.toMatch(/deltakar|Kaia|show\.|level\./)
})

test('to whoever took part as well, and to a leader of other days, it says so of them', async () => {
  const town = await createTown({ secondLeader: true })
  const id = await openLog(town)
  await propose(town, id)
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') })
  await town.press('terje', 'set.stand-in', {}, { person: town.id('mari'), from: '2026-11-02', until: '2026-11-06' })
  await town.run()
  const sentTo = (name: Name) => {
    const sent = town.channel.sent().find(({ to, card }) => to === name && card.name === 'proposal')
    if (!sent) throw new Error('nothing was sent')
    return () => textOf(town.channel.standing(sent.ref))
  }
  const [theirs, other] = [sentTo('mari'), sentTo('kari')]
  await town.submit('ingrid', 'participant.remove', { case: id }, { person: town.id('mari') })
  await town.press('terje', 'end.stand-in')
  const kari = personToImport('Kari Dahl', { unit: 'fjordvik-skole', service: 'skole', accounts: [accountOf('kari')] })
  await town.store.importPeople([kari], countingIds(), { after: (tx) => recheckAll(tx, town.app) })
  await town.run()
  expect(theirs()).toContain('Du er ikkje lenger deltakar i saka')
  expect(other()).toContain('Du ser ikke lenger denne saken')
})
