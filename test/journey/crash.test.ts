/**
 * The bot is killed between what it has saved and what it has sent, and at moments drawn by lot while people press:
 * nothing it acknowledged is lost, nothing is done twice, and everybody who should be told is told.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { runAdmin } from '../../src/admin.ts'
import { surveySettings } from '../../src/config.ts'
import { people } from '../../src/demo/seats.ts'
import { openStore } from '../../src/store/open.ts'
import { wording } from '../../src/wording/index.ts'
import { type BotProcess, chatOf, directChat, settleIn, startBotProcess } from '../support/bot-process.ts'
import type { Chat, Sight } from '../support/chat.ts'
import { type StandIn, startConnector } from '../support/connector.ts'
import { freePort } from '../support/free-port.ts'
import { reach } from '../support/menu.ts'
import { choicesOf } from '../support/rendered-card.ts'
import { testKeys } from '../support/temporary-store.ts'
import { openLog, refOf, wonder } from '../support/walk.ts'

/** Kills in each of two towns, side by side. */
const kills = 10
const pressesBetween = 4
const answersLost = 0.1
/** Half a minute on a machine with nothing else to do; each kill is a start of the whole program, and two at once. */
const withinMs = 300_000

/** What Mari, who reads nynorsk, is shown of a question until she opens it. */
const asks = 'Spørsmål til deg'

const ending: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end()
})

test('a notice that was on its way when the bot was killed goes out after the restart, once', async () => {
  const town = await settle()
  const concern = await wonder(town.ingrid)
  const form = await concern.press('concern.ask')
  town.connector.failNext('silent')
  const asked = town.connector.count(town.connector.received.length + 1)
  await form.press('concern.ask', { person: 'Mari Holm', text: 'Hva hjelper?' })
  await asked
  await town.restart()
  const question = await (await town.mari.sees(asks)).whole()
  expect(question.text).toContain('Hva hjelper?')

  const answer = await question.press('concern.answer')
  town.connector.failNext('silent')
  const told = town.connector.count(town.connector.received.length + 1)
  await answer.press('concern.answer', { text: 'Å bli spurt' })
  await told
  await town.restart()
  await town.ingrid.sees('En kollega har svart på spørsmålet ditt.')
  expect(town.mari.all(asks)).toHaveLength(1)
  expect(town.ingrid.all('En kollega har svart på spørsmålet ditt.')).toHaveLength(1)
  expect((await town.end()).waiting).toBe(0)
})

test('a notice that was on its way at two kills is given up, and goes out when the administrator says so', {
  timeout: withinMs,
}, async () => {
  const town = await settle()
  const concern = await wonder(town.ingrid)
  const form = await concern.press('concern.ask')
  const first = town.connector.failNext('silent', chatOf(people.colleague.aadObjectId))
  await form.press('concern.ask', { person: 'Mari Holm', text: 'Hva hjelper?' })
  await first
  const second = town.connector.failNext('silent', chatOf(people.colleague.aadObjectId))
  await town.restart()
  await second
  await town.restart()
  await town.givesUp()
  expect(town.mari.all(asks)).toHaveLength(0)

  expect(await town.sendAgain()).toBe(1)
  await town.mari.sees(asks)
  expect((await town.end()).waiting).toBe(0)
  expect(town.mari.all(asks)).toHaveLength(1)
})

test(`after ${2 * kills} kills under presses all that was acknowledged is in the log once, and told once or twice`, {
  timeout: withinMs,
}, async ({ onTestFailed }) => {
  const standings = [20_26, 11_22].map((seed): Standing => ({ seed, at: 'settling', town: null }))
  // Where somebody waits for what never comes, this is all there is to go by.
  onTestFailed(() => standings.forEach(tellHowFar))
  await Promise.all(standings.map(killed))
})

/** How far a town has come. */
type Standing = { seed: number; at: string; town: Town | null }

function tellHowFar({ seed, at, town }: Standing): void {
  process.stderr.write(`seed ${seed} was at: ${at}\n${town?.said().slice(-40).join('\n')}\n`)
}

async function killed(standing: Standing): Promise<void> {
  const { seed } = standing
  const random = randomFrom(seed)
  const town = await settle()
  standing.town = town
  const log = await openLog(town.ingrid)
  const menu = await (await withMari(log)).press('show.menu')
  const promises: Promised[] = []
  for (let kill = 0; kill < kills; kill += 1) {
    standing.at = `kill ${kill}, the forms`
    for (let press = 0; press < pressesBetween; press += 1) promises.push(await promised(menu, promises.length))
    const after = Math.floor(random() * 3 * pressesBetween)
    standing.at = `kill ${kill}, after ${after}`
    await pressAll(promises, town.connector, after)
    standing.at = `kill ${kill}, the restart`
    await town.restart()
    // Of what was answered, some answers do not arrive: then Teams delivers it again, under another id.
    for (const one of promises) one.acknowledged &&= random() > answersLost
  }
  standing.at = 'the last presses'
  await pressAll(promises, town.connector, Number.POSITIVE_INFINITY)
  let again = 0
  for (const { text, told, acknowledged } of promises) {
    standing.at = `what is told of ${text}, which was ${acknowledged ? '' : 'not '}acknowledged`
    while (!(await arrives(town, told))) again += await town.sendAgain()
  }
  standing.at = 'the end'

  const { texts, faults, waiting } = await town.end(refOf(log))
  expect(faults, `seed ${seed}`).toEqual([])
  expect(waiting).toBe(0)
  expect(texts.sort()).toEqual(promises.map(({ text }) => text).sort())
  const told = promises.map((one) => town.mari.all(one.told).length)
  const thrice = told.filter((times) => times > 2)
  // What was given up may have arrived at both tries, and is sent once more.
  expect(Math.max(...told), `seed ${seed}`).toBeLessThanOrEqual(3)
  expect(thrice.length, `seed ${seed}`).toBeLessThanOrEqual(again)
}

