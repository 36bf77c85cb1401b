/**
 * What a button shows as an address of its own, so that back, bookmarks and new tabs work. An address stands in histories and in
 * the logs of proxies, so it holds ids and codes alone; and what is asked by one changes nothing.
 */
import type { Button } from '../../cards/card.ts'
import { isFamilyForm, isFamilyPage } from '../../cards/parts/family-way.ts'
import { isQuery, type Query } from '../../cards/parts/offer.ts'
import type { actions } from '../app/actions/index.ts'
import { tellsOfReport } from '../core/report.ts'

/** Where pages stand: those of the staff, and those of the family. */
export type Root = '/rom' | '/familie'

/** What an address asks for, as a press that carries no fields. */
export type Asked = {
  kind: 'press' | 'open'
  action: string
  data: Record<string, string>
  fields: Record<string, never>
}

/** The address of what the button shows; null for one whose press must be sent as a form. */
export function addressOf({ kind, action, data }: Button, root: Root): string | null {
  const way = wayTo(kind, action, root)
  if (way === null || !isPlain(data)) return null
  const query = new URLSearchParams(data).toString()
  const address = `${root}/${way}/${action}${query === '' ? '' : `?${query}`}`
  return address.length > longestAddress ? null : address
}

/** What `GET /rom/vis/<name>` asks for; null where it is nothing that an address may ask for. */
export function readShown(name: unknown, query: unknown, root: Root): Asked | null {
  return typeof name === 'string' && wayTo('press', name, root) === 'vis' ? asked('press', name, query) : null
}

/** What `GET /rom/skjema/<name>` asks for. */
export function readOpened(name: unknown, query: unknown, root: Root): Asked | null {
  return typeof name === 'string' && wayTo('open', name, root) === 'skjema' ? asked('open', name, query) : null
}

/**
 * What must leave no trace in an address although it only shows something: that somebody read about the duty to report, that a
 * report was made, that an address is secret. `show.here` goes on in another place.
 */
const withoutAddress: string[] = ['show.here', 'show.report-help', 'case.shield'] satisfies (
  | Query
  | keyof typeof actions
)[]

function wayTo(kind: Button['kind'], action: string, root: Root): 'vis' | 'skjema' | null {
  return root === '/rom' ? wayOfStaff(kind, action) : wayOfFamily(kind, action)
}

function wayOfFamily(kind: Button['kind'], action: string): 'vis' | 'skjema' | null {
  if (isFamilyPage(action)) return 'vis'
  return kind === 'open' && isFamilyForm(action) ? 'skjema' : null
}

function wayOfStaff(kind: Button['kind'], action: string): 'vis' | 'skjema' | null {
  if (!named.test(action) || withoutAddress.includes(action) || tellsOfReport(action)) return null
  if (isQuery(action)) return action.startsWith('show.') ? 'vis' : null
  return kind === 'open' ? 'skjema' : null
}

const named = /^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/

function asked(kind: Asked['kind'], action: string, query: unknown): Asked | null {
  if (typeof query !== 'object' || query === null) return null
  const entries = Object.entries(query)
  const data = Object.fromEntries(entries.filter((one): one is [string, string] => typeof one[1] === 'string'))
  return Object.keys(data).length === entries.length && isPlain(data) ? { kind, action, data, fields: {} } : null
}

/** Ids and codes; `prefill` is words that somebody typed, however few. */
function isPlain(data: Record<string, string>): boolean {
  const entries = Object.entries(data)
  const isCode = ([key, value]: [string, string]) => key !== 'prefill' && code.test(key) && code.test(value)
  return entries.length <= mostData && entries.every(isCode)
}

const code = /^[\w.:|,~-]{0,200}$/
const mostData = 20
/** Characters that every browser and proxy takes. */
const longestAddress = 2000
