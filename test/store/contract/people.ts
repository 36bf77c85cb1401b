/** What every store promises of the directory and of words. */
import { describe, expect, it } from 'vitest'
import type { Person } from '../../../src/ports.ts'
import type { OpenStore } from '../../../src/store/open.ts'
import { countingIds, personToImport } from '../../support/people.ts'

export function peopleContract(open: () => Promise<OpenStore>): void {
  const filled = async () => {
    const store = await open()
    const people = [
      personToImport('Åse Vik'),
      personToImport('Terje Aas', { roles: ['employee', 'leader'] }),
      personToImport('Østen Lie', { active: false }),
      personToImport('Nora Vik', { unit: 'helsestasjonen', service: 'skolehelsetjeneste' }),
      personToImport('Jonas Berg', { unit: 'ppt', service: 'ppt' }),
      personToImport('Eli Dahl', { municipality: 'solvik', roles: ['leader'] }),
    ]
    await store.importPeople(people, countingIds())
    return store
  }
  const names = (people: Person[]) => people.map(({ name }) => name)

  describe('people', () => {
    it('are known by the exact account and by their id', async () => {
      const { transaction } = await filled()
      await transaction(async (tx) => {
        const terje = await tx.people.byAccount({ channel: 'test', tenant: 'fjordvik', user: 'Terje Aas' })
        const posts = [{ unit: 'fjordvik-skole', roles: ['employee', 'leader'] }]
        expect(terje).toMatchObject({ name: 'Terje Aas', posts, active: true, lang: 'nb' })
        if (!terje) throw new Error('not found')
        expect(await tx.people.get(terje.id)).toEqual(terje)
        expect(await tx.people.accountsOf(terje.id)).toEqual([
          { channel: 'test', tenant: 'fjordvik', user: 'Terje Aas', unreachable: false },
        ])
        expect(await tx.people.byAccount({ channel: 'test', tenant: 'solvik', user: 'Terje Aas' })).toBeNull()
        expect(await tx.people.byAccount({ channel: 'other', tenant: 'fjordvik', user: 'Terje Aas' })).toBeNull()
        expect(await tx.people.get('person_none')).toBeNull()
      })
    })

    it('are listed by unit, service and role, active only, as Norwegians sort names', async () => {
      const { transaction } = await filled()
      await transaction(async ({ people }) => {
        expect(names(await people.ofUnit('fjordvik', 'fjordvik-skole'))).toEqual(['Terje Aas', 'Åse Vik'])
        expect(names(await people.ofServices('fjordvik', ['ppt', 'skolehelsetjeneste']))).toEqual([
          'Jonas Berg',
          'Nora Vik',
        ])
        expect(await people.ofServices('fjordvik', [])).toEqual([])
        expect(names(await people.withRole('fjordvik', 'leader'))).toEqual(['Terje Aas'])
        expect(await people.withRole('fjordvik', 'ke')).toEqual([])
      })
    })

    it('are given as the same list, which nobody can change, until the directory is written, and as another after that', async () => {
      const { transaction } = await filled()
      const unit = () => transaction(({ people }) => people.ofUnit('fjordvik', 'fjordvik-skole'))
      const before = await unit()
      expect([Object.isFrozen(before), before.every(Object.isFrozen), await unit()]).toEqual([true, true, before])
      expect(await unit()).toBe(before)
      await transaction(({ people }) => people.setLang(before[0]?.id ?? 'person_none', 'nn'))
      expect(await unit()).not.toBe(before)
    })

    it('who share a name are known, in one municipality, however it is spelled, the active alone', async () => {
      const store = await filled()
      const alike = [
        personToImport('Aase Vik', { unit: 'ppt', accounts: [{ channel: 'test', tenant: 'fjordvik', user: 'aase' }] }),
        personToImport('Østen Lie', { accounts: [{ channel: 'test', tenant: 'fjordvik', user: 'another Østen' }] }),
        personToImport('Nora Vik', { municipality: 'solvik', accounts: [{ channel: 'test', tenant: 's', user: 'n' }] }),
      ]
      let count = 100
      await store.importPeople(alike, { next: (kind) => `${kind}_${++count}` })
      await store.transaction(async ({ people }) => {
        expect(names(await people.namesakes('fjordvik')).sort()).toEqual(['Aase Vik', 'Åse Vik'])
        expect(await people.namesakes('solvik')).toEqual([])
      })
    })

    it('keep the language they choose', async () => {
      const { transaction } = await filled()
      await transaction(async ({ people }) => {
        const [terje] = await people.withRole('fjordvik', 'leader')
        if (!terje) throw new Error('not found')
        await people.setLang(terje.id, 'nn')
        expect((await people.get(terje.id))?.lang).toBe('nn')
      })
    })
  })

  describe('words', () => {
    it('are read again to the letter, those of the case that was asked for', async () => {
      const { transaction } = await open()
      const hard = 'Æ🙂\u0000 <b>‮\n'
      await transaction(async (tx) => {
        await tx.words.put('case_a', 'word_1', hard)
        await tx.words.put('case_a', 'word_2', '')
        await tx.words.put('case_b', 'word_3', 'of another')
        expect(await tx.words.read('case_a', ['word_1', 'word_2', 'word_3', 'word_none'])).toEqual(
          new Map([
            ['word_1', hard],
            ['word_2', ''],
          ]),
        )
      })
      await transaction(async (tx) => {
        expect((await tx.words.read('case_a', ['word_1'])).get('word_1')).toBe(hard)
        expect(await tx.words.read('case_a', [])).toEqual(new Map())
        expect(await tx.words.read('case_none', ['word_1'])).toEqual(new Map())
      })
    })

    it('are never written over', async () => {
      const { transaction } = await open()
      await transaction((tx) => tx.words.put('case_a', 'word_1', 'first'))
      await expect(transaction((tx) => tx.words.put('case_a', 'word_1', 'second'))).rejects.toThrow()
    })

    it('of a case whose first transaction came to nothing can be stored again', async () => {
      const { transaction } = await open()
      const failed = transaction(async (tx) => {
        await tx.words.put('case_a', 'word_1', 'lost')
        await tx.words.read('case_a', ['word_1'])
        throw new Error('undone')
      })
      await expect(failed).rejects.toThrow('undone')
      await transaction((tx) => tx.words.put('case_a', 'word_1', 'kept'))
      await transaction(async (tx) => {
        await tx.words.put('case_a', 'word_2', 'too')
        expect([...(await tx.words.read('case_a', ['word_1', 'word_2'])).values()].sort()).toEqual(['kept', 'too'])
      })
    })
  })
}
