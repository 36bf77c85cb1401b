/** How somebody becomes known in another channel: by a code, by a mail address where that is chosen; and how it is undone. */
import { expect, test } from 'vitest'
import { readCode } from '../../src/app/door/pairing-code.ts'
import { ChannelError } from '../../src/ports.ts'
import { inBoth } from '../support/in-both.ts'
import { addOtherChannel, type OtherChannel } from '../support/other-channel.ts'
import { personToImport } from '../support/people.ts'
import { accountOf, actionsOn, cardOf, createTown, dataOf, type Name, type Town, textOf } from '../support/town.ts'
import { openLog, propose } from './story.ts'

async function twoChannels() {
  const town = await createTown()
  return { town, other: addOtherChannel(town) }
}

/** The code that stands on a card. */
function codeOn(shown: unknown): string {
  const [, code] = /([A-Z0-9]{5}-[A-Z0-9]{5})/.exec(textOf(shown)) ?? []
  if (!code) throw new Error(`no code on ${textOf(shown)}`)
  return code
}

const codeFor = async (town: Town, name: Name) => codeOn(await town.say(name, 'koble'))

async function link(town: Town, other: OtherChannel, name: Name, user = 'U1') {
  return other.say(user, `koble ${await codeFor(town, name)}`)
}

const who = (town: Town, other: OtherChannel, user = 'U1') =>
  town.read(async (tx) => (await tx.people.byAccount(other.account(user)))?.name ?? null)

const later = (minutes: number) => new Date(Date.parse('2026-11-02T08:00:00.000Z') + minutes * 60_000).toISOString()

test.each(['koble', 'Kople!', 'link'])('"%s" gives a code of ten in two groups, and how to use it', async (word) => {
  const { town } = await twoChannels()
  const card = cardOf(await town.say('ingrid', word))
  expect(card.name).toBe('pairing-code')
  expect(codeOn(card)).toMatch(/^[2-9A-HJKMNP-TV-Z]{5}-[2-9A-HJKMNP-TV-Z]{5}$/)
  expect(textOf(card)).toContain('10 minutter')
  expect(card.summary).not.toContain(codeOn(card))
})

test('two codes are never the same, and each comes from the source that nobody can guess', async () => {
  const { town } = await twoChannels()
  const asked: number[] = []
  town.app.unguessable = (below) => asked.push(below) % below
  expect(await codeFor(town, 'ingrid')).not.toBe(await codeFor(town, 'ingrid'))
  expect(asked).toHaveLength(20)
})

test('a code is read in any letters, with or without its hyphen, and nothing else is', () => {
  for (const text of ['k7qxp-3mhtw', 'K7QXP3MHTW', ' k7qxp 3mhtw ', 'K7QXP–3MHTW'])
    expect(readCode(text)).toBe('K7QXP3MHTW')
  for (const text of ['', 'K7QXP-3MHT', 'K7QXP-3MHTWW', 'K7QXP-3MHT0', 'K7QXP-3MHTI', 'K7QXP-3MHTÅ'])
    expect(readCode(text)).toBeNull()
})

test.each([
  ['as it stands', (code: string) => `koble ${code}`],
  ['in small letters without a hyphen', (code: string) => `kople ${code.toLowerCase().replace('-', '')}`],
  ['with a space', (code: string) => `Link ${code.replace('-', ' ')}`],
])('a code written %s makes the account that of its person, who is greeted in their language', async (_, text) => {
  const { town, other } = await twoChannels()
  const card = cardOf(await other.say('U1', text(await codeFor(town, 'mari'))))
  expect(card).toMatchObject({ name: 'help', lang: 'nn' })
  expect(textOf(card)).toContain('No veit eg kven du er her òg')
  expect(await who(town, other)).toBe('Mari Holm')
  const id = await openLog(town)
  expect(cardOf(await other.press('U1', 'show.case', { case: id }))).toEqual(
    cardOf(await town.press('mari', 'show.case', { case: id })),
  )
})

test('a linked account sees what its person sees in the other channel', async () => {
  const { town, other } = await twoChannels()
  const id = await openLog(town)
  await link(town, other, 'ingrid')
  expect(cardOf(await other.say('U1', 'FJ-1001')).name).toBe('case-summary')
  expect(await town.read((tx) => tx.access.of(id))).toContainEqual(
    expect.objectContaining({ person: town.id('ingrid'), what: 'case-summary', verdict: 'read' }),
  )
})

