/** Messages of the account panel in the header. */

/** Accessible name of the button and the panel. */
export const title = 'Account'
/** Shown below the account's name. The session of API credentials never ends. */
export const renewsAutomatically = 'Your session renews automatically.'
/** Shown below the account's name. @param time such as `23 Nov, 09:14` */
export const signedInUntil = (time: string) => `Signed in until ${time}.`

export const themeLabel = 'Theme'
export const systemTheme = 'System'
export const lightTheme = 'Light'
export const darkTheme = 'Dark'

export const signOutButton = 'Sign out'
export const signOutFailed = 'Couldn’t sign you out. Check your connection and try again.'
