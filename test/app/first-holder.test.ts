/** Who holds the baton first is asked when the log opens, or the case on paper; the one who wondered is the likely answer. */
import { describe, expect, test } from 'vitest'
import type { Button, Card, Input } from '../../cards/card.ts'
import type { CaseId } from '../../src/core/ids.ts'
import { inBoth } from '../support/in-both.ts'
import { personToImport } from '../support/people.ts'
import {
  accountOf,
  actionsOn,
  cardOf,
  createTown,
  dataOf,
  type Name,
  type Texts,
  type Town,
  textOf,
  wholeMenu,
} from '../support/town.ts'
import { answered, askFamily, asking, caseOf, openLog, propose, saidNo, sayYes, takenBack, worry } from './story.ts'

type Asked = { id: CaseId; data: Texts }

/** The family has been asked, and one signature opens the log. */
async function asked(town: Town): Promise<Asked> {
  const id = await worry(town)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
  await askFamily(town, 'ingrid', { case: id }, { services: 'skole', born: '2016-03', guardians: '1' })
  return { id, data: { case: id, consent: (await caseOf(town, id)).consents[0]?.id ?? '' } }
}

/** The family has said no to a digital log. */
async function refused(town: Town): Promise<Asked> {
  const { id, data } = await asked(town)
  await town.submit('ingrid', 'consent.refuse', data, saidNo)
  return { id, data: { case: id } }
}

/** The family has taken its consent to an open log back. */
async function withdrawn(town: Town): Promise<Asked> {
  const id = await openLog(town)
  await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
  return { id, data: { case: id } }
}

/** Of a consent that was asked for the school. */
const signed = {
  ...answered,
  services: 'skole/fjordvik-skole',
  topics: asking.topics ?? '',
  signedBy: 'guardian-1',
  childAsked: 'true',
}

/** The two ways in which a case gets its first holder, with what must be typed besides. */
const ways = {
  'consent.record': { begin: asked, typed: signed, mode: 'digital' },
  'case.open-on-paper': { begin: refused, typed: {}, mode: 'paper' },
} as const

function holderIn(form: Card): Input | undefined {
  return form.blocks.filter((block): block is Input => 'id' in block).find(({ id }) => id === 'holder')
}

function labelsOf(field: Input | undefined): string[] {
  return field?.kind === 'choice' ? field.choices.map(({ label }) => label.split(' (')[0] ?? label) : []
}

/** A colleague of the school as the form carries them: in their post. */
function there(town: Town, name: Name): string {
  return `${town.id(name)}@fjordvik-skole/skole`
}

/** Who was told that the holder is another, in order. */
function toldOfHolder(town: Town): string[] {
  const sent = town.channel.sent().filter(({ card }) => card.name === 'told' && /er ny stafett/.test(textOf(card)))
  return sent.map(({ to }) => to).sort()
}

const leave = (town: Town, name: Name, called: string) =>
  town.store.importPeople([personToImport(called, { accounts: [accountOf(name)], active: false })], town.app.ids)

