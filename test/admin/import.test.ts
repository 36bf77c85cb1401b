/** An import as an administrator sees it: what it would change, what needs a yes, and what becomes of cases. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runAdmin } from '../../src/admin.ts'
import type { Config } from '../../src/config.ts'
import type { Case } from '../../src/core/case.ts'
import { openStore } from '../../src/store/open.ts'
import { registered, saveNew } from '../support/sample-case.ts'
import { temporaryFolder, testKeys } from '../support/temporary-store.ts'

const header = 'municipality;unit;service;name;roles;active;entra_tenant;entra_object_id'
const tenant = '00000000-0000-4000-9000-000000000001'
const id = (number: number) => `00000000-0000-4000-8000-00000000000${number}`

type Row = { in?: string; unit?: string; service?: string; roles?: string; active?: string; account: number }
const row = (name: string, { account, ...more }: Row) =>
  [
    ...[more.in ?? 'fjordvik', more.unit ?? 'fjordvik-skole', more.service ?? 'skole', name, more.roles ?? 'employee'],
    ...[more.active ?? 'yes', tenant, id(account)],
  ].join(';')

const ingrid = row('Ingrid Lunde', { account: 1 })
const terje = row('Terje Aas', { account: 2, roles: 'employee,leader' })
const sara = row('Sara Myhre', { account: 3, unit: 'ke', service: 'koordinerende-enhet', roles: 'ke' })

async function office(...rows: string[]) {
  const folder = temporaryFolder()
  const other = join(folder, 'nyvik.yaml')
  const model = readFileSync('src/demo/fjordvik.yaml', 'utf8')
  writeFileSync(other, model.replace('code: fjordvik', 'code: nyvik').replace('refPrefix: FJ', 'refPrefix: NY'))
  const config: Config = {
    ...{ host: '127.0.0.1', port: 0, database: join(folder, 'a.sqlite'), models: ['src/demo/fjordvik.yaml', other] },
    ...{ masterKeys: testKeys, logLevel: 'silent', keepDays: 90, publicUrl: null, warnings: [] },
    channels: { teams: { access: 'unsigned' } },
  }
  const file = join(folder, 'people.csv')
  const survey = () => ({ found: config, problems: [] })
  const run = async (...args: string[]) => {
    const said: string[] = []
    const code = await runAdmin(args, { survey, print: (line) => said.push(line) })
    return { code, said }
  }
  /** Puts these people into the file and imports it. */
  const bring = (lines: string[], ...how: string[]) => {
    writeFileSync(file, [header, ...lines].join('\n'))
    return run('import', file, ...how)
  }
  const open = () => openStore({ path: config.database, keys: config.masterKeys })
  const people = async () => {
    const store = await open()
    const found = await store.people()
    await store.close()
    return found
  }
  if (rows.length > 0) await bring(rows)
  const personOf = async (name: string) => {
    const found = (await people()).find((one) => one.name === name)
    if (!found) throw new Error(`there is no ${name}`)
    return found.id
  }
  const keep = async (ref: string, change: (ids: typeof personOf) => Promise<Partial<Case>>) => {
    const made = registered(`c${ref.slice(-4)}`, ref)
    const changed = { ...made.case, ...(await change(personOf)) }
    const store = await open()
    await store.transaction((tx) => saveNew(tx, { ...made, case: changed }))
    await store.close()
  }
  /** What is to be said to somebody: by itself, or in the next list of theirs. */
  const waiting = async () => {
    const store = await open()
    const all = await store.people()
    const count = await store.transaction(async (tx) => {
      const kept = await Promise.all(all.map(({ id }) => tx.digests.kept(id)))
      return (await tx.outbox.waiting()) + kept.flat().length
    })
    await store.close()
    return count
  }
  const stands = () => readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString('base64')])
  return { config, file, folder, run, bring, people, keep, waiting, open, personOf, stands }
}

const level1 = { level: 1, mode: 'digital' } as const

