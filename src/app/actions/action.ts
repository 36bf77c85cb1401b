/**
 * What an action is: declared once, with what its button carries, what its form asks, when it is offered and the command
 * it makes. The form, its reader, its choices and the buttons are derived from that.
 */
import type { FieldId } from '../../../cards/parts/field.ts'
import type { CommandAction } from '../../../cards/parts/offer.ts'
import type { Case, Command } from '../../core/case.ts'
import type { Key } from '../../wording/index.ts'
import type { Viewer } from '../see/index.ts'
import type { At, ByForm, Carry, Env, Fault, Field, Read, Readable } from './field.ts'

/** The things in a case that can be acted on one by one, by the key under which a button carries their id. */
export type Items = {
  goal: Case['goals'][number]
  measure: Case['measures'][number]
  followUp: Case['followUps'][number]
  meeting: Case['meetings'][number]
  note: Case['notes'][number]
  transition: Case['transitions'][number]
}

/**
 * When an action stands among what may be done in a case. A card has room for the first of those that hold: the lower
 * `rank`, the more pressing. `data` goes with the button, beside the case.
 */
type Offered = {
  rank: number
  when(state: Case, viewer: Viewer): boolean
  data?(state: Case, viewer: Viewer): Record<string, string>
}

/**
 * When an action stands beside one thing of a case, in the order in which they are declared; once for each of `each`, where
 * there are several ways to do it.
 */
type OfferedOn = { [K in keyof Items]: OnItem<K> & { each?: Record<string, string>[] } }[keyof Items]
type OnItem<K extends keyof Items> = { item: K; when(item: Items[K], viewer: Viewer, state: Case): boolean }

/** Where its button stands, at least somewhere; `onCard` where cards offer it by themselves. */
type Standing = { offered: unknown } | { offeredWhenClosed: unknown } | { on: unknown } | { onCard: true }

/** What stands in a form besides its fields, and in several of them at once. */
export type Form = {
  intro?: Key
  /** Another, as the case stands. */
  introIn?(state: Case): Key | null
  /** `submit.save` where nothing is named. */
  submit?: Key
  /** `submit.more` on the button that opens what is folded, where nothing is named. */
  more?: Key
  /** A button beside that one: what was sent is answered with the form of what comes next, where that can be done then, and `said` above it. */
  goesOn?: { submit: Key; form: CommandAction; said: Key }
  /** The form of what follows from what was answered, with `said` above it; null where nothing does by itself. */
  leadsTo?(answered: Record<string, string>): Leading | null
  /** Other words for a form whose button carries a no. */
  no?: { when(data: Record<string, string>): boolean; title: Key; intro?: Key; submit: Key }
  /** Whether there is nothing to ask in this case, so that a press does it at once. */
  atOnce?(state: Case): boolean
  facts?(at: At): Facts | Promise<Facts>
  questions?(viewer: Viewer): string[]
  /** What it begins with, where that has to be read. */
  begins?(at: At): Promise<Record<string, string>>
  /** Whether it begins a case, so that it is opened in none. */
  beginsCase?: boolean
}

/** `data` goes with the form, beside what its button carries. */
export type Leading = { form: CommandAction; said: Key; data?: Record<string, string> }

export type Facts = { label: string; value: string; typed?: boolean }[]

type Carries = Record<string, Carry<unknown>>
type Asks = Partial<Record<FieldId, Field<unknown>>>
type ValueOf<R> = R extends Readable<infer T> ? T : never
type Values<C, A> = { [K in keyof C]: ValueOf<C[K]> } & { [K in keyof A]: ValueOf<A[K]> }
/** What a button must carry: all but what a form can fill in by itself. */
export type Needed<C> = { [K in keyof C]: C[K] extends ByForm<unknown> ? never : K }[keyof C] & string

export type Declared = {
  type: CommandAction
  carries: Carries
  /** Null: a press does it at once. */
  asks: Asks | null
  form: Form
  offered: Offered[]
  offeredWhenClosed: Offered[]
  on: OfferedOn | null
  /** What came with a press, each by the field or the button it belongs to. */
  values(raw: Record<string, string>, env: Env): Each
  /** The command, of what `values` gave. */
  command(values: Record<string, unknown>, env: Env): Command
}

type OfferedWith<C> = Omit<Offered, 'data'> &
  ([Needed<C>] extends [never]
    ? { data?: undefined }
    : { data(state: Case, viewer: Viewer): Record<Needed<C>, string> })
type OnWith<C> = { [K in keyof Items & keyof C]: OnItem<K> & EachOf<Exclude<Needed<C>, K>> }[keyof Items & keyof C]
type EachOf<N extends string> = [N] extends [never] ? { each?: undefined } : { each: Record<N, string>[] }
type Made<T extends CommandAction> = Omit<Extract<Command, { type: T }>, 'type'>

/** `R` is what the command is made of: all of it, and nothing more, so that nothing typed goes along unseen. */
type Declaration<T extends CommandAction, C, A, R> = {
  offered?: OfferedWith<C>[]
  offeredWhenClosed?: OfferedWith<C>[]
  on?: OnWith<C>
  form?: Form
  carries?: C
  /** A field that has no label does not compile. */
  asks?: A & Record<Exclude<keyof A, FieldId>, never>
  command(read: Values<C, A>, env: Env): R & Record<Exclude<keyof R, keyof Made<T>>, never>
} & Standing

/** Declares the action that gives the command `type`. What it carries keeps its type, so that its buttons are checked. */
export function action<T extends CommandAction>(type: T) {
  return <C extends Carries = Nothing, A extends Asks = Nothing, R extends Made<T> = Made<T>>(
    declaration: Declaration<T, C, A, R>,
  ): Omit<Declared, 'type' | 'carries' | 'asks'> & { type: T; carries: C; asks: IfAny<A> } => {
    const { carries, asks, form = {}, offered = [], offeredWhenClosed = [], on = null, command } = declaration
    const readables: Record<string, Readable<unknown>> = { ...carries, ...asks }
    return {
      type,
      carries: carries ?? ({} as C),
      asks: (asks ?? null) as IfAny<A>,
      form,
      offered,
      offeredWhenClosed,
      on,
      values: (raw, env) => readEach(readables, raw, env),
      // Each value was read by the field of its name, and the rest is what the command asks for: that is what the types say.
      command: (values, env) => ({ ...command(values as Values<C, A>, env), type }) as unknown as Command,
    }
  }
}

type Nothing = Record<never, never>
/** Null for an action that asks nothing. */
type IfAny<A> = [keyof A] extends [never] ? null : Asks

type Each = { values: Record<string, unknown> } | { faults: Record<string, Fault> }

function readEach(readables: Record<string, Readable<unknown>>, raw: Record<string, string>, env: Env): Each {
  const entries = Object.entries(readables).map(([name, one]): [string, Read<unknown>] => {
    return [name, one.read(raw[name], env)]
  })
  const faults = entries.flatMap(([name, read]) => ('fault' in read ? [[name, read.fault] as const] : []))
  if (faults.length > 0) return { faults: Object.fromEntries(faults) }
  return { values: Object.fromEntries(entries.map(([name, read]) => [name, 'value' in read ? read.value : null])) }
}