test('a code that is wrong, used or too old is told apart by nobody, and links nothing', async () => {
  const { town, other } = await twoChannels()
  const wrong = await other.say('U2', 'koble K7QXP-3MHTW')
  expect(wrong).toEqual({ kind: 'message', lang: 'nb', text: expect.stringContaining('Den koden kjenner jeg ikke') })
  const used = await codeFor(town, 'ingrid')
  await other.say('U1', `koble ${used}`)
  expect(await other.say('U2', `koble ${used}`)).toEqual(wrong)
  const old = await codeFor(town, 'ingrid')
  town.setClock(later(10))
  expect(await other.say('U2', `koble ${old}`)).toEqual(wrong)
  expect(await other.say('U2', 'koble meg')).toEqual(wrong)
  expect(await who(town, other, 'U2')).toBeNull()
})

test('a code holds until just before its ten minutes are over', async () => {
  const { town, other } = await twoChannels()
  const code = await codeFor(town, 'ingrid')
  town.setClock(later(9.99))
  await other.say('U1', `koble ${code}`)
  expect(await who(town, other)).toBe('Ingrid Lunde')
})

test('a stranger is answered in the language of the word they wrote', async () => {
  const { other } = await twoChannels()
  expect(textOf(await other.say('U1', 'link K7QXP-3MHTW'))).toContain("I don't know that code")
  expect(textOf(await other.say('U1', 'kople K7QXP-3MHTW'))).toContain('Den koden kjenner eg ikkje')
})

test('after five wrong codes not even a right one counts, for at least ten minutes, and for that account alone', async () => {
  const { town, other } = await twoChannels()
  town.setClock(later(8))
  for (let count = 0; count < 3; count += 1) await other.say('U1', `koble K7QXP-3MHT${count + 2}`)
  town.setClock(later(12))
  for (let count = 0; count < 2; count += 1) await other.say('U1', `koble K7QXP-3MHT${count + 5}`)
  const code = await codeFor(town, 'ingrid')
  const many = await other.say('U1', `koble ${code}`)
  expect(many).toEqual({ kind: 'message', lang: 'nb', text: expect.stringContaining('for mange koder') })
  town.setClock(later(18))
  const next = await codeFor(town, 'ingrid')
  expect(await other.say('U1', `koble ${next}`)).toEqual(many)
  await other.say('U2', `koble ${next}`)
  expect(await who(town, other, 'U2')).toBe('Ingrid Lunde')
  town.setClock(later(40))
  await link(town, other, 'ingrid', 'U1')
  expect(await who(town, other, 'U1')).toBe('Ingrid Lunde')
})

test('a code written where its person is known already is answered with a new one, which works', async () => {
  const { town, other } = await twoChannels()
  const card = cardOf(await town.say('ingrid', `koble ${await codeFor(town, 'ingrid')}`))
  expect(card.name).toBe('pairing-code')
  expect(textOf(card)).toContain('din fra før')
  await other.say('U1', `koble ${codeOn(card)}`)
  expect(await who(town, other)).toBe('Ingrid Lunde')
})

test("somebody else's account is not linked, whoever it is and whoever they are", async () => {
  const { town, other } = await twoChannels()
  const refused = { kind: 'message', lang: 'nb', text: expect.stringContaining('hører til en annen ansatt') }
  expect(await town.say('terje', `koble ${await codeFor(town, 'ingrid')}`)).toEqual(refused)
  expect(await town.say('odd', `koble ${await codeFor(town, 'ingrid')}`)).toEqual(refused)
  await link(town, other, 'ingrid')
  expect(await other.say('U1', `koble ${await codeFor(town, 'terje')}`)).toEqual(refused)
  expect(await who(town, other)).toBe('Ingrid Lunde')
  expect(await town.read(async (tx) => (await tx.people.byAccount(accountOf('terje')))?.name)).toBe('Terje Aas')
})