/** Whether that reaches Mari; not where the bot gives a message up meanwhile, which was on its way at two kills. */
function arrives({ mari, givesUp }: Town, told: string): Promise<boolean> {
  return Promise.race([mari.sees(told).then(() => true), givesUp().then(() => false)])
}

/** A follow-up that is to be added: `text` is found again in the log, `told` in what its responsible is told. */
type Promised = { form: Sight; text: string; told: string; values: { [id: string]: string }; acknowledged: boolean }

async function promised(menu: Sight, number: number): Promise<Promised> {
  const form = await menu.press('follow-up.add')
  const mari = choicesOf(form.card, 'responsible').find(({ title }) => title === 'Mari Holm')?.value ?? ''
  const day = new Date(Date.now() + (number + 2) * 86_400_000).toISOString().slice(0, 10)
  const text = `Oppfølging ${number}`
  const told = mariReads('line.task-given', { day: mariReads.dayInSentence(day) })
  return {
    form,
    text,
    told,
    values: { ...form.fields, topic: 'wellbeing', text, day, responsible: mari },
    acknowledged: false,
  }
}

const mariReads = wording('nn')

/** Presses everything not acknowledged yet, all at once; resolves when so many answers and sends have come, or all answers. */
async function pressAll(promises: Promised[], connector: StandIn, happenings: number): Promise<void> {
  const open = promises.filter(({ acknowledged }) => !acknowledged)
  const presses = open.map(async (one) => {
    const answer = await one.form.force('follow-up.add', one.values).catch(() => null)
    one.acknowledged ||= answer !== null && /Oppfølgingen er lagret|Dette har jeg fått før/.test(answer.text)
  })
  const start = connector.received.length
  const sends = open.map((_, count) => connector.count(start + count + 1))
  await Promise.race([Promise.all(presses), first(happenings, [...presses, ...sends])])
}

/** Resolves when so many of them have. */
function first(wanted: number, all: Promise<void>[]): Promise<void> {
  return new Promise((resolve) => {
    let left = wanted
    const one = () => {
      if (left <= 0) resolve()
      left -= 1
    }
    one()
    for (const promise of all) void promise.then(one)
  })
}

type Town = {
  ingrid: Chat
  mari: Chat
  connector: StandIn
  /** Kills the bot and starts it again. */
  restart(): Promise<void>
  /** What the bots have told in their logs, oldest first. */
  said(): string[]
  /** Resolves when the bot has given a message up, of which nobody can know whether it arrived at either try. */
  givesUp(): Promise<void>
  /** Has what was given up sent again, as an administrator does; gives back how much that was. */
  sendAgain(): Promise<number>
  /** Stops the bot, and tells what it has stored. */
  end(ref?: string): Promise<{ texts: string[]; faults: unknown[]; waiting: number }>
}

async function settle(): Promise<Town> {
  const folder = mkdtempSync(join(tmpdir(), 'crash-'))
  const connector = await startConnector()
  const port = await freePort()
  const settings = await settleIn(folder, port)
  let bot: BotProcess = await startBotProcess(settings)
  const earlier: string[] = []
  let ended = false
  ending.push(async () => {
    ended = true
    await bot.kill()
    await connector.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const chat = (person: string) => directChat(`http://127.0.0.1:${port}`, connector, person)
  return {
    ...{ ingrid: chat(people.teacher.aadObjectId), mari: chat(people.colleague.aadObjectId), connector },
    said: () => [...earlier, ...bot.said],
    async restart() {
      await bot.kill()
      earlier.push(...bot.said)
      bot = await startBotProcess(settings)
      // Where the other town has failed meanwhile, nobody comes back to end this one.
      if (ended) await bot.kill()
    },
    givesUp: () => bot.tells('spent'),
    async sendAgain() {
      await bot.stop()
      earlier.push(...bot.said)
      const said = await outbox(settings, '--again')
      bot = await startBotProcess(settings)
      return Number.parseInt(said, 10)
    },
    async end(ref) {
      await bot.stop()
      return read(join(folder, 'stafett.sqlite'), ref)
    },
  }
}

/** What `npm run admin -- outbox` says. */
async function outbox(settings: { [name: string]: string }, ...words: string[]): Promise<string> {
  const said: string[] = []
  const context = { survey: () => surveySettings(settings), print: (line: string) => void said.push(line) }
  expect(await runAdmin(['outbox', ...words], context)).toBe(0)
  return said.join('\n')
}

async function read(path: string, ref?: string) {
  const store = await openStore({ path, keys: testKeys })
  try {
    const { faults } = await store.verifyAll()
    const texts = await store.transaction(async (tx) => {
      const found = ref ? await tx.cases.byRef('fjordvik', ref) : null
      if (!found) return []
      const entries = await tx.cases.entries(found.case.id)
      const added = entries.flatMap(({ event }) => (event.type === 'follow-up.added' ? [event.text] : []))
      const words = await tx.words.read(found.case.id, added)
      return added.map((id) => words.get(id) ?? '')
    })
    return { texts, faults, waiting: await store.transaction((tx) => tx.outbox.waiting()) }
  } finally {
    await store.close()
  }
}

/** Mari, who takes part and reads bokmål. */
async function withMari(log: Sight): Promise<Sight> {
  const form = await reach(log, 'participant.add')
  return form.press('participant.add', { person: 'Mari Holm' })
}

/** From 0 to below 1; the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
}
