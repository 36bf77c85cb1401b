/**
 * One case in two channels: its holder works in Teams, her leader and the nurse in Slack. What happens in one is seen in
 * the other, once, and nowhere is more said of the child than there was.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Chat, Sight } from '../support/chat.ts'
import { caseBelow } from '../support/menu.ts'
import { visitorAt } from '../support/page-town.ts'
import type { SlackSeat } from '../support/slack-seat.ts'
import { startTwoChannelsTown, type TwoChannelsTown } from '../support/two-channels-town.ts'
import { answered, asking, openCase, record } from '../support/walk.ts'

let t: TwoChannelsTown
/** The Slack channel as Terje sees it. */
let channel: Chat
/** What Ingrid has before her in her own chat in Teams. */
let card: Sight

beforeAll(async () => {
  t = await startTwoChannelsTown()
  channel = t.seats.terje.channel(t.channel)
})
afterAll(() => t.end())

describe('a log that was begun in Teams', () => {
  test('is told of to the leader where he is, in Slack', async () => {
    await t.teacher.say(t.teacher.conversations.channel, 'ny')
    await (await t.team.sees('Ny undring', 'Fortsett i vår chat')).press('Fortsett i vår chat')
    const form = await (await t.ingrid.sees('Bare du og de som leder enheten, ser dette.')).whole()
    const concern = await form.press('Skriv ned', {
      about: 'Gutt på 3. trinn',
      targetGroup: 'child',
      seen: 'Er mye alene.',
    })
    const asked = await (await concern.press('Velg vei videre')).press('Velg', { outcome: 'Nivå 1' })
    const request = await asked.press('Be om samtykke')
    const consents = await request.press('Be om samtykke', asking('skole'))
    card = await record(await consents.press('Registrer samtykke'), answered('skole'))
    await t.settle()
    expect(t.team.all('Sak FJ-1001', 'Stafettholder')).toHaveLength(1)
    expect(t.seats.terje.all('Stafettloggen er åpnet.', 'enhetsleder')).toHaveLength(1)
    expect(channel.all()).toEqual([])
  })

  test('is followed in a channel of Slack too, as its leader chooses', async () => {
    await t.inviteTo(t.channel)
    const here = await channel.write('sak 1001')
    expect(here.text).not.toContain('Gutt')
    expect((await here.press('Følg saken i denne kanalen')).text).toContain('Saken følges nå i denne kanalen.')
    await t.settle()
    expect(roots().map(({ text }) => text)).toEqual([
      expect.stringContaining('Ingrid Lunde'),
      expect.stringContaining('Ingrid Lunde'),
    ])
    const again = await channel.write('sak 1001')
    expect(again.buttons).not.toContain('Følg saken i denne kanalen')
  })

  test('says what is agreed in one as one line in both threads', async () => {
    card = await (await card.press('Avtal neste møte')).press('Lagre', { day: '2026-11-09' })
    await t.settle()
    expect(lines('Neste møte er mandag 9. november 2026.')).toEqual([1, 1])
  })
})

describe('a note', () => {
  test('that was added in Teams is in Slack by reference, and read there by whoever may', async () => {
    card = await (await card.press('Nytt notat')).press('Lagre', {
      topic: 'wellbeing',
      text: 'Leker med Emil i dag.',
      others: 'yes',
    })
    await t.settle()
    expect(lines('har skrevet i stafettloggen.')).toEqual([1, 1])
    expect(JSON.stringify([...channel.all(), ...t.team.all()].map(({ text }) => text))).not.toContain('Emil')
    const seen = await roots()[1]?.press('Vis saken')
    const plan = await seen?.press('Mål, tiltak og notater')
    expect(plan?.text).toContain('Leker med Emil i dag.')
    const refused = await (await t.seats.nora.channel(t.channel).sees('Sak FJ-1001', 'Stafettholder')).press(
      'Vis saken',
    )
    expect(refused.text).toContain('Jeg finner ikke dette, eller du har ikke tilgang')
  })

  test('that was picked from a message in Slack is in Teams by reference', async () => {
    const form = await t.seats.terje.collect('Helsesykepleier snakket med mor.', t.channel)
    expect(form.fields.text).toMatch(
      /^Helsesykepleier snakket med mor\.\n\nFra en melding av Terje Aas, [^\n]+ \d{4}\nhttps:\S+$/,
    )
    const kept = await form.press('Lagre', { case: 'FJ-1001', topic: 'wellbeing', others: 'no' })
    expect(kept.text).toContain('Notatet er lagret i stafettloggen.')
    await t.settle()
    expect(lines('har skrevet i stafettloggen.')).toEqual([2, 2])
    const plan = await card.press('Mål, tiltak og notater')
    expect(plan.text).toContain('Helsesykepleier snakket med mor.')
  })
})