test('a dry run says what would change, for whom and what waits for them, and changes nothing', async () => {
  const { bring, keep, stands, file } = await office(ingrid, terje, sara)
  await keep('FJ-1001', async (of) => ({ ...level1, holder: await of('Ingrid Lunde') }))
  await keep('FJ-1002', async (of) => ({ owner: await of('Ingrid Lunde') }))
  await keep('FJ-1003', async (of) => ({
    ...{ ...level1, holder: await of('Terje Aas') },
    participants: [{ person: await of('Ingrid Lunde'), service: 'skole', unit: null }],
  }))
  const moved = row('Ingrid Lunde', { account: 1, unit: 'ppt', service: 'ppt' })
  const lines = [moved, row('Terje Aas', { account: 2, active: 'no' }), sara, row('Per Hansen', { account: 4 })]
  writeFileSync(file, [header, ...lines].join('\n'))
  const before = stands()
  const { code, said } = await bring(lines, '--dry-run')
  expect(stands()).toEqual(before)
  expect(code).toBe(0)
  expect(said).toEqual([
    'New: 1',
    '  line 5: Per Hansen (fjordvik/fjordvik-skole), service skole, employee, nb',
    `    account added: teams ${tenant} ${id(4)}`,
    'No longer active: 1',
    '  line 3: Terje Aas (fjordvik/fjordvik-skole)',
    '    active: yes -> no',
    '    post left: fjordvik/fjordvik-skole, service skole, employee leader; waiting: holds 1 open case (FJ-1003); leads 3 open cases (FJ-1001, FJ-1002, FJ-1003)',
    'Changed: 1',
    '  line 2: Ingrid Lunde (fjordvik/fjordvik-skole)',
    '    post added: fjordvik/ppt, service ppt, employee',
    '    post left: fjordvik/fjordvik-skole, service skole, employee; waiting: holds 1 open case (FJ-1001); owns 1 open case (FJ-1002); takes part in 1 open case (FJ-1003)',
    'Unchanged: 1',
    'To be confirmed: 5',
    '  line 2: Ingrid Lunde (fjordvik/fjordvik-skole) would leave fjordvik/fjordvik-skole (service skole), and leaves FJ-1001 (holds it), FJ-1002 (owns it), FJ-1003 (takes part).',
    '  fjordvik/fjordvik-skole would have no leader, which is Terje Aas alone; 3 open cases there (FJ-1001, FJ-1002, FJ-1003); KE would decide (Sara Myhre).',
    '  FJ-1001: KE, as its unit would have no leader, is told that it is left (Sara Myhre).',
    '  FJ-1002: KE, as its unit would have no leader, is told that it is left (Sara Myhre).',
    '  FJ-1003: KE, as its unit would have no leader, is told that it is left (Sara Myhre).',
    'No active leader in: fjordvik/fjordvik-skole, fjordvik/ke, fjordvik/ppt. Only KE can decide about cases that begin there.',
    `Nothing was changed. To import it: npm run admin -- import ${file} --confirm`,
  ])
})

test('a dry run goes on beside a bot that has the database open, and makes none where there is none', async () => {
  const { bring, open, folder, file } = await office()
  writeFileSync(file, '')
  const before = readdirSync(folder)
  expect((await bring([ingrid], '--dry-run')).said).toContain('New: 1')
  expect(readdirSync(folder)).toEqual(before)
  await bring([ingrid, terje])
  const store = await open()
  const { code, said } = await bring([ingrid, terje], '--dry-run')
  await store.close()
  expect([code, said[0]]).toEqual([0, 'Unchanged: 2'])
})

test('somebody who comes back is said to be active again, and a new account whose it would be', async () => {
  const { bring } = await office(ingrid, row('Odd Ness', { account: 5, active: 'no' }))
  const { said } = await bring([ingrid, row('Odd Ness', { account: 5 })], '--dry-run')
  expect(said).toContain('Active again: 1')
  expect(said).toContain('  line 3: Odd Ness (fjordvik/fjordvik-skole)')
})

