/** The family's own page, through its door: the code, who it was, what is read, what is said, and what nobody finds out. */
import { describe, expect, test } from 'vitest'
import { readFamilyCode } from '../../src/app/door/family-code.ts'
import { createFamilyHandle } from '../../src/app/door/index.ts'
import type { CaseId } from '../../src/core/ids.ts'
import { codeFor, comesIn, type FamilyTown, familyTown, waiting } from '../support/family-town.ts'
import { actionsOn, cardOf, createTown, dataOf, type Texts, textOf } from '../support/town.ts'
import { addMeasure, asking, caseOf, consent, logWithJonas, openLog, worry } from './story.ts'

const wrongCode = 'ZZZZ-ZZZZ-ZZZZ-ZZZZ'

/** Two guardians have said yes. */
async function openByBoth(town: FamilyTown): Promise<CaseId> {
  const id = await worry(town)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
  await town.submit('ingrid', 'consent.request', { case: id }, { ...asking, services: 'skole', guardians: '2' })
  const data = { case: id, consent: (await caseOf(town, id)).consents[0]?.id ?? '' }
  const answer = {
    evidence: 'written',
    purpose: 'To help',
    language: 'Norwegian',
    textVersion: 'v1',
    childAsked: 'true',
  }
  const about = { services: 'skole/fjordvik-skole', topics: asking.topics ?? '' }
  await town.submit('ingrid', 'consent.record', data, { ...answer, ...about, signedBy: 'guardian-1,guardian-2' })
  return id
}

async function noteOf(
  town: FamilyTown,
  id: CaseId,
  text: string,
  others: string | null,
  by: 'ingrid' | 'terje' = 'ingrid',
) {
  const typed: Texts = { topic: 'learning', text, ...(others === null ? {} : { others }) }
  await town.submit(by, 'note.add', { case: id }, typed)
  return (await caseOf(town, id)).notes.at(-1)?.id ?? ''
}

/** Everything that somebody can be shown of a case. */
async function everything(town: FamilyTown, who: Parameters<FamilyTown['at']>[0], id: CaseId): Promise<string> {
  const shown = [await town.homeOf(who)]
  for (const action of [
    'family.log',
    'family.readers',
    'family.consents',
    'family.withdraw',
    'family.write',
    'family.ask-end',
  ])
    shown.push(await town.at(who, action, { case: id }, {}, { kind: 'open' }))
  return textOf(shown)
}

describe('the code', () => {
  test('is shown once, to whoever made it, and kept nowhere as it is', async () => {
    const town = await familyTown({ content: 'dialog' })
    const id = await openLog(town)
    const answer = await town.submit('ingrid', 'family.invite', { case: id }, { signer: 'guardian-1', name: '' })
    if (answer.kind !== 'card') throw new Error('no card')
    const code = answer.card.blocks.find((block) => block.kind === 'heading')
    const written = code?.kind === 'heading' ? code.text : ''
    expect(written).toMatch(/^([2-9A-HJKMNP-Z]{4}-){3}[2-9A-HJKMNP-Z]{4}$/)
    // What stands in the chat says nothing of it.
    expect(textOf(answer.chat)).not.toContain(written)
    await town.run()
    expect(textOf(town.channel.tried)).not.toContain(written)
    for (const query of ['show.case', 'show.menu', 'show.plan', 'show.mine'])
      expect(textOf(await town.press('ingrid', query, { case: id }))).not.toContain(written)
    const kept = await town.read((tx) => tx.cases.entries(id))
    expect(textOf([kept, town.log])).not.toContain(written.replaceAll('-', ''))
  })

  test('is another each time, and read however it is typed', async () => {
    const town = await familyTown()
    const id = await openByBoth(town)
    const codes = [await codeFor(town, id), await codeFor(town, id, 'guardian-2')]
    expect(new Set(codes).size).toBe(2)
    const [code = ''] = codes
    expect(readFamilyCode(` ${code.toLowerCase().replaceAll('-', ' ')}.`)).toEqual(readFamilyCode(code))
    for (const wrong of ['', code.slice(1), `${code}A`, code.replace(/.$/, 'I')])
      expect(readFamilyCode(wrong)).toBe(null)
  })

  test('is offered only where families can sign in, and to whoever answers for the log', async () => {
    const without = await createTown()
    const first = await openLog(without)
    expect(
      actionsOn(cardOf(await without.press('ingrid', 'show.menu', { case: first, group: 'people' }))),
    ).not.toContain('family.invite')
    const town = await familyTown()
    const id = await logWithJonas(town)
    expect(actionsOn(cardOf(await town.press('ingrid', 'show.menu', { case: id, group: 'people' })))).toContain(
      'family.invite',
    )
    expect(textOf(await town.press('jonas', 'show.menu', { case: id, group: 'people' }))).not.toContain('family.invite')
  })
})