describe('a decision', () => {
  let decision: Sight

  test('that is asked for in Teams is put to the leader in Slack', async () => {
    const form = await (await openCase(t.ingrid, 'FJ-1001')).press('Foreslå nytt nivå')
    card = await form.press('Send forslaget', {
      to: 'Nivå 2',
      services: ['Skolehelse'],
      topic: 'learning',
      reason: 'Sover dårlig',
    })
    card = await consent(await (await card.press('Vis forslaget')).press('Samtykke'))
    await t.settle()
    decision = await (await t.seats.terje.sees('Forslag: FJ-1001')).whole()
    expect(decision.text).toContain('Sover dårlig')
    expect(decision.buttons).toEqual(expect.arrayContaining(['Godkjenn', 'Avslå']))
    expect(lines('Ingrid Lunde har foreslått å flytte saken fra nivå 1 til nivå 2.')).toEqual([1, 1])
  })

  test('that is made in Slack changes the cards and adds one line in both threads', async () => {
    const form = await decision.press('Godkjenn')
    const held = { topic: 'learning', meetingDay: '2026-11-02', parentsTookPart: 'true', childTookPart: 'true' }
    const answer = { ...held, view: 'Vil gjerne', reason: 'Helsesykepleier' }
    const decided = await form.press('Godkjenn', answer)
    expect(decided.text).toMatch(/Godkjent av deg .*Helsesykepleier/s)
    expect(decided.buttons).toEqual(['Vis saken'])
    await t.settle()
    expect(lines('Terje Aas har godkjent at saken flyttes fra nivå 1 til nivå 2')).toEqual([1, 1])
    expect(roots().map(({ text }) => text)).toEqual([
      expect.stringContaining('Nivå\nNivå 2'),
      expect.stringContaining('Nivå\nNivå 2'),
    ])
  })

  test('is told to nobody twice, and not to the one who made it', () => {
    expect(t.ingrid.all('har godkjent at saken flyttes fra nivå 1 til nivå 2')).toHaveLength(1)
    expect(t.seats.terje.all('har godkjent')).toEqual([])
    for (const one of Object.values(t.seats)) expect(repeated(one)).toEqual([])
  })

  test('lets the nurse take the baton in Slack, and Teams learns it', async () => {
    card = await caseBelow(t.ingrid, await t.ingrid.sees('har godkjent'), t.settle)
    const form = await (await (await card.press('Mer')).press('Stafettpinnen')).press('Overlever stafettpinnen')
    await form.press('Send tilbudet', { person: 'Nora Vik' })
    const taken = await (await t.seats.nora.sees('tilbød deg stafettpinnen')).press('Ta imot')
    expect(taken.text).toContain('Du har tatt imot stafettpinnen.')
    await t.settle()
    expect(t.ingrid.all('Nora Vik er ny stafettholder.')).toHaveLength(1)
    expect(lines('er ny stafettholder.')).toEqual([1, 1])
  })
})

