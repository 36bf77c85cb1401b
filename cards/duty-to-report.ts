/**
 * Help on the duty to report. Every person may open it, nothing of it is stored, and nobody learns that it was opened:
 * so it carries no button that leads back here with a case.
 */
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { discreet } from './parts/chat.ts'

/** The municipality's own words, ready. */
export type DutyToReportArgs = { where: string; phones: { number: string; label: string }[]; law: string }

export function dutyToReport({ where, phones, law }: DutyToReportArgs, say: Say): Card {
  return {
    name: 'duty-to-report',
    lang: say.lang,
    title: say('duty.title'),
    summary: say('duty.summary', { where }),
    blocks: discreet([
      { kind: 'notice', text: say('duty.violence'), tone: 'warning' },
      { kind: 'facts', facts: phones.map(({ number, label }) => ({ label, value: number })) },
      { kind: 'heading', text: say('duty.where') },
      { kind: 'text', text: where },
      { kind: 'heading', text: say('duty.when') },
      { kind: 'text', text: say('duty.what', { law }) },
      {
        kind: 'list',
        items: [{ text: say('duty.personal') }, { text: say('duty.consent') }, { text: say('duty.doubt') }],
      },
      { kind: 'text', text: say('duty.private'), subtle: true },
    ]),
    buttons: [],
  }
}
