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

/** `lost`: how many messages failed since it closed; `asked`: how often it was asked in vain. */
type Closed = { lost: number; asked: number; until: number; quietUntil: number; isTried: boolean }

export function createGate({ clock, random, log }: Pick<App, 'clock' | 'random' | 'log'>): Gate {
  const doors = new Map<string, Closed | 'open'>()
  const now = () => Date.parse(clock.now())
  // Whole milliseconds, as moments are stored: a row that came back a fraction too early would come back at once, for ever.
  const pauseAfter = (times: number) =>
    Math.ceil(Math.min(longestPauseMs, firstPauseMs * 2 ** (times - 1)) * (0.5 + random() / 2))

  return {
    async admit({ to, isLast, ...entrance }) {
      const door = doors.get(keyOf(entrance))
      if (door === 'open' || (!door && !isLast)) return { isTrial: false }
      const closed = door ?? { lost: 0, asked: 0, until: now(), quietUntil: now(), isTried: false }
      doors.set(keyOf(entrance), closed)
      if (closed.isTried) return { until: now() + aWhileMs }
      const until = Math.max(closed.until, isLast ? closed.quietUntil : 0)
      if (until > now()) return { until }
      closed.isTried = true
      if (await answers(entrance.channel, to)) return { isTrial: true }
      closed.isTried = false
      closed.asked += 1
      closed.until = now() + pauseAfter(closed.asked + 1)
      return { until: closed.until }
    },
    answered(entrance) {
      const door = doors.get(keyOf(entrance))
      doors.set(keyOf(entrance), 'open')
      const wasClosed = typeof door === 'object'
      if (wasClosed && door.lost > 0) log.info('channel.back', { channel: entrance.channel.name })
      return wasClosed
    },
    failed(entrance, code, wasTrial) {
      const door = doors.get(keyOf(entrance))
      const closed = typeof door === 'object' ? door : null
      // What was under way when it closed tells nothing new.
      if (closed && !wasTrial) return
      const lost = (closed?.lost ?? 0) + 1
      const asked = closed?.asked ?? 0
      if (lost === 1) log.warn('channel.down', { channel: entrance.channel.name, ...(code === null ? {} : { code }) })
      doors.set(keyOf(entrance), {
        ...{ lost, asked, isTried: false, until: now() + pauseAfter(asked + lost) },
        quietUntil: now() + firstQuietMs * quietGrows ** (lost - 1),
      })
    },
    over(entrance) {
      const door = doors.get(keyOf(entrance))
      if (typeof door === 'object') door.isTried = false
    },
  }
}

/** Where nothing can be asked, the message itself asks. */
async function answers({ isBack }: Channel, to: Destination): Promise<boolean> {
  return isBack ? isBack(to).catch(() => false) : true
}

function keyOf({ channel, tenant }: Entrance): string {
  return `${channel.name} ${tenant}`
}
