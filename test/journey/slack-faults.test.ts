/**
 * What goes wrong with Slack and with people: each time there is one effect, nothing is lost, nothing stands there twice, and
 * somebody is told what to do.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Event } from '../../src/core/case.ts'
import { check, type Modal } from '../../src/slack/limits.ts'
import type { Sight } from '../support/chat.ts'
import { standingIn } from '../support/rendered-blocks.ts'
import { isObject } from '../support/rendered-card.ts'
import { tokenOf } from '../support/slack-api.ts'
import { nextId, slackTime } from '../support/slack-client.ts'
import { type SlackTown, startSlackTown } from '../support/slack-town.ts'
import { openLog, refOf } from '../support/walk.ts'

let t: SlackTown

beforeAll(async () => {
  t = await startSlackTown({ leaders: ['mari'] })
  await t.inviteTo(t.channel)
})
afterAll(() => t.end())

describe('what comes more than once', () => {
  test('is answered once when it is an event, delivered four times', async () => {
    const { member, direct, all } = t.seats.jonas
    const said = { type: 'message', channel_type: 'im', channel: direct, text: 'ny', ts: slackTime() }
    const event = { ...said, user: member.user, team: member.team }
    const answers = await Promise.all([1, 2, 3, 4].map(() => t.client.event(event, 'EvFourTimes')))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    await t.seats.jonas.write('meldeplikt')
    expect(all('Bare du og de som leder enheten, ser dette.')).toHaveLength(1)
  })

  test('is carried out once when it is a modal that is sent in twice', async () => {
    const log = await openLog(t.seats.ingrid)
    const form = await log.press('Nytt notat')
    const send = () =>
      t.client.submit(doing(), form.card, { ...standingIn(form.card), topic: 'wellbeing', text: 'En gang' })
    const answers = await Promise.all([send(), send()])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    await t.settle()
    expect(await count(refOf(log), 'note.added')).toBe(1)
    const again = await form.press('Lagre', { topic: 'wellbeing', text: 'En gang' })
    expect(again.text).toContain('Dette har jeg fått før.')
    expect(await count(refOf(log), 'note.added')).toBe(1)
  })

  test('is carried out once also when the bot was restarted while the modal stood open', async () => {
    const log = await openLog(t.seats.ingrid)
    const form = await log.press('Nytt notat')
    await t.restart()
    const send = () =>
      t.client.submit(doing(), form.card, { ...standingIn(form.card), topic: 'wellbeing', text: 'Før og etter' })
    expect(await send()).toMatchObject({ status: 200 })
    await t.restart()
    expect(await send()).toMatchObject({ status: 200 })
    expect(await count(refOf(log), 'note.added')).toBe(1)
    expect((await log.press('Mål, tiltak og notater')).text).toContain('Før og etter')
  })

  test('is decided once when two leaders press at once, and both see by whom', async () => {
    const log = await followed()
    const ref = refOf(log)
    await propose(log, 'Nivå 3')
    await t.settle()
    const [one, other] = await Promise.all([t.seats.terje, t.seats.mari].map(({ sees }) => sees(ref, 'til nivå 3')))
    const forms = await Promise.all([one?.press('Godkjenn'), other?.press('Godkjenn')])
    const held = { topic: 'learning', meetingDay: '2026-11-02', parentsTookPart: 'true', childAsked: 'true' }
    const decide = (n: number) => ({ ...held, reason: `Grunn ${n}` })
    const answers = await Promise.all(forms.map((form, n) => form?.press('level.decide', decide(n))))
    expect(await count(ref, 'level.decided')).toBe(1)
    const said = answers.map((answer) => /Godkj\S* av (deg|Terje Aas|Mari Holm)/.exec(answer?.text ?? '')?.[1])
    expect(said.filter((by) => by === 'deg')).toHaveLength(1)
    expect(said.filter((by) => by === 'Terje Aas' || by === 'Mari Holm')).toHaveLength(1)
    await t.settle()
    const cards = [t.seats.terje, t.seats.mari].flatMap(({ all }) => all(`Forslag: ${ref}`))
    expect(cards.map(({ buttons }) => buttons)).toEqual([['Vis hele'], ['Vis heile']])
    expect(t.seats.ingrid.all(ref, 'har godkjent')).toHaveLength(1)
    expect(lines(ref, 'har godkjent')).toBe(1)
  })
})

describe('a form that could not be opened in time', () => {
  test('is offered again where the button was, and then opens', async () => {
    const log = await openLog(t.seats.ingrid)
    t.api.failNext({ error: 'expired_trigger_id' }, 'views.open')
    const missed = await log.press('Nytt notat')
    expect(missed.text).toContain('Det tok for lang tid. Trykk på knappen en gang til.')
    const form = await missed.press('note.add')
    expect((await form.press('Lagre', { topic: 'wellbeing', text: 'Til slutt' })).text).toContain(
      'Notatet er lagret i stafettloggen.',
    )
    expect(await count(refOf(log), 'note.added')).toBe(1)
  })

  test('is in the own chat when it was asked for by a command or a shortcut', async () => {
    const { member, direct, sees, all } = t.seats.nora
    const late = async () => ({
      ...{ by: member, channel: direct, named: 'directmessage', respond: t.api.responseUrl() },
      trigger: await usedTrigger(member.user),
    })
    await t.client.command(await late(), 'ny')
    const form = await (await sees('Bare du og de som leder enheten, ser dette.')).whole()
    expect((await form.press('Skriv ned', { about: 'Et barn', targetGroup: 'child', seen: 'Fryser' })).text).toContain(
      'Undringen er lagret.',
    )
    await t.client.shortcut(await late(), 'new_concern')
    const missed = await sees('Det tok for lang tid.')
    expect((await missed.press('concern.register')).text).toContain('Hva har du sett?')
    expect(all('Det tok for lang tid.')).toHaveLength(1)
  })
})

describe('more than there is room for', () => {
  test('is shown page by page in a modal, each part once', async () => {
    const log = await followed()
    const notes = Array.from({ length: 60 }, (_, n) => `Notat ${n}: ${'ord '.repeat(60).trim()}.`)
    for (const text of notes) await (await log.press('Nytt notat')).press('Lagre', { topic: 'wellbeing', text })
    const root = await t.seats.ingrid.channel(t.channel).sees(refOf(log), 'Stafettholder')
    const before = t.api.received.length
    let page = await (await (await root.press('Vis saken')).press('Mål, tiltak og notater'))
      .row('60 i alt')
      .press('Vis alle')
    const seen = [page.text]
    for (let next = nextOf(page); next; next = nextOf(page)) {
      page = await page.press(next)
      seen.push(page.text)
    }
    const shown = notes.map((note) => seen.filter((text) => text.includes(note)).length)
    expect(shown).toEqual(notes.map(() => 1))
    const views = t.api.received.slice(before).flatMap(({ args }) => (isView(args.view) ? [args.view] : []))
    expect(views.length).toBeGreaterThan(6)
    expect(views.flatMap(check)).toEqual([])
  })

  test('is refused in a form with what was typed still there', async () => {
    const log = await openLog(t.seats.ingrid)
    const long = `${'Lang '.repeat(2000)}slutt`
    const form = await log.press('Nytt notat')
    await expect(form.press('Lagre', { topic: 'wellbeing', text: long })).rejects.toThrow('takes 3000 characters')
    const refused = await form.force('Lagre', { ...form.fields, topic: 'wellbeing', text: long })
    expect(refused.text).toMatch(/3.?000 tegn/)
    expect(refused.fields.text).toBe(long)
    expect(await count(refOf(log), 'note.added')).toBe(0)
    expect((await refused.press('Lagre', { topic: 'wellbeing', text: 'Kortere' })).text).toContain('Notatet er lagret')
    expect(await count(refOf(log), 'note.added')).toBe(1)
  })

  test('is taken in part from a long message, and the person is told so', async () => {
    const { ingrid } = t.seats
    const ref = refOf(await openLog(ingrid))
    const long = `${'Lang '.repeat(2000)}slutt`
    const form = await ingrid.collect(long, t.channel)
    const [from = ''] =
      /\n\nFra en melding av Ingrid Lunde, [^\n]+ \d{4}\nhttps:\S+$/.exec(form.fields.text ?? '') ?? []
    expect(from).not.toBe('')
    const kept = 3000 - from.length
    expect(form.fields.text).toBe(long.slice(0, kept) + from)
    expect(form.text).toContain(`Teksten var lengre enn det er plass til. Bare de første ${kept} tegnene står her.`)
    expect((await form.press('Lagre', { case: ref, topic: 'wellbeing' })).text).toContain(
      'Notatet er lagret i stafettloggen.',
    )
    expect(await count(ref, 'note.added')).toBe(1)
  })

  test('is taken in part from what was typed in the chat, where all of it still stands', async () => {
    const { ingrid } = t.seats
    const said = `Jeg lurer på ${'noe langt '.repeat(1000)}slutt`
    const form = await (await ingrid.write(said)).press('Ny undring')
    expect(form.text).toMatch(/Teksten var lengre enn det er plass til. Bare de første \d+ tegnene står her./)
    expect(said.startsWith(form.fields.seen ?? '-')).toBe(true)
    const { messages } = await t.api.ask('conversations.history', { channel: ingrid.direct })
    expect(JSON.stringify(messages)).toContain(said)
    const kept = await form.press('Skriv ned', { about: 'Et barn', targetGroup: 'child' })
    expect(kept.text).toContain('Undringen er lagret.')
  })
})

describe('somebody the directory does not know', () => {
  test('reads and does nothing, and is told what to do, whatever they press', async () => {
    const log = await followed()
    const stranger = await t.seatOf('stranger')
    for (const answer of [await stranger.write('mine'), await stranger.command('mine'), await stranger.home()]) {
      expect(answer.text).toContain('Hvem er du?')
    }
    const root = await stranger.channel(t.channel).sees(refOf(log), 'Stafettholder')
    const refused = await root.press('Vis saken')
    expect(refused.text).toContain('Hvem er du?')
    const collected = await stranger.collect('Noe om noen', t.channel)
    expect(collected.text).toContain('Hvem er du?')
    const mentioned = await stranger.channel(t.channel).write(`sak ${refOf(log)}`)
    expect(mentioned.text).toContain('Jeg kjenner deg ikke ennå. Skriv til meg i vår egen chat')
    expect([refused, collected, mentioned].map(({ text }) => text).join()).not.toContain('Et barn')
    expect(t.api.received.some(({ args }) => args.user === stranger.member.user && isAbout(args, 'Et barn'))).toBe(
      false,
    )
  })

  test('is nobody else because they have the same id in another workspace', async () => {
    const { member } = t.seats.ingrid
    const root = t.sights.standing(t.channel, '').find(({ id }) => t.seats.ingrid.at(id).buttons.includes('Vis saken'))
    if (!root) throw new Error('there is no case in the channel')
    const doing = {
      ...{ by: { ...member, team: 'T0ELSEWHERE' }, channel: t.channel, named: 'trinnteam' },
      respond: t.sights.responseUrl({ user: member.user, channel: t.channel, message: null }),
      trigger: await t.sights.trigger(member.user, null),
    }
    const before = t.api.received.length
    await t.client.press(doing, root, 'Vis saken')
    const answer = await t.api.until(() => t.api.received[before], 'an answer')
    expect(JSON.stringify(answer.args)).toContain('Hvem er du?')
    expect(JSON.stringify(answer.args)).not.toContain('Et barn')
  })
})

describe('a channel', () => {
  test('that was archived is told of once, with what to do, and the case is followed from another', async () => {
    const { ingrid, terje, mari } = t.seats
    const other = t.api.channels.ledere ?? ''
    const log = await followed()
    const ref = refOf(log)
    await t.api.ask('conversations.archive', { channel: t.channel }, tokenOf('ingrid'))
    await (await log.press('Nytt notat')).press('Lagre', { topic: 'wellbeing', text: 'En' })
    await (await log.press('Nytt notat')).press('Lagre', { topic: 'wellbeing', text: 'To' })
    await t.settle()
    const told = () => [ingrid, terje, mari].map(({ all }) => all(ref, 'Legg meg til i kanalen').length)
    expect([...told(), mari.all(ref, 'Legg meg til i kanalen igjen').length]).toEqual([1, 1, 1, 0])
    expect(lines(ref, 'har skrevet i stafettloggen')).toBe(0)
    await t.inviteTo(other)
    const here = await ingrid.channel(other).write(`sak ${ref}`)
    await here.press('Følg saken i denne kanalen')
    await (await log.press('Nytt notat')).press('Lagre', { topic: 'wellbeing', text: 'Tre' })
    await t.settle()
    expect(ingrid.channel(other).all(ref, 'Stafettholder')).toHaveLength(1)
    expect(ingrid.channel(other).all(ref, 'har skrevet i stafettloggen')).toHaveLength(1)
    expect(told()).toEqual([1, 1, 1])
    await t.api.ask('conversations.unarchive', { channel: t.channel }, tokenOf('ingrid'))
    await t.inviteTo(t.channel)
  })

  test('from which the bot was removed is told of once, and goes on when it is back', async () => {
    const { ingrid } = t.seats
    const closed = await closedChannel()
    await t.inviteTo(closed)
    const log = await followed(closed)
    const ref = refOf(log)
    const add = async (text: string) =>
      void (await (await log.press('Nytt notat')).press('Lagre', { topic: 'wellbeing', text }))
    await add('En')
    await t.settle()
    expect(lines(ref, 'har skrevet i stafettloggen', closed)).toBe(1)
    await t.api.ask('conversations.kick', { channel: closed, user: t.api.bot.user }, tokenOf('ingrid'))
    await add('To')
    await t.settle()
    expect(ingrid.all(ref, 'Jeg får ikke lenger skrevet i en kanal', 'Legg meg til i kanalen igjen')).toHaveLength(1)
    await t.inviteTo(closed)
    await add('Tre')
    await t.settle()
    expect(lines(ref, 'Stafettholder', closed)).toBe(1)
    expect(lines(ref, 'har skrevet i stafettloggen', closed)).toBe(2)
    expect(ingrid.all(ref, 'Jeg får ikke lenger skrevet i en kanal')).toHaveLength(1)
    expect(await count(ref, 'note.added')).toBe(3)
  })
})

describe('Slack itself', () => {
  test('that says the bot was removed from everywhere is written to again when somebody is heard', async () => {
    const { ingrid } = t.seats
    const log = await followed()
    const ref = refOf(log)
    expect(await t.client.event({ type: 'tokens_revoked', tokens: { bot: [t.api.bot.user] } })).toMatchObject({
      status: 200,
    })
    const before = t.api.received.length
    const form = await log.press('Nytt notat')
    expect(
      await t.client.submit(doing(), form.card, { ...standingIn(form.card), topic: 'wellbeing', text: 'En' }),
    ).toMatchObject({
      status: 200,
    })
    await t.settle()
    const posted = t.api.received.slice(before).filter(({ method }) => method === 'chat.postMessage')
    expect(posted.filter(({ args }) => args.channel === t.channel)).toEqual([])
    await t.inviteTo(t.channel)
    expect((await ingrid.write(`sak ${ref}`)).text).toContain(ref)
    for (const text of ['To', 'Tre']) {
      await (await log.press('Nytt notat')).press('Lagre', { topic: 'wellbeing', text })
      await t.settle()
    }
    // What a bot that was removed has written it can't change any more: the thread is begun anew, and goes on.
    expect(lines(ref, 'Stafettholder')).toBe(2)
    expect(lines(ref, 'har skrevet i stafettloggen')).toBe(1)
    expect(await count(ref, 'note.added')).toBe(3)
  })

  test('that revoked the token gets nothing, and what it should have had when it is given back', async () => {
    const { ingrid, terje, mari } = t.seats
    const log = await openLog(ingrid)
    const ref = refOf(log)
    await t.settle()
    const form = await (await log.press('Mer')).press('Foreslå nytt nivå')
    const values = { ...standingIn(form.card), to: '3', topic: 'learning', reason: 'Derfor Nivå 3' }
    const methods = ['chat.postMessage', 'chat.update', 'conversations.open', 'conversations.history']
    for (const method of methods) t.api.answering(method, () => ({ ok: false, error: 'token_revoked' }))
    expect(await t.client.submit(doing(), form.card, values)).toMatchObject({ status: 200 })
    await t.settle()
    for (const method of methods) t.api.answering(method, () => undefined)
    expect(await count(ref, 'level.proposed')).toBe(1)
    const dead = await t.store().transaction((tx) => tx.outbox.dead(100))
    expect(dead.map(({ card, reason }) => [card, reason])).toContainEqual(['proposal', 'forbidden'])
    for (const { write } of [terje, mari]) await write('meldeplikt')
    await t.settle()
    for (const { all } of [terje, mari]) expect(all(ref, 'til nivå 3')).toHaveLength(1)
  })

  test('that asks for half a minute is left in peace so long, and then told once', async () => {
    const log = await followed()
    const ref = refOf(log)
    const said = () => lines(ref, 'Neste møte er')
    const form = await log.press('Avtal neste møte')
    t.api.failNext({ status: 429, retryAfter: '30' }, 'chat.postMessage')
    const before = t.api.received.length
    await form.press('Lagre', { day: '2026-12-09' })
    await t.advance('PT1S')
    await t.advance('PT27S')
    expect(said()).toBe(0)
    await t.advance('PT5S')
    await t.settle()
    expect(said()).toBe(1)
    const tries = t.api.received
      .slice(before)
      .filter(({ args }) => JSON.stringify(args.blocks)?.includes('Neste møte er'))
    expect(tries.map(({ delivered }) => delivered)).toEqual([false, true])
  })

  test('that took a message and then failed is asked, and not told twice', async () => {
    const log = await openLog(t.seats.ingrid)
    const ref = refOf(log)
    const here = await t.seats.ingrid.channel(t.channel).write(`sak ${ref}`)
    t.api.failNext({ status: 500, late: true }, 'chat.postMessage')
    await here.press('Følg saken i denne kanalen')
    await t.settle()
    expect(t.seats.ingrid.channel(t.channel).all(ref, 'Stafettholder')).toHaveLength(1)
    for (const fault of [{ status: 500, late: true }, 'swallowed', 'cut'] as const) {
      t.api.failNext(fault, 'chat.postMessage')
      await (await log.press('Nytt notat')).press('Lagre', { topic: 'wellbeing', text: `Ved ${JSON.stringify(fault)}` })
      await t.settle()
    }
    expect(lines(ref, 'har skrevet i stafettloggen')).toBe(3)
    t.api.failNext({ status: 500, late: true }, 'chat.postMessage', 'Godkjenn')
    t.api.failNext({ status: 500 }, 'conversations.history')
    const before = t.api.received.length
    await propose(log, 'Nivå 3')
    await t.settle()
    for (const { all } of [t.seats.terje, t.seats.mari]) expect(all(ref, 'til nivå 3')).toHaveLength(1)
    const asked = t.api.received.slice(before).filter(({ method }) => method === 'conversations.history')
    expect(asked.map(({ delivered }) => delivered)).toEqual([false, true])
  })
})

test('in the end every log is whole, and nothing waits', async () => {
  expect((await t.store().verifyAll()).faults).toEqual([])
  expect(await t.store().transaction((tx) => tx.outbox.waiting())).toBe(0)
})

/** A log that is followed in a channel. */
async function followed(channel = t.channel): Promise<Sight> {
  const log = await openLog(t.seats.ingrid)
  const here = await t.seats.ingrid.channel(channel).write(`sak ${refOf(log)}`)
  await here.press('Følg saken i denne kanalen')
  await t.settle()
  return log
}