const doubts: [name: string, lines: string[], how: string[], told: RegExp][] = [
  [
    'an account of another name',
    [row('Kari Nordmann', { account: 1 }), terje],
    [],
    /line 2: the account teams \S+ \S+ is that of Ingrid Lunde \(fjordvik\/fjordvik-skole\), and would be called Kari Nordmann/,
  ],
  ...['Ingrid Lund', 'Ingrid Lúnde', 'Lunde, Ingrid', 'Lunde Ingrid'].map((name): (typeof doubts)[number] => [
    `an account of another name, however alike: ${name}`,
    [row(name, { account: 1 }), terje],
    [],
    /line 2: the account teams \S+ \S+ is that of Ingrid Lunde .*, and would be called /,
  ]),
  [
    'a second person of one name in a unit',
    [ingrid, terje, row('Lunde, Ingrid', { account: 6 })],
    [],
    /line 4: there would be two people called Lunde, Ingrid in fjordvik\/fjordvik-skole; the other is in line 2, as Ingrid Lunde\. Confirm it for two people\. In choices only a number tells them apart/,
  ],
  [
    'the same, where the one who is known stands below',
    [row('Ingrid Lunde', { account: 6 }), terje, ingrid],
    [],
    /line 2: there would be two people called Ingrid Lunde in fjordvik\/fjordvik-skole; the other is in line 4/,
  ],
  [
    'somebody who becomes leader',
    [row('Ingrid Lunde', { account: 1, roles: 'employee,leader' }), terje],
    [],
    /line 2: Ingrid Lunde \(fjordvik\/fjordvik-skole\) would be leader of fjordvik\/fjordvik-skole, and was not before/,
  ],
  [
    'a leader who becomes that of another unit',
    [ingrid, row('Terje Aas', { account: 2, unit: 'ppt', service: 'ppt', roles: 'leader' })],
    [],
    /line 3: Terje Aas .* would be leader of fjordvik\/ppt, and was not before/,
  ],
  [
    'somebody who becomes KE and administrator',
    [row('Ingrid Lunde', { account: 1, roles: 'employee,ke,administrator' }), terje],
    [],
    /line 2: .* would be KE of fjordvik and administrator of fjordvik/,
  ],
  [
    'people who are left out',
    [ingrid],
    [],
    /Terje Aas \(fjordvik\/fjordvik-skole\) is left out of the file, and stays/,
  ],
  [
    'people who are left out, and go',
    [ingrid],
    ['--absent', 'deactivate'],
    /Terje Aas \(fjordvik\/fjordvik-skole\) is left out of the file, and would be deactivated; waiting: in no open case/,
  ],
  [
    'somebody who comes under another municipality',
    [row('Ingrid Lunde', { account: 1, in: 'nyvik' }), terje],
    [],
    /line 2: Ingrid Lunde \(fjordvik\/fjordvik-skole\) would come under nyvik\/fjordvik-skole, and leaves no open case/,
  ],
]

test.each(doubts)('%s: nothing is imported until it is confirmed', async (_, lines, how, told) => {
  const { bring, people, file } = await office(ingrid, terje)
  const before = await people()
  expect((await bring(lines, '--dry-run', ...how)).said.join('\n')).toMatch(told)
  const { code, said } = await bring(lines, ...how)
  expect(code).toBe(1)
  expect(said.join('\n')).toMatch(told)
  const words = [file, ...(how.length > 0 ? [how.join(' ')] : []), '--confirm'].join(' ')
  expect(said).toContain(`Nothing was imported. If all of that is meant: npm run admin -- import ${words}`)
  expect(await people()).toEqual(before)
  expect((await bring(lines, '--confirm', ...how)).code).toBe(0)
  // Those who are left out and kept are asked about each time.
  const isKept = lines.length === 1 && how.length === 0
  expect((await bring(lines, ...how)).code).toBe(isKept ? 1 : 0)
})

test('a name in other capitals and spaces, and two of one name in two units, need no confirmation', async () => {
  const { bring } = await office(ingrid, terje)
  const lines = [
    row('INGRID  Lunde', { account: 1 }),
    terje,
    row('Terje Aas', { account: 7, unit: 'ppt', service: 'ppt' }),
  ]
  expect((await bring(lines)).code).toBe(0)
})

test('a leader who comes back is confirmed as one', async () => {
  const gone = row('Odd Ness', { account: 5, active: 'no', roles: 'leader' })
  const { bring } = await office(ingrid, gone)
  expect((await bring([ingrid, gone])).code).toBe(0)
  const { code, said } = await bring([ingrid, row('Odd Ness', { account: 5, roles: 'leader' })])
  expect([code, said[1]]).toEqual([
    1,
    expect.stringContaining('would be leader of fjordvik/fjordvik-skole, and was not'),
  ])
})

