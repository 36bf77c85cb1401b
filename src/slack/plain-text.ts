/**
 * The plain text of what people write in Slack, whose own text is marked up: links, channels and people in angle brackets,
 * and three signs written as entities. Linear in the length of the text, since anybody in a channel can write it.
 *
 * https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages
 */

/** `named` are the ids of people who stand in the text as `@U0123`, because Slack gave no name. */
export type PlainText = { text: string; named: string[] }

/** What a person said, without the bot's own name, under whichever of these ids. */
export function plainText(marked: string, bots: ReadonlySet<string>): PlainText {
  const named = new Set<string>()
  const text = marked.replace(/<([^<>]*)>/g, (_, inner: string) => {
    const [target = '', ...rest] = inner.split('|')
    const label = rest.join('|')
    if (target.startsWith('@')) return person(target.slice(1), label, bots, named)
    if (target.startsWith('#')) return `#${label || target.slice(1)}`
    if (target.startsWith('!')) return special(target.slice(1), label)
    return label || target.replace(/^(?:mailto|tel):/, '')
  })
  return { text: tidy(unescaped(text)), named: [...named] }
}

function person(id: string, label: string, bots: ReadonlySet<string>, named: Set<string>): string {
  if (bots.has(id)) return ' '
  if (label !== '') return label.replace(/^@/, '')
  if (!/^[A-Z0-9]{1,40}$/.test(id)) return `@${id}`
  named.add(id)
  return `@${id}`
}

/** `<!here>`, `<!subteam^S0123|@barnevern>`, `<!date^…|fallback>`. */
function special(target: string, label: string): string {
  if (label !== '') return label
  const [name = ''] = target.split('^')
  return `@${name}`
}

const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' }

/** What Slack wrote as entities, as it was. */
export function unescaped(text: string): string {
  return text.replace(/&(?:amp|lt|gt);/g, (entity) => entities[entity] ?? entity)
}

function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\u00a0/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
