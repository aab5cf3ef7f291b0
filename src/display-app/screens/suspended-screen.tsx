import { DisplayHead } from './display-head.tsx'

/**
 * Why this display shows no board although it is paired.
 *
 * @param reason a sentence
 * @param now Unix milliseconds by the server's clock
 */
export function SuspendedScreen({ reason, now }: { reason: string; now: number }) {
  return (
    <main className="display-frame pairing">
      <DisplayHead now={now} zone={null} />
      <section className="pairing-main">
        <div role="status">
          <h1>Display paused</h1>
          <p className="pairing-wait">{reason}</p>
          <p className="muted">
            It resumes automatically if Headroom is switched back. To use it now, revoke it at{' '}
            <b>{window.location.host}/displays</b> and pair it again.
          </p>
        </div>
      </section>
    </main>
  )
}
