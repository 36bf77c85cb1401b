/** What every copy of a log has, whoever it is for: the head of its data, and its document around the parts that differ. */
import type { Copy, CopyData, Part } from '../../copy/index.ts'
import type { Instant } from '../../core/ids.ts'
import type { Setting } from '../see/index.ts'

/** `setting` speaks the language of the copy; `made` is the moment that the files say. */
export type Copied = { setting: Pick<Setting, 'say' | 'model'>; ref: string; made: Instant; leftOut: boolean }

export function documentOf({ setting: { say }, ref, made }: Copied, parts: Part[]): Copy['document'] {
  const phrases = {
    page: (page: number, pages: number) => say('family.copy.page', { page, pages }),
    shapeless: say('family.copy.shapeless'),
  }
  return { ref, lang: say.tag, dir: say.dir, made, parts, phrases }
}

export function headOf({ setting: { say, model }, ref, made, leftOut }: Copied) {
  const { code, name } = model.municipality
  return {
    format: 'stafettlogg',
    version: 1,
    reference: ref,
    municipality: { code, name },
    made,
    language: say.tag,
    leftOut,
  } satisfies Partial<CopyData>
}
