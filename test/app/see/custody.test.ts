/** What a case knows of who must sign: custody and month of birth of a child, the age of whoever is pregnant; who told it, and when. */
import { expect, test } from 'vitest'
import { custodyFacts, custodyTold, type Viewer } from '../../../src/app/see/index.ts'
import type { FamilyTold } from '../../../src/core/consent-said.ts'
import type { Day } from '../../../src/core/ids.ts'
import type { SignerRule, TargetGroup } from '../../../src/core/policy.ts'
import { at, given } from '../../support/given.ts'
import { named, registered } from '../../support/history.ts'
import { looking } from '../../support/looking.ts'
import { type PersonName, start } from '../../support/sample.ts'

const child: FamilyTold = { born: '2016-03', minor: null, guardians: 1, care: 'guardians' }

/** As a municipality may have it that asks guardians of whoever is pregnant, too. */
async function withGuardians(name: PersonName, day?: Day): Promise<Viewer> {
  const one = await (await looking()).viewer(name, day)
  const minor: SignerRule = {
    ...{ groups: ['pregnant'], fromAge: 0, toAge: 18, care: 'guardians', signers: ['guardians'] },
    endsOld: false,
  }
  return { ...one, policy: { ...one.policy, signerRules: [minor, ...one.policy.signerRules] } }
}

async function told(group: TargetGroup, change: Partial<FamilyTold> = {}): Promise<string[][]> {
  const facts = custodyTold(await withGuardians('teacher'), group, { ...child, ...change })
  return facts.map(({ label, value }) => [label, value])
}

const custody = (value: string) => ['Foreldreansvar', value]
const born = ['Fødselsmåned', '03.2016']

test('of a child custody and month of birth are told, by how many have it and who has the care', async () => {
  expect(await told('child')).toEqual([custody('Én har foreldreansvar, og de foresatte har omsorgen'), born])
  expect(await told('child', { guardians: 2, care: 'child-protection' })).toEqual([
    custody('To har foreldreansvar, og barnevernstjenesten har overtatt omsorgen'),
    born,
  ])
  expect(await told('child', { born: null })).toHaveLength(1)
})

test('of whoever is pregnant her age is told, and custody only where guardians are asked and she is not grown up', async () => {
  const pregnant = { born: null, guardians: 1 } as const
  expect(await told('pregnant', { ...pregnant, minor: false })).toEqual([
    ['Er hun under 18 år?', 'Nei, hun er 18 år eller eldre'],
  ])
  expect(await told('pregnant', { ...pregnant, minor: true })).toEqual([
    custody('Én har foreldreansvar, og de foresatte har omsorgen'),
    ['Er hun under 18 år?', 'Ja, hun er under 18 år'],
  ])
  expect(await told('pregnant', { ...pregnant, minor: null })).toEqual([])
})

test('of parents no month of birth is told: nobody was asked for one', async () => {
  expect((await told('parents')).map(([label]) => label)).not.toContain('Fødselsmåned')
})

test('a case says who told it and when, with the first of it; and nothing as long as nobody has', async () => {
  const facts = async (...history: Parameters<typeof given>) => {
    const found = await custodyFacts(await withGuardians('head'), given(...history).state)
    return found.map(({ label, value }) => [label, value])
  }
  expect(await facts(registered())).toEqual([])
  expect(await facts(registered(), at('2026-08-20', named()))).toEqual([
    custody('Én har foreldreansvar, og de foresatte har omsorgen (ført av Teacher tor. 20. aug. 2026)'),
    born,
  ])
  expect(await facts(registered(), { at: start, by: 'system', event: named() })).toEqual([
    custody('Én har foreldreansvar, og de foresatte har omsorgen (ført av Stafett man. 17. aug. 2026)'),
    born,
  ])
})

test('a case says nothing where nothing that was told is about its group, and the age as it is by now', async () => {
  const facts = async (told: Partial<FamilyTold>, day = '2026-08-17') => {
    const { state } = given(registered('pregnant'), named({ guardians: 1, ...told }))
    return (await custodyFacts(await withGuardians('head', day), state)).map(({ value }) => value)
  }
  expect(await facts({ born: null, minor: null })).toEqual([])
  const minor = { born: '2009-01', minor: true }
  expect((await facts(minor)).slice(1)).toEqual(['Ja, hun er under 18 år', '01.2009'])
  expect(await facts(minor, '2027-02-01')).toEqual([
    'Nei, hun er 18 år eller eldre (ført av Teacher man. 17. aug. 2026)',
    '01.2009',
  ])
})
