/**
 * What Teams is answered with at once, for a pressed button: the body of the response to an invoke.
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/work-with-universal-actions-for-adaptive-cards
 * and https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots
 */
import type {
  AdaptiveCardInvokeResponse,
  Attachment,
  MessagingExtensionActionResponse,
  TaskModuleResponse,
  TaskModuleTaskInfo,
} from 'botbuilder'
import { type Card, isForm, titled } from '../../cards/card.ts'
import type { Shown } from '../network.ts'
import type { PhrasesIn } from '../ports.ts'
import { beginning } from './cut.ts'
import { limits } from './limits.ts'
import { type ChatSurface, render } from './render.ts'
import { cardType } from './send.ts'

/** The SDK knows only of answers whose value is a card; that of a message is a sentence. */
export type OnCard =
  | AdaptiveCardInvokeResponse
  | (Omit<AdaptiveCardInvokeResponse, 'type' | 'value'> & { type: typeof messageType; value: string })

/** For a button on a card: a card takes its place, a sentence is shown beside it for the person who pressed. */
export function answerOnCard(answer: Shown, surface: ChatSurface, phrases: PhrasesIn): OnCard {
  switch (answer.kind) {
    case 'card':
    case 'form':
      return { statusCode: 200, type: cardType, value: render(answer.chat, surface, phrases(answer.chat.lang)) }
    case 'message':
      return { statusCode: 200, type: messageType, value: answer.text }
    case 'none':
      return { statusCode: 200, type: messageType, value: '' }
  }
}

/** What the SDK has for a dialog and for the message action at once: the same answer serves both. */
export type InDialog = TaskModuleResponse & MessagingExtensionActionResponse

/** For a dialog, before and after it is sent in, also of the message action; undefined closes it. */
export function answerInDialog(answer: Shown, phrases: PhrasesIn): InDialog | undefined {
  switch (answer.kind) {
    case 'card':
    case 'form':
      return { task: { type: 'continue', value: dialog(answer.card, phrases) } }
    case 'message':
      return { task: { type: 'message', value: answer.text } }
    case 'none':
      return undefined
  }
}

/**
 * For a dialog that shows a page of ours: nothing is looked up or written down before that is asked for. Where Teams shows no pages in
 * dialogs it opens `otherwise`. The title says no more than whose it is.
 */
export function answerByPage(frame: string, asks: boolean, otherwise: string, phrases: PhrasesIn): InDialog {
  const task = { title: phrases('nb').name, ...sizeOf(asks), url: frame, fallbackUrl: otherwise }
  return { task: { type: 'continue', value: task } }
}

const messageType = 'application/vnd.microsoft.activity.message'

/** `title` is plain text in Teams. */
function dialog(card: Card, phrases: PhrasesIn): TaskModuleTaskInfo {
  const title = beginning(titled(card), limits.dialogTitle)
  const attached: Attachment = { contentType: cardType, content: render(card, 'dialog', phrases(card.lang)) }
  return { title, ...sizeOf(isForm(card)), card: attached }
}

/** Teams' own words, which it fits to the screen. */
function sizeOf(asks: boolean): Pick<TaskModuleTaskInfo, 'width' | 'height'> {
  return { width: 'medium', height: asks ? 'large' : 'medium' }
}
