/**
 * The plain text of what Teams sends: messages with mentions, and messages as HTML. Every step is linear in the length
 * of the text, since anybody in a chat can write it.
 */

/** Somebody named in a message: `text` as it stands there, such as `<at>Kari</at>`; null where Teams left it out. */
export type Mention = { id: string; name: string; text: string | null }

/** A message as Teams gives it. `html` is the same as an attachment, which is sometimes all there is. */
export type Written = { text: string; format: string; html: string | null; mentions: Mention[] }
export type Bot = { id: string; name: string }

/** What a person said to the bot: without the bot's own name, with everybody else's name as plain text. */
export function textOfMessage(written: Written, bot: Bot): string {
  const { text, html, mentions } = written
  const isHtml = written.format === 'xml' || (text.trim() === '' && html !== null)
  let said = isHtml && html !== null && text.trim() === '' ? withNames(html) : text
  for (const { id, name, text: marked } of mentions) {
    if (marked) said = said.split(marked).join(id === bot.id ? ' ' : name)
  }
  said = withoutBot(said, mentions, bot)
  return tidy(isHtml ? textOfHtml(said) : decode(said.replace(/<\/?at\b[^<>]*>/gi, '')))
}

/** Whom Teams' HTML names, as its plain text does. */
function withNames(html: string): string {
  return html.replace(/<span\b([^<>]*)>([^<>]*)<\/span>/gi, (whole, attributes: string, name: string) => {
    if (!attributes.includes('schema.skype.com/Mention')) return whole
    return `<at id="${/\bitemid="(\d+)/i.exec(attributes)?.[1] ?? ''}">${name}</at>`
  })
}

/** Without the bot where it is named by a number alone, by its name alone, or as the first of all. */
function withoutBot(said: string, mentions: Mention[], bot: Bot): string {
  const own = mentions.filter(({ id }) => id === bot.id)
  const names = [bot.name, ...own.map(({ name }) => name)].filter((name) => name !== '')
  const others = mentions.filter(({ id }) => id !== bot.id).map(({ name }) => name)
  const isAlone = own.length > 0 && own.every(({ text }) => !text)
  const without = said.replace(/<at\b([^<>]*)>([^<>]*)<\/at>/gi, (_, attributes: string, inner: string) => {
    const name = decode(inner).trim()
    const at = /\bid="?(\d{1,4})/i.exec(attributes)?.[1]
    const isNumbered = at !== undefined && mentions[Number(at)]?.id === bot.id
    return isNumbered || names.includes(name) || (isAlone && !others.includes(name)) ? ' ' : inner
  })
  if (!isAlone || without !== said) return without
  const start = said.trimStart().replace(/^@/, '')
  const first = names.find((name) => start.toLowerCase().startsWith(name.toLowerCase()))
  return first === undefined ? said : start.slice(first.length)
}

/** The text of a message in Teams' HTML: paragraphs and list items on their own lines, emoji and names kept. */
function textOfHtml(html: string): string {
  const lower = html.toLowerCase()
  let text = ''
  let at = 0
  while (at < html.length) {
    const open = html.indexOf('<', at)
    const close = open < 0 ? -1 : html.indexOf('>', open)
    if (close < 0) return tidy(decode(text + html.slice(at)))
    text += html.slice(at, open)
    const tag = html.slice(open + 1, close)
    if (!/^[a-z/!]/i.test(tag)) {
      text += '<'
      at = open + 1
      continue
    }
    text += textOfTag(tag)
    at = endOfHidden(lower, nameOf(tag), close + 1)
  }
  return tidy(decode(text))
}

/** The content of these is never text. */
const hidden = ['script', 'style']
const lineEnds = ['br', '/p', '/div', '/li', '/tr', '/h1', '/h2', '/h3', '/blockquote', '/pre']
const pictures = ['img', 'emoji']

function nameOf(tag: string): string {
  return (/^\/?[a-z0-9]+/i.exec(tag)?.[0] ?? '').toLowerCase()
}

function textOfTag(tag: string): string {
  const name = nameOf(tag)
  if (lineEnds.includes(name)) return '\n'
  if (name === 'li') return '- '
  if (name === '/td') return ' '
  if (pictures.includes(name)) return /\balt="([^"]*)"/i.exec(tag)?.[1] ?? ''
  return ''
}

function endOfHidden(lower: string, name: string, from: number): number {
  if (!hidden.includes(name)) return from
  const end = lower.indexOf(`</${name}`, from)
  return end < 0 ? lower.length : end
}

const entities = new Map(
  Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }).concat(
    Object.entries({ shy: '\u00ad', zwnj: '\u200c', zwj: '\u200d', ensp: '\u2002', emsp: '\u2003', thinsp: '\u2009' }),
    Object.entries({ ndash: '–', mdash: '—', minus: '−', middot: '·', laquo: '«', raquo: '»', hellip: '…' }),
    Object.entries({ aelig: 'æ', oslash: 'ø', aring: 'å', AElig: 'Æ', Oslash: 'Ø', Aring: 'Å', eacute: 'é' }),
  ),
)

function decode(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z]{2,8});/gi, (whole, code: string) => {
    if (!code.startsWith('#')) return entities.get(code) ?? whole
    const point = /^#x/i.test(code) ? Number.parseInt(code.slice(2), 16) : Number.parseInt(code.slice(1), 10)
    const surrogate = point >= 0xd800 && point <= 0xdfff
    return point === 0 || point > 0x10ffff || surrogate ? '' : String.fromCodePoint(point)
  })
}

function tidy(text: string): string {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/\u00a0/g, ' ')
    .split('\n')
  return lines
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
