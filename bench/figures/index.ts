/** The figures there are, in the order of the table. */
import type { Figure } from '../figure.ts'
import { answer } from './answer.ts'
import { command } from './commands.ts'
import { deliver } from './deliver.ts'
import { echo } from './echo.ts'
import { list } from './list.ts'
import { mine } from './mine.ts'
import { outbox } from './outbox.ts'
import { paged } from './page.ts'
import { plan } from './plan.ts'
import { press } from './press.ts'
import { remind } from './remind.ts'
import { start } from './start.ts'

export const figures: Figure[] = [press, echo, command, answer, plan, mine, list, paged, remind, deliver, outbox, start]
