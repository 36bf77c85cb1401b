/** First steps, and where to turn when a child is in danger. Shows no case. */
import type { Card } from '../../../cards/card.ts'
import { dutyToReport } from '../../../cards/duty-to-report.ts'
import { help } from '../../../cards/help.ts'
import type { Viewer } from '../see/index.ts'

/** `notice` is what was just done, ready. */
export function greet({ person, say }: Viewer, notice: string | null = null): Card {
  return help({ known: true, name: person.name, notice }, say)
}

/** The same for everybody, from the municipality's model; that it was opened is written nowhere. */
export function reportHelp({ model, say }: Pick<Viewer, 'model' | 'say'>): Card {
  const { where, phone, law } = model.reportHelp
  const phones = phone.map(({ number, label }) => ({ number, label: label[say.lang] }))
  return dutyToReport({ where: where[say.lang], phones, law: law[say.lang] }, say)
}
