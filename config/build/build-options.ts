export const commonBuild = {
  // An inlined asset would be a data: URL, which the content security policy blocks.
  assetsInlineLimit: 0,
  // Supported browsers do not need the polyfill.
  modulePreload: { polyfill: false },
} as const

/** Inlines message constants across chunks; otherwise each message would be a variable. */
export const inlinedMessages = { inlineConst: { mode: 'all', pass: 2 } } as const
