/** What the demonstration says at its start: which seat is which, and what to try first. */
import type { Content, Demo } from './index.ts'

const stands: Record<Content, string> = {
  dialog: 'Content is read and written in dialogs alone; messages carry a reference and neutral words.',
  chat: "Content may stand in people's own chats with the bot.",
}

const inDialogs = `Sit as Ingrid Lunde, write "hei" and press "Ny undring": the form opens as a dialog.
Settle the wondering with level 1 and record the consent: the stafettlogg opens; propose level 2, and decide it as Terje Aas.
`
const inChats = `At the Playground of Ingrid Lunde choose "Personal Chat", write "hei" and press "Ny undring".
Settle the wondering with level 1 and record the consent: the stafettlogg opens; propose level 2, and decide it at the Playground of Terje Aas.
`
const passing = `Let time pass to be reminded: curl -X POST -H 'content-type: application/json' -d '{"advance":"P15D"}' %BOT%/demo/clock
`
const pageSteps = `The page of one's own, where nobody is asked for a password: as a tab %BOT%/demo/tab, in the browser %BOT%/rom (as Terje Aas, say,
or Sara Myhre of the coordinating unit), and a family's own %BOT%/familie, with a code that the stafettholder makes in the case.
As Sara Myhre, the coordinator, see every card as Teams, Slack and the page show it, in three languages: %BOT%/rom/kort
`
const slackSteps = `In Slack write "mine" or "/stafett ny", press, fill in; "Åpne i nettleseren" in a modal leads to the same on the page. From a shell:
curl -X POST -H 'content-type: application/json' -d '{"as":"Nora Vik","text":"mine"}' %BOT%/demo/slack
What was sent to Slack stands in %SLACK%
`
const names = { Teams: 'Teams', Playground: 'Agents Playground (Teams without dialogs)', Slack: 'Slack' }

type Shown = { bot: Pick<Demo['bot'], 'url'> } & Pick<Demo, 'seats' | 'slack'>

export function firstSteps(content: Content, { bot, seats, slack }: Shown): string {
  const places = seats.map(({ seat, url, people }) => `  ${names[seat]}, ${people.join(', ')}: ${url}\n`).join('')
  const steps = content === 'dialog' ? inDialogs : inChats
  const said = `${stands[content]} The seats:\n${places}${steps}${passing}${pageSteps}${slack ? slackSteps : ''}`
  return said.replaceAll('%BOT%', bot.url).replace('%SLACK%', slack?.workspace.url ?? '')
}
