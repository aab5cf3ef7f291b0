import {
  BatteryLow,
  BatteryWarning,
  Blend,
  CircleQuestionMark,
  CircleSlash2,
  CloudOff,
  Equal,
  Moon,
  Users,
  type LucideIcon,
} from 'lucide-react'
import type { Problem } from './problem.ts'

/** How a problem looks: a shape, and a colour where it is one for sure. A suspicion has none: it may be wrong. */
export const problemLooks: Record<Problem, { icon: LucideIcon; colour: string }> = {
  hive: { icon: CloudOff, colour: 'text-over-ink' },
  offline: { icon: CloudOff, colour: 'text-over-ink' },
  silent: { icon: CircleSlash2, colour: 'text-ink' },
  'battery-past': { icon: BatteryWarning, colour: 'text-busy-ink' },
  stuck: { icon: Moon, colour: 'text-ink' },
  constant: { icon: Equal, colour: 'text-ink' },
  crowded: { icon: Users, colour: 'text-ink' },
  overlap: { icon: Blend, colour: 'text-ink' },
  'battery-due': { icon: BatteryLow, colour: 'text-busy-ink' },
  unknown: { icon: CircleQuestionMark, colour: 'text-ink-muted' },
}
