/** Tones of the card model in Designsystemet's colours: its own words for what is to be seen to in time, and for what is late or wrong. */
import type { Tone } from '../../../cards/card.ts'

export const colours: Record<Tone, string> = {
  neutral: 'info',
  good: 'success',
  attention: 'warning',
  warning: 'danger',
}

/** The colour of a line that says how something stands. */
export function toned(tone: Tone | undefined): { 'data-color'?: string } {
  return tone === undefined || tone === 'neutral' ? {} : { 'data-color': colours[tone] }
}