test('who is left out is kept, or deactivated with their cases looked at', async () => {
  const { bring, people } = await office(ingrid, terje)
  await bring([terje], '--confirm')
  expect((await people()).map(({ active }) => active)).toEqual([true, true])
  const { said } = await bring([terje], '--absent', 'deactivate', '--confirm')
  expect(said).toContain('1 no longer active; whoever is next in their cases is told when the bot starts.')
  expect((await people()).map(({ name, active }) => [name, active])).toEqual([
    ['Ingrid Lunde', false],
    ['Terje Aas', true],
  ])
})

test('staff of another municipality are not left out of a file of this one', async () => {
  const { bring } = await office(ingrid, row('Ann Vik', { account: 8, in: 'nyvik' }))
  expect((await bring([ingrid])).code).toBe(0)
})

test('a merger lists the open cases that are left, and who is told of each; they are told in the same transaction', async () => {
  const { bring, keep, waiting } = await office(
    ingrid,
    terje,
    sara,
    row('Jonas Berg', { account: 9, unit: 'ppt', service: 'ppt' }),
  )
  await keep('FJ-1001', async (of) => ({
    ...{ ...level1, holder: await of('Ingrid Lunde') },
    participants: [{ person: await of('Jonas Berg'), service: 'ppt', unit: null }],
  }))
  await keep('FJ-1002', async (of) => ({ owner: await of('Ingrid Lunde') }))
  await keep('FJ-1003', async (of) => ({ owner: await of('Jonas Berg'), unit: 'ppt', service: 'ppt' }))
  const lines = [
    row('Ingrid Lunde', { account: 1, in: 'nyvik' }),
    row('Jonas Berg', { account: 9, in: 'nyvik', unit: 'ppt', service: 'ppt' }),
  ]
  const { code, said } = await bring(lines)
  expect(code).toBe(1)
  expect(said.slice(0, 6)).toEqual([
    'To be confirmed: 5',
    '  line 2: Ingrid Lunde (fjordvik/fjordvik-skole) would come under nyvik/fjordvik-skole, and leaves FJ-1001 (holds it), FJ-1002 (owns it).',
    '  line 3: Jonas Berg (fjordvik/ppt) would come under nyvik/ppt, and leaves FJ-1001 (takes part), FJ-1003 (owns it).',
    '  FJ-1001: the leader is told that it is left (Terje Aas).',
    '  FJ-1002: the leader is told that it is left (Terje Aas).',
    '  FJ-1003: KE, as its unit would have no leader, is told that it is left (Sara Myhre).',
  ])
  expect(await waiting()).toBe(0)
  expect((await bring(lines, '--confirm')).code).toBe(0)
  // And of FJ-1001 that nobody is left of a service; and whoever took part in it that they no longer do.
  expect(await waiting()).toBe(5)
  expect((await bring(lines)).code).toBe(0)
  // And of FJ-1001 that nobody is left of a service; and whoever took part in it that they no longer do.
  expect(await waiting()).toBe(5)
})

