/** What a municipality's model puts into the samples of the cards, in place of Fjordvik's. Nothing of any case. */
import type { Named } from '../../cards/samples/fjordvik.ts'
import type { ByLang, Model } from '../model/schema.ts'
import { capital, type Say } from '../wording/index.ts'

export type ModelNames = {
  municipality: Model['municipality']
  /** Where content stands there, and so what of a card a message shows. */
  stands: Model['content']['stands']
  named(say: Pick<Say, 'lang'>): Named
}

export function namesIn(model: Model): ModelNames {
  return { municipality: model.municipality, stands: model.content.stands, named: (say) => namedIn(model, say) }
}

/** A model has fewer of something than the samples name, or calls it by another code: then what it has stands there. */
function namedIn({ names, policy, reportHelp }: Model, { lang }: Pick<Say, 'lang'>): Named {
  const levels = policy.levels.map(({ number }) => number)
  const one = (all: Record<string, ByLang>, code: string | number, at = 0) => {
    const found = all[code] ?? Object.values(all)[at] ?? Object.values(all)[0]
    return capital(found?.[lang] ?? String(code))
  }
  const three = (all: Record<number, ByLang>): [string, string, string] => [
    one(all, levels[0] ?? 0),
    one(all, levels[1] ?? 1, 1),
    one(all, levels[2] ?? levels[1] ?? 1, 2),
  ]
  const [first = '', second = first] = policy.topics
  return {
    levels: three(names.levels),
    meanings: three(names.levelMeanings),
    steps: [one(names.steps, 'talk'), one(names.steps, 'understanding'), one(names.steps, 'measures')],
    asks: [one(names.stepAsks, 'talk'), one(names.stepAsks, 'measures')],
    school: one(names.services, 'skole'),
    health: one(names.services, 'skolehelsetjeneste', 1),
    adviser: one(names.services, 'ppt', 2),
    topics: [one(names.topics, first), one(names.topics, second, 1)],
    arena: one(names.arenas, 'school'),
    reason: one(names.closeReasons, 'goal-reached'),
    cause: one(names.breachCauses, 'awaits-family'),
    remedy: one(names.breachRemedies, 'new-day'),
    support: names.supportQuestions.map((question) => question[lang]),
    reflection: names.reflection[lang],
    where: reportHelp.where[lang],
    phones: reportHelp.phone.map(({ number, label }) => ({ number, label: label[lang] })),
    law: reportHelp.law[lang],
  }
}
