/** First steps, and where to turn when a child is in danger. Shows no case. */
import type { Card } from '../../../cards/card.ts'
import { dutyToReport } from '../../../cards/duty-to-report.ts'
import { help } from '../../../cards/help.ts'
import type { Model } from '../../model/schema.ts'
import type { Viewer } from '../see/index.ts'

/** `notice` is what was just done, ready. */
export function greet({ person, say }: Viewer, notice: string | null = null): Card {
  return help({ known: true, name: person.name, notice }, say)
}

/**
 * The same for everybody, from the municipality's model; that it was opened is written nowhere. Where nobody knows in which of
 * several somebody works, what the others say as well.
 */
export function reportHelp({ model, say }: Pick<Viewer, 'model' | 'say'>, others: Model[] = []): Card {
  const helps = [model, ...others].map((one) => one.reportHelp)
  const phones = helps.flatMap(({ phone }) => phone.map(({ number, label }) => ({ number, label: label[say.lang] })))
  const where = [...new Set(helps.map((help) => help.where[say.lang]))].join('\n')
  const once = [...new Map(phones.map((one) => [`${one.number} ${one.label}`, one])).values()]
  return dutyToReport({ where, phones: once, law: model.reportHelp.law[say.lang] }, say)
}
