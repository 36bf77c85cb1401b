/**
 * What stands in a copy of a log, before anything is known of paper: headings, paragraphs, lists and tables, in the order in which they
 * are read. What is let go to whom was decided before it came here.
 */

/** `lang`: in which language it is, where that is another than the copy's. */
export type Part =
  | { kind: 'heading'; text: string; level: 1 | 2 | 3 }
  | { kind: 'text'; text: string; subtle?: boolean }
  /** What a person wrote, to the letter, under what it is. */
  | { kind: 'words'; label?: string; words: string; lang?: string }
  | { kind: 'list'; items: { text: string; subtle?: string }[] }
  /** A table in which each row begins with what it is of. */
  | { kind: 'facts'; facts: { label: string; value: string; lang?: string }[] }
  /** Each row is as long as the header. */
  | { kind: 'table'; header: string[]; rows: string[][] }
  /** What follows begins on a page of its own. */
  | { kind: 'page' }

export type Document = {
  /** What it is called where others may read it, such as in the list of what was downloaded: a reference, and nothing else. */
  ref: string
  /** BCP 47. */
  lang: string
  dir: 'ltr' | 'rtl'
  /** When it was made: the file says no other moment, so that the same copy is the same file. */
  made: string
  parts: Part[]
  phrases: {
    /** At the foot of each page. */
    page(page: number, pages: number): string
    /** Stands last, where a character had no shape and another stands for it. */
    shapeless: string
  }
}
