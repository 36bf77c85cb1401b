/**
 * The ways in Slack that Teams has not: the command, Home, the shortcuts, links, mentions in a thread. By each the same is
 * done, and where others read nothing of the case is shown but to the one who asked, in a view of their own.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sight } from '../support/chat.ts'
import { isObject } from '../support/rendered-card.ts'
import { slackTime } from '../support/slack-client.ts'
import type { SlackSeat } from '../support/slack-seat.ts'
import { type SlackTown, startSlackTown } from '../support/slack-town.ts'
import { openLog, refOf } from '../support/walk.ts'

let t: SlackTown
let ingrid: SlackSeat
let ref: string

beforeAll(async () => {
  t = await startSlackTown()
  ingrid = t.seats.ingrid
  await t.inviteTo(t.channel)
  ref = refOf(await openLog(ingrid))
  const here = await ingrid.channel(t.channel).write(`sak ${ref}`)
  await here.press('Følg saken i denne kanalen')
  await t.settle()
})
afterAll(() => t.end())

describe('the command', () => {
  test("opens a form in a channel, and what is written there stands in nobody else's sight", async () => {
    const form = await ingrid.command('ny', t.channel)
    const kept = await form.press('Skriv ned', {
      about: 'Jente i 5. klasse',
      targetGroup: 'child',
      seen: 'Sover i timen',
    })
    expect(kept.text).toContain('Undringen er lagret.')
    expect(kept.text).toContain('Jente i 5. klasse')
    expect(inChannel('Jente')).toEqual([])
  })

  test('shows a case in a view of its own, from which everything can be done', async () => {
    const seen = await ingrid.command(`sak ${ref}`, t.channel)
    expect(seen.text).toContain('Et barn')
    const form = await seen.press('Nytt notat')
    const kept = await form.press('Lagre', { topic: 'wellbeing', text: 'Fra kanalen' })
    expect(kept.text).toContain('Notatet er lagret i stafettloggen.')
    expect(kept.text).toContain('Et barn')
    await t.settle()
    expect(inChannel('Et barn')).toEqual([])
    expect(inChannel('har skrevet i stafettloggen')).toHaveLength(1)
  })

  test('is answered with a sentence where there is no more to say, to the one who asked', async () => {
    const said = await ingrid.command('språk klingon', t.channel)
    expect(said.text).toContain('Jeg kan bokmål, nynorsk og engelsk.')
    expect(inChannel('klingon')).toEqual([])
  })
})

describe('Home', () => {
  test('shows what waits, and does it from there, which shows at once', async () => {
    const home = await ingrid.home()
    expect(home.text).toContain(ref)
    const form = await home.row(ref).press('Avtal neste møte')
    const before = t.api.received.length
    const kept = await form.press('Lagre', { day: '2026-11-09' })
    expect(kept.text).toContain('Møtet er avtalt')
    await t.sights.until(() => published(before), 'Home again')
    expect(home.now().text).toContain(`${ref} · Et møte skal holdes\nOm 7 dager`)
  })

  test('begins a new wondering, and has it among the others afterwards', async () => {
    const form = await (await ingrid.home()).press('Ny undring')
    const before = t.api.received.length
    expect((await form.press('Skriv ned', { about: 'En gutt', targetGroup: 'child', seen: 'Gråter' })).text).toContain(
      'En gutt',
    )
    await t.sights.until(() => published(before), 'Home again')
    expect((await ingrid.home()).text).toContain('FJ-1003')
  })

  test('tells somebody with no cases how to begin', async () => {
    const home = await t.seats.jonas.home()
    expect(home.buttons).toContain('Ny undring')
    expect(home.text).not.toMatch(/FJ-\d/)
  })
})

describe('the shortcuts', () => {
  test('begin a wondering from anywhere', async () => {
    const form = await ingrid.shortcut('new_concern')
    const kept = await form.press('Skriv ned', { about: 'To søsken', targetGroup: 'child', seen: 'Kommer sent' })
    expect(kept.text).toContain('To søsken')
  })

  test('put a message of the channel into a log, with the name of whoever is named in it', async () => {
    const form = await ingrid.collect(`Avtalt med noen: ringe hjem`, t.channel)
    expect(form.fields.text).toMatch(
      /^Avtalt med noen: ringe hjem\n\nFra en melding av Ingrid Lunde, [^\n]+\nhttps:\S+$/,
    )
    expect((await form.press('Lagre', { case: ref, topic: 'wellbeing' })).text).toContain(
      'Notatet er lagret i stafettloggen.',
    )
    await t.settle()
    expect(inChannel('har skrevet i stafettloggen')).toHaveLength(2)
    expect(inChannel('ringe hjem')).toEqual([])
  })
})

describe('a link to a case', () => {
  const share = async (seat: SlackSeat, url: string) => {
    const { user, team } = seat.member
    const ts = slackTime()
    const event = { type: 'link_shared', user, team, channel: t.channel, message_ts: ts, event_ts: ts }
    expect(await t.client.event({ ...event, links: [{ domain: 'stafett.fjordvik.example', url }] })).toMatchObject({
      status: 200,
    })
  }
  const link = () => `https://stafett.fjordvik.example/sak/${ref}`
  const unfurled = () => t.api.received.filter(({ method }) => method === 'chat.unfurl')

  test('shows its reference and the way to it, and nothing of the case', async () => {
    await share(ingrid, link())
    await t.api.until(() => unfurled().length > 0, 'an unfurl')
    const said = JSON.stringify(unfurled()[0]?.args.unfurls)
    expect(said).toContain(ref)
    expect(said).toContain('Vis saken')
    expect(said).not.toMatch(/Et barn|Ingrid/)
  })

  test('shows nothing when whoever wrote it may not read the case, or it leads elsewhere', async () => {
    await share(t.seats.jonas, link())
    await share(ingrid, 'https://stafett.fjordvik.example/sak/FJ-9999')
    await share(ingrid, 'https://elsewhere.example/sak/FJ-1001')
    await ingrid.write('mine')
    expect(unfurled()).toHaveLength(1)
  })
})

describe('in a thread', () => {
  test('the bot answers there, for the one who asked alone', async () => {
    const root = t.sights.standing(t.channel, '').find(({ thread }) => thread !== undefined)
    if (!root?.thread) throw new Error('there is no thread')
    const before = t.api.received.length
    const answer = await ingrid.channel(t.channel, root.thread).write(`sak ${ref}`)
    expect(answer.text).not.toContain('Et barn')
    const [said] = t.api.received.slice(before)
    expect(said).toMatchObject({
      method: 'chat.postEphemeral',
      args: { thread_ts: root.thread, user: ingrid.member.user },
    })
    expect((await answer.press('Vis saken')).text).toContain('Et barn')
  })
})

test('nothing in the channel says a word of any case, whoever sees it alone', () => {
  const seen = ingrid.channel(t.channel)
  const texts = t.sights.standing(t.channel, ingrid.member.user).map(({ id }) => seen.at(id).text)
  expect(texts.length).toBeGreaterThan(6)
  expect(texts.filter((text) => /Et barn|Jente|gutt|søsken|Sover|Gråter/.test(text))).toEqual([])
})

/** What everybody in the channel sees that says this. */
function inChannel(words: string): Sight[] {
  const seen = ingrid.channel(t.channel)
  return t.sights.standing(t.channel, '').flatMap(({ id }) => (seen.at(id).text.includes(words) ? [seen.at(id)] : []))
}

function published(since: number): boolean {
  return t.api.received.slice(since).some(({ method, answer }) => method === 'views.publish' && isObject(answer))
}
