/** A municipality in one process, for a simulated year: its machine, its people and two channels; what they do, and what comes to them. */
import type { Card } from '../cards/card.ts'
import { execute, recheckAll } from '../src/app/act/index.ts'
import { type App, actorOf, type Municipality } from '../src/app/app.ts'
import { createHandle } from '../src/app/door/index.ts'
import type { Command } from '../src/core/case.ts'
import type { CaseId, Instant, PersonId, WordId } from '../src/core/ids.ts'
import type { RefusalCode } from '../src/core/refusal.ts'
import type { Account, Ids, Outgoing, Person, Place, Tx } from '../src/ports.ts'
import type { OpenStore, PersonToImport } from '../src/store/open.ts'
import { type Arrived, chatOf, createYearChannel } from './year-channel.ts'
import type { Dice } from './year-dice.ts'
import { createEye, type Eye } from './year-eye.ts'
import { createMachine, type Machine, type Parts } from './year-machine.ts'
import { channelNames } from './year-staff.ts'

/** A message that came to somebody. */
export type Message = Pick<Arrived, 'card' | 'account'> & { person: PersonId; about: Outgoing; at: Instant }

export type Town = Parts &
  Pick<Machine, 'now' | 'until' | 'jump' | 'turnOff' | 'turnOn' | 'end'> & {
    /** Everybody, as the directory has them. */
    people: Map<PersonId, Person>
    /** Does something as somebody; the answer is why not, or null. */
    act(done: Done): Promise<RefusalCode | null>
    /** What somebody's press in their own chat is answered with; null where that is no card. */
    press(account: Account, action: string, data: Texts, fields?: Texts): Promise<Card | null>
    /** What has come to people since the last call. */
    arrived(): Message[]
    import(people: PersonToImport[]): Promise<void>
    read<T>(work: (tx: Tx) => Promise<T>): Promise<T>
    /** How much could not be sent, and what is not as it was written. */
    judge(): Promise<{ dead: number; faults: string[] }>
  }

type Texts = Record<string, string>

/** `words`: the ids of what is written with it; `origin`: where a case that begins is followed from. */
type Done = { person: PersonId; case: CaseId; command: Command; words: WordId[]; origin?: Place | undefined }

type Around = { place: Municipality; dice: Dice; start: Instant }

export async function createTown({ place, dice, start }: Around): Promise<Town> {
  const { model, calendar } = place
  const ids = countingIds()
  const channels = channelNames.map(createYearChannel)
  const parts: Parts = { model, calendar, eye: createEye(), dice, ids, channels, complaints: new Map() }
  const machine = await createMachine(parts, start)
  const people: Town['people'] = new Map()
  const { eye } = parts
  return {
    ...parts,
    ...machine,
    people,
    read: (work) => machine.on().app.store.transaction(work),
    act: (done) => act(machine.on().app, place, done),
    async press(account, action, data, fields = {}) {
      const around = { delivery: ids.next('delivery'), account, place: chatOf(account), from: 'place' } as const
      const handle = createHandle(machine.on().app)
      const answer = await handle({ ...around, personal: true, kind: 'press', action, data, fields })
      return answer.kind === 'card' || answer.kind === 'form' ? answer.card : null
    },
    arrived: () => channels.flatMap((one) => one.arrived().map((came) => messageOf(came, eye, machine.now()))),
    async import(list) {
      const { store, app } = machine.on()
      const after = eye.within((tx) => recheckAll(tx, app))
      const done = await store.importPeople(list, ids, people.size > 0 ? { after } : {})
      if ('conflicts' in done) throw new Error(done.conflicts.map(({ text }) => text).join('\n'))
      for (const one of await store.people()) people.set(one.id, one)
    },
    judge: () => judge(machine.on().store),
  }
}

async function act(app: App, { calendar }: Municipality, done: Done): Promise<RefusalCode | null> {
  const { person, case: of, command, origin } = done
  const words = new Map(done.words.map((id) => [id, 'Noe som ble skrevet']))
  return app.store.transaction(async (tx) => {
    const found = await tx.people.get(person)
    if (!found) throw new Error(`there is no ${person}`)
    const actor = actorOf(found, calendar.dayOf(app.clock.now()))
    const outcome = await execute(tx, app, actor, { case: of, command, words }, app.ids.next('delivery'))
    if ('refusal' in outcome) return outcome.refusal.code
    if (origin) {
      await tx.places.remember(origin, null)
      await tx.places.follow(of, origin)
    }
    return null
  })
}

function messageOf({ account, card, sending }: Arrived, { letters }: Eye, at: Instant): Message {
  const about = letters.get(idOf(sending))
  if (!about?.person) throw new Error(`nobody put ${sending} for ${account.user} into the outbox`)
  return { person: about.person, account, card, about, at }
}

function idOf(sending: string): Outgoing['id'] {
  return `out_${sending.slice('out_'.length)}`
}

async function judge(store: OpenStore): Promise<{ dead: number; faults: string[] }> {
  const dead = await store.transaction((tx) => tx.outbox.dead(1000))
  const { faults } = await store.verifyAll()
  return { dead: dead.length, faults: faults.map(({ where, why }) => `${where}: ${why}`) }
}

function countingIds(): Ids {
  let count = 0
  return { next: (kind) => `${kind}_${++count}` }
}
