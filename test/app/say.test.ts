/** What is typed to the bot, and how it speaks with each. */
import { expect, test } from 'vitest'
import { personToImport } from '../support/people.ts'
import {
  accountOf,
  actionsOn,
  cardOf,
  chatOf,
  createTown,
  dataOf,
  type Name,
  schoolChannel,
  textOf,
  valuesIn,
} from '../support/town.ts'
import { caseOf, logWithJonas, openLog, propose, worry } from './story.ts'

test.each([
  ['hjelp', 'help'],
  ['HEI!', 'help'],
  ['help', 'help'],
  ['', 'help'],
  ['\u200b\u3164\u2800', 'help'],
  ['mine', 'mine'],
  ['my', 'mine'],
  ['sak', 'mine'],
  ['meldeplikt', 'duty-to-report'],
  ['ny', 'form'],
  ['new', 'form'],
  ['FJ-1001', 'case-summary'],
  ['fj1001', 'case-summary'],
  ['1001', 'case-summary'],
  ['sak FJ-1001', 'case-summary'],
  ['case 1001', 'case-summary'],
  ['@Stafett, ny', 'form'],
  ['Stafett: mine saker', 'mine'],
  [', ny', 'form'],
  ['ny undring', 'form'],
  ['Ny undring.', 'form'],
  ['New concern', 'form'],
  ['ny:', 'form'],
  ['ny\u200b', 'form'],
  ['«ny»', 'form'],
  ['ny\nKaia er mye alene', 'form'],
  ['mine,', 'mine'],
  ['meldeplikt!\n', 'duty-to-report'],
  ['@Stafett', 'help'],
  ['sak: FJ-1001.', 'case-summary'],
  ['sak\nFJ-1001', 'case-summary'],
  ['FJ‑1001', 'case-summary'],
  ['FJ 1001,', 'case-summary'],
  ['nye planer', 'unknown'],
  ['sak FJ-1010', 'unknown'],
  ['mien', 'unknown'],
  ['min liste', 'mine'],
  ['Hva venter på meg?', 'mine'],
  ['kva ventar', 'mine'],
  ['my list', 'mine'],
  ['tiltak', 'mine'],
  ['møte med mor i dag', 'unknown'],
  ['takk for at du spør om Kaia i dag', 'unknown'],
  ['what?', 'unknown'],
  ['😀', 'unknown'],
  ['مرحبا', 'unknown'],
])('"%s" is answered with %s', async (text, name) => {
  const town = await createTown()
  await worry(town)
  expect(cardOf(await town.say('ingrid', text)).name).toBe(name)
})

test.each([
  ['takk', 'Bare hyggelig!'],
  ['Takk!', 'Bare hyggelig!'],
  ['Tusen takk for hjelpen', 'Bare hyggelig!'],
  ['thank you', 'Bare hyggelig!'],
])('"%s" gets a short, kind answer', async (text, said) => {
  const town = await createTown()
  expect(await town.say('ingrid', text)).toMatchObject({ kind: 'message', text: said })
  expect(await town.say('mari', text, { channel: true })).toMatchObject({ kind: 'message', text: 'Berre hyggeleg!' })
})

test.each([
  ['nb', ['språk bokmål', 'language norwegian', 'Språk: Norsk'], 'Nå skriver jeg bokmål til deg.'],
  ['nn', ['språk nynorsk'], 'No skriv eg nynorsk til deg.'],
  ['en', ['språk engelsk', 'language english', 'språk English'], 'I write English to you from now on.'],
] as const)('%s is known by its names', async (lang, all, text) => {
  for (const said of all) {
    const town = await createTown()
    expect(await town.say('mari', said), said).toEqual({ kind: 'message', text, lang })
    expect(cardOf(await town.say('mari', 'hei')).lang).toBe(lang)
  }
})

test.each([
  ['frist FJ-1001', 'case-summary'],
  ['FJ-1001 utsett', 'case-summary'],
  ['utset 1001', 'case-summary'],
  ['deadline FJ-1001', 'case-summary'],
  ['utsett', 'mine'],
  ['påminnelser', 'settings'],
  ['påminningar', 'settings'],
  ['reminders', 'settings'],
  ['overlever FJ-1001', 'form'],
  ['FJ-1001 overlevere', 'form'],
  ['hand over FJ-1001', 'form'],
  ['stafettpinnen', 'mine'],
])('words that people try lead to what they mean (%j)', async (said, card) => {
  const town = await createTown()
  await openLog(town)
  const answer = cardOf(await town.say('ingrid', said))
  expect(answer.name).toBe(card)
  expect(card !== 'form' || actionsOn(answer).includes('baton.offer')).toBe(true)
})

test('of a sentence that begins so nothing is answered as a command, and the help names the word for being away', async () => {
  const town = await createTown()
  await openLog(town)
  for (const said of ['Frist for evaluering ble glemt igjen', 'Påminnelser fra læreren hjelper ikke gutten'])
    expect(actionsOn(cardOf(await town.say('ingrid', said))), said).toContain('concern.register')
  expect(textOf(await town.say('ingrid', 'hjelp'))).toContain(
    '{"label":"ferie","value":"Si fra når du skal være borte"}',
  )
})

