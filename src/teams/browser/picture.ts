/**
 * Draws Adaptive Cards as Teams does, near enough to judge a card by: in every element with `data-card`, with Microsoft's own
 * `adaptivecards`, which must stand before it. What is written in a card stays as it is written: we send no markup.
 */
import type { Action, AdaptiveCard, HostConfig, IMarkdownProcessingResult, SerializationContext } from 'adaptivecards'

type Library = {
  AdaptiveCard: { new (): AdaptiveCard; onProcessMarkdown: (text: string, result: IMarkdownProcessingResult) => void }
  HostConfig: new (config: object) => HostConfig
  SerializationContext: new () => SerializationContext
}
declare const AdaptiveCards: Library

/** Of words and, with `in` before it, of the boxes they stand in. */
type Colours = Record<'text' | 'subtle' | Meaning | 'inPlain' | `in${'Emphasis' | Capitalize<Meaning>}`, string>
type Meaning = 'accent' | 'good' | 'warning' | 'attention'

const light: Colours = {
  text: '#242424',
  subtle: '#616161',
  accent: '#4f52b2',
  good: '#0b6a0b',
  warning: '#7a5400',
  attention: '#b10e1c',
  inPlain: '#ffffff',
  inEmphasis: '#f5f5f5',
  inAccent: '#e8ebfa',
  inGood: '#e7f2da',
  inWarning: '#fff7e0',
  inAttention: '#fdf0f1',
}
const dark: Colours = {
  text: '#ffffff',
  subtle: '#c7c7c7',
  accent: '#a3a8f5',
  good: '#92c353',
  warning: '#f8d22a',
  attention: '#f9a3aa',
  inPlain: '#292929',
  inEmphasis: '#141414',
  inAccent: '#2f2f4a',
  inGood: '#1c2b12',
  inWarning: '#3d2f00',
  inAttention: '#3f1b1f',
}

AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
  result.didProcess = true
}

for (const place of document.querySelectorAll<HTMLElement>('[data-card]')) draw(place)

/** A press as its card has it, and the card with what stands in its fields. */
export type Pressed = (action: Action, card: AdaptiveCard) => void

/** Draws what `data-card` holds in its own place; the answer is what the library finds wrong with the card. */
export function draw(place: HTMLElement, pressed: Pressed = () => undefined): string[] {
  const card = new AdaptiveCards.AdaptiveCard()
  card.hostConfig = document.documentElement.dataset.colorScheme === 'dark' ? looks(dark) : looks(light)
  card.onExecuteAction = (action) => pressed(action, card)
  const found = new AdaptiveCards.SerializationContext()
  // The list of a choice that is searched in is the browser's own here, and shows itself only to who types.
  card.parse(JSON.parse((place.dataset.card ?? '').replaceAll('"style":"filtered"', '"style":"compact"')), found)
  const drawn = card.render()
  if (drawn) place.replaceChildren(drawn)
  const events = Array.from({ length: found.eventCount }, (_, index) => found.getEventAt(index).message)
  const wrong = card.validateProperties().validationEvents.map(({ message }) => message)
  return [...events, ...wrong, ...(drawn ? [] : ['nothing was drawn'])]
}

function looks(colours: Colours): HostConfig {
  const plain = { default: colours.text, subtle: colours.subtle }
  const own = (['accent', 'good', 'warning', 'attention'] as const).map((name) => {
    return [name, { default: colours[name], subtle: colours[name] }] as const
  })
  const foregroundColors = { default: plain, dark: plain, light: plain, ...Object.fromEntries(own) }
  const box = (backgroundColor: string) => ({ backgroundColor, foregroundColors })
  return new AdaptiveCards.HostConfig({
    fontFamily: "'Segoe UI', system-ui, sans-serif",
    containerStyles: {
      default: box(colours.inPlain),
      emphasis: box(colours.inEmphasis),
      good: box(colours.inGood),
      warning: box(colours.inWarning),
      attention: box(colours.inAttention),
      accent: box(colours.inAccent),
    },
    fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
    spacing: { small: 4, default: 8, medium: 16, large: 24, extraLarge: 32, padding: 10 },
    separator: { lineThickness: 1, lineColor: colours.subtle },
    actions: {
      maxActions: 6,
      spacing: 'default',
      buttonSpacing: 8,
      actionAlignment: 'left',
      actionsOrientation: 'horizontal',
    },
    inputs: {
      label: {
        inputSpacing: 'small',
        requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' },
        optionalInputs: { weight: 'bolder' },
      },
      errorMessage: { color: 'attention', weight: 'bolder' },
    },
    textBlock: { headingLevel: 2 },
  })
}
