/** Messages of the account panel in the header. */

/** Accessible name of the button and the panel. */
export const title = 'Account'
/** Shown below the account's name. Sessions with API credentials renew automatically for up to 90 days. */
export const renewsAutomatically = 'Your session renews automatically.'
/** Shown below the account's name. @param duration such as `57 min` */
export const signedInFor = (duration: string) => `Signed in for another ${duration}.`

export const themeLabel = 'Theme'
export const systemTheme = 'System'
export const lightTheme = 'Light'
export const darkTheme = 'Dark'

export const signOutButton = 'Sign out'
export const signOutFailed = 'Couldn’t sign you out. Check your connection and try again.'
