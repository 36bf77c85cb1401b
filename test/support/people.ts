/** Fictional staff of Fjordvik for tests of the directory, and ids that count. */
import type { Ids } from '../../src/ports.ts'
import type { PersonToImport } from '../../src/store/open.ts'

/** An employee at Fjordvik skole, known by an account that is called as they are. */
export function personToImport(name: string, change: Partial<PersonToImport> = {}): PersonToImport {
  return {
    ...{ municipality: 'fjordvik', unit: 'fjordvik-skole', service: 'skole', name, roles: ['employee'], lang: 'nb' },
    ...{
      active: true,
      email: null,
      line: 2,
      accounts: [{ channel: 'test', tenant: 'fjordvik', user: name }],
      ...change,
    },
  }
}

export function countingIds(): Ids {
  let count = 0
  return { next: (kind) => `${kind}_${++count}` }
}
