/**
 * Whatever somebody owes in a case, and however they come not to be there: at every moment somebody who can be reached has it, or
 * somebody is told that nobody has. Each way of not being there is tried on each duty; none ends in silence.
 */
import { describe, expect, test } from 'vitest'
import type { CaseRow } from '../../cards/parts/mine-item.ts'
import { cutStandIn, recheckAll, recheckOf, takeAway } from '../../src/app/act/index.ts'
import { viewerFor } from '../../src/app/see/index.ts'
import { listedFor } from '../../src/app/show/mine.ts'
import type { CaseId, Day } from '../../src/core/ids.ts'
import type { PersonToImport } from '../../src/store/open.ts'
import { codeFor, comesIn, type FamilyTown, familyTown } from '../support/family-town.ts'
import { personToImport } from '../support/people.ts'
import { accountOf, createTown, type Name, type Town, textOf } from '../support/town.ts'
import {
  addMeasure,
  askFamily,
  caseOf,
  consent,
  logWithJonas,
  openLog,
  propose,
  receivedBy,
  sayYes,
  worry,
} from './story.ts'

const called: Partial<Record<Name, [string, Partial<PersonToImport>]>> = {
  ingrid: ['Ingrid Lunde', {}],
  mari: ['Mari Holm', { lang: 'nn' }],
  terje: ['Terje Aas', { roles: ['employee', 'leader'] }],
  jonas: ['Jonas Berg', { unit: 'ppt', service: 'ppt' }],
  sara: ['Sara Myhre', { unit: 'ke', service: 'koordinerende-enhet', roles: ['employee', 'ke'] }],
}
const everybody = Object.keys(called) as Name[]

/** As the administrator's import does it. */
async function imported(town: Town, name: Name, change: Partial<PersonToImport>): Promise<void> {
  const [full = '', usual = {}] = called[name] ?? []
  const row = personToImport(full, { ...usual, accounts: [accountOf(name)], ...change })
  await town.store.importPeople([row], town.app.ids, { after: (tx) => recheckAll(tx, town.app) })
}

/** The account refuses for good, as when the app was blocked. */
async function refuses(town: Town, name: Name): Promise<void> {
  await town.read(async (tx) => {
    await tx.people.unreachable(accountOf(name), town.app.clock.now())
    await recheckOf(tx, town.app, town.id(name))
  })
}

async function losesAccounts(town: Town, name: Name): Promise<void> {
  await town.read((tx) => takeAway(tx, town.app, town.id(name), accountOf(name)))
}

function recorder(name: Name): Name {
  return name === 'terje' ? 'ingrid' : 'terje'
}

