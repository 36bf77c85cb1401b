/** What the page that signs in inside a channel's own client says, by the attributes its script reads. */
import type { Say } from '../wording/index.ts'

/** The attributes of `#frame`; `origins` are those that may frame it. */
export function frameWords(say: Say, origins: string[]): Record<`data-${string}`, string> {
  return {
    'data-wait': say('web.frame.wait'),
    'data-refused': say('web.frame.refused'),
    'data-later': say('web.frame.later'),
    'data-again': say('web.frame.again'),
    'data-origins': origins.join(' '),
  }
}
