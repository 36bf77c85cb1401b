/** What people press and type about consent, as commands. */
import type { z } from 'zod'
import { evidences } from '../../core/consent.ts'
import { checkpoints, signers } from '../../core/policy.ts'
import { entry, idOf, line, paragraph } from './entry.ts'

/** `whole`, `service:…` or `topic:…`, as the choice of the form carries it. Anything else withdraws nothing. */
function scopeOf(text: string, context: z.RefinementCtx) {
  const [kind, which = null] = text.split(':')
  if (kind === 'service') return { scope: kind, service: which, topic: null } as const
  if (kind === 'topic') return { scope: kind, service: null, topic: which } as const
  if (text !== 'whole') context.addIssue({ code: 'custom', message: 'not-a-choice' })
  return { scope: 'whole', service: null, topic: null } as const
}

export const consent = {
  'consent.request': entry(
    ({ oneOf, codes, month }) => ({
      ...{ checkpoint: oneOf(checkpoints), services: codes, topics: codes, born: month },
      ...{ guardians: oneOf(['1', '2']), care: oneOf(['guardians', 'child-protection']) },
    }),
    ({ guardians, ...read }, { ids }) => ({
      type: 'consent.request',
      consent: ids.next('consent'),
      guardians: guardians === '1' ? 1 : 2,
      ...read,
    }),
  ),
  'consent.record': entry(
    ({ codes, oneOf, day, wordsOrNone, words, tick }) => ({
      ...{
        consent: idOf('consent'),
        signedBy: codes,
        evidence: oneOf(evidences),
        services: codes,
        topics: codes,
        from: day,
        until: day,
      },
      ...{
        purpose: words(paragraph),
        excludedPersons: wordsOrNone(paragraph),
        language: words(line),
        textVersion: words(line),
      },
      ...{ childAsked: tick, childView: wordsOrNone(paragraph) },
    }),
    ({ consent, signedBy, purpose, excludedPersons, childView, language, textVersion, ...read }, { word, wordOr }) => ({
      ...{ type: 'consent.record', holder: null, consent, signedBy: signers.filter((one) => signedBy.includes(one)) },
      ...{ purpose: word(purpose), excludedPersons: wordOr(excludedPersons), childView: wordOr(childView), ...read },
      // Typed freely, so they are words like the others.
      ...{ language: word(language), textVersion: word(textVersion) },
    }),
  ),
  'consent.refuse': entry(
    ({ oneOf, wordsOrNone }) => ({ consent: idOf('consent'), signer: oneOf(signers), reason: wordsOrNone(paragraph) }),
    ({ consent, signer, reason }, { wordOr }) => ({ type: 'consent.refuse', consent, signer, reason: wordOr(reason) }),
  ),
  'consent.withdraw': entry(
    ({ code, wordsOrNone }) => ({ what: code.transform(scopeOf), reason: wordsOrNone(paragraph) }),
    ({ what, reason }, { wordOr }) => ({ type: 'consent.withdraw', ...what, reason: wordOr(reason) }),
  ),
}