/** The family says whom it does not want in it; whoever may records it. */
async function excluded(town: Town, name: Name, id: CaseId, by = recorder(name)): Promise<void> {
  const { level, consents } = await caseOf(town, id)
  if (level === 0) await town.submit(by, 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
  await askFamily(town, by, { case: id }, { services: 'skole', guardians: level === 0 ? '2' : '1' })
  const consent = (await caseOf(town, id)).consents.at(-1)?.id ?? ''
  expect(consents.map((one) => one.id)).not.toContain(consent)
  const typed = { signedBy: 'guardian-1', childAsked: 'true', excludedStaff: town.id(name) }
  await sayYes(town, by, { case: id, consent }, typed)
  expect((await caseOf(town, id)).excluded.map(({ person }) => person)).toContain(town.id(name))
}

async function inhabil(town: Town, name: Name, id: CaseId): Promise<void> {
  await town.submit(name, 'case.recuse', { case: id }, { sure: 'true' })
  expect((await caseOf(town, id)).recused).toContain(town.id(name))
}

type Way = (town: Town, name: Name, id: CaseId) => Promise<void>
const ways = {
  leaves: (town, name) => imported(town, name, { active: false }),
  'moves within the municipality': (town, name) => imported(town, name, { unit: 'nes-skole' }),
  'changes municipality': (town, name) => imported(town, name, { municipality: 'solvik' }),
  'loses a role': (town, name) => imported(town, name, { roles: losing(name) }),
  'loses every account': losesAccounts,
  'can not be reached': refuses,
  'is excluded': excluded,
  'is inhabil': inhabil,
  'leaves with their leader': async (town, name) => {
    for (const one of new Set<Name>(['terje', name])) await imported(town, one, { active: false })
  },
  'leaves with leader and KE': async (town, name) => {
    for (const one of new Set<Name>(['terje', 'sara', name])) await imported(town, one, { active: false })
  },
} as const satisfies Record<string, Way>

function losing(name: Name): PersonToImport['roles'] {
  return name === 'terje' || name === 'sara' ? ['employee'] : ['administrator']
}

type Duty = {
  /** On whom it rests. */
  who: Name
  /** In whose list it stands, where that is another. */
  has?: Name
  /** How it stands in a list of what waits. */
  what: string
  begin(town: FamilyTown): Promise<CaseId>
  /** Ways that can't come about here, and why. */
  not?: Partial<Record<keyof typeof ways, string>>
}

const days = { from: '2026-11-02', until: '2026-11-20' } satisfies { from: Day; until: Day }
const withMari = async (town: Town): Promise<CaseId> => {
  const id = await openLog(town)
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') })
  return id
}
const noRole = { 'is inhabil': 'whoever is asked alone has no role to give up' }
const ofKe = { 'is excluded': 'KE, which knows nothing of the family, is not in a case to be excluded' }

const duties: Record<string, Duty> = {
  'the owner decides a wondering': { who: 'ingrid', what: 'concern-undecided', begin: worry },
  'a colleague answers anonymously': {
    who: 'mari',
    what: 'question',
    not: noRole,
    begin: async (town) => {
      const id = await worry(town)
      await town.submit('ingrid', 'concern.ask', { case: id }, { person: town.id('mari'), text: 'What helps?' })
      return id
    },
  },
  'the holder calls the first meeting': { who: 'ingrid', what: 'first-meeting', begin: openLog },
  'the deputy acts for a holder who can not be reached': {
    who: 'mari',
    what: 'first-meeting',
    begin: async (town) => {
      const id = await openLog(town)
      await town.submit('ingrid', 'baton.deputize', { case: id }, { person: town.id('mari'), ...days })
      await losesAccounts(town, 'ingrid')
      return id
    },
  },
  'somebody evaluates a measure': {
    who: 'mari',
    what: 'measure-due',
    begin: async (town) => {
      const id = await withMari(town)
      await addMeasure(town, id, { responsible: `person:${town.id('mari')}` })
      return id
    },
  },
  'somebody of another service follows up': {
    who: 'jonas',
    what: 'follow-up-due',
    begin: async (town) => {
      const id = await logWithJonas(town)
      const typed = { text: 'Call', topic: 'learning', responsible: `person:${town.id('jonas')}`, day: '2026-11-10' }
      await town.submit('ingrid', 'follow-up.add', { case: id }, typed)
      return id
    },
  },
  'somebody answers the offer of the baton': {
    who: 'jonas',
    what: 'handover-unanswered',
    begin: async (town) => {
      const id = await logWithJonas(town)
      await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('jonas') })
      return id
    },
  },
  'a proposal goes on without who made it': {
    who: 'mari',
    has: 'terje',
    what: 'proposal-undecided',
    begin: async (town) => {
      const id = await withMari(town)
      await propose(town, id, 'mari')
      return id
    },
  },
  'the leader decides a proposal': {
    who: 'terje',
    what: 'proposal-undecided',
    begin: async (town) => {
      const id = await openLog(town)
      await propose(town, id)
      return id
    },
  },
  'the leader names a holder': {
    who: 'terje',
    what: 'no-holder',
    begin: async (town) => {
      const id = await openLog(town)
      await imported(town, 'ingrid', { active: false })
      return id
    },
    not: { 'is excluded': 'nobody else is left who could record what the family says' },
  },
  'the leader takes a wondering over': {
    who: 'terje',
    what: 'concern-undecided',
    begin: async (town) => {
      const id = await worry(town)
      await imported(town, 'ingrid', { active: false })
      return id
    },
    not: { 'is excluded': 'nobody else is left who could record what the family says' },
  },
  'KE decides what the lone leader proposed': {
    who: 'sara',
    what: 'proposal-undecided',
    not: ofKe,
    begin: async (town) => {
      const id = await openLog(town)
      await propose(town, id, 'terje')
      return id
    },
  },
  'the holder says who of the family has signed in': {
    who: 'ingrid',
    what: 'family-arrived',
    begin: async (town) => {
      const id = await openLog(town)
      await town.at('mother', 'family.enter', {}, { code: await codeFor(town, id) })
      return id
    },
  },
  'the holder sees to what the family asks for': {
    who: 'ingrid',
    what: 'family-asks',
    begin: async (town) => {
      const id = await openLog(town)
      await comesIn(town, id)
      await town.at('mother', 'family.ask-end', { case: id }, {})
      return id
    },
  },
  'the contact says who comes from a service': {
    who: 'jonas',
    what: 'service-unmanned',
    begin: async (town) => {
      await imported(town, 'jonas', { roles: ['employee', 'contact'] })
      return openLog(town, { services: ['ppt'] })
    },
  },
}