test('a mistyped command of more than a word leads to it as well', async () => {
  const town = await createTown()
  for (const said of ['mni liste', 'hva ventre'])
    expect(actionsOn(cardOf(await town.say('ingrid', said))), said).toContain('show.mine')
})

test('a mistyped command or reference leads to the nearest', async () => {
  const town = await createTown()
  await worry(town)
  expect(actionsOn(cardOf(await town.say('ingrid', 'mien')))).toContain('show.mine')
  expect(textOf(await town.say('ingrid', 'sak FJ-1010'))).toContain('Sak FJ-1001')
  expect(textOf(await town.say('mari', 'sak FJ-1010'))).not.toContain('FJ-1001')
})

test.each([
  ['ny\nKaia er mye alene.\n\nHun gråter:\n- ute\n- inne', 'Kaia er mye alene.\n\nHun gråter:\n- ute\n- inne'],
  ['@Stafett, ny: Kaia er\nmye alene', 'Kaia er\nmye alene'],
  ['Ny undring\n\n- Kaia er mye alene', '- Kaia er mye alene'],
  ['ny – Kaia er mye alene', 'Kaia er mye alene'],
  ['new concern about Kaia', 'about Kaia'],
])('what stands after the command is in the form, with its paragraphs (%j)', async (said, seen) => {
  const town = await createTown()
  expect(valuesIn(cardOf(await town.say('ingrid', said))).seen).toBe(seen)
})

test.each(['ny undring', 'Ny undring:', '@Stafett, ny'])('a command alone (%j) leaves the form empty', async (said) => {
  const town = await createTown()
  expect(valuesIn(cardOf(await town.say('ingrid', said))).seen ?? '').toBe('')
})

test('what reads like a worry can become one, with every word already in the form', async () => {
  const town = await createTown()
  const words = 'I am worried about a girl who is always alone'
  const card = cardOf(await town.say('ingrid', words))
  const form = cardOf(await town.open('ingrid', 'concern.register', dataOf(card, 'concern.register')))
  expect(valuesIn(form).seen).toBe(words)
})

test.each([
  ['write', 'She is 010107 50160'],
  ['write', 'She is 010107\n50160'],
  ['write', 'She is 01\u00a001\u00a007\u00a050160'],
  ['write', 'ny 010107\u201150160'],
  ['write', 'koble 0101\u200b0750160'],
  ['collect', 'She is 010107 50160'],
  ['collect', '01.01.07 – 50160'],
  ['collect', '０１０１０７５０１６０'],
] as const)('a national identity number that is sent (%s %j) is refused, and goes no further', async (kind, text) => {
  const town = await createTown()
  const answer = await town.ask({
    delivery: 'd1',
    account: { channel: 'test', tenant: 'fjordvik', user: 'ingrid' },
    place: schoolChannel,
    from: 'place',
    personal: kind === 'collect',
    kind,
    text,
  })
  expect(cardOf(answer).name).toBe('personal-number')
  expect(textOf(answer)).not.toContain('50160')
})

test('a number in a form is refused at its field, with everything else still there', async () => {
  const town = await createTown()
  const answer = cardOf(
    await town.submit(
      'ingrid',
      'concern.register',
      {},
      { about: '01010750160', seen: 'She is alone', targetGroup: 'child' },
    ),
  )
  expect(answer.blocks.find((block) => 'id' in block && block.id === 'about')).toMatchObject({
    error: expect.stringContaining('fødselsnummer'),
  })
  expect(valuesIn(answer).seen).toBe('She is alone')
  expect(await town.read((tx) => tx.cases.of(town.id('ingrid')))).toEqual([])
})

test('a number in a form that is filled in again in a window is not kept on the way there', async () => {
  const town = await createTown({ content: 'dialog' })
  const about = '010107\u00a050160'
  const fields = { about, seen: 'She is alone', targetGroup: 'child' }
  const answer = await town.submit('ingrid', 'concern.register', {}, fields)
  const { draft } = 'chat' in answer ? dataOf(answer.chat, 'concern.register') : {}
  const kept = valuesIn(cardOf(await town.open('ingrid', 'concern.register', { draft: draft ?? '' })))
  expect(kept).toMatchObject({ seen: 'She is alone' })
  expect(JSON.stringify(kept)).not.toContain('50160')
})