describe('two guardians of whom one is left', () => {
  const one = { born: '03.2016', guardians: '1', care: 'guardians', reason: 'Decided by the court.' }

  test('read nothing before the holder has said which, and are told so plainly', async () => {
    const town = await familyTown()
    const id = await openByBoth(town)
    await comesIn(town, id)
    expect(textOf(await town.open('ingrid', 'consent.name-signers', { case: id }))).toContain('Koden for Foresatt 1')
    await comesIn(town, id, 'father', 'guardian-2')
    await town.submit('terje', 'consent.name-signers', { case: id }, one)
    for (const who of ['mother', 'father'] as const) {
      const home = textOf(await town.homeOf(who))
      expect(home).toContain('Stafettholderen må først si hvem som har foreldreansvaret nå')
      for (const secret of [id, 'FJ-1001', 'Kaia', 'Ingrid'])
        expect(await everything(town, who, id)).not.toContain(secret)
    }
    expect(textOf(await town.press('ingrid', 'show.family', { case: id }))).toContain('ser ingenting før')
    const form = cardOf(await town.open('ingrid', 'consent.name-signers', { case: id }))
    const asked = form.blocks
      .flatMap((block) => ('choices' in block && block.id === 'left' ? [block.choices] : []))
      .flat()
    expect(asked.map(({ label }) => label)).toEqual([
      expect.stringMatching(/^Koden for Foresatt 1: har hatt tilgang siden /),
      expect.stringMatching(/^Koden for Foresatt 2: har hatt tilgang siden /),
      'Ingen av dem',
    ])
    const left = asked[1]?.value ?? ''
    await town.submit('ingrid', 'consent.name-signers', { case: id }, { ...one, reason: '', left })
    expect(textOf(await town.at('father', 'family.log', { case: id }))).toContain('FJ-1001')
    expect(textOf(await town.homeOf('mother'))).not.toContain('FJ-1001')
    expect(textOf(await town.homeOf('mother'))).not.toContain('Stafettholderen må')
    expect(textOf(await town.press('ingrid', 'show.history', { case: id }))).toContain('Foresatt 2')
  })

  test('is said in a log that is closed as well, since who reads it hangs on that', async () => {
    const town = await familyTown()
    const id = await openByBoth(town)
    await comesIn(town, id)
    await comesIn(town, id, 'father', 'guardian-2')
    await town.submit('ingrid', 'case.close', { case: id }, { reason: 'goal-reached', summary: '' })
    expect(textOf(await town.homeOf('mother'))).toContain('FJ-1001')
    await town.submit('terje', 'consent.name-signers', { case: id }, one)
    expect(textOf(await town.homeOf('mother'))).not.toContain('FJ-1001')
    const consents = cardOf(await town.press('ingrid', 'show.consents', { case: id }))
    expect(textOf(consents)).toContain('consent.name-signers')
    const left = (await caseOf(town, id)).family[0]?.id ?? ''
    await town.submit('ingrid', 'consent.name-signers', { case: id }, { ...one, reason: '', left })
    expect(textOf(await town.homeOf('mother'))).toContain('FJ-1001')
    expect(textOf(await town.homeOf('father'))).not.toContain('FJ-1001')
  })

  test('is asked only where somebody has come', async () => {
    const town = await familyTown()
    const id = await openByBoth(town)
    await codeFor(town, id)
    expect(textOf(await town.open('terje', 'consent.name-signers', { case: id }))).not.toContain('foreldreansvaret nå')
  })
})