/** Those in whose list it stands now; what a wondering waits for may be the family's answer by then and who can be reached. */
async function having(town: Town, id: CaseId, what: string): Promise<Name[]> {
  const { ref } = await caseOf(town, id)
  const found: Name[] = []
  for (const name of everybody)
    await town.read(async (tx) => {
      const person = await tx.people.get(town.id(name))
      if (!person?.active || person.municipality !== 'fjordvik') return
      const accounts = await tx.people.accountsOf(person.id)
      if (accounts.every(({ unreachable }) => unreachable)) return
      const { waiting = [] } = (await listedFor(viewerFor(town.app, tx, person))).rows
      const isIt = (one: string | undefined) =>
        one === what || (what === 'concern-undecided' && one === 'consent-unanswered')
      const isThis = ({ next, also }: CaseRow) => isIt(next?.what) || also.some((one) => isIt(one.what))
      if (waiting.some((one) => 'next' in one && isThis(one) && (one.ref === ref || what === 'question')))
        found.push(name)
    })
  return found
}

async function outcome(duty: Duty, way: Way) {
  const town = await familyTown()
  const id = await duty.begin(town)
  await town.run()
  const before = await having(town, id, duty.what)
  town.channel.tried.length = 0
  await way(town, duty.who, id)
  await town.run()
  const after = await having(town, id, duty.what)
  const { ref } = await caseOf(town, id)
  // What the family says is written down by somebody, who knows of it.
  const wrote = way === ways['is excluded'] ? [recorder(duty.who)] : []
  const told = town.channel
    .sent()
    .filter(({ to, verb, card }) => verb === 'direct' && to !== duty.who && textOf(card).includes(ref))
    .map(({ to }) => to)
  return { town, id, before, after, told: [...new Set([...wrote, ...told])] }
}

const cells = Object.entries(duties).flatMap(([name, duty]) =>
  Object.entries(ways)
    .filter(([way]) => !duty.not || !(way in duty.not))
    .map(([way, run]) => [`${name}; ${duty.who} ${way}`, duty, run as Way] as const),
)

