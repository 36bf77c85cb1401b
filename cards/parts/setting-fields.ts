/** The fields of the settings: in which hours the bot may write unasked, and when what waits comes. Each leaves it to the municipality too. */
import type { DigestPace } from '../../src/core/policy.ts'
import type { Say } from '../../src/wording/index.ts'
import type { Input } from '../card.ts'
import { asUsual, paces, times } from './times.ts'

type Hours = { from: string; to: string }

export type SettingFields = {
  usual: Hours
  /** When the municipality lets what waits come. */
  usualPace: DigestPace
  /** What stands in the fields: one of `times`, of `paces`, or `asUsual`. */
  values: Hours & { digest: string }
  /** Ready sentences by field. */
  errors: Partial<Hours & { digest: string }>
}

export function settingFields(args: SettingFields, say: Say): Input[] {
  return [time('from', args, say), time('to', args, say), pace(args, say)]
}

/** As the times of day are written in a sentence. */
export function between({ from, to }: Hours, say: Say): Hours {
  return { from: say.time(from), to: say.time(to) }
}

function time(id: 'from' | 'to', { usual, values, errors }: SettingFields, say: Say): Input {
  const asNow = { value: asUsual, label: say('settings.as-municipality', { time: say.time(usual[id]) }) }
  const listed = times.filter((value) => isListed(value) || value === values[id])
  const choices = [asNow, ...listed.map((value) => ({ value, label: say.time(value) }))]
  const error = errors[id]
  const input: Input = { kind: 'choice', id, label: say(`settings.${id}`), value: values[id], compact: true, choices }
  return error ? { ...input, error } : input
}

/** At night on the hour alone: a message has no room for all that could be chosen. */
function isListed(time: string): boolean {
  return time.endsWith('00') || (time > '06' && time < '22')
}

function pace({ usualPace, values, errors }: SettingFields, say: Say): Input {
  const asNow = { value: asUsual, label: say('settings.digest.as-municipality', { how: usualPace }) }
  const choices = [asNow, ...paces.map((value) => ({ value, label: say(`settings.digest.${value}`) }))]
  const input = { kind: 'choice', id: 'digest', label: say('settings.digest'), compact: true, choices } as const
  const { digest: error } = errors
  return { ...input, value: values.digest, ...(error ? { error } : {}) }
}
