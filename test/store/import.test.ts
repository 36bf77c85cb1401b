/** The import of people: every mistake told where it stands, all or nothing, and people known again by their accounts. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { accountColumns } from '../../src/channels.ts'
import { readModel } from '../../src/model/read.ts'
import { readPeopleFile } from '../../src/people-file.ts'
import type { PersonToImport } from '../../src/store/open.ts'
import { encoded, encodings } from '../support/encoded.ts'
import { countingIds, personToImport } from '../support/people.ts'
import { temporaryStore } from '../support/temporary-store.ts'

const known = { models: [readModel('src/demo/fjordvik.yaml')], accounts: accountColumns }
const fixture = (name: string) => readFileSync(`test/fixtures/people/${name}.csv`)
const read = (text: string | Buffer) => readPeopleFile(Buffer.from(text), known)
const problemsOf = (text: string | Buffer) =>
  read(text).problems.map(({ line, column, text: what }) => `${line} ${column ?? '-'}: ${what}`)

const header = 'municipality;unit;service;name;roles;entra_tenant;entra_object_id'
const tenant = '00000000-0000-4000-9000-000000000001'
const row = (name: string, number = 1) =>
  `fjordvik;fjordvik-skole;skole;${name};employee;${tenant};00000000-0000-4000-8000-00000000000${number}`

describe('the file of people', () => {
  it('may have its columns in any order, and leave out what has a default', () => {
    const { people, problems } = read(fixture('good'))
    expect(problems).toEqual([])
    const entra = (user: string) => ({ channel: 'teams', tenant, user: `00000000-0000-4000-8000-${user}` })
    const slack = (user: string) => ({ channel: 'slack', tenant: 'T0FJORDVIK', user })
    const school = { municipality: 'fjordvik', unit: 'fjordvik-skole', service: 'skole' }
    expect(people).toEqual([
      {
        ...{ ...school, line: 2, name: 'Ingrid Lunde', roles: ['employee'], lang: 'nb', active: true, email: null },
        accounts: [entra('00000000000a')],
      },
      {
        ...{
          ...school,
          line: 3,
          name: 'Aas, Terje',
          roles: ['employee', 'leader'],
          lang: 'nn',
          active: true,
          email: null,
        },
        accounts: [entra('00000000000b'), slack('U0TERJE')],
      },
      {
        ...{ ...school, unit: 'ppt', service: 'ppt', line: 4, name: 'Jonas Berg', roles: ['employee'], lang: 'en' },
        ...{ active: false, email: null, accounts: [slack('U0JONAS')] },
      },
    ])
  })

  it('may come from a spreadsheet: byte order mark, semicolons, Windows line ends, empty lines', () => {
    const { people, problems } = read(`\uFEFF${header}\r\n${row('Åse Vik')}\r\n;;;;;;\r\n\r\n`)
    expect(problems).toEqual([])
    expect(people).toMatchObject([{ name: 'Åse Vik', line: 2 }])
  })

  it.each([
    ['a new line', '"Ingrid\nLunde"'],
    ['a tab', 'Ingrid\tLunde'],
    ['what steers a terminal', 'Ingrid\u001b[31mLunde'],
    ['what turns the direction', 'Ingrid\u202eLunde'],
    ['what has no width', 'Ingrid\u200bLunde'],
    ['a line of its own', 'Ingrid\u2028Lunde'],
    ['what fills a place', 'Ingrid\u3164Lunde'],
    ['a blank that is no space', 'Ingrid\u2800Lunde'],
    ['a character of nobody’s', 'Ingrid\ue000Lunde'],
  ])('has no name with %s in it', (_, name) => {
    const [problem, ...more] = problemsOf(`${header}\n${row(name)}`)
    expect(problem).toMatch(/^\d name: a character in it cannot be seen: write it anew$/)
    expect(more).toEqual([])
  })

  it('has its names composed, without space around them or more than one between', () => {
    const { people, problems } = read(`${header}\n${row('\u00a0A\u030Ase \u00a0 Vik\u00a0')}`)
    expect(problems).toEqual([])
    expect(people).toMatchObject([{ name: '\u00C5se Vik' }])
  })

  it('is told of without what cannot be seen in it, and with letters of any language', () => {
    const steering = row('Ingrid').replace('employee', 'bo\u001b[2Jss').replace('fjordvik;', 'fjord\u0007vek;')
    const told = problemsOf(`${header}\n${steering.replace(';skole;', ';sko\u202ele;')}`)
    expect(told).toContainEqual(expect.stringContaining('roles: "bo[2jss" is no role'))
    expect(told).toContainEqual(expect.stringContaining('municipality: "fjordvek" has no model'))
    expect(told.join('')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    expect(problemsOf(`${header}\n${row('Ánne-Máret Ōž 李')}`)).toEqual([])
  })

  it('with far too many columns is told of once', () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => `x${index}`).join(';')
    const told = problemsOf(`${many(200_000)}\n${many(200_000)}`)
    expect(told).toEqual(['1 -: the header has 200000 columns, more than 100: is it a file of people?'])
    expect(problemsOf(many(100)).length).toBeGreaterThan(100)
  })

  it.each(encodings)('is read in %s', (encoding) => {
    const { people, problems } = readPeopleFile(encoded(`${header}\r\n${row('Åse Vik')}\r\n`, encoding), known)
    expect(problems).toEqual([])
    expect(people).toMatchObject([{ name: 'Åse Vik', line: 2 }])
  })

  it('has every mistake told with line, column and what is wrong', () => {
    expect(problemsOf(fixture('mistakes'))).toEqual([
      '3 municipality: "fjorvik" has no model here; did you mean fjordvik?',
      '4 service: "skule" is no service of fjordvik; did you mean skole?',
      '4 unit: must be a code: small letters a–z, digits and single hyphens',
      '4 name: the name is missing',
      '4 lang: must be nb, nn, en or empty',
      '4 active: must be yes or no',
      '4 roles: "employe" is no role; did you mean employee?',
      '4 roles: "boss" is no role (employee, leader, contact, coordinator, ke, administrator)',
      '4 entra_object_id: must be an id from Entra such as 00000000-0000-4000-8000-000000000001',
      '6 roles: the roles are missing: one or more of employee, leader, contact, coordinator, ke, administrator',
      '6 entra_tenant: is missing beside the other half of the account',
      '7 entra_object_id: an account is needed: people are recognised by it',
      '8 name: a national identity number is never stored: remove it',
      '8 -: this is an account of the person in line 2, under another name: the lines of one person are their posts, and must have one name',
      '9 -: the line has 5 columns and the header 9',
      '9 entra_object_id: an account is needed: people are recognised by it',
    ])
  })

  it('may know people by their mail address, in small letters and each for one', () => {
    const lines = [
      `${row('Mari Holm')};Mari.Holm@Fjordvik.Example`,
      `${row('Nora Vik', 2)};`,
      `${row('Jonas Berg', 3)};not an address`,
      `${row('Ida Moe', 4)};mari.holm@fjordvik.example`,
    ]
    const text = [`${header};email`, ...lines].join('\n')
    expect(
      read(text)
        .people.map(({ email }) => email)
        .slice(0, 2),
    ).toEqual(['mari.holm@fjordvik.example', null])
    expect(problemsOf(text)).toEqual([
      '4 email: must be a mail address or empty',
      '5 email: the same address stands in line 2',
    ])
  })

  it('never has an identity number repeated in what is said', () => {
    const text = `${header}\n${row('Mari Holm').replace(';skole;', ';01019012345;')}`
    expect(problemsOf(text).join()).toContain('never stored')
    expect(problemsOf(text).join()).not.toContain('01019012345')
  })

  it.each(['010190\u00a012345', '01/01/90–12345', '010190\u200b12345', '０１０１９０ １２３４５'])(
    'has an identity number found as people write it (%j)',
    (number) => {
      const text = `${header}\n${row(`Mari Holm ${number}`)}`
      expect(problemsOf(text)).toEqual(['2 name: a national identity number is never stored: remove it'])
    },
  )

  it('takes a name of which nothing can be seen for none', () => {
    expect(problemsOf(`${header}\n${row('\u2800')}`)).toEqual([
      '2 name: a character in it cannot be seen: write it anew',
      '2 name: the name is missing',
    ])
    expect(problemsOf(`${header}\n${row('\u200b\u2800')}`)).toEqual([
      '2 name: a character in it cannot be seen: write it anew',
      '2 name: the name is missing',
    ])
  })

  it('needs a whole header', () => {
    expect(problemsOf('')).toEqual(['1 -: the file is empty'])
    expect(problemsOf(`${header.replace('roles', 'rolles')};name;slack_team\n${row('Mari Holm')}`)).toEqual([
      '1 roles: the column is missing',
      '1 rolles: there is no such column; did you mean roles?',
      '1 name: the column is there twice',
      '1 slack_user: the column is missing',
    ])
  })

  it('that can’t be read as text or table is refused with the reason', () => {
    for (const bytes of [Buffer.from(row('Åse Vik'), 'latin1'), Buffer.from(row('Ingrid\0Lunde'))]) {
      expect(problemsOf(Buffer.concat([Buffer.from(`${header}\n`), bytes]))).toEqual([
        '1 -: the file is not UTF-8: save it as "CSV UTF-8"',
      ])
    }
    expect(problemsOf(`${header}\n${row('Mari Holm')}\n${row('"Nora', 2)}`)[0]).toMatch(/^3 -: the quotation marks/)
  })

  it('of the demonstration has no mistakes', () => {
    const { people, problems } = read(readFileSync('src/demo/people.csv'))
    expect(problems).toEqual([])
    expect(people.map(({ name }) => name)).toContain('Ingrid Lunde')
    expect(new Set(people.flatMap(({ roles }) => roles))).toEqual(
      new Set(['employee', 'leader', 'coordinator', 'ke', 'administrator']),
    )
  })
})

describe('an import', () => {
  const importing = async () => {
    const { store } = await temporaryStore()
    const ids = countingIds()
    return { store, run: (...people: PersonToImport[]) => store.importPeople(people, ids) }
  }

  it('adds who is new, brings up to date who is known, and leaves alone who is not named', async () => {
    const { store, run } = await importing()
    const [ingrid, terje, mari] = [
      personToImport('Ingrid Lunde'),
      personToImport('Terje Aas'),
      personToImport('Mari Holm'),
    ]
    expect(await run(ingrid, terje, mari)).toEqual({ added: 3, updated: 0, unchanged: 0, deactivated: [] })
    const married = { ...ingrid, name: 'Ingrid Lunde Aas', unit: 'ppt' }
    expect(await run(married, terje, personToImport('Nora Vik'))).toEqual({
      added: 1,
      updated: 1,
      unchanged: 1,
      deactivated: [],
    })
    const people = (await store.people()).map(({ id, name, posts }) => [id, name, posts[0]?.unit])
    expect(people).toEqual([
      ['person_3', 'Mari Holm', 'fjordvik-skole'],
      ['person_4', 'Nora Vik', 'fjordvik-skole'],
      ['person_2', 'Terje Aas', 'fjordvik-skole'],
      ['person_1', 'Ingrid Lunde Aas', 'ppt'],
    ])
  })

  it('names those who became inactive, once', async () => {
    const { run } = await importing()
    const terje = personToImport('Terje Aas')
    await run(terje)
    expect(await run({ ...terje, active: false })).toMatchObject({ updated: 1, deactivated: ['person_1'] })
    expect(await run({ ...terje, active: false })).toMatchObject({ unchanged: 1, deactivated: [] })
    expect(await run(terje)).toMatchObject({ updated: 1, deactivated: [] })
  })

  it('adds an account to a person who is known by another, and keeps the language they chose', async () => {
    const { store, run } = await importing()
    const terje = personToImport('Terje Aas')
    await run(terje)
    await store.transaction((tx) => tx.people.setLang('person_1', 'nn'))
    const second = { channel: 'other', tenant: 'fjordvik', user: 'T1' }
    const both = { ...terje, lang: 'en' as const, accounts: [...terje.accounts, second] }
    expect(await run(both)).toMatchObject({ added: 0, updated: 1 })
    await store.transaction(async (tx) => {
      expect(await tx.people.byAccount(second)).toMatchObject({ id: 'person_1', lang: 'nn' })
      expect(await tx.people.accountsOf('person_1')).toHaveLength(2)
    })
    expect(await run({ ...both, accounts: [second] })).toMatchObject({ unchanged: 1 })
  })

  it('changes nothing when one line can’t be, and says which', async () => {
    const { store, run } = await importing()
    const [terje, mari] = [personToImport('Terje Aas'), personToImport('Mari Holm')]
    await run(terje, mari)
    const accounts = [...terje.accounts, ...mari.accounts]
    const result = await run(personToImport('Nora Vik'), { ...terje, name: 'Terje', line: 7, accounts })
    expect(result).toEqual({
      conflicts: [{ line: 7, text: 'the accounts of this line belong to two people: Terje Aas and Mari Holm' }],
    })
    expect((await store.people()).map(({ name }) => name)).toEqual(['Mari Holm', 'Terje Aas'])
  })

  it('keeps the hours somebody has chosen, and brings their mail address up to date', async () => {
    const { store, run } = await importing()
    const terje = personToImport('Terje Aas', { email: 'old@fjordvik.example' })
    await run(terje)
    await store.transaction((tx) => tx.people.setHours('person_1', { from: '09:00', to: '15:00' }))
    expect(await run(terje)).toMatchObject({ unchanged: 1 })
    expect(await run({ ...terje, email: 'new@fjordvik.example' })).toMatchObject({ updated: 1 })
    expect(await store.people()).toMatchObject([
      { email: 'new@fjordvik.example', hours: { from: '09:00', to: '15:00' } },
    ])
  })

  it('gives nobody the mail address of somebody else, unless they have left or change it too', async () => {
    const { run } = await importing()
    const mail = (name: string, email: string | null) => personToImport(name, { email })
    await run(mail('Terje', 't@fjordvik.example'), mail('Mari', 'm@fjordvik.example'))
    expect(await run({ ...mail('Nora', 'm@fjordvik.example'), line: 4 })).toEqual({
      conflicts: [{ line: 4, text: 'the mail address of this line is that of Mari' }],
    })
    expect(await run(mail('Terje', 'm@fjordvik.example'), mail('Mari', 't@fjordvik.example'))).toMatchObject({
      updated: 2,
    })
    await run({ ...mail('Mari', 't@fjordvik.example'), active: false })
    expect(await run(mail('Nora', 't@fjordvik.example'))).toMatchObject({ added: 1 })
  })

  it('does not take two lines for one person in one post', async () => {
    const { run } = await importing()
    const terje = personToImport('Terje Aas')
    const second = { channel: 'other', tenant: 'fjordvik', user: 'T1' }
    await run({ ...terje, accounts: [...terje.accounts, second] })
    expect(await run(terje, { ...terje, line: 3, accounts: [second] })).toEqual({
      conflicts: [{ line: 3, text: 'the same post of the same person stands in line 2' }],
    })
  })
})
