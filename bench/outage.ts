/** `npm run outage`: what becomes of six messages while a channel is out of order, in every way and for how long, as a table. */
import { print } from '../src/terminal.ts'
import { type Fault, faults } from './outage-door.ts'
import { type ChannelTitle, channels, type Length, lengths, type Outcome, openChannel } from './outage-run.ts'

const columns = ['channel', 'fault', 'length', 'arrived', 'copies', 'told', 'after it was back'] as const
const widths = [9, 14, 9, 9, 8, 12, 0]

function row(cells: readonly string[]): string {
  return cells
    .map((cell, index) => cell.padEnd(widths[index] ?? 0))
    .join('')
    .trimEnd()
}

function cells(title: ChannelTitle, fault: Fault, length: Length, outcome: Outcome): string[] {
  const { messages, arrived, copies, told, late } = outcome
  const after = late < 60_000 ? `${Math.round(late / 1000)} s` : `${Math.round(late / 60_000)} min`
  return [title, fault, length, `${arrived} of ${messages}`, String(copies), told.join(' ') || 'nobody', after]
}

print(row(columns))
for (const title of channels) {
  const channel = await openChannel(title)
  for (const fault of faults)
    for (const length of Object.keys(lengths) as Length[])
      print(row(cells(title, fault, length, await channel.outage(fault, length))))
  await channel.close()
}
