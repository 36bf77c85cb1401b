/**
 * Knows an account by its mail address, where the municipality has chosen that: the channel is asked for the address it has
 * verified, after the stranger has had their answer. Never by a name, and never asked where nobody has chosen it.
 */
import { type Account, ChannelError, type Tx } from '../ports.ts'
import { addAccount, subjectOf } from './accounts.ts'
import { type App, municipalityOf } from './app.ts'
import { sendTo } from './enqueue.ts'

/** Whether any municipality lets people be known by their mail address, and the channel can tell it. */
export function canAskForEmail({ municipalities, channels }: App, { channel }: Account): boolean {
  const isChosen = [...municipalities.values()].some(({ model }) => model.identity.email)
  return isChosen && channels.get(channel)?.emailOf !== undefined
}

/** Asks for the address, and links and greets whoever of the directory has it. Does nothing where nobody, or more than one, has. */
export async function linkByEmail(app: App, account: Account): Promise<void> {
  const email = (await emailOf(app, account))?.trim().toLowerCase()
  if (!email) return
  await app.store.transaction((tx) => link(tx, app, account, email))
}

async function emailOf(app: App, account: Account): Promise<string | null> {
  try {
    return (await app.channels.get(account.channel)?.emailOf?.(account)) ?? null
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error
    app.log.warn('account.email-unknown', { channel: account.channel, kind: error.kind })
    return null
  }
}

async function link(tx: Tx, app: App, account: Account, email: string): Promise<void> {
  // Somebody may have linked it meanwhile, with a code.
  if (await tx.people.byAccount(account)) return
  const person = await tx.people.byEmail(email)
  if (!person?.active || !municipalityOf(app, person.municipality).model.identity.email) return
  if (await addAccount(tx, app, person, account, 'email'))
    await sendTo(tx, app, null, person.id, 'greeting', subjectOf(account))
}
