/** What every store promises of the family's way in: codes that are kept as digests, tried so often, used once; and whose account is whose. */
import { describe, expect, it } from 'vitest'
import type { Account, Code } from '../../../src/ports.ts'
import type { OpenStore } from '../../../src/store/open.ts'

const now = '2026-11-02T08:00:00.000Z'
const later = '2026-11-09T23:00:00.000Z'
const code: Code = { finds: 'K7QX', secret: 'P3MHTWAB9CDE' }
const mother = { case: 'case_a', person: 'person_mother' } as const
const father = { case: 'case_a', person: 'person_father' } as const
const other = { case: 'case_b', person: 'person_other' } as const
const account: Account = { channel: 'family', tenant: 'https://id.example', user: 'sub-1' }
const tries = 3

export function familyContract(open: () => Promise<OpenStore>): void {
  describe('the code of somebody of a family', () => {
    it('is found whole, until its time is over', async () => {
      const { transaction } = await open()
      await transaction(async ({ family }) => {
        await family.invite(code, mother, later)
        expect(await family.invited(code, now, tries)).toEqual(mother)
        expect(await family.invited(code, later, tries)).toBe(null)
        for (const wrong of [
          { ...code, secret: 'P3MHTWAB9CDF' },
          { finds: 'K7QY', secret: code.secret },
        ])
          expect(await family.invited(wrong, now, tries)).toBe(null)
        expect(await family.invited({ finds: 'K7QXP', secret: '3MHTWAB9CDE' }, now, tries)).toBe(null)
      })
    })

    it('counts no more after so many wrong ones that begin like it, and whatever others are tried', async () => {
      const { transaction } = await open()
      await transaction(async ({ family }) => {
        await family.invite(code, mother, later)
        await family.invite({ finds: 'ABCD', secret: 'EFGHJKMN2345' }, father, later)
        for (let count = 1; count < tries; count += 1) await family.invited({ ...code, secret: 'X' }, now, tries)
        for (let count = 0; count < 50; count += 1) await family.invited({ finds: 'ZZZZ', secret: 'X' }, now, tries)
        expect(await family.invited(code, now, tries)).toEqual(mother)
        await family.invited({ ...code, secret: 'X' }, now, tries)
        expect(await family.invited(code, now, tries)).toBe(null)
        expect(await family.invited({ finds: 'ABCD', secret: 'EFGHJKMN2345' }, now, tries)).toEqual(father)
      })
    })

    it('takes the place of an earlier one of theirs, and of nobody else’s', async () => {
      const { transaction } = await open()
      await transaction(async ({ family }) => {
        await family.invite(code, mother, later)
        await family.invite({ finds: 'ABCD', secret: 'EFGHJKMN2345' }, father, later)
        await family.invite({ finds: 'PQRS', secret: 'EFGHJKMN2345' }, mother, later)
        expect(await family.invited(code, now, tries)).toBe(null)
        expect(await family.invited({ finds: 'PQRS', secret: 'EFGHJKMN2345' }, now, tries)).toEqual(mother)
        expect(await family.invited({ finds: 'ABCD', secret: 'EFGHJKMN2345' }, now, tries)).toEqual(father)
      })
    })

    it('is told from another by its secret where both begin alike, and only the others are tried by a wrong one', async () => {
      const { transaction } = await open()
      await transaction(async ({ family }) => {
        await family.invite(code, mother, later)
        await family.invite({ ...code, secret: 'EFGHJKMN2345' }, father, later)
        for (let count = 0; count < tries; count += 1) expect(await family.invited(code, now, tries)).toEqual(mother)
        expect(await family.invited({ ...code, secret: 'EFGHJKMN2345' }, now, tries)).toEqual(father)
      })
    })

    it('is told of as open until its time is over, it was tried too often, or it is used up', async () => {
      const { transaction } = await open()
      await transaction(async ({ family }) => {
        expect(await family.isOpenTo(mother.person, now, tries)).toBe(false)
        await family.invite(code, mother, later)
        expect(await family.isOpenTo(mother.person, now, tries)).toBe(true)
        expect(await family.isOpenTo(mother.person, later, tries)).toBe(false)
        for (let count = 0; count < tries; count += 1)
          await family.invited({ ...code, secret: 'EFGHJKMN2345' }, now, tries)
        expect(await family.isOpenTo(mother.person, now, tries)).toBe(false)
        await family.invite(code, mother, later)
        expect(await family.isOpenTo(mother.person, now, tries)).toBe(true)
        await family.bind(account, mother)
        expect(await family.isOpenTo(mother.person, now, tries)).toBe(false)
      })
    })

    it('is used up once an account is theirs, forgotten with them, and pruned when it is over', async () => {
      const { transaction } = await open()
      await transaction(async ({ family, prune }) => {
        await family.invite(code, mother, later)
        await family.bind(account, mother)
        expect(await family.invited(code, now, tries)).toBe(null)
        await family.invite(code, father, later)
        await family.forget(father.person)
        expect(await family.invited(code, now, tries)).toBe(null)
        await family.invite(code, father, later)
        expect(await prune({ before: now, now }, 10)).toBe(0)
        expect(await prune({ before: now, now: later }, 10)).toBe(1)
      })
    })
  })

  describe('an account of a family', () => {
    it('is known by all that it is called, in every case it has come to, in their order', async () => {
      const { transaction } = await open()
      await transaction(async ({ family }) => {
        await family.bind(account, mother)
        await family.bind(account, other)
        await family.bind({ ...account, user: 'sub-2' }, father)
        expect(await family.of(account)).toEqual([mother, other])
        expect(await family.of({ ...account, user: 'sub-2' })).toEqual([father])
        for (const stranger of [{ user: 'sub-3' }, { tenant: 'https://other.example' }, { channel: 'test' }])
          expect(await family.of({ ...account, ...stranger })).toEqual([])
      })
    })

    it('has the language it last wanted, and another has none', async () => {
      const { transaction } = await open()
      await transaction(async ({ family }) => {
        await family.setLang(account, 'en')
        await family.setLang(account, 'nn')
        expect(await family.langOf(account)).toBe('nn')
        expect(await family.langOf({ ...account, user: 'sub-2' })).toBe(null)
      })
    })

    it('leaves no language behind when the last of its cases is forgotten', async () => {
      const { transaction } = await open()
      await transaction(async ({ family }) => {
        const neighbour = { ...account, user: 'sub-2' }
        await family.bind(account, mother)
        await family.bind(account, other)
        await family.bind(neighbour, father)
        await family.setLang(account, 'nn')
        await family.setLang(neighbour, 'en')
        await family.forget(mother.person)
        expect(await family.langOf(account)).toBe('nn')
        await family.forget(other.person)
        expect(await family.langOf(account)).toBe(null)
        expect(await family.langOf(neighbour)).toBe('en')
      })
    })

    it('is theirs no more once they were not who was meant', async () => {
      const { transaction } = await open()
      await transaction(async ({ family }) => {
        await family.bind(account, mother)
        await family.bind(account, other)
        await family.forget(mother.person)
        expect(await family.of(account)).toEqual([other])
      })
    })
  })
}
