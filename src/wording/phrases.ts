/** The few words a channel says by itself, in each language. */
import type { Lang } from '../../cards/card.ts'
import { wording } from './index.ts'

/** By what a channel calls them (`Phrases` in `src/ports.ts`). */
export function phrasesIn(lang: Lang) {
  const say = wording(lang)
  return {
    name: say('phrase.name'),
    close: say('phrase.close'),
    browser: say('phrase.browser'),
    cancel: say('phrase.cancel'),
    choose: say('phrase.choose'),
    yes: say('phrase.yes'),
    optional: say('phrase.optional'),
    cut: say('phrase.cut'),
    wait: say('phrase.wait'),
    incomplete: say('phrase.incomplete'),
    installed: say('phrase.installed'),
    notInstalled: say('phrase.not-installed'),
  }
}