describe.each(['consent.record', 'case.open-on-paper'] as const)('%s', (action) => {
  const { begin, typed, mode } = ways[action]

  test('asks who is to hold it, filled with the one who wondered, in each channel', async () => {
    const town = await createTown()
    const accounts = [{ channel: 'test', tenant: 'fjordvik', user: 'nina' }]
    const sameHouse = personToImport('Nina Sunde', { service: 'skolehelsetjeneste', accounts })
    await town.store.importPeople([sameHouse], town.app.ids)
    const { data } = await begin(town)
    const form = cardOf(await town.open('terje', action, { ...data, unfold: 'yes' }))
    expect(holderIn(form)).toMatchObject({ required: true, value: there(town, 'ingrid') })
    expect(labelsOf(holderIn(form))).toEqual(expect.arrayContaining(['Ingrid Lunde', 'Mari Holm', 'Terje Aas']))
    for (const name of ['Nora Vik', 'Nina Sunde']) expect(labelsOf(holderIn(form))).not.toContain(name)
    for (const { channel, read, drawn } of inBoth(form)) {
      const field = read.fields(drawn).find(({ id }) => id === 'holder')
      expect(field, channel).toMatchObject({ value: there(town, 'ingrid'), required: true })
      expect(read.says(drawn)).toContain('Hvem skal ha stafettpinnen?')
    }
  })

  test('chooses nobody beforehand where the one who wondered has left', async () => {
    const town = await createTown()
    const { id, data } = await begin(town)
    await leave(town, 'ingrid', 'Ingrid Lunde')
    const form = cardOf(await town.open('terje', action, { ...data, unfold: 'yes' }))
    expect(holderIn(form)?.value).toBeUndefined()
    expect(labelsOf(holderIn(form))).not.toContain('Ingrid Lunde')
    await town.submit('terje', action, data, { ...typed, holder: town.id('mari') })
    expect(await caseOf(town, id)).toMatchObject({ level: 1, mode, holder: town.id('mari'), holderLeft: null })
  })

  test('left as it stands, the one who wondered is the holder', async () => {
    const town = await createTown()
    const { id, data } = await begin(town)
    await town.submit('terje', action, data, typed)
    expect(await caseOf(town, id)).toMatchObject({ level: 1, mode, holder: town.id('ingrid') })
    await town.run()
    expect(toldOfHolder(town)).toEqual([])
  })

  test('another who is chosen is the holder and is told, as is the one who wondered, who goes on taking part', async () => {
    const town = await createTown()
    const { id, data } = await begin(town)
    await town.submit('terje', action, data, { ...typed, holder: town.id('mari') })
    const state = await caseOf(town, id)
    expect(state).toMatchObject({ level: 1, mode, holder: town.id('mari'), holderLeft: null })
    expect(state.participants.map(({ person }) => person)).toEqual([town.id('mari'), town.id('ingrid')])
    await town.run()
    expect(toldOfHolder(town)).toEqual(['ingrid', 'mari'])
    // Nobody is told of themselves as of another.
    const said = town.channel.sent().filter(({ card }) => /er ny stafett/.test(textOf(card)))
    for (const { to, card } of said)
      for (const { channel, read, drawn } of inBoth(card))
        expect(read.says(drawn), channel).toContain(
          to === 'mari' ? 'Du er ny stafetthaldar.' : 'Mari Holm er ny stafettholder.',
        )
    expect(textOf(await town.press('mari', 'show.case', { case: id }))).toContain('Mari Holm (deg)')
    expect(actionsOn(await wholeMenu(town, 'mari', { case: id }))).toContain('baton.offer')
  })

  test('somebody who left meanwhile, or whom the family has not let in, is refused at the field', async () => {
    const town = await createTown()
    const { id, data } = await begin(town)
    for (const [name, before] of [
      ['nora', () => Promise.resolve()],
      ['mari', () => leave(town, 'mari', 'Mari Holm')],
    ] as const) {
      await before()
      const form = cardOf(await town.submit('terje', action, data, { ...typed, holder: town.id(name) }))
      expect(form.name).toBe('form')
      expect(holderIn(form)?.error).toEqual(expect.stringMatching(/./))
      expect(await caseOf(town, id)).toMatchObject({ level: 0, holder: null })
    }
  })

  test('a form that did not ask yet opens it with the one who wondered', async () => {
    const town = await createTown()
    const { id, data } = await begin(town)
    const form = cardOf(await town.open('terje', action, { ...data, unfold: 'yes' }))
    const usual = {
      evidence: 'written',
      services: 'skole/fjordvik-skole',
      topics: 'learning',
      from: '2026-11-02',
      until: '2027-11-02',
    }
    const told = { purpose: 'Help', language: 'Bokmål', textVersion: '1' }
    const earlier = action === 'consent.record' ? { ...usual, ...told, ...typed } : {}
    const card = cardOf(await town.press('terje', action, dataOf(form, action), earlier))
    expect(card.name).not.toBe('form')
    expect(await caseOf(town, id)).toMatchObject({ level: 1, mode, holder: town.id('ingrid') })
  })
})

/** The family has been asked, and two must sign. */
async function askedOfTwo(town: Town): Promise<Asked> {
  const id = await worry(town)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
  await askFamily(town, 'ingrid', { case: id }, { services: 'skole', born: '2016-03', guardians: '2' })
  return { id, data: { case: id, consent: (await caseOf(town, id)).consents[0]?.id ?? '' } }
}

test('where two must sign, whoever is chosen with the first signature stands in the form of the second, in each channel', async () => {
  const town = await createTown()
  const { id, data } = await askedOfTwo(town)
  expect(holderIn(cardOf(await town.open('ingrid', 'consent.record', { ...data, unfold: 'yes' })))).toMatchObject({
    value: there(town, 'ingrid'),
  })
  const signed = { signedBy: 'guardian-1', childAsked: 'true' }
  await sayYes(town, 'ingrid', data, { ...signed, holder: town.id('mari') })
  expect(await caseOf(town, id)).toMatchObject({ level: 0, holder: null })
  const second = cardOf(await town.open('ingrid', 'consent.record', { ...data, unfold: 'yes' }))
  expect(holderIn(second)).toMatchObject({ value: there(town, 'mari') })
  for (const { channel, read, drawn } of inBoth(second))
    expect(read.fields(drawn).find((field) => field.id === 'holder')?.value, channel).toBe(there(town, 'mari'))
  await sayYes(town, 'ingrid', data, { signedBy: 'guardian-2' })
  expect(await caseOf(town, id)).toMatchObject({ level: 1, holder: town.id('mari') })
})

test('whoever was chosen and has left since is not in the form of the second', async () => {
  const town = await createTown()
  const { data } = await askedOfTwo(town)
  const signed = { signedBy: 'guardian-1', childAsked: 'true' }
  await sayYes(town, 'ingrid', data, { ...signed, holder: town.id('mari') })
  await leave(town, 'mari', 'Mari Holm')
  expect(
    holderIn(cardOf(await town.open('ingrid', 'consent.record', { ...data, unfold: 'yes' })))?.value,
  ).toBeUndefined()
})

