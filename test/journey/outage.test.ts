/** Teams out of order. */
import { tellOutages } from './told-outage.ts'

tellOutages('Teams', (fault) => fault === 'reset after')
