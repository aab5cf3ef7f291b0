import type { DisplaysAnswer } from '#src/wall-display/display-contract.ts'

/** What to set where displays have nothing to read with. */
export function AccountNote({ account }: { account: DisplaysAnswer['account'] }) {
  if (account === 'ready') return null
  return (
    <p role="status" className="displays-note">
      <b className="font-semibold">Displays cannot show figures yet.</b>{' '}
      {account === 'missing'
        ? 'They read Butlr through an account of the gateway’s own. Whoever runs Headroom sets BUTLR_CLIENT_ID and BUTLR_CLIENT_SECRET and starts it again.'
        : 'Butlr does not take the gateway’s BUTLR_CLIENT_ID and BUTLR_CLIENT_SECRET. Whoever runs Headroom checks them; it is tried again every minute.'}
    </p>
  )
}