test('the code of somebody who has left meanwhile counts no more', async () => {
  const { town, other } = await twoChannels()
  const code = await codeFor(town, 'mari')
  const mari = personToImport('Mari Holm', { active: false, accounts: [accountOf('mari')] })
  await town.store.importPeople([mari], town.app.ids)
  expect(await other.say('U1', `koble ${code}`)).toMatchObject({ kind: 'message' })
  expect(await who(town, other)).toBeNull()
})

test('asked for among others, the way to a code goes to the own chat, and the code is made when it is asked for there', async () => {
  const { town, other } = await twoChannels()
  await town.say('ingrid', 'hei')
  const answer = await town.say('ingrid', 'koble', { channel: true })
  expect(answer).toMatchObject({ kind: 'message', text: expect.stringContaining('vår egen chat') })
  await town.run()
  const sent = town.channel.sent().at(-1)
  expect([sent?.to, sent?.card.name]).toEqual(['ingrid', 'pairing-code'])
  if (!sent) throw new Error('nothing was sent')
  // What to do next is all it asks for, and nothing is said to be done.
  expect(sent.card.buttons.map(({ action, style }) => [action, style])).toEqual([['account.pair', 'primary']])
  expect(sent.card.blocks.filter(({ kind }) => kind === 'notice')).toEqual([])
  expect(textOf([answer, sent.card])).not.toMatch(/[A-Z0-9]{5}-[A-Z0-9]{5}/)
  for (const { channel, read, drawn } of inBoth(sent.card)) {
    expect(read.says(drawn), channel).toContain('Trykk på «Bruk meg i en annen app», så får du koden.')
    expect(
      read.buttons(drawn).filter((one) => one.kind !== 'close'),
      channel,
    ).toHaveLength(1)
  }
  const code = codeOn(cardOf(await town.press('ingrid', 'account.pair', dataOf(sent.card, 'account.pair'))))
  await other.say('U1', `koble ${code}`)
  expect(await who(town, other)).toBe('Ingrid Lunde')
})

test('a code written among others where its person is known already links nothing, and leads to a new one in the own chat', async () => {
  const { town, other } = await twoChannels()
  const answer = await town.say('ingrid', `koble ${await codeFor(town, 'ingrid')}`, { channel: true })
  expect(answer).toMatchObject({ kind: 'message', text: expect.stringContaining('Denne kontoen er din fra før.') })
  expect(textOf(answer)).not.toMatch(/[A-Z0-9]{5}-[A-Z0-9]{5}/)
  await town.run()
  const sent = town.channel.sent().at(-1)
  if (!sent) throw new Error('nothing was sent')
  const code = codeOn(cardOf(await town.press('ingrid', 'account.pair', dataOf(sent.card, 'account.pair'))))
  await other.say('U1', `koble ${code}`)
  expect(await who(town, other)).toBe('Ingrid Lunde')
})

test('a code written among others links as well, and shows no card there', async () => {
  const { town, other } = await twoChannels()
  const answer = await other.say('U1', `koble ${await codeFor(town, 'ingrid')}`, { shared: true })
  expect(answer).toMatchObject({ kind: 'message' })
  expect(await who(town, other)).toBe('Ingrid Lunde')
})

test('where the person was known before, they are told, and can undo just that', async () => {
  const { town, other } = await twoChannels()
  await link(town, other, 'ingrid')
  await town.run()
  expect(other.sent()).toEqual([])
  const told = town.channel.sent()[0]
  expect([told?.to, told?.card.name]).toEqual(['ingrid', 'paired'])
  const card = told?.card ?? cardOf({ kind: 'none' })
  expect(card.buttons[0]?.confirm).toContain('mister tilgangen')
  const data = dataOf(card, 'account.unpair')
  const undone = cardOf(await town.press('ingrid', 'account.unpair', data))
  expect(textOf(undone)).toContain('Kontoen er tatt bort')
  expect(undone).toMatchObject({ name: 'paired', buttons: [] })
  expect(await who(town, other)).toBeNull()
  expect(cardOf(await town.press('ingrid', 'account.unpair', data))).toEqual(undone)
  expect(cardOf(await town.say('ingrid', 'hei')).name).toBe('help')
  expect(textOf(await other.say('U1', 'hei'))).toContain('Hvem er du?')
})

