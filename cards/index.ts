/** Every card, as samples: what is drawn as pictures, and what the tests look at. A new card gets a line in one of these lists. */
import { accountSamples } from './samples/account.ts'
import { blockSamples } from './samples/blocks.ts'
import { caseSamples } from './samples/case.ts'
import { conversationSamples } from './samples/conversation.ts'
import { digestSamples } from './samples/digest.ts'
import { familySamples } from './samples/family.ts'
import type { Sample } from './samples/fjordvik.ts'
import { formSamples } from './samples/forms.ts'
import { mineSamples } from './samples/mine.ts'
import { overviewSamples } from './samples/overview.ts'
import { pageSamples } from './samples/page.ts'
import { sentSamples } from './samples/sent.ts'

export const samples: Sample[] = [
  ...conversationSamples,
  ...mineSamples,
  ...accountSamples,
  ...caseSamples,
  ...overviewSamples,
  ...pageSamples,
  ...sentSamples,
  ...familySamples,
  ...digestSamples,
  ...formSamples,
]

/** What there is a picture of: the cards, and the blocks alone, at and beyond what a channel takes of them. */
export const pictured: Sample[] = [...samples, ...blockSamples]
