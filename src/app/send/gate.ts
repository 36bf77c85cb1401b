/**
 * Which channels take anything now, so that a channel that fails is told from a message that does. One that has failed is
 * closed: now and then one row asks whether it is back, then goes alone, and everything else is held until it has arrived.
 * Known in memory alone: after a start a channel counts as open, but for what may not be risked.
 */
import type { Channel, Destination } from '../../ports.ts'
import type { App } from '../app.ts'

const firstPauseMs = 1_000
const longestPauseMs = 5 * 60_000
/** How long a row is held while another is on its way to try the channel. */
const aWhileMs = 5_000
/** A channel may answer what is asked of it and still lose messages: so long it must not have lost one before a last try. */
const firstQuietMs = 30_000
const quietGrows = 5

/** One channel in one tenant. */
export type Entrance = { channel: Channel; tenant: string }

/** `isLast`: nobody knows whether the message arrived, and it can't be tried once more after this. */
export type Wish = Entrance & { to: Destination; isLast: boolean }

/** In, and whether as the only one; or the moment, in milliseconds, until which to wait. */
export type Admitted = { isTrial: boolean } | { until: number }

export type Gate = {
  /** Asks the channel, where it is time to. Who is let in as the only one must say how it went, or that it is `over`. */
  admit(wish: Wish): Promise<Admitted>
  /** The channel took or refused something of its own accord; true when it was closed until now. */
  answered(entrance: Entrance): boolean
  /** It failed, for a reason that is none of the message's. */
  failed(entrance: Entrance, code: string | null, wasTrial: boolean): void
  /** The only one that was let in came back without having tried. */
  over(entrance: Entrance): void
}

/**
 * `lost`: how many messages failed since it closed; `asked`: how often it was asked in vain; `isAwaited`: somebody comes back
 * at `until`, so that the others need not.
 */
type Closed = {
  lost: number
  asked: number
  until: number
  quietUntil: number
  isAwaited: boolean
  isTried: boolean
}

export function createGate(app: Pick<App, 'clock' | 'random' | 'log'>): Gate {
  const doors: Doors = new Map()
  const now = () => Date.parse(app.clock.now())
  return {
    admit: (wish) => admit(doors, wish, app),
    answered(entrance) {
      const door = doors.get(keyOf(entrance))
      doors.set(keyOf(entrance), 'open')
      const wasClosed = typeof door === 'object'
      if (wasClosed && door.lost > 0) app.log.info('channel.back', { channel: entrance.channel.name })
      return wasClosed
    },
    failed(entrance, code, wasTrial) {
      const door = doors.get(keyOf(entrance))
      const closed = typeof door === 'object' ? door : unknown(now())
      // What was under way when it closed tells nothing new.
      if (closed.lost > 0 && !wasTrial) return
      closed.lost += 1
      closed.until = now() + pauseAfter(closed, app)
      closed.isAwaited = false
      closed.quietUntil = now() + firstQuietMs * quietGrows ** (closed.lost - 1)
      doors.set(keyOf(entrance), closed)
      const named = code === null ? {} : { code }
      if (closed.lost === 1) app.log.warn('channel.down', { channel: entrance.channel.name, ...named })
    },
    over(entrance) {
      const door = doors.get(keyOf(entrance))
      if (typeof door === 'object') door.isTried = false
    },
  }
}

type Doors = Map<string, Closed | 'open'>

async function admit(doors: Doors, { to, isLast, ...entrance }: Wish, app: Pick<App, 'clock' | 'random'>) {
  const now = () => Date.parse(app.clock.now())
  const door = doors.get(keyOf(entrance))
  // Where nothing is known to have failed, only what may not be risked waits for a sign.
  if (door === 'open' || (!isLast && (door?.lost ?? 0) === 0)) return { isTrial: false }
  const closed = door ?? unknown(now())
  doors.set(keyOf(entrance), closed)
  if (closed.isTried) return { until: now() + aWhileMs }
  if (isLast && closed.quietUntil > Math.max(closed.until, now())) return { until: closed.quietUntil }
  if (closed.until > now()) return { until: comeBack(closed) }
  closed.isTried = true
  const isBack = await answers(entrance.channel, to)
  // Something else may have arrived meanwhile.
  if (doors.get(keyOf(entrance)) === 'open') return { isTrial: false }
  if (isBack) return { isTrial: true }
  closed.isTried = false
  closed.asked += 1
  closed.until = now() + pauseAfter(closed, app)
  closed.isAwaited = false
  return { until: comeBack(closed) }
}

/** One comes back to ask; the others are called when it is open again, and come by themselves only if that one is gone. */
function comeBack(closed: Closed): number {
  if (closed.isAwaited) return closed.until + longestPauseMs
  closed.isAwaited = true
  return closed.until
}

/** One that may be asked at once. */
function unknown(now: number): Closed {
  return { lost: 0, asked: 0, until: now, quietUntil: now, isAwaited: false, isTried: false }
}

/** Whole milliseconds, as moments are stored: a row that came back a fraction too early would come back at once, for ever. */
function pauseAfter({ lost, asked }: Closed, { random }: Pick<App, 'random'>): number {
  return Math.ceil(Math.min(longestPauseMs, firstPauseMs * 2 ** (lost + asked - 1)) * (0.5 + random() / 2))
}

/** Where nothing can be asked, the message itself asks. */
async function answers({ isBack }: Channel, to: Destination): Promise<boolean> {
  return isBack ? isBack(to).catch(() => false) : true
}

function keyOf({ channel, tenant }: Entrance): string {
  return `${channel.name} ${tenant}`
}