describe('whoever has a code', () => {
  test('sees nothing until the holder, who is asked, has said that it was they', async () => {
    const town = await familyTown()
    const id = await openLog(town)
    await addMeasure(town, id, { responsible: 'home' })
    await town.run()
    expect(textOf(await town.homeOf('mother'))).toContain('Har du fått en kode, skriv den inn')
    const entered = await town.at('mother', 'family.enter', {}, { code: await codeFor(town, id) })
    expect(textOf(entered)).toContain('En logg venter på at noen bekrefter hvem du er')
    for (const secret of [id, 'FJ-1001', 'Kaia', 'Ingrid', 'Reading'])
      expect(await everything(town, 'mother', id)).not.toContain(secret)
    await town.run()
    const [sent] = town.channel.sent().filter(({ card }) => card.name === 'family-arrived')
    expect(sent?.to).toBe('ingrid')
    expect(textOf(sent?.card)).toContain('Er det den du ga koden til?')
    await town.press('ingrid', 'family.confirm', {
      ...(await waiting(town, id)).data,
      back: `family-arrived|${(await waiting(town, id)).data.member}`,
    })
    expect(textOf(await town.homeOf('mother'))).toContain('FJ-1001')
    const log = await town.at('mother', 'family.log', { case: id })
    expect(textOf(log)).toContain('Reading with an adult')
    expect(textOf(log)).toContain('Kaia')
    expect(textOf(log)).not.toContain('often alone')
  })

  test('is answered for where it stands whose code it was, also from what staff see of the family', async () => {
    const town = await familyTown()
    const id = await openLog(town)
    await town.at('mother', 'family.enter', {}, { code: await codeFor(town, id) })
    const card = cardOf(await town.press('ingrid', 'show.family', { case: id }))
    expect(actionsOn(card)).not.toContain('family.confirm')
    expect(actionsOn(card)).not.toContain('family.refuse')
    const asks = [...card.buttons, ...card.blocks.flatMap((one) => (one.kind === 'row' ? [one.button] : []))].find(
      ({ action }) => action === 'show.sent',
    )
    const asked = cardOf(await town.press('ingrid', 'show.sent', asks?.data ?? {}))
    expect(textOf(asked)).toContain('med koden til: Foresatt.')
    expect(actionsOn(asked)).toEqual(expect.arrayContaining(['family.confirm', 'family.refuse']))
  })

  test('is told that there is no code where none was written, and not that it is wrong', async () => {
    const town = await familyTown()
    const empty = textOf(await town.at('mother', 'family.enter', {}, { code: ' ' }))
    expect(empty).toContain('Skriv noe først.')
    expect(empty).not.toContain('Koden virker ikke')
  })

  test('is nobody where they were not meant, and the code is used up', async () => {
    const town = await familyTown()
    const id = await openLog(town)
    const code = await codeFor(town, id)
    await town.at('stranger', 'family.enter', {}, { code })
    await town.press('ingrid', 'family.refuse', (await waiting(town, id)).data)
    expect(textOf(await town.homeOf('stranger'))).not.toContain('venter')
    expect(
      await town.read((tx) => tx.family.of({ channel: 'family', tenant: 'https://id.example', user: 'stranger' })),
    ).toEqual([])
    expect(textOf(await town.at('mother', 'family.enter', {}, { code }))).toContain('Koden virker ikke')
    expect(await everything(town, 'stranger', id)).not.toContain('FJ-1001')
    // And somebody else can be given a new one.
    await comesIn(town, id)
    expect(textOf(await town.homeOf('mother'))).toContain('FJ-1001')
  })

  test('is shut out where somebody was taken for them, who comes in then and finds nothing that was for the other', async () => {
    const town = await familyTown()
    const id = await openLog(town)
    await addMeasure(town, id, { responsible: 'home' })
    const noted = await noteOf(town, id, 'About the neighbour', 'yes')
    await comesIn(town, id, 'stranger')
    const member = (await caseOf(town, id)).family[0]?.id ?? ''
    await town.submit('ingrid', 'family.release', { case: id }, { text: noted, member, reason: 'Agreed' })
    expect(textOf(await town.at('stranger', 'family.log', { case: id }))).toContain('About the neighbour')
    await town.submit('ingrid', 'family.shut-out', { case: id }, { member, reason: 'Not who we took them for' })
    const code = await codeFor(town, id)
    expect(textOf(await town.at('stranger', 'family.enter', {}, { code }))).toContain('Koden virker ikke')
    await comesIn(town, id, 'mother')
    expect(await everything(town, 'stranger', id)).not.toMatch(/FJ-1001|Reading/)
    const log = textOf(await town.at('mother', 'family.log', { case: id }))
    expect([log.includes('Reading with an adult'), log.includes('About the neighbour')]).toEqual([true, false])
    const letIn = cardOf(await town.open('ingrid', 'family.let-in', { case: id }))
    expect(textOf(letIn)).not.toContain(member)
    const forced = { member, reason: 'By a button of before' }
    await town.press('ingrid', 'family.let-in', { case: id }, forced)
    expect((await caseOf(town, id)).family[0]?.shutOut).not.toBeNull()
  })

  test('comes once, by whichever delivery, and a code of eight days ago is none', async () => {
    const town = await familyTown()
    const id = await openLog(town)
    const code = await codeFor(town, id)
    const once = { delivery: 'the same' }
    const first = await town.at('mother', 'family.enter', {}, { code }, once)
    expect(await town.at('mother', 'family.enter', {}, { code }, once)).toEqual(first)
    expect(textOf(await town.at('father', 'family.enter', {}, { code }))).toContain('Koden virker ikke')
    const late = await familyTown()
    const other = await openLog(late)
    const old = await codeFor(late, other)
    late.setClock('2026-11-10T08:00:00.000Z')
    expect(textOf(await late.at('mother', 'family.enter', {}, { code: old }))).toContain('Koden virker ikke')
    const fresh = await codeFor(late, other)
    late.setClock('2026-11-17T22:00:00.000Z')
    expect(textOf(await late.at('mother', 'family.enter', {}, { code: fresh }))).toContain('venter')
  })

  test('does not come by the code of another of the family, nor around a decision that shut them out', async () => {
    const town = await familyTown()
    const id = await openByBoth(town)
    await comesIn(town, id, 'father', 'guardian-2')
    const code = await codeFor(town, id)
    expect(textOf(await town.at('father', 'family.enter', {}, { code }))).toContain('Koden virker ikke')
    const member = (await caseOf(town, id)).family.find(({ status }) => status === 'confirmed')?.id ?? ''
    await town.submit('ingrid', 'family.shut-out', { case: id }, { member, reason: 'A court said so' })
    expect(textOf(await town.at('father', 'family.enter', {}, { code }))).toContain('Koden virker ikke')
    expect(textOf(await town.at('mother', 'family.enter', {}, { code }))).toContain('venter')
  })
})