describe('an account in the other channel', () => {
  let stranger: SlackSeat

  test('is told how it becomes known', async () => {
    stranger = await t.seatOf('stranger')
    expect((await stranger.write('mine')).text).toContain('Skriv «koble» til meg der.')
    expect((await stranger.write('koble ABCDE-23456')).text).toContain('Den koden kjenner jeg ikke.')
  })

  test("becomes a person's by a code from their own chat, once", async () => {
    const code = codeIn(await t.ingrid.write('koble', ({ text }) => text.includes('Koden gjelder')))
    const greeted = await stranger.write(`koble ${code.toLowerCase()}`)
    expect(greeted.text).toContain('Nå vet jeg hvem du er her også.')
    expect((await stranger.write('mine', ({ text }) => text.includes('Mine saker'))).text).toContain('FJ-1001')
    const told = await t.ingrid.sees('Jeg kjenner deg nå i en annen app også.')
    expect(told.buttons).toContain('Ta bort kontoen')
    const other = await t.seatOf('stranger2')
    expect((await other.write(`koble ${code}`)).text).toContain('Den koden kjenner jeg ikke.')
  })

  test('gets what is for the person, who is not told in both', async () => {
    const seen = await openCase(t.seats.nora, 'FJ-1001')
    const form = await (await (await seen.press('Mer')).press('Stafettpinnen')).press('Overlever stafettpinnen')
    await form.press('Send tilbudet', { person: 'Ingrid Lunde' })
    await t.settle()
    const offers = [stranger, t.ingrid].map(({ all }) => all('Nora Vik tilbød deg stafettpinnen').length)
    expect(offers).toEqual([1, 0])
    expect((await stranger.sees('Nora Vik tilbød deg')).buttons).toContain('Ta imot')
  })

  test('is passed over while it takes nothing, and the person is told in the other', async () => {
    const isTheirs = (args: object) => 'channel' in args && args.channel === stranger.direct
    t.api.answering('chat.postMessage', (args) =>
      isTheirs(args) ? { ok: false, error: 'messages_tab_disabled' } : undefined,
    )
    await giveIngridATask('Ringe hjem')
    expect([stranger, t.ingrid].map(({ all }) => all('Du har fått ansvaret for noe').length)).toEqual([0, 1])
    expect(t.seats.terje.all('Jeg fikk ikke sendt en melding')).toEqual([])
    t.api.answering('chat.postMessage', () => undefined)
    await giveIngridATask('Ringe igjen')
    expect([stranger, t.ingrid].map(({ all }) => all('Du har fått ansvaret for noe').length)).toEqual([0, 2])
    await stranger.write('mine')
    await giveIngridATask('Ringe en gang til')
    expect([stranger, t.ingrid].map(({ all }) => all('Du har fått ansvaret for noe').length)).toEqual([1, 2])
  })

  test('is taken away from where it was not', async () => {
    const told = await t.ingrid.sees('Jeg kjenner deg nå i en annen app også.')
    expect((await told.press('Ta bort kontoen')).text).toContain('Kontoen er tatt bort')
    expect((await stranger.write('sak 1001')).text).not.toContain('FJ-1001')
  })
})

test('the log is whole, nothing was lost, and no channel was told anything of the child', async () => {
  expect(await t.store().verifyAll()).toEqual({ cases: 1, faults: [] })
  expect(await t.store().transaction((tx) => tx.outbox.dead(10))).toEqual([])
  const shown = [...t.team.all(), ...t.sights.standing(t.channel, '').map(({ id }) => channel.at(id))]
  expect(shown.map(({ text }) => text).join('\n')).not.toMatch(/Gutt|alene|Emil|Sover|mor|[Ss]kolehelse/)
})

/** The card at the beginning of the thread: in Teams, and in Slack. */
function roots(): Sight[] {
  return [t.team, channel].flatMap((one) => one.all('Sak FJ-1001', 'Stafettholder'))
}

/** How often something is said in the threads: in Teams, and in Slack. */
function lines(words: string): number[] {
  return [t.team, channel].map((one) => one.all(words).length)
}

/** What stands more than once in a chat. */
function repeated(chat: Chat): string[] {
  const texts = chat.all('Du får denne meldingen').map(({ text }) => text)
  return texts.filter((text, index) => texts.indexOf(text) !== index)
}

