import { clsx } from 'clsx'
import { inDigits, peopleInWords } from '#src/format/room-words.ts'
import { shortMac } from '#src/format/sensor-labels.ts'
import { Age } from '#src/components/time/age.tsx'
import type { Zone } from '#src/domain/time/zone.ts'
import { AnswerSection, TotalLine } from './answer-parts.tsx'
import type { RoomExplanation, ZerosRule } from './room-explanation.ts'
import { ruleInWords, zerosInWords } from './rule-words.ts'
import type { SensorLine } from './sensor-lines.ts'
import { notCountedWords, SensorNoteWords, SensorWhy } from './sensor-why.tsx'

/** A room's sum, sensor by sensor, what it comes to, and the rule by which it does. */
export function RoomSum({ explanation, zone }: { explanation: RoomExplanation; zone: Zone }) {
  const { view, lines, rule, zeros, notCounted } = explanation
  return (
    <AnswerSection title="Sensors">
      {lines.length > 0 && (
        <>
          <ul aria-label="Sensors" className={clsx(view.kind === 'stale' && 'hatched')}>
            {lines.map((line) => (
              <SensorRow key={line.mac} line={line} zeros={zeros} zone={zone} />
            ))}
          </ul>
          <TotalLine>
            <span className="font-normal text-ink-faint">= </span>
            {view.kind === 'none'
              ? 'no data'
              : `${view.atLeast ? 'at least ' : ''}${peopleInWords(view.people)}`}
          </TotalLine>
        </>
      )}
      <p className="text-ink-muted">
        {ruleInWords(rule)}
        {rule.kind === 'last-known' && (
          <>
            {' '}
            They were last seen <Age at={rule.seenAt} />.
          </>
        )}
      </p>
      {zeros !== null && <p className="mt-1 text-ink-muted">{zerosInWords(zeros)}</p>}
      {notCounted.length > 0 && (
        <>
          <h4 className="mt-3 font-medium">Not counted</h4>
          <ul aria-label="Not counted" className="text-ink-muted">
            {notCounted.map(({ key, name, why }) => (
              <li key={key}>
                {name || 'A device without a name'}: {notCountedWords[why]}
              </li>
            ))}
          </ul>
        </>
      )}
    </AnswerSection>
  )
}

function SensorRow({
  line,
  zeros,
  zone,
}: {
  line: SensorLine
  zeros: ZerosRule | null
  zone: Zone
}) {
  const { mac, name, named, colour, people, health, notes } = line
  const missing = !['reporting', 'reported', 'quiet'].includes(health.kind)
  return (
    <li className="grid grid-cols-[12px_minmax(0,1fr)_auto] items-baseline gap-x-2 border-t border-line py-2 first:border-t-0">
      <span className="size-3 self-center rounded-[3px]" style={{ backgroundColor: colour }} />
      <span className="wrap-break-word">
        <span className="text-15 font-medium">{name}</span>
        {named && (
          <span className="ml-2 text-ink-faint">
            <span aria-hidden="true">{shortMac(mac)}</span>
            <span className="sr-only">{mac}</span>
          </span>
        )}
      </span>
      <span className={clsx('text-18 font-semibold', people === null && 'text-busy-ink')}>
        {people === null ? (
          <>
            <span aria-hidden="true">?</span>
            <span className="sr-only">no count</span>
          </>
        ) : (
          inDigits(people)
        )}
      </span>
      <span className={clsx('col-start-2 col-end-4', missing ? 'text-busy-ink' : 'text-ink-muted')}>
        <SensorWhy health={health} zeros={zeros} zone={zone} />
      </span>
      {notes.map((note) => (
        <span key={note.kind} className="col-start-2 col-end-4 text-ink-muted">
          <SensorNoteWords note={note} zone={zone} />
        </span>
      ))}
    </li>
  )
}
