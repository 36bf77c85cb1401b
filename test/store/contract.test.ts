/** The store's contract, held by the embedded store. Another store is one more line here. */
import { describe } from 'vitest'
import { temporaryStore } from '../support/temporary-store.ts'
import { accountContract } from './contract/accounts.ts'
import { caseContract } from './contract/cases.ts'
import { contentContract } from './contract/content.ts'
import { digestsContract } from './contract/digests.ts'
import { familyContract } from './contract/family.ts'
import { leaveContract } from './contract/leaves.ts'
import { markContract } from './contract/marks.ts'
import { outboxContract } from './contract/outbox.ts'
import { peopleContract } from './contract/people.ts'
import { placeContract } from './contract/places.ts'
import { sessionContract } from './contract/sessions.ts'
import { transactionContract } from './contract/transaction.ts'
import { weeklyContract } from './contract/weeklies.ts'

describe.each([{ name: 'SQLite', open: async () => (await temporaryStore()).store }])('on $name', ({ open }) => {
  transactionContract(open)
  caseContract(open)
  peopleContract(open)
  accountContract(open)
  placeContract(open)
  outboxContract(open)
  digestsContract(open)
  markContract(open)
  contentContract(open)
  weeklyContract(open)
  leaveContract(open)
  sessionContract(open)
  familyContract(open)
})
