/** What the figures grow with. */
import type { Growth } from '../growth.ts'
import { cases } from './cases.ts'
import { entries } from './entries.ts'
import { people } from './people.ts'
import { waiting } from './waiting.ts'

export const growths: Growth[] = [entries, cases, people, waiting]