describe('somebody has it, or somebody is told', () => {
  test.each(cells)('%s', async (_, duty, way) => {
    const { town, id, before, after, told } = await outcome(duty, way)
    // A proposal waits for another than whoever made it.
    expect(before).toContain(duty.has ?? duty.who)
    const others = told.filter((one) => way !== ways['is excluded'] || one !== recorder(duty.who))
    const isHad = after.some((one) => before.includes(one) || told.includes(one))
    expect(isHad || others.length > 0, `${after} has it, ${told} is told`).toBe(true)
    // Nothing of it lies with somebody who is not there for it.
    const state = await caseOf(town, id)
    const gone = state.away.map(({ person }) => person)
    const shown = after[0] ? textOf(await town.press(after[0], 'show.case', { case: id })) : ''
    for (const name of everybody)
      if (gone.includes(town.id(name)))
        expect(shown, name).not.toContain(`Ballen ligger hos ${called[name]?.[0] ?? ''}`)
  })
})

const standIn = (town: Town, until: Day = days.until) =>
  town.press('terje', 'set.stand-in', {}, { person: town.id('mari'), from: days.from, until })

/** What the leader does alone, each a way in which a case of a unit comes to have no leader who may act in it. */
const alone = [
  ...['leaves', 'moves within the municipality', 'changes municipality', 'loses a role', 'loses every account'],
  ...['can not be reached', 'is excluded', 'is inhabil'],
] as (keyof typeof ways)[]
const leaderless: Record<string, (town: Town, id: CaseId) => Promise<unknown>> = {
  ...Object.fromEntries(alone.map((way) => [`the leader ${way}`, (town, id) => ways[way](town, 'terje', id)])),
  ...Object.fromEntries(
    (['leaves', 'loses a role', 'is excluded', 'is inhabil'] as const).map((way) => [
      `the leader ${way} while somebody stands in`,
      async (town, id) => {
        await standIn(town)
        await town.run()
        await ways[way](town, 'terje', id)
      },
    ]),
  ),
  ...Object.fromEntries(
    (['leaves', 'moves within the municipality', 'loses every account', 'is excluded', 'is inhabil'] as const).map(
      (way) => [
        `whoever stands in for a leader who can not be reached ${way}`,
        async (town, id) => {
          await standIn(town)
          await losesAccounts(town, 'terje')
          await town.run()
          expect((await caseOf(town, id)).decides).toBe('unit')
          await (way === 'is excluded' ? excluded(town, 'mari', id, 'ingrid') : ways[way](town, 'mari', id))
        },
      ],
    ),
  ),
  'the days of standing in are over, and the leader can not be reached': async (town, id) => {
    await standIn(town, '2026-11-03')
    await losesAccounts(town, 'terje')
    await town.run()
    expect((await caseOf(town, id)).decides).toBe('unit')
    await town.until('2026-11-04')
  },
  'an administrator ends the standing in, and the leader can not be reached': async (town) => {
    await standIn(town)
    await losesAccounts(town, 'terje')
    await town.run()
    await town.read(async (tx) => {
      for (const one of await tx.standIns.all()) await cutStandIn(tx, town.app, one)
    })
  },
}

describe('a case without a leader who may act in it, though nothing waits for one', () => {
  test.each(Object.entries(leaderless))('%s', async (_, way) => {
    const { town, id } = await leftBy(way)
    // What waits from now on is said to lie with KE, to whom it does.
    town.channel.tried.length = 0
    await propose(town, id)
    await town.until('2026-11-20')
    const sent = town.channel.sent().filter(({ to }) => to === 'sara')
    const cards = textOf(sent.filter(({ card }) => ['reminder', 'breach'].includes(card.name)))
    expect(cards).toContain('Ta stilling til et forslag om nytt nivå')
    expect(cards).toContain('koordinerende enhet (KE)')
    expect(cards).not.toContain('enhetsleder')
  })

  test('it moves to a unit that has no leader', async () => {
    await leftBy(
      async (town, id) => {
        await imported(town, 'mari', { unit: 'nes-skole', roles: ['employee', 'leader'] })
        await consent(town, id, { services: ['skole'] }, 'skole/fjordvik-skole,skole/nes-skole')
        await receivedBy(town, id, { unit: 'nes-skole', leader: 'mari', day: '2026-11-03' })
        await imported(town, 'mari', { unit: 'nes-skole' })
        town.setClock('2026-11-03T08:00:00.000Z')
        await town.run()
        expect((await caseOf(town, id)).unit).toBe('nes-skole')
        // Whoever held it where it was has no part in it any more.
      },
      ['sara'],
    )
  })

  async function leftBy(way: (town: Town, id: CaseId) => Promise<unknown>, knowing: Name[] = ['sara', 'ingrid']) {
    const town = await createTown()
    const id = await openLog(town)
    await town.run()
    town.channel.tried.length = 0
    await way(town, id)
    // What is told waits in the outbox by then: it came with what made it so.
    const { ref, decides } = await caseOf(town, id)
    expect(decides).toBe('ke')
    await town.run()
    const told = (who: Name) =>
      town.channel.sent().filter(({ to, card }) => to === who && textOf(card).includes('Ingen leder kan avgjøre'))
    for (const who of knowing) expect(told(who), who).toHaveLength(1)
    expect(textOf(await town.press('sara', 'show.mine'))).toContain(ref)
    expect(textOf(await town.press('sara', 'show.case', { case: id }))).toContain(ref)
    return { town, id }
  }
})

