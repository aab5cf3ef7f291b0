import { LayoutGrid, Map, Table } from 'lucide-react'
import { Segmented, type Segment } from '#src/components/ui/segmented.tsx'
import type { View } from '#src/lib/overview-params.ts'

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const
const segments: readonly Segment<View>[] = [
  { value: 'cards', label: 'Cards', icon: <LayoutGrid {...icon} /> },
  { value: 'table', label: 'Table', icon: <Table {...icon} /> },
  { value: 'plan', label: 'Floor plan', icon: <Map {...icon} /> },
]

/** How the same rooms are shown. */
export function ViewSwitch({ value, onChange }: { value: View; onChange: (view: View) => void }) {
  return <Segmented label="View" segments={segments} value={value} onChange={onChange} />
}
