/**
 * Keeps to what Slack takes: one message a second in each channel, and nothing before the time Slack asked for. Short waits
 * are slept; longer ones are told, so that no sender stands idle. Remembers nothing through a restart.
 *
 * https://docs.slack.dev/apis/web-api/rate-limits
 */
import { ChannelError } from '../ports.ts'

export type Pace = {
  /**
   * Resolves when a message may be sent in the channel; throws `rate-limited` with the wait for its slot when that is far
   * off. The slot is kept for the `id`, which comes again.
   */
  turn(channel: string, id: string): Promise<void>
  /** Throws `rate-limited` while Slack has asked for silence; there is no room to keep between the requests. */
  free(lane: string): void
  /** Runs a request of a lane, and keeps the silence that its refusal asks for. */
  heeding<T>(lane: string, request: () => Promise<T>): Promise<T>
}

/** Milliseconds. */
export type Time = { now(): number; delay(ms: number): Promise<unknown> }

export function createPace({ now, delay }: Time): Pace {
  const lanes = new Map<string, Lane>()
  const laneOf = (name: string) => {
    const lane = lanes.get(name) ?? { granted: -Infinity, next: -Infinity, silentUntil: -Infinity, slots: new Map() }
    if (!lanes.has(name)) sweep(lanes, now())
    lanes.set(name, lane)
    return lane
  }
  return {
    async turn(channel, id) {
      const lane = laneOf(channel)
      const at = grant(lane, id, now())
      // While this one slept, Slack may have asked the channel for silence.
      for (let wait = at - now(); wait > 0; wait = lane.silentUntil - now()) {
        if (wait > longestSleepMs) throw later(lane, id, now())
        await delay(wait)
      }
    },
    free(name) {
      const wait = (lanes.get(name)?.silentUntil ?? -Infinity) - now()
      if (wait > 0) throw new ChannelError('rate-limited', wait)
    },
    async heeding(name, request) {
      try {
        return await request()
      } catch (error) {
        const wait = error instanceof ChannelError && error.kind === 'rate-limited' ? error.retryAfterMs : null
        if (wait !== null) laneOf(name).silentUntil = Math.max(laneOf(name).silentUntil, now() + wait)
        throw error
      }
    },
  }
}

const spaceMs = 1000
const longestSleepMs = 2000
/** How long past its time a slot is kept for whoever does not come back. */
const forgottenAfterMs = 60_000
const mostLanes = 1000

/** When the last one was let through, the first slot that nobody has, and until when there is silence. */
type Lane = { granted: number; next: number; silentUntil: number; slots: Map<string, number> }

/** Lets the id through within a short wait and says when; throws when that is not soon, having kept it a slot. */
function grant(lane: Lane, id: string, now: number): number {
  const kept = lane.slots.get(id)
  const at = Math.max(kept ?? lane.next, lane.granted + spaceMs, lane.silentUntil, now)
  if (at - now > longestSleepMs) throw later(lane, id, now)
  lane.slots.delete(id)
  lane.granted = at
  lane.next = Math.max(lane.next, at + spaceMs)
  return at
}

/** Keeps the slot the id has, or gives it the next that is free. */
function later(lane: Lane, id: string, now: number): ChannelError {
  forget(lane, now)
  const earliest = Math.max(lane.silentUntil, lane.granted + spaceMs, now)
  const kept = lane.slots.get(id)
  const at = kept !== undefined && kept >= earliest ? kept : Math.max(lane.next, earliest)
  if (at !== kept) lane.next = at + spaceMs
  lane.slots.set(id, at)
  return new ChannelError('rate-limited', at - now)
}

function forget({ slots }: Lane, now: number): void {
  for (const [id, at] of slots) if (at < now - forgottenAfterMs) slots.delete(id)
}

function sweep(lanes: Map<string, Lane>, now: number): void {
  if (lanes.size < mostLanes) return
  for (const [name, lane] of lanes) {
    forget(lane, now)
    if (lane.slots.size === 0 && Math.max(lane.next, lane.silentUntil) < now) lanes.delete(name)
  }
}