describe('wrong codes', () => {
  test('a thousand of them, by a hundred people, say nothing and close nothing for others', async () => {
    const town = await familyTown()
    const id = await openLog(town)
    const code = await codeFor(town, id)
    const none = await familyTown()
    const answers = new Set<string>()
    for (let count = 0; count < 1000; count += 1) {
      const signs = String(count).padStart(4, '2').replaceAll('0', 'A').replaceAll('1', 'B')
      const tried = `${signs}${signs}${signs}${signs}`
      answers.add(textOf(await town.at(`stranger-${count % 100}`, 'family.enter', {}, { code: tried })))
      if (count < 20) answers.add(textOf(await none.at('stranger', 'family.enter', {}, { code: tried })))
    }
    expect([...answers]).toEqual([expect.stringContaining('Koden virker ikke')])
    expect(textOf(await town.at('mother', 'family.enter', {}, { code }))).toContain('venter')
    expect(textOf(town.log)).not.toContain('stranger')
  }, 60_000)

  test('ten of somebody’s own make them wait a day, be the next one right', async () => {
    const town = await familyTown()
    const id = await openLog(town)
    const code = await codeFor(town, id)
    for (let count = 0; count < 10; count += 1) await town.at('mother', 'family.enter', {}, { code: wrongCode })
    const refused = await town.at('mother', 'family.enter', {}, { code })
    expect(refused).toEqual(await town.at('mother', 'family.enter', {}, { code: wrongCode }))
    town.setClock('2026-11-03T08:00:01.000Z')
    // The day is over for all ten: one more makes nobody wait again.
    await town.at('mother', 'family.enter', {}, { code: wrongCode })
    expect(textOf(await town.at('mother', 'family.enter', {}, { code }))).toContain('venter')
  })

  test('ten that begin like a code, by whomever, end it', async () => {
    const town = await familyTown()
    const id = await openLog(town)
    const code = await codeFor(town, id)
    const near = `${code.slice(0, 4)}${wrongCode.slice(4)}`
    for (let count = 0; count < 10; count += 1) await town.at(`stranger-${count}`, 'family.enter', {}, { code: near })
    expect(textOf(await town.at('mother', 'family.enter', {}, { code }))).toContain('Koden virker ikke')
  })

  test('of what is no code at all none is counted', async () => {
    const town = await familyTown()
    const id = await openLog(town)
    const code = await codeFor(town, id)
    for (let count = 0; count < 20; count += 1) await town.at('mother', 'family.enter', {}, { code: 'hei' })
    expect(textOf(await town.at('mother', 'family.enter', {}, { code }))).toContain('venter')
  })
})

describe('a stranger', () => {
  test('learns of no case, be there one or not, and of none of another of the family', async () => {
    const town = await familyTown()
    const id = await openLog(town)
    await comesIn(town, id)
    const gone = await everything(town, 'stranger', 'case_none')
    expect(await everything(town, 'stranger', id)).toBe(gone)
    for (const [action, fields] of [
      ['family.write', { text: 'Hello' }],
      ['family.withdraw', { what: 'whole' }],
      ['family.ask-end', {}],
    ] as const)
      expect(await town.at('stranger', action, { case: id }, fields)).toEqual(
        await town.at('stranger', action, { case: 'case_none' }, fields),
      )
  })

  test('comes to nothing by a good code from a channel of staff', async () => {
    const town = await familyTown()
    const code = await codeFor(town, await openLog(town))
    const account = { channel: 'test', tenant: 'fjordvik', user: 'ingrid' }
    const press = { kind: 'press', action: 'family.enter', data: {}, fields: { code } } as const
    const answer = await createFamilyHandle(town.app)({
      ...{ from: 'window', place: null, personal: true, account, delivery: 'd' },
      ...press,
    })
    expect(textOf(answer)).toContain('Du har ikke tilgang')
    expect(await town.read((tx) => tx.family.of(account))).toEqual([])
    expect(textOf(await town.at('mother', 'family.enter', {}, { code }))).toContain('venter')
  })

  test('is whoever comes by another channel, and by another issuer', async () => {
    const town = await familyTown()
    const id = await openLog(town)
    await comesIn(town, id)
    const handle = createFamilyHandle(town.app)
    const as = async (account: { channel: string; tenant: string; user: string }) =>
      textOf(
        cardOf(
          await handle({
            from: 'window',
            place: null,
            personal: true,
            account,
            delivery: 'd',
            kind: 'press',
            action: 'family.log',
            data: { case: id },
            fields: {},
          }),
        ),
      )
    expect(await as({ channel: 'family', tenant: 'https://other.example', user: 'mother' })).toContain(
      'Du har ikke tilgang',
    )
    expect(await as({ channel: 'test', tenant: 'https://id.example', user: 'mother' })).toContain('Du har ikke tilgang')
    expect(await as({ channel: 'test', tenant: 'fjordvik', user: 'ingrid' })).toContain('Du har ikke tilgang')
    expect(await as({ channel: 'family', tenant: 'https://id.example', user: 'mother' })).toContain('Stafettlogg')
  })
})