describe('what takes away the last with a role is shown with what waits for them, and must be confirmed', () => {
  const contact = row('Jonas Berg', { account: 9, unit: 'ppt', service: 'ppt', roles: 'employee,contact' })
  const ann = row('Ann Vik', { account: 8, unit: 'ke', service: 'koordinerende-enhet', roles: 'administrator' })
  const off = (line: string) => line.replace(';yes;', ';no;')
  const all = [ingrid, terje, sara, contact, ann]
  const lost: [what: string, lines: string[], how: string[], told: string[]][] = [
    ['a leader who is off', [ingrid, off(terje), sara, contact, ann], [], ['leader']],
    ['a leader who is one no more', [ingrid, terje.replace(',leader', ''), sara, contact, ann], [], ['leader']],
    ['a leader of another unit', [ingrid, terje.replace('fjordvik-skole', 'nes'), sara, contact, ann], [], ['leader']],
    ['a merger', [ingrid, terje.replace('fjordvik;', 'nyvik;'), sara, contact, ann], [], ['leader']],
    ['a leader who is left out', [ingrid, sara, contact, ann], ['--absent', 'deactivate'], ['leader']],
    ['a leader and KE', [ingrid, off(terje), off(sara), contact, ann], [], ['leader, nobody', 'ke']],
    ['KE', [ingrid, terje, sara.replace(';ke;yes', ';employee;yes'), contact, ann], [], ['ke']],
    ['a contact', [ingrid, terje, sara, contact.replace(',contact', ''), ann], [], ['contact']],
    ['a contact who is off', [ingrid, terje, sara, off(contact), ann], [], ['contact']],
    ['an administrator', [ingrid, terje, sara, contact, off(ann)], [], ['administrator']],
  ]
  const sentences: Record<string, string> = {
    leader:
      '  fjordvik/fjordvik-skole would have no leader, which is Terje Aas alone; 2 open cases there (FJ-1001, FJ-1002); KE would decide (Sara Myhre).',
    'leader, nobody':
      '  fjordvik/fjordvik-skole would have no leader, which is Terje Aas alone; 2 open cases there (FJ-1001, FJ-1002); nobody could decide, as fjordvik would have no KE.',
    ke: '  fjordvik would have no KE, which is Sara Myhre alone; 1 open case with KE (FJ-1002); what falls to KE would have nobody.',
    contact:
      '  fjordvik/ppt, service ppt, would have no contact, which is Jonas Berg alone; 1 open case asking who comes (FJ-1001); nobody could be asked who comes.',
    administrator: '  fjordvik would have no administrator, which is Ann Vik alone.',
  }

  test.each(lost)('%s', async (_, lines, how, told) => {
    const { bring, keep, people } = await office(...all)
    await keep('FJ-1001', async (of) => ({
      ...{ ...level1, holder: await of('Ingrid Lunde'), unmanned: { ppt: '2026-11-02T08:00:00.000Z' } },
      contacts: [{ person: await of('Jonas Berg'), service: 'ppt' }],
    }))
    await keep('FJ-1002', async (of) => ({ owner: await of('Ingrid Lunde'), decides: 'ke' }))
    await keep('FJ-1003', async (of) => ({ owner: await of('Ingrid Lunde'), unit: 'nes' }))
    const before = await people()
    const dry = await bring(lines, '--dry-run', ...how)
    const { code, said } = await bring(lines, ...how)
    expect(code).toBe(1)
    const found = said.filter((line) => line.includes(' alone'))
    expect(found).toEqual(told.map((one) => sentences[one]))
    expect(dry.said).toEqual(expect.arrayContaining(found))
    // Who leads a case does not leave it: its holder does.
    expect(said.join()).not.toMatch(/told that it is left/)
    expect(await people()).toEqual(before)
    expect((await bring(lines, '--confirm', ...how)).code).toBe(0)
    expect((await bring(lines, ...how)).said.join()).not.toContain(' alone')
  })

  test('nothing where another has the role', async () => {
    const kari = row('Kari Moe', { account: 7, roles: 'leader' })
    const { bring } = await office(...all, kari)
    expect((await bring([ingrid, off(terje), sara, contact, ann, kari])).code).toBe(0)
  })

  test('a contact, and who of the service would be asked instead, as the bot would choose them', async () => {
    const nes = { unit: 'nes', service: 'ppt' }
    const mari = row('Mari Holm', { account: 5, ...nes, roles: 'leader' })
    const per = row('Per Moen', { account: 6, ...nes, roles: 'contact' })
    const told = async (...others: string[]) => {
      const { bring } = await office(ingrid, terje, sara, contact, ann, ...others)
      const { said } = await bring([ingrid, terje, sara, off(contact), ann, ...others])
      return said.find((line) => line.includes('would have no contact'))
    }
    const letIn = 'of the units the family has let in these would be asked'
    expect(await told(mari)).toContain(`${letIn}: where there is none, leaders of the service (Mari Holm).`)
    expect(await told(mari, per)).toContain(
      `${letIn}: contacts of its other units (Per Moen); where there is none, leaders of the service (Mari Holm).`,
    )
  })

  test('what somebody leads, sees to as KE and is asked for is said to wait for them', async () => {
    const { bring, keep } = await office(...all)
    await keep('FJ-1001', async (of) => ({
      ...{ ...level1, holder: await of('Ingrid Lunde'), decides: 'ke' },
      unmanned: { ppt: '2026-11-02T08:00:00.000Z' },
      contacts: [{ person: await of('Jonas Berg'), service: 'ppt' }],
    }))
    const { said } = await bring([ingrid, off(terje), off(sara), off(contact), ann], '--dry-run')
    for (const waits of ['leads', 'sees to as KE', 'is asked who comes to'])
      expect(said).toContainEqual(expect.stringMatching(`^    post left: .*; waiting: ${waits} 1 open case .FJ-1001.$`))
  })
})

