import type { ReactNode } from 'react'

/** Turns off validation by the browser, because the page shows its own errors. */
export function DisplaysForm({
  className,
  onSubmit,
  children,
}: {
  className: string
  onSubmit: (form: HTMLFormElement) => Promise<void>
  children: ReactNode
}) {
  return (
    <form
      noValidate
      className={className}
      onSubmit={(event) => {
        event.preventDefault()
        void onSubmit(event.currentTarget)
      }}
    >
      {children}
    </form>
  )
}
