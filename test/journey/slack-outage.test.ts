/** Slack out of order. */
import { tellOutages } from './told-outage.ts'

tellOutages('Slack', () => false)