test('an account is given to nobody who has left', async () => {
  const { bring, run, people, open } = await office(ingrid, terje)
  await bring([ingrid.replace(';yes;', ';no;'), terje], '--confirm')
  const left = (await people()).find(({ name }) => name === 'Ingrid Lunde')
  const store = await open()
  await store.transaction((tx) => tx.people.unpair({ channel: 'teams', tenant, user: id(1) }))
  await store.close()
  expect(left?.active).toBe(false)
  expect(await run('accounts', 'give', 'teams', tenant, id(8), 'Ingrid', 'Lunde')).toEqual({
    code: 1,
    said: ['Nothing was changed: nobody active who is called Ingrid Lunde is without an account.'],
  })
})

describe('what is led and seen to', () => {
  const beside = { account: 2, service: 'ppt', roles: 'employee,leader' }
  const both = [terje, row('Terje Aas', beside)]
  const keToo = row('Sara Myhre', { account: 3, unit: 'ke', service: 'ppt', roles: 'ke' })

  test('by several posts is counted once, and waits as long as one of them is left', async () => {
    const { bring, keep } = await office(ingrid, ...both, sara, keToo)
    await keep('FJ-1001', async (of) => ({ ...level1, holder: await of('Ingrid Lunde'), decides: 'ke' }))
    const { said } = await bring([ingrid], '--dry-run', '--absent', 'deactivate')
    for (const waits of ['leads 1 open case (FJ-1001)', 'sees to as KE 1 open case (FJ-1001)'])
      expect(said).toContainEqual(expect.stringContaining(`would be deactivated; waiting: ${waits}`))
    const one = await bring([ingrid, terje, sara], '--dry-run')
    expect(one.said).toContain(
      '    post left: fjordvik/fjordvik-skole, service ppt, employee leader; waiting: leads 1 open case (FJ-1001)',
    )
    expect(one.said.join()).not.toMatch(/would leave .*FJ-1001/)
  })

  test('in the place of a leader waits too', async () => {
    const { bring, keep, open, personOf } = await office(ingrid, terje, sara)
    await keep('FJ-1001', async (of) => ({ ...level1, holder: await of('Terje Aas') }))
    const [leader, person] = [await personOf('Terje Aas'), await personOf('Ingrid Lunde')]
    const place = { municipality: 'fjordvik', unit: 'fjordvik-skole', service: 'skole' }
    const days = { from: '2099-11-02', until: '2099-11-06' }
    const store = await open()
    await store.transaction((tx) =>
      tx.standIns.put({ ...place, ...days, leader, person }, { at: '2026-11-02T08:00:00.000Z', by: leader }),
    )
    await store.close()
    const { said } = await bring([ingrid.replace(';yes;', ';no;'), terje, sara], '--dry-run')
    expect(said).toContain(
      '    post left: fjordvik/fjordvik-skole, service skole, employee; waiting: leads in the place of a leader 1 open case (FJ-1001)',
    )
    const moved = await bring([ingrid.replace('fjordvik-skole', 'nes'), terje, sara], '--dry-run')
    expect(moved.said.join()).toContain('and leaves FJ-1001 (leads it in the place of a leader)')
    expect(moved.said.join()).not.toContain('is told that it is left')
  })
})

test('who decides where nobody leads is said as it is', async () => {
  const { bring, run } = await office(ingrid, sara)
  expect((await bring([ingrid, sara])).said.at(-1)).toMatch(/skole, fjordvik\/ke. Only KE can decide/)
  await bring([ingrid, sara.replace(';ke;yes', ';employee;yes')], '--confirm')
  const { said } = await bring([ingrid, sara.replace(';ke;yes', ';employee;yes')])
  expect(said.at(-1)).toMatch(/skole, fjordvik\/ke, and no KE: nobody can decide/)
  expect((await run('check')).said.join('\n')).toMatch(/no active leader in .*, and no KE, so nobody can decide there/)
})