/** A channel that Ingrid has made, to which nobody comes who is not invited. */
async function closedChannel(): Promise<string> {
  const made = await t.api.ask('conversations.create', { name: 'barneteam', is_private: true }, tokenOf('ingrid'))
  return isObject(made.channel) ? String(made.channel.id) : ''
}

async function propose(log: Sight, level: string): Promise<Sight> {
  const form = await (await log.press('Mer')).press('Foreslå nytt nivå')
  return form.press('level.propose', { to: level, topic: 'learning', reason: `Derfor ${level}` })
}

function doing() {
  return { by: t.seats.ingrid.member, trigger: nextId('trigger') }
}

/** A trigger that has opened a modal already. */
async function usedTrigger(user: string): Promise<string> {
  const { trigger_id } = await t.api.ask('views.generateTriggerId', { user_id: user })
  const title = { type: 'plain_text', text: 'x' }
  await t.api.ask('views.open', { trigger_id, view: { type: 'modal', title, blocks: [] } })
  return String(trigger_id)
}

function nextOf({ buttons }: Sight): string | undefined {
  return buttons.find((title) => /Neste|neste|Flere|flere/.test(title))
}

function isAbout(args: object, words: string): boolean {
  return JSON.stringify(args).includes(words)
}

function isView(view: unknown): view is Modal {
  return typeof view === 'object' && view !== null
}

/** How often the threads of the channel say this about a case. */
function lines(ref: string, words: string, channel = t.channel): number {
  const seen = t.seats.ingrid.channel(channel)
  return t.sights.standing(channel, '').filter(({ id }) => [ref, words].every((one) => seen.at(id).text.includes(one)))
    .length
}

async function count(ref: string, type: Event['type']): Promise<number> {
  const entries = await t.store().transaction(async (tx) => {
    const found = await tx.cases.byRef('fjordvik', ref)
    return found ? tx.cases.entries(found.case.id) : []
  })
  return entries.filter(({ event }) => event.type === type).length
}
