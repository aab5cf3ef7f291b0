import { Info } from 'lucide-react'
import type { GatewayFacts } from '#src/contract/session.ts'
import type { Credentials } from './credentials.ts'

/** On the embedded simulator: credentials that are no secret, and one click that signs in with them. */
export function DemoNote({
  demo,
  kind,
  busy,
  use,
}: {
  demo: NonNullable<GatewayFacts['demo']>
  kind: Credentials['kind']
  busy: boolean
  use: (credentials: Credentials) => void
}) {
  const [name, secret] =
    kind === 'password' ? [demo.username, demo.password] : [demo.clientId, demo.clientSecret]
  return (
    <aside
      aria-label="Embedded simulator"
      className="grid grid-cols-[16px_minmax(0,1fr)_auto] items-start gap-x-2.5 rounded-card bg-surface-sunken px-4 py-3 text-ink-muted"
    >
      <Info className="mt-0.5 size-4" strokeWidth={1.5} aria-hidden="true" />
      <p className="break-words">
        <span className="block font-medium text-ink">Embedded simulator</span>
        {name}, {secret}
      </p>
      <button
        type="button"
        aria-disabled={busy}
        className="-m-1 rounded-control p-1 font-medium text-accent hover:underline"
        onClick={() =>
          use(
            kind === 'password'
              ? { kind, username: demo.username, password: demo.password }
              : { kind, clientId: demo.clientId, clientSecret: demo.clientSecret },
          )
        }
      >
        Use these
      </button>
    </aside>
  )
}
