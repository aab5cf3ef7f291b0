import type { DisplaysAnswer } from '#src/contract/display.ts'

/** What to set where displays have nothing to read with. */
export function AccountNote({ account }: { account: DisplaysAnswer['account'] }) {
  if (account === 'ready') return null
  return (
    <p role="status" className="displays-note">
      <b className="font-semibold">Displays cannot show data yet.</b>{' '}
      {account === 'missing'
        ? 'They read Butlr through the gateway’s own account. Ask your administrator to set BUTLR_CLIENT_ID and BUTLR_CLIENT_SECRET and restart Headroom.'
        : 'Butlr rejects the gateway’s BUTLR_CLIENT_ID and BUTLR_CLIENT_SECRET. Ask your administrator to check them; Headroom retries every minute.'}{' '}
      Until then, boards and displays that other people made may be missing here.
    </p>
  )
}