test('a merger that leaves nobody behind says which cases nobody can be told of, and that the old model is still needed', async () => {
  // Neither those of the other municipality are told, nor whoever has left.
  const ann = row('Ann Vik', { account: 8, in: 'nyvik', roles: 'leader,ke' })
  const odd = row('Odd Ness', { account: 5, active: 'no', roles: 'leader,ke' })
  const { bring, keep, config } = await office(ingrid, ann, odd)
  await keep('FJ-1002', async (of) => ({ owner: await of('Ingrid Lunde') }))
  config.models = config.models.slice(1)
  const { said } = await bring([row('Ingrid Lunde', { account: 1, in: 'nyvik' }), ann], '--confirm')
  expect(said).toContainEqual(
    '  FJ-1002: nobody can be told that it is left, as fjordvik/fjordvik-skole would have no leader and fjordvik no KE: keep somebody there who can take it over.',
  )
  expect(said.at(-1)).toBe(
    'The bot will not start: municipality fjordvik has 1 case in the database, and no model: name its model in STAFETT_MODELS beside the others.',
  )
})

const nurse = (unit: string, more: Partial<Row> = {}) =>
  row('Nora Vik', { account: 4, unit, service: 'skolehelsetjeneste', ...more })
const head = (unit: string, roles = 'employee,leader') => row('Terje Aas', { account: 2, unit, roles })

test('a post is a line: those of one account and name are one person', async () => {
  const { bring, people, run } = await office()
  const lines = [ingrid, nurse('fjordvik-skole'), terje, nurse('solbakken'), nurse('ppt-huset', { in: 'nyvik' })]
  const { said } = await bring(lines, '--dry-run')
  expect(said.slice(0, 7)).toEqual([
    'New: 3',
    '  line 2: Ingrid Lunde (fjordvik/fjordvik-skole), service skole, employee, nb',
    `    account added: teams ${tenant} ${id(1)}`,
    '  line 3: Nora Vik (fjordvik/fjordvik-skole), service skolehelsetjeneste, employee, nb',
    '    also fjordvik/solbakken, service skolehelsetjeneste, employee',
    '    also nyvik/ppt-huset, service skolehelsetjeneste, employee',
    `    account added: teams ${tenant} ${id(4)}`,
  ])
  expect((await bring(lines)).said).toContain('3 added, 0 updated, 0 unchanged.')
  expect((await bring(lines)).said).toContain('0 added, 0 updated, 3 unchanged.')
  const nora = (await people()).find(({ name }) => name === 'Nora Vik')
  expect(nora).toMatchObject({ municipality: 'fjordvik', active: true })
  expect(nora?.posts.map(({ unit }) => unit)).toEqual(['fjordvik-skole', 'solbakken', 'ppt-huset'])
  const listed = (await run('people')).said.filter((line) => line.includes('Nora'))
  expect(listed).toHaveLength(3)
  expect((await run('accounts', 'Nora')).said[0]).toBe(
    'Nora Vik (fjordvik/fjordvik-skole, fjordvik/solbakken, nyvik/ppt-huset), skolehelsetjeneste, employee; skolehelsetjeneste, employee; skolehelsetjeneste, employee',
  )
})

test('two names on one account, and one post twice, are refused by their lines', async () => {
  const { bring, people } = await office()
  const other = row('Kari Nordmann', { account: 4, unit: 'solbakken', service: 'skolehelsetjeneste' })
  const twice = nurse('fjordvik-skole', { roles: 'leader' })
  const { code, said } = await bring([ingrid, nurse('fjordvik-skole'), other, twice, nurse('solbakken')])
  expect(code).toBe(1)
  expect(said.slice(1)).toEqual([
    expect.stringMatching(/^ {2}line 4: .* line 3, under another name/),
    '  line 5: the same post of the same person stands in line 3',
    expect.stringMatching(/^ {2}line 6: the same post of the same person stands in line 4/),
  ])
  expect(await people()).toEqual([])
  const alike = await bring([nurse('fjordvik-skole'), nurse('solbakken').replace('Nora Vik', 'Nora Wik')])
  expect(alike.said[1]).toMatch(/^ {2}line 3: .* line 2, under another name/)
})

