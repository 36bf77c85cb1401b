/**
 * Finds national identity numbers in what people type, so that they are refused before anything is stored. The checksum
 * is judged by NAV's validator; dates, phone numbers and other long numbers pass.
 */
import { fnr } from '@navikt/fnrvalidator'

/** Eleven digits, also as people write them: `010190 12345`, `01.01.90-12345`. */
const candidates = /(?<!\d)\d{2}[ .]?\d{2}[ .]?\d{2}[ .-]?\d{5}(?!\d)/g

/** Whether the text holds a valid national identity number, D-number or one of their kin. */
export function hasPersonalNumber(text: string): boolean {
  return [...text.matchAll(candidates)].some(([found]) => fnr(found.replace(/\D/g, '')).status === 'valid')
}