test('the notice goes to the account known before also when that one takes no messages', async () => {
  const { town, other } = await twoChannels()
  await link(town, other, 'ingrid')
  town.channel.fail({ kind: 'forbidden', to: 'ingrid' })
  await town.run()
  expect(other.sent()).toEqual([])
})

test('the notice of an account that was taken away again before it was sent is not sent', async () => {
  const { town, other } = await twoChannels()
  await link(town, other, 'ingrid')
  await town.read((tx) => tx.people.unpair(other.account('U1')))
  await town.run()
  expect(town.channel.sent()).toEqual([])
})

test('nobody takes away an account but from where its person was known before it', async () => {
  const { town, other } = await twoChannels()
  await link(town, other, 'ingrid')
  const added = other.account('U1')
  for (const answer of [
    await other.press('U1', 'account.unpair', accountOf('ingrid')),
    await other.press('U1', 'account.unpair', added),
    await town.press('terje', 'account.unpair', added),
    await town.press('ingrid', 'account.unpair', accountOf('ingrid')),
    await town.press('ingrid', 'account.unpair', accountOf('terje')),
    await town.press('ingrid', 'account.unpair', {}),
  ])
    expect(cardOf(answer).name).toBe('refusal')
  expect(await who(town, other)).toBe('Ingrid Lunde')
  for (const name of ['ingrid', 'terje'] as const) expect(cardOf(await town.say(name, 'hei')).name).toBe('help')
})

test('every account that was there before is told of each that is added, whoever added it and writes most', async () => {
  const { town, other } = await twoChannels()
  await link(town, other, 'ingrid', 'U1')
  await town.run()
  const code = codeOn(await other.say('U1', 'koble'))
  await other.say('U2', `koble ${code}`)
  await town.run()
  const told = town.channel.sent().filter(({ card }) => card.name === 'paired')
  expect(told.map(({ to, card }) => [to, dataOf(card, 'account.unpair').user])).toEqual([
    ['ingrid', 'U1'],
    ['ingrid', 'U2'],
  ])
  for (const { card } of told) await town.press('ingrid', 'account.unpair', dataOf(card, 'account.unpair'))
  expect([await who(town, other, 'U1'), await who(town, other, 'U2')]).toEqual([null, null])
})

test('a card that was sent to an account says nothing new after that was taken away', async () => {
  const { town, other } = await twoChannels()
  const id = await openLog(town)
  await link(town, other, 'terje')
  await propose(town, id)
  await town.run()
  const asking = other.sent().find(({ card }) => card.name === 'proposal')
  await town.press('terje', 'account.unpair', other.account('U1'))
  const proposal = dataOf(asking?.card ?? cardOf({ kind: 'none' }), 'level.decide').proposal ?? ''
  const decision = {
    reason: 'Nei',
    topic: 'learning',
    meetingDay: '2026-11-02',
    parentsTookPart: 'true',
    childAsked: 'true',
  }
  await town.press('terje', 'level.decide', { case: id, proposal, approve: 'no' }, decision)
  await town.run()
  expect(other.tried.filter(({ verb }) => verb === 'update')).toEqual([])
})

test('an account that somebody else has meanwhile is not taken from them by an old button', async () => {
  const { town, other } = await twoChannels()
  await link(town, other, 'ingrid')
  await town.read((tx) => tx.people.unpair(other.account('U1')))
  await link(town, other, 'terje')
  await town.press('ingrid', 'account.unpair', other.account('U1'))
  expect(await who(town, other)).toBe('Terje Aas')
})

test('a stranger is told both ways in', async () => {
  const { other } = await twoChannels()
  const card = cardOf(await other.say('U1', 'koble'))
  expect(textOf(card)).toContain('"value":"U1"')
  expect(textOf(card)).toContain('Skriv «koble» til meg der')
  expect(actionsOn(card)).toEqual(['show.report-help'])
})

