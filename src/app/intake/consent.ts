/** What people press and type about consent, as commands. */
import { evidences } from '../../core/consent.ts'
import { checkpoints, signers } from '../../core/policy.ts'
import { entry, idOf, line, paragraph } from './entry.ts'

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
    ({ consent, signedBy, purpose, excludedPersons, childView, ...read }, { word, wordOr }) => ({
      ...{ type: 'consent.record', consent, signedBy: signers.filter((one) => signedBy.includes(one)) },
      ...{ purpose: word(purpose), excludedPersons: wordOr(excludedPersons), childView: wordOr(childView), ...read },
    }),
  ),
  'consent.refuse': entry(
    ({ oneOf, wordsOrNone }) => ({ consent: idOf('consent'), signer: oneOf(signers), reason: wordsOrNone(paragraph) }),
    ({ consent, signer, reason }, { wordOr }) => ({ type: 'consent.refuse', consent, signer, reason: wordOr(reason) }),
  ),
  'consent.withdraw': entry(
    ({ code, wordsOrNone }) => ({ what: code, reason: wordsOrNone(paragraph) }),
    ({ what, reason }, { wordOr }) => {
      const [kind, which = null] = what.split(':')
      const scope = kind === 'service' || kind === 'topic' ? kind : 'whole'
      const named = { service: scope === 'service' ? which : null, topic: scope === 'topic' ? which : null }
      return { type: 'consent.withdraw', scope, ...named, reason: wordOr(reason) }
    },
  ),
}
