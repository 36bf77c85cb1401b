/**
 * In which order pieces of work take their turns: what somebody waits for first, and what gives way in what that leaves of the time.
 * Neither ever waits for the other without end. Knows no database.
 */

export type Line<P> = {
  put(piece: P, givesWay: boolean): void
  isEmpty(): boolean
  /** From now on it is asked who shares another commit. */
  begin(): void
  /** Whose turn it is; undefined where nobody else is to join this commit, and keep those in it waiting. */
  next(): P | undefined
  /** Whether somebody else joins this commit. */
  goesOn(): boolean
  /** Takes up to so many of all who wait, those first who don't give way. */
  drawn(most: number): P[]
}

/** What gives way joins only those who do; but for one of them where a whole commit has passed it by. */
export function lineOf<P>(): Line<P> {
  const waitedFor: P[] = []
  const givingWay: P[] = []
  let hasWaitedFor = false
  let isPassedBy = false
  let isOwed = false
  const isLeft = () => givingWay.length > 0 && (isOwed || (waitedFor.length === 0 && !hasWaitedFor))
  return {
    put: (piece, givesWay) => void (givesWay ? givingWay : waitedFor).push(piece),
    isEmpty: () => waitedFor.length + givingWay.length === 0,
    begin() {
      hasWaitedFor = false
      isOwed = isPassedBy
      isPassedBy = givingWay.length > 0
    },
    next() {
      if (isLeft()) {
        isOwed = false
        isPassedBy = false
        return givingWay.shift()
      }
      hasWaitedFor ||= waitedFor.length > 0
      return waitedFor.shift()
    },
    goesOn: () => waitedFor.length > 0 || isLeft(),
    drawn: (most) => {
      const first = waitedFor.splice(0, most)
      return [...first, ...givingWay.splice(0, most - first.length)]
    },
  }
}
