/** Before the gateway has answered once. Says nothing for a moment, then what it waits for. */
export function WaitingForGateway({ error }: { error: unknown }) {
  return (
    <main className="grid min-h-dvh place-items-center p-4 text-center">
      {error ? (
        <p role="alert">
          <strong className="block font-semibold">Headroom’s server cannot be reached</strong>
          <span className="text-ink-muted">Headroom keeps trying.</span>
        </p>
      ) : (
        <output className="sr-only">Opening Headroom</output>
      )}
    </main>
  )
}
