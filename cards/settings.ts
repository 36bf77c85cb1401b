/** Whom the bot takes somebody for, and how it speaks with them: in which language, in which hours, and how often it reminds them. */
import type { Say } from '../src/wording/index.ts'
import { type Block, type Card, languages } from './card.ts'
import { discreet } from './parts/chat.ts'
import { type LeaveDays, leaveNow } from './parts/leave-now.ts'
import { button, type Offer, offered } from './parts/offer.ts'
import { between, type SettingFields, settingFields } from './parts/setting-fields.ts'

export type SettingsArgs = {
  notice: string | null
  /** Ready sentences: whom the bot takes them for. */
  posts: string[]
  /** The days on which they are away, now or later. */
  leave: LeaveDays | null
  /** Chosen by the person; null where the municipality's hold. */
  own: SettingFields['usual'] | null
  offers: Offer[]
} & SettingFields

export function settings(args: SettingsArgs, say: Say): Card {
  const { notice, posts, leave, own, usual, offers } = args
  const others = languages.filter((lang) => lang !== say.lang)
  const choices = others.map((lang): Offer => ({ kind: 'press', action: 'set.lang', data: { lang, back: 'settings' } }))
  const away: Offer = { kind: 'press', action: 'show.leave', data: {} }
  const municipal = between(usual, say)
  const hours = own && { ...between(own, say), usualFrom: municipal.from, usualTo: municipal.to }
  const blocks: Block[] = [
    ...(notice ? [{ kind: 'notice', text: notice, tone: 'good' } as const] : []),
    { kind: 'heading', text: say('settings.posts') },
    ...posts.map((text) => ({ kind: 'text', text }) as const),
    { kind: 'text', text: say('settings.posts.what'), subtle: true },
    { kind: 'heading', text: say('settings.leave') },
    { kind: 'row', text: leave ? leaveNow(leave, say) : say('settings.leave.none'), button: button(away, say) },
    { kind: 'heading', text: say('settings.language') },
    { kind: 'text', text: say('settings.language.now', { language: say(`language.${say.lang}`) }) },
    ...choices.map((offer) => ({ kind: 'row', text: say('help.lang'), button: button(offer, say) }) as const),
    { kind: 'heading', text: say('settings.hours') },
    { kind: 'text', text: hours ? say('settings.hours.own', hours) : say('settings.hours.usual', municipal) },
    { kind: 'text', text: say('settings.hours.what'), subtle: true },
    ...settingFields(args, say),
  ]
  const save: Offer = { kind: 'press', action: 'set.hours', data: {}, style: 'primary' }
  const { rows, buttons } = offered([save, ...offers], say)
  return {
    name: 'settings',
    lang: say.lang,
    title: say('settings.title'),
    summary: say('settings.summary'),
    blocks: discreet([...blocks, ...rows]),
    buttons,
  }
}