/** Days on which somebody stands in, and is told: a holder's deputy has it alone, and whoever leads in a leader's place beside them. */
const absences = {
  'the holder calls the first meeting': deputized,
  'the holder says who of the family has signed in': deputized,
  'the holder sees to what the family asks for': deputized,
  'the leader decides a proposal': standsIn,
  'the leader names a holder': standsIn,
  'the leader takes a wondering over': standsIn,
} as const satisfies Record<string, (town: Town, id: CaseId) => Promise<unknown>>

function deputized(town: Town, id: CaseId): Promise<unknown> {
  return town.submit('ingrid', 'baton.deputize', { case: id }, { person: town.id('mari'), ...days })
}

function standsIn(town: Town): Promise<unknown> {
  return town.press('terje', 'set.stand-in', {}, { person: town.id('mari'), ...days })
}

describe('somebody is away for some days', () => {
  test.each(Object.entries(absences))('%s; mari stands in', async (name, away) => {
    const duty = duties[name]
    if (!duty) throw new Error(`no such duty: ${name}`)
    const { after, told } = await outcome(duty, async (town, _, id) => void (await away(town, id)))
    const isHolders = away === deputized
    expect(after).toEqual(isHolders ? ['mari'] : expect.arrayContaining([duty.who, 'mari']))
    expect(told).toContain('mari')
  })
})

test('what lies with nobody is said to lie with nobody', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await propose(town, id)
  for (const name of ['terje', 'sara'] as const) await losesAccounts(town, name)
  expect((await caseOf(town, id)).decides).toBe('nobody')
  await town.until('2026-11-10')
  const shown = textOf(await town.press('ingrid', 'show.case', { case: id }))
  expect(shown).toContain('Ballen ligger hos ingen som kan nås')
  expect(shown).not.toMatch(/enhetsleder|Sara Myhre/)
})

test('what is no longer so when it is sent is not said', async () => {
  const town = await createTown()
  await openLog(town)
  await town.run()
  town.channel.tried.length = 0
  await losesAccounts(town, 'ingrid')
  await town.read(async (tx) => {
    await tx.people.pair(town.id('ingrid'), accountOf('ingrid'))
    await recheckOf(tx, town.app, town.id('ingrid'))
  })
  await town.run()
  expect(textOf(town.channel.sent().map(({ card }) => card))).not.toContain('Jeg får ikke sendt noe')
})

test('nobody who can not be reached is written to about others who can not be', async () => {
  const town = await createTown()
  await openLog(town)
  await town.run()
  for (const name of ['sara', 'ingrid', 'terje'] as const) {
    await town.run()
    town.channel.tried.length = 0
    await losesAccounts(town, name)
  }
  await town.run()
  expect(await town.read((tx) => tx.outbox.dead(10))).toEqual([])
  expect(town.channel.sent().map(({ to }) => to)).toEqual(['eli'])
})