test('a post that the file leaves out ends; something that waits there must be confirmed, and is told', async () => {
  const { bring, keep, people, waiting } = await office(terje, nurse('fjordvik-skole'), nurse('solbakken'))
  await keep('FJ-1001', async (of) => ({
    ...{ ...level1, holder: await of('Terje Aas') },
    participants: [{ person: await of('Nora Vik'), service: 'skolehelsetjeneste', unit: 'fjordvik-skole' }],
  }))
  // Nothing waits at the other.
  expect((await bring([terje, nurse('fjordvik-skole')], '--dry-run')).said).toContain(
    '    post left: fjordvik/solbakken, service skolehelsetjeneste, employee; waiting: in no open case',
  )
  expect((await bring([terje, nurse('fjordvik-skole')])).code).toBe(0)
  expect((await bring([terje, nurse('fjordvik-skole'), nurse('solbakken')])).code).toBe(0)
  const { code, said } = await bring([terje, nurse('solbakken')])
  expect(code).toBe(1)
  expect(said.slice(0, 3)).toEqual([
    'To be confirmed: 2',
    '  line 3: Nora Vik (fjordvik/fjordvik-skole, fjordvik/solbakken) would leave fjordvik/fjordvik-skole (service skolehelsetjeneste), and leaves FJ-1001 (takes part).',
    '  FJ-1001: the leader is told that it is left (Terje Aas).',
  ])
  expect((await bring([terje, nurse('solbakken')], '--confirm')).code).toBe(0)
  // The leader, and whoever no longer takes part.
  expect(await waiting()).toBe(2)
  const nora = (await people()).find(({ name }) => name === 'Nora Vik')
  expect([nora?.active, nora?.posts.map(({ unit }) => unit)]).toEqual([true, ['solbakken']])
  expect((await bring([terje, nurse('solbakken')])).code).toBe(0)
  expect(await waiting()).toBe(2)
})

test('a post in which somebody led is confirmed when it ends, and one that is added where they come to lead', async () => {
  const { bring } = await office(ingrid, head('fjordvik-skole'))
  const added = await bring([ingrid, head('fjordvik-skole'), head('solbakken')])
  expect([added.code, added.said[1]]).toEqual([1, expect.stringContaining('would be leader of fjordvik/solbakken')])
  await bring([ingrid, head('fjordvik-skole'), head('solbakken')], '--confirm')
  const ended = await bring([ingrid, head('fjordvik-skole')])
  expect([ended.code, ended.said[1]]).toEqual([
    1,
    expect.stringContaining(
      'would leave fjordvik/solbakken (service skole), and would be leader of fjordvik/solbakken no more',
    ),
  ])
})

test('whoever is left out of the file of one municipality keeps their posts in another', async () => {
  const { bring, people } = await office(ingrid, nurse('solbakken'), nurse('nes', { in: 'nyvik' }))
  const { said } = await bring([ingrid], '--absent', 'deactivate')
  expect(said[1]).toContain('is left out of the file, and would be left with nyvik/nes')
  expect((await bring([ingrid], '--absent', 'deactivate', '--confirm')).code).toBe(0)
  const nora = (await people()).find(({ name }) => name === 'Nora Vik')
  expect(nora).toMatchObject({ active: true, municipality: 'nyvik', posts: [{ municipality: 'nyvik', unit: 'nes' }] })
  expect(nora?.former).toMatchObject([{ municipality: 'fjordvik', unit: 'solbakken' }])
})

test('somebody all of whose posts are off is not active, and has them again when they come back', async () => {
  const off = (unit: string) => nurse(unit, { active: 'no' })
  const { bring, people } = await office(ingrid, nurse('solbakken'), nurse('nes'))
  const posts = async () => {
    const nora = (await people()).find(({ name }) => name === 'Nora Vik')
    return [nora?.active, nora?.posts.length, nora?.former.length]
  }
  expect((await bring([ingrid, off('solbakken'), nurse('nes')])).code).toBe(0)
  expect(await posts()).toEqual([true, 1, 1])
  expect((await bring([ingrid, off('solbakken'), off('nes')])).said).toContain(
    '1 no longer active; whoever is next in their cases is told when the bot starts.',
  )
  expect(await posts()).toEqual([false, 0, 2])
  await bring([ingrid, nurse('solbakken'), nurse('nes')])
  expect(await posts()).toEqual([true, 2, 0])
})

test('what an import is asked for and does not know is said', async () => {
  const { run } = await office()
  for (const words of [['--absent', 'remove'], ['--force'], ['--dry-run']])
    expect(await run('import', ...words.flat(), ...(words[0] === '--absent' ? ['a.csv'] : []))).toEqual({
      code: 1,
      said: [
        expect.stringContaining(
          'npm run admin -- import people.csv [--dry-run] [--confirm] [--absent keep|deactivate]',
        ),
      ],
    })
})
