/**
 * Markup as a value: what is put into a template is words, and stands there to the letter, unless it is markup of ours already.
 * Every attribute is quoted, for an unquoted one could be ended by a space.
 */
import { html as tagged } from 'hono/html'

/** What the templates here give. */
export type Html = Exclude<ReturnType<typeof tagged>, Promise<unknown>>

type Value = string | number | Html | null | undefined | false | Value[]

/** `html`<p>${words}</p>``: null, undefined and false are nothing, a list is one after the other. */
export function html(strings: TemplateStringsArray, ...values: Value[]): Html {
  const made = tagged(strings, ...values)
  if (made instanceof Promise) throw new Error('a template waits for nothing')
  return made
}

export type Attributes = Record<string, string | number | boolean | null | undefined>

/** Of attributes those that have a value, each with a space before it; true is an attribute without one. */
export function attributes(values: Attributes): Html {
  const all = Object.entries(values).map(([name, value]) => {
    if (value === undefined || value === null || value === false) return null
    return html` ${name}="${value === true ? '' : value}"`
  })
  return html`${all}`
}