describe('what is read', () => {
  test('a marked text is read by whoever it is let go to, and by nobody else; an older one once somebody has looked', async () => {
    const town = await familyTown()
    const id = await openByBoth(town)
    await comesIn(town, id, 'mother', 'guardian-1')
    await comesIn(town, id, 'father', 'guardian-2')
    const open = await noteOf(town, id, 'The open note', 'no')
    const marked = await noteOf(town, id, 'The marked note', 'yes')
    const older = await noteOf(town, id, 'The older note', null)
    expect(open).not.toBe('')
    for (const who of ['mother', 'father'] as const) {
      const seen = await everything(town, who, id)
      expect(seen).toContain('The open note')
      expect(seen).not.toMatch(/The marked note|The older note|often alone/)
    }
    const [mother] = (await caseOf(town, id)).family
    const reason = 'She was there'
    for (const text of [marked, 'concern'])
      await town.submit('terje', 'family.release', { case: id }, { text, member: mother?.id ?? '', reason })
    await town.submit('ingrid', 'family.clear', { case: id }, { text: older })
    const [hers, his] = [await everything(town, 'mother', id), await everything(town, 'father', id)]
    expect(hers).toMatch(/The marked note/)
    expect(hers).toMatch(/often alone/)
    expect(his).not.toMatch(/The marked note|often alone|She was there/)
    for (const all of [hers, his]) expect(all).toContain('The older note')
    await town.submit(
      'ingrid',
      'note.correct',
      { case: id, note: marked },
      { text: 'The corrected note', others: 'yes' },
    )
    expect(await everything(town, 'mother', id)).not.toMatch(/The corrected note|The marked note/)
  })

  test('nothing tells of a report, neither that it was made nor who wrote it down', async () => {
    const town = await familyTown()
    const id = await openLog(town)
    await comesIn(town, id)
    for (const name of ['terje', 'ingrid'] as const) await town.press(name, 'show.case', { case: id })
    const before = await everything(town, 'mother', id)
    await town.submit('terje', 'report.record', { case: id }, { day: '2026-10-30' })
    await town.submit('ingrid', 'report.record', { case: id }, { day: '2026-10-30' })
    expect(await everything(town, 'mother', id)).toBe(before)
  })

  test('who has read it stands there, staff alone, and the family’s own looks are kept for staff', async () => {
    const town = await familyTown()
    const id = await openByBoth(town)
    await comesIn(town, id, 'mother', 'guardian-1')
    await comesIn(town, id, 'father', 'guardian-2')
    await town.press('terje', 'show.plan', { case: id })
    await town.press('jonas', 'show.plan', { case: id })
    await town.at('father', 'family.log', { case: id })
    const look = { at: town.app.clock.now(), case: id, verdict: 'read' } as const
    await town.read(async ({ access }) => {
      await access.log({ ...look, person: town.id('mari'), what: 'report.record', roles: ['participant'] })
      await access.log({ ...look, person: town.id('nora'), what: 'anonymous-question', roles: ['asked'] })
    })
    const readers = textOf(await town.at('mother', 'family.readers', { case: id }))
    expect(readers).toContain('Terje Aas')
    expect(readers).toContain('Ingrid Lunde')
    expect(readers).toContain('Skole')
    expect(readers).not.toMatch(/Jonas|Mari|Nora|oresatt|person_/)
    const [, father] = (await caseOf(town, id)).family
    const log = await town.read((tx) => tx.access.of(id))
    expect(log).toContainEqual(
      expect.objectContaining({ person: father?.id, what: 'family-log', verdict: 'read', roles: ['guardian'] }),
    )
    const told = textOf(await town.press('ingrid', 'show.readers', { case: id }))
    expect(told).toContain('Foresatt 2')
    expect(told).toContain('Familiens side')
  })

  test('whoever is shut out is refused at the next press, on the page that stands open, and logged', async () => {
    const town = await familyTown()
    const id = await openLog(town)
    await comesIn(town, id)
    const form = await town.at('mother', 'family.write', { case: id }, {}, { kind: 'open' })
    const submit = form.buttons.find((button) => button.kind === 'press')
    const member = (await caseOf(town, id)).family[0]?.id ?? ''
    await town.submit('terje', 'family.shut-out', { case: id }, { member, reason: 'To protect the child' })
    const answer = await town.at('mother', submit?.action ?? '', submit?.data ?? {}, { text: 'From the open page' })
    expect(answer.name).toBe('family-no')
    expect((await caseOf(town, id)).sayings).toEqual([])
    expect(await everything(town, 'mother', id)).not.toMatch(/FJ-1001|Kaia|To protect/)
    await town.submit('terje', 'family.let-in', { case: id }, { member, reason: 'It is over' })
    expect(textOf(await town.homeOf('mother'))).toContain('FJ-1001')
  })

  test('somebody of several cases has them all, and each by itself', async () => {
    const town = await familyTown()
    const first = await openLog(town)
    const second = await openLog(town)
    await comesIn(town, first)
    await comesIn(town, second)
    const home = textOf(await town.homeOf('mother'))
    expect(home).toContain('FJ-1001')
    expect(home).toContain('FJ-1002')
    expect(textOf(await town.at('mother', 'family.log', { case: second }))).not.toContain('FJ-1001')
  })

  test('a log that has ended is read still, and written in no more', async () => {
    const town = await familyTown()
    const id = await openLog(town)
    await comesIn(town, id)
    await noteOf(town, id, 'The open note', 'no')
    await town.submit('ingrid', 'case.close', { case: id }, { reason: 'goal-reached', summary: 'Kept for staff' })
    const log = await town.at('mother', 'family.log', { case: id })
    expect(textOf(log)).toContain('The open note')
    expect(textOf(log)).not.toContain('Kept for staff')
    expect(log.buttons.map(({ action }) => action)).not.toContain('family.write')
    const answer = await town.at('mother', 'family.write', { case: id }, { text: 'Too late' })
    expect(textOf(answer)).toContain('Loggen er avsluttet')
    expect(textOf(answer)).toContain('Too late')
  })

  test('in the language they chose, and bokmål before that', async () => {
    const town = await familyTown()
    expect((await town.homeOf('mother')).lang).toBe('nb')
    expect((await town.at('mother', 'set.lang', { lang: 'nn' })).lang).toBe('nn')
    expect((await town.homeOf('mother')).lang).toBe('nn')
    expect((await town.at('mother', 'set.lang', { lang: 'xx' })).lang).toBe('nn')
  })
})

