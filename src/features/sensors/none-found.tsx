import { Button } from '#src/components/ui/button.tsx'
import { problemWords } from './device-words.ts'
import type { DevicesParams } from './devices-params.ts'
import type { ChangeDevices } from './use-devices-params.ts'

/** Stands where the sensors would: which filter emptied the list, and the way out of it. */
export function NoneFound({
  params: { q, problem, place },
  onChange,
}: {
  params: DevicesParams
  onChange: ChangeDevices
}) {
  const typed = q.trim()
  return (
    <div role="status" className="grid justify-items-center gap-4 px-4 py-16 text-center">
      <p className="max-w-prose text-15 wrap-anywhere">
        {typed === '' && problem === null
          ? 'There is no sensor here.'
          : [
              typed === '' ? 'No sensor here' : `No sensor that matches “${typed}”`,
              problem === null ? 'was found' : `has the problem “${problemWords[problem]}” now`,
            ].join(' ') + '.'}
      </p>
      <div className="flex flex-wrap justify-center gap-2">
        {typed !== '' && <Button onClick={() => onChange({ q: '' })}>Clear the search</Button>}
        {problem !== null && (
          <Button onClick={() => onChange({ problem: null })}>Show every sensor</Button>
        )}
        {place !== null && (
          <Button onClick={() => onChange({ place: null })}>Look everywhere</Button>
        )}
      </div>
    </div>
  )
}