test('a collected message becomes a note in the log that is chosen, and only in one where the person may write; without any, a concern', async () => {
  const town = await createTown()
  const collect = {
    account: { channel: 'test', tenant: 'fjordvik', user: 'ingrid' },
    place: schoolChannel,
    from: 'place',
    personal: true,
    kind: 'collect',
    text: 'The mother called',
  } as const
  const alone = cardOf(await town.ask({ ...collect, delivery: 'd1' }))
  expect([actionsOn(alone)[0], valuesIn(alone).seen]).toEqual(['concern.register', 'The mother called'])
  const id = await openLog(town)
  const form = cardOf(await town.ask({ ...collect, delivery: 'd2' }))
  const data = dataOf(form, 'note.add')
  const missing = cardOf(await town.press('ingrid', 'note.add', data, { ...valuesIn(form), topic: 'family', case: '' }))
  expect(missing.blocks.find((block) => 'id' in block && block.id === 'case')).toMatchObject({
    error: expect.anything(),
  })
  expect(valuesIn(missing).text).toBe('The mother called')
  expect(cardOf(await town.press('mari', 'note.add', {}, { ...valuesIn(form), topic: 'family', case: id })).name).toBe(
    'refusal',
  )
  expect(
    cardOf(await town.press('ingrid', 'note.add', data, { ...valuesIn(form), topic: 'family', case: id })).name,
  ).not.toBe('refusal')
  expect((await caseOf(town, id)).notes).toHaveLength(1)
})

test('a message can go to no log of those who are asked or decide in it, and do not write', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await propose(town, id, 'terje', { to: '3' })
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('mari') })
  const logs = async (name: Name) => {
    const around = { account: accountOf(name), place: chatOf(name), delivery: `collect-${name}`, personal: true }
    return textOf(await town.ask({ ...around, from: 'place', kind: 'collect', text: 'The mother called' }))
  }
  for (const name of ['ingrid', 'jonas', 'terje'] as const) expect(await logs(name)).toContain(id)
  for (const name of ['mari', 'sara'] as const) expect(await logs(name)).not.toContain(id)
})

test.each(['språk nn', 'Language NN', 'språk: nn.', 'språk\nnn', 'Språk nynorsk', 'language nynorsk'])(
  '"%s" changes the language of everything said to that person, also of what is sent, and says so in one sentence of it',
  async (text) => {
    const town = await createTown()
    const said = { kind: 'message', text: 'No skriv eg nynorsk til deg.', lang: 'nn' }
    expect(await town.say('terje', text)).toEqual(said)
    await openLog(town)
    await town.run()
    expect(town.channel.sent().find(({ to }) => to === 'terje')?.card.lang).toBe('nn')
    expect(cardOf(await town.say('ingrid', 'hei')).lang).toBe('nb')
  },
)

test('a language the bot does not speak leaves everything as it is', async () => {
  const town = await createTown()
  expect(await town.say('ingrid', 'språk se')).toMatchObject({ kind: 'message' })
  expect(cardOf(await town.say('ingrid', 'hei')).lang).toBe('nb')
  expect(cardOf(await town.press('ingrid', 'set.lang', { lang: '__proto__' }))).toMatchObject({ lang: 'nb' })
  expect(cardOf(await town.press('mari', 'set.lang', { lang: '__proto__' }))).toMatchObject({ lang: 'nn' })
  // Nobody has chosen one: theirs is still what the directory says.
  await town.store.importPeople([personToImport('Mari Holm', { accounts: [accountOf('mari')] })], town.app.ids)
  expect(cardOf(await town.say('mari', 'hei')).lang).toBe('nb')
})

const inChannel = { channel: true }

test('a log can be followed in a channel by those who answer for it: its thread begins there, once', async () => {
  const town = await createTown()
  const id = await openLog(town)
  expect(textOf(await town.press('ingrid', 'follow.here', { case: id }, {}, inChannel))).toContain('følges nå')
  await town.press('ingrid', 'follow.here', { case: id }, {}, inChannel)
  await town.run()
  const posts = town.channel.sent().filter(({ verb }) => verb === 'post')
  expect(posts.map(({ to, card }) => [to, card.name])).toEqual([[schoolChannel.key, 'thread-root']])
  expect(textOf(posts)).not.toContain('Kaia')
  expect(textOf(await town.press('terje', 'follow.here', { case: id }, {}, inChannel))).toContain('allerede en tråd')
})

test.each(['mari', 'jonas', 'per'] as const)(
  '%s, who has no part in it, can neither make it followed nor learn that it exists',
  async (name) => {
    const town = await createTown()
    const id = await openLog(town)
    const answer = await town.press(name, 'follow.here', { case: id }, {}, inChannel)
    expect(answer).toEqual(await town.press(name, 'follow.here', { case: 'case_none' }, {}, inChannel))
    await town.run()
    expect(town.channel.sent().filter(({ verb }) => verb === 'post')).toEqual([])
  },
)

test('a wondering is followed in no channel, not even by a leader', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.press('terje', 'follow.here', { case: id }, {}, inChannel)
  await town.run()
  // The leader is told of it in their own chat.
  expect(town.channel.sent().map(({ verb, to }) => [verb, to])).toEqual([['direct', 'terje']])
})

test('a place that came back with a button counts only as a shared place of the same channel and tenant', async () => {
  const town = await createTown()
  await town.say('terje', 'hei')
  await openLog(town, {}, { origin: 'personal:terje' })
  await town.run()
  expect(town.channel.sent().filter(({ verb }) => verb === 'post')).toEqual([])
})