test('the log names no account, no code and no mail address', async () => {
  const { town, other } = await knownByMail()
  const code = await codeFor(town, 'terje')
  await other.say('USECRET', `koble ${code}`)
  await other.say('USECRET', 'koble K7QXP-3MHTW')
  await other.say('UMAIL', 'hei')
  await town.app.afterwards.settled()
  const lines = town.log.filter(({ event }) => event.startsWith('account.'))
  expect(lines.map(({ event, fields }) => [event, fields.kind])).toEqual([
    ['account.paired', 'code'],
    ['account.code-refused', undefined],
    ['account.paired', 'email'],
  ])
  for (const secret of [code, code.replace('-', ''), 'USECRET', 'UMAIL', 'fjordvik.example', 'K7QXP'])
    expect(textOf(town.log)).not.toContain(secret)
})

/** Ingrid's mail address stands in the directory, and the other channel knows whose account `UMAIL` is. */
async function knownByMail({ isChosen = true, email = 'Ingrid.Lunde@fjordvik.example' } = {}) {
  const { town, other } = await twoChannels()
  const { tenant } = other.account('UMAIL')
  const fjordvik = town.app.municipalities.get('fjordvik')
  if (!fjordvik) throw new Error('no Fjordvik')
  const model = { ...fjordvik.model, identity: { emailFrom: isChosen ? [tenant] : [] } }
  town.app.municipalities.set('fjordvik', { ...fjordvik, model })
  const people = (['ingrid', 'per'] as const).map((user) =>
    personToImport(user === 'ingrid' ? 'Ingrid Lunde' : 'Per Moen', {
      ...{ accounts: [accountOf(user)], municipality: user === 'per' ? 'solvik' : 'fjordvik' },
      email: user === 'ingrid' ? 'ingrid.lunde@fjordvik.example' : 'per@solvik.example',
    }),
  )
  await town.store.importPeople(people, town.app.ids)
  const asked: string[] = []
  other.emailOf = async ({ user }) => {
    asked.push(user)
    return user === 'UPER' ? 'per@solvik.example' : user === 'UMAIL' ? email : null
  }
  return { town, other, asked }
}

test('where it is chosen, an account with the mail address of somebody is theirs: they are greeted there, and told elsewhere', async () => {
  const { town, other, asked } = await knownByMail()
  await town.say('ingrid', 'hei')
  expect(textOf(await other.say('UMAIL', 'hei'))).toContain('Hvem er du?')
  expect(asked).toEqual([])
  await town.app.afterwards.settled()
  expect(asked).toEqual(['UMAIL'])
  await town.run()
  expect(await who(town, other, 'UMAIL')).toBe('Ingrid Lunde')
  expect(other.sent().map(({ to, card }) => [to, card.name])).toEqual([['UMAIL', 'help']])
  expect(town.channel.sent().map(({ to, card }) => [to, card.name])).toEqual([['ingrid', 'paired']])
  await other.say('UMAIL', 'hei')
  await town.app.afterwards.settled()
  expect(asked).toEqual(['UMAIL'])
})

test('where it is not chosen, no channel is ever asked for a mail address', async () => {
  const { town, other, asked } = await knownByMail({ isChosen: false })
  await other.say('UMAIL', 'hei')
  await town.app.afterwards.settled()
  expect(asked).toEqual([])
  expect(await who(town, other, 'UMAIL')).toBeNull()
})

test("a municipality's choice is for its own people only", async () => {
  const { town, other, asked } = await knownByMail()
  await other.say('UPER', 'hei')
  await town.app.afterwards.settled()
  expect(asked).toEqual(['UPER'])
  expect(await who(town, other, 'UPER')).toBeNull()
})

test('whoever runs a workspace of another municipality gives nobody an address of this one', async () => {
  const { town, other } = await knownByMail()
  const [fjordvik, solvik] = ['fjordvik', 'solvik'].map((code) => town.app.municipalities.get(code))
  if (!fjordvik || !solvik) throw new Error('two municipalities were expected')
  const from = (emailFrom: string[]) => ({ identity: { emailFrom } })
  town.app.municipalities.set('fjordvik', { ...fjordvik, model: { ...fjordvik.model, ...from(['TFJORDVIK']) } })
  town.app.municipalities.set('solvik', {
    ...solvik,
    model: { ...solvik.model, ...from([other.account('UMAIL').tenant]) },
  })
  await other.say('UMAIL', 'hei')
  await town.app.afterwards.settled()
  expect(await who(town, other, 'UMAIL')).toBeNull()
})

