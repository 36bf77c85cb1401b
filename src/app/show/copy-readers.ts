/**
 * Who has read a log, as the last page of a copy tells it: the newest first, by name, or by service where the municipality has it so.
 * Others whom the family has let in are told of their own service and of the one the case is at home in: the rest would tell them who
 * else helps. What would tell of a report to child welfare is in none.
 */
import { type ReaderRow, readerCells } from '../../../cards/parts/reader-row.ts'
import { type Part, partsOf } from '../../copy/index.ts'
import { serviceOf } from '../../core/recipient.ts'
import { tellingOfReport } from '../../core/report.ts'
import { keeper, namedWithin, nameOfService, staffService } from '../see/index.ts'
import type { Copying } from './copy.ts'
import { rowOf, sittingsIn } from './record.ts'

export type CopiedReaders = { rows: ReaderRow[]; services: string[]; parts: Part[] }

export async function copiedReaders(copying: Copying): Promise<CopiedReaders> {
  const { eyes, opened, setting } = copying
  const { say, reader, model } = setting
  const { case: state } = opened
  const told = servicesTold(copying)
  const rows: ReaderRow[] = []
  for (const sitting of sittingsIn(eyes, await reader.access.told(state.id, tellingOfReport))) {
    const [{ person }] = sitting
    const service = await staffService(setting, state, person)
    if (told && (service === null || !told.includes(service))) continue
    const row = await rowOf(eyes, state, sitting)
    const isByService = model.copies.readers === 'service' && service !== null
    if (person === keeper) rows.push({ ...row, was: null })
    else rows.push(isByService ? { ...row, who: nameOfService(setting, service), was: null } : row)
  }
  const services = (told ?? []).map((code) => namedWithin(setting, model.names.services, code))
  const header = (['when', 'who', 'what'] as const).map((one) => say(`readers.${one}`))
  const cells = rows.map((row) => readerCells(row, say))
  const parts = partsOf([{ kind: 'table', header, rows: cells, empty: say('copy.readers.none') }])
  return { rows, services, parts }
}

/** Null for whoever is told of all. */
function servicesTold({ kind, opened, to, eyes }: Copying): string[] | null {
  if (kind === 'archive') return null
  const own = to === null ? eyes.actor.posts.map(({ service }) => service) : [serviceOf(to)]
  return [...new Set([opened.case.service, ...own])]
}
