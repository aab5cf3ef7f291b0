import { X } from 'lucide-react'
import { useId, useLayoutEffect, useRef } from 'react'
import * as text from '#messages/shortcuts.ts'

/** Lists all shortcuts in a native modal dialog, which traps the focus and restores it. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useLayoutEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      closedby="any"
      onClose={onClose}
      className="shortcuts rounded-card border border-line bg-surface-raised text-ink shadow-float"
    >
      <div className="flex items-center gap-2">
        <h2 id={id} className="flex-1 text-18 font-semibold">
          {text.title}
        </h2>
        <button
          type="button"
          aria-label={text.closeButton}
          onClick={() => dialog.current?.close()}
          className="grid size-8 place-items-center rounded-control text-ink-muted hover:bg-selected hover:text-ink"
        >
          <X className="size-4" strokeWidth={1.5} aria-hidden="true" />
        </button>
      </div>
      <div className="shortcuts-sections">
        {text.sections.map(({ title, shortcuts }) => (
          <section key={title}>
            <h3 className="font-semibold">{title}</h3>
            <dl>
              {shortcuts.map(({ keys, action }) => (
                <div key={action}>
                  <dt>
                    {keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dt>
                  <dd className="text-ink-muted">{action}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </dialog>
  )
}
