import { second } from '#src/domain/time/duration.ts'
import { formatTime, type Zone } from '#src/domain/time/zone.ts'
import { Mark } from '#src/components/ui/mark.tsx'
import { Dial } from '#src/board/dial.tsx'

/**
 * The head of every screen that is no board: a dial that goes, and the time once a zone is known.
 *
 * @param now Unix milliseconds by the server's clock
 * @param zone of the building; null before pairing
 */
export function DisplayHead({ now, zone }: { now: number; zone: Zone | null }) {
  return (
    <header className="pairing-head">
      <p className="product">
        <Mark className="product-mark" />
        Headroom
      </p>
      <p className="pairing-time">
        <Dial seconds={Math.floor(now / second)} />
        {zone && <span className="clock">{formatTime(now, zone)}</span>}
      </p>
    </header>
  )
}
