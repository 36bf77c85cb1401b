/** Finds what somebody probably meant when a key, code or word is mistyped. Pure; knows no list of its own. */

/**
 * The candidate nearest to `word`, without regard to capitals, or null when none is near enough: at most a third of the
 * longer word may differ. Two neighbouring letters in each other's place count as one difference. Of equally near
 * candidates the first wins.
 */
export function nearest(word: string, candidates: readonly string[]): string | null {
  if (word.length > longestWord) return null
  let best: string | null = null
  let least = Number.POSITIVE_INFINITY
  for (const candidate of candidates) {
    const far = distance(word.toLowerCase(), candidate.toLowerCase())
    const allowed = Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3))
    if (far <= allowed && far < least) {
      best = candidate
      least = far
    }
  }
  return best
}

/** Anybody can write a word of any length, and comparing takes as long as both are. */
const longestWord = 200

function distance(a: string, b: string): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(before, j - 2) + 1 : Number.POSITIVE_INFINITY
      const change = at(row, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(at(row, j) + 1, at(next, j - 1) + 1, change, swap))
    }
    before = row
    row = next
  }
  return at(row, b.length)
}

function at(row: number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY
}