function codeIn({ text }: Sight): string {
  const found = /\b[2-9A-Z]{5}-[2-9A-Z]{5}\b/.exec(text)?.[0]
  if (!found) throw new Error(`no code in: ${text}`)
  return found
}

/** Nora does so, who holds the baton. */
async function giveIngridATask(text: string): Promise<void> {
  const seen = await openCase(t.seats.nora, 'FJ-1001')
  const form = await (await (await seen.press('Mer')).press('Mål og tiltak')).press('Ny oppfølging')
  await form.press('Lagre', { text, topic: 'wellbeing', day: '2026-11-20', responsible: 'Ingrid Lunde' })
  await t.settle()
}

/** Asks for what is missing, and records that both guardians have agreed. */
async function consent(checkpoint: Sight): Promise<Sight> {
  const asked = await (await checkpoint.press('Be om samtykke')).press('Be om samtykke', {
    services: ['skolehelsetjeneste'],
  })
  return record(await asked.press('Registrer samtykke'), answered('skolehelsetjeneste'))
}

describe('the page', () => {
  test('shows whoever works in Teams what was decided in Slack, and what is written there is read in both at once', async () => {
    const ingrid = visitorAt(t.bot)
    await ingrid.signIn('Ingrid Lunde')
    const shown = await ingrid.get('/rom/sak/FJ-1001')
    expect(shown.text).toContain('Nivå 2')
    const of = /case=(case_\w+)/.exec(shown.text)?.[1] ?? ''
    const before = lines('har skrevet i stafettloggen.').map((count) => count + 1)
    const form = await ingrid.get(`/rom/skjema/note.add?case=${of}`)
    const saved = await ingrid.press(form, 'Lagre', {
      topic: 'wellbeing',
      text: 'Lo høyt i friminuttet.',
      others: 'no',
    })
    expect(saved.text).toContain('Notatet er lagret i stafettloggen.')
    await t.settle()
    expect(lines('har skrevet i stafettloggen.')).toEqual(before)
    const [inSlack, inTeams] = await Promise.all([openCase(t.seats.terje, 'FJ-1001'), openCase(t.ingrid, 'FJ-1001')])
    for (const seen of [inSlack, inTeams])
      expect((await seen.press('Mål, tiltak og notater')).text).toContain('Lo høyt i friminuttet.')
    expect((await ingrid.get(`/rom/vis/show.plan?case=${of}`)).text).toContain('Lo høyt i friminuttet.')
  })

  test('takes what is written at the same moment as in Teams and in Slack, and the next look shows all of it in all three', async () => {
    const page = visitorAt(t.bot)
    await page.signIn('Ingrid Lunde')
    const of = /case=(case_\w+)/.exec((await page.get('/rom/sak/FJ-1001')).text)?.[1] ?? ''
    const plan = async (chat: Chat) => (await openCase(chat, 'FJ-1001')).press('Mål, tiltak og notater')
    const [inTeams, inSlack, onPage] = await Promise.all([
      plan(t.ingrid).then((seen) => seen.press('Nytt mål')),
      plan(t.seats.terje).then((seen) => seen.press('Nytt tiltak')),
      page.get(`/rom/skjema/goal.set?case=${of}`),
    ])
    const written = (text: string) => ({ text, topic: 'wellbeing' })
    const answers = await Promise.all([
      inTeams.press('Lagre', written('Har noen å leke med.')),
      inSlack.press('Lagre', { ...written('En voksen er med ute.'), arena: 'school', responsible: 'Nora Vik' }),
      page.press(onPage, 'Lagre', written('Sover godt.')),
    ])
    for (const { text } of answers) expect(text).toMatch(/er lagret\./)
    const shown = await Promise.all([plan(t.ingrid), plan(t.seats.terje), page.get(`/rom/vis/show.plan?case=${of}`)])
    const all = ['Har noen å leke med.', 'En voksen er med ute.', 'Sover godt.']
    expect(shown.map(({ text }) => all.filter((one) => text.includes(one)))).toEqual(shown.map(() => all))
  })
})