test('once the log is open a consent asks for no holder', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await askFamily(town, 'ingrid', { case: id }, { services: 'ppt' })
  const data = { case: id, consent: (await caseOf(town, id)).consents.at(-1)?.id ?? '' }
  const form = cardOf(await town.open('ingrid', 'consent.record', { ...data, unfold: 'yes' }))
  expect(form.name).toBe('form')
  expect(holderIn(form)).toBeUndefined()
  const typed = { signedBy: 'guardian-1', childAsked: 'true', holder: town.id('mari') }
  await sayYes(town, 'ingrid', data, typed)
  expect(await caseOf(town, id)).toMatchObject({ holder: town.id('ingrid'), level: 1 })
})

function onPaper(card: Card): Button {
  const rows = card.blocks.flatMap((block) => (block.kind === 'row' ? [block.button] : []))
  const found = [...rows, ...card.buttons].find((one) => one.action === 'case.open-on-paper')
  if (!found) throw new Error(`nothing to go on on paper with: ${textOf(card)}`)
  return found
}

test('a wondering is opened on paper by a form, a log by a press that asks first', async () => {
  const wondering = await createTown()
  const { data } = await refused(wondering)
  const first = onPaper(await wholeMenu(wondering, 'ingrid', data))
  expect(first).toMatchObject({ kind: 'open' })
  expect(first.confirm).toBeUndefined()
  const town = await createTown()
  const { id, data: ofLog } = await withdrawn(town)
  const shown = cardOf(await town.press('ingrid', 'show.case', ofLog))
  const question = 'På papir tar vi bare vare på stafettholder og frister her, ikke innhold.'
  expect(onPaper(shown)).toMatchObject({ kind: 'press', confirm: question })
  for (const { channel, drawn } of inBoth(shown)) expect(textOf(drawn), channel).toContain(question)
  const card = cardOf(await town.press('ingrid', 'case.open-on-paper', onPaper(shown).data))
  expect(card.name).toBe('case-summary')
  expect(await caseOf(town, id)).toMatchObject({ mode: 'paper', holder: town.id('ingrid') })
})

test('a button of the time before there was a form opens it on paper at once, with the one who wondered', async () => {
  const town = await createTown()
  const { id, data } = await refused(town)
  expect(cardOf(await town.press('terje', 'case.open-on-paper', data)).name).toBe('case-summary')
  expect(await caseOf(town, id)).toMatchObject({ level: 1, mode: 'paper', holder: town.id('ingrid') })
})

test('a colleague of a service that this consent lets in can be the first, and nobody of another', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:2', services: 'ppt' })
  const asking = { services: 'skole,ppt', born: '2016-03', guardians: '1' }
  await askFamily(town, 'ingrid', { case: id }, asking)
  const data = { case: id, consent: (await caseOf(town, id)).consents[0]?.id ?? '' }
  const form = cardOf(await town.open('ingrid', 'consent.record', { ...data, unfold: 'yes' }))
  expect(labelsOf(holderIn(form))).toContain('Jonas Berg')
  expect(labelsOf(holderIn(form))).not.toContain('Nora Vik')
  const typed = { signedBy: 'guardian-1', childAsked: 'true', holder: town.id('jonas') }
  await sayYes(town, 'ingrid', data, typed)
  expect(await caseOf(town, id)).toMatchObject({
    level: 2,
    holder: town.id('jonas'),
    holderService: 'ppt',
    holderUnit: 'ppt',
  })
})

test('whoever stands in is told so as themselves, and whoever proposed or decided reads it as what they did', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const days = { from: '2026-11-09', until: '2026-11-13' }
  await town.submit('terje', 'baton.deputize', { case: id }, { person: town.id('mari'), ...days })
  await town.run()
  const told = town.channel.sent().flatMap(({ to, card }) => (/er st[ae]dfortred/.test(textOf(card)) ? [to, card] : []))
  expect(textOf(told)).toContain('Du er stadfortredar for stafetthaldaren frå')
  expect(textOf(told)).toContain('Mari Holm er stedfortreder for stafettholderen fra')
  const proposal = await propose(town, id)
  const seenBy = async (name: Name) => textOf(await town.press(name, 'show.proposal', { case: id, proposal }))
  expect(await seenBy('ingrid')).toContain('Du foreslo mandag 2. november 2026')
  expect(await seenBy('terje')).toContain('Ingrid Lunde foreslo mandag 2. november 2026')
  const typed = {
    reason: 'Agreed',
    view: '',
    topic: 'learning',
    meetingDay: '2026-11-02',
    parentsTookPart: 'true',
    childAsked: 'true',
  }
  await town.submit('terje', 'level.decide', { case: id, proposal, approve: 'no' }, typed)
  expect(await seenBy('terje')).toContain('Avslått av deg mandag 2. november 2026.')
  expect(await seenBy('ingrid')).toContain('Avslått av Terje Aas mandag 2. november 2026.')
})
