/** Block Kit as HTML, near enough to Slack's look for somebody to read it, and to use it in the demonstration. */
import { z } from 'zod'
import { webAddress } from '../../cards/card.ts'
import { type Block, type Element, elementsOf } from './blocks.ts'

export function html(text: string | null | undefined): string {
  return (text ?? '').replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** `errors` stand under their fields. */
export function blocksHtml(blocks: Block[], errors: Record<string, string> = {}): string {
  return blocks.map((block) => blockHtml(block, errors[block.block_id])).join('')
}

const rich = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  name: z.string().optional(),
  url: z.string().optional(),
  offset: z.number().default(0),
  style: z.unknown().optional(),
  elements: z.array(z.unknown()).default([]),
})
const emoji: Record<string, string> = { white_check_mark: '✅', warning: '⚠️', exclamation: '❗' }

function blockHtml(block: Block, error?: string): string {
  const { type, text, label, hint, element } = block
  switch (type) {
    case 'header':
      return `<h3>${html(text)}</h3>`
    case 'divider':
      return '<hr>'
    case 'rich_text':
      return block.elements.map(richHtml).join('')
    case 'context':
      return `<p class="context">${block.elements.map((one) => html(rich.parse(one).text)).join(' ')}</p>`
    case 'actions':
      return `<div class="actions">${elementsHtml(block)}</div>`
    case 'data_table':
      return tableHtml(block)
    case 'section': {
      return `<div class="section"><p>${html(text)}</p>${elementsHtml(block)}</div>`
    }
    case 'input': {
      const under = `<small>${html(hint)}</small>${error ? `<p class="error">${html(error)}</p>` : ''}`
      const field = element ? elementHtml(element, label ?? '') : ''
      return `<fieldset data-label="${html(label)}"><legend>${html(label)}</legend>${field}${under}</fieldset>`
    }
    default:
      return `<p class="context">${html(type)}</p>`
  }
}

function tableHtml({ caption, rows: [header = [], ...rows] }: Block): string {
  const head = header.map((text) => `<th scope="col">${html(text)}</th>`).join('')
  const body = rows.map((row) => `<tr>${row.map((text) => `<td>${html(text)}</td>`).join('')}</tr>`).join('')
  return `<table><caption>${html(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`
}

function richHtml(value: unknown): string {
  const { type, text, name, url, offset, style, elements } = rich.parse(value)
  const inside = () => elements.map(richHtml).join('')
  switch (type) {
    case 'rich_text_section':
      return `<p>${inside()}</p>`
    case 'rich_text_quote':
      return `<blockquote>${inside()}</blockquote>`
    case 'rich_text_list': {
      const items = elements.map((one) => `<li>${richHtml(one)}</li>`).join('')
      return style === 'ordered' ? `<ol start="${offset + 1}">${items}</ol>` : `<ul>${items}</ul>`
    }
    case 'link':
      return `<a href="${html(webAddress(url ?? ''))}" rel="noreferrer" target="_blank">${html(text ?? url)}</a>`
    case 'emoji':
      return emoji[name ?? ''] ?? `:${html(name)}:`
    default:
      return z.looseObject({ bold: z.literal(true) }).safeParse(style).success ? `<b>${html(text)}</b>` : html(text)
  }
}

/** Buttons and the like, which belong to no question. */
function elementsHtml(block: Block): string {
  return elementsOf(block)
    .map((one) => elementHtml(one, ''))
    .join('')
}

/** `group` tells the choices of one field from those of another, and is what a field is called. */
function elementHtml(element: Element, group: string): string {
  const named = `aria-label="${html(group)}"`
  const { type, text, style, confirm, options, initial_value: value, initial_date: date } = element
  const first = new Set([element.initial_option, ...(element.initial_options ?? [])].map((one) => one?.value))
  switch (type) {
    case 'button': {
      if (element.url !== undefined) {
        return `<a class="button" href="${html(webAddress(element.url))}" rel="noreferrer" target="_blank">${html(text)}</a>`
      }
      const ask = confirm ? ` data-confirm="${html(confirm.text)}"` : ''
      return `<button class="${html(style)}" data-press="${html(text)}"${ask}>${html(text)}</button>`
    }
    case 'radio_buttons':
    case 'checkboxes': {
      const kind = type === 'checkboxes' ? 'checkbox' : 'radio'
      const choice = (one: (typeof options)[number]) => {
        const attributes = `type="${kind}" name="${html(group)}" value="${html(one.value)}"`
        return `<label><input ${attributes}${first.has(one.value) ? ' checked' : ''}> ${html(one.text)}</label>`
      }
      return options.map(choice).join('')
    }
    case 'static_select':
    case 'multi_static_select': {
      const choice = (one: (typeof options)[number]) =>
        `<option value="${html(one.value)}"${first.has(one.value) ? ' selected' : ''}>${html(one.text)}</option>`
      const none = type === 'static_select' ? '<option value=""></option>' : ''
      return `<select ${named}${none ? '' : ' multiple'}>${none}${options.map(choice).join('')}</select>`
    }
    case 'datepicker':
      return `<input ${named} type="date" value="${html(date)}">`
    default:
      return element.multiline
        ? `<textarea ${named} rows="3">${html(value)}</textarea>`
        : `<input ${named} value="${html(value)}">`
  }
}