test('whoever works for a municipality that does not believe it is known by no address, also where their home does', async () => {
  const { town, other } = await knownByMail()
  const email = 'ingrid.lunde@fjordvik.example'
  const posts = ['fjordvik', 'solvik'].map((municipality, at) =>
    personToImport('Ingrid Lunde', { municipality, accounts: [accountOf('ingrid')], email, line: at + 2 }),
  )
  await town.store.importPeople(posts, town.app.ids)
  await other.say('UMAIL', 'hei')
  await town.app.afterwards.settled()
  expect(await who(town, other, 'UMAIL')).toBeNull()
})

test.each(['kari@fjordvik.example', '', ' '])('the address "%s", which nobody has, links nothing', async (email) => {
  const { town, other } = await knownByMail({ email })
  await other.say('UMAIL', 'hei')
  await town.app.afterwards.settled()
  expect(await who(town, other, 'UMAIL')).toBeNull()
  expect(town.log.filter(({ level }) => level === 'error')).toEqual([])
})

test('somebody whom the directory knows, also one who has left, is asked for no address', async () => {
  const { town, asked } = await knownByMail()
  town.channel.emailOf = async ({ user }) => {
    asked.push(user)
    return null
  }
  await town.say('ingrid', 'hei')
  await town.say('odd', 'hei')
  await town.app.afterwards.settled()
  expect(asked).toEqual([])
})

test('a channel that cannot say an address leaves everything as it is, and can be asked again', async () => {
  const { town, other } = await knownByMail()
  const works = other.emailOf
  other.emailOf = async () => {
    throw new ChannelError('rate-limited')
  }
  expect(cardOf(await other.say('UMAIL', 'hei')).name).toBe('help')
  await town.app.afterwards.settled()
  expect(town.log.at(-1)).toMatchObject({ event: 'account.email-unknown', fields: { kind: 'rate-limited' } })
  if (works) other.emailOf = works
  await other.say('UMAIL', 'hei')
  await town.app.afterwards.settled()
  expect(await who(town, other, 'UMAIL')).toBe('Ingrid Lunde')
})

test('a fault on the way is logged and goes no further', async () => {
  const { town, other } = await knownByMail()
  other.emailOf = async () => {
    throw new TypeError('ingrid.lunde@fjordvik.example')
  }
  await other.say('UMAIL', 'hei')
  await town.app.afterwards.settled()
  expect(town.log.at(-1)).toMatchObject({ level: 'error', event: 'account.pair-failed' })
})

test('an account that was taken away is not given back because of its mail address, but by a code', async () => {
  const { town, other, asked } = await knownByMail()
  await other.say('UMAIL', 'hei')
  await town.app.afterwards.settled()
  await town.press('ingrid', 'account.unpair', other.account('UMAIL'))
  town.setClock(later(60))
  await other.say('UMAIL', 'hei')
  await town.app.afterwards.settled()
  expect([await who(town, other, 'UMAIL'), asked]).toEqual([null, ['UMAIL']])
  await link(town, other, 'ingrid', 'UMAIL')
  expect(await who(town, other, 'UMAIL')).toBe('Ingrid Lunde')
})

test('somebody from elsewhere, whose address others answer for, is not known by it', async () => {
  const { town, other, asked } = await knownByMail()
  const guest = { ...other.account('UMAIL'), tenant: 'T2' }
  const place = { channel: 'other', tenant: 'T1', kind: 'personal', key: 'T1/guest', address: 'guest' } as const
  await town.ask({ delivery: 'd1', account: guest, place, from: 'place', personal: true, kind: 'write', text: 'hei' })
  await town.app.afterwards.settled()
  expect(asked).toEqual([])
})

test('a stranger who goes on writing is not asked for again and again', async () => {
  const { town, other, asked } = await knownByMail({ email: '' })
  for (let count = 0; count < 5; count += 1) {
    await other.say('UMAIL', 'hei')
    await town.app.afterwards.settled()
  }
  expect(asked).toEqual(['UMAIL'])
  town.setClock(later(20))
  await other.say('UMAIL', 'hei')
  await town.app.afterwards.settled()
  expect(asked).toEqual(['UMAIL', 'UMAIL'])
})
