/** What commands print on stdout. Whoever reads it may go before the end, as `| head` does: the command goes on all the same. */

/** Prints a line, and after the reader has gone nothing more. */
export function print(line: string): void {
  if (process.stdout.listenerCount('error', goneIsFine) === 0) process.stdout.on('error', goneIsFine)
  process.stdout.write(`${line}\n`)
}

function goneIsFine(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