describe('what the family does', () => {
  test('a note is theirs, is told to the holder, and is read by staff and no other of the family', async () => {
    const town = await familyTown()
    const id = await openByBoth(town)
    await comesIn(town, id, 'mother', 'guardian-1')
    await comesIn(town, id, 'father', 'guardian-2')
    await town.run()
    const once = { delivery: 'once' }
    const answer = await town.at('mother', 'family.write', { case: id }, { text: 'He sleeps badly' }, once)
    expect(textOf(answer)).toContain('Sendt. Stafettholderen har fått beskjed.')
    expect(textOf(answer)).toContain('He sleeps badly')
    expect(textOf(await town.at('mother', 'family.write', { case: id }, { text: 'He sleeps badly' }, once))).toContain(
      'Dette er sendt allerede',
    )
    expect((await caseOf(town, id)).sayings).toHaveLength(1)
    expect(await everything(town, 'father', id)).not.toContain('He sleeps badly')
    await town.run()
    const told = town.channel.sent().filter(({ card }) => textOf(card).includes('Noen i familien har skrevet'))
    expect(told.map(({ to }) => to)).toEqual(['ingrid'])
    expect(textOf(told.map(({ card }) => card))).not.toContain('He sleeps badly')
    const history = textOf(await town.press('ingrid', 'show.plan', { case: id, section: 'history' }))
    expect(history).toContain('He sleeps badly')
    expect(history).toContain('Foresatt 1: skrev på familiens side')
  })

  test('whoever answers for the log is shown it, from another service too, and says what is seen to', async () => {
    const town = await familyTown()
    const id = await logWithJonas(town)
    await comesIn(town, id)
    await town.at('mother', 'family.log', { case: id })
    await town.at('mother', 'family.write', { case: id }, { text: 'He sleeps badly' })
    await town.at('mother', 'family.ask-end', { case: id }, { text: 'We have had enough' })
    await town.run()
    const [told] = town.channel.sent().filter(({ card }) => textOf(card).includes('Noen i familien har skrevet'))
    expect(told && [told.to, ...actionsOn(told.card)]).toContain('show.family')
    expect(textOf(await town.press('jonas', 'show.family', { case: id }))).not.toMatch(/sleeps|enough|oresatt/)
    expect(textOf(await town.press('jonas', 'show.menu', { case: id, group: 'people' }))).not.toContain('show.family')
    expect(textOf(await town.press('jonas', 'show.plan', { case: id, section: 'history' }))).not.toMatch(
      /sleeps|familiens side/,
    )
    await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('jonas') })
    const handOver = (await caseOf(town, id)).handOver?.id ?? ''
    await town.press('jonas', 'baton.accept', { case: id, handOver })
    const card = cardOf(await town.press('jonas', 'show.family', { case: id }))
    for (const said of [
      'He sleeps badly',
      'We have had enough',
      'leste sist man. 2. nov. 2026',
      'De venter på svar fra deg',
    ])
      expect(textOf(card)).toContain(said)
    await town.press('jonas', 'family.hear', dataOf(card, 'family.hear'))
    const after = textOf(await town.press('jonas', 'show.family', { case: id }))
    expect(after).toContain('fulgt opp man. 2. nov. 2026')
    expect(after).not.toContain('De venter på svar fra deg')
    expect(textOf(await town.at('mother', 'family.log', { case: id }))).toContain('fulgt opp')
  })

  test.each([
    ['', 'Skriv noe først'],
    ['x'.repeat(3001), 'for lang'],
    ['Ring meg, 01010750160', 'fødselsnummer'],
  ])('words that can’t be kept come back with why: %.20s', async (text, why) => {
    const town = await familyTown()
    const id = await openLog(town)
    await comesIn(town, id)
    const form = await town.at('mother', 'family.write', { case: id }, { text })
    expect(form.name).toBe('family-form')
    expect(textOf(form)).toContain(why)
    expect((await caseOf(town, id)).sayings).toEqual([])
  })

  test('they say what they think before something is evaluated, ask for a correction, and for the end, which ends nothing', async () => {
    const town = await familyTown()
    const id = await openLog(town)
    await addMeasure(town, id, { responsible: 'home' })
    await comesIn(town, id)
    const measure = (await caseOf(town, id)).measures[0]?.id ?? ''
    const form = await town.at('mother', 'family.say', { case: id, about: measure }, {}, { kind: 'open' })
    expect(textOf(form)).toContain('Reading with an adult')
    await town.at('mother', 'family.say', { case: id, about: measure }, { text: 'It helps' })
    await town.at('mother', 'family.ask-correction', { case: id }, { text: 'She is nine' })
    await town.at('mother', 'family.ask-end', { case: id }, {})
    const state = await caseOf(town, id)
    expect(state.sayings.map(({ kind, about }) => [kind, about])).toEqual([
      ['view', measure],
      ['correction', null],
      ['end', null],
    ])
    expect(state.status).toBe('open')
    expect(actionsOn(await town.at('mother', 'family.log', { case: id }))).not.toContain('family.ask-end')
    await town.run()
    expect(textOf(town.channel.sent().map(({ card }) => card))).toContain(
      'Noen i familien vil at loggen skal avsluttes',
    )
  })

  test('a question that asks again what they have said yes to says so, since leaving it out is a no', async () => {
    const town = await familyTown()
    const id = await openLog(town)
    await comesIn(town, id)
    const asks = async (services: string) => {
      await town.submit('ingrid', 'consent.request', { case: id }, { services, topics: 'learning' })
      const consent = (await caseOf(town, id)).consents.at(-1)?.id ?? ''
      return textOf(await town.at('mother', 'family.answer', { case: id, consent }, {}, { kind: 'open' }))
    }
    expect(await asks('ppt')).not.toContain('Du har sagt ja før til')
    expect(await asks('skole,ppt')).toMatch(/Du har sagt ja før til.*skole\. Uten kryss her er det et nei fra nå av\./i)
  })

  test('a question says of nobody that they have said yes who has not, be it that it was theirs to say since', async () => {
    const town = await familyTown()
    const id = await openLog(town)
    await comesIn(town, id)
    const facts = { guardians: '2', care: 'guardians', born: '2016-03' }
    await town.submit('ingrid', 'consent.name-signers', { case: id }, facts)
    await comesIn(town, id, 'father', 'guardian-2')
    await town.submit(
      'ingrid',
      'consent.request',
      { case: id },
      { ...facts, services: 'skole,ppt', topics: 'learning' },
    )
    const consent = (await caseOf(town, id)).consents.at(-1)?.id ?? ''
    const asked = async (who: 'mother' | 'father') =>
      textOf(await town.at(who, 'family.answer', { case: id, consent }, {}, { kind: 'open' }))
    expect(await asked('mother')).toContain('Du har sagt ja før til')
    expect(await asked('father')).not.toContain('Du har sagt ja før til')
    expect(await asked('father')).toContain('Spørsmålet gjelder')
  })

  test('a question of consent is answered as the one they are, by what they tick', async () => {
    const town = await familyTown()
    const id = await openLog(town)
    await comesIn(town, id)
    await town.submit(
      'ingrid',
      'consent.request',
      { case: id },
      { services: 'ppt,skolehelsetjeneste', topics: 'learning,health' },
    )
    await town.run()
    const asked = (await caseOf(town, id)).consents.at(-1)?.id ?? ''
    expect(textOf(await town.at('mother', 'family.log', { case: id }))).toContain('Du er spurt om samtykke')
    expect(textOf(await town.homeOf('mother'))).toContain('Du er spurt om samtykke')
    for (const page of ['family.readers', 'family.consents', 'family.write'])
      expect(textOf(await town.at('mother', page, { case: id }, {}, { kind: 'open' }))).toMatch(
        /"family.log".*?"label":"Tilbake"/,
      )
    const data = { case: id, consent: asked }
    const form = await town.at('mother', 'family.answer', data, {}, { kind: 'open' })
    const begun = form.blocks.flatMap((block) => ('id' in block ? [block.value] : []))
    expect(begun).toEqual([[], [], false])
    const empty = textOf(await town.at('mother', 'family.answer', data, { services: '', topics: '' }))
    expect(empty).toContain('Sett kryss ved minst én')
    expect(empty).toContain('Barnet er så gammelt')
    const yes = { services: 'ppt/ppt', topics: 'learning', childAsked: 'true' }
    expect(textOf(await town.at('mother', 'family.answer', data, yes))).toContain('Takk, svaret ditt gjelder fra nå')
    expect(textOf(await town.homeOf('mother'))).not.toContain('Du er spurt om samtykke')
    const given = (await caseOf(town, id)).consents.find((one) => one.id === asked)
    expect(given).toMatchObject({
      ...{ status: 'given', services: ['ppt/ppt'], topics: ['learning'], childAsked: true },
      ...{ signed: [{ signer: 'guardian-1', evidence: 'digital' }], until: '2027-11-02' },
    })
    await town.run()
    const told = town.channel
      .sent()
      .filter(({ card }) => textOf(card).includes('Noen i familien har svart på et samtykke'))
    expect(told.map(({ to }) => to)).toEqual(['ingrid'])
  })

  test('a no, and a yes taken back, count at once and are theirs', async () => {
    const town = await familyTown()
    const id = await openLog(town)
    await comesIn(town, id)
    await town.submit('ingrid', 'consent.request', { case: id }, { services: 'ppt', topics: 'learning' })
    const asked = (await caseOf(town, id)).consents.at(-1)?.id ?? ''
    await town.at('mother', 'family.answer', { case: id, consent: asked, answer: 'no' })
    expect((await caseOf(town, id)).consents.find((one) => one.id === asked)).toMatchObject({
      status: 'refused',
      noes: [{ signer: 'guardian-1', how: 'digital', day: '2026-11-02' }],
    })
    expect(textOf(await town.at('mother', 'family.withdraw', { case: id }, { what: '' }))).toContain(
      'Velg hva du vil trekke',
    )
    await noteOf(town, id, 'The open note', 'no')
    await town.at('mother', 'family.withdraw', { case: id }, { what: 'whole' })
    const state = await caseOf(town, id)
    expect(state.consents[0]).toMatchObject({
      status: 'withdrawn',
      takenBack: [{ signer: 'guardian-1', how: 'digital' }],
    })
    const log = textOf(await town.at('mother', 'family.log', { case: id }))
    expect(log).toContain('Innholdet er lukket for alle')
    expect(log).not.toContain('The open note')
    // Whether a meeting is set is closed to them too, and is not said to be otherwise than it is.
    expect(log).not.toContain('Neste møte')
  })

  test('one who has signed does not sign for the other, whatever they send', async () => {
    const town = await familyTown()
    const id = await openByBoth(town)
    await comesIn(town, id, 'mother', 'guardian-1')
    await town.submit('ingrid', 'consent.request', { case: id }, { services: 'ppt', topics: 'learning' })
    const asked = (await caseOf(town, id)).consents.at(-1)?.id ?? ''
    const yes = { services: 'ppt/ppt', topics: 'learning', childAsked: 'true', signedBy: 'guardian-1,guardian-2' }
    await town.at('mother', 'family.answer', { case: id, consent: asked, signedBy: 'guardian-2' }, yes)
    const consentNow = (await caseOf(town, id)).consents.find((one) => one.id === asked)
    expect(consentNow).toMatchObject({ status: 'partly-signed', signed: [{ signer: 'guardian-1' }] })
    expect(textOf(await town.at('mother', 'family.consents', { case: id }))).toContain('Vi venter på svar fra andre')
    await town.at('mother', 'family.answer', { case: id, consent: asked }, yes)
    expect((await caseOf(town, id)).consents.find((one) => one.id === asked)?.signed).toHaveLength(1)
  })

  test('with a secret address nothing names a place, and consent is answered in person', async () => {
    const town = await familyTown()
    const id = await openLog(town)
    await comesIn(town, id)
    await town.submit('ingrid', 'case.shield', { case: id }, { shielded: 'true' })
    await consent(town, id, { services: ['skolehelsetjeneste'] })
    await town.submit('ingrid', 'consent.request', { case: id }, { services: 'ppt', topics: 'learning' })
    const asked = (await caseOf(town, id)).consents.at(-1)?.id ?? ''
    const form = await town.at('mother', 'family.answer', { case: id, consent: asked }, {}, { kind: 'open' })
    expect(form.name).toBe('family-no')
    expect(await everything(town, 'mother', id)).not.toMatch(/fjordvik-skole|helsestasjonen|Fjordvik skole/)
  })
})
