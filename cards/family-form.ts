/** What one of a family fills in on their own page: a code, some words of their own, or an answer about consent. One form for all of it. */
import type { Say } from '../src/wording/index.ts'
import type { Block, Button, Card, Fact, Input } from './card.ts'
import { type FamilyFormName, type FamilyWay, familyButton } from './parts/family-way.ts'

export type FamilyFormArgs = {
  form: FamilyFormName
  data: Record<string, string>
  /** What is wrong with the whole of it, ready. */
  notice: string | null
  /** What it is about. */
  facts: Fact[]
  fields: Input[]
  /** Who reads what is written in it, ready; null where nothing is. */
  readers: string | null
  /** Whether it can be answered with a no as well. */
  isAnswer: boolean
  back: FamilyWay
}

export function familyForm(args: FamilyFormArgs, say: Say): Card {
  const { form, data, notice, facts, fields, readers, isAnswer, back } = args
  const submit = (label: string, more: Partial<Button>): Button => {
    return { kind: 'press', action: form, data, label, ...more }
  }
  const yes = submit(say(`family.submit.${form}`), { style: 'primary' })
  const no = submit(say('family.submit.no'), { style: 'danger', data: { ...data, answer: 'no' }, skipsFields: true })
  return {
    name: 'family-form',
    lang: say.lang,
    tag: say.tag,
    title: say(`family.form.${form}`),
    summary: say(`family.form.${form}`),
    blocks: [
      ...(notice === null ? [] : [{ kind: 'notice', text: notice, tone: 'warning' } as const]),
      { kind: 'text', text: say(`family.intro.${form}`) },
      ...(facts.length > 0 ? [{ kind: 'facts', facts } as const] : []),
      ...fields,
      ...(readers === null ? [] : [{ kind: 'text', text: readers, subtle: true } satisfies Block]),
    ],
    buttons: [yes, ...(isAnswer ? [no] : []), { ...familyButton({ ...back, label: 'back' }, say), skipsFields: true }],
  }
}
