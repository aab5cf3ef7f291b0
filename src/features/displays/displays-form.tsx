import type { ReactNode } from 'react'

/** Turns off validation by the browser, because the page shows its own errors. */
export function DisplaysForm({
  className,
  onSubmit,
  children,
}: {
  className: string
  onSubmit: () => Promise<void>
  children: ReactNode
}) {
  return (
    <form
      noValidate
      className={className}
      onSubmit={(event) => {
        event.preventDefault()
        void onSubmit()
      }}
    >
      {children}
    </form>
  )
}
